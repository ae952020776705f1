/* quanze.show/1 for people and for other programs. One format a file. */
#ifndef QZ_SHOW_RENDER_H
#define QZ_SHOW_RENDER_H

#include <jansson.h>

#include "search/show/outline.h"

/* All below: SHOWN is the object of qz_show_view_json(), borrowed; OUTLINE the whole of an instrument or the record of a
 * provision (NULL for powers). The text is the caller's. */

/* Plain text. */
char *qz_show_text (const json_t *shown, const QzOutline *outline);

/* Markdown: titles, lists, a table of versions. */
char *qz_show_markdown (const json_t *shown, const QzOutline *outline);

/* Akoma Ntoso 3.0 XML (OASIS LegalDocumentML): an act, or of a provision the act with that provision alone. ENGINE tells of the
 * works that it refers to. NULL on an index error. */
char *qz_show_akn (QzEngine *engine, const json_t *shown, const QzOutline *outline, GError **error);

/* ---- shared by text and Markdown ---- */

/* The printed rows of a power: LABEL and the value, in order, while the value is not NULL. */
typedef struct {
  const char *label;
  const char *value;
} QzShowRow;
/* Rows of SHOWN, ended by a label NULL; g_free(). */
QzShowRow *qz_show_power_rows (const json_t *shown);

/* 第一百八十三条、第二百三十二条 of a step of "history"; 无 when it has none. The caller's. */
char *qz_show_step_rules (const json_t *step);

/* Whether ITEM of "cited_by" is a text, which powers are not. */
gboolean qz_show_is_text (const json_t *item);

/* Whether ITEM of "cited_by" is a text that means the version shown. */
gboolean qz_show_means_this (const json_t *shown, const json_t *item);

#endif
