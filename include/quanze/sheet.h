/* A worksheet as a grid of text, whatever file it came from. */
#ifndef QUANZE_SHEET_H
#define QUANZE_SHEET_H

#include <glib.h>

G_BEGIN_DECLS

typedef struct { guint row, column, rows, columns; } QzMerge;   /* top left, from 0, and extent */

typedef struct {
  char   *name;
  guint   n_rows, n_columns;    /* the used range only */
  char  **cells;                /* n_rows * n_columns, row by row; NULL = empty; a formula gives its last value */
  GArray *merges;               /* QzMerge */
} QzSheet;

QzSheet *qz_sheet_new (const char *name, guint n_rows, guint n_columns);
void     qz_sheet_free (QzSheet *sheet);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzSheet, qz_sheet_free)

/* Text of a cell, borrowed; NULL when empty or outside. Inside a merged area: the text of its top left cell. */
const char *qz_sheet_cell (const QzSheet *sheet, guint row, guint column);

G_END_DECLS

#endif
