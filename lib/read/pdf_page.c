#include "config.h"

#include <libxml/xmlreader.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "lib/read/pdf.h"
#include <quanze/text.h>

#define MAX_PAGES 5000
#define MAX_LINES 400000
/* A page where this share of the rows holds two long pieces is set in columns, in percent. */
#define COLUMN_SHARE 30
#define LONG_PIECE 10

/* ---- pieces to rows ---- */

/* A space stands between words, but between Chinese characters only where there is a real gap:
 * a change of font splits a word. */
static gboolean
needs_space (const char *before, gsize len, const char *behind, double gap, double size)
{
  if (len == 0 || *behind == '\0')
    return FALSE;
  gboolean wide = qz_pdf_is_wide (g_utf8_get_char (g_utf8_prev_char (before + len))) || qz_pdf_is_wide (g_utf8_get_char (behind));
  return !wide || gap > size * 0.15;
}

static gboolean
shares_row (const QzPdfLine *one, const QzPdfLine *other)
{
  double shared = MIN (one->bottom, other->bottom) - MAX (one->top, other->top);
  return shared > 0.5 * MIN (qz_pdf_size (one), qz_pdf_size (other));
}

static int
compare_tops (gconstpointer a, gconstpointer b)
{
  const QzPdfLine *one = a, *other = b;
  double one_middle = one->top + one->bottom, other_middle = other->top + other->bottom;
  return one_middle < other_middle ? -1 : one_middle > other_middle;
}

static int
compare_lefts (gconstpointer a, gconstpointer b)
{
  const QzPdfLine *one = a, *other = b;
  return one->left < other->left ? -1 : one->left > other->left;
}

/* LINES from FROM on that share a row with the first of them; they are put from left to right. */
static guint
row_end (QzPdfLine *lines, guint from, guint n)
{
  guint end = from + 1;
  while (end < n && shares_row (&lines[from], &lines[end]))
    end++;
  qsort (lines + from, end - from, sizeof *lines, compare_lefts);
  return end;
}

static gboolean
has_columns (QzPdfLine *lines, guint n)
{
  guint rows = 0, split = 0;
  for (guint from = 0, end; from < n; from = end)
    {
      guint pieces = 0;
      end = row_end (lines, from, n);
      for (guint i = from; i < end; i++)
        pieces += g_utf8_strlen (lines[i].text, -1) >= LONG_PIECE;
      rows++;
      split += pieces >= 2;
    }
  return split * 100 > rows * COLUMN_SHARE;
}

/* Puts the pieces of each row together: poppler takes what stands apart for columns. */
static void
merge_rows (QzPdfLine *lines, guint n, GArray *out)
{
  for (guint from = 0, end; from < n; from = end)
    {
      end = row_end (lines, from, n);
      QzPdfLine row = lines[from];
      GString *text = g_string_new (row.text);
      for (guint i = from + 1; i < end; i++)
        {
          if (needs_space (text->str, text->len, lines[i].text, lines[i].left - row.right, qz_pdf_size (&row)))
            g_string_append_c (text, ' ');
          g_string_append (text, lines[i].text);
          row.right = MAX (row.right, lines[i].right);
          row.top = MIN (row.top, lines[i].top);
          row.bottom = MAX (row.bottom, lines[i].bottom);
        }
      row.text = g_string_free (text, FALSE);
      g_array_append_val (out, row);
    }
}

void
qz_pdf_end_page (QzPdf *pdf)
{
  QzPdfPage *page = pdf->pages->len > 0 ? &g_array_index (pdf->pages, QzPdfPage, pdf->pages->len - 1) : NULL;
  guint n = page != NULL ? pdf->lines->len - page->first : 0;
  if (n == 0)
    return;
  QzPdfLine *lines = &g_array_index (pdf->lines, QzPdfLine, page->first);
  g_autofree QzPdfLine *sorted = g_memdup2 (lines, n * sizeof *lines);
  qsort (sorted, n, sizeof *sorted, compare_tops);
  if (!has_columns (sorted, n))
    {
      g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (QzPdfLine));
      merge_rows (sorted, n, rows);
      g_array_set_size (pdf->lines, page->first);
      g_array_append_vals (pdf->lines, rows->data, rows->len);
    }
  page->end = pdf->lines->len;
}

/* ---- building ---- */

static void
clear_line (gpointer data)
{
  g_free (((QzPdfLine *) data)->text);
}

QzPdf *
qz_pdf_new (void)
{
  QzPdf *pdf = g_new0 (QzPdf, 1);
  pdf->lines = g_array_new (FALSE, TRUE, sizeof (QzPdfLine));
  pdf->pages = g_array_new (FALSE, TRUE, sizeof (QzPdfPage));
  g_array_set_clear_func (pdf->lines, clear_line);
  return pdf;
}

void
qz_pdf_free (QzPdf *pdf)
{
  if (pdf == NULL)
    return;
  g_array_unref (pdf->lines);
  g_array_unref (pdf->pages);
  g_free (pdf);
}

void
qz_pdf_begin_page (QzPdf *pdf, double width, double height)
{
  QzPdfPage page = { .width = width, .height = height, .first = pdf->lines->len, .end = pdf->lines->len };
  if (pdf->pages->len < MAX_PAGES)
    g_array_append_val (pdf->pages, page);
}

void
qz_pdf_add_piece (QzPdf *pdf, const char *text, double left, double top, double right, double bottom)
{
  QzPdfLine line = { .left = left, .right = right, .top = top, .bottom = bottom };
  if (pdf->pages->len == 0 || pdf->lines->len >= MAX_LINES)
    return;
  line.page = pdf->pages->len - 1;
  line.text = qz_text_strip_dup (text, -1);
  g_array_append_val (pdf->lines, line);
}

/* ---- pdftotext's XML ---- */

typedef struct {
  QzPdf   *pdf;
  GString *text;
  double   left, right, top, bottom;  /* of the line being read */
  double   word_end;                  /* right edge of its last word */
} Reading;

static double
number (xmlTextReader *reader, const char *name)
{
  xmlChar *value = xmlTextReaderGetAttribute (reader, BAD_CAST name);
  double is = value != NULL ? g_ascii_strtod ((const char *) value, NULL) : 0;
  xmlFree (value);
  return isfinite (is) ? is : 0;
}

static void
begin_line (Reading *reading, xmlTextReader *reader)
{
  g_string_truncate (reading->text, 0);
  reading->left = number (reader, "xMin");
  reading->right = number (reader, "xMax");
  reading->top = number (reader, "yMin");
  reading->bottom = number (reader, "yMax");
}

static void
read_word (Reading *reading, xmlTextReader *reader)
{
  double start = number (reader, "xMin"), size = number (reader, "yMax") - number (reader, "yMin");
  xmlChar *word = xmlTextReaderReadString (reader);
  if (word != NULL && *word != 0)
    {
      if (needs_space (reading->text->str, reading->text->len, (const char *) word, start - reading->word_end, size))
        g_string_append_c (reading->text, ' ');
      g_string_append (reading->text, (const char *) word);
      reading->word_end = number (reader, "xMax");
    }
  xmlFree (word);
}

static void
read_node (Reading *reading, xmlTextReader *reader)
{
  const char *name = (const char *) xmlTextReaderConstLocalName (reader);
  int type = xmlTextReaderNodeType (reader);
  if (type == XML_READER_TYPE_ELEMENT && strcmp (name, "page") == 0)
    qz_pdf_begin_page (reading->pdf, number (reader, "width"), number (reader, "height"));
  else if (type == XML_READER_TYPE_ELEMENT && strcmp (name, "line") == 0)
    begin_line (reading, reader);
  else if (type == XML_READER_TYPE_ELEMENT && strcmp (name, "word") == 0)
    read_word (reading, reader);
  else if (type == XML_READER_TYPE_END_ELEMENT && strcmp (name, "line") == 0)
    qz_pdf_add_piece (reading->pdf, reading->text->str, reading->left, reading->top, reading->right, reading->bottom);
  else if (type == XML_READER_TYPE_END_ELEMENT && strcmp (name, "page") == 0)
    qz_pdf_end_page (reading->pdf);
}

QzPdf *
qz_pdf_parse (const char *path, const char *xml, GError **error)
{
  QzPdf *pdf = qz_pdf_new ();
  Reading reading = { .pdf = pdf, .text = g_string_new (NULL) };
  xmlTextReader *reader = xmlReaderForMemory (xml, strlen (xml), NULL, "UTF-8",
                                              XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_HUGE);
  int more = reader != NULL ? xmlTextReaderRead (reader) : -1;
  while (more == 1)
    {
      read_node (&reading, reader);
      more = xmlTextReaderRead (reader);
    }
  xmlFreeTextReader (reader);
  g_string_free (reading.text, TRUE);
  if (more >= 0)
    return pdf;
  g_set_error (error, QZ_SOURCE_ERROR, QZ_SOURCE_ERROR_DAMAGED, "%s: pdftotext 的输出中断", path);
  qz_pdf_free (pdf);
  return NULL;
}
