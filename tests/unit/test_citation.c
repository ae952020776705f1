/* Citations, form by form. Each row: a text, and every citation that must come out of it, in order:
 * its words, its form, and its targets as key#eid (self#… for the document itself, ?#… for a law the text does not
 * tell). */
#include "config.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <string.h>
#include <time.h>
#include <cmocka.h>
#include <glib.h>

#include <quanze/citation.h>
#include <quanze/source.h>

static QzLexicon *lexicon;

static void
print_citation (GString *out, const char *text, const QzCitation *citation)
{
  if (out->len > 0)
    g_string_append (out, " | ");
  g_string_append_len (out, text + citation->start, (gssize)(citation->end - citation->start));
  g_string_append_printf (out, " %s", qz_citation_form_name (citation->form));
  for (guint i = 0; i < citation->targets->len; i++) {
    const QzTarget *target = citation->targets->pdata[i];
    g_autofree char *eid = qz_address_to_eid (&target->address);
    const char *key = target->self ? "self" : target->key != NULL ? target->key : "?";
    const QzTarget *before = i > 0 ? citation->targets->pdata[i - 1] : NULL;
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
  { "《 中华人民共和国 行政处罚法 》 第二十四条",
    "《 中华人民共和国 行政处罚法 》 第二十四条 title 行政处罚法#art_24" },
  { "〈土地管理法〉第四条", "〈土地管理法〉第四条 title 土地管理法#art_4" },
  { "<土地管理法>第四条，a<b、c>d", "<土地管理法>第四条 title 土地管理法#art_4" },
  { "《青河市养犬管理条例（2021年修订）》第七条",
    "《青河市养犬管理条例（2021年修订）》第七条 title 青河市养犬管理条例#art_7" },
  { "《青河市养犬管理条例》（2021年修订）第七条",
    "《青河市养犬管理条例》（2021年修订）第七条 title 青河市养犬管理条例#art_7" },
  { "《青河市某某办法（试行）》第三条", "《青河市某某办法（试行）》第三条 title 青河市某某办法(试行)#art_3" },
  { "《关于适用〈中华人民共和国某法〉的解释》第二条",
    "《关于适用〈中华人民共和国某法〉的解释》第二条 title 关于适用《某法》的解释#art_2" },
  { "《关于适用《中华人民共和国某法》的解释》第二条",
    "《关于适用《中华人民共和国某法》的解释》第二条 title 关于适用《某法》的解释#art_2" },
  { "最高人民法院《关于某类案件的规定》第二条",
    "《关于某类案件的规定》第二条 title 最高人民法院关于某类案件的规定#art_2" },
  { "《会计证》一并收回", "《会计证》 title 会计证#" },
  { "《水法》、《防洪法》《渔业法》", "《水法》 title 水法# | 《防洪法》 title 防洪法# | 《渔业法》 title 渔业法#" },
  /* damaged brackets */
  { "违反《水法第十条规定", "《水法第十条 title 水法#art_10" },
  { "违反水法》第十条规定", "水法》第十条 title 水法#art_10" },
  { "《没有完的名称", "" },
  { "违反《水法第十条第一款》规定", "《水法第十条第一款》 title 水法#art_10__para_1" },
  { "《关于水法第十条的解释》", "《关于水法第十条的解释》 title 关于水法第十条的解释#" },
  /* lists and ranges */
  { "《水法》第十条、第十二条至第十四条和第二十条第二款",
    "《水法》第十条、第十二条至第十四条和第二十条第二款 title 水法#art_10,art_12,art_13,art_14,art_20__para_2" },
  { "《水法》第十条第一、二、三项",
    "《水法》第十条第一、二、三项 title 水法#art_10__item_1,art_10__item_2,art_10__item_3" },
  { "《水法》第十条第（一）、（三）项", "《水法》第十条第（一）、（三）项 title 水法#art_10__item_1,art_10__item_3" },
  { "《水法》第十条第(一)至第(三)项",
    "《水法》第十条第(一)至第(三)项 title 水法#art_10__item_1,art_10__item_2,art_10__item_3" },
  { "《水法》第一至三条", "《水法》第一至三条 title 水法#art_1,art_2,art_3" },
  { "《水法》第十条第七项至九项",
    "《水法》第十条第七项至九项 title 水法#art_10__item_7,art_10__item_8,art_10__item_9" },
  { "《水法》第十条第一款第一项、第二款，第十一条",
    "《水法》第十条第一款第一项、第二款 title 水法#art_10__para_1__item_1,art_10__para_2 | 第十一条 naked "
    "水法#art_11" },
  { "《水法》第三条至第五条第二款", "《水法》第三条至第五条第二款 title 水法#art_3,art_4,art_5__para_2" },
  { "《水法》第十条第一款（二）项", "《水法》第十条第一款（二）项 title 水法#art_10__para_1__item_2" },
  { "《水法》第十条第㈡项", "《水法》第十条第㈡项 title 水法#art_10__item_2" },
  { "《水法》第三十八条第（一）项第2目", "《水法》第三十八条第（一）项第2目 title 水法#art_38__item_1__point_2" },
  { "《水法》第三十八条～第四十条，第三条—第五条", "《水法》第三十八条～第四十条 title 水法#art_38,art_39,art_40 | 第三条—第五条 "
                                                      "naked 水法#art_3,art_4,art_5" },
  { "《水法》第二十六、二十七条以及第三十条", "《水法》第二十六、二十七条以及第三十条 title 水法#art_26,art_27,art_30" },
  { "《水法》第三十八条或者第四十条", "《水法》第三十八条或者第四十条 title 水法#art_38,art_40" },
  { "《水法》第一条第一款、第三款及第五款", "《水法》第一条第一款、第三款及第五款 title 水法#art_1__para_1,art_1__para_3,art_1__para_5" },
  { "《水法》第一条第一款至第三款", "《水法》第一条第一款至第三款 title 水法#art_1__para_1,art_1__para_2,art_1__para_3" },
  { "《水法》第十条第（一）（二）（三）项",
    "《水法》第十条第（一）（二）（三）项 title 水法#art_10__item_1,art_10__item_2,art_10__item_3" },
  { "《水法》第十条第一项至第三项、第五项",
    "《水法》第十条第一项至第三项、第五项 title 水法#art_10__item_1,art_10__item_2,art_10__item_3,art_10__item_5" },
  { "《水法》第十条第一款、第二款第一项和第三项",
    "《水法》第十条第一款、第二款第一项和第三项 title 水法#art_10__para_1,art_10__para_2__item_1,art_10__para_2__item_3" },
  { "《水法》第十条之一至第十条之三", "《水法》第十条之一至第十条之三 title 水法#art_10-1,art_10-2,art_10-3" },
  /* numerals */
  { "《水法》第38条、第40条和42条", "《水法》第38条、第40条和42条 title 水法#art_38,art_40,art_42" },
  { "《水法》第10条第(2)款第(3)项", "《水法》第10条第(2)款第(3)项 title 水法#art_10__para_2__item_3" },
  { "《水法》第87条第1款", "《水法》第87条第1款 title 水法#art_87__para_1" },
  { "《水法》第３８/４０条", "《水法》第３８/４０条 title 水法#art_38,art_40" },
  { "《水法》第 23 条", "《水法》第 23 条 title 水法#art_23" },
  { "刑法第一百二十条之一第二款", "刑法第一百二十条之一第二款 short 刑法#art_120-1__para_2" },
  { "《刑法》第二百八十七条之一、第二百八十七条之二",
    "《刑法》第二百八十七条之一、第二百八十七条之二 title 刑法#art_287-1,art_287-2" },
  /* chapters and annexes */
  { "《水法》第一编第二章第三节、第二章至第四章",
    "《水法》第一编第二章第三节、第二章至第四章 title 水法#part_1__chp_2__sec_3,part_1__chp_2,part_1__chp_3,part_1__chp_4" },
  { "《水法》第三章第二节", "《水法》第三章第二节 title 水法#chp_3__sec_2" },
  { "《某决定》（国务院令第412号）附件第102项",
    "《某决定》（国务院令第412号）附件第102项 title 某决定#annex_1__item_102" },
  { "《某决定》附件二第3项", "《某决定》附件二第3项 title 某决定#annex_2__item_3" },
  /* short names */
  { "依照刑法第三百条的规定", "刑法第三百条 short 刑法#art_300" },
  { "依照中华人民共和国刑法第三百条", "中华人民共和国刑法第三百条 short 刑法#art_300" },
  { "违反行诉法第四十六条", "行诉法第四十六条 short 行政诉讼法#art_46" },
  { "单位犯刑法第三百条规定之罪", "刑法第三百条 short 刑法#art_300" },
  { "行政处罚法 第24条", "行政处罚法 第24条 short 行政处罚法#art_24" },
  { "依据浙江省实施《水法》办法第三条处罚", "浙江省实施《水法》办法第三条 title 浙江省实施《水法》办法#art_3" },
  { "按甲乙市实施《渡口法》若干规定（以下简称规定）第三条", "甲乙市实施《渡口法》若干规定（以下简称规定）第三条 title 甲乙市实施《渡口法》若干规定#art_3" },
  { "认真贯彻实施《水法》规定的制度", "《水法》 title 水法#" },
  { "依照某某国际公约第三条", "某某国际公约第三条 short 某某国际公约#art_3" },
  { "违反青河市养犬管理条例第三条", "青河市养犬管理条例第三条 short 青河市养犬管理条例#art_3" },
  { "按照有关规定第三条办理", "第三条 naked ?#art_3" },
  { "《青河市养犬管理条例》（以下简称条例）公布后，按照条例第三条办理",
    "《青河市养犬管理条例》 title 青河市养犬管理条例# | 条例第三条 short 青河市养犬管理条例#art_3" },
  { "《青河市养犬管理条例》（以下简称《养犬条例》）公布后，按照《养犬条例》第三条",
    "《青河市养犬管理条例》 title 青河市养犬管理条例# | 《养犬条例》第三条 title 青河市养犬管理条例#art_3" },
  { "《青河市养犬管理条例》（以下称“犬规”）第三条；犬规第五条",
    "《青河市养犬管理条例》（以下称“犬规”）第三条 title 青河市养犬管理条例#art_3 | 犬规第五条 short "
    "青河市养犬管理条例#art_5" },
  { "《甲条例》（以下简称条例）；条例第一条。《乙条例》（下称条例）；条例第二条",
    "《甲条例》 title 甲条例# | 条例第一条 short 甲条例#art_1 | 《乙条例》 title 乙条例# | 条例第二条 short "
    "乙条例#art_2" },
  { "《甲条例》、《乙条例》（以下分别简称《甲》和《乙》）；《乙》第三条",
    "《甲条例》 title 甲条例# | 《乙条例》 title 乙条例# | 《乙》第三条 title 乙条例#art_3" },
  { "市人民政府（以下简称市政府）", "" },
  { "《甲条例》（简称“条例”）第三条；条例第五条第二款",
    "《甲条例》（简称“条例”）第三条 title 甲条例#art_3 | 条例第五条第二款 short 甲条例#art_5__para_2" },
  /* pointing back */
  { "《甲条例》第一条，该条例第三条；上述条例第四条", "《甲条例》第一条 title 甲条例#art_1 | 该条例第三条 relative 甲条例#art_3 | "
                                                        "上述条例第四条 relative 甲条例#art_4" },
  { "《水法》第十条；该条第二款", "《水法》第十条 title 水法#art_10 | 该条第二款 relative 水法#art_10__para_2" },
  { "《水法》第十条；同法第十一条", "《水法》第十条 title 水法#art_10 | 同法第十一条 relative 水法#art_11" },
  { "《水法》和《某条例》，该法第三条，上述条例第四条", "《水法》 title 水法# | 《某条例》 title 某条例# | 该法第三条 "
                                                        "relative 水法#art_3 | 上述条例第四条 relative 某条例#art_4" },
  { "依照合同法律关系，共同法则，该法院", "" },
  { "《水法》第十条第一款；第二款",
    "《水法》第十条第一款 title 水法#art_10__para_1 | 第二款 naked 水法#art_10__para_2" },
  { "《水法》第十条，第十二条", "《水法》第十条 title 水法#art_10 | 第十二条 naked 水法#art_12" },
  { "第二十四条第一款", "第二十四条第一款 naked ?#art_24__para_1" },
  { "本法第三条、前款、本条第二款", "" },
  /* document numbers */
  { "根据国办发〔2016〕12号文件", "国办发〔2016〕12号 number 国办发[2016]12号#" },
  { "法释[2009]14号，粤府（２０１１）５号",
    "法释[2009]14号 number 法释[2009]14号# | 粤府（２０１１）５号 number 粤府(2011)5号#" },
  { "（2016）12人参加", "" },
  { "国发﹝2016﹞9号、国发【二〇一六】9号、国发［2016］第9号",
    "国发﹝2016﹞9号 number 国发[2016]9号# | 国发【二〇一六】9号 number 国发[2016]9号# | 国发［2016］第9号 number 国发[2016]第9号#" },
  { "依照法释〔2021〕20号第二十五条", "法释〔2021〕20号第二十五条 number 法释[2021]20号#art_25" },
  { "依照国务院令第412号附件第102项", "国务院令第412号附件第102项 number 国务院令第412号#annex_1__item_102" },
  { "依照国务院令第 412 号第三条", "国务院令第 412 号第三条 number 国务院令第412号#art_3" },
  { "国务院令第412号公布，命令第三条", "第三条 naked ?#art_3" },
  { "《某决定》附件第102、103项和第一百零五项",
    "《某决定》附件第102、103项和第一百零五项 title 某决定#annex_1__item_102,annex_1__item_103,annex_1__item_105" },
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
  (void)state;
  for (gsize i = 0; i < G_N_ELEMENTS (strings); i++) {
    g_autoptr (GPtrArray) citations = qz_citations_parse_string (strings[i].text, lexicon);
    wrong += differs (&strings[i], citations);
  }
  assert_int_equal (wrong, 0);
}

/* ---- in a document ---- */

#define HEAD "# 青河市养犬管理条例\n\n2020年3月1日 青河市人民代表大会常务委员会第一次会议通过\n\n<!-- INFO END -->\n\n"

static const Row documents[] = {
  /* the document itself */
  { HEAD "第一条 本条例所称犬只，依照本条例第二条。\n\n第二条 无。",
    "本条例 self self# | 本条例第二条 self self#art_2" },
  { HEAD "第一条 甲。\n\n第二条 违反本条例第一条第一款、第三条第（二）项规定的，处罚。\n\n第三条 "
         "不得：\n\n（一）甲；\n\n（二）乙。",
    "本条例第一条第一款、第三条第（二）项 self self#art_1__para_1,art_3__para_1__item_2" },
  { HEAD "第一条 甲。\n\n乙。\n\n第二条 依照本条例六十条规定、基本条例、基本法律、资本规则。",
    "本条例六十条 self self#art_60" },
  { HEAD "第一条 甲。\n\n乙，造成本条第一款、构成本条例第一条规定的情形的，适用本条。\n\n丙，有本款规定情形的。",
    "本条第一款 self self#art_1__para_1 | 本条例第一条 self self#art_1 | 本条 self self#art_1 | 本款 self "
    "self#art_1__para_3" },
  { HEAD "## 第一章 总则\n\n第一条 本章另有规定的，从其规定；本章程序、印章不变。\n\n## 第二章 管理\n\n第二条 "
         "适用本条例第一章。",
    "本章 self self#chp_1 | 本章 self self#chp_1 | 本条例第一章 self self#chp_1" },
  { HEAD "第一条 不服本决定的，比照本标准、本目录。", "" },
  /* what precedes */
  { HEAD "第一条 甲。\n\n前款规定的甲。\n\n违反前两款规定的，依照前款处罚。",
    "前款 relative self#art_1__para_1 | 前两款 relative self#art_1__para_1,art_1__para_2 | 前款 relative "
    "self#art_1__para_2" },
  { HEAD "第一条 "
         "有下列行为之一的：\n\n（一）甲；\n\n（二）乙；\n\n（三）前项、前两项以外的。\n\n有前款第二项、第三项行为的，"
         "从重。",
    "前项 relative self#art_1__para_1__item_2 | 前两项 relative self#art_1__para_1__item_1,art_1__para_1__item_2 | "
    "前款第二项、第三项 relative self#art_1__para_1__item_2,art_1__para_1__item_3" },
  { HEAD "第一条 甲。\n\n第二条 乙。\n\n第三条 前条、前两条规定的，依照前条第一款。目前条件、先前条约除外。",
    "前条 relative self#art_2 | 前两条 relative self#art_1,art_2 | 前条第一款 relative self#art_2__para_1" },
  { HEAD "第一条 甲从大到小，对前三项征收。", "" },
  { HEAD "第一条 前款规定的甲。", "前款 relative ?#" },
  /* naked units inherit from the sentence */
  { HEAD "第一条 不得：\n\n（一）甲；\n\n（二）乙；\n\n（三）丙。\n\n违反前款第一项的，罚一元；违反第三项的，罚三元。",
    "前款第一项 relative self#art_1__para_1__item_1 | 第三项 naked self#art_1__para_1__item_3" },
  { HEAD "第一条 违反《水法》第十条第一项的，罚一元；违反第二项的，罚二元。\n\n第二条 乙。",
    "《水法》第十条第一项 title 水法#art_10__item_1 | 第二项 naked 水法#art_10__item_2" },
  { HEAD "第一条 不得：\n\n（一）甲；\n\n（二）乙。\n\n第二条 有本条例第一条所列第(一)至第(二)项行为的，处罚。",
    "本条例第一条 self self#art_1 | 第(一)至第(二)项 naked self#art_1__para_1__item_1,art_1__para_1__item_2" },
  /* … from the lead-in of their list */
  { HEAD "第一条 不得：\n\n（一）甲；\n\n（二）乙。\n\n第二条 "
         "违反本条例第一条规定的，按照下列规定处罚：\n\n（一）违反第一项的，罚一元；\n\n（二）违反第二项的，罚二元。",
    "本条例第一条 self self#art_1 | 第一项 naked self#art_1__para_1__item_1 | 第二项 naked "
    "self#art_1__para_1__item_2" },
  /* … but not from a notion of another law that the list spells out, nor from the rule applied */
  { HEAD "第一条 "
         "具有下列情形之一的，应当认定为刑法第三百条第一款规定的“情节严重”：\n\n（一）甲；\n\n（二）不足第一项一半的。",
    "刑法第三百条第一款 short 刑法#art_300__para_1 | 第一项 naked self#art_1__para_1__item_1" },
  { HEAD
    "第一条 "
    "甲，依照刑法第三百条的规定定罪处罚。\n\n单位犯前款罪的，对单位判处罚金，并对直接责任人员，依照第一款的规定处罚。",
    "刑法第三百条 short 刑法#art_300 | 前款 relative self#art_1__para_1 | 第一款 naked self#art_1__para_1" },
  /* bare articles */
  { HEAD "第一条 违反第二条，第三条的，处罚。\n\n第二条 甲。\n\n第三条 乙。",
    "第二条 naked self#art_2 | 第三条 naked self#art_3" },
  { HEAD "第一条 依照《水法》第十条，第二十条处罚。", "《水法》第十条 title 水法#art_10 | 第二十条 naked 水法#art_20" },
  { HEAD "第一条 甲。\n\n第二条 规定本市范围的，适用第一条。", "第一条 naked self#art_1" },
  /* pointing back */
  { HEAD "第一条 实施刑法第三百条、第三百零一条规定的行为的，依照各该条的规定处罚。",
    "刑法第三百条、第三百零一条 short 刑法#art_300,art_301 | 该条 relative 刑法#art_300,art_301" },
  { HEAD "第一条 适用《水法》；该法第三条、该法院、该条件不计。\n\n乙，有该款规定情形的。",
    "《水法》 title 水法# | 该法第三条 relative 水法#art_3" },
  /* short names of laws and their parts */
  { HEAD "第一条 构成刑法分则第三章规定的犯罪，依照刑法第三百零七条之一前两款。",
    "刑法分则第三章 short 刑法#part_2__chp_3 | 刑法第三百零七条之一前两款 short "
    "刑法#art_307-1__para_1,art_307-1__para_2" },
  { HEAD "第一条 为了实施《中华人民共和国劳动争议调解仲裁法》。\n\n第二条 依照调解仲裁法第五条。",
    "《中华人民共和国劳动争议调解仲裁法》 title 劳动争议调解仲裁法# | 调解仲裁法第五条 short "
    "劳动争议调解仲裁法#art_5" },
  /* look-alikes */
  { HEAD "第一条 符合上述条件、申请（一）项目、第二项目、香港法例第13章《某条例》的。", "《某条例》 title 某条例#" },
  /* numbered headings instead of articles */
  { "# "
    "青河市人民政府关于养犬的通知\n\n青政发〔2020〕3号\n\n各县人民政府：\n\n一、登记\n\n甲。\n\n二、收费\n\n依照本通知"
    "第一条。\n\n三、其他\n\n依照青政发〔2019〕1号文件。",
    "本通知第一条 self self#hd_1 | 青政发〔2019〕1号 number 青政发[2019]1号#" },
};

/* In amending decisions relative words mean the law amended. */
static const Row amendments[] = {
  { "# 关于修改《青河市养犬管理条例》的决定\n\n<!-- INFO END "
    "-->"
    "\n\n一、将第九条修改为：“养犬人应当登记。\n\n“违反前款规定，依照本条例第三条处罚。”\n\n二、在第十条中增加一款，作"
    "为第二款：“犬只依照前款登记。”\n\n本决定自公布之日起施行。",
    "《青河市养犬管理条例》 title 青河市养犬管理条例# | 第九条 naked 青河市养犬管理条例#art_9 | 前款 relative "
    "青河市养犬管理条例#art_9__para_1 | "
    "本条例第三条 self 青河市养犬管理条例#art_3 | 第十条 naked 青河市养犬管理条例#art_10 | 第二款 naked "
    "青河市养犬管理条例#art_10__para_2 | "
    "前款 relative 青河市养犬管理条例#art_10__para_1 | 本决定 self self#" },
  { "# 中华人民共和国某某法修正案\n\n<!-- INFO END -->\n\n一、第五条增加一条，作为第五条之一：“第五条之一 "
    "单位犯本章第四条之罪的，依照各该条的规定处罚。”\n\n二、本修正案自公布之日起施行。",
    "第五条 naked 某某法#art_5 | 第五条之一 naked 某某法#art_5-1 | 本章第四条 self 某某法#art_4 | 该条 relative "
    "某某法#art_4 | "
    "本修正案 self self#" },
};

static QzInstrument *
parse_document (const char *text, QzSource **source)
{
  g_autoptr (GError) error = NULL;
  *source = qz_source_read_bytes ("text.md", (const guint8 *)text, strlen (text), &error);
  assert_non_null (*source);
  return qz_instrument_parse (*source);
}

static guint
check_documents (const Row *rows, gsize n)
{
  guint wrong = 0;
  for (gsize i = 0; i < n; i++) {
    g_autoptr (QzSource) source = NULL;
    g_autoptr (QzInstrument) instrument = parse_document (rows[i].text, &source);
    g_autoptr (GPtrArray) citations = qz_citations_parse (instrument, source->text, lexicon);
    Row row = { source->text, rows[i].expected };
    wrong += differs (&row, citations);
  }
  return wrong;
}

static void
test_documents (void **state)
{
  (void)state;
  assert_int_equal (check_documents (documents, G_N_ELEMENTS (documents)), 0);
}

static void
test_amendments (void **state)
{
  (void)state;
  assert_int_equal (check_documents (amendments, G_N_ELEMENTS (amendments)), 0);
}

/* Which of its own provisions a document has. */
static void
test_check (void **state)
{
  static const char text[]
    = HEAD "第一条 甲。\n\n乙。\n\n第二条 依照本条例第一条第二款、本条例第一条第三款、本条例、《水法》第一条。";
  static const QzCitationStatus expected[]
    = { QZ_CITE_RESOLVED, QZ_CITE_NO_PROVISION, QZ_CITE_RESOLVED, QZ_CITE_UNRESOLVED };
  g_autoptr (QzSource) source = NULL;
  g_autoptr (QzInstrument) instrument = parse_document (text, &source);
  g_autoptr (GPtrArray) citations = qz_citations_parse (instrument, source->text, lexicon);
  (void)state;
  qz_citations_check (citations, instrument);
  assert_int_equal (citations->len, G_N_ELEMENTS (expected));
  for (guint i = 0; i < citations->len; i++)
    assert_int_equal (((QzCitation *)citations->pdata[i])->status, expected[i]);
}

static void
test_short_names (void **state)
{
  static const struct {
    const char *text, *name, *title;
  } rows[] = {
    { "《中华人民共和国水法》（以下简称水法）", "水法", "中华人民共和国水法" },
    { "《青河市养犬管理条例》(青政发〔2020〕3号，以下简称《养犬条例》)", "养犬条例", "青河市养犬管理条例" },
    { "《甲法》《乙法》（以下分别简称甲、乙、丙）", NULL, NULL },
    { "《关于适用《水法》的解释（二）》，以下称“解释（二）”。", "解释（二）", "关于适用《水法》的解释（二）" },
    { "制定《青河市养犬管理条例》（以下简称本条例）", NULL, NULL },
    { "市人民政府（以下简称市政府）", NULL, NULL },
  };
  (void)state;
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GPtrArray) names = qz_short_names_parse (rows[i].text, NULL);
    if (rows[i].name == NULL) {
      assert_int_equal (names->len, 0);
      continue;
    }
    assert_int_equal (names->len, 1);
    const QzShortName *name = names->pdata[0];
    assert_string_equal (name->name, rows[i].name);
    assert_string_equal (name->title, rows[i].title);
    assert_memory_equal (rows[i].text + name->start, name->name, name->end - name->start);
  }
}

static void
test_hostile (void **state)
{
  static const char *const pieces[]
    = { "《",   "》",       "第",       "第一、", "本",     "（", "第一条", "第一条、", "前",
        "同法", "以下简称", "〔2016〕", "《》",   "第(一)", "1",  "〈",     "<",        "《a" };
  (void)state;
  for (gsize i = 0; i < G_N_ELEMENTS (pieces); i++) {
    g_autoptr (GString) text = g_string_new (NULL);
    for (guint n = 0; n < 100000; n++)
      g_string_append (text, pieces[i]);
    clock_t begun = clock ();   /* of this process: a busy machine is no fault of the scanner */
    g_autoptr (GPtrArray) citations = qz_citations_parse_string (text->str, lexicon);
    double taken = (double)(clock () - begun) / CLOCKS_PER_SEC;
    assert_non_null (citations);
    if (taken > 2)
      print_error ("%s: %.2f s\n", pieces[i], taken);
    assert_true (taken < 20);
  }
}

static void
test_format (void **state)
{
  QzAddress address = { .article = 120, .suffix = 1, .paragraph = 2, .item = 3 };
  g_autofree char *cited = qz_citation_format ("中华人民共和国刑法", &address);
  g_autofree char *nested = qz_citation_format ("关于适用《某法》的解释", NULL);
  (void)state;
  assert_string_equal (cited, "《中华人民共和国刑法》第一百二十条之一第二款第三项");
  assert_string_equal (nested, "《关于适用〈某法〉的解释》");
}

static int
setup (void **state)
{
  (void)state;
  lexicon = qz_lexicon_open (g_getenv ("QUANZE_LEXICON"), NULL, NULL);
  return lexicon != NULL ? 0 : -1;
}

static int
teardown (void **state)
{
  (void)state;
  qz_lexicon_free (lexicon);
  return 0;
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_strings), cmocka_unit_test (test_documents),   cmocka_unit_test (test_amendments),
    cmocka_unit_test (test_check),   cmocka_unit_test (test_short_names), cmocka_unit_test (test_hostile),
    cmocka_unit_test (test_format),
  };
  return cmocka_run_group_tests (tests, setup, teardown);
}
