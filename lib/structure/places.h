/* Provinces and the cities, prefectures and leagues within them, as their names begin an issuer's or a title. */
#ifndef LIB_PLACES_H
#define LIB_PLACES_H

#include <glib.h>

G_BEGIN_DECLS

/* The longest place that NAME begins with: 山东省青岛市 for 青岛市…, 青岛经济特区…, 山东省青岛市…; with WITH_FORMS also what has
 * the form of a place: counties, towns, and 岚川省澜阳市, which no table knows, as printed. *END (may be NULL) is set
 * behind it. The caller's; NULL when NAME begins with none. */
char *qz_place_read (const char *name, gboolean with_forms, const char **end);

/* Whether PLACE begins with a province of the table. */
gboolean qz_place_has_province (const char *place);

/* The province, by its full or short name, that stands somewhere in TEXT; static, NULL when none. */
const char *qz_province_in (const char *text);

G_END_DECLS

#endif
