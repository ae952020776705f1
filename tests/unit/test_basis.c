/* Basis cells: what they rest on and what they only mention. A case is a cell (~ for a line break) and, an entry a
 * line, TITLE ADDRESS, ADDRESS with «the words quoted» behind each address that has them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include <glib.h>

#include <quanze/power.h>
#include <quanze/quote.h>

#include "lib/registry/basis_scan.h"

static QzLexicon *lexicon;

typedef struct {
  const char *cell, *bases;
} Case;

static const Case CASES[] = {
  /* the form that most registries keep */
  { "【法律】《中华人民共和国甲法》（2003年8月27日通过，根据2019年4月23日《关于修改〈乙法〉等八部法律的决定》修正）~    第十二条第一款：设立甲站，应当经批准。",
    "中华人民共和国甲法 第十二条第一款«设立甲站，应当经批准。»" },
  { "【法律】《甲法》(2003年通过)~第三条：有下列情形之一的：~（一）甲的；~（二）乙的。~第四条：依照前条处罚。~【规章】《乙办法》（部令第5号）~第六条：处一万元罚款。",
    "甲法 第三条«有下列情形之一的：~（一）甲的；~（二）乙的。» 第四条«依照前条处罚。»\n乙办法 第六条«处一万元罚款。»" },
  /* lists, with and without words */
  { "【法律】《甲法》第四十条、第四十五条；【规范性文件】《乙办法》第三条第一项、第五条第一款",
    "甲法 第四十条、第四十五条\n乙办法 第三条第一项、第五条第一款" },
  { "《甲法》第三条、第五条；《乙条例》第七条。", "甲法 第三条、第五条\n乙条例 第七条" },
  { "【法规】《甲条例》第六条、第七条~第六条：甲。乙。~第七条：丙。丁。", "甲条例 第六条«甲。乙。» 第七条«丙。丁。»" },
  { "【法律】《甲法》第九十条第一、三、四项：违反规定的，处罚。", "甲法 第九十条第一项、第九十条第三项、第九十条第四项«违反规定的，处罚。»" },
  { "【法规】《甲条例》第七条第一款第三项、第十条第一款第十五项：“不束犬链的”", "甲条例 第七条第一款第三项、第十条第一款第十五项«“不束犬链的”»" },
  /* an instrument named in the words is no basis, whatever stands before it */
  { "【法规】《甲条例》~第三条：依照《乙法》第五条的规定处罚。~第四条：有《乙法》第六条情形的，由机关处理。",
    "甲条例 第三条«依照《乙法》第五条的规定处罚。» 第四条«有《乙法》第六条情形的，由机关处理。»" },
  { "【规章】《甲办法》（部令第1号）~第三条：销售的，依照【法律】《乙法》的有关规定处罚。", "甲办法 第三条«销售的，依照【法律】《乙法》的有关规定处罚。»" },
  { "【法规】《甲办法》（部令第1号）第三章第十条：应报送以下材料：~（一）《许可证申请表》；~（二）其他材料。",
    "甲办法 第十条«应报送以下材料：~（一）《许可证申请表》；~（二）其他材料。»" },
  { "【法律】《甲法》（2020年修订）~《乙规定》已于2005年通过，现予发布。~第五条：主管部门负责。", "甲法 第五条«主管部门负责。»" },
  /* an article in the words is no head either */
  { "《甲法》~第五条：违反本法第六条、第七条规定的，处罚。~第二款规定的情形除外。", "甲法 第五条«违反本法第六条、第七条规定的，处罚。~第二款规定的情形除外。»" },
  { "《甲法》第五条：甲乙丙。第六条第二款：丁戊己。", "甲法 第五条«甲乙丙。» 第六条第二款«丁戊己。»" },
  { "《甲法》第五条　甲乙丙。第六条　丁戊己，依照第七条 庚辛处理。", "甲法 第五条«甲乙丙。» 第六条«丁戊己，依照第七条 庚辛处理。»" },
  { "《甲法》第五条规定：甲乙丙。", "甲法 第五条«规定：甲乙丙。»" },
  { "《甲法》~第五条　规定甲乙的，应当批准。~第六条甲乙丙丁。", "甲法 第五条«规定甲乙的，应当批准。» 第六条«甲乙丙丁。»" },
  { "《甲法》~第五条第一款：甲乙丙。~第二款：丁戊己。~第（三）项：庚辛壬。", "甲法 第五条第一款«甲乙丙。» 第五条第二款«丁戊己。» 第五条第三项«庚辛壬。»" },
  /* what implements a rule is another instrument than the rule */
  { "【法规】《甲办法》（2019年发布）~第四条：甲乙丙。~【规章】《甲办法》实施细则》（部令第2号）~第三十二条：丁戊己。", "甲办法 第四条«甲乙丙。»\n甲办法实施细则 第三十二条«丁戊己。»" },
  /* damage */
  { "【法律】《甲~法》》（2003年通过~第三条：应当批准。", "甲法 第三条«应当批准。»" },
  { "【法规】（甲规定》（2002年国务院令第364号）~第四条：不得录用。", "甲规定 第四条«不得录用。»" },
  { "法律】《甲法》第三条：应当批准。", "甲法 第三条«应当批准。»" },
  { "【政府规章】《某自治区实施<甲条例>办法（2012年2月21日通过）~第五条：负责监督管理。", "某自治区实施〈甲条例〉办法 第五条«负责监督管理。»" },
  { "【法律】中华人民共和国行政许可法第十二条：可以设定。", "中华人民共和国行政许可法 第十二条«可以设定。»" },
  { "《甲法》 第 31 条 ：应当批准。", "甲法 第三十一条«应当批准。»" },
  /* the same instrument twice is one entry */
  { "【法律】《甲法》第三条：一二三。~【法规】《乙条例》第四条：四五六。~【法律】《中华人民共和国甲法》第九条：七八九。",
    "甲法 第三条«一二三。» 第九条«七八九。»\n乙条例 第四条«四五六。»" },
  /* whole instruments, annexed lists */
  { "【国务院决定】《国务院对确需保留的行政审批项目设定行政许可的决定》（国务院令第412号）~附件第110项：甲核准。",
    "国务院对确需保留的行政审批项目设定行政许可的决定 «附件第110项：甲核准。»" },
  { "《甲条例》（2008年公布）", "甲条例 " },
  /* prose */
  { "依据《中华人民共和国行政处罚法》第二十四条和《某省条例》第五条的规定。", "中华人民共和国行政处罚法 第二十四条\n某省条例 第五条" },
  { "无法律依据", "" },
  { "", "" },
};

/* 第四十条第一款 of every target, words behind the last of a citation. */
static void
append_citation (GString *out, const QzCitation *citation, const char *quote, gboolean *worded, gboolean first)
{
  if (!first)
    g_string_append (out, *worded ? " " : "、");
  for (guint i = 0; i < citation->targets->len; i++) {
    const QzTarget *target = citation->targets->pdata[i];
    g_autofree char *printed = qz_address_to_chinese (&target->address);
    g_string_append_printf (out, "%s%s", i ? "、" : "", printed);
  }
  if (quote)
    g_string_append_printf (out, "«%s»", quote);
  *worded = quote != NULL;
}

static char *
describe (GPtrArray *bases)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < bases->len; i++) {
    const QzBasis *basis = bases->pdata[i];
    gboolean worded = FALSE;
    g_autoptr (GString) words = g_string_new (NULL);

    assert_int_equal (basis->citations->len, basis->quotes->len);
    g_string_append (words, basis->title);
    g_string_append_c (words, ' ');
    for (guint k = 0; k < basis->citations->len; k++)
      append_citation (words, basis->citations->pdata[k], basis->quotes->pdata[k], &worded, k == 0);
    g_strdelimit (words->str, "\n", '~');
    g_string_append_printf (out, "%s%s", i ? "\n" : "", words->str);
  }
  return g_string_free (out, FALSE);
}

/* Lines of a cell lose their indentation, so that a case reads well. */
static char *
unindented (const char *text)
{
  GString *out = g_string_new (NULL);
  gboolean start = FALSE;

  for (const char *p = text; *p; p++) {
    if (start && *p == ' ')
      continue;
    start = *p == '~';
    g_string_append_c (out, *p);
  }
  return g_string_free (out, FALSE);
}

static void
test_cases (void **state)
{
  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++) {
    g_auto (GStrv) lines = g_strsplit (CASES[i].cell, "~", -1);
    g_autofree char *cell = g_strjoinv ("\n", lines);
    g_autoptr (GPtrArray) bases = qz_basis_parse (cell, lexicon);
    g_autofree char *got = describe (bases), *plain = unindented (got);
    if (strcmp (plain, CASES[i].bases) != 0)
      fail_msg ("%s\n   got %s\nwanted %s", CASES[i].cell, plain, CASES[i].bases);
  }
}

static void
test_addresses (void **state)
{
  static const struct {
    const char *text, *rest;
    gboolean article;
  } cases[] = {
    { "第五条：甲", "：甲", TRUE },
    { "第五条第二款（一）甲", "（一）甲", TRUE },
    { "第五条第一款第（二）、（三）项：", "：", TRUE },
    { "第一百二十条之一第二款 甲", " 甲", TRUE },
    { "第五条、第六条至第九条。", "。", TRUE },
    { "第五条，第六条的", "的", TRUE },
    { "第五条，第二", "，第二", TRUE },
    { "第五条 第一款：甲", "：甲", TRUE },
    { "第五条 第一款所列", " 第一款所列", TRUE },
    { "第二款：", "：", FALSE },
    { "第五届全国", NULL, FALSE },
    { "第条", NULL, FALSE },
    { "第", NULL, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    gboolean article = FALSE;
    const char *rest = qz_basis_address (cases[i].text, &article);
    if (g_strcmp0 (rest, cases[i].rest) != 0 || (rest && article != cases[i].article))
      fail_msg ("%s: rest %s", cases[i].text, rest ? rest : "nothing");
  }
}

static void
test_offsets (void **state)
{
  const char *cell = "前言。【法律】《甲法》（2003年）第三条：甲乙丙。\n第四条第一款：丁戊己。";
  g_autoptr (GPtrArray) bases = qz_basis_parse (cell, lexicon);
  const QzBasis *basis = bases->pdata[0];
  const QzCitation *first = basis->citations->pdata[0], *second = basis->citations->pdata[1];
  g_autofree char *a = g_strndup (cell + first->start, first->end - first->start);
  g_autofree char *b = g_strndup (cell + second->start, second->end - second->start);

  assert_string_equal (a, "《甲法》（2003年）第三条");
  assert_string_equal (b, "第四条第一款");
  assert_string_equal (basis->quote, "甲乙丙。\n丁戊己。");
}

/* Nothing that a cell can hold takes long or breaks. */
static void
test_hostile (void **state)
{
  static const char *const UNITS[] = { "《", "【", "（", "第", "第一条", "《甲》", "【法律】《甲法》", "\n第五条：", "》", "、第一", "1." };

  for (guint i = 0; i < G_N_ELEMENTS (UNITS); i++) {
    g_autoptr (GString) cell = g_string_new ("《甲法》");
    gint64 begun = g_get_monotonic_time ();
    for (guint n = 0; n < 4000; n++)
      g_string_append (cell, UNITS[i]);
    g_autoptr (GPtrArray) bases = qz_basis_parse (cell->str, lexicon);
    assert_non_null (bases);
    assert_true (g_get_monotonic_time () - begun < 5 * G_USEC_PER_SEC);
  }
}

static void
test_quote_match (void **state)
{
  const char *clause = "设立甲站，应当具备下列条件：\n（一）有场地；\n（二）有三名以上专业人员。";

  assert_true (qz_quote_match ("设立甲站应当具备下列条件：（一）有场地；（二）有三名以上专业人员。", clause) > 0.99);
  assert_true (qz_quote_match ("设立甲站，应当具备下列条件：(二)有三名以上专业人员", clause) > 0.85);
  assert_true (qz_quote_match ("设立乙站，应当具备下列要求：（一）有场地。", clause) < 0.8);
  assert_true (qz_quote_match ("从事戊经营的单位应当申领许可证", clause) < 0.1);
  assert_true (qz_quote_match ("", clause) == 1);
  assert_true (qz_quote_match ("设立", "") == 0);
}

static int
open_lexicon (void **state)
{
  lexicon = qz_lexicon_open (qz_lexicon_default_dir (), NULL, NULL);
  return lexicon == NULL;
}

static int
close_lexicon (void **state)
{
  qz_lexicon_free (lexicon);
  return 0;
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_cases),   cmocka_unit_test (test_addresses),   cmocka_unit_test (test_offsets),
    cmocka_unit_test (test_hostile), cmocka_unit_test (test_quote_match),
  };

  return cmocka_run_group_tests (tests, open_lexicon, close_lexicon);
}
