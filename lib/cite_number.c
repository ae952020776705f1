#include "config.h"

#include "lib/cite_number.h"

#include <string.h>

#include <quanze/numeral.h>

#include "lib/cite_token.h"

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
