#include "config.h"

#include <string.h>

#include <zlib.h>

#include "search/serve/reply.h"

/* Smaller bodies fit one packet anyway. */
#define GZIP_MIN 1200

QzReply *
qz_reply_new (guint status, const char *type, char *body, gsize len)
{
  QzReply *reply = g_new0 (QzReply, 1);

  reply->status = status;
  reply->type = type;
  reply->body = body != NULL ? g_bytes_new_with_free_func (body, len, g_free, body) : NULL;
  return reply;
}

static char *
dump (json_t *object, gsize *len)
{
  char *json = json_dumps (object, JSON_COMPACT), *own;

  *len = strlen (json);
  own = g_malloc (*len + 2);
  memcpy (own, json, *len);
  own[(*len)++] = '\n';
  own[*len] = '\0';
  free (json);
  return own;
}

QzReply *
qz_reply_new_json (json_t *object, const char *type)
{
  gsize len;
  char *body = dump (object, &len);

  json_decref (object);
  return qz_reply_new (200, type, body, len);
}

QzReply *
qz_reply_new_problem (guint status, const char *code, const char *detail)
{
  g_autofree char *type = g_strconcat ("urn:quanze:problem:", code, NULL);
  QzReply *reply = qz_reply_new_json (json_pack ("{s:s, s:s, s:i, s:s?}", "type", type, "title",
                                                 qz_status_phrase (status), "status", (int)status, "detail", detail),
                                      QZ_TYPE_PROBLEM);

  reply->status = status;
  reply->detail = g_strdup (detail);
  return reply;
}

void
qz_reply_free (QzReply *reply)
{
  if (reply == NULL)
    return;
  if (reply->body != NULL)
    g_bytes_unref (reply->body);
  g_free (reply->etag);
  g_free (reply->location);
  g_free (reply->detail);
  g_free (reply);
}

void
qz_reply_gzip (QzReply *reply, int level)
{
  z_stream stream = { 0 };
  gsize len;
  const guint8 *data = reply->body != NULL ? g_bytes_get_data (reply->body, &len) : NULL;

  if (data == NULL || len < GZIP_MIN || reply->gzipped
      || deflateInit2 (&stream, level, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) != Z_OK)
    return;
  gsize bound = deflateBound (&stream, len);
  guint8 *out = g_malloc (bound);
  stream.next_in = (guint8 *)data;
  stream.avail_in = (uInt)len;
  stream.next_out = out;
  stream.avail_out = (uInt)bound;
  int code = deflate (&stream, Z_FINISH);
  gsize packed = stream.total_out;
  deflateEnd (&stream);
  if (code != Z_STREAM_END) {
    g_free (out);
    return;
  }
  g_bytes_unref (reply->body);
  reply->body = g_bytes_new_with_free_func (out, packed, g_free, out);
  reply->gzipped = TRUE;
}

/* ---- what the client's headers say ---- */

gboolean
qz_etag_matches (const char *if_none_match, const char *etag)
{
  const char *p = if_none_match, *opaque = g_str_has_prefix (etag, "W/") ? etag + 2 : etag;
  gsize len = strlen (opaque);

  if (p == NULL)
    return FALSE;
  p += strspn (p, " \t");
  if (g_str_equal (p, "*"))
    return TRUE;
  for (; *p != '\0'; p += strcspn (p, ","), p += strspn (p, ", \t")) {
    if (g_str_has_prefix (p, "W/"))
      p += 2;
    if (strncmp (p, opaque, len) == 0 && (p[len] == '\0' || strchr (" \t,", p[len]) != NULL))
      return TRUE;
  }
  return FALSE;
}

/* The q of one member of a list, after its name; 1 when it says none. */
static double
quality (const char *parameters)
{
  const char *q = strstr (parameters, "q=");

  return q != NULL ? g_ascii_strtod (q + 2, NULL) : 1;
}

/* The highest q that a list gives to a name starting with NAME, -1 when it has none. */
static double
quality_of (const char *list, const char *name)
{
  g_auto (GStrv) members = g_strsplit (list != NULL ? list : "", ",", 32);
  double best = -1;

  for (guint i = 0; members[i] != NULL; i++) {
    const char *member = g_strstrip (members[i]);

    if (g_ascii_strncasecmp (member, name, strlen (name)) == 0)
      best = MAX (best, quality (member + strcspn (member, ";")));
  }
  return best;
}

gboolean
qz_accepts_gzip (const char *accept_encoding)
{
  double gzip = quality_of (accept_encoding, "gzip");

  return gzip > 0 || (gzip < 0 && quality_of (accept_encoding, "*") > 0);
}

gboolean
qz_prefers_english (const char *accept_language)
{
  double english = quality_of (accept_language, "en");

  return english > 0 && english > quality_of (accept_language, "zh");
}

const char *
qz_status_phrase (guint status)
{
  static const struct {
    guint status;
    const char *phrase;
  } PHRASES[] = { { 200, "OK" },
                  { 400, "Bad Request" },
                  { 403, "Forbidden" },
                  { 404, "Not Found" },
                  { 405, "Method Not Allowed" },
                  { 413, "Content Too Large" },
                  { 414, "URI Too Long" },
                  { 429, "Too Many Requests" },
                  { 500, "Internal Server Error" },
                  { 503, "Service Unavailable" } };

  for (guint i = 0; i < G_N_ELEMENTS (PHRASES); i++)
    if (PHRASES[i].status == status)
      return PHRASES[i].phrase;
  return "Error";
}
