/* Rich Text Format → blocks; OFD pages → paragraphs. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <glib.h>
#include <gsf/gsf.h>
#include <gsf/gsf-outfile-zip.h>
#include <gsf/gsf-output-memory.h>
#include <string.h>

#include <quanze/source.h>

static char *
describe (const QzSource *source)
{
  GString *out = g_string_new (NULL);
  for (guint i = 0; i < source->blocks->len; i++)
    {
      const QzBlock *block = &g_array_index (source->blocks, QzBlock, i);
      g_string_append_printf (out, "%s%s", block->kind == QZ_BLOCK_TABLE_ROW ? "row " : "", block->centered ? "> " : "");
      if (block->kind == QZ_BLOCK_HEADING)
        g_string_append_printf (out, "h%u ", block->level);
      g_string_append_len (out, source->text + block->start, block->end - block->start);
      g_string_append_c (out, '\n');
    }
  return g_string_free (out, FALSE);
}

typedef struct {
  const char *what, *rtf, *blocks;
} RtfCase;

static const RtfCase cases[] = {
  { "bytes in the font's code page, a line end of the file is nothing",
    "{\\rtf1\\ansi\\ansicpg1252{\\fonttbl\\f0\\fswiss\\fcharset0 A;\\f1\\fcharset134 B;}\\pard\\qc\n\\f1 \\'bc\\'d7\n\\'d2\\'d2\\par\n"
    "\\pard\\ql\\f0 caf\\'e9\\par}",
    "> 甲乙\ncafé\n" },
  { "Unicode with its stand-in, surrogates, literals",
    "{\\rtf1\\uc1 \\u30002?\\u20057\\'3f{\\uc2\\u-10179??\\u-8704??}\\ldblquote x\\rdblquote\\~\\{\\}\\par}", "甲乙\xF0\x9F\x98\x80“x” {}\n" },
  { "destinations go, list text and field results stay, hidden text goes",
    "{\\rtf1{\\info{\\title T}}{\\stylesheet{\\s1 S;}}{\\listtext 1.\\tab}A{\\field{\\*\\fldinst PAGE}{\\fldrslt B}}{\\v C}{\\v0 D}"
    "{\\*\\unknown E}{\\footer F}\\line G\\par}",
    "1.\tABD\nG\n" },
  { "a table, an outline level",
    "{\\rtf1\\pard\\outlinelevel0 H\\par\\trowd\\pard\\intbl a\\par b\\cell c\\cell\\row\\pard d\\par}", "h1 H\nrow a b\tc\nd\n" },
  { "binary data is not text",
    "{\\rtf1{\\pict\\bin5 }}}}}}X\\par", "X\n" },
};

static void
test_rtf (void **state)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (QzSource) source = qz_source_read_bytes ("件.doc", (const guint8 *) cases[i].rtf, strlen (cases[i].rtf), &error);
      assert_null (error);
      assert_string_equal (source->format, "rtf");
      g_autofree char *blocks = describe (source);
      if (strcmp (blocks, cases[i].blocks) != 0)
        fail_msg ("%s:\n%s", cases[i].what, blocks);
    }
}

static void
test_rtf_deep (void **state)
{
  g_autoptr (GString) rtf = g_string_new ("{\\rtf1 A");
  for (int i = 0; i < 100000; i++)
    g_string_append_c (rtf, '{');
  g_autoptr (QzSource) source = qz_source_read_bytes ("深.rtf", (const guint8 *) rtf->str, rtf->len, NULL);
  assert_non_null (source);
  assert_int_equal (source->warnings->len, 1);
  g_autofree char *blocks = describe (source);
  assert_string_equal (blocks, "A\n");
}

/* ---- OFD ---- */

static void
add_part (GsfOutfile *folder, const char *name, const char *content)
{
  GsfOutput *part = gsf_outfile_new_child (folder, name, FALSE);
  gsf_output_write (part, strlen (content), (const guint8 *) content);
  gsf_output_close (part);
  g_object_unref (part);
}

static QzSource *
read_ofd (const char *page, GError **error)
{
  GsfOutput *memory = gsf_output_memory_new ();
  GsfOutfile *zip = gsf_outfile_zip_new (memory, NULL);
  GsfOutput *folder;
  add_part (zip, "OFD.xml", "<OFD><DocBody><DocRoot>D/Document.xml</DocRoot></DocBody></OFD>");
  folder = gsf_outfile_new_child (zip, "D", TRUE);
  add_part (GSF_OUTFILE (folder), "Document.xml",
            "<Document><CommonData><PageArea><PhysicalBox>0 0 210 297</PhysicalBox></PageArea><TemplatePage ID=\"9\" BaseLoc=\"T.xml\"/>"
            "</CommonData><Pages><Page ID=\"1\" BaseLoc=\"P.xml\"/><Page ID=\"2\" BaseLoc=\"Q.xml\"/></Pages></Document>");
  add_part (GSF_OUTFILE (folder), "P.xml", page);
  add_part (GSF_OUTFILE (folder), "T.xml",
            "<Page><Content><Layer><TextObject Boundary=\"100 10 20 5\" Size=\"5\"><TextCode X=\"0\" Y=\"4\">底版</TextCode></TextObject>"
            "</Layer></Content></Page>");
  gsf_output_close (folder);
  g_object_unref (folder);
  gsf_output_close (GSF_OUTPUT (zip));
  QzSource *source = qz_source_read_bytes ("件.ofd", gsf_output_memory_get_bytes (GSF_OUTPUT_MEMORY (memory)),
                                           gsf_output_size (memory), error);
  g_object_unref (zip);
  g_object_unref (memory);
  return source;
}

#define OBJECT(x, y, deltas, text)                                                                                      \
  "<TextObject Boundary=\"" x " " y " 100 6\" Size=\"5\"><TextCode X=\"0\" Y=\"4\" DeltaX=\"" deltas "\">" text              \
  "</TextCode></TextObject>"

static void
test_ofd (void **state)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QzSource) source =
    read_ofd ("<Page><Template TemplateID=\"9\"/><Content><Layer><PageBlock>" OBJECT ("30", "40", "g 2 5", "第一条")
                OBJECT ("45", "40", "5 5 5", "甲乙丙丁") OBJECT ("120", "60", "5", "署名") "</PageBlock></Layer></Content></Page>",
              &error);
  assert_null (error);
  assert_string_equal (source->format, "ofd");
  g_autofree char *blocks = describe (source);
  assert_string_equal (blocks, "> 底版\n第一条甲乙丙丁\n署名\n");
  assert_int_equal (source->warnings->len, 1);
}

static void
test_ofd_without_text (void **state)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QzSource) source = read_ofd ("<Page><Content/></Page>", &error);
  assert_null (source);
  assert_int_equal (error->code, QZ_SOURCE_ERROR_EMPTY);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_rtf), cmocka_unit_test (test_rtf_deep), cmocka_unit_test (test_ofd), cmocka_unit_test (test_ofd_without_text),
  };
  gsf_init ();
  return cmocka_run_group_tests (tests, NULL, NULL);
}
