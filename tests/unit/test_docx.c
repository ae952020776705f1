/* .docx packages built in memory → blocks; packages that must be refused. */
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

#include "lib/read/lists.h"
#include <quanze/source.h>

#define W "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" "                                   \
          "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" "                           \
          "xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\""
#define REL "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
#define PACKAGE_RELS                                                                                                   \
  "<Relationships><Relationship Id=\"rId1\" Type=\"" REL "officeDocument\" Target=\"word/document.xml\"/>"              \
  "<Relationship Id=\"rId2\" Type=\"http://x/core-properties\" Target=\"docProps/core.xml\"/></Relationships>"
#define PART_RELS                                                                                                      \
  "<Relationships><Relationship Id=\"rId1\" Type=\"" REL "styles\" Target=\"styles.xml\"/>"                             \
  "<Relationship Id=\"rId2\" Type=\"" REL "numbering\" Target=\"numbering.xml\"/>"                                      \
  "<Relationship Id=\"rId3\" Type=\"" REL "aFChunk\" Target=\"/word/chunk.html\"/></Relationships>"
#define P(text) "<w:p><w:r><w:t>" text "</w:t></w:r></w:p>"
#define NUM(id, level, text)                                                                                           \
  "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"" level "\"/><w:numId w:val=\"" id "\"/></w:numPr></w:pPr><w:r><w:t>" text      \
  "</w:t></w:r></w:p>"

typedef struct {
  const char *name, *content;
  gsize       len;  /* 0: up to NUL */
} Part;

/* A zip of PARTS up to one without a name. */
static GBytes *
pack (const Part *parts)
{
  GsfOutput *memory = gsf_output_memory_new ();
  GsfOutfile *zip = gsf_outfile_zip_new (memory, NULL);
  for (; parts->name != NULL; parts++)
    {
      g_auto (GStrv) steps = g_strsplit (parts->name, "/", 4);
      GsfOutput *at = g_object_ref (GSF_OUTPUT (zip));
      for (guint i = 0; steps[i] != NULL; i++)
        {
          GsfOutput *child = gsf_outfile_new_child (GSF_OUTFILE (at), steps[i], steps[i + 1] != NULL);
          g_object_unref (at);
          at = child;
        }
      gsf_output_write (at, parts->len > 0 ? parts->len : strlen (parts->content), (const guint8 *) parts->content);
      gsf_output_close (at);
      g_object_unref (at);
    }
  gsf_output_close (GSF_OUTPUT (zip));
  g_object_unref (zip);
  GBytes *bytes = g_bytes_new (gsf_output_memory_get_bytes (GSF_OUTPUT_MEMORY (memory)), gsf_output_size (memory));
  g_object_unref (memory);
  return bytes;
}

static QzSource *
read_parts (const Part *parts, GError **error)
{
  g_autoptr (GBytes) bytes = pack (parts);
  gsize len;
  const guint8 *data = g_bytes_get_data (bytes, &len);
  return qz_source_read_bytes ("件.docx", data, len, error);
}

static char *
describe (const QzSource *source)
{
  static const char *const kinds[] = { "", "h", "row ", "end " };
  GString *out = g_string_new (NULL);
  for (guint i = 0; i < source->blocks->len; i++)
    {
      const QzBlock *block = &g_array_index (source->blocks, QzBlock, i);
      g_string_append (out, kinds[block->kind]);
      if (block->level > 0)
        g_string_append_printf (out, "%u ", block->level);
      g_string_append (out, block->centered ? "> " : "");
      g_string_append_len (out, source->text + block->start, block->end - block->start);
      g_string_append_c (out, '\n');
    }
  return g_string_free (out, FALSE);
}

static const char styles[] =
  "<w:styles " W "><w:style w:type=\"paragraph\" w:styleId=\"Base\"><w:pPr><w:jc w:val=\"center\"/></w:pPr></w:style>"
  "<w:style w:type=\"paragraph\" w:styleId=\"H1\"><w:basedOn w:val=\"Base\"/><w:pPr><w:outlineLvl w:val=\"0\"/></w:pPr></w:style>"
  "<w:style w:type=\"paragraph\" w:styleId=\"Art\"><w:pPr><w:numPr><w:numId w:val=\"1\"/><w:ilvl w:val=\"1\"/></w:numPr></w:pPr></w:style>"
  "<w:style w:type=\"paragraph\" w:styleId=\"Form\"><w:rPr><w:vanish/></w:rPr></w:style>"
  "<w:style w:type=\"paragraph\" w:styleId=\"Ring\"><w:basedOn w:val=\"Ring\"/></w:style></w:styles>";

#define LEVEL(n, format, text, more)                                                                                   \
  "<w:lvl w:ilvl=\"" n "\"><w:start w:val=\"1\"/><w:numFmt w:val=\"" format "\"/><w:lvlText w:val=\"" text "\"/>" more "</w:lvl>"

static const char numbering[] =
  "<w:numbering " W "><w:abstractNum w:abstractNumId=\"0\">" LEVEL ("0", "chineseCounting", "第%1章", "")
    LEVEL ("1", "chineseCountingThousand", "第%2条", "<w:lvlRestart w:val=\"0\"/>")
      LEVEL ("2", "chineseCounting", "（%3）", "<w:suff w:val=\"nothing\"/>") "</w:abstractNum>"
  "<w:abstractNum w:abstractNumId=\"5\">" LEVEL ("0", "decimal", "%1.", "") LEVEL ("1", "decimal", "%1.%2", "") "</w:abstractNum>"
  "<w:abstractNum w:abstractNumId=\"6\">" LEVEL ("0", "bullet", "•", "") "</w:abstractNum>"
  "<w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num><w:num w:numId=\"2\"><w:abstractNumId w:val=\"5\"/></w:num>"
  "<w:num w:numId=\"3\"><w:abstractNumId w:val=\"5\"/><w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"7\"/></w:lvlOverride></w:num>"
  "<w:num w:numId=\"4\"><w:abstractNumId w:val=\"6\"/></w:num></w:numbering>";

typedef struct {
  const char *what, *body, *blocks;
} BodyCase;

static const BodyCase bodies[] = {
  { "runs, breaks, tabs, hidden runs",
    "<w:p><w:r><w:t>第一条</w:t></w:r><w:r><w:tab/><w:t xml:space=\"preserve\">为了 </w:t></w:r><w:hyperlink><w:r><w:t>规范</w:t></w:r>"
    "</w:hyperlink><w:r><w:rPr><w:vanish/></w:rPr><w:t>隐</w:t></w:r><w:r><w:br/><w:t>第二行</w:t></w:r></w:p><w:p/>",
    "第一条\t为了 规范\n第二行\n" },
  { "deleted goes, inserted stays, fields keep their result",
    "<w:p><w:del><w:r><w:delText>旧</w:delText></w:r></w:del><w:ins><w:r><w:t>新</w:t></w:r></w:ins><w:r><w:instrText>PAGE</w:instrText>"
    "</w:r><w:r><w:t>文</w:t></w:r></w:p>"
    "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>上</w:t></w:r></w:p>" P ("下"),
    "新文\n上下\n" },
  { "styles: centered by a base, outline level, no heading when a sentence, hidden",
    "<w:p><w:pPr><w:pStyle w:val=\"H1\"/></w:pPr><w:r><w:t>总则</w:t></w:r></w:p>"
    "<w:p><w:pPr><w:pStyle w:val=\"H1\"/><w:jc w:val=\"left\"/></w:pPr><w:r><w:t>这是一句。</w:t></w:r></w:p>"
    "<w:p><w:pPr><w:pStyle w:val=\"Form\"/></w:pPr><w:r><w:t>窗体</w:t></w:r></w:p>"
    "<w:p><w:pPr><w:pStyle w:val=\"Ring\"/></w:pPr><w:r><w:t>环</w:t></w:r></w:p>",
    "h1 > 总则\n这是一句。\n环\n" },
  { "numbers: chapters, articles that run on, items that restart, a style's list, a list switched off",
    NUM ("1", "0", "总则") NUM ("1", "1", "甲") NUM ("1", "2", "子") NUM ("1", "2", "丑") NUM ("1", "1", "乙") NUM ("1", "2", "寅")
      NUM ("1", "0", "附则") "<w:p><w:pPr><w:pStyle w:val=\"Art\"/></w:pPr><w:r><w:t>丙</w:t></w:r></w:p>" NUM ("0", "0", "丁"),
    "第一章 总则\n第一条 甲\n（一）子\n（二）丑\n第二条 乙\n（一）寅\n第二章 附则\n第三条 丙\n丁\n" },
  { "two lists on one outline count together, an override starts anew, bullets show nothing",
    NUM ("2", "0", "甲") NUM ("2", "1", "子") NUM ("3", "0", "乙") NUM ("2", "0", "丙") NUM ("4", "0", "丁") NUM ("99", "0", "戊"),
    "1. 甲\n1.1 子\n7. 乙\n8. 丙\n丁\n戊\n" },
  { "tables: rows, a frame around text, nested",
    "<w:tbl><w:tr><w:tc>" P ("事项") "</w:tc><w:tc>" P ("甲") P ("乙") "</w:tc></w:tr><w:tr><w:trPr><w:del/></w:trPr><w:tc>" P ("删")
    "</w:tc></w:tr></w:tbl><w:tbl><w:tr><w:tc>" P ("第一条") "<w:tbl><w:tr><w:tc>" P ("内一") "</w:tc><w:tc>" P ("内二")
    "</w:tc></w:tr></w:tbl></w:tc></w:tr></w:tbl>",
    "row 事项\t甲 乙\n第一条\n内一\t内二\n" },
  { "a text box once, behind its paragraph",
    "<w:p><w:r><w:t>文</w:t><mc:AlternateContent><mc:Choice><w:txbxContent>" P ("框") "</w:txbxContent></mc:Choice><mc:Fallback>"
    "<w:txbxContent>" P ("框") "</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>字</w:t></w:r></w:p>",
    "文字\n框\n" },
  { "a page inside", P ("前") "<w:altChunk r:id=\"rId3\"/>" P ("后"), "前\n页中，一句。\n后\n" },
};

static void
test_bodies (void **state)
{
  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      const BodyCase *c = &bodies[i];
      g_autofree char *document = g_strdup_printf ("<w:document " W "><w:body>%s<w:sectPr/></w:body></w:document>", c->body);
      const Part parts[] = { { "_rels/.rels", PACKAGE_RELS, 0 },
                             { "word/document.xml", document, 0 },
                             { "word/_rels/document.xml.rels", PART_RELS, 0 },
                             { "word/styles.xml", styles, 0 },
                             { "word/numbering.xml", numbering, 0 },
                             { "word/chunk.html", "<html><body><p>页中，一句。</p></body></html>", 0 },
                             { NULL, NULL, 0 } };
      g_autoptr (GError) error = NULL;
      g_autoptr (QzSource) source = read_parts (parts, &error);
      assert_null (error);
      assert_string_equal (source->format, "docx");
      g_autofree char *blocks = describe (source);
      if (strcmp (blocks, c->blocks) != 0)
        fail_msg ("%s:\n%s", c->what, blocks);
    }
}

/* dc:title counts when the text prints it. */
static void
test_title (void **state)
{
  static const char core[] = "<cp:coreProperties xmlns:cp=\"x\" xmlns:dc=\"y\"><dc:title>%s</dc:title></cp:coreProperties>";
  for (int printed = 0; printed < 2; printed++)
    {
      g_autoptr (GString) properties = g_string_new (core);
      g_string_replace (properties, "%s", printed ? "某某办法" : "模板", 0);
      const Part parts[] = { { "_rels/.rels", PACKAGE_RELS, 0 },
                             { "word/document.xml", "<w:document " W "><w:body>" P ("某某办法") "</w:body></w:document>", 0 },
                             { "docProps/core.xml", properties->str, 0 },
                             { NULL, NULL, 0 } };
      g_autoptr (QzSource) source = read_parts (parts, NULL);
      assert_non_null (source);
      const char *title = g_hash_table_lookup (source->meta, "title");
      assert_int_equal (title != NULL, printed);
    }
}

static void
test_numbers (void **state)
{
  static const struct {
    const char *format;
    guint       value;
    const char *text;
  } cases[] = {
    { "decimal", 12, "12" },          { "decimalZero", 7, "07" },          { "upperRoman", 1994, "MCMXCIV" },
    { "lowerRoman", 4, "iv" },        { "upperLetter", 28, "BB" },         { "lowerLetter", 1, "a" },
    { "chineseCounting", 10, "十" },  { "chineseCounting", 21, "二十一" }, { "chineseCounting", 101, "一○一" },
    { "chineseCountingThousand", 110, "一百一十" }, { "chineseLegalSimplified", 23, "贰拾叁" }, { "ideographTraditional", 3, "丙" },
    { "ideographZodiac", 12, "亥" },  { "decimalEnclosedCircle", 3, "③" }, { "decimalEnclosedCircle", 30, "(30)" },
    { "decimalFullWidth", 10, "１０" }, { "none", 5, "" },                 { "hebrew1", 5, "5" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = qz_number_format (cases[i].format, cases[i].value);
      assert_string_equal (text, cases[i].text);
    }
}

static void
expect_refusal (const Part *parts, int code, const char *says)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QzSource) source = read_parts (parts, &error);
  assert_null (source);
  assert_true (g_str_has_prefix (error->message, "件.docx: "));
  if (error->code != code || strstr (error->message, says) == NULL)
    fail_msg ("%s", error->message);
}

static void
test_refusals (void **state)
{
  const gsize big = 65 << 20;
  g_autofree char *zeros = g_malloc0 (big);
  const Part broken[] = { { "word/document.xml", "<w:document " W "><w:body><w:p>", 0 }, { NULL, NULL, 0 } };
  const Part entity[] = { { "word/document.xml", "<!DOCTYPE x [<!ENTITY e \"甲\">]><document><body>&e;</body></document>", 0 }, { NULL, NULL, 0 } };
  const Part empty[] = { { "word/document.xml", "<w:document " W "><w:body><w:p/></w:body></w:document>", 0 }, { NULL, NULL, 0 } };
  const Part bomb[] = { { "word/document.xml", zeros, 8 << 20 }, { NULL, NULL, 0 } };
  const Part huge[] = { { "word/document.xml", zeros, big }, { NULL, NULL, 0 } };
  const Part slides[] = { { "ppt/presentation.xml", "<p/>", 0 }, { NULL, NULL, 0 } };
  const Part plain[] = { { "甲.txt", "甲", 0 }, { NULL, NULL, 0 } };
  expect_refusal (broken, QZ_SOURCE_ERROR_DAMAGED, "不是合格的 XML");
  expect_refusal (entity, QZ_SOURCE_ERROR_DAMAGED, "DTD");
  expect_refusal (empty, QZ_SOURCE_ERROR_EMPTY, "没有文字");
  expect_refusal (bomb, QZ_SOURCE_ERROR_TOO_LARGE, "炸弹");
  expect_refusal (huge, QZ_SOURCE_ERROR_TOO_LARGE, "上限 64 MiB");
  expect_refusal (slides, QZ_SOURCE_ERROR_UNSUPPORTED, "PPTX");
  expect_refusal (plain, QZ_SOURCE_ERROR_UNSUPPORTED, "非 Office 文档");
}

/* Common writers leave the times of entries empty; that is no fault, and nothing is said of it. */
static void
test_without_times (void **state)
{
  const Part parts[] = { { "word/document.xml", "<w:document " W "><w:body>" P ("甲") "</w:body></w:document>", 0 }, { NULL, NULL, 0 } };
  g_autoptr (GBytes) bytes = pack (parts);
  gsize len;
  const guint8 *data = g_bytes_get_data (bytes, &len);
  g_autofree guint8 *copy = g_memdup2 (data, len);
  for (gsize i = 0; i + 16 < len; i++)
    if (memcmp (copy + i, "PK\1\2", 4) == 0)
      memset (copy + i + 12, 0, 4);
  g_autoptr (QzSource) source = qz_source_read_bytes ("件.docx", copy, len, NULL);
  assert_non_null (source);
}

/* A package cut anywhere is refused or read, and never more than that. */
static void
test_truncated (void **state)
{
  const Part parts[] = { { "word/document.xml", "<w:document " W "><w:body>" P ("甲") "</w:body></w:document>", 0 }, { NULL, NULL, 0 } };
  g_autoptr (GBytes) bytes = pack (parts);
  gsize len;
  const guint8 *data = g_bytes_get_data (bytes, &len);
  for (gsize cut = 4; cut < len; cut++)
    {
      g_autofree guint8 *copy = g_memdup2 (data, cut);
      g_autoptr (GError) error = NULL;
      g_autoptr (QzSource) source = qz_source_read_bytes ("断.docx", copy, cut, &error);
      assert_null (source);
      assert_int_equal (error->code, QZ_SOURCE_ERROR_DAMAGED);
    }
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_bodies),   cmocka_unit_test (test_title),     cmocka_unit_test (test_numbers),
    cmocka_unit_test (test_refusals), cmocka_unit_test (test_truncated), cmocka_unit_test (test_without_times),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
