#include "config.h"

#include <quanze/date.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include <glib.h>

static const struct {
  const char *text;
  QzDate      date;   /* 0: no date */
  const char *rest;
} printed_cases[] = {
  { "2021年1月22日修订", 20210122, "修订" },
  { "２０２１年１月２２日", 20210122, "" },
  { "2021 年 1 月 22 日起", 20210122, "起" },
  { "二〇二一年一月二十二日", 20210122, "" },
  { "二○○五年十月一日", 20051001, "" },
  { "二OO五年十月一日", 20051001, "" },
  { "一九九六年三月十七日", 19960317, "" },
  { "2003年元月1日", 20030101, "" },
  { "1996年10月1号", 19961001, "" },
  { "2021-01-22", 20210122, "" },
  { "2021.1.22，", 20210122, "，" },
  { "2021/1/22", 20210122, "" },
  { "2021－1－22", 20210122, "" },
  { "2021年2月30日", 0, "" },
  { "2021年13月1日", 0, "" },
  { "2021年1月", 0, "" },
  { "2021年1月22", 0, "" },
  { "2021年\n1月22日", 0, "" },
  { "21年1月22日", 0, "" },
  { "3021年1月22日", 0, "" },
  { " 2021年1月22日", 0, "" },
  { "第2021", 0, "" },
  { "", 0, "" },
};

static void
parses_printed (void **state)
{
  for (gsize i = 0; i < G_N_ELEMENTS (printed_cases); i++)
    {
      const char *end = "";
      QzDate      date = 0;
      gboolean    ok = qz_date_parse_printed (printed_cases[i].text, &end, &date);
      if (ok != (printed_cases[i].date != 0) || date != printed_cases[i].date || strcmp (end, printed_cases[i].rest) != 0)
        fail_msg ("%s: %d %u rest %s", printed_cases[i].text, ok, date, end);
    }
}

static const struct { const char *text; QzDate date; } iso_cases[] = {
  { "2021-01-22", 20210122 }, { "2020-02-29", 20200229 }, { "2021-02-29", 0 }, { "2021-1-22", 0 },
  { "2021-01-22 ", 0 }, { "20210122", 0 }, { "", 0 }, { "1899-12-31", 0 }, { "2199-12-31", 21991231 }, { "2200-01-01", 0 },
};

static void
parses_iso (void **state)
{
  for (gsize i = 0; i < G_N_ELEMENTS (iso_cases); i++)
    {
      QzDate date = 0;
      assert_int_equal (qz_date_parse_iso (iso_cases[i].text, &date), iso_cases[i].date != 0);
      assert_int_equal (date, iso_cases[i].date);
    }
}

static void
prints_iso (void **state)
{
  g_autofree char *text = qz_date_to_iso (20210122);
  assert_string_equal (text, "2021-01-22");
  assert_null (qz_date_to_iso (QZ_DATE_UNKNOWN));
}

static void
counts_days (void **state)
{
  static const struct { QzDate from, to; gint days; } cases[] = {
    { 20240228, 20240301, 2 }, { 20230228, 20230301, 1 }, { 20240301, 20240228, -2 }, { 20240301, 20240301, 0 },
    { 20200101, 20210101, 366 }, { 20231231, 20240101, 1 },
    { QZ_DATE_UNKNOWN, 20240301, 0 }, { 20240301, QZ_DATE_UNKNOWN, 0 }, { 20240230, 20240301, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_int_equal (qz_date_days_between (cases[i].from, cases[i].to), cases[i].days);
}

static void
today_can_be_pinned (void **state)
{
  g_setenv ("QUANZE_TODAY", "2024-05-06", TRUE);
  assert_int_equal (qz_date_today (), 20240506);
  g_setenv ("QUANZE_TODAY", "nonsense", TRUE);
  assert_true (qz_date_valid (qz_date_today ()));
  g_unsetenv ("QUANZE_TODAY");
  assert_true (qz_date_valid (qz_date_today ()));
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (parses_printed),
    cmocka_unit_test (parses_iso),
    cmocka_unit_test (prints_iso),
    cmocka_unit_test (counts_days),
    cmocka_unit_test (today_can_be_pinned),
  };
  return cmocka_run_group_tests_name ("date", tests, NULL, NULL);
}
