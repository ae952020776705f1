#include "config.h"

#include <string.h>

#include <quanze/locale.h>
#include <quanze/store.h>

#include "search/answer.h"
#include "search/locate.h"
#include "search/place.h"

/* How many of each kind an answer holds at most. */
#define ANSWERS_MAX    5
#define POWERS_MAX     3
#define ELSEWHERE_MAX  5
/* Below these shares of the question covered, a record is no answer (docs/ANSWERING.md). */
#define COVERED_MIN       0.26
#define COVERED_POWER_MIN 0.40
#define NAMED_POWER_MIN   0.50
/* Nor is a clause below this score; and where no law has heard of a word of the question (火星, 恐龙), the rest
 * must fit the better. */
#define SCORE_MIN         1.10
#define SCORE_UNHEARD_MIN 1.60
/* Answers worse than this share of the best are left out. */
#define TAIL_MIN 0.70

/* ---- gathering ---- */

static gboolean
add_powers (const QzAsking *asking, const QzConcepts *concepts, json_t *answers, json_t *explain, GError **error)
{
  g_autoptr (GPtrArray) powers = qz_candidates_powers (asking->engine, asking->question, concepts, POWERS_MAX * 3, error);
  guint added = 0;

  if (powers == NULL)
    return FALSE;
  for (guint i = 0; i < powers->len && added < POWERS_MAX; i++) {
    const QzCandidate *candidate = powers->pdata[i];
    const QzCandidate *best = powers->pdata[0];

    json_array_append_new (explain, json_pack ("{s:s, s:f, s:f, s:f, s:f}", "id", candidate->found->id, "score", candidate->score, "words",
                                               candidate->words, "coverage", candidate->coverage, "named", candidate->title));
    if ((candidate->coverage < COVERED_POWER_MIN && candidate->title < NAMED_POWER_MIN) || candidate->score < best->score * TAIL_MIN)
      continue;
    json_t *answer = qz_answer_from_power (asking, candidate->found, candidate->score, error);
    if (answer == NULL)
      return FALSE;
    json_array_append_new (answers, answer);
    added++;
  }
  return TRUE;
}

static json_t *
explain_candidate (const QzCandidate *c)
{
  return json_pack ("{s:s, s:f, s:f, s:f, s:f, s:f, s:f, s:f, s:f}", "id", c->found->id, "score", c->score, "words", c->words, "coverage",
                    c->coverage, "unit", c->unit, "cue", c->cue, "title", c->title, "place", c->place, "prior", c->prior);
}

static gboolean
add_clauses (const QzAsking *asking, const QzConcepts *concepts, json_t *answers, json_t *explain, GError **error)
{
  g_autoptr (GPtrArray) found
    = qz_candidates_provisions (asking->engine, asking->question, concepts, asking->place, ANSWERS_MAX * 8, error);

  g_autoptr (GHashTable) said = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  if (found == NULL)
    return FALSE;
  for (guint i = 0; i < found->len && json_array_size (answers) < ANSWERS_MAX; i++) {
    const QzCandidate *candidate = found->pdata[i], *best = found->pdata[0];
    g_autofree char *quote = qz_candidate_quote (candidate);

    json_array_append_new (explain, explain_candidate (candidate));
    /* Letters from one form say the same words sixteen times: once is enough. */
    if (!g_hash_table_add (said, g_steal_pointer (&quote)))
      continue;
    if (candidate->coverage < COVERED_MIN || candidate->score < best->score * TAIL_MIN
        || candidate->score < (qz_concepts_unheard (concepts) > 0 ? SCORE_UNHEARD_MIN : SCORE_MIN))
      continue;
    json_t *answer = qz_answer_from_clause (asking, candidate, error);
    if (answer == NULL)
      return FALSE;
    json_array_append_new (answers, answer);
  }
  return TRUE;
}

/* ---- joining registry and clauses ---- */

/* A registry item is the county's own word on who acts; agreement of both raises it further. */
#define BONUS_REGISTRY 0.30
/* Remedies follow from who holds the power and how, which the item knows and a clause on remedies does not. */
#define BONUS_REMEDY   0.30
#define BONUS_BOTH     0.20
/* An item whose basis was not in force on the day is no answer for that day. */
#define FACTOR_STALE   0.50

static void
set_score (json_t *answer, double score)
{
  json_object_set_new (answer, "score", json_real (score));
}

static double
score_of (const json_t *answer)
{
  return json_number_value (json_object_get (answer, "score"));
}

/* The article part of a basis id: 行政处罚法@2021-01-22#art_24 of …#art_24__para_1. Length in bytes. */
static gsize
article_span (const char *id)
{
  const char *below = strstr (id, "__");

  return below != NULL ? (gsize) (below - id) : strlen (id);
}

/* Whether ANSWER rests on the article of ID. */
static gboolean
rests_on (const json_t *answer, const char *id)
{
  const json_t *basis;
  size_t i;

  json_array_foreach (json_object_get (answer, "basis"), i, basis) {
    const char *own = json_string_value (json_object_get (basis, "id"));
    if (own != NULL && article_span (own) == article_span (id) && strncmp (own, id, article_span (id)) == 0)
      return TRUE;
  }
  return FALSE;
}

/* Whether some resolved basis of the item was not in force on the day asked. */
static gboolean
is_stale (const json_t *answer)
{
  const json_t *basis;
  size_t i;

  json_array_foreach (json_object_get (answer, "basis"), i, basis) {
    const char *status = json_string_value (json_object_get (basis, "status"));
    if (g_strcmp0 (status, "not-yet-in-force") == 0)
      return TRUE;
  }
  return FALSE;
}

static gint
by_score (gconstpointer a, gconstpointer b)
{
  double left = score_of (*(json_t *const *) a), right = score_of (*(json_t *const *) b);

  return left > right ? -1 : left < right;
}

/* Powers and clauses in one order; a clause that founds an item above is named there and not again. */
static void
join (QzIntent intent, const json_t *powers, const json_t *clauses, json_t *answers)
{
  double bonus = BONUS_REGISTRY + (intent == QZ_INTENT_REMEDY ? BONUS_REMEDY : 0);
  g_autoptr (GPtrArray) all = g_ptr_array_new ();
  json_t *one, *power;
  size_t i, j;

  json_array_foreach ((json_t *) powers, i, one) {
    set_score (one, (score_of (one) + bonus) * (is_stale (one) ? FACTOR_STALE : 1));
    g_ptr_array_add (all, one);
  }
  json_array_foreach ((json_t *) clauses, i, one) {
    const char *id = json_string_value (json_object_get (json_array_get (json_object_get (one, "basis"), 0), "id"));
    gboolean founds = FALSE;

    json_array_foreach ((json_t *) powers, j, power)
      if (id != NULL && !founds && rests_on (power, id)) {
        founds = TRUE;
        if (g_strcmp0 (json_string_value (json_object_get (power, "from")), "both") != 0)
          set_score (power, score_of (power) + BONUS_BOTH);
        json_object_set_new (power, "from", json_string ("both"));
      }
    if (!founds)
      g_ptr_array_add (all, one);
  }
  g_ptr_array_sort (all, by_score);
  for (guint k = 0; k < all->len && k < ANSWERS_MAX; k++)
    json_array_append (answers, all->pdata[k]);
}

/* Rules of other places that say something alike: offered as such, never as basis. */
static gboolean
add_elsewhere (const QzAsking *asking, const QzConcepts *concepts, json_t *out, GError **error)
{
  json_t *list = json_array ();
  g_autoptr (GPtrArray) found
    = qz_candidates_elsewhere (asking->engine, asking->question, concepts, asking->place, ELSEWHERE_MAX, error);

  json_object_set_new (out, "elsewhere", list);
  if (found == NULL)
    return FALSE;
  for (guint i = 0; i < found->len; i++) {
    const QzCandidate *candidate = found->pdata[i];
    g_autofree char *citation = qz_found_citation (candidate->found);

    if (candidate->coverage >= COVERED_MIN)
      json_array_append_new (list, json_pack ("{s:s, s:s, s:s?}", "id", candidate->found->id, "citation", citation, "territory",
                                              qz_found_string (candidate->found, "territory")));
  }
  return TRUE;
}

/* A question that is a citation and no more: the clause itself. */
static gboolean
add_cited (const QzAsking *asking, json_t *answers, GError **error)
{
  g_autoptr (QzPlace) place = NULL;

  if (asking->question->intent != QZ_INTENT_TEXT || strstr (asking->question->text, "条") == NULL)
    return TRUE;
  place = qz_locate (asking->engine, asking->question->text, error);
  if (place == NULL)
    return FALSE;
  if (place->found == NULL || qz_found_string (place->found, "eid") == NULL)
    return TRUE;
  QzCandidate candidate = { .found = place->found, .eid = place->eid, .score = 1 };
  json_t *answer = qz_answer_from_clause (asking, &candidate, error);
  if (answer == NULL)
    return FALSE;
  json_array_append_new (answers, answer);
  return TRUE;
}

static gboolean
add_listed (const QzAsking *asking, const GPtrArray *items, json_t *answers, GError **error)
{
  for (guint i = 0; items != NULL && i < items->len; i++) {
    json_t *answer = qz_answer_from_power (asking, items->pdata[i], 1, error);

    if (answer == NULL)
      return FALSE;
    json_array_append_new (answers, answer);
  }
  return TRUE;
}

/* Titles shortened beyond this are too doubtful to tell their validity. */
#define TITLE_COVERED_MIN 0.55

static gboolean
gather (QzAsking *asking, json_t *answers, json_t **count, char **conclusion, json_t *out, json_t *explain, GError **error)
{
  QzIntent intent = asking->question->intent;
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GError) own = NULL;

  if (intent == QZ_INTENT_COUNT || intent == QZ_INTENT_POWERS) {
    *count = qz_answer_count (asking, &items, &own);
    if (own != NULL) {
      g_propagate_error (error, g_steal_pointer (&own));
      return FALSE;
    }
    if (*count != NULL)
      return intent == QZ_INTENT_COUNT || add_listed (asking, items, answers, error);
  }
  if (!add_cited (asking, answers, error))
    return FALSE;
  if (intent == QZ_INTENT_VALIDITY && asking->question->law_coverage >= TITLE_COVERED_MIN
      && !qz_answer_validity (asking, answers, conclusion, error))
    return FALSE;
  if (json_array_size (answers) > 0)
    return TRUE;
  g_autoptr (QzConcepts) concepts = qz_concepts_new (asking->engine, asking->question, error);
  if (concepts == NULL)
    return FALSE;
  asking->concepts = concepts;
  g_autofree char *described = qz_concepts_describe (concepts);
  json_object_set_new (explain, "concepts", json_string (described));
  json_object_set_new (explain, "unheard", json_real (qz_concepts_unheard (concepts)));
  json_t *powers = json_array (), *provisions = json_array ();
  json_object_set_new (explain, "powers", powers);
  json_object_set_new (explain, "provisions", provisions);
  json_t *items_found = json_array (), *clauses_found = json_array ();
  gboolean ok = add_powers (asking, concepts, items_found, powers, error)
                && add_clauses (asking, concepts, clauses_found, provisions, error);
  asking->concepts = NULL;
  if (ok)
    join (intent, items_found, clauses_found, answers);
  json_decref (items_found);
  json_decref (clauses_found);
  return ok && (json_array_size (answers) > 0 || add_elsewhere (asking, concepts, out, error));
}

/* ---- the object ---- */

static json_t *
slots_of (const QzAsking *asking)
{
  const QzQuestion *question = asking->question;
  json_t *slots = json_object ();

  json_object_set_new (slots, "body", qz_json_string (question->body));
  json_object_set_new (slots, "act", qz_json_string (question->cue));
  json_object_set_new (slots, "object", qz_json_string (question->content));
  json_object_set_new (slots, "place", qz_json_string (question->territory));
  json_object_set_new (slots, "date", qz_json_date (question->date));
  return slots;
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
  if (scanned == NULL || !gather (asking, answers, &count, &conclusion, out, why, error)) {
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
  json_object_set_new (out, "conflicts", json_array ());
  json_object_set_new (out, "horizon", qz_json_date (qz_timeline_horizon (asking->engine->timeline)));
  json_object_set_new (out, "count", count != NULL ? count : json_null ());
  json_object_set_new (out, "searched", scanned);
  json_object_set_new (out, "unresolved", json_array ());
  if (explain)
    json_object_set_new (out, "explain", why);
  else
    json_decref (why);
  return out;
}

json_t *
qz_answer (QzEngine *engine, const char *text, const char *territory, gboolean explain, GError **error)
{
  g_autoptr (QzQuestion) question = qz_question_read (engine, text);
  g_autofree char *home = qz_place_home (engine->timeline);
  QzAsking asking = { .engine = engine, .question = question };
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
  return json_array_size (json_object_get (answer, "answers")) > 0
         || json_integer_value (json_object_get (json_object_get (answer, "count"), "total")) > 0;
}

/* ---- the conclusion ---- */

static char *
conclude_count (const json_t *count)
{
  const json_t *by = json_object_get (count, "by"), *modes = json_object_get (by, "mode_declared");
  const json_t *departments = json_object_get (by, "from_department"), *status = json_object_get (by, "status");
  gint64 total = json_integer_value (json_object_get (count, "total")), recalled = json_integer_value (json_object_get (status, "recalled"));
  GString *text = g_string_new (NULL);
  const char *mode;
  const json_t *n;

  g_string_append_printf (text, _("共 %lld 项"), (long long) total);
  json_object_foreach ((json_t *) modes, mode, n)
    g_string_append_printf (text, _("，%s %lld 项"), qz_mode_chinese (qz_mode_from_text (mode)), (long long) json_integer_value (n));
  if (json_object_size (departments) > 0)
    g_string_append_printf (text, _("，来自 %zu 个部门"), json_object_size (departments));
  if (recalled > 0 && recalled < total)
    g_string_append_printf (text, _("；其中 %lld 项已收回"), (long long) recalled);
  g_string_append (text, "。");
  return g_string_free (text, FALSE);
}

static char *
conclude_answer (const QzAsking *asking, const json_t *answer)
{
  const char *holder = qz_json_text (answer, "holder"), *mode = qz_json_text (answer, "mode");
  const json_t *basis = json_array_get (json_object_get (answer, "basis"), 0);
  const char *citation = qz_json_text (basis, "citation"), *name = qz_json_text (answer, "in_whose_name");
  GString *text = g_string_new (NULL);

  if (holder != NULL)
    g_string_append (text, holder);
  if (holder != NULL && mode != NULL)
    g_string_append_printf (text, "（%s）", qz_mode_chinese (qz_mode_from_text (mode)));
  if (name != NULL && g_strcmp0 (name, holder) != 0)
    g_string_append_printf (text, _("，以%s的名义"), name);
  if (citation != NULL)
    g_string_append_printf (text, holder != NULL ? _("；依据%s") : _("见%s"), citation);
  g_string_append (text, "。");
  return g_string_free (text, FALSE);
}

char *
qz_answer_conclusion (const QzAsking *asking, const json_t *answers, const json_t *count)
{
  if (count != NULL)
    return conclude_count (count);
  if (json_array_size (answers) == 0)
    return g_strdup (_("未找到依据。"));
  return conclude_answer (asking, json_array_get (answers, 0));
}
