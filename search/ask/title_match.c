#include "config.h"

#include <string.h>

#include <quanze/store.h>

#include "search/place.h"
#include "search/title_names.h"
#include "search/ask/title_match.h"

/* A shortened name keeps at least this share of its title's characters. */
#define COVERAGE_MIN 0.4
/* Characters looked at before an ending (法, 条例 …) for the rest of the name. */
#define NAME_MAX_CHARS 30

static const char *const endings[] = { "实施条例", "实施办法", "实施细则", "条例", "办法", "规定", "细则", "决定", "规则", "守则", "解释", "法典", "宪法", "法" };

/* Words that end in 法 but name no instrument. */
static const char *const no_titles[] = { "执法", "违法", "合法", "依法", "非法", "司法", "办法", "立法", "方法", "守法", "宪法法", "看法", "做法", "用法", "说法" };

static gboolean
is_no_title (const char *start, const char *end)
{
  static const char company_law[] = "公司法";   /* ends in 司法 and is one */
  static const char goes_on[] = "院官庭律规治制学定人务医警理系";   /* 最高人民法|院 */
  gsize company = strlen (company_law);

  if (*end != '\0' && g_utf8_strchr (goes_on, -1, g_utf8_get_char (end)) != NULL)
    return TRUE;
  if ((gsize) (end - start) >= company && memcmp (end - company, company_law, company) == 0)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (no_titles); i++) {
    gsize len = strlen (no_titles[i]);
    if ((gsize) (end - start) >= len && memcmp (end - len, no_titles[i], len) == 0)
      return TRUE;
  }
  return FALSE;
}

guint
qz_title_tail (const char *start, const char *end, const char *key)
{
  const char *k = key + strlen (key), *p = end;
  guint matched = 0;

  while (p > start) {
    const char *before = g_utf8_prev_char (p);
    gunichar wanted = g_utf8_get_char (before);
    const char *at = k;

    while (at > key && g_utf8_get_char (g_utf8_prev_char (at)) != wanted)
      at = g_utf8_prev_char (at);
    if (at == key)
      break;
    k = g_utf8_prev_char (at);
    p = before;
    matched++;
  }
  return matched;
}

typedef struct {
  const char *key;
  double      score, coverage;
  gboolean    exact;
} Best;

/* KEY without the place it starts with, where the question says that place itself: 上海优化营商环境条例 names
 * 上海市优化营商环境条例 in full. */
static const char *
without_place (const QzVersion *version, const char *territory)
{
  if (territory == NULL || g_strcmp0 (version->territory, territory) != 0)
    return version->key;
  for (const char *p = territory; *p != '\0'; p = g_utf8_next_char (p))
    if (g_str_has_prefix (version->key, p))
      return version->key + strlen (p);
  return version->key;
}

static void
consider (Best *best, const QzVersion *version, const char *start, const char *end, const char *territory)
{
  const char *name = without_place (version, territory);
  gsize key_len = strlen (name), span = (gsize) (end - start);
  guint key_chars, matched;
  gboolean exact = key_len > 0 && span >= key_len && memcmp (end - key_len, name, key_len) == 0;

  if (exact && name == version->key && qz_title_behind_place (start, end - key_len))
    return;
  key_chars = (guint) g_utf8_strlen (version->key, -1);
  matched = exact ? key_chars : qz_title_tail (start, end, version->key);
  if (matched < 3 || (double) matched / key_chars < COVERAGE_MIN)
    return;
  /* More of the words said, then more of the title; a rule of another place only when named in full. */
  double score = matched + (double) matched / key_chars * 4 + (exact ? 10 : 0);
  if (!qz_place_applies (version->territory, territory) && !exact)
    return;
  if (territory != NULL && g_strcmp0 (version->territory, territory) == 0)
    score += 2;
  if (score > best->score) {
    best->score = score;
    best->key = version->key;
    best->exact = exact;
    best->coverage = (double) matched / key_chars;
  }
}

/* …法 and not …办法: of the one kind or the other is what a name ending so can mean. */
static gboolean
is_law (const char *key)
{
  return g_str_has_suffix (key, "法") && !g_str_has_suffix (key, "办法");
}

static gsize
ending_at (const char *text)
{
  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_prefix (text, endings[i]))
      return strlen (endings[i]);
  return 0;
}

/* 法 and 法典 are what they say; the lower instruments are mixed up in speech. */
static gboolean
same_ending (const char *key, const char *said, gsize len)
{
  gboolean law = g_str_has_prefix (said, "法"), key_law = is_law (key) || g_str_has_suffix (key, "法典");

  if (!law || !key_law)
    return law == key_law;
  return strlen (key) >= len && memcmp (key + strlen (key) - len, said, len) == 0;
}

char *
qz_title_match (const QzTimeline *timeline, const char *folded, const char *territory, gboolean *exact, double *coverage)
{
  const GPtrArray *all = qz_timeline_all (timeline);
  Best best = { 0 };

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p)) {
    gsize ending = ending_at (p);
    const char *start = p;

    if (ending == 0 || (ending == strlen ("法") && is_no_title (folded, p + ending)))
      continue;
    for (guint i = 0; i < NAME_MAX_CHARS && start > folded; i++)
      start = g_utf8_prev_char (start);
    for (guint i = 0; i < all->len; i++) {
      const QzVersion *version = all->pdata[i];
      if (same_ending (version->key, p, ending))
        consider (&best, version, start, p + ending, territory);
    }
  }
  *exact = best.exact;
  *coverage = best.coverage;
  return g_strdup (best.key);
}

/* The longest text that ends at END and that some record cites as a title; "" when none. The caller's; NULL on an index
 * error. */
static char *
cited_name (QzReader *reader, const char *start, const char *end, GError **error)
{
  for (; end - start >= (gssize) (3 * strlen ("法")); start = g_utf8_next_char (start)) {
    g_autofree char *name = g_strndup (start, (gsize) (end - start));
    g_autofree char *term = g_strconcat (QZ_T_LINK, name, NULL), *fit = qz_term_fit (term);
    gint64 count = qz_reader_count (reader, fit, error);

    if (count < 0)
      return NULL;
    if (count > 0)
      return g_steal_pointer (&name);
  }
  return g_strdup ("");
}

/* Whether [NAME, END) in the run from START on is only part of a longer title: behind a place (河南省|审计条例), or before
 * what is made of it (外资企业法|实施细则). */
static gboolean
is_part_of_title (const char *start, const char *name, const char *end)
{
  static const char *const behind[] = { "实施细则", "实施办法", "实施条例", "实施规定", "若干", "有关问题", "的解释", "的补充规定", "的决定", "修正案", "细则", "解释" };

  while (g_str_has_prefix (end, "》") || g_str_has_prefix (end, "〉"))
    end = g_utf8_next_char (end);
  for (guint i = 0; i < G_N_ELEMENTS (behind); i++)
    if (g_str_has_prefix (end, behind[i]))
      return TRUE;
  return qz_title_behind_place (start, name);
}

GPtrArray *
qz_titles_cited (QzReader *reader, const char *folded, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (const char *p = folded; *p != '\0';) {
    gsize ending = ending_at (p);
    const char *start = p;

    if (ending == 0 || (ending == strlen ("法") && is_no_title (folded, p + ending))) {
      p = g_utf8_next_char (p);
      continue;
    }
    for (guint i = 0; i < NAME_MAX_CHARS && start > folded && g_unichar_isalnum (g_utf8_get_char (g_utf8_prev_char (start))); i++)
      start = g_utf8_prev_char (start);
    g_autofree char *name = cited_name (reader, start, p + ending, error);
    if (name == NULL)
      return NULL;
    if (*name != '\0' && !is_part_of_title (start, p + ending - strlen (name), p + ending))
      g_ptr_array_add (names, g_steal_pointer (&name));
    p += ending;
  }
  return g_steal_pointer (&names);
}
