#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <glib.h>
#include <math.h>

#include <quanze/index.h>

#define T(text) qz_query_term (text, -1, 1)
#define PAIR(op, a, b) qz_query_pair (QZ_OP_##op, a, b)

static QzQuery *
deep (guint levels)
{
  QzQuery *query = T ("a");
  for (guint i = 1; i < levels; i++)
    query = qz_query_pair (i % 2 ? QZ_OP_AND : QZ_OP_OR, T ("b"), query);
  return query;
}

static void
assert_describes (QzQuery *query, const char *expected)
{
  g_autofree char *text = qz_query_describe (query);
  assert_string_equal (text, expected);
  g_autoptr (QzQuery) copy = qz_query_dup (query);
  qz_query_free (query);
  g_autofree char *again = qz_query_describe (copy);
  assert_string_equal (again, expected);
}

static void
test_describe (void **state)
{
  assert_describes (T ("罚款"), "罚款");
  assert_describes (qz_query_term ("罚款", 3, 2), "罚#2");
  assert_describes (qz_query_term ("a\0b\n", 4, 1), "a\uFFFDb\\u000a");
  assert_describes (qz_query_all (), "<all>");
  assert_describes (qz_query_none (), "<none>");
  assert_describes (NULL, "<none>");
  assert_describes (qz_query_prefix ("罚", 5), "罚*");
  assert_describes (qz_query_range (3, "2019", NULL), "3:2019..");
  assert_describes (qz_query_range (3, NULL, "2019"), "3:..2019");
  assert_describes (qz_query_holds (3, "罚款\n"), "3:*罚款\\u000a*");
  assert_describes (qz_query_scale (T ("a"), 0.5), "0.5 * a");
  assert_describes (PAIR (FILTER, PAIR (OR, T ("a"), T ("b")), T ("Klaw")), "((a OR b) FILTER Klaw)");
}

static void
test_chains_are_flat (void **state)
{
  assert_describes (PAIR (OR, PAIR (OR, T ("a"), T ("b")), T ("c")), "(a OR b OR c)");
  assert_describes (PAIR (OR, T ("a"), PAIR (OR, T ("b"), T ("c"))), "(a OR b OR c)");
  assert_describes (PAIR (OR, PAIR (OR, T ("a"), T ("b")), PAIR (OR, T ("c"), T ("d"))), "(a OR b OR c OR d)");
  assert_describes (PAIR (AND, PAIR (OR, T ("a"), T ("b")), T ("c")), "((a OR b) AND c)");
  assert_describes (PAIR (AND_NOT, PAIR (AND_NOT, T ("a"), T ("b")), T ("c")), "(a AND_NOT (b OR c))");
  assert_describes (PAIR (FILTER, PAIR (FILTER, T ("a"), T ("b")), T ("c")), "(a FILTER (b AND c))");
  assert_describes (PAIR (AND_MAYBE, PAIR (AND_MAYBE, T ("a"), T ("b")), T ("c")), "(a AND_MAYBE (b OR c))");
  GPtrArray *parts = g_ptr_array_new ();
  g_ptr_array_add (parts, PAIR (OR, T ("a"), T ("b")));
  g_ptr_array_add (parts, NULL);
  g_ptr_array_add (parts, T ("c"));
  assert_describes (qz_query_join (QZ_OP_OR, parts), "(a OR b OR c)");
}

static void
test_ceilings (void **state)
{
  g_autoptr (QzQuery) highest = deep (QZ_QUERY_DEPTH_MAX);
  g_autofree char *text = qz_query_describe (highest);
  assert_true (g_str_has_prefix (text, "(b "));
  assert_describes (deep (QZ_QUERY_DEPTH_MAX + 1), "<invalid>");
  assert_describes (qz_query_scale (deep (QZ_QUERY_DEPTH_MAX), 1), "<invalid>");
  assert_describes (qz_query_scale (T ("a"), -1), "<invalid>");
  assert_describes (qz_query_scale (T ("a"), INFINITY), "<invalid>");
  assert_null (qz_query_scale (NULL, 1));
  g_autoptr (QzQuery) far = deep (100000);
  assert_non_null (far);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_describe),
    cmocka_unit_test (test_chains_are_flat),
    cmocka_unit_test (test_ceilings),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
