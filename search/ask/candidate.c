#include "config.h"

#include <string.h>

#include <quanze/fold.h>
#include <quanze/store.h>

#include "search/ask/breach.h"
#include "search/ask/candidate.h"
#include "search/ask/score.h"
#include "search/place.h"
#include "search/find/relevance.h"
#include "search/find/retrieve.h"

/* First-stage depth, and records of a named instrument looked at besides. */
#define DEPTH       200
#define DEPTH_LAW   150
#define DEPTH_TITLED 60
/* Of the named place's own. */
#define DEPTH_OWN   100
/* A word in the titles of more records than this is no instrument's own matter. */
#define TITLED_MAX  1500
#define DEPTH_ELSEWHERE 60
/* Clauses whose breach may be what is asked about, and how much of the question the least of them covers. */
#define BREACHED_MAX  12
#define BREACHED_LEAST 0.3

/* What the legal terms for the question's words weigh beside them. */
#define W_EXPANSION 0.6
/* Candidates whose vestings are weighed. */
#define VESTED_MAX  40

void
qz_candidate_free (QzCandidate *candidate)
{
  if (candidate == NULL)
    return;
  qz_found_free (candidate->found);
  qz_found_free (candidate->breached);
  g_free (candidate->breached_eid);
  g_free (candidate->breached_text);
  g_free (candidate->eid);
  g_free (candidate);
}

/* ---- the index query ---- */

enum { VALUE_TEXT, VALUE_RANK, VALUE_TERRITORY };

static QzQuery *
words_of (QzEngine *engine, const QzQuestion *question)
{
  QzQuery *words = qz_retrieve_words (engine, question->content, TRUE);
  QzQuery *legal = *question->expansion != '\0' ? qz_retrieve_words (engine, question->expansion, TRUE) : NULL;

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

/* The rules of PLACE itself and no wider. */
static QzQuery *
own_of (const char *place)
{
  return qz_query_range (QZ_SLOT_TERRITORY, place, place);
}

static QzQuery *
kind_query (const char *kind)
{
  g_autofree char *term = g_strconcat (QZ_T_KIND, kind, NULL);

  return qz_query_term (term, -1, 1);
}

/* Adds what QUERY brings to BY_ID; RELEVANCE is asked about each, as a search is. NULL: it is not. */
static gboolean
run (QzEngine *engine, QzRelevance *relevance, QzQuery *query, guint depth, GHashTable *by_id, GError **error)
{
  static const guint slots[] = { [VALUE_TEXT] = QZ_SLOT_TEXT, [VALUE_RANK] = QZ_SLOT_RANK, [VALUE_TERRITORY] = QZ_SLOT_TERRITORY };
  QzSearch search;

  qz_search_init (&search);
  search.value_slots = slots;
  search.n_value_slots = relevance != NULL ? G_N_ELEMENTS (slots) : 0;
  search.limit = depth;
  search.k1 = 1.2;
  search.b = 0.75;
  g_autoptr (QzHits) hits = qz_retrieve_hits (engine, query, &search, error);
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
    if (relevance == NULL)
      continue;
    const QzRankable record = { hit->values[VALUE_TEXT], hit->values[VALUE_RANK], hit->values[VALUE_TERRITORY], hit->weight };
    if (!qz_relevance_score (relevance, &record, &candidate->relevance, error))
      return FALSE;
  }
  return TRUE;
}

/* ---- the candidates ---- */

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
  g_ptr_array_sort (list, qz_score_compare);
  if (list->len > limit)
    g_ptr_array_set_size (list, (gint) limit);
  return list;
}

static GHashTable *
candidate_table (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) qz_candidate_free);
}

static QzScoreTops
tops_of (GHashTable *by_id)
{
  GHashTableIter iter;
  gpointer candidate;
  QzScoreTops tops = { 0, 0 };

  g_hash_table_iter_init (&iter, by_id);
  while (g_hash_table_iter_next (&iter, NULL, &candidate)) {
    tops.words = MAX (tops.words, ((QzCandidate *) candidate)->found->score);
    tops.relevance = MAX (tops.relevance, ((QzCandidate *) candidate)->relevance);
  }
  return tops;
}

/* The word of the content that fewest titles have, where few enough have it to be what an instrument is about. */
typedef struct {
  QzReader *reader;
  char     *term;
  gint64    least;
} RareTitle;

static void
consider_title (QzTermKind kind, const char *word, gsize len, gsize start, gsize end, gpointer user_data)
{
  RareTitle *rare = user_data;

  if (kind != QZ_TERM_WORD || g_utf8_strlen (word, (gssize) len) < 2)
    return;
  g_autofree char *copy = g_strndup (word, len), *name = g_strconcat (QZ_T_TITLE, copy, NULL), *term = qz_term_fit (name);
  gint64 count = qz_reader_count (rare->reader, term, NULL);
  if (count > 0 && count < rare->least) {
    rare->least = count;
    g_free (rare->term);
    rare->term = g_steal_pointer (&term);
  }
}

/* 毁坏航标…由谁处罚: the clauses of what is named after 航标, which need not say the word again. */
static gboolean
run_titled (QzEngine *engine, QzRelevance *relevance, const QzQuestion *question, const QzQuery *words, const QzQuery *filter, GHashTable *by_id, GError **error)
{
  RareTitle rare = { engine->reader, NULL, TITLED_MAX };

  qz_segment_words (engine->segmenter, question->content, -1, consider_title, &rare);
  if (rare.term == NULL)
    return TRUE;
  QzQuery *titled = qz_query_pair (QZ_OP_FILTER, qz_query_term (rare.term, -1, 1), qz_query_dup (filter));
  g_autoptr (QzQuery) query = qz_query_pair (QZ_OP_AND_MAYBE, titled, qz_query_dup (words));
  g_free (rare.term);
  return run (engine, relevance, query, DEPTH_TITLED, by_id, error);
}

/* What the place that the question names says itself is few among all that applies there. */
static gboolean
run_own (QzEngine *engine, QzRelevance *relevance, const QzQuestion *question, const char *place, const QzQuery *words, const QzQuery *filter, GHashTable *by_id,
         GError **error)
{
  if (question->territory == NULL || place == NULL)
    return TRUE;
  QzQuery *own = qz_query_pair (QZ_OP_FILTER, qz_query_dup (words), qz_query_dup (filter));
  g_autoptr (QzQuery) query = qz_query_pair (QZ_OP_FILTER, own, own_of (place));
  return run (engine, relevance, query, DEPTH_OWN, by_id, error);
}

/* The provisions that may be looked at: what applies in PLACE, or with ELSEWHERE all that does not. Found once for each
 * place and day: a question asks it three times and more. */
static QzQuery *
lookable (QzEngine *engine, const QzQuestion *question, const char *place, gboolean elsewhere)
{
  /* A question on validity may be about what is no longer in force; any other only about what is. */
  gboolean any_day = question->intent == QZ_INTENT_VALIDITY;
  g_autofree char *name = g_strdup_printf ("provisions %s %s on %u at %" G_GUINT64_FORMAT, elsewhere ? "outside" : "in", place != NULL ? place : "",
                                           any_day ? 0 : engine->as_of, engine->revision);
  QzQuery *scope = applies_in (engine, place);

  if (elsewhere)
    scope = qz_query_pair (QZ_OP_AND_NOT, qz_query_all (), scope);
  QzQuery *filter = qz_query_pair (QZ_OP_AND, kind_query ("provision"), scope);
  if (!any_day)
    filter = qz_query_pair (QZ_OP_AND, filter, qz_engine_in_force (engine));
  return qz_query_kept (name, filter);
}

/* ---- who punishes the breach of what ---- */

static gint
by_coverage (gconstpointer a, gconstpointer b)
{
  const QzCandidate *left = *(QzCandidate *const *) a, *right = *(QzCandidate *const *) b;
  double difference = qz_score_covered (left) - qz_score_covered (right);

  return difference != 0 ? (difference > 0 ? -1 : 1) : qz_score_compare (a, b);
}

/* Adds to BY_ID the clauses that punish the breach of what is found there, and gives them its matter. */
static gboolean
add_punishing (QzEngine *engine, const QzQuestion *question, const QzConcepts *concepts, const char *place, const QzScoreTops *tops,
               GHashTable *by_id, GError **error)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer candidate;

  g_hash_table_iter_init (&iter, by_id);
  while (g_hash_table_iter_next (&iter, NULL, &candidate))
    g_ptr_array_add (all, candidate);
  g_ptr_array_sort (all, by_coverage);
  for (guint i = 0; i < all->len && i < BREACHED_MAX; i++) {
    const QzCandidate *breached = all->pdata[i];
    if (breached->coverage < BREACHED_LEAST)
      break;
    /* what was given another's matter has none of its own to give */
    if (breached->breached != NULL)
      continue;
    g_autoptr (GPtrArray) list = qz_breach_punished (engine, breached->found, breached->eid, error);
    if (list == NULL)
      return FALSE;
    while (list->len > 0) {
      QzFound *found = g_ptr_array_steal_index (list, list->len - 1);
      QzCandidate *punishing = g_hash_table_lookup (by_id, found->id);
      if (punishing == NULL) {
        punishing = g_new0 (QzCandidate, 1);
        punishing->found = found;
        g_hash_table_insert (by_id, (gpointer) found->id, punishing);
        qz_score_provision (engine, question, concepts, place, tops, punishing);
      } else
        qz_found_free (found);
      if (!qz_score_breach (engine, question, concepts, breached, punishing, error))
        return FALSE;
    }
  }
  return TRUE;
}

/* Provisions in force that apply in PLACE, or ELSEWHERE, scored. */
static GPtrArray *
provisions (QzEngine *engine, const QzQuestion *question, const QzConcepts *concepts, const char *place, gboolean elsewhere,
            guint depth, guint limit, GError **error)
{
  g_autoptr (GHashTable) by_id = candidate_table ();
  g_autoptr (QzQuery) filter = lookable (engine, question, place, elsewhere);
  g_autoptr (QzQuery) words = words_of (engine, question);
  g_autoptr (QzRelevance) relevance = NULL;
  const char *here = elsewhere ? NULL : place;
  GHashTableIter iter;
  gpointer candidate;

  if (qz_score_relevance_weight (question) > 0 && (relevance = qz_relevance_new (engine, question->content, error)) == NULL)
    return NULL;
  if (words != NULL) {
    g_autoptr (QzQuery) query = qz_query_pair (QZ_OP_FILTER, qz_query_dup (words), qz_query_dup (filter));
    if (!run (engine, relevance, query, depth, by_id, error) || !run_own (engine, relevance, question, here, words, filter, by_id, error)
        || !run_titled (engine, relevance, question, words, filter, by_id, error))
      return NULL;
  }
  if (question->law_key != NULL) {
    g_autofree char *name = g_strconcat (QZ_T_KEY, question->law_key, NULL);
    g_autofree char *term = qz_term_fit (name);
    QzQuery *of_law = qz_query_pair (QZ_OP_FILTER, qz_query_term (term, -1, 1), qz_query_dup (filter));
    g_autoptr (QzQuery) query = words != NULL ? qz_query_pair (QZ_OP_AND_MAYBE, of_law, qz_query_dup (words)) : of_law;
    if (!run (engine, relevance, query, DEPTH_LAW, by_id, error))
      return NULL;
  }
  const QzScoreTops tops = tops_of (by_id);
  g_hash_table_iter_init (&iter, by_id);
  while (g_hash_table_iter_next (&iter, NULL, &candidate))
    qz_score_provision (engine, question, concepts, here, &tops, candidate);
  if (!elsewhere && qz_breach_asked (question) && !add_punishing (engine, question, concepts, here, &tops, by_id, error))
    return NULL;
  return ranked (by_id, limit);
}

GPtrArray *
qz_candidates_provisions (QzEngine *engine, const QzQuestion *question, const QzConcepts *concepts, const char *place,
                          guint limit, GError **error)
{
  GPtrArray *list = provisions (engine, question, concepts, place, FALSE, DEPTH, MAX (limit, VESTED_MAX), error);

  if (list == NULL)
    return NULL;
  qz_score_vested (engine, question, concepts, list, VESTED_MAX);
  if (list->len > limit)
    g_ptr_array_set_size (list, (gint) limit);
  return list;
}

GPtrArray *
qz_candidates_elsewhere (QzEngine *engine, const QzQuestion *question, const QzConcepts *concepts, const char *place,
                         guint limit, GError **error)
{
  return provisions (engine, question, concepts, place, TRUE, DEPTH_ELSEWHERE, limit, error);
}

/* ---- powers ---- */

GPtrArray *
qz_candidates_powers (QzEngine *engine, const QzQuestion *question, const QzConcepts *concepts, guint limit, GError **error)
{
  g_autoptr (GHashTable) by_id = candidate_table ();
  QzQuery *words = words_of (engine, question);
  GHashTableIter iter;
  gpointer candidate;

  if (words != NULL) {
    g_autoptr (QzQuery) query = qz_query_pair (QZ_OP_FILTER, words, kind_query ("power"));
    if (!run (engine, NULL, query, DEPTH / 4, by_id, error))
      return NULL;
  }
  double top = tops_of (by_id).words;
  g_hash_table_iter_init (&iter, by_id);
  while (g_hash_table_iter_next (&iter, NULL, &candidate))
    qz_score_power (engine, question, concepts, top, candidate);
  return ranked (by_id, limit);
}
