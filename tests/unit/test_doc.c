/* Word binary documents built byte by byte → blocks ([MS-DOC]); damaged ones are refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <glib.h>
#include <gsf/gsf.h>
#include <gsf/gsf-outfile-msole.h>
#include <gsf/gsf-output-memory.h>
#include <string.h>

#include <quanze/source.h>

#define TEXT_AT 0x800u
#define PAPX_PAGE 8u
#define CHPX_PAGE 9u
#define MAIN_SIZE 0x1400u

/* A file in the making: the main stream, the table stream, and runs of properties. */
typedef struct {
  guint8      main[MAIN_SIZE];
  GByteArray *table;
  guint       n_papx, n_chpx, papx_low, chpx_low;
  guint32     papx_at[32], chpx_at[32];
} Word;

static void
put16 (guint8 *at, guint16 value)
{
  at[0] = value & 0xFF;
  at[1] = value >> 8;
}

static void
put32 (guint8 *at, guint32 value)
{
  put16 (at, value & 0xFFFF);
  put16 (at + 2, value >> 16);
}

static void
add (GByteArray *to, const char *bytes, gsize len)
{
  g_byte_array_append (to, (const guint8 *) bytes, len);
}

static void
add16 (GByteArray *to, guint16 value)
{
  guint8 bytes[2];
  put16 (bytes, value);
  g_byte_array_append (to, bytes, 2);
}

static void
add32 (GByteArray *to, guint32 value)
{
  add16 (to, value & 0xFFFF);
  add16 (to, value >> 16);
}

static void
set_pair (Word *word, guint index, guint32 at, guint32 len)
{
  put32 (word->main + 0x9A + 8 * index, at);
  put32 (word->main + 0x9A + 8 * index + 4, len);
}

/* Properties of the characters up to byte END of the text: paragraph style and modifiers, or modifiers. */
static void
add_papx (Word *word, guint32 end, const char *grpprl, gsize len)
{
  guint8 *page = word->main + PAPX_PAGE * 512;
  gsize size = (2 + len + 1) / 2 * 2;
  word->papx_low -= size + 2;
  word->papx_low &= ~1u;
  page[word->papx_low] = 0;
  page[word->papx_low + 1] = size / 2;
  memcpy (page + word->papx_low + 4, grpprl, len);
  word->papx_at[word->n_papx] = word->papx_low;
  put32 (page + 4 * ++word->n_papx, TEXT_AT + end);
}

static void
add_chpx (Word *word, guint32 end, const char *grpprl, gsize len)
{
  guint8 *page = word->main + CHPX_PAGE * 512;
  word->chpx_low -= len + 1;
  word->chpx_low &= ~1u;
  page[word->chpx_low] = len;
  memcpy (page + word->chpx_low + 1, grpprl, len);
  word->chpx_at[word->n_chpx] = len > 0 ? word->chpx_low : 0;
  put32 (page + 4 * ++word->n_chpx, TEXT_AT + end);
}

static void
close_pages (Word *word)
{
  guint8 *papx = word->main + PAPX_PAGE * 512, *chpx = word->main + CHPX_PAGE * 512;
  put32 (papx, TEXT_AT);
  put32 (chpx, TEXT_AT);
  papx[511] = word->n_papx;
  chpx[511] = word->n_chpx;
  for (guint i = 0; i < word->n_papx; i++)
    papx[4 * (word->n_papx + 1) + 13 * i] = word->papx_at[i] / 2;
  for (guint i = 0; i < word->n_chpx; i++)
    chpx[4 * (word->n_chpx + 1) + i] = word->chpx_at[i] / 2;
  set_pair (word, 13, word->table->len, 12);
  add32 (word->table, TEXT_AT);
  add32 (word->table, TEXT_AT + 0x700);
  add32 (word->table, PAPX_PAGE);
  set_pair (word, 12, word->table->len, 12);
  add32 (word->table, TEXT_AT);
  add32 (word->table, TEXT_AT + 0x700);
  add32 (word->table, CHPX_PAGE);
}

/* An outline of one level, 第%1条 in Chinese numbers, and list 1 on it. */
static void
add_list (Word *word)
{
  static const guint16 label[] = { 0x7B2C, 0, 0x6761 };
  guint32 at = word->table->len;
  add16 (word->table, 1);
  add32 (word->table, 77);
  add (word->table, "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\1\0", 24);
  set_pair (word, 73, at, word->table->len - at);
  add32 (word->table, 1);
  add (word->table, "\x27\0\2\0\0\0\0\0\0\0\0\1\0\0\0\0\0\0\0\0\0\0\0\0", 24);
  add16 (word->table, G_N_ELEMENTS (label));
  for (guint i = 0; i < G_N_ELEMENTS (label); i++)
    add16 (word->table, label[i]);

  at = word->table->len;
  add32 (word->table, 1);
  add32 (word->table, 77);
  add (word->table, "\0\0\0\0\0\0\0\0\0\0\0\0", 12);
  add32 (word->table, 0xFFFFFFFF);
  set_pair (word, 74, at, word->table->len - at);
}

/* WIDE as UTF-16, then NARROW as one byte a character: two pieces. Both hold the marks as they are. */
static Word *
word_new (const char *wide, const char *narrow)
{
  Word *word = g_new0 (Word, 1);
  glong n_wide = 0;
  g_autofree gunichar2 *units = g_utf8_to_utf16 (wide, -1, NULL, &n_wide, NULL);
  guint32 n_narrow = strlen (narrow);
  word->table = g_byte_array_new ();
  word->papx_low = word->chpx_low = 510;
  put16 (word->main, 0xA5EC);
  put16 (word->main + 2, 0xC1);
  put16 (word->main + 0x0A, 0x0200);
  put32 (word->main + 0x4C, n_wide + n_narrow);
  for (glong i = 0; i < n_wide; i++)
    put16 (word->main + TEXT_AT + 2 * i, units[i]);
  memcpy (word->main + TEXT_AT + 2 * n_wide, narrow, n_narrow);

  set_pair (word, 33, 0, 5 + 12 + 16);
  add (word->table, "\2", 1);
  add32 (word->table, 12 + 16);
  add32 (word->table, 0);
  add32 (word->table, n_wide);
  add32 (word->table, n_wide + n_narrow);
  add16 (word->table, 0);
  add32 (word->table, TEXT_AT);
  add16 (word->table, 0);
  add16 (word->table, 0);
  add32 (word->table, (TEXT_AT + 2 * n_wide) * 2 | 0x40000000);
  add16 (word->table, 0);
  return word;
}

static void
word_free (Word *word)
{
  g_byte_array_unref (word->table);
  g_free (word);
}

static void
add_stream (GsfOutfile *ole, const char *name, const guint8 *bytes, gsize len)
{
  GsfOutput *stream = gsf_outfile_new_child (ole, name, FALSE);
  gsf_output_write (stream, len, bytes);
  gsf_output_close (stream);
  g_object_unref (stream);
}

static GBytes *
pack (const Word *word)
{
  GsfOutput *memory = gsf_output_memory_new ();
  GsfOutfile *ole = gsf_outfile_msole_new (memory);
  add_stream (ole, "WordDocument", word->main, MAIN_SIZE);
  add_stream (ole, "1Table", word->table->data, word->table->len);
  gsf_output_close (GSF_OUTPUT (ole));
  g_object_unref (ole);
  GBytes *bytes = g_bytes_new (gsf_output_memory_get_bytes (GSF_OUTPUT_MEMORY (memory)), gsf_output_size (memory));
  g_object_unref (memory);
  return bytes;
}

static QzSource *
read_word (const Word *word, GError **error)
{
  g_autoptr (GBytes) bytes = pack (word);
  gsize len;
  const guint8 *data = g_bytes_get_data (bytes, &len);
  return qz_source_read_bytes ("件.doc", data, len, error);
}

static void
expect_blocks (Word *word, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QzSource) source = read_word (word, &error);
  g_autoptr (GString) out = g_string_new (NULL);
  assert_null (error);
  assert_string_equal (source->format, "doc");
  for (guint i = 0; i < source->blocks->len; i++)
    {
      const QzBlock *block = &g_array_index (source->blocks, QzBlock, i);
      g_string_append_printf (out, "%s%s", block->kind == QZ_BLOCK_TABLE_ROW ? "row " : "", block->centered ? "> " : "");
      if (block->kind == QZ_BLOCK_HEADING)
        g_string_append_printf (out, "h%u ", block->level);
      g_string_append_len (out, source->text + block->start, block->end - block->start);
      g_string_append_c (out, '\n');
    }
  assert_string_equal (out->str, expected);
  word_free (word);
}

static void
test_pieces_and_fields (void **state)
{
  expect_blocks (word_new ("第一条\x0B续\r\x13 PAGE \x14见\x15后\r\x13 不完\r", "Latin \x93q\x94 1\r"),
                 "第一条\n续\n见后\n不完\nLatin “q” 1\n");
}

#define CENTER "\x03\x24\x01"
#define OUTLINE "\x40\x26\x01"
#define LIST "\x0A\x26\x00\x0B\x46\x01\x00"
#define CELL "\x16\x24\x01"
#define ROW CELL "\x17\x24\x01"

static void
test_properties (void **state)
{
  Word *word = word_new ("总则\r甲\r乙\r丙删\r", "");
  add_papx (word, 6, CENTER OUTLINE, 6);
  add_papx (word, 10, LIST, 7);
  add_papx (word, 14, LIST, 7);
  add_papx (word, 20, "", 0);
  add_chpx (word, 16, "", 0);
  add_chpx (word, 18, "\x00\x08\x01", 3);
  add_chpx (word, 20, "", 0);
  close_pages (word);
  add_list (word);
  expect_blocks (word, "> h2 总则\n第一条 甲\n第二条 乙\n丙\n");
}

static void
test_table (void **state)
{
  Word *word = word_new ("事项\x07罚\r款\x07\x07前\r", "");
  add_papx (word, 14, CELL, 3);
  add_papx (word, 16, ROW, 6);
  add_papx (word, 20, "", 0);
  close_pages (word);
  expect_blocks (word, "row 事项\t罚 款\n前\n");
}

static void
expect_refusal (Word *word, int code, const char *says)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QzSource) source = read_word (word, &error);
  assert_null (source);
  assert_int_equal (error->code, code);
  assert_non_null (strstr (error->message, says));
  word_free (word);
}

static void
test_refusals (void **state)
{
  Word *old = word_new ("甲\r", ""), *locked = word_new ("甲\r", ""), *broken = word_new ("甲\r", ""), *blank = word_new (" \r", "");
  put16 (old->main + 2, 0x68);
  put16 (locked->main + 0x0A, 0x0300);
  set_pair (broken, 33, 0xFFFFFF00, 0xFFFF);
  expect_refusal (old, QZ_SOURCE_ERROR_UNSUPPORTED, "Word 95");
  expect_refusal (locked, QZ_SOURCE_ERROR_UNSUPPORTED, "加密");
  expect_refusal (broken, QZ_SOURCE_ERROR_DAMAGED, "字符表");
  expect_refusal (blank, QZ_SOURCE_ERROR_EMPTY, "没有文字");
}

/* Any one byte of the header and tables may be wrong: an answer or a refusal, never more. */
static void
test_flipped (void **state)
{
  Word *word = word_new ("总则\r甲\r事项\x07罚款\x07\x07", "");
  add_papx (word, 10, LIST, 7);
  add_papx (word, 22, CELL, 3);
  add_papx (word, 24, ROW, 6);
  add_chpx (word, 24, "\x00\x08\x01", 3);
  close_pages (word);
  add_list (word);
  for (guint i = 0; i < MAIN_SIZE + word->table->len; i += i < 0x300 || i > 0xFF0 ? 1 : 7)
    {
      guint8 *at = i < MAIN_SIZE ? word->main + i : word->table->data + (i - MAIN_SIZE);
      guint8 kept = *at;
      *at ^= 0xFF;
      g_autoptr (QzSource) source G_GNUC_UNUSED = read_word (word, NULL);
      *at = kept;
    }
  word_free (word);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_pieces_and_fields), cmocka_unit_test (test_properties), cmocka_unit_test (test_table),
    cmocka_unit_test (test_refusals),          cmocka_unit_test (test_flipped),
  };
  gsf_init ();
  return cmocka_run_group_tests (tests, NULL, NULL);
}
