#include "config.h"

#include <quanze/text.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include <glib.h>

/* Our own, of the kind that is decoded. */
static const char sample[] =
  "第一条 为了规范本镇的行政执法，根据有关法律的规定，制定本办法。\n"
  "第二条 镇人民政府应当依照本办法行使下列权力：\n（一）责令改正；（二）处二百元以下的罚款。\n";

static guint8 *
encode (const char *text, const char *charset, gsize *len)
{
  GError *error = NULL;
  char   *bytes = g_convert (text, -1, charset, "UTF-8", NULL, len, &error);
  if (error != NULL)
    fail_msg ("%s", error->message);
  return (guint8 *) bytes;
}

static void
expect (const guint8 *bytes, gsize len, const char *hint, const char *encoding, const char *text)
{
  const char       *name = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char  *out = qz_text_decode (bytes, len, hint, &name, &error);

  if (out == NULL)
    fail_msg ("%s: %s", encoding, error->message);
  assert_string_equal (name, encoding);
  if (text != NULL)
    assert_string_equal (out, text);
  assert_true (g_utf8_validate (out, -1, NULL));
}

static void
expect_error (const void *bytes, gsize len, gint code)
{
  const char       *name = "untouched";
  g_autoptr (GError) error = NULL;
  g_autofree char  *out = qz_text_decode (bytes, len, NULL, &name, &error);

  assert_null (out);
  assert_true (g_error_matches (error, QZ_TEXT_ERROR, code));
  assert_string_equal (name, "untouched");
}

static const struct { const char *charset, *hint, *encoding, *mark; gsize mark_len; } round_trips[] = {
  { "UTF-8", NULL, "UTF-8", "", 0 },
  { "UTF-8", "gb2312", "UTF-8", "", 0 },
  { "UTF-8", NULL, "UTF-8", "\357\273\277", 3 },
  { "UTF-16LE", NULL, "UTF-16LE", "\377\376", 2 },
  { "UTF-16BE", NULL, "UTF-16BE", "\376\377", 2 },
  { "UTF-16LE", NULL, "UTF-16LE", "", 0 },
  { "UTF-16BE", "utf-8", "UTF-16BE", "", 0 },
  { "GB18030", NULL, "GB18030", "", 0 },
  { "GB18030", "utf-8", "GB18030", "", 0 },
  { "GB18030", "gb2312", "GB18030", "\204\061\225\063", 4 },
};

static void
finds_the_encoding (void **state)
{
  for (gsize i = 0; i < G_N_ELEMENTS (round_trips); i++)
    {
      gsize              len;
      g_autofree guint8 *body = encode (sample, round_trips[i].charset, &len);
      g_autoptr (GByteArray) all = g_byte_array_new ();
      g_byte_array_append (all, (const guint8 *) round_trips[i].mark, (guint) round_trips[i].mark_len);
      g_byte_array_append (all, body, (guint) len);
      expect (all->data, all->len, round_trips[i].hint, round_trips[i].encoding, sample);
    }
}

static void
finds_it_in_every_head (void **state)
{
  /* A text cut anywhere, in the middle of a character too, stays in its encoding. */
  static const char *const charsets[] = { "UTF-8", "GB18030", "UTF-16LE" };
  for (gsize i = 0; i < G_N_ELEMENTS (charsets); i++)
    {
      gsize              len;
      g_autofree guint8 *body = encode (sample, charsets[i], &len);
      for (gsize cut = 24; cut <= len; cut++)
        expect (body, cut, NULL, charsets[i], NULL);
    }
}

static void
cut_character_becomes_one_mark (void **state)
{
  expect ((const guint8 *) "罚款\345\244", 8, NULL, "UTF-8", "罚款\357\277\275");
}

static void
damaged_bytes_become_marks (void **state)
{
  g_autofree char *bytes = g_strdup (sample);
  gsize            len = strlen (bytes);

  bytes[30] = (char) 0xff;
  bytes[70] = 0;
  const char       *name = NULL;
  g_autofree char  *out = qz_text_decode ((const guint8 *) bytes, len, NULL, &name, NULL);
  assert_non_null (out);
  assert_string_equal (name, "UTF-8");
  assert_non_null (strstr (out, "\357\277\275"));
  assert_non_null (strstr (out, "二百元以下"));

  gsize              gb_len;
  g_autofree guint8 *gb = encode (sample, "GB18030", &gb_len);
  gb[gb_len - 20] = 0xff;
  expect (gb, gb_len, NULL, "GB18030", NULL);
}

static void
short_texts (void **state)
{
  gsize              len;
  g_autofree guint8 *gb = encode ("罚款", "GB18030", &len);
  expect (gb, len, NULL, "GB18030", "罚款");
  g_autofree guint8 *telecom = encode ("联通", "GB18030", &len);
  expect (telecom, len, NULL, "GB18030", "联通");
  expect ((const guint8 *) "caf\303\251", 5, NULL, "UTF-8", "café");
  expect ((const guint8 *) "\303\251t\303\251", 5, NULL, "UTF-8", "été");
  expect ((const guint8 *) "plain", 5, "gbk", "UTF-8", "plain");
  expect ((const guint8 *) "a\0\0\0", 4, NULL, "UTF-8", "a");
}

static void
refuses (void **state)
{
  guint8 noise[512];
  guint32 seed = 7;
  for (gsize i = 0; i < sizeof noise; i++)
    noise[i] = (guint8) ((seed = seed * 1664525 + 1013904223) >> 24);
  expect_error (noise, sizeof noise, QZ_TEXT_ERROR_BINARY);
  expect_error ("", 0, QZ_TEXT_ERROR_EMPTY);
  expect_error ("\357\273\277", 3, QZ_TEXT_ERROR_EMPTY);
  expect_error ("%PDF-1.4\n", 9, QZ_TEXT_ERROR_BINARY);
  expect_error ("PK\003\004abcdef", 10, QZ_TEXT_ERROR_BINARY);
  expect_error ("\377\376\0\0a\0\0\0", 8, QZ_TEXT_ERROR_ENCODING);
  g_autofree guint8 *large = g_malloc0 (QZ_TEXT_MAX + 1);
  expect_error (large, QZ_TEXT_MAX + 1, QZ_TEXT_ERROR_TOO_LARGE);

  gsize              len;
  g_autofree guint8 *korean = encode ("제1조 이 법은 국민의 권리와 의무에 관한 사항을 정함을 목적으로 한다. 제2조 다음과 같다.", "EUC-KR", &len);
  expect_error (korean, len, QZ_TEXT_ERROR_ENCODING);
}

static void
counts_code_points (void **state)
{
  gsize offsets[] = { 0, 3, 3, 4, 8, 100 };
  qz_text_to_code_points ("第a𠀀条", offsets, G_N_ELEMENTS (offsets));
  const gsize want[] = { 0, 1, 1, 2, 3, 4 };
  assert_memory_equal (offsets, want, sizeof want);
}

static const struct { const char *text; gsize span; const char *stripped; } spaces[] = {
  { "", 0, "" },
  { "a", 0, "a" },
  { " \t\r\na ", 4, "a" },
  { "　　第一条　", 6, "第一条" },
  { "\302\240\342\200\213\357\273\277条 文\342\200\212", 8, "条 文" },
  { "　", 3, "" },
  { "\342\200\246", 0, "…" },
};

static void
finds_white_space (void **state)
{
  for (gsize i = 0; i < G_N_ELEMENTS (spaces); i++)
    {
      g_autofree char *stripped = qz_text_strip_dup (spaces[i].text, -1);
      assert_int_equal (qz_text_space_span (spaces[i].text), spaces[i].span);
      assert_string_equal (stripped, spaces[i].stripped);
    }
  g_autofree char *part = qz_text_strip_dup (" ab c", 3);
  assert_string_equal (part, "ab");
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (finds_the_encoding),
    cmocka_unit_test (finds_it_in_every_head),
    cmocka_unit_test (cut_character_becomes_one_mark),
    cmocka_unit_test (damaged_bytes_become_marks),
    cmocka_unit_test (short_texts),
    cmocka_unit_test (refuses),
    cmocka_unit_test (counts_code_points),
    cmocka_unit_test (finds_white_space),
  };
  return cmocka_run_group_tests_name ("text", tests, NULL, NULL);
}
