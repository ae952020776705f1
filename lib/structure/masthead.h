/* Where the title stands in a file that does not mark its front matter, and what a cover encloses. */
#ifndef LIB_MASTHEAD_H
#define LIB_MASTHEAD_H

#include <quanze/source.h>

G_BEGIN_DECLS

/* Blocks [FIRST, END) that print a title. */
typedef struct {
  guint first, end;
} QzTitleSpan;

/* How many blocks from I on, taken together, print TITLE; 0 when they do not. */
guint qz_masthead_count (const QzSource *source, guint i, const char *title);

/* The blocks at FROM or not far behind that print TITLE, one or several lines. FALSE when none do. */
gboolean qz_masthead_find (const QzSource *source, guint from, const char *title, QzTitleSpan *span);

/* The title of the file: what its format states, where it is printed, else the lines at its head that read as one.
 * FALSE when there are none; then the first block is as good as any. */
gboolean qz_masthead_title (const QzSource *source, QzTitleSpan *span);

/* A notice that issues 《X》, or an order: the title of X, in *TITLE_AT the block where it or its text begins and in *BODY the
 * block behind its title, if X is numbered by articles. TITLE is the cover's. The caller's; NULL when there is nothing enclosed. */
char *qz_masthead_enclosed (const QzSource *source, const QzTitleSpan *title, guint *title_at, guint *body);

/* The words of the blocks, taken together; letter-spaced ones closed up. The caller's. */
char *qz_masthead_words (const QzSource *source, const QzTitleSpan *span);

G_END_DECLS

#endif
