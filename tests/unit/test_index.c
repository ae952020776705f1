#include "tests/unit/index_fixture.h"

#include <math.h>

static void
test_write_then_read (void **state)
{
  g_autoptr (GError) error = NULL;
  build_small (*state);
  g_autoptr (QzReader) reader = open_reader (*state);
  assert_int_equal (qz_reader_doc_count (reader, &error), 4);
  assert_int_equal (qz_reader_count (reader, "罚款", &error), 2);
  assert_int_equal (qz_reader_count (reader, "没有", &error), 0);
  gsize len;
  g_autofree char *data = qz_reader_get (reader, "b", &len, &error);
  assert_string_equal (data, "罚款 许可 =Klaw");
  assert_int_equal (len, strlen (data));
  assert_null (qz_reader_get (reader, "z", NULL, &error));
  assert_null (error);
  g_autoptr (GPtrArray) list = qz_reader_list (reader, "Krule", 1, 5, &error);
  assert_int_equal (list->len, 1);
  assert_string_equal (g_ptr_array_index (list, 0), "备案 =Krule");
}

static void
test_replace_and_delete (void **state)
{
  g_autoptr (GError) error = NULL;
  build_small (*state);
  QzWriter *writer = open_writer (*state, FALSE);
  put (writer, "a", "备案", "2023");
  assert_ok (qz_writer_delete_term (writer, "Krule", &error), error);
  assert_ok (qz_writer_delete_term (writer, "没有", &error), error);
  assert_fails (qz_writer_delete_term (writer, "", &error), error, QZ_INDEX_ERROR_ARGUMENT);
  close_writer (writer);
  g_autoptr (QzReader) reader = open_reader (*state);
  assert_ids (reader, qz_query_all (), NULL, "a b");
  assert_ids (reader, term ("备案"), NULL, "a");
  assert_ids (reader, term ("罚款"), NULL, "b");
}

/* ---- queries ---- */

static QzQuery *
absent_left (QzOp op)
{
  return qz_query_pair (op, NULL, term ("责令"));
}

static QzQuery *
absent_right (QzOp op)
{
  return qz_query_pair (op, term ("责令"), NULL);
}

static QzQuery *
join_of (QzOp op, guint n)
{
  static const char *const words[] = { "罚款", "许可", "责令" };
  GPtrArray *queries = g_ptr_array_new ();
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (queries, i < G_N_ELEMENTS (words) ? term (words[i]) : NULL);
  return qz_query_join (op, queries);
}

static void
test_operators (void **state)
{
  build_small (*state);
  g_autoptr (QzReader) reader = open_reader (*state);
  assert_ids (reader, pair (AND, term ("罚款"), term ("责令")), NULL, "a");
  assert_ids (reader, pair (OR, term ("罚款"), term ("备案")), NULL, "d a b");
  assert_ids (reader, pair (AND_NOT, term ("罚款"), term ("责令")), NULL, "b");
  assert_ids (reader, pair (AND_NOT, qz_query_all (), term ("Klaw")), NULL, "c d");
  assert_ids (reader, pair (FILTER, term ("责令"), term ("Klaw")), NULL, "a");
  assert_ids (reader, pair (AND_MAYBE, term ("责令"), term ("许可")), NULL, "c a");
  assert_ids (reader, pair (MAX, term ("责令"), term ("备案")), NULL, "d a c");
  assert_ids (reader, pair (SYNONYM, term ("责令"), term ("备案")), NULL, "d a c");
  assert_ids (reader, qz_query_all (), NULL, "a b c d");
  assert_ids (reader, qz_query_none (), NULL, "");
  assert_ids (reader, NULL, NULL, "");
  assert_ids (reader, pair (OR, term ("责令"), qz_query_scale (term ("备案"), 0)), NULL, "a c d");
  assert_ids (reader, pair (OR, term ("责令"), qz_query_term ("备案", -1, 0)), NULL, "a c d");
}

static void
test_absent_sides (void **state)
{
  build_small (*state);
  g_autoptr (QzReader) reader = open_reader (*state);
  assert_ids (reader, absent_left (QZ_OP_AND), NULL, "");
  assert_ids (reader, absent_right (QZ_OP_AND), NULL, "");
  assert_ids (reader, absent_left (QZ_OP_OR), NULL, "a c");
  assert_ids (reader, absent_right (QZ_OP_OR), NULL, "a c");
  assert_ids (reader, absent_left (QZ_OP_AND_NOT), NULL, "b d");
  assert_ids (reader, absent_right (QZ_OP_AND_NOT), NULL, "a c");
  assert_ids (reader, absent_left (QZ_OP_FILTER), NULL, "a c");
  assert_ids (reader, absent_right (QZ_OP_FILTER), NULL, "a c");
  assert_ids (reader, absent_left (QZ_OP_AND_MAYBE), NULL, "a c");
  assert_null (pair (OR, NULL, NULL));
  assert_ids (reader, pair (AND, NULL, NULL), NULL, "");
  assert_ids (reader, join_of (QZ_OP_OR, 0), NULL, "");
  assert_ids (reader, join_of (QZ_OP_AND, 0), NULL, "a b c d");
  assert_ids (reader, join_of (QZ_OP_AND, 2), NULL, "b");
  assert_ids (reader, join_of (QZ_OP_AND, 4), NULL, "");
  assert_ids (reader, join_of (QZ_OP_OR, 4), NULL, "a b c");
}

static void
test_ranges (void **state)
{
  build_small (*state);
  g_autoptr (QzReader) reader = open_reader (*state);
  const struct {
    const char *from, *to, *ids;
  } cases[] = {
    { "2019", "2021", "a b c" }, { "2019", "2020", "a" }, { "2020", NULL, "b c" },   { "2021", "2019", "" },
    { NULL, "2019", "a d" },     { "", "2020", "a d" },   { NULL, NULL, "a b c d" }, { "", "", "d" },
    { NULL, "2018", "d" },       { "2022", NULL, "" },    { "2019", "2019", "a" },   { NULL, "20190", "a d" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_ids (reader, qz_query_range (0, cases[i].from, cases[i].to), NULL, cases[i].ids);
  assert_ids (reader, qz_query_range (99, NULL, "x"), NULL, "a b c d");
  assert_ids (reader, qz_query_range (99, "x", NULL), NULL, "");
  assert_ids (reader, pair (FILTER, term ("许可"), qz_query_range (0, "2021", "2021")), NULL, "b c");
}

static void
put_value (QzWriter *writer, const char *id, const char *terms, const char *value)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QzRecord) record = qz_record_new (id);
  g_auto (GStrv) words = g_strsplit (terms, " ", -1);

  for (guint i = 0; words[i]; i++)
    qz_record_add_term (record, words[i], -1, 1);
  qz_record_set_value (record, 1, id);
  qz_record_set_value (record, 7, value);
  assert_ok (qz_writer_put (writer, record, &error), error);
}

/* What a value holds behind its first line, alone and under every operator. */
/* A kept query matches what its query does, in every place of a tree; and after a commit what that does then. */
static void
test_kept (void **state)
{
  g_autoptr (GError) error = NULL;

  build_small (*state);
  g_autoptr (QzReader) reader = open_reader (*state);
  for (guint twice = 0; twice < 2; twice++) { /* the second time from what is kept */
    assert_ids (reader, qz_query_kept ("laws", term ("Klaw")), NULL, "a b");
    assert_ids (reader, pair (AND_NOT, qz_query_all (), qz_query_kept ("laws", term ("Klaw"))), NULL, "c d");
    assert_ids (reader, pair (AND_NOT, pair (OR, term ("许可"), term ("备案")), qz_query_kept ("laws", term ("Klaw"))), NULL, "d c");
    assert_ids (reader, pair (FILTER, term ("许可"), qz_query_kept ("laws", term ("Klaw"))), NULL, "b");
    assert_ids (reader, pair (AND, qz_query_kept ("laws", term ("Klaw")), qz_query_kept ("2021", qz_query_range (0, "2021", "2021"))), NULL, "b");
    assert_ids (reader, pair (AND_NOT, qz_query_all (), qz_query_kept ("no such", term ("无"))), NULL, "a b c d");
  }
  assert_null (qz_query_kept ("nothing", NULL));
  g_autoptr (QzQuery) kept = qz_query_kept ("laws", term ("Klaw"));
  g_autoptr (QzQuery) copy = qz_query_dup (kept);
  g_clear_pointer (&kept, qz_query_free); /* copies live on their own */

  QzWriter *writer = open_writer (*state, FALSE);
  put (writer, "e", "许可 =Klaw", "2022");
  assert_ok (qz_writer_delete_term (writer, "罚款", &error), error);
  close_writer (writer);
  assert_ok (qz_reader_refresh (reader, &error), error);
  assert_ids (reader, qz_query_dup (copy), NULL, "e");
  writer = open_writer (*state, TRUE); /* a new generation */
  put (writer, "f", "许可 =Klaw", "2022");
  close_writer (writer);
  assert_ok (qz_reader_refresh (reader, &error), error);
  assert_ids (reader, qz_query_dup (copy), NULL, "f");
}

static void
test_kept_over_shards (void **state)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *one = g_build_filename (*state, "one", NULL), *two = g_build_filename (*state, "two", NULL);
  QzWriter *writer = open_writer (one, FALSE);

  put (writer, "a", "许可 =Klaw", "2022");
  put (writer, "b", "许可 =Krule", "2022");
  close_writer (writer);
  writer = open_writer (two, FALSE);
  put (writer, "c", "许可 =Krule", "2022");
  put (writer, "d", "许可 =Klaw", "2022");
  close_writer (writer);
  g_autoptr (QzReader) reader = qz_reader_open ((const char *[]){ one, two, NULL }, &error);
  assert_ok (reader, error);
  for (guint twice = 0; twice < 2; twice++) {
    assert_ids (reader, qz_query_kept ("laws", term ("Klaw")), NULL, "a d");
    assert_ids (reader, pair (AND_NOT, term ("许可"), qz_query_kept ("laws", term ("Klaw"))), NULL, "b c");
  }
}

/* Values are what they are now, not what they were when they were last read. */
static void
test_values_lately (void **state)
{
  static const guint slots[] = { 7 };
  static const char *const now[] = { "first", "second" };
  g_autoptr (GError) error = NULL;
  g_autoptr (QzReader) reader = NULL;
  g_autoptr (QzHits) before = NULL;
  QzSearch search;

  qz_search_init (&search);
  search.value_slots = slots;
  search.n_value_slots = 1;
  for (guint i = 0; i < G_N_ELEMENTS (now); i++) {
    QzWriter *writer = open_writer (*state, FALSE);
    put_value (writer, "a", "罚款", now[i]);
    close_writer (writer);
    if (reader == NULL)
      reader = open_reader (*state);
    assert_ok (qz_reader_refresh (reader, &error), error);
    for (guint twice = 0; twice < 2; twice++) {
      g_autoptr (QzQuery) query = term ("罚款");
      g_autoptr (QzHits) hits = qz_reader_search (reader, query, &search, &error);
      assert_ok (hits, error);
      assert_string_equal (((QzHit *) hits->hits->pdata[0])->values[0], now[i]);
      if (before == NULL)
        before = g_steal_pointer (&hits);
    }
  }
  assert_string_equal (((QzHit *) before->hits->pdata[0])->values[0], now[0]);   /* a hit keeps what it has */
}

static void
test_time (void **state)
{
  g_autoptr (GError) error = NULL;
  QzSearch search;

  build_small (*state);
  g_autoptr (QzReader) reader = open_reader (*state);
  g_autoptr (QzQuery) query = qz_query_all ();
  qz_search_init (&search);
  qz_reader_allow (reader, g_get_monotonic_time () + 60 * G_USEC_PER_SEC);
  g_autoptr (QzHits) hits = qz_reader_search (reader, query, &search, &error);
  assert_ok (hits, error);
  assert_int_equal (hits->hits->len, 4);
  qz_reader_allow (reader, g_get_monotonic_time ());
  assert_null (qz_reader_search (reader, query, &search, &error));
  assert_true (g_error_matches (error, QZ_INDEX_ERROR, QZ_INDEX_ERROR_TIME));
  g_clear_error (&error);
  qz_reader_allow (reader, 0);
  g_autoptr (QzHits) again = qz_reader_search (reader, query, &search, &error);
  assert_ok (again, error);
}

static void
test_values_that_hold (void **state)
{
  QzWriter *writer = open_writer (*state, FALSE);
  put_value (writer, "a", "罚款", "处以\n责令改正\n处以罚款\n");
  put_value (writer, "b", "罚款 许可", "x\n责令停业\n");
  put_value (writer, "c", "许可", NULL);
  put_value (writer, "d", "许可", "没有换行");
  put_value (writer, "e", "罚款", "x\n停业\n");
  close_writer (writer);
  g_autoptr (QzReader) reader = open_reader (*state);
  assert_ids (reader, qz_query_holds (7, "责令"), NULL, "a b");
  assert_ids (reader, qz_query_holds (7, "停"), NULL, "b e");
  assert_ids (reader, qz_query_holds (7, "处以责令"), NULL, "");
  assert_ids (reader, qz_query_holds (7, "改正处以"), NULL, "");   /* not across a line end */
  assert_ids (reader, qz_query_holds (7, "没有"), NULL, "");
  assert_ids (reader, qz_query_holds (8, "责令"), NULL, "");
  assert_ids (reader, pair (FILTER, qz_query_all (), qz_query_holds (7, "责令")), NULL, "a b");
  assert_ids (reader, pair (FILTER, qz_query_scale (term ("许可"), 0), qz_query_holds (7, "责令")), NULL, "b");
  assert_ids (reader, pair (AND, qz_query_holds (7, "停业"), qz_query_scale (term ("罚款"), 0)), NULL, "b e");
  assert_ids (reader, pair (AND_NOT, term ("罚款"), qz_query_holds (7, "责令")), NULL, "e");
  assert_ids (reader, pair (AND_NOT, qz_query_all (), qz_query_holds (7, "停业")), NULL, "a c d");
  assert_ids (reader, pair (AND, qz_query_holds (7, "停业"), qz_query_holds (7, "责令")), NULL, "b");
  assert_ids (reader, pair (OR, qz_query_holds (7, "停业"), qz_query_holds (7, "责令")), NULL, "a b e");
  /* What was learnt of the texts before does not outlive them. */
  writer = open_writer (*state, FALSE);
  put_value (writer, "a", "罚款", "处以\n限期整改\n");
  put_value (writer, "f", "罚款", "x\n责令停业整改\n");
  close_writer (writer);
  assert_true (qz_reader_refresh (reader, NULL));
  assert_ids (reader, qz_query_holds (7, "整改"), NULL, "a f");
  assert_ids (reader, qz_query_holds (7, "责令停业"), NULL, "b f");
  assert_ids (reader, qz_query_holds (7, "改正"), NULL, "");
}

static void
test_prefixes (void **state)
{
  build_small (*state);
  g_autoptr (QzReader) reader = open_reader (*state);
  assert_ids (reader, qz_query_prefix ("责", 10), NULL, "a c");
  assert_ids (reader, qz_query_prefix ("K", 0), NULL, "a b c d");
  assert_ids (reader, qz_query_prefix ("无", 10), NULL, "");
  QzWriter *writer = open_writer (*state, FALSE);
  put (writer, "e", "罚没", "2021");
  close_writer (writer);
  assert_true (qz_reader_refresh (reader, NULL));
  assert_ids (reader, qz_query_prefix ("罚", 2), NULL, "e a b");
  assert_ids (reader, qz_query_prefix ("罚", 1), NULL, "a b"); /* the most frequent */
}

static void
test_invalid_queries (void **state)
{
  g_autoptr (GError) error = NULL;
  build_small (*state);
  g_autoptr (QzReader) reader = open_reader (*state);
  QzSearch search;
  qz_search_init (&search);
  g_autofree char *long_term = g_strnfill (QZ_TERM_MAX + 1, 'x');
  QzQuery *deep = term ("a");
  for (guint i = 0; i < 2 * QZ_QUERY_DEPTH_MAX; i++)
    deep = qz_query_pair (i % 2 ? QZ_OP_OR : QZ_OP_AND, term ("b"), deep);
  GPtrArray *two = g_ptr_array_new ();
  g_ptr_array_add (two, term ("a"));
  g_ptr_array_add (two, term ("b"));
  QzQuery *queries[] = {
    term (long_term),
    term (""),
    deep,
    qz_query_scale (term ("a"), -1),
    qz_query_scale (term ("a"), NAN),
    qz_query_join (QZ_OP_AND_NOT, two),
  };
  for (guint i = 0; i < G_N_ELEMENTS (queries); i++) {
    g_autoptr (QzQuery) whole = qz_query_pair (QZ_OP_OR, term ("罚款"), queries[i]);
    assert_fails (qz_reader_search (reader, whole, &search, &error), error, QZ_INDEX_ERROR_ARGUMENT);
  }
}

static void
test_wide_and_long_chains (void **state)
{
  build_small (*state);
  g_autoptr (QzReader) reader = open_reader (*state);
  QzQuery *any = term ("罚款"), *not = term ("责令"), *maybe = term ("责令"), *filter = term ("责令");
  for (guint i = 0; i < 5000; i++) {
    g_autofree char *word = g_strdup_printf ("w%u", i);
    any = pair (OR, any, term (word));
    not = pair (AND_NOT, not, term (word));
    maybe = pair (AND_MAYBE, maybe, term (word));
    filter = pair (FILTER, filter, term ("责令"));
  }
  assert_ids (reader, any, NULL, "a b");
  assert_ids (reader, pair (AND_NOT, not, term ("Krule")), NULL, "a");
  assert_ids (reader, maybe, NULL, "a c");
  assert_ids (reader, filter, NULL, "a c");
}

/* ---- searches ---- */

static void
test_sorting (void **state)
{
  build_small (*state);
  g_autoptr (QzReader) reader = open_reader (*state);
  QzSearch search;
  qz_search_init (&search);
  search.sort = QZ_SORT_VALUE_DESC;
  search.tie_slot = 1;
  assert_ids (reader, qz_query_all (), &search, "b c a d");
  search.sort = QZ_SORT_VALUE_ASC;
  assert_ids (reader, qz_query_all (), &search, "d a b c");
  search.tie_slot = -1;
  assert_ids (reader, qz_query_all (), &search, "d a b c");
  search.offset = 1;
  search.limit = 2;
  assert_ids (reader, qz_query_all (), &search, "a b");
}

static void
test_ties_fall_to_their_slot (void **state)
{
  QzWriter *writer = open_writer (*state, FALSE);
  put (writer, "z", "同", "1");
  put (writer, "m", "同", "1");
  put (writer, "b", "同", "1");
  close_writer (writer);
  g_autoptr (QzReader) reader = open_reader (*state);
  QzSearch search;
  qz_search_init (&search);
  assert_ids (reader, term ("同"), &search, "z m b");
  search.tie_slot = 1;
  assert_ids (reader, term ("同"), &search, "b m z");
  for (QzWeightScheme weight = QZ_WEIGHT_BM25; weight <= QZ_WEIGHT_DLH; weight++) {
    search.weight = weight;
    assert_ids (reader, term ("同"), &search, "b m z");
  }
}

static void
test_collapse (void **state)
{
  g_autoptr (GError) error = NULL;
  build_small (*state);
  g_autoptr (QzReader) reader = open_reader (*state);
  QzSearch search;
  qz_search_init (&search);
  search.collapse_slot = 0;
  search.tie_slot = 1;
  assert_ids (reader, qz_query_all (), &search, "a b d");
  g_autoptr (QzQuery) all = qz_query_all ();
  g_autoptr (QzHits) hits = qz_reader_search (reader, all, &search, &error);
  assert_int_equal (((QzHit *)g_ptr_array_index (hits->hits, 0))->collapsed, 0);
  assert_int_equal (((QzHit *)g_ptr_array_index (hits->hits, 1))->collapsed, 1);
  search.collapse_max = 2;
  assert_ids (reader, qz_query_all (), &search, "a b c d");
}

static void
test_facets_and_totals (void **state)
{
  g_autoptr (GError) error = NULL;
  build_small (*state);
  g_autoptr (QzReader) reader = open_reader (*state);
  QzSearch search;
  qz_search_init (&search);
  search.limit = 1;
  search.check_at_least = 100;
  search.facet_slots = (const guint[]){ 0, 7 };
  search.n_facet_slots = 2;
  g_autoptr (QzQuery) all = qz_query_all ();
  g_autoptr (QzHits) hits = qz_reader_search (reader, all, &search, &error);
  assert_ok (hits, error);
  assert_int_equal (hits->hits->len, 1);
  assert_int_equal (hits->total, 4);
  assert_int_equal (hits->total_lower, 4);
  assert_int_equal (hits->total_upper, 4);
  assert_int_equal (hits->facets->len, 2);
  GHashTable *years = g_ptr_array_index (hits->facets, 0);
  assert_int_equal (g_hash_table_size (years), 2);
  assert_int_equal (GPOINTER_TO_UINT (g_hash_table_lookup (years, "2021")), 2);
  assert_int_equal (GPOINTER_TO_UINT (g_hash_table_lookup (years, "2019")), 1);
  assert_int_equal (g_hash_table_size (g_ptr_array_index (hits->facets, 1)), 0);
}

static void
test_what_hits_carry (void **state)
{
  g_autoptr (GError) error = NULL;
  build_small (*state);
  g_autoptr (QzReader) reader = open_reader (*state);
  QzSearch search;
  qz_search_init (&search);
  search.value_slots = (const guint[]){ 1, 0, 42 };
  search.n_value_slots = 3;
  search.with_terms = TRUE;
  g_autoptr (QzQuery) query = pair (OR, term ("备案"), term ("没有"));
  g_autoptr (QzHits) hits = qz_reader_search (reader, query, &search, &error);
  assert_ok (hits, error);
  const QzHit *hit = g_ptr_array_index (hits->hits, 0);
  assert_string_equal (hit->data, "备案 =Krule");
  assert_int_equal (hit->data_len, strlen (hit->data));
  assert_true (hit->weight > 0);
  assert_string_equal (hit->values[0], "d");
  assert_string_equal (hit->values[1], "");
  assert_string_equal (hit->values[2], "");
  assert_null (hit->values[3]);
  assert_string_equal (hit->terms[0], "备案");
  assert_null (hit->terms[1]);
  search.without_data = TRUE;
  search.with_terms = FALSE;
  g_autoptr (QzHits) bare = qz_reader_search (reader, query, &search, &error);
  hit = g_ptr_array_index (bare->hits, 0);
  assert_null (hit->data);
  assert_null (hit->terms);
}

/* ---- ids, terms, metadata ---- */

static void
test_long_ids_are_hashed (void **state)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *stem = g_strnfill (QZ_TERM_MAX, 'x');
  g_autofree char *one = g_strconcat (stem, "1", NULL), *two = g_strconcat (stem, "2", NULL);
  QzWriter *writer = open_writer (*state, FALSE);
  put (writer, one, "甲", "1");
  put (writer, two, "乙", "1");
  put (writer, one, "丙", "1");
  close_writer (writer);
  g_autoptr (QzReader) reader = open_reader (*state);
  assert_int_equal (qz_reader_doc_count (reader, &error), 2);
  g_autofree char *data = qz_reader_get (reader, one, NULL, &error);
  assert_string_equal (data, "丙");
}

static void
test_term_fit (void **state)
{
  g_autofree char *short_term = g_strnfill (QZ_TERM_MAX, 'x');
  g_autofree char *same = qz_term_fit (short_term);
  assert_string_equal (same, short_term);
  GString *title = g_string_new ("I");
  while (title->len <= QZ_TERM_MAX)
    g_string_append (title, "关于");
  g_autofree char *fit = qz_term_fit (title->str);
  g_autofree char *again = qz_term_fit (title->str);
  g_string_append (title, "办法");
  g_autofree char *other = qz_term_fit (title->str);
  assert_string_equal (fit, again);
  assert_string_not_equal (fit, other);
  assert_true (strlen (fit) <= QZ_TERM_MAX);
  assert_true (g_utf8_validate (fit, -1, NULL));
  assert_memory_equal (fit, other, 170);
  g_string_free (title, TRUE);
}

static void
test_refused_records (void **state)
{
  g_autoptr (GError) error = NULL;
  QzWriter *writer = open_writer (*state, FALSE);
  g_autoptr (QzRecord) record = qz_record_new ("r");
  char nul_heavy[200] = { 0 }; /* each NUL takes two bytes in a key */
  g_autofree char *term = g_strnfill (QZ_TERM_MAX + 1, 'x');
  qz_record_add_term (record, term, -1, 1);
  assert_fails (qz_writer_put (writer, record, &error), error, QZ_INDEX_ERROR_ARGUMENT);
  g_autoptr (QzRecord) nuls = qz_record_new ("n");
  qz_record_add_term (nuls, nul_heavy, sizeof nul_heavy, 1);
  assert_fails (qz_writer_put (writer, nuls, &error), error, QZ_INDEX_ERROR_ARGUMENT);
  g_autoptr (QzRecord) nameless = qz_record_new ("");
  assert_fails (qz_writer_put (writer, nameless, &error), error, QZ_INDEX_ERROR_ARGUMENT);
  g_autoptr (QzRecord) longest = qz_record_new ("l");
  qz_record_add_term (longest, term, QZ_TERM_MAX, 1);
  qz_record_add_term (longest, nul_heavy, QZ_TERM_MAX / 2, 1);
  assert_ok (qz_writer_put (writer, longest, &error), error);
  close_writer (writer); /* what was refused leaves the rest alone */
  g_autoptr (QzReader) reader = open_reader (*state);
  assert_int_equal (qz_reader_doc_count (reader, &error), 1);
  g_autoptr (QzQuery) long_prefix = qz_query_prefix (term, 5);
  QzSearch search;
  qz_search_init (&search);
  g_autoptr (QzHits) none = qz_reader_search (reader, long_prefix, &search, &error);
  assert_ok (none && none->hits->len == 0, error);
  assert_int_equal (qz_reader_count (reader, term, &error), 0);
  assert_null (error);
}

static void
test_terms (void **state)
{
  g_autoptr (GError) error = NULL;
  build_small (*state);
  g_autoptr (QzReader) reader = open_reader (*state);
  g_autoptr (GPtrArray) kinds = qz_reader_terms (reader, "K", 0, &error);
  assert_int_equal (kinds->len, 2);
  const QzTermCount *law = g_ptr_array_index (kinds, 0);
  assert_string_equal (law->term, "Klaw");
  assert_int_equal (law->count, 2);
  g_autoptr (GPtrArray) one = qz_reader_terms (reader, "K", 1, &error);
  assert_int_equal (one->len, 1);
}

static void
test_metadata (void **state)
{
  g_autoptr (GError) error = NULL;
  QzWriter *writer = open_writer (*state, FALSE);
  g_autofree char *long_key = g_strnfill (QZ_TERM_MAX + 1, 'k');
  assert_ok (qz_writer_set_metadata (writer, "时间线", "一\0二", 7, &error), error);
  assert_ok (qz_writer_set_metadata (writer, "file:b", "2", -1, &error), error);
  assert_ok (qz_writer_set_metadata (writer, "file:a", "1", -1, &error), error);
  assert_fails (qz_writer_set_metadata (writer, "_schema", "9", -1, &error), error, QZ_INDEX_ERROR_ARGUMENT);
  assert_fails (qz_writer_set_metadata (writer, "", "9", -1, &error), error, QZ_INDEX_ERROR_ARGUMENT);
  assert_fails (qz_writer_set_metadata (writer, long_key, "9", -1, &error), error, QZ_INDEX_ERROR_ARGUMENT);
  assert_ok (qz_writer_commit (writer, &error), error);
  assert_ok (qz_writer_set_metadata (writer, "file:b", "", 0, &error), error);
  g_autofree char *gone = qz_writer_get_metadata (writer, "file:b", &error);
  assert_string_equal (gone, "");
  g_autoptr (GPtrArray) seen = qz_writer_metadata_keys (writer, "", &error);
  assert_int_equal (seen->len, 2);
  g_autoptr (QzReader) reader = open_reader (*state);
  close_writer (writer);
  gsize len;
  g_autofree char *line = qz_reader_get_metadata (reader, "时间线", &len, &error);
  assert_int_equal (len, 7);
  assert_memory_equal (line, "一\0二", 8);
  g_autoptr (GPtrArray) before = qz_reader_metadata_keys (reader, "file:", &error);
  assert_int_equal (before->len, 2);
  assert_string_equal (g_ptr_array_index (before, 0), "file:a");
  assert_ok (qz_reader_refresh (reader, &error), error);
  g_autoptr (GPtrArray) after = qz_reader_metadata_keys (reader, "file:", &error);
  assert_int_equal (after->len, 1);
  g_autofree char *absent = qz_reader_get_metadata (reader, "没有", &len, &error);
  assert_string_equal (absent, "");
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    TEST (test_write_then_read), TEST (test_replace_and_delete),
    TEST (test_operators),       TEST (test_absent_sides),
    TEST (test_ranges),          TEST (test_prefixes),
    TEST (test_values_that_hold), TEST (test_values_lately), TEST (test_time),
    TEST (test_kept),            TEST (test_kept_over_shards),
    TEST (test_invalid_queries), TEST (test_wide_and_long_chains),
    TEST (test_sorting),         TEST (test_ties_fall_to_their_slot),
    TEST (test_collapse),        TEST (test_facets_and_totals),
    TEST (test_what_hits_carry), TEST (test_long_ids_are_hashed),
    TEST (test_term_fit),        TEST (test_refused_records),
    TEST (test_terms),           TEST (test_metadata),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
