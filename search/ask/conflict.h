/* Answers that name different holders for the same act: shown, never settled silently. */
#ifndef QZ_CONFLICT_H
#define QZ_CONFLICT_H

#include "search/ask/answer.h"

/* Pairs of ANSWERS (best first) that disagree on who acts, as {"a","b","why"}: WHY says how the two stand in rank and
 * date (立法法99, 100, 103). New reference; empty when there is none. */
json_t *qz_conflicts_find (const QzAsking *asking, const json_t *answers);

#endif
