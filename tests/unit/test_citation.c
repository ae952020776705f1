/* Citations, form by form. Each row: a text, and every citation that must come out of it, in order:
 * its words, its form, and its targets as key#eid (self#… for the document itself, ?#… for a law the text does not tell). */
#include "config.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <string.h>
#include <cmocka.h>
#include <glib.h>

#include <quanze/citation.h>

static QzLexicon *lexicon;

static void
print_citation (GString *out, const char *text, const QzCitation *citation)
{
  if (out->len > 0)
    g_string_append (out, " | ");
  g_string_append_len (out, text + citation->start, (gssize) (citation->end - citation->start));
  g_string_append_printf (out, " %s", qz_citation_form_name (citation->form));
  for (guint i = 0; i < citation->targets->len; i++)
    {
      const QzTarget  *target = citation->targets->pdata[i];
      g_autofree char *eid = qz_address_to_eid (&target->address);
      const char      *key = target->self ? "self" : target->key != NULL ? target->key : "?";
      const QzTarget  *before = i > 0 ? citation->targets->pdata[i - 1] : NULL;
      if (before != NULL && g_strcmp0 (before->key, target->key) == 0)
        g_string_append_printf (out, ",%s", eid != NULL ? eid : "");
      else
        g_string_append_printf (out, " %s#%s", key, eid != NULL ? eid : "");
    }
}

static char *
print_citations (const char *text, const GPtrArray *citations)
{
  GString *out = g_string_new (NULL);
  for (guint i = 0; i < citations->len; i++)
    print_citation (out, text, citations->pdata[i]);
  return g_string_free (out, FALSE);
}

typedef struct {
  const char *text, *expected;
} Row;

static const Row strings[] = {
  /* titles */
  { "依照《中华人民共和国行政处罚法》的规定", "《中华人民共和国行政处罚法》 title 行政处罚法#" },
  { "《行政处罚法》第二十四条第一款", "《行政处罚法》第二十四条第一款 title 行政处罚法#art_24__para_1" },
  { "《 中华人民共和国 行政处罚法 》 第二十四条", "《 中华人民共和国 行政处罚法 》 第二十四条 title 行政处罚法#art_24" },
  { "〈土地管理法〉第四条", "〈土地管理法〉第四条 title 土地管理法#art_4" },
  { "<土地管理法>第四条，a<b、c>d", "<土地管理法>第四条 title 土地管理法#art_4" },
  { "《青河市养犬管理条例（2021年修订）》第七条", "《青河市养犬管理条例（2021年修订）》第七条 title 青河市养犬管理条例#art_7" },
  { "《青河市养犬管理条例》（2021年修订）第七条", "《青河市养犬管理条例》（2021年修订）第七条 title 青河市养犬管理条例#art_7" },
  { "《青河市某某办法（试行）》第三条", "《青河市某某办法（试行）》第三条 title 青河市某某办法(试行)#art_3" },
  { "《关于适用〈中华人民共和国某法〉的解释》第二条", "《关于适用〈中华人民共和国某法〉的解释》第二条 title 关于适用《某法》的解释#art_2" },
  { "《关于适用《中华人民共和国某法》的解释》第二条", "《关于适用《中华人民共和国某法》的解释》第二条 title 关于适用《某法》的解释#art_2" },
  { "最高人民法院《关于某类案件的规定》第二条", "《关于某类案件的规定》第二条 title 最高人民法院关于某类案件的规定#art_2" },
  { "《会计证》一并收回", "《会计证》 title 会计证#" },
  { "《水法》、《防洪法》《渔业法》", "《水法》 title 水法# | 《防洪法》 title 防洪法# | 《渔业法》 title 渔业法#" },
  /* damaged brackets */
  { "违反《水法第十条规定", "《水法第十条 title 水法#art_10" },
  { "违反水法》第十条规定", "水法》第十条 title 水法#art_10" },
  { "《没有完的名称", "" },
  /* lists and ranges */
  { "《水法》第十条、第十二条至第十四条和第二十条第二款",
    "《水法》第十条、第十二条至第十四条和第二十条第二款 title 水法#art_10,art_12,art_13,art_14,art_20__para_2" },
  { "《水法》第十条第一、二、三项", "《水法》第十条第一、二、三项 title 水法#art_10__item_1,art_10__item_2,art_10__item_3" },
  { "《水法》第十条第（一）、（三）项", "《水法》第十条第（一）、（三）项 title 水法#art_10__item_1,art_10__item_3" },
  { "《水法》第十条第(一)至第(三)项", "《水法》第十条第(一)至第(三)项 title 水法#art_10__item_1,art_10__item_2,art_10__item_3" },
  { "《水法》第一至三条", "《水法》第一至三条 title 水法#art_1,art_2,art_3" },
  { "《水法》第十条第七项至九项", "《水法》第十条第七项至九项 title 水法#art_10__item_7,art_10__item_8,art_10__item_9" },
  { "《水法》第十条第一款第一项、第二款，第十一条", "《水法》第十条第一款第一项、第二款 title 水法#art_10__para_1__item_1,art_10__para_2 | 第十一条 naked 水法#art_11" },
  { "《水法》第三条至第五条第二款", "《水法》第三条至第五条第二款 title 水法#art_3,art_4,art_5__para_2" },
  { "《水法》第十条第一款（二）项", "《水法》第十条第一款（二）项 title 水法#art_10__para_1__item_2" },
  { "《水法》第十条第㈡项", "《水法》第十条第㈡项 title 水法#art_10__item_2" },
  { "《水法》第三十八条第（一）项第2目", "《水法》第三十八条第（一）项第2目 title 水法#art_38__item_1__point_2" },
  /* numerals */
  { "《水法》第87条第1款", "《水法》第87条第1款 title 水法#art_87__para_1" },
  { "《水法》第３８/４０条", "《水法》第３８/４０条 title 水法#art_38,art_40" },
  { "《水法》第 23 条", "《水法》第 23 条 title 水法#art_23" },
  { "刑法第一百二十条之一第二款", "刑法第一百二十条之一第二款 short 刑法#art_120-1__para_2" },
  { "《刑法》第二百八十七条之一、第二百八十七条之二", "《刑法》第二百八十七条之一、第二百八十七条之二 title 刑法#art_287-1,art_287-2" },
  /* chapters and annexes */
  { "《水法》第三章第二节", "《水法》第三章第二节 title 水法#chp_3__sec_2" },
  { "《某决定》（国务院令第412号）附件第102项", "《某决定》（国务院令第412号）附件第102项 title 某决定#annex_1__item_102" },
  { "《某决定》附件二第3项", "《某决定》附件二第3项 title 某决定#annex_2__item_3" },
  /* short names */
  { "依照刑法第三百条的规定", "刑法第三百条 short 刑法#art_300" },
  { "依照中华人民共和国刑法第三百条", "中华人民共和国刑法第三百条 short 刑法#art_300" },
  { "违反行诉法第四十六条", "行诉法第四十六条 short 行政诉讼法#art_46" },
  { "单位犯刑法第三百条规定之罪", "刑法第三百条 short 刑法#art_300" },
  { "行政处罚法 第24条", "行政处罚法 第24条 short 行政处罚法#art_24" },
  { "依照某某国际公约第三条", "某某国际公约第三条 short 某某国际公约#art_3" },
  { "违反青河市养犬管理条例第三条", "青河市养犬管理条例第三条 short 青河市养犬管理条例#art_3" },
  { "按照有关规定第三条办理", "第三条 naked ?#art_3" },
  { "《青河市养犬管理条例》（以下简称条例）公布后，按照条例第三条办理",
    "《青河市养犬管理条例》 title 青河市养犬管理条例# | 条例第三条 short 青河市养犬管理条例#art_3" },
  { "《青河市养犬管理条例》（以下简称《养犬条例》）公布后，按照《养犬条例》第三条",
    "《青河市养犬管理条例》 title 青河市养犬管理条例# | 《养犬条例》第三条 title 青河市养犬管理条例#art_3" },
  { "《青河市养犬管理条例》（以下称“犬规”）第三条；犬规第五条",
    "《青河市养犬管理条例》（以下称“犬规”）第三条 title 青河市养犬管理条例#art_3 | 犬规第五条 short 青河市养犬管理条例#art_5" },
  { "《甲条例》（以下简称条例）；条例第一条。《乙条例》（下称条例）；条例第二条",
    "《甲条例》 title 甲条例# | 条例第一条 short 甲条例#art_1 | 《乙条例》 title 乙条例# | 条例第二条 short 乙条例#art_2" },
  { "市人民政府（以下简称市政府）", "" },
  /* pointing back */
  { "《水法》第十条；同法第十一条", "《水法》第十条 title 水法#art_10 | 同法第十一条 relative 水法#art_11" },
  { "《水法》和《某条例》，该法第三条，上述条例第四条",
    "《水法》 title 水法# | 《某条例》 title 某条例# | 该法第三条 relative 水法#art_3 | 上述条例第四条 relative 某条例#art_4" },
  { "依照合同法律关系，共同法则，该法院", "" },
  { "《水法》第十条第一款；第二款", "《水法》第十条第一款 title 水法#art_10__para_1 | 第二款 naked 水法#art_10__para_2" },
  { "《水法》第十条，第十二条", "《水法》第十条 title 水法#art_10 | 第十二条 naked 水法#art_12" },
  { "第二十四条第一款", "第二十四条第一款 naked ?#art_24__para_1" },
  { "本法第三条、前款、本条第二款", "" },
  /* document numbers */
  { "根据国办发〔2016〕12号文件", "国办发〔2016〕12号 number 国办发[2016]12号#" },
  { "法释[2009]14号，粤府（２０１１）５号", "法释[2009]14号 number 法释[2009]14号# | 粤府（２０１１）５号 number 粤府(2011)5号#" },
  { "（2016）12人参加", "" },
  /* look-alikes */
  { "按照上述条件，基本条件，第一条件，第二项目，第三条约", "" },
  { "第一产业、第二产业；第三人；第四季度", "" },
  { "基本法律制度、资本规则、成本目录", "" },
};

/* Says what differs; 1 when something does. */
static guint
differs (const Row *row, const GPtrArray *citations)
{
  g_autofree char *printed = print_citations (row->text, citations);
  if (strcmp (printed, row->expected) == 0)
    return 0;
  print_error ("text:     %s\nexpected: %s\ngot:      %s\n", row->text, row->expected, printed);
  return 1;
}

static void
test_strings (void **state)
{
  guint wrong = 0;
  (void) state;
  for (gsize i = 0; i < G_N_ELEMENTS (strings); i++)
    {
      g_autoptr (GPtrArray) citations = qz_citations_parse_string (strings[i].text, lexicon);
      wrong += differs (&strings[i], citations);
    }
  assert_int_equal (wrong, 0);
}

static void
test_hostile (void **state)
{
  static const char *const pieces[] = { "《", "》", "第", "第一、", "本", "（", "第一条", "第一条、", "前", "同法", "以下简称", "〔2016〕", "《》", "第(一)", "1", "〈", "<", "《a" };
  (void) state;
  for (gsize i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      for (guint n = 0; n < 100000; n++)
        g_string_append (text, pieces[i]);
      gint64                begun = g_get_monotonic_time ();
      g_autoptr (GPtrArray) citations = qz_citations_parse_string (text->str, lexicon);
      gint64                taken = g_get_monotonic_time () - begun;
      assert_non_null (citations);
      if (taken > 2 * G_USEC_PER_SEC)
        print_error ("%s: %.2f s\n", pieces[i], (double) taken / G_USEC_PER_SEC);
      assert_true (taken < 20 * G_USEC_PER_SEC);
    }
}

static void
test_format (void **state)
{
  QzAddress        address = { .article = 120, .suffix = 1, .paragraph = 2, .item = 3 };
  g_autofree char *cited = qz_citation_format ("中华人民共和国刑法", &address);
  g_autofree char *nested = qz_citation_format ("关于适用《某法》的解释", NULL);
  (void) state;
  assert_string_equal (cited, "《中华人民共和国刑法》第一百二十条之一第二款第三项");
  assert_string_equal (nested, "《关于适用〈某法〉的解释》");
}

static int
setup (void **state)
{
  (void) state;
  lexicon = qz_lexicon_open (g_getenv ("QUANZE_LEXICON"), NULL, NULL);
  return lexicon != NULL ? 0 : -1;
}

static int
teardown (void **state)
{
  (void) state;
  qz_lexicon_free (lexicon);
  return 0;
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_strings),
    cmocka_unit_test (test_hostile),
    cmocka_unit_test (test_format),
  };
  return cmocka_run_group_tests (tests, setup, teardown);
}
