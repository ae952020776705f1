/* Spreadsheets as grids: BIFF8 records, OOXML parts, CSV; merged cells, numbers as they show, refusals. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include <glib.h>

#include <quanze/sheet.h>
#include <quanze/source.h>

#include "lib/registry/cell_text.h"
#include "lib/read/read.h"
#include "lib/registry/sheet_draft.h"
#include "tests/unit/biff_fixture.h"

static void
assert_cell (const QzSheet *sheet, guint row, guint column, const char *expected)
{
  const char *text = qz_sheet_cell (sheet, row, column);

  if (g_strcmp0 (text, expected) != 0)
    fail_msg ("%s, row %u, column %u: %s, expected %s", sheet->name, row, column, text ? text : "nothing", expected ? expected : "nothing");
}

/* ---- the grid ---- */

static void
test_merges (void **state)
{
  g_autoptr (QzSheet) sheet = qz_sheet_new ("甲", 4, 3);
  const QzMerge down = { 0, 0, 3, 1 }, across = { 0, 1, 1, 2 }, over = { 2, 0, 2, 3 }, outside = { 9, 9, 2, 2 },
                huge = { 3, 1, G_MAXUINT, G_MAXUINT };

  qz_sheet_set (sheet, 0, 0, "事项");
  qz_sheet_set (sheet, 0, 1, "层级及权限");
  qz_sheet_set (sheet, 3, 1, "尾");
  qz_sheet_set (sheet, 1, 1, " 　\n");
  qz_sheet_set (sheet, 7, 7, "外");
  qz_sheet_add_merge (sheet, &down);
  qz_sheet_add_merge (sheet, &across);
  qz_sheet_add_merge (sheet, &over);
  qz_sheet_add_merge (sheet, &outside);
  qz_sheet_add_merge (sheet, &huge);
  assert_cell (sheet, 2, 0, "事项");
  assert_cell (sheet, 0, 2, "层级及权限");
  assert_cell (sheet, 1, 1, NULL);
  assert_cell (sheet, 3, 2, "尾");
  assert_cell (sheet, 3, 0, NULL);
  assert_cell (sheet, 4, 0, NULL);
  assert_int_equal (sheet->merges->len, 3);
  assert_int_equal (qz_sheet_merge_at (sheet, 2, 0)->rows, 3);
  assert_null (qz_sheet_merge_at (sheet, 2, 1));
}

static void
test_ceiling (void **state)
{
  g_autoptr (QzSheetDraft) draft = qz_sheet_draft_new ("远");
  g_autoptr (GError) error = NULL;

  qz_sheet_draft_set (draft, 1000000, 16000, "远处");
  assert_null (qz_sheet_draft_finish (draft, "某.xlsx", &error));
  assert_true (g_error_matches (error, QZ_SOURCE_ERROR, QZ_SOURCE_ERROR_TOO_LARGE));
  assert_non_null (strstr (error->message, "某.xlsx"));
}

static void
test_numbers (void **state)
{
  static const struct {
    double number;
    const char *format;
    guint id;
    const char *text;
  } cases[] = {
    { 3, NULL, 0, "3" },
    { 3.0, "General", 0, "3" },
    { 0.5, NULL, 0, "0.5" },
    { -12, NULL, 0, "-12" },
    { 123456789012345, NULL, 0, "123456789012345" },
    { 1, NULL, 14, "1900-01-01" },
    { 61, NULL, 14, "1900-03-01" },
    { 44562, NULL, 14, "2022-01-01" },
    { 44562.75, "yyyy/m/d h:mm", 0, "2022-01-01 18:00" },
    { 44562, "yyyy\"年\"m\"月\"d\"日\"", 0, "2022-01-01" },
    { 44562, "[$-804]yyyy\"年\"m\"月\"", 0, "2022-01-01" },
    { 0.5, "h:mm", 0, "12:00" },
    { 44562, "#,##0\"day\"", 0, "44562" },
    { 44562, "0_d", 0, "44562" },
    { 42, "000000", 0, "000042" },
    { 42, "0.00", 0, "42" },
    { 99999999, NULL, 14, "99999999" },
    { 44562, "y\"", 0, "2022-01-01" },
    { 7, "", 0, "7" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *text = qz_sheet_number_text (cases[i].number, cases[i].format, cases[i].id, FALSE);
    assert_string_equal (text, cases[i].text);
  }
  g_autofree char *other = qz_sheet_number_text (0, NULL, 14, TRUE);
  assert_string_equal (other, "1904-01-01");
  assert_null (qz_sheet_number_text (1.0 / 0.0, NULL, 0, FALSE));
}

static void
test_cell_texts (void **state)
{
  static const struct {
    char *(*of) (const char *);
    const char *text, *expected;
  } cases[] = {
    { qz_cell_line, "行政\n许可", "行政许可" },
    { qz_cell_line, "　其他 行政权力\n", "其他行政权力" },
    { qz_cell_line, "ISO\n9001 认证", "ISO 9001认证" },
    { qz_cell_line, "无", NULL },
    { qz_cell_line, " / ", NULL },
    { qz_cell_line, NULL, NULL },
    { qz_cell_bodies, "环评科\n土壤科", "环评科、土壤科" },
    { qz_cell_bodies, "环境影响评价与\n排放管理科\n（核安全科）", "环境影响评价与排放管理科（核安全科）" },
    { qz_cell_block, "\n甲  \n  乙 \n", "甲\n  乙" },
    { qz_cell_header, "事项\n名称（必填）：", "事项名称" },
    { qz_cell_header, "*权限/限制", "权限限制" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *text = cases[i].of (cases[i].text);
    if (g_strcmp0 (text, cases[i].expected) != 0)
      fail_msg ("%s: %s, expected %s", cases[i].text, text, cases[i].expected);
  }
  assert_true (qz_cell_is_mark (" √ "));
  assert_false (qz_cell_is_mark ("市局"));
  assert_true (qz_cell_is_error ("#REF!"));
}

/* ---- CSV ---- */

static QzSheet *
read_csv (const char *path, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) sheets = qz_read_csv (path, (const guint8 *) text, strlen (text), &error);

  assert_null (error);
  assert_int_equal (sheets->len, 1);
  return g_ptr_array_steal_index (sheets, 0);
}

static void
test_csv (void **state)
{
  g_autoptr (QzSheet) quoted = read_csv ("/某处/清单.csv", "\xEF\xBB\xBF名称,依据\r\n\"甲,\"\"乙\"\"\",\"第一条\r\n第二条\"\r\n,末\r\n");
  g_autoptr (QzSheet) tabs = read_csv ("清单.tsv", "名称\t依据，条文\n甲\t\n");
  g_autoptr (QzSheet) open = read_csv ("清单.csv", "甲,\"没有结尾\n乙,丙\n");
  g_autoptr (QzSheet) old = read_csv ("旧.csv", "\xC3\xFB\xB3\xC6,\xD2\xC0\xBE\xDD\n\xC9\xE8\xC1\xA2\xC9\xF3\xC5\xFA,\xB5\xDA\xB6\xFE\xCC\xF5\n");
  g_autoptr (QzSheet) empty = read_csv ("空.csv", "\n\n");

  assert_string_equal (quoted->name, "清单");
  assert_cell (quoted, 0, 0, "名称");
  assert_cell (quoted, 1, 0, "甲,\"乙\"");
  assert_cell (quoted, 1, 1, "第一条\n第二条");
  assert_cell (quoted, 2, 0, NULL);
  assert_cell (quoted, 2, 1, "末");
  assert_cell (tabs, 0, 1, "依据，条文");
  assert_int_equal (open->n_rows, 1);
  assert_cell (open, 0, 1, "没有结尾\n乙,丙\n");
  assert_cell (old, 1, 0, "设立审批");
  assert_int_equal (empty->n_rows, 0);
}

/* ---- BIFF8 ---- */

static GByteArray *
small_workbook (void)
{
  static const char *const STRINGS[] = { "事项名称", "一个被记录边界从中间分开的长名称", "末项" };
  GByteArray *out = g_byte_array_new ();
  gsize first, second;

  RECORD (out, 0x809, 0x600, 0x05, 0, 0, 0, 0, 0, 0);
  RECORD (out, 0x42, 1200);
  RECORD (out, 0xE0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
  RECORD (out, 0xE0, 0, 14, 0, 0, 0, 0, 0, 0, 0, 0);
  first = bound_sheet (out, "行政许可（2项）", 0);
  second = bound_sheet (out, "草稿", 1);
  shared_strings (out, STRINGS, G_N_ELEMENTS (STRINGS));
  RECORD (out, 0x0A, 0);
  out->len -= 2; /* EOF has no data */
  out->data[out->len - 2] = 0;

  sheet_starts (out, first);
  label_sst (out, 0, 0, 0);
  label_sst (out, 1, 0, 1);
  label_sst (out, 3, 0, 2);
  label_sst (out, 4, 0, 99);
  number_cell (out, 1, 1, 1, 44562);
  RECORD (out, 0x27E, 2, 1, 0, (7 << 2 | 2) & 0xFFFF, 0);      /* RK, an integer */
  RECORD (out, 0x27E, 2, 2, 0, (250 << 2 | 3) & 0xFFFF, 0);    /* RK, a hundredth */
  RECORD (out, 0xBD, 3, 1, 0, 1 << 2 | 2, 0, 0, 2 << 2 | 2, 0, 2); /* MULRK over two columns */
  formula_text (out, 4, 1, "公式的结果");
  RECORD (out, 0x205, 4, 2, 0, 0x0117);                         /* an error: #REF! */
  RECORD (out, 0xE5, 1, 1, 2, 0, 0);                            /* rows 1 and 2 of column 0 */
  put16 (out, 0x0A);
  put16 (out, 0);

  sheet_starts (out, second);
  put16 (out, 0x0A);
  put16 (out, 0);
  return out;
}

static void
test_biff (void **state)
{
  g_autoptr (GByteArray) book = small_workbook ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) sheets = qz_read_xls ("某.xls", book->data, book->len, &error);
  const QzSheet *sheet;

  assert_null (error);
  assert_int_equal (sheets->len, 2);
  sheet = sheets->pdata[0];
  assert_string_equal (sheet->name, "行政许可（2项）");
  assert_false (sheet->hidden);
  assert_cell (sheet, 0, 0, "事项名称");
  assert_cell (sheet, 1, 0, "一个被记录边界从中间分开的长名称");
  assert_cell (sheet, 2, 0, "一个被记录边界从中间分开的长名称");
  assert_cell (sheet, 3, 0, "末项");
  assert_cell (sheet, 4, 0, NULL);
  assert_cell (sheet, 1, 1, "2022-01-01");
  assert_cell (sheet, 2, 1, "7");
  assert_cell (sheet, 2, 2, "2.5");
  assert_cell (sheet, 3, 1, "1");
  assert_cell (sheet, 3, 2, "2");
  assert_cell (sheet, 4, 1, "公式的结果");
  assert_cell (sheet, 4, 2, "#REF!");
  assert_true (((const QzSheet *) sheets->pdata[1])->hidden);
}

/* Every shorter file is refused with a line that names it, and none crashes. */
static void
test_truncated (void **state)
{
  g_autoptr (GByteArray) book = small_workbook ();

  for (guint len = 0; len < book->len; len++) {
    g_autoptr (GError) error = NULL;
    g_autofree guint8 *copy = g_memdup2 (book->data, len);
    g_autoptr (GPtrArray) sheets = qz_read_xls ("断.xls", copy, len, &error);
    assert_null (sheets);
    assert_non_null (strstr (error->message, "断.xls"));
    assert_null (strchr (error->message, '\n'));
  }
}

static void
test_refused (void **state)
{
  GByteArray *locked = g_byte_array_new (), *old = g_byte_array_new ();
  g_autoptr (GError) error = NULL;

  RECORD (locked, 0x809, 0x600, 0x05, 0, 0);
  RECORD (locked, 0x2F, 1, 1);
  assert_null (qz_read_xls ("密.xls", locked->data, locked->len, &error));
  assert_true (g_error_matches (error, QZ_SOURCE_ERROR, QZ_SOURCE_ERROR_UNSUPPORTED));
  assert_non_null (strstr (error->message, "加密"));
  g_clear_error (&error);
  RECORD (old, 0x0009, 0x0002, 0x10);
  assert_null (qz_read_xls ("老.xls", old->data, old->len, &error));
  assert_true (g_error_matches (error, QZ_SOURCE_ERROR, QZ_SOURCE_ERROR_UNSUPPORTED));
  g_clear_error (&error);
  assert_null (qz_read_xlsx ("坏.xlsx", (const guint8 *) "PK\3\4坏", 8, &error));
  assert_true (g_error_matches (error, QZ_SOURCE_ERROR, QZ_SOURCE_ERROR_DAMAGED));
  g_byte_array_unref (locked);
  g_byte_array_unref (old);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_merges),     cmocka_unit_test (test_ceiling), cmocka_unit_test (test_numbers),
    cmocka_unit_test (test_cell_texts), cmocka_unit_test (test_csv),     cmocka_unit_test (test_biff),
    cmocka_unit_test (test_truncated),  cmocka_unit_test (test_refused),
  };

  return cmocka_run_group_tests (tests, NULL, NULL);
}
