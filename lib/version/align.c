/* Invariants:
 *  1. `link` is one to one: link[OLD][i] == j and link[NEW][j] == i together, or NONE.
 *  2. Steps go from what is certain to what is likely; a later step takes only rules that no earlier one linked:
 *     a. words nearly equal, each the other's best, wherever they stand;
 *     b. the heaviest chain of pairs that ascends in both versions, through the pairs of a.;
 *     c. what is left alone between linked neighbours, then what changed places with a neighbour;
 *     d. what is left, anywhere, on stronger likeness than b. and c. ask.
 *  3. Parts come last: they add a rule to a link, and never break one.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include <quanze/align.h>
#include <quanze/fold.h>

#include "lib/version/overlap.h"

#define NONE G_MAXUINT

/* Likeness is 0 to 1; see likeness(). Set on version pairs read by hand (docs/VERSIONS.md). */
#define NEARLY_EQUAL 0.75 /* a. */
#define IN_ORDER 0.25     /* b., c. */
#define ALONE 0.15        /* c. the only two left between linked neighbours */
#define IN_SMALL_GAP 0.20 /* c. one of SMALL_GAP pairs at most between linked neighbours */
#define SMALL_GAP 4u
#define OUT_OF_ORDER 0.36 /* d. */
#define DISTINCT 0.27     /* d., of two rules that are like no other by half as much again */
#define MARGIN 1.5
#define NEIGHBOURS 3u     /* c. */
#define RIVAL 0.75        /* a pair of b. has at least this share of either rule's best free likeness */

/* Parts: the share of either rule in sentences that passed from one to the other. */
#define PART 0.20
#define PART_ALONE 0.50 /* of two rules that have no partner */

typedef struct {
  guint old, new;
  double like;
} Pair;

typedef struct {
  const QzRule *rules[2];
  guint n[2];
  char **folds[2];
  QzOverlap *overlap;
  GArray *pairs;  /* Pair, by old, then new */
  guint *link[2]; /* invariant 1 */
  GArray *parts;  /* Pair beyond the links: a part of old went into new */
} Aligner;

#define PAIR(array, i) (&g_array_index (array, Pair, i))

static const char *const RELATIONS[] = { "same", "modified", "moved", "split", "merged", "added", "deleted" };

const char *
qz_relation_name (QzRelation relation)
{
  return RELATIONS[relation];
}

QzRelation
qz_relation_from_name (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (RELATIONS); i++)
    if (g_str_equal (RELATIONS[i], name))
      return i;
  g_return_val_if_reached (QZ_RELATION_MODIFIED);
}

void
qz_match_free (QzMatch *match)
{
  if (match == NULL)
    return;
  g_array_unref (match->old);
  g_array_unref (match->new);
  g_free (match);
}

/* ---- likeness ---- */

/* A rule that grew or shrank keeps its words: the share of the better kept one counts beside the share of both. */
static double
likeness (const QzOverlap *overlap, const QzOverlapPair *pair)
{
  double old = qz_overlap_weight (overlap, QZ_SIDE_OLD, pair->at[QZ_SIDE_OLD]);
  double new = qz_overlap_weight (overlap, QZ_SIDE_NEW, pair->at[QZ_SIDE_NEW]);
  double both = (pair->kept[QZ_SIDE_OLD] * old + pair->kept[QZ_SIDE_NEW] * new) / (old + new);

  return 0.65 * both + 0.35 * MAX (pair->kept[QZ_SIDE_OLD], pair->kept[QZ_SIDE_NEW]);
}

static gboolean
equal_words (const Aligner *a, guint old, guint new)
{
  return g_str_equal (a->folds[QZ_SIDE_OLD][old], a->folds[QZ_SIDE_NEW][new]);
}

static void
find_pairs (Aligner *a)
{
  const GArray *found = qz_overlap_pairs (a->overlap);

  for (guint i = 0; i < found->len; i++) {
    const QzOverlapPair *one = &g_array_index (found, QzOverlapPair, i);
    guint old = one->at[QZ_SIDE_OLD], new = one->at[QZ_SIDE_NEW];
    Pair pair = { old, new, equal_words (a, old, new) ? 1 : likeness (a->overlap, one) };
    g_array_append_val (a->pairs, pair);
  }
}

/* ---- links ---- */

static gboolean
is_free (const Aligner *a, const Pair *pair)
{
  return a->link[QZ_SIDE_OLD][pair->old] == NONE && a->link[QZ_SIDE_NEW][pair->new] == NONE;
}

static void
link_pair (Aligner *a, const Pair *pair)
{
  a->link[QZ_SIDE_OLD][pair->old] = pair->new;
  a->link[QZ_SIDE_NEW][pair->new] = pair->old;
}

/* How far apart the two stand in their versions, 0 to 1. */
static double
distance (const Aligner *a, const Pair *pair)
{
  double x = (double)pair->old / a->n[QZ_SIDE_OLD], y = (double)pair->new / a->n[QZ_SIDE_NEW];

  return x > y ? x - y : y - x;
}

/* Best first; of equals one that keeps its number, then the nearer. */
static gint
compare_pairs (gconstpointer left, gconstpointer right, gpointer data)
{
  const Aligner *a = data;
  const Pair *x = left, *y = right;
  gboolean x_stays, y_stays;
  double far_x, far_y;

  if (x->like != y->like)
    return x->like > y->like ? -1 : 1;
  x_stays = g_str_equal (a->rules[QZ_SIDE_OLD][x->old].eid, a->rules[QZ_SIDE_NEW][x->new].eid);
  y_stays = g_str_equal (a->rules[QZ_SIDE_OLD][y->old].eid, a->rules[QZ_SIDE_NEW][y->new].eid);
  if (x_stays != y_stays)
    return x_stays ? -1 : 1;
  far_x = distance (a, x);
  far_y = distance (a, y);
  if (far_x != far_y)
    return far_x < far_y ? -1 : 1;
  return x->old != y->old ? (x->old < y->old ? -1 : 1) : (x->new > y->new) - (x->new < y->new);
}

/* The place in the new version of the last linked rule before AT, of the first behind it; NONE. */
static guint
linked_beside (const Aligner *a, guint at, gboolean before)
{
  guint n = a->n[QZ_SIDE_OLD];

  for (guint step = 1; before ? step <= at : at + step < n; step++) {
    guint new = a->link[QZ_SIDE_OLD][before ? at - step : at + step];
    if (new != NONE)
      return new;
  }
  return NONE;
}

/* Whether the pair stands where its neighbours stand, give or take NEIGHBOURS. */
static gboolean
is_near (const Aligner *a, const Pair *pair)
{
  for (guint before = 0; before < 2; before++) {
    guint beside = linked_beside (a, pair->old, before);
    if (beside != NONE && pair->new <= beside + NEIGHBOURS &&beside <= pair->new + NEIGHBOURS)
      return TRUE;
  }
  return FALSE;
}

/* The nearest linked rule before (after) AT, its place and that of its partner in NEW; the ends of both versions count
 * as linked. Places from 1, so that 0 is before the first. */
static guint
nearest_link (const Aligner *a, guint at, gboolean before, guint *new)
{
  guint n = a->n[QZ_SIDE_OLD], place = at + 1;

  do
    place = before ? place - 1 : place + 1;
  while (place > 0 && place <= n && a->link[QZ_SIDE_OLD][place - 1] == NONE);
  *new = place == 0 ? 0 : place > n ? a->n[QZ_SIDE_NEW] + 1 : a->link[QZ_SIDE_OLD][place - 1] + 1;
  return place;
}

/* How many pairs of rules could be linked between the links around PAIR; 0 when it crosses one of them. */
static guint
gap_size (const Aligner *a, const Pair *pair)
{
  guint new_before, new_behind;
  guint before = nearest_link (a, pair->old, TRUE, &new_before),
        behind = nearest_link (a, pair->old, FALSE, &new_behind);

  if (pair->new + 1 <= new_before || pair->new + 1 >= new_behind)
    return 0;
  return (behind - before - 1) * (new_behind - new_before - 1);
}

static gboolean
is_alone (const Aligner *a, const Pair *pair)
{
  return is_free (a, pair) && gap_size (a, pair) == 1;
}

static gboolean
is_in_small_gap (const Aligner *a, const Pair *pair)
{
  guint size = is_free (a, pair) ? gap_size (a, pair) : 0;

  return size > 0 && size <= SMALL_GAP;
}

/* The best likeness of the rule at AT of SIDE with any but the other one of PAIR. */
static double
best_other (const Aligner *a, QzSide side, const Pair *pair)
{
  double best = 0;

  for (guint i = 0; i < a->pairs->len; i++) {
    const Pair *other = PAIR (a->pairs, i);
    gboolean here = side == QZ_SIDE_OLD ? other->old == pair->old && other->new != pair->new
                                        : other->new == pair->new && other->old != pair->old;
    if (here)
      best = MAX (best, other->like);
  }
  return best;
}

/* Whether either rule of the pair is like no other one. */
static gboolean
is_distinct (const Aligner *a, const Pair *pair)
{
  return is_free (a, pair) && pair->like >= MARGIN * best_other (a, QZ_SIDE_OLD, pair)
         && pair->like >= MARGIN * best_other (a, QZ_SIDE_NEW, pair);
}

typedef gboolean (*Condition) (const Aligner *a, const Pair *pair);

/* Steps a., c. and d.: the best pairs first, down to LEAST. */
static void
link_best (Aligner *a, double least, Condition condition)
{
  g_autoptr (GArray) sorted = g_array_new (FALSE, FALSE, sizeof (Pair));

  for (guint i = 0; i < a->pairs->len; i++)
    if (PAIR (a->pairs, i)->like >= least && is_free (a, PAIR (a->pairs, i)) && condition (a, PAIR (a->pairs, i)))
      g_array_append_val (sorted, *PAIR (a->pairs, i));
  g_array_sort_with_data (sorted, compare_pairs, a);
  for (guint i = 0; i < sorted->len; i++)
    if (is_free (a, PAIR (sorted, i)))
      link_pair (a, PAIR (sorted, i));
}

/* ---- the chain ---- */

/* The best chain that ends at or before a place of the new version, for every place: a Fenwick tree of maxima. */
typedef struct {
  double weight;
  guint last; /* place in the list of steps */
} Best;

static Best
best_before (const Best *tree, guint at)
{
  Best best = { 0, NONE };

  for (; at > 0; at -= at & (~at + 1))
    if (tree[at].weight > best.weight)
      best = tree[at];
  return best;
}

static void
raise_best (Best *tree, guint n, guint at, Best best)
{
  for (at++; at <= n; at += at & (~at + 1))
    if (best.weight > tree[at].weight)
      tree[at] = best;
}

/* The heaviest chain of STEPS (by old, then new), ascending in both; their places, last first. */
static GArray *
heaviest_chain (const GArray *steps, guint n_new)
{
  g_autofree Best *tree = g_new0 (Best, n_new + 1), *ends = g_new0 (Best, MAX (steps->len, 1u));
  GArray *chain = g_array_new (FALSE, FALSE, sizeof (guint));
  guint done = 0;

  for (guint i = 0; i < steps->len; i++) {
    const Pair *pair = PAIR (steps, i);
    for (; done < i && PAIR (steps, done)->old < pair->old; done++)
      raise_best (tree, n_new, PAIR (steps, done)->new, (Best){ ends[done].weight, done });
    ends[i] = best_before (tree, pair->new);
    ends[i].weight += pair->like;
  }
  for (; done < steps->len; done++)
    raise_best (tree, n_new, PAIR (steps, done)->new, (Best){ ends[done].weight, done });
  for (guint at = best_before (tree, n_new).last; at != NONE; at = ends[at].last)
    g_array_append_val (chain, at);
  return chain;
}

/* The best likeness of each rule with a free one. */
static double *
best_free (const Aligner *a, QzSide side)
{
  double *best = g_new0 (double, MAX (a->n[side], 1u));

  for (guint i = 0; i < a->pairs->len; i++) {
    const Pair *pair = PAIR (a->pairs, i);
    guint at = side == QZ_SIDE_OLD ? pair->old : pair->new;
    if (is_free (a, pair))
      best[at] = MAX (best[at], pair->like);
  }
  return best;
}

/* Step b. */
static void
link_chain (Aligner *a)
{
  g_autofree double *old = best_free (a, QZ_SIDE_OLD), *new = best_free (a, QZ_SIDE_NEW);
  g_autoptr (GArray) steps = g_array_new (FALSE, FALSE, sizeof (Pair)), chain = NULL;

  for (guint i = 0; i < a->pairs->len; i++) {
    Pair pair = *PAIR (a->pairs, i);
    if (is_free (a, &pair)) {
      if (pair.like < IN_ORDER || pair.like < RIVAL * MAX (old[pair.old], new[pair.new]))
        continue;
    } else if (a->link[QZ_SIDE_OLD][pair.old] != pair.new)
      continue;
    g_array_append_val (steps, pair);
  }
  chain = heaviest_chain (steps, a->n[QZ_SIDE_NEW]);
  for (guint i = 0; i < chain->len; i++)
    link_pair (a, PAIR (steps, g_array_index (chain, guint, i)));
}

/* ---- parts ---- */

static int
by_place (gconstpointer left, gconstpointer right)
{
  guint x = *(const guint *)left, y = *(const guint *)right;

  return (x > y) - (x < y);
}

/* The partner of the rule AT of SIDE and the rules its parts went to; ascending. */
static void
collect (const Aligner *a, QzSide side, guint at, GArray *others)
{
  if (a->link[side][at] != NONE)
    g_array_append_val (others, a->link[side][at]);
  for (guint i = 0; i < a->parts->len; i++) {
    const Pair *part = PAIR (a->parts, i);
    if ((side == QZ_SIDE_OLD ? part->old : part->new) == at)
      g_array_append_val (others, *(side == QZ_SIDE_OLD ? &part->new : &part->old));
  }
  g_array_sort (others, by_place);
}

/* The share of the rule AT of SIDE that passed to (or came from) OTHER. */
static double
passed (const Aligner *a, QzSide side, guint at, guint other)
{
  g_autoptr (GArray) partners = g_array_new (FALSE, FALSE, sizeof (guint)),
                     twins = g_array_new (FALSE, FALSE, sizeof (guint));
  double weight = qz_overlap_weight (a->overlap, side, at);

  collect (a, side, at, partners);
  collect (a, 1 - side, other, twins);
  return weight > 0 ? qz_overlap_passed (a->overlap, side, at, other, partners, twins) / weight : 0;
}

/* What passed between two rules, as a share of the one of which it is more. */
static double
part (const Aligner *a, const Pair *pair)
{
  return MAX (passed (a, QZ_SIDE_OLD, pair->old, pair->new), passed (a, QZ_SIDE_NEW, pair->new, pair->old));
}

static gint
by_likeness (gconstpointer left, gconstpointer right)
{
  const Pair *x = left, *y = right;

  if (x->like != y->like)
    return x->like > y->like ? -1 : 1;
  return x->old != y->old ? (x->old < y->old ? -1 : 1) : (x->new > y->new) - (x->new < y->new);
}

/* What one part took no other takes again: the largest first. */
static void
find_parts (Aligner *a)
{
  g_autoptr (GArray) parts = g_array_new (FALSE, FALSE, sizeof (Pair));

  for (guint i = 0; i < a->pairs->len; i++) {
    Pair pair = *PAIR (a->pairs, i);
    if (a->link[QZ_SIDE_OLD][pair.old] != pair.new && (pair.like = part (a, &pair)) >= PART)
      g_array_append_val (parts, pair);
  }
  g_array_sort (parts, by_likeness);
  for (guint i = 0; i < parts->len; i++) {
    const Pair *pair = PAIR (parts, i);
    double share = part (a, pair);
    if (!is_free (a, pair) && share >= PART)
      g_array_append_val (a->parts, *pair);
    else if (is_free (a, pair) && share >= PART_ALONE)
      link_pair (a, pair);
  }
}

/* ---- matches ---- */

static QzMatch *
match_new (QzRelation relation)
{
  QzMatch *match = g_new0 (QzMatch, 1);

  match->relation = relation;
  match->old = g_array_new (FALSE, FALSE, sizeof (guint));
  match->new = g_array_new (FALSE, FALSE, sizeof (guint));
  return match;
}

/* One rule with all its partners. */
static QzMatch *
match_of (const Aligner *a, QzSide side, guint at)
{
  QzMatch *match = match_new (side == QZ_SIDE_OLD ? QZ_RELATION_DELETED : QZ_RELATION_ADDED);
  GArray *others = side == QZ_SIDE_OLD ? match->new : match->old;

  g_array_append_val (side == QZ_SIDE_OLD ? match->old : match->new, at);
  collect (a, side, at, others);
  if (others->len > 1)
    match->relation = side == QZ_SIDE_OLD ? QZ_RELATION_SPLIT : QZ_RELATION_MERGED;
  else if (others->len == 1) {
    guint old = g_array_index (match->old, guint, 0), new = g_array_index (match->new, guint, 0);
    gboolean stays = g_str_equal (a->rules[QZ_SIDE_OLD][old].eid, a->rules[QZ_SIDE_NEW][new].eid);
    match->relation = !equal_words (a, old, new) ? QZ_RELATION_MODIFIED : stays ? QZ_RELATION_SAME : QZ_RELATION_MOVED;
  }
  if (others->len > 0)
    match->similarity = qz_overlap_similarity (a->overlap, match->old, match->new);
  return match;
}

/* Whether the rule AT of SIDE stands as one of several in the match of a rule of the other side. */
static gboolean
is_in_other (const Aligner *a, QzSide side, guint at)
{
  g_autoptr (GArray) others = g_array_new (FALSE, FALSE, sizeof (guint));
  gboolean found = FALSE;

  collect (a, side, at, others);
  for (guint i = 0; i < others->len && !found; i++) {
    g_autoptr (GArray) back = g_array_new (FALSE, FALSE, sizeof (guint));
    collect (a, 1 - side, g_array_index (others, guint, i), back);
    found = back->len > 1;
  }
  return found;
}

/* The rules without partner from FROM on, up to the next with one. */
static void
add_deleted (const Aligner *a, guint from, GPtrArray *matches)
{
  for (guint i = from; i < a->n[QZ_SIDE_OLD] && a->link[QZ_SIDE_OLD][i] == NONE; i++)
    if (!is_in_other (a, QZ_SIDE_OLD, i))
      g_ptr_array_add (matches, match_of (a, QZ_SIDE_OLD, i));
}

/* Splits are told by their old rule, at the first of the new ones; mergers and what is one to one by the new. */
static void
add_new (const Aligner *a, guint at, GPtrArray *matches)
{
  g_autoptr (QzMatch) match = match_of (a, QZ_SIDE_NEW, at);

  for (guint i = 0; i < match->old->len; i++) {
    QzMatch *other = match_of (a, QZ_SIDE_OLD, g_array_index (match->old, guint, i));
    if (other->new->len > 1 && g_array_index (other->new, guint, 0) == at)
      g_ptr_array_add (matches, other);
    else
      qz_match_free (other);
  }
  if (match->old->len != 1 || !is_in_other (a, QZ_SIDE_NEW, at))
    g_ptr_array_add (matches, g_steal_pointer (&match));
}

static GPtrArray *
matches_of (const Aligner *a)
{
  GPtrArray *matches = g_ptr_array_new_with_free_func ((GDestroyNotify)qz_match_free);

  add_deleted (a, 0, matches);
  for (guint j = 0; j < a->n[QZ_SIDE_NEW]; j++) {
    add_new (a, j, matches);
    if (a->link[QZ_SIDE_NEW][j] != NONE)
      add_deleted (a, a->link[QZ_SIDE_NEW][j] + 1, matches);
  }
  return matches;
}

/* ---- the alignment ---- */

static void
set_side (Aligner *a, QzSide side, const QzRule *rules, guint n, const char **texts)
{
  a->rules[side] = rules;
  a->n[side] = n;
  a->folds[side] = g_new0 (char *, n + 1);
  a->link[side] = g_new (guint, MAX (n, 1u));
  for (guint i = 0; i < n; i++) {
    texts[i] = rules[i].text;
    a->folds[side][i] = qz_fold_text (rules[i].text, -1, QZ_FOLD_NUMERALS);
    a->link[side][i] = NONE;
  }
}

static void
aligner_clear (Aligner *a)
{
  for (guint side = 0; side < 2; side++) {
    g_strfreev (a->folds[side]);
    g_free (a->link[side]);
  }
  qz_overlap_free (a->overlap);
  g_array_unref (a->pairs);
  g_array_unref (a->parts);
}

GPtrArray *
qz_align (const QzRule *old, guint n_old, const QzRule *new, guint n_new, const QzLexicon *lexicon)
{
  g_autofree const char **old_texts = g_new0 (const char *, n_old + 1), **new_texts = g_new0 (const char *, n_new + 1);
  Aligner a
    = { .pairs = g_array_new (FALSE, FALSE, sizeof (Pair)), .parts = g_array_new (FALSE, FALSE, sizeof (Pair)) };
  GPtrArray *matches;

  set_side (&a, QZ_SIDE_OLD, old, n_old, old_texts);
  set_side (&a, QZ_SIDE_NEW, new, n_new, new_texts);
  a.overlap = qz_overlap_new (old_texts, n_old, new_texts, n_new, lexicon);
  find_pairs (&a);
  link_best (&a, NEARLY_EQUAL, is_free);
  link_chain (&a);
  link_best (&a, ALONE, is_alone);
  link_best (&a, IN_SMALL_GAP, is_in_small_gap);
  link_best (&a, IN_ORDER, is_near);
  link_best (&a, OUT_OF_ORDER, is_free);
  link_best (&a, DISTINCT, is_distinct);
  find_parts (&a);
  matches = matches_of (&a);
  aligner_clear (&a);
  return matches;
}
