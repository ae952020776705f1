#include "config.h"

#include <string.h>

#include "search/place.h"
#include "search/title_match.h"

/* A shortened name keeps at least this share of its title's characters. */
#define COVERAGE_MIN 0.4
/* Characters looked at before an ending (法, 条例 …) for the rest of the name. */
#define NAME_MAX_CHARS 30

static const char *const endings[] = { "实施条例", "实施办法", "实施细则", "条例", "办法", "规定", "细则", "决定", "规则", "解释", "法典", "宪法", "法" };

/* Words that end in 法 but name no instrument. */
static const char *const no_titles[] = { "执法", "违法", "合法", "依法", "非法", "司法", "办法", "立法", "方法", "守法", "宪法法", "看法", "做法", "用法", "说法" };

static gboolean
is_no_title (const char *start, const char *end)
{
  for (guint i = 0; i < G_N_ELEMENTS (no_titles); i++) {
    gsize len = strlen (no_titles[i]);
    if ((gsize) (end - start) >= len && memcmp (end - len, no_titles[i], len) == 0)
      return TRUE;
  }
  return FALSE;
}

/* How many characters at the end of [START, END) are, in order, characters of KEY, read from both ends:
 * 动物保护法 of 野生动物保护法 is 5. */
static guint
matched_tail (const char *start, const char *end, const char *key)
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

static void
consider (Best *best, const QzVersion *version, const char *start, const char *end, const char *territory)
{
  gsize key_len = strlen (version->key), span = (gsize) (end - start);
  guint key_chars, matched;
  gboolean exact = span >= key_len && memcmp (end - key_len, version->key, key_len) == 0;

  key_chars = (guint) g_utf8_strlen (version->key, -1);
  matched = exact ? key_chars : matched_tail (start, end, version->key);
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

static gsize
ending_at (const char *text)
{
  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_prefix (text, endings[i]))
      return strlen (endings[i]);
  return 0;
}

char *
qz_title_match (const QzTimeline *timeline, const char *folded, const char *territory, gboolean *exact, double *coverage)
{
  const GPtrArray *all = qz_timeline_all (timeline);
  Best best = { 0 };

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p)) {
    gsize ending = ending_at (p);
    const char *start = p;

    if (ending == 0 || is_no_title (folded, p + ending))
      continue;
    for (guint i = 0; i < NAME_MAX_CHARS && start > folded; i++)
      start = g_utf8_prev_char (start);
    for (guint i = 0; i < all->len; i++) {
      const QzVersion *version = all->pdata[i];
      if (g_str_has_suffix (version->key, "法") == g_str_has_prefix (p, "法"))
        consider (&best, version, start, p + ending, territory);
    }
  }
  *exact = best.exact;
  *coverage = best.coverage;
  return g_strdup (best.key);
}
