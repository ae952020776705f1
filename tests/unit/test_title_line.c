#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "lib/structure/title_line.h"

static const struct {
  const char *line, *head, *title, *tail;
} cases[] = {
  { "棠宁县犬只管理办法", NULL, "棠宁县犬只管理办法", NULL },
  { "棠政发〔2021〕7号棠宁县犬只管理办法", "棠政发〔2021〕7号", "棠宁县犬只管理办法", NULL },
  { "棠政发[2021]7号  棠宁县犬只管理办法", "棠政发[2021]7号", "棠宁县犬只管理办法", NULL },
  { "2021年3月4日棠宁县人民政府关于养犬的通告", "2021年3月4日", "棠宁县人民政府关于养犬的通告", NULL },
  { "2021年养犬工作方案", NULL, "2021年养犬工作方案", NULL },
  { "3 of 9 11/18/2015 03:25 PM棠宁县犬只管理办法", "3 of 9 11/18/2015 03:25 PM", "棠宁县犬只管理办法", NULL },
  { "棠宁县犬只管理办法（2021年3月4日县人民政府第3次常务会议通过）目录", NULL, "棠宁县犬只管理办法",
    "（2021年3月4日县人民政府第3次常务会议通过）目录" },
  { "棠宁县犬只管理办法（试行）", NULL, "棠宁县犬只管理办法（试行）", NULL },
  { "棠宁县犬只管理办法（2021年修订）", NULL, "棠宁县犬只管理办法（2021年修订）", NULL },
  { "2021年3月4日", NULL, "2021年3月4日", NULL },
  { "", NULL, "", NULL },
};

static void
assert_same (const char *got, const char *want)
{
  if (want == NULL)
    assert_null (got);
  else
    assert_string_equal (got, want);
}

static void
splits_lines (void **state)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_auto (QzTitleLine) split = { 0 };
    qz_title_line_read (cases[i].line, &split);
    assert_same (split.head, cases[i].head);
    assert_same (split.title, cases[i].title);
    assert_same (split.tail, cases[i].tail);
  }
}

static void
knows_words (void **state)
{
  static const char *const wordless[] = { "", "2015-04-27 09:49:14", "http://example.cn/a?b=1", "120 60", "第 3/9" };

  for (gsize i = 0; i < G_N_ELEMENTS (wordless); i++)
    assert_false (qz_title_line_has_words (wordless[i]));
  assert_true (qz_title_line_has_words ("公告"));
}

int
main (void)
{
  const struct CMUnitTest tests[] = { cmocka_unit_test (splits_lines), cmocka_unit_test (knows_words) };
  return cmocka_run_group_tests_name ("title_line", tests, NULL, NULL);
}
