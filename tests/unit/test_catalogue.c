#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <jansson.h>

#include <quanze/catalogue.h>
#include <quanze/timeline.h>

static const char sample[] = "level\tname\tpublish\tvalid_from\texpired\n"
                             "地方性法规\t岚川省河道条例\t2010-05-01\t2010-07-01\t0\n"
                             "地方性法规\t岚川省河道条例\t2020-03-01\t2020-06-01\t0\r\n"
                             "地方性法规\t岚川省路灯条例\t2012-01-01\t\t1\n"
                             "法律\t中华人民共和国渡口法\t2001-02-03\t\t0\n"
                             "\n";

static void
test_rows (void **state)
{
  static const struct {
    const char *key;
    QzDate version, published, effective;  /* EFFECTIVE of the row found; 1: no row */
    gboolean other;
  } cases[] = {
    { "岚川省河道条例", 20100501, 0, 20100701, FALSE },
    { "岚川省河道条例", 20200301, 0, 20200601, FALSE },
    { "岚川省河道条例", 20200220, 20200310, 20200601, FALSE }, /* adopted some days before it was published */
    { "岚川省河道条例", 20150101, 0, 1, FALSE },               /* neither, and there are two */
    { "岚川省路灯条例", 20120101, 0, 0, FALSE },
    { "岚川省路灯条例", 20180101, 0, 0, TRUE },                /* the only row, of another day */
    { "渡口法", 20010203, 0, 0, FALSE },                       /* the name of the state is no part of a title */
    { "渡口法", 0, 0, 0, FALSE },
    { "没有的法", 20200101, 0, 1, FALSE },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (QzCatalogue) catalogue = qz_catalogue_parse (sample, "sample.tsv", &error);

  assert_non_null (catalogue);
  assert_null (error);
  assert_int_equal (qz_catalogue_length (catalogue), 4);
  assert_int_equal (qz_catalogue_horizon (catalogue), 20200301);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    gboolean other;
    const QzCatalogueRow *row = qz_catalogue_find (catalogue, cases[i].key, cases[i].version, cases[i].published, &other);
    assert_int_equal (row != NULL ? row->effective : 1, cases[i].effective);
    assert_int_equal (other, cases[i].other);
  }
}

/* What an index keeps does not depend on the order of rows and columns. */
static void
test_kept_form (void **state)
{
  g_autoptr (QzCatalogue) one = qz_catalogue_parse ("name\tpublish\n乙法\t2002-01-01\n甲法\t2001-01-01\n", "a", NULL);
  g_autoptr (QzCatalogue) two = qz_catalogue_parse ("\xef\xbb\xbfpublish\tx\tname\n2001-01-01\t\t甲法\n2002-01-01\ty\t乙法", "b", NULL);
  g_autofree char *first = qz_catalogue_to_text (one), *second = qz_catalogue_to_text (two);
  g_autoptr (QzCatalogue) again = qz_catalogue_parse (first, "c", NULL);
  g_autofree char *third = qz_catalogue_to_text (again);

  assert_string_equal (first, second);
  assert_string_equal (first, third);
}

static void
test_errors (void **state)
{
  static const struct {
    const char *text, *message;
  } cases[] = {
    { "", "list.tsv:1: " },
    { "title\tpublish\n甲法\t2001-01-01\n", "list.tsv:1: " },
    { "name\tpublish\n甲法\t2001-01-01\n乙法\t2001年\n", "list.tsv:3: " },
    { "name\tvalid_from\n甲法\t2001-02-30\n", "list.tsv:2: " },
    { "name\texpired\n甲法\tyes\n", "list.tsv:2: " },
    { "name\n\xff\n", "list.tsv: " },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;
    assert_null (qz_catalogue_parse (cases[i].text, "list.tsv", &error));
    assert_non_null (error);
    assert_int_equal (error->domain, QZ_CATALOGUE_ERROR);
    assert_true (g_str_has_prefix (error->message, cases[i].message));
    assert_null (strchr (error->message, '\n'));
  }
}

/* ---- with the texts ---- */

static const struct {
  const char *name, *head, *catalogue;
  const char *span;       /* from, until, gone by, inferred */
  QzStatus    in_2015, in_2030;
} merged[] = {
  { "the text's own day goes first",
    "{'version':'2010-05-01','effective':'2010-08-01','effective_inferred':false}", "2010-05-01\t2010-07-01\t0\t",
    "20100801 0 0 0", QZ_STATUS_CURRENT, QZ_STATUS_CURRENT },
  { "a day that no text states comes from the catalogue",
    "{'version':'2010-05-01','effective':'2010-05-01','effective_inferred':true}", "2010-05-01\t2010-07-01\t0\t",
    "20100701 0 0 0", QZ_STATUS_CURRENT, QZ_STATUS_CURRENT },
  { "but not the first version's day for an amended one",
    "{'version':'2010-05-01','effective':'2010-05-01','effective_inferred':true}", "2010-05-01\t1999-07-01\t0\t",
    "20100501 0 0 1", QZ_STATUS_CURRENT, QZ_STATUS_CURRENT },
  { "nor anything from a row about another day",
    "{'version':'2010-05-01','effective':'2010-05-01','effective_inferred':true}", "2008-05-01\t2011-07-01\t1\t",
    "20100501 0 0 1", QZ_STATUS_CURRENT, QZ_STATUS_CURRENT },
  { "ended, the day not given: by the catalogue's last day it had, before that one cannot say",
    "{'version':'2010-05-01','effective':'2010-05-01'}", "2010-05-01\t\t1\t",
    "20100501 0 20250303 0", QZ_STATUS_UNKNOWN, QZ_STATUS_REPEALED },
  { "ended on a day",
    "{'version':'2010-05-01','effective':'2010-05-01'}", "2010-05-01\t\t1\t2014-01-01",
    "20100501 20140101 0 0", QZ_STATUS_REPEALED, QZ_STATUS_REPEALED },
  { "a text without any date",
    "{}", "2010-05-01\t2010-07-01\t0\t", "20100701 0 0 0", QZ_STATUS_CURRENT, QZ_STATUS_CURRENT },
};

static void
test_merged (void **state)
{
  for (guint i = 0; i < G_N_ELEMENTS (merged); i++) {
    g_autofree char *json = g_strdelimit (g_strdup (merged[i].head), "'", '"');
    g_autofree char *text = g_strdup_printf ("name\tpublish\tvalid_from\texpired\texpired_on\n甲条例\t%s\n乙条例\t2025-03-03\t\t0\t\n",
                                             merged[i].catalogue);
    g_autoptr (QzCatalogue) catalogue = qz_catalogue_parse (text, "list.tsv", NULL);
    g_autoptr (GPtrArray) heads = g_ptr_array_new ();
    json_t *head = json_loads (json, 0, NULL);

    assert_non_null (catalogue);
    json_object_set_new (head, "id", json_string ("甲条例@-"));
    json_object_set_new (head, "key", json_string ("甲条例"));
    g_ptr_array_add (heads, head);
    g_autoptr (QzTimeline) timeline = qz_timeline_parse (qz_timeline_build (heads, catalogue));
    const QzVersion *v = qz_timeline_find (timeline, "甲条例@-");
    assert_non_null (v);
    g_autofree char *span = g_strdup_printf ("%u %u %u %d", v->from, v->until, v->gone_by, v->inferred);
    assert_string_equal (span, merged[i].span);
    assert_string_equal (qz_status_name (qz_version_status (v, 20150101)), qz_status_name (merged[i].in_2015));
    assert_string_equal (qz_status_name (qz_version_status (v, 20300101)), qz_status_name (merged[i].in_2030));
    json_decref (head);
  }
}

/* What a text ends, ends on that text's day, whatever the catalogue says. */
static void
test_text_before_catalogue (void **state)
{
  g_autoptr (QzCatalogue) catalogue
    = qz_catalogue_parse ("name\tpublish\texpired\n甲条例\t2010-05-01\t1\n乙条例\t2025-03-03\t0\n", "list.tsv", NULL);
  json_t *old = json_pack ("{s:s, s:s, s:s, s:s}", "id", "甲条例@2010-05-01", "key", "甲条例", "version", "2010-05-01", "effective",
                           "2010-05-01");
  json_t *new = json_pack ("{s:s, s:s, s:s, s:s, s:[s]}", "id", "丙条例@2019-01-01", "key", "丙条例", "version", "2019-01-01",
                           "effective", "2019-06-01", "repeals", "甲条例");
  g_autoptr (GPtrArray) heads = g_ptr_array_new ();

  g_ptr_array_add (heads, old);
  g_ptr_array_add (heads, new);
  g_autoptr (QzTimeline) timeline = qz_timeline_parse (qz_timeline_build (heads, catalogue));
  const QzVersion *v = qz_timeline_find (timeline, "甲条例@2010-05-01");
  assert_int_equal (v->until, 20190601);
  assert_int_equal (v->gone_by, 0);
  assert_string_equal (v->repealed_by, "丙条例");
  json_decref (old);
  json_decref (new);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_rows),   cmocka_unit_test (test_kept_form),
    cmocka_unit_test (test_errors), cmocka_unit_test (test_merged),
    cmocka_unit_test (test_text_before_catalogue),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
