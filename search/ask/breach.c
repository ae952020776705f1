#include "config.h"

#include <string.h>

#include <quanze/store.h>

#include "search/ask/breach.h"

/* Records that name one article looked at, at most. */
#define NAMED_BY_MAX 12

static const char *const punishing_types[] = { "处罚", "责令", "强制", NULL };

gboolean
qz_breach_asked (const QzQuestion *question)
{
  const QzWho *who = question->whos->len > 0 ? question->whos->pdata[0] : NULL;

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
  const json_t *vesting, *type;
  size_t i, j;

  json_array_foreach (json_object_get (found->head, "vestings"), i, vesting)
    json_array_foreach (json_object_get (vesting, "types"), j, type)
      if (g_strv_contains (punishing_types, json_string_value (type)))
        return TRUE;
  return FALSE;
}

/* Whether one of two places is the other or stands in it. */
static gboolean
meet (const char *left, const char *right)
{
  gsize n = MIN (strlen (left), strlen (right));

  return strncmp (left, right, n) == 0 && (left[n] == '\0' || left[n] == '_') && (right[n] == '\0' || right[n] == '_');
}

/* The paragraph in which the byte AT of FOUND's text stands. */
static const json_t *
paragraph_at (const QzFound *found, gsize at)
{
  const json_t *unit;
  size_t i;

  json_array_foreach (json_object_get (found->head, "units"), i, unit) {
    const char *eid = qz_json_text (unit, "eid");
    if (eid != NULL && strstr (eid, "__item_") == NULL && at >= (gsize) json_integer_value (json_object_get (unit, "start"))
        && at < (gsize) json_integer_value (json_object_get (unit, "end")))
      return unit;
  }
  return NULL;
}

const char *
qz_breach_unit (const QzFound *punishing, const QzFound *found, const char *eid, gsize *start, gsize *end)
{
  const char *key = qz_found_string (found, "key"), *wanted = eid != NULL ? eid : qz_found_string (found, "eid");
  const json_t *link;
  size_t i;

  json_array_foreach (json_object_get (punishing->head, "links"), i, link) {
    const char *target = qz_json_text (link, "eid");
    if (wanted == NULL || target == NULL || g_strcmp0 (qz_json_text (link, "key"), key) != 0 || !meet (target, wanted))
      continue;
    const json_t *unit = paragraph_at (punishing, (gsize) json_integer_value (json_object_get (link, "start")));
    if (unit == NULL)
      continue;
    *start = (gsize) json_integer_value (json_object_get (unit, "start"));
    *end = (gsize) json_integer_value (json_object_get (unit, "end"));
    return qz_json_text (unit, "eid");
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
  gsize start, end;

  for (guint i = list != NULL ? list->len : 0; i-- > 0;) {
    const QzFound *one = list->pdata[i];
    if (g_str_equal (one->id, found->id) || !punishes (one) || qz_breach_unit (one, found, eid, &start, &end) == NULL)
      g_ptr_array_remove_index (list, i);
  }
  return list;
}
