/* Automatic numbers of Word documents: lists, their levels, and the labels they print.
 *
 * An outline holds nine levels; several lists may be made on one outline and count on
 * together; a list may have levels of its own and start anew (ECMA-376 part 1, 17.9).
 */
#ifndef LIB_LISTS_H
#define LIB_LISTS_H

#include <glib.h>

G_BEGIN_DECLS

#define QZ_LIST_LEVELS 9

typedef struct {
  gboolean    defined;
  const char *format;   /* numFmt name, static; "bullet" shows nothing */
  char       *pattern;  /* "第%1条": %1 to %9 are the numbers of the levels; owned */
  guint       start;
  int         restart;  /* 0: never; N: after a paragraph of level N (from 1) or above; -1: after any above */
  gboolean    arabic;   /* all numbers of the pattern in Arabic digits */
  gboolean    tight;    /* no space between label and text */
} QzListLevel;

typedef struct QzLists QzLists;

QzLists *qz_lists_new (void);
void     qz_lists_free (QzLists *lists);

/* The levels of outline ID, made empty when new; borrowed, to be filled in. NULL: too many. */
QzListLevel *qz_lists_outline (QzLists *lists, int id);
/* Makes list ID on outline OUTLINE, which need not be there yet. */
void         qz_lists_add (QzLists *lists, int id, int outline);
/* A level of list ID's own, to be filled in; NULL when there is no such list or level. */
QzListLevel *qz_lists_override (QzLists *lists, int id, int level);
/* The next paragraph of list ID at LEVEL takes START. */
void         qz_lists_restart (QzLists *lists, int id, int level, guint start);

/* Counts one more paragraph and gives its label, the space behind it included ("第三条 ", "（一）");
 * NULL for a bullet, no label, no such list. The caller's. */
char        *qz_lists_next (QzLists *lists, int id, int level);

/* VALUE as numFmt FORMAT writes it (17.18.59); Arabic where the format is not known. The caller's. */
char        *qz_number_format (const char *format, guint value);
/* The static name of FORMAT; "decimal" where it is not known. */
const char  *qz_number_format_name (const char *format);

G_END_DECLS

#endif
