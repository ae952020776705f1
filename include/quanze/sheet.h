/* A worksheet as a grid of text, whatever file it came from. */
#ifndef QUANZE_SHEET_H
#define QUANZE_SHEET_H

#include <glib.h>

G_BEGIN_DECLS

typedef struct {
  guint row, column, rows, columns; /* top left, from 0, and extent */
} QzMerge;

typedef struct {
  char *name;
  guint n_rows, n_columns; /* the used range only, from the sheet's first row and column */
  char **cells;            /* n_rows * n_columns, row by row; NULL = empty; a formula gives its last value */
  GArray *merges;          /* QzMerge, as the file has them; qz_sheet_add_merge() adds */
  guint32 *cover;          /* a cell → 1 + index of the merge over it; NULL while there is none. Private. */
  gboolean hidden;         /* the workbook does not show it */
} QzSheet;

QzSheet *qz_sheet_new (const char *name, guint n_rows, guint n_columns);
void qz_sheet_free (QzSheet *sheet);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzSheet, qz_sheet_free)

/* Replaces the text of a cell inside the grid; white space alone counts as empty. */
void qz_sheet_set (QzSheet *sheet, guint row, guint column, const char *text);

/* Joins an area; what lies outside the grid, or under an earlier merge, is left out. */
void qz_sheet_add_merge (QzSheet *sheet, const QzMerge *merge);

/* Text of a cell, borrowed; NULL when empty or outside. Inside a merged area: the text of its top left cell. */
const char *qz_sheet_cell (const QzSheet *sheet, guint row, guint column);

/* The merge over a cell, borrowed; NULL when it stands alone. */
const QzMerge *qz_sheet_merge_at (const QzSheet *sheet, guint row, guint column);

G_END_DECLS

#endif
