#include "config.h"

#include <string.h>

#include "search/place.h"

gboolean
qz_place_is_local (const char *territory)
{
  return territory != NULL && *territory != '\0' && !g_str_equal (territory, QZ_PLACE_NATIONAL);
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

    if (!qz_place_is_local (version->territory))
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
