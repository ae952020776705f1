#include "config.h"

#include <math.h>

#include <quanze/fold.h>

#include "search/locate.h"
#include "search/find/votes.h"

/* What the taught questions have of the whole vote: enough to lift an answer they agree on, too little to push down
 * one that the text itself is sure of (docs/SEARCH.md). */
#define SHARE 0.12
/* An instrument that has all of their vote raises each of its records' own vote by so many times: the answer may well be an
 * article of it that was never taught. */
#define INSTRUMENT 5

void
qz_votes_free (QzVotes *votes)
{
  if (votes == NULL)
    return;
  g_hash_table_unref (votes->records);
  g_hash_table_unref (votes->instruments);
  g_free (votes);
}

/* What a target names: looked up once. */
typedef struct {
  char *id, *key;   /* NULL: no record; of no instrument */
} Target;

static void
target_free (gpointer data)
{
  Target *target = data;

  g_free (target->id);
  g_free (target->key);
  g_free (target);
}

GHashTable *
qz_votes_targets_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, target_free);
}

/* The record that NAME names. NULL on an index error. */
static const Target *
target_of (QzEngine *engine, const char *name, GError **error)
{
  Target *target = g_hash_table_lookup (engine->targets, name);

  if (target != NULL)
    return target;
  QzPlace *place = qz_locate_named (engine, name, error);
  if (place == NULL)
    return NULL;
  target = g_new0 (Target, 1);
  if (place->found != NULL) {
    target->id = g_strdup (place->found->id);
    target->key = g_strdup (qz_found_string (place->found, "key"));
  }
  qz_place_free (place);
  g_hash_table_insert (engine->targets, g_strdup (name), target);
  return target;
}

static void
add_share (GHashTable *shares, const char *name, double share)
{
  double *had = g_hash_table_lookup (shares, name);

  if (had == NULL) {
    had = g_new0 (double, 1);
    g_hash_table_insert (shares, g_strdup (name), had);
  }
  *had += share;
}

static void
make_shares (GHashTable *shares)
{
  double sum = 0;
  GHashTableIter iter;
  gpointer share;

  g_hash_table_iter_init (&iter, shares);
  while (g_hash_table_iter_next (&iter, NULL, &share))
    sum += *(double *) share;
  g_hash_table_iter_init (&iter, shares);
  while (g_hash_table_iter_next (&iter, NULL, &share))
    *(double *) share /= sum;
}

/* Votes are squared: what several questions agree on stands out. */
QzVotes *
qz_votes_for (QzEngine *engine, const char *text, guint limit, GError **error)
{
  g_autofree char *folded = qz_fold_text (text, -1, QZ_FOLD_NUMERALS);
  QzTaught *taught = qz_engine_taught (engine, error);
  g_autoptr (QzVotes) shares = g_new (QzVotes, 1);

  shares->records = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  shares->instruments = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  if (taught == NULL)
    return NULL;
  g_autoptr (GArray) votes = qz_taught_votes (taught, folded);
  for (guint i = 0; i < votes->len && g_hash_table_size (shares->records) < limit; i++) {
    const QzVote *vote = &g_array_index (votes, QzVote, i);
    const Target *target = target_of (engine, vote->target, error);

    if (target == NULL)
      return NULL;
    if (target->id != NULL)
      add_share (shares->records, target->id, vote->vote * vote->vote);
    if (target->key != NULL)
      add_share (shares->instruments, target->key, vote->keen);
  }
  make_shares (shares->records);
  make_shares (shares->instruments);
  return g_steal_pointer (&shares);
}

QzVoteShares
qz_votes_shares (const QzVotes *votes, const char *id, const char *key)
{
  const double *record = g_hash_table_lookup (votes->records, id), *instrument = g_hash_table_lookup (votes->instruments, key);

  return (QzVoteShares){ record != NULL ? *record : 0, instrument != NULL ? *instrument : 0 };
}

/* The scores are read as what the text's own vote is made of (its exponentials), raised where their instrument is voted
 * for; the two votes are added, and the sum is put on the scale of the scores again. */
void
qz_votes_apply (double *scores, const QzVoteShares *shares, guint n)
{
  double most = 0, all = 0, voted = 0;

  for (guint i = 0; i < n; i++) {
    most = MAX (most, scores[i]);
    voted += shares[i].record + shares[i].instrument;
  }
  if (voted == 0)
    return;
  for (guint i = 0; i < n; i++) {
    scores[i] = exp (scores[i] - most) * (1 + INSTRUMENT * shares[i].instrument);
    all += scores[i];
  }
  for (guint i = 0; i < n; i++)
    scores[i] = most + log (scores[i] + SHARE / (1 - SHARE) * shares[i].record * all);
}
