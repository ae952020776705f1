#include "config.h"

#include <string.h>

#include "search/place.h"

/* 特别行政区 and the autonomous regions drop their long tails first. */
static const char *const suffixes[] = { "维吾尔自治区", "壮族自治区", "回族自治区", "特别行政区", "自治区", "自治州", "自治县",
                                        "经济特区",     "地区",       "省",         "市",         "县",     "区",     "盟" };

/* The short form of a place's last part: 山东省青岛市 → 青岛. The caller's; NULL when it has none. */
static char *
short_name (const char *last)
{
  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    if (g_str_has_suffix (last, suffixes[i])) {
      gsize len = strlen (last) - strlen (suffixes[i]);
      return g_utf8_strlen (last, (gssize) len) >= 2 ? g_strndup (last, len) : NULL;
    }
  return NULL;
}

/* The part of TERRITORY behind its province: 山东省青岛市 → 青岛市, 山东省 → 山东省. Borrowed. */
static const char *
last_part (const char *territory)
{
  static const char *const heads[] = { "省", "自治区" };

  for (guint i = 0; i < G_N_ELEMENTS (heads); i++) {
    const char *at = strstr (territory, heads[i]);
    if (at != NULL && at[strlen (heads[i])] != '\0')
      return at + strlen (heads[i]);
  }
  return territory;
}

static gboolean
is_local (const char *territory)
{
  return territory != NULL && *territory != '\0' && !g_str_equal (territory, QZ_PLACE_NATIONAL);
}

typedef struct {
  const char *folded;
  gsize       best;
  char       *place;
  const char *territory;
} Search;

static void
consider (Search *search, const char *name, const char *territory)
{
  if (name == NULL || strlen (name) <= search->best || strstr (search->folded, name) == NULL)
    return;
  search->best = strlen (name);
  g_free (search->place);
  search->place = g_strdup (name);
  search->territory = territory;
}

void
qz_place_find (const QzTimeline *timeline, const char *folded, char **place, char **territory)
{
  const GPtrArray *all = qz_timeline_all (timeline);
  Search search = { .folded = folded };
  const char *last_seen = NULL;

  for (guint i = 0; i < all->len; i++) {
    const QzVersion *version = all->pdata[i];

    if (!is_local (version->territory) || g_strcmp0 (version->territory, last_seen) == 0)
      continue;
    last_seen = version->territory;
    const char *last = last_part (version->territory);
    g_autofree char *brief = short_name (last);
    consider (&search, version->territory, version->territory);
    consider (&search, last, version->territory);
    consider (&search, brief, version->territory);
  }
  *place = search.place;
  *territory = g_strdup (search.territory);
}

gboolean
qz_place_applies (const char *territory, const char *place)
{
  return territory == NULL || g_str_equal (territory, QZ_PLACE_NATIONAL)
         || (place != NULL && g_str_has_prefix (place, territory));
}

char *
qz_place_home (const QzTimeline *timeline)
{
  const GPtrArray *all = qz_timeline_all (timeline);
  const char *longest = NULL;

  for (guint i = 0; i < all->len; i++) {
    const QzVersion *version = all->pdata[i];

    if (!is_local (version->territory))
      continue;
    if (longest == NULL || g_str_has_prefix (version->territory, longest))
      longest = version->territory;
    else if (!g_str_has_prefix (longest, version->territory))
      return NULL;
  }
  return g_strdup (longest);
}
