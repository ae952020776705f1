#include "config.h"

#include <string.h>

#include <quanze/instrument.h>

#include "lib/structure/marker.h"
#include "lib/structure/masthead.h"

/* A title takes at most so many lines and characters, and stands within so many blocks of the head. */
#define TITLE_LINES 5
#define TITLE_CHARS 120
#define TITLE_REACH 60
/* An enclosed document's first article stands within so many blocks of its title. */
#define ARTICLE_REACH 60

static const QzBlock *
block_at (const QzSource *source, guint i)
{
  return &g_array_index (source->blocks, QzBlock, i);
}

static char *
block_dup (const QzSource *source, guint i)
{
  const QzBlock *block = block_at (source, i);
  return g_strndup (source->text + block->start, block->end - block->start);
}

/* ---- a known title ---- */

/* Whether block I's first Han character begins a title whose key is KEY: a cheap look before the costly one. What the
 * key leaves out (中华人民共和国) may come first. */
static gboolean
may_begin_title (const QzSource *source, guint i, const char *key)
{
  const QzBlock *block = block_at (source, i);
  const char *text = source->text + block->start;

  if (block->end - block->start > TITLE_CHARS * 3)
    return FALSE;
  if (g_str_has_prefix (text, "中") || (guchar) *text < 0xe4 || (guchar) *text > 0xe9)
    return TRUE;   /* 《, letters and what the fold may change */
  return strncmp (text, key, 3) == 0 || (guchar) *key < 0xe4 || (guchar) *key > 0xe9;
}

/* How many blocks from I on, taken together, print the title whose key is KEY; 0 when they do not. */
static guint
count_lines (const QzSource *source, guint i, const char *key)
{
  g_autoptr (GString) joined = g_string_new (NULL);

  if (!may_begin_title (source, i, key))
    return 0;
  for (guint n = 1; n <= TITLE_LINES && i + n <= source->blocks->len; n++) {
    const QzBlock *block = block_at (source, i + n - 1);
    if (joined->len + (block->end - block->start) > strlen (key) * 2 + 64)
      return 0;
    g_string_append_len (joined, source->text + block->start, (gssize) (block->end - block->start));
    g_autofree char *joined_key = qz_title_key (joined->str);
    if (strcmp (joined_key, key) == 0)
      return n;
  }
  return 0;
}

guint
qz_masthead_count (const QzSource *source, guint i, const char *title)
{
  g_autofree char *key = qz_title_key (title);
  return *key != '\0' ? count_lines (source, i, key) : 0;
}

gboolean
qz_masthead_find (const QzSource *source, guint from, const char *title, QzTitleSpan *span)
{
  g_autofree char *key = qz_title_key (title);
  guint to = MIN (from + TITLE_REACH, source->blocks->len), n;

  if (*key == '\0')
    return FALSE;
  for (guint i = from; i < to; i++)
    if ((n = count_lines (source, i, key)) > 0) {
      *span = (QzTitleSpan){ i, i + n };
      return TRUE;
    }
  return FALSE;
}

/* ---- lines that read as a title ---- */

static const char *const title_ends[] = {
  "法",   "条例", "规定", "办法", "细则", "规则", "规程", "规范", "准则", "守则", "标准", "制度", "章程", "公约", "决定", "决议",
  "命令", "令",   "通知", "意见", "批复", "公告", "通告", "方案", "函",   "纪要", "规划", "计划", "要点", "清单", "目录", "指南",
  "公报", "报告", "解释", "答复", "措施", "预案", "安排", "解答", "说明", "委托书", "授权书", "告知书", "案", NULL,
};

static const char *const body_ends[] = { "政府", "委员会", "部", "局", "厅", "委", "办公厅", "办公室", "院", "署", "会", "党委", NULL };

static gboolean
ends_with_one (const char *text, const char *const *words)
{
  for (; *words != NULL; words++)
    if (g_str_has_suffix (text, *words))
      return TRUE;
  return FALSE;
}

/* TEXT without blanks and without brackets behind the name: （试行）, （2021年修订）. */
static char *
bare (const char *text)
{
  GString *name = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isspace (g_utf8_get_char (p)))
      g_string_append_len (name, p, g_utf8_next_char (p) - p);
  for (;;) {
    const char *open = g_str_has_suffix (name->str, "）") ? g_strrstr (name->str, "（")
                       : g_str_has_suffix (name->str, ")") ? g_strrstr (name->str, "(") : NULL;
    if (open == NULL || open == name->str)
      break;
    g_string_truncate (name, (gsize) (open - name->str));
  }
  return g_string_free (name, FALSE);
}

/* （2007年…通过…）, the note under a title. */
static gboolean
is_note (const char *text)
{
  const char *year = g_str_has_prefix (text, "（") ? text + strlen ("（") : *text == '(' ? text + 1 : NULL;
  return year != NULL && strspn (year, "0123456789") == 4 && g_str_has_prefix (year + 4, "年");
}

static gboolean
may_be_title (const QzSource *source, guint i)
{
  static const char *const inside[] = { "。", "；", "：", "？", "|", "〔", NULL };   /* 〔2016〕3号 is a number */
  const QzBlock *block = block_at (source, i);
  const char *text = source->text + block->start;
  gsize len = block->end - block->start;
  QzMarker marker;

  if (block->kind == QZ_BLOCK_TABLE_ROW || len > TITLE_CHARS * 3 || qz_marker_read (text, len, &marker) || is_note (text))
    return FALSE;
  for (gsize k = 0; inside[k] != NULL; k++)
    if (g_strstr_len (text, (gssize) len, inside[k]) != NULL)
      return FALSE;
  return TRUE;
}

/* Whether NAME opens with a bracket or closes one that it does not open: the rest of a line above it. */
static gboolean
is_rest (const char *name)
{
  gint titles = 0, brackets = 0;

  if (g_str_has_prefix (name, "（") || *name == '(')
    return TRUE;
  for (const char *p = name; *p != '\0'; p = g_utf8_next_char (p)) {
    titles += g_str_has_prefix (p, "《") ? 1 : g_str_has_prefix (p, "》") ? -1 : 0;
    brackets += g_str_has_prefix (p, "（") ? 1 : g_str_has_prefix (p, "）") ? -1 : 0;
    if (titles < 0 || brackets < 0)
      return TRUE;
  }
  return titles > 0;
}

/* How well blocks [I, I + N) read as a title; 0 when they do not. */
static guint
score (const QzSource *source, guint i, guint n)
{
  QzTitleSpan span = { i, i + n };
  g_autofree char *words = qz_masthead_words (source, &span), *name = bare (words), *first = block_dup (source, i);
  glong chars = g_utf8_strlen (name, -1);
  guint points = 1;

  if (chars < 4 || chars > TITLE_CHARS || !ends_with_one (name, title_ends) || is_rest (name))
    return 0;
  for (guint k = i; k < i + n; k++)
    if (!block_at (source, k)->centered && block_at (source, k)->level == 0)
      points = 0;
  points = points == 1 ? 6 : 1;
  points += strstr (name, "关于") != NULL ? 2 : 0;
  points += n > 1 && ends_with_one (first, body_ends) ? 2 : 0;
  points += n == 1 ? 1 : 0;
  points += i == 0 ? 1 : 0;
  return strstr (name, "文件") != NULL && strstr (name, "关于") != NULL ? 1 : points;
}

static gboolean
begins_text (const QzSource *source, guint i)
{
  const QzBlock *block = block_at (source, i);
  QzMarker marker;

  return qz_marker_read (source->text + block->start, block->end - block->start, &marker)
         && (marker.kind <= QZ_MARK_ARTICLE || marker.kind == QZ_MARK_HAN);
}

/* 关于调整某市社会 / 基本医疗保险有关政策的通知: a notice says what it is about; where its title does not, the line above does. */
static void
take_first_half (const QzSource *source, QzTitleSpan *span)
{
  static const char *const papers[] = { "的通知", "的意见", "的决定", "的公告", "的通告", "的批复", "的函", NULL };
  static const char *const heads[] = { "关于", "印发", "转发", "批转" };
  g_autofree char *words = qz_masthead_words (source, span), *name = bare (words);

  for (gsize i = 0; i < G_N_ELEMENTS (heads); i++)
    if (strstr (name, heads[i]) != NULL)
      return;
  if (span->first == 0 || !ends_with_one (name, papers) || !may_be_title (source, span->first - 1))
    return;
  g_autofree char *above = block_dup (source, span->first - 1);
  for (gsize i = 0; i < G_N_ELEMENTS (heads); i++)
    if (g_str_has_prefix (above, heads[i]) && strstr (above, "》") == NULL && !ends_with_one (above, title_ends)) {
      span->first--;
      return;
    }
}

gboolean
qz_masthead_title (const QzSource *source, QzTitleSpan *span)
{
  const char *stated = g_hash_table_lookup (source->meta, "title");
  guint best = 0, points;

  if (stated != NULL && qz_masthead_find (source, 0, stated, span))
    return TRUE;
  for (guint i = 0; i < MIN (TITLE_REACH, source->blocks->len) && !begins_text (source, i); i++)
    for (guint n = 1; n <= TITLE_LINES && i + n <= source->blocks->len && may_be_title (source, i + n - 1); n++)
      if ((points = score (source, i, n)) > best) {
        best = points;
        *span = (QzTitleSpan){ i, i + n };
      }
  if (best > 0)
    take_first_half (source, span);
  return best > 0;
}

char *
qz_masthead_words (const QzSource *source, const QzTitleSpan *span)
{
  g_autoptr (GString) words = g_string_new (NULL);
  guint blanks = 0, chars = 0;

  for (guint i = span->first; i < span->end; i++) {
    const QzBlock *block = block_at (source, i);
    g_string_append_len (words, source->text + block->start, (gssize) (block->end - block->start));
  }
  for (const char *p = words->str; *p != '\0'; p = g_utf8_next_char (p), chars++)
    blanks += g_unichar_isspace (g_utf8_get_char (p));
  if (blanks * 4 < chars)
    return g_strdup (words->str);
  GString *closed = g_string_new (NULL);
  for (const char *p = words->str; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isspace (g_utf8_get_char (p)))
      g_string_append_len (closed, p, g_utf8_next_char (p) - p);
  return g_string_free (closed, FALSE);
}

/* ---- covers ---- */

/* Whether an article 第一条 follows block I before long. */
static gboolean
has_articles (const QzSource *source, guint i)
{
  QzMarker marker;

  for (guint to = MIN (i + ARTICLE_REACH, source->blocks->len); i < to; i++) {
    const QzBlock *block = block_at (source, i);
    if (qz_marker_read (source->text + block->start, block->end - block->start, &marker) && marker.kind == QZ_MARK_ARTICLE)
      return marker.number == 1;
  }
  return FALSE;
}

typedef gboolean (*NameFunc) (const char *name, gpointer user_data);

/* Calls FUNC with every 《X》 of TEXT, the outer brackets only, until it is satisfied. */
static gboolean
each_named (const char *text, NameFunc func, gpointer user_data)
{
  const char *open = NULL;
  gint depth = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p)) {
    if (g_str_has_prefix (p, "《")) {
      if (depth++ == 0)
        open = p + strlen ("《");
    } else if (g_str_has_prefix (p, "》") && depth > 0 && --depth == 0) {
      g_autofree char *name = g_strndup (open, (gsize) (p - open));
      if (func (name, user_data))
        return TRUE;
    }
  }
  return FALSE;
}

typedef struct {
  const QzSource *source;
  const char     *own_key;    /* the cover's */
  guint           from;
  QzTitleSpan     span;       /* where the enclosed title is printed */
  char           *name;       /* the enclosed title */
  gboolean        unprinted;  /* take a name whose title is not printed again */
} Enclosed;

static gboolean
is_printed (const char *name, gpointer user_data)
{
  Enclosed *enclosed = user_data;
  g_autofree char *key = qz_title_key (name);

  if (strcmp (key, enclosed->own_key) == 0)
    return FALSE;
  if (qz_masthead_find (enclosed->source, enclosed->from, name, &enclosed->span)
      && has_articles (enclosed->source, enclosed->span.end)) {
    enclosed->name = qz_masthead_words (enclosed->source, &enclosed->span);
    return TRUE;
  }
  if (enclosed->unprinted)
    enclosed->name = g_strdup (name);
  return enclosed->unprinted;
}

/* A cover is short, and names what it issues in its title or its first lines. */
#define COVER_LINES 8

static gboolean
issues (const char *line)
{
  static const char *const acts[] = { "印发", "发布", "公布", "颁布", "通过", "颁发", "制定", "下发", "决定", NULL };

  for (gsize k = 0; acts[k] != NULL; k++)
    if (strstr (line, acts[k]) != NULL)
      return TRUE;
  return FALSE;
}

/* 湖南省人民政府令第242号, …公告: the title of a cover that has none of its own; and a province's approval of a city's
 * regulation, with the regulation behind it. */
static gboolean
is_order (const char *title)
{
  return strstr (title, "关于批准《") != NULL || strstr (title, "令第") != NULL || g_str_has_suffix (title, "令") || g_str_has_suffix (title, "公告");
}

/* Where the text begins behind block I: its first division or article. */
static guint
text_begins (const QzSource *source, guint i)
{
  while (i < source->blocks->len && !begins_text (source, i))
    i++;
  return i;
}

static gboolean
find_enclosed (Enclosed *enclosed, const QzTitleSpan *title, const char *words)
{
  const QzSource *source = enclosed->source;
  guint to = MIN (title->end + COVER_LINES, source->blocks->len);

  enclosed->from = title->end;
  if (each_named (words, is_printed, enclosed))
    return TRUE;
  for (guint i = title->end; i < to && !begins_text (source, i); i++) {
    g_autofree char *line = block_dup (source, i);
    enclosed->from = i + 1;
    if (issues (line) && each_named (line, is_printed, enclosed))
      return TRUE;
  }
  return FALSE;
}

char *
qz_masthead_enclosed (const QzSource *source, const QzTitleSpan *title, guint *title_at, guint *body)
{
  g_autofree char *words = qz_masthead_words (source, title), *own_key = qz_title_key (words);
  Enclosed enclosed = { .source = source, .own_key = own_key };

  if (find_enclosed (&enclosed, title, words)) {
    *title_at = enclosed.span.first;
    *body = enclosed.span.end;
    return enclosed.name;
  }
  enclosed.unprinted = is_order (words) && has_articles (source, title->end);
  if (enclosed.unprinted && find_enclosed (&enclosed, title, words)) {
    *title_at = *body = text_begins (source, title->end);
    return enclosed.name;
  }
  return NULL;
}
