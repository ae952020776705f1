/* Which rule of a general statute a question calls for. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include <glib.h>

#include "search/ask/ruling.h"

static const struct {
  const char *question, *name;   /* NULL: no rule answers by itself */
} CASES[] = {
  { "查封、扣押能委托给镇政府吗?", "coercion-entrusted" },
  { "扣留车辆可以让物业公司去做吗?", "coercion-entrusted" },
  { "代履行可以委托第三人吗?", "third-party-performance" },
  { "强制拆除前的代为履行能不能委托给公司?", "third-party-performance" },
  { "县里能把查封扣押权交由乡镇行使吗?", "coercion-conferred" },
  { "强制措施权可以下放到街道吗?", "coercion-conferred" },
  { "受委托的镇政府能把罚款再委托给村委会吗?", "penalty-subdelegated" },
  { "受委托的机关能把许可再委托出去吗?", "licence-subdelegated" },
  { "罚款权可以委托给物业公司吗?", "penalty-to-person" },
  { "行政处罚可以委托给哪些组织?", "penalty-entrusted-conditions" },
  { "发证可以委托给协会吗?", "licence-to-person" },
  { "拘留能交由乡镇决定吗?", "custody-by-police-only" },
  { "县政府发红头文件能设罚款吗?", "set-penalty-normative" },
  { "部门规章可以设定罚款吗?", "set-penalty-department-rule" },
  { "地方政府规章能不能设定罚款?", "set-penalty-local-rule" },
  { "地方性法规可以设定吊销营业执照吗?", "set-penalty-local-regulation" },
  { "行政法规可以设定行政处罚吗?", "set-penalty-admin-regulation" },
  { "部门规章能设定行政许可吗?", "set-licence-department-rule" },
  { "省政府规章可以设定许可吗?", "set-licence-local-rule" },
  { "地方性法规能设定行政许可吗?", "set-licence-local-regulation" },
  { "地方性法规可以设定查封吗?", "set-coercion-local" },
  { "规章可以设定查封扣押吗?", "set-coercion-other" },
  { "地方性法规可以设定行政强制执行吗?", "set-coercion-execution" },
  { "村委会能罚款吗?", "penalty-by-nobody" },
  { "县政府可以把处罚权交给镇政府吗?", "penalty-conferred" },
  { "规章可以设定吊销执照吗?", "set-penalty-rule" },
  { "占道经营镇政府可以罚款吗?", NULL },
  { "县政府能让镇街代批野外用火吗?", NULL },
  { "夜里能强拆吗?", NULL },
};

static void
test_rulings (void **state)
{
  (void) state;
  g_autoptr (QzLexicon) lexicon = qz_lexicon_open (qz_lexicon_default_dir (), NULL, NULL);
  const QzEngine engine = { .lexicon = lexicon };

  assert_non_null (lexicon);
  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++) {
    QzQuestion question = { .text = (char *) CASES[i].question, .intent = QZ_INTENT_MAY };
    QzRuling ruling = { 0 };
    gboolean found = qz_ruling_find (&engine, &question, &ruling);

    print_message ("%s\n", CASES[i].question);
    assert_string_equal (found ? ruling.name : "none", CASES[i].name != NULL ? CASES[i].name : "none");
    if (found)
      assert_true (*ruling.rules != '\0' && *ruling.sentence != '\0');
  }
}

/* In a place, the place's own rule is asked for. */
static void
test_placed (void **state)
{
  (void) state;
  g_autoptr (QzLexicon) lexicon = qz_lexicon_open (qz_lexicon_default_dir (), NULL, NULL);
  const QzEngine engine = { .lexicon = lexicon };
  QzQuestion question = { .text = (char *) "甲市能把县里的处罚权放给镇里吗?", .intent = QZ_INTENT_MAY, .territory = (char *) "甲市" };
  QzRuling ruling;

  assert_false (qz_ruling_find (&engine, &question, &ruling));
  question.territory = NULL;
  assert_true (qz_ruling_find (&engine, &question, &ruling));
}

/* Who asks for a body or a fine does not ask what is allowed. */
static void
test_other_intents (void **state)
{
  (void) state;
  g_autoptr (QzLexicon) lexicon = qz_lexicon_open (qz_lexicon_default_dir (), NULL, NULL);
  const QzEngine engine = { .lexicon = lexicon };
  QzQuestion question = { .text = (char *) CASES[0].question, .intent = QZ_INTENT_HOLDER };
  QzRuling ruling;

  assert_false (qz_ruling_find (&engine, &question, &ruling));
}

static void
test_words (void **state)
{
  (void) state;
  assert_true (qz_ruling_matches ("查封|扣押 委托", "扣押可以委托吗"));
  assert_false (qz_ruling_matches ("查封|扣押 委托", "可以委托吗"));
  assert_false (qz_ruling_matches ("查封|扣押 委托 -代履行|代为", "查封的代为履行可以委托吗"));
  assert_false (qz_ruling_matches ("", "查封"));
}

int
main (void)
{
  const struct CMUnitTest tests[] = { cmocka_unit_test (test_rulings), cmocka_unit_test (test_placed), cmocka_unit_test (test_other_intents), cmocka_unit_test (test_words) };

  return cmocka_run_group_tests (tests, NULL, NULL);
}
