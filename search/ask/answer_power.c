#include "config.h"

#include <string.h>

#include <quanze/citation.h>
#include <quanze/locale.h>

#include "search/ask/answer.h"
#include "search/powers/granted.h"
#include "search/locate.h"
#include "search/powers/power_view.h"
#include "search/ask/rules.h"

/* The citation of a power's basis → an element of "basis": quoted from the index in the version of the
 * day, or named as not held. New reference; NULL on an index error. */
static json_t *
basis_of_citation (const QzAsking *asking, const json_t *entry, const json_t *citation, GError **error)
{
  const char *text = json_string_value (json_object_get (citation, "citation"));
  QzDate asked = asking->engine->as_of;

  /* A registry cites the law of its own day, which is not before today's; on an earlier day the same number
   * may have been another rule, and the status says so. */
  asking->engine->as_of = MAX (asked, qz_date_today ());
  json_t *basis = qz_answer_basis_cited (asking, text != NULL ? text : json_string_value (json_object_get (entry, "title")), error);
  asking->engine->as_of = asked;
  if (basis != NULL && !json_is_string (json_object_get (basis, "quote"))) {
    json_object_set_new (basis, "citation", json_string (text != NULL ? text : ""));
    json_object_set (basis, "quote", json_object_get (entry, "quote"));
  }
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

/* The grant, named as the registry does where the index holds it, with what its own text says. NULL on an index error.
 */
static json_t *
grant_of (const QzAsking *asking, const QzFound *power, const QzHolding *holding, GError **error)
{
  const char *text = qz_found_string (power, "grant");
  g_autoptr (QzPlace) place = NULL;

  if (text == NULL || *text == '\0')
    return qz_granted_to_json (holding, power, NULL, NULL);
  place = qz_locate (asking->engine, text, error);
  if (place == NULL)
    return NULL;
  g_autofree char *citation = place->found != NULL ? qz_found_citation (place->found) : g_strdup (text);
  return qz_granted_to_json (holding, power, place->found != NULL ? place->found->id : NULL, citation);
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

/* One link of the chain by which a power came down. */
static json_t *
link_of (const char *step, const char *citation, const char *id)
{
  return json_pack ("{s:s, s:s?, s:s?, s:b}", "step", step, "citation", citation, "id", id, "found", citation != NULL && id != NULL);
}

/* How the power came to the holder, from above: what of the province allows it, the county's decision or letter, the
 * list. 交由 needs the first two (行政处罚法24第1款); a link that the index does not hold is named as not found. */
static json_t *
chain_of (QzMode mode, const QzFound *power, const json_t *basis, const json_t *grant)
{
  const char *home = qz_found_string (power, "territory"), *above = NULL, *above_id = NULL;
  json_t *chain = json_array ();
  const json_t *one;
  gsize span = 0;
  size_t i;

  json_array_foreach (basis, i, one) {
    const char *territory = qz_json_text (one, "territory");
    gboolean wider = territory != NULL && home != NULL && strlen (territory) < strlen (home) && g_str_has_prefix (home, territory);
    /* the widest: the province's before the city's */
    if (wider && (span == 0 || strlen (territory) < span)) {
      span = strlen (territory);
      above = qz_json_text (one, "citation");
      above_id = qz_json_text (one, "id");
    }
  }
  if (above != NULL || mode == QZ_MODE_CONFERRED)
    json_array_append_new (chain, link_of ("province", above, above_id));
  if (json_is_object (grant) || mode == QZ_MODE_CONFERRED || mode == QZ_MODE_ENTRUSTED)
    json_array_append_new (chain, link_of ("grant", qz_json_text (grant, "citation"), qz_json_text (grant, "id")));
  json_array_append_new (chain, link_of ("registry", qz_found_string (power, "registry"), power->id));
  return chain;
}

json_t *
qz_answer_from_power (const QzAsking *asking, const QzFound *power, double score, GError **error)
{
  g_autoptr (GPtrArray) grants = qz_granted_of (asking->engine, power, error);
  if (grants == NULL)
    return NULL;
  QzHolding holding;
  qz_granted_hold (grants, power, asking->day, &holding);
  gboolean ended = holding.status == QZ_STATUS_REPEALED;
  gboolean internal = json_is_true (json_object_get (power->head, "internal"));
  const char *declared_name = qz_found_string (power, "mode_declared");
  QzMode declared = declared_name != NULL ? qz_mode_from_text (declared_name) : QZ_MODE_UNKNOWN, mode = QZ_MODE_RECALLED;
  g_autoptr (QzPowerView) view = qz_power_view_new (asking->engine);
  const char *reason = NULL;
  const char *from = qz_found_string (power, "from_department"), *granted = qz_found_string (power, "holder");
  const char *holder = ended && holding.holder != NULL ? holding.holder : granted;
  static const char *const copied[] = { "scope", "limits", "duties", "accountability", "remark" };
  json_t *basis = basis_list (asking, power, error),
         *grant = basis != NULL ? grant_of (asking, power, &holding, error) : NULL;
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
  if (from != NULL)
    json_object_set_new (answer, "grant_chain", chain_of (mode, power, basis, grant));
  set_power (answer, power);
  const QzRuleCase rule_case
    = { mode, holder, from, qz_found_string (power, "category"), qz_found_string (power, "territory"), internal };
  if (!qz_rules_apply (asking->engine, answer, &rule_case, error)) {
    json_decref (answer);
    return NULL;
  }
  return answer;
}
