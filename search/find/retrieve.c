#include "config.h"

#include <stdlib.h>
#include <string.h>

#include <quanze/citation.h>
#include <quanze/instrument.h>
#include <quanze/store.h>

#include "search/locate.h"
#include "search/find/relevance.h"
#include "search/find/retrieve.h"
#include "search/find/suggest.h"
#include "search/find/votes.h"

/* Weights beside a word's own (measured on train questions, docs/SEARCH.md). */
#define WEIGHT_PART  0.5
#define WEIGHT_TITLE 0.4
#define BM25_K1 1.2
#define BM25_B  0.75

/* A word of more than this share of the records is a common one, and rare ones that bring this many in all are enough for
 * a first stage (docs/SEARCH.md). */
#define COMMON_SHARE   0.05
#define REACHED_ENOUGH 2000
/* Words of one query; more are dropped, the longest text a person types is far below. */
#define WORDS_MAX 400
/* Records that the second stage reads. */
#define DEPTH 500
/* The same where every hit must hold something (a phrase, a field), for its facets and other orders. */
#define DEPTH_EXACT 5000
/* Characters of a text that may name a record. */
#define NAMED_MAX 80
/* Records that taught questions may bring besides. */
#define VOTES_MAX 200

enum { VALUE_ID, VALUE_TEXT, VALUE_RANK, VALUE_TIE, VALUE_TERRITORY, VALUES_ALWAYS, VALUE_KEY = VALUES_ALWAYS, VALUE_VERSION, VALUE_KIND, VALUE_ISSUER, VALUE_MODE };

typedef struct {
  QzEngine   *engine;
  GHashTable *counts;   /* char* word → count, twice for a word, once for a part */
  GPtrArray  *order;    /* borrowed keys */
} Words;

static void
count_word (QzTermKind kind, const char *term, gsize len, gsize start, gsize end, gpointer user_data)
{
  Words *words = user_data;
  g_autofree char *word = g_strndup (term, len);
  guint add = kind == QZ_TERM_WORD ? 2 : 1, had;

  if (words->order->len >= WORDS_MAX || qz_lexicon_lookup (words->engine->lexicon, "stopwords", word) != NULL)
    return;
  had = GPOINTER_TO_UINT (g_hash_table_lookup (words->counts, word));
  if (had == 0) {
    g_hash_table_insert (words->counts, word, GUINT_TO_POINTER (add));
    g_ptr_array_add (words->order, g_steal_pointer (&word));
  } else
    g_hash_table_replace (words->counts, g_strdup (word), GUINT_TO_POINTER (had + add));
}

/* Adds WORD under PREFIX to RARE, or to COMMON when so many records have it that it hardly tells them apart. Counts in
 * *REACHED the records that the rare ones bring. */
static void
add_word (QzEngine *engine, const char *prefix, const char *word, double weight, GPtrArray *rare, GPtrArray *common, gint64 *reached)
{
  g_autofree char *name = g_strconcat (prefix, word, NULL), *term = qz_term_fit (name);
  gint64 records = qz_reader_count (engine->reader, term, NULL);
  QzQuery *query = qz_query_term (term, -1, 1);

  if (weight != 1)
    query = qz_query_scale (query, weight);
  if ((double) records > (double) qz_grams_records (engine->grams) * COMMON_SHARE)
    g_ptr_array_add (common, query);
  else {
    g_ptr_array_add (rare, query);
    *reached += MAX (records, 0);
  }
}

/* What common words alone bring ranks below what holds a rare one too, and to walk through all of it costs the most: where
 * the rare words bring enough, the common ones only add to its weight. */
static QzQuery *
rare_before_common (GPtrArray *rare, GPtrArray *common, gint64 reached)
{
  if (common->len > 0 && reached >= REACHED_ENOUGH)
    return qz_query_pair (QZ_OP_AND_MAYBE, qz_query_join (QZ_OP_OR, rare), qz_query_join (QZ_OP_OR, common));
  g_ptr_array_extend_and_steal (rare, common);
  return qz_query_join (QZ_OP_OR, rare);
}

QzQuery *
qz_retrieve_words (QzEngine *engine, const char *text, gboolean all)
{
  g_autoptr (GHashTable) counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) order = g_ptr_array_new ();
  Words words = { engine, counts, order };

  qz_segment_words (engine->segmenter, text, -1, count_word, &words);
  if (g_hash_table_size (counts) == 0)
    return NULL;
  GPtrArray *rare = g_ptr_array_new (), *common = g_ptr_array_new ();
  gint64 reached = 0;
  GHashTableIter iter;
  gpointer word, count;
  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, &word, &count)) {
    double weight = GPOINTER_TO_UINT (count) * WEIGHT_PART;

    add_word (engine, "", word, weight, rare, common, &reached);
    add_word (engine, QZ_T_TITLE, word, weight * WEIGHT_TITLE, rare, common, &reached);
    add_word (engine, QZ_T_NAME, word, weight, rare, common, &reached);
  }
  return rare_before_common (rare, common, all ? 0 : reached);
}

void
qz_results_free (QzResults *results)
{
  if (results == NULL)
    return;
  if (results->found != NULL)
    g_ptr_array_unref (results->found);
  json_decref (results->facets);
  g_free (results->instead);
  g_free (results);
}

/* ---- the first stage ---- */

/* Leaves out of HITS, which LIMIT cut off, those of the last weight: which of a tie came in depends on where records lie.
 * FALSE when nothing would be left. */
static gboolean
drop_last_tie (QzHits *hits, guint limit)
{
  guint kept = hits->hits->len;

  if (kept < limit)
    return TRUE;
  double last = ((const QzHit *) hits->hits->pdata[kept - 1])->weight;
  while (kept > 0 && ((const QzHit *) hits->hits->pdata[kept - 1])->weight == last)
    kept--;
  if (kept > 0)
    g_ptr_array_set_size (hits->hits, (gint) kept);
  return kept > 0;
}

QzHits *
qz_retrieve_hits (QzEngine *engine, const QzQuery *query, const QzSearch *search, GError **error)
{
  QzSearch tied = *search;
  g_autoptr (QzHits) hits = qz_reader_search (engine->reader, query, search, error);

  if (hits == NULL || search->limit == 0 || drop_last_tie (hits, search->limit))
    return g_steal_pointer (&hits);
  tied.tie_slot = QZ_SLOT_TIE;
  return qz_reader_search (engine->reader, query, &tied, error);
}

static QzHits *
find (QzEngine *engine, const QzQuery *query, guint limit, gboolean all_values, GError **error)
{
  static const guint slots[] = { [VALUE_ID] = QZ_SLOT_ID, [VALUE_TEXT] = QZ_SLOT_TEXT, [VALUE_RANK] = QZ_SLOT_RANK, [VALUE_TIE] = QZ_SLOT_TIE, [VALUE_TERRITORY] = QZ_SLOT_TERRITORY,
                                 [VALUE_KEY] = QZ_SLOT_KEY, [VALUE_VERSION] = QZ_SLOT_VERSION, [VALUE_KIND] = QZ_SLOT_KIND,
                                 [VALUE_ISSUER] = QZ_SLOT_ISSUER, [VALUE_MODE] = QZ_SLOT_MODE };
  QzSearch search;

  qz_search_init (&search);
  search.limit = limit;
  search.k1 = BM25_K1;
  search.b = BM25_B;
  search.without_data = TRUE;
  search.value_slots = slots;
  search.n_value_slots = all_values ? G_N_ELEMENTS (slots) : VALUES_ALWAYS;
  return qz_retrieve_hits (engine, query, &search, error);
}

/* The records of VOTES that QUERY's words did not bring: they are looked at too. */
static QzHits *
find_voted (QzEngine *engine, const QzQuery *query, const QzQuery *ended, const QzVotes *votes, gboolean all_values,
            GError **error)
{
  GPtrArray *ids = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, votes->records);
  while (g_hash_table_iter_next (&iter, &id, NULL)) {
    g_autofree char *name = g_strconcat (QZ_T_ID, id, NULL), *term = qz_term_fit (name);
    g_ptr_array_add (ids, qz_query_term (term, -1, 0));
  }
  QzQuery *any = qz_query_join (QZ_OP_OR, ids);
  if (ended != NULL)
    any = qz_query_pair (QZ_OP_AND_NOT, any, qz_query_dup (ended));
  g_autoptr (QzQuery) voted = qz_query_pair (QZ_OP_AND_MAYBE, any, qz_query_dup (query));
  return find (engine, voted, VOTES_MAX, all_values, error);
}

/* ---- the second stage ---- */

typedef struct {
  const QzHit *hit;
  double       score;
  guint        more;   /* others of its group */
} Ranked;

static int
by_score (const void *a, const void *b)
{
  const Ranked *left = a, *right = b;

  if (left->score != right->score)
    return left->score > right->score ? -1 : 1;
  return strcmp (left->hit->values[VALUE_TIE], right->hit->values[VALUE_TIE]);
}

/* Scores HITS and those of VOTED that are not among them into RANKED. */
static gboolean
score_hits (QzRelevance *relevance, const QzHits *hits, const QzHits *voted, GArray *ranked, GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  const QzHits *const lists[] = { hits, voted };

  for (guint k = 0; k < G_N_ELEMENTS (lists) && lists[k] != NULL; k++)
    for (guint i = 0; i < lists[k]->hits->len; i++) {
      const QzHit *hit = lists[k]->hits->pdata[i];
      Ranked one = { hit, 0, 0 };

      if (!g_hash_table_add (seen, hit->values[VALUE_ID]))
        continue;
      const QzRankable record = { hit->values[VALUE_TEXT], hit->values[VALUE_RANK], hit->values[VALUE_TERRITORY], hit->weight };
      if (!qz_relevance_score (relevance, &record, &one.score, error))
        return FALSE;
      g_array_append_val (ranked, one);
    }
  return TRUE;
}

static void
count_votes (GArray *ranked, const QzVotes *votes)
{
  g_autofree double *scores = g_new (double, ranked->len + 1);
  g_autofree QzVoteShares *shares = g_new (QzVoteShares, ranked->len + 1);

  if (g_hash_table_size (votes->records) == 0)
    return;
  for (guint i = 0; i < ranked->len; i++) {
    const Ranked *one = &g_array_index (ranked, Ranked, i);
    const char *text = one->hit->values[VALUE_TEXT];
    g_autofree char *key = g_strndup (text, strcspn (text, "\t"));

    scores[i] = one->score;
    shares[i] = qz_votes_shares (votes, one->hit->values[VALUE_ID], key);
  }
  qz_votes_apply (scores, shares, ranked->len);
  for (guint i = 0; i < ranked->len; i++)
    g_array_index (ranked, Ranked, i).score = scores[i];
}

/* ---- order, groups, facets ---- */

/* The higher the better; a rank that is not known comes last. */
static int
authority_of (const Ranked *one)
{
  int rank = atoi (one->hit->values[VALUE_RANK]);

  return rank == 0 ? G_MAXINT : rank;
}

static int
by_date (const void *a, const void *b)
{
  const Ranked *left = a, *right = b;
  int order = strcmp (right->hit->values[VALUE_VERSION], left->hit->values[VALUE_VERSION]);

  return order != 0 ? order : by_score (a, b);
}

static int
by_authority (const void *a, const void *b)
{
  int left = authority_of (a), right = authority_of (b);

  return left != right ? (left < right ? -1 : 1) : by_score (a, b);
}

/* Keeps the first of each instrument, which counts the others. */
static void
group (GArray *ranked)
{
  g_autoptr (GHashTable) places = g_hash_table_new (g_str_hash, g_str_equal);
  guint kept = 0;

  for (guint i = 0; i < ranked->len; i++) {
    Ranked one = g_array_index (ranked, Ranked, i);
    const char *key = one.hit->values[VALUE_KEY];
    gpointer place = *key != '\0' ? g_hash_table_lookup (places, key) : NULL;

    if (place != NULL) {
      g_array_index (ranked, Ranked, GPOINTER_TO_UINT (place) - 1).more++;
      continue;
    }
    g_array_index (ranked, Ranked, kept++) = one;
    g_hash_table_insert (places, (gpointer) key, GUINT_TO_POINTER (kept));
  }
  g_array_set_size (ranked, kept);
}

static void
count_facet (json_t *facets, const char *facet, const char *value)
{
  json_t *counts = json_object_get (facets, facet);

  if (value == NULL || *value == '\0')
    return;
  json_object_set_new (counts, value, json_integer (json_integer_value (json_object_get (counts, value)) + 1));
}

static json_t *
facets_of (const QzEngine *engine, const GArray *ranked)
{
  json_t *facets = json_pack ("{s:{}, s:{}, s:{}, s:{}, s:{}, s:{}}", "level", "issuer", "year", "status", "kind", "mode");

  for (guint i = 0; i < ranked->len; i++) {
    char **values = g_array_index (ranked, Ranked, i).hit->values;
    gboolean power = g_str_equal (values[VALUE_KIND], "power");
    g_autofree char *year = g_strndup (values[VALUE_VERSION], 4);
    g_autofree char *instrument = g_strndup (values[VALUE_ID], strcspn (values[VALUE_ID], "#"));
    const QzVersion *version = power ? NULL : qz_timeline_find (engine->timeline, instrument);

    if (!power)
      count_facet (facets, "level", qz_rank_name ((QzRank) atoi (values[VALUE_RANK])));
    count_facet (facets, "issuer", values[VALUE_ISSUER]);
    count_facet (facets, "year", year);
    if (!power)
      count_facet (facets, "status", qz_status_name (version != NULL ? qz_version_status (version, engine->as_of) : QZ_STATUS_UNKNOWN));
    count_facet (facets, "kind", values[VALUE_KIND]);
    count_facet (facets, "mode", values[VALUE_MODE]);
  }
  return facets;
}

/* ---- the page ---- */

/* The record that TEXT alone names: an id, a citation and nothing else, a title, a 文号, a code, a power's name.
 * NULL with *WRONG unset when it names none. */
static QzFound *
named_by (QzEngine *engine, const char *text, GError **wrong)
{
  g_autoptr (GPtrArray) citations = NULL;

  /* No name holds a question mark, and to look for one costs as much as a third of a search. */
  if (*text == '\0' || strchr (text, '?') != NULL || strstr (text, "？") != NULL || g_utf8_strlen (text, -1) > NAMED_MAX)
    return NULL;
  if (strstr (text, "第") != NULL && (citations = qz_citations_parse_string (text, engine->lexicon)) != NULL && citations->len > 0) {
    const QzCitation *citation = citations->pdata[0];
    if (citations->len > 1 || citation->start > 0 || citation->end < strlen (text))
      return NULL;
  }
  QzPlace *place = qz_locate_named (engine, text, wrong);
  QzFound *found = place != NULL ? g_steal_pointer (&place->found) : NULL;
  qz_place_free (place);
  return found;
}

static gboolean
add_found (QzEngine *engine, QzResults *results, const Ranked *one, GError **error)
{
  g_autoptr (GError) wrong = NULL;
  gsize len = 0;
  char *data = qz_reader_get (engine->reader, one->hit->values[VALUE_ID], &len, &wrong);

  if (wrong != NULL) {
    g_propagate_error (error, g_steal_pointer (&wrong));
    return FALSE;
  }
  if (data == NULL)
    return TRUE;   /* gone meanwhile */
  QzFound *found = qz_found_new (engine, data, len, one->score, error);
  if (found == NULL)
    return FALSE;
  found->more = one->more;
  g_ptr_array_add (results->found, found);
  return TRUE;
}

/* The page of RANKED, behind NAMED (consumed; NULL: none), which is the first of all. */
static gboolean
read_page (QzEngine *engine, const QzRetrieving *how, const GArray *ranked, QzFound *named, QzResults *results, GError **error)
{
  g_autoptr (QzFound) first = named;
  guint place = first != NULL ? 1 : 0;

  for (guint i = 0; i < ranked->len && place < how->offset + how->limit; i++) {
    const Ranked *one = &g_array_index (ranked, Ranked, i);

    if (first != NULL && g_strcmp0 (first->id, one->hit->values[VALUE_ID]) == 0)
      continue;
    if (place++ >= how->offset && !add_found (engine, results, one, error))
      return FALSE;
  }
  if (first == NULL || how->offset > 0 || how->limit == 0)
    return TRUE;
  first->score = ranked->len > 0 ? g_array_index (ranked, Ranked, 0).score + 1 : 1;
  g_ptr_array_insert (results->found, 0, g_steal_pointer (&first));
  return TRUE;
}

/* All that QUERY, without what has ENDED, and the taught questions bring, best first; borrows from the hits it fills in. */
static gboolean
rank (QzEngine *engine, const QzQueryTree *tree, const QzRetrieving *how, const QzQuery *words, const QzQuery *ended,
      const char *text, QzHits **hits, QzHits **voted, GArray *ranked, GError **error)
{
  gboolean plain = qz_query_tree_plain (tree), all_values = how->facets || how->grouped || how->order != QZ_ORDER_RELEVANCE;
  guint depth = plain || !all_values ? DEPTH : DEPTH_EXACT;
  g_autoptr (QzQuery) query = qz_query_dup (words);
  if (ended != NULL)
    query = qz_query_pair (QZ_OP_AND_NOT, g_steal_pointer (&query), qz_query_dup (ended));
  *hits = find (engine, query, MAX (depth, how->offset + how->limit), all_values, error);
  g_autoptr (QzRelevance) relevance = *hits != NULL ? qz_relevance_new (engine, text, error) : NULL;
  g_autoptr (QzVotes) votes = relevance != NULL ? qz_votes_for (engine, text, VOTES_MAX, error) : NULL;

  if (votes == NULL)
    return FALSE;
  if (g_hash_table_size (votes->records) > 0 && plain
      && (*voted = find_voted (engine, words, ended, votes, all_values, error)) == NULL)
    return FALSE;
  if (!score_hits (relevance, *hits, *voted, ranked, error))
    return FALSE;
  count_votes (ranked, votes);
  g_array_sort (ranked, how->order == QZ_ORDER_DATE ? by_date : how->order == QZ_ORDER_AUTHORITY ? by_authority : by_score);
  return TRUE;
}

static gboolean
fill (QzEngine *engine, const QzQueryTree *tree, const QzRetrieving *how, const QzQuery *words, QzResults *results, GError **error)
{
  g_autofree char *text = qz_query_tree_text (tree);
  g_autoptr (QzQuery) ended = how->all_versions ? NULL : qz_engine_out_of_force (engine);
  g_autoptr (QzHits) hits = NULL, voted = NULL;
  g_autoptr (GArray) ranked = g_array_new (FALSE, FALSE, sizeof (Ranked));
  g_autoptr (GError) wrong = NULL;
  QzFound *named = NULL;

  if (!rank (engine, tree, how, words, ended, text, &hits, &voted, ranked, error))
    return FALSE;
  if (qz_query_tree_plain (tree) && how->order == QZ_ORDER_RELEVANCE) {
    named = named_by (engine, text, &wrong);
    if (wrong != NULL) {
      g_propagate_error (error, g_steal_pointer (&wrong));
      return FALSE;
    }
    if (named == NULL && how->facets && strchr (text, ' ') == NULL)
      results->instead = qz_suggest_instead (engine, text);
  }
  results->total = MAX (hits->total, ranked->len);
  results->exact = hits->total_lower == hits->total_upper;
  if (how->facets)
    results->facets = facets_of (engine, ranked);
  results->facets_of = ranked->len;
  if (how->grouped)
    group (ranked);
  return read_page (engine, how, ranked, named, results, error);
}

QzResults *
qz_retrieve (QzEngine *engine, const QzQueryTree *tree, const QzRetrieving *how, GError **error)
{
  g_autoptr (QzResults) results = g_new0 (QzResults, 1);
  g_autoptr (QzQuery) words = qz_query_tree_compile (tree, engine);

  results->found = g_ptr_array_new_with_free_func ((GDestroyNotify) qz_found_free);
  results->exact = TRUE;
  if (words != NULL && !fill (engine, tree, how, words, results, error))
    return NULL;
  return g_steal_pointer (&results);
}
