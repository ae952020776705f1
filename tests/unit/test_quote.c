/* Where quoted words and clause part: what is a splice and what is not. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include <quanze/quote.h>

#define CLAUSE                                                                                                                                                                  \
  "路灯主管部门和其他负有照明管理责任的部门应当巡查路灯，发现损坏的，责令立即修复；逾期不修复的，处五百元以上一千元以" \
  "下罚款：\n"                                                                                                                                                              \
  "（一）损坏灯杆的；\n（二）损坏灯罩的；\n（三）在灯杆上悬挂物品的。\n修复路灯的费用由损坏者承担，逾期按日加收百分之三。最多加收百分之零点五。"

/* quote → gaps, "quote|clause" each on a line; a missing side is empty. */
static const struct {
  const char *what, *quote, *gaps;
} CASES[] = {
  { "the clause itself", CLAUSE, "" },
  { "spaces, punctuation, digits",
    "路灯主管部门和其他负有照明管理责任的部门,应当巡查路灯， "
    "发现损坏的、责令立即修复;逾期不修复的，处500元以上1000元以下罚款",
    "" },
  { "percent", "逾期按日加收3%。", "" },
  { "a fraction of a percent", "最多加收0.5％", "" },
  { "another percentage", "逾期按日加收5%。", "5%|百分之三\n" },
  { "another item left out", "逾期不修复的，处五百元以上一千元以下罚款：\n   1.损坏灯杆的；\n   3.在灯杆上悬挂物品的。",
    "" },
  { "款 in another order", "第二款：修复路灯的费用由损坏者承担。\n第一款：发现损坏的，责令立即修复", "" },
  { "marks of 款", "末款 修复路灯的费用由损坏者承担。", "" },
  { "a word replaced", "修复路灯的开支由损坏者承担。", "路灯的开支由损坏|路灯的费用由损坏\n" },
  { "another sum", "逾期不修复的，处五百元以上三千元以下罚款", "元以上三千元以|元以上一千元以\n" },
  { "words left out within a sentence", "路灯主管部门和其他部门应当巡查路灯", "|和其他负有照明管理责任的部门应\n" },
  /* 照明管理责任的部门 stands in the clause, but not where the quote has it */
  { "words of another place of the sentence", "照明管理责任的部门和其他负有照明管理责任的部门应当巡查路灯",
    "照明管理责任的部门和其他|路灯主管部门和其他\n" },
};

static void
test_gaps (void **state)
{
  g_autoptr (QzClause) clause = qz_clause_new (CLAUSE);
  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++) {
    g_autoptr (GPtrArray) gaps = qz_clause_gaps (clause, CASES[i].quote);
    g_autoptr (GString) out = g_string_new (NULL);
    for (guint k = 0; k < gaps->len; k++) {
      const QzQuoteGap *gap = gaps->pdata[k];
      g_string_append_printf (out, "%s|%s\n", gap->quote != NULL ? gap->quote : "",
                              gap->clause != NULL ? gap->clause : "");
    }
    if (strcmp (out->str, CASES[i].gaps) != 0)
      fail_msg ("%s\n   got %s\nwanted %s", CASES[i].what, out->str, CASES[i].gaps);
  }
}

int
main (void)
{
  const struct CMUnitTest tests[] = { cmocka_unit_test (test_gaps) };

  return cmocka_run_group_tests (tests, NULL, NULL);
}
