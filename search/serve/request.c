#include "config.h"

#include <string.h>

#include <quanze/locale.h>

#include "search/serve/request.h"

void
qz_request_free (QzRequest *request)
{
  if (request == NULL)
    return;
  qz_uri_free (request->uri);
  g_free (request->if_none_match);
  g_free (request);
}

/* A whole number from 0 to MAX; *VALUE stays when NAME is not given. */
static gboolean
read_number (const QzUri *target, const char *name, guint max, guint *value, QzReply **refused)
{
  const char *text = qz_uri_get (target, name);
  guint64 number;

  if (text == NULL)
    return TRUE;
  if (g_ascii_string_to_unsigned (text, 10, 0, max, &number, NULL)) {
    *value = (guint)number;
    return TRUE;
  }
  g_autofree char *detail = g_strdup_printf (_ ("%s 应是 0 到 %u 的整数"), name, max);
  *refused = qz_reply_new_problem (400, "number", detail);
  return FALSE;
}

static gboolean
read_day (QzRequest *request, QzReply **refused)
{
  const char *day = qz_uri_get (request->uri, "as_of");

  if (day == NULL)
    return TRUE;
  request->as_of_given = TRUE;
  if (qz_date_parse_iso (day, &request->as_of))
    return TRUE;
  *refused = qz_reply_new_problem (400, "date", _ ("as_of 不是日期；请写成 2021-07-15 这样"));
  return FALSE;
}

static gboolean
read_query (QzRequest *request, QzReply **refused)
{
  static const QzRoute NEEDED[] = { QZ_ROUTE_API_SEARCH, QZ_ROUTE_API_ASK, QZ_ROUTE_API_SUGGEST };

  request->query = qz_uri_get (request->uri, "q");
  if (request->query != NULL && g_utf8_strlen (request->query, -1) > QZ_QUERY_MAX) {
    g_autofree char *detail = g_strdup_printf (_ ("q 最多 %d 个字"), QZ_QUERY_MAX);
    *refused = qz_reply_new_problem (400, "query-too-long", detail);
    return FALSE;
  }
  for (guint i = 0; i < G_N_ELEMENTS (NEEDED); i++)
    if (request->route == NEEDED[i] && request->query == NULL) {
      *refused = qz_reply_new_problem (400, "query-missing", _ ("请用 q 给出问题或检索词"));
      return FALSE;
    }
  return TRUE;
}

static gboolean
read_page (QzRequest *request, QzReply **refused)
{
  guint page = 1;

  request->limit
    = request->route == QZ_ROUTE_REGISTRY || request->route == QZ_ROUTE_API_POWERS || request->route == QZ_ROUTE_AUDIT
        ? 20
        : 10;
  if (!read_number (request->uri, "limit", QZ_LIMIT_MAX, &request->limit, refused)
      || !read_number (request->uri, "offset", QZ_DEPTH_MAX, &request->offset, refused)
      || !read_number (request->uri, "page", QZ_DEPTH_MAX, &page, refused))
    return FALSE;
  if (qz_route_is_page (request->route) && page > 0)
    request->offset = (page - 1) * request->limit;
  if (request->offset + request->limit <= QZ_DEPTH_MAX + QZ_LIMIT_MAX)
    return TRUE;
  *refused = qz_reply_new_problem (400, "too-deep", _ ("翻得太深了；请把条件写得更具体"));
  return FALSE;
}

QzRequest *
qz_request_read (const char *raw, const QzRequestHeaders *headers, QzDate today, QzReply **refused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QzRequest) request = g_new0 (QzRequest, 1);

  request->uri = qz_uri_parse (raw, &error);
  if (request->uri == NULL) {
    gboolean too_long = g_error_matches (error, QZ_URI_ERROR, QZ_URI_ERROR_TOO_LONG);
    *refused = qz_reply_new_problem (too_long ? 414 : 400, too_long ? "target-too-long" : "target", error->message);
    return NULL;
  }
  request->route = qz_route_find (request->uri->path, &request->rest);
  if (request->route == QZ_ROUTE_NONE) {
    *refused = qz_reply_new_problem (404, "no-such-address", _ ("没有这个地址"));
    return NULL;
  }
  const char *language = qz_uri_get (request->uri, "lang");
  request->english
    = language != NULL ? g_str_has_prefix (language, "en") : qz_prefers_english (headers->accept_language);
  request->gzip = qz_accepts_gzip (headers->accept_encoding);
  request->if_none_match = g_strdup (headers->if_none_match);
  request->as_of = today;
  if (!read_query (request, refused) || !read_day (request, refused) || !read_page (request, refused))
    return NULL;
  return g_steal_pointer (&request);
}
