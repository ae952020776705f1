#include "config.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <quanze/fold.h>
#include <quanze/store.h>

#include "search/ask/addressee.h"
#include "search/ask/breach.h"
#include "search/ask/candidate.h"
#include "search/place.h"
#include "search/find/relevance.h"
#include "search/find/retrieve.h"
#include "search/ask/vested.h"

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
/* What the words of the breached clause count for in the one that punishes. */
#define FACTOR_BREACH 0.95

/* What each part of a score weighs (docs/ANSWERING.md). */
#define W_WORDS     0.45
#define W_RELEVANCE 0.35
#define W_COVERAGE  1.0
#define W_UNIT      0.35
#define W_CUE       0.20
#define W_TITLE     0.60
#define W_PLACE     0.50
#define W_PRIOR     0.25
#define W_NAMED     0.30
#define W_EXPANSION 0.6
/* Of the best by all of these, how well what the clause vests is what is asked for. */
#define W_VESTED    0.80
#define VESTED_MAX  40
/* A clause for the very body that the question names, or for another. */
#define W_SUBJECT   0.30
/* A law for one stretch of the country that the question does not name. */
#define W_REGION    0.40

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

/* ---- the second stage ---- */

/* The best of all candidates by each of the two stages of a search. */
typedef struct { double words, relevance; } Tops;

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

/* 本办法由…解释, 本条例自…起施行: what it is about is the title's matter. */
static gboolean
speaks_of_itself (const char *folded)
{
  static const char *const itself[] = { "本办法", "本条例", "本规定", "本法", "本细则", "本规则", "本决定" };

  for (guint i = 0; i < G_N_ELEMENTS (itself); i++)
    if (g_str_has_prefix (folded, itself[i]))
      return TRUE;
  return FALSE;
}

/* Finds the unit that covers most; items count with the lead-in of their paragraph. */
static void
choose_unit (QzEngine *engine, const QzQuestion *question, const QzConcepts *concepts, QzCandidate *candidate)
{
  const char *name = qz_found_string (candidate->found, "title");
  g_autofree char *title = qz_fold_text (name != NULL ? name : "", -1, QZ_FOLD_PLAIN);
  const json_t *unit;
  size_t i;

  json_array_foreach (json_object_get (candidate->found->head, "units"), i, unit) {
    gsize start = (gsize) json_integer_value (json_object_get (unit, "start"));
    gsize end = (gsize) json_integer_value (json_object_get (unit, "end"));
    const char *eid = json_string_value (json_object_get (unit, "eid"));

    if (eid == NULL || strstr (eid, "__item_") != NULL || end <= start)
      continue;
    g_autofree char *text = qz_fold_text (candidate->found->text + start, (gssize) (end - start), QZ_FOLD_PLAIN);
    g_autofree char *folded = speaks_of_itself (text) ? g_strconcat (title, "\n", text, NULL) : g_strdup (text);
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

/* Whether TITLE names a region (青藏高原, 黄河) that the question does not. */
static gboolean
of_other_region (const QzEngine *engine, const QzQuestion *question, const char *title)
{
  for (const char *p = title; p != NULL && *p != '\0'; p = g_utf8_next_char (p)) {
    gsize len = qz_lexicon_longest (engine->lexicon, "regions", p);
    g_autofree char *region = g_strndup (p, len);
    if (len > 0 && strstr (question->text, region) == NULL)
      return TRUE;
  }
  return FALSE;
}

/* What the relevance of a search is worth: nothing where the intent itself says what kind of clause is wanted. */
static double
relevance_weight (const QzQuestion *question)
{
  return question->intent == QZ_INTENT_HOLDER || question->intent == QZ_INTENT_PENALTY ? W_RELEVANCE : 0;
}

static void
sum_up (QzEngine *engine, const QzQuestion *question, QzCandidate *candidate)
{
  const char *title = qz_found_string (candidate->found, "title"), *territory = qz_found_string (candidate->found, "territory");

  candidate->score = W_WORDS * candidate->words + relevance_weight (question) * candidate->relevance + W_COVERAGE * candidate->coverage
                     + W_UNIT * candidate->unit + W_CUE * candidate->cue + W_TITLE * candidate->title + W_PLACE * candidate->place
                     + W_PRIOR * candidate->prior + W_NAMED * candidate->named;
  if (g_strcmp0 (territory, QZ_PLACE_NATIONAL) == 0 && of_other_region (engine, question, title))
    candidate->score -= W_REGION;
}

static void
score_provision (QzEngine *engine, const QzQuestion *question, const QzConcepts *concepts, const char *place,
                 const Tops *tops, QzCandidate *candidate)
{
  const QzFound *found = candidate->found;
  const char *title = qz_found_string (found, "title"), *territory = qz_found_string (found, "territory");
  const char *heading = qz_found_string (found, "path");
  g_autofree char *all = g_strconcat (title != NULL ? title : "", "\n", heading != NULL ? heading : "", "\n", found->text, NULL);
  g_autofree char *folded = qz_fold_text (all, -1, QZ_FOLD_PLAIN);

  candidate->words = tops->words > 0 ? found->score / tops->words : 0;
  candidate->relevance = tops->relevance > 0 ? MAX (candidate->relevance, 0) / tops->relevance : 0;
  candidate->coverage = qz_concepts_coverage (concepts, folded);
  candidate->topic = qz_concepts_topic (concepts, folded);
  candidate->abroad = qz_concepts_abroad (concepts, folded);
  candidate->cue = cue_of (engine, question, folded);
  choose_unit (engine, question, concepts, candidate);
  if (question->law_key != NULL && g_strcmp0 (qz_found_string (found, "key"), question->law_key) == 0)
    candidate->title = question->law_exact ? 1 : 0.6;
  /* A question that names a place wants that place's own rule before the nation's. */
  if (question->territory != NULL && place != NULL && territory != NULL && !g_str_equal (territory, QZ_PLACE_NATIONAL))
    candidate->place = g_str_equal (territory, place) ? 1 : 0.7;
  else if (question->place != NULL && title != NULL && strstr (title, question->place) != NULL)
    candidate->place = 0.7;  /* the nation's, about that place: 香港特别行政区…, 关于北京金融法院… */
  /* 出口管制清单 belongs to 出口管制法 before the laws that mention it. */
  g_autofree char *folded_title = qz_fold_text (title != NULL ? title : "", -1, QZ_FOLD_PLAIN);
  candidate->named = qz_concepts_named (concepts, folded_title);
  candidate->prior = rank_prior (qz_found_string (found, "rank"));
  sum_up (engine, question, candidate);
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

static Tops
tops_of (GHashTable *by_id)
{
  GHashTableIter iter;
  gpointer candidate;
  Tops tops = { 0, 0 };

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
  double difference = left->coverage + W_UNIT * left->unit - right->coverage - W_UNIT * right->unit;

  return difference != 0 ? (difference > 0 ? -1 : 1) : g_strcmp0 (left->found->id, right->found->id);
}

static void
set_string (char **place, const char *text)
{
  g_free (*place);
  *place = g_strdup (text);
}

/* PUNISHING takes what BREACHED covers for its own, where that is more than it has. */
static gboolean
lend (QzEngine *engine, const QzQuestion *question, const QzConcepts *concepts, const QzCandidate *breached, QzCandidate *punishing, GError **error)
{
  gsize start, end;
  const char *unit = qz_breach_unit (punishing->found, breached->found, breached->eid, &start, &end);
  g_autofree char *quote = qz_candidate_quote (breached), *matter = qz_fold_text (quote, -1, QZ_FOLD_PLAIN);
  g_autofree char *own = qz_fold_text (punishing->found->text + start, (gssize) (end - start), QZ_FOLD_PLAIN);
  g_autofree char *both = g_strconcat (qz_found_string (punishing->found, "title"), "\n", own, "\n", matter, NULL);
  double covered = FACTOR_BREACH * qz_concepts_coverage (concepts, both);

  if (unit == NULL || covered <= punishing->coverage)
    return TRUE;
  QzFound *copy = qz_found_copy (engine, breached->found, error);
  if (copy == NULL)
    return FALSE;
  qz_found_free (punishing->breached);
  punishing->breached = copy;
  set_string (&punishing->breached_eid, breached->eid);
  set_string (&punishing->breached_text, matter);
  set_string (&punishing->eid, unit);
  punishing->coverage = covered;
  punishing->topic = MAX (punishing->topic, qz_concepts_topic (concepts, both));
  punishing->unit = MAX (punishing->unit, covered + W_CUE * cue_of (engine, question, own));
  punishing->words = MAX (punishing->words, FACTOR_BREACH * breached->words);
  punishing->relevance = MAX (punishing->relevance, FACTOR_BREACH * breached->relevance);
  sum_up (engine, question, punishing);
  return TRUE;
}

/* Adds to BY_ID the clauses that punish the breach of what is found there, and gives them its matter. */
static gboolean
add_punishing (QzEngine *engine, const QzQuestion *question, const QzConcepts *concepts, const char *place, const Tops *tops,
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
    if (breached->coverage < BREACHED_LEAST || breached->breached != NULL)
      break;
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
        score_provision (engine, question, concepts, place, tops, punishing);
      } else
        qz_found_free (found);
      if (!lend (engine, question, concepts, breached, punishing, error))
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

  if (relevance_weight (question) > 0 && (relevance = qz_relevance_new (engine, question->content, error)) == NULL)
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
  const Tops tops = tops_of (by_id);
  g_hash_table_iter_init (&iter, by_id);
  while (g_hash_table_iter_next (&iter, NULL, &candidate))
    score_provision (engine, question, concepts, here, &tops, candidate);
  if (!elsewhere && qz_breach_asked (question) && !add_punishing (engine, question, concepts, here, &tops, by_id, error))
    return NULL;
  return ranked (by_id, limit);
}

/* Whether the question is what the body it names may or must do. */
static gboolean
asks_of_body (const QzQuestion *question)
{
  return question->subject != NULL && (question->intent == QZ_INTENT_POWERS || question->intent == QZ_INTENT_MAY);
}

/* 1: what the article vests, it vests in the body asked about; -1: in others alone; 0: cannot be told. */
static int
subject_of (const QzEngine *engine, const QzQuestion *question, const QzCandidate *candidate)
{
  const json_t *vesting;
  size_t i;
  int least = 0;

  json_array_foreach (json_object_get (candidate->found->head, "vestings"), i, vesting) {
    g_autofree char *holder = qz_vested_holder (vesting);
    int one = qz_subject_agrees (engine->lexicon, question->subject, holder);
    if (one > 0)
      return 1;
    least = MIN (least, one);
  }
  return least;
}

/* A question who may act wants a clause that lets somebody act, and this act; one for the fine, a clause that fines. */
static void
weigh_vested (const QzEngine *engine, const QzQuestion *question, const QzConcepts *concepts, GPtrArray *list)
{
  const QzWho *who = question->whos->len > 0 ? question->whos->pdata[0] : NULL;

  gboolean asked = (who != NULL && question->intent == QZ_INTENT_HOLDER) || question->intent == QZ_INTENT_PENALTY;

  for (guint i = 0; asked && i < list->len && i < VESTED_MAX; i++) {
    QzCandidate *candidate = list->pdata[i];

    qz_vested_best (question, concepts, candidate, who, &candidate->vested);
    double share = 0;
    g_autofree char *addressee = qz_addressee_find (engine->lexicon, concepts, who, candidate->found->text, &share);
    candidate->vested = MAX (candidate->vested, share);
    candidate->score += W_VESTED * candidate->vested;
  }
  for (guint i = 0; asks_of_body (question) && i < list->len && i < VESTED_MAX; i++) {
    QzCandidate *candidate = list->pdata[i];

    candidate->subject = subject_of (engine, question, candidate);
    candidate->score += W_SUBJECT * candidate->subject;
  }
  g_ptr_array_sort (list, by_score);
}

GPtrArray *
qz_candidates_provisions (QzEngine *engine, const QzQuestion *question, const QzConcepts *concepts, const char *place,
                          guint limit, GError **error)
{
  GPtrArray *list = provisions (engine, question, concepts, place, FALSE, DEPTH, MAX (limit, VESTED_MAX), error);

  if (list == NULL)
    return NULL;
  weigh_vested (engine, question, concepts, list);
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

/* An item of another kind than the act asked for is the wrong item, however alike its words. */
#define FACTOR_OTHER_KIND 0.7

/* Whether the question asks for one kind of act (审批, 处罚 …) and the item is of another. */
static gboolean
other_kind (QzEngine *engine, const QzQuestion *question, const char *category)
{
  gboolean asked = FALSE;

  if (category == NULL)
    return FALSE;
  if (question->intent == QZ_INTENT_PENALTY)
    return strstr (category, "处罚") == NULL;
  for (guint i = 0; question->whos->len > 0 && i < ((QzWho *) question->whos->pdata[0])->types->len; i++) {
    const char *type = ((QzWho *) question->whos->pdata[0])->types->pdata[i];
    if (strstr (category, type) != NULL)
      return FALSE;
    asked = asked || g_str_equal (type, "处罚") || g_str_equal (type, "许可");
  }
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

/* An item names a holder and one act: what a clause's vesting is weighed for. */
static double
power_vested (const QzQuestion *question, const QzCandidate *candidate, const char *folded_name)
{
  const QzWho *who = question->whos->len > 0 ? question->whos->pdata[0] : NULL;
  const char *category = qz_found_string (candidate->found, "category");
  gboolean same = who != NULL && who->forms->len == 0;

  if (who == NULL || question->intent != QZ_INTENT_HOLDER)
    return 0;
  for (guint i = 0; !same && i < who->forms->len; i++)
    same = strstr (folded_name, who->forms->pdata[i]) != NULL;
  for (guint i = 0; !same && category != NULL && i < who->types->len; i++)
    same = strstr (category, who->types->pdata[i]) != NULL;
  return 0.4 * MAX (candidate->coverage, candidate->unit) + (same ? 0.6 : 0.3);
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
  candidate->abroad = qz_concepts_abroad (concepts, folded);
  candidate->unit = qz_concepts_coverage (concepts, folded_name);
  candidate->title = qz_concepts_named (concepts, folded_name);
  /* An item's words stand for its relevance: it is short, and what the index cites is no item. */
  candidate->score = (W_WORDS + relevance_weight (question)) * candidate->words + W_COVERAGE * candidate->coverage + W_UNIT * candidate->unit + W_TITLE * candidate->title;
  candidate->vested = power_vested (question, candidate, folded_name);
  candidate->score += W_VESTED * candidate->vested;
  candidate->topic = qz_concepts_topic (concepts, folded);
  candidate->other_kind = other_kind (engine, question, qz_found_string (candidate->found, "category"));
  if (candidate->other_kind)
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
    if (!run (engine, NULL, query, DEPTH / 4, by_id, error))
      return NULL;
  }
  double top = tops_of (by_id).words;
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
