#include "config.h"

#include <string.h>

#include "lib/text/place_unit.h"

/* Endings of the names of places, the longer first. A name of one character before the ending is
 * no place of its own: 沙市区, 市中区, 杭州市. */
static const char *const endings[] = {
  "特别行政区", "自治区", "自治州", "自治县", "自治旗",
  "地区", "林区", "省", "市", "盟", "县", "旗", "区",
};

gsize
qz_place_first_unit (const char *place)
{
  const char *p = place;

  for (guint characters = 0; *p != '\0'; p = g_utf8_next_char (p), characters++)
    for (guint i = 0; characters >= 2 && i < G_N_ELEMENTS (endings); i++)
      if (g_str_has_prefix (p, endings[i]))
        return (gsize) (p - place) + strlen (endings[i]);
  return (gsize) (p - place);
}
