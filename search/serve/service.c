#include "config.h"

#include <string.h>

#include <quanze/locale.h>

#include "search/serve/service.h"

/* A reply whose index moved on while it was made is made again, so many times; then it is sent as it is, whole in
 * itself though of two states. */
#define REPEATS 3
/* Replies that are kept, of all sizes together. */
#define KEPT_BYTES_MAX (32u << 20)

/* ---- the service ---- */

static char *
salt_of (const QzLexicon *lexicon, const char *territory)
{
  g_auto (GStrv) tables = qz_lexicon_names (lexicon);
  GString *salt = g_string_new (PACKAGE_VERSION);

  g_string_append_printf (salt, "|%s|%s", qz_asset_version (), territory != NULL ? territory : "");
  for (guint i = 0; tables[i] != NULL; i++)
    g_string_append_printf (salt, "|%" G_GINT64_MODIFIER "x", qz_lexicon_fingerprint (lexicon, tables[i]));
  return g_string_free (salt, FALSE);
}

QzService *
qz_service_new (QzContext *context, const char *base_url, const char *territory, GError **error)
{
  g_autoptr (QzService) service = g_new0 (QzService, 1);
  const char *host;

  g_mutex_init (&service->lock);
  service->context = context;
  service->territory = territory;
  service->metrics = qz_metrics_new ();
  service->english = qz_messages_open (NULL, "en");
  service->kept = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)qz_reply_free);
  service->base_url = g_strdup (base_url);
  while (g_str_has_suffix (service->base_url, "/"))
    service->base_url[strlen (service->base_url) - 1] = '\0';
  host = strstr (service->base_url, "://");
  service->prefix = host != NULL ? host + 3 + strcspn (host + 3, "/") : "";
  g_autoptr (QzReader) reader = qz_context_open (context, error);
  service->lexicon = reader != NULL ? qz_context_lexicon_of (context, reader, error) : NULL;
  if (service->lexicon == NULL)
    return NULL;
  service->salt = salt_of (service->lexicon, territory);
  return g_steal_pointer (&service);
}

void
qz_service_free (QzService *service)
{
  if (service == NULL)
    return;
  g_hash_table_unref (service->kept);
  qz_lexicon_free (service->lexicon);
  qz_messages_free (service->english);
  qz_metrics_free (service->metrics);
  g_mutex_clear (&service->lock);
  g_free (service->base_url);
  g_free (service->salt);
  g_free (service);
}

/* ---- entity tags ---- */

static char *
etag_of (const QzService *service, const QzEngine *engine, const QzRequest *request)
{
  g_autofree char *target = qz_uri_with (request->uri, request->uri->path, "", NULL);
  g_autofree char *page = g_strdup_printf ("%u|%u", request->offset, request->limit);
  g_autofree char *all = g_strdup_printf ("%s|%" G_GUINT64_FORMAT "|%u|%d|%d|%s|%s", service->salt, engine->revision,
                                          engine->as_of, request->english, request->gzip, page, target);
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, all, -1);

  hash[24] = '\0';
  return g_strdup_printf ("\"%s\"", hash);
}

/* ---- replies that are kept ---- */

static QzReply *
reply_copy (const QzReply *reply)
{
  QzReply *copy = g_memdup2 (reply, sizeof *reply);

  copy->body = reply->body != NULL ? g_bytes_ref (reply->body) : NULL;
  copy->etag = g_strdup (reply->etag);
  copy->location = g_strdup (reply->location);
  copy->detail = g_strdup (reply->detail);
  return copy;
}

static QzReply *
find_kept (QzService *service, const char *etag)
{
  g_mutex_lock (&service->lock);
  const QzReply *kept = g_hash_table_lookup (service->kept, etag);
  QzReply *reply = kept != NULL ? reply_copy (kept) : NULL;
  g_mutex_unlock (&service->lock);
  return reply;
}

static void
keep (QzService *service, const QzReply *reply)
{
  gsize size = reply->body != NULL ? g_bytes_get_size (reply->body) : 0;

  g_mutex_lock (&service->lock);
  if (service->kept_bytes + size > KEPT_BYTES_MAX) {
    g_hash_table_remove_all (service->kept);
    service->kept_bytes = 0;
  }
  if (size <= KEPT_BYTES_MAX && g_hash_table_insert (service->kept, g_strdup (reply->etag), reply_copy (reply)))
    service->kept_bytes += size;
  g_mutex_unlock (&service->lock);
}

/* ---- answering ---- */

/* The reply to what went wrong; the index's own faults are no fault of the request. */
static QzReply *
reply_to_error (const GError *error)
{
  QzReply *reply;

  if (error->domain == QZ_USAGE_ERROR)
    return qz_reply_new_problem (400, "query", error->message);
  if (g_error_matches (error, QZ_INDEX_ERROR, QZ_INDEX_ERROR_TIME))
    return qz_reply_new_problem (503, "query-time", _ ("这个问题查得太久，已经停下；请问得具体一些"));
  if (error->domain != QZ_INDEX_ERROR)
    return qz_reply_new_problem (500, "failed", _ ("没能完成这个请求"));
  reply = qz_reply_new_problem (503, "index", _ ("索引暂时不可用"));
  reply->retry_after = 2;
  return reply;
}

static QzReply *
make_once (QzService *service, QzEngine *engine, const QzRequest *request, GError **error)
{
  QzReply *refused = NULL;
  json_t *object;

  if (qz_route_is_page (request->route))
    return qz_page_reply (service, engine, request, error);
  object = qz_api_object (service, engine, request, &refused, error);
  if (object == NULL)
    return refused;
  return qz_reply_new_json (object, request->route == QZ_ROUTE_API_SUGGEST ? QZ_TYPE_SUGGEST : QZ_TYPE_JSON);
}

/* The reply, made from one state of the index. */
static QzReply *
make (QzService *service, QzEngine *engine, const QzRequest *request)
{
  for (guint repeats = 0;; repeats++) {
    g_autoptr (GError) error = NULL;
    qz_reader_allow (engine->reader, service->query_time > 0 ? g_get_monotonic_time () + service->query_time : 0);
    QzReply *reply = make_once (service, engine, request, &error);
    guint64 before = engine->revision;

    qz_reader_allow (engine->reader, 0);
    if (g_error_matches (error, QZ_INDEX_ERROR, QZ_INDEX_ERROR_TIME))
      return reply_to_error (error);
    if (repeats == REPEATS || !qz_engine_refresh (engine, NULL)
        || (engine->revision == before && (error == NULL || error->domain != QZ_INDEX_ERROR)))
      return reply != NULL ? reply : reply_to_error (error);
    qz_reply_free (reply);
  }
}

static QzReply *
not_modified (const QzRequest *request, char *etag)
{
  QzReply *reply = qz_reply_new (304, NULL, NULL, 0);

  reply->etag = etag;
  reply->cache = "no-cache";
  reply->varies = qz_route_is_page (request->route);
  return reply;
}

static void
finish (QzService *service, QzEngine *engine, const QzRequest *request, QzReply *reply)
{
  reply->varies = qz_route_is_page (request->route);
  if (request->gzip)
    qz_reply_gzip (reply, 3);
  if (reply->status != 200)
    return;
  /* Every use asks again, and is told in a few bytes that nothing has changed. */
  reply->cache = "no-cache";
  reply->etag = etag_of (service, engine, request);
  keep (service, reply);
}

QzReply *
qz_service_reply (QzService *service, QzEngine *engine, const QzRequest *request)
{
  g_autoptr (GError) error = NULL;
  QzReply *reply;

  if (!qz_engine_refresh (engine, &error))
    return reply_to_error (error);
  engine->as_of = request->as_of;
  g_mutex_lock (&service->lock);
  service->revision = MAX (service->revision, engine->revision);
  g_mutex_unlock (&service->lock);
  g_autofree char *etag = etag_of (service, engine, request);
  if (qz_etag_matches (request->if_none_match, etag))
    return not_modified (request, g_steal_pointer (&etag));
  reply = find_kept (service, etag);
  if (reply != NULL)
    return reply;
  reply = make (service, engine, request);
  finish (service, engine, request, reply);
  return reply;
}

/* ---- what needs no index ---- */

static QzReply *
opensearch (const QzService *service)
{
  static const char *const FORMAT
    = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<OpenSearchDescription xmlns=\"http://a9.com/-/spec/opensearch/1.1/\">\n"
      "  <ShortName>权责</ShortName>\n"
      "  <Description>谁有权做这件事，依据是什么</Description>\n"
      "  <InputEncoding>UTF-8</InputEncoding>\n"
      "  <Url type=\"text/html\" method=\"get\" template=\"%s/?q={searchTerms}\"/>\n"
      "  <Url type=\"application/json\" method=\"get\" "
      "template=\"%s/api/v1/search?q={searchTerms}&amp;offset={startIndex?}&amp;limit={count?}\" indexOffset=\"0\"/>\n"
      "  <Url type=\"application/x-suggestions+json\" method=\"get\" rel=\"suggestions\" "
      "template=\"%s/api/v1/suggest?q={searchTerms}\"/>\n"
      "  <Url type=\"application/opensearchdescription+xml\" rel=\"self\" template=\"%s/opensearch.xml\"/>\n"
      "  <Image height=\"16\" width=\"16\" type=\"image/svg+xml\">%s/favicon.svg</Image>\n"
      "</OpenSearchDescription>\n";
  g_autofree char *base = g_markup_escape_text (service->base_url, -1);
  GString *text = g_string_new (FORMAT);

  g_string_replace (text, "%s", base, 0);
  gsize len = text->len;
  QzReply *reply
    = qz_reply_new (200, "application/opensearchdescription+xml; charset=utf-8", g_string_free (text, FALSE), len);
  reply->cache = "public, max-age=86400";
  return reply;
}

QzReply *
qz_service_reply_plain (QzService *service, const QzRequest *request)
{
  QzReply *reply = NULL;
  gsize len;
  char *text;

  switch (request->route) {
  case QZ_ROUTE_ASSET:
    reply = qz_asset_reply (request);
    break;
  case QZ_ROUTE_OPENSEARCH:
    reply = opensearch (service);
    break;
  case QZ_ROUTE_HEALTH:
    reply = qz_reply_new (200, "text/plain; charset=utf-8", g_strdup ("ok\n"), 3);
    break;
  case QZ_ROUTE_METRICS:
    g_mutex_lock (&service->lock);
    guint64 revision = service->revision;
    g_mutex_unlock (&service->lock);
    text = qz_metrics_text (service->metrics, revision, &len);
    reply = qz_reply_new (200, "text/plain; version=0.0.4; charset=utf-8", text, len);
    break;
  default:
    break;
  }
  return reply != NULL ? reply : qz_reply_new_problem (404, "no-such-address", _ ("没有这个地址"));
}
