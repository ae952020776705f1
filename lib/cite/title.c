#include "config.h"

#include "lib/cite/title.h"

#include <string.h>

#include "lib/cite/unit.h"

static const struct {
  const char *open, *close;
} title_brackets[] = {
  { "《", "》" }, { "〈", "〉" }, { "≪", "≫" }, { "<<", ">>" }, { "<", ">" },
};

static const char *const law_nouns[] = {
  "实施条例", "实施细则", "实施办法", "法典", "条例", "办法", "规定", "细则", "规则", "解释", "决定", "公约",
  "条约",     "协定",     "议定书",   "准则", "通则", "总则", "章程", "规程", "规范", "意见", "通知", "批复",
  "安排",     "修正案",   "宪法",     "纲要", "方案", "标准", "目录", "守则", "制度", "宪章", "法",
};

const char *
cite_law_noun (const char *name, gsize len)
{
  const char *end = name + len;
  if (len >= 3 && (end[-1] == ')' || strncmp (end - 3, "）", 3) == 0))
    for (const char *p = end; p > name && p > end - 60; p = g_utf8_prev_char (p))
      if (*p == '(' || cite_starts (p, "（")) {
        end = p; /* 修正案（八）, 办法（试行） */
        break;
      }
  for (gsize i = 0; i < G_N_ELEMENTS (law_nouns); i++) {
    gsize n = strlen (law_nouns[i]);
    if ((gsize)(end - name) >= n && strncmp (end - n, law_nouns[i], n) == 0)
      return law_nouns[i];
  }
  return NULL;
}

/* Behind how many bytes of the unclosed title at P a reader would close it: before 第N条, or at the
 * last noun of law before a comma or the end of line. 0 when nothing tells. */
static gsize
unclosed_length (const char *p)
{
  gsize best = 0;
  const char *q;
  for (q = p; *q != '\0' && q < p + 300; q = g_utf8_next_char (q)) {
    g_autoptr (GArray) steps = NULL;
    const char *after;
    if (cite_char_in (q, "\n，。；：！？《"))
      break;
    if (cite_starts (q, "第")) {
      steps = g_array_new (FALSE, FALSE, sizeof (CiteStep));
      if (cite_units_at (q, CITE_ORDINAL, -1, steps, &after))
        return cite_law_noun (p, (gsize)(q - p)) != NULL ? (gsize)(q - p) : best;
    }
    if (cite_law_noun (p, (gsize)(q - p)) != NULL && cite_char_in (q, "的（(等、"))
      best = (gsize)(q - p);
  }
  return best > 0 ? best : cite_law_noun (p, (gsize)(q - p)) != NULL ? (gsize)(q - p) : 0;
}

/* The bracket that closes the one at P, counting nested ones of any shape that opens the same way. */
static const char *
closing_bracket (const char *p, const char *open, const char *close)
{
  guint depth = 1, lines = 0;
  for (const char *q = p; *q != '\0' && q < p + CITE_TITLE_MAX; q = g_utf8_next_char (q))
    if (cite_starts (q, close)) {
      if (--depth == 0)
        return q;
    } else if (cite_starts (q, open)) {
      if (++depth > 3)
        return NULL;
    } else if (cite_starts (q, "。") || (*q == '\n' && ++lines > 2))
      return NULL;
  return NULL;
}

gboolean
cite_title_at (const char *p, const char **inner, const char **inner_end, const char **end)
{
  for (gsize i = 0; i < G_N_ELEMENTS (title_brackets); i++) {
    if (!cite_starts (p, title_brackets[i].open))
      continue;
    const char *from = p + strlen (title_brackets[i].open);
    const char *close = closing_bracket (from, title_brackets[i].open, title_brackets[i].close);
    if (i > 0 && (close == NULL || cite_law_noun (from, (gsize)(close - from)) == NULL))
      return FALSE; /* 〈 and < also mean other things */
    if (close != NULL && close > from) {
      *inner = from;
      *inner_end = close;
      *end = close + strlen (title_brackets[i].close);
      return TRUE;
    }
    const char *first = g_strstr_len (from, CITE_TITLE_MAX, "》");
    const char *line = memchr (from, '\n', strnlen (from, CITE_TITLE_MAX));
    if (first != NULL && first > from && (line == NULL || first < line)) {
      *inner = from;
      *inner_end = first;
      *end = first + strlen ("》");
      return TRUE;
    }
    gsize n = unclosed_length (from);
    *inner = from;
    *inner_end = *end = from + n;
    return n > 0;
  }
  return FALSE;
}

gboolean
cite_parenthesis_at (const char *p, gsize max, const char **end)
{
  guint depth = 0;
  for (const char *q = p; *q != '\0' && *q != '\n' && q < p + max; q = g_utf8_next_char (q))
    if (*q == '(' || cite_starts (q, "（"))
      depth++;
    else if (*q == ')' || cite_starts (q, "）")) {
      if (depth == 0)
        return FALSE;
      if (--depth == 0) {
        *end = g_utf8_next_char (q);
        return TRUE;
      }
    } else if (depth == 0)
      return FALSE;
  return FALSE;
}
