/* Ways to filter an exact phrase, on the texts of an index: what each costs to build, and to answer.
 *
 *     make tests/bench/bench_phrases && tests/bench/bench_phrases INDEX [PHRASES [WAY]]
 *
 * Every way writes the words of each record and its folded text, as the index does, and what it filters by besides:
 *   scan         nothing: all texts are read
 *   signatures   nothing: signed once by the reader (lib/index/holds.hh), then those are read that may hold the phrase
 *   pairs        every pair of adjacent characters
 *   across       pairs whose characters lie in two words; a pair inside a word is one of the words that hold it
 *   instruments  every pair, once for each instrument; all records of the instruments left are read
 * What is left is proven on the text (qz_query_holds()). Phrases are random stretches of lines, every second with its
 * ends inside words. The clock is the process's own.
 */
#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <quanze/store.h>

#include "search/engine.h"

#define LENGTH_MAX 24        /* characters of a phrase */
#define LAW "L"              /* term of a record: its instrument */
#define LAW_KIND "Kwhole"    /* and of what stands for an instrument */
#define PAIR "2"             /* before a pair */
#define SLOT_TEXT 0
#define SLOT_LAW 1

typedef enum { SCAN, SIGNATURES, PAIRS, ACROSS, INSTRUMENTS, N_WAYS } Way;
static const char *const names[] = { "scan", "signatures", "pairs", "across", "instruments" };

typedef struct { char *value, *law; const char *text; } Record;

static GPtrArray  *records;
static QzEngine   *engine;
static GHashTable *words_with;   /* pair → GHashTable of words; of ACROSS */

static double
now (void)
{
  struct timespec time;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &time);
  return (double) time.tv_sec * 1e3 + (double) time.tv_nsec / 1e6;
}

static void
stop (GError *error)
{
  fprintf (stderr, "bench_phrases: %s\n", error != NULL ? error->message : "usage: bench_phrases INDEX [PHRASES [WAY]]");
  exit (2);
}

static void
read_records (void)
{
  static const guint slots[] = { QZ_SLOT_TEXT, QZ_SLOT_KEY };
  g_autoptr (QzQuery) all = qz_query_all ();
  GError *error = NULL;
  QzSearch search;

  qz_search_init (&search);
  search.limit = (guint) qz_reader_doc_count (engine->reader, NULL);
  search.value_slots = slots;
  search.n_value_slots = G_N_ELEMENTS (slots);
  search.without_data = TRUE;
  g_autoptr (QzHits) hits = qz_reader_search (engine->reader, all, &search, &error);
  if (hits == NULL)
    stop (error);
  for (guint i = 0; i < hits->hits->len; i++) {
    const QzHit *hit = hits->hits->pdata[i];
    const char *text = strchr (hit->values[0], '\n');
    Record *record = g_new0 (Record, 1);

    if (text == NULL)
      continue;
    record->value = g_strdup (text);
    record->text = record->value;
    record->law = g_strconcat (LAW, hit->values[1], NULL);
    g_ptr_array_add (records, record);
  }
}

/* ---- what a record is found by ---- */

/* Calls EACH for every pair of characters of TEXT that stand in one line; AT: where its second starts. */
static void
each_pair (const char *text, void (*each) (const char *pair, gsize at, gpointer data), gpointer data)
{
  for (const char *p = text, *next; *p != '\0' && *(next = g_utf8_next_char (p)) != '\0'; p = next)
    if (*p != '\n' && *next != '\n') {
      g_autofree char *pair = g_strndup (p, (gsize) (g_utf8_next_char (next) - p));
      each (pair, (gsize) (next - text), data);
    }
}

typedef struct { QzRecord *record; GHashTable *seen; const guint8 *inside; } Terms;

static void
add_pair (const char *pair, gsize at, gpointer data)
{
  Terms *terms = data;
  char  *term = g_strconcat (PAIR, pair, NULL);

  if ((terms->inside == NULL || !terms->inside[at]) && g_hash_table_add (terms->seen, term))
    qz_record_add_term (terms->record, term, -1, 0);
}

static void
add_pair_of_word (const char *pair, gsize at, gpointer word)
{
  GHashTable *words = g_hash_table_lookup (words_with, pair);

  (void) at;
  if (words == NULL) {
    words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    g_hash_table_insert (words_with, g_strdup (pair), words);
  }
  if (!g_hash_table_contains (words, word))
    g_hash_table_add (words, g_strdup (word));
}

typedef struct { QzRecord *record; guint8 *inside; const char *text; GHashTable *known; } Cut;

static void
add_word (QzTermKind kind, const char *term, gsize len, gsize start, gsize end, gpointer data)
{
  Cut *cut = data;
  g_autofree char *word = NULL;

  qz_record_add_term (cut->record, term, (gssize) len, 1);
  if (cut->inside == NULL || kind != QZ_TERM_WORD)
    return;
  /* The term may be shorter than what it stands for; a pair is inside where the word itself holds it. */
  word = g_strndup (term, len);
  if (end - start != len || memcmp (cut->text + start, term, len) != 0)
    return;
  memset (cut->inside + start + 1, 1, end - start - 1);
  if (!g_hash_table_contains (cut->known, word)) {
    each_pair (word, add_pair_of_word, word);
    g_hash_table_add (cut->known, g_steal_pointer (&word));
  }
}

static QzRecord *
make_record (Way way, guint number, GHashTable *known)
{
  const Record *from = records->pdata[number];
  g_autofree char *id = g_strdup_printf ("%u", number);
  g_autofree guint8 *inside = way == ACROSS ? g_malloc0 (strlen (from->text) + 1) : NULL;
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  QzRecord *record = qz_record_new (id);
  Cut cut = { record, inside, from->text, known };
  Terms terms = { record, seen, inside };

  qz_segment_words (engine->segmenter, from->text, -1, add_word, &cut);
  if (way == PAIRS || way == ACROSS)
    each_pair (from->text, add_pair, &terms);
  g_autofree char *law = qz_term_fit (from->law);
  qz_record_add_term (record, law, -1, 0);
  qz_record_set_value (record, SLOT_TEXT, from->value);
  return record;
}

/* A record for each instrument with the pairs of all its texts. */
static void
put_instruments (QzWriter *writer)
{
  g_autoptr (GHashTable) laws = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer law, texts;
  GError *error = NULL;

  for (guint i = 0; i < records->len; i++) {
    Record *record = records->pdata[i];
    GPtrArray *list = g_hash_table_lookup (laws, record->law);
    if (list == NULL)
      g_hash_table_insert (laws, record->law, list = g_ptr_array_new ());
    g_ptr_array_add (list, (gpointer) record->text);
  }
  g_hash_table_iter_init (&iter, laws);
  while (g_hash_table_iter_next (&iter, &law, &texts)) {
    g_autoptr (QzRecord) record = qz_record_new (law);
    g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    Terms terms = { record, seen, NULL };

    for (guint i = 0; i < ((GPtrArray *) texts)->len; i++)
      each_pair (((GPtrArray *) texts)->pdata[i], add_pair, &terms);
    qz_record_add_term (record, LAW_KIND, -1, 0);
    qz_record_set_value (record, SLOT_LAW, law);
    if (!qz_writer_put (writer, record, &error))
      stop (error);
    g_ptr_array_unref (texts);
  }
}

static double
megabytes (const char *path)
{
  GStatBuf info;
  g_autoptr (GDir) entries = g_dir_open (path, 0, NULL);
  double sum = entries == NULL && g_stat (path, &info) == 0 ? (double) info.st_size / 1e6 : 0;

  for (const char *name; entries != NULL && (name = g_dir_read_name (entries)) != NULL;) {
    g_autofree char *inner = g_build_filename (path, name, NULL);
    sum += megabytes (inner);
  }
  return sum;
}

static void
build (Way way, const char *dir)
{
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GError *error = NULL;
  double start = now ();
  QzWriter *writer = qz_writer_open (dir, TRUE, &error);

  if (writer == NULL)
    stop (error);
  for (guint i = 0; i < records->len; i++) {
    g_autoptr (QzRecord) record = make_record (way, i, known);
    if (!qz_writer_put (writer, record, &error))
      stop (error);
  }
  if (way == INSTRUMENTS)
    put_instruments (writer);
  if (!qz_writer_close (writer, &error))
    stop (error);
  printf ("%-12s build %.1f s of CPU, %.0f MB\n", names[way], (now () - start) / 1e3, megabytes (dir));
  fflush (stdout);
}

/* ---- phrases ---- */

static QzQuery *
pair_query (Way way, const char *pair)
{
  g_autofree char *term = g_strconcat (PAIR, pair, NULL);
  GHashTable *words = way == ACROSS ? g_hash_table_lookup (words_with, pair) : NULL;
  GPtrArray *any = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer word;

  g_ptr_array_add (any, qz_query_term (term, -1, 0));
  if (words != NULL)
    g_hash_table_iter_init (&iter, words);
  while (words != NULL && g_hash_table_iter_next (&iter, &word, NULL))
    g_ptr_array_add (any, qz_query_term (word, -1, 0));
  return qz_query_join (QZ_OP_OR, any);
}

typedef struct { Way way; GPtrArray *queries; } Filter;

static void
add_query (const char *pair, gsize at, gpointer data)
{
  Filter *filter = data;

  (void) at;
  g_ptr_array_add (filter->queries, pair_query (filter->way, pair));
}

static QzHits *
search (QzReader *reader, const QzQuery *query)
{
  static const guint slots[] = { SLOT_LAW };
  QzSearch search;
  GError *error = NULL;

  qz_search_init (&search);
  search.limit = records->len + 1;
  search.weight = QZ_WEIGHT_BOOL;
  search.without_data = TRUE;
  search.value_slots = slots;
  search.n_value_slots = 1;
  QzHits *hits = qz_reader_search (reader, query, &search, &error);
  if (hits == NULL)
    stop (error);
  return hits;
}

/* The records of the instruments that FILTER leaves; consumes it. */
static QzQuery *
records_of (QzReader *reader, QzQuery *filter)
{
  g_autoptr (QzQuery) whole = qz_query_pair (QZ_OP_AND, filter, qz_query_term (LAW_KIND, -1, 0));
  g_autoptr (QzHits) laws = search (reader, whole);
  GPtrArray *any = g_ptr_array_new ();

  for (guint i = 0; i < laws->hits->len; i++) {
    g_autofree char *term = qz_term_fit (((const QzHit *) laws->hits->pdata[i])->values[0]);
    g_ptr_array_add (any, qz_query_term (term, -1, 0));
  }
  return qz_query_join (QZ_OP_OR, any);
}

static guint
ask (Way way, QzReader *reader, const char *phrase)
{
  Filter filter = { way, g_ptr_array_new () };
  QzQuery *query = qz_query_holds (SLOT_TEXT, phrase), *left;

  if (way > SIGNATURES)
    each_pair (phrase, add_query, &filter);
  gboolean filtered = filter.queries->len > 0;
  left = qz_query_join (QZ_OP_AND, filter.queries);
  if (!filtered)
    g_clear_pointer (&left, qz_query_free);
  else if (way == INSTRUMENTS)
    left = records_of (reader, left);
  g_autoptr (QzQuery) both = left != NULL ? qz_query_pair (QZ_OP_AND, left, query) : query;
  g_autoptr (QzHits) hits = search (reader, both);
  return hits->hits->len;
}

static void
mark_inside (QzTermKind kind, const char *term, gsize len, gsize start, gsize end, gpointer inside)
{
  (void) term;
  (void) len;
  if (kind == QZ_TERM_WORD)
    memset ((guint8 *) inside + start + 1, 1, end - start - 1);
}

/* A stretch of one line; with its ends inside words when TORN. NULL when this try gave none. */
static char *
stretch (GRand *rand, gboolean torn)
{
  const Record *record = records->pdata[g_rand_int_range (rand, 0, (gint) records->len)];
  glong chars = g_utf8_strlen (record->text, -1), want = 1 + g_rand_int_range (rand, 0, g_rand_boolean (rand) ? 6 : LENGTH_MAX);
  const char *start = g_utf8_offset_to_pointer (record->text, g_rand_int_range (rand, 0, (gint) chars)), *end = start;

  for (glong i = 0; i < want && *end != '\0' && *end != '\n'; i++)
    end = g_utf8_next_char (end);
  if (end == start)
    return NULL;
  g_autofree guint8 *inside = g_malloc0 (strlen (record->text) + 1);
  if (torn)
    qz_segment_words (engine->segmenter, record->text, -1, mark_inside, inside);
  return torn && !(inside[start - record->text] && inside[end - record->text]) ? NULL : g_strndup (start, (gsize) (end - start));
}

static int
by_value (const void *a, const void *b)
{
  double left = *(const double *) a, right = *(const double *) b;

  return left < right ? -1 : left > right;
}

static void
time_phrases (Way way, const char *dir, const GPtrArray *phrases, const guint *wanted)
{
  GError *error = NULL;
  g_autoptr (QzReader) reader = qz_reader_open ((const char *[]){ dir, NULL }, &error);
  g_autofree double *times = g_new (double, phrases->len + 1);
  guint right = 0;

  if (reader == NULL)
    stop (error);
  for (guint i = 0; i < phrases->len; i++) {
    /* A reader that is asked for one phrase makes no signatures. */
    g_autoptr (QzReader) fresh = way == SIGNATURES ? NULL : qz_reader_open ((const char *[]){ dir, NULL }, &error);
    double start = now ();
    guint found = ask (way, way == SIGNATURES ? reader : fresh, phrases->pdata[i]);
    times[i] = now () - start;
    right += found == wanted[i];
  }
  qsort (times, phrases->len, sizeof *times, by_value);
  printf ("%-12s %u of %u exact, p50 %.1f ms, p95 %.1f ms, most %.1f ms\n", names[way], right, phrases->len, times[phrases->len / 2],
          times[phrases->len * 95 / 100], times[phrases->len - 1]);
  fflush (stdout);
}

/* How many texts hold each of PHRASES, by plain search in memory. */
static guint *
count_plainly (const GPtrArray *phrases)
{
  guint *wanted = g_new0 (guint, phrases->len);
  double start = now ();

  for (guint i = 0; i < phrases->len; i++)
    for (guint k = 0; k < records->len; k++)
      wanted[i] += strstr (((const Record *) records->pdata[k])->text, phrases->pdata[i]) != NULL;
  printf ("in memory    %.1f ms a phrase over %u records\n", (now () - start) / phrases->len, records->len);
  return wanted;
}

int
main (int argc, char **argv)
{
  guint n = argc > 2 ? (guint) atoi (argv[2]) : 2000;
  g_autoptr (GRand) rand = g_rand_new_with_seed (20240101);
  g_autoptr (GPtrArray) phrases = g_ptr_array_new_with_free_func (g_free);
  QzContext context = { .dbs = (char *[]) { argc > 1 ? argv[1] : NULL, NULL }, .as_of = 20240101 };
  GError *error = NULL;

  engine = argc > 1 && n > 0 ? qz_engine_open (&context, &error) : NULL;
  if (engine == NULL)
    stop (error);
  records = g_ptr_array_new ();
  words_with = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_hash_table_unref);
  read_records ();
  while (records->len > 0 && phrases->len < n) {
    char *phrase = stretch (rand, phrases->len % 2 == 1);
    if (phrase != NULL)
      g_ptr_array_add (phrases, phrase);
  }
  g_autofree guint *wanted = count_plainly (phrases);
  for (Way way = SCAN; way < N_WAYS; way++) {
    if (argc > 3 && strcmp (argv[3], names[way]) != 0)
      continue;
    g_autofree char *dir = g_dir_make_tmp ("quanze-phrases-XXXXXX", NULL);
    build (way, dir);
    time_phrases (way, dir, phrases, wanted);
    printf ("%-12s in %s\n", "", dir);
  }
  return 0;
}
