/* Old and short names of bodies, levels, and when two names mean one body. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <quanze/bodies.h>

static QzLexicon *lexicon;

static int
set_up (void **state)
{
  (void) state;
  lexicon = qz_lexicon_open (qz_lexicon_default_dir (), NULL, NULL);
  return lexicon != NULL ? 0 : -1;
}

static int
tear_down (void **state)
{
  (void) state;
  qz_lexicon_free (lexicon);
  return 0;
}

static const struct { const char *name, *present; guint steps; } renamed[] = {
  { "县级以上人民政府工商行政管理部门", "县级以上人民政府市场监督管理部门", 1 },
  { "工商所", "市场监督管理所", 1 },
  { "市国土资源局", "市自然资源局", 1 },
  { "环境保护行政主管部门", "生态环境行政主管部门", 1 },
  { "国家环境保护局", "生态环境部", 3 },
  { "劳动行政部门", "人力资源和社会保障行政部门", 2 },
  { "计划行政主管部门", "发展和改革行政主管部门", 2 },
  { "物价部门", "发展和改革部门、市场监督管理部门", 1 },
  { "城管部门", "综合行政执法部门", 1 },
  { "农业、林业主管部门", "农业、林业和草原主管部门", 1 },
  { "农业农村主管部门", NULL, 0 },
  { "公安机关", NULL, 0 },
  { "人民政府", NULL, 0 },
  { "", NULL, 0 },
};

static void
test_present (void **state)
{
  (void) state;
  for (guint i = 0; i < G_N_ELEMENTS (renamed); i++) {
    g_autoptr (GArray) steps = g_array_new (FALSE, FALSE, sizeof (QzBodyStep));
    g_autofree char *present = qz_body_present (lexicon, renamed[i].name, steps);

    if (renamed[i].present == NULL) {
      assert_null (present);
      continue;
    }
    assert_non_null (present);
    assert_string_equal (present, renamed[i].present);
    assert_int_equal (steps->len, renamed[i].steps);
    assert_true (*g_array_index (steps, QzBodyStep, 0).source != '\0');
  }
}

static const struct { const char *a, *b; gboolean same; } pairs[] = {
  { "工商局", "县级以上人民政府市场监督管理部门", TRUE },
  { "水行政主管部门", "市水务局", TRUE },
  { "县级以上人民政府公安机关", "公安局", TRUE },
  { "住建部门", "住房和城乡建设主管部门", TRUE },
  { "生态环境部门", "环保局", TRUE },
  { "公安机关", "市场监督管理部门", FALSE },
  { "农业农村主管部门", "林业主管部门", FALSE },
  { "县人民政府", "县教育局", FALSE },
};

static void
test_same (void **state)
{
  (void) state;
  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    if (qz_body_same (lexicon, pairs[i].a, pairs[i].b) != pairs[i].same)
      fail_msg ("%s / %s", pairs[i].a, pairs[i].b);
}

static const struct { const char *name; guint levels; } levels[] = {
  { "国务院水行政主管部门", QZ_BODY_NATION },
  { "县级以上地方人民政府林业主管部门", QZ_BODY_PROVINCE | QZ_BODY_CITY | QZ_BODY_COUNTY },
  { "设区的市级以上地方人民政府", QZ_BODY_PROVINCE | QZ_BODY_CITY },
  { "县（市、区）人民政府", QZ_BODY_COUNTY },
  { "省、自治区、直辖市人民政府", QZ_BODY_PROVINCE },
  { "乡镇人民政府、街道办事处", QZ_BODY_TOWN },
  { "市场监督管理部门", 0 },
  { "公安机关", 0 },
};

static void
test_levels (void **state)
{
  (void) state;
  for (guint i = 0; i < G_N_ELEMENTS (levels); i++)
    if (qz_body_levels (levels[i].name) != levels[i].levels)
      fail_msg ("%s: %x", levels[i].name, qz_body_levels (levels[i].name));
}

int
main (void)
{
  const struct CMUnitTest tests[] = { cmocka_unit_test (test_present), cmocka_unit_test (test_same), cmocka_unit_test (test_levels) };

  return cmocka_run_group_tests (tests, set_up, tear_down);
}
