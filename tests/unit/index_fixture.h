/* A directory for each test, and short ways to write an index and to look into it. */
#ifndef TESTS_UNIT_INDEX_FIXTURE_H
#define TESTS_UNIT_INDEX_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <glib.h>
#include <glib/gstdio.h>
#include <string.h>

#include <quanze/index.h>

/* ---- a directory for each test ---- */

static inline void
remove_tree (const char *path)
{
  g_autoptr (GDir) entries = g_dir_open (path, 0, NULL);
  const char *name;
  while (entries && (name = g_dir_read_name (entries))) {
    g_autofree char *inner = g_build_filename (path, name, NULL);
    remove_tree (inner);
  }
  g_remove (path);
}

static inline int
make_directory (void **state)
{
  *state = g_dir_make_tmp ("quanze-index-XXXXXX", NULL);
  return *state ? 0 : -1;
}

static inline int
remove_directory (void **state)
{
  remove_tree (*state);
  g_free (*state);
  return 0;
}

#define assert_ok(done, error)                                                                                         \
  do {                                                                                                                 \
    gboolean done_ = (done) ? TRUE : FALSE;                                                                            \
    if (error)                                                                                                         \
      print_error ("%s\n", (error)->message);                                                                          \
    assert_null (error);                                                                                               \
    assert_true (done_);                                                                                               \
  } while (0)

#define assert_fails(done, error, wanted)                                                                              \
  do {                                                                                                                 \
    gboolean done_ = (done) ? TRUE : FALSE;                                                                            \
    assert_false (done_);                                                                                              \
    assert_non_null (error);                                                                                           \
    if (!g_error_matches (error, QZ_INDEX_ERROR, wanted))                                                              \
      print_error ("%d: %s\n", (error)->code, (error)->message);                                                       \
    assert_true (g_error_matches (error, QZ_INDEX_ERROR, wanted));                                                     \
    g_clear_error (&error);                                                                                            \
  } while (0)

/* ---- small stories ---- */

static inline QzWriter *
open_writer (const char *dir, gboolean rebuild)
{
  g_autoptr (GError) error = NULL;
  QzWriter *writer = qz_writer_open (dir, rebuild, &error);
  assert_ok (writer, error);
  return writer;
}

static inline QzReader *
open_reader (const char *dir)
{
  g_autoptr (GError) error = NULL;
  QzReader *reader = qz_reader_open ((const char *[]){ dir, NULL }, &error);
  assert_ok (reader, error);
  return reader;
}

/* TERMS: words between spaces, each counted once; those with a leading '=' boolean. */
static inline void
put (QzWriter *writer, const char *id, const char *terms, const char *year)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QzRecord) record = qz_record_new (id);
  g_auto (GStrv) words = g_strsplit (terms, " ", -1);
  for (guint i = 0; words[i]; i++)
    qz_record_add_term (record, words[i] + (words[i][0] == '='), -1, words[i][0] != '=');
  qz_record_set_value (record, 0, year);
  qz_record_set_value (record, 1, id);
  qz_record_set_data (record, terms, -1);
  assert_ok (qz_writer_put (writer, record, &error), error);
}

static inline void
close_writer (QzWriter *writer)
{
  g_autoptr (GError) error = NULL;
  assert_ok (qz_writer_close (writer, &error), error);
}

/* Ids of the hits in order, between spaces (slot 1 holds them). */
static inline char *
ids_of (QzReader *reader, const QzQuery *query, const QzSearch *search)
{
  g_autoptr (GError) error = NULL;
  static const guint id_slot = 1;
  QzSearch own;
  qz_search_init (&own);
  own.tie_slot = id_slot;
  if (search)
    own = *search;
  own.value_slots = &id_slot;
  own.n_value_slots = 1;
  g_autoptr (QzHits) hits = qz_reader_search (reader, query, &own, &error);
  assert_ok (hits, error);
  GString *ids = g_string_new (NULL);
  for (guint i = 0; i < hits->hits->len; i++) {
    const QzHit *hit = g_ptr_array_index (hits->hits, i);
    g_string_append_printf (ids, "%s%s", i ? " " : "", hit->values[0]);
  }
  return g_string_free (ids, FALSE);
}

#define assert_ids(reader, query, search, expected)                                                                    \
  do {                                                                                                                 \
    g_autoptr (QzQuery) query_ = (query);                                                                              \
    g_autofree char *ids_ = ids_of (reader, query_, search);                                                           \
    assert_string_equal (ids_, expected);                                                                              \
  } while (0)

#define term(text) qz_query_term (text, -1, 1)
#define pair(op, a, b) qz_query_pair (QZ_OP_##op, a, b)

static inline void
build_small (const char *dir)
{
  QzWriter *writer = open_writer (dir, FALSE);
  put (writer, "a", "罚款 责令 =Klaw", "2019");
  put (writer, "b", "罚款 许可 =Klaw", "2021");
  put (writer, "c", "责令 许可 =Krule", "2021");
  put (writer, "d", "备案 =Krule", NULL);
  close_writer (writer);
}

#define TEST(name) cmocka_unit_test_setup_teardown (name, make_directory, remove_directory)

#endif
