/* How well a candidate answers: the parts of a score and what each weighs (docs/ANSWERING.md). */
#ifndef QZ_SCORE_H
#define QZ_SCORE_H

#include "search/ask/candidate.h"

/* The best of all candidates by each of the two stages of a search. */
typedef struct { double words, relevance; } QzScoreTops;

/* What the relevance of a search is worth: nothing where the intent itself says what kind of clause is wanted. */
double qz_score_relevance_weight (const QzQuestion *question);

/* Of a provision, by its own text. PLACE: whose rules come first; NULL: none's. */
void qz_score_provision (QzEngine *engine, const QzQuestion *question, const QzConcepts *concepts, const char *place,
                         const QzScoreTops *tops, QzCandidate *candidate);
/* How much of the question a scored provision covers, as a whole and in its best unit. */
double qz_score_covered (const QzCandidate *candidate);
/* PUNISHING takes what BREACHED covers for its own, where that is more than it has. FALSE on an index error. */
gboolean qz_score_breach (QzEngine *engine, const QzQuestion *question, const QzConcepts *concepts, const QzCandidate *breached,
                          QzCandidate *punishing, GError **error);
/* By what the first MOST of LIST vest and in whom; LIST is put in order again. */
void qz_score_vested (const QzEngine *engine, const QzQuestion *question, const QzConcepts *concepts, GPtrArray *list, guint most);
/* Of a registry item. TOP_WORDS: the best first-stage score among the items. */
void qz_score_power (QzEngine *engine, const QzQuestion *question, const QzConcepts *concepts, double top_words, QzCandidate *candidate);

/* The better first, then by id; of QzCandidate* in a GPtrArray. */
gint qz_score_compare (gconstpointer a, gconstpointer b);

#endif
