/* OFD (GB/T 33190-2016): pages of text objects in millimetres, laid out as a PDF's. */
#include "config.h"

#include <math.h>
#include <string.h>

#include "lib/read/docx.h"
#include "lib/read/pdf.h"
#include "lib/read/read.h"
#include <quanze/text.h>

#define MAX_PAGES 5000
#define MAX_DEPTH 64
/* Part of a character above its base line. */
#define ASCENT 0.85

typedef struct {
  const QzContainer *package;
  QzPdf             *pdf;
  char              *root;       /* part name of Document.xml */
  xmlNode           *templates;  /* <CommonData>, whose <TemplatePage>s pages may be laid on */
  guint              missing;
} Ofd;

/* Up to N numbers of attribute NAME; the rest stay as they are. */
static void
numbers (xmlNode *node, const char *name, double *values, guint n)
{
  g_autofree char *text = qz_docx_attr (node, name);
  char *at = text;
  for (guint i = 0; at != NULL && i < n; i++)
    {
      char *end;
      double value = g_ascii_strtod (at, &end);
      if (end == at || !isfinite (value))
        return;
      values[i] = value;
      at = end;
    }
}

/* Sum of a DeltaX: numbers, and "g N D" for N times D. */
static double
sum_deltas (const char *text)
{
  double sum = 0;
  while (text != NULL && *text != '\0')
    {
      char *end;
      double times = 1, value;
      text += strspn (text, " ");
      if (*text == 'g')
        {
          times = CLAMP (g_ascii_strtod (text + 1, &end), 0, 100000);
          text = end;
        }
      value = g_ascii_strtod (text, &end);
      if (end == text || !isfinite (value))
        break;
      sum += times * value;
      text = end;
    }
  return sum;
}

static void
read_code (Ofd *ofd, xmlNode *node, const double *boundary, const double *ctm, double size)
{
  g_autofree char *deltas = qz_docx_attr (node, "DeltaX");
  double x = 0, y = 0;
  xmlChar *text = xmlNodeGetContent (node);
  numbers (node, "X", &x, 1);
  numbers (node, "Y", &y, 1);
  if (text != NULL && *text != 0)
    {
      double left = boundary[0] + ctm[0] * x + ctm[2] * y + ctm[4];
      double base = boundary[1] + ctm[1] * x + ctm[3] * y + ctm[5];
      double scale = fabs (ctm[3]) > 0.01 ? fabs (ctm[3]) : 1;
      double width = deltas != NULL ? sum_deltas (deltas) + size : size * g_utf8_strlen ((const char *) text, -1);
      qz_pdf_add_piece (ofd->pdf, (const char *) text, left, base - ASCENT * size * scale, left + width * fabs (ctm[0]),
                        base + (1 - ASCENT) * size * scale);
    }
  xmlFree (text);
}

static void
read_text (Ofd *ofd, xmlNode *node)
{
  double boundary[4] = { 0 }, ctm[6] = { 1, 0, 0, 1, 0, 0 }, size = 4;
  numbers (node, "Boundary", boundary, 4);
  numbers (node, "CTM", ctm, 6);
  numbers (node, "Size", &size, 1);
  for (xmlNode *code = node->children; code != NULL; code = code->next)
    if (qz_docx_is (code, "TextCode"))
      read_code (ofd, code, boundary, ctm, size);
}

static void
read_layer (Ofd *ofd, xmlNode *parent, int depth)
{
  for (xmlNode *node = parent != NULL ? parent->children : NULL; node != NULL && depth < MAX_DEPTH; node = node->next)
    if (qz_docx_is (node, "TextObject"))
      read_text (ofd, node);
    else if (qz_docx_is (node, "Layer") || qz_docx_is (node, "PageBlock"))
      read_layer (ofd, node, depth + 1);
}

/* A location is relative to the part that names it. The caller's. */
static char *
locate (const char *part, const char *location)
{
  const char *slash = strrchr (part, '/');
  if (*location == '/' || slash == NULL)
    return g_strdup (location + (*location == '/'));
  return g_strdup_printf ("%.*s/%s", (int) (slash - part), part, location);
}

static xmlDoc *
open_page (Ofd *ofd, xmlNode *node)
{
  g_autofree char *location = qz_docx_attr (node, "BaseLoc");
  g_autofree char *part = location != NULL ? locate (ofd->root, location) : NULL;
  return part != NULL ? qz_container_xml (ofd->package, part, NULL) : NULL;
}

/* The form that a page is filled into. */
static void
read_template (Ofd *ofd, xmlNode *use)
{
  g_autofree char *id = qz_docx_attr (use, "TemplateID");
  for (xmlNode *node = ofd->templates != NULL && id != NULL ? ofd->templates->children : NULL; node != NULL; node = node->next)
    {
      g_autofree char *other = qz_docx_is (node, "TemplatePage") ? qz_docx_attr (node, "ID") : NULL;
      g_autoptr (xmlDoc) doc = g_strcmp0 (other, id) == 0 ? open_page (ofd, node) : NULL;
      if (doc != NULL)
        read_layer (ofd, qz_docx_child (xmlDocGetRootElement (doc), "Content"), 0);
    }
}

static void
read_page (Ofd *ofd, xmlNode *node, const double *size)
{
  g_autoptr (xmlDoc) doc = open_page (ofd, node);
  xmlNode *root = doc != NULL ? xmlDocGetRootElement (doc) : NULL;
  if (root == NULL)
    {
      ofd->missing++;
      return;
    }
  qz_pdf_begin_page (ofd->pdf, size[2], size[3]);
  for (xmlNode *child = root->children; child != NULL; child = child->next)
    if (qz_docx_is (child, "Template"))
      read_template (ofd, child);
  read_layer (ofd, qz_docx_child (root, "Content"), 0);
  qz_pdf_end_page (ofd->pdf);
}

/* <PhysicalBox>0 0 210 297</PhysicalBox> */
static void
read_box (xmlNode *area, double *size)
{
  xmlNode *box = qz_docx_child (area, "PhysicalBox");
  xmlChar *text = box != NULL ? xmlNodeGetContent (box) : NULL;
  char *at = (char *) text;
  for (guint i = 0; at != NULL && i < 4; i++)
    size[i] = g_ascii_strtod (at, &at);
  xmlFree (text);
}

static char *
find_root (const QzContainer *package, GError **error)
{
  g_autoptr (xmlDoc) doc = qz_container_xml (package, "OFD.xml", error);
  xmlNode *root = doc != NULL ? qz_docx_child (qz_docx_child (xmlDocGetRootElement (doc), "DocBody"), "DocRoot") : NULL;
  xmlChar *text = root != NULL ? xmlNodeGetContent (root) : NULL;
  char *part = text != NULL ? qz_text_strip_dup ((const char *) text + (*text == '/'), -1) : NULL;
  xmlFree (text);
  if (part == NULL && doc != NULL)
    g_set_error (error, QZ_SOURCE_ERROR, QZ_SOURCE_ERROR_DAMAGED, "%s: OFD.xml 没有指出正文", package->path);
  return part;
}

static QzSource *
source_of (Ofd *ofd, GError **error)
{
  QzDraft *draft = qz_draft_new ();
  qz_pdf_add_paragraphs (ofd->pdf, draft);
  if (ofd->missing > 0)
    qz_draft_warn (draft, "part-missing", 0, "有 %u 页没有读出", ofd->missing);
  if (draft->blocks->len > 0)
    return qz_draft_finish (draft, "ofd", NULL);
  qz_draft_free (draft);
  g_set_error (error, QZ_SOURCE_ERROR, QZ_SOURCE_ERROR_EMPTY, "%s: 这份 OFD 有 %u 页，没有文字，可能是图像", ofd->package->path,
               ofd->pdf->pages->len);
  return NULL;
}

QzSource *
qz_read_ofd (const QzContainer *package, GError **error)
{
  double size[4] = { 0, 0, 210, 297 };
  guint n = 0;
  g_autofree char *root = find_root (package, error);
  g_autoptr (xmlDoc) doc = NULL;
  g_autoptr (QzPdf) pdf = NULL;
  if (root == NULL)
    return NULL;
  doc = qz_container_xml (package, root, error);
  if (doc == NULL)
    {
      if (error == NULL || *error == NULL)
        g_set_error (error, QZ_SOURCE_ERROR, QZ_SOURCE_ERROR_DAMAGED, "%s: 缺正文部件 %s", package->path, root);
      return NULL;
    }
  pdf = qz_pdf_new ();
  xmlNode *top = xmlDocGetRootElement (doc);
  xmlNode *pages = qz_docx_child (top, "Pages");
  Ofd ofd = { .package = package, .pdf = pdf, .root = root, .templates = qz_docx_child (top, "CommonData") };
  read_box (qz_docx_child (ofd.templates, "PageArea"), size);
  for (xmlNode *page = pages != NULL ? pages->children : NULL; page != NULL && n < MAX_PAGES; page = page->next)
    if (qz_docx_is (page, "Page"))
      {
        read_page (&ofd, page, size);
        n++;
      }
  return source_of (&ofd, error);
}
