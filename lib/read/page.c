#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "lib/read/draft.h"
#include "lib/read/page.h"

/* A page is walked without recursion, so depth costs only this stack. */
#define MAX_DEPTH 4096

typedef enum { INLINE, BLOCK, BREAK, SKIP, HEADING, LINK, LIST, PRE, TABLE, ROW, CELL, CENTER } Class;

typedef struct {
  const char *name;
  Class       class;
} Element;

/* In the order of their names, for bsearch. What is not here is inline. */
static const Element elements[] = {
  { "a", LINK },          { "address", BLOCK },    { "applet", SKIP },   { "area", SKIP },       { "article", BLOCK },
  { "aside", SKIP },      { "audio", SKIP },       { "blockquote", BLOCK }, { "body", BLOCK },   { "br", BREAK },
  { "button", SKIP },     { "canvas", SKIP },      { "caption", BLOCK }, { "center", CENTER },   { "dd", LIST },
  { "details", BLOCK },   { "dir", BLOCK },        { "div", BLOCK },     { "dl", BLOCK },        { "dt", LIST },
  { "embed", SKIP },      { "fieldset", BLOCK },   { "figcaption", BLOCK }, { "figure", BLOCK }, { "footer", SKIP },
  { "form", BLOCK },      { "frameset", BLOCK },   { "h1", HEADING },    { "h2", HEADING },      { "h3", HEADING },
  { "h4", HEADING },      { "h5", HEADING },       { "h6", HEADING },    { "head", SKIP },       { "header", BLOCK },
  { "hr", BREAK },        { "html", BLOCK },       { "iframe", SKIP },   { "input", SKIP },      { "legend", BLOCK },
  { "li", LIST },         { "main", BLOCK },       { "map", SKIP },      { "marquee", SKIP },    { "nav", SKIP },
  { "noscript", SKIP },   { "object", SKIP },      { "ol", BLOCK },      { "optgroup", SKIP },   { "option", SKIP },
  { "p", BLOCK },         { "pre", PRE },          { "script", SKIP },   { "section", BLOCK },   { "select", SKIP },
  { "style", SKIP },      { "summary", BLOCK },    { "svg", SKIP },      { "table", TABLE },     { "tbody", BLOCK },
  { "td", CELL },         { "template", SKIP },    { "textarea", SKIP }, { "tfoot", BLOCK },     { "th", CELL },
  { "thead", BLOCK },     { "title", SKIP },       { "tr", ROW },        { "ul", BLOCK },        { "video", SKIP },
  { "xml", SKIP },
};

/* What an element hands down to its children. */
typedef struct {
  Class    class;
  gboolean centered, pre, link, list, data;
  guint    level;
  int      box;  /* -1: none of its own */
} Frame;

typedef struct {
  QzPage  *page;
  GArray  *frames;
  GString *line;       /* the line being gathered */
  gunichar before;     /* its last character */
  gboolean gap, wrap;  /* white space is due; with a line end in it */
  guint    chars, link_chars;
  GString *row;        /* of a data table: the cells so far */
  guint    cells, row_chars, row_link_chars;
  gboolean in_cell;
} Walk;

static int
compare_element (const void *name, const void *element)
{
  return strcmp (name, ((const Element *) element)->name);
}

static Class
class_of (const xmlNode *node)
{
  const char *name = (const char *) node->name;
  const Element *found = bsearch (name, elements, G_N_ELEMENTS (elements), sizeof *elements, compare_element);
  return found != NULL ? found->class : INLINE;
}

static Frame *
top (Walk *walk)
{
  return &g_array_index (walk->frames, Frame, walk->frames->len - 1);
}

/* ---- lines ---- */

static void
reset_line (Walk *walk)
{
  g_string_truncate (walk->line, 0);
  walk->before = 0;
  walk->gap = walk->wrap = FALSE;
  walk->chars = walk->link_chars = 0;
}

static void
add_line (Walk *walk, const GString *text, const QzPageLine *like)
{
  QzPage *page = walk->page;
  QzPageLine line = *like;
  line.block.start = page->text->len;
  g_string_append_len (page->text, text->str, text->len);
  line.block.end = page->text->len;
  qz_line_strip (page->text->str, &line.block.start, &line.block.end);
  g_string_append_c (page->text, '\n');
  if (line.block.end > line.block.start)
    g_array_append_val (page->lines, line);
}

/* Ends the line, or in a cell of a data table goes on in the same one. */
static void
end_line (Walk *walk)
{
  const Frame *frame = top (walk);
  if (walk->in_cell)
    {
      walk->gap |= walk->line->len > 0;
      return;
    }
  if (walk->line->len > 0)
    {
      QzPageLine like = { .chars = walk->chars, .link_chars = walk->link_chars, .list = frame->list };
      like.block.kind = frame->level > 0 ? QZ_BLOCK_HEADING : QZ_BLOCK_LINE;
      like.block.level = frame->level;
      like.block.centered = frame->centered;
      add_line (walk, walk->line, &like);
    }
  reset_line (walk);
}

static void
end_cell (Walk *walk)
{
  if (walk->cells++ > 0)
    g_string_append_c (walk->row, '\t');
  g_string_append_len (walk->row, walk->line->str, walk->line->len);
  walk->row_chars += walk->chars;
  walk->row_link_chars += walk->link_chars;
  walk->in_cell = FALSE;
  reset_line (walk);
}

static void
end_row (Walk *walk)
{
  QzPageLine like = { .chars = walk->row_chars, .link_chars = walk->row_link_chars };
  like.block.kind = QZ_BLOCK_TABLE_ROW;
  if (walk->row_chars > 0)
    add_line (walk, walk->row, &like);
  g_string_truncate (walk->row, 0);
  walk->cells = walk->row_chars = walk->row_link_chars = 0;
}

static gboolean
is_wide (gunichar c)
{
  return c >= 0x2E80;
}

static void
append_gap (Walk *walk, gunichar next)
{
  /* A source line that is wrapped inside Chinese text means nothing. */
  if (walk->gap && walk->line->len > 0 && !(walk->wrap && (is_wide (walk->before) || is_wide (next))))
    g_string_append_c (walk->line, ' ');
  walk->gap = walk->wrap = FALSE;
}

static void
append_text (Walk *walk, const char *text)
{
  const Frame *frame = top (walk);
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      if (frame->pre && c == '\n')
        end_line (walk);
      else if (c < 0x80 && g_ascii_isspace (c))
        {
          walk->gap = TRUE;
          walk->wrap |= c == '\n';
        }
      else if (c >= ' ')
        {
          append_gap (walk, c);
          g_string_append_len (walk->line, p, g_utf8_next_char (p) - p);
          walk->before = c;
          walk->chars += !g_unichar_isspace (c);
          walk->link_chars += frame->link && !g_unichar_isspace (c);
        }
    }
}

/* ---- attributes ---- */

/* Whether attribute NAME holds WORD, white space and case aside. */
static gboolean
says (xmlNode *node, const char *name, const char *word)
{
  gsize kept = 0;
  gboolean found;
  xmlChar *value = xmlGetProp (node, BAD_CAST name);
  if (value == NULL)
    return FALSE;
  for (gsize i = 0; value[i] != 0; i++)
    if (!g_ascii_isspace (value[i]))
      value[kept++] = g_ascii_tolower (value[i]);
  value[kept] = 0;
  found = strstr ((const char *) value, word) != NULL;
  xmlFree (value);
  return found;
}

static gboolean
is_hidden (xmlNode *node)
{
  return node->properties != NULL && (says (node, "style", "display:none") || xmlHasProp (node, BAD_CAST "hidden"));
}

static gboolean
is_centered (xmlNode *node, gboolean inherited)
{
  if (node->properties == NULL)
    return inherited;
  if (says (node, "style", "text-align:"))
    return says (node, "style", "text-align:center");
  if (xmlHasProp (node, BAD_CAST "align"))
    return says (node, "align", "center") || (inherited && says (node, "align", "middle"));
  return inherited;
}

/* ---- tables ---- */

typedef struct {
  guint rows, cells, filled;  /* rows with two or more filled cells; cells with words in this row */
  gsize cell, largest, total; /* bytes of words */
  gboolean nested;
} TableShape;

static void
close_cell (TableShape *shape)
{
  shape->filled += shape->cell > 0;
  shape->largest = MAX (shape->largest, shape->cell);
  shape->total += shape->cell;
  shape->cell = 0;
}

static gsize
count_words (const char *text)
{
  gsize n = 0;
  for (; *text != '\0'; text++)
    n += !g_ascii_isspace (*text);
  return n;
}

static xmlNode *
next_in_tree (xmlNode *node, const xmlNode *root)
{
  if (node->children != NULL && node->type == XML_ELEMENT_NODE)
    return node->children;
  while (node != root && node->next == NULL)
    node = node->parent;
  return node == root ? NULL : node->next;
}

static void
measure (xmlNode *table, TableShape *shape)
{
  for (xmlNode *node = table->children; node != NULL && !shape->nested; node = next_in_tree (node, table))
    {
      Class class = node->type == XML_ELEMENT_NODE ? class_of (node) : INLINE;
      if (class == TABLE)
        shape->nested = TRUE;
      else if (class == CELL || class == ROW)
        {
          close_cell (shape);
          if (class == ROW)
            {
              shape->rows += shape->filled >= 2;
              shape->filled = 0;
            }
        }
      else if (node->type == XML_TEXT_NODE && node->content != NULL)
        shape->cell += count_words ((const char *) node->content);
    }
  close_cell (shape);
  shape->rows += shape->filled >= 2;
}

/* A cell that holds most of the words makes its table a means of layout. */
#define LAYOUT_CELL_BYTES 1200

static gboolean
is_data_table (xmlNode *table)
{
  TableShape shape = { 0 };
  measure (table, &shape);
  return !shape.nested && shape.rows >= 2 && (shape.largest < LAYOUT_CELL_BYTES || shape.largest < shape.total / 2);
}

/* ---- the walk ---- */

static void
open_box (Walk *walk, Frame *frame, xmlNode *node)
{
  QzPageBox box = { node, walk->page->lines->len, walk->page->lines->len };
  frame->box = walk->page->boxes->len;
  g_array_append_val (walk->page->boxes, box);
}

/* Enters an element; FALSE: its content is of no use. */
static gboolean
enter (Walk *walk, xmlNode *node)
{
  Frame frame = *top (walk);
  frame.class = class_of (node);
  frame.box = -1;
  if (frame.class == SKIP || walk->frames->len > MAX_DEPTH || is_hidden (node))
    return FALSE;
  if (frame.class != INLINE && frame.class != LINK)
    end_line (walk);
  if (frame.class == BREAK)
    return FALSE;
  if (frame.class == LINK)
    frame.link |= xmlHasProp (node, BAD_CAST "href") != NULL;
  else if (frame.class != INLINE)
    {
      open_box (walk, &frame, node);
      frame.centered = frame.class == CENTER || is_centered (node, frame.centered && frame.class != TABLE);
      frame.list |= frame.class == LIST;
      frame.pre |= frame.class == PRE;
    }
  if (frame.class == HEADING)
    frame.level = node->name[1] - '0';
  if (frame.class == TABLE)
    frame.data = !walk->in_cell && is_data_table (node);
  g_array_append_val (walk->frames, frame);
  walk->in_cell |= frame.class == CELL && frame.data;
  return TRUE;
}

static void
leave (Walk *walk)
{
  Frame frame = *top (walk);
  if (frame.class == CELL && frame.data)
    end_cell (walk);
  else if (frame.class != INLINE && frame.class != LINK)
    end_line (walk);
  if ((frame.class == ROW || frame.class == TABLE) && frame.data)
    end_row (walk);
  if (frame.box >= 0)
    g_array_index (walk->page->boxes, QzPageBox, frame.box).end = walk->page->lines->len;
  g_array_set_size (walk->frames, walk->frames->len - 1);
}

static void
walk_tree (Walk *walk, xmlNode *root)
{
  xmlNode *node = root;
  for (;;)
    {
      gboolean element = node->type == XML_ELEMENT_NODE;
      gboolean inside = element && enter (walk, node);
      if (inside && node->children != NULL)
        {
          node = node->children;
          continue;
        }
      if (inside)
        leave (walk);
      else if ((node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE) && node->content != NULL)
        append_text (walk, (const char *) node->content);
      while (node != root && node->next == NULL)
        {
          node = node->parent;
          leave (walk);
        }
      if (node == root)
        return;
      node = node->next;
    }
}

QzPage *
qz_page_new (xmlDoc *doc)
{
  QzPage *page = g_new0 (QzPage, 1);
  xmlNode *root = xmlDocGetRootElement (doc);
  Frame ground = { .class = BLOCK, .box = -1 };
  Walk walk = { .page = page };
  page->text = g_string_new (NULL);
  page->lines = g_array_new (FALSE, FALSE, sizeof (QzPageLine));
  page->boxes = g_array_new (FALSE, FALSE, sizeof (QzPageBox));
  if (root == NULL)
    return page;
  walk.frames = g_array_new (FALSE, FALSE, sizeof (Frame));
  walk.line = g_string_new (NULL);
  walk.row = g_string_new (NULL);
  g_array_append_val (walk.frames, ground);
  walk_tree (&walk, root);
  end_line (&walk);
  g_array_unref (walk.frames);
  g_string_free (walk.line, TRUE);
  g_string_free (walk.row, TRUE);
  return page;
}

void
qz_page_free (QzPage *page)
{
  if (page == NULL)
    return;
  g_string_free (page->text, TRUE);
  g_array_unref (page->lines);
  g_array_unref (page->boxes);
  g_free (page);
}
