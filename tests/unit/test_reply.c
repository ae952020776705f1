/* Replies: entity tags, what a client accepts, compression, problems; and requests that are refused before the index.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include <zlib.h>

#include "search/serve/request.h"

static void
test_etags (void **state)
{
  static const struct {
    const char *header;
    gboolean matches;
  } HEADERS[] = {
    { NULL, FALSE },
    { "", FALSE },
    { "\"abc\"", TRUE },
    { "W/\"abc\"", TRUE },
    { "*", TRUE },
    { "\"x\", \"abc\"", TRUE },
    { "\"x\",\"abc\"", TRUE },
    { "\"x\" , W/\"abc\" ", TRUE },
    { "\"abcd\"", FALSE },
    { "abc", FALSE },
    { "\"ab\"", FALSE },
    { ",,\"abc\",", TRUE },
    { "\"abc\"x", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (HEADERS); i++)
    assert_int_equal (qz_etag_matches (HEADERS[i].header, "\"abc\""), HEADERS[i].matches);
}

static void
test_accepts (void **state)
{
  static const struct {
    const char *header;
    gboolean gzip;
  } ENCODINGS[] = { { NULL, FALSE },       { "", FALSE },           { "gzip", TRUE }, { "deflate, gzip;q=0.5", TRUE },
                    { "gzip;q=0", FALSE }, { "GZIP", TRUE },        { "br", FALSE },  { "*", TRUE },
                    { "*;q=0", FALSE },    { "gzip;q=0, *", FALSE } };
  static const struct {
    const char *header;
    gboolean english;
  } LANGUAGES[] = { { NULL, FALSE },
                    { "zh-CN,zh;q=0.9,en;q=0.8", FALSE },
                    { "en-US,en;q=0.9", TRUE },
                    { "en;q=0.5, zh", FALSE },
                    { "fr", FALSE },
                    { "en;q=0", FALSE },
                    { "fr, en;q=0.1", TRUE } };

  for (guint i = 0; i < G_N_ELEMENTS (ENCODINGS); i++)
    assert_int_equal (qz_accepts_gzip (ENCODINGS[i].header), ENCODINGS[i].gzip);
  for (guint i = 0; i < G_N_ELEMENTS (LANGUAGES); i++)
    assert_int_equal (qz_prefers_english (LANGUAGES[i].header), LANGUAGES[i].english);
}

static void
test_gzip (void **state)
{
  char *body = g_strnfill (5000, 'x'), out[6000] = "";
  g_autoptr (QzReply) reply = qz_reply_new (200, QZ_TYPE_JSON, body, 5000);
  g_autoptr (QzReply) small = qz_reply_new (200, QZ_TYPE_JSON, g_strdup ("{}"), 2);
  z_stream stream = { 0 };
  gsize len;

  qz_reply_gzip (reply, 6);
  qz_reply_gzip (small, 6);
  assert_true (reply->gzipped);
  assert_false (small->gzipped);
  stream.next_in = (guint8 *)g_bytes_get_data (reply->body, &len);
  stream.avail_in = (uInt)len;
  stream.next_out = (guint8 *)out;
  stream.avail_out = sizeof out;
  assert_true (len < 200);
  assert_int_equal (inflateInit2 (&stream, 15 + 16), Z_OK);
  assert_int_equal (inflate (&stream, Z_FINISH), Z_STREAM_END);
  assert_int_equal (stream.total_out, 5000);
  inflateEnd (&stream);
}

/* A target and the code of the problem it gets; NULL: it is served. */
static const struct {
  const char *raw, *problem;
  guint status;
} REQUESTS[] = {
  { "/", NULL, 0 },
  { "/api/v1/info", NULL, 0 },
  { "/api/v1/search?q=x&limit=100&offset=1000", NULL, 0 },
  { "/api/v1/search", "query-missing", 400 },
  { "/api/v1/ask?q=%20", "query-missing", 400 },
  { "/api/v1/search?q=x&limit=101", "number", 400 },
  { "/api/v1/search?q=x&limit=-1", "number", 400 },
  { "/api/v1/search?q=x&limit=1e2", "number", 400 },
  { "/api/v1/search?q=x&limit=99999999999999999999", "number", 400 },
  { "/api/v1/search?q=x&offset=1001", "number", 400 },
  { "/api/v1/search?q=x&as_of=2024-13-01", "date", 400 },
  { "/api/v1/search?q=x&as_of=today", "date", 400 },
  { "/?q=x&page=101", NULL, 0 },
  { "/?q=x&page=200", "too-deep", 400 },
  { "/?q=%", "target", 400 },
  { "/nothing", "no-such-address", 404 },
  { "/?lang=en&q=%3Cscript%3E", NULL, 0 },
};

static void
test_requests (void **state)
{
  const QzRequestHeaders headers = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (REQUESTS); i++) {
    g_autoptr (QzReply) refused = NULL;
    g_autoptr (QzRequest) request = qz_request_read (REQUESTS[i].raw, &headers, 20240101, &refused);

    if (REQUESTS[i].problem == NULL) {
      assert_non_null (request);
      assert_null (refused);
      continue;
    }
    gsize len;
    const char *body = g_bytes_get_data (refused->body, &len);
    g_autofree char *type = g_strdup_printf ("\"urn:quanze:problem:%s\"", REQUESTS[i].problem);
    assert_null (request);
    assert_int_equal (refused->status, REQUESTS[i].status);
    assert_string_equal (refused->type, QZ_TYPE_PROBLEM);
    assert_non_null (g_strstr_len (body, (gssize)len, type));
  }
}

static void
test_query_length (void **state)
{
  const QzRequestHeaders headers = { .accept_language = "en" };
  GString *raw = g_string_new ("/api/v1/ask?q=");

  for (guint i = 0; i < QZ_QUERY_MAX; i++)
    g_string_append (raw, "%E5%9C%9F");
  g_autoptr (QzReply) refused = NULL;
  g_autoptr (QzRequest) request = qz_request_read (raw->str, &headers, 20240101, &refused);
  assert_non_null (request);
  assert_true (request->english);
  g_string_append (raw, "%E5%9C%9F");
  assert_null (qz_request_read (raw->str, &headers, 20240101, &refused));
  assert_int_equal (refused->status, 400);
  g_string_free (raw, TRUE);
}

int
main (void)
{
  const struct CMUnitTest tests[]
    = { cmocka_unit_test (test_etags), cmocka_unit_test (test_accepts), cmocka_unit_test (test_gzip),
        cmocka_unit_test (test_requests), cmocka_unit_test (test_query_length) };

  return cmocka_run_group_tests (tests, NULL, NULL);
}
