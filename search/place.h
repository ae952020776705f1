/* Places: which territory a question speaks of, and where an instrument applies. */
#ifndef QZ_PLACE_H
#define QZ_PLACE_H

#include <quanze/timeline.h>

#define QZ_PLACE_NATIONAL "全国"

/* The longest territory name of the index that stands in FOLDED, in full or without its last
 * 省市县区. *PLACE gets the words, *TERRITORY the full name; both the caller's, NULL when none. */
void qz_place_find (const QzTimeline *timeline, const char *folded, char **place, char **territory);

/* Whether an instrument of TERRITORY (NULL: unknown) applies in PLACE: national, the place
 * itself, or one that contains it (山东省 applies in 山东省青岛市). */
gboolean qz_place_applies (const char *territory, const char *place);

/* The one province all local instruments of the index belong to, as the place of a question that
 * names none; NULL when there are several or none. The caller's. */
char *qz_place_home (const QzTimeline *timeline);

#endif
