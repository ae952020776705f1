#include "config.h"

#include <math.h>

#include <quanze/fold.h>

#include "search/locate.h"
#include "search/find/votes.h"

/* What the taught questions have of the whole vote: enough to lift an answer they agree on, too little to push down
 * one that the text itself is sure of (docs/SEARCH.md). */
#define SHARE 0.12

/* The record that TARGET names, "" for none: looked up once. NULL on an index error. */
static const char *
record_of (QzEngine *engine, const char *target, GError **error)
{
  const char *id = g_hash_table_lookup (engine->targets, target);

  if (id != NULL)
    return id;
  QzPlace *place = qz_locate_named (engine, target, error);
  if (place == NULL)
    return NULL;
  char *found = g_strdup (place->found != NULL ? place->found->id : "");
  qz_place_free (place);
  g_hash_table_insert (engine->targets, g_strdup (target), found);
  return found;
}

/* Votes are squared: what several questions agree on stands out. */
GHashTable *
qz_votes_for (QzEngine *engine, const char *text, guint limit, GError **error)
{
  g_autofree char *folded = qz_fold_text (text, -1, QZ_FOLD_NUMERALS);
  QzTaught *taught = qz_engine_taught (engine, error);
  g_autoptr (GHashTable) shares = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  double sum = 0;

  if (taught == NULL)
    return NULL;
  g_autoptr (GArray) votes = qz_taught_votes (taught, folded);
  for (guint i = 0; i < votes->len && g_hash_table_size (shares) < limit; i++) {
    const QzVote *vote = &g_array_index (votes, QzVote, i);
    const char *id = record_of (engine, vote->target, error);

    if (id == NULL)
      return NULL;
    double *share = *id != '\0' ? g_hash_table_lookup (shares, id) : NULL;
    if (*id == '\0')
      continue;
    if (share == NULL) {
      share = g_new0 (double, 1);
      g_hash_table_insert (shares, g_strdup (id), share);
    }
    *share += vote->vote * vote->vote;
    sum += vote->vote * vote->vote;
  }
  GHashTableIter iter;
  gpointer share;
  g_hash_table_iter_init (&iter, shares);
  while (g_hash_table_iter_next (&iter, NULL, &share))
    *(double *) share /= sum;
  return g_steal_pointer (&shares);
}

/* The scores are read as what the text's own vote is made of (its exponentials), the two votes are added, and the sum
 * is put on the scale of the scores again. */
void
qz_votes_apply (double *scores, const double *shares, guint n)
{
  double most = 0, all = 0, voted = 0;

  for (guint i = 0; i < n; i++) {
    most = MAX (most, scores[i]);
    voted += shares[i];
  }
  if (voted == 0)
    return;
  for (guint i = 0; i < n; i++)
    all += exp (scores[i] - most);
  for (guint i = 0; i < n; i++)
    scores[i] = most + log (exp (scores[i] - most) + SHARE / (1 - SHARE) * shares[i] * all);
}
