#include "config.h"

#include <string.h>

#include <quanze/fold.h>
#include <quanze/store.h>

#include "search/ask/answer.h"

/* Items read from the index a call. */
#define PAGE 500

/* Fields of an item that a question can name by one of their values. */
static const char *const named_fields[] = { "office", "window", "from_department", "holder", "category" };
/* And those a count is broken down by. */
static const char *const counted_fields[] = { "category", "from_department", "mode_declared", "holder", "office", "status" };

typedef struct {
  const char *field;
  GPtrArray  *values;   /* char*, folded, that the question names */
  gboolean    excluded; /* 除了…: all but these */
} Filter;

/* What a value may lose and still be named: 内部人事管理 is 人事, 行政许可 is 许可. */
static const char *const affixes[] = { "内部", "行政", "管理", "类", "事项", "权限" };

/* ---- reading the registry ---- */

static GPtrArray *
all_powers (QzEngine *engine, GError **error)
{
  g_autoptr (GPtrArray) powers = g_ptr_array_new_with_free_func ((GDestroyNotify) qz_found_free);

  for (guint offset = 0;; offset += PAGE) {
    g_autoptr (GPtrArray) page = qz_reader_list (engine->reader, QZ_T_KIND "power", offset, PAGE, error);

    if (page == NULL)
      return NULL;
    for (guint i = 0; i < page->len; i++) {
      char *data = g_strdup (page->pdata[i]);
      QzFound *power = qz_found_new (engine, data, strlen (data), 0, error);
      if (power == NULL)
        return NULL;
      g_ptr_array_add (powers, power);
    }
    if (page->len < PAGE)
      return g_steal_pointer (&powers);
  }
}

/* ---- what the question names ---- */

/* VALUE without what it may lose; the caller's. */
static char *
core_of (const char *value)
{
  GString *core = g_string_new (value);

  for (guint i = 0; i < G_N_ELEMENTS (affixes); i++)
    g_string_replace (core, affixes[i], "", 0);
  return g_string_free (core, FALSE);
}

/* Where FOLDED names VALUE: in full, by its core, or without the county or city it starts with; NULL when not. */
static const char *
names_value (const char *folded, const char *value)
{
  const char *at = strstr (folded, value);
  g_autofree char *core = core_of (value);

  if (at == NULL && g_utf8_strlen (core, -1) >= 2)
    at = strstr (folded, core);
  if (at != NULL)
    return at;
  for (const char *p = value; *p != '\0'; p = g_utf8_next_char (p))
    if ((g_str_has_prefix (p, "县") || g_str_has_prefix (p, "市") || g_str_has_prefix (p, "镇")) && p > value && p[3] != '\0'
        && g_utf8_strlen (p, -1) >= 4 && (at = strstr (folded, p + 3)) != NULL)
      return at;
  return NULL;
}

/* Whether 除, 除了 or 不含 stands before AT in the same clause. */
static gboolean
excluded_at (const char *folded, const char *at)
{
  for (const char *p = at; p > folded;) {
    p = g_utf8_prev_char (p);
    if (*p == ',' || g_str_has_prefix (p, "，"))
      return FALSE;
    if (g_str_has_prefix (p, "除") || g_str_has_prefix (p, "不含"))
      return TRUE;
  }
  return FALSE;
}

/* Whether the body that the question names is VALUE of FIELD: 镇政府 is 禾渡镇人民政府, 城管局 is 棠宁县城市管理局. */
static gboolean
is_subject (const QzAsking *asking, const char *field, const char *value)
{
  const QzSubject *subject = asking->question->subject;
  const QzLexicon *lexicon = asking->engine->lexicon;

  if (subject == NULL || asking->question->intent != QZ_INTENT_POWERS)
    return FALSE;
  if (g_str_equal (field, "holder"))
    return qz_subject_agrees (lexicon, subject, value) > 0;
  return g_str_equal (field, "from_department") && subject->core != NULL
         && (qz_body_same (lexicon, subject->said, value) || qz_body_same (lexicon, subject->official, value));
}

static Filter *
filter_of (const QzAsking *asking, const char *field, const GPtrArray *powers, const char *folded)
{
  Filter *filter = g_new0 (Filter, 1);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  filter->field = field;
  filter->values = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < powers->len; i++) {
    const char *value = qz_found_string (powers->pdata[i], field);
    g_autofree char *key = value != NULL ? qz_fold_text (value, -1, QZ_FOLD_PLAIN) : NULL;

    if (key == NULL || *key == '\0' || g_hash_table_contains (seen, key))
      continue;
    const char *at = names_value (folded, key);
    if (at != NULL)
      filter->excluded = filter->excluded || excluded_at (folded, at);
    if (at != NULL || is_subject (asking, field, value))
      g_ptr_array_add (filter->values, g_strdup (key));
    g_hash_table_add (seen, g_steal_pointer (&key));
  }
  return filter;
}

static void
filter_free (Filter *filter)
{
  g_ptr_array_unref (filter->values);
  g_free (filter);
}

/* Modes that a question names; 下放 is also the word for handing down at all, so it filters nothing. */
static QzMode
named_mode (const char *folded)
{
  static const QzMode modes[] = { QZ_MODE_ENTRUSTED, QZ_MODE_AUTHORIZED, QZ_MODE_CONFERRED };

  for (guint i = 0; i < G_N_ELEMENTS (modes); i++)
    if (strstr (folded, qz_mode_chinese (modes[i])) != NULL)
      return modes[i];
  return QZ_MODE_UNKNOWN;
}

static gboolean
passes (const QzFound *power, const GPtrArray *filters, QzMode mode)
{
  const char *declared = qz_found_string (power, "mode_declared");

  if (mode != QZ_MODE_UNKNOWN && g_strcmp0 (declared, qz_mode_name (mode)) != 0)
    return FALSE;
  for (guint i = 0; i < filters->len; i++) {
    const Filter *filter = filters->pdata[i];
    const char *value = qz_found_string (power, filter->field);
    g_autofree char *key = qz_fold_text (value != NULL ? value : "", -1, QZ_FOLD_PLAIN);
    gboolean any = FALSE;

    for (guint j = 0; !any && j < filter->values->len; j++)
      any = g_str_equal (filter->values->pdata[j], key);
    if (filter->values->len > 0 && any == filter->excluded)
      return FALSE;
  }
  return TRUE;
}

/* ---- counting ---- */

static void
count_into (json_t *by, const char *field, const char *value)
{
  json_t *table = json_object_get (by, field);

  if (value == NULL || *value == '\0')
    return;
  if (table == NULL) {
    table = json_object ();
    json_object_set_new (by, field, table);
  }
  json_object_set_new (table, value, json_integer (json_integer_value (json_object_get (table, value)) + 1));
}

static const char *
counted_value (const QzAsking *asking, const QzFound *power, const char *field)
{
  if (g_str_equal (field, "status"))
    return qz_found_status (power, asking->day) == QZ_STATUS_REPEALED ? "recalled" : qz_status_name (qz_found_status (power, asking->day));
  return qz_found_string (power, field);
}

static json_t *
count (const QzAsking *asking, const GPtrArray *items)
{
  json_t *by = json_object ();

  for (guint i = 0; i < items->len; i++)
    for (guint j = 0; j < G_N_ELEMENTS (counted_fields); j++)
      count_into (by, counted_fields[j], counted_value (asking, items->pdata[i], counted_fields[j]));
  return json_pack ("{s:i, s:o}", "total", (int) items->len, "by", by);
}

/* Keeps recalled items only where the question is about recalling; handed down items before their day never. */
static gboolean
wanted (const QzAsking *asking, const QzFound *power, gboolean about_recall)
{
  QzStatus status = qz_found_status (power, asking->day);

  if (about_recall)
    return status == QZ_STATUS_REPEALED;
  return asking->question->intent == QZ_INTENT_COUNT || status == QZ_STATUS_CURRENT;
}

json_t *
qz_answer_count (const QzAsking *asking, GPtrArray **items, GError **error)
{
  g_autofree char *folded = qz_fold_text (asking->question->text, -1, QZ_FOLD_PLAIN);
  g_autoptr (GPtrArray) powers = all_powers (asking->engine, error);
  g_autoptr (GPtrArray) filters = g_ptr_array_new_with_free_func ((GDestroyNotify) filter_free);
  g_autoptr (GPtrArray) kept = g_ptr_array_new_with_free_func ((GDestroyNotify) qz_found_free);
  gboolean about_recall = strstr (folded, "收回") != NULL;
  QzMode mode = named_mode (folded);
  guint named = 0;

  if (powers == NULL || powers->len == 0)
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (named_fields); i++) {
    Filter *filter = filter_of (asking, named_fields[i], powers, folded);
    named += filter->values->len;
    g_ptr_array_add (filters, filter);
  }
  if (asking->question->intent != QZ_INTENT_COUNT && named == 0 && mode == QZ_MODE_UNKNOWN && !about_recall)
    return NULL;
  for (guint i = 0; i < powers->len; i++)
    if (passes (powers->pdata[i], filters, mode) && wanted (asking, powers->pdata[i], about_recall)) {
      g_ptr_array_add (kept, powers->pdata[i]);
      powers->pdata[i] = NULL;
    }
  json_t *counted = count (asking, kept);
  *items = g_steal_pointer (&kept);
  return counted;
}
