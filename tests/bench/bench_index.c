/* What writing and searching an index costs: synthetic records with words by Zipf's law.
 *
 *     make tests/bench/bench_index && tests/bench/bench_index [RECORDS [TERMS]]
 */
#include <glib.h>
#include <glib/gstdio.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include <quanze/index.h>

#define WORDS 60000      /* size of the vocabulary */
#define LAWS 3000        /* values of the collapse slot */
#define ROUNDS 20        /* of each search */

enum { SLOT_LAW, SLOT_DATE, SLOT_TIE, SLOT_RANK };

static double zipf[WORDS];    /* cumulated */

static void
prepare_words (void)
{
  double sum = 0;
  for (guint i = 0; i < WORDS; i++)
    zipf[i] = sum += 1.0 / (i + 3.0);
  for (guint i = 0; i < WORDS; i++)
    zipf[i] /= sum;
}

static guint
pick_word (GRand *rand)
{
  double x = g_rand_double (rand);
  guint low = 0, high = WORDS - 1;
  while (low < high) {
    guint middle = (low + high) / 2;
    if (zipf[middle] < x)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

static void
name_word (guint word, char buffer[16])
{
  g_snprintf (buffer, 16, "词%u", word);
}

static QzRecord *
make_record (GRand *rand, guint number, guint n_terms)
{
  char word[16], value[32];
  g_autofree char *id = g_strdup_printf ("法律%u@2020-01-01#art_%u", number % LAWS, number / LAWS);
  QzRecord *record = qz_record_new (id);
  GString *text = g_string_new ("{\"title\":\"某某法\",\"eid\":\"art_1\"}\n");
  for (guint i = 0; i < n_terms; i++) {
    name_word (pick_word (rand), word);
    qz_record_add_term (record, word, -1, 1);
    g_string_append (text, word);
  }
  qz_record_add_term (record, number % 9 ? "Kprovision" : "Kpower", -1, 0);
  g_snprintf (value, sizeof value, "I法律%u", number % LAWS);
  qz_record_add_term (record, value, -1, 0);
  qz_record_set_value (record, SLOT_LAW, value);
  g_snprintf (value, sizeof value, "%u0101", 1980 + number % LAWS % 45);
  qz_record_set_value (record, SLOT_DATE, value);
  g_snprintf (value, sizeof value, "%08x", g_str_hash (id));
  qz_record_set_value (record, SLOT_TIE, value);
  g_snprintf (value, sizeof value, "%u", number % 7);
  qz_record_set_value (record, SLOT_RANK, value);
  qz_record_set_data (record, text->str, text->len);
  g_string_free (text, TRUE);
  return record;
}

static void
check (gboolean done, GError *error)
{
  if (done)
    return;
  fprintf (stderr, "bench_index: %s\n", error->message);
  exit (5);
}

static guint64
size_of (const char *path)
{
  GStatBuf info;
  if (g_stat (path, &info) != 0)
    return 0;
  guint64 size = S_ISDIR (info.st_mode) ? 0 : info.st_size;
  g_autoptr (GDir) entries = g_dir_open (path, 0, NULL);
  const char *name;
  while (entries && (name = g_dir_read_name (entries))) {
    g_autofree char *inner = g_build_filename (path, name, NULL);
    size += size_of (inner);
  }
  return size;
}

static void
write_records (const char *dir, guint first, guint n, guint n_terms, gboolean rebuild, const char *what)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (first + 1);
  GError *error = NULL;
  double making = 0;
  gint64 start = g_get_monotonic_time ();
  QzWriter *writer = qz_writer_open (dir, rebuild, &error);
  check (writer != NULL, error);
  for (guint i = 0; i < n; i++) {
    gint64 before = g_get_monotonic_time ();
    g_autoptr (QzRecord) record = make_record (rand, first + i, n_terms);
    making += g_get_monotonic_time () - before;
    check (qz_writer_put (writer, record, &error), error);
  }
  gint64 put = g_get_monotonic_time ();
  check (qz_writer_close (writer, &error), error);
  gint64 end = g_get_monotonic_time ();
  printf ("%-10s %7u records  put %6.2f s  close %6.2f s  (made in %.2f s)  on disk %.0f MB\n", what, n,
          (put - start - making) / 1e6, (end - put) / 1e6, making / 1e6, size_of (dir) / 1e6);
}

static QzQuery *
any_of (guint first, guint n, guint step)
{
  GPtrArray *words = g_ptr_array_new ();
  for (guint i = 0; i < n; i++) {
    char word[16];
    name_word (first + i * step, word);
    g_ptr_array_add (words, qz_query_term (word, -1, 1));
  }
  return qz_query_join (QZ_OP_OR, words);
}

static void
time_search (QzReader *reader, const char *what, const QzQuery *query, const QzSearch *search)
{
  GError *error = NULL;
  guint total = 0, upper = 0;
  gint64 best = G_MAXINT64;
  for (guint i = 0; i < ROUNDS; i++) {
    gint64 start = g_get_monotonic_time ();
    g_autoptr (QzHits) hits = qz_reader_search (reader, query, search, &error);
    best = MIN (best, g_get_monotonic_time () - start);
    check (hits != NULL, error);
    total = hits->total;
    upper = hits->total_upper - hits->total_lower;
  }
  printf ("  %-44s %8.2f ms   total %6u ± %u\n", what, best / 1e3, total, upper);
}

static void
time_searches (const char *dir)
{
  GError *error = NULL;
  g_autoptr (QzReader) reader = qz_reader_open ((const char *[]){ dir, NULL }, &error);
  check (reader != NULL, error);
  const guint facets[] = { SLOT_RANK };
  const guint values[] = { SLOT_LAW, SLOT_DATE };
  QzSearch search;
  qz_search_init (&search);
  g_autoptr (QzQuery) rare = any_of (500, 4, 300);
  g_autoptr (QzQuery) wide = any_of (5, 12, 40);
  g_autoptr (QzQuery) dated = qz_query_pair (QZ_OP_FILTER, any_of (5, 12, 40), qz_query_range (SLOT_DATE, NULL, "20100101"));
  g_autoptr (QzQuery) kind = qz_query_pair (QZ_OP_FILTER, any_of (5, 12, 40), qz_query_term ("Kpower", -1, 0));
  g_autoptr (QzQuery) prefix = qz_query_prefix ("词1", 200);

  time_search (reader, "4 rare words", rare, &search);
  time_search (reader, "12 frequent words", wide, &search);
  search.tie_slot = SLOT_TIE;
  time_search (reader, "  ties by value", wide, &search);
  search.limit = 300;
  time_search (reader, "  300 hits", wide, &search);
  search.without_data = TRUE;
  time_search (reader, "  300 hits without data", wide, &search);
  search.value_slots = values;
  search.n_value_slots = G_N_ELEMENTS (values);
  time_search (reader, "  300 hits without data, 2 values", wide, &search);
  search.with_terms = TRUE;
  time_search (reader, "  300 hits … and terms", wide, &search);
  search.with_terms = FALSE;
  search.limit = 10;
  search.check_at_least = 1000;
  time_search (reader, "  check_at_least 1000", wide, &search);
  search.check_at_least = 10000;
  time_search (reader, "  check_at_least 10000", wide, &search);
  search.check_at_least = G_MAXINT;
  time_search (reader, "  check_at_least all", wide, &search);
  search.facet_slots = facets;
  search.n_facet_slots = 1;
  time_search (reader, "  … and a facet", wide, &search);
  search.n_facet_slots = 0;
  search.check_at_least = 0;
  search.collapse_slot = SLOT_LAW;
  search.collapse_max = 1;
  time_search (reader, "  collapsed by law", wide, &search);
  search.collapse_slot = -1;
  time_search (reader, "  range of dates", dated, &search);
  time_search (reader, "  one kind", kind, &search);
  search.weight = QZ_WEIGHT_DLH;
  time_search (reader, "  DLH", wide, &search);
  search.weight = QZ_WEIGHT_BM25;
  time_search (reader, "prefix of 200 words", prefix, &search);
  gint64 start = g_get_monotonic_time ();
  for (guint i = 0; i < 1000; i++)
    check (qz_reader_refresh (reader, &error), error);
  printf ("  refresh %.1f us\n", (g_get_monotonic_time () - start) / 1e3);
}

int
main (int argc, char **argv)
{
  guint n = argc > 1 ? atoi (argv[1]) : 150000;
  guint n_terms = argc > 2 ? atoi (argv[2]) : 150;
  g_autofree char *dir = g_dir_make_tmp ("quanze-bench-XXXXXX", NULL);
  prepare_words ();
  write_records (dir, 0, n, n_terms, TRUE, "rebuild");
  write_records (dir, 0, n / 1000, n_terms, FALSE, "replace");
  time_searches (dir);
  printf ("in %s\n", dir);
  return 0;
}
