/* Findings: names, JSON with every key, text that folds what is alike. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "search/findings/finding.h"

static void
test_codes (void **state)
{
  static const char *const NAMES[]
    = { "no-such-instrument", "no-such-provision", "renumbered", "quote-drift", "repealed", "not-in-force", "older-version",
        "no-basis", "basis-too-low", "coercion-entrusted", "subdelegated", "grant-expired", "recalled", "out-of-territory",
        "superior-changed", "mode-unsupported", "grant-without-basis", "grant-incomplete", "grantor-not-holder", "procedure",
        "duplicate-holder", "duty-without-power", "power-without-duty", "dangling-internal",
        "fine-out-of-range", "lighter-law", "citation-form" };

  assert_int_equal (G_N_ELEMENTS (NAMES), QZ_N_FINDINGS);
  for (guint i = 0; i < QZ_N_FINDINGS; i++) {
    QzFindingCode code;
    assert_string_equal (qz_finding_code_name (i), NAMES[i]);
    assert_true (qz_finding_code_from_name (NAMES[i], &code));
    assert_int_equal (code, i);
    assert_true (strlen (qz_finding_code_sentence (i)) > 0);
  }
  assert_int_equal (qz_finding_code_severity (QZ_FINDING_NO_SUCH_INSTRUMENT), QZ_SEVERITY_NOTE); /* coverage, never an error */
  assert_int_equal (qz_finding_code_severity (QZ_FINDING_SUPERIOR_CHANGED), QZ_SEVERITY_NOTE);
  assert_false (qz_finding_code_from_name ("no-such-code", &(QzFindingCode){ 0 }));
  assert_false (qz_finding_code_from_name (NULL, &(QzFindingCode){ 0 }));
}

static void
test_severities (void **state)
{
  QzSeverity severity;

  for (QzSeverity i = 0; i < QZ_N_SEVERITIES; i++) {
    assert_true (qz_severity_from_name (qz_severity_name (i), &severity));
    assert_int_equal (severity, i);
  }
  assert_true (qz_severity_from_name ("警告", &severity));
  assert_int_equal (severity, QZ_SEVERITY_WARNING);
  assert_false (qz_severity_from_name ("fatal", &severity));
}

static QzFinding *
finding (QzFindingCode code, const char *power, const char *citation, const char *found)
{
  QzFinding *one = qz_finding_new (code);

  one->power = g_strdup (power);
  one->citation = g_strdup (citation);
  one->found = g_strdup (found);
  return one;
}

static void
assert_json (const QzFinding *one, const char *expected)
{
  json_t *json = qz_finding_to_json (one);
  char *text = json_dumps (json, JSON_COMPACT);

  assert_string_equal (text, expected);
  free (text);
  json_decref (json);
}

static void
test_json (void **state)
{
  g_autoptr (QzFinding) bare = qz_finding_new (QZ_FINDING_NO_BASIS);
  g_autoptr (QzFinding) item = finding (QZ_FINDING_REPEALED, "甲#3", "《甲法》第三条", NULL);
  g_autoptr (QzFinding) place = qz_finding_new (QZ_FINDING_PROCEDURE);

  assert_json (bare, "{\"schema\":\"quanze.finding/1\",\"code\":\"no-basis\",\"severity\":\"error\",\"power\":null,\"at\":null,"
                     "\"citation\":null,\"id\":null,\"says\":null,\"found\":null,\"suggest\":null}");
  item->at.path = g_strdup ("甲.xlsx");
  item->at.sheet = g_strdup ("许可");
  item->at.row = 3;
  assert_json (item, "{\"schema\":\"quanze.finding/1\",\"code\":\"repealed\",\"severity\":\"error\",\"power\":\"甲#3\","
                     "\"at\":{\"path\":\"甲.xlsx\",\"start\":null,\"end\":null,\"sheet\":\"许可\",\"row\":3},"
                     "\"citation\":\"《甲法》第三条\",\"id\":null,\"says\":null,\"found\":null,\"suggest\":null}");
  place->at.path = g_strdup ("决定书.txt");
  place->at.span = TRUE;
  place->at.start = 0;
  place->at.end = 7;
  place->severity = QZ_SEVERITY_WARNING;
  assert_json (place, "{\"schema\":\"quanze.finding/1\",\"code\":\"procedure\",\"severity\":\"warning\",\"power\":null,"
                      "\"at\":{\"path\":\"决定书.txt\",\"start\":0,\"end\":7},"
                      "\"citation\":null,\"id\":null,\"says\":null,\"found\":null,\"suggest\":null}");
  g_free (place->at.path);
  place->at.path = g_strdup ("\xff.txt"); /* a file's name is bytes; JSON is not */
  assert_json (place, "{\"schema\":\"quanze.finding/1\",\"code\":\"procedure\",\"severity\":\"warning\",\"power\":null,"
                      "\"at\":{\"path\":\"\uFFFD.txt\",\"start\":0,\"end\":7},"
                      "\"citation\":null,\"id\":null,\"says\":null,\"found\":null,\"suggest\":null}");
}

static GPtrArray *
some_findings (void)
{
  GPtrArray *all = g_ptr_array_new_with_free_func ((GDestroyNotify) qz_finding_free);

  g_ptr_array_add (all, finding (QZ_FINDING_NO_SUCH_INSTRUMENT, "1", "《丙办法》", NULL));
  g_ptr_array_add (all, finding (QZ_FINDING_REPEALED, "1", "《甲法》第三条", "已废止"));
  g_ptr_array_add (all, finding (QZ_FINDING_REPEALED, "2", "《乙法》第三条", NULL));
  g_ptr_array_add (all, finding (QZ_FINDING_REPEALED, "3", "《甲法》第三条", "已废止"));
  g_ptr_array_add (all, finding (QZ_FINDING_REPEALED, "4", "《甲法》第三条", "已废止"));
  qz_findings_sort (all);
  return all;
}

static void
test_text (void **state)
{
  g_autoptr (GPtrArray) all = some_findings (), none = g_ptr_array_new ();
  g_autofree char *text = qz_findings_to_text (all, 2, FALSE), *empty = qz_findings_to_text (none, 0, TRUE);

  assert_string_equal (empty, "");
  assert_string_equal (text, "错误 所引文件已经废止或者失效（repealed，4）\n"
                             "    《甲法》第三条（3 项）\n"
                             "      查得：已废止\n"
                             "      · 1\n"
                             "      · 3\n"
                             "      · 另有 1 项\n"
                             "    《乙法》第三条\n"
                             "      · 2\n"
                             "\n"
                             "提示 所引文件未入库，无法核对（no-such-instrument，1）\n"
                             "    《丙办法》\n"
                             "      · 1\n");
}

/* A document's place is shown by its line and words; two places are never folded into one. */
static void
test_place (void **state)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) qz_finding_free);

  for (guint i = 0; i < 2; i++) {
    QzFinding *one = finding (QZ_FINDING_NO_SUCH_PROVISION, NULL, "《甲法》第九条", "没有第九条");
    one->at.path = g_strdup ("决定书.txt");
    one->at.span = TRUE;
    one->at.start = 10 * i;
    one->at.end = 10 * i + 7;
    one->at.line = i == 0 ? 3 : 0;
    one->at.words = i == 0 ? g_strdup ("甲法第九条") : NULL;
    g_ptr_array_add (all, one);
  }
  g_autofree char *text = qz_findings_to_text (all, 0, FALSE);
  assert_string_equal (text, "错误 所引文件中没有这一条款（no-such-provision，2）\n"
                             "    《甲法》第九条\n"
                             "      查得：没有第九条\n"
                             "      · 第 3 行“甲法第九条”\n"
                             "    《甲法》第九条\n"
                             "      查得：没有第九条\n"
                             "      · 第 11–17 字\n");
}

int
main (void)
{
  const struct CMUnitTest tests[] = { cmocka_unit_test (test_codes), cmocka_unit_test (test_severities), cmocka_unit_test (test_json),
                                      cmocka_unit_test (test_text), cmocka_unit_test (test_place) };

  return cmocka_run_group_tests (tests, NULL, NULL);
}
