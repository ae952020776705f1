#include "config.h"

#include <stdio.h>
#include <string.h>

#include <quanze/exchange.h>
#include <quanze/locale.h>

#include "search/powers/power_list.h"

/* What the index works out, written beside the registry's own fields and not read back. The numbers are those of the
 * national list of matters (政务服务事项实施清单): 事项类型, 行使层级, 权力来源. */
static const QzExchangeField derived[] = {
  { "task_type", "事项类型代码" }, { "use_level", "行使层级代码" }, { "power_source", "权力来源代码" },
  { "mode", "依据所支持的方式" },  { "mode_reason", "方式说明" },   { "status", "当日状态" },
  { "held_by", "当日行使机关" },   { "basis_ids", "依据标识" },     { "grant_id", "下放文件标识" },
};

typedef struct {
  QzContext *context;
  QzEngine *engine;
  QzPowerView *view;
  json_t *items; /* of JSON */
  guint n;
  GError *error;
} Export;

/* ---- codes ---- */

typedef struct {
  const char *word, *code;
} Code;

static const char *
code_of (const Code *codes, guint n, const char *text)
{
  for (guint i = 0; text != NULL && i < n; i++)
    if (strstr (text, codes[i].word) != NULL)
      return codes[i].code;
  return NULL;
}

static const char *
task_type (const char *category)
{
  static const Code codes[]
    = { { "许可", "01" }, { "处罚", "02" }, { "强制", "03" }, { "征收", "04" },     { "给付", "05" }, { "检查", "06" },
        { "确认", "07" }, { "奖励", "08" }, { "裁决", "09" }, { "公共服务", "20" }, { "其他", "10" } };

  return code_of (codes, G_N_ELEMENTS (codes), category);
}

static const char *
use_level (const char *level, const char *holder)
{
  static const Code codes[]
    = { { "国家", "1" }, { "省", "2" },   { "自治区", "2" }, { "市级", "3" }, { "设区的市", "3" },
        { "县", "4" },   { "区级", "4" }, { "乡", "5" },     { "镇", "5" },   { "街道", "5" } };
  static const Code towns[] = { { "镇人民政府", "5" }, { "乡人民政府", "5" }, { "街道办事处", "5" } };

  return level != NULL ? code_of (codes, G_N_ELEMENTS (codes), level) : code_of (towns, G_N_ELEMENTS (towns), holder);
}

/* The national codes have none for 交由, 相对集中 and 收回; 授权 and 委托 come from above where the registry names from
 * whom. */
static const char *
power_source (const char *mode, const char *from)
{
  static const struct {
    const char *mode, *alone, *handed;
  } codes[]
    = { { "statutory", "1", "1" }, { "devolved", NULL, "2" }, { "authorized", NULL, "3" }, { "entrusted", NULL, "5" } };

  for (guint i = 0; mode != NULL && i < G_N_ELEMENTS (codes); i++)
    if (g_str_equal (codes[i].mode, mode))
      return from != NULL ? codes[i].handed : codes[i].alone;
  return NULL;
}

/* ---- one item ---- */

static void
set (json_t *out, const char *key, const char *value)
{
  json_object_set_new (out, key, qz_json_string (value));
}

/* The registry's own fields, from the record. */
static void
add_own (json_t *out, const QzFound *power)
{
  guint n;
  const QzExchangeField *fields = qz_exchange_fields (&n);
  const json_t *source = json_object_get (power->head, "source");

  for (guint i = 0; i < n; i++)
    set (out, fields[i].key, qz_found_string (power, fields[i].key));
  set (out, "grant_text", qz_found_string (power, "grant"));
  set (out, "status_text", qz_found_string (power, "status"));
  set (out, "source_path", qz_json_text (source, "path"));
  set (out, "source_sheet", qz_json_text (source, "sheet"));
  json_object_set (out, "source_row", json_object_get (source, "row"));
  json_object_set_new (out, "internal", json_boolean (json_is_true (json_object_get (power->head, "internal"))));
}

static void
add_derived (json_t *out, const QzFound *power, const json_t *view)
{
  static const char *const copied[] = { "mode", "mode_reason", "status", "held_by", "basis", "grant" };

  set (out, "task_type", task_type (qz_found_string (power, "category")));
  set (out, "use_level", use_level (qz_found_string (power, "level"), qz_found_string (power, "holder")));
  set (out, "power_source",
       power_source (qz_found_string (power, "mode_declared"), qz_found_string (power, "from_department")));
  for (guint i = 0; i < G_N_ELEMENTS (copied); i++)
    json_object_set (out, copied[i], json_object_get (view, copied[i]));
}

/* ---- CSV ---- */

/* Every field in quotes: whatever it holds, it is one field. */
static void
csv_field (const char *value, gboolean last)
{
  if (value != NULL && *value != '\0') {
    putchar ('"');
    for (const char *p = value; *p != '\0'; p++) {
      if (*p == '"')
        putchar ('"');
      putchar (*p);
    }
    putchar ('"');
  }
  fputs (last ? "\r\n" : ",", stdout);
}

static char *
ids_of (const json_t *list)
{
  GString *ids = g_string_new (NULL);
  const json_t *entry;
  size_t i;

  json_array_foreach (list, i, entry)
  {
    const char *id = qz_json_text (entry, "id");
    if (id != NULL)
      g_string_append_printf (ids, "%s%s", ids->len > 0 ? "；" : "", id);
  }
  return g_string_free (ids, FALSE);
}

/* As a cell shows it: modes in Chinese, yes for true. The caller's; NULL. */
static char *
cell_text (const json_t *item, const char *key)
{
  const json_t *value = json_object_get (item, key);

  if (g_str_equal (key, "basis_ids"))
    return ids_of (json_object_get (item, "basis"));
  if (g_str_equal (key, "grant_id"))
    return g_strdup (qz_json_text (json_object_get (item, "grant"), "id"));
  if (json_is_integer (value))
    return g_strdup_printf ("%" JSON_INTEGER_FORMAT, json_integer_value (value));
  if (json_is_boolean (value))
    return g_strdup (json_is_true (value) ? "是" : NULL);
  const char *text = json_string_value (value);
  if (text != NULL && (g_str_equal (key, "mode") || g_str_equal (key, "mode_declared")))
    text = qz_mode_chinese (qz_mode_from_text (text));
  return g_strdup (text);
}

static void
csv_header (void)
{
  guint n;
  const QzExchangeField *fields = qz_exchange_fields (&n);

  for (guint i = 0; i < n; i++)
    csv_field (fields[i].header, FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (derived); i++)
    csv_field (derived[i].header, i + 1 == G_N_ELEMENTS (derived));
}

static void
csv_item (const json_t *item)
{
  guint n;
  const QzExchangeField *fields = qz_exchange_fields (&n);

  for (guint i = 0; i < n + G_N_ELEMENTS (derived); i++) {
    g_autofree char *text = cell_text (item, i < n ? fields[i].key : derived[i - n].key);
    csv_field (text, i + 1 == n + G_N_ELEMENTS (derived));
  }
}

/* ---- XML ---- */

/* Line ends and tabs as references, so that no reader makes spaces of them; what XML 1.0 cannot hold is left out. */
static void
xml_text (const char *text)
{
  for (const char *p = text; *p != '\0'; p++) {
    guchar c = (guchar)*p;
    if (g_str_has_prefix (p, "\xef\xbf\xbe") || g_str_has_prefix (p, "\xef\xbf\xbf")) {
      p += 2;   /* U+FFFE, U+FFFF */
      continue;
    }
    if (c == '&' || c == '<' || c == '>' || c == '"')
      fputs (c == '&' ? "&amp;" : c == '<' ? "&lt;" : c == '>' ? "&gt;" : "&quot;", stdout);
    else if (c == '\n' || c == '\r' || c == '\t')
      printf ("&#%d;", c);
    else if (c >= 0x20)
      putchar (c);
  }
}

static void xml_members (const json_t *object, const char *skip);

static void
xml_value (const char *key, const json_t *value)
{
  const json_t *entry;
  size_t i;

  if (value == NULL || json_is_null (value))
    return;
  if (json_is_array (value)) {
    json_array_foreach (value, i, entry) xml_value (key, entry);
    return;
  }
  printf ("<%s>", key);
  if (json_is_object (value))
    xml_members (value, NULL);
  else if (json_is_string (value))
    xml_text (json_string_value (value));
  else if (json_is_boolean (value))
    fputs (json_is_true (value) ? "true" : "false", stdout);
  else
    printf ("%g", json_number_value (value));
  printf ("</%s>", key);
}

static void
xml_members (const json_t *object, const char *skip)
{
  const char *key;
  json_t *value;

  json_object_foreach ((json_t *)object, key, value) if (g_strcmp0 (key, skip) != 0) xml_value (key, value);
}

/* ---- the run ---- */

static gboolean
take_record (const QzFound *power, gpointer user_data)
{
  Export *export = user_data;
  json_t *view = qz_power_view_json (export->view, power, &export->error), *item;

  if (view == NULL)
    return FALSE;
  item = json_object ();
  add_own (item, power);
  add_derived (item, power, view);
  json_decref (view);
  export->n++;
  if (export->context->format == QZ_FORMAT_JSON)
    json_array_append (export->items, item);
  else if (export->context->format == QZ_FORMAT_XML) {
    fputs ("<power>", stdout);
    xml_members (item, NULL);
    fputs ("</power>\n", stdout);
  } else
    csv_item (item);
  json_decref (item);
  return TRUE;
}

static void
begin (Export *export)
{
  g_autofree char *day = qz_date_to_iso (export->engine->as_of);

  if (export->context->format == QZ_FORMAT_JSON)
    export->items = json_array ();
  else if (export->context->format == QZ_FORMAT_XML)
    printf ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<%s schema=\"%s\" as_of=\"%s\">\n", QZ_EXCHANGE_ROOT,
            QZ_EXCHANGE_SCHEMA, day);
  else
    csv_header ();
}

static void
end (Export *export)
{
  g_autofree char *day = qz_date_to_iso (export->engine->as_of);

  if (export->context->format == QZ_FORMAT_XML)
    printf ("</%s>\n", QZ_EXCHANGE_ROOT);
  if (export->context->format != QZ_FORMAT_JSON)
    return;
  json_t *all = json_pack ("{s:s, s:s, s:i, s:O}", "schema", QZ_EXCHANGE_SCHEMA, "as_of", day, "total", (int)export->n,
                           "items", export->items);
  json_dumpf (all, stdout, JSON_COMPACT);
  putchar ('\n');
  json_decref (all);
}

int
qz_cmd_export (QzContext *context, int argc, char **argv, GError **error)
{
  static const QzPowerFilter everything = { 0 };
  Export export = { .context = context };

  if (!qz_command_parse (context, "export", NULL, &argc, &argv, error))
    return QZ_EXIT_USAGE;
  if (argc > 0) {
    g_set_error_literal (error, QZ_USAGE_ERROR, 0, _ ("export 只接选项"));
    return QZ_EXIT_USAGE;
  }
  g_autoptr (QzEngine) engine = qz_engine_open (context, error);
  if (engine == NULL)
    return QZ_EXIT_INDEX;
  g_autoptr (QzPowerView) view = qz_power_view_new (engine);
  export.engine = engine;
  export.view = view;
  begin (&export);
  gboolean ok = qz_power_list_records (engine, &everything, take_record, &export, error) && export.error == NULL;
  if (export.error != NULL)
    g_propagate_error (error, export.error);
  if (ok)
    end (&export);
  json_decref (export.items);
  return !ok ? QZ_EXIT_FAILED : export.n > 0 ? QZ_EXIT_OK : QZ_EXIT_NOTHING;
}
