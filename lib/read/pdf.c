#include "config.h"

#include "lib/read/child.h"
#include "lib/read/pdf.h"
#include "lib/read/read.h"

/* pdftotext copies control characters of the file into its XML. */
static char *
make_legal (GBytes *bytes)
{
  gsize len;
  const char *data = g_bytes_get_data (bytes, &len);
  char *text = len > 0 ? g_utf8_make_valid (data, len) : g_strdup ("");
  for (char *p = text; *p != '\0'; p++)
    if ((guchar) *p < ' ' && *p != '\n')
      *p = ' ';
  return text;
}

static void
warn_of_images (const QzPdf *pdf, QzDraft *draft)
{
  guint blank = 0, first = 0;
  for (guint i = 0; i < pdf->pages->len; i++)
    {
      const QzPdfPage *page = &g_array_index (pdf->pages, QzPdfPage, i);
      if (page->end > page->first)
        continue;
      first = blank == 0 ? i + 1 : first;
      blank++;
    }
  if (blank > 0)
    qz_draft_warn (draft, "page-empty", 0, "有 %u 页没有文字（第 %u 页起），可能是扫描图像", blank, first);
}

QzSource *
qz_read_pdf (const char *path, const guint8 *bytes, gsize len, GError **error)
{
  static const char *const argv[] = { "pdftotext", "-q", "-enc", "UTF-8", "-bbox-layout", "-", "-", NULL };
  static const QzChildLimits limits = { .seconds = 60, .megabytes = 1536, .max_output = (gsize) 256 << 20 };
  g_autoptr (GBytes) output = qz_child_run (path, argv, bytes, len, &limits, error);
  g_autofree char *xml = output != NULL ? make_legal (output) : NULL;
  g_clear_pointer (&output, g_bytes_unref);
  g_autoptr (QzPdf) pdf = xml != NULL ? qz_pdf_parse (path, xml, error) : NULL;
  if (pdf == NULL)
    return NULL;

  QzDraft *draft = qz_draft_new ();
  qz_pdf_add_paragraphs (pdf, draft);
  if (draft->blocks->len > 0)
    {
      warn_of_images (pdf, draft);
      return qz_draft_finish (draft, "pdf", NULL);
    }
  qz_draft_free (draft);
  g_set_error (error, QZ_SOURCE_ERROR, QZ_SOURCE_ERROR_EMPTY, "%s: 这份 PDF 有 %u 页，没有文字，应为扫描图像；请先识别文字", path,
               pdf->pages->len);
  return NULL;
}
