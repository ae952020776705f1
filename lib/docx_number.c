#include "config.h"

#include <string.h>

#include "lib/docx.h"
#include <quanze/numeral.h>

#define MAX_LISTS 4096
#define MAX_VALUE 100000

/* One <w:abstractNum>: all <w:num> over it count together. */
typedef struct {
  xmlNode *levels[QZ_DOCX_LEVELS];
  guint    values[QZ_DOCX_LEVELS];
  gboolean begun[QZ_DOCX_LEVELS];
} Outline;

/* One <w:num>. */
typedef struct {
  Outline *outline;
  xmlNode *levels[QZ_DOCX_LEVELS];  /* its own, in place of the outline's */
  int      starts[QZ_DOCX_LEVELS];  /* startOverride still to be used; -1 */
} List;

struct QzDocxLists {
  GHashTable *outlines;  /* int → Outline* */
  GHashTable *lists;     /* int → List* */
};

/* ---- numbers ---- */

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
};

static Shape
shape_of (const char *format)
{
  for (guint i = 0; format != NULL && i < G_N_ELEMENTS (formats); i++)
    if (strcmp (format, formats[i].name) == 0)
      return formats[i].shape;
  return PLAIN;
}

static char *
lower (char *word)
{
  char *small = g_ascii_strdown (word, -1);
  g_free (word);
  return small;
}

char *
qz_docx_number (const char *format, guint value)
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

/* ---- lists ---- */

static void
collect_levels (xmlNode *parent, xmlNode **levels)
{
  for (xmlNode *node = parent->children; node != NULL; node = node->next)
    {
      int level = qz_docx_is (node, "lvl") ? qz_docx_int (node, "ilvl", -1) : -1;
      if (level >= 0 && level < QZ_DOCX_LEVELS)
        levels[level] = node;
    }
}

static List *
list_new (xmlNode *num)
{
  List *list = g_new0 (List, 1);
  for (int i = 0; i < QZ_DOCX_LEVELS; i++)
    list->starts[i] = -1;
  for (xmlNode *node = num->children; node != NULL; node = node->next)
    {
      int level = qz_docx_is (node, "lvlOverride") ? qz_docx_int (node, "ilvl", -1) : -1;
      if (level < 0 || level >= QZ_DOCX_LEVELS)
        continue;
      list->levels[level] = qz_docx_child (node, "lvl");
      list->starts[level] = qz_docx_int (qz_docx_child (node, "startOverride"), "val", -1);
    }
  return list;
}

/* <w:numStyleLink>: the levels stand in another outline, the one with that <w:styleLink>. */
static void
follow_links (QzDocxLists *lists, xmlNode *root)
{
  g_autoptr (GHashTable) linked = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (xmlNode *node = root->children; node != NULL; node = node->next)
    {
      char *link = qz_docx_is (node, "abstractNum") ? qz_docx_attr (qz_docx_child (node, "styleLink"), "val") : NULL;
      if (link != NULL)
        g_hash_table_replace (linked, link, node);
    }
  for (xmlNode *node = root->children; node != NULL && g_hash_table_size (linked) > 0; node = node->next)
    {
      g_autofree char *link = qz_docx_is (node, "abstractNum") ? qz_docx_attr (qz_docx_child (node, "numStyleLink"), "val") : NULL;
      xmlNode *other = link != NULL ? g_hash_table_lookup (linked, link) : NULL;
      Outline *outline = g_hash_table_lookup (lists->outlines, GINT_TO_POINTER (qz_docx_int (node, "abstractNumId", -1)));
      if (other != NULL && outline != NULL)
        collect_levels (other, outline->levels);
    }
}

QzDocxLists *
qz_docx_lists_new (xmlDoc *doc)
{
  QzDocxLists *lists = g_new0 (QzDocxLists, 1);
  xmlNode *root = doc != NULL ? xmlDocGetRootElement (doc) : NULL;
  lists->outlines = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  lists->lists = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  if (root == NULL)
    return lists;
  for (xmlNode *node = root->children; node != NULL; node = node->next)
    if (qz_docx_is (node, "abstractNum") && g_hash_table_size (lists->outlines) < MAX_LISTS)
      {
        Outline *outline = g_new0 (Outline, 1);
        collect_levels (node, outline->levels);
        g_hash_table_replace (lists->outlines, GINT_TO_POINTER (qz_docx_int (node, "abstractNumId", -1)), outline);
      }
  follow_links (lists, root);
  for (xmlNode *node = root->children; node != NULL; node = node->next)
    if (qz_docx_is (node, "num") && g_hash_table_size (lists->lists) < MAX_LISTS)
      {
        List *list = list_new (node);
        int id = qz_docx_int (qz_docx_child (node, "abstractNumId"), "val", -1);
        list->outline = g_hash_table_lookup (lists->outlines, GINT_TO_POINTER (id));
        g_hash_table_replace (lists->lists, GINT_TO_POINTER (qz_docx_int (node, "numId", -1)), list);
      }
  return lists;
}

void
qz_docx_lists_free (QzDocxLists *lists)
{
  if (lists == NULL)
    return;
  g_hash_table_unref (lists->outlines);
  g_hash_table_unref (lists->lists);
  g_free (lists);
}

static xmlNode *
level_of (const List *list, int level)
{
  return list->levels[level] != NULL ? list->levels[level] : list->outline->levels[level];
}

static guint
start_of (const List *list, int level)
{
  return CLAMP (qz_docx_int (qz_docx_child (level_of (list, level), "start"), "val", 1), 0, MAX_VALUE);
}

static void
count (List *list, int level)
{
  Outline *outline = list->outline;
  if (list->starts[level] >= 0)
    {
      outline->values[level] = MIN (list->starts[level], MAX_VALUE);
      list->starts[level] = -1;
    }
  else if (!outline->begun[level])
    outline->values[level] = start_of (list, level);
  else
    outline->values[level] = MIN (outline->values[level] + 1, MAX_VALUE);
  outline->begun[level] = TRUE;
  for (int below = level + 1; below < QZ_DOCX_LEVELS; below++)
    {
      /* lvlRestart 0: never; N: after a paragraph of level N or above, counted from 1. */
      int restart = qz_docx_int (qz_docx_child (level_of (list, below), "lvlRestart"), "val", -1);
      if (restart < 0 || level < restart)
        outline->begun[below] = FALSE;
    }
}

static char *
number_at (const List *list, int level, gboolean arabic)
{
  g_autofree char *format = qz_docx_attr (qz_docx_child (level_of (list, level), "numFmt"), "val");
  guint value = list->outline->begun[level] ? list->outline->values[level] : start_of (list, level);
  return qz_docx_number (arabic ? "decimal" : format, value);
}

/* "第%1条" with the numbers put in. */
static char *
fill (const List *list, const char *pattern, gboolean arabic)
{
  GString *out = g_string_new (NULL);
  for (const char *p = pattern; *p != '\0'; p++)
    if (p[0] == '%' && p[1] >= '1' && p[1] <= '9')
      {
        g_autofree char *number = number_at (list, *++p - '1', arabic);
        g_string_append (out, number);
      }
    else
      g_string_append_c (out, *p);
  return g_string_free (out, FALSE);
}

char *
qz_docx_lists_next (QzDocxLists *lists, int num_id, int level)
{
  List *list = g_hash_table_lookup (lists->lists, GINT_TO_POINTER (num_id));
  if (list == NULL || list->outline == NULL || level < 0 || level >= QZ_DOCX_LEVELS || level_of (list, level) == NULL)
    return NULL;
  count (list, level);
  xmlNode *node = level_of (list, level);
  g_autofree char *format = qz_docx_attr (qz_docx_child (node, "numFmt"), "val");
  g_autofree char *pattern = qz_docx_attr (qz_docx_child (node, "lvlText"), "val");
  g_autofree char *suffix = qz_docx_attr (qz_docx_child (node, "suff"), "val");
  if (pattern == NULL || *pattern == '\0' || g_strcmp0 (format, "bullet") == 0)
    return NULL;
  g_autofree char *label = fill (list, pattern, qz_docx_toggle (qz_docx_child (node, "isLgl")));
  return g_strconcat (label, g_strcmp0 (suffix, "nothing") == 0 ? "" : " ", NULL);
}
