/* Placed words → paragraphs; foreign programs under limits. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <glib.h>
#include <string.h>

#include "lib/read/child.h"
#include "lib/read/pdf.h"

/* A line of a test page: where it begins, its height on the page, its words. Characters are 10 points wide. */
typedef struct {
  double      left, top;
  const char *text;
} Placed;

/* A line that ends in # ends in the page's letter, so that no two pages are alike. */
static void
add_page (GString *xml, const Placed *lines, int page)
{
  g_string_append (xml, "<page width=\"600\" height=\"800\"><flow><block>");
  for (; lines->text != NULL; lines++)
    {
      double right = lines->left + 10 * g_utf8_strlen (lines->text, -1);
      g_autofree char *box = g_strdup_printf ("xMin=\"%.1f\" yMin=\"%.1f\" xMax=\"%.1f\" yMax=\"%.1f\"", lines->left, lines->top,
                                              right, lines->top + 10);
      g_autofree char *words = g_markup_escape_text (lines->text, -1);
      if (g_str_has_suffix (words, "#"))
        words[strlen (words) - 1] = 'a' + page;
      g_string_append_printf (xml, "<line %s><word %s>%s</word></line>", box, box, words);
    }
  g_string_append (xml, "</block></flow></page>");
}

/* The paragraphs of PAGES pages of these lines. */
static char *
paragraphs (const Placed *lines, int pages)
{
  g_autoptr (GString) xml = g_string_new ("<html><body><doc>");
  GString *out = g_string_new (NULL);
  for (int i = 0; i < pages; i++)
    add_page (xml, lines, i);
  g_string_append (xml, "</doc></body></html>");
  g_autoptr (QzPdf) pdf = qz_pdf_parse ("页.pdf", xml->str, NULL);
  assert_non_null (pdf);
  g_autoptr (QzDraft) draft = qz_draft_new ();
  qz_pdf_add_paragraphs (pdf, draft);
  for (guint i = 0; i < draft->blocks->len; i++)
    {
      const QzBlock *block = &g_array_index (draft->blocks, QzBlock, i);
      g_string_append (out, block->centered ? "> " : "");
      g_string_append_len (out, draft->text->str + block->start, block->end - block->start);
      g_string_append_c (out, '\n');
    }
  return g_string_free (out, FALSE);
}

#define FULL "甲乙丙丁戊己庚辛壬癸甲乙丙丁戊己庚辛壬癸"  /* 20 characters: from 100 to 300 */
#define FIRST "第一条　甲乙丙丁戊己庚辛壬癸甲乙丙丁"           /* 18, indented by two */

typedef struct {
  const char *what;
  int         pages;
  Placed      lines[12];
  const char *expected;
} PageCase;

static const PageCase cases[] = {
  { "title, indented paragraphs, a page number",
    1,
    { { 180, 50, "某某办法" }, { 120, 80, FIRST }, { 100, 95, FULL }, { 100, 110, "完。" }, { 120, 125, FIRST }, { 100, 140, FULL },
      { 190, 780, "— 3 —" } },
    "> 某某办法\n" FIRST FULL "完。\n" FIRST FULL "\n" },
  { "no indent: a short line ends a paragraph, so does an article behind a full stop",
    1,
    { { 100, 80, FULL }, { 100, 95, "短。" }, { 100, 110, FULL }, { 100, 125, "甲乙丙丁戊己庚辛壬癸甲乙丙丁戊己庚辛壬。" },
      { 100, 140, "第二条　甲乙丙丁戊己庚辛壬癸甲乙丙丁戊己" } },
    FULL "短。\n" FULL "甲乙丙丁戊己庚辛壬癸甲乙丙丁戊己庚辛壬。\n第二条　甲乙丙丁戊己庚辛壬癸甲乙丙丁戊己\n" },
  { "a wider gap ends a paragraph",
    1,
    { { 100, 80, FULL }, { 100, 92, FULL }, { 100, 112, FULL }, { 100, 124, FULL } },
    FULL FULL "\n" FULL FULL "\n" },
  { "pieces of a row are put together, in whatever order they come",
    1,
    { { 160, 80, "总则" }, { 100, 80, "第一章" }, { 100, 95, FULL }, { 100, 110, FULL }, { 100, 125, FULL } },
    "第一章 总则\n" FULL FULL FULL "\n" },
  { "dots of a table of contents, punctuation that strays",
    1,
    { { 100, 80, "第一章 总则.......3" }, { 100, 95, "第二章 附则.......9" }, { 100, 110, FULL }, { 100, 125, FULL }, { 100, 140, "。" } },
    "第一章 总则\n第二章 附则\n" FULL FULL "。\n" },
  { "running titles go, a paragraph runs over the page",
    3,
    { { 100, 20, "某某公报" }, { 100, 80, FULL "#" }, { 100, 95, FULL "#" }, { 100, 110, FULL "#" }, { 280, 780, "3/9" } },
    FULL "a" FULL "a" FULL "a" FULL "b" FULL "b" FULL "b" FULL "c" FULL "c" FULL "c\n" },
};

static void
test_paragraphs (void **state)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = paragraphs (cases[i].lines, cases[i].pages);
      if (strcmp (text, cases[i].expected) != 0)
        fail_msg ("%s:\n%s", cases[i].what, text);
    }
}

static void
test_broken_xml (void **state)
{
  static const char *const inputs[] = { "", "<html><page", "<html><page width=\"nan\"><line yMin=\"x\"><word>甲</word></line></html>",
                                        "<line><word>甲</word></line>" };
  for (guint i = 0; i < G_N_ELEMENTS (inputs); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (QzPdf) pdf = qz_pdf_parse ("页.pdf", inputs[i], &error);
      assert_int_equal (pdf == NULL, error != NULL);
      if (pdf != NULL)
        {
          g_autoptr (QzDraft) draft = qz_draft_new ();
          qz_pdf_add_paragraphs (pdf, draft);
        }
    }
}

static void
test_not_a_pdf (void **state)
{
  static const char junk[] = "%PDF-1.4\njunk\n";
  g_autoptr (GError) error = NULL;
  g_autoptr (QzSource) source = qz_source_read_bytes ("坏.pdf", (const guint8 *) junk, strlen (junk), &error);
  assert_null (source);
  assert_true (error->code == QZ_SOURCE_ERROR_DAMAGED || error->code == QZ_SOURCE_ERROR_UNSUPPORTED);
  assert_non_null (strstr (error->message, "pdftotext"));
}

static void
expect_child (const char *const *argv, int code, const char *says)
{
  static const QzChildLimits limits = { .seconds = 1, .megabytes = 256, .max_output = 1 << 20 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = qz_child_run ("件", argv, (const guint8 *) "甲", 3, &limits, &error);
  if (says == NULL)
    {
      assert_non_null (bytes);
      assert_int_equal (g_bytes_get_size (bytes), 3);
      return;
    }
  assert_null (bytes);
  assert_int_equal (error->code, code);
  assert_non_null (strstr (error->message, says));
}

static void
test_child (void **state)
{
  expect_child ((const char *const[]) { "cat", NULL }, 0, NULL);
  expect_child ((const char *const[]) { "no-such-program-here", NULL }, QZ_SOURCE_ERROR_UNSUPPORTED, "没有安装");
  expect_child ((const char *const[]) { "cat", "/no/such/file", NULL }, QZ_SOURCE_ERROR_DAMAGED, "/no/such/file");
  expect_child ((const char *const[]) { "sleep", "60", NULL }, QZ_SOURCE_ERROR_TOO_LARGE, "用时");
  expect_child ((const char *const[]) { "yes", NULL }, QZ_SOURCE_ERROR_TOO_LARGE, "输出");
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_paragraphs), cmocka_unit_test (test_broken_xml), cmocka_unit_test (test_not_a_pdf),
    cmocka_unit_test (test_child),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
