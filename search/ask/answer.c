#include "config.h"

#include <string.h>

#include <quanze/locale.h>
#include <quanze/store.h>

#include "search/body_name.h"
#include "search/ask/answer.h"
#include "search/ask/conflict.h"
#include "search/locate.h"
#include "search/place.h"

/* A fine as printed is at most this long. */
#define FINE_MAX_CHARS 40

json_t *
qz_answer_blank (const char *from, double score)
{
  static const char *const absent[] = { "holder",        "office",     "window",      "territory", "mode",         "mode_declared", "mode_reason", "principal",
                                        "in_whose_name", "respondent", "review_body", "defendant", "compensation", "scope",         "limits",      "power",
                                        "grant" };
  static const char *const lists[] = { "jurisdiction", "deadlines", "rules", "fines", "basis" };
  static const char *const flags[] = { "designated", "internal", "inferred_name", "review_first", "inferred" };
  json_t *answer = json_pack ("{s:f, s:s}", "score", score, "from", from);

  for (guint i = 0; i < G_N_ELEMENTS (absent); i++)
    json_object_set_new (answer, absent[i], json_null ());
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    json_object_set_new (answer, lists[i], json_array ());
  for (guint i = 0; i < G_N_ELEMENTS (flags); i++)
    json_object_set_new (answer, flags[i], json_false ());
  return answer;
}

/* ---- the object ---- */

static json_t *
slots_of (const QzAsking *asking)
{
  const QzQuestion *question = asking->question;
  json_t *slots = json_object ();

  json_object_set_new (slots, "body", qz_json_string (question->subject != NULL ? question->subject->said : NULL));
  json_object_set_new (slots, "act", qz_json_string (question->cue));
  json_object_set_new (slots, "object", qz_json_string (question->content));
  json_object_set_new (slots, "place", qz_json_string (question->territory));
  json_object_set_new (slots, "date", qz_json_date (question->date));
  return slots;
}

/* How the body that the question names came to be called what clauses call it: "bodies". */
static json_t *
renamed (const QzSubject *subject)
{
  return subject != NULL ? qz_body_steps_json (subject->said, subject->official, subject->steps) : json_array ();
}

static json_t *
searched (QzEngine *engine, GError **error)
{
  static const struct { const char *key, *term; } kinds[] = { { "provisions", "Kprovision" }, { "powers", "Kpower" }, { "instruments", "Kinstrument" } };
  json_t *out = json_object ();

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++) {
    gint64 n = qz_reader_count (engine->reader, kinds[i].term, error);
    if (n < 0) {
      json_decref (out);
      return NULL;
    }
    json_object_set_new (out, kinds[i].key, json_integer (n));
  }
  return out;
}

static json_t *
assemble (QzAsking *asking, gboolean explain, GError **error)
{
  json_t *answers = json_array (), *count = NULL, *out = json_object (), *why = json_object ();
  json_t *scanned = searched (asking->engine, error);
  g_autofree char *conclusion = NULL;

  json_object_set_new (out, "schema", json_string ("quanze.answer/1"));
  json_object_set_new (out, "question", json_string (asking->question->text));
  json_object_set_new (out, "as_of", qz_json_date (asking->day));
  json_object_set_new (out, "intent", json_string (qz_intent_name (asking->question->intent)));
  json_object_set_new (out, "slots", slots_of (asking));
  json_object_set_new (out, "bodies", renamed (asking->question->subject));
  if (scanned == NULL || !qz_answer_gather (asking, answers, &count, &conclusion, out, why, error)) {
    json_decref (answers);
    json_decref (count);
    json_decref (out);
    json_decref (why);
    json_decref (scanned);
    return NULL;
  }
  if (conclusion == NULL)
    conclusion = qz_answer_conclusion (asking, answers, count);
  json_object_set_new (out, "conclusion", json_string (conclusion));
  json_object_set_new (out, "answers", answers);
  json_object_set_new (out, "conflicts", qz_conflicts_find (asking, answers));
  json_object_set_new (out, "horizon", qz_json_date (qz_timeline_horizon (asking->engine->timeline)));
  json_object_set_new (out, "count", count != NULL ? count : json_null ());
  json_object_set_new (out, "searched", scanned);
  json_object_set_new (out, "unresolved", json_array ());
  if (json_object_get (out, "near_misses") == NULL)
    json_object_set_new (out, "near_misses", json_array ());
  if (explain)
    json_object_set_new (out, "explain", why);
  else
    json_decref (why);
  return out;
}

json_t *
qz_answer (QzEngine *engine, const char *text, const char *territory, const QzMessages *messages, gboolean explain, GError **error)
{
  g_autoptr (QzQuestion) question = qz_question_read (engine, text);
  g_autofree char *home = qz_place_home (engine->timeline);
  QzAsking asking = { .engine = engine, .question = question, .messages = messages };
  QzDate asked = engine->as_of;

  asking.place = question->territory != NULL ? question->territory : territory != NULL ? territory : home;
  /* A day said in the question is the day asked for, unless it is the very thing in question. */
  if (question->date != 0 && question->intent != QZ_INTENT_VALIDITY)
    engine->as_of = question->date;
  asking.day = engine->as_of;
  json_t *answer = assemble (&asking, explain, error);
  engine->as_of = asked;
  return answer;
}

gboolean
qz_answer_found (const json_t *answer)
{
  const json_t *answers = json_object_get (answer, "answers"), *ruling = json_object_get (json_array_get (answers, 0), "ruling");

  /* A rule that leaves the matter open founds nothing. */
  if (ruling != NULL && !json_is_true (json_object_get (ruling, "founded")))
    return FALSE;
  return json_array_size (answers) > 0
         || json_integer_value (json_object_get (json_object_get (answer, "count"), "total")) > 0;
}

/* ---- the conclusion ---- */

const char *
qz_asking_say (const QzAsking *asking, const char *message)
{
  return qz_messages_say (asking->messages, message);
}

static char *
conclude_count (const QzAsking *asking, const json_t *count)
{
  const json_t *by = json_object_get (count, "by"), *modes = json_object_get (by, "mode_declared");
  const json_t *departments = json_object_get (by, "from_department"), *status = json_object_get (by, "status");
  gint64 total = json_integer_value (json_object_get (count, "total")), recalled = json_integer_value (json_object_get (status, "recalled"));
  GString *text = g_string_new (NULL);
  const char *mode;
  const json_t *n;

  g_string_append_printf (text, qz_asking_say (asking, N_("共 %lld 项")), (long long) total);
  json_object_foreach ((json_t *) modes, mode, n)
    g_string_append_printf (text, qz_asking_say (asking, N_("，%s %lld 项")), qz_asking_say (asking, qz_mode_word (mode)), (long long) json_integer_value (n));
  if (json_object_size (departments) > 0)
    g_string_append_printf (text, qz_asking_say (asking, N_("，来自 %zu 个部门")), json_object_size (departments));
  if (recalled > 0 && recalled < total)
    g_string_append_printf (text, qz_asking_say (asking, N_("；其中 %lld 项已收回")), (long long) recalled);
  g_string_append (text, qz_asking_say (asking, N_("。")));
  return g_string_free (text, FALSE);
}

/* The fine that QUOTE names first: 处五百元以上二千元以下罚款. The caller's; NULL when it names none. */
static char *
fine_in (const char *quote)
{
  static const char *const starts[] = { "并处", "处以", "可处", "处" };
  const char *fine = quote != NULL ? strstr (quote, "罚款") : NULL, *from = fine, *best = NULL;

  for (guint n = 0; fine != NULL && n < FINE_MAX_CHARS && from > quote; n++) {
    from = g_utf8_prev_char (from);
    if (g_utf8_strchr ("，。；\n", -1, g_utf8_get_char (from)) != NULL)
      break;
    for (guint i = 0; i < G_N_ELEMENTS (starts); i++)
      if (g_str_has_prefix (from, starts[i]) && !g_str_has_prefix (from, "处罚"))
        best = from;
  }
  /* 并处罚款 alone says no sum */
  if (best == NULL || (gsize) (fine - best) <= strlen ("并处以"))
    return NULL;
  return g_strndup (best, (gsize) (fine - best) + strlen ("罚款"));
}

/* What a question for the fine, or for the day, wants to read first. */
static void
conclude_by_intent (const QzAsking *asking, const json_t *answer, GString *text)
{
  const json_t *grant = json_object_get (answer, "grant"), *basis;
  const char *since = qz_json_text (grant, "date"), *until = qz_json_text (grant, "until");
  size_t i;

  if (asking->question->intent == QZ_INTENT_WHEN && until != NULL)
    g_string_append_printf (text, qz_asking_say (asking, N_("，下放于 %s，%s 后收回")), since != NULL ? since : "?", until);
  else if (asking->question->intent == QZ_INTENT_WHEN && since != NULL)
    g_string_append_printf (text, qz_asking_say (asking, N_("，自 %s 起")), since);
  if (asking->question->intent != QZ_INTENT_PENALTY)
    return;
  json_array_foreach (json_object_get (answer, "basis"), i, basis) {
    g_autofree char *fine = fine_in (qz_json_text (basis, "quote"));
    if (fine == NULL)
      continue;
    g_string_append_printf (text, qz_asking_say (asking, N_("，%s（%s）")), fine, qz_json_text (basis, "citation"));
    return;
  }
}

static char *
conclude_answer (const QzAsking *asking, const json_t *answer)
{
  const char *holder = qz_json_text (answer, "holder"), *mode = qz_json_text (answer, "mode"), *today = qz_json_text (answer, "holder_today");
  const json_t *basis = json_array_get (json_object_get (answer, "basis"), 0);
  const char *citation = qz_json_text (basis, "citation"), *name = qz_json_text (answer, "in_whose_name");
  GString *text = g_string_new (NULL);

  if (holder != NULL)
    g_string_append (text, holder);
  if (today != NULL)
    g_string_append_printf (text, qz_asking_say (asking, N_("（今%s）")), today);
  if (holder != NULL && mode != NULL)
    g_string_append_printf (text, qz_asking_say (asking, N_("（%s）")), qz_asking_say (asking, qz_mode_word (mode)));
  if (json_is_true (json_object_get (answer, "designated")))
    g_string_append (text, qz_asking_say (asking, N_("，由当地确定是哪一个")));
  if (json_is_true (json_object_get (answer, "inferred")))
    g_string_append (text, qz_asking_say (asking, N_("，条文没有写明由谁，由审判权推定")));
  if (name != NULL && g_strcmp0 (name, holder) != 0)
    g_string_append_printf (text, qz_asking_say (asking, N_("，以%s的名义")), name);
  conclude_by_intent (asking, answer, text);
  if (citation != NULL)
    g_string_append_printf (text, holder != NULL ? qz_asking_say (asking, N_("；依据%s")) : qz_asking_say (asking, N_("见%s")), citation);
  g_string_append (text, qz_asking_say (asking, N_("。")));
  return g_string_free (text, FALSE);
}

/* Two bodies asked for, and one clause that names both: 甲组织编制，乙审批. */
static char *
conclude_answers (const QzAsking *asking, const json_t *answers)
{
  const json_t *first = json_array_get (answers, 0), *second = json_array_get (answers, 1);
  const char *one = qz_json_text (json_array_get (json_object_get (first, "basis"), 0), "id");
  const char *two = qz_json_text (json_array_get (json_object_get (second, "basis"), 0), "id");

  if (asking->question->whos->len < 2 || one == NULL || g_strcmp0 (one, two) != 0 || qz_json_text (second, "holder") == NULL)
    return conclude_answer (asking, first);
  return g_strdup_printf (qz_asking_say (asking, N_("%s；%s。依据%s。")), qz_json_text (first, "holder"), qz_json_text (second, "holder"),
                          qz_json_text (json_array_get (json_object_get (first, "basis"), 0), "citation"));
}

char *
qz_answer_conclusion (const QzAsking *asking, const json_t *answers, const json_t *count)
{
  if (count != NULL)
    return conclude_count (asking, count);
  if (json_array_size (answers) == 0)
    return g_strdup (qz_asking_say (asking, N_("未找到依据。")));
  return conclude_answers (asking, answers);
}
