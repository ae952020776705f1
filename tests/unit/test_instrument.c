/* Addresses, title keys, territory and rank, markers, dated events, force and repeals: by table. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include <quanze/instrument.h>

#include "lib/structure/event.h"
#include "lib/structure/force.h"
#include "lib/structure/marker.h"
#include "lib/structure/places.h"

/* ---- addresses ---- */

static void
test_addresses (void **state)
{
  static const struct {
    const char *eid, *back, *chinese;   /* back: what the address gives again */
  } rows[] = {
    { "art_24", "art_24", "第二十四条" },
    { "art_24__para_1__item_2", "art_24__para_1__item_2", "第二十四条第一款第二项" },
    { "art_120-1__para_2", "art_120-1__para_2", "第一百二十条之一第二款" },
    { "art_5~2__para_1", "art_5__para_1", "第五条第一款" },
    { "part_2__chp_1__sec_3", "part_2__chp_1__sec_3", "第二编第一章第三节" },
    { "subpart_1", "subpart_1", "第一分编" },
    { "hd_5", "hd_5", "第五条" },
    { "hd_3__hd_2__para_1", "hd_3__hd_2__para_1", "第三条第二项第一款" },
    { "annex_1__art_3", "annex_1__art_3", "附件一第三条" },
    { "art_1__para_1__item_1__point_4", "art_1__para_1__item_1__point_4", "第一条第一款第一项第四目" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    QzAddress address;
    assert_true (qz_address_from_eid (rows[i].eid, &address));
    g_autofree char *eid = qz_address_to_eid (&address), *chinese = qz_address_to_chinese (&address);
    assert_string_equal (eid, rows[i].back);
    assert_string_equal (chinese, rows[i].chinese);
  }
}

static void
test_no_addresses (void **state)
{
  static const char *const bad[] = { "", "preamble", "art", "art_", "art_0", "art_x", "art_1_para_2", "art_1__", "para_1__art_1",
                                     "art_1-", "art_1~", "art_99999999999", "block_1", "art_1__art_2" };
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++) {
    QzAddress address = { .article = 77 };
    assert_false (qz_address_from_eid (bad[i], &address));
    assert_int_equal (address.article, 77);
  }
  QzAddress nothing = { 0 };
  g_autofree char *chinese = qz_address_to_chinese (&nothing);
  assert_null (qz_address_to_eid (&nothing));
  assert_string_equal (chinese, "");
}

static void
test_within (void **state)
{
  assert_true (qz_eid_within ("art_7", "art_7"));
  assert_true (qz_eid_within ("art_7__para_1__item_2", "art_7"));
  assert_true (qz_eid_within ("art_7__para_1__item_2", "art_7__para_1"));
  assert_false (qz_eid_within ("art_7", "art_7__para_1"));
  assert_false (qz_eid_within ("art_70", "art_7"));
  assert_false (qz_eid_within ("art_7-1__para_1", "art_7"));
  assert_false (qz_eid_within ("art_7~2", "art_7"));
}

/* ---- provisions ---- */

static void
test_full_text (void **state)
{
  static const char text[] = "示例办法\n第一条 禁止：\n（一）取土；\n（二）采砂。\n违者警告。\n";
  g_autoptr (QzSource) source = qz_source_read_bytes ("a.txt", (const guint8 *) text, strlen (text), NULL);
  g_autoptr (QzInstrument) instrument = qz_instrument_parse (source);
  const QzProvision *article = qz_provision_find (instrument->body, "art_1");
  const QzProvision *item = qz_provision_find (instrument->body, "art_1__para_1__item_2");
  g_autofree char *whole = qz_provision_full_text (article), *part = qz_provision_full_text (item);

  assert_string_equal (whole, "禁止：\n（一）取土；\n（二）采砂。\n违者警告。");
  assert_string_equal (part, "（二）采砂。");
  assert_memory_equal (source->text + item->start, "（二）采砂。", item->end - item->start);
  assert_memory_equal (source->text + item->text_start, "采砂。", item->text_end - item->text_start);
  assert_null (qz_provision_find (instrument->body, "art_2"));
}

/* ---- titles ---- */

static void
test_title_keys (void **state)
{
  static const char *const rows[][2] = {
    { "中华人民共和国行政处罚法", "行政处罚法" },
    { "《中华人民共和国行政处罚法》", "行政处罚法" },
    { "行政处罚法（2021年修订）", "行政处罚法" },
    { "公司法(2018修正)", "公司法" },
    { "公司法（2018年10月26日修正）", "公司法" },
    { "立法法(2015-03-15)", "立法法" },
    { "监督规则（试行）", "监督规则(试行)" },
    { "关于适用《中华人民共和国公司法》若干问题的规定（一）", "关于适用《公司法》若干问题的规定(一)" },
    { "关于适用〈中华人民共和国公司法〉若干问题的规定（一）", "关于适用《公司法》若干问题的规定(一)" },
    { "关于适用《公司法》若干问题的规定（二）（2020年修正）", "关于适用《公司法》若干问题的规定(二)" },
    { "宪法修正案（2018年）", "宪法修正案(2018年)" },
    { "外国人在中华人民共和国收养子女登记办法", "外国人在中华人民共和国收养子女登记办法" },
    { "北京市实施中华人民共和国水法办法", "北京市实施水法办法" },
    { " 重大  行政决策\n程序暂行条例 ", "重大行政决策程序暂行条例" },
    { "", "" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *key = qz_title_key (rows[i][0]);
    assert_string_equal (key, rows[i][1]);
  }
}

static void
test_ids (void **state)
{
  g_autofree char *dated = qz_instrument_id ("行政处罚法", 20210122), *undated = qz_instrument_id ("甲条例", QZ_DATE_UNKNOWN);
  assert_string_equal (dated, "行政处罚法@2021-01-22");
  assert_string_equal (undated, "甲条例@-");
}

/* ---- territory and rank ---- */

static void
test_territory (void **state)
{
  static const struct {
    const char *title, *issuer, *path, *territory;
    QzRank      rank;
  } rows[] = {
    { "中华人民共和国宪法", "全国人民代表大会", NULL, "全国", QZ_RANK_CONSTITUTION },
    { "中华人民共和国行政处罚法", "全国人民代表大会", NULL, "全国", QZ_RANK_LAW },
    { "中华人民共和国户口登记条例", "全国人民代表大会常务委员会", NULL, "全国", QZ_RANK_LAW },
    { "全国人民代表大会常务委员会关于加强监督的决定", "全国人民代表大会常务委员会", NULL, "全国", QZ_RANK_LAW },
    { "政府信息公开条例", "国务院", NULL, "全国", QZ_RANK_ADMIN_REGULATION },
    { "国务院关于加强督查的通知", "国务院", NULL, "全国", QZ_RANK_NORMATIVE },
    { "国务院办公厅关于印发清单的通知", "国务院办公厅", NULL, "全国", QZ_RANK_NORMATIVE },
    { "公职人员政务处分暂行规定", "国家监察委员会", NULL, "全国", QZ_RANK_SUPERVISION_REGULATION },
    { "公安机关办理行政案件程序规定", "公安部", NULL, "全国", QZ_RANK_DEPARTMENT_RULE },
    { "关于工资折算问题的通知", "人力资源和社会保障部", NULL, "全国", QZ_RANK_NORMATIVE },
    { "最高人民法院关于适用民法典的解释", "最高人民法院", NULL, "全国", QZ_RANK_JUDICIAL },
    { "浙江省水资源条例", "浙江省人民代表大会常务委员会", NULL, "浙江省", QZ_RANK_LOCAL_REGULATION },
    { "青岛市海岸带条例", "青岛市人民代表大会常务委员会", NULL, "山东省青岛市", QZ_RANK_LOCAL_REGULATION },
    { "深圳经济特区数据条例", NULL, NULL, "广东省深圳市", QZ_RANK_LOCAL_REGULATION },
    { "景宁畲族自治县自治条例", "浙江省景宁畲族自治县人民代表大会", NULL, "浙江省景宁畲族自治县", QZ_RANK_LOCAL_REGULATION },
    { "杭州市停车管理办法", "杭州市人民政府", NULL, "浙江省杭州市", QZ_RANK_LOCAL_RULE },
    { "淳安县停车管理办法", "杭州市淳安县人民政府", NULL, "浙江省杭州市淳安县", QZ_RANK_NORMATIVE },
    { "浙江省人民政府关于下放权力的决定", "浙江省人民政府", NULL, "浙江省", QZ_RANK_NORMATIVE },
    { "某管理规定", NULL, "x/行政法规/某管理规定.md", "全国", QZ_RANK_ADMIN_REGULATION },
    { "某若干规定", NULL, "x/山东地方法规/地方性法规/山东/某若干规定.md", "山东省", QZ_RANK_LOCAL_REGULATION },
    { "某文", NULL, NULL, NULL, QZ_RANK_UNKNOWN },
    { "浙江省清洁生产促进条例", "全国人民代表大会常务委员会", NULL, "浙江省", QZ_RANK_LOCAL_REGULATION },
    { "香港特别行政区驻军法", "全国人民代表大会常务委员会", NULL, "全国", QZ_RANK_LAW },
    { "宁波杭州湾新区条例", NULL, NULL, "浙江省宁波市宁波杭州湾新区", QZ_RANK_LOCAL_REGULATION },
    { "甲乙市住宅小区公共收益管理条例", NULL, NULL, "甲乙市", QZ_RANK_LOCAL_REGULATION },
    { "岚川省澜阳市工业园区服务规定", "澜阳市人民政府", NULL, "澜阳市", QZ_RANK_LOCAL_RULE },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *territory = NULL;
    QzRank rank;
    qz_territory_of (rows[i].title, rows[i].issuer, rows[i].path, &territory, &rank);
    if (g_strcmp0 (territory, rows[i].territory) != 0 || rank != rows[i].rank)
      fail_msg ("%s: %s %s", rows[i].title, territory, qz_rank_name (rank));
  }
  for (QzRank rank = QZ_RANK_UNKNOWN; rank <= QZ_RANK_CASE; rank++)
    assert_int_equal (qz_rank_from_name (qz_rank_name (rank)), rank);
}

/* ---- markers ---- */

static void
test_markers (void **state)
{
  static const struct {
    const char *line;
    QzMarkKind  kind;
    guint       number, suffix;
    const char *words;
    gboolean    damaged;
  } rows[] = {
    { "第一条 甲", QZ_MARK_ARTICLE, 1, 0, "甲", FALSE },
    { "第一百二十条之一　甲", QZ_MARK_ARTICLE, 120, 1, "甲", FALSE },
    { "第三条之规定", QZ_MARK_ARTICLE, 3, 0, "之规定", FALSE },
    { "第二十四条", QZ_MARK_ARTICLE, 24, 0, "", FALSE },
    { "第２４条甲", QZ_MARK_ARTICLE, 24, 0, "甲", FALSE },
    { "笫五十四条 甲", QZ_MARK_ARTICLE, 54, 0, "甲", TRUE },
    { "第三十－条 甲", QZ_MARK_ARTICLE, 31, 0, "甲", TRUE },
    { "第 七 条 甲", QZ_MARK_ARTICLE, 7, 0, "甲", TRUE },
    { "第二百七十一 条法庭", QZ_MARK_ARTICLE, 271, 0, "法庭", TRUE },
    { "第一编 总则", QZ_MARK_PART, 1, 0, "总则", FALSE },
    { "第二分编 合同", QZ_MARK_SUBPART, 2, 0, "合同", FALSE },
    { "第十二章　附则", QZ_MARK_CHAPTER, 12, 0, "附则", FALSE },
    { "第一节一般规定", QZ_MARK_SECTION, 1, 0, "一般规定", FALSE },
    { "一、甲", QZ_MARK_HAN, 1, 0, "甲", FALSE },
    { "十一、 甲", QZ_MARK_HAN, 11, 0, "甲", FALSE },
    { "（一）甲", QZ_MARK_HAN_PAREN, 1, 0, "甲", FALSE },
    { "(十二）甲", QZ_MARK_HAN_PAREN, 12, 0, "甲", FALSE },
    { "（八）项目管理", QZ_MARK_HAN_PAREN, 8, 0, "项目管理", FALSE },
    { "㈢甲", QZ_MARK_HAN_PAREN, 3, 0, "甲", FALSE },
    { "1.甲", QZ_MARK_DIGIT, 1, 0, "甲", FALSE },
    { "12、甲", QZ_MARK_DIGIT, 12, 0, "甲", FALSE },
    { "１．甲", QZ_MARK_DIGIT, 1, 0, "甲", FALSE },
    { "（3）甲", QZ_MARK_DIGIT_PAREN, 3, 0, "甲", FALSE },
    { "4）甲", QZ_MARK_DIGIT_PAREN, 4, 0, "甲", FALSE },
    { "②甲", QZ_MARK_CIRCLED, 2, 0, "甲", FALSE },
    { "b)甲", QZ_MARK_LETTER, 2, 0, "甲", FALSE },
    { "（一）、（二）项", QZ_MARK_NONE, 0, 0, NULL, FALSE },
    { "（二）项规定", QZ_MARK_NONE, 0, 0, NULL, FALSE },
    { "（2021）甲", QZ_MARK_NONE, 0, 0, NULL, FALSE },
    { "3.5米", QZ_MARK_NONE, 0, 0, NULL, FALSE },
    { "一般规定", QZ_MARK_NONE, 0, 0, NULL, FALSE },
    { "一九八八年", QZ_MARK_NONE, 0, 0, NULL, FALSE },
    { "第三方", QZ_MARK_NONE, 0, 0, NULL, FALSE },
    { "第一审", QZ_MARK_NONE, 0, 0, NULL, FALSE },
    { "", QZ_MARK_NONE, 0, 0, NULL, FALSE },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    QzMarker marker;
    gboolean found = qz_marker_read (rows[i].line, strlen (rows[i].line), &marker);
    if (found != (rows[i].kind != QZ_MARK_NONE) || marker.kind != rows[i].kind || marker.number != rows[i].number
        || marker.suffix != rows[i].suffix || marker.damaged != rows[i].damaged)
      fail_msg ("%s: kind %d number %u-%u", rows[i].line, marker.kind, marker.number, marker.suffix);
    if (found)
      assert_string_equal (rows[i].line + marker.text_at, rows[i].words);
  }
}

/* A line that ends before its text does. */
static void
test_marker_stays_in_line (void **state)
{
  QzMarker marker;
  const char *text = "第一条";
  for (gsize len = 0; len < strlen (text); len++)
    assert_false (qz_marker_read (text, len, &marker));
}

/* ---- events ---- */

static void
test_events (void **state)
{
  static const struct {
    const char *line;
    const char *events;   /* date roles body; a = adopted, p = approved, m = amended, u = published, e = effective */
  } rows[] = {
    { "2021年1月22日 第十三届全国人民代表大会常务委员会第二十五次会议修订", "20210122 m 全国人民代表大会常务委员会;" },
    { "2018年11月6日 中华人民共和国国务院令第706号公布", "20181106 u 国务院;" },
    { "2010年3月31日 青岛市人民代表大会常务委员会公告公布自2010年5月1日施行",
      "20100331 u 青岛市人民代表大会常务委员会;20100501 e ;" },
    { "2018年8月29日 淄博市人民代表大会常务委员会第十六次会议通过并经2018年9月21日山东省人民代表大会常务委员会第五次会议批准的"
      "《关于修改〈甲条例〉的决定》修正",
      "20180829 a 淄博市人民代表大会常务委员会;20180921 pm 山东省人民代表大会常务委员会;" },
    { "1994年3月5日 最高人民法院审判委员会第600次会议通过", "19940305 a 最高人民法院;" },
    { "２０１８年１１月２５日 公安部令第１４９号修改", "20181125 m 公安部;" },
    { "一九九四年十二月六日", "19941206 u ;" },
    { "2015年12月3日 甲市十二届人大常委会第十七次会议", "20151203 a 甲市人民代表大会常务委员会;" },
    { "无日期", "" },
  };
  static const char letters[] = "apmue";
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GPtrArray) lines = g_ptr_array_new ();
    g_autoptr (GString) got = g_string_new (NULL);
    g_ptr_array_add (lines, (gpointer) rows[i].line);
    g_autoptr (GPtrArray) events = qz_events_read (lines);
    for (guint k = 0; k < events->len; k++) {
      const QzEvent *event = events->pdata[k];
      g_autofree char *body = qz_event_body_dup (event);
      g_string_append_printf (got, "%u ", event->date);
      for (guint r = 0; letters[r] != '\0'; r++)
        if (event->roles & (1u << r))
          g_string_append_c (got, letters[r]);
      g_string_append_printf (got, " %s;", body != NULL ? body : "");
    }
    assert_string_equal (got->str, rows[i].events);
  }
}

static void
test_broken_event (void **state)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new ();
  g_ptr_array_add (lines, (gpointer) "2014年9月26");
  g_ptr_array_add (lines, (gpointer) "日山东省人民代表大会常务委员会第十次会议批准");
  g_autoptr (GPtrArray) events = qz_events_read (lines);
  assert_int_equal (events->len, 1);
  assert_int_equal (((QzEvent *) events->pdata[0])->date, 20140926);
}

/* ---- force ---- */

static void
test_force (void **state)
{
  static const struct {
    const char *text;
    QzForceKind kind;
    QzDate      day;
  } rows[] = {
    { "本法自2021年7月15日起施行。", QZ_FORCE_DAY, 20210715 },
    { "本条例自一九九三年十月一日起施行。", QZ_FORCE_DAY, 19931001 },
    { "本办法自 2009年1月1 日起实施。", QZ_FORCE_DAY, 20090101 },
    { "本条例自公布之日起施行。", QZ_FORCE_PUBLICATION, 0 },
    { "本通知自印发之日起执行。", QZ_FORCE_PUBLICATION, 0 },
    { "当事人自2021年1月1日起三十日内提出。", QZ_FORCE_UNSAID, 0 },
    { "自公布之日起三十日内备案。", QZ_FORCE_UNSAID, 0 },
    { "", QZ_FORCE_UNSAID, 0 },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    QzDate day = 0;
    assert_int_equal (qz_force_read_text (rows[i].text, &day), rows[i].kind);
    assert_int_equal (day, rows[i].day);
  }
}

/* ---- places ---- */

static void
test_places (void **state)
{
  static const char *const rows[][3] = {   /* name, place, rest */
    { "山东省青岛市条例", "山东省青岛市", "条例" },
    { "青岛市条例", "山东省青岛市", "条例" },
    { "汕头经济特区条例", "广东省汕头市", "条例" },
    { "广西壮族自治区条例", "广西壮族自治区", "条例" },
    { "凉山彝族自治州条例", "四川省凉山彝族自治州", "条例" },
    { "杭州市淳安县人民政府", "浙江省杭州市淳安县", "人民政府" },
    { "吉林省吉林市条例", "吉林省吉林市", "条例" },
    { "棠宁县农业农村局", "棠宁县", "农业农村局" },
    { "棠宁县住房和城乡建设局", "棠宁县", "住房和城乡建设局" },
    { "岚川省澜阳市棠宁县人民政府", "岚川省澜阳市棠宁县", "人民政府" },
    { "禾渡镇人民政府", "禾渡镇", "人民政府" },
    { "国家市场监督管理总局", NULL, NULL },
    { "城市绿化条例", NULL, NULL },
    { "城乡规划条例", NULL, NULL },
    { "人民检察院", NULL, NULL },
    { "海南藏族自治州条例", "青海省海南藏族自治州", "条例" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    const char *end = NULL;
    g_autofree char *place = qz_place_read (rows[i][0], TRUE, &end);
    assert_int_equal (g_strcmp0 (place, rows[i][1]), 0);
    if (place != NULL)
      assert_string_equal (end, rows[i][2]);
  }
}

/* ---- odd input ---- */

static void
test_odd_texts (void **state)
{
  static const char *const texts[] = {
    "x", "#", "第", "第一", "（", "（一", "《", "附", "附件", "一、", "第一条", "第一章", "。", "”", "|", "1", "第一条\n第一条\n第一条",
    "（一）\n（一）\n（一）", "附件\n附件\n附件", "目录", "第一章\n第一章", "自", "废止", "《废止", "2021年1月1日",
  };
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (QzSource) source = qz_source_read_bytes ("a.md", (const guint8 *) texts[i], strlen (texts[i]), NULL);
    if (source == NULL)
      continue;
    g_autoptr (QzInstrument) instrument = qz_instrument_parse (source);
    g_autofree char *json = qz_instrument_to_json (instrument, source), *text = qz_instrument_to_text (instrument);
    assert_non_null (json);
    assert_non_null (text);
  }
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_addresses),  cmocka_unit_test (test_no_addresses), cmocka_unit_test (test_within), cmocka_unit_test (test_full_text),
    cmocka_unit_test (test_title_keys), cmocka_unit_test (test_ids),          cmocka_unit_test (test_territory),
    cmocka_unit_test (test_markers),    cmocka_unit_test (test_marker_stays_in_line),
    cmocka_unit_test (test_events),     cmocka_unit_test (test_broken_event), cmocka_unit_test (test_force),
    cmocka_unit_test (test_places),     cmocka_unit_test (test_odd_texts),
  };
  return cmocka_run_group_tests_name ("instrument", tests, NULL, NULL);
}
