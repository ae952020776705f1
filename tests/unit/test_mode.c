/* Declared is not legal: what a declared mode is worth on what it rests on. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include <glib.h>

#include <quanze/mode.h>

static const struct {
  const char   *what;
  QzModeGrounds grounds;
  QzMode        mode;
  const char   *reason;   /* words that must be in it; NULL: none is given */
} CASES[] = {
  { "a registry that is silent", { .declared = QZ_MODE_UNKNOWN }, QZ_MODE_UNKNOWN, NULL },
  { "a local regulation vests the town",
    { .declared = QZ_MODE_AUTHORIZED, .act = QZ_ACT_PENALTY, .handed_down = TRUE, .grant_named = TRUE, .grant_held = TRUE,
      .grant_rank = QZ_RANK_NORMATIVE, .vested = TRUE, .vesting_rank = QZ_RANK_LOCAL_REGULATION, .n_basis = 2, .n_unheld = 1 },
    QZ_MODE_AUTHORIZED, NULL },
  { "a county's notice only",
    { .declared = QZ_MODE_AUTHORIZED, .act = QZ_ACT_PENALTY, .handed_down = TRUE, .grant_named = TRUE, .grant_held = TRUE,
      .grant_rank = QZ_RANK_NORMATIVE, .n_basis = 1 },
    QZ_MODE_ENTRUSTED, "第二十条第三款" },
  { "a county's notice, and a law that the index does not hold",
    { .declared = QZ_MODE_AUTHORIZED, .act = QZ_ACT_PENALTY, .handed_down = TRUE, .grant_named = TRUE, .grant_rank = QZ_RANK_NORMATIVE,
      .n_basis = 2, .n_unheld = 1 },
    QZ_MODE_ENTRUSTED, "另有依据未入库" },
  { "a grant of which nothing is known is not held against it",
    { .declared = QZ_MODE_AUTHORIZED, .act = QZ_ACT_PENALTY, .handed_down = TRUE, .grant_named = TRUE, .n_basis = 1 },
    QZ_MODE_AUTHORIZED, "未能核实" },
  { "a clause vests the town, of unknown rank",
    { .declared = QZ_MODE_AUTHORIZED, .handed_down = TRUE, .grant_rank = QZ_RANK_NORMATIVE, .grant_named = TRUE, .vested = TRUE, .n_basis = 1 },
    QZ_MODE_AUTHORIZED, "未能核实" },
  { "a rule authorises: defendant, but 法律、法规 are asked for",
    { .declared = QZ_MODE_AUTHORIZED, .act = QZ_ACT_LICENCE, .handed_down = TRUE, .grant_named = TRUE, .grant_rank = QZ_RANK_LOCAL_RULE,
      .n_basis = 1 },
    QZ_MODE_AUTHORIZED, "行政许可法第二十三条" },
  { "coercion needs 法律、行政法规: a local regulation is too low",
    { .declared = QZ_MODE_AUTHORIZED, .act = QZ_ACT_COERCION, .handed_down = TRUE, .grant_named = TRUE, .grant_rank = QZ_RANK_NORMATIVE,
      .vested = TRUE, .vesting_rank = QZ_RANK_LOCAL_REGULATION, .n_basis = 1 },
    QZ_MODE_ENTRUSTED, "视为委托" },
  { "coercion by an administrative regulation",
    { .declared = QZ_MODE_AUTHORIZED, .act = QZ_ACT_COERCION, .handed_down = TRUE, .vested = TRUE,
      .vesting_rank = QZ_RANK_ADMIN_REGULATION, .n_basis = 1 },
    QZ_MODE_AUTHORIZED, NULL },
  { "entrusted penalties stay so", { .declared = QZ_MODE_ENTRUSTED, .act = QZ_ACT_PENALTY }, QZ_MODE_ENTRUSTED, NULL },
  { "coercive measures cannot be entrusted", { .declared = QZ_MODE_ENTRUSTED, .act = QZ_ACT_COERCION }, QZ_MODE_ENTRUSTED, "第十七条第一款" },
  { "penalties may be conferred", { .declared = QZ_MODE_CONFERRED, .act = QZ_ACT_PENALTY }, QZ_MODE_CONFERRED, NULL },
  { "licences not by that article", { .declared = QZ_MODE_CONFERRED, .act = QZ_ACT_LICENCE }, QZ_MODE_CONFERRED, "第二十四条" },
  { "internal powers keep their word",
    { .declared = QZ_MODE_DEVOLVED, .internal = TRUE, .grant_named = TRUE, .grant_rank = QZ_RANK_NORMATIVE }, QZ_MODE_DEVOLVED, "内部" },
  { "devolved", { .declared = QZ_MODE_DEVOLVED }, QZ_MODE_DEVOLVED, NULL },
  { "recalled", { .declared = QZ_MODE_RECALLED }, QZ_MODE_RECALLED, NULL },
};

static void
test_modes (void **state)
{
  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++) {
    const char *reason = NULL;
    QzMode mode = qz_mode_supported (&CASES[i].grounds, &reason);
    if (mode != CASES[i].mode || (CASES[i].reason == NULL) != (reason == NULL) || (reason && !strstr (reason, CASES[i].reason)))
      fail_msg ("%s: %s, %s", CASES[i].what, qz_mode_name (mode), reason ? reason : "no reason");
  }
}

static void
test_names (void **state)
{
  static const struct {
    const char *text;
    QzMode mode;
  } cases[] = {
    { "委托", QZ_MODE_ENTRUSTED }, { "entrusted", QZ_MODE_ENTRUSTED }, { "相对集中", QZ_MODE_CONCENTRATED }, { "赋权", QZ_MODE_CONFERRED },
    { " 授权 ", QZ_MODE_AUTHORIZED }, { "ENTRUSTED", QZ_MODE_ENTRUSTED }, { "委托行使", QZ_MODE_UNKNOWN }, { "", QZ_MODE_UNKNOWN },
    { NULL, QZ_MODE_UNKNOWN },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_int_equal (qz_mode_from_text (cases[i].text), cases[i].mode);
  for (QzMode mode = QZ_MODE_STATUTORY; mode <= QZ_MODE_RECALLED; mode++) {
    assert_int_equal (qz_mode_from_text (qz_mode_name (mode)), mode);
    assert_int_equal (qz_mode_from_text (qz_mode_chinese (mode)), mode);
  }
  assert_null (qz_mode_name (QZ_MODE_UNKNOWN));
}

static void
test_covers (void **state)
{
  static const struct {
    const char *named, *holder;
    gboolean covers;
  } cases[] = {
    { "乡镇人民政府", "丙镇人民政府", TRUE },
    { "乡（镇）人民政府", "丙乡人民政府", TRUE },
    { "乡级人民政府", "丙镇人民政府", TRUE },
    { "试点镇人民政府", "丙镇人民政府", TRUE },
    { "街道办事处、乡镇人民政府", "丙镇人民政府", TRUE },
    { "乡镇人民政府、街道办事处", "丁街道办事处", TRUE },
    { "街道办事处", "丙镇人民政府", FALSE },
    { "戊己镇人民政府", "丙镇人民政府", FALSE },
    { "丙镇人民政府", "丙镇人民政府", TRUE },
    { "县级以上人民政府", "丙镇人民政府", FALSE },
    { "县级以上人民政府农业农村主管部门", "丙县农业农村局", FALSE },
    { NULL, "丙镇人民政府", FALSE },
    { "乡镇人民政府", NULL, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    if (qz_holder_covers (cases[i].named, cases[i].holder) != cases[i].covers)
      fail_msg ("%s, %s", cases[i].named, cases[i].holder);
}

int
main (void)
{
  const struct CMUnitTest tests[] = { cmocka_unit_test (test_modes), cmocka_unit_test (test_names), cmocka_unit_test (test_covers) };

  return cmocka_run_group_tests (tests, NULL, NULL);
}
