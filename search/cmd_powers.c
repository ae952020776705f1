#include "config.h"

#include <stdio.h>
#include <string.h>

#include <quanze/locale.h>

#include "search/power_list.h"

/* What can be counted by, and the columns of CSV: the header is one that the registry reader knows again. */
static const struct {
  const char *key, *header;
} FIELDS[] = {
  { "code", "编码" },
  { "name", "名称" },
  { "subname", "子项名称" },
  { "category", "事项类型" },
  { "holder", "实施主体" },
  { "office", "承办机构" },
  { "window", "办理窗口" },
  { "level", "行使层级" },
  { "mode_declared", "行使方式" },
  { "from_department", "下放部门" },
  { "scope", "行使范围" },
  { "limits", "权限限制" },
  { "duties", "责任事项" },
  { "duty_basis", "责任事项依据" },
  { "accountability", "监督方式" },
  { "basis_text", "设定依据" },
  { "grant", "下放依据" },
  { "valid_from", "生效日期" },
  { "valid_to", "失效日期" },
  { "remark", "备注" },
  { "mode", "依据所支持的方式" },
  { "mode_reason", "方式说明" },
  { "status", "状态" },
  { "id", "标识" },
  { "registry", "清单名称" },
};

typedef struct {
  QzContext  *context;
  guint       total, printed;   /* items that pass; of these printed */
  json_t     *items;            /* of JSON */
  const char *count_by;
  GHashTable *counts;           /* value → GUINT */
} Run;

/* ---- one item ---- */

static const char *
string_of (const json_t *object, const char *key)
{
  const json_t *value = json_object_get (object, key);

  return json_is_object (value) ? json_string_value (json_object_get (value, "citation")) : json_string_value (value);
}

static const char *
mode_shown (const json_t *power, const char *key)
{
  const char *name = string_of (power, key);

  return name != NULL ? qz_mode_chinese (qz_mode_from_text (name)) : NULL;
}

static void
print_line (const char *label, const char *value)
{
  if (value != NULL)
    printf ("    %s：%s\n", label, value);
}

static const char *
status_shown (const char *status)
{
  static const struct {
    const char *name, *shown;
  } SHOWN[] = { { "current", N_("现行有效") }, { "amended", N_("已修改") }, { "repealed", N_("已废止") },
                { "not-yet-in-force", N_("尚未施行") } };

  for (guint i = 0; status != NULL && i < G_N_ELEMENTS (SHOWN); i++)
    if (strcmp (SHOWN[i].name, status) == 0)
      return _ (SHOWN[i].shown);
  return _("未入库");
}

static void
print_basis (const json_t *power)
{
  const json_t *entry;
  size_t i;

  json_array_foreach (json_object_get (power, "basis"), i, entry) {
    const char *resolution = string_of (entry, "resolution");
    const json_t *match = json_object_get (entry, "quote_match");

    printf ("    %s%s（%s", i == 0 ? _("依据：") : "　　　", string_of (entry, "citation"), status_shown (string_of (entry, "status")));
    if (g_strcmp0 (resolution, "no-such-provision") == 0)
      printf ("，%s", _("现行文本无此条款"));
    if (json_is_number (match))
      printf (_("，引文符合 %.0f%%"), json_number_value (match) * 100);
    printf ("）\n");
  }
}

static void
print_text (const json_t *power)
{
  const char *code = string_of (power, "code"), *subname = string_of (power, "subname"), *category = string_of (power, "category");
  const json_t *source = json_object_get (power, "source");
  const char *mode = mode_shown (power, "mode"), *declared = mode_shown (power, "mode_declared");

  printf ("%s%s%s", code != NULL ? code : "", code != NULL ? " " : "", string_of (power, "name"));
  if (subname != NULL)
    printf ("：%s", subname);
  printf ("%s%s%s\n", category != NULL ? "〔" : "", category != NULL ? category : "", category != NULL ? "〕" : "");
  print_line (_("实施主体"), string_of (power, "holder"));
  print_line (_("承办机构"), string_of (power, "office"));
  print_line (_("办理窗口"), string_of (power, "window"));
  print_line (_("下放部门"), string_of (power, "from_department"));
  if (mode != NULL && g_strcmp0 (mode, declared) != 0)
    printf ("    %s：%s（%s%s）\n", _("行使方式"), mode, _("登记为"), declared);
  else
    print_line (_("行使方式"), mode);
  print_line (_("说明"), string_of (power, "mode_reason"));
  if (g_strcmp0 (string_of (power, "status"), "current") != 0)
    print_line (_("状态"), g_strcmp0 (string_of (power, "status"), "repealed") == 0 ? _("已失效") : _("尚未生效"));
  print_basis (power);
  print_line (_("下放依据"), string_of (power, "grant"));
  printf ("    %s：%s", _("出处"), json_string_value (json_object_get (source, "path")));
  printf (_("，工作表“%s”第 %d 行\n"), json_string_value (json_object_get (source, "sheet")),
          (int) json_integer_value (json_object_get (source, "row")));
}

static void
print_csv_field (const char *value, gboolean last)
{
  if (value != NULL && strpbrk (value, ",\"\r\n") != NULL) {
    putchar ('"');
    for (const char *p = value; *p; p++) {
      if (*p == '"')
        putchar ('"');
      putchar (*p);
    }
    putchar ('"');
  } else if (value != NULL) {
    fputs (value, stdout);
  }
  fputs (last ? "\r\n" : ",", stdout);
}

static void
print_csv (const json_t *power)
{
  for (guint i = 0; i < G_N_ELEMENTS (FIELDS); i++) {
    gboolean mode = g_str_has_prefix (FIELDS[i].key, "mode") && strcmp (FIELDS[i].key, "mode_reason") != 0;
    print_csv_field (mode ? mode_shown (power, FIELDS[i].key) : string_of (power, FIELDS[i].key), i + 1 == G_N_ELEMENTS (FIELDS));
  }
}

static void
print_json_line (const json_t *object)
{
  json_dumpf (object, stdout, JSON_COMPACT);
  putchar ('\n');
}

static gboolean
take_power (const json_t *power, gpointer user_data)
{
  Run *run = user_data;
  const QzContext *context = run->context;
  guint index = run->total++;

  if (index < (guint) context->offset || (context->limit >= 0 && run->printed >= (guint) context->limit))
    return TRUE;
  run->printed++;
  switch (context->format) {
  case QZ_FORMAT_JSON:
    json_array_append (run->items, (json_t *) power);
    break;
  case QZ_FORMAT_JSONL:
    print_json_line (power);
    break;
  case QZ_FORMAT_CSV:
    print_csv (power);
    break;
  default:
    print_text (power);
    break;
  }
  return context->format == QZ_FORMAT_JSON || context->format == QZ_FORMAT_TEXT || context->limit < 0
         || run->printed < (guint) context->limit;
}

static int
list_powers (Run *run, QzEngine *engine, const QzPowerFilter *filter, GError **error)
{
  if (run->context->format == QZ_FORMAT_JSON)
    run->items = json_array ();
  if (run->context->format == QZ_FORMAT_CSV)
    for (guint i = 0; i < G_N_ELEMENTS (FIELDS); i++)
      print_csv_field (FIELDS[i].header, i + 1 == G_N_ELEMENTS (FIELDS));
  if (!qz_power_list_each (engine, filter, take_power, run, error)) {
    json_decref (run->items);
    return QZ_EXIT_FAILED;
  }
  if (run->items != NULL) {
    json_t *list = json_pack ("{s:s, s:i, s:o}", "schema", "quanze.powers/1", "total", (int) run->total, "items", run->items);
    print_json_line (list);
    json_decref (list);
  } else if (run->context->format == QZ_FORMAT_TEXT) {
    printf (_("共 %u 项\n"), run->total);
  }
  return run->total > 0 ? QZ_EXIT_OK : QZ_EXIT_NOTHING;
}

/* ---- counting ---- */

static void
count_value (Run *run, const char *value)
{
  const char *key = value != NULL ? value : "";

  g_hash_table_insert (run->counts, g_strdup (key), GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (run->counts, key)) + 1));
}

/* By law, an item counts under each instrument of its basis. */
static gboolean
count_power (const json_t *power, gpointer user_data)
{
  Run *run = user_data;
  const json_t *entry;
  size_t i;

  run->total++;
  if (strcmp (run->count_by, "law") == 0) {
    json_array_foreach (json_object_get (power, "basis"), i, entry) {
      const char *citation = string_of (entry, "citation"), *end = citation != NULL ? g_strrstr (citation, "》") : NULL;
      g_autofree char *title = end != NULL ? g_strndup (citation, (gsize) (end - citation) + strlen ("》")) : NULL;
      count_value (run, title);
    }
  } else if (strcmp (run->count_by, "internal") == 0) {
    count_value (run, json_is_true (json_object_get (power, "internal")) ? "true" : "false");
  } else {
    count_value (run, string_of (power, run->count_by));
  }
  return TRUE;
}

static int
by_count_down (gconstpointer a, gconstpointer b, gpointer user_data)
{
  GHashTable *counts = user_data;
  const char *x = *(const char *const *) a, *y = *(const char *const *) b;
  guint m = GPOINTER_TO_UINT (g_hash_table_lookup (counts, x)), n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, y));

  return m != n ? (m < n ? 1 : -1) : strcmp (x, y);
}

static void
print_count (const Run *run, const char *value, guint n, json_t *list)
{
  const char *shown = value;

  if (g_str_has_prefix (run->count_by, "mode") && *value && strcmp (run->count_by, "mode_reason") != 0)
    shown = qz_mode_chinese (qz_mode_from_text (value));
  switch (run->context->format) {
  case QZ_FORMAT_JSON:
  case QZ_FORMAT_JSONL: {
    json_t *object = json_object ();
    json_object_set_new (object, "value", *value ? json_string (value) : json_null ());
    json_object_set_new (object, "count", json_integer (n));
    json_array_append_new (list, object);
    break;
  }
  case QZ_FORMAT_CSV: {
    g_autofree char *number = g_strdup_printf ("%u", n);
    print_csv_field (shown, FALSE);
    print_csv_field (number, TRUE);
    break;
  }
  default:
    printf ("%u\t%s\n", n, *value ? shown : _("（未写）"));
    break;
  }
}

static int
count_powers (Run *run, QzEngine *engine, const QzPowerFilter *filter, GError **error)
{
  g_autofree const char **values = NULL;
  json_t *list = json_array ();
  guint n;

  run->counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (!qz_power_list_each (engine, filter, count_power, run, error)) {
    json_decref (list);
    return QZ_EXIT_FAILED;
  }
  values = (const char **) g_hash_table_get_keys_as_array (run->counts, &n);
  g_qsort_with_data (values, (gint) n, sizeof *values, by_count_down, run->counts);
  for (guint i = 0; i < n; i++)
    print_count (run, values[i], GPOINTER_TO_UINT (g_hash_table_lookup (run->counts, values[i])), list);
  if (run->context->format == QZ_FORMAT_JSON || run->context->format == QZ_FORMAT_JSONL) {
    json_t *object = json_pack ("{s:s, s:s, s:i, s:O}", "schema", "quanze.count/1", "count_by", run->count_by, "total",
                                (int) run->total, "items", list);
    print_json_line (object);
    json_decref (object);
  }
  json_decref (list);
  return run->total > 0 ? QZ_EXIT_OK : QZ_EXIT_NOTHING;
}

/* ---- usage ---- */

/* A field by its JSON name, with - for _, or by the name of its column. */
static const char *
field_key (const char *name)
{
  g_autofree char *key = g_strdelimit (g_strdup (name), "-", '_');

  if (strcmp (key, "law") == 0 || strcmp (key, "internal") == 0)
    return strcmp (key, "law") == 0 ? "law" : "internal";
  for (guint i = 0; i < G_N_ELEMENTS (FIELDS); i++)
    if (strcmp (FIELDS[i].key, key) == 0 || strcmp (FIELDS[i].header, name) == 0)
      return FIELDS[i].key;
  return NULL;
}

static gboolean
check_usage (Run *run, int argc, const char *count_by, GError **error)
{
  QzFormat format = run->context->format;

  run->count_by = count_by != NULL ? field_key (count_by) : NULL;
  if (argc > 0)
    g_set_error_literal (error, QZ_USAGE_ERROR, 0, _("powers 只接选项，例如 --name 许可"));
  else if (count_by != NULL && run->count_by == NULL)
    g_set_error (error, QZ_USAGE_ERROR, 0, _("--count-by：没有“%s”这一栏，可用 holder office mode category from-department law status 等"),
                 count_by);
  else if (format == QZ_FORMAT_TREC || format == QZ_FORMAT_MARKDOWN || format == QZ_FORMAT_AKN)
    g_set_error_literal (error, QZ_USAGE_ERROR, 0, _("powers 的格式有 text json jsonl csv"));
  else
    return TRUE;
  return FALSE;
}

static void
filter_free (QzPowerFilter *filter)
{
  char *owned[] = { filter->holder, filter->office, filter->category, filter->from_department, filter->name,
                    filter->mode,   filter->mode_declared, filter->law, filter->status };

  for (guint i = 0; i < G_N_ELEMENTS (owned); i++)
    g_free (owned[i]);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (QzPowerFilter, filter_free)

int
qz_cmd_powers (QzContext *context, int argc, char **argv, GError **error)
{
  g_auto (QzPowerFilter) filter = { 0 };
  g_autofree char *count_by = NULL;
  Run run = { .context = context };
  const GOptionEntry entries[] = {
    { "holder", 0, 0, G_OPTION_ARG_FILENAME, &filter.holder, _("实施主体含有"), _("名称") },
    { "office", 0, 0, G_OPTION_ARG_FILENAME, &filter.office, _("承办机构含有"), _("名称") },
    { "mode", 0, 0, G_OPTION_ARG_FILENAME, &filter.mode, _("依据所支持的方式：法定 授权 委托 交由 下放 相对集中 收回"), _("方式") },
    { "mode-declared", 0, 0, G_OPTION_ARG_FILENAME, &filter.mode_declared, _("清单登记的方式"), _("方式") },
    { "category", 0, 0, G_OPTION_ARG_FILENAME, &filter.category, _("事项类型含有"), _("类型") },
    { "from-department", 0, 0, G_OPTION_ARG_FILENAME, &filter.from_department, _("下放部门含有"), _("名称") },
    { "law", 0, 0, G_OPTION_ARG_FILENAME, &filter.law, _("依据有此法律、法规或者条文"), _("名称") },
    { "name", 0, 0, G_OPTION_ARG_FILENAME, &filter.name, _("名称含有"), _("词") },
    { "status", 0, 0, G_OPTION_ARG_FILENAME, &filter.status, _("有效 已失效 未生效"), _("状态") },
    { "count-by", 0, 0, G_OPTION_ARG_FILENAME, &count_by, _("按栏目计数"), _("栏目") },
    { NULL }
  };
  int code;

  if (!qz_command_parse (context, "powers", entries, &argc, &argv, error) || !check_usage (&run, argc, count_by, error))
    return QZ_EXIT_USAGE;
  g_autoptr (QzEngine) engine = qz_engine_open (context, error);
  if (engine == NULL)
    return QZ_EXIT_INDEX;
  code = run.count_by != NULL ? count_powers (&run, engine, &filter, error) : list_powers (&run, engine, &filter, error);
  g_clear_pointer (&run.counts, g_hash_table_unref);
  return code;
}
