/* Files of search/web, built into the program: style, scripts, icon, the OpenAPI description. */
#include "config.h"

#include <gio/gio.h>

#include "search/serve/service.h"
#include "search/serve/web.h"

#define FOLDER "/quanze/"

/* clang-format off */
static const struct {
  const char *name, *type;
} ASSETS[] = {
  { "openapi.json",     QZ_TYPE_JSON },
  { "quanze-search.js", "text/javascript; charset=utf-8" },
  { "quanze.js",        "text/javascript; charset=utf-8" },
  { "quanze.css",       "text/css; charset=utf-8" },
  { "favicon.svg",      "image/svg+xml" },
  { "robots.txt",       "text/plain; charset=utf-8" },
};
/* clang-format on */

#define N_ASSETS G_N_ELEMENTS (ASSETS)

typedef struct {
  GBytes *plain, *packed; /* PACKED: NULL where it would not be smaller */
  char *etag;
} Asset;

typedef struct {
  Asset assets[N_ASSETS];
  char version[13];
} Assets;

static void
load (Asset *asset, const char *name)
{
  g_autofree char *path = g_strconcat (FOLDER, name, NULL);
  g_autoptr (QzReply) reply = g_new0 (QzReply, 1);
  g_autofree char *hash = NULL;

  asset->plain = g_resource_lookup_data (qz_web_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_assert (asset->plain != NULL);
  hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, asset->plain);
  hash[24] = '\0';
  asset->etag = g_strdup_printf ("\"%s\"", hash);
  reply->body = g_bytes_ref (asset->plain);
  qz_reply_gzip (reply, 9);
  if (reply->gzipped)
    asset->packed = g_bytes_ref (reply->body);
}

static gpointer
load_all (gpointer data)
{
  Assets *assets = g_new0 (Assets, 1);
  g_autoptr (GChecksum) all = g_checksum_new (G_CHECKSUM_SHA256);

  qz_web_register_resource ();
  for (guint i = 0; i < N_ASSETS; i++) {
    load (&assets->assets[i], ASSETS[i].name);
    g_checksum_update (all, (const guchar *)assets->assets[i].etag, -1);
  }
  g_strlcpy (assets->version, g_checksum_get_string (all), sizeof assets->version);
  return assets;
}

/* Read once, kept as long as the program runs. */
static const Assets *
assets_get (void)
{
  static GOnce once = G_ONCE_INIT;

  return g_once (&once, load_all, NULL);
}

const char *
qz_asset_version (void)
{
  return assets_get ()->version;
}

static QzReply *
reply_with (const QzRequest *request, const Asset *asset, const char *type)
{
  gboolean packed = request->gzip && asset->packed != NULL;
  gboolean known = qz_etag_matches (request->if_none_match, asset->etag);
  QzReply *reply = qz_reply_new (known ? 304 : 200, known ? NULL : type, NULL, 0);

  reply->etag = g_strdup (asset->etag);
  /* A page names the version it wants, which never changes; a host page names none. */
  reply->cache = g_strcmp0 (qz_uri_get (request->uri, "v"), qz_asset_version ()) == 0
                   ? "public, max-age=31536000, immutable"
                   : "public, max-age=3600";
  if (known)
    return reply;
  reply->body = g_bytes_ref (packed ? asset->packed : asset->plain);
  reply->gzipped = packed;
  return reply;
}

QzReply *
qz_asset_reply (const QzRequest *request)
{
  const Assets *assets = assets_get ();

  for (guint i = 0; i < N_ASSETS; i++)
    if (g_str_equal (ASSETS[i].name, request->rest))
      return reply_with (request, &assets->assets[i], ASSETS[i].type);
  return NULL;
}
