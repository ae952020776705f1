/* What taught questions say about a new one: a share of the vote on the order of the hits. */
#ifndef QZ_VOTES_H
#define QZ_VOTES_H

#include "search/engine.h"

/* Votes by record id (char* → double*, shares that add up to 1) for what was typed, of at most LIMIT records;
 * empty when nothing taught is like it. NULL on an index error. The caller's. */
GHashTable *qz_votes_for (QzEngine *engine, const char *text, guint limit, GError **error);

/* Gives each of N scores what the votes add; SHARES[i] is its record's share, 0 for none. Without any share the scores
 * stay as they are. */
void qz_votes_apply (double *scores, const double *shares, guint n);

#endif
