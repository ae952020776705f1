#include "config.h"

#include <string.h>

#include <quanze/fold.h>

#include "search/answer.h"
#include "search/rules.h"

/* What a vesting is worth for the candidate's unit: in it, above it, or elsewhere in the article. */
static int
nearness (const char *vested, const char *unit)
{
  if (vested == NULL)
    return 0;
  if (unit == NULL)
    return 1;
  return g_str_has_prefix (vested, unit) ? 3 : g_str_has_prefix (unit, vested) ? 2 : 1;
}

/* Types an intent looks for first. */
static gboolean
fits_intent (const json_t *vesting, QzIntent intent)
{
  const json_t *type;
  size_t i;

  if (intent != QZ_INTENT_PENALTY)
    return TRUE;
  json_array_foreach (json_object_get (vesting, "types"), i, type)
    if (g_strcmp0 (json_string_value (type), "处罚") == 0)
      return TRUE;
  return FALSE;
}

/* How much of the question the vesting's own words cover, 0 to 6: which of several bodies of one paragraph is meant. */
static int
fits_words (const QzAsking *asking, const json_t *vesting)
{
  GString *said = g_string_new (json_string_value (json_object_get (vesting, "condition")));
  const json_t *act;
  size_t i;

  if (asking->concepts == NULL) {
    g_string_free (said, TRUE);
    return 0;
  }
  json_array_foreach (json_object_get (vesting, "act"), i, act)
    g_string_append_printf (said, "\n%s", json_string_value (act));
  if (json_is_string (json_object_get (vesting, "holder")))
    g_string_append_printf (said, "\n%s", json_string_value (json_object_get (vesting, "holder")));
  g_autofree char *words = g_string_free (said, FALSE);
  g_autofree char *folded = qz_fold_text (words, -1, QZ_FOLD_PLAIN);
  return (int) (qz_concepts_coverage (asking->concepts, folded) * 6);
}

/* The vesting of the record that answers best; borrowed, NULL when it vests nothing. */
static const json_t *
best_vesting (const QzAsking *asking, const QzCandidate *candidate)
{
  const json_t *vesting, *best = NULL;
  int best_score = -1;
  size_t i;

  json_array_foreach (json_object_get (candidate->found->head, "vestings"), i, vesting) {
    /* A prohibition gives nobody the power. */
    if (json_is_true (json_object_get (vesting, "negated")))
      continue;
    int score = nearness (json_string_value (json_object_get (vesting, "eid")), candidate->eid) * 4;

    score += fits_intent (vesting, asking->question->intent) ? 2 : 0;
    score += json_is_string (json_object_get (vesting, "holder")) ? 1 : 0;
    score += fits_words (asking, vesting);
    if (score > best_score) {
      best_score = score;
      best = vesting;
    }
  }
  return best;
}

static void
set_from_vesting (json_t *answer, const json_t *vesting, const char **holder, const char **principal, QzMode *mode)
{
  const char *giver = json_string_value (json_object_get (vesting, "holder"));
  const char *to = json_string_value (json_object_get (vesting, "to"));
  const char *name = json_string_value (json_object_get (vesting, "mode"));

  *mode = name != NULL ? qz_mode_from_text (name) : QZ_MODE_STATUTORY;
  *holder = to != NULL ? to : giver;
  *principal = to != NULL ? giver : NULL;
  if (json_is_array (json_object_get (vesting, "fines")))
    json_object_set (answer, "fines", json_object_get (vesting, "fines"));
}

/* The type whose rules of entrusting and authorising are asked for: the first it has of these. */
static const char *
kind_of (const json_t *vesting)
{
  static const char *const kinds[] = { "处罚", "许可", "强制" };
  const json_t *type;
  size_t j;

  for (guint i = 0; vesting != NULL && i < G_N_ELEMENTS (kinds); i++)
    json_array_foreach (json_object_get (vesting, "types"), j, type)
      if (g_strcmp0 (json_string_value (type), kinds[i]) == 0)
        return kinds[i];
  return NULL;
}

json_t *
qz_answer_from_clause (const QzAsking *asking, const QzCandidate *candidate, GError **error)
{
  const json_t *vesting = best_vesting (asking, candidate);
  const char *holder = NULL, *principal = NULL;
  QzMode mode = QZ_MODE_UNKNOWN;
  g_autofree char *quote = qz_candidate_quote (candidate);
  json_t *answer = json_pack ("{s:f, s:s, s:n, s:b, s:n, s:n}", "score", candidate->score, "from", "clause", "holder", "designated", 0,
                              "office", "window");

  json_object_set (answer, "territory", json_object_get (candidate->found->head, "territory"));
  json_object_set_new (answer, "jurisdiction", json_array ());
  json_object_set_new (answer, "fines", json_array ());
  if (vesting != NULL)
    set_from_vesting (answer, vesting, &holder, &principal, &mode);
  json_object_set_new (answer, "holder", qz_json_string (holder));
  json_object_set_new (answer, "mode", qz_json_string (qz_mode_name (mode)));
  json_object_set_new (answer, "mode_declared", json_null ());
  json_object_set_new (answer, "mode_reason", json_null ());
  json_object_set_new (answer, "internal", json_false ());
  json_object_set_new (answer, "principal", qz_json_string (principal));
  const QzRuleCase power = { mode, holder, principal, kind_of (vesting), qz_found_string (candidate->found, "territory"), FALSE };
  if (!qz_rules_apply (asking->engine, answer, &power, error)) {
    json_decref (answer);
    return NULL;
  }
  json_object_set_new (answer, "scope", json_null ());
  json_object_set_new (answer, "limits", json_null ());
  json_object_set_new (answer, "power", json_null ());
  json_object_set_new (answer, "basis", json_pack ("[o]", qz_answer_basis (asking, candidate->found, candidate->eid, quote)));
  json_object_set_new (answer, "grant", json_null ());
  json_object_set_new (answer, "inferred", json_false ());
  return answer;
}
