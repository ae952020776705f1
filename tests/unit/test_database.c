/* Directories, generations, locks, damage, killed writers, readers while the index changes. */
#include "tests/unit/index_fixture.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

/* ---- directories ---- */

static char *
write_file (const char *dir, const char *name, const char *text)
{
  char *path = g_build_filename (dir, name, NULL);
  assert_true (g_file_set_contents (path, text, -1, NULL));
  return path;
}

static guint
count_entries (const char *dir, const char *prefix)
{
  guint n = 0;
  g_autoptr (GDir) entries = g_dir_open (dir, 0, NULL);
  const char *name;
  while ((name = g_dir_read_name (entries)))
    n += g_str_has_prefix (name, prefix);
  return n;
}

#define assert_open_fails(dir, wanted)                                                                                 \
  do {                                                                                                                 \
    g_autoptr (GError) error_ = NULL;                                                                                  \
    assert_fails (qz_reader_open ((const char *[]){ dir, NULL }, &error_), error_, wanted);                            \
  } while (0)

static void
test_missing (void **state)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *nowhere = g_build_filename (*state, "nowhere", NULL);
  assert_open_fails (nowhere, QZ_INDEX_ERROR_MISSING);
  assert_open_fails (*state, QZ_INDEX_ERROR_MISSING);
  assert_fails (qz_reader_open ((const char *[]){ NULL }, &error), error, QZ_INDEX_ERROR_ARGUMENT);
  g_autofree char *deep = g_build_filename (nowhere, "a", "b", NULL);
  build_small (deep);
  qz_reader_free (open_reader (deep));
}

static void
test_foreign (void **state)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *letter = write_file (*state, "letter.txt", "keep me");
  assert_open_fails (*state, QZ_INDEX_ERROR_FOREIGN);
  assert_fails (qz_writer_open (*state, FALSE, &error), error, QZ_INDEX_ERROR_FOREIGN);
  assert_fails (qz_writer_open (*state, TRUE, &error), error, QZ_INDEX_ERROR_FOREIGN);
  assert_fails (qz_writer_open (letter, FALSE, &error), error, QZ_INDEX_ERROR_FOREIGN);
  assert_int_equal (count_entries (*state, ""), 1);
  g_unlink (letter);
  g_autofree char *current = write_file (*state, "current", "a file of someone else's\n");
  assert_fails (qz_writer_open (*state, TRUE, &error), error, QZ_INDEX_ERROR_FOREIGN);
  assert_open_fails (*state, QZ_INDEX_ERROR_FOREIGN);
  g_unlink (current);
  g_autofree char *generation = g_build_filename (*state, "gen-1", NULL);
  g_mkdir (generation, 0777);
  assert_fails (qz_writer_open (*state, TRUE, &error), error, QZ_INDEX_ERROR_FOREIGN);
  assert_int_equal (count_entries (*state, ""), 1);
}

static void
test_visitors_are_left_alone (void **state)
{
  build_small (*state);
  g_autofree char *letter = write_file (*state, "README", "keep me");
  close_writer (open_writer (*state, FALSE));
  close_writer (open_writer (*state, TRUE));
  assert_true (g_file_test (letter, G_FILE_TEST_EXISTS));
}

static void
test_broken_pointer (void **state)
{
  g_autoptr (GError) error = NULL;
  static const char *const texts[] = { "",
                                       "# quanze index, generation in use:\n",
                                       "gen-1\n",
                                       "# quanze index, generation in use:\n../../etc\n",
                                       "# quanze index, generation in use:\ngen-1/../gen-1\n",
                                       "# quanze index, generation in use:\ngen-99\n" };
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    build_small (*state);
    g_free (write_file (*state, "current", texts[i]));
    assert_open_fails (*state, QZ_INDEX_ERROR_DAMAGED);
    assert_fails (qz_writer_open (*state, FALSE, &error), error, QZ_INDEX_ERROR_DAMAGED);
    QzWriter *writer = open_writer (*state, TRUE);
    put (writer, "new", "新", NULL);
    close_writer (writer);
    g_autoptr (QzReader) reader = open_reader (*state);
    assert_int_equal (qz_reader_doc_count (reader, &error), 1);
    assert_int_equal (count_entries (*state, "gen-"), 1);
    qz_writer_abort (NULL);
  }
}

static void
test_lock (void **state)
{
  g_autoptr (GError) error = NULL;
  QzWriter *writer = open_writer (*state, FALSE);
  assert_null (qz_writer_open (*state, FALSE, &error));
  assert_non_null (strstr (error->message, *state));
  assert_fails (FALSE, error, QZ_INDEX_ERROR_LOCKED);
  assert_fails (qz_writer_open (*state, TRUE, &error), error, QZ_INDEX_ERROR_LOCKED);
  close_writer (writer);
  writer = open_writer (*state, TRUE);
  assert_fails (qz_writer_open (*state, FALSE, &error), error, QZ_INDEX_ERROR_LOCKED);
  qz_writer_abort (writer);
  close_writer (open_writer (*state, FALSE));
}

/* Path of a file of the generation in use. */
static char *
table (const char *dir, const char *name)
{
  g_autofree char *pointer = g_build_filename (dir, "current", NULL);
  g_autofree char *text = NULL;
  assert_true (g_file_get_contents (pointer, &text, NULL, NULL));
  g_strchomp (text);
  return g_build_filename (dir, strchr (text, '\n') + 1, name, NULL);
}

static void
test_other_schema (void **state)
{
  g_autoptr (GError) error = NULL;
  build_small (*state);
  g_autofree char *path = table (*state, "postlist.glass");
  g_autofree char *bytes = NULL;
  gsize len;
  assert_true (g_file_get_contents (path, &bytes, &len, NULL));
  guint patched = 0;
  for (gsize i = 0; i + 8 < len; i++) {
    if (memcmp (bytes + i, "_schema", 7) != 0)
      continue;
    assert_int_equal (bytes[i + 7], '0' + QZ_INDEX_SCHEMA);
    bytes[i + 7] = '9';
    patched++;
  }
  assert_true (patched > 0);
  assert_true (g_file_set_contents (path, bytes, len, NULL));
  assert_null (qz_reader_open ((const char *[]){ *state, NULL }, &error));
  assert_non_null (strstr (error->message, "--rebuild"));
  assert_fails (FALSE, error, QZ_INDEX_ERROR_SCHEMA);
  assert_fails (qz_writer_open (*state, FALSE, &error), error, QZ_INDEX_ERROR_SCHEMA);
  close_writer (open_writer (*state, TRUE));
  qz_reader_free (open_reader (*state));
}

static void
test_damaged_tables (void **state)
{
  static const char *const names[] = { "postlist.glass", "termlist.glass", "docdata.glass", "iamglass" };
  g_autoptr (GError) error = NULL;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    QzWriter *writer = open_writer (*state, TRUE);
    for (guint n = 0; n < 300; n++) {
      g_autofree char *id = g_strdup_printf ("%u", n);
      put (writer, id, "罚款 责令 =Klaw", id);
    }
    close_writer (writer);
    g_autofree char *path = table (*state, names[i]);
    assert_int_equal (truncate (path, 50), 0);
    assert_open_fails (*state, QZ_INDEX_ERROR_DAMAGED);
    assert_fails (qz_writer_open (*state, FALSE, &error), error, QZ_INDEX_ERROR_DAMAGED);
  }
  g_autofree char *path = table (*state, "postlist.glass");
  g_unlink (path);
  assert_open_fails (*state, QZ_INDEX_ERROR_DAMAGED);
  close_writer (open_writer (*state, TRUE));
  qz_reader_free (open_reader (*state));
}

static void
test_no_permission (void **state)
{
  g_autoptr (GError) error = NULL;
  const uid_t nobody = 65534, self = geteuid ();
  g_autofree char *inner = g_build_filename (*state, "inner", NULL);
  g_chmod (*state, 0555);
  if (self == 0)   /* to whom modes mean nothing */
    assert_int_equal (seteuid (nobody), 0);
  assert_fails (qz_writer_open (*state, FALSE, &error), error, QZ_INDEX_ERROR_IO);
  assert_fails (qz_writer_open (inner, FALSE, &error), error, QZ_INDEX_ERROR_IO);
  assert_int_equal (seteuid (self), 0);
  g_chmod (*state, 0700);
}

/* ---- writers that stop half-way ---- */

/* Runs STORY in a child that is killed at its end. */
static void
run_and_kill (const char *dir, void (*story) (const char *dir))
{
  pid_t child = fork ();
  assert_true (child >= 0);
  if (child == 0) {
    story (dir);
    kill (getpid (), SIGKILL);
  }
  int status;
  assert_int_equal (waitpid (child, &status, 0), child);
  assert_true (WIFSIGNALED (status) && WTERMSIG (status) == SIGKILL);
}

/* More records than Xapian takes before it commits of itself. */
static void
write_much (const char *dir)
{
  QzWriter *writer = open_writer (dir, FALSE);
  put (writer, "committed", "罚款", "2024");
  qz_writer_commit (writer, NULL);
  for (guint i = 0; i < 10500; i++) {
    g_autofree char *id = g_strdup_printf ("%u", i);
    put (writer, id, "罚款", "2024");
  }
}

static void
rebuild_half (const char *dir)
{
  QzWriter *writer = open_writer (dir, TRUE);
  put (writer, "half", "罚款", "2024");
  qz_writer_commit (writer, NULL);
}

static void
test_killed_run_leaves_its_last_commit (void **state)
{
  g_autoptr (GError) error = NULL;
  build_small (*state);
  run_and_kill (*state, write_much);
  g_autoptr (QzReader) reader = open_reader (*state);
  assert_int_equal (qz_reader_doc_count (reader, &error), 5);
  QzWriter *writer = open_writer (*state, FALSE);
  put (writer, "after", "罚款", "2024");
  close_writer (writer);
  assert_ok (qz_reader_refresh (reader, &error), error);
  assert_ids (reader, term ("罚款"), NULL, "after committed a b");
}

static void
test_killed_rebuild_leaves_the_old_index (void **state)
{
  g_autoptr (GError) error = NULL;
  build_small (*state);
  run_and_kill (*state, rebuild_half);
  assert_int_equal (count_entries (*state, "gen-"), 2);
  g_autoptr (QzReader) reader = open_reader (*state);
  assert_int_equal (qz_reader_doc_count (reader, &error), 4);
  close_writer (open_writer (*state, FALSE));
  assert_int_equal (count_entries (*state, "gen-"), 1);
}

static void
test_killed_first_rebuild (void **state)
{
  run_and_kill (*state, rebuild_half);
  assert_open_fails (*state, QZ_INDEX_ERROR_MISSING);
  build_small (*state);
  assert_int_equal (count_entries (*state, "gen-"), 1);
}

static void
test_abort (void **state)
{
  g_autoptr (GError) error = NULL;
  build_small (*state);
  QzWriter *writer = open_writer (*state, FALSE);
  put (writer, "x", "罚款", "2024");
  qz_writer_abort (writer);
  writer = open_writer (*state, TRUE);
  put (writer, "x", "罚款", "2024");
  assert_ok (qz_writer_commit (writer, &error), error);
  qz_writer_abort (writer);
  assert_int_equal (count_entries (*state, "gen-"), 1);
  g_autoptr (QzReader) reader = open_reader (*state);
  assert_ids (reader, qz_query_all (), NULL, "a b c d");
}

/* ---- readers while the index changes ---- */

static void
test_nothing_shows_before_the_commit (void **state)
{
  g_autoptr (GError) error = NULL;
  build_small (*state);
  g_autoptr (QzReader) reader = open_reader (*state);
  QzWriter *writer = open_writer (*state, FALSE);
  put (writer, "x", "罚款 新", "2024");
  g_autoptr (GPtrArray) own = qz_writer_list (writer, "新", 0, 0, &error);
  assert_int_equal (own->len, 1);
  assert_ok (qz_reader_refresh (reader, &error), error);
  assert_int_equal (qz_reader_doc_count (reader, &error), 4);
  assert_ok (qz_writer_commit (writer, &error), error);
  assert_int_equal (qz_reader_doc_count (reader, &error), 4);
  assert_ok (qz_reader_refresh (reader, &error), error);
  assert_int_equal (qz_reader_doc_count (reader, &error), 5);
  qz_writer_abort (writer);
}

static void
test_reader_outlives_commits (void **state)
{
  g_autoptr (GError) error = NULL;
  QzWriter *writer = open_writer (*state, FALSE);
  for (guint i = 0; i < 500; i++) {
    g_autofree char *id = g_strdup_printf ("%03u", i);
    put (writer, id, "罚款 责令 =Klaw", id);
  }
  assert_ok (qz_writer_commit (writer, &error), error);
  g_autoptr (QzReader) reader = open_reader (*state);
  QzSearch search;
  qz_search_init (&search);
  search.limit = 500;
  g_autoptr (QzQuery) query = term ("罚款");
  g_autoptr (QzHits) held = qz_reader_search (reader, query, &search, &error);
  for (guint round = 0; round < 4; round++) {
    for (guint i = 0; i < 500; i++) {
      g_autofree char *id = g_strdup_printf ("%03u", i);
      g_autofree char *terms = g_strdup_printf ("罚款 第%u轮", round);
      put (writer, id, terms, id);
    }
    assert_ok (qz_writer_commit (writer, &error), error);
  }
  assert_int_equal (held->hits->len, 500);
  assert_string_equal (((QzHit *)g_ptr_array_index (held->hits, 499))->data, "罚款 责令 =Klaw");
  g_autoptr (QzHits) now = qz_reader_search (reader, query, &search, &error);
  assert_ok (now, error);
  assert_int_equal (now->hits->len, 500);
  /* whole: all of one state, whichever it is */
  const char *first = ((QzHit *)g_ptr_array_index (now->hits, 0))->data;
  for (guint i = 0; i < 500; i++)
    assert_string_equal (((QzHit *)g_ptr_array_index (now->hits, i))->data, first);
  close_writer (writer);
}

static gpointer
write_for_a_while (gpointer dir)
{
  for (guint round = 0; round < 20; round++) {
    QzWriter *writer = open_writer (dir, round % 10 == 9);
    for (guint i = 0; i < 200; i++) {
      g_autofree char *id = g_strdup_printf ("%03u", i);
      put (writer, id, "罚款 责令", id);
    }
    close_writer (writer);
  }
  return NULL;
}

static void
test_no_query_fails_while_writing (void **state)
{
  g_autoptr (GError) error = NULL;
  QzWriter *writer = open_writer (*state, FALSE);
  for (guint i = 0; i < 200; i++) {
    g_autofree char *id = g_strdup_printf ("%03u", i);
    put (writer, id, "罚款 责令", id);
  }
  close_writer (writer);
  g_autoptr (QzReader) reader = open_reader (*state);
  g_autoptr (QzQuery) query = pair (OR, term ("罚款"), term ("责令"));
  QzSearch search;
  qz_search_init (&search);
  search.limit = 200;
  GThread *thread = g_thread_new ("writer", write_for_a_while, *state);
  for (guint i = 0; i < 200; i++) {
    g_autoptr (QzHits) hits = qz_reader_search (reader, query, &search, &error);
    assert_ok (hits, error);
    assert_int_equal (hits->hits->len, 200);
    g_autoptr (GPtrArray) list = qz_reader_list (reader, "责令", 0, 0, &error);
    assert_ok (list && list->len == 200, error);
    if (i % 5 == 0)
      assert_ok (qz_reader_refresh (reader, &error), error);
  }
  g_thread_join (thread);
}

static void
test_rebuild_under_an_open_reader (void **state)
{
  g_autoptr (GError) error = NULL;
  build_small (*state);
  g_autoptr (QzReader) reader = open_reader (*state);
  guint64 revision = qz_reader_revision (reader, &error);
  QzWriter *writer = open_writer (*state, TRUE);
  put (writer, "n", "罚款", "2025");
  assert_ok (qz_writer_commit (writer, &error), error);
  assert_ok (qz_reader_refresh (reader, &error), error);
  assert_ids (reader, term ("罚款"), NULL, "a b");
  close_writer (writer);
  assert_int_equal (count_entries (*state, "gen-"), 1);
  assert_ids (reader, term ("罚款"), NULL, "a b");
  g_autofree char *data = qz_reader_get (reader, "c", NULL, &error);
  assert_string_equal (data, "责令 许可 =Krule");
  assert_int_equal (qz_reader_revision (reader, &error), revision);
  assert_ok (qz_reader_refresh (reader, &error), error);
  assert_ids (reader, term ("罚款"), NULL, "n");
  assert_true (qz_reader_revision (reader, &error) > revision);
}

static void
test_revision (void **state)
{
  g_autoptr (GError) error = NULL;
  guint64 last = 0;
  for (guint i = 0; i < 6; i++) {
    QzWriter *writer = open_writer (*state, i % 3 == 2);
    put (writer, "x", i % 2 ? "一" : "二", NULL);
    close_writer (writer);
    g_autoptr (QzReader) reader = open_reader (*state);
    guint64 revision = qz_reader_revision (reader, &error);
    assert_true (revision > last);
    last = revision;
  }
  QzWriter *writer = open_writer (*state, FALSE); /* nothing new: nothing moves */
  assert_ok (qz_writer_set_metadata (writer, "k", "", 0, &error), error);
  close_writer (writer);
  g_autoptr (QzReader) reader = open_reader (*state);
  assert_int_equal (qz_reader_revision (reader, &error), last);
}

/* ---- lanes ---- */

static void
fill_lane (QzWriter *writer, const char *prefix)
{
  for (guint i = 0; i < 300; i++) {
    g_autofree char *id = g_strdup_printf ("%s%03u", prefix, i);
    put (writer, id, "罚款 巷", id);
  }
  g_autofree char *key = g_strconcat ("file:", prefix, NULL);
  assert_true (qz_writer_set_metadata (writer, key, prefix, -1, NULL));
}

static gpointer
fill_in_thread (gpointer lane)
{
  fill_lane (lane, "z");
  return NULL;
}

/* Two lanes, one filled by another thread, absorbed into WRITER. */
static void
fill_by_lanes (QzWriter *writer)
{
  g_autoptr (GError) error = NULL;
  QzWriter *lanes[2];
  for (guint i = 0; i < 2; i++) {
    lanes[i] = qz_writer_open_lane (writer, &error);
    assert_ok (lanes[i], error);
  }
  GThread *thread = g_thread_new ("lane", fill_in_thread, lanes[1]);
  fill_lane (lanes[0], "y");
  g_thread_join (thread);
  assert_ok (qz_writer_absorb (writer, lanes, 2, &error), error);
}

static void
test_lanes (void **state)
{
  for (gboolean rebuild = FALSE; rebuild <= TRUE; rebuild++) {
    g_autoptr (GError) error = NULL;
    guint kept = rebuild ? 0 : 4;
    build_small (*state);
    g_autoptr (QzReader) reader = open_reader (*state);
    guint64 revision = qz_reader_revision (reader, &error);
    QzWriter *writer = open_writer (*state, rebuild);
    put (writer, "x", "罚款", "2024");
    fill_by_lanes (writer);
    put (writer, "y000", "备案", "2024"); /* replaces what a lane brought */
    g_autofree char *brought = qz_writer_get_metadata (writer, "file:y", &error);
    assert_string_equal (brought, "y");
    assert_ok (qz_reader_refresh (reader, &error), error);
    assert_int_equal (qz_reader_count (reader, "巷", &error), 0); /* not before the close */
    close_writer (writer);
    assert_ok (qz_reader_refresh (reader, &error), error);
    assert_int_equal (qz_reader_doc_count (reader, &error), kept + 1 + 600);
    assert_int_equal (qz_reader_count (reader, "巷", &error), 599);
    g_autofree char *last = qz_reader_get (reader, "z299", NULL, &error);
    assert_string_equal (last, "罚款 巷");
    g_autofree char *replaced = qz_reader_get (reader, "y000", NULL, &error);
    assert_string_equal (replaced, "备案");
    g_autoptr (GPtrArray) keys = qz_reader_metadata_keys (reader, "file:", &error);
    assert_int_equal (keys->len, 2);
    assert_true (qz_reader_revision (reader, &error) > revision);
    assert_int_equal (count_entries (*state, "gen-"), 1);
    remove_tree (*state);
  }
}

static void
test_aborted_lanes (void **state)
{
  g_autoptr (GError) error = NULL;
  build_small (*state);
  QzWriter *writer = open_writer (*state, FALSE);
  QzWriter *lane = qz_writer_open_lane (writer, &error);
  fill_lane (lane, "y");
  qz_writer_abort (lane);
  fill_by_lanes (writer);
  qz_writer_abort (writer);
  assert_int_equal (count_entries (*state, "gen-"), 1);
  g_autoptr (QzReader) reader = open_reader (*state);
  assert_ids (reader, qz_query_all (), NULL, "a b c d");
}

static void
lanes_half (const char *dir)
{
  QzWriter *writer = open_writer (dir, FALSE);
  fill_by_lanes (writer);
  fill_lane (qz_writer_open_lane (writer, NULL), "w");
}

static void
test_killed_lanes (void **state)
{
  build_small (*state);
  run_and_kill (*state, lanes_half);
  g_autoptr (QzReader) reader = open_reader (*state);
  assert_ids (reader, qz_query_all (), NULL, "a b c d");
  close_writer (open_writer (*state, FALSE));
  assert_int_equal (count_entries (*state, "gen-"), 1);
}

/* ---- several directories ---- */

static void
test_several_directories (void **state)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *one = g_build_filename (*state, "1", NULL), *two = g_build_filename (*state, "2", NULL);
  QzWriter *writer = open_writer (one, FALSE);
  put (writer, "a", "罚款", "2019");
  assert_ok (qz_writer_set_metadata (writer, "k", "one", -1, &error), error);
  close_writer (writer);
  writer = open_writer (two, FALSE);
  put (writer, "b", "罚款", "2020");
  assert_ok (qz_writer_set_metadata (writer, "k", "two", -1, &error), error);
  assert_ok (qz_writer_set_metadata (writer, "only", "two", -1, &error), error);
  close_writer (writer);
  g_autoptr (QzReader) reader = qz_reader_open ((const char *[]){ one, two, NULL }, &error);
  assert_ok (reader, error);
  assert_ids (reader, term ("罚款"), NULL, "a b");
  assert_ids (reader, qz_query_range (0, "2020", NULL), NULL, "b");
  assert_int_equal (qz_reader_doc_count (reader, &error), 2);
  g_autofree char *first = qz_reader_get_metadata (reader, "k", NULL, &error);
  g_autofree char *second = qz_reader_get_metadata (reader, "only", NULL, &error);
  assert_string_equal (first, "one");
  assert_string_equal (second, "two");
  g_autoptr (GPtrArray) both = qz_reader_get_metadata_all (reader, "k", &error);
  assert_int_equal (both->len, 2);
  assert_string_equal (g_ptr_array_index (both, 1), "two");
  g_autoptr (GPtrArray) one_only = qz_reader_get_metadata_all (reader, "only", &error);
  assert_int_equal (one_only->len, 1);
  g_autoptr (GPtrArray) keys = qz_reader_metadata_keys (reader, "", &error);
  assert_int_equal (keys->len, 2);
  guint64 revision = qz_reader_revision (reader, &error);
  writer = open_writer (two, TRUE);
  put (writer, "c", "罚款", "2021");
  close_writer (writer);
  assert_ok (qz_reader_refresh (reader, &error), error);
  assert_ids (reader, term ("罚款"), NULL, "a c");
  assert_true (qz_reader_revision (reader, &error) > revision);
  assert_fails (qz_reader_open ((const char *[]){ one, "/nowhere", NULL }, &error), error, QZ_INDEX_ERROR_MISSING);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    TEST (test_missing),
    TEST (test_foreign),
    TEST (test_visitors_are_left_alone),
    TEST (test_broken_pointer),
    TEST (test_lock),
    TEST (test_other_schema),
    TEST (test_damaged_tables),
    TEST (test_no_permission),
    TEST (test_killed_run_leaves_its_last_commit),
    TEST (test_killed_rebuild_leaves_the_old_index),
    TEST (test_killed_first_rebuild),
    TEST (test_abort),
    TEST (test_nothing_shows_before_the_commit),
    TEST (test_reader_outlives_commits),
    TEST (test_no_query_fails_while_writing),
    TEST (test_rebuild_under_an_open_reader),
    TEST (test_revision),
    TEST (test_lanes),
    TEST (test_aborted_lanes),
    TEST (test_killed_lanes),
    TEST (test_several_directories),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
