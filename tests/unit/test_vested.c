/* Of several powers in one clause, the one whose act and object the question asks for. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include <glib.h>

#include "search/ask/addressee.h"
#include "search/ask/vested.h"

static QzLexicon *lexicon;

static int
set_up (void **state)
{
  (void) state;
  lexicon = qz_lexicon_open (qz_lexicon_default_dir (), NULL, NULL);
  return lexicon == NULL;
}

static int
tear_down (void **state)
{
  (void) state;
  qz_lexicon_free (lexicon);
  return 0;
}

/* ---- who asks for what ---- */

static const struct {
  const char *question, *form, *kind;   /* the first form of the last place that asks; "" none */
  guint       places;
} ASKED[] = {
  { "乡规划由谁组织编制,报谁审批?", "审批", "", 2 },
  { "镇里的处罚权由哪一级政府作决定?", "决定", "政府", 1 },
  { "占道经营谁有权处罚?", "处罚", "", 1 },
  { "占道经营的处罚权归谁?", "处罚", "", 1 },
  { "占道经营归谁管?", "负责", "", 1 },
  { "哪个部门来负责发许可证?", "核发", "部门|部|局|署|厅|委员会|机关|机构|办公室|海关|银行", 1 },
  { "烟花零售许可证在哪办?", "办理", "", 1 },
  { "这条河归谁?", "", "", 1 },
  { "占道经营罚多少?", "", "", 0 },
  { "检查证由哪一级、哪个机关签发?", "签发", "", 1 },
  { "水塘的监管职责应由何机关承担?", "监督管理", "", 1 },
  { "水塘的养护职责由谁承担?", "养护", "", 1 },
  { "水塘的养护费用由谁承担?", "承担", "", 1 },
  { "水塘由哪个机关负责收回?", "收回", "", 1 },
  { "水塘应由何组织收归集体经营?", "收归", "", 1 },
  { "合同没写仲裁,上哪儿告?", "提起诉讼", "法院", 1 },
  { "塘坝险情由谁判断?", "判断", "", 1 },
  { "塘坝险情谁来判?", "判决", "", 1 },
};

static void
test_asked (void **state)
{
  (void) state;
  for (guint i = 0; i < G_N_ELEMENTS (ASKED); i++) {
    g_autoptr (GPtrArray) whos = qz_who_find (lexicon, ASKED[i].question);

    print_message ("%s\n", ASKED[i].question);
    assert_int_equal (whos->len, ASKED[i].places);
    if (whos->len == 0)
      continue;
    const QzWho *who = whos->pdata[whos->len - 1];
    assert_string_equal (who->forms->len > 0 ? who->forms->pdata[0] : "", ASKED[i].form);
    assert_string_equal (who->kind, ASKED[i].kind);
  }
}

/* ---- which vesting ---- */

#define PLAN "甲乡人民政府组织编制水塘规划，乙镇人民政府组织编制晒场规划。水塘规划和晒场规划报丙县人民政府审批。"
#define HAND "省人民政府根据需要，可以决定将县水塘管理部门的行政处罚权，交由有能力的乡镇人民政府行使。"
#define FINE "擅自填埋水塘的，由水塘管理部门责令恢复原状；逾期不恢复的，由综合执法部门处一千元以下罚款。"

#define POST "水塘管理部门根据管护需要，经丙县人民政府批准，可以设立水塘管护站。"

static const char PLAN_HEAD[]
  = "{\"vestings\":[{\"holder\":\"甲乡人民政府\",\"types\":[\"规划\"],\"act\":[\"组织编制\"],\"condition\":null},"
    "{\"holder\":\"乙镇人民政府\",\"types\":[\"规划\"],\"act\":[\"组织编制\"],\"condition\":\"甲乡人民政府组织编制水塘规划\"},"
    "{\"holder\":\"丙县人民政府\",\"types\":[\"许可\"],\"act\":[\"审批\"],\"condition\":\"水塘规划和晒场规划\"}]}";
static const char HAND_HEAD[]
  = "{\"vestings\":[{\"holder\":\"省人民政府\",\"types\":[\"其他\"],\"act\":[],\"condition\":null},"
    "{\"holder\":\"乡镇人民政府\",\"types\":[\"其他\"],\"act\":[],"
    "\"condition\":\"省人民政府根据需要，可以决定将县水塘管理部门的行政处罚权，交由有能力的\"}]}";
static const char POST_HEAD[]
  = "{\"vestings\":[{\"holder\":\"水塘管理部门\",\"types\":[\"其他\"],\"act\":[],\"condition\":null},"
    "{\"holder\":\"丙县人民政府\",\"types\":[\"许可\"],\"act\":[\"批准\"],\"condition\":\"水塘管理部门根据管护需要\"}]}";
static const char FINE_HEAD[]
  = "{\"vestings\":[{\"holder\":\"水塘管理部门\",\"types\":[\"责令\"],\"act\":[\"责令恢复原状\"],\"condition\":\"擅自填埋水塘的\"},"
    "{\"holder\":\"综合执法部门\",\"types\":[\"处罚\"],\"act\":[\"罚款\"],\"condition\":\"逾期不恢复的\"}]}";

static const struct {
  const char *question, *text, *head, *holder;
} CHOSEN[] = {
  { "水塘规划由谁组织编制?", PLAN, PLAN_HEAD, "甲乡人民政府" },
  { "晒场规划报谁审批?", PLAN, PLAN_HEAD, "丙县人民政府" },
  { "处罚权下沉到镇里,由哪一级政府作决定?", HAND, HAND_HEAD, "省人民政府" },
  { "下沉的处罚权由谁行使?", HAND, HAND_HEAD, "乡镇人民政府" },
  { "填埋水塘由谁责令恢复?", FINE, FINE_HEAD, "水塘管理部门" },
  { "填埋水塘逾期不恢复谁来罚款?", FINE, FINE_HEAD, "综合执法部门" },
  { "水塘管护站由谁设立?", POST, POST_HEAD, "水塘管理部门" },
  { "水塘管护站的设立由谁批准?", POST, POST_HEAD, "丙县人民政府" },
};

static void
test_chosen (void **state)
{
  (void) state;
  for (guint i = 0; i < G_N_ELEMENTS (CHOSEN); i++) {
    g_autoptr (GPtrArray) whos = qz_who_find (lexicon, CHOSEN[i].question);
    QzQuestion question = { .text = (char *) CHOSEN[i].question, .intent = QZ_INTENT_HOLDER };
    QzFound found = { .head = json_loads (CHOSEN[i].head, 0, NULL), .text = CHOSEN[i].text };
    QzCandidate candidate = { .found = &found };

    print_message ("%s\n", CHOSEN[i].question);
    const json_t *vesting = qz_vested_best (&question, NULL, &candidate, whos->pdata[0], NULL);
    assert_non_null (vesting);
    assert_string_equal (json_string_value (json_object_get (vesting, "holder")), CHOSEN[i].holder);
    json_decref (found.head);
  }
}

static void
test_words (void **state)
{
  (void) state;
  static const char *const expected[] = { "\n甲乡人民政府组织编制水塘规划，", "\n乙镇人民政府组织编制晒场规划", "水塘规划和晒场规划报\n丙县人民政府审批" };
  QzFound found = { .head = json_loads (PLAN_HEAD, 0, NULL), .text = PLAN };

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++) {
    g_autofree char *words = qz_vested_words (&found, json_array_get (json_object_get (found.head, "vestings"), i));
    g_autofree char *plain = g_strdup (words), *wanted = g_strdup (expected[i]);
    /* where the line break stands does not matter */
    g_strdelimit (plain, "\n", ' ');
    g_strdelimit (wanted, "\n", ' ');
    GString *a = g_string_new (plain), *b = g_string_new (wanted);
    g_string_replace (a, " ", "", 0);
    g_string_replace (b, " ", "", 0);
    assert_string_equal (a->str, b->str);
    g_string_free (a, TRUE);
    g_string_free (b, TRUE);
  }
  json_decref (found.head);
}

/* The one place of QUESTION that asks who; the caller's. */
static GPtrArray *
asked_once (const char *question)
{
  GPtrArray *whos = qz_who_find (lexicon, question);

  print_message ("%s\n", question);
  assert_int_equal (whos->len, 1);
  return whos;
}

/* EXPECTED may be NULL: none. */
static void
assert_body (const char *body, const char *expected)
{
  assert_string_equal (body != NULL ? body : "none", expected != NULL ? expected : "none");
}

/* ---- behind the preposition that the question asks by ---- */

static const struct {
  const char *question, *text, *body;   /* NULL none */
} ADDRESSED[] = {
  { "水塘规划报请谁审核决定?", "甲乡人民政府编制水塘规划，报请丙县人民政府审核决定。", "丙县人民政府" },
  { "水塘规划要经谁批准?", "水塘规划由甲乡人民政府编制，经丙县水行政主管部门批准后公布。", "丙县水行政主管部门" },
  { "拆除晒场向哪个法院申请?", "甲乡人民政府可以向晒场所在地有管辖权的人民法院申请强制执行。", "晒场所在地有管辖权的人民法院" },
  { "水塘规划报哪一级政府审批?", "报丙县水行政主管部门备案，报丙县人民政府审批。", "丙县人民政府" },
  { "水塘规划由谁编制?", "甲乡人民政府编制水塘规划，报丙县人民政府审批。", NULL },
  { "水塘规划报谁审批?", "水塘规划由甲乡人民政府公布。", NULL },
  { "水塘规划编制前征求谁的意见?", "甲乡人民政府编制水塘规划，应当征求丙县水行政主管部门的意见。", "丙县水行政主管部门" },
  { "闸门的检查结果报给谁?", "管护单位应当按月向发证的丙县水行政主管部门报送检查结果。", "发证的丙县水行政主管部门" },
  { "捡到浮标要跟谁报告?", "捡到浮标的，应当向丙县水行政主管部门报告。", "丙县水行政主管部门" },
  /* 交 of 交通运输部门 is no preposition */
  { "捡到的浮标交给谁?", "丙县交通运输主管部门管理浮标，无主的交丁镇人民政府。", "丁镇人民政府" },
};

static void
test_addressed (void **state)
{
  (void) state;
  for (guint i = 0; i < G_N_ELEMENTS (ADDRESSED); i++) {
    g_autoptr (GPtrArray) whos = asked_once (ADDRESSED[i].question);
    double share = -1;
    g_autofree char *body = qz_addressee_find (lexicon, NULL, whos->pdata[0], ADDRESSED[i].text, &share);
    assert_body (body, ADDRESSED[i].body);
    assert_true (body != NULL ? share > 0 : share == 0);
  }
}

/* ---- the body right before the act, which is no subject ---- */

static const struct {
  const char *question, *text, *body;   /* NULL none */
} DOERS[] = {
  { "晒场互助会的章程由谁指导?", "晒场互助会在丁镇人民政府指导下制定章程。", "丁镇人民政府" },
  { "水塘承包人受谁监督?", "水塘承包人应当接受丙县水行政主管部门的监督。", "丙县水行政主管部门" },
  { "水塘承包人受谁监督?", "水塘承包人应当向丙县水行政主管部门报告。", NULL },
};

static void
test_doers (void **state)
{
  (void) state;
  for (guint i = 0; i < G_N_ELEMENTS (DOERS); i++) {
    g_autoptr (GPtrArray) whos = asked_once (DOERS[i].question);
    g_autofree char *body = qz_doer_find (lexicon, NULL, whos->pdata[0], DOERS[i].text);
    assert_body (body, DOERS[i].body);
  }
}

/* ---- who is under a duty, where no authority acts ---- */

static const struct {
  const char *question, *text, *body;   /* NULL none */
} OBLIGED[] = {
  { "水塘闸门由谁负责定期检查?", "水塘管护单位应当对闸门进行定期检查。", "水塘管护单位" },
  { "闸门谁来维修?", "闸门损坏的，水塘承包人应当及时维修。", "水塘承包人" },
  { "闸门谁来维修?", "任何单位应当爱护闸门，不得妨碍维修。", NULL },
  { "闸门改建由谁批准?", "水塘承包人应当将改建方案报请批准。", NULL },
  { "护塘员的产前假由谁批准?", "护塘员提出申请的，用人单位应当批准其产前假。", "用人单位" },
  { "免责抗辩谁来进行?", "承包人以水塘已经验收为由进行免责抗辩的，不予支持。", NULL },
  { "闸门由哪个部门检查?", "水塘管护单位应当对闸门进行检查。", NULL },
  { "闸门的检查结果报给谁?", "水塘管护单位应当报送闸门的检查结果。", NULL },
  { "水塘副职由谁任免?", "水塘副职由承租方任免。", "承租方" },
  { "带鱼上船要谁同意?", "带鱼上船的，应当征得船上驾驶员同意。", "船上驾驶员" },
  { "水质谁来鉴定?", "水质难以确定的，可以委托水质检验机构进行鉴定。", "水质检验机构" },
  { "水塘保险由谁来开发?", "鼓励保险机构开发水塘保险。", "保险机构" },
  { "哪些单位不得要求重复提供材料?", "有关行政机关、水塘管护单位不得要求申请人重复提供。", "有关行政机关、水塘管护单位" },
  { "渔获检测由何种机构负责?", "渔业服务站应当对渔获进行检测。", "渔业服务站" },
  { "水塘指导价谁发布?", "（三）当地管委发布的水塘指导价。", NULL },
  { "护塘有功的谁给奖励?", "本市对护塘有功的单位予以奖励。", "本市" },
  { "水塘制度谁来建立?", "国家建立健全水塘保护制度。国家鼓励单位建立水塘。", "国家" },
  { "水塘制度哪个机构建立?", "国家建立健全水塘保护制度。", NULL },
  { "水塘谁来建立?", "国家鼓励单位修建水塘。", NULL },
  { "闸门巡查谁来做?", "水塘管护单位应当巡查闸门。", "水塘管护单位" },
};

static void
test_obliged (void **state)
{
  (void) state;
  for (guint i = 0; i < G_N_ELEMENTS (OBLIGED); i++) {
    g_autoptr (GPtrArray) whos = asked_once (OBLIGED[i].question);
    g_autofree char *body = qz_obliged_find (NULL, whos->pdata[0], OBLIGED[i].text, NULL);
    assert_body (body, OBLIGED[i].body);
  }
}

static void
test_object (void **state)
{
  (void) state;
  static const struct {
    const char *question, *object;
  } OBJECTS[] = { { "甲乡的晒场规划应当由谁编制?", "规划" }, { "晒场 使用办法 谁定", "办法" }, { "谁编制规划?", "" } };

  for (guint i = 0; i < G_N_ELEMENTS (OBJECTS); i++) {
    g_autoptr (GPtrArray) whos = qz_who_find (lexicon, OBJECTS[i].question);
    assert_string_equal (((QzWho *) whos->pdata[0])->object, OBJECTS[i].object);
  }
}

int
main (void)
{
  const struct CMUnitTest tests[] = { cmocka_unit_test (test_asked), cmocka_unit_test (test_chosen), cmocka_unit_test (test_words),
                                     cmocka_unit_test (test_addressed), cmocka_unit_test (test_doers), cmocka_unit_test (test_obliged),
                                     cmocka_unit_test (test_object) };

  return cmocka_run_group_tests (tests, set_up, tear_down);
}
