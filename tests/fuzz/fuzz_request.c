/* Bytes as a request: the first line is the target, the rest the headers that are read. Whatever they are, the request
 * is refused with a problem or holds what it promises, and an address built from it reads back the same. */
#include "config.h"

#include "tests/fuzz/target.h"

#include <string.h>

#include "search/serve/client.h"
#include "search/serve/html.h"
#include "search/serve/request.h"

static void
must_hold (const QzRequest *request)
{
  g_assert_true (g_utf8_validate (request->uri->path, -1, NULL));
  g_assert_cmpuint (request->uri->names->len, <=, QZ_URI_PARAMETERS_MAX);
  g_assert_cmpuint (request->limit, <=, QZ_LIMIT_MAX);
  g_assert_cmpuint (request->offset + request->limit, <=, QZ_DEPTH_MAX + QZ_LIMIT_MAX);
  g_assert_true (request->query == NULL || g_utf8_strlen (request->query, -1) <= QZ_QUERY_MAX);
  g_autofree char *again = qz_uri_with (request->uri, "/", "", NULL);
  g_autoptr (QzUri) uri = qz_uri_parse (again, NULL);
  /* Escaping makes it longer, so it may have become too long; else the query is the same. */
  if (uri != NULL && qz_uri_get (request->uri, "q") != NULL)
    g_assert_cmpstr (qz_uri_get (uri, "q"), ==, qz_uri_get (request->uri, "q"));
  GString *escaped = g_string_new (NULL);
  qz_html_escape (escaped, request->uri->path, strlen (request->uri->path));
  g_assert_null (strpbrk (escaped->str, "<>\"'"));
  g_string_free (escaped, TRUE);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static const char *const PROXIES[] = { "127.0.0.1", NULL };
  g_autofree char *text = g_strndup ((const char *)data, size); /* a server sees C strings: to the first NUL */
  g_auto (GStrv) lines = g_strsplit (text, "\n", 5);
  guint n = g_strv_length (lines);
  const QzRequestHeaders headers = { n > 1 ? lines[1] : NULL, n > 2 ? lines[2] : NULL, n > 3 ? lines[3] : NULL };
  g_autoptr (QzReply) refused = NULL;

  if (n == 0)
    return 0;
  g_autoptr (QzRequest) request = qz_request_read (lines[0], &headers, 20240101, &refused);
  g_assert_true ((request != NULL) != (refused != NULL));
  if (request != NULL)
    must_hold (request);
  else
    g_assert_cmpuint (refused->status, >=, 400);
  qz_etag_matches (headers.if_none_match, "\"0123456789abcdef01234567\"");
  g_autofree char *client = qz_client_address ("127.0.0.1", n > 4 ? lines[4] : NULL, PROXIES);
  g_assert_cmpuint (strlen (client), <, 64);
  return 0;
}
