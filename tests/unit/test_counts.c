#include "tests/unit/index_fixture.h"

#include <quanze/grams.h>
#include <quanze/received.h>
#include <quanze/store.h>

/* TEXT: what QZ_SLOT_TEXT holds; LINKS: boolean terms between spaces. */
static void
put_text (QzWriter *writer, const char *id, const char *text, const char *links)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QzRecord) record = qz_record_new (id);
  g_auto (GStrv) terms = g_strsplit (links, " ", -1);

  for (guint i = 0; terms[i] != NULL; i++)
    qz_record_add_term (record, terms[i], -1, 0);
  qz_record_set_value (record, QZ_SLOT_TEXT, text);
  assert_ok (qz_writer_put (writer, record, &error), error);
}

static void
update (QzWriter *writer)
{
  g_autoptr (GError) error = NULL;

  assert_ok (qz_grams_update (writer, &error) && qz_received_update (writer, &error), error);
  close_writer (writer);
}

static void
build (const char *dir)
{
  QzWriter *writer = open_writer (dir, FALSE);

  put_text (writer, "a", "甲法\tart_1\t头\n罚款，罚款\n许可\n", "I甲法 L甲法#art_2 L乙法");
  put_text (writer, "b", "甲法\tart_2\t头\n罚。款\n", "I甲法 L甲法");
  put_text (writer, "c", "乙法\tart_1\t\n许款\n", "I乙法 L甲法 L甲法#art_2 L甲法#art_2__para_1");
  update (writer);
}

static void
assert_count (QzGrams *grams, const char *gram, gint64 wanted)
{
  const char *next = g_utf8_next_char (gram);
  gint64 got = qz_grams_count (grams, g_utf8_get_char (gram), *next != '\0' ? g_utf8_get_char (next) : 0, NULL);

  if (got != wanted)
    fail_msg ("%s: %d", gram, (int) got);
}

static void
test_grams (void **state)
{
  static const struct { const char *gram; gint64 records; } cases[] = {
    { "罚", 2 }, { "罚款", 1 }, { "款", 3 }, { "许可", 1 }, { "许款", 1 }, { "款罚", 0 }, { "款许", 0 }, { "头", 0 }, { "缺", 0 },
  };

  build (*state);
  g_autoptr (QzReader) reader = open_reader (*state);
  g_autoptr (QzGrams) grams = qz_grams_open (reader, NULL);
  assert_int_equal (qz_grams_records (grams), 3);
  assert_true (qz_grams_length (grams) > 3.3 && qz_grams_length (grams) < 3.4);   /* 10 characters */
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_count (grams, cases[i].gram, cases[i].records);
}

/* Several databases count as one. */
static void
test_grams_of_two (void **state)
{
  g_autofree char *one = g_build_filename (*state, "1", NULL), *two = g_build_filename (*state, "2", NULL);

  build (one);
  build (two);
  g_autoptr (QzReader) reader = qz_reader_open ((const char *[]){ one, two, NULL }, NULL);
  g_autoptr (QzGrams) grams = qz_grams_open (reader, NULL);
  assert_int_equal (qz_grams_records (grams), 6);
  assert_count (grams, "款", 6);
}

/* What goes away leaves no count behind. */
static void
test_counts_after_removal (void **state)
{
  build (*state);
  QzWriter *writer = open_writer (*state, FALSE);
  assert_true (qz_writer_delete_term (writer, "L乙法", NULL));
  update (writer);
  g_autoptr (QzReader) reader = open_reader (*state);
  g_autoptr (QzGrams) grams = qz_grams_open (reader, NULL);
  assert_count (grams, "罚款", 0);
  assert_count (grams, "可", 0);
  assert_count (grams, "款", 2);
  g_autoptr (GPtrArray) keys = qz_reader_metadata_keys (reader, "received/", NULL);
  assert_int_equal (keys->len, 1);
}

static void
test_received (void **state)
{
  static const struct { const char *key, *eid; guint instrument, article; } cases[] = {
    { "甲法", "art_2", 1, 2 },   /* its own article cites art_2, but not itself as another instrument would */
    { "甲法", "art_1", 1, 0 }, { "甲法", "", 1, 0 }, { "甲法", NULL, 1, 0 }, { "乙法", "art_1", 1, 0 }, { "丙法", "art_1", 0, 0 },
  };

  build (*state);
  g_autoptr (QzReader) reader = open_reader (*state);
  g_autoptr (QzReceived) received = qz_received_open (reader);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    QzReceivedCount count;
    assert_true (qz_received_count (received, cases[i].key, cases[i].eid, &count, NULL));
    if (count.instrument != cases[i].instrument || count.article != cases[i].article)
      fail_msg ("%s %s: %u %u", cases[i].key, cases[i].eid, count.instrument, count.article);
  }
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown (test_grams, make_directory, remove_directory),
    cmocka_unit_test_setup_teardown (test_grams_of_two, make_directory, remove_directory),
    cmocka_unit_test_setup_teardown (test_counts_after_removal, make_directory, remove_directory),
    cmocka_unit_test_setup_teardown (test_received, make_directory, remove_directory),
  };

  return cmocka_run_group_tests (tests, NULL, NULL);
}
