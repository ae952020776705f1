#include "config.h"

#include <quanze/numeral.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include <glib.h>

static const struct {
  const char *text;
  gint64      value;   /* -1: no number */
  const char *rest;
} parse_cases[] = {
  { "一百二十三条", 123, "条" },
  { "十", 10, "" },
  { "十五日", 15, "日" },
  { "二十", 20, "" },
  { "一百零五", 105, "" },
  { "一百〇五", 105, "" },
  { "一千零一十", 1010, "" },
  { "两千元", 2000, "元" },
  { "廿三", 23, "" },
  { "卅日", 30, "日" },
  { "二〇二一年", 2021, "年" },
  { "二○○五年", 2005, "年" },
  { "二OO五年", 2005, "年" },
  { "二OA系统", 2, "OA系统" },
  { "三万五千元", 35000, "元" },
  { "十万元", 100000, "元" },
  { "一百二十万", 1200000, "" },
  { "一亿零五十万", 100500000, "" },
  { "两万亿", G_GINT64_CONSTANT (2000000000000), "" },
  { "壹万伍仟元", 15000, "元" },
  { "一、二", 1, "、二" },
  { "零", 0, "" },
  { "零售", 0, "售" },
  { "百分之五", -1, "百分之五" },
  { "万元", -1, "万元" },
  { "条", -1, "条" },
  { "", -1, "" },
  { "23条", 23, "条" },
  { "２３条", 23, "条" },
  { "10,000元", 10000, "元" },
  { "1,234,567元", 1234567, "元" },
  { "12345,678", 12345, ",678" },
  { "1,2", 1, ",2" },
  { "5万元", 50000, "元" },
  { "1.5万元", 15000, "元" },
  { "3.14", 3, ".14" },
  { "0.5%", 0, ".5%" },
  { "2.00005万", 2, ".00005万" },
  { "2亿", 200000000, "" },
  { "1000000000000000", G_GINT64_CONSTANT (1000000000000000), "" },
  { "1000000000000001", -1, "1000000000000001" },
  { "99999999999999999999999", -1, "99999999999999999999999" },
  { "九千九百九十九万亿亿", -1, "九千九百九十九万亿亿" },
};

static void
parses (void **state)
{
  for (gsize i = 0; i < G_N_ELEMENTS (parse_cases); i++)
    {
      const char *end = parse_cases[i].text;
      gint64      value = -1;
      gboolean    ok = qz_numeral_parse (parse_cases[i].text, &end, &value);
      if (ok != (parse_cases[i].value >= 0) || value != parse_cases[i].value || strcmp (end, parse_cases[i].rest) != 0)
        fail_msg ("%s: %d %" G_GINT64_FORMAT " rest %s", parse_cases[i].text, ok, value, end);
    }
}

static const struct { gint64 value; const char *text; } format_cases[] = {
  { 0, "零" }, { 1, "一" }, { 10, "十" }, { 15, "十五" }, { 20, "二十" }, { 100, "一百" }, { 101, "一百零一" },
  { 110, "一百一十" }, { 123, "一百二十三" }, { 1000, "一千" }, { 1010, "一千零一十" }, { 1260, "一千二百六十" },
  { 10000, "一万" }, { 12345, "一万二千三百四十五" }, { 100000, "十万" }, { 100050, "十万零五十" },
  { 100500000, "一亿零五十万" },
};

static void
formats (void **state)
{
  for (gsize i = 0; i < G_N_ELEMENTS (format_cases); i++)
    {
      g_autofree char *text = qz_numeral_format (format_cases[i].value);
      assert_string_equal (text, format_cases[i].text);
    }
}

static void
formats_what_it_parses (void **state)
{
  for (gint64 n = 0; n < 200000; n = n < 12000 ? n + 1 : n + 37)
    {
      g_autofree char *text = qz_numeral_format (n);
      const char *end;
      gint64      value;
      assert_true (qz_numeral_parse (text, &end, &value));
      if (value != n || *end != '\0')
        fail_msg ("%" G_GINT64_FORMAT ": %s", n, text);
    }
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (parses),
    cmocka_unit_test (formats),
    cmocka_unit_test (formats_what_it_parses),
  };
  return cmocka_run_group_tests_name ("numeral", tests, NULL, NULL);
}
