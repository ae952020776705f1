#include "config.h"

#include <string.h>

#include <quanze/store.h>

#include "search/ask/breach.h"
#include "search/ask/vested.h"

/* Records that name one article looked at, at most. */
#define NAMED_BY_MAX 12

static const char *const punishing_types[] = { "处罚", "责令", "强制", NULL };

gboolean
qz_breach_asked (const QzQuestion *question)
{
  const QzWho *who = qz_question_who (question);

  if (question->intent != QZ_INTENT_HOLDER || who == NULL)
    return question->intent == QZ_INTENT_PENALTY;
  for (guint i = 0; i < who->types->len; i++)
    if (g_strv_contains (punishing_types, who->types->pdata[i]))
      return TRUE;
  return FALSE;
}

static gboolean
punishes (const QzFound *found)
{
  const json_t *vesting;
  size_t i;

  json_array_foreach (json_object_get (found->head, "vestings"), i, vesting)
    for (guint j = 0; punishing_types[j] != NULL; j++)
      if (qz_vested_is_type (vesting, punishing_types[j]))
        return TRUE;
  return FALSE;
}

/* The paragraph in which the byte AT of FOUND's text stands: its eid. */
static const char *
paragraph_at (const QzFound *found, gsize at)
{
  const json_t *unit;
  size_t i;

  json_array_foreach (json_object_get (found->head, "units"), i, unit) {
    const char *eid = qz_json_text (unit, "eid");
    if (eid != NULL && strstr (eid, "__item_") == NULL && at >= (gsize) json_integer_value (json_object_get (unit, "start"))
        && at < (gsize) json_integer_value (json_object_get (unit, "end")))
      return eid;
  }
  return NULL;
}

const char *
qz_breach_unit (const QzFound *punishing, const QzFound *found, const char *eid)
{
  const char *key = qz_found_string (found, "key"), *wanted = eid != NULL ? eid : qz_found_string (found, "eid");
  const json_t *link;
  size_t i;

  json_array_foreach (json_object_get (punishing->head, "links"), i, link) {
    const char *target = qz_json_text (link, "eid");
    if (wanted == NULL || target == NULL || g_strcmp0 (qz_json_text (link, "key"), key) != 0
        || (!qz_eid_within (target, wanted) && !qz_eid_within (wanted, target)))
      continue;
    const char *unit = paragraph_at (punishing, (gsize) json_integer_value (json_object_get (link, "start")));
    if (unit != NULL)
      return unit;
  }
  return NULL;
}

GPtrArray *
qz_breach_punished (QzEngine *engine, const QzFound *found, const char *eid, GError **error)
{
  const char *key = qz_found_string (found, "key"), *article = qz_found_string (found, "eid");
  g_autofree char *name = g_strconcat (QZ_T_LINK, key != NULL ? key : "", "#", article, NULL), *term = qz_term_fit (name);
  g_autofree char *version = g_strconcat (QZ_T_VERSION, found->instrument, NULL), *same = qz_term_fit (version);
  g_autoptr (QzQuery) query = qz_query_pair (QZ_OP_AND, qz_query_term (term, -1, 0), qz_query_term (same, -1, 0));
  GPtrArray *list = qz_found_matching (engine, query, NAMED_BY_MAX, error);

  for (guint i = list != NULL ? list->len : 0; i-- > 0;) {
    const QzFound *one = list->pdata[i];
    if (g_str_equal (one->id, found->id) || !punishes (one) || qz_breach_unit (one, found, eid) == NULL)
      g_ptr_array_remove_index (list, i);
  }
  return list;
}
