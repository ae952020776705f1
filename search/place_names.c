#include "config.h"

#include <string.h>

#include "lib/structure/places.h"
#include "search/place.h"
#include "search/place_names.h"

typedef struct {
  char       *name;       /* 山东省青岛市, 青岛市, 青岛; of a site 普陀山, 浦东 */
  const char *territory;  /* the timeline's; of a site NULL when rules of several places are named after it */
} Named;

struct QzPlaceNames {
  GArray *territories, *sites;  /* Named, each name once, in the order of the timeline */
};

static void
named_clear (gpointer data)
{
  g_free (((Named *) data)->name);
}

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

/* What a mountain, lake, island or new district of one place is named with, in the title of that place's own rule. Rivers
 * run through several. */
static const char *const sites[] = { "新区", "开发区", "试验区", "保税区", "度假区", "三角洲", "半岛", "山", "湖", "岛", "湾", "古镇", "古城" };

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

/* ---- the names of an index ---- */

/* Adds NAME (consumed; NULL: nothing) of TERRITORY unless it is there; with UNIQUE a name of two territories tells neither. */
static void
add (GArray *list, GHashTable *seen, char *name, const char *territory, gboolean unique)
{
  gpointer at = name != NULL ? g_hash_table_lookup (seen, name) : NULL;

  if (name == NULL)
    return;
  if (at != NULL) {
    Named *had = &g_array_index (list, Named, GPOINTER_TO_UINT (at) - 1);
    if (unique && g_strcmp0 (had->territory, territory) != 0)
      had->territory = NULL;
    g_free (name);
    return;
  }
  const Named named = { name, territory };
  g_array_append_val (list, named);
  g_hash_table_insert (seen, name, GUINT_TO_POINTER (list->len));
}

/* The site that the title of VERSION is named after, behind its place. The caller's; NULL when it is after none. */
static char *
site_of (const QzVersion *version)
{
  const char *last = last_part (version->territory), *rest = version->key;
  gsize stem = 0;

  if (g_str_has_prefix (rest, version->territory))
    rest += strlen (version->territory);
  else if (g_str_has_prefix (rest, last))
    rest += strlen (last);
  return site_span (rest, &stem) > 0 ? g_strndup (rest, stem) : NULL;
}

QzPlaceNames *
qz_place_names_new (const QzTimeline *timeline)
{
  const GPtrArray *all = qz_timeline_all (timeline);
  QzPlaceNames *names = g_new (QzPlaceNames, 1);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal), seen_sites = g_hash_table_new (g_str_hash, g_str_equal);

  names->territories = g_array_new (FALSE, FALSE, sizeof (Named));
  names->sites = g_array_new (FALSE, FALSE, sizeof (Named));
  g_array_set_clear_func (names->territories, named_clear);
  g_array_set_clear_func (names->sites, named_clear);
  for (guint i = 0; i < all->len; i++) {
    const QzVersion *version = all->pdata[i];

    if (!qz_place_is_local (version->territory))
      continue;
    const char *last = last_part (version->territory);
    add (names->territories, seen, g_strdup (version->territory), version->territory, FALSE);
    add (names->territories, seen, g_strdup (last), version->territory, FALSE);
    add (names->territories, seen, short_name (last), version->territory, FALSE);
    add (names->sites, seen_sites, site_of (version), version->territory, TRUE);
  }
  return names;
}

void
qz_place_names_free (QzPlaceNames *names)
{
  if (names == NULL)
    return;
  g_array_unref (names->territories);
  g_array_unref (names->sites);
  g_free (names);
}

/* ---- finding one ---- */

/* The longest of LIST that stands in FOLDED; NULL when none does. */
static const Named *
longest_in (const GArray *list, const char *folded)
{
  const Named *best = NULL;

  for (guint i = 0; i < list->len; i++) {
    const Named *named = &g_array_index (list, Named, i);
    if ((best == NULL || strlen (named->name) > strlen (best->name)) && strstr (folded, named->name) != NULL)
      best = named;
  }
  return best;
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

/* 普陀山, 浦东: a site that only one place's rules are named after tells the place. */
static void
find_site (const QzPlaceNames *names, const char *folded, char **place, char **territory)
{
  const Named *found = NULL;

  for (guint i = 0; i < names->sites->len; i++) {
    const Named *site = &g_array_index (names->sites, Named, i);

    if (strstr (folded, site->name) == NULL)
      continue;
    if (site->territory == NULL || (found != NULL && !g_str_equal (found->territory, site->territory)))
      return;
    found = site;
  }
  *place = found != NULL ? g_strdup (found->name) : NULL;
  *territory = found != NULL ? g_strdup (found->territory) : NULL;
}

void
qz_place_names_find (const QzPlaceNames *names, const char *folded, char **place, char **territory)
{
  const Named *named = longest_in (names->territories, folded);

  *place = named != NULL ? g_strdup (named->name) : NULL;
  *territory = named != NULL ? g_strdup (named->territory) : NULL;
  if (named == NULL)
    find_unheld (folded, place, territory);
  if (*place == NULL)
    find_site (names, folded, place, territory);
}
