#include "tests/unit/index_fixture.h"

#include <jansson.h>

#include <quanze/timeline.h>

/* One instrument record as store.h describes its head. Lists are between blanks. */
typedef struct {
  const char *key, *version, *effective, *dates, *repeals, *territory;
  const char *id; /* NULL: KEY@VERSION */
} Head;

static json_t *
list_of (const char *text)
{
  json_t *list = json_array ();
  g_auto (GStrv) items = g_strsplit (text ? text : "", " ", -1);
  for (guint i = 0; items[i]; i++)
    if (*items[i])
      json_array_append_new (list, json_string (items[i]));
  return list;
}

static json_t *
make_head (const Head *head)
{
  g_autofree char *id = g_strdup_printf ("%s@%s", head->key, head->version ? head->version : "-");
  return json_pack ("{ss ss ss* ss* ss* ss* so so}", "id", head->id ? head->id : id, "key", head->key, "title",
                    head->key, "version", head->version, "effective", head->effective, "territory", head->territory,
                    "dates", list_of (head->dates ? head->dates : head->version), "repeals", list_of (head->repeals));
}

static void
free_head (gpointer head)
{
  json_decref (head);
}

static GPtrArray *
make_heads (const Head *heads, guint n)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (free_head);
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (list, make_head (&heads[i]));
  return list;
}

static void
store (const char *dir, const Head *heads, guint n)
{
  g_autoptr (GPtrArray) list = make_heads (heads, n);
  g_autofree char *blob = qz_timeline_build (list, NULL);
  QzWriter *writer = open_writer (dir, FALSE);
  assert_true (qz_writer_set_metadata (writer, "timeline", blob, -1, NULL));
  close_writer (writer);
}

static QzTimeline *
load (const char *dir, const Head *heads, guint n)
{
  g_autoptr (GError) error = NULL;
  store (dir, heads, n);
  g_autoptr (QzReader) reader = open_reader (dir);
  QzTimeline *timeline = qz_timeline_load (reader, &error);
  assert_ok (timeline, error);
  return timeline;
}

#define LOAD(heads) load (*state, heads, G_N_ELEMENTS (heads))

/* "from until repealed-by" of the version. */
static void
assert_span (const QzTimeline *timeline, const char *id, const char *expected)
{
  const QzVersion *version = qz_timeline_find (timeline, id);
  assert_non_null (version);
  g_autofree char *span
    = g_strdup_printf ("%u %u %s", version->from, version->until, version->repealed_by ? version->repealed_by : "-");
  assert_string_equal (span, expected);
}

static void
assert_at (const QzTimeline *timeline, const char *key, QzDate day, const char *id)
{
  const QzVersion *version = qz_timeline_at (timeline, key, day);
  assert_string_equal (version ? version->id : "none", id);
}

static void
assert_status (const QzTimeline *timeline, const char *id, QzDate day, QzStatus status)
{
  const QzVersion *version = qz_timeline_find (timeline, id);
  assert_non_null (version);
  assert_string_equal (qz_status_name (qz_version_status (version, day)), qz_status_name (status));
}

/* Two of the four texts of the law on administrative penalties: the amended one still says 自1996年10月1日起施行. */
static const Head penalties[] = {
  { "行政处罚法", "2021-01-22", "2021-07-15", "1996-03-17 2009-08-27 2017-09-01 2021-01-22" },
  { "行政处罚法", "2017-09-01", "1996-10-01", "1996-03-17 2009-08-27 2017-09-01" },
};

static void
test_succession (void **state)
{
  g_autoptr (QzTimeline) timeline = LOAD (penalties);
  assert_span (timeline, "行政处罚法@2017-09-01", "20170901 20210715 -");
  assert_span (timeline, "行政处罚法@2021-01-22", "20210715 0 -");
  assert_at (timeline, "行政处罚法", 20170831, "none");
  assert_at (timeline, "行政处罚法", 20170901, "行政处罚法@2017-09-01");
  assert_at (timeline, "行政处罚法", 20210714, "行政处罚法@2017-09-01");
  assert_at (timeline, "行政处罚法", 20210715, "行政处罚法@2021-01-22");
  assert_at (timeline, "没有的法", 20210715, "none");
  assert_status (timeline, "行政处罚法@2021-01-22", 20210714, QZ_STATUS_NOT_YET);
  assert_status (timeline, "行政处罚法@2021-01-22", 20210715, QZ_STATUS_CURRENT);
  assert_status (timeline, "行政处罚法@2017-09-01", 20210714, QZ_STATUS_CURRENT);
  assert_status (timeline, "行政处罚法@2017-09-01", 20210715, QZ_STATUS_AMENDED);
  g_autoptr (GPtrArray) versions = qz_timeline_versions (timeline, "行政处罚法");
  assert_int_equal (versions->len, 2);
  assert_string_equal (((QzVersion *)versions->pdata[0])->id, "行政处罚法@2017-09-01");
  assert_int_equal (qz_timeline_horizon (timeline), 20210122);
}

static void
test_aliases (void **state)
{
  g_autoptr (QzTimeline) timeline = LOAD (penalties);
  const struct {
    const char *id, *found;
  } cases[] = {
    { "行政处罚法@2009-08-27", "行政处罚法@2017-09-01" }, /* the oldest text that knows of it */
    { "行政处罚法@1996-03-17", "行政处罚法@2017-09-01" },
    { "行政处罚法@2017-09-01", "行政处罚法@2017-09-01" }, /* its own, though the later text lists it too */
    { "行政处罚法@2021-07-15", "行政处罚法@2021-01-22" }, /* its first day */
    { "行政处罚法@2021-07-16", NULL },
    { "行政处罚法@2021-01", NULL },
    { "行政处罚法@", NULL },
    { "行政处罚法", NULL },
    { "行政处罚@2009-08-27", NULL },
    { "", NULL },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    const QzVersion *version = qz_timeline_find (timeline, cases[i].id);
    assert_string_equal (version ? version->id : "none", cases[i].found ? cases[i].found : "none");
  }
}

static void
test_first_days (void **state)
{
  static const Head heads[] = {
    { "甲法", "2020-01-01", NULL },
    { "乙法", "2020-01-01", "2020-06-01" },
    { "丙规定", "2020-01-20", "2020-01-01" },                        /* published after it began to apply */
    { "丁法", "2018-10-26", "2003-09-01" },                          /* front matter names the amendment alone */
    { "戊法", "2018-10-26", "2018-01-01", "2017-12-01 2018-10-26" }, /* amended within a year */
    { "己法", NULL, "2019-05-01" },
    { "庚法", NULL, NULL },
  };
  g_autoptr (QzTimeline) timeline = LOAD (heads);
  assert_span (timeline, "甲法@2020-01-01", "20200101 0 -");
  assert_span (timeline, "乙法@2020-01-01", "20200601 0 -");
  assert_span (timeline, "丙规定@2020-01-20", "20200101 0 -");
  assert_span (timeline, "丁法@2018-10-26", "20181026 0 -");
  assert_span (timeline, "戊法@2018-10-26", "20181026 0 -");
  assert_span (timeline, "己法@-", "20190501 0 -");
  assert_span (timeline, "庚法@-", "0 0 -");
  assert_status (timeline, "庚法@-", 20200101, QZ_STATUS_UNKNOWN);
  assert_at (timeline, "庚法", 20200101, "庚法@-");
}

/* The second version takes the first one's place before its first day. */
static void
test_never_in_force (void **state)
{
  static const Head heads[] = {
    { "甲法", "2020-01-01", "2022-01-01" },
    { "甲法", "2021-06-01", "2021-09-01", "2020-01-01 2021-06-01" },
    { "甲法", "2010-01-01", "2010-01-01" },
  };
  g_autoptr (QzTimeline) timeline = LOAD (heads);
  assert_at (timeline, "甲法", 20210831, "甲法@2010-01-01");
  assert_at (timeline, "甲法", 20210901, "甲法@2021-06-01");
  assert_at (timeline, "甲法", 20220101, "甲法@2021-06-01");
  assert_span (timeline, "甲法@2010-01-01", "20100101 20210901 -");
  assert_status (timeline, "甲法@2020-01-01", 20210101, QZ_STATUS_NOT_YET);
  assert_status (timeline, "甲法@2020-01-01", 20220601, QZ_STATUS_AMENDED);
}

static void
test_undated_texts (void **state)
{
  static const Head heads[] = {
    { "甲条例", NULL, NULL },
    { "甲条例", "2020-01-01", "2020-03-01" },
    { "乙条例", NULL, NULL },
  };
  g_autoptr (QzTimeline) timeline = LOAD (heads);
  assert_at (timeline, "甲条例", 20210101, "甲条例@2020-01-01");
  assert_at (timeline, "甲条例", 20190101, "甲条例@-");
  assert_status (timeline, "甲条例@-", 20210101, QZ_STATUS_UNKNOWN);
  g_autoptr (GPtrArray) out = qz_timeline_out_of_force (timeline, 20210101);
  assert_int_equal (out->len, 1);
  assert_string_equal (out->pdata[0], "甲条例@-");
  g_autoptr (GPtrArray) before = qz_timeline_out_of_force (timeline, 20190101);
  assert_int_equal (before->len, 1);
  assert_string_equal (before->pdata[0], "甲条例@2020-01-01");
}

/* The same version twice, once from a file without front matter. */
static void
test_undated_twin (void **state)
{
  static const Head heads[] = {
    { "甲规定", NULL, "2022-03-15" },
    { "甲规定", "2022-02-15", "2022-03-15" },
  };
  g_autoptr (QzTimeline) timeline = LOAD (heads);
  assert_span (timeline, "甲规定@2022-02-15", "20220315 0 -");
  assert_at (timeline, "甲规定", 20230101, "甲规定@2022-02-15");
  g_autoptr (GPtrArray) out = qz_timeline_out_of_force (timeline, 20230101);
  assert_int_equal (out->len, 1);
  assert_string_equal (out->pdata[0], "甲规定@-");
}

static void
test_repeals (void **state)
{
  static const Head heads[] = {
    { "行政复议法", "1999-04-29", "1999-10-01", NULL, "行政复议条例" },
    { "行政复议法", "2017-09-01", "1999-10-01", "1999-04-29 2009-08-27 2017-09-01", "行政复议条例" },
    { "行政复议条例", "1990-12-24", "1991-01-01" },
    { "行政复议条例", "1994-10-09", NULL, "1990-12-24 1994-10-09" },
  };
  g_autoptr (QzTimeline) timeline = LOAD (heads);
  assert_span (timeline, "行政复议条例@1990-12-24", "19910101 19941009 -");
  assert_span (timeline, "行政复议条例@1994-10-09", "19941009 19991001 行政复议法");
  assert_status (timeline, "行政复议条例@1994-10-09", 19990930, QZ_STATUS_CURRENT);
  assert_status (timeline, "行政复议条例@1994-10-09", 19991001, QZ_STATUS_REPEALED);
  assert_status (timeline, "行政复议条例@1990-12-24", 19991001, QZ_STATUS_AMENDED);
  assert_at (timeline, "行政复议条例", 20200101, "none");
}

/* Only an amended text of the repealer is at hand: the repeal is of its first version's first day. */
static void
test_repeal_by_an_amended_text (void **state)
{
  static const Head heads[] = {
    { "行政复议法", "2017-09-01", "1999-10-01", "1999-04-29 2017-09-01", "行政复议条例" },
    { "行政复议条例", "1994-10-09", NULL },
    { "新条例", "2005-01-01", NULL, NULL, "旧条例" },
    { "旧条例", "2010-01-01", NULL }, /* enacted anew under the old title: lives */
  };
  g_autoptr (QzTimeline) timeline = LOAD (heads);
  assert_span (timeline, "行政复议条例@1994-10-09", "19941009 19991001 行政复议法");
  assert_span (timeline, "旧条例@2010-01-01", "20100101 0 -");
}

/* A law revised under its title that says the old law of that title lapses. */
static void
test_repeal_of_its_own_title (void **state)
{
  static const Head heads[] = {
    { "甲条例", "2010-05-01", "2010-08-01" },
    { "甲条例", "2020-05-01", "2020-08-01", NULL, "甲条例" },
    { "甲条例", "2023-05-01", "2020-08-01", "2020-05-01 2023-05-01", "甲条例" },
  };
  g_autoptr (QzTimeline) timeline = LOAD (heads);
  assert_span (timeline, "甲条例@2010-05-01", "20100801 20200801 -");
  assert_span (timeline, "甲条例@2020-05-01", "20200801 20230501 -");
  assert_span (timeline, "甲条例@2023-05-01", "20230501 0 -");
}

static void
test_reach_of_a_repeal (void **state)
{
  static const Head heads[] = {
    { "山东省办法", "2020-01-01", NULL, NULL, "通用条例", "山东省" },
    { "通用条例", "2000-01-01", NULL, NULL, NULL, "全国", "通用条例(国务院)@2000-01-01" },
    { "通用条例", "2001-01-01", NULL, NULL, NULL, "山东省", "通用条例(山东省)@2001-01-01" },
    { "通用条例", "2002-01-01", NULL, NULL, NULL, "江苏省", "通用条例(江苏省)@2002-01-01" },
    { "通用条例", "2002-01-01", NULL, NULL, NULL, "山东省青岛市", "通用条例(青岛市)@2002-01-01" },
  };
  g_autoptr (QzTimeline) timeline = LOAD (heads);
  assert_span (timeline, "通用条例(国务院)@2000-01-01", "20000101 0 -"); /* nor do they succeed one another */
  assert_span (timeline, "通用条例(山东省)@2001-01-01", "20010101 20200101 山东省办法");
  assert_span (timeline, "通用条例(江苏省)@2002-01-01", "20020101 0 -");
  assert_span (timeline, "通用条例(青岛市)@2002-01-01", "20020101 20200101 山东省办法");
  assert_string_equal (qz_timeline_find (timeline, "通用条例@2001-01-01")->id, "通用条例(山东省)@2001-01-01");
  assert_null (qz_timeline_find (timeline, "通用条例@2002-01-01")); /* of two: never a guess */
}

static void
test_single_acts_stand_side_by_side (void **state)
{
  static const Head heads[] = {
    { "宪法修正案", "1999-03-15", NULL },
    { "宪法修正案", "2018-03-11", NULL },
    { "国务院关于修改部分行政法规的决定", "2022-03-29", "2022-05-01" },
    { "国务院关于修改部分行政法规的决定", "2023-07-20", NULL },
    { "关于某事的决定", "2005-01-01", NULL },
    { "关于某事的决定", "2015-01-01", NULL, "2005-01-01 2015-01-01" },
  };
  g_autoptr (QzTimeline) timeline = LOAD (heads);
  assert_status (timeline, "宪法修正案@1999-03-15", 20200101, QZ_STATUS_CURRENT);
  assert_status (timeline, "国务院关于修改部分行政法规的决定@2022-03-29", 20240101, QZ_STATUS_CURRENT);
  assert_status (timeline, "关于某事的决定@2005-01-01", 20200101, QZ_STATUS_AMENDED);
}

static void
test_build_is_deterministic (void **state)
{
  g_autoptr (GPtrArray) heads = make_heads (penalties, G_N_ELEMENTS (penalties));
  g_autofree char *blob = qz_timeline_build (heads, NULL);
  gpointer last = heads->pdata[1];
  heads->pdata[1] = heads->pdata[0];
  heads->pdata[0] = last;
  g_autofree char *turned = qz_timeline_build (heads, NULL);
  assert_string_equal (blob, turned);
  g_autoptr (GPtrArray) nothing = g_ptr_array_new ();
  g_autofree char *empty = qz_timeline_build (nothing, NULL);
  assert_string_equal (empty, "");
}

static void
test_strange_heads (void **state)
{
  static const char *const texts[] = {
    "{}",
    "[]",
    "{\"id\": 5, \"key\": null}",
    "{\"id\": \"甲\\t乙@2020-01-01\", \"key\": \"甲\\n乙\", \"version\": \"2020-01-01\", \"dates\": [1, null, \"x\"]}",
    "{\"id\": \"丙\", \"key\": \"丙\", \"version\": \"2020-13-45\", \"dates\": {}, \"repeals\": \"丙\"}",
  };
  g_autoptr (GPtrArray) heads = g_ptr_array_new_with_free_func (free_head);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_ptr_array_add (heads, json_loads (texts[i], 0, NULL));
  g_autofree char *blob = qz_timeline_build (heads, NULL);
  QzWriter *writer = open_writer (*state, FALSE);
  assert_true (qz_writer_set_metadata (writer, "timeline", blob, -1, NULL));
  close_writer (writer);
  g_autoptr (QzReader) reader = open_reader (*state);
  g_autoptr (QzTimeline) timeline = qz_timeline_load (reader, NULL);
  assert_int_equal (qz_timeline_all (timeline)->len, 2);
  assert_status (timeline, "丙", 20200101, QZ_STATUS_UNKNOWN);
  assert_span (timeline, "甲 乙@2020-01-01", "20200101 0 -");
}

/* A blob that is not ours gives something or nothing, never a crash. */
static void
test_strange_blobs (void **state)
{
  static const char *const blobs[] = {
    "x",
    "\n\n\n",
    "a\tb",
    "a\tb\tc\td\t20200101\t20200101\t\037\037\t\037a\037\te\tf\n",
    "a\t\t\t\t99999999999999999999\t-1\t\t",
    "\ta\t\n@\t@\t@\t@\t@\t@\t@\t@\n",
  };
  for (guint i = 0; i < G_N_ELEMENTS (blobs); i++) {
    QzWriter *writer = open_writer (*state, FALSE);
    assert_true (qz_writer_set_metadata (writer, "timeline", blobs[i], -1, NULL));
    close_writer (writer);
    g_autoptr (QzReader) reader = open_reader (*state);
    g_autoptr (QzTimeline) timeline = qz_timeline_load (reader, NULL);
    assert_non_null (timeline);
    assert_null (qz_timeline_find (timeline, "z@2020-01-01"));
    g_autoptr (GPtrArray) out = qz_timeline_out_of_force (timeline, 20200101);
    assert_true (out->len <= qz_timeline_all (timeline)->len);
  }
}

static void
test_no_timeline_yet (void **state)
{
  build_small (*state);
  g_autoptr (QzReader) reader = open_reader (*state);
  g_autoptr (QzTimeline) timeline = qz_timeline_load (reader, NULL);
  assert_int_equal (qz_timeline_all (timeline)->len, 0);
  assert_int_equal (qz_timeline_horizon (timeline), 0);
  g_autoptr (GPtrArray) versions = qz_timeline_versions (timeline, "甲法");
  assert_int_equal (versions->len, 0);
}

/* A repeal in one database ends a version in another; a version that both hold counts once. */
static void
test_several_databases (void **state)
{
  static const Head national[] = { { "甲法", "2020-01-01", NULL, NULL, "乙条例" }, { "丙法", "2010-01-01", NULL } };
  static const Head local[]
    = { { "乙条例", "2000-01-01", NULL }, { "丙法", "2010-01-01", NULL }, { "丙法", "2015-01-01", NULL } };
  g_autoptr (GError) error = NULL;
  g_autofree char *one = g_build_filename (*state, "1", NULL), *two = g_build_filename (*state, "2", NULL);
  store (one, national, G_N_ELEMENTS (national));
  store (two, local, G_N_ELEMENTS (local));
  g_autoptr (QzReader) reader = qz_reader_open ((const char *[]){ one, two, NULL }, &error);
  assert_ok (reader, error);
  g_autoptr (QzTimeline) timeline = qz_timeline_load (reader, &error);
  assert_int_equal (qz_timeline_all (timeline)->len, 4);
  assert_span (timeline, "乙条例@2000-01-01", "20000101 20200101 甲法");
  assert_span (timeline, "丙法@2010-01-01", "20100101 20150101 -");
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    TEST (test_succession),
    TEST (test_aliases),
    TEST (test_first_days),
    TEST (test_never_in_force),
    TEST (test_undated_texts),
    TEST (test_undated_twin),
    TEST (test_repeals),
    TEST (test_repeal_by_an_amended_text),
    TEST (test_repeal_of_its_own_title),
    TEST (test_reach_of_a_repeal),
    TEST (test_single_acts_stand_side_by_side),
    TEST (test_build_is_deterministic),
    TEST (test_strange_heads),
    TEST (test_strange_blobs),
    TEST (test_no_timeline_yet),
    TEST (test_several_databases),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
