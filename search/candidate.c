#include "config.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <quanze/fold.h>
#include <quanze/store.h>

#include "search/candidate.h"
#include "search/place.h"
#include "search/retrieve.h"

/* First-stage depth, and records of a named instrument looked at besides. */
#define DEPTH       400
#define DEPTH_LAW   150

/* What each part of a score weighs (docs/ANSWERING.md). */
#define W_WORDS     0.45
#define W_COVERAGE  1.0
#define W_UNIT      0.35
#define W_CUE       0.20
#define W_TITLE     0.60
#define W_PLACE     0.25
#define W_PRIOR     0.25
#define W_EXPANSION 0.6

void
qz_candidate_free (QzCandidate *candidate)
{
  if (candidate == NULL)
    return;
  qz_found_free (candidate->found);
  g_free (candidate->eid);
  g_free (candidate);
}

/* ---- the index query ---- */

static QzQuery *
words_of (QzEngine *engine, const QzQuestion *question)
{
  QzQuery *words = qz_retrieve_words (engine, question->content);
  QzQuery *legal = *question->expansion != '\0' ? qz_retrieve_words (engine, question->expansion) : NULL;

  if (legal == NULL)
    return words;
  legal = qz_query_scale (legal, W_EXPANSION);
  return words != NULL ? qz_query_pair (QZ_OP_OR, words, legal) : legal;
}

/* Everything whose territory applies in PLACE. */
static QzQuery *
applies_in (QzEngine *engine, const char *place)
{
  QzQuery *query = qz_query_range (QZ_SLOT_TERRITORY, QZ_PLACE_NATIONAL, QZ_PLACE_NATIONAL);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  const GPtrArray *all = qz_timeline_all (engine->timeline);

  for (guint i = 0; place != NULL && i < all->len; i++) {
    const char *territory = ((const QzVersion *) all->pdata[i])->territory;

    if (territory != NULL && g_str_has_prefix (place, territory) && g_hash_table_add (seen, (gpointer) territory))
      query = qz_query_pair (QZ_OP_OR, query, qz_query_range (QZ_SLOT_TERRITORY, territory, territory));
  }
  return query;
}

static QzQuery *
kind_query (const char *kind)
{
  g_autofree char *term = g_strconcat (QZ_T_KIND, kind, NULL);

  return qz_query_term (term, -1, 1);
}

static gboolean
run (QzEngine *engine, QzQuery *query, guint depth, GHashTable *by_id, GError **error)
{
  QzSearch search;

  qz_search_init (&search);
  search.limit = depth;
  search.k1 = 1.2;
  search.b = 0.75;
  search.tie_slot = QZ_SLOT_TIE;
  g_autoptr (QzHits) hits = qz_reader_search (engine->reader, query, &search, error);
  if (hits == NULL)
    return FALSE;
  for (guint i = 0; i < hits->hits->len; i++) {
    QzHit *hit = hits->hits->pdata[i];
    QzFound *found = qz_found_new (engine, g_steal_pointer (&hit->data), hit->data_len, hit->weight, error);

    if (found == NULL)
      return FALSE;
    if (g_hash_table_contains (by_id, found->id)) {
      qz_found_free (found);
      continue;
    }
    QzCandidate *candidate = g_new0 (QzCandidate, 1);
    candidate->found = found;
    g_hash_table_insert (by_id, (gpointer) found->id, candidate);
  }
  return TRUE;
}

/* ---- the second stage ---- */

typedef struct {
  const char *intent;
  const char *folded;
  double      best;
} CueSearch;

/* Rows of intent_clauses: intent:cue, weight 0 to 1. */
static void
weigh_clause (const char *const *cells, gpointer user_data)
{
  CueSearch *search = user_data;
  gsize len = strlen (search->intent);

  if (cells[1] == NULL || strncmp (cells[0], search->intent, len) != 0 || cells[0][len] != ':')
    return;
  double weight = g_ascii_strtod (cells[1], NULL);
  if (weight > search->best && strstr (search->folded, cells[0] + len + 1) != NULL)
    search->best = weight;
}

static double
cue_of (QzEngine *engine, const QzQuestion *question, const char *folded)
{
  CueSearch search = { qz_intent_name (question->intent), folded, 0 };

  qz_lexicon_each (engine->lexicon, "intent_clauses", weigh_clause, &search);
  return search.best;
}

/* Finds the unit that covers most; items count with the lead-in of their paragraph. */
static void
choose_unit (QzEngine *engine, const QzQuestion *question, const QzConcepts *concepts, QzCandidate *candidate)
{
  const json_t *unit;
  size_t i;

  json_array_foreach (json_object_get (candidate->found->head, "units"), i, unit) {
    gsize start = (gsize) json_integer_value (json_object_get (unit, "start"));
    gsize end = (gsize) json_integer_value (json_object_get (unit, "end"));
    const char *eid = json_string_value (json_object_get (unit, "eid"));

    if (eid == NULL || strstr (eid, "__item_") != NULL || end <= start)
      continue;
    g_autofree char *folded = qz_fold_text (candidate->found->text + start, (gssize) (end - start), QZ_FOLD_PLAIN);
    double covered = qz_concepts_coverage (concepts, folded) + W_CUE * cue_of (engine, question, folded);
    if (covered > candidate->unit) {
      candidate->unit = covered;
      g_free (candidate->eid);
      candidate->eid = g_strdup (eid);
    }
  }
}

static double
rank_prior (const char *rank)
{
  static const struct { QzRank rank; double prior; } priors[] = {
    { QZ_RANK_CONSTITUTION, 0.6 },   { QZ_RANK_LAW, 1.0 },        { QZ_RANK_ADMIN_REGULATION, 0.7 },
    { QZ_RANK_LOCAL_REGULATION, 0.6 }, { QZ_RANK_DEPARTMENT_RULE, 0.5 }, { QZ_RANK_LOCAL_RULE, 0.5 },
    { QZ_RANK_JUDICIAL, 0.4 },       { QZ_RANK_NORMATIVE, 0.3 },
  };

  for (guint i = 0; rank != NULL && i < G_N_ELEMENTS (priors); i++)
    if (g_str_equal (qz_rank_name (priors[i].rank), rank))
      return priors[i].prior;
  return 0;
}

static void
score_provision (QzEngine *engine, const QzQuestion *question, const QzConcepts *concepts, const char *place,
                 double top_words, QzCandidate *candidate)
{
  const QzFound *found = candidate->found;
  const char *title = qz_found_string (found, "title"), *territory = qz_found_string (found, "territory");
  const char *heading = qz_found_string (found, "path");
  g_autofree char *all = g_strconcat (title != NULL ? title : "", "\n", heading != NULL ? heading : "", "\n", found->text, NULL);
  g_autofree char *folded = qz_fold_text (all, -1, QZ_FOLD_PLAIN);

  candidate->words = top_words > 0 ? found->score / top_words : 0;
  candidate->coverage = qz_concepts_coverage (concepts, folded);
  candidate->cue = cue_of (engine, question, folded);
  choose_unit (engine, question, concepts, candidate);
  if (question->law_key != NULL && g_strcmp0 (qz_found_string (found, "key"), question->law_key) == 0)
    candidate->title = question->law_exact ? 1 : 0.6;
  /* A question that names a place wants that place's own rule before the nation's. */
  if (question->territory != NULL && place != NULL && territory != NULL && !g_str_equal (territory, QZ_PLACE_NATIONAL))
    candidate->place = g_str_equal (territory, place) ? 1 : 0.7;
  candidate->prior = rank_prior (qz_found_string (found, "rank"));
  candidate->score = W_WORDS * candidate->words + W_COVERAGE * candidate->coverage + W_UNIT * candidate->unit
                     + W_CUE * candidate->cue + W_TITLE * candidate->title + W_PLACE * candidate->place
                     + W_PRIOR * candidate->prior;
}

static gint
by_score (gconstpointer a, gconstpointer b)
{
  const QzCandidate *left = *(QzCandidate *const *) a, *right = *(QzCandidate *const *) b;

  if (left->score != right->score)
    return left->score > right->score ? -1 : 1;
  return g_strcmp0 (left->found->id, right->found->id);
}

static GPtrArray *
ranked (GHashTable *by_id, guint limit)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) qz_candidate_free);
  GHashTableIter iter;
  gpointer candidate;

  g_hash_table_iter_init (&iter, by_id);
  while (g_hash_table_iter_next (&iter, NULL, &candidate)) {
    g_ptr_array_add (list, candidate);
    g_hash_table_iter_steal (&iter);
  }
  g_ptr_array_sort (list, by_score);
  if (list->len > limit)
    g_ptr_array_set_size (list, (gint) limit);
  return list;
}

static GHashTable *
candidate_table (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) qz_candidate_free);
}

static double
top_words_of (GHashTable *by_id)
{
  GHashTableIter iter;
  gpointer candidate;
  double top = 0;

  g_hash_table_iter_init (&iter, by_id);
  while (g_hash_table_iter_next (&iter, NULL, &candidate))
    top = MAX (top, ((QzCandidate *) candidate)->found->score);
  return top;
}

/* Provisions in force that SCOPE keeps, scored. SCOPE is consumed. */
static GPtrArray *
provisions (QzEngine *engine, const QzQuestion *question, const QzConcepts *concepts, const char *place, QzQuery *scope,
            guint limit, GError **error)
{
  g_autoptr (GHashTable) by_id = candidate_table ();
  /* A question on validity may be about what is no longer in force; any other only about what is. */
  g_autoptr (QzQuery) filter = qz_query_pair (QZ_OP_AND, kind_query ("provision"), scope);
  if (question->intent != QZ_INTENT_VALIDITY)
    filter = qz_query_pair (QZ_OP_AND, g_steal_pointer (&filter), qz_engine_in_force (engine));
  g_autoptr (QzQuery) words = words_of (engine, question);
  GHashTableIter iter;
  gpointer candidate;

  if (words != NULL) {
    g_autoptr (QzQuery) query = qz_query_pair (QZ_OP_FILTER, qz_query_dup (words), qz_query_dup (filter));
    if (!run (engine, query, DEPTH, by_id, error))
      return NULL;
  }
  if (question->law_key != NULL) {
    g_autofree char *name = g_strconcat (QZ_T_KEY, question->law_key, NULL);
    g_autofree char *term = qz_term_fit (name);
    QzQuery *of_law = qz_query_pair (QZ_OP_FILTER, qz_query_term (term, -1, 1), qz_query_dup (filter));
    g_autoptr (QzQuery) query = words != NULL ? qz_query_pair (QZ_OP_AND_MAYBE, of_law, qz_query_dup (words)) : of_law;
    if (!run (engine, query, DEPTH_LAW, by_id, error))
      return NULL;
  }
  double top = top_words_of (by_id);
  g_hash_table_iter_init (&iter, by_id);
  while (g_hash_table_iter_next (&iter, NULL, &candidate))
    score_provision (engine, question, concepts, place, top, candidate);
  return ranked (by_id, limit);
}

GPtrArray *
qz_candidates_provisions (QzEngine *engine, const QzQuestion *question, const QzConcepts *concepts, const char *place,
                          guint limit, GError **error)
{
  return provisions (engine, question, concepts, place, applies_in (engine, place), limit, error);
}

GPtrArray *
qz_candidates_elsewhere (QzEngine *engine, const QzQuestion *question, const QzConcepts *concepts, const char *place,
                         guint limit, GError **error)
{
  QzQuery *scope = qz_query_pair (QZ_OP_AND_NOT, qz_query_all (), applies_in (engine, place));

  return provisions (engine, question, concepts, NULL, scope, limit, error);
}

/* ---- powers ---- */

/* An item of another kind than the act asked for is the wrong item, however alike its words. */
#define FACTOR_OTHER_KIND 0.7

/* Whether the question asks for one kind of act (审批, 处罚 …) and the item is of another. */
static gboolean
other_kind (QzEngine *engine, const QzQuestion *question, const char *category)
{
  gboolean asked = FALSE;

  if (category == NULL)
    return FALSE;
  for (const char *p = question->text; *p != '\0'; p = g_utf8_next_char (p)) {
    gsize len = qz_lexicon_longest (engine->lexicon, "vest_acts", p);
    g_autofree char *word = g_strndup (p, len);
    const char *const *cells = len > 0 ? qz_lexicon_lookup (engine->lexicon, "vest_acts", word) : NULL;

    if (cells == NULL || *cells[0] == '-')
      continue;
    if (strstr (category, cells[0]) != NULL)
      return FALSE;
    asked = asked || g_str_equal (cells[0], "处罚") || g_str_equal (cells[0], "许可");
  }
  return asked;
}

static void
score_power (QzEngine *engine, const QzQuestion *question, const QzConcepts *concepts, double top_words, QzCandidate *candidate)
{
  static const char *const read[] = { "name", "subname", "holder", "office", "from_department", "scope", "limits", "basis_text" };
  GString *all = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (read); i++) {
    const char *text = qz_found_string (candidate->found, read[i]);
    if (text != NULL)
      g_string_append_printf (all, "%s\n", text);
  }
  const char *name = qz_found_string (candidate->found, "name");
  g_autofree char *said = g_string_free (all, FALSE);
  g_autofree char *folded = qz_fold_text (said, -1, QZ_FOLD_PLAIN), *folded_name = qz_fold_text (name != NULL ? name : "", -1, QZ_FOLD_PLAIN);

  candidate->words = top_words > 0 ? candidate->found->score / top_words : 0;
  candidate->coverage = qz_concepts_coverage (concepts, folded);
  candidate->unit = qz_concepts_coverage (concepts, folded_name);
  candidate->title = qz_concepts_named (concepts, folded_name);
  candidate->score = W_WORDS * candidate->words + W_COVERAGE * candidate->coverage + W_UNIT * candidate->unit + W_TITLE * candidate->title;
  if (other_kind (engine, question, qz_found_string (candidate->found, "category")))
    candidate->score *= FACTOR_OTHER_KIND;
}

GPtrArray *
qz_candidates_powers (QzEngine *engine, const QzQuestion *question, const QzConcepts *concepts, guint limit, GError **error)
{
  g_autoptr (GHashTable) by_id = candidate_table ();
  QzQuery *words = words_of (engine, question);
  GHashTableIter iter;
  gpointer candidate;

  if (words != NULL) {
    g_autoptr (QzQuery) query = qz_query_pair (QZ_OP_FILTER, words, kind_query ("power"));
    if (!run (engine, query, DEPTH / 4, by_id, error))
      return NULL;
  }
  double top = top_words_of (by_id);
  g_hash_table_iter_init (&iter, by_id);
  while (g_hash_table_iter_next (&iter, NULL, &candidate))
    score_power (engine, question, concepts, top, candidate);
  return ranked (by_id, limit);
}

/* ---- quoting ---- */

char *
qz_candidate_quote (const QzCandidate *candidate)
{
  const json_t *unit;
  size_t i;

  if (candidate->eid != NULL)
    json_array_foreach (json_object_get (candidate->found->head, "units"), i, unit)
      if (g_strcmp0 (json_string_value (json_object_get (unit, "eid")), candidate->eid) == 0) {
        gsize start = (gsize) json_integer_value (json_object_get (unit, "start"));
        gsize end = (gsize) json_integer_value (json_object_get (unit, "end"));
        return g_strndup (candidate->found->text + start, end - start);
      }
  return g_strdup (candidate->found->text);
}
