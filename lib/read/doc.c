#include "config.h"

#include <string.h>

#include "lib/read/doc.h"
#include "lib/read/draft.h"
#include "lib/read/read.h"
#include "lib/read/table_row.h"
#include <quanze/text.h>

#define HEADING_BYTES 240
#define MAX_FIELDS 64

/* Characters that are marks ([MS-DOC] 2.4.1, 2.8.25). */
enum { CELL_END = 0x07, LINE_END = 0x0B, PAGE_END = 0x0C, PARAGRAPH_END = 0x0D, COLUMN_END = 0x0E, FIELD_BEGIN = 0x13,
       FIELD_RESULT = 0x14, FIELD_END = 0x15, HYPHEN = 0x1E };

typedef struct {
  QzDraft    *draft;
  QzDocProps *props;
  QzLists    *lists;
  GArray     *units, *bytes;  /* guint16, guint32 */
  GString    *text;           /* of the paragraph being gathered */
  gunichar    lead;           /* first half of a surrogate pair */
  GPtrArray  *cell, *cells;   /* of the row being gathered */
} Doc;

/* Blanks out what a field says to do; what it shows stays. A field that is never ended says nothing. */
static void
drop_instructions (GArray *units)
{
  guint begun[MAX_FIELDS];
  guint result[MAX_FIELDS];
  guint depth = 0;
  for (guint i = 0; i < units->len; i++)
    {
      guint16 unit = g_array_index (units, guint16, i);
      if (unit == FIELD_BEGIN && depth < MAX_FIELDS)
        {
          begun[depth] = i;
          result[depth++] = 0;
        }
      else if (unit == FIELD_RESULT && depth > 0 && result[depth - 1] == 0)
        result[depth - 1] = i;
      else if (unit == FIELD_END && depth > 0)
        {
          guint end = result[--depth] > 0 ? result[depth] : i;
          for (guint j = begun[depth]; j < end; j++)
            g_array_index (units, guint16, j) = 0;
        }
    }
}

static void
append_unit (Doc *doc, guint16 unit)
{
  if (unit >= 0xD800 && unit < 0xDC00)
    {
      doc->lead = unit;
      return;
    }
  if (unit >= 0xDC00 && unit < 0xE000)
    {
      if (doc->lead != 0)
        g_string_append_unichar (doc->text, 0x10000 + ((doc->lead - 0xD800) << 10) + (unit - 0xDC00));
    }
  else if (unit == LINE_END)
    g_string_append_c (doc->text, '\n');
  else if (unit == HYPHEN)
    g_string_append_c (doc->text, '-');
  else if (unit == '\t' || (unit >= ' ' && unit < 0xFFFE))
    g_string_append_unichar (doc->text, unit);
  doc->lead = 0;
}

static gboolean
is_blank (const char *text)
{
  return text[qz_text_space_span (text)] == '\0';
}

static gboolean
is_heading (const GString *text)
{
  return text->len <= HEADING_BYTES && !g_str_has_suffix (text->str, "。") && !g_str_has_suffix (text->str, "；")
         && strchr (text->str, '\n') == NULL;
}

/* The text gathered so far becomes a paragraph, of a cell or of the body. */
static void
end_paragraph (Doc *doc, const QzDocParagraph *is)
{
  QzBlock like = { .kind = QZ_BLOCK_LINE, .centered = is->centered > 0 };
  g_autofree char *label = NULL;
  /* Above 0x7FFF stand marks of older versions: no list. */
  if (is->list > 0 && is->list <= 0x7FFF)
    label = qz_lists_next (doc->lists, is->list, MAX (is->level, 0));
  if (label != NULL && !is_blank (doc->text->str))
    g_string_prepend (doc->text, label);
  if (is_blank (doc->text->str))
    ;
  else if (is->in_table)
    g_ptr_array_add (doc->cell, g_strdup (doc->text->str));
  else
    {
      if (is->outline >= 0 && is->outline < 9 && is_heading (doc->text))
        {
          like.kind = QZ_BLOCK_HEADING;
          like.level = is->outline + 1;
        }
      qz_draft_add (doc->draft, doc->text->str, doc->text->len, &like);
    }
  g_string_truncate (doc->text, 0);
  doc->lead = 0;
}

static GPtrArray *
new_cell (void)
{
  return g_ptr_array_new_with_free_func (g_free);
}

static void
end_cell (Doc *doc)
{
  g_ptr_array_add (doc->cells, doc->cell);
  doc->cell = new_cell ();
}

static void
end_row (Doc *doc)
{
  if (doc->cell->len > 0)
    end_cell (doc);
  if (doc->cells->len > 0)
    qz_table_row_add (doc->draft, doc->cells);
  g_ptr_array_set_size (doc->cells, 0);
}

/* A mark that ends a paragraph, a cell or a row; its properties tell which. */
static void
end_at (Doc *doc, guint16 mark, guint32 fc)
{
  QzDocParagraph is = qz_doc_paragraph (doc->props, fc);
  is.in_table |= mark == CELL_END;
  if (!is.in_table && (doc->cells->len > 0 || doc->cell->len > 0))
    end_row (doc);
  if (mark == CELL_END && is.row_end)
    {
      g_string_truncate (doc->text, 0);
      end_row (doc);
      return;
    }
  end_paragraph (doc, &is);
  if (mark == CELL_END)
    end_cell (doc);
}

static void
read_part (Doc *doc, const QzDoc *file, guint32 from, guint32 to)
{
  g_array_set_size (doc->units, 0);
  g_array_set_size (doc->bytes, 0);
  qz_doc_characters (file, from, to, doc->units, doc->bytes);
  drop_instructions (doc->units);
  for (guint i = 0; i < doc->units->len; i++)
    {
      guint16 unit = g_array_index (doc->units, guint16, i);
      guint32 fc = g_array_index (doc->bytes, guint32, i);
      if (unit == 0 || qz_doc_is_hidden (doc->props, fc))
        continue;
      if (unit == PARAGRAPH_END || unit == CELL_END || unit == PAGE_END || unit == COLUMN_END)
        end_at (doc, unit, fc);
      else
        append_unit (doc, unit);
    }
  if (doc->units->len > 0)
    end_at (doc, PARAGRAPH_END, g_array_index (doc->bytes, guint32, doc->bytes->len - 1));
  end_row (doc);
}

static QzDraft *
draft_doc (const QzDoc *file)
{
  Doc doc = { .draft = qz_draft_new () };
  doc.props = qz_doc_props_new (file);
  doc.lists = qz_doc_lists (file);
  doc.units = g_array_new (FALSE, FALSE, sizeof (guint16));
  doc.bytes = g_array_new (FALSE, FALSE, sizeof (guint32));
  doc.text = g_string_new (NULL);
  doc.cell = new_cell ();
  doc.cells = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  read_part (&doc, file, 0, file->n_text);
  read_part (&doc, file, file->box_start, file->box_end);
  qz_doc_props_free (doc.props);
  qz_lists_free (doc.lists);
  g_array_unref (doc.units);
  g_array_unref (doc.bytes);
  g_string_free (doc.text, TRUE);
  g_ptr_array_unref (doc.cell);
  g_ptr_array_unref (doc.cells);
  return doc.draft;
}

static QzSpan
span_of (GBytes *bytes)
{
  QzSpan span = { NULL, 0 };
  if (bytes != NULL)
    span.at = g_bytes_get_data (bytes, &span.len);
  return span;
}

QzSource *
qz_read_doc (const QzContainer *ole, GError **error)
{
  QzDoc file;
  g_autoptr (GBytes) table0 = NULL;
  g_autoptr (GBytes) table1 = NULL;
  g_autoptr (GBytes) main = qz_container_part (ole, "WordDocument", error);
  if (main == NULL)
    return NULL;
  table0 = qz_container_part (ole, "0Table", NULL);
  table1 = qz_container_part (ole, "1Table", NULL);
  if (!qz_doc_open (&file, ole->path, span_of (main), span_of (table0), span_of (table1), error))
    return NULL;
  QzDraft *draft = draft_doc (&file);
  qz_doc_close (&file);
  return qz_draft_finish (draft, "doc", NULL);
}
