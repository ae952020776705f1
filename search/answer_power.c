#include "config.h"

#include <string.h>

#include <quanze/citation.h>
#include <quanze/locale.h>

#include "search/answer.h"
#include "search/locate.h"
#include "search/power_view.h"
#include "search/rules.h"

/* The citation of a power's basis → an element of "basis": quoted from the index in the version of the
 * day, or named as not held. New reference; NULL on an index error. */
static json_t *
basis_of_citation (const QzAsking *asking, const json_t *entry, const json_t *citation, GError **error)
{
  const char *text = json_string_value (json_object_get (citation, "citation"));
  QzDate asked = asking->engine->as_of;
  g_autoptr (QzPlace) place = NULL;

  /* A registry cites the law of its own day, which is not before today's; on an earlier day the same number
   * may have been another rule, and the status says so. */
  asking->engine->as_of = MAX (asked, qz_date_today ());
  place = qz_locate (asking->engine, text != NULL ? text : json_string_value (json_object_get (entry, "title")), error);
  asking->engine->as_of = asked;
  if (place == NULL)
    return NULL;
  if (place->found != NULL && !g_str_equal (place->found->kind, "power")) {
    QzCandidate whole = { .found = place->found, .eid = place->eid };
    g_autofree char *quote = qz_found_string (place->found, "eid") != NULL ? qz_candidate_quote (&whole) : g_strdup ("");
    return qz_answer_basis (asking, place->found, place->eid, quote);
  }
  json_t *basis = json_pack ("{s:n, s:s, s:n, s:n, s:s, s:n, s:n, s:n, s:n}", "id", "citation", text != NULL ? text : "", "quote", "version", "status",
                             "unknown", "effective_from", "effective_to", "territory", "level");
  json_object_set (basis, "quote", json_object_get (entry, "quote"));
  json_object_set_new (basis, "resolution", json_string ("no-such-instrument"));
  return basis;
}

static json_t *
basis_list (const QzAsking *asking, const QzFound *power, GError **error)
{
  json_t *list = json_array (), *basis;
  const json_t *entry, *citation;
  size_t i, j;

  json_array_foreach (json_object_get (power->head, "basis"), i, entry)
    json_array_foreach (json_object_get (entry, "citations"), j, citation) {
      basis = basis_of_citation (asking, entry, citation, error);
      if (basis == NULL) {
        json_decref (list);
        return NULL;
      }
      json_array_append_new (list, basis);
    }
  return list;
}

static json_t *
grant_of (const QzAsking *asking, const QzFound *power, GError **error)
{
  const char *text = qz_found_string (power, "grant");
  g_autoptr (QzPlace) place = NULL;

  if (text == NULL || *text == '\0')
    return json_null ();
  place = qz_locate (asking->engine, text, error);
  if (place == NULL)
    return NULL;
  json_t *grant = json_pack ("{s:n, s:s}", "id", "citation", text);
  if (place->found != NULL) {
    g_autofree char *citation = qz_found_citation (place->found);
    json_object_set_new (grant, "id", json_string (place->found->id));
    json_object_set_new (grant, "citation", json_string (citation));
  }
  json_object_set (grant, "from", json_object_get (power->head, "from_department"));
  json_object_set (grant, "to", json_object_get (power->head, "holder"));
  json_object_set (grant, "date", json_object_get (power->head, "valid_from"));
  json_object_set (grant, "until", json_object_get (power->head, "valid_to"));
  return grant;
}

static void
set_power (json_t *answer, const QzFound *power)
{
  json_t *named = json_pack ("{s:s}", "id", power->id);
  static const char *const keys[] = { "code", "name", "category" };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    json_object_set_new (named, keys[i], qz_json_string (qz_found_string (power, keys[i])));
  json_object_set_new (answer, "power", named);
}

json_t *
qz_answer_from_power (const QzAsking *asking, const QzFound *power, double score, GError **error)
{
  gboolean ended = qz_found_status (power, asking->day) == QZ_STATUS_REPEALED;
  gboolean internal = json_is_true (json_object_get (power->head, "internal"));
  const char *declared_name = qz_found_string (power, "mode_declared");
  QzMode declared = declared_name != NULL ? qz_mode_from_text (declared_name) : QZ_MODE_UNKNOWN, mode = QZ_MODE_RECALLED;
  g_autoptr (QzPowerView) view = qz_power_view_new (asking->engine);
  g_autofree char *reason = NULL;
  const char *from = qz_found_string (power, "from_department"), *granted = qz_found_string (power, "holder");
  const char *holder = ended && from != NULL ? from : granted;
  static const char *const copied[] = { "scope", "limits", "duties", "accountability", "remark" };
  json_t *basis = basis_list (asking, power, error), *grant = basis != NULL ? grant_of (asking, power, error) : NULL;
  json_t *answer;

  if (grant == NULL || (!ended && !qz_power_view_mode (view, power, &mode, &reason, error))) {
    json_decref (grant);
    json_decref (basis);
    return NULL;
  }
  answer = json_pack ("{s:f, s:s}", "score", score, "from", "registry");
  json_object_set_new (answer, "holder", qz_json_string (holder));
  json_object_set_new (answer, "designated", json_false ());
  json_object_set_new (answer, "office", ended ? json_null () : qz_json_string (qz_found_string (power, "office")));
  json_object_set_new (answer, "window", ended ? json_null () : qz_json_string (qz_found_string (power, "window")));
  json_object_set_new (answer, "territory", qz_json_string (qz_found_string (power, "territory")));
  json_object_set_new (answer, "jurisdiction", json_array ());
  json_object_set_new (answer, "mode", qz_json_string (qz_mode_name (mode)));
  json_object_set_new (answer, "mode_declared", qz_json_string (qz_mode_name (declared)));
  json_object_set_new (answer, "mode_reason", qz_json_string (reason));
  json_object_set_new (answer, "internal", json_boolean (internal));
  json_object_set_new (answer, "principal", mode == QZ_MODE_ENTRUSTED ? qz_json_string (from) : json_null ());
  for (guint i = 0; i < G_N_ELEMENTS (copied); i++)
    json_object_set_new (answer, copied[i], qz_json_string (qz_found_string (power, copied[i])));
  json_object_set_new (answer, "fines", json_array ());
  json_object_set_new (answer, "basis", basis);
  json_object_set_new (answer, "grant", grant);
  json_object_set_new (answer, "inferred", json_false ());
  set_power (answer, power);
  const QzRuleCase rule_case
    = { mode, holder, from, qz_found_string (power, "category"), qz_found_string (power, "territory"), internal };
  if (!qz_rules_apply (asking->engine, answer, &rule_case, error)) {
    json_decref (answer);
    return NULL;
  }
  return answer;
}
