#include "config.h"

#include <string.h>

#include "lib/structure/structure.h"

/* Numbered headings nest to hd_1__hd_2__hd_3; what is deeper is an item, then a point. */
#define HEADING_DEPTH 3
#define LIST_DEPTH (HEADING_DEPTH + 2)

typedef struct {
  QzInstrument *instrument;
  const QzLines *lines;
  QzManner      manner;
  guint         to;               /* behind the stretch in hand */
  QzProvision  *root;             /* body or annex */
  GHashTable   *eids;             /* of the whole document */
  QzProvision  *open[QZ_N_LEVELS];
  QzProvision  *headings[HEADING_DEPTH];
  QzMarkKind    styles[LIST_DEPTH];   /* the kinds of list markers that are open, outermost first */
  guint         n_styles;
  guint         n_blocks;
  QzProvision  *holder;           /* whose text the buffer is */
  GString      *buffer;
} Builder;

/* ---- provisions ---- */

static void
flush (Builder *b)
{
  if (b->holder != NULL) {
    g_free (b->holder->text);
    b->holder->text = g_strndup (b->buffer->str, b->buffer->len);
  }
  g_string_truncate (b->buffer, 0);
  b->holder = NULL;
}

/* PROVISION and all that hold it reach to END at least. */
static void
reach (QzProvision *provision, gsize end)
{
  for (; provision != NULL; provision = provision->parent)
    provision->end = MAX (provision->end, end);
}

/* Adds the bytes [START, END) to PROVISION's own words; JOINED: no line end before them. */
static void
add_words (Builder *b, QzProvision *provision, gsize start, gsize end, gboolean joined)
{
  if (b->holder != provision) {
    flush (b);
    b->holder = provision;
    g_string_append (b->buffer, provision->text);
  }
  if (end <= start)
    return;
  if (b->buffer->len == 0)
    provision->text_start = start;
  else if (!joined)
    g_string_append_c (b->buffer, '\n');
  g_string_append_len (b->buffer, b->lines->text + start, (gssize) (end - start));
  provision->text_end = end;
  reach (provision, end);
}

/* An eid that no other provision of the document bears: art_5, then art_5~2. */
static char *
unique_eid (Builder *b, char *eid)
{
  guint bearers = GPOINTER_TO_UINT (g_hash_table_lookup (b->eids, eid)) + 1;

  g_hash_table_replace (b->eids, g_strdup (eid), GUINT_TO_POINTER (bearers));
  if (bearers == 1)
    return eid;
  char *unique = g_strdup_printf ("%s~%u", eid, bearers);
  g_free (eid);
  return unique;
}

/* What stands before a child's own step: articles and outermost headings are addressed
 * from themselves down, and within an annex from the annex down. */
static const char *
eid_base (const Builder *b, const QzProvision *parent, QzLevel level)
{
  if (parent == b->root || (level == QZ_LEVEL_ARTICLE && parent->level != QZ_LEVEL_ANNEX)
      || (level == QZ_LEVEL_HEADING && parent->level <= QZ_LEVEL_SECTION))
    return b->root->eid;
  return parent->eid;
}

static QzProvision *
add_provision (Builder *b, QzProvision *parent, QzLevel level, guint number, guint suffix, gsize start)
{
  QzProvision *provision = qz_provision_new (level, number, suffix);
  const char *base = eid_base (b, parent, level), *name = qz_level_eid_name (level);
  GString *eid = g_string_new (base);

  if (eid->len > 0)
    g_string_append (eid, "__");
  g_string_append (eid, name);
  if (level != QZ_LEVEL_PREAMBLE)
    g_string_append_printf (eid, "_%u", number);
  if (suffix > 0)
    g_string_append_printf (eid, "-%u", suffix);
  provision->eid = unique_eid (b, g_string_free (eid, FALSE));
  provision->start = provision->text_start = provision->text_end = provision->end = start;
  qz_provision_add (parent, provision);
  reach (parent, start);
  return provision;
}

static void
set_num (Builder *b, QzProvision *provision, const QzLine *line)
{
  provision->num = g_strndup (b->lines->text + line->start, line->marker.num_len);
  for (char *p = provision->num; *p != '\0';)   /* a number broken over two lines */
    if (*p == '\n' || *p == '\r')
      memmove (p, p + 1, strlen (p));
    else
      p++;
  reach (provision, line->start + line->marker.num_len);
}

static void
set_heading (Builder *b, QzProvision *provision, gsize start, gsize end)
{
  if (end > start)
    provision->heading = g_strndup (b->lines->text + start, end - start);
  reach (provision, end);
}

static void
close_from (Builder *b, QzLevel level)
{
  for (guint below = level; below <= QZ_LEVEL_POINT; below++)
    b->open[below] = NULL;
  b->open[QZ_LEVEL_PREAMBLE] = b->open[QZ_LEVEL_BLOCK] = NULL;
  b->n_styles = 0;
}

/* The innermost open division or heading over articles. */
static QzProvision *
division (const Builder *b)
{
  for (guint depth = HEADING_DEPTH; depth-- > 0;)
    if (b->headings[depth] != NULL)
      return b->headings[depth];
  for (guint level = QZ_LEVEL_SECTION + 1; level-- > QZ_LEVEL_PART;)
    if (b->open[level] != NULL)
      return b->open[level];
  return b->root;
}

static void
close_headings (Builder *b, guint depth)
{
  for (; depth < HEADING_DEPTH; depth++)
    b->headings[depth] = NULL;
}

/* A new paragraph below PARENT with the words [START, END). */
static QzProvision *
add_paragraph (Builder *b, QzProvision *parent, gsize start, gsize end)
{
  guint number = 1;

  for (guint i = 0; i < parent->children->len; i++)
    number += ((QzProvision *) parent->children->pdata[i])->level == QZ_LEVEL_PARAGRAPH;
  QzProvision *paragraph = add_provision (b, parent, QZ_LEVEL_PARAGRAPH, number, 0, start);
  add_words (b, paragraph, start, end, TRUE);
  b->open[QZ_LEVEL_PARAGRAPH] = paragraph;
  b->open[QZ_LEVEL_ITEM] = b->open[QZ_LEVEL_POINT] = NULL;
  return paragraph;
}

/* ---- divisions ---- */

static const QzLevel level_of_mark[] = { [QZ_MARK_PART] = QZ_LEVEL_PART,       [QZ_MARK_SUBPART] = QZ_LEVEL_SUBPART,
                                         [QZ_MARK_CHAPTER] = QZ_LEVEL_CHAPTER, [QZ_MARK_SECTION] = QZ_LEVEL_SECTION,
                                         [QZ_MARK_ARTICLE] = QZ_LEVEL_ARTICLE };

static void
open_division (Builder *b, const QzLine *line)
{
  QzLevel level = level_of_mark[line->marker.kind];

  close_from (b, level);
  close_headings (b, 0);
  QzProvision *provision = add_provision (b, division (b), level, line->marker.number, 0, line->start);
  provision->inferred = line->use == QZ_LINE_STRAY;
  if (!provision->inferred)
    set_num (b, provision, line);
  set_heading (b, provision, line->start + line->marker.text_at, line->end);
  b->open[level] = provision;
}

static void
extend_heading (QzProvision *provision, const char *text, const QzLine *line)
{
  g_autofree char *first = g_steal_pointer (&provision->heading);
  g_autofree char *more = g_strndup (text + line->start, line->end - line->start);

  provision->heading = g_strconcat (first != NULL ? first : "", more, NULL);
  reach (provision, line->end);
}

/* 一、一般规定 over articles. */
static void
open_group (Builder *b, const QzLine *line)
{
  guint depth = line->marker.kind == QZ_MARK_HAN || b->headings[0] == NULL ? 0 : 1;

  close_from (b, QZ_LEVEL_ARTICLE);
  close_headings (b, depth);
  QzProvision *provision = add_provision (b, division (b), QZ_LEVEL_HEADING, line->marker.number, 0, line->start);
  set_num (b, provision, line);
  set_heading (b, provision, line->start + line->marker.text_at, line->end);
  b->headings[depth] = provision;
}

/* ---- articles ---- */

/* 第一条 【立法目的】 or （目的） on a line of its own: the article's title. Returns where the words begin. */
static gsize
read_article_title (Builder *b, QzProvision *article, gsize start, gsize end)
{
  static const struct {
    const char *open, *close;
    gboolean    alone;
  } brackets[] = { { "【", "】", FALSE }, { "（", "）", TRUE }, { "(", ")", TRUE } };
  const char *text = b->lines->text;

  for (gsize i = 0; i < G_N_ELEMENTS (brackets); i++) {
    gsize open = strlen (brackets[i].open), close = strlen (brackets[i].close);
    if (end - start < open + close || memcmp (text + start, brackets[i].open, open) != 0)
      continue;
    const char *found = g_strstr_len (text + start, (gssize) (end - start), brackets[i].close);
    if (found == NULL || (brackets[i].alone && found + close != text + end))
      return start;
    set_heading (b, article, start + open, (gsize) (found - text));
    start = (gsize) (found - text) + close;
    while (start < end && (text[start] == ' ' || text[start] == '\t'))
      start++;
    return start;
  }
  return start;
}

static void
open_article (Builder *b, const QzLine *line)
{
  close_from (b, QZ_LEVEL_ARTICLE);
  QzProvision *article
    = add_provision (b, division (b), QZ_LEVEL_ARTICLE, line->marker.number, line->marker.suffix, line->start);
  set_num (b, article, line);
  b->open[QZ_LEVEL_ARTICLE] = article;
  gsize start = read_article_title (b, article, line->start + line->marker.text_at, line->end);
  if (start < line->end)
    add_paragraph (b, article, start, line->end);
  if (b->root == b->instrument->body) {
    g_free (b->instrument->last_article);
    b->instrument->last_article = g_strdup (article->num);
  }
}

/* ---- lists ---- */

/* How deep a list marker of KIND lies among those open, which it closes to its own depth. */
static guint
list_depth (Builder *b, QzMarkKind kind)
{
  guint depth = 0;

  while (depth < b->n_styles && b->styles[depth] != kind)
    depth++;
  if (depth == b->n_styles)   /* a kind not open yet: above all of lower rank, below the rest */
    while (depth > 0 && b->styles[depth - 1] > kind)
      depth--;
  if (depth == LIST_DEPTH)
    depth = LIST_DEPTH - 1;
  b->styles[depth] = kind;
  b->n_styles = depth + 1;
  return depth;
}

static QzProvision *
open_item (Builder *b, QzProvision *parent, QzLevel level, const QzLine *line)
{
  QzProvision *item = add_provision (b, parent, level, line->marker.number, 0, line->start);

  item->inferred = line->marker.num_len == 0;
  if (!item->inferred)
    set_num (b, item, line);
  add_words (b, item, line->start + line->marker.text_at, line->end, TRUE);
  b->open[level] = item;
  if (level == QZ_LEVEL_ITEM)
    b->open[QZ_LEVEL_POINT] = NULL;
  return item;
}

/* A list marker within an article: （一） and the 一、 of older laws are items, what is below
 * them and all Arabic numbers are points; the third depth stays in the words of the second. */
static void
open_article_list (Builder *b, const QzLine *line)
{
  if (b->open[QZ_LEVEL_PARAGRAPH] == NULL)
    add_paragraph (b, b->open[QZ_LEVEL_ARTICLE], line->start, line->start);
  QzProvision *paragraph = b->open[QZ_LEVEL_PARAGRAPH];
  gboolean han = line->marker.kind == QZ_MARK_HAN || line->marker.kind == QZ_MARK_HAN_PAREN;
  guint depth = list_depth (b, line->marker.kind);

  if (depth == 0 && han)
    open_item (b, paragraph, QZ_LEVEL_ITEM, line);
  else if (depth <= 1)
    open_item (b, depth == 0 || b->open[QZ_LEVEL_ITEM] == NULL ? paragraph : b->open[QZ_LEVEL_ITEM], QZ_LEVEL_POINT, line);
  else
    add_words (b, b->open[QZ_LEVEL_POINT] != NULL ? b->open[QZ_LEVEL_POINT] : paragraph, line->start, line->end, FALSE);
}

/* The next list marker of KIND before one that would close it; NULL when there is none. */
static const QzLine *
next_in_list (const Builder *b, guint i, QzMarkKind kind)
{
  for (i++; i < b->to; i++) {
    const QzLine *line = qz_line (b->lines, i);
    if (line->use == QZ_LINE_ARTICLE || line->use == QZ_LINE_DIVISION || line->use == QZ_LINE_GROUP
        || (line->use == QZ_LINE_LIST && line->marker.kind < kind))
      return NULL;
    if (line->use == QZ_LINE_LIST && line->marker.kind == kind)
      return line;
  }
  return NULL;
}

/* Words behind a list: they go on with its last member if the list itself goes on behind them. */
static gboolean
list_goes_on (const Builder *b, guint i, const QzProvision *member, guint depth)
{
  const QzLine *next = member != NULL && depth < b->n_styles ? next_in_list (b, i, b->styles[depth]) : NULL;
  return next != NULL && next->marker.number == member->number + 1;
}

/* Words that belong to MEMBER, behind what it lists. */
static void
add_behind (Builder *b, QzProvision *member, const QzLine *line)
{
  guint n = member->children->len;
  QzProvision *last = n > 0 ? member->children->pdata[n - 1] : NULL;

  if (last == NULL)
    last = member;
  else if (last->level != QZ_LEVEL_BLOCK)
    last = add_provision (b, member, QZ_LEVEL_BLOCK, 1, 0, line->start);
  add_words (b, last, line->start, line->end, FALSE);
  if (member->level == QZ_LEVEL_ITEM)
    b->open[QZ_LEVEL_POINT] = NULL;
}

static void
add_article_text (Builder *b, guint i)
{
  const QzLine *line = qz_line (b->lines, i);
  QzProvision *item = b->open[QZ_LEVEL_ITEM], *point = b->open[QZ_LEVEL_POINT];

  if (point != NULL && list_goes_on (b, i, point, item != NULL ? 1 : 0))
    add_behind (b, point, line);
  else if (item != NULL && list_goes_on (b, i, item, 0))
    add_behind (b, item, line);
  else {
    QzProvision *article = b->open[QZ_LEVEL_ARTICLE];
    gsize start = line->start;
    if (article->children->len == 0 && article->heading == NULL)
      start = read_article_title (b, article, start, line->end);
    if (start < line->end)
      add_paragraph (b, article, start, line->end);
    b->n_styles = 0;
  }
}

/* ---- numbered headings ---- */

/* The heading or root that a marker at DEPTH hangs from. */
static QzProvision *
heading_above (const Builder *b, guint depth)
{
  for (guint above = MIN (depth, HEADING_DEPTH); above-- > 0;)
    if (b->headings[above] != NULL)
      return b->headings[above];
  for (guint level = QZ_LEVEL_SECTION + 1; level-- > QZ_LEVEL_PART;)
    if (b->open[level] != NULL)
      return b->open[level];
  return b->root;
}

/* A line that is a heading alone: 一、总体要求. */
static gboolean
is_bare_heading (const Builder *b, guint i)
{
  const QzLine *line = qz_line (b->lines, i);
  return line->level > 0 || line->centered
         || (qz_line_width (b->lines, i) <= QZ_HEADING_MAX && !qz_line_ends_clause (b->lines, i));
}

static gboolean
restarts_in_block (const Builder *b, const QzLine *line, const QzProvision *parent)
{
  if (b->open[QZ_LEVEL_BLOCK] == NULL || parent != b->root)
    return FALSE;
  g_autofree char *eid = g_strdup_printf ("%s%shd_%u", b->root->eid != NULL ? b->root->eid : "", b->root->eid != NULL ? "__" : "",
                                          line->marker.number);
  return g_hash_table_contains (b->eids, eid);
}

static void
open_heading (Builder *b, guint i)
{
  const QzLine *line = qz_line (b->lines, i);
  guint depth = list_depth (b, line->marker.kind);
  QzProvision *block = b->open[QZ_LEVEL_BLOCK];

  b->open[QZ_LEVEL_PREAMBLE] = NULL;
  if (depth >= HEADING_DEPTH) {
    QzProvision *parent = b->open[QZ_LEVEL_PARAGRAPH];
    if (parent == NULL)
      parent = add_paragraph (b, heading_above (b, HEADING_DEPTH), line->start, line->start);
    if (depth > HEADING_DEPTH && b->open[QZ_LEVEL_ITEM] != NULL)
      open_item (b, b->open[QZ_LEVEL_ITEM], QZ_LEVEL_POINT, line);
    else
      open_item (b, parent, QZ_LEVEL_ITEM, line);
    return;
  }
  close_headings (b, depth);
  QzProvision *parent = heading_above (b, depth);
  if (restarts_in_block (b, line, parent))
    parent = block;
  else
    b->open[QZ_LEVEL_BLOCK] = NULL;
  QzProvision *heading = add_provision (b, parent, QZ_LEVEL_HEADING, line->marker.number, 0, line->start);
  set_num (b, heading, line);
  b->headings[depth] = heading;
  b->open[QZ_LEVEL_PARAGRAPH] = b->open[QZ_LEVEL_ITEM] = b->open[QZ_LEVEL_POINT] = NULL;
  if (is_bare_heading (b, i))
    set_heading (b, heading, line->start + line->marker.text_at, line->end);
  else
    add_paragraph (b, heading, line->start + line->marker.text_at, line->end);
}

/* The innermost open heading, unless the list it belongs to ended and its lead-in (…：) stands one above. */
static QzProvision *
heading_for_text (Builder *b, guint i)
{
  for (guint depth = HEADING_DEPTH; depth-- > 1;) {
    QzProvision *inner = b->headings[depth], *outer = b->headings[depth - 1];
    if (inner == NULL || outer == NULL)
      continue;
    if (list_goes_on (b, i, inner, depth) || outer->children->len == 0)
      return inner;
    const QzProvision *lead = outer->children->pdata[0];
    for (guint k = 0; k < outer->children->len; k++)
      if (((QzProvision *) outer->children->pdata[k])->level == QZ_LEVEL_PARAGRAPH)
        lead = outer->children->pdata[k];
    if (b->holder != NULL)
      flush (b);
    if (lead->level != QZ_LEVEL_PARAGRAPH || !(g_str_has_suffix (lead->text, "：") || g_str_has_suffix (lead->text, ":")))
      return inner;
    close_headings (b, depth);
    b->n_styles = MIN (b->n_styles, depth);
  }
  return b->headings[0];
}

/* ---- text that is no provision ---- */

static void
open_block (Builder *b, const QzLine *line)
{
  close_from (b, b->manner == QZ_MANNER_ARTICLES ? QZ_LEVEL_ARTICLE : QZ_LEVEL_PARAGRAPH);
  close_headings (b, 0);
  b->open[QZ_LEVEL_BLOCK] = add_provision (b, b->root, QZ_LEVEL_BLOCK, ++b->n_blocks, 0, line->start);
}

static void
add_caption (Builder *b, const QzLine *line)
{
  open_block (b, line);
  set_heading (b, b->open[QZ_LEVEL_BLOCK], line->start, line->end);
}

static void
add_tail (Builder *b, const QzLine *line)
{
  if (b->open[QZ_LEVEL_BLOCK] == NULL || b->open[QZ_LEVEL_BLOCK]->heading != NULL)
    open_block (b, line);
  add_words (b, b->open[QZ_LEVEL_BLOCK], line->start, line->end, FALSE);
}

static void
add_preamble (Builder *b, const QzLine *line)
{
  if (b->open[QZ_LEVEL_PREAMBLE] == NULL) {
    b->open[QZ_LEVEL_PREAMBLE] = add_provision (b, division (b), QZ_LEVEL_PREAMBLE, 0, 0, line->start);
    if (line->level > 0) {
      set_heading (b, b->open[QZ_LEVEL_PREAMBLE], line->start, line->end);
      return;
    }
  }
  add_paragraph (b, b->open[QZ_LEVEL_PREAMBLE], line->start, line->end);
}

static void
add_text (Builder *b, guint i)
{
  const QzLine *line = qz_line (b->lines, i);
  QzProvision *heading;

  if (b->open[QZ_LEVEL_ARTICLE] != NULL)
    add_article_text (b, i);
  else if (b->open[QZ_LEVEL_BLOCK] != NULL)
    add_paragraph (b, b->headings[0] != NULL ? heading_for_text (b, i) : b->open[QZ_LEVEL_BLOCK], line->start, line->end);
  else if (b->manner != QZ_MANNER_ARTICLES && (heading = heading_for_text (b, i)) != NULL)
    add_paragraph (b, heading, line->start, line->end);
  else
    add_preamble (b, line);
}

/* Goes on with whatever the last words belong to. */
static void
add_to_last (Builder *b, guint i, gboolean joined)
{
  const QzLine *line = qz_line (b->lines, i);

  if (b->holder != NULL)
    add_words (b, b->holder, line->start, line->end, joined);
  else
    add_text (b, i);
}

/* ---- a stretch of lines ---- */

static void
add_line (Builder *b, guint i)
{
  const QzLine *line = qz_line (b->lines, i);

  switch (line->use) {
  case QZ_LINE_TEXT:
    add_text (b, i);
    break;
  case QZ_LINE_WRAPPED:
    add_to_last (b, i, TRUE);
    break;
  case QZ_LINE_TABLE:
    add_to_last (b, i, FALSE);
    break;
  case QZ_LINE_DIVISION:
    open_division (b, line);
    break;
  case QZ_LINE_STRAY:
    if (line->marker.kind != QZ_MARK_NONE)
      open_division (b, line);
    break;
  case QZ_LINE_HEADING:
    extend_heading (division (b), b->lines->text, line);
    break;
  case QZ_LINE_GROUP:
    open_group (b, line);
    break;
  case QZ_LINE_CAPTION:
    add_caption (b, line);
    break;
  case QZ_LINE_ARTICLE:
    open_article (b, line);
    break;
  case QZ_LINE_LIST:
    if (b->manner != QZ_MANNER_ARTICLES)
      open_heading (b, i);
    else if (b->open[QZ_LEVEL_ARTICLE] != NULL)
      open_article_list (b, line);
    else
      add_preamble (b, line);
    break;
  case QZ_LINE_TAIL:
    add_tail (b, line);
    break;
  case QZ_LINE_ANNEX:
  case QZ_LINE_IGNORED:
    break;
  }
}

static void
build_stretch (Builder *b, QzLines *lines, QzProvision *root, guint from, guint to)
{
  memset (b->open, 0, sizeof b->open);
  close_headings (b, 0);
  b->n_styles = b->n_blocks = 0;
  b->root = root;
  b->to = to;
  b->manner = qz_lines_decide (lines, from, to);
  for (guint i = from; i < to; i++)
    add_line (b, i);
  flush (b);
}

/* ---- annexes ---- */

static void
build_annex (Builder *b, QzLines *lines, guint from, guint to)
{
  const QzLine *head = qz_line (lines, from);
  gsize num_len, text_at;
  guint number = 0;
  gboolean headed = qz_line_reads_as_annex (lines, from, &number, &num_len, &text_at);
  QzProvision *annex = qz_provision_new (QZ_LEVEL_ANNEX, number > 0 ? number : b->instrument->annexes->len + 1, 0);

  g_ptr_array_add (b->instrument->annexes, annex);
  annex->eid = unique_eid (b, g_strdup_printf ("annex_%u", annex->number));
  annex->start = annex->end = annex->text_start = annex->text_end = head->start;
  if (headed) {
    annex->num = g_strndup (lines->text + head->start, num_len);
    annex->end = head->end;
    if (text_at < head->end - head->start)
      annex->heading = g_strndup (lines->text + head->start + text_at, head->end - head->start - text_at);
    from++;
  }
  while (annex->heading == NULL && from < to && qz_line (lines, from)->marker.kind == QZ_MARK_NONE
         && qz_line_is_caption_like (lines, from)) {
    const QzLine *title = qz_line (lines, from++);
    annex->heading = g_strndup (lines->text + title->start, title->end - title->start);
    annex->end = title->end;
  }
  build_stretch (b, lines, annex, from, to);
}

static void
count (QzInstrument *instrument, const QzProvision *provision, gboolean in_article)
{
  for (guint i = 0; i < provision->children->len; i++) {
    const QzProvision *child = provision->children->pdata[i];
    gboolean below_article = child->level >= QZ_LEVEL_PARAGRAPH && child->level <= QZ_LEVEL_POINT;

    if (child->level == QZ_LEVEL_HEADING ? provision == instrument->body
        : child->level <= QZ_LEVEL_SECTION ? !child->inferred
                                           : !below_article || in_article)
      instrument->counts[child->level]++;
    count (instrument, child, in_article || child->level == QZ_LEVEL_ARTICLE);
  }
}

/* The decision that published BODY anew, as an annex of its own without number. */
static void
build_decision (Builder *b, QzLines *lines, guint to)
{
  QzProvision *annex = qz_provision_new (QZ_LEVEL_ANNEX, b->instrument->annexes->len + 1, 0);

  annex->eid = unique_eid (b, g_strdup_printf ("annex_%u", annex->number));
  annex->start = annex->end = annex->text_start = annex->text_end = qz_line (lines, 0)->start;
  g_ptr_array_add (b->instrument->annexes, annex);
  build_stretch (b, lines, annex, 0, to);
}

void
qz_structure_build (QzInstrument *instrument, QzLines *lines)
{
  Builder b = { .instrument = instrument, .lines = lines };
  guint decision_end = 0, from = qz_lines_find_restated (lines, instrument->key, &decision_end), to = lines->lines->len, end;

  b.buffer = g_string_new (NULL);
  b.eids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  lines->amending = strstr (instrument->title, "修正案") != NULL
                    || (strstr (instrument->title, "修改") != NULL && strstr (instrument->title, "决定") != NULL);
  instrument->body = qz_provision_new (QZ_LEVEL_PREAMBLE, 0, 0);
  end = qz_lines_find_annex (lines, from, to);
  build_stretch (&b, lines, instrument->body, from, end);
  while (end < to) {
    from = end;
    end = qz_lines_find_annex (lines, from + 1, to);
    build_annex (&b, lines, from, end);
  }
  if (decision_end > 0)
    build_decision (&b, lines, decision_end);
  count (instrument, instrument->body, FALSE);
  g_hash_table_unref (b.eids);
  g_string_free (b.buffer, TRUE);
}
