/* Registry items and clauses brought into one order: what founds what, what says it again. */
#ifndef QZ_ANSWER_JOIN_H
#define QZ_ANSWER_JOIN_H

#include "search/ask/answer.h"

/* How many answers are shown at most. */
#define QZ_ANSWERS_MAX 5

/* POWERS and CLAUSES (arrays of answers) into ANSWERS, best first; a clause that founds an item above, or only hands
 * it on or lists it, is named there and not again. */
void qz_answer_join (QzIntent intent, const json_t *powers, const json_t *clauses, json_t *answers);

#endif
