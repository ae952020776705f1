#include "config.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <glib-unix.h>

#include <quanze/locale.h>

#include "search/command.h"
#include "search/serve/listen.h"
#include "search/serve/server.h"

#define LISTEN_DEFAULT "127.0.0.1:8740"
#define CONNECTIONS_DEFAULT 1024
#define PER_ADDRESS_DEFAULT 64
#define RATE_DEFAULT 20
#define BURST_DEFAULT 100
#define QUERY_TIME_DEFAULT 5000 /* ms: a hundred times what a question takes */

typedef struct {
  char *listen, *base_url, *territory, *frame;
  char **origins, **proxies;
  int threads, connections, per_address;
  double rate, burst;
  int query_time; /* milliseconds */
} Options;

static void
options_clear (Options *options)
{
  g_free (options->listen);
  g_free (options->base_url);
  g_free (options->territory);
  g_free (options->frame);
  g_strfreev (options->origins);
  g_strfreev (options->proxies);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

/* ---- usage ---- */

/* An origin as browsers send it: scheme://host[:port], nothing after. */
static gboolean
is_origin (const char *text)
{
  g_autoptr (GUri) uri = g_uri_parse (text, G_URI_FLAGS_NONE, NULL);

  return uri != NULL && g_uri_get_host (uri) != NULL && *g_uri_get_path (uri) == '\0'
         && strpbrk (text, " ;,'\"\\") == NULL
         && (g_str_has_prefix (text, "https://") || g_str_has_prefix (text, "http://"));
}

static gboolean
check_origins (const char *option, char **origins, GError **error)
{
  for (guint i = 0; origins != NULL && origins[i] != NULL; i++)
    if (!is_origin (origins[i])) {
      g_set_error (error, QZ_USAGE_ERROR, 0, _ ("%s %s：应是一个来源，例如 https://www.example.gov.cn"), option,
                   origins[i]);
      return FALSE;
    }
  return TRUE;
}

static gboolean
check_numbers (const Options *options, GError **error)
{
  if (options->threads >= 0 && options->threads <= 256 && options->connections >= 1 && options->connections <= 100000
      && options->per_address >= 0 && options->rate >= 0 && options->burst >= 1
      && options->query_time >= 0 && options->query_time <= 3600000)
    return TRUE;
  g_set_error_literal (error, QZ_USAGE_ERROR, 0,
                       _ ("--threads --connections --per-address --rate --burst --query-time：数字超出范围"));
  return FALSE;
}

static gboolean
check_usage (const Options *options, int argc, GError **error)
{
  g_auto (GStrv) frame = g_strsplit (options->frame != NULL ? options->frame : "", ",", -1);

  if (argc > 0) {
    g_set_error_literal (error, QZ_USAGE_ERROR, 0, _ ("serve 只接选项，例如 --listen 127.0.0.1:8740"));
    return FALSE;
  }
  if (options->base_url != NULL && !g_str_has_prefix (options->base_url, "https://")
      && !g_str_has_prefix (options->base_url, "http://")) {
    g_set_error (error, QZ_USAGE_ERROR, 0, _ ("--base-url %s：应以 https:// 开头"), options->base_url);
    return FALSE;
  }
  return check_origins ("--allow-origin", options->origins, error) && check_origins ("--frame-ancestor", frame, error)
         && check_numbers (options, error);
}

/* ---- serving ---- */

static gboolean
stop (gpointer loop)
{
  g_main_loop_quit (loop);
  return G_SOURCE_REMOVE;
}

/* Until SIGTERM or SIGINT. */
static void
wait_for_signal (void)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);

  g_unix_signal_add (SIGTERM, stop, loop);
  g_unix_signal_add (SIGINT, stop, loop);
  g_main_loop_run (loop);
}

static int
serve (QzContext *context, const Options *options, int fd, GError **error)
{
  g_autofree char *name = qz_listen_name (fd), *here = g_strdup_printf ("http://%s", name),
                  *frame = g_strdup (options->frame);
  g_autoptr (QzService) service
    = qz_service_new (context, options->base_url != NULL ? options->base_url : here, options->territory, error);
  QzServerOptions how = { .socket = fd,
                          .threads = options->threads > 0 ? (guint)options->threads : g_get_num_processors (),
                          .connections = (guint)options->connections,
                          .per_address = (guint)options->per_address,
                          .rate = options->rate,
                          .burst = options->burst,
                          .origins = (const char *const *)options->origins,
                          .proxies = (const char *const *)options->proxies,
                          .frame_ancestors = frame != NULL ? g_strdelimit (frame, ",", ' ') : NULL };

  if (service == NULL)
    return QZ_EXIT_FAILED;
  service->query_time = (gint64) options->query_time * 1000;
  QzServer *server = qz_server_new (service, &how, error);
  if (server == NULL)
    return QZ_EXIT_FAILED;
  fprintf (stderr, _ ("quanze serve: 在 %s/ 提供服务\n"), here);
  qz_listen_notify ("READY=1");
  wait_for_signal ();
  qz_listen_notify ("STOPPING=1");
  qz_server_free (server);
  return QZ_EXIT_OK;
}

int
qz_cmd_serve (QzContext *context, int argc, char **argv, GError **error)
{
  g_auto (Options) options = {
    .connections = CONNECTIONS_DEFAULT, .per_address = PER_ADDRESS_DEFAULT, .rate = RATE_DEFAULT, .burst = BURST_DEFAULT,
    .query_time = QUERY_TIME_DEFAULT
  };
  const GOptionEntry entries[]
    = { { "listen", 0, 0, G_OPTION_ARG_FILENAME, &options.listen,
          _ ("在哪里监听（默认 127.0.0.1:8740，只有本机能访问）"), _ ("地址:端口") },
        { "base-url", 0, 0, G_OPTION_ARG_FILENAME, &options.base_url, _ ("用户访问的地址，代理之后的服务要给"), "URL" },
        { "allow-origin", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options.origins,
          _ ("哪些网站的页面可以调用接口，可以给几个"), _ ("来源") },
        { "frame-ancestor", 0, 0, G_OPTION_ARG_FILENAME, &options.frame, _ ("哪些网站可以把页面嵌进框架，逗号分开"),
          _ ("来源") },
        { "trusted-proxy", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options.proxies,
          _ ("相信哪个代理的 X-Forwarded-For，可以给几个"), _ ("地址") },
        { "territory", 0, 0, G_OPTION_ARG_FILENAME, &options.territory,
          _ ("问题没有说地方时按哪里的规定（默认 $QUANZE_TERRITORY）"), _ ("地方") },
        { "threads", 0, 0, G_OPTION_ARG_INT, &options.threads, _ ("同时查索引的线程数（默认处理器数）"), "N" },
        { "connections", 0, 0, G_OPTION_ARG_INT, &options.connections, _ ("最多同时多少个连接（默认 1024）"), "N" },
        { "per-address", 0, 0, G_OPTION_ARG_INT, &options.per_address, _ ("一个地址最多几个连接（默认 64，0 不限）"),
          "N" },
        { "rate", 0, 0, G_OPTION_ARG_DOUBLE, &options.rate, _ ("一个地址每秒几次请求（默认 20，0 不限）"), "N" },
        { "burst", 0, 0, G_OPTION_ARG_DOUBLE, &options.burst, _ ("一个地址一时最多几次请求（默认 100）"), "N" },
        { "query-time", 0, 0, G_OPTION_ARG_INT, &options.query_time, _ ("一个请求最多查多少毫秒（默认 5000，0 不限）"), "MS" },
        { NULL } };

  if (!qz_command_parse (context, "serve", entries, &argc, &argv, error) || !check_usage (&options, argc, error))
    return QZ_EXIT_USAGE;
  if (options.territory == NULL)
    options.territory = g_strdup (g_getenv ("QUANZE_TERRITORY"));
  int fd = options.listen == NULL ? qz_listen_inherited () : -1;
  if (fd < 0)
    fd = qz_listen_open (options.listen != NULL ? options.listen : LISTEN_DEFAULT, error);
  if (fd < 0)
    return QZ_EXIT_FAILED;
  return serve (context, &options, fd, error);
}
