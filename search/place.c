#include "config.h"

#include <string.h>

#include "lib/structure/places.h"
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

/* A province or city that the index has no text of: only national law applies there. */
static void
find_unheld (const char *folded, char **place, char **territory)
{
  const char *province = qz_province_in (folded);

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p)) {
    const char *end = NULL;
    g_autofree char *full = qz_place_read (p, FALSE, &end);

    if (full == NULL || (!g_str_has_suffix (full, "省") && !g_str_has_suffix (full, "市") && !g_str_has_suffix (full, "州") && !g_str_has_suffix (full, "区")))
      continue;
    *place = g_strndup (p, (gsize) (end - p));
    *territory = g_steal_pointer (&full);
    return;
  }
  if (province == NULL)
    return;
  g_autofree char *brief = short_name (province);
  *place = g_strdup (brief != NULL && strstr (folded, province) == NULL ? brief : province);
  *territory = g_strdup (province);
}

/* What a mountain, lake, island or new district of one place is named with, in the title of that place's own rule. Rivers
 * run through several. */
static const char *const sites[] = { "新区", "开发区", "试验区", "保税区", "度假区", "山", "湖", "岛", "湾", "古镇", "古城" };

/* Length of the site's name that REST (a title behind its place) begins with; 0 when none. *STEM: without 新区 and the like. */
static gsize
site_span (const char *rest, gsize *stem)
{
  const char *p = rest;

  for (guint n = 0; n < 5 && *p != '\0'; n++, p = g_utf8_next_char (p))
    for (guint i = 0; n >= 1 && i < G_N_ELEMENTS (sites); i++)
      if (g_str_has_prefix (p, sites[i])) {
        gsize len = (gsize) (p - rest) + strlen (sites[i]);
        *stem = n >= 2 && strlen (sites[i]) > strlen ("山") ? (gsize) (p - rest) : len;
        return len;
      }
  return 0;
}

/* 普陀山, 浦东: a site that only one place's rules are named after tells the place. */
static void
find_site (const QzTimeline *timeline, const char *folded, char **place, char **territory)
{
  const GPtrArray *all = qz_timeline_all (timeline);
  const char *found = NULL;
  g_autofree char *name = NULL;

  for (guint i = 0; i < all->len; i++) {
    const QzVersion *version = all->pdata[i];
    const char *last = is_local (version->territory) ? last_part (version->territory) : NULL, *rest = version->key;
    gsize stem = 0;

    if (last == NULL)
      continue;
    if (g_str_has_prefix (rest, version->territory))
      rest += strlen (version->territory);
    else if (g_str_has_prefix (rest, last))
      rest += strlen (last);
    if (site_span (rest, &stem) == 0)
      continue;
    g_autofree char *site = g_strndup (rest, stem);
    if (strstr (folded, site) == NULL)
      continue;
    if (found != NULL && !g_str_equal (found, version->territory))
      return;
    found = version->territory;
    g_free (name);
    name = g_steal_pointer (&site);
  }
  if (found == NULL)
    return;
  *place = g_steal_pointer (&name);
  *territory = g_strdup (found);
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
  if (search.place == NULL)
    find_unheld (folded, place, territory);
  if (*place == NULL)
    find_site (timeline, folded, place, territory);
}

gboolean
qz_place_applies (const char *territory, const char *place)
{
  return territory == NULL || g_str_equal (territory, QZ_PLACE_NATIONAL)
         || (place != NULL && g_str_has_prefix (place, territory));
}

/* 自治区建设工程造价管理办法 names its place only to those who live there. */
static gboolean
is_named_place (const char *territory)
{
  static const char *const UNITS[] = { "省", "自治区", "市", "州", "自治州", "县", "区", "本省", "本市", "本县", "本区" };

  for (guint i = 0; i < G_N_ELEMENTS (UNITS); i++)
    if (strcmp (UNITS[i], territory) == 0)
      return FALSE;
  return TRUE;
}

gboolean
qz_place_overlaps (const char *territory, const char *place)
{
  return territory == NULL || place == NULL || strcmp (territory, QZ_PLACE_NATIONAL) == 0 || strcmp (place, QZ_PLACE_NATIONAL) == 0
         || !is_named_place (territory) || g_str_has_prefix (place, territory) || g_str_has_prefix (territory, place);
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

const char *
qz_place_strip (const char *name, const char *territory)
{
  for (const char *part = territory; part != NULL && *part != '\0'; part = g_utf8_next_char (part))
    if (g_utf8_strlen (part, -1) >= 2 && g_str_has_prefix (name, part) && name[strlen (part)] != '\0')
      return name + strlen (part);
  return name;
}
