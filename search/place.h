/* Places: where an instrument applies. */
#ifndef QZ_PLACE_H
#define QZ_PLACE_H

#include <quanze/timeline.h>

#define QZ_PLACE_NATIONAL "全国"

/* Whether TERRITORY is some place's and not the nation's; FALSE for NULL and "". */
gboolean qz_place_is_local (const char *territory);

/* Whether an instrument of TERRITORY (NULL: unknown) applies in PLACE: national, the place
 * itself, or one that contains it (山东省 applies in 山东省青岛市). */
gboolean qz_place_applies (const char *territory, const char *place);

/* Whether an instrument of TERRITORY may hold in PLACE or in a part of it. Places are written from the province down, so a
 * wider one is the beginning of a narrower. What is unknown (NULL, 本市) is not held against it. */
gboolean qz_place_overlaps (const char *territory, const char *place);

/* The one province all local instruments of the index belong to, as the place of a question that
 * names none; NULL when there are several or none. The caller's. */
char *qz_place_home (const QzTimeline *timeline);

/* NAME of a body without the place it starts with, or the last part of it: 棠宁县农业农村局 of 岚川省澜阳市棠宁县 → 农业农村局.
 * Borrowed from NAME; TERRITORY may be NULL. */
const char *qz_place_strip (const char *name, const char *territory);

#endif
