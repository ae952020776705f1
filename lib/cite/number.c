#include "config.h"

#include "lib/cite/number.h"

#include <string.h>

#include <quanze/numeral.h>

#include "lib/cite/token.h"

static const struct {
  const char *open, *close;
} year_brackets[] = {
  { "〔", "〕" }, { "[", "]" },   { "［", "］" }, { "（", "）" }, { "(", ")" },  { "【", "】" },
  { "﹝", "﹞" }, { "〈", "〉" }, { "(", "）" },  { "（", ")" },  { "[", "〕" }, { "〔", "]" },
};

/* Where a body ends that is printed before its own number: 市人民政府京政发〔1985〕167号. */
static const char *const before_letters[] = {
  "简称", "政府", "委员会", "法院", "检察院", "办公厅", "国务院", "作出",
  "印发", "发布", "公布",   "下发", "颁布",   "文件",   "通知",   "规定",
};

/* The letters of a 文号 that end at P. */
static const char *
letters_start (const char *text, const char *p, gboolean (*letter) (gunichar))
{
  const char *from = p;
  for (guint n = 0; n < 12 && from > text && letter (cite_char_before (text, from)); n++) {
    if (p - from >= 6 && cite_ends_with (text, from, before_letters, G_N_ELEMENTS (before_letters)))
      break;
    from = g_utf8_prev_char (from);
  }
  return from;
}

/* Whether a 文号's letters may contain C: 国办发, 粤府办, 法释, 建房字 */
static gboolean
number_letter (gunichar c)
{
  return cite_is_han (c) && g_utf8_strchr ("的和与及据照按依以经在为由自对将第号日月年", -1, c) == NULL;
}

gboolean
cite_number_at (const char *text, const char *p, const char **start, const char **end)
{
  for (gsize i = 0; i < G_N_ELEMENTS (year_brackets); i++) {
    gint64 year, number;
    const char *q = p;
    if (!cite_starts (p, year_brackets[i].open))
      continue;
    q += strlen (year_brackets[i].open);
    if (!qz_numeral_parse (q, &q, &year) || year < 1949 || year > 2199 || !cite_starts (q, year_brackets[i].close))
      continue;
    q = cite_skip_blanks (q + strlen (year_brackets[i].close), 1);
    if (cite_starts (q, "第") || cite_starts (q, "字第"))
      q += strlen (cite_starts (q, "第") ? "第" : "字第");
    q = cite_skip_blanks (q, 1);
    if (!qz_numeral_parse (q, &q, &number) || number < 1 || number > 99999)
      return FALSE;
    q = cite_skip_blanks (q, 1);
    if (!cite_starts (q, "号"))
      return FALSE;
    *start = letters_start (text, p, number_letter);
    *end = q + strlen ("号");
    return *start < p;
  }
  return FALSE;
}

gboolean
cite_order_at (const char *text, const char *p, const char **start, const char **end)
{
  gint64 number;
  const char *q = p + strlen ("令");
  if (!cite_starts (p, "令"))
    return FALSE;
  q = cite_skip_blanks (q, 1);
  if (!cite_starts (q, "第") || !qz_numeral_parse (cite_skip_blanks (q + strlen ("第"), 1), &q, &number) || number < 1
      || number > 99999)
    return FALSE;
  q = cite_skip_blanks (q, 1);
  *start = letters_start (text, p, number_letter);
  *end = q + strlen ("号");
  return cite_starts (q, "号") && *start < p;
}

/* Whether a numeral may follow WORDS: behind 第, an opening bracket or a closing one. */
static gboolean
before_numeral (const GString *words)
{
  if (words->len >= 3 && strcmp (words->str + words->len - 3, "第") == 0)
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (year_brackets); i++)
    if (g_str_has_suffix (words->str, year_brackets[i].open) || g_str_has_suffix (words->str, year_brackets[i].close))
      return TRUE;
  return FALSE;
}

char *
cite_number_dup (const char *start, const char *end)
{
  GString *number = g_string_new (NULL);
  for (const char *p = start, *after; p < end; p = after) {
    gint64 value;
    if (before_numeral (number) && qz_numeral_parse (p, &after, &value)) {
      g_string_append_printf (number, "%" G_GINT64_FORMAT, value);
      continue;
    }
    after = g_utf8_next_char (p);
    if (!g_unichar_isspace (g_utf8_get_char (p)))
      g_string_append_len (number, p, after - p);
  }
  return g_string_free (number, FALSE);
}
