#include "config.h"

#include <string.h>

#include <quanze/numeral.h>

#include "search/check/amount.h"

static const char *const CURRENCY[] = { "人民币", "￥", "¥", NULL };
static const char *const YUAN[] = { "元", "圆", NULL };
static const char *const BOUND_AFTER[] = { "以上", "以下", "以内", "至", "到", "~", "～", "-", "—", NULL };
static const char *const BOUND_BEFORE[] = { "不超过", "不足", "超过", "最高", "以上至", "不低于", NULL };
#define CAPITALS "壹贰叁肆伍陆柒捌玖拾佰仟萬"

static const char *
skip_word (const char *p, const char *const *words)
{
  for (; *words != NULL; words++)
    if (g_str_has_prefix (p, *words))
      return p + strlen (*words);
  return p;
}

static const char *
skip_blanks (const char *p)
{
  while (*p == ' ' || g_str_has_prefix (p, "　") || *p == '_')
    p += *p == ' ' || *p == '_' ? 1 : 3;
  return p;
}

/* .00 behind the yuan. */
static const char *
read_fraction (const char *p, double *yuan)
{
  double part = 0.1;

  if (*p != '.' || !g_ascii_isdigit (p[1]))
    return p;
  for (p++; g_ascii_isdigit (*p); p++, part /= 10)
    *yuan += (*p - '0') * part;
  return p;
}

static gboolean
ends_with_one (const char *text, const char *at, const char *const *words)
{
  for (; *words != NULL; words++) {
    gsize len = strlen (*words);
    if ((gsize)(at - text) >= len && memcmp (at - len, *words, len) == 0)
      return TRUE;
  }
  return FALSE;
}

/* A sum at P, where a currency sign or a number starts. */
static gboolean
read_amount (const char *text, const char *p, QzAmount *amount)
{
  const char *number = skip_blanks (skip_word (p, CURRENCY)), *end, *behind;
  gboolean sign = number != p;
  gint64 value;

  number = skip_blanks (skip_word (number, CURRENCY)); /* 人民币￥ */
  if (!qz_numeral_parse (number, &end, &value))
    return FALSE;
  amount->yuan = (double)value;
  end = read_fraction (end, &amount->yuan);
  behind = skip_word (skip_blanks (end), YUAN);
  if (behind == skip_blanks (end) && !sign)
    return FALSE;
  if (behind != skip_blanks (end))
    end = skip_word (behind, (const char *const[]){ "整", "正", NULL });
  amount->start = (gsize)(p - text);
  amount->end = (gsize)(end - text);
  amount->capital = g_utf8_strchr (CAPITALS, -1, g_utf8_get_char (number)) != NULL;
  amount->bound
    = skip_word (skip_blanks (end), BOUND_AFTER) != skip_blanks (end) || ends_with_one (text, p, BOUND_BEFORE);
  return TRUE;
}

GArray *
qz_amounts_find (const char *text)
{
  GArray *amounts = g_array_new (FALSE, FALSE, sizeof (QzAmount));

  for (const char *p = text; *p != '\0';) {
    QzAmount amount;
    gint64 value;
    const char *end;

    if (read_amount (text, p, &amount)) {
      g_array_append_val (amounts, amount);
      p = text + amount.end;
    } else if (qz_numeral_parse (p, &end, &value)) /* 2024年: the 24 in it starts no sum */
      p = end;
    else
      p = g_utf8_next_char (p);
  }
  /* 五百元以上二千元以下: the second is bound by its own word; 500元-1000元: by the first's */
  for (guint i = 1; i < amounts->len; i++) {
    const QzAmount *before = &g_array_index (amounts, QzAmount, i - 1);
    QzAmount *here = &g_array_index (amounts, QzAmount, i);
    if (before->bound && here->start - before->end <= strlen ("至"))
      here->bound = TRUE;
  }
  return amounts;
}
