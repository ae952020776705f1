#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <glib.h>
#include <string.h>

#include <quanze/index.h>

static QzRecord *
sample (void)
{
  QzRecord *record = qz_record_new ("行政处罚法@2021-01-22#art_24");
  qz_record_add_term (record, "罚款", -1, 2);
  qz_record_add_term (record, "Klaw", -1, 0);
  qz_record_add_term (record, "罚款", -1, 3);
  qz_record_add_term (record, "a\0b", 3, 300);
  qz_record_set_value (record, 9, "乡镇");
  qz_record_set_value (record, 2, "20210715");
  qz_record_set_data (record, "{}\n第二十四条\0尾", 23);
  return record;
}

static void
test_fields (void **state)
{
  g_autoptr (QzRecord) record = sample ();
  guint64 wdf = 99;
  gsize len;
  assert_string_equal (qz_record_id (record), "行政处罚法@2021-01-22#art_24");
  qz_record_set_id (record, qz_record_id (record));
  qz_record_set_id (record, "x");
  assert_string_equal (qz_record_id (record), "x");
  assert_true (qz_record_has_term (record, "罚款", &wdf));
  assert_int_equal (wdf, 5);
  assert_true (qz_record_has_term (record, "Klaw", &wdf));
  assert_int_equal (wdf, 0);
  assert_false (qz_record_has_term (record, "罚", NULL));
  assert_string_equal (qz_record_value (record, 2), "20210715");
  assert_string_equal (qz_record_value (record, 3), "");
  assert_string_equal (qz_record_data (record, &len), "{}\n第二十四条");
  assert_int_equal (len, 23);
  g_autoptr (GPtrArray) terms = qz_record_terms (record);
  assert_int_equal (terms->len, 3);
  assert_string_equal (g_ptr_array_index (terms, 0), "Klaw");
}

static void
test_values_replace_and_unset (void **state)
{
  g_autoptr (QzRecord) record = qz_record_new ("x");
  qz_record_set_value (record, 4, "一");
  qz_record_set_value (record, 4, "二");
  assert_string_equal (qz_record_value (record, 4), "二");
  qz_record_set_value (record, 4, qz_record_value (record, 4));
  assert_string_equal (qz_record_value (record, 4), "二");
  qz_record_set_value (record, 4, "");
  assert_string_equal (qz_record_value (record, 4), "");
  qz_record_set_value (record, 4, NULL);
  qz_record_add_term (record, "", -1, 1);
  g_autoptr (GPtrArray) terms = qz_record_terms (record);
  assert_int_equal (terms->len, 0);
}

static void
test_round_trip (void **state)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QzRecord) record = sample ();
  g_autoptr (GBytes) bytes = qz_record_to_bytes (record);
  gsize len;
  const guint8 *raw = g_bytes_get_data (bytes, &len);
  g_autoptr (QzRecord) back = qz_record_from_bytes (raw, len, &error);
  assert_non_null (back);
  g_autoptr (GBytes) again = qz_record_to_bytes (back);
  assert_true (g_bytes_equal (bytes, again));
  g_autoptr (QzRecord) empty = qz_record_new ("");
  g_autoptr (GBytes) little = qz_record_to_bytes (empty);
  raw = g_bytes_get_data (little, &len);
  g_autoptr (QzRecord) empty_back = qz_record_from_bytes (raw, len, &error);
  assert_non_null (empty_back);
}

static void
refuse (const guint8 *bytes, gsize len)
{
  g_autoptr (GError) error = NULL;
  g_autofree guint8 *exact = g_memdup2 (bytes, len); /* so that a sanitizer sees every step past the end */
  assert_null (qz_record_from_bytes (exact, len, &error));
  assert_true (g_error_matches (error, QZ_INDEX_ERROR, QZ_INDEX_ERROR_ARGUMENT));
}

static void
test_every_shorter_or_longer_one_is_refused (void **state)
{
  g_autoptr (QzRecord) record = sample ();
  g_autoptr (GBytes) bytes = qz_record_to_bytes (record);
  gsize len;
  const guint8 *raw = g_bytes_get_data (bytes, &len);
  for (gsize i = 0; i < len; i++)
    refuse (raw, i);
  g_autofree guint8 *longer = g_malloc0 (len + 1);
  memcpy (longer, raw, len);
  refuse (longer, len + 1);
}

#define BYTES(text)                                                                                                    \
  {                                                                                                                    \
    text, sizeof text - 1                                                                                              \
  }

static void
test_hostile_bytes (void **state)
{
  static const struct {
    const char *bytes;
    gsize len;
  } cases[] = {
    BYTES (""),
    BYTES ("QzR0\1x\0\0\0"),
    BYTES ("QzR1\2x\0\0\0\0"),                                     /* NUL in the id */
    BYTES ("QzR1\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01x\0\0\0"), /* a length of 2^64 - 1 */
    BYTES ("QzR1\xff\xff\xff\xff\xff\xff\xff\xff\xff\x02x\0\0\0"), /* a varint past 64 bits */
    BYTES ("QzR1\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x00\0\0"),
    BYTES ("QzR1\1x\2\0\0\0\0"),                    /* an empty term */
    BYTES ("QzR1\1x\7\1t\x80\x80\x80\x80\x10\0\0"), /* a wdf of 2^32 */
    BYTES ("QzR1\1x\2\1t\0\0"),                     /* a term without wdf */
    BYTES ("QzR1\1x\0\xff\xff\xff\xff\x7f\0"),      /* more values than bytes */
    BYTES ("QzR1\1x\0\2\1\1a\1\1b\0"),              /* a slot twice */
    BYTES ("QzR1\1x\0\1\x80\x80\x80\x80\x10\1a\0"), /* slot 2^32 */
    BYTES ("QzR1\1x\0\0\5abc"),
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    refuse ((const guint8 *)cases[i].bytes, cases[i].len);
}

/* Bytes changed at random give a record that can be used, or an error; never a crash. */
static void
test_mutations (void **state)
{
  g_autoptr (QzRecord) record = sample ();
  g_autoptr (GBytes) bytes = qz_record_to_bytes (record);
  gsize len;
  const guint8 *raw = g_bytes_get_data (bytes, &len);
  g_autoptr (GRand) rand = g_rand_new_with_seed (20210715);
  guint accepted = 0;
  for (guint round = 0; round < 20000; round++) {
    g_autofree guint8 *changed = g_memdup2 (raw, len);
    for (guint n = g_rand_int_range (rand, 1, 4); n > 0; n--)
      changed[g_rand_int_range (rand, 4, len)] = g_rand_int_range (rand, 0, 256);
    g_autoptr (QzRecord) back = qz_record_from_bytes (changed, len, NULL);
    if (!back)
      continue;
    accepted++;
    g_autoptr (GPtrArray) terms = qz_record_terms (back);
    g_autoptr (GBytes) again = qz_record_to_bytes (back);
    assert_true (strlen (qz_record_value (back, 9)) < len && terms->len < len);
    assert_true (g_bytes_get_size (again) <= len);
  }
  assert_true (accepted > 0);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_fields),        cmocka_unit_test (test_values_replace_and_unset),
    cmocka_unit_test (test_round_trip),    cmocka_unit_test (test_every_shorter_or_longer_one_is_refused),
    cmocka_unit_test (test_hostile_bytes), cmocka_unit_test (test_mutations),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
