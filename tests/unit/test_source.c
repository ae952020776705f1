/* Files → sources: the kinds, the blocks, the refusals. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <glib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <quanze/source.h>

static QzSource *
read_string (const char *name, const char *content, GError **error)
{
  return qz_source_read_bytes (name, (const guint8 *) content, strlen (content), error);
}

/* The blocks as a person would write them: "# 一级标题", "| 行", "---" for the end of the front matter. */
static char *
describe (const QzSource *source)
{
  GString *out = g_string_new (NULL);
  for (guint i = 0; i < source->blocks->len; i++)
    {
      const QzBlock *block = &g_array_index (source->blocks, QzBlock, i);
      if (block->kind == QZ_BLOCK_HEADING)
        g_string_append_printf (out, "h%u ", block->level);
      if (block->kind == QZ_BLOCK_TABLE_ROW)
        g_string_append (out, "row ");
      if (block->kind == QZ_BLOCK_META_END)
        g_string_append (out, "end ");
      if (block->centered)
        g_string_append (out, "> ");
      g_string_append_len (out, source->text + block->start, block->end - block->start);
      g_string_append_c (out, '\n');
    }
  return g_string_free (out, FALSE);
}

typedef struct {
  const char *name, *content, *format, *blocks;
} TextCase;

static const TextCase texts[] = {
  { "甲.txt", "\xEF\xBB\xBF 第一条　甲\r\n\r\n　　乙\r丙\n", "txt", "第一条　甲\n乙\n丙\n" },
  { "分页.txt", "甲\f乙\xE2\x80\xA8丙\xE2\x80\xA9丁", "txt", "甲\n乙\n丙\n丁\n" },
  { "井.txt", "# 不是标题\n- 甲\n", "txt", "# 不是标题\n- 甲\n" },
  { "标题.md", "# 某某条例\n\n##第一章 总则 ##\n### \n正文 # 不是\n", "md", "h1 某某条例\nh2 第一章 总则\n正文 # 不是\n" },
  { "注释.md", "前\n<!-- INFO END -->\n<!-- 一\n二 -->\n<!-- 三 --> 后\n<!-- 未完\n", "md",
    "前\nend <!-- INFO END -->\n后\n<!-- 未完\n" },
  { "粗体.md", "**第一章 总则**\n**第一条** 为了\n## **附则**\n**\n* * *\n甲**乙**\n", "md",
    "第一章 总则\n第一条** 为了\nh2 附则\n**\n甲**乙**\n" },
  { "表.md", "| 罚款 | 元 |\n|:---|---:|\n| 一 | 二 |\n---\n- 一\n", "md", "row | 罚款 | 元 |\nrow | 一 | 二 |\n- 一\n" },
};

static void
test_texts (void **state)
{
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      const TextCase *c = &texts[i];
      g_autoptr (GError) error = NULL;
      g_autoptr (QzSource) source = read_string (c->name, c->content, &error);
      assert_null (error);
      g_autofree char *blocks = describe (source);
      assert_string_equal (source->format, c->format);
      assert_string_equal (source->encoding, "UTF-8");
      assert_string_equal (source->path, c->name);
      assert_string_equal (blocks, c->blocks);
    }
}

typedef struct {
  const char *what, *page, *blocks, *meta;  /* META: title|number|issuer|promulgated|published, "-" for none */
} PageCase;

#define NAV "<div class=nav><a href=/>首页</a> | <a href=/a>政务公开</a> | <a href=/b>办事服务</a></div>"
#define FOOT "<div>主办：某某县人民政府办公室　ICP备00000000号</div><p>版权所有</p>"
#define ONE "为了规范某某事项的办理，根据有关法律、法规，制定本办法。"
#define TWO "本办法自公布之日起施行，原有规定同时废止。"

static const PageCase pages[] = {
  { "paragraphs, breaks, wrapped source lines",
    "<html><head><title>某某办法</title><style>p{}</style></head><body><p align=center>某某办法</p>\n"
    "<p>第一条　为了规范某某\n事项，制定本办法。<br>第二条&nbsp;&nbsp;本 办法<b>自</b>公布\n之日起施行。</p><script>x('。')</script></body>",
    "> 某某办法\n第一条　为了规范某某事项，制定本办法。\n第二条\u00a0\u00a0本 办法自公布之日起施行。\n", "某某办法|-|-|-|-" },
  { "navigation and footer go, signature stays",
    "<body>" NAV "<table><tr><td><h1>某某县某某办法</h1><div id=c><p>" ONE "</p><p>" TWO "</p><p align=right>某某县人民政府</p>"
    "<p style='text-align: right'>2020年1月2日</p></div></td></tr></table>" FOOT "</body>",
    "h1 某某县某某办法\n" ONE "\n" TWO "\n某某县人民政府\n2020年1月2日\n", "某某县某某办法|-|-|-|-" },
  { "a table of particulars",
    "<body><table><tr><td>索 引 号：</td><td>000/2020-1</td><td>发文机关：</td><td>某某县人民政府</td></tr>"
    "<tr><td>标　　题：</td><td colspan=3>某某县某某办法</td></tr>"
    "<tr><td>发文字号：</td><td>某府〔2020〕1号</td><td>发布日期：</td><td>2020年01月05日 08:30</td></tr>"
    "<tr><td>成文日期：</td><td>2020年1月2日</td></tr></table>"
    "<div><p align=center>某某县</p><p align=center>某某办法</p><p>" ONE "</p><p>" TWO "</p></div></body>",
    "> 某某县\n> 某某办法\n" ONE "\n" TWO "\n", "某某县某某办法|某府〔2020〕1号|某某县人民政府|2020年1月2日|2020年01月05日" },
  { "particulars in a line, labels in brackets, meta tags",
    "<head><meta name='ArticleTitle' content='某某县某某办法'><title>某某网站</title></head><body>" NAV
    "<p>发布机构：某某局　发布时间：2020-02-03|点击数：9|</p><p>【发文字号】某局〔2020〕2号</p>"
    "<h2>某某县某某办法</h2><div><p>" ONE "</p><p>" TWO "</p></div>" FOOT "</body>",
    "h2 某某县某某办法\n" ONE "\n" TWO "\n", "某某县某某办法|某局〔2020〕2号|某某局|-|2020-02-03" },
  { "data table, hidden text, lists, pre",
    "<body><div><p>" ONE "</p><p style='display : none'>看不见，这一句。</p><table><tr><th>事项<th>罚款</tr>"
    "<tr><td>乱倒<br>垃圾</td><td>五十元</td></tr></table><ul><li>一是，前者；<li>二是，后者。</ul><pre>甲，\n乙。</pre></div></body>",
    ONE "\nrow 事项\t罚款\nrow 乱倒 垃圾\t五十元\n一是，前者；\n二是，后者。\n甲，\n乙。\n", "-|-|-|-|-" },
  { "a letterhead is no title",
    "<head><title>某某市人民政府文件</title></head><body><h2>某某市人民政府文件</h2><p>" ONE "</p></body>",
    "h2 某某市人民政府文件\n" ONE "\n", "-|-|-|-|-" },
};

static void
check_page (const PageCase *c)
{
  static const char *const keys[] = { "title", "number", "issuer", "promulgated", "published" };
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) meta = g_string_new (NULL);
  g_autoptr (QzSource) source = read_string ("页.doc", c->page, &error);
  assert_null (error);
  g_autofree char *blocks = describe (source);
  for (guint k = 0; k < G_N_ELEMENTS (keys); k++)
    {
      const char *value = g_hash_table_lookup (source->meta, keys[k]);
      g_string_append_printf (meta, "%s%s", k > 0 ? "|" : "", value != NULL ? value : "-");
    }
  assert_string_equal (source->format, "html");
  if (strcmp (blocks, c->blocks) != 0 || strcmp (meta->str, c->meta) != 0)
    fail_msg ("%s:\n%s%s", c->what, blocks, meta->str);
}

static void
test_pages (void **state)
{
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    check_page (&pages[i]);
}

static void
test_page_in_envelope (void **state)
{
  static const char envelope[] = "From: <Saved>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n"
                                 "\tboundary=\"--x\"\r\n\r\n----x\r\nContent-Type: text/html; charset=utf-8\r\n"
                                 "Content-Transfer-Encoding: quoted-printable\r\n\r\n"
                                 "<p>=E7=94=B2=EF=BC=8C=\r\n=E4=B9=99=E3=80=82</p>\r\n----x--\r\n";
  static const PageCase c = { "mhtml", envelope, "甲，乙。\n", "-|-|-|-|-" };
  check_page (&c);
}

static void
test_records (void **state)
{
  static const char lines[] = "{\"id\": \"A1\", \"name\": \"某法第一条\", \"content\": \"甲\\n乙\"}\r\n"
                              "\n"
                              "{\"id\": 7, \"name\": \"某法\", \"content\": \"丙\", \"more\": [1]}\n"
                              "{\"id\": \"A1\", \"name\": \"重复\", \"content\": \"丁\"}\n"
                              "{\"id\": \"A2\", \"name\": \"断了\n"
                              "{\"id\": \"A3\", \"content\": \"无名\"}\n"
                              "[]\n";
  g_autoptr (QzSource) source = read_string ("r.jsonl", lines, NULL);
  assert_non_null (source);
  assert_string_equal (source->format, "jsonl");
  assert_int_equal (source->imports->len, 2);
  const QzImport *first = g_ptr_array_index (source->imports, 0);
  const QzImport *second = g_ptr_array_index (source->imports, 1);
  assert_string_equal (first->content, "甲\n乙");
  assert_int_equal (first->line, 1);
  assert_string_equal (second->id, "7");
  assert_int_equal (second->line, 3);
  assert_int_equal (source->warnings->len, 4);
  const QzSourceWarning *warning = g_ptr_array_index (source->warnings, 0);
  assert_string_equal (warning->code, "record-skipped");
  assert_non_null (strstr (warning->text, "第 4 行"));
}

/* A thousand broken lines do not make a thousand warnings. */
static void
test_records_many_broken (void **state)
{
  g_autoptr (GString) lines = g_string_new ("{\"id\":\"1\",\"name\":\"甲\",\"content\":\"乙\"}\n");
  for (int i = 0; i < 1000; i++)
    g_string_append (lines, "{\n");
  g_autoptr (QzSource) source = read_string ("r", lines->str, NULL);
  assert_non_null (source);
  assert_int_equal (source->warnings->len, 101);
  const QzSourceWarning *last = g_ptr_array_index (source->warnings, 100);
  assert_non_null (strstr (last->text, "900"));
}

typedef struct {
  const char *name, *bytes;
  gsize       len;
  int         code;
  const char *says;
} RefusalCase;

#define REFUSAL(name, bytes, code, says)                                                                                \
  {                                                                                                                    \
    name, bytes, sizeof (bytes) - 1, code, says                                                                        \
  }

#define LINKS5 "<li><a href=1>某市人民政府关于某事的通知</a> 2020-01-01</li><li><a href=2>某市某条例</a></li>" \
               "<li><a href=3>某市某办法</a></li><li><a href=4>某市某规定</a></li><li><a href=5>某市某细则</a></li>"

static const RefusalCase refusals[] = {
  REFUSAL ("index.html", "<html><body><h1>法规</h1><ul>" LINKS5 LINKS5 LINKS5 LINKS5 LINKS5 "</ul></body></html>",
           QZ_SOURCE_ERROR_UNSUPPORTED, "链接目录"),
  REFUSAL ("空.txt", "", QZ_SOURCE_ERROR_EMPTY, "文件是空的"),
  REFUSAL ("白.txt", " \n　\r\n", QZ_SOURCE_ERROR_EMPTY, "没有文字"),
  REFUSAL ("图.docx", "\x89PNG\r\n\x1A\n----", QZ_SOURCE_ERROR_UNSUPPORTED, "PNG 图像"),
  REFUSAL ("包.doc", "\x1F\x8B\x08----", QZ_SOURCE_ERROR_UNSUPPORTED, "gzip"),
  REFUSAL ("断.docx", "PK\3\4----------------------------", QZ_SOURCE_ERROR_DAMAGED, "被截断"),
  REFUSAL ("断.doc", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1----", QZ_SOURCE_ERROR_DAMAGED, "OLE"),
  REFUSAL ("空.zip", "PK\5\6\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", QZ_SOURCE_ERROR_UNSUPPORTED, "空的 ZIP 压缩包"),
  REFUSAL ("对象.json", "{\"date\": \"2018年\"}", QZ_SOURCE_ERROR_UNSUPPORTED, "JSON"),
  REFUSAL ("数组.json", "[1, 2]\n", QZ_SOURCE_ERROR_UNSUPPORTED, "JSON"),
  REFUSAL ("坏.jsonl", "{\"id\": 1}\n{", QZ_SOURCE_ERROR_DAMAGED, "第 1 行"),
  REFUSAL ("噪.txt", "\x01\x00\xFE\x81\xFF\x00\x03\x02", QZ_SOURCE_ERROR_UNSUPPORTED, "二进制"),
};

static void
test_refusals (void **state)
{
  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      const RefusalCase *c = &refusals[i];
      g_autoptr (GError) error = NULL;
      g_autoptr (QzSource) source = qz_source_read_bytes (c->name, (const guint8 *) c->bytes, c->len, &error);
      assert_null (source);
      assert_non_null (error);
      assert_true (g_str_has_prefix (error->message, c->name));
      assert_null (strchr (error->message, '\n'));
      if (strstr (error->message, c->says) == NULL)
        fail_msg ("%s", error->message);
      assert_int_equal (error->domain, QZ_SOURCE_ERROR);
      assert_int_equal (error->code, c->code);
    }
}

static void
expect_file_error (const char *path, int code, const char *says)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QzSource) source = qz_source_read (path, &error);
  assert_null (source);
  assert_int_equal (error->code, code);
  assert_true (g_str_has_prefix (error->message, path));
  assert_non_null (strstr (error->message, says));
}

static void
test_files (void **state)
{
  g_autofree char *folder = g_dir_make_tmp ("quanze-source-XXXXXX", NULL);
  g_autofree char *file = g_build_filename (folder, "甲.md", NULL);
  g_autofree char *pipe = g_build_filename (folder, "管道", NULL);
  g_autofree char *big = g_build_filename (folder, "大.txt", NULL);
  g_autofree char *beyond = g_build_filename (file, "乙", NULL);
  assert_true (g_file_set_contents (file, "# 甲\n", -1, NULL));
  g_autoptr (QzSource) source = qz_source_read (file, NULL);
  assert_non_null (source);
  assert_string_equal (source->path, file);

  expect_file_error (folder, QZ_SOURCE_ERROR_UNREADABLE, "实为目录");
  expect_file_error (beyond, QZ_SOURCE_ERROR_MISSING, "没有这个文件");
  assert_int_equal (mkfifo (pipe, 0600), 0);
  expect_file_error (pipe, QZ_SOURCE_ERROR_UNREADABLE, "管道");
  assert_true (g_file_set_contents (big, "", 0, NULL));
  assert_int_equal (truncate (big, (off_t) QZ_SOURCE_MAX_BYTES + 1), 0);
  expect_file_error (big, QZ_SOURCE_ERROR_TOO_LARGE, "上限 256 MiB");

  g_unlink (file);
  g_unlink (pipe);
  g_unlink (big);
  expect_file_error (file, QZ_SOURCE_ERROR_MISSING, "没有这个文件");
  g_rmdir (folder);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_texts),    cmocka_unit_test (test_pages),    cmocka_unit_test (test_page_in_envelope),
       cmocka_unit_test (test_records),  cmocka_unit_test (test_records_many_broken),
    cmocka_unit_test (test_refusals), cmocka_unit_test (test_files),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
