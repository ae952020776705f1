/* What taught questions say about a new one: a share of the vote on the order of the hits. */
#ifndef QZ_VOTES_H
#define QZ_VOTES_H

#include "search/engine.h"

/* Shares of the vote, each table's adding up to 1; empty when nothing taught is like the question. */
typedef struct {
  GHashTable *records;      /* char* id → double* */
  GHashTable *instruments;  /* char* title key → double*: of the instruments that the records belong to */
} QzVotes;
void qz_votes_free (QzVotes *votes);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzVotes, qz_votes_free)

/* An empty table for engine->targets: what taught questions name → what it is in the index. */
GHashTable *qz_votes_targets_new (void);

/* The votes for what was typed, of at most LIMIT records. NULL on an index error. */
QzVotes *qz_votes_for (QzEngine *engine, const char *text, guint limit, GError **error);

/* What is voted for one hit: its record's share and its instrument's, 0 for none. */
typedef struct {
  double record, instrument;
} QzVoteShares;
QzVoteShares qz_votes_shares (const QzVotes *votes, const char *id, const char *key);

/* Gives each of N scores what the votes add. Without any share the scores stay as they are. */
void qz_votes_apply (double *scores, const QzVoteShares *shares, guint n);

#endif
