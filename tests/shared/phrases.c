/* Quoted phrases against a plain scan: random stretches of the official texts of an index, each typed as a query.
 *
 *     make tests/shared/phrases && tests/shared/phrases INDEX [PHRASES [SEED]]
 *
 * Every phrase must find exactly the records whose folded text holds it, and the marks of a hit must be its
 * characters. Every second phrase starts and ends inside a word as ICU cuts. Prints one line, and each phrase that
 * fails; exits 1 when one does.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <quanze/fold.h>
#include <quanze/store.h>

#include "search/engine.h"
#include "search/found.h"
#include "search/find/query.h"
#include "search/find/snippet.h"

#define PHRASE_MAX 24        /* characters */
#define HITS_LOOKED_AT 2     /* for their marks */

typedef struct { char *id, *text, *folded; } Record;

static GPtrArray *records;
static QzEngine  *engine;
static guint64    scan_time, search_time;   /* microseconds */

static char *
fold_lines (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  GString *folded = g_string_new (NULL);

  for (guint i = 0; lines[i] != NULL; i++) {
    g_autofree char *line = qz_fold_text (lines[i], -1, QZ_FOLD_NUMERALS);
    g_string_append_printf (folded, "%s\n", line);
  }
  return g_string_free (folded, FALSE);
}

static void
read_kind (const char *term)
{
  for (guint offset = 0;; offset += 1000) {
    g_autoptr (GPtrArray) list = qz_reader_list (engine->reader, term, offset, 1000, NULL);

    for (guint i = 0; list != NULL && i < list->len; i++) {
      char *data = g_strdup (list->pdata[i]);
      g_autoptr (QzFound) found = qz_found_new (engine, data, strlen (data), 0, NULL);
      Record *record = g_new0 (Record, 1);
      record->id = g_strdup (found->id);
      record->text = g_strdup (found->text);
      record->folded = fold_lines (found->text);
      g_ptr_array_add (records, record);
    }
    if (list == NULL || list->len < 1000)
      return;
  }
}

/* ---- phrases ---- */

static void
mark_edge (QzTermKind kind, const char *term, gsize len, gsize start, gsize end, gpointer edges)
{
  if (kind == QZ_TERM_WORD)
    ((guint8 *) edges)[start] = ((guint8 *) edges)[end] = 1;
}

/* A stretch of one line of RECORD, with its ends inside words when TORN; NULL when this try gave none. */
static char *
stretch (GRand *rand, const Record *record, gboolean torn)
{
  gsize size = strlen (record->text);
  g_autofree guint8 *edges = g_malloc0 (size + 1);
  glong chars = g_utf8_strlen (record->text, -1);
  glong want = 1 + g_rand_int_range (rand, 0, g_rand_boolean (rand) ? 6 : PHRASE_MAX);

  if (chars < 2)
    return NULL;
  const char *start = g_utf8_offset_to_pointer (record->text, g_rand_int_range (rand, 0, (gint) chars)), *end = start;
  for (glong i = 0; i < want && *end != '\0' && *end != '\n' && *end != '"'; i++)
    end = g_utf8_next_char (end);
  if (end == start)
    return NULL;
  if (torn) {
    qz_segment_words (engine->segmenter, record->text, -1, mark_edge, edges);
    if (edges[start - record->text] || edges[end - record->text])
      return NULL;
  }
  g_autofree char *phrase = g_strndup (start, (gsize) (end - start)), *folded = qz_fold_text (phrase, -1, QZ_FOLD_NUMERALS);
  return *folded != '\0' && *g_strstrip (folded) != '\0' ? g_steal_pointer (&phrase) : NULL;
}

/* ---- both ways ---- */

static GHashTable *
scan (const char *folded)
{
  GHashTable *ids = g_hash_table_new (g_str_hash, g_str_equal);
  gint64 start = g_get_monotonic_time ();

  for (guint i = 0; i < records->len; i++) {
    const Record *record = records->pdata[i];
    if (strstr (record->folded, folded) != NULL)
      g_hash_table_insert (ids, record->id, (gpointer) record);
  }
  scan_time += (guint64) (g_get_monotonic_time () - start);
  return ids;
}

static QzHits *
ask (const QzQueryTree *tree)
{
  static const guint slots[] = { QZ_SLOT_ID };
  g_autoptr (QzQuery) query = qz_query_tree_compile (tree, engine);
  QzSearch search;
  gint64 start = g_get_monotonic_time ();

  qz_search_init (&search);
  search.limit = records->len + 1;
  search.value_slots = slots;
  search.n_value_slots = 1;
  search.without_data = TRUE;
  QzHits *hits = qz_reader_search (engine->reader, query, &search, NULL);
  search_time += (guint64) (g_get_monotonic_time () - start);
  return hits;
}

/* Whether the marks of RECORD are FOLDED where it stands in the text, and nothing else. */
static gboolean
marks_right (const Record *record, const GPtrArray *highlights, const char *folded)
{
  QzSnippet *snippet = qz_snippet_new (record->text, highlights, G_MAXUINT);
  gboolean right = snippet->marks->len > 0;

  for (guint i = 0; right && i < snippet->marks->len; i++) {
    QzMark mark = g_array_index (snippet->marks, QzMark, i);
    g_autofree char *marked = g_strndup (snippet->text + mark.start, mark.end - mark.start);
    g_autofree char *shown = qz_fold_text (marked, -1, QZ_FOLD_PLAIN), *wanted = qz_fold_text (folded, -1, QZ_FOLD_PLAIN);
    /* One occurrence, or several that touch. Numerals of the fold may be digits in print. */
    right = strchr (marked, '\n') == NULL
            && (strstr (shown, wanted) == shown || g_utf8_strlen (shown, -1) >= 1) && *marked != '\0';
    g_autofree char *again = qz_fold_text (marked, -1, QZ_FOLD_NUMERALS);
    if (right && strcspn (folded, "零一二三四五六七八九十百千万亿") == strlen (folded))
      right = g_str_has_prefix (again, folded) && g_str_has_suffix (again, folded);
  }
  qz_snippet_free (snippet);
  return right;
}

static gboolean
check (const char *phrase)
{
  g_autofree char *query = g_strconcat ("\"", phrase, "\"", NULL);
  g_autofree char *folded = qz_fold_text (phrase, -1, QZ_FOLD_NUMERALS);
  g_autoptr (GError) error = NULL;
  g_autoptr (QzQueryTree) tree = qz_query_parse (query, &error);
  g_autoptr (GHashTable) wanted = scan (g_strstrip (folded));
  g_autoptr (QzHits) hits = tree != NULL ? ask (tree) : NULL;
  g_autoptr (GPtrArray) highlights = tree != NULL ? qz_query_tree_highlights (tree, engine) : NULL;

  if (hits == NULL || hits->hits->len != g_hash_table_size (wanted)) {
    printf ("%s: %u found, %u hold it\n", phrase, hits != NULL ? hits->hits->len : 0, g_hash_table_size (wanted));
    return FALSE;
  }
  g_ptr_array_set_size (highlights, 1);
  for (guint i = 0; i < hits->hits->len; i++) {
    const Record *record = g_hash_table_lookup (wanted, ((QzHit *) hits->hits->pdata[i])->values[0]);

    if (record == NULL || (i < HITS_LOOKED_AT && !marks_right (record, highlights, folded))) {
      printf ("%s: %s\n", phrase, record == NULL ? "found where it is not" : record->id);
      return FALSE;
    }
  }
  return TRUE;
}

int
main (int argc, char **argv)
{
  guint n = argc > 2 ? (guint) atoi (argv[2]) : 300, right = 0;
  GRand *rand = g_rand_new_with_seed (argc > 3 ? (guint32) atoi (argv[3]) : 20240101);
  QzContext context = { .dbs = (char *[]) { argc > 1 ? argv[1] : NULL, NULL }, .as_of = 20240101 };
  g_autoptr (GError) error = NULL;

  engine = argc > 1 ? qz_engine_open (&context, &error) : NULL;
  if (engine == NULL) {
    fprintf (stderr, "%s\n", error != NULL ? error->message : "usage: phrases INDEX [PHRASES [SEED]]");
    return 2;
  }
  records = g_ptr_array_new ();
  read_kind (QZ_T_KIND "provision");
  read_kind (QZ_T_KIND "instrument");
  read_kind (QZ_T_KIND "power");
  for (guint i = 0; i < n && records->len > 0;) {
    g_autofree char *phrase = stretch (rand, records->pdata[g_rand_int_range (rand, 0, (gint) records->len)], i % 2 == 1);

    if (phrase == NULL)
      continue;
    i++;
    right += check (phrase);
  }
  printf ("phrases: %u of %u exact over %u records; a phrase takes %.1f ms, a plain scan of the texts %.1f ms\n", right, n,
          records->len, search_time / 1000.0 / MAX (n, 1), scan_time / 1000.0 / MAX (n, 1));
  qz_engine_free (engine);
  g_rand_free (rand);
  return right == n ? 0 : 1;
}
