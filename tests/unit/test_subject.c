/* The body that a question names as the one who may act, by the name it has today. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include <glib.h>

#include "search/ask/holder.h"
#include "search/ask/subject.h"

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

static const struct {
  const char *question, *said, *official;   /* SAID NULL: none */
} FOUND[] = {
  { "工商局能查无照经营吗?", "工商局", "市场监督管理局" },
  { "对省自然资源厅的决定不服找谁复议?", "自然资源厅", "自然资源厅" },
  { "找工商局有用吗?", "工商局", "市场监督管理局" },
  { "国土部门可以查封吗?", "国土部门", "自然资源部门" },
  { "环保局能当场做什么?", "环保局", "生态环境局" },
  { "质监局能扣押吗?", "质监局", "市场监督管理局" },
  { "城管能没收三轮车吗?", "城管", "综合行政执法部门" },
  { "乡政府有哪些职权?", "乡政府", "乡人民政府" },
  { "镇政府能把活派给村委会吗?", "镇政府", "镇人民政府" },
  { "业委会乱作决定,街道办事处能怎么干预?", "街道办事处", "街道办事处" },
  { "占道经营罚多少?", NULL, NULL },
};

static void
test_found (void **state)
{
  (void) state;
  for (guint i = 0; i < G_N_ELEMENTS (FOUND); i++) {
    g_autoptr (QzSubject) subject = qz_subject_find (lexicon, FOUND[i].question);

    print_message ("%s\n", FOUND[i].question);
    assert_string_equal (subject != NULL ? subject->said : "", FOUND[i].said != NULL ? FOUND[i].said : "");
    if (subject != NULL)
      assert_string_equal (subject->official, FOUND[i].official);
  }
}

/* Where a name changed, the step says since when and by what. */
static void
test_steps (void **state)
{
  (void) state;
  g_autoptr (QzSubject) old = qz_subject_find (lexicon, "工商局能查吗?");
  g_autoptr (QzSubject) same = qz_subject_find (lexicon, "公安机关能查吗?");

  assert_true (old->steps->len > 0);
  assert_string_equal (g_array_index (old->steps, QzBodyStep, 0).since, "2018-03-17");
  assert_int_equal (same->steps->len, 0);
}

static const struct {
  const char *question, *holder;
  int         agrees;
} HOLDERS[] = {
  { "乡政府有哪些职权?", "乡、民族乡、镇的人民政府", 1 },
  { "乡政府有哪些职权?", "县级以上的地方各级人民政府", -1 },
  { "乡政府有哪些职权?", "县级以上人民政府林业主管部门", -1 },
  { "县政府有哪些职权?", "县级以上人民政府", 1 },
  { "工商局能查吗?", "县级以上人民政府市场监督管理部门", 1 },
  { "工商局能查吗?", "县级以上人民政府工商行政管理部门", 1 },
  { "工商局能查吗?", "公安机关", -1 },
};

static void
test_agrees (void **state)
{
  (void) state;
  for (guint i = 0; i < G_N_ELEMENTS (HOLDERS); i++) {
    g_autoptr (QzSubject) subject = qz_subject_find (lexicon, HOLDERS[i].question);

    print_message ("%s %s\n", HOLDERS[i].question, HOLDERS[i].holder);
    assert_int_equal (qz_subject_agrees (lexicon, subject, HOLDERS[i].holder), HOLDERS[i].agrees);
  }
}

static const struct {
  const char *printed, *name;   /* NULL: no body */
} NAMES[] = {
  { "法律、行政法规直接赋予镇人民政府", "镇人民政府" },
  { "县级以上人民政府林业主管部门", "县级以上人民政府林业主管部门" },
  { "2024年7月1日前甲镇人民政府", "甲镇人民政府" },
  { "下列机关", NULL },
  { "任何单位和个人", NULL },
  { "扣押财物", NULL },
};

static void
test_names (void **state)
{
  (void) state;
  for (guint i = 0; i < G_N_ELEMENTS (NAMES); i++) {
    g_autofree char *name = qz_holder_name (lexicon, NAMES[i].printed);

    assert_string_equal (name != NULL ? name : "", NAMES[i].name != NULL ? NAMES[i].name : "");
  }
  assert_false (qz_holder_administers (lexicon, "人民法院"));
  assert_true (qz_holder_administers (lexicon, "公安机关"));
}

int
main (void)
{
  const struct CMUnitTest tests[] = { cmocka_unit_test (test_found), cmocka_unit_test (test_steps), cmocka_unit_test (test_agrees),
                                      cmocka_unit_test (test_names) };

  return cmocka_run_group_tests (tests, set_up, tear_down);
}
