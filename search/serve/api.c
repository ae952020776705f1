/* The objects of /api/v1: those of the command line, by the same builders. */
#include "config.h"

#include <quanze/locale.h>

#include "search/ask/answer.h"
#include "search/info_view.h"
#include "search/powers/power_count.h"
#include "search/powers/power_field.h"
#include "search/find/search_view.h"
#include "search/serve/api.h"
#include "search/show/show_view.h"
#include "search/find/suggest.h"

static gboolean
is_set (const QzRequest *request, const char *name)
{
  const char *value = qz_uri_get (request->uri, name);

  return value != NULL && !g_str_equal (value, "0") && !g_str_equal (value, "false");
}

json_t *
qz_api_search (QzEngine *engine, const char *query, guint offset, guint limit, gboolean all_versions, gboolean plain,
               GError **error)
{
  g_autoptr (QzQueryTree) tree = plain ? qz_query_plain (query) : qz_query_parse (query, error);

  if (tree == NULL)
    return NULL;
  const QzRetrieving how = { .offset = offset, .limit = limit, .all_versions = all_versions, .facets = TRUE };
  g_autoptr (QzResults) results = qz_retrieve (engine, tree, &how, error);
  if (results == NULL)
    return NULL;
  g_autoptr (GPtrArray) highlights = qz_query_tree_highlights (tree, engine);
  return qz_search_view_json (engine, query, results, offset, highlights);
}

static json_t *
search (QzService *service, QzEngine *engine, const QzRequest *request, QzReply **refused, GError **error)
{
  return qz_api_search (engine, request->query, request->offset, request->limit, is_set (request, "all_versions"),
                        FALSE, error);
}

static json_t *
ask (QzService *service, QzEngine *engine, const QzRequest *request, QzReply **refused, GError **error)
{
  const char *territory = qz_uri_get (request->uri, "territory");

  return qz_answer (engine, request->query, territory != NULL ? territory : service->territory, NULL,
                    is_set (request, "explain"), error);
}

void
qz_api_power_filter (const QzUri *target, QzPowerFilter *filter)
{
  /* Borrowed: the filter only reads. */
  *filter = (QzPowerFilter){ .holder = (char *)qz_uri_get (target, "holder"),
                             .office = (char *)qz_uri_get (target, "office"),
                             .category = (char *)qz_uri_get (target, "category"),
                             .from_department = (char *)qz_uri_get (target, "from_department"),
                             .name = (char *)qz_uri_get (target, "name"),
                             .mode = (char *)qz_uri_get (target, "mode"),
                             .mode_declared = (char *)qz_uri_get (target, "mode_declared"),
                             .law = (char *)qz_uri_get (target, "law"),
                             .status = (char *)qz_uri_get (target, "status") };
}

static json_t *
powers (QzService *service, QzEngine *engine, const QzRequest *request, QzReply **refused, GError **error)
{
  const char *count_by = qz_uri_get (request->uri, "count_by");
  const char *const fields[] = { count_by != NULL ? qz_power_field_key (count_by) : NULL, NULL };
  QzPowerFilter filter;
  json_t *counts, *one;

  qz_api_power_filter (request->uri, &filter);
  if (count_by == NULL)
    return qz_power_list_json (engine, &filter, request->offset, request->limit, error);
  if (fields[0] == NULL) {
    *refused = qz_reply_new_problem (400, "count-by", _ ("count_by：没有这一栏"));
    return NULL;
  }
  counts = qz_power_counts_json (engine, &filter, fields, error);
  one = json_incref (json_array_get (counts, 0));
  json_decref (counts);
  return one;
}

static json_t *
provision (QzService *service, QzEngine *engine, const QzRequest *request, QzReply **refused, GError **error)
{
  g_autoptr (QzPlace) place = qz_locate (engine, request->rest, error);

  if (place == NULL)
    return NULL;
  if (place->found != NULL)
    return qz_show_view_json (engine, place, error);
  *refused = qz_reply_new_problem (404, "not-found", place->why);
  return NULL;
}

static json_t *
info (QzService *service, QzEngine *engine, const QzRequest *request, QzReply **refused, GError **error)
{
  /* Where the index lies is no business of a client's. */
  return qz_info_view_json (engine->reader, engine->timeline, NULL, error);
}

static json_t *
suggest (QzService *service, QzEngine *engine, const QzRequest *request, QzReply **refused, GError **error)
{
  return qz_suggest_json (engine, request->query, request->limit, error);
}

/* Sources are named by their file: in which folder the service keeps them is no business of a client's. */
static void
hide_folders (json_t *value)
{
  json_t *member;
  const char *key;
  size_t i;

  json_array_foreach (value, i, member) hide_folders (member);
  json_object_foreach (value, key, member)
  {
    const char *text = json_string_value (member);

    if (text != NULL && g_str_equal (key, "path") && g_path_is_absolute (text)) {
      g_autofree char *name = g_path_get_basename (text);
      json_string_set (member, name);
    } else
      hide_folders (member);
  }
}

json_t *
qz_api_object (QzService *service, QzEngine *engine, const QzRequest *request, QzReply **refused, GError **error)
{
  static const struct {
    QzRoute route;
    json_t *(*build) (QzService *, QzEngine *, const QzRequest *, QzReply **, GError **);
  } BUILDERS[] = { { QZ_ROUTE_API_SEARCH, search },
                   { QZ_ROUTE_API_ASK, ask },
                   { QZ_ROUTE_API_POWERS, powers },
                   { QZ_ROUTE_API_PROVISION, provision },
                   { QZ_ROUTE_API_INFO, info },
                   { QZ_ROUTE_API_SUGGEST, suggest } };

  for (guint i = 0; i < G_N_ELEMENTS (BUILDERS); i++)
    if (BUILDERS[i].route == request->route) {
      json_t *object = BUILDERS[i].build (service, engine, request, refused, error);
      hide_folders (object);
      return object;
    }
  *refused = qz_reply_new_problem (404, "no-such-address", _ ("没有这个地址"));
  return NULL;
}
