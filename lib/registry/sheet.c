#include "config.h"

#include <quanze/sheet.h>
#include <quanze/text.h>

QzSheet *
qz_sheet_new (const char *name, guint n_rows, guint n_columns)
{
  QzSheet *sheet = g_new0 (QzSheet, 1);

  sheet->name = g_strdup (name ? name : "");
  sheet->n_rows = n_rows;
  sheet->n_columns = n_columns;
  sheet->cells = g_new0 (char *, (gsize) n_rows * n_columns + 1);
  sheet->merges = g_array_new (FALSE, FALSE, sizeof (QzMerge));
  return sheet;
}

void
qz_sheet_free (QzSheet *sheet)
{
  if (!sheet)
    return;
  for (gsize i = 0; i < (gsize) sheet->n_rows * sheet->n_columns; i++)
    g_free (sheet->cells[i]);
  g_free (sheet->cells);
  g_free (sheet->cover);
  g_array_unref (sheet->merges);
  g_free (sheet->name);
  g_free (sheet);
}

static gboolean
is_blank (const char *text)
{
  while (*text) {
    gsize span = qz_text_space_span (text);
    if (!span)
      return FALSE;
    text += span;
  }
  return TRUE;
}

void
qz_sheet_set (QzSheet *sheet, guint row, guint column, const char *text)
{
  char **cell;

  if (row >= sheet->n_rows || column >= sheet->n_columns)
    return;
  cell = &sheet->cells[(gsize) row * sheet->n_columns + column];
  g_free (*cell);
  *cell = text && !is_blank (text) ? g_strdup (text) : NULL;
}

/* The cost of a merge is its area inside the grid; a file whose merges overlap a grid
 * over and over would make that quadratic, so painting stops at a cell already taken. */
void
qz_sheet_add_merge (QzSheet *sheet, const QzMerge *merge)
{
  guint end_row, end_column, index;
  gsize width = sheet->n_columns;

  if (merge->row >= sheet->n_rows || merge->column >= sheet->n_columns || !merge->rows || !merge->columns)
    return;
  if (!sheet->cover)
    sheet->cover = g_new0 (guint32, (gsize) sheet->n_rows * width);
  if (sheet->cover[merge->row * width + merge->column])
    return;
  g_array_append_val (sheet->merges, *merge);
  index = sheet->merges->len;
  end_row = merge->row + MIN (merge->rows, sheet->n_rows - merge->row);
  end_column = merge->column + MIN (merge->columns, sheet->n_columns - merge->column);
  for (guint row = merge->row; row < end_row; row++)
    for (guint column = merge->column; column < end_column; column++) {
      guint32 *cover = &sheet->cover[row * width + column];
      if (*cover) {
        end_column = column;
        if (column == merge->column)
          end_row = row;
        break;
      }
      *cover = index;
    }
}

const QzMerge *
qz_sheet_merge_at (const QzSheet *sheet, guint row, guint column)
{
  guint32 index;

  if (!sheet->cover || row >= sheet->n_rows || column >= sheet->n_columns)
    return NULL;
  index = sheet->cover[(gsize) row * sheet->n_columns + column];
  return index ? &g_array_index (sheet->merges, QzMerge, index - 1) : NULL;
}

const char *
qz_sheet_cell (const QzSheet *sheet, guint row, guint column)
{
  const QzMerge *merge;

  if (row >= sheet->n_rows || column >= sheet->n_columns)
    return NULL;
  merge = qz_sheet_merge_at (sheet, row, column);
  if (merge) {
    row = merge->row;
    column = merge->column;
  }
  return sheet->cells[(gsize) row * sheet->n_columns + column];
}
