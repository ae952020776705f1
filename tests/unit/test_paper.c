/* What a document tells of itself: sums of money, its kind and issuer, its days, the fines it imposes. */
#include "index_fixture.h"

#include <time.h>

#include "search/check/amount.h"
#include "search/check/paper.h"

/* ---- sums ---- */

static void
test_amounts (void **state)
{
  static const struct {
    const char *text;
    double yuan; /* of the first; -1: none */
    gboolean capital, bound;
    guint n;
  } CASES[] = {
    { "罚款5000元", 5000, FALSE, FALSE, 1 },
    { "罚款5,000元", 5000, FALSE, FALSE, 1 },
    { "罚款0.5万元", 5000, FALSE, FALSE, 1 },
    { "罚款人民币伍仟元整", 5000, TRUE, FALSE, 1 },
    { "罚款人民币壹万贰仟叁佰肆拾伍圆整", 12345, TRUE, FALSE, 1 },
    { "罚款贰拾萬零陆佰元", 200600, TRUE, FALSE, 1 },
    { "￥2,000.50", 2000.5, FALSE, FALSE, 1 },
    { "人民币￥300", 300, FALSE, FALSE, 1 },
    { "罚款 一百 元", 100, FALSE, FALSE, 1 },
    { "伍仟元整（￥5000.00）", 5000, TRUE, FALSE, 2 },
    { "五百元以上二千元以下", 500, FALSE, TRUE, 2 },
    { "不超过三千元", 3000, FALSE, TRUE, 1 },
    { "2024年3月5日在第12条", -1, FALSE, FALSE, 0 },
    { "违法所得一倍以上", -1, FALSE, FALSE, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++) {
    g_autoptr (GArray) amounts = qz_amounts_find (CASES[i].text);
    if (amounts->len != CASES[i].n)
      print_message ("# %s: %u sums\n", CASES[i].text, amounts->len);
    assert_int_equal (amounts->len, CASES[i].n);
    if (CASES[i].n == 0)
      continue;
    const QzAmount *first = &g_array_index (amounts, QzAmount, 0);
    if (first->yuan != CASES[i].yuan || first->capital != CASES[i].capital || first->bound != CASES[i].bound)
      print_message ("# %s: %f\n", CASES[i].text, first->yuan);
    assert_true (first->yuan == CASES[i].yuan);
    assert_int_equal (first->capital, CASES[i].capital);
    assert_int_equal (first->bound, CASES[i].bound);
  }
}

/* ---- papers ---- */

static QzPaper *
read_paper (const char *text, const QzTimeline *timeline)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QzLexicon) lexicon = qz_lexicon_open (qz_lexicon_default_dir (), NULL, &error);
  g_autoptr (QzSource) source = qz_source_read_bytes ("文书.txt", (const guint8 *)text, strlen (text), &error);

  assert_null (error);
  g_autoptr (QzInstrument) instrument = qz_instrument_parse (source);
  return qz_paper_read (source, instrument, lexicon, timeline);
}

static int
empty_timeline (void **state)
{
  char *dir = g_dir_make_tmp ("quanze-paper-XXXXXX", NULL);
  QzWriter *writer = qz_writer_open (dir, FALSE, NULL);

  assert_non_null (writer);
  assert_true (qz_writer_close (writer, NULL));
  g_autoptr (QzReader) reader = qz_reader_open ((const char *[]){ dir, NULL }, NULL);
  assert_non_null (reader);
  *state = qz_timeline_load (reader, NULL);
  remove_tree (dir);
  g_free (dir);
  return *state != NULL ? 0 : -1;
}

static int
free_timeline (void **state)
{
  qz_timeline_free (*state);
  return 0;
}

static void
test_heads (void **state)
{
  static const struct {
    const char *text;
    QzPaperKind kind;
    const char *issuer;
  } CASES[] = {
    { "棠宁县城市管理局行政处罚决定书\n\n当事人：某某\n", QZ_PAPER_DECISION, "棠宁县城市管理局" },
    { "棠宁县城市管理局\n行 政 处 罚 决 定 书\n\n当事人：某某\n", QZ_PAPER_DECISION, "棠宁县城市管理局" },
    { "行政处罚决定书\n\n当事人：某某\n\n棠宁县水利局（印章）\n2024年1月2日\n", QZ_PAPER_DECISION, "棠宁县水利局" },
    { "棠宁县行政审批局行政处罚决定书（当场）\n\n当事人：某某\n", QZ_PAPER_SPOT, "棠宁县行政审批局" },
    { "棠宁县水利局行政处罚事先告知书\n\n某某：\n", QZ_PAPER_NOTICE, "棠宁县水利局" },
    { "棠宁县水利局\n责令限期改正通知书\n\n某某：\n", QZ_PAPER_ORDER, "棠宁县水利局" },
    { "棠宁县养犬办法\n\n第一条 甲。\n\n第二条 乙。\n\n第三条 丙。\n", QZ_PAPER_DRAFT, NULL },
    { "关于做好某项工作的通知\n\n各乡镇：\n\n请做好工作。\n", QZ_PAPER_OTHER, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++) {
    g_autoptr (QzPaper) paper = read_paper (CASES[i].text, *state);
    if (paper->kind != CASES[i].kind)
      print_message ("# %s", CASES[i].text);
    assert_int_equal (paper->kind, CASES[i].kind);
    if (CASES[i].issuer != NULL)
      assert_string_equal (paper->issuer, CASES[i].issuer);
  }
}

static void
test_days (void **state)
{
  static const struct {
    const char *facts;
    QzDate act, filed;
    gboolean assumed;
  } CASES[] = {
    { "经查，当事人于2024年3月5日占道经营。本局于2024年3月6日立案。", 20240305, 20240306, FALSE },
    { "立案日期：2024年3月6日。经查明，当事人自2024年1月1日起至2024年2月9日未经批准施工。", 20240209, 20240306, FALSE },
    { "2024年3月5日，执法人员巡查时发现当事人占道经营。", 20240305, 0, TRUE },
    { "当事人某某，1980年5月6日出生。2024年3月4日接到举报。经查，2024年3月1日当事人占道经营。", 20240301, 0, FALSE },
    { "违法时间：2024.3.5，违法地点：东街。", 20240305, 0, FALSE },
    { "当事人占道经营。", 20240420, 0, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++) {
    g_autofree char *text = g_strdup_printf (
      "某县某局行政处罚决定书\n\n%s\n\n上述行为违反了《某条例》第三条。\n\n某县某局\n2024年4月20日\n", CASES[i].facts);
    g_autoptr (QzPaper) paper = read_paper (text, *state);
    QzDate act = paper->act.day != 0 ? paper->act.day : paper->decided.day;
    if (act != CASES[i].act || paper->filed.day != CASES[i].filed)
      print_message ("# %s: act %u, filed %u\n", CASES[i].facts, act, paper->filed.day);
    assert_int_equal (paper->decided.day, 20240420);
    assert_int_equal (act, CASES[i].act);
    assert_int_equal (paper->filed.day, CASES[i].filed);
    assert_int_equal (paper->act.day == 0 || paper->act.assumed != NULL, CASES[i].assumed);
  }
}

static void
test_fines (void **state)
{
  static const struct {
    const char *decides;
    double yuan; /* of the first; 0: none */
    gboolean unequal;
  } CASES[] = {
    { "现决定如下：罚款人民币伍仟元整（￥5,000.00）。", 5000, FALSE },
    { "现决定如下：处5000元（大写：伍仟元整）罚款。", 5000, FALSE },
    { "现决定如下：处以罚款伍万元（5000元）。", 50000, TRUE },
    { "现决定如下：给予罚款0.5万元的行政处罚。", 5000, FALSE },
    { "现决定如下：罚款数额为人民币：300元。", 300, FALSE },
    { "依据“处五百元以上二千元以下罚款”的规定，现决定如下：警告。逾期不缴纳的，每日按罚款数额的百分之三加处罚款30元。",
      0, FALSE },
    { "当事人曾被罚款200元。现决定如下：警告。", 0, FALSE },
    { "拟对当事人罚款800元，已经告知。现决定如下：警告。", 0, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++) {
    g_autofree char *text
      = g_strdup_printf ("某县某局行政处罚决定书\n\n%s\n\n某县某局\n2024年4月20日\n", CASES[i].decides);
    g_autoptr (QzPaper) paper = read_paper (text, *state);
    if (paper->fines->len != (CASES[i].yuan > 0))
      print_message ("# %s: %u fines\n", CASES[i].decides, paper->fines->len);
    assert_int_equal (paper->fines->len, CASES[i].yuan > 0);
    if (CASES[i].yuan > 0) {
      assert_true (g_array_index (paper->fines, QzPaperFine, 0).yuan == CASES[i].yuan);
      assert_int_equal (g_array_index (paper->fines, QzPaperFine, 0).unequal, CASES[i].unequal);
    }
  }
}

static void
test_bases (void **state)
{
  g_autoptr (QzPaper) paper = read_paper (
    "某县某局行政处罚决定书\n\n当事人违法所得共计3,000元，货值金额1.2万元。\n\n某县某局\n2024年4月20日\n", *state);

  assert_true (paper->bases->len >= 2);
  assert_string_equal (g_array_index (paper->bases, QzPaperBase, 0).name, "违法所得");
  assert_true (g_array_index (paper->bases, QzPaperBase, 0).yuan == 3000);
  assert_true (g_array_index (paper->bases, QzPaperBase, 1).yuan == 12000);
}

/* Seconds of the processor that a paper takes of one sentence, N times UNIT. */
static double
seconds_of (const char *unit, guint n, const QzTimeline *timeline)
{
  g_autoptr (GString) text = g_string_new ("某县某局行政处罚决定书\n\n现决定如下：");
  clock_t since;

  for (guint i = 0; i < n; i++)
    g_string_append (text, unit);
  since = clock ();
  g_autoptr (QzPaper) paper = read_paper (text->str, timeline);
  assert_int_equal (paper->kind, QZ_PAPER_DECISION);
  return (double)(clock () - since) / CLOCKS_PER_SEC;
}

/* Four times as long a sentence takes some four times as long to read, not sixteen. */
static void
test_endless_sentences (void **state)
{
  static const char *const UNITS[] = { "2023年5月6日检查，", "罚款五百元，", "向某某申请，" };

  for (guint i = 0; i < G_N_ELEMENTS (UNITS); i++) {
    double one = seconds_of (UNITS[i], 2000, *state), four = seconds_of (UNITS[i], 8000, *state);
    if (four >= 10 * one)
      print_message ("# %s: %.2f s, %.2f s\n", UNITS[i], one, four);
    assert_true (four < 10 * one);
  }
}

int
main (void)
{
  const struct CMUnitTest tests[]
    = { cmocka_unit_test (test_amounts), cmocka_unit_test (test_heads), cmocka_unit_test (test_days),
        cmocka_unit_test (test_fines), cmocka_unit_test (test_bases),
        cmocka_unit_test (test_endless_sentences) };

  return cmocka_run_group_tests (tests, empty_timeline, free_timeline);
}
