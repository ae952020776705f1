#include "config.h"

#include <quanze/numeral.h>

#define VALUE_MAX G_GINT64_CONSTANT (1000000000000000)   /* 10^15 */

typedef enum { KIND_NONE, KIND_DIGIT, KIND_LETTER_O, KIND_UNIT, KIND_MYRIAD, KIND_TENS } Kind;

typedef struct {
  gunichar c;
  Kind     kind;
  gint64   value;
} Sign;

/* 大写 too: penalty decisions and invoices print 壹万伍仟元. */
static const Sign signs[] = {
  { 0x3007 /* 〇 */, KIND_DIGIT, 0 }, { 0x25cb /* ○ */, KIND_DIGIT, 0 }, { 0x96f6 /* 零 */, KIND_DIGIT, 0 },
  { 0x4e00 /* 一 */, KIND_DIGIT, 1 }, { 0x58f9 /* 壹 */, KIND_DIGIT, 1 },
  { 0x4e8c /* 二 */, KIND_DIGIT, 2 }, { 0x8d30 /* 贰 */, KIND_DIGIT, 2 }, { 0x4e24 /* 两 */, KIND_DIGIT, 2 },
  { 0x4e09 /* 三 */, KIND_DIGIT, 3 }, { 0x53c1 /* 叁 */, KIND_DIGIT, 3 },
  { 0x56db /* 四 */, KIND_DIGIT, 4 }, { 0x8086 /* 肆 */, KIND_DIGIT, 4 },
  { 0x4e94 /* 五 */, KIND_DIGIT, 5 }, { 0x4f0d /* 伍 */, KIND_DIGIT, 5 },
  { 0x516d /* 六 */, KIND_DIGIT, 6 }, { 0x9646 /* 陆 */, KIND_DIGIT, 6 },
  { 0x4e03 /* 七 */, KIND_DIGIT, 7 }, { 0x67d2 /* 柒 */, KIND_DIGIT, 7 },
  { 0x516b /* 八 */, KIND_DIGIT, 8 }, { 0x634c /* 捌 */, KIND_DIGIT, 8 },
  { 0x4e5d /* 九 */, KIND_DIGIT, 9 }, { 0x7396 /* 玖 */, KIND_DIGIT, 9 },
  { 0x5341 /* 十 */, KIND_UNIT, 10 }, { 0x62fe /* 拾 */, KIND_UNIT, 10 },
  { 0x767e /* 百 */, KIND_UNIT, 100 }, { 0x4f70 /* 佰 */, KIND_UNIT, 100 },
  { 0x5343 /* 千 */, KIND_UNIT, 1000 }, { 0x4edf /* 仟 */, KIND_UNIT, 1000 },
  { 0x4e07 /* 万 */, KIND_MYRIAD, 10000 }, { 0x842c /* 萬 */, KIND_MYRIAD, 10000 },
  { 0x4ebf /* 亿 */, KIND_MYRIAD, 100000000 }, { 0x5104 /* 億 */, KIND_MYRIAD, 100000000 },
  { 0x5eff /* 廿 */, KIND_TENS, 20 }, { 0x5345 /* 卅 */, KIND_TENS, 30 },
  { 'O', KIND_LETTER_O, 0 }, { 'o', KIND_LETTER_O, 0 }, { 0xff2f /* Ｏ */, KIND_LETTER_O, 0 },
};

/* The character at P, KIND_NONE at the end or on damaged UTF-8; its length in *LEN. */
static Sign
sign_at (const char *p, gsize *len)
{
  gunichar c = g_utf8_get_char_validated (p, -1);
  if (c == 0 || c >= (gunichar) -2)
    return (Sign) { 0, KIND_NONE, 0 };
  *len = (gsize) (g_utf8_next_char (p) - p);
  for (gsize i = 0; i < G_N_ELEMENTS (signs); i++)
    if (signs[i].c == c)
      return signs[i];
  return (Sign) { c, KIND_NONE, 0 };
}

/* 0–9 at P, half or full width; -1 else. */
static int
arabic_at (const char *p, gsize *len)
{
  if (g_ascii_isdigit (*p))
    return *len = 1, *p - '0';
  if ((guchar) p[0] == 0xef && (guchar) p[1] == 0xbc && (guchar) p[2] >= 0x90 && (guchar) p[2] <= 0x99)
    return *len = 3, (guchar) p[2] - 0x90;
  return -1;
}

/* Whether three digits and no fourth follow the comma at P, as in 10,000. */
static gboolean
thousands_follow (const char *p)
{
  if (*p != ',')
    return FALSE;
  for (int i = 1; i <= 3; i++)
    if (!g_ascii_isdigit (p[i]))
      return FALSE;
  return !g_ascii_isdigit (p[4]);
}

/* 万, 亿, 万亿 behind an Arabic number: what it multiplies by, *END behind it. */
static gint64
myriads (const char *p, const char **end)
{
  gint64 factor = 1;
  gsize  len;
  for (Sign s; factor < 1000000000000 && (s = sign_at (p, &len)).kind == KIND_MYRIAD; p += len)
    {
      factor *= s.value;
      *end = p + len;
    }
  return factor;
}

/* 3, １２, 10,000, 5万, 1.5万: a fraction counts only where 万 or 亿 makes it whole. */
static gboolean
parse_arabic (const char *text, const char **end, gint64 *value)
{
  const char *p = text;
  gint64      n = 0, fraction = 0, scale = 1, factor;
  gsize       len, digits = 0;

  for (int d;; )
    if ((d = arabic_at (p, &len)) >= 0)
      {
        n = n * 10 + d;
        if (n > VALUE_MAX)
          return FALSE;
        p += len;
        digits++;
      }
    else if (digits > 0 && digits <= 3 && thousands_follow (p))
      p++, digits = 0;   /* the next group has three again */
    else
      break;
  if (p == text)
    return FALSE;

  const char *whole = p, *after = p;
  if (*p == '.' && g_ascii_isdigit (p[1]))
    for (p++; g_ascii_isdigit (*p) && scale < 100000000; p++, scale *= 10)
      fraction = fraction * 10 + (*p - '0');
  factor = myriads (p, &after);
  if (factor == 1 || factor % scale != 0)
    {
      if (scale > 1)
        factor = 1, after = whole;
      fraction = 0, scale = 1;
    }
  if (n > VALUE_MAX / factor)
    return FALSE;
  *value = n * factor + fraction * (factor / scale);
  *end = after > whole ? after : whole;
  return *value <= VALUE_MAX;
}

/* 二〇二一, 一二三: digits in a row, two or more. The letter O stands for 〇 only in a
 * year of four signs before 年, as badly typed dates have it. */
static gboolean
parse_digits (const char *text, const char **end, gint64 *value)
{
  const char *p = text;
  gint64      n = 0;
  guint       count = 0, letters = 0;
  gsize       len;
  Sign        s;

  for (; (s = sign_at (p, &len)).kind == KIND_DIGIT || (s.kind == KIND_LETTER_O && count > 0); p += len)
    {
      if (++count > 15)
        return FALSE;
      letters += s.kind == KIND_LETTER_O;
      n = n * 10 + s.value;
    }
  if (count < 2 || s.kind == KIND_UNIT || s.kind == KIND_MYRIAD)
    return FALSE;
  if (letters > 0 && !(count == 4 && s.c == 0x5e74 /* 年 */))
    return FALSE;
  *end = p;
  *value = n;
  return TRUE;
}

/* 一百二十三, 十五, 廿三, 三万五千, 一亿零五十万. */
static gboolean
parse_units (const char *text, const char **end, gint64 *value)
{
  const char *p = text, *good = text;
  gint64      total = 0, section = 0, digit = -1, last_unit = G_MAXINT64, last_myriad = G_MAXINT64;
  gsize       len;

  for (Sign s; (s = sign_at (p, &len)).kind != KIND_NONE && s.kind != KIND_LETTER_O; p += len)
    {
      if (s.kind == KIND_DIGIT)
        {
          if (digit > 0 || last_unit == 1 || (s.value == 0 && p == text))
            break;
          digit = s.value;
          if (digit == 0)
            continue;   /* 零 counts only with what follows */
        }
      else if (s.kind == KIND_UNIT || s.kind == KIND_TENS)
        {
          gint64 unit = s.kind == KIND_TENS ? 10 : s.value;
          if (unit >= last_unit || (digit <= 0 && unit != 10) || (s.kind == KIND_TENS && digit > 0))
            break;
          section += s.kind == KIND_TENS ? s.value : unit * (digit > 0 ? digit : 1);
          last_unit = unit;
          digit = -1;
        }
      else
        {
          gint64 here = section + (digit > 0 ? digit : 0);
          if (here == 0 && last_myriad == 10000 && s.value == 100000000 && p == good)
            {
              total *= s.value;   /* 万亿 */
              last_myriad = s.value;
            }
          else if (here == 0 || s.value >= last_myriad)
            break;
          else
            {
              total += here * s.value;
              last_myriad = s.value;
            }
          if (total > VALUE_MAX)
            return FALSE;
          section = 0;
          digit = -1;
          last_unit = G_MAXINT64;
        }
      good = p + len;
    }
  if (good == text)
    return FALSE;
  *value = total + section + (digit > 0 ? digit : 0);
  *end = good;
  return *value <= VALUE_MAX;
}

gboolean
qz_numeral_parse (const char *text, const char **end, gint64 *value)
{
  const char *after = NULL;
  gint64      n = 0;
  gsize       len;

  if (arabic_at (text, &len) >= 0)
    {
      if (!parse_arabic (text, &after, &n))
        return FALSE;
    }
  else if (!parse_digits (text, &after, &n) && !parse_units (text, &after, &n))
    {
      Sign s = sign_at (text, &len);
      if (s.kind != KIND_DIGIT || s.value != 0)
        return FALSE;   /* no number, or too large a one */
      n = 0;   /* a lone 零 */
      after = text + len;
    }
  *value = n;
  *end = after;
  return TRUE;
}

/* Below 10000. LEADING: nothing stands before it, so 10–19 start with 十 alone. */
static void
append_section (GString *out, gint64 n, gboolean leading)
{
  static const char *const digit[] = { "零", "一", "二", "三", "四", "五", "六", "七", "八", "九" };
  static const char *const unit[] = { "千", "百", "十", "" };
  gboolean gap = FALSE;
  gint64   div = 1000;

  for (int i = 0; i < 4; i++, div /= 10)
    {
      gint64 d = n / div % 10;
      if (d == 0)
        {
          gap = out->len > 0;
          continue;
        }
      if (gap)
        g_string_append (out, digit[0]);
      gap = FALSE;
      if (!(d == 1 && div == 10 && leading && out->len == 0))
        g_string_append (out, digit[d]);
      g_string_append (out, unit[i]);
    }
}

char *
qz_numeral_format (gint64 value)
{
  static const struct { gint64 unit; const char *name; } levels[] = {
    { G_GINT64_CONSTANT (1000000000000), "万亿" }, { 100000000, "亿" }, { 10000, "万" }, { 1, "" }
  };
  g_autoptr (GString) out = g_string_new (NULL);

  if (value == 0)
    return g_strdup ("零");
  if (value < 0 || value > VALUE_MAX)
    return g_strdup_printf ("%" G_GINT64_FORMAT, value);
  for (gsize i = 0; i < G_N_ELEMENTS (levels); i++)
    {
      gint64 n = value / levels[i].unit % 10000;
      if (n == 0)
        continue;
      append_section (out, n, out->len == 0);
      g_string_append (out, levels[i].name);
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}
