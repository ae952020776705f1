#include "config.h"

#include "lib/cite_token.h"

#include <string.h>

#include <quanze/numeral.h>

gboolean
cite_starts (const char *p, const char *word)
{
  return strncmp (p, word, strlen (word)) == 0;
}

gboolean
cite_char_in (const char *p, const char *set)
{
  if (*p == '\0')
    return FALSE;
  gsize len = (gsize) (g_utf8_next_char (p) - p);
  for (const char *s = set; *s != '\0'; s = g_utf8_next_char (s))
    if (strncmp (s, p, len) == 0)
      return TRUE;
  return FALSE;
}

gunichar
cite_char_before (const char *text, const char *p)
{
  return p > text ? g_utf8_get_char (g_utf8_prev_char (p)) : 0;
}

gboolean
cite_is_han (gunichar c)
{
  return (c >= 0x4e00 && c <= 0x9fff) || (c >= 0x3400 && c <= 0x4dbf) || c == 0x3007;
}

const char *
cite_skip_blanks (const char *p, guint max)
{
  for (guint i = 0; i < max; i++)
    if (*p == ' ' || *p == '\t')
      p++;
    else if (cite_starts (p, "\u00a0"))
      p += 2;
    else if (cite_starts (p, "\u3000") || cite_starts (p, "\u200b") || cite_starts (p, "\ufeff"))
      p += 3;
    else
      break;
  return p;
}

gint
cite_depth (QzLevel level)
{
  static const gint depth[QZ_N_LEVELS] = {
    [QZ_LEVEL_PART] = 0,    [QZ_LEVEL_SUBPART] = 1, [QZ_LEVEL_CHAPTER] = 2, [QZ_LEVEL_SECTION] = 3,
    [QZ_LEVEL_ARTICLE] = 4, [QZ_LEVEL_PARAGRAPH] = 5, [QZ_LEVEL_ITEM] = 6, [QZ_LEVEL_POINT] = 7,
    [QZ_LEVEL_HEADING] = 4, [QZ_LEVEL_ANNEX] = -1, [QZ_LEVEL_PREAMBLE] = -2,
  };
  return depth[level];
}

/* ---- numbered units ---- */

typedef struct {
  const char *word;
  QzLevel     level;
  const char *not_before;   /* characters that make another word of it: 条件, 项目, 章程 */
} Marker;

static const Marker markers[] = {
  { "条", QZ_LEVEL_ARTICLE, "件例约款线" },
  { "款", QZ_LEVEL_PARAGRAPH, "项式待" },
  { "项", QZ_LEVEL_ITEM, "目链" },
  { "目", QZ_LEVEL_POINT, "标录" },
  { "章", QZ_LEVEL_CHAPTER, "程" },
  { "节", QZ_LEVEL_SECTION, "目约能课点" },
  { "分编", QZ_LEVEL_SUBPART, "" },
  { "编", QZ_LEVEL_PART, "制码号写组委" },
};

static const Marker *
marker_at (const char *p, const char **end)
{
  for (gsize i = 0; i < G_N_ELEMENTS (markers); i++)
    if (cite_starts (p, markers[i].word))
      {
        const char *after = p + strlen (markers[i].word);
        if (cite_char_in (after, markers[i].not_before))
          return NULL;
        if (markers[i].level == QZ_LEVEL_POINT && cite_starts (after, "的") && !cite_starts (after, "的规定"))
          return NULL;   /* 第一目的 */
        *end = after;
        return &markers[i];
      }
  return NULL;
}

static const struct { const char *open, *close; } number_brackets[] = {
  { "（", "）" }, { "(", ")" }, { "（", ")" }, { "(", "）" }, { "〔", "〕" }, { "[", "]" }, { "［", "］" }, { "【", "】" },
};

/* Numbers that are one character with their brackets: ㈠ ⑴ ① ⒈ */
static gboolean
enclosed_number_at (const char *p, gint *value, const char **end)
{
  static const struct { gunichar first, last; } runs[] = {
    { 0x3220, 0x3229 }, { 0x2474, 0x2487 }, { 0x2460, 0x2473 }, { 0x2488, 0x249b }, { 0x3280, 0x3289 },
  };
  gunichar c = g_utf8_get_char (p);
  for (gsize i = 0; i < G_N_ELEMENTS (runs); i++)
    if (c >= runs[i].first && c <= runs[i].last)
      {
        *value = (gint) (c - runs[i].first) + 1;
        *end = g_utf8_next_char (p);
        return TRUE;
      }
  return FALSE;
}

static gboolean
plain_number_at (const char *p, gint *value, const char **end)
{
  gint64      n;
  const char *after;
  if (!qz_numeral_parse (p, &after, &n) || n < 1 || n > 9999)
    return FALSE;
  *value = (gint) n;
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
  *value = stem != NULL ? (gint) (stem - stems) / 3 + 1 : *p - 'a' + 1;
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
    if (cite_starts (p, number_brackets[i].open))
      {
        gint        n;
        const char *q = cite_skip_blanks (p + strlen (number_brackets[i].open), 1);
        if (!plain_number_at (q, &n, &q) && !letter_at (q, &n, &q))
          return FALSE;
        q = cite_skip_blanks (q, 1);
        if (!cite_starts (q, number_brackets[i].close))
          continue;
        *value = n;
        *end = q + strlen (number_brackets[i].close);
        return TRUE;
      }
  *bracketed = FALSE;
  return plain_number_at (p, value, end);
}

static gboolean
ordinal_at (const char *p, const char **end)
{
  if (!cite_starts (p, "第") && !cite_starts (p, "笫"))   /* U+7B2B is a common misprint */
    return FALSE;
  *end = cite_skip_blanks (p + strlen ("第"), 2);
  return TRUE;
}

static const struct { const char *word; CiteLink link; } joiners[] = {
  { "、", CITE_AND }, { "以及", CITE_AND }, { "或者", CITE_AND }, { "和", CITE_AND }, { "及", CITE_AND },
  { "或", CITE_AND }, { "与", CITE_AND }, { "/", CITE_AND }, { "／", CITE_AND }, { "至", CITE_TO },
  { "到", CITE_TO }, { "—", CITE_TO }, { "－", CITE_TO }, { "-", CITE_TO }, { "–", CITE_TO },
  { "～", CITE_TO }, { "~", CITE_TO },
};

/* 、 和 以及 至 … and pairs of them: 、或者, —— */
static gboolean
joiner_at (const char *p, CiteLink *link, const char **end)
{
  gboolean found = FALSE;
  for (guint round = 0; round < 2; round++)
    for (gsize i = 0; i < G_N_ELEMENTS (joiners); i++)
      if (cite_starts (p, joiners[i].word))
        {
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
  gint        n;
  CiteLink    link = CITE_DEEPER;
  while (cite_starts (q, "之") && plain_number_at (q + strlen ("之"), &n, &q) && n <= 99)
    {
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

/* The numbers of one unit up to its marker: 一 | （一）、（二） | 一至三 | 一、第二. NUMBERS and LINKS hold CITE_NUMBERS_MAX. */
static const Marker *
read_numbers (const char *p, gint *numbers, CiteLink *links, guint *n, gboolean *bracketed, const char **end)
{
  CiteLink link = CITE_DEEPER;
  gboolean first = TRUE;
  for (*n = 0; *n < CITE_NUMBERS_MAX;)
    {
      gboolean bracket;
      if (!number_at (p, &numbers[*n], &bracket, &p))
        return NULL;
      if (first)
        *bracketed = bracket, first = FALSE;
      links[(*n)++] = link;
      const char *at = cite_skip_blanks (p, 2);
      if (*n > 1 && cite_char_in (at, "两二三四五六七八九"))
        at = g_utf8_next_char (at);   /* 第（一）、（二）两项 */
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

typedef enum { UNIT_ORDINAL = 1, UNIT_BRACKET = 2, UNIT_PLAIN = 4 } UnitShape;

/* One unit of a shape that SHAPES allows. */
static gboolean
unit_at (const char *p, guint shapes, CiteLink link, GArray *steps, const char **end)
{
  gint          numbers[CITE_NUMBERS_MAX];
  CiteLink      links[CITE_NUMBERS_MAX];
  guint         n;
  gboolean      bracketed = FALSE;
  const char   *q = p, *after;
  gboolean      ordinal = ordinal_at (p, &q);
  const Marker *marker = read_numbers (q, numbers, links, &n, &bracketed, &after);

  if (marker == NULL || (shapes & (ordinal ? UNIT_ORDINAL : bracketed ? UNIT_BRACKET : UNIT_PLAIN)) == 0)
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
  guint       had = steps->len;
  QzLevel     before = last_level (steps);
  const char *after;
  if (had >= CITE_STEPS_MAX || !unit_at (p, UNIT_ORDINAL | UNIT_BRACKET, CITE_DEEPER, steps, &after))
    return FALSE;
  if (cite_depth (g_array_index (steps, CiteStep, had).level) <= cite_depth (before))
    {
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
  guint       had = steps->len;
  QzLevel     before = last_level (steps);
  CiteLink    link;
  const char *after;
  if (had >= CITE_STEPS_MAX || !joiner_at (p, &link, &p))
    return FALSE;
  gboolean ordinal = cite_starts (p, "第") || cite_starts (p, "笫");
  if (!unit_at (p, UNIT_ORDINAL | UNIT_BRACKET | UNIT_PLAIN, link, steps, &after))
    return FALSE;
  const CiteStep *step = &g_array_index (steps, CiteStep, had);
  gboolean        later = step->level == QZ_LEVEL_ARTICLE && last_article (steps, had) > 0 && step->number > last_article (steps, had);
  if (!ordinal && step->level != before && !later)
    {
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
  gint           count;
  const char    *after;
  const Marker  *marker;
  if (!cite_starts (p, "前") || !plain_number_at (p + strlen ("前"), &count, &after) || count < 2 || count > 20
      || (marker = marker_at (after, &after)) == NULL || cite_depth (marker->level) <= cite_depth (last_level (steps)))
    return FALSE;
  for (gint i = 1; i <= count; i++)
    push_step (steps, marker->level, i, 0, i == 1 ? CITE_DEEPER : CITE_AND);
  *end = after;
  return TRUE;
}

gboolean
cite_units_at (const char *p, gboolean brackets, gint base, GArray *steps, const char **end)
{
  guint       had = steps->len;
  const char *after;
  if (!unit_at (p, brackets ? UNIT_ORDINAL | UNIT_BRACKET : UNIT_ORDINAL, CITE_DEEPER, steps, &after))
    return FALSE;
  if (base >= 0 && cite_depth (g_array_index (steps, CiteStep, had).level) <= cite_depth ((QzLevel) base))
    {
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
  gboolean    bracketed;
  *number = 1;
  number_at (after, number, &bracketed, &after);
  *end = after;
  return TRUE;
}

/* ---- titles ---- */

static const struct { const char *open, *close; } title_brackets[] = {
  { "《", "》" }, { "〈", "〉" }, { "≪", "≫" }, { "<<", ">>" }, { "<", ">" },
};

static const char *const law_nouns[] = {
  "实施条例", "实施细则", "实施办法", "法典", "条例", "办法", "规定", "细则", "规则", "解释", "决定", "公约", "条约",
  "协定", "议定书", "准则", "通则", "总则", "章程", "规程", "规范", "意见", "通知", "批复", "安排", "修正案", "宪法",
  "纲要", "方案", "标准", "目录", "守则", "制度", "法",
};

const char *
cite_law_noun (const char *name, gsize len)
{
  const char *end = name + len;
  if (len >= 3 && (end[-1] == ')' || strncmp (end - 3, "）", 3) == 0))
    for (const char *p = end; p > name && p > end - 60; p = g_utf8_prev_char (p))
      if (*p == '(' || cite_starts (p, "（"))
        {
          end = p;   /* 修正案（八）, 办法（试行） */
          break;
        }
  for (gsize i = 0; i < G_N_ELEMENTS (law_nouns); i++)
    {
      gsize n = strlen (law_nouns[i]);
      if ((gsize) (end - name) >= n && strncmp (end - n, law_nouns[i], n) == 0)
        return law_nouns[i];
    }
  return NULL;
}

/* Behind how many bytes of the unclosed title at P a reader would close it: before 第N条, or at the
 * last noun of law before a comma or the end of line. 0 when nothing tells. */
static gsize
unclosed_length (const char *p)
{
  gsize       best = 0;
  const char *q;
  for (q = p; *q != '\0' && q < p + 300; q = g_utf8_next_char (q))
    {
      g_autoptr (GArray) steps = NULL;
      const char        *after;
      if (cite_char_in (q, "\n，。；：！？《"))
        break;
      if (cite_starts (q, "第"))
        {
          steps = g_array_new (FALSE, FALSE, sizeof (CiteStep));
          if (cite_units_at (q, FALSE, -1, steps, &after))
            return cite_law_noun (p, (gsize) (q - p)) != NULL ? (gsize) (q - p) : best;
        }
      if (cite_law_noun (p, (gsize) (q - p)) != NULL && cite_char_in (q, "的（(等、"))
        best = (gsize) (q - p);
    }
  return best > 0 ? best : cite_law_noun (p, (gsize) (q - p)) != NULL ? (gsize) (q - p) : 0;
}

/* The bracket that closes the one at P, counting nested ones of any shape that opens the same way. */
static const char *
closing_bracket (const char *p, const char *open, const char *close)
{
  guint depth = 1, lines = 0;
  for (const char *q = p; *q != '\0' && q < p + CITE_TITLE_MAX; q = g_utf8_next_char (q))
    if (cite_starts (q, close))
      {
        if (--depth == 0)
          return q;
      }
    else if (cite_starts (q, open))
      {
        if (++depth > 3)
          return NULL;
      }
    else if (cite_starts (q, "。") || (*q == '\n' && ++lines > 2))
      return NULL;
  return NULL;
}

gboolean
cite_title_at (const char *p, const char **inner, const char **inner_end, const char **end)
{
  for (gsize i = 0; i < G_N_ELEMENTS (title_brackets); i++)
    {
      if (!cite_starts (p, title_brackets[i].open))
        continue;
      const char *from = p + strlen (title_brackets[i].open);
      const char *close = closing_bracket (from, title_brackets[i].open, title_brackets[i].close);
      if (i > 0 && (close == NULL || cite_law_noun (from, (gsize) (close - from)) == NULL))
        return FALSE;   /* 〈 and < also mean other things */
      if (close != NULL && close > from)
        {
          *inner = from;
          *inner_end = close;
          *end = close + strlen (title_brackets[i].close);
          return TRUE;
        }
      const char *first = g_strstr_len (from, CITE_TITLE_MAX, "》");
      const char *line = memchr (from, '\n', strnlen (from, CITE_TITLE_MAX));
      if (first != NULL && first > from && (line == NULL || first < line))
        {
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
    else if (*q == ')' || cite_starts (q, "）"))
      {
        if (depth == 0)
          return FALSE;
        if (--depth == 0)
          {
            *end = g_utf8_next_char (q);
            return TRUE;
          }
      }
    else if (depth == 0)
      return FALSE;
  return FALSE;
}

/* ---- words that point ---- */

typedef struct {
  const char *word;
  const char *not_before;
} Noun;

static const Noun self_nouns[] = {
  { "法典", "" }, { "法", "院人定律官警医规学" }, { "条例", "" }, { "办法", "" }, { "规定", "" }, { "细则", "" },
  { "规则", "" }, { "解释", "" }, { "决定", "" }, { "安排", "" }, { "批复", "" }, { "修正案", "" }, { "准则", "" },
  { "章程", "序" }, { "规程", "" }, { "规范", "" }, { "守则", "" }, { "公约", "" }, { "通则", "" }, { "大纲", "" },
  { "指引", "" }, { "指南", "" }, { "议定书", "" }, { "协定", "" }, { "意见", "" }, { "通知", "" }, { "纲要", "" },
  { "目录", "" }, { "标准", "" }, { "制度", "" },
};

/* 本实施细则, 本暂行办法, 本补充规定 */
static const char *const qualifiers[] = { "实施", "暂行", "施行", "试行", "若干", "补充", "试点", "具体" };

/* What before 本 makes another word (基本, 资本, 成本), unless it ends a verb (构成本法第…条, 修正本法). */
static const char *const before_self[] = { "基", "资", "成", "样", "文", "版", "标", "根", "日", "副", "脚", "课", "书", "刻", "抄", "誊", "蓝", "剧", "账", "正", "译", "刊" };
static const char *const verbs_before_self[] = { "造成", "构成", "完成", "形成", "组成", "达成", "促成", "修正", "更正", "纠正", "投资", "翻译" };

static const Noun *
noun_at (const Noun *nouns, gsize n, const char *p)
{
  for (gsize i = 0; i < n; i++)
    if (cite_starts (p, nouns[i].word))
      return cite_char_in (p + strlen (nouns[i].word), nouns[i].not_before) ? NULL : &nouns[i];
  return NULL;
}

static gboolean
preceded_by (const char *text, const char *p, const char *set)
{
  return p > text && cite_char_in (g_utf8_prev_char (p), set);
}

static gboolean
ends_with_one (const char *text, const char *p, const char *const *words, gsize n)
{
  for (gsize i = 0; i < n; i++)
    {
      gsize len = strlen (words[i]);
      if ((gsize) (p - text) >= len && strncmp (p - len, words[i], len) == 0)
        return TRUE;
    }
  return FALSE;
}

/* Whether the 本 at P begins a word. */
static gboolean
own_word (const char *text, const char *p)
{
  return cite_starts (p, "本")
         && (!ends_with_one (text, p, before_self, G_N_ELEMENTS (before_self))
             || ends_with_one (text, p, verbs_before_self, G_N_ELEMENTS (verbs_before_self)));
}

gboolean
cite_self_at (const char *text, const char *p, const char **noun, const char **end)
{
  if (!own_word (text, p))
    return FALSE;
  p += strlen ("本");
  for (gsize i = 0; i < G_N_ELEMENTS (qualifiers); i++)
    if (cite_starts (p, qualifiers[i]))
      {
        p += strlen (qualifiers[i]);
        break;
      }
  const Noun *found = noun_at (self_nouns, G_N_ELEMENTS (self_nouns), p);
  if (found == NULL)
    return FALSE;
  *noun = found->word;
  *end = p + strlen (found->word);
  return TRUE;
}

typedef struct {
  const char *word;
  QzLevel     level;
  const char *not_before;
} Division;

static const Division divisions[] = {
  { "条", QZ_LEVEL_ARTICLE, "件例约款线幅" },
  { "款", QZ_LEVEL_PARAGRAPH, "项式" },
  { "项", QZ_LEVEL_ITEM, "目工下" },
  { "目", QZ_LEVEL_POINT, "标录的前" },
  { "章", QZ_LEVEL_CHAPTER, "程" },
  { "节", QZ_LEVEL_SECTION, "目约能点气水育日课" },
  { "分编", QZ_LEVEL_SUBPART, "" },
  { "编", QZ_LEVEL_PART, "制码号写组委辑" },
};

static const Division *
division_at (const char *p)
{
  for (gsize i = 0; i < G_N_ELEMENTS (divisions); i++)
    if (cite_starts (p, divisions[i].word))
      {
        const char *after = p + strlen (divisions[i].word);
        return cite_char_in (after, divisions[i].not_before) && !cite_starts (after, "程序") ? NULL : &divisions[i];
      }
  return NULL;
}

/* What shows that 该款 or 本项 is a provision and not money or a project. */
static gboolean
provision_follows (const char *p)
{
  static const char *const cues[] = { "第", "规定", "的规定", "之规定", "所列", "所规定", "所称", "所指", "所述", "中的规定", "的情形" };
  for (gsize i = 0; i < G_N_ELEMENTS (cues); i++)
    if (cite_starts (p, cues[i]))
      return TRUE;
  return FALSE;
}

gboolean
cite_own_at (const char *text, const char *p, QzLevel *level, const char **end)
{
  if (!own_word (text, p))
    return FALSE;
  const char     *q = p + strlen ("本");
  const Division *found = division_at (q);
  if (found == NULL && cite_starts (q, "附件") && cite_starts (q + strlen ("附件"), "第"))
    {
      *level = QZ_LEVEL_ANNEX;
      *end = q + strlen ("附件");
      return TRUE;
    }
  if (found == NULL)
    return FALSE;
  q += strlen (found->word);
  if ((found->level == QZ_LEVEL_ITEM || found->level == QZ_LEVEL_POINT) && !provision_follows (q))
    return FALSE;
  *level = found->level;
  *end = q;
  return TRUE;
}

gboolean
cite_preceding_at (const char *text, const char *p, QzLevel *level, guint *count, const char **end)
{
  gboolean above = cite_starts (p, "上");
  if ((!above && !cite_starts (p, "前")) || preceded_by (text, p, above ? "以网地海水路线市之" : "目当日提年月天职岗"))
    return FALSE;
  const char *q = p + strlen ("前");
  guint       n = 1;
  gint        number;
  if (cite_starts (q, "各") || cite_starts (q, "几") || cite_starts (q, "数"))
    n = 0, q += strlen ("各");
  else if (plain_number_at (q, &number, &q))
    {
      if (number > 20)
        return FALSE;
      n = (guint) number;
    }
  const Division *found = division_at (q);
  if (found == NULL)
    return FALSE;
  q += strlen (found->word);
  if ((above || found->level < QZ_LEVEL_ARTICLE) && !provision_follows (q))
    return FALSE;
  *level = found->level;
  *count = n;
  *end = q;
  return TRUE;
}

static const Noun that_nouns[] = {
  { "实施细则", "" }, { "实施办法", "" }, { "实施条例", "" }, { "法典", "" }, { "法", "院人定律官警医规学治" }, { "条例", "" },
  { "办法", "" }, { "规定", "" }, { "细则", "" }, { "规则", "" }, { "解释", "" }, { "决定", "" }, { "公约", "" }, { "条约", "" },
  { "协定", "" }, { "章程", "" }, { "规程", "" }, { "修正案", "" }, { "通知", "" }, { "意见", "" },
};

gboolean
cite_that_at (const char *text, const char *p, const char **noun, QzLevel *level, const char **end)
{
  static const char *const pointers[] = { "上述", "前述", "上列", "该", "同" };
  for (gsize i = 0; i < G_N_ELEMENTS (pointers); i++)
    {
      if (!cite_starts (p, pointers[i]))
        continue;
      const char *q = p + strlen (pointers[i]);
      if (cite_starts (p, "同") && preceded_by (text, p, "合不共相等如会协随连陪雷伙胡"))
        return FALSE;
      if (cite_starts (p, "该") && preceded_by (text, p, "应"))
        return FALSE;
      *noun = NULL;
      *level = QZ_LEVEL_ANNEX;
      const Division *division = division_at (q);
      if (division != NULL)
        {
          *level = division->level;
          *end = q + strlen (division->word);
          return provision_follows (*end);
        }
      const Noun *found = noun_at (that_nouns, G_N_ELEMENTS (that_nouns), q);
      if (found != NULL)
        {
          *noun = found->word;
          *end = q + strlen (found->word);
          return TRUE;
        }
      *end = q;
      return (cite_starts (p, "上") || cite_starts (p, "前")) && cite_char_in (q, "第（(");
    }
  return FALSE;
}

/* ---- document numbers ---- */

static const struct { const char *open, *close; } year_brackets[] = {
  { "〔", "〕" }, { "[", "]" }, { "［", "］" }, { "（", "）" }, { "(", ")" }, { "【", "】" }, { "﹝", "﹞" }, { "〈", "〉" },
  { "(", "）" }, { "（", ")" }, { "[", "〕" }, { "〔", "]" },
};

/* Where a body ends that is printed before its own number: 市人民政府京政发〔1985〕167号. */
static const char *const before_letters[] = {
  "政府", "委员会", "法院", "检察院", "办公厅", "国务院", "作出", "印发", "发布", "公布", "下发", "颁布", "文件", "通知", "规定",
};

/* The letters of a 文号 that end at P. */
static const char *
letters_start (const char *text, const char *p, gboolean (*letter) (gunichar))
{
  const char *from = p;
  for (guint n = 0; n < 12 && from > text && letter (cite_char_before (text, from)); n++)
    {
      if (p - from >= 6 && ends_with_one (text, from, before_letters, G_N_ELEMENTS (before_letters)))
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
  for (gsize i = 0; i < G_N_ELEMENTS (year_brackets); i++)
    {
      gint64      year, number;
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
