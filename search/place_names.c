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
  GArray *counties;             /* Named, of the lexicon */
};

static void
named_clear (gpointer data)
{
  g_free (((Named *) data)->name);
}

/* 特别行政区 and the autonomous regions drop their long tails first. */
static const char *const suffixes[] = { "维吾尔自治区", "壮族自治区", "回族自治区", "特别行政区", "自治区", "自治州", "自治县",
                                        "经济特区",     "地区",       "省",         "市",         "县",     "区",     "盟" };

/* Whom an autonomous area is named after, behind its own name: 景宁|畲族|自治县, 黔南|布依族|苗族|自治州. */
static const char *const peoples[]
  = { "蒙古族", "回族", "藏族", "维吾尔族", "苗族", "彝族", "壮族", "布依族", "朝鲜族", "满族", "侗族", "瑶族", "白族", "土家族", "哈尼族", "哈萨克族",
      "傣族", "黎族", "傈僳族", "佤族", "畲族", "拉祜族", "水族", "东乡族", "纳西族", "景颇族", "柯尔克孜族", "土族", "达斡尔族", "仫佬族", "羌族",
      "布朗族", "撒拉族", "毛南族", "仡佬族", "锡伯族", "阿昌族", "普米族", "塔吉克族", "怒族", "鄂温克族", "德昂族", "保安族", "裕固族", "独龙族",
      "鄂伦春族", "各族", "蒙古" };

/* LEN bytes of NAME without the peoples at its end. */
static gsize
without_peoples (const char *name, gsize len)
{
  for (guint i = 0; i < G_N_ELEMENTS (peoples);) {
    gsize own = strlen (peoples[i]);
    if (len > own && memcmp (name + len - own, peoples[i], own) == 0) {
      len -= own;
      i = 0;
    } else
      i++;
  }
  return len;
}

/* The short form of a place's last part: 山东省青岛市 → 青岛. The caller's; NULL when it has none. */
static char *
short_name (const char *last)
{
  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    if (g_str_has_suffix (last, suffixes[i])) {
      gsize len = without_peoples (last, strlen (last) - strlen (suffixes[i]));
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

/* What a mountain, lake, island, site or new district of one place is named with, in the title of that place's own rule.
 * Rivers run through several. Where BRIEF, it is called so without the word as well: 浦东|新区. */
static const struct { const char *word; gboolean brief; } sites[]
  = { { "新区", TRUE },   { "开发区", TRUE }, { "试验区", TRUE }, { "保税区", TRUE }, { "度假区", TRUE }, { "古镇", TRUE },  { "古城", TRUE },
      { "三角洲", FALSE }, { "遗址", FALSE },  { "水库", FALSE },  { "半岛", FALSE },  { "山", FALSE },    { "湖", FALSE },   { "岛", FALSE },
      { "湾", FALSE } };

/* What a kind of sites ends in, not one's name: 无居民海岛, 革命遗址, 经济开发区. */
static const char *const kinds[]
  = { "海岛", "群岛", "矿山", "荒山", "河湖", "海湾", "港湾", "革命遗址", "文化遗址", "古遗址", "工业遗址", "型水库", "经济开发区",
      "技术开发区", "产业开发区", "贸易试验区", "改革试验区", "综合保税区", "旅游度假区" };

/* The name of the site that REST (a title behind its place) begins with, as short as it is called. The caller's; NULL when none. */
static char *
site_name (const char *rest)
{
  const char *p = rest;

  for (guint n = 0; n < 5 && g_unichar_isalpha (g_utf8_get_char (p)); n++, p = g_utf8_next_char (p))
    for (guint i = 0; n >= 1 && i < G_N_ELEMENTS (sites); i++) {
      if (!g_str_has_prefix (p, sites[i].word))
        continue;
      g_autofree char *full = g_strndup (rest, (gsize) (p - rest) + strlen (sites[i].word));
      for (guint j = 0; j < G_N_ELEMENTS (kinds); j++)
        if (g_str_has_suffix (full, kinds[j]))
          return NULL;
      return n >= 2 && sites[i].brief ? g_strndup (rest, (gsize) (p - rest)) : g_steal_pointer (&full);
    }
  return NULL;
}

/* ---- the names of an index ---- */

/* Where a name of both HAD (NULL: several) and TERRITORY tells: the part that lies in the other; NULL where neither does. */
static const char *
common_place (const char *had, const char *territory)
{
  if (had == NULL || g_str_has_prefix (had, territory))
    return had;
  return g_str_has_prefix (territory, had) ? territory : NULL;
}

/* Adds NAME (consumed; NULL: nothing) of TERRITORY unless it is there; with UNIQUE a name of two territories tells neither. */
static void
add (GArray *list, GHashTable *seen, char *name, const char *territory, gboolean unique)
{
  gpointer at = name != NULL ? g_hash_table_lookup (seen, name) : NULL;

  if (name == NULL)
    return;
  if (at != NULL) {
    Named *had = &g_array_index (list, Named, GPOINTER_TO_UINT (at) - 1);
    if (unique)
      had->territory = common_place (had->territory, territory);
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
  g_autofree char *province = g_strndup (version->territory, (gsize) (last - version->territory));
  g_autofree char *brief = short_name (province), *own_brief = short_name (last);
  const char *const before[] = { "促进", "推进", version->territory, last, brief, own_brief, "促进", "推进" };

  for (guint i = 0; i < G_N_ELEMENTS (before); i++)
    if (before[i] != NULL && g_str_has_prefix (rest, before[i]))
      rest += strlen (before[i]);
  return site_name (rest);
}

/* The mark of a county that is only called by its full name: 江山市. */
#define WHOLE "全"

/* A row of places: name, full name, mark. */
static void
add_county (const char *const *cells, gpointer user_data)
{
  GArray *counties = user_data;
  const char *mark = cells[1] != NULL && cells[2] != NULL ? cells[2] : "";

  if (cells[1] == NULL)
    return;
  Named whole = { g_strdup (cells[0]), cells[1] };
  g_array_append_val (counties, whole);
  Named brief = { g_str_equal (mark, WHOLE) ? NULL : short_name (cells[0]), cells[1] };
  if (brief.name != NULL)
    g_array_append_val (counties, brief);
}

QzPlaceNames *
qz_place_names_new (const QzTimeline *timeline, const QzLexicon *lexicon)
{
  const GPtrArray *all = qz_timeline_all (timeline);
  QzPlaceNames *names = g_new (QzPlaceNames, 1);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal), seen_sites = g_hash_table_new (g_str_hash, g_str_equal);

  names->territories = g_array_new (FALSE, FALSE, sizeof (Named));
  names->sites = g_array_new (FALSE, FALSE, sizeof (Named));
  g_array_set_clear_func (names->territories, named_clear);
  g_array_set_clear_func (names->sites, named_clear);
  names->counties = g_array_new (FALSE, FALSE, sizeof (Named));
  g_array_set_clear_func (names->counties, named_clear);
  qz_lexicon_each (lexicon, "places", add_county, names->counties);
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
  g_array_unref (names->counties);
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

/* 普陀山, 浦东: a site that only one place's rules are named after tells the place. NULL when there is none, or another
 * speaks against it. */
static const Named *
find_site (const QzPlaceNames *names, const char *folded)
{
  const Named *found = NULL;

  for (guint i = 0; i < names->sites->len; i++) {
    const Named *site = &g_array_index (names->sites, Named, i);

    if (strstr (folded, site->name) == NULL)
      continue;
    if (site->territory == NULL || (found != NULL && !g_str_equal (found->territory, site->territory)))
      return NULL;
    found = site;
  }
  return found;
}

/* What FOLDED says for COUNTY and the province or city right in front of it: 浙江义乌, 浙江省义乌市. The caller's. */
static char *
said_of (const char *folded, const Named *county)
{
  const char *last = last_part (county->territory);
  const char *city_end = strstr (last, "市");
  g_autofree char *province = g_strndup (county->territory, (gsize) (last - county->territory));
  g_autofree char *city = city_end != NULL ? g_strndup (last, (gsize) (city_end - last) + strlen ("市")) : g_strdup ("");
  g_autofree char *brief = short_name (province), *city_brief = short_name (city);
  const char *const before[] = { province, brief, city, city_brief };

  for (guint i = 0; i < G_N_ELEMENTS (before); i++) {
    g_autofree char *both = before[i] != NULL ? g_strconcat (before[i], county->name, NULL) : NULL;
    if (both != NULL && strstr (folded, both) != NULL)
      return g_steal_pointer (&both);
  }
  return g_strdup (county->name);
}

void
qz_place_names_find (const QzPlaceNames *names, const char *folded, char **place, char **territory)
{
  const Named *named = longest_in (names->territories, folded), *site = find_site (names, folded);
  const Named *county = longest_in (names->counties, folded);

  if (county != NULL && (named == NULL || g_str_has_prefix (county->territory, named->territory))) {
    *place = said_of (folded, county);
    *territory = g_strdup (county->territory);
    return;
  }
  *place = named != NULL ? g_strdup (named->name) : NULL;
  *territory = named != NULL ? g_strdup (named->territory) : NULL;
  if (named == NULL)
    find_unheld (folded, place, territory);
  if (*place == NULL)
    *place = site != NULL ? g_strdup (site->name) : NULL;
  /* 山东黄河三角洲: the city of the site, in the province that is named */
  if (site != NULL && (*territory == NULL || g_str_has_prefix (site->territory, *territory))) {
    g_free (*territory);
    *territory = g_strdup (site->territory);
  }
}
