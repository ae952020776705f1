/* Where on a page the document stands.
 *
 * Body text is what has sentences outside links. The smallest element that holds most of
 * it is taken, then widened while what is gained is more text than furniture: an annex in
 * a neighbouring cell must not be lost. */
#include "config.h"

#include <string.h>

#include "lib/read/page.h"
#include <quanze/text.h>

/* Share of all sentences that the first guess must hold, in percent. */
#define CORE_SHARE 60
/* Text gained for each character of links or notices when widening. */
#define WIDEN_RATIO 2
#define FURNITURE_CHARS 80

/* Notices and buttons around a document. A short line that holds one is furniture. */
static const char *const cues[] = {
  "打印本页",   "打印此页",   "打印页面",   "关闭窗口",   "关闭本页",   "关闭页面",   "【打印】",   "【关闭】",   "[打印]",
  "[关闭]",     "【字体",     "[字体",      "【字号",     "字体：",     "字号：",     "字体:",      "字号:",      "字体大",
  "字号大",     "大中小】",   "内容纠错",   "分享到",     "扫一扫",     "扫描二维码", "版权所有",   "Copyright",  "copyright",
  "COPYRIGHT",  "ICP备",      "公网安备",   "网站标识码", "主办单位：", "承办单位：", "主办：",     "浏览次数",   "点击次数",
  "点击数",     "点击：",     "阅读次数",   "访问量",     "您是第",     "当前位置",   "您的位置",   "您现在的位置", "你的位置",
  "所在位置",   "上一篇",     "下一篇",     "返回顶部",   "返回首页",   "设为首页",   "加入收藏",   "网站地图",   "联系我们",
  "使用帮助",   "技术支持：", "最佳浏览",   "添加收藏",   "繁体版",     "责任编辑",   "友情链接",   "保护视力色",
  "收藏本页",   "推荐给好友", "推荐给朋友", "我要纠错",   "文章来源：", "稿件来源：", "信息来源：", "新闻来源：", "邮编：",
  "下一条：",   "上一条：",
};

/* These only at the head of a line. */
static const char *const openings[] = {
  "来源：", "来源:", "相关文档", "相关链接", "相关新闻", "相关文章", "相关信息", "相关附件", "主题词：", "录入时间：", "发表时间：", "发布时间：", "更新时间：",
  "录入：", "编辑：", "作者：", "发布人：", "日期：", "时间：", "地址：", "分享：", "视力保护色", "背景色：",
};

/* And these alone. */
static const char *const buttons[] = { "打印", "关闭", "分享", "收藏", "返回", "返回上页", "打印关闭", "打印正文", "更多", "更多>>" };

/* A directory has so many lines that are links, and so much of its text in them, in percent. */
#define DIRECTORY_LINES 20
#define DIRECTORY_SHARE 60

static const char *const sentence_marks[] = { "。", "；", "，", "：" };

char *
qz_page_line_squeeze (const QzPage *page, const QzPageLine *line)
{
  const char *text = page->text->str;
  GString *out = g_string_sized_new (line->block.end - line->block.start);
  for (gsize i = line->block.start; i < line->block.end;)
    {
      gsize span = qz_text_space_span (text + i);
      if (span == 0)
        g_string_append_len (out, text + i, span = g_utf8_skip[(guchar) text[i]]);
      i += span;
    }
  return g_string_free (out, FALSE);
}

static gboolean
holds_any (const char *words, const char *const *list, gsize n)
{
  for (gsize i = 0; i < n; i++)
    if (strstr (words, list[i]) != NULL)
      return TRUE;
  return FALSE;
}

static gboolean
is_furniture (const QzPageLine *line, const char *words)
{
  if (line->chars > FURNITURE_CHARS)
    return FALSE;
  if (line->link_chars * 5 >= line->chars * 4 && strstr (words, "附件") == NULL && strstr (words, "附表") == NULL)
    return TRUE;
  if (g_str_has_suffix (words, "。") || g_str_has_suffix (words, "；"))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (buttons); i++)
    if (strcmp (words, buttons[i]) == 0)
      return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (openings); i++)
    if (g_str_has_prefix (words, openings[i]))
      return TRUE;
  return holds_any (words, cues, G_N_ELEMENTS (cues));
}

static guint
sentence_chars (const QzPageLine *line, const char *words)
{
  guint own = line->chars - line->link_chars;
  gboolean row = line->block.kind == QZ_BLOCK_TABLE_ROW;
  if (own < 8 || line->furniture || line->link_chars * 5 >= line->chars * 4)
    return 0;
  return row || holds_any (words, sentence_marks, G_N_ELEMENTS (sentence_marks)) ? own : 0;
}

void
qz_page_weigh_lines (QzPage *page)
{
  for (guint i = 0; i < page->lines->len; i++)
    {
      QzPageLine *line = &g_array_index (page->lines, QzPageLine, i);
      g_autofree char *words = qz_page_line_squeeze (page, line);
      line->furniture = is_furniture (line, words);
      line->sentence = sentence_chars (line, words);
    }
}

typedef struct {
  guint64 good, bad;  /* of all lines before this one */
} Sums;

static Sums *
sum_lines (const QzPage *page)
{
  Sums *sums = g_new0 (Sums, page->lines->len + 1);
  for (guint i = 0; i < page->lines->len; i++)
    {
      const QzPageLine *line = &g_array_index (page->lines, QzPageLine, i);
      sums[i + 1].good = sums[i].good + line->sentence;
      sums[i + 1].bad = sums[i].bad + (line->furniture ? line->chars : line->link_chars);
    }
  return sums;
}

static void
widen (const QzPage *page, const Sums *sums, guint *first, guint *end)
{
  for (guint i = page->boxes->len; i-- > 0;)
    {
      const QzPageBox *box = &g_array_index (page->boxes, QzPageBox, i);
      guint64 good, bad;
      if (box->first > *first || box->end < *end || (box->first == *first && box->end == *end))
        continue;
      good = sums[box->end].good - sums[*end].good + sums[*first].good - sums[box->first].good;
      bad = sums[box->end].bad - sums[*end].bad + sums[*first].bad - sums[box->first].bad;
      /* Without a single link beside it there is only the document: its title, signature and date. */
      if (bad == 0 || (good > 0 && good >= WIDEN_RATIO * bad))
        {
          *first = box->first;
          *end = box->end;
        }
    }
}

void
qz_page_find_body (const QzPage *page, guint *first, guint *end)
{
  g_autofree Sums *sums = sum_lines (page);
  guint64 total = sums[page->lines->len].good;
  *first = 0;
  *end = page->lines->len;
  if (total > 0)
    {
      for (guint i = 0; i < page->boxes->len; i++)
        {
          const QzPageBox *box = &g_array_index (page->boxes, QzPageBox, i);
          guint64 good = sums[box->end].good - sums[box->first].good;
          if (good * 100 >= total * CORE_SHARE && box->end - box->first <= *end - *first)
            {
              *first = box->first;
              *end = box->end;
            }
        }
      widen (page, sums, first, end);
    }
  while (*first < *end && g_array_index (page->lines, QzPageLine, *first).furniture)
    ++*first;
  while (*first < *end && g_array_index (page->lines, QzPageLine, *end - 1).furniture)
    --*end;
}

gboolean
qz_page_is_directory (const QzPage *page, guint first, guint end)
{
  guint links = 0;
  guint64 chars = 0, link_chars = 0;
  for (guint i = first; i < end; i++)
    {
      const QzPageLine *line = &g_array_index (page->lines, QzPageLine, i);
      links += line->link_chars * 2 >= line->chars && line->link_chars > 0;
      chars += line->chars;
      link_chars += line->link_chars;
    }
  return links >= DIRECTORY_LINES && link_chars * 100 >= chars * DIRECTORY_SHARE;
}
