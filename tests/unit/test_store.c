/* Instruments, registries and imports as records: ids, terms, units, links, names; sketches; parts. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include <glib.h>
#include <jansson.h>

#include <quanze/store.h>

#include "lib/index/store_terms.h"
#include "lib/text/place_unit.h"

static QzLexicon   *lexicon;
static QzSegmenter *segmenter;

static int
set_up (void **state)
{
  lexicon = qz_lexicon_open (qz_lexicon_default_dir (), NULL, NULL);
  assert_non_null (lexicon);
  segmenter = qz_segmenter_new (lexicon);
  return 0;
}

static int
tear_down (void **state)
{
  qz_segmenter_free (segmenter);
  qz_lexicon_free (lexicon);
  return 0;
}

#define LAW \
  "# 岚川省河道清障条例\n\n2020年3月1日 岚川省人民代表大会常务委员会通过\n\n<!-- INFO END -->\n\n" \
  "## 第一章 总则\n\n第一条 为了保持河道畅通，根据《中华人民共和国水法》第三条，制定本条例。\n\n" \
  "## 第二章 清障\n\n第二条 禁止下列行为：\n\n（一）堆放物料；\n\n（二）倾倒垃圾。\n\n违反前款第一项的，依照本条例第三条处理。\n\n" \
  "第三条 由县级水务部门责令限期清除。\n"

static QzBatch *
store (const char *text, const char *path, const QzNaming *naming)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QzSource) source = qz_source_read_bytes (path, (const guint8 *) text, strlen (text), &error);
  QzStoring storing = { .source_term = "S0", .naming = naming, .segmenter = segmenter, .lexicon = lexicon };

  assert_null (error);
  if (source->imports != NULL)
    return qz_store_imports (source, &storing);
  g_autoptr (QzInstrument) instrument = qz_instrument_parse (source);
  return qz_store_instrument (instrument, source, &storing);
}

static const QzRecord *
record_of (const QzBatch *batch, const char *id)
{
  for (guint i = 0; i < batch->records->len; i++)
    if (g_str_equal (qz_record_id (batch->records->pdata[i]), id))
      return batch->records->pdata[i];
  fail_msg ("no record %s", id);
  return NULL;
}

static json_t *
head_of (const QzRecord *record, const char **text)
{
  gsize       len;
  const char *data = qz_record_data (record, &len);
  json_t     *head = qz_store_head (data, len, text, NULL);

  assert_non_null (head);
  return head;
}

static void
test_ids (void **state)
{
  static const char *const ids[] = { "岚川省河道清障条例@2020-03-01", "岚川省河道清障条例@2020-03-01#art_1",
                                     "岚川省河道清障条例@2020-03-01#art_2", "岚川省河道清障条例@2020-03-01#art_3" };
  g_autoptr (QzBatch) batch = store (LAW, "/a.md", NULL);

  assert_string_equal (batch->kind, "instrument");
  assert_int_equal (batch->records->len, G_N_ELEMENTS (ids));
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    assert_string_equal (qz_record_id (batch->records->pdata[i]), ids[i]);
  assert_int_equal (batch->n_provisions, 3);
  assert_int_equal (batch->first_article, 1);
  assert_int_equal (batch->last_article, 3);
}

static void
test_qualified_ids (void **state)
{
  const QzNaming naming = { .qualifier = "岚川省人民政府" };
  g_autoptr (QzBatch) batch = store (LAW, "/a.md", &naming);
  const QzRecord *record = record_of (batch, "岚川省河道清障条例(岚川省人民政府)@2020-03-01#art_3");

  assert_true (qz_record_has_term (record, "D岚川省河道清障条例(岚川省人民政府)@2020-03-01", NULL));
  assert_true (qz_record_has_term (record, "I岚川省河道清障条例", NULL));
}

static void
test_terms (void **state)
{
  static const struct {
    const char *id, *term;
    gboolean    has;
    gint64      wdf;   /* -1: any */
  } cases[] = {
    { "岚川省河道清障条例@2020-03-01", "Kinstrument", TRUE, 0 },
    { "岚川省河道清障条例@2020-03-01#art_1", "Kprovision", TRUE, 0 },
    { "岚川省河道清障条例@2020-03-01#art_1", "S0", TRUE, 0 },
    { "岚川省河道清障条例@2020-03-01#art_1", "L水法", TRUE, 0 },
    { "岚川省河道清障条例@2020-03-01#art_1", "L水法#art_3", TRUE, 0 },
    { "岚川省河道清障条例@2020-03-01#art_2", "L岚川省河道清障条例#art_3", TRUE, 0 },
    { "岚川省河道清障条例@2020-03-01#art_2", "L岚川省河道清障条例", FALSE, 0 },         /* its own title alone is no link */
    { "岚川省河道清障条例@2020-03-01#art_2", "L岚川省河道清障条例#art_2", FALSE, 0 },   /* nor its own article */
    { "岚川省河道清障条例@2020-03-01#art_2", "垃圾", TRUE, 1 },
    { "岚川省河道清障条例@2020-03-01#art_2", "倒垃", FALSE, 0 },                         /* no word: phrases are read in the text */
  };
  g_autoptr (QzBatch) batch = store (LAW, "/a.md", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    guint64  wdf = 0;
    gboolean has = qz_record_has_term (record_of (batch, cases[i].id), cases[i].term, &wdf);
    if (has != cases[i].has || (has && cases[i].wdf >= 0 && wdf != (guint64) cases[i].wdf))
      fail_msg ("%s in %s: has %d, wdf %u", cases[i].term, cases[i].id, has, (guint) wdf);
  }
}

static void
test_text_value (void **state)
{
  g_autoptr (QzBatch) batch = store (LAW, "/a.md", NULL);
  const char *value = qz_record_value (record_of (batch, "岚川省河道清障条例@2020-03-01#art_2"), QZ_SLOT_TEXT);
  g_auto (GStrv) lines = g_strsplit (value, "\n", -1);

  assert_true (g_str_has_prefix (lines[0], "岚川省河道清障条例\tart_2\t岚川省河道清障条例 "));
  assert_true (g_strv_length (lines) > 2);
  assert_non_null (strstr (value + strlen (lines[0]), "倒垃圾"));
  assert_string_equal (lines[g_strv_length (lines) - 1], "");   /* the last line ends too */
}

/* The words at [start, end) of the record's own text. */
static void
assert_span (const json_t *object, const char *text, const char *words)
{
  gsize start = json_integer_value (json_object_get (object, "start"));
  gsize end = json_integer_value (json_object_get (object, "end"));
  g_autofree char *found = g_strndup (text + start, end - start);

  assert_string_equal (found, words);
}

static void
test_units (void **state)
{
  static const struct { const char *eid, *text; } units[] = {
    { "art_2__para_1", "禁止下列行为：\n（一）堆放物料；\n（二）倾倒垃圾。" },
    { "art_2__para_1__item_1", "（一）堆放物料；" },
    { "art_2__para_1__item_2", "（二）倾倒垃圾。" },
    { "art_2__para_2", "违反前款第一项的，依照本条例第三条处理。" },
  };
  g_autoptr (QzBatch) batch = store (LAW, "/a.md", NULL);
  const char *text;
  json_t     *head = head_of (record_of (batch, "岚川省河道清障条例@2020-03-01#art_2"), &text);
  json_t     *list = json_object_get (head, "units");

  assert_int_equal (json_array_size (list), G_N_ELEMENTS (units));
  for (guint i = 0; i < G_N_ELEMENTS (units); i++) {
    assert_string_equal (json_string_value (json_object_get (json_array_get (list, i), "eid")), units[i].eid);
    assert_span (json_array_get (list, i), text, units[i].text);
  }
  assert_string_equal (json_string_value (json_object_get (head, "path")), "第二章 清障");
  json_decref (head);
}

static void
test_links (void **state)
{
  static const struct { const char *eid, *text; } links[] = {
    { "art_2__para_1__item_1", "前款第一项" },
    { "art_3", "本条例第三条" },
  };
  g_autoptr (QzBatch) batch = store (LAW, "/a.md", NULL);
  const char *text;
  json_t     *head = head_of (record_of (batch, "岚川省河道清障条例@2020-03-01#art_2"), &text);
  json_t     *list = json_object_get (head, "links");

  assert_int_equal (json_array_size (list), G_N_ELEMENTS (links));
  for (guint i = 0; i < G_N_ELEMENTS (links); i++) {
    assert_string_equal (json_string_value (json_object_get (json_array_get (list, i), "eid")), links[i].eid);
    assert_span (json_array_get (list, i), text, links[i].text);
  }
  json_decref (head);
}

static void
test_imports (void **state)
{
  static const char lines[] = "{\"id\": \"d1\", \"name\": \"中华人民共和国水法第三条\", \"content\": \"水资源属于国家所有。\"}\n"
                              "{\"id\": \"d2\", \"name\": \"中华人民共和国水法第三条\", \"content\": \"同名的又一条。\"}\n"
                              "{\"id\": \"d3\", \"name\": \"岚川省渔港守则\", \"content\": \"依照《中华人民共和国水法》第三条。\"}\n";
  static const char *const taken[] = { "水法", NULL };
  const QzNaming naming = { .qualifier = "a1b2c3", .taken = taken };
  g_autoptr (QzBatch) plain = store (lines, "/r.jsonl", NULL);
  g_autoptr (QzBatch) marked = store (lines, "/r.jsonl", &naming);

  assert_true (qz_record_has_term (record_of (plain, "水法@-#art_3"), "Xd1", NULL));
  assert_true (qz_record_has_term (record_of (plain, "水法@-#art_3~2"), "Xd2", NULL));
  assert_true (qz_record_has_term (record_of (plain, "岚川省渔港守则@-#text"), "L水法#art_3", NULL));
  assert_int_equal (plain->names->len, 2);
  record_of (marked, "水法(a1b2c3)@-#art_3");
  record_of (marked, "岚川省渔港守则@-#text");
  assert_int_equal (marked->names->len, 2);
}

static void
test_split_name (void **state)
{
  static const struct { const char *name, *title, *eid; } cases[] = {
    { "循环经济促进法第十八条", "循环经济促进法", "art_18" },
    { "中华人民共和国刑法第一百二十条之一", "中华人民共和国刑法", "art_120-1" },
    { "关于适用《第三号公约》的决定第2条", "关于适用《第三号公约》的决定", "art_2" },
    { "第三条道路规划", "第三条道路规划", NULL },
    { "第五条", "第五条", NULL },
    { "", "", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *title = NULL;
    QzAddress        address;
    qz_store_split_name (cases[i].name, &title, &address);
    g_autofree char *eid = qz_address_to_eid (&address);
    assert_string_equal (title, cases[i].title);
    assert_int_equal (g_strcmp0 (eid, cases[i].eid), 0);
  }
}

/* A record named after an article is that article of its law: it has 款 and 项, and 本法 and 前款 mean something in it. */
static void
test_import_of_article (void **state)
{
  static const char line[] = "{\"id\":\"X1\",\"name\":\"中华人民共和国渡运法第十八条\",\"content\":\"渡船不得有下列行为：\\n（一）超载；"
                             "\\n（二）夜航。\\n违反前款第二项规定的，依照本法第二十条处罚。\"}\n";
  g_autoptr (QzBatch) batch = store (line, "/records.jsonl", NULL);
  const char *text;
  json_t *head = head_of (batch->records->pdata[0], &text), *units = json_object_get (head, "units");
  GString *eids = g_string_new (NULL);
  const json_t *unit;
  size_t i;

  json_array_foreach (units, i, unit)
    g_string_append_printf (eids, "%s ", json_string_value (json_object_get (unit, "eid")));
  assert_string_equal (eids->str, "art_18__para_1 art_18__para_1__item_1 art_18__para_1__item_2 art_18__para_2 ");
  const json_t *links = json_object_get (head, "links"), *first = json_array_get (links, 0), *second = json_array_get (links, 1);
  assert_int_equal (json_array_size (links), 2);
  assert_string_equal (json_string_value (json_object_get (first, "eid")), "art_18__para_1__item_2");
  assert_string_equal (json_string_value (json_object_get (second, "eid")), "art_20");
  assert_int_equal (strncmp (text + json_integer_value (json_object_get (second, "start")), "本法第二十条", strlen ("本法第二十条")), 0);
  assert_true (qz_record_has_term (batch->records->pdata[0], "L渡运法#art_20", NULL));
  g_string_free (eids, TRUE);
  json_decref (head);
}

static void
test_places (void **state)
{
  static const struct { const char *place, *first; } cases[] = {
    { "山东省青岛市", "山东省" },           { "杭州市", "杭州市" },
    { "沙市区", "沙市区" },                 { "内蒙古自治区包头市", "内蒙古自治区" },
    { "济南市市中区", "济南市" },           { "全国", "全国" },
    { "香港特别行政区", "香港特别行政区" }, { "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *first = g_strndup (cases[i].place, qz_place_first_unit (cases[i].place));
    assert_string_equal (first, cases[i].first);
  }
}

static void
test_parts (void **state)
{
  static const char one[] = "# 岚川省市政法典\n\n2021年1月1日 岚川省人民代表大会通过\n\n<!-- INFO END -->\n\n第一条 甲。\n\n第二条 乙。\n";
  static const char two[] = "# 岚川省市政法典\n\n2021年1月1日 岚川省人民代表大会通过\n\n<!-- INFO END -->\n\n第三条 丙。\n";
  const char *const   terms[] = { "S1", "S2", NULL };
  const QzNaming      naming = { .part = TRUE };
  g_autoptr (QzBatch) a = store (one, "/1.md", &naming), b = store (two, "/2.md", &naming);
  g_autoptr (GPtrArray) heads = g_ptr_array_new (), records = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (heads, a->head);
  g_ptr_array_add (heads, b->head);
  g_ptr_array_add (records, a->instrument);
  g_ptr_array_add (records, b->instrument);
  g_autoptr (QzRecord) joined = qz_store_join_parts (heads, records, terms, &error);
  assert_null (error);
  const char *text;
  json_t     *head = head_of (joined, &text);
  assert_int_equal (json_array_size (json_object_get (head, "articles")), 3);
  assert_string_equal (json_string_value (json_object_get (head, "last_article")), "第三条");
  assert_int_equal (json_integer_value (json_object_get (json_object_get (head, "counts"), "article")), 3);
  assert_string_equal (text, "岚川省市政法典");
  /* Phrases are looked for in that text and no more. */
  assert_true (g_str_has_suffix (qz_record_value (joined, QZ_SLOT_TEXT), "\n岚川省市政法典\n"));
  assert_true (qz_record_has_term (joined, "S1", NULL) && qz_record_has_term (joined, "S2", NULL));
  json_decref (head);

  heads->pdata[1] = (char *) "no JSON";
  assert_null (qz_store_join_parts (heads, records, terms, &error));
  assert_true (g_error_matches (error, QZ_STORE_ERROR, QZ_STORE_ERROR_HEAD));
}

#define PART(name, articles) "# 岚川省市政法典\n\n" name "\n\n2021年1月1日 岚川省人民代表大会通过\n\n<!-- INFO END -->\n\n" articles

/* The eids of the divisions of the code that FILES (n of them) make. */
static char *
divisions_of (const char *const *files, guint n)
{
  const QzNaming naming = { .part = TRUE };
  g_autoptr (GPtrArray) heads = g_ptr_array_new (), records = g_ptr_array_new (), terms = g_ptr_array_new ();
  g_autoptr (GPtrArray) batches = g_ptr_array_new_with_free_func ((GDestroyNotify) qz_batch_free);
  GString *eids = g_string_new (NULL);
  const json_t *division;
  size_t i;

  for (guint f = 0; f < n; f++) {
    QzBatch *batch = store (files[f], "/part.md", &naming);
    g_ptr_array_add (batches, batch);
    g_ptr_array_add (heads, batch->head);
    g_ptr_array_add (records, batch->instrument);
    g_ptr_array_add (terms, (char *) "S1");
  }
  g_ptr_array_add (terms, NULL);
  g_autoptr (QzRecord) joined = qz_store_join_parts (heads, records, (const char *const *) terms->pdata, NULL);
  const char *text;
  json_t *head = head_of (joined, &text);
  json_array_foreach (json_object_get (head, "top"), i, division)
    g_string_append_printf (eids, "%s%s", eids->len > 0 ? " " : "", json_string_value (json_object_get (division, "eid")));
  json_decref (head);
  return g_string_free (eids, FALSE);
}

/* 第二编 is what its front line says it is, as long as no file between is missing. */
static void
test_part_numbers (void **state)
{
  static const char *const files[] = {
    PART ("总则", "第一章 一般规定\n\n第一条 甲。\n\n第二条 乙。\n"),
    PART ("道路编", "第一分编 通则\n\n第一章 养护\n\n第三条 丙。\n"),
    PART ("附则", "第四条 丁。\n"),
    PART ("照明编", "第一章 路灯\n\n第九条 戊。\n"),
  };
  const char *const gap[] = { files[0], files[3] };
  g_autofree char *whole = divisions_of (files, 3), *broken = divisions_of (gap, 2);

  assert_string_equal (whole, "part_1 part_1__chp_1 part_2 part_2__subpart_1 part_2__subpart_1__chp_1");
  assert_string_equal (broken, "part_1 part_1__chp_1 chp_1");
}

static void
test_heads (void **state)
{
  static const char *const bad[] = { "", "{}", "[]\ntext", "{\"a\":\ntext", "\n" };
  const char *text = NULL;
  json_t     *head = qz_store_head ("{}\n正文", strlen ("{}\n正文"), &text, NULL);

  assert_non_null (head);
  assert_string_equal (text, "正文");
  json_decref (head);
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_autoptr (GError) error = NULL;
    assert_null (qz_store_head (bad[i], strlen (bad[i]), &text, &error));
    assert_non_null (error);
  }
}

static QzSketch
sketch_of (const char *text)
{
  QzSketch sketch = { 0 };

  qz_sketch_add (&sketch, text);
  return sketch;
}

static void
test_sketches (void **state)
{
  const QzSketch law = sketch_of (LAW), other = sketch_of ("渔船进出港口应当报告时间和方式，渔港监督机构登记备查。"), none = { 0 };
  g_autofree char *hex = qz_sketch_to_hex (&law);
  QzSketch         back;

  assert_true (qz_sketch_similarity (&law, &law) == 1);
  assert_true (qz_sketch_similarity (&law, &other) < 0.1);
  assert_true (qz_sketch_similarity (&none, &none) == 1);
  assert_true (qz_sketch_similarity (&none, &law) == 0);
  qz_sketch_from_hex (&back, hex);
  assert_memory_equal (&back, &law, sizeof back);
  qz_sketch_from_hex (&back, "zz");
  assert_int_equal (back.n, 0);
  qz_sketch_from_hex (&back, NULL);
  assert_int_equal (back.n, 0);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_ids),      cmocka_unit_test (test_qualified_ids), cmocka_unit_test (test_terms),
    cmocka_unit_test (test_text_value),
    cmocka_unit_test (test_units),    cmocka_unit_test (test_links),         cmocka_unit_test (test_imports), cmocka_unit_test (test_import_of_article),
    cmocka_unit_test (test_split_name), cmocka_unit_test (test_places),      cmocka_unit_test (test_parts), cmocka_unit_test (test_part_numbers),
    cmocka_unit_test (test_heads),    cmocka_unit_test (test_sketches),
  };

  return cmocka_run_group_tests (tests, set_up, tear_down);
}
