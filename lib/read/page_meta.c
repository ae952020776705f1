#include "config.h"

#include <string.h>

#include "lib/read/page_meta.h"
#include "lib/structure/title_line.h"
#include <quanze/text.h>

typedef struct {
  const char *label, *meta;
} Label;

static const Label tags[] = {
  { "ArticleTitle", "title" }, { "PubDate", "published" }, { "Url", "url" }, { "ContentSource", "source" },
};

/* Labels of the particulars, white space and the colon left out. */
static const Label labels[] = {
  { "标题", "title" },         { "名称", "title" },         { "文件名称", "title" },     { "信息名称", "title" },
  { "公文名称", "title" },     { "法规标题", "title" },     { "法规名称", "title" },     { "发文字号", "number" },
  { "文号", "number" },        { "发文文号", "number" },    { "发文号", "number" },      { "文件编号", "number" },
  { "文件号", "number" },      { "公文文号", "number" },    { "法规文号", "number" },    { "发布文号", "number" },
  { "颁布文号", "number" },    { "发文机关", "issuer" },    { "发文机构", "issuer" },    { "发文单位", "issuer" },
  { "发布机关", "issuer" },    { "发布机构", "issuer" },    { "发布单位", "issuer" },    { "颁布单位", "issuer" },
  { "颁布机关", "issuer" },    { "颁布部门", "issuer" },    { "发文部门", "issuer" },    { "发布部门", "issuer" },
  { "制定机关", "issuer" },    { "公开责任部门", "issuer" }, { "信息提供单位", "issuer" }, { "成文日期", "promulgated" },
  { "发文日期", "promulgated" }, { "生成日期", "promulgated" }, { "印发日期", "promulgated" }, { "颁布日期", "promulgated" },
  { "颁布时间", "promulgated" }, { "公布日期", "promulgated" }, { "签发日期", "promulgated" }, { "发文时间", "promulgated" },
  { "发布日期", "published" }, { "发布时间", "published" }, { "公开日期", "published" }, { "信息发布日期", "published" }, { "信息提供日期", "published" },
  { "发表时间", "published" }, { "更新日期", "published" },
  { "实施日期", "effective" }, { "生效日期", "effective" }, { "施行日期", "effective" }, { "索引号", "index" },
  { "信息索引号", "index" },   { "主题分类", "category" },  { "有效性", "validity" },    { "时效性", "validity" },
};

#define MAX_LABEL_BYTES 40
#define MAX_VALUE_BYTES 600

static char *
attribute (xmlNode *node, const char *name)
{
  xmlChar *value = xmlGetProp (node, BAD_CAST name);
  char *copy = g_strdup ((const char *) value);
  xmlFree (value);
  return copy;
}

static void
read_tag (xmlNode *node, QzDraft *draft)
{
  g_autofree char *name = attribute (node, "name");
  g_autofree char *content = attribute (node, "content");
  for (guint i = 0; name != NULL && content != NULL && i < G_N_ELEMENTS (tags); i++)
    if (g_ascii_strcasecmp (name, tags[i].label) == 0)
      qz_draft_set_meta (draft, tags[i].meta, content);
}

static xmlNode *
child_named (xmlNode *node, const char *name)
{
  xmlNode *child = node != NULL ? node->children : NULL;
  while (child != NULL && (child->type != XML_ELEMENT_NODE || strcmp ((const char *) child->name, name) != 0))
    child = child->next;
  return child;
}

static xmlNode *
head_of (xmlDoc *doc)
{
  return child_named (xmlDocGetRootElement (doc), "head");
}

void
qz_page_read_tags (xmlDoc *doc, QzDraft *draft)
{
  xmlNode *head = head_of (doc);
  for (xmlNode *node = head != NULL ? head->children : NULL; node != NULL; node = node->next)
    if (node->type == XML_ELEMENT_NODE && strcmp ((const char *) node->name, "meta") == 0)
      read_tag (node, draft);
}

/* TEXT without white space. */
static char *
squeeze (const char *text, gsize len)
{
  GString *out = g_string_sized_new (len);
  for (gsize i = 0; i < len;)
    {
      gsize span = qz_text_space_span (text + i);
      gsize step = span > 0 ? span : (gsize) g_utf8_skip[(guchar) text[i]];
      step = MIN (step, len - i);
      if (span == 0)
        g_string_append_len (out, text + i, step);
      i += step;
    }
  return g_string_free (out, FALSE);
}

/* The meta key of a label such as "发 文 字 号：" or "[发文字号]"; NULL. */
static const char *
label_key (const char *text, gsize len)
{
  static const char *const brackets[] = { "【", "】", "[", "]", "［", "］", "：", ":", "*", "■", "·", "•" };
  if (len == 0 || len > MAX_LABEL_BYTES)
    return NULL;
  g_autofree char *word = squeeze (text, len);
  for (guint i = 0; i < G_N_ELEMENTS (brackets); i++)
    {
      if (g_str_has_prefix (word, brackets[i]))
        memmove (word, word + strlen (brackets[i]), strlen (word) - strlen (brackets[i]) + 1);
      if (g_str_has_suffix (word, brackets[i]))
        word[strlen (word) - strlen (brackets[i])] = '\0';
    }
  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    if (strcmp (word, labels[i].label) == 0)
      return labels[i].meta;
  return NULL;
}

/* Bytes of the day at the head of "2016-05-24 10:34 [内容纠错]"; all of TEXT when it does not begin with one. */
static gsize
day_span (const char *text, gsize len)
{
  static const char *const marks[] = { "年", "月", "日", "〇", "○", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十" };
  gsize i = 0;
  while (i < len)
    {
      gsize span = g_ascii_isdigit (text[i]) || strchr ("-./", text[i]) != NULL;
      for (guint j = 0; span == 0 && j < G_N_ELEMENTS (marks); j++)
        if (g_str_has_prefix (text + i, marks[j]))
          span = strlen (marks[j]);
      if (span == 0)
        break;
      i += span;
    }
  return i >= 8 ? i : len;
}

static gboolean
set_value (QzDraft *draft, const char *key, const char *value, gsize len)
{
  static const char *const days[] = { "promulgated", "published", "effective", NULL };
  if (len > MAX_VALUE_BYTES)
    return FALSE;
  g_autofree char *raw = g_strndup (value, len);
  g_autofree char *copy = qz_text_strip_dup (raw, -1);
  if (g_strv_contains (days, key))
    copy[day_span (copy, strlen (copy))] = '\0';
  qz_draft_set_meta (draft, key, copy);
  return TRUE;
}

/* Bytes before the first colon, or in 【label】value the second bracket; LEN when there is none. */
static gsize
find_colon (const char *text, gsize len, gsize *colon)
{
  const char *bracket = len > 6 && memcmp (text, "【", 3) == 0 ? g_strstr_len (text, MIN (len, MAX_LABEL_BYTES), "】") : NULL;
  if (bracket != NULL)
    {
      *colon = 3;
      return bracket - text;
    }
  for (gsize i = 0; i < len; i++)
    {
      if (text[i] == ':')
        *colon = 1;
      else if (i + 3 <= len && memcmp (text + i, "：", 3) == 0)
        *colon = 3;
      else
        continue;
      return i;
    }
  return len;
}

/* Bytes of the first pair in "发布机构：甲　发布时间：2015-04-03|点击数：9": up to a space or bar
 * behind which another label stands. */
static gsize
pair_span (const char *text, gsize len)
{
  for (gsize i = 1; i < len; i++)
    {
      gsize gap = text[i] == '|' ? 1 : qz_text_space_span (text + i);
      gsize colon = 0, ahead = i + gap;
      if (gap == 0 || ahead >= len)
        continue;
      gsize reach = MIN (len - ahead, MAX_LABEL_BYTES);
      if (find_colon (text + ahead, reach, &colon) < reach && (guchar) text[ahead] >= 0x80)
        return i;
      i = ahead - 1;
    }
  return len;
}

/* "发文字号：国发〔2019〕5号" in one cell, or several such. */
static gboolean
read_pair (const char *text, gsize len, QzDraft *draft)
{
  gboolean found = FALSE;
  for (gsize i = 0; i < len;)
    {
      gsize span = pair_span (text + i, len - i), colon = 0;
      gsize at = find_colon (text + i, span, &colon);
      const char *key = at < span ? label_key (text + i, at) : NULL;
      found |= key != NULL && set_value (draft, key, text + i + at + colon, span - at - colon);
      i += span;
      while (i < len && text[i] == '|')
        i++;
    }
  return found;
}

/* A line of its own, with or without its value: the value may be the next line. */
static gboolean
read_line (const char *text, gsize len, QzDraft *draft, const char **due)
{
  const char *key = *due;
  gsize colon = 0;
  gsize at = find_colon (text, len, &colon);
  *due = at + colon == len && colon > 0 ? label_key (text, at) : NULL;
  if (*due != NULL)
    return TRUE;
  return read_pair (text, len, draft) || (key != NULL && set_value (draft, key, text, len));
}

static gboolean
read_row (const char *at, const char *stop, QzDraft *draft)
{
  const char *key = NULL;
  gboolean found = FALSE;
  while (at < stop)
    {
      const char *tab = memchr (at, '\t', stop - at);
      gsize len = (tab != NULL ? tab : stop) - at;
      const char *next = label_key (at, len);
      if (next == NULL && key != NULL)
        found |= set_value (draft, key, at, len);
      else if (next == NULL)
        found |= read_pair (at, len, draft);
      found |= next != NULL;
      key = next;
      at += len + 1;
    }
  return found;
}

gboolean
qz_page_read_particulars (const QzPage *page, const QzPageLine *line, QzDraft *draft, const char **due)
{
  const char *text = page->text->str;
  if (line->block.kind != QZ_BLOCK_TABLE_ROW)
    return read_line (text + line->block.start, line->block.end - line->block.start, draft, due);
  *due = NULL;
  return read_row (text + line->block.start, text + line->block.end, draft);
}

/* ---- the title ---- */

/* Lines that a title may be broken over. */
#define TITLE_LINES 4

static char *
line_squeezed (const QzPage *page, guint at)
{
  return qz_page_line_squeeze (page, &g_array_index (page->lines, QzPageLine, at));
}

/* Where TITLE, its white space left out, stands as a whole line or several, before END; the last such place
 * not behind FIRST is best: above it stand the path of the page and its window title. */
static int
find_lines (const QzPage *page, const char *title, guint first, guint end)
{
  int best = -1;
  for (guint i = 0; i < end && (i <= first || best < 0); i++)
    {
      gsize done = 0;
      for (guint j = i; j < end && j < i + TITLE_LINES && title[done] != '\0'; j++)
        {
          g_autofree char *line = line_squeezed (page, j);
          if (*line == '\0' || !g_str_has_prefix (title + done, line))
            break;
          done += strlen (line);
        }
      if (done > 0 && title[done] == '\0')
        best = i;
    }
  return best;
}

/* The window title, and its pieces between the marks that sites put around their names. */
static GPtrArray *
window_titles (xmlDoc *doc)
{
  static const char *const marks[] = { "_", "|", "－", "—", "-", "·", "»", ">", "：：", "::" };
  GPtrArray *titles = g_ptr_array_new_with_free_func (g_free);
  xmlNode *node = child_named (head_of (doc), "title");
  xmlChar *content = node != NULL ? xmlNodeGetContent (node) : NULL;
  if (content == NULL)
    return titles;
  g_ptr_array_add (titles, squeeze ((const char *) content, strlen ((const char *) content)));
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    if (strstr ((const char *) content, marks[i]) != NULL)
      {
        g_auto (GStrv) pieces = g_strsplit ((const char *) content, marks[i], 8);
        for (guint j = 0; pieces[j] != NULL; j++)
          g_ptr_array_add (titles, squeeze (pieces[j], strlen (pieces[j])));
      }
  xmlFree (content);
  return titles;
}

#define MIN_TITLE_BYTES 12

/* A letterhead (某某市人民政府文件, 某某部令) or a body's name alone (a site's, a signature) names the issuer, not the document. */
static gboolean
is_letterhead (const char *title)
{
  static const char *const ends[] = { "文件", "令", "政府", "委员会", "局", "厅", "部", "办公室", "署", "法院" };
  if (strstr (title, "关于") == NULL && strstr (title, "《") == NULL)
    for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
      if (g_str_has_suffix (title, ends[i]))
        return TRUE;
  return g_str_has_suffix (title, "文件") || g_str_has_suffix (title, "令");
}

static int
match_window_title (const QzPage *page, xmlDoc *doc, guint first, guint end, QzDraft *draft)
{
  g_autoptr (GPtrArray) titles = window_titles (doc);
  const char *best = NULL;
  int at = -1;
  for (guint i = 0; i < titles->len; i++)
    {
      const char *title = g_ptr_array_index (titles, i);
      int found = strlen (title) >= MIN_TITLE_BYTES && !is_letterhead (title) ? find_lines (page, title, first, end) : -1;
      if (found >= 0 && (best == NULL || strlen (title) > strlen (best)))
        {
          best = title;
          at = found;
        }
    }
  qz_draft_set_meta (draft, "title", best);
  return at;
}

/* How far above the body a heading may stand. */
#define HEADING_REACH 8

static gboolean
may_be_title (const QzPage *page, const QzPageLine *line)
{
  gsize len = line->block.end - line->block.start;
  guint least = line->block.kind == QZ_BLOCK_HEADING ? 3 : 5;
  g_autofree char *words = qz_page_line_squeeze (page, line);
  if (!qz_title_line_has_words (words))
    return FALSE;
  return line->chars >= least && line->chars <= 80 && line->link_chars == 0 && !line->list && !line->furniture
         && line->sentence == 0 && line->block.kind != QZ_BLOCK_TABLE_ROW
         && g_strstr_len (page->text->str + line->block.start, len, "：") == NULL;
}

static void
set_title (const QzPage *page, guint at, QzDraft *draft)
{
  g_autofree char *title = line_squeezed (page, at);
  if (!is_letterhead (title))
    qz_draft_set_meta (draft, "title", title);
}

/* A heading or a centered line above the body, else a heading at its top. */
static int
find_heading (const QzPage *page, guint first, guint end, QzDraft *draft)
{
  for (guint i = first; i-- > 0 && first - i <= HEADING_REACH;)
    {
      const QzPageLine *line = &g_array_index (page->lines, QzPageLine, i);
      if ((line->block.centered || line->block.kind == QZ_BLOCK_HEADING) && may_be_title (page, line))
        {
          set_title (page, i, draft);
          return i;
        }
    }
  for (guint i = first; i < end; i++)
    {
      const QzPageLine *line = &g_array_index (page->lines, QzPageLine, i);
      if (line->sentence > 0)
        break;
      if (line->block.kind == QZ_BLOCK_HEADING && may_be_title (page, line))
        {
          set_title (page, i, draft);
          return i;
        }
    }
  return -1;
}

int
qz_page_find_title (const QzPage *page, xmlDoc *doc, guint first, guint end, QzDraft *draft)
{
  const char *stated = g_hash_table_lookup (draft->meta, "title");
  int at = -1;
  if (stated != NULL)
    {
      g_autofree char *title = squeeze (stated, strlen (stated));
      at = find_lines (page, title, first, end);
    }
  if (at < 0)
    at = match_window_title (page, doc, first, end, draft);
  if (at < 0)
    at = find_heading (page, first, end, draft);
  return at;
}
