/* Request targets: what is taken apart, what is refused, what is written; and where each leads. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "search/serve/route.h"
#include "search/serve/uri.h"

/* RAW → PATH and the value of q; PATH NULL: refused. */
static const struct {
  const char *raw, *path, *q;
} TARGETS[] = {
  { "/", "/", NULL },
  { "/?", "/", NULL },
  { "/?q=", "/", NULL },
  { "/?q", "/", NULL },
  { "/?q=a+b", "/", "a b" },
  { "/?q=%E5%9C%9F%E5%9C%B0", "/", "土地" },
  { "/?q=%20x%20", "/", "x" },
  { "/?q=1&q=2", "/", "1" },
  { "/?&&q=1&", "/", "1" },
  { "/?q=a%26b%3Dc", "/", "a&b=c" },
  { "/?q=a=b", "/", "a=b" },
  { "/?%71=1", "/", "1" },
  { "/?q=%3Cscript%3E", "/", "<script>" },
  { "/?q=%252F", "/", "%2F" }, /* decoded once */
  { "/a+b", "/a+b", NULL },    /* a plus is a space in forms alone */
  { "/provisions/%E6%B3%95%402021-01-22%23art_1", "/provisions/法@2021-01-22#art_1", NULL },
  { "/..%2f..%2fetc/passwd", "/../../etc/passwd", NULL }, /* a text that no route has */
  { "/?q=%", NULL, NULL },
  { "/?q=%4", NULL, NULL },
  { "/?q=%zz", NULL, NULL },
  { "/?q=%-1", NULL, NULL },
  { "/?q=%00", NULL, NULL },
  { "/?q=%1b", NULL, NULL },
  { "/?q=%7f", NULL, NULL },
  { "/?q=%C0%AF", NULL, NULL },    /* an overlong slash */
  { "/?q=%ED%A0%80", NULL, NULL }, /* half a surrogate pair */
  { "/?q=%FF", NULL, NULL },
  { "/%00", NULL, NULL },
  { "", NULL, NULL },
  { "*", NULL, NULL },
  { "http://elsewhere/", NULL, NULL },
  { "//elsewhere/", "//elsewhere/", NULL },
};

static void
test_parse (void **state)
{
  for (guint i = 0; i < G_N_ELEMENTS (TARGETS); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (QzUri) uri = qz_uri_parse (TARGETS[i].raw, &error);

    if (TARGETS[i].path == NULL) {
      assert_null (uri);
      assert_true (g_error_matches (error, QZ_URI_ERROR, QZ_URI_ERROR_SYNTAX));
      continue;
    }
    assert_non_null (uri);
    assert_string_equal (uri->path, TARGETS[i].path);
    if (TARGETS[i].q == NULL)
      assert_null (qz_uri_get (uri, "q"));
    else
      assert_string_equal (qz_uri_get (uri, "q"), TARGETS[i].q);
  }
}

static void
test_limits (void **state)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *full = g_strnfill (QZ_URI_MAX - 1, 'a'), *fits = g_strconcat ("/", full, NULL),
                  *over = g_strconcat ("/a", full, NULL);
  GString *many = g_string_new ("/?");

  g_autoptr (QzUri) uri = qz_uri_parse (fits, NULL);
  assert_non_null (uri);
  assert_null (qz_uri_parse (over, &error));
  assert_true (g_error_matches (error, QZ_URI_ERROR, QZ_URI_ERROR_TOO_LONG));
  for (guint i = 0; i < QZ_URI_PARAMETERS_MAX; i++)
    g_string_append (many, "a=1&");
  g_autoptr (QzUri) most = qz_uri_parse (many->str, NULL);
  assert_non_null (most);
  g_string_append (many, "a=1");
  assert_null (qz_uri_parse (many->str, NULL));
  g_string_free (many, TRUE);
}

static void
test_build (void **state)
{
  g_autofree char *plain = qz_uri_build ("/", "q", "土 &<", "lang", NULL, "view", "", NULL);
  g_autofree char *path = qz_uri_path ("/provisions/", "法@-#art_1/?");
  g_autoptr (QzUri) uri = qz_uri_parse ("/?q=a%26b&page=3&kind=power", NULL);
  g_autofree char *with = qz_uri_with (uri, "/", "level", "law"), *without = qz_uri_with (uri, "/", "kind", NULL);
  g_autofree char *turned = qz_uri_with (uri, "/", "page", "4");

  assert_string_equal (plain, "/?q=%E5%9C%9F%20%26%3C");
  assert_string_equal (path, "/provisions/%E6%B3%95%40-%23art_1%2F%3F");
  assert_string_equal (with, "/?q=a%26b&kind=power&level=law");
  assert_string_equal (without, "/?q=a%26b");
  assert_string_equal (turned, "/?q=a%26b&kind=power&page=4");
  g_autoptr (QzUri) again = qz_uri_parse (with, NULL);
  assert_string_equal (qz_uri_get (again, "q"), "a&b");
}

static void
test_routes (void **state)
{
  static const struct {
    const char *path;
    QzRoute route;
    const char *rest;
  } PATHS[] = {
    { "/", QZ_ROUTE_HOME, "" },
    { "/powers", QZ_ROUTE_REGISTRY, "" },
    { "/powers/HD-SW-20", QZ_ROUTE_POWER, "HD-SW-20" },
    { "/powers/清单/页#2", QZ_ROUTE_POWER, "清单/页#2" },
    { "/provisions/法@-#art_1", QZ_ROUTE_PROVISION, "法@-#art_1" },
    { "/api/v1/search", QZ_ROUTE_API_SEARCH, "" },
    { "/api/v1/provisions/x", QZ_ROUTE_API_PROVISION, "x" },
    { "/quanze.css", QZ_ROUTE_ASSET, "quanze.css" },
    { "/provisions/", QZ_ROUTE_NONE, "" },
    { "/provisions", QZ_ROUTE_NONE, "" },
    { "/api/v1/search/", QZ_ROUTE_NONE, "" },
    { "/api/v1/SEARCH", QZ_ROUTE_NONE, "" },
    { "//", QZ_ROUTE_NONE, "" },
    { "/../quanze.css", QZ_ROUTE_NONE, "" },
    { "/quanze.gresource.xml", QZ_ROUTE_NONE, "" },
    { "", QZ_ROUTE_NONE, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (PATHS); i++) {
    const char *rest = NULL;
    assert_int_equal (qz_route_find (PATHS[i].path, &rest), PATHS[i].route);
    assert_string_equal (rest, PATHS[i].rest);
  }
}

int
main (void)
{
  const struct CMUnitTest tests[] = { cmocka_unit_test (test_parse), cmocka_unit_test (test_limits),
                                      cmocka_unit_test (test_build), cmocka_unit_test (test_routes) };

  return cmocka_run_group_tests (tests, NULL, NULL);
}
