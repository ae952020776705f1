/* A source in the making: lines in, QzSource out. */
#ifndef LIB_DRAFT_H
#define LIB_DRAFT_H

#include <quanze/source.h>

G_BEGIN_DECLS

/* Text that a reader may draw from one file. */
#define QZ_DRAFT_MAX_BYTES ((gsize) 64 << 20)

typedef struct {
  GString    *text;
  GArray     *blocks;    /* QzBlock */
  GHashTable *meta;      /* char* → char* */
  GPtrArray  *warnings;  /* QzSourceWarning* */
  gboolean    overflow;  /* a line was refused: QZ_DRAFT_MAX_BYTES */
} QzDraft;

QzDraft *qz_draft_new (void);
void     qz_draft_free (QzDraft *draft);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzDraft, qz_draft_free)

/* Adds LEN bytes of UTF-8 (-1: up to NUL) as one block, or several where it holds line
 * breaks; outer white space goes, empty lines are passed over. LIKE gives kind, level and
 * centered; its start and end are ignored. */
void qz_draft_add (QzDraft *draft, const char *line, gssize len, const QzBlock *like);

/* Marks the lines of the text TEXT[0..LEN) that begins at byte AT as blocks of the kind LIKE. */
void qz_draft_mark_lines (QzDraft *draft, gsize at, gsize len, const QzBlock *like);

/* Adds all lines, warnings and meta of SOURCE, which is borrowed. */
void qz_draft_add_source (QzDraft *draft, const QzSource *source);

/* Sets meta NAME once, stripped; an empty value or a second one is ignored. */
void qz_draft_set_meta (QzDraft *draft, const char *name, const char *value);

void qz_draft_warn (QzDraft *draft, const char *code, gsize at, const char *format, ...) G_GNUC_PRINTF (4, 5);

/* Takes DRAFT over. FORMAT and ENCODING are static. */
QzSource *qz_draft_finish (QzDraft *draft, const char *format, const char *encoding);

/* Bytes of the line break at TEXT (\n, \r\n, \r, \f, \v, U+0085, U+2028, U+2029), else 0. */
gsize qz_line_break_span (const char *text);

/* Narrows [*START, *END) of TEXT by its outer white space. */
void qz_line_strip (const char *text, gsize *start, gsize *end);

G_END_DECLS

#endif
