#include "config.h"

#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <gio/gio.h>
#include <microhttpd.h>

#include <quanze/locale.h>

#include "search/serve/bucket.h"
#include "search/serve/client.h"
#include "search/serve/connections.h"
#include "search/serve/page.h"
#include "search/serve/server.h"

G_DEFINE_QUARK (qz - server - error - quark, qz_server_error)

/* The request line and all headers must fit. */
#define HEAD_BYTES_MAX (16 * 1024)
/* Seconds without a byte, to send a whole request head, to take a whole answer, to finish at the end. */
#define IDLE_SECONDS 15
#define HEAD_SECONDS 20
#define TAKE_SECONDS 30
#define DRAIN_SECONDS 10

struct QzServer {
  QzService *service;
  QzServerOptions options;
  QzWorkers *workers;
  QzBuckets *buckets;
  QzConnections *connections;
  struct MHD_Daemon *daemon;
  GThread *sweeper;
  char *page_policy; /* Content-Security-Policy of pages */
  gint open;         /* requests between their head and their end, atomic */
  gint stopping;     /* atomic */
};

/* One request, from its request line to the end of its answer. */
typedef struct {
  QzServer *server;
  struct MHD_Connection *connection;
  int fd;
  char *raw;
  gboolean seen, sent; /* its headers; its answer is on the way */
  QzRequest *request;  /* NULL when it was refused */
  QzReply *reply;
  char *origin; /* an allowed one; NULL */
  gint64 since;
} Exchange;

static const char *
header (struct MHD_Connection *connection, const char *name)
{
  return MHD_lookup_connection_value (connection, MHD_HEADER_KIND, name);
}

static int
socket_of (struct MHD_Connection *connection)
{
  return MHD_get_connection_info (connection, MHD_CONNECTION_INFO_CONNECTION_FD)->connect_fd;
}

static char *
peer_of (struct MHD_Connection *connection)
{
  const union MHD_ConnectionInfo *info = MHD_get_connection_info (connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);

  return qz_address_text (info != NULL ? info->client_addr : NULL);
}

/* ---- the answer ---- */

typedef struct {
  const char *name, *value;
} Header;

static void
add (struct MHD_Response *response, const char *name, const char *value)
{
  if (value != NULL)
    MHD_add_response_header (response, name, value);
}

/* Also of a 304: a browser gives the page it has kept the policy of the reply that said so. */
static gboolean
is_page (const Exchange *exchange)
{
  return g_strcmp0 (exchange->reply->type, QZ_TYPE_HTML) == 0
         || (exchange->reply->status == 304 && qz_route_is_page (exchange->request->route));
}

static void
add_security (struct MHD_Response *response, const Exchange *exchange)
{
  static const Header ALWAYS[] = { { "X-Content-Type-Options", "nosniff" },
                                   { "Referrer-Policy", "no-referrer" },
                                   { "Permissions-Policy", "camera=(), geolocation=(), microphone=()" },
                                   { "Cross-Origin-Opener-Policy", "same-origin" } };
  gboolean asset = exchange->request != NULL && exchange->request->route == QZ_ROUTE_ASSET;

  for (guint i = 0; i < G_N_ELEMENTS (ALWAYS); i++)
    add (response, ALWAYS[i].name, ALWAYS[i].value);
  add (response, "Content-Security-Policy",
       is_page (exchange) ? exchange->server->page_policy
                                 : "default-src 'none'; frame-ancestors 'none'; sandbox");
  if (exchange->server->options.frame_ancestors == NULL)
    add (response, "X-Frame-Options", "DENY");
  /* The component is there for pages of other origins; nothing else is. */
  add (response, "Cross-Origin-Resource-Policy", asset ? "cross-origin" : "same-origin");
}

static void
add_vary (struct MHD_Response *response, const Exchange *exchange)
{
  GString *vary = g_string_new ("Accept-Encoding");

  if (exchange->reply->varies)
    g_string_append (vary, ", Accept-Language");
  if (exchange->server->options.origins != NULL)
    g_string_append (vary, ", Origin");
  add (response, "Vary", vary->str);
  g_string_free (vary, TRUE);
}

static void
add_headers (struct MHD_Response *response, const Exchange *exchange)
{
  const QzReply *reply = exchange->reply;

  add (response, "Content-Type", reply->type);
  add (response, "Cache-Control", reply->cache != NULL ? reply->cache : "no-store");
  add (response, "ETag", reply->etag);
  add (response, "Location", reply->location);
  add (response, "Content-Encoding", reply->gzipped ? "gzip" : NULL);
  add (response, "Allow", reply->status == 405 || reply->status == 204 ? "GET, HEAD, OPTIONS" : NULL);
  if (reply->retry_after > 0) {
    g_autofree char *seconds = g_strdup_printf ("%u", reply->retry_after);
    add (response, "Retry-After", seconds);
  }
  add_vary (response, exchange);
  if (exchange->origin != NULL) {
    add (response, "Access-Control-Allow-Origin", exchange->origin);
    add (response, "Access-Control-Allow-Methods", reply->status == 204 ? "GET" : NULL);
    add (response, "Access-Control-Max-Age", reply->status == 204 ? "86400" : NULL);
  }
  add_security (response, exchange);
}

static void
unref_bytes (void *bytes)
{
  g_bytes_unref (bytes);
}

static enum MHD_Result
send_reply (Exchange *exchange)
{
  GBytes *body = exchange->reply->body != NULL ? g_bytes_ref (exchange->reply->body) : g_bytes_new_static ("", 0);
  gsize len;
  const void *data = g_bytes_get_data (body, &len);
  struct MHD_Response *response = MHD_create_response_from_buffer_with_free_callback_cls (
    len, data != NULL ? (void *)data : (void *)"", unref_bytes, body);

  if (response == NULL)
    return MHD_NO;
  add_headers (response, exchange);
  exchange->sent = TRUE;
  qz_connections_enter (exchange->server->connections, exchange->fd, QZ_PHASE_SENDING, g_get_monotonic_time ());
  enum MHD_Result result = MHD_queue_response (exchange->connection, exchange->reply->status, response);
  MHD_destroy_response (response);
  return result;
}

/* ---- the request ---- */

static const char *
allowed_origin (const QzServer *server, const char *origin)
{
  const char *const *origins = server->options.origins;

  return origin != NULL && origins != NULL && g_strv_contains (origins, origin) ? origin : NULL;
}

static gboolean
is_loopback (const char *address)
{
  g_autoptr (GInetAddress) inet = g_inet_address_new_from_string (address);

  return inet != NULL && g_inet_address_get_is_loopback (inet);
}

/* Counts tell how a service is used: they are for whoever runs it, not for whom it serves. */
static gboolean
may_see_metrics (const Exchange *exchange, const char *peer)
{
  return is_loopback (peer) && header (exchange->connection, "X-Forwarded-For") == NULL
         && header (exchange->connection, "Forwarded") == NULL;
}

static QzReply *
take_token (Exchange *exchange, const char *peer)
{
  g_autofree char *client
    = qz_client_address (peer, header (exchange->connection, "X-Forwarded-For"), exchange->server->options.proxies);
  guint wait = 0;
  QzReply *reply;

  if (qz_buckets_take (exchange->server->buckets, client, exchange->since, &wait))
    return NULL;
  reply = qz_reply_new_problem (429, "too-many-requests", _ ("这个地址的请求太密，请稍后再试"));
  reply->retry_after = MAX (wait, 1);
  return reply;
}

/* What can be said at once; NULL when the request goes on. */
static QzReply *
judge (Exchange *exchange, const char *method)
{
  struct MHD_Connection *connection = exchange->connection;
  const char *length = header (connection, "Content-Length");
  const QzRequestHeaders headers = { header (connection, "Accept-Encoding"), header (connection, "Accept-Language"),
                                     header (connection, "If-None-Match") };
  g_autofree char *peer = peer_of (connection);
  QzReply *refused = NULL;

  exchange->origin = g_strdup (allowed_origin (exchange->server, header (connection, "Origin")));
  if (g_str_equal (method, "OPTIONS"))
    return qz_reply_new (204, NULL, NULL, 0);
  if (!g_str_equal (method, "GET") && !g_str_equal (method, "HEAD"))
    return qz_reply_new_problem (405, "method", _ ("只接受 GET 和 HEAD"));
  if ((length != NULL && !g_str_equal (length, "0")) || header (connection, "Transfer-Encoding") != NULL)
    return qz_reply_new_problem (413, "body", _ ("请求不能带正文"));
  exchange->request = qz_request_read (exchange->raw, &headers, qz_date_today (), &refused);
  if (exchange->request == NULL)
    return refused;
  if (exchange->request->route == QZ_ROUTE_HEALTH)
    return NULL;
  if (exchange->request->route == QZ_ROUTE_METRICS && !may_see_metrics (exchange, peer))
    return qz_reply_new_problem (403, "metrics", _ ("/metrics 只给本机看"));
  return take_token (exchange, peer);
}

/* A person gets a page where a program gets an object; addresses of the API are for programs. */
static QzReply *
for_people (Exchange *exchange, QzReply *reply)
{
  const char *accept = header (exchange->connection, "Accept");

  if (reply == NULL || g_strcmp0 (reply->type, QZ_TYPE_PROBLEM) != 0 || accept == NULL
      || strstr (accept, "text/html") == NULL || g_str_has_prefix (exchange->raw, "/api/"))
    return reply;
  QzReply *page = qz_page_problem (exchange->server->service, reply->status, reply->detail,
                                   qz_prefers_english (header (exchange->connection, "Accept-Language")));
  page->retry_after = reply->retry_after;
  qz_reply_free (reply);
  return page;
}

static void
take_reply (QzReply *reply, gpointer user_data)
{
  Exchange *exchange = user_data;

  exchange->reply = for_people (exchange, reply);
  MHD_resume_connection (exchange->connection);
}

static enum MHD_Result
begin (Exchange *exchange, const char *method)
{
  exchange->since = g_get_monotonic_time ();
  qz_connections_enter (exchange->server->connections, exchange->fd, QZ_PHASE_WORKING, exchange->since);
  exchange->reply = for_people (exchange, judge (exchange, method));
  if (exchange->reply != NULL)
    return send_reply (exchange);
  if (!qz_route_needs_index (exchange->request->route)) {
    exchange->reply = qz_service_reply_plain (exchange->server->service, exchange->request);
    return send_reply (exchange);
  }
  MHD_suspend_connection (exchange->connection);
  if (!qz_workers_push (exchange->server->workers, exchange->request, take_reply, exchange)) {
    QzReply *busy = qz_reply_new_problem (503, "busy", _ ("请求太多，请稍后再试"));
    busy->retry_after = 2;
    take_reply (busy, exchange);
  }
  return MHD_YES;
}

static enum MHD_Result
handle (void *cls, struct MHD_Connection *connection, const char *url, const char *method, const char *version,
        const char *upload, size_t *upload_len, void **context)
{
  Exchange *exchange = *context;

  if (exchange == NULL)
    return MHD_NO;
  if (!exchange->seen) {
    exchange->seen = TRUE;
    return MHD_YES;
  }
  if (*upload_len > 0) { /* a body is dropped unread; judge() refuses it */
    *upload_len = 0;
    return MHD_YES;
  }
  if (exchange->reply != NULL)
    return exchange->sent ? MHD_YES : send_reply (exchange);
  return begin (exchange, method);
}

/* ---- callbacks of libmicrohttpd ---- */

/* The one place where the target is seen before it is decoded. */
static void *
note_target (void *cls, const char *raw, struct MHD_Connection *connection)
{
  QzServer *server = cls;
  Exchange *exchange = g_new0 (Exchange, 1);

  exchange->server = server;
  exchange->connection = connection;
  exchange->fd = socket_of (connection);
  exchange->raw = g_strdup (raw);
  exchange->since = g_get_monotonic_time ();
  g_atomic_int_inc (&server->open);
  return exchange;
}

static void
end (void *cls, struct MHD_Connection *connection, void **context, enum MHD_RequestTerminationCode why)
{
  QzServer *server = cls;
  Exchange *exchange = *context;
  gint64 now = g_get_monotonic_time ();

  if (exchange == NULL)
    return;
  if (exchange->reply != NULL)
    qz_metrics_request (server->service->metrics, exchange->request != NULL ? exchange->request->route : QZ_ROUTE_NONE,
                        exchange->reply->status, now - exchange->since);
  qz_connections_enter (server->connections, exchange->fd, QZ_PHASE_WAITING, now);
  qz_request_free (exchange->request);
  qz_reply_free (exchange->reply);
  g_free (exchange->origin);
  g_free (exchange->raw);
  g_free (exchange);
  *context = NULL;
  (void)g_atomic_int_dec_and_test (&server->open);
}

static enum MHD_Result
accept_from (void *cls, const struct sockaddr *address, socklen_t len)
{
  QzServer *server = cls;
  g_autofree char *peer = qz_address_text (address);
  const char *const *proxies = server->options.proxies;

  if ((proxies != NULL && g_strv_contains (proxies, peer)) || qz_connections_admit (server->connections, peer))
    return MHD_YES;
  qz_metrics_refused (server->service->metrics);
  return MHD_NO;
}

static void
note_connection (void *cls, struct MHD_Connection *connection, void **context, enum MHD_ConnectionNotificationCode what)
{
  QzServer *server = cls;
  gboolean opened = what == MHD_CONNECTION_NOTIFY_STARTED;

  qz_metrics_connection (server->service->metrics, opened);
  if (opened) {
    g_autofree char *peer = peer_of (connection);
    *context = GINT_TO_POINTER (socket_of (connection)); /* at its end the socket is no longer asked for */
    qz_connections_open (server->connections, socket_of (connection), peer, g_get_monotonic_time ());
  } else
    qz_connections_close (server->connections, GPOINTER_TO_INT (*context));
}

/* Targets are decoded by qz_uri_parse(), which refuses what this would repair. */
static size_t
leave_encoded (void *cls, struct MHD_Connection *connection, char *text)
{
  return strlen (text);
}

static void
say_nothing (void *cls, const char *format, va_list args)
{
}

static gpointer
sweep (gpointer data)
{
  QzServer *server = data;

  for (guint tick = 0; !g_atomic_int_get (&server->stopping); tick++) {
    g_usleep (G_USEC_PER_SEC / 10);
    if (tick % 10 != 0)
      continue;
    for (guint n = qz_connections_sweep (server->connections, g_get_monotonic_time ()); n > 0; n--)
      qz_metrics_cut (server->service->metrics);
  }
  return NULL;
}

/* ---- the server ---- */

static gboolean
start (QzServer *server, GError **error)
{
  server->daemon = MHD_start_daemon (
    MHD_USE_EPOLL_INTERNAL_THREAD | MHD_USE_SUSPEND_RESUME | MHD_USE_ERROR_LOG, 0, accept_from, server, handle, server,
    MHD_OPTION_EXTERNAL_LOGGER, say_nothing, NULL, MHD_OPTION_LISTEN_SOCKET, server->options.socket,
    MHD_OPTION_URI_LOG_CALLBACK, note_target, server, MHD_OPTION_NOTIFY_COMPLETED, end, server,
    MHD_OPTION_NOTIFY_CONNECTION, note_connection, server, MHD_OPTION_UNESCAPE_CALLBACK, leave_encoded, NULL,
    MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)HEAD_BYTES_MAX, MHD_OPTION_CONNECTION_LIMIT,
    server->options.connections, MHD_OPTION_CONNECTION_TIMEOUT, (unsigned int)IDLE_SECONDS,
    MHD_OPTION_STRICT_FOR_CLIENT, 1, MHD_OPTION_END);
  if (server->daemon == NULL) {
    g_set_error_literal (error, QZ_SERVER_ERROR, 0, _ ("不能开始服务：libmicrohttpd 没有启动"));
    return FALSE;
  }
  server->sweeper = g_thread_new ("quanze-sweeper", sweep, server);
  return TRUE;
}

QzServer *
qz_server_new (QzService *service, const QzServerOptions *options, GError **error)
{
  static const guint TERMS[QZ_N_PHASES] = { HEAD_SECONDS, 0, TAKE_SECONDS };
  g_autoptr (QzServer) server = g_new0 (QzServer, 1);

  server->service = service;
  server->options = *options;
  server->buckets = qz_buckets_new (options->rate, options->burst);
  server->connections = qz_connections_new (options->per_address, TERMS);
  server->page_policy
    = g_strdup_printf ("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
                       "form-action 'self'; base-uri 'none'; frame-ancestors %s",
                       options->frame_ancestors != NULL ? options->frame_ancestors : "'none'");
  server->workers = qz_workers_new (service, options->threads, error);
  if (server->workers == NULL || !start (server, error))
    return NULL;
  return g_steal_pointer (&server);
}

void
qz_server_free (QzServer *server)
{
  if (server == NULL)
    return;
  if (server->daemon != NULL) {
    MHD_socket quiet = MHD_quiesce_daemon (server->daemon);
    gint64 last = g_get_monotonic_time () + DRAIN_SECONDS * G_USEC_PER_SEC;

    while (g_atomic_int_get (&server->open) > 0 && g_get_monotonic_time () < last)
      g_usleep (5000);
    /* Nothing is suspended any more; a kept connection may still ask, and is told that the service is busy. */
    qz_workers_stop (server->workers);
    MHD_stop_daemon (server->daemon);
    if (quiet != MHD_INVALID_SOCKET)
      close (quiet);
  }
  g_atomic_int_set (&server->stopping, 1);
  if (server->sweeper != NULL)
    g_thread_join (server->sweeper);
  qz_workers_free (server->workers);
  qz_buckets_free (server->buckets);
  qz_connections_free (server->connections);
  g_free (server->page_policy);
  g_free (server);
}
