#include "config.h"

#include <string.h>

#include <quanze/locale.h>

#include "search/ask/answer.h"
#include "search/ask/rules.h"

/* What a rule of remedies scores beside clauses found by words, and beside a registry item that names the holder. */
#define REMEDY_SCORE 2.5

/* The acts that go to review before a court: words of the question, and the rule. */
static const struct { const char *word, *rule; } review_first[] = {
  { "当场处罚", "行政复议法第二十三条" }, { "当场作出", "行政复议法第二十三条" },   { "当场罚", "行政复议法第二十三条" },
  { "不作为", "行政复议法第二十三条" },   { "不履行法定职责", "行政复议法第二十三条" }, { "信息公开", "行政复议法第二十三条" },
  { "补税", "税收征收管理法第八十八条第一款" }, { "纳税", "税收征收管理法第八十八条第一款" }, { "税款", "税收征收管理法第八十八条第一款" },
};

/* The rule by which the act goes to review first; NULL when none is called for. */
static const char *
goes_to_review_first (const char *question)
{
  for (guint i = 0; i < G_N_ELEMENTS (review_first); i++)
    if (strstr (question, review_first[i].word) != NULL)
      return review_first[i].rule;
  return NULL;
}

/* The clauses a remedy rests on as "basis": review body, deadlines, defendant. */
static json_t *
remedy_basis (const QzAsking *asking, const json_t *answer, const char *first, GError **error)
{
  static const char *const rules[] = { "行政复议法第二十条第一款", "行政诉讼法第四十六条第一款", "行政诉讼法第二十六条" };
  json_t *basis = json_array ();
  const json_t *rule;
  size_t i;
  gboolean ok = TRUE;

  if (first != NULL) {
    json_t *one = qz_answer_basis_cited (asking, first, error);
    ok = one != NULL && json_array_append_new (basis, one) == 0;
  }
  /* Which of 行政复议法24 to 28 names the review body is among the rules that were applied. */
  json_array_foreach (json_object_get (answer, "rules"), i, rule)
    if (ok && strstr (json_string_value (rule), "行政复议法》第二十") != NULL && strstr (json_string_value (rule), "第二十条") == NULL) {
      json_t *one = qz_answer_basis_cited (asking, json_string_value (rule), error);
      ok = one != NULL && json_array_append_new (basis, one) == 0;
    }
  for (guint j = 0; ok && j < G_N_ELEMENTS (rules); j++) {
    json_t *one = qz_answer_basis_cited (asking, rules[j], error);
    ok = one != NULL && json_array_append_new (basis, one) == 0;
  }
  if (ok)
    return basis;
  json_decref (basis);
  return NULL;
}

json_t *
qz_answer_remedy (const QzAsking *asking, GError **error)
{
  const QzSubject *subject = asking->question->subject;
  const char *holder = subject != NULL ? subject->official : NULL;
  const char *first = goes_to_review_first (asking->question->text);
  json_t *answer = qz_answer_blank ("clause", REMEDY_SCORE);
  const QzRuleCase power = { holder != NULL ? QZ_MODE_STATUTORY : QZ_MODE_UNKNOWN, holder, NULL, NULL, asking->place, FALSE };

  json_object_set_new (answer, "holder", qz_json_string (holder));
  json_object_set_new (answer, "mode", qz_json_string (qz_mode_name (power.mode)));
  json_t *basis = qz_rules_apply (asking->engine, answer, &power, error) ? remedy_basis (asking, answer, first, error) : NULL;
  if (basis == NULL) {
    json_decref (answer);
    return NULL;
  }
  json_object_set_new (answer, "review_first", json_boolean (first != NULL));
  json_object_set_new (answer, "basis", basis);
  return answer;
}

char *
qz_answer_remedy_conclusion (const QzAsking *asking, const json_t *answer)
{
  const char *holder = qz_json_text (answer, "holder"), *review = qz_json_text (answer, "review_body");
  gboolean first = json_is_true (json_object_get (answer, "review_first"));

  if (holder == NULL || review == NULL)
    return g_strdup (qz_asking_say (asking, N_("不服行政行为的，六十日内申请行政复议，或者六个月内直接起诉，法律另有规定的除外；复议机关、被告看是哪个机关作出。")));
  return g_strdup_printf (first ? qz_asking_say (asking, N_("对%s的这类行为不服，应当先向%s申请复议（六十日内），对复议决定不服再起诉。"))
                                : qz_asking_say (asking, N_("对%s的行为不服，可以六十日内向%s申请复议，也可以六个月内直接起诉，法律另有规定的除外。")),
                          holder, review);
}
