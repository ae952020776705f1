/* What people type into a cell → the words they meant. */
#ifndef QZ_CELL_TEXT_H
#define QZ_CELL_TEXT_H

#include <glib.h>

G_BEGIN_DECLS

/* A name: on one line, words that the column's width broke joined again, without outer white space.
 * NULL for NULL, blank and 无, /, — and the like. The caller's. */
char *qz_cell_line (const char *text);

/* The same for a list of bodies, where a line break after 科, 局, 中心 … parts two of them: 、 in its place. */
char *qz_cell_bodies (const char *text);

/* A text: as printed, without outer white space and spaces at line ends. NULL as above. The caller's. */
char *qz_cell_block (const char *text);

/* A header's comparison form: folded, no white space, no bracketed remark, no mark of duty (*) or colon. The caller's. */
char *qz_cell_header (const char *text);

/* Whether the cell shows a mark: √ 是 ● Y 1. */
gboolean qz_cell_is_mark (const char *text);

/* #REF! and the like. */
gboolean qz_cell_is_error (const char *text);

G_END_DECLS

#endif
