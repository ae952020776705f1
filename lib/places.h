/* Provinces and the cities, prefectures and leagues within them, as their names begin an issuer's or a title. */
#ifndef LIB_PLACES_H
#define LIB_PLACES_H

#include <glib.h>

G_BEGIN_DECLS

/* The longest place that NAME begins with: 山东省青岛市 for 青岛市…, 青岛经济特区…, 山东省青岛市…; with COUNTIES a county below
 * it is added as printed. *END (may be NULL) is set behind it. The caller's; NULL when NAME begins with none. */
char *qz_place_read (const char *name, gboolean counties, const char **end);

/* A place that the tables do not list, as the name of an organ or a title begins with it: 甲乙县 of
 * 甲乙县人民政府. As printed, the caller's; NULL when NAME begins with none. */
char *qz_place_unlisted (const char *name);

/* The province, by its full or short name, that stands somewhere in TEXT; static, NULL when none. */
const char *qz_province_in (const char *text);

G_END_DECLS

#endif
