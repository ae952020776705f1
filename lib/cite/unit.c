#include "config.h"

#include "lib/cite/unit.h"

#include <string.h>

#include <quanze/numeral.h>

typedef struct {
  const char *word;
  QzLevel level;
  const char *not_before; /* characters that make another word of it: 条件, 项目, 章程 */
} Marker;

static const Marker markers[] = {
  { "条", QZ_LEVEL_ARTICLE, "件例约款线" }, { "款", QZ_LEVEL_PARAGRAPH, "项式待" },
  { "项", QZ_LEVEL_ITEM, "目链" },          { "目", QZ_LEVEL_POINT, "标录" },
  { "章", QZ_LEVEL_CHAPTER, "程" },         { "节", QZ_LEVEL_SECTION, "目约能课点" },
  { "分编", QZ_LEVEL_SUBPART, "" },         { "编", QZ_LEVEL_PART, "制码号写组委" },
};

static const Marker *
marker_at (const char *p, const char **end)
{
  for (gsize i = 0; i < G_N_ELEMENTS (markers); i++)
    if (cite_starts (p, markers[i].word)) {
      const char *after = p + strlen (markers[i].word);
      if (cite_char_in (after, markers[i].not_before))
        return NULL;
      if (markers[i].level == QZ_LEVEL_POINT && cite_starts (after, "的") && !cite_starts (after, "的规定"))
        return NULL; /* 第一目的 */
      *end = after;
      return &markers[i];
    }
  return NULL;
}

static const struct {
  const char *open, *close;
} number_brackets[] = {
  { "（", "）" }, { "(", ")" }, { "（", ")" },  { "(", "）" },
  { "〔", "〕" }, { "[", "]" }, { "［", "］" }, { "【", "】" },
};

/* Numbers that are one character with their brackets: ㈠ ⑴ ① ⒈ */
static gboolean
enclosed_number_at (const char *p, gint *value, const char **end)
{
  static const struct {
    gunichar first, last;
  } runs[] = {
    { 0x3220, 0x3229 }, { 0x2474, 0x2487 }, { 0x2460, 0x2473 }, { 0x2488, 0x249b }, { 0x3280, 0x3289 },
  };
  gunichar c = g_utf8_get_char (p);
  for (gsize i = 0; i < G_N_ELEMENTS (runs); i++)
    if (c >= runs[i].first && c <= runs[i].last) {
      *value = (gint)(c - runs[i].first) + 1;
      *end = g_utf8_next_char (p);
      return TRUE;
    }
  return FALSE;
}

gboolean
cite_plain_number_at (const char *p, gint *value, const char **end)
{
  gint64 n;
  const char *after;
  if (!qz_numeral_parse (p, &after, &n) || n < 1 || n > 9999)
    return FALSE;
  *value = (gint)n;
  *end = after;
  return TRUE;
}

/* 甲 to 癸 and a to z inside brackets, as treaties number items. */
static gboolean
letter_at (const char *p, gint *value, const char **end)
{
  static const char stems[] = "甲乙丙丁戊己庚辛壬癸";
  const char *stem = *p != '\0' ? g_utf8_strchr (stems, -1, g_utf8_get_char (p)) : NULL;
  if (stem == NULL && !g_ascii_islower (*p))
    return FALSE;
  *value = stem != NULL ? (gint)(stem - stems) / 3 + 1 : *p - 'a' + 1;
  *end = g_utf8_next_char (p);
  return TRUE;
}

/* 十二, （二）, ㈡; *BRACKETED tells which. */
static gboolean
number_at (const char *p, gint *value, gboolean *bracketed, const char **end)
{
  *bracketed = TRUE;
  if (enclosed_number_at (p, value, end))
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (number_brackets); i++)
    if (cite_starts (p, number_brackets[i].open)) {
      gint n;
      const char *q = cite_skip_blanks (p + strlen (number_brackets[i].open), 1);
      if (!cite_plain_number_at (q, &n, &q) && !letter_at (q, &n, &q))
        return FALSE;
      q = cite_skip_blanks (q, 1);
      if (!cite_starts (q, number_brackets[i].close))
        continue;
      *value = n;
      *end = q + strlen (number_brackets[i].close);
      return TRUE;
    }
  *bracketed = FALSE;
  return cite_plain_number_at (p, value, end);
}

static gboolean
ordinal_at (const char *p, const char **end)
{
  if (!cite_starts (p, "第") && !cite_starts (p, "笫")) /* U+7B2B is a common misprint */
    return FALSE;
  *end = cite_skip_blanks (p + strlen ("第"), 2);
  return TRUE;
}

static const struct {
  const char *word;
  CiteLink link;
} joiners[] = {
  { "、", CITE_AND }, { "以及", CITE_AND }, { "或者", CITE_AND }, { "和", CITE_AND }, { "及", CITE_AND },
  { "或", CITE_AND }, { "与", CITE_AND },   { "/", CITE_AND },    { "／", CITE_AND }, { "至", CITE_TO },
  { "到", CITE_TO },  { "—", CITE_TO },     { "－", CITE_TO },    { "-", CITE_TO },   { "–", CITE_TO },
  { "～", CITE_TO },  { "~", CITE_TO },
};

/* 、 和 以及 至 … and pairs of them: 、或者, —— */
static gboolean
joiner_at (const char *p, CiteLink *link, const char **end)
{
  gboolean found = FALSE;
  for (guint round = 0; round < 2; round++)
    for (gsize i = 0; i < G_N_ELEMENTS (joiners); i++)
      if (cite_starts (p, joiners[i].word)) {
        *link = joiners[i].link;
        p += strlen (joiners[i].word);
        found = TRUE;
        break;
      }
  if (found)
    *end = cite_skip_blanks (p, 1);
  return found;
}

static void
push_step (GArray *steps, QzLevel level, gint number, gint suffix, CiteLink link)
{
  CiteStep step = { level, number, suffix, link };
  if (steps->len < CITE_STEPS_MAX)
    g_array_append_val (steps, step);
}

/* 之一 behind 条; lists of them (之一、之二) become steps of their own. */
static const char *
read_suffixes (const char *p, GArray *steps)
{
  const char *q = p;
  gint n;
  CiteLink link = CITE_DEEPER;
  while (cite_starts (q, "之") && cite_plain_number_at (q + strlen ("之"), &n, &q) && n <= 99) {
    CiteStep *last = &g_array_index (steps, CiteStep, steps->len - 1);
    if (link == CITE_DEEPER)
      last->suffix = n;
    else
      push_step (steps, QZ_LEVEL_ARTICLE, last->number, n, link);
    p = q;
    if (!joiner_at (p, &link, &q))
      break;
  }
  return p;
}

/* The numbers of one unit up to its marker: 一 | （一）、（二） | 一至三 | 一、第二. NUMBERS and LINKS hold
 * CITE_NUMBERS_MAX. */
static const Marker *
read_numbers (const char *p, gint *numbers, CiteLink *links, guint *n, gboolean *bracketed, const char **end)
{
  CiteLink link = CITE_DEEPER;
  gboolean first = TRUE;
  for (*n = 0; *n < CITE_NUMBERS_MAX;) {
    gboolean bracket;
    if (!number_at (p, &numbers[*n], &bracket, &p))
      return NULL;
    if (first)
      *bracketed = bracket, first = FALSE;
    links[(*n)++] = link;
    const char *at = cite_skip_blanks (p, 2);
    if (*n > 1 && cite_char_in (at, "两二三四五六七八九"))
      at = g_utf8_next_char (at); /* 第（一）、（二）两项 */
    const Marker *marker = marker_at (at, end);
    if (marker != NULL)
      return marker;
    if (joiner_at (p, &link, &p))
      ordinal_at (p, &p);
    else if (bracket && cite_char_in (p, "（(〔["))
      link = CITE_AND;
    else
      return NULL;
  }
  return NULL;
}

/* One unit of a shape that SHAPES allows. */
static gboolean
unit_at (const char *p, guint shapes, CiteLink link, GArray *steps, const char **end)
{
  gint numbers[CITE_NUMBERS_MAX];
  CiteLink links[CITE_NUMBERS_MAX];
  guint n;
  gboolean bracketed = FALSE;
  const char *q = p, *after;
  gboolean ordinal = ordinal_at (p, &q);
  const Marker *marker = read_numbers (q, numbers, links, &n, &bracketed, &after);

  if (marker == NULL || (shapes & (ordinal ? CITE_ORDINAL : bracketed ? CITE_BRACKET : CITE_PLAIN)) == 0)
    return FALSE;
  if (bracketed && marker->level < QZ_LEVEL_PARAGRAPH)
    return FALSE;
  for (guint i = 0; i < n; i++)
    push_step (steps, marker->level, numbers[i], 0, i == 0 ? link : links[i]);
  if (marker->level == QZ_LEVEL_ARTICLE && steps->len > 0)
    after = read_suffixes (after, steps);
  *end = after;
  return TRUE;
}

static QzLevel
last_level (const GArray *steps)
{
  return g_array_index (steps, CiteStep, steps->len - 1).level;
}

/* One more unit right behind P, deeper than what stands before it. */
static gboolean
deeper_at (const char *p, GArray *steps, const char **end)
{
  guint had = steps->len;
  QzLevel before = last_level (steps);
  const char *after;
  if (had >= CITE_STEPS_MAX || !unit_at (p, CITE_ORDINAL | CITE_BRACKET, CITE_DEEPER, steps, &after))
    return FALSE;
  if (cite_depth (g_array_index (steps, CiteStep, had).level) <= cite_depth (before)) {
    g_array_set_size (steps, had);
    return FALSE;
  }
  *end = after;
  return TRUE;
}

static gint
last_article (const GArray *steps, guint before)
{
  for (guint i = before; i > 0; i--)
    if (g_array_index (steps, CiteStep, i - 1).level == QZ_LEVEL_ARTICLE)
      return g_array_index (steps, CiteStep, i - 1).number;
  return 0;
}

/* A joiner and one more unit; one without 第 only at the level of the last (第七项至十一项), or a later
 * article (第十七条第二款和十八条). */
static gboolean
joined_at (const char *p, GArray *steps, const char **end)
{
  guint had = steps->len;
  QzLevel before = last_level (steps);
  CiteLink link;
  const char *after;
  if (had >= CITE_STEPS_MAX || !joiner_at (p, &link, &p))
    return FALSE;
  gboolean ordinal = cite_starts (p, "第") || cite_starts (p, "笫");
  if (!unit_at (p, CITE_ORDINAL | CITE_BRACKET | CITE_PLAIN, link, steps, &after))
    return FALSE;
  const CiteStep *step = &g_array_index (steps, CiteStep, had);
  gboolean later
    = step->level == QZ_LEVEL_ARTICLE && last_article (steps, had) > 0 && step->number > last_article (steps, had);
  if (!ordinal && step->level != before && !later) {
    g_array_set_size (steps, had);
    return FALSE;
  }
  *end = after;
  return TRUE;
}

/* 第三款前三项: the first three of what stands before. */
static gboolean
first_ones_at (const char *p, GArray *steps, const char **end)
{
  gint count;
  const char *after;
  const Marker *marker;
  if (!cite_starts (p, "前") || !cite_plain_number_at (p + strlen ("前"), &count, &after) || count < 2 || count > 20
      || (marker = marker_at (after, &after)) == NULL || cite_depth (marker->level) <= cite_depth (last_level (steps)))
    return FALSE;
  for (gint i = 1; i <= count; i++)
    push_step (steps, marker->level, i, 0, i == 1 ? CITE_DEEPER : CITE_AND);
  *end = after;
  return TRUE;
}

gboolean
cite_units_at (const char *p, guint shapes, gint base, GArray *steps, const char **end)
{
  guint had = steps->len;
  const char *after;
  if (!unit_at (p, shapes, CITE_DEEPER, steps, &after))
    return FALSE;
  if (base >= 0 && cite_depth (g_array_index (steps, CiteStep, had).level) <= cite_depth ((QzLevel)base)) {
    g_array_set_size (steps, had);
    return FALSE;
  }
  while (deeper_at (after, steps, &after) || joined_at (after, steps, &after) || first_ones_at (after, steps, &after))
    ;
  *end = after;
  return TRUE;
}

gboolean
cite_annex_at (const char *p, gint *number, const char **end)
{
  if (!cite_starts (p, "附件"))
    return FALSE;
  const char *after = p + strlen ("附件");
  gboolean bracketed;
  *number = 1;
  number_at (after, number, &bracketed, &after);
  *end = after;
  return TRUE;
}
