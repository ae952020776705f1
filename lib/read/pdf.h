/* Documents of fixed layout, PDF and OFD: pieces of text with their places → lines → paragraphs. */
#ifndef LIB_PDF_H
#define LIB_PDF_H

#include "lib/read/draft.h"

G_BEGIN_DECLS

typedef struct {
  char    *text;
  double   left, right, top, bottom;  /* points, from the top left of the page */
  guint    page;
  gboolean dropped;                   /* a running title or page number */
} QzPdfLine;

typedef struct {
  double width, height;
  double left, right;  /* margins of the text */
  double gap;          /* between lines of one paragraph; negative where they overlap */
  guint  first, end;   /* lines */
} QzPdfPage;

typedef struct {
  GArray *lines;  /* QzPdfLine, in reading order */
  GArray *pages;  /* QzPdfPage */
} QzPdf;

QzPdf *qz_pdf_new (void);
/* Pages and the pieces of text on them, in any order; the measures of a page share one unit. Past a
 * ceiling on pages and pieces they are passed over. */
void   qz_pdf_begin_page (QzPdf *pdf, double width, double height);
void   qz_pdf_add_piece (QzPdf *pdf, const char *text, double left, double top, double right, double bottom);
/* Puts the pieces of the page into rows. */
void   qz_pdf_end_page (QzPdf *pdf);

/* XML is what `pdftotext -bbox-layout` writes. NULL on failure; PATH is for messages. */
QzPdf *qz_pdf_parse (const char *path, const char *xml, GError **error);
void   qz_pdf_free (QzPdf *pdf);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzPdf, qz_pdf_free)

/* Joins lines to paragraphs; running titles and page numbers go. Measures pages on the way. */
void qz_pdf_add_paragraphs (QzPdf *pdf, QzDraft *draft);

static inline double
qz_pdf_size (const QzPdfLine *line)
{
  return MAX (line->bottom - line->top, 1);
}

static inline gboolean
qz_pdf_is_wide (gunichar c)
{
  return c >= 0x2E80;
}

G_END_DECLS

#endif
