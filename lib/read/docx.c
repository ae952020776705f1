#include "config.h"

#include <string.h>

#include "lib/read/docx.h"
#include "lib/read/draft.h"
#include "lib/read/read.h"
#include "lib/read/sniff.h"
#include "lib/read/table_row.h"
#include <quanze/text.h>

/* libxml2 refuses deeper trees before they come here. */
#define MAX_DEPTH 256
/* A heading is short and no sentence, whatever its outline level says. */
#define HEADING_BYTES 240

typedef struct {
  const QzContainer *package;
  const char        *part;
  QzDraft           *draft;
  QzDocxStyles      *styles;
  QzLists           *lists;
  GString           *text;   /* of the paragraph being gathered */
  GPtrArray         *boxes;  /* xmlNode*: text boxes anchored in it */
  GPtrArray         *cell;   /* char*: paragraphs of the cell being gathered; NULL outside tables */
} Docx;

static void read_blocks (Docx *docx, xmlNode *parent, int depth);

/* ---- runs ---- */

typedef enum { DESCEND, DROP, TEXT, TAB, BREAK, HYPHEN, BOX, CHOICE, RUN, RUBY } Inside;

/* What stands inside a paragraph. What is not here is gone into: hyperlinks, smart tags, insertions, fields. */
static const struct {
  const char *name;
  Inside      inside;
} inline_elements[] = {
  { "r", RUN },
  { "t", TEXT },
  { "tab", TAB },
  { "ptab", TAB },
  { "br", BREAK },
  { "cr", BREAK },
  { "noBreakHyphen", HYPHEN },
  { "txbxContent", BOX },
  { "AlternateContent", CHOICE },
  { "ruby", RUBY },
  { "pPr", DROP },
  { "rPr", DROP },
  { "sdtPr", DROP },
  { "del", DROP },
  { "moveFrom", DROP },
  { "delText", DROP },
  { "instrText", DROP },
  { "delInstrText", DROP },
  { "fldData", DROP },
  { "footnoteReference", DROP },
  { "endnoteReference", DROP },
  { "commentReference", DROP },
  { "posOffset", DROP },
  { "align", DROP },
  { "rt", DROP },
};

static Inside
inside_of (const xmlNode *node)
{
  for (guint i = 0; i < G_N_ELEMENTS (inline_elements); i++)
    if (strcmp ((const char *) node->name, inline_elements[i].name) == 0)
      return inline_elements[i].inside;
  return DESCEND;
}

static void gather (Docx *docx, xmlNode *parent, int depth);

/* Of alternatives the first that is there: Choice comes before Fallback and holds the same. */
static void
gather_choice (Docx *docx, xmlNode *node, int depth)
{
  xmlNode *choice = qz_docx_child (node, "Choice");
  gather (docx, choice != NULL ? choice : qz_docx_child (node, "Fallback"), depth + 1);
}

static void
gather_node (Docx *docx, xmlNode *node, int depth)
{
  xmlNode *props;
  switch (inside_of (node))
    {
    case TEXT:
      for (xmlNode *text = node->children; text != NULL; text = text->next)
        if (text->content != NULL && (text->type == XML_TEXT_NODE || text->type == XML_CDATA_SECTION_NODE))
          g_string_append (docx->text, (const char *) text->content);
      break;
    case RUN:
      props = qz_docx_child (node, "rPr");
      if (!qz_docx_toggle (qz_docx_child (props, "vanish")))
        gather (docx, node, depth + 1);
      break;
    case TAB:
      g_string_append_c (docx->text, docx->cell != NULL ? ' ' : '\t');
      break;
    case BREAK:
      g_string_append_c (docx->text, '\n');
      break;
    case HYPHEN:
      g_string_append_c (docx->text, '-');
      break;
    case BOX:
      g_ptr_array_add (docx->boxes, node);
      break;
    case CHOICE:
      gather_choice (docx, node, depth);
      break;
    case RUBY:
      gather (docx, qz_docx_child (node, "rubyBase"), depth + 1);
      break;
    case DROP:
      break;
    case DESCEND:
      gather (docx, node, depth + 1);
      break;
    }
}

static void
gather (Docx *docx, xmlNode *parent, int depth)
{
  if (parent == NULL || depth > MAX_DEPTH || docx->text->len > QZ_DRAFT_MAX_BYTES)
    return;
  for (xmlNode *node = parent->children; node != NULL; node = node->next)
    if (node->type == XML_ELEMENT_NODE)
      gather_node (docx, node, depth);
}

/* ---- paragraphs ---- */

static gboolean
is_heading (const GString *text)
{
  return text->len <= HEADING_BYTES && !g_str_has_suffix (text->str, "。") && !g_str_has_suffix (text->str, "；")
         && strchr (text->str, '\n') == NULL;
}

static gboolean
is_blank (const char *text)
{
  return text[qz_text_space_span (text)] == '\0';
}

static void
add_paragraph (Docx *docx, const QzDocxProps *props)
{
  QzBlock like = { .kind = QZ_BLOCK_LINE, .centered = props->centered > 0 };
  g_autofree char *label = NULL;
  if (props->num_id > 0)
    label = qz_lists_next (docx->lists, props->num_id, MAX (props->level, 0));
  if (is_blank (docx->text->str) || props->hidden > 0)
    return;
  if (label != NULL)
    g_string_prepend (docx->text, label);
  if (docx->cell != NULL)
    {
      g_ptr_array_add (docx->cell, g_strdup (docx->text->str));
      return;
    }
  if (props->outline >= 0 && props->outline < 9 && is_heading (docx->text))
    {
      like.kind = QZ_BLOCK_HEADING;
      like.level = props->outline + 1;
    }
  qz_draft_add (docx->draft, docx->text->str, docx->text->len, &like);
}

/* A paragraph whose mark is deleted runs on into the next one. */
static gboolean
mark_deleted (xmlNode *ppr)
{
  return qz_docx_child (qz_docx_child (ppr, "rPr"), "del") != NULL;
}

static void
read_paragraph (Docx *docx, xmlNode *node, int depth)
{
  xmlNode *ppr = qz_docx_child (node, "pPr");
  QzDocxProps props = qz_docx_props (docx->styles, ppr);
  g_autoptr (GPtrArray) boxes = NULL;
  gather (docx, node, depth);
  if (mark_deleted (ppr) && node->next != NULL)
    return;
  add_paragraph (docx, &props);
  g_string_truncate (docx->text, 0);
  boxes = g_steal_pointer (&docx->boxes);
  docx->boxes = g_ptr_array_new ();
  for (guint i = 0; i < boxes->len; i++)
    read_blocks (docx, g_ptr_array_index (boxes, i), depth + 1);
}

/* ---- tables ---- */

/* The paragraphs of a cell. Nested tables are flattened into it. */
static GPtrArray *
read_cell (Docx *docx, xmlNode *node, int depth)
{
  GPtrArray *outer = docx->cell;
  GPtrArray *lines = docx->cell = g_ptr_array_new_with_free_func (g_free);
  read_blocks (docx, node, depth + 1);
  docx->cell = outer;
  return lines;
}

static void
add_row (Docx *docx, const GPtrArray *cells)
{
  const GPtrArray *frame = qz_table_row_frame (cells);
  if (docx->cell == NULL)
    qz_table_row_add (docx->draft, cells);
  else if (frame != NULL)
    for (guint i = 0; i < frame->len; i++)
      g_ptr_array_add (docx->cell, g_strdup (g_ptr_array_index (frame, i)));
  else
    g_ptr_array_add (docx->cell, qz_table_row_join (cells));
}

static void
read_row (Docx *docx, xmlNode *node, GPtrArray *cells, int depth)
{
  for (xmlNode *child = node->children; child != NULL && depth <= MAX_DEPTH; child = child->next)
    if (qz_docx_is (child, "tc"))
      g_ptr_array_add (cells, read_cell (docx, child, depth));
    else if (qz_docx_is (child, "sdt") || qz_docx_is (child, "sdtContent") || qz_docx_is (child, "customXml"))
      read_row (docx, child, cells, depth + 1);
}

static gboolean
row_deleted (xmlNode *node)
{
  return qz_docx_child (qz_docx_child (node, "trPr"), "del") != NULL;
}

/* ---- other documents inside ---- */

/* <w:altChunk>: a page or text that Word would take in when it opens the file. */
static void
read_chunk (Docx *docx, xmlNode *node)
{
  g_autofree char *id = qz_docx_attr (node, "id");
  g_autofree char *name = id != NULL ? qz_container_target (docx->package, docx->part, id) : NULL;
  g_autoptr (GBytes) bytes = name != NULL ? qz_container_part (docx->package, name, NULL) : NULL;
  g_autoptr (QzSource) source = NULL;
  if (bytes != NULL)
    {
      gsize len;
      const guint8 *data = g_bytes_get_data (bytes, &len);
      const char *kind;
      if (qz_sniff_bytes (data, len, &kind) == QZ_KIND_TEXT)
        source = qz_source_read_bytes (name, data, len, NULL);
    }
  if (source != NULL && source->imports == NULL && source->sheets == NULL)
    qz_draft_add_source (docx->draft, source);
  else
    qz_draft_warn (docx->draft, "part-missing", docx->draft->text->len, "嵌入的文档 %s 没有读出",
                   name != NULL ? name : "?");
}

/* ---- the body ---- */

static void
read_block (Docx *docx, xmlNode *node, int depth)
{
  if (qz_docx_is (node, "p"))
    read_paragraph (docx, node, depth);
  else if (qz_docx_is (node, "tr"))
    {
      g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
      if (row_deleted (node))
        return;
      read_row (docx, node, cells, depth + 1);
      add_row (docx, cells);
    }
  else if (qz_docx_is (node, "altChunk"))
    read_chunk (docx, node);
  else if (qz_docx_is (node, "AlternateContent"))
    {
      xmlNode *choice = qz_docx_child (node, "Choice");
      read_blocks (docx, choice != NULL ? choice : qz_docx_child (node, "Fallback"), depth + 1);
    }
  else if (!qz_docx_is (node, "del") && !qz_docx_is (node, "moveFrom") && !qz_docx_is (node, "sectPr"))
    read_blocks (docx, node, depth + 1);
}

static void
read_blocks (Docx *docx, xmlNode *parent, int depth)
{
  if (parent == NULL || depth > MAX_DEPTH)
    return;
  for (xmlNode *node = parent->children; node != NULL; node = node->next)
    if (node->type == XML_ELEMENT_NODE)
      read_block (docx, node, depth);
}

/* ---- properties ---- */

/* Lines at the top that a title may be found in. */
#define TITLE_LINES 12

/* dc:title is often that of the file's ancestor; it counts only when the text prints it. */
static void
read_title (Docx *docx)
{
  g_autofree char *part = qz_container_related (docx->package, "", "core-properties");
  g_autoptr (xmlDoc) core = part != NULL ? qz_container_xml (docx->package, part, NULL) : NULL;
  xmlNode *node = core != NULL ? qz_docx_child (xmlDocGetRootElement (core), "title") : NULL;
  xmlChar *content = node != NULL ? xmlNodeGetContent (node) : NULL;
  g_autofree char *title = content != NULL ? qz_text_strip_dup ((const char *) content, -1) : NULL;
  const GArray *blocks = docx->draft->blocks;
  xmlFree (content);
  for (guint i = 0; title != NULL && i < blocks->len && i < TITLE_LINES; i++)
    {
      const QzBlock *block = &g_array_index (blocks, QzBlock, i);
      g_autofree char *line = g_strndup (docx->draft->text->str + block->start, block->end - block->start);
      if (strcmp (line, title) == 0)
        qz_draft_set_meta (docx->draft, "title", title);
    }
}

static xmlDoc *
related_xml (const QzContainer *package, const char *part, const char *type, GError **error)
{
  g_autofree char *name = qz_container_related (package, part, type);
  return name != NULL ? qz_container_xml (package, name, error) : NULL;
}

QzSource *
qz_read_docx (const QzContainer *package, const char *part, GError **error)
{
  g_autoptr (GError) fault = NULL;
  g_autoptr (xmlDoc) document = qz_container_xml (package, part, &fault);
  g_autoptr (xmlDoc) styles = document != NULL ? related_xml (package, part, "styles", NULL) : NULL;
  g_autoptr (xmlDoc) numbering = document != NULL ? related_xml (package, part, "numbering", &fault) : NULL;
  Docx docx = { .package = package, .part = part };
  if (document == NULL)
    {
      if (fault == NULL)
        g_set_error (&fault, QZ_SOURCE_ERROR, QZ_SOURCE_ERROR_DAMAGED, "%s: 缺正文部件 %s", package->path, part);
      g_propagate_error (error, g_steal_pointer (&fault));
      return NULL;
    }
  docx.draft = qz_draft_new ();
  docx.styles = qz_docx_styles_new (styles);
  docx.lists = qz_docx_lists (numbering);
  docx.text = g_string_new (NULL);
  docx.boxes = g_ptr_array_new ();
  if (fault != NULL)
    qz_draft_warn (docx.draft, "part-missing", 0, "自动编号没有读出：%s", fault->message);
  read_blocks (&docx, qz_docx_child (xmlDocGetRootElement (document), "body"), 0);
  read_title (&docx);
  qz_docx_styles_free (docx.styles);
  qz_lists_free (docx.lists);
  g_string_free (docx.text, TRUE);
  g_ptr_array_unref (docx.boxes);
  return qz_draft_finish (docx.draft, "docx", NULL);
}
