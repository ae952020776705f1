#include "config.h"

#include <string.h>

#include "lib/read/table_row.h"
#include <quanze/text.h>

/* A cell of so many bytes, alone in its row, is layout. */
#define FRAME_BYTES 300

const GPtrArray *
qz_table_row_frame (const GPtrArray *cells)
{
  const GPtrArray *only = NULL;
  gsize bytes = 0;
  for (guint i = 0; i < cells->len; i++)
    {
      const GPtrArray *cell = g_ptr_array_index (cells, i);
      if (cell->len > 0 && only != NULL)
        return NULL;
      if (cell->len > 0)
        only = cell;
    }
  for (guint i = 0; only != NULL && i < only->len; i++)
    bytes += strlen (g_ptr_array_index (only, i));
  return cells->len == 1 || bytes > FRAME_BYTES ? only : NULL;
}

char *
qz_table_row_join (const GPtrArray *cells)
{
  GString *out = g_string_new (NULL);
  for (guint i = 0; i < cells->len; i++)
    {
      const GPtrArray *cell = g_ptr_array_index (cells, i);
      if (i > 0)
        g_string_append_c (out, '\t');
      for (guint j = 0; j < cell->len; j++)
        {
          g_autofree char *line = qz_text_strip_dup (g_ptr_array_index (cell, j), -1);
          g_strdelimit (line, "\t\r\n\v\f", ' ');
          g_string_append_printf (out, "%s%s", j > 0 ? " " : "", line);
        }
    }
  return g_string_free (out, FALSE);
}

void
qz_table_row_add (QzDraft *draft, const GPtrArray *cells)
{
  static const QzBlock row = { .kind = QZ_BLOCK_TABLE_ROW };
  static const QzBlock line = { .kind = QZ_BLOCK_LINE };
  const GPtrArray *frame = qz_table_row_frame (cells);
  for (guint i = 0; frame != NULL && i < frame->len; i++)
    qz_draft_add (draft, g_ptr_array_index (frame, i), -1, &line);
  if (frame == NULL)
    {
      g_autofree char *text = qz_table_row_join (cells);
      qz_draft_add (draft, text, -1, &row);
    }
}
