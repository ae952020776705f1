#include "config.h"

#include "lib/registry/basis_scan.h"

#include <quanze/text.h>
#include <string.h>

#define MAX_BRACKET 4096
#define MAX_TITLE 600
#define MAX_LABEL 48
#define TAIL_LEN strlen ("实施细则")

typedef struct {
  const char *text;
  GArray *heads;
  gboolean named;      /* an instrument has been named */
  gboolean article;    /* and an article of it */
  gboolean title_line; /* on the line of the title, no article yet */
  const char *fresh;   /* up to here nothing but notes, blanks and list marks since the last head: another may
                          follow at once. NULL among the words. */
} Scan;

static const char *
after (const char *p, const char *word)
{
  gsize len = strlen (word);

  return strncmp (p, word, len) == 0 ? p + len : NULL;
}

static const char *
skip_blanks (const char *p)
{
  gsize span;

  while (*p != '\n' && (span = qz_text_space_span (p)))
    p += span;
  return p;
}

static const char *
skip_white (const char *p)
{
  gsize span;

  while ((span = qz_text_space_span (p)))
    p += span;
  return p;
}

static gboolean
starts_with_any (const char *p, const char *const *words)
{
  for (; *words; words++)
    if (after (p, *words))
      return TRUE;
  return FALSE;
}

static void
head_clear (gpointer head)
{
  g_free (((QzBasisHead *) head)->title);
}

/* ---- what stands before ---- */

static const char *
before (const char *text, const char *p)
{
  return p > text ? g_utf8_find_prev_char (text, p) : NULL;
}

/* Back over blanks on the line. */
static const char *
back_blanks (const char *text, const char *p)
{
  const char *at;

  while ((at = before (text, p)) && *at != '\n' && qz_text_space_span (at))
    p = at;
  return p;
}

static gboolean
at_line_start (const char *text, const char *p)
{
  p = back_blanks (text, p);
  return p == text || p[-1] == '\n';
}

static const char *const LABELS[] = { "法律依据", "设定依据", "实施依据", "行使依据", "依据", "行政法规", "地方性法规", "部门规章",
                                      "政府规章", "地方政府规章", "规范性文件", "国务院决定", "国务院文件", "党内法规",
                                      "司法解释", "法律", "法规", "规章", "部令", "政策", "文件", NULL };

/* Back over 【法律】, a damaged 法律】, or 法律：; P itself when there is none. */
static const char *
back_label (const char *text, const char *p)
{
  const char *end = back_blanks (text, p), *last = before (text, end), *at = last;

  if (!last)
    return p;
  if (after (last, "】") || *last == ']' || after (last, "］") || after (last, "〗")) {
    while ((at = before (text, at)) && end - at <= MAX_LABEL && *at != '\n')
      if (after (at, "【") || *at == '[' || after (at, "［") || after (at, "〖"))
        return at;
  } else if (*last != ':' && !after (last, "：")) {
    return p;
  }
  for (guint i = 0; LABELS[i]; i++) {
    gsize len = strlen (LABELS[i]);
    if ((gsize) (last - text) >= len && strncmp (last - len, LABELS[i], len) == 0)
      return last - len;
  }
  return p;
}

/* Back over 1. 1、 (1) （一） 一、 ① at a line's start; P itself when it is none. */
static const char *
back_number (const char *text, const char *p)
{
  const char *at = back_blanks (text, p), *from = at;

  for (guint i = 0; i < 6; i++) {
    from = before (text, from);
    if (!from || *from == '\n')
      break;
    if (!g_ascii_isdigit (*from) && !strchr (".()", *from) && !after (from, "、") && !after (from, "．") && !after (from, "（")
        && !after (from, "）") && !strstr ("一二三四五六七八九十", (char[]){ from[0], from[1], from[2], 0 })
        && !(g_utf8_get_char (from) >= 0x2460 && g_utf8_get_char (from) <= 0x2473))
      return p;
    if (at_line_start (text, from))
      return from;
  }
  return p;
}

static const char *const STOPS[] = { "。", "；", ";", "！", "”", "」", "）", ")", "…", "：", NULL };

static gboolean
behind_stop (const char *text, const char *p)
{
  const char *last = before (text, back_blanks (text, p));

  return last && starts_with_any (last, STOPS);
}

/* ---- brackets behind a title ---- */

/* The end of a bracketed note at P, whatever the width of its brackets; NULL when none starts there or it
 * never closes on its own lines. */
static const char *
skip_note (const char *p)
{
  const char *start = p;
  guint depth = 0;

  if (*p != '(' && *p != '[' && !after (p, "（") && !after (p, "【") && !after (p, "〔") && !after (p, "［"))
    return NULL;
  for (; *p && p - start < MAX_BRACKET; p = g_utf8_next_char (p)) {
    if (*p == '(' || *p == '[' || after (p, "（") || after (p, "【") || after (p, "〔") || after (p, "［"))
      depth++;
    else if (*p == ')' || *p == ']' || after (p, "）") || after (p, "】") || after (p, "〕") || after (p, "］"))
      if (--depth == 0)
        return g_utf8_next_char (p);
  }
  return NULL;
}

/* 【法律】 before a title is a label, 【2020】 part of a number. */
static gboolean
at_label (const char *p)
{
  const char *end = after (p, "【");
  guint n = 0;

  if (!end || g_ascii_isdigit (*end))
    return FALSE;
  for (; *end && n < 16 && *end != '\n'; end = g_utf8_next_char (end), n++)
    if (after (end, "】"))
      return TRUE;
  return FALSE;
}

/* An unclosed note ends with its line, or where an article's own line begins. */
static const char *
skip_open_note (const char *p)
{
  if (*p != '(' && !after (p, "（"))
    return NULL;
  while (*p && *p != '\n' && !at_label (p))
    p = g_utf8_next_char (p);
  return p;
}

static gboolean
looks_like_note (const char *p)
{
  const char *end = strchr (p, '\n');
  gsize len = end ? (gsize) (end - p) : strlen (p);

  return g_strstr_len (p, (gssize) len, "年") || g_strstr_len (p, (gssize) len, "号") || g_strstr_len (p, (gssize) len, "通过")
         || g_strstr_len (p, (gssize) len, "修");
}

/* Behind the bracketed dates, numbers and stray 》 that follow a title. */
static const char *
skip_notes (const char *p)
{
  for (;;) {
    const char *next = skip_blanks (p), *end;

    if ((end = after (next, "》"))) {
      p = end;
      continue;
    }
    if (*next == '\n') {
      const char *line = skip_white (next);
      if ((*line == '(' || after (line, "（")) && looks_like_note (line) && skip_note (line))
        next = line;
    }
    if (at_label (next))
      return p;
    end = skip_note (next);
    if (!end)
      end = skip_open_note (next);
    if (!end)
      return p;
    p = end;
  }
}

/* ---- an instrument ---- */

/* The end of the title that opens at P with 《: its own 》, over 《》 and 〈〉 inside. Where it is
 * never closed: the first bracket or line end. */
static const char *
title_end (const char *p, gboolean *closed)
{
  const char *start = p, *soft = NULL;
  guint depth = 0;

  *closed = TRUE;
  for (; *p && p - start < MAX_TITLE; p = g_utf8_next_char (p)) {
    if (after (p, "《"))
      depth++;
    else if (after (p, "》")) {
      if (--depth == 0)
        return g_utf8_next_char (p);
    } else if (!soft && (*p == '(' || *p == '\n' || after (p, "（")))
      soft = p;
  }
  *closed = FALSE;
  return soft ? soft : p;
}

static char *
title_text (const char *start, const char *end, gboolean closed)
{
  GString *out = g_string_new (NULL);
  const char *p = after (start, "《");

  if (!p)
    p = start;
  if (closed && end - p >= (gssize) strlen ("》"))
    end -= strlen ("》");
  while (p < end) {
    gsize span = qz_text_space_span (p);
    const char *next = span ? p + span : g_utf8_next_char (p);
    if (after (p, "《") || *p == '<' || after (p, "＜"))
      g_string_append (out, "〈"); /* brackets inside a title's brackets are the small ones */
    else if (after (p, "》") || *p == '>' || after (p, "＞"))
      g_string_append (out, "〉");
    else if (!span)
      g_string_append_len (out, p, next - p);
    p = next;
  }
  return g_string_free (out, FALSE);
}

/* 《某管理办法》实施细则: what makes the words behind 》 part of the title. The end of it; NULL. */
static const char *
title_tail (const char *end)
{
  static const char *const TAILS[] = { "实施细则", "实施条例", "实施办法", "实施意见", NULL }; /* each TAIL_LEN bytes */

  end = skip_blanks (end);
  for (guint i = 0; TAILS[i]; i++)
    if (after (end, TAILS[i]))
      return after (end, TAILS[i]);
  return NULL;
}

/* Whether a title ends in a way that only the head of a basis does. */
static gboolean
followed_as_head (const char *p)
{
  const char *next = skip_blanks (p), *end;
  gboolean article = FALSE;

  if ((end = after (next, "》")))
    next = skip_blanks (end);
  if (!*next || *next == '\n' || at_label (next) || skip_note (next))
    return TRUE;
  if (*next == ':' || after (next, "：") || after (next, "《"))
    return TRUE;
  end = qz_basis_address (next, &article);
  if (!end || !article)
    return FALSE;
  return !*end || qz_text_space_span (end) || *end == ':' || *end == ';' || after (end, "：") || after (end, "；") || after (end, "。")
         || after (end, "…") || after (end, "规定：") || after (end, "《");
}

static gboolean
is_head_title (const Scan *scan, const char *mark, gboolean labelled, const char *end)
{
  if (scan->fresh && skip_blanks (scan->fresh) == mark && (labelled || !at_line_start (scan->text, mark)))
    return TRUE;
  if (!scan->named && back_blanks (scan->text, mark) == scan->text)
    return TRUE;
  if (labelled && (at_line_start (scan->text, mark) || behind_stop (scan->text, mark) || back_blanks (scan->text, mark) < mark))
    return TRUE;
  if (labelled || at_line_start (scan->text, mark) || (behind_stop (scan->text, mark) && back_blanks (scan->text, mark) < mark))
    return followed_as_head (end);
  return FALSE;
}

static void
add_head (Scan *scan, QzBasisHeadKind kind, const char *mark, const char *start, const char *end, const char *words, char *title)
{
  QzBasisHead head = { .kind = kind,
                       .mark = (gsize) (mark - scan->text),
                       .start = (gsize) (start - scan->text),
                       .end = (gsize) (end - scan->text),
                       .words = (gsize) (words - scan->text),
                       .title = title };

  g_array_append_val (scan->heads, head);
}

static const char *
open_instrument (Scan *scan, const char *mark, const char *start, const char *end, char *title)
{
  const char *words = skip_notes (end);

  add_head (scan, QZ_BASIS_INSTRUMENT, mark, start, end, words, title);
  scan->named = TRUE;
  scan->article = FALSE;
  scan->title_line = TRUE;
  scan->fresh = words;
  return words;
}

static const char *
try_title (Scan *scan, const char *p)
{
  const char *label = back_label (scan->text, p), *mark = back_number (scan->text, label), *end, *tail;
  g_autofree char *rest = NULL;
  char *title;
  gboolean closed;

  end = title_end (p, &closed);
  tail = closed ? title_tail (end) : NULL;
  if ((!closed && label == p) || !is_head_title (scan, mark, label < p, tail ? tail : end))
    return NULL;
  title = title_text (p, end, closed);
  if (!tail)
    return open_instrument (scan, mark, p, end, title);
  rest = title;
  return open_instrument (scan, mark, p, tail, g_strdup_printf ("%s%.*s", rest, (int)TAIL_LEN, tail - TAIL_LEN));
}

/* Ends of a title printed without 《》 behind a label. */
static const char *const TITLE_ENDS[] = { "法", "条例", "办法", "规定", "决定", "细则", "规则", "通知", "意见", "方案", "标准", "制度",
                                          "准则", "批复", "公告", "命令", "纲要", "目录", "公约", "解释", NULL };

/* The end of a title whose 》 is there and whose 《 is not (（某规定》, 某办法》); NULL. */
static const char *
half_bracketed (const char *p)
{
  const char *start = p;

  for (; *p && *p != '\n' && p - start < MAX_TITLE / 2; p = g_utf8_next_char (p))
    if (after (p, "《") || after (p, "》"))
      break;
  return p > start ? after (p, "》") : NULL;
}

/* 【法律】中华人民共和国某法第三条: up to its last word that can end a title. */
static const char *
try_unbracketed (Scan *scan, const char *label)
{
  const char *start = skip_white (strstr (label, "】") + strlen ("】")), *p, *end;
  guint depth = 0;

  if (after (start, "《") || !*start)
    return NULL;
  if ((end = half_bracketed (start))) {
    p = *start == '(' || after (start, "（") ? g_utf8_next_char (start) : start;
    return open_instrument (scan, label, start, end, title_text (p, end, TRUE));
  }
  for (p = start; *p && *p != '\n' && p - start < MAX_TITLE; p = g_utf8_next_char (p)) {
    if (*p == '(' || after (p, "（") || after (p, "第") || after (p, "：") || at_label (p))
      if (!depth)
        break;
    depth += after (p, "《") != NULL;
    depth -= depth && after (p, "》");
    for (guint i = 0; !depth && TITLE_ENDS[i]; i++) {
      const char *behind = after (p, TITLE_ENDS[i]);
      if (behind)
        end = behind;
    }
  }
  if (!end || end - start < 12)
    return NULL;
  return open_instrument (scan, label, start, end, title_text (start, end, FALSE));
}

/* ---- an article ---- */

/* Words that, right behind 第五条 at a line's start, show that the line only goes on with a sentence. */
static const char *const GOES_ON[] = { "规定", "的", "所", "之", "至", "到", "和", "及", "或", "中", "情形", "行为", "第", "、", "，", ",", NULL };

static const char *
skip_colon (const char *p)
{
  const char *next = skip_blanks (p);

  if (*next == ':')
    return next + 1;
  return after (next, "：");
}

static gboolean
is_head_article (const Scan *scan, const char *p, const char *mark, const char *end, gboolean article)
{
  const char *colon = skip_colon (end);
  gboolean blank = !*end || qz_text_space_span (end), line = at_line_start (scan->text, mark);
  const char *told = after (end, "规定");

  if (!article && !scan->article)
    return FALSE;
  if (scan->fresh == p)
    return article || colon;
  if (told && (skip_colon (told) || after (told, "，")))
    return line && article;
  if (!article)
    return line && (colon || blank);
  if (line)
    return colon || blank || !starts_with_any (end, GOES_ON);
  if (scan->title_line) /* behind dates without brackets */
    return colon || blank;
  return (colon || (article && blank)) && behind_stop (scan->text, mark);
}

/* After a bare citation another may follow: list marks keep the scan fresh. */
static gboolean
is_list_mark (const char *p)
{
  static const char *const MARKS[] = { "、", "；", "，", "。", "和", "及", "以及", "与", NULL };

  return *p == ';' || *p == ',' || starts_with_any (p, MARKS);
}

static const char *
try_article (Scan *scan, const char *p)
{
  gboolean article = FALSE;
  const char *mark = back_number (scan->text, p), *end, *words, *next;

  if (!scan->named)
    return NULL;
  end = qz_basis_address (p, &article);
  if (!end || !is_head_article (scan, p, mark, end, article))
    return NULL;
  words = skip_colon (end);
  add_head (scan, QZ_BASIS_ARTICLE, mark, p, end, words ? words : end, NULL);
  g_array_index (scan->heads, QzBasisHead, scan->heads->len - 1).bare = !article;
  scan->article |= article;
  scan->title_line = FALSE;
  next = skip_blanks (end);
  scan->fresh = !words && (is_list_mark (end) || !*next || *next == '\n' || at_label (next) || after (next, "《")) ? end : NULL;
  return words ? words : end;
}

/* ---- the cell ---- */

static const char *
label_end (const char *p)
{
  return strstr (p, "】") + strlen ("】");
}

GArray *
qz_basis_heads (const char *text)
{
  Scan scan = { .text = text };

  scan.heads = g_array_new (FALSE, FALSE, sizeof (QzBasisHead));
  g_array_set_clear_func (scan.heads, head_clear);
  for (const char *p = text; *p;) {
    const char *next = NULL;
    gboolean label = at_label (p);

    if (after (p, "《"))
      next = try_title (&scan, p);
    else if (after (p, "第"))
      next = try_article (&scan, p);
    else if (label && (at_line_start (text, p) || scan.fresh == p))
      next = try_unbracketed (&scan, p);
    if (!next && label && scan.fresh == p) {
      next = label_end (p); /* the title behind it looks back to FRESH */
    } else if (!next) {
      next = g_utf8_next_char (p);
      if (scan.fresh == p && (is_list_mark (p) || qz_text_space_span (p)))
        scan.fresh = next;
      else if (scan.fresh && !qz_text_space_span (p))
        scan.fresh = NULL;
      scan.title_line &= *p != '\n';
    }
    p = next;
  }
  return scan.heads;
}
