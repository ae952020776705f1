#include "config.h"

#include <string.h>

#include <quanze/fold.h>
#include <quanze/store.h>

#include "search/retrieve.h"

/* Weights beside a word's own (measured on train questions, docs/SEARCH.md). */
#define WEIGHT_PART  0.5
#define WEIGHT_TITLE 0.4
#define BM25_K1 1.2
#define BM25_B  0.75

/* Words of one query; more are dropped, the longest text a person types is far below. */
#define WORDS_MAX 400
/* Records whose text is read to prove a phrase, a page and in all. */
#define PROOF_PAGE 200
#define PROOF_MAX  20000

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

static QzQuery *
word_query (const char *prefix, const char *word, double weight)
{
  g_autofree char *name = g_strconcat (prefix, word, NULL);
  g_autofree char *term = qz_term_fit (name);
  QzQuery *query = qz_query_term (term, -1, 1);

  return weight == 1 ? query : qz_query_scale (query, weight);
}

QzQuery *
qz_retrieve_words (QzEngine *engine, const char *text)
{
  g_autoptr (GHashTable) counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) order = g_ptr_array_new ();
  Words words = { engine, counts, order };

  qz_segment_words (engine->segmenter, text, -1, count_word, &words);
  if (g_hash_table_size (counts) == 0)
    return NULL;
  GPtrArray *queries = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer word, count;
  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, &word, &count)) {
    double weight = GPOINTER_TO_UINT (count) * WEIGHT_PART;

    g_ptr_array_add (queries, word_query ("", word, weight));
    g_ptr_array_add (queries, word_query (QZ_T_TITLE, word, weight * WEIGHT_TITLE));
    g_ptr_array_add (queries, word_query (QZ_T_NAME, word, weight));
  }
  return qz_query_join (QZ_OP_OR, queries);
}

void
qz_results_free (QzResults *results)
{
  if (results == NULL)
    return;
  if (results->found != NULL)
    g_ptr_array_unref (results->found);
  g_free (results);
}

/* A record's lines, folded apart: a phrase does not run from one paragraph into the next. */
static char *
fold_lines (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  GString *folded = g_string_new (NULL);

  for (guint i = 0; lines[i] != NULL; i++) {
    g_autofree char *line = qz_fold_text (lines[i], -1, QZ_FOLD_NUMERALS);
    g_string_append (folded, line);
    g_string_append_c (folded, '\n');
  }
  return g_string_free (folded, FALSE);
}

static gboolean
proves (const QzQueryTree *tree, const QzFound *found, QzDate as_of)
{
  const char *title = qz_found_string (found, "title"), *name = qz_found_string (found, "name");
  g_autofree char *all = g_strconcat (found->text != NULL ? found->text : "", "\n", title != NULL ? title : "", "\n",
                                      name != NULL ? name : "", NULL);
  g_autofree char *folded = fold_lines (g_str_equal (found->kind, "provision") ? found->text : all);

  return qz_query_tree_proves (tree, found, folded, as_of);
}

static gboolean
read_hits (QzEngine *engine, QzHits *hits, GPtrArray *found, GError **error)
{
  for (guint i = 0; i < hits->hits->len; i++) {
    QzHit *hit = hits->hits->pdata[i];
    QzFound *one = qz_found_new (engine, g_steal_pointer (&hit->data), hit->data_len, hit->weight, error);

    if (one == NULL)
      return FALSE;
    g_ptr_array_add (found, one);
  }
  return TRUE;
}

static void
search_setup (QzSearch *search, guint offset, guint limit)
{
  qz_search_init (search);
  search->offset = offset;
  search->limit = limit;
  search->k1 = BM25_K1;
  search->b = BM25_B;
  search->tie_slot = QZ_SLOT_TIE;
}

/* Reads page after page and keeps what the text proves. */
static gboolean
retrieve_proven (QzEngine *engine, const QzQuery *query, const QzQueryTree *tree, guint offset, guint limit,
                 QzResults *results, GError **error)
{
  guint seen = 0, proven = 0;

  for (;;) {
    QzSearch search;
    search_setup (&search, seen, PROOF_PAGE);
    g_autoptr (QzHits) hits = qz_reader_search (engine->reader, query, &search, error);
    g_autoptr (GPtrArray) page = g_ptr_array_new_with_free_func ((GDestroyNotify) qz_found_free);

    if (hits == NULL || !read_hits (engine, hits, page, error))
      return FALSE;
    for (guint i = 0; i < page->len; i++) {
      if (!proves (tree, page->pdata[i], engine->as_of))
        continue;
      if (proven++ >= offset && results->found->len < limit) {
        g_ptr_array_add (results->found, page->pdata[i]);
        page->pdata[i] = NULL;
      }
    }
    seen += page->len;
    results->exact = page->len < PROOF_PAGE;
    if (results->exact || seen >= PROOF_MAX)
      break;
  }
  results->total = proven;
  return TRUE;
}

QzResults *
qz_retrieve (QzEngine *engine, const QzQueryTree *tree, guint offset, guint limit, gboolean all_versions, GError **error)
{
  g_autoptr (QzResults) results = g_new0 (QzResults, 1);
  g_autoptr (QzQuery) query = qz_query_tree_compile (tree, engine);

  results->found = g_ptr_array_new_with_free_func ((GDestroyNotify) qz_found_free);
  results->exact = TRUE;
  if (query == NULL)
    return g_steal_pointer (&results);
  if (!all_versions)
    query = qz_query_pair (QZ_OP_FILTER, g_steal_pointer (&query), qz_engine_in_force (engine));
  if (qz_query_tree_needs_proof (tree)) {
    if (!retrieve_proven (engine, query, tree, offset, limit, results, error))
      return NULL;
    return g_steal_pointer (&results);
  }
  QzSearch search;
  search_setup (&search, offset, limit);
  g_autoptr (QzHits) hits = qz_reader_search (engine->reader, query, &search, error);
  if (hits == NULL || !read_hits (engine, hits, results->found, error))
    return NULL;
  results->total = hits->total;
  results->exact = hits->total_lower == hits->total_upper;
  return g_steal_pointer (&results);
}
