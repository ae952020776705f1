#include "config.h"

#include <string.h>

#include "lib/read/lists.h"
#include <quanze/numeral.h>

static char *
roman (guint value)
{
  static const struct {
    guint       value;
    const char *letters;
  } steps[] = { { 1000, "M" }, { 900, "CM" }, { 500, "D" }, { 400, "CD" }, { 100, "C" }, { 90, "XC" }, { 50, "L" },
                { 40, "XL" },  { 10, "X" },   { 9, "IX" },  { 5, "V" },    { 4, "IV" },  { 1, "I" } };
  GString *out = g_string_new (NULL);
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    for (; value >= steps[i].value; value -= steps[i].value)
      g_string_append (out, steps[i].letters);
  return g_string_free (out, FALSE);
}

/* a … z, aa, bb … */
static char *
letters (guint value)
{
  GString *out = g_string_new (NULL);
  for (guint i = 0; i <= (value - 1) / 26 && i < 32; i++)
    g_string_append_c (out, 'A' + (value - 1) % 26);
  return g_string_free (out, FALSE);
}

/* The VALUE-th character of ROW, round and round. */
static char *
cycle (const char *row, guint value)
{
  const char *at = g_utf8_offset_to_pointer (row, (value - 1) % g_utf8_strlen (row, -1));
  return g_strndup (at, g_utf8_next_char (at) - at);
}

static char *
digits (guint value, const char *zero_to_nine)
{
  GString *out = g_string_new (NULL);
  g_autofree char *plain = g_strdup_printf ("%u", value);
  for (const char *p = plain; *p != '\0'; p++)
    {
      const char *at = g_utf8_offset_to_pointer (zero_to_nine, *p - '0');
      g_string_append_len (out, at, g_utf8_next_char (at) - at);
    }
  return g_string_free (out, FALSE);
}

/* 一二三…九十九, then digit by digit: 一○○ (ECMA-376, chineseCounting). */
static char *
counting (guint value)
{
  return value < 100 ? qz_numeral_format (value) : digits (value, "○一二三四五六七八九");
}

/* 壹贰叁: the same words in the forms of bank notes. */
static char *
formal (guint value)
{
  static const char plain[] = "一二三四五六七八九十百千零";
  static const char capital[] = "壹贰叁肆伍陆柒捌玖拾佰仟零";
  g_autofree char *word = qz_numeral_format (value);
  GString *out = g_string_new (NULL);
  for (const char *p = word; *p != '\0'; p = g_utf8_next_char (p))
    {
      const char *at = g_utf8_strchr (plain, -1, g_utf8_get_char (p));
      const char *to = at != NULL ? capital + (at - plain) : p;
      g_string_append_len (out, to, g_utf8_next_char (to) - to);
    }
  return g_string_free (out, FALSE);
}

/* Characters that Unicode has ready: ① ⑴ ⒈. */
static char *
enclosed (gunichar first, guint value, const char *before, const char *behind)
{
  char out[8] = { 0 };
  if (value > 20)
    return g_strdup_printf ("%s%u%s", before, value, behind);
  g_unichar_to_utf8 (first + value - 1, out);
  return g_strdup (out);
}

typedef enum { PLAIN, ZERO, ROMAN, ROMAN_SMALL, LETTER, LETTER_SMALL, COUNTING, THOUSAND, FORMAL, STEMS, BRANCHES,
               POSITIONAL, FULL_WIDTH, CIRCLE, PAREN, STOP, NOTHING } Shape;

static const struct {
  const char *name;
  Shape       shape;
} formats[] = {
  { "decimal", PLAIN },
  { "decimalZero", ZERO },
  { "upperRoman", ROMAN },
  { "lowerRoman", ROMAN_SMALL },
  { "upperLetter", LETTER },
  { "lowerLetter", LETTER_SMALL },
  { "chineseCounting", COUNTING },
  { "chineseCountingThousand", THOUSAND },
  { "japaneseCounting", THOUSAND },
  { "taiwaneseCounting", THOUSAND },
  { "taiwaneseCountingThousand", THOUSAND },
  { "chineseLegalSimplified", FORMAL },
  { "ideographLegalTraditional", FORMAL },
  { "ideographTraditional", STEMS },
  { "ideographZodiac", BRANCHES },
  { "ideographDigital", POSITIONAL },
  { "japaneseDigitalTenThousand", POSITIONAL },
  { "taiwaneseDigital", POSITIONAL },
  { "decimalFullWidth", FULL_WIDTH },
  { "decimalFullWidth2", FULL_WIDTH },
  { "decimalEnclosedCircle", CIRCLE },
  { "decimalEnclosedCircleChinese", CIRCLE },
  { "decimalEnclosedParen", PAREN },
  { "decimalEnclosedFullstop", STOP },
  { "none", NOTHING },
  { "bullet", NOTHING },
};

static Shape
shape_of (const char *format)
{
  for (guint i = 0; format != NULL && i < G_N_ELEMENTS (formats); i++)
    if (strcmp (format, formats[i].name) == 0)
      return formats[i].shape;
  return PLAIN;
}

const char *
qz_number_format_name (const char *format)
{
  for (guint i = 0; format != NULL && i < G_N_ELEMENTS (formats); i++)
    if (strcmp (format, formats[i].name) == 0)
      return formats[i].name;
  return "decimal";
}

static char *
lower (char *word)
{
  char *small = g_ascii_strdown (word, -1);
  g_free (word);
  return small;
}

char *
qz_number_format (const char *format, guint value)
{
  Shape shape = shape_of (format);
  if (shape == NOTHING)
    return g_strdup ("");
  if (value == 0)
    return g_strdup ("0");
  switch (shape)
    {
    case ZERO:
      return g_strdup_printf ("%02u", value);
    case ROMAN:
      return roman (value);
    case ROMAN_SMALL:
      return lower (roman (value));
    case LETTER:
      return letters (value);
    case LETTER_SMALL:
      return lower (letters (value));
    case COUNTING:
      return counting (value);
    case THOUSAND:
      return qz_numeral_format (value);
    case FORMAL:
      return formal (value);
    case STEMS:
      return cycle ("甲乙丙丁戊己庚辛壬癸", value);
    case BRANCHES:
      return cycle ("子丑寅卯辰巳午未申酉戌亥", value);
    case POSITIONAL:
      return digits (value, "〇一二三四五六七八九");
    case FULL_WIDTH:
      return digits (value, "０１２３４５６７８９");
    case CIRCLE:
      return enclosed (0x2460, value, "(", ")");
    case PAREN:
      return enclosed (0x2474, value, "(", ")");
    case STOP:
      return enclosed (0x2488, value, "", ".");
    case PLAIN:
    case NOTHING:
      break;
    }
  return g_strdup_printf ("%u", value);
}
