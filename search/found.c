#include "config.h"

#include <string.h>

#include <quanze/citation.h>
#include <quanze/locale.h>
#include <quanze/store.h>

#include "search/found.h"

QzFound *
qz_found_new (QzEngine *engine, char *data, gsize len, double score, GError **error)
{
  g_autoptr (QzFound) found = g_new0 (QzFound, 1);

  found->data = data;
  found->len = len;
  found->score = score;
  found->head = (json_t *) qz_store_head (data, len, &found->text, error);
  if (found->head == NULL)
    return NULL;
  found->id = qz_found_string (found, "id");
  found->kind = qz_found_string (found, "kind");
  if (found->id != NULL && g_strcmp0 (found->kind, "power") != 0) {
    found->instrument = g_strndup (found->id, strcspn (found->id, "#"));
    found->version = qz_timeline_find (engine->timeline, found->instrument);
  }
  return g_steal_pointer (&found);
}

void
qz_found_free (QzFound *found)
{
  if (found == NULL)
    return;
  json_decref (found->head);
  g_free (found->instrument);
  g_free (found->data);
  g_free (found);
}

QzFound *
qz_found_copy (QzEngine *engine, const QzFound *found, GError **error)
{
  char *data = g_malloc (found->len + 1);

  memcpy (data, found->data, found->len);
  data[found->len] = '\0';
  return qz_found_new (engine, data, found->len, found->score, error);
}

QzFound *
qz_found_get (QzEngine *engine, const char *id, GError **error)
{
  gsize len = 0;
  char *data = qz_reader_get (engine->reader, id, &len, error);

  return data != NULL ? qz_found_new (engine, data, len, 0, error) : NULL;
}

GPtrArray *
qz_found_matching (QzEngine *engine, const QzQuery *query, guint limit, GError **error)
{
  QzSearch search;

  qz_search_init (&search);
  search.limit = limit;
  search.weight = QZ_WEIGHT_BOOL;
  search.sort = QZ_SORT_VALUE_ASC;
  search.sort_slot = QZ_SLOT_ID;
  g_autoptr (QzHits) hits = qz_reader_search (engine->reader, query, &search, error);
  if (hits == NULL)
    return NULL;
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) qz_found_free);
  for (guint i = 0; i < hits->hits->len; i++) {
    QzHit *hit = hits->hits->pdata[i];
    QzFound *found = qz_found_new (engine, g_steal_pointer (&hit->data), hit->data_len, 0, NULL);
    if (found != NULL)
      g_ptr_array_add (list, found);
  }
  return list;
}

GPtrArray *
qz_found_with_term (QzEngine *engine, const char *term, guint limit, GError **error)
{
  g_autoptr (QzQuery) query = qz_query_term (term, -1, 0);

  return qz_found_matching (engine, query, limit, error);
}

const char *
qz_json_text (const json_t *object, const char *key)
{
  return json_string_value (json_object_get (object, key));
}

const char *
qz_found_string (const QzFound *found, const char *key)
{
  return qz_json_text (found->head, key);
}

const json_t *
qz_found_unit (const QzFound *found, const char *eid)
{
  const json_t *unit;
  size_t i;

  if (eid != NULL)
    json_array_foreach (json_object_get (found->head, "units"), i, unit)
      if (g_strcmp0 (qz_json_text (unit, "eid"), eid) == 0)
        return unit;
  return NULL;
}

char *
qz_found_quote (const QzFound *found, const char *eid)
{
  const json_t *unit = qz_found_unit (found, eid);

  if (unit == NULL)
    return g_strdup (found->text != NULL ? found->text : "");
  gsize start = (gsize) json_integer_value (json_object_get (unit, "start"));
  return g_strndup (found->text + start, (gsize) json_integer_value (json_object_get (unit, "end")) - start);
}

char *
qz_found_citation (const QzFound *found)
{
  const char *title = qz_found_string (found, "title"), *eid = qz_found_string (found, "eid");
  QzAddress address = { 0 };

  if (g_strcmp0 (found->kind, "power") == 0)
    return g_strdup (qz_found_string (found, "name"));
  if (eid != NULL)
    qz_address_from_eid (eid, &address);
  return qz_citation_format (title != NULL ? title : "", &address);
}

static QzStatus
power_status (const QzFound *found, QzDate day)
{
  const char *from = qz_found_string (found, "valid_from"), *to = qz_found_string (found, "valid_to");
  QzDate date = 0;

  if (from != NULL && qz_date_parse_iso (from, &date) && day < date)
    return QZ_STATUS_NOT_YET;
  if (to != NULL && qz_date_parse_iso (to, &date) && day > date)
    return QZ_STATUS_REPEALED;
  return QZ_STATUS_CURRENT;
}

QzStatus
qz_found_status (const QzFound *found, QzDate day)
{
  if (g_strcmp0 (found->kind, "power") == 0)
    return power_status (found, day);
  return found->version != NULL ? qz_version_status (found->version, day) : QZ_STATUS_UNKNOWN;
}

const char *
qz_status_word (const char *status)
{
  static const struct {
    const char *name, *word;
  } WORDS[] = { { "current", N_("现行有效") }, { "amended", N_("已被修改") }, { "repealed", N_("已废止") },
                { "not-yet-in-force", N_("尚未施行") } };

  for (guint i = 0; status != NULL && i < G_N_ELEMENTS (WORDS); i++)
    if (g_str_equal (WORDS[i].name, status))
      return gettext (WORDS[i].word);
  return _("时效不明");
}

json_t *
qz_json_date (QzDate date)
{
  g_autofree char *iso = qz_date_to_iso (date);

  return qz_json_string (iso);
}

json_t *
qz_json_string (const char *text)
{
  return text != NULL ? json_string (text) : json_null ();
}

/* The day before UNTIL is the last in force; the contract's effective_to is that last day. */
static QzDate
day_before (QzDate day)
{
  GDate date;

  if (day == 0)
    return 0;
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, day % 100, day / 100 % 100, day / 10000);
  g_date_subtract_days (&date, 1);
  return g_date_get_year (&date) * 10000u + g_date_get_month (&date) * 100u + g_date_get_day (&date);
}

json_t *
qz_found_to_json (const QzFound *found, QzDate as_of)
{
  static const char *const copied[] = { "external_id", "title", "number", "article", "path", "issuer", "territory" };
  static const char *const days[] = { "promulgated", "version", "published" };
  g_autofree char *citation = qz_found_citation (found);
  json_t *out = json_object ();

  json_object_set_new (out, "id", qz_json_string (found->id));
  json_object_set_new (out, "kind", qz_json_string (found->kind));
  for (guint i = 0; i < G_N_ELEMENTS (copied); i++)
    json_object_set_new (out, copied[i], qz_json_string (qz_found_string (found, copied[i])));
  json_object_set_new (out, "citation", json_string (citation != NULL ? citation : ""));
  const char *rank = qz_found_string (found, "rank");
  json_object_set_new (out, "level", qz_json_string (rank != NULL ? rank : qz_found_string (found, "level")));
  json_object_set_new (out, "status", json_string (qz_status_name (qz_found_status (found, as_of))));
  if (found->version != NULL) {
    json_object_set_new (out, "effective_from", qz_json_date (found->version->from));
    json_object_set_new (out, "effective_to", qz_json_date (day_before (found->version->until)));
    json_object_set_new (out, "effective_inferred", json_boolean (found->version->inferred));
  } else {
    json_object_set_new (out, "effective_from", qz_json_string (qz_found_string (found, "valid_from")));
    json_object_set_new (out, "effective_to", qz_json_string (qz_found_string (found, "valid_to")));
  }
  if (g_strcmp0 (found->kind, "instrument") == 0)
    for (guint i = 0; i < G_N_ELEMENTS (days); i++)
      json_object_set_new (out, days[i], qz_json_string (qz_found_string (found, days[i])));
  json_object_set_new (out, "text", json_string (found->text != NULL ? found->text : ""));
  return out;
}
