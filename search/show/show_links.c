#include "config.h"

#include <string.h>

#include <quanze/citation.h>
#include <quanze/store.h>

#include "search/show/show_links.h"

/* Back-links looked into at most; the count is exact. */
#define LINKS_MAX 200

/* ---- links of a record as citations ---- */

/* A citation of one target; EID NULL: the whole instrument. */
static QzCitation *
citation_new (const char *title, const char *key, gboolean self, const char *eid)
{
  QzCitation *citation = g_new0 (QzCitation, 1);
  QzTarget *target = g_new0 (QzTarget, 1);

  citation->form = self ? QZ_CITE_SELF : QZ_CITE_TITLE;
  citation->targets = g_ptr_array_new_with_free_func ((GDestroyNotify) qz_target_free);
  target->title = g_strdup (title);
  target->key = g_strdup (key);
  target->self = self;
  if (eid != NULL)
    qz_address_from_eid (eid, &target->address);
  g_ptr_array_add (citation->targets, target);
  return citation;
}

static const QzTarget *
target_of (const QzCitation *citation)
{
  return citation->targets->pdata[0];
}

/* Bytes START to END of a record's text. */
typedef struct {
  json_int_t start, end;
} Stretch;

/* Where the unit EID of FOUND stands; NULL: all of it. */
static Stretch
stretch_of (const QzFound *found, const char *eid)
{
  const json_t *unit = qz_found_unit (found, eid);

  if (unit == NULL)
    return (Stretch){ 0, G_MAXINT64 };
  return (Stretch){ json_integer_value (json_object_get (unit, "start")), json_integer_value (json_object_get (unit, "end")) };
}

/* Whether the link ENTRY stands in STRETCH; one whose words were not found again stands in the record as a whole. */
static gboolean
stands_in (const json_t *entry, const Stretch *stretch)
{
  const json_t *start = json_object_get (entry, "start");

  if (!json_is_integer (start))
    return stretch->end == G_MAXINT64;
  return json_integer_value (start) >= stretch->start && json_integer_value (start) < stretch->end;
}

/* The links of the unit EID (NULL: all) of the provision or instrument FOUND, or what a power rests on; with KEY only
 * those to that title. */
static GPtrArray *
citations_of (const QzFound *found, const char *eid, const char *key)
{
  const Stretch stretch = stretch_of (found, eid);
  gboolean power = g_strcmp0 (found->kind, "power") == 0;
  const char *own = qz_found_string (found, "key");
  GPtrArray *citations = g_ptr_array_new_with_free_func ((GDestroyNotify)qz_citation_free);
  const json_t *entry, *link;
  size_t i, k;

  json_array_foreach (json_object_get (found->head, power ? "basis" : "links"), i, entry)
  {
    const char *target = qz_json_text (entry, "key");
    if (target == NULL || (key != NULL && !g_str_equal (target, key)))
      continue;
    if (!power && stands_in (entry, &stretch))
      g_ptr_array_add (citations, citation_new (qz_json_text (entry, "title"), target, g_strcmp0 (target, own) == 0,
                                                qz_json_text (entry, "eid")));
    json_array_foreach (json_object_get (entry, "citations"), k, link) g_ptr_array_add (
      citations, citation_new (qz_json_text (entry, "title"), target, FALSE, qz_json_text (link, "eid")));
  }
  return citations;
}

/* The day whose law FOUND means; a registry speaks of the day asked. */
static QzDate
citing_day (const QzEngine *engine, const QzFound *found)
{
  if (found->version == NULL)
    return engine->as_of;
  return found->version->from != 0 ? found->version->from : found->version->version;
}

static gboolean
resolve (QzEngine *engine, const QzFound *found, GPtrArray *citations, GError **error)
{
  return qz_citations_resolve (citations, engine->timeline, engine->reader, found->instrument,
                               citing_day (engine, found), engine->as_of, error);
}

/* ---- what it cites ---- */

/* Whether a citation before the one at I has the same target. */
static gboolean
is_repeated (const GPtrArray *citations, guint at)
{
  const QzTarget *target = target_of (citations->pdata[at]);

  for (guint i = 0; i < at; i++) {
    const QzTarget *other = target_of (citations->pdata[i]);
    if (g_strcmp0 (other->key, target->key) == 0
        && memcmp (&other->address, &target->address, sizeof target->address) == 0)
      return TRUE;
  }
  return FALSE;
}

static json_t *
cite_to_json (const QzEngine *engine, const QzCitation *citation)
{
  const QzTarget *target = target_of (citation);
  const QzVersion *version = target->id != NULL ? qz_timeline_find (engine->timeline, target->id) : NULL;
  const char *title = version != NULL ? version->title : target->title != NULL ? target->title : target->key;
  g_autofree char *printed = qz_citation_format (title, &target->address), *eid = qz_address_to_eid (&target->address);
  json_t *out = json_pack ("{s:s, s:s}", "citation", printed, "title", title);

  json_object_set_new (out, "eid", qz_json_string (eid));
  json_object_set_new (out, "id", qz_json_string (target->id));
  json_object_set_new (out, "status", json_string (qz_citation_status_name (citation->status)));
  json_object_set_new (out, "version_status", qz_json_string (target->version_status));
  return out;
}

json_t *
qz_show_links_cites (QzEngine *engine, const QzPlace *place, GError **error)
{
  g_autoptr (GPtrArray) citations = citations_of (place->found, place->eid, NULL);
  json_t *list;

  if (!resolve (engine, place->found, citations, error))
    return NULL;
  list = json_array ();
  for (guint i = 0; i < citations->len; i++)
    if (!is_repeated (citations, i))
      json_array_append_new (list, cite_to_json (engine, citations->pdata[i]));
  return list;
}

/* ---- what cites it ---- */

/* Whether TARGET is the unit EID or stands in it; EID NULL: any place of the instrument. */
static gboolean
is_at (const QzTarget *target, const char *eid)
{
  g_autofree char *own = qz_address_to_eid (&target->address);

  if (eid == NULL)
    return TRUE;
  return own != NULL && qz_eid_within (own, eid);
}

/* The first target of CITING at EID of the title KEY; id and version_status as json. FALSE on an index error. */
static gboolean
add_target (QzEngine *engine, const QzFound *citing, const char *key, const char *eid, json_t *out, GError **error)
{
  g_autoptr (GPtrArray) citations = citations_of (citing, NULL, key);
  const QzTarget *found = NULL;

  if (!resolve (engine, citing, citations, error))
    return FALSE;
  for (guint i = 0; i < citations->len && found == NULL; i++)
    if (is_at (target_of (citations->pdata[i]), eid))
      found = target_of (citations->pdata[i]);
  json_object_set_new (out, "target", qz_json_string (found != NULL ? found->id : NULL));
  json_object_set_new (out, "version_status", qz_json_string (found != NULL ? found->version_status : NULL));
  return TRUE;
}

/* CITING as an item of "cited_by" or "powers". NULL on an index error. */
static json_t *
back_to_json (QzEngine *engine, const QzFound *citing, const char *key, const char *eid, GError **error)
{
  static const char *const power_fields[] = { "code", "name", "holder" };
  g_autofree char *citation = qz_found_citation (citing);
  json_t *out = json_pack ("{s:s, s:s}", "id", citing->id, "kind", citing->kind);

  if (g_strcmp0 (citing->kind, "power") == 0)
    for (guint i = 0; i < G_N_ELEMENTS (power_fields); i++)
      json_object_set_new (out, power_fields[i], qz_json_string (qz_found_string (citing, power_fields[i])));
  json_object_set_new (out, "citation", qz_json_string (citation));
  if (!add_target (engine, citing, key, eid, out, error)) {
    json_decref (out);
    return NULL;
  }
  return out;
}

/* How many of the records with TERM are powers; -1 on an index error. */
static gint64
count_powers (QzEngine *engine, const char *term, GError **error)
{
  g_autoptr (QzQuery) query
    = qz_query_pair (QZ_OP_AND, qz_query_term (term, -1, 0), qz_query_term (QZ_T_KIND "power", -1, 0));
  gint64 all = qz_reader_doc_count (engine->reader, error);
  QzSearch search;
  qz_search_init (&search);
  search.limit = 0;
  search.check_at_least = all > 0 ? (guint)all : 0u;
  g_autoptr (QzHits) hits = all >= 0 ? qz_reader_search (engine->reader, query, &search, error) : NULL;

  return hits != NULL ? (gint64)hits->total : -1;
}

static gboolean
add_back (QzEngine *engine, const GPtrArray *records, const char *key, const char *eid, json_t *all, json_t *powers,
          GError **error)
{
  for (guint i = 0; i < records->len; i++) {
    const QzFound *citing = records->pdata[i];
    json_t *item = back_to_json (engine, citing, key, eid, error);
    if (item == NULL)
      return FALSE;
    if (g_strcmp0 (citing->kind, "power") == 0)
      json_array_append (powers, item);
    json_array_append_new (all, item);
  }
  return TRUE;
}

gboolean
qz_show_links_back (QzEngine *engine, const QzPlace *place, json_t *out, GError **error)
{
  const char *key = qz_found_string (place->found, "key");
  const char *eid = place->eid != NULL ? place->eid : qz_found_string (place->found, "eid");
  g_autofree char *name = g_strconcat (QZ_T_LINK, key != NULL ? key : "", eid != NULL ? "#" : NULL, eid, NULL);
  g_autofree char *term = qz_term_fit (name);
  gint64 n_all = key != NULL ? qz_reader_count (engine->reader, term, error) : 0;
  gint64 n_powers = n_all > 0 ? count_powers (engine, term, error) : 0;
  g_autoptr (GPtrArray) records = NULL;
  json_t *all = json_array (), *powers = json_array ();
  gboolean done = n_all >= 0 && n_powers >= 0;

  if (done && key != NULL)
    records = qz_found_with_term (engine, term, LINKS_MAX, error);
  if (key != NULL)
    done = records != NULL && add_back (engine, records, key, eid, all, powers, error);
  json_object_set_new (out, "cited_by",
                       json_pack ("{s:I, s:o}", "total", (json_int_t) n_all, "items", all));
  json_object_set_new (out, "powers", json_pack ("{s:I, s:o}", "total", (json_int_t)n_powers, "items", powers));
  return done;
}
