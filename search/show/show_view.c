#include "config.h"

#include <string.h>

#include <quanze/citation.h>

#include "search/show/history.h"
#include "search/show/show_links.h"
#include "search/show/show_view.h"

/* ---- history ---- */

static json_t *
versions_to_json (QzEngine *engine, const char *key)
{
  g_autoptr (GPtrArray) versions = qz_timeline_versions (engine->timeline, key != NULL ? key : "");
  json_t *list = json_array ();

  for (guint i = 0; i < versions->len; i++) {
    const QzVersion *version = versions->pdata[i];

    json_array_append_new (list, json_pack ("{s:s, s:s, s:o, s:o, s:b}", "id", version->id, "status",
                                            qz_status_name (qz_version_status (version, engine->as_of)),
                                            "effective_from", qz_json_date (version->from), "effective_until",
                                            qz_json_date (version->until), "effective_inferred", version->inferred));
  }
  return list;
}

/* "history" of the article or heading that holds PLACE; nothing for an instrument or a power. FALSE on an index error.
 */
static gboolean
add_history (QzEngine *engine, const QzPlace *place, json_t *out, GError **error)
{
  const char *eid = qz_found_string (place->found, "eid");
  g_autoptr (GPtrArray) steps = NULL;

  if (eid == NULL || place->found->version == NULL)
    return TRUE;
  steps = qz_history_of (engine, place->found->version, eid, error);
  if (steps == NULL)
    return FALSE;
  json_object_set_new (out, "history", qz_history_to_json (engine, steps));
  return TRUE;
}

/* ---- the text asked for ---- */

static char *
citation_of (const QzPlace *place)
{
  const char *title = qz_found_string (place->found, "title");
  QzAddress address = { 0 };

  if (place->eid == NULL || title == NULL)
    return qz_found_citation (place->found);
  qz_address_from_eid (place->eid, &address);
  return qz_citation_format (title, &address);
}

/* ---- the object ---- */

/* What of the record's head the object has beside what every hit has. */
static void
add_head (const QzFound *found, json_t *out)
{
  static const char *const keys[]
    = { "links",  "units",          "articles", "top",           "counts",          "front",      "defects", "basis",
        "holder", "name",           "subname",  "category",      "office",          "window",     "scope",   "limits",
        "duties", "accountability", "grant",    "mode_declared", "from_department", "basis_text", "source" };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++) {
    json_t *value = json_object_get (found->head, keys[i]);
    if (value != NULL)
      json_object_set (out, keys[i], value);
  }
}

/* Links and history. FALSE on an index error. */
static gboolean
add_relations (QzEngine *engine, const QzPlace *place, json_t *out, GError **error)
{
  json_t *cites = qz_show_links_cites (engine, place, error);

  if (cites == NULL)
    return FALSE;
  json_object_set_new (out, "cites", cites);
  json_object_set_new (out, "versions", versions_to_json (engine, qz_found_string (place->found, "key")));
  return qz_show_links_back (engine, place, out, error) && add_history (engine, place, out, error);
}

json_t *
qz_show_view_json (QzEngine *engine, const QzPlace *place, GError **error)
{
  json_t *out = json_object (), *base = qz_found_to_json (place->found, engine->as_of);
  g_autofree char *citation = citation_of (place), *text = qz_found_quote (place->found, place->eid);

  json_object_set_new (out, "schema", json_string ("quanze.show/1"));
  json_object_update (out, base);
  json_decref (base);
  json_object_set_new (out, "eid",
                       qz_json_string (place->eid != NULL ? place->eid : qz_found_string (place->found, "eid")));
  json_object_set_new (out, "citation", json_string (citation));
  json_object_set_new (out, "text", json_string (text));
  add_head (place->found, out);
  if (!add_relations (engine, place, out, error))
    g_clear_pointer (&out, json_decref);
  return out;
}
