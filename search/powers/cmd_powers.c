#include "config.h"

#include <stdio.h>
#include <string.h>

#include <quanze/locale.h>

#include "search/body_name.h"
#include "search/powers/power_count.h"
#include "search/powers/power_field.h"

typedef struct {
  QzContext  *context;
  guint       total, printed;   /* items that pass; of these printed */
  const char *count_by;
} Run;

/* ---- one item ---- */

static const char *
mode_shown (const json_t *power, const char *key)
{
  return qz_mode_word (qz_power_text (power, key));
}

/* The same in the reader's language. */
static const char *
mode_said (const json_t *power, const char *key)
{
  const char *word = mode_shown (power, key);

  return word != NULL ? gettext (word) : NULL;
}

static void
print_line (const char *label, const char *value)
{
  if (value != NULL)
    printf ("    %s：%s\n", label, value);
}

static void
print_basis (const json_t *power)
{
  const json_t *entry;
  size_t i;

  json_array_foreach (json_object_get (power, "basis"), i, entry) {
    const char *resolution = qz_power_text (entry, "resolution");
    const json_t *match = json_object_get (entry, "quote_match");

    const char *status = qz_power_text (entry, "status");

    printf ("    %s%s（%s", i == 0 ? _("依据：") : "　　　", qz_power_text (entry, "citation"),
            g_strcmp0 (resolution, "no-such-instrument") == 0 ? _("未入库") : qz_status_word (status));
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
  const char *code = qz_power_text (power, "code"), *subname = qz_power_text (power, "subname"), *category = qz_power_text (power, "category");
  const json_t *source = json_object_get (power, "source");
  const char *mode = mode_said (power, "mode"), *declared = mode_said (power, "mode_declared");

  printf ("%s%s%s", code != NULL ? code : "", code != NULL ? " " : "", qz_power_text (power, "name"));
  if (subname != NULL)
    printf ("：%s", subname);
  printf ("%s%s%s\n", category != NULL ? "〔" : "", category != NULL ? category : "", category != NULL ? "〕" : "");
  print_line (_("实施主体"), qz_power_text (power, "holder"));
  print_line (_("承办机构"), qz_power_text (power, "office"));
  print_line (_("办理窗口"), qz_power_text (power, "window"));
  print_line (_("下放部门"), qz_power_text (power, "from_department"));
  if (mode != NULL && g_strcmp0 (mode, declared) != 0)
    printf ("    %s：%s（%s%s）\n", _("行使方式"), mode, _("登记为"), declared);
  else
    print_line (_("行使方式"), mode);
  if (qz_power_text (power, "mode_reason") != NULL)
    print_line (_("说明"), gettext (qz_power_text (power, "mode_reason")));
  if (g_strcmp0 (qz_power_text (power, "status"), "current") != 0)
    print_line (_("状态"), g_strcmp0 (qz_power_text (power, "status"), "repealed") == 0 ? _("已失效") : _("尚未生效"));
  print_basis (power);
  print_line (_("下放依据"), qz_power_text (power, "grant"));
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
  guint n;
  const QzPowerField *fields = qz_power_fields (&n);

  for (guint i = 0; i < n; i++) {
    gboolean mode = g_str_has_prefix (fields[i].key, "mode") && strcmp (fields[i].key, "mode_reason") != 0;
    print_csv_field (mode ? mode_shown (power, fields[i].key) : qz_power_text (power, fields[i].key), i + 1 == n);
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
  if (context->format == QZ_FORMAT_JSONL)
    print_json_line (power);
  else if (context->format == QZ_FORMAT_CSV)
    print_csv (power);
  else
    print_text (power);
  return context->format == QZ_FORMAT_TEXT || context->limit < 0 || run->printed < (guint) context->limit;
}

static int
print_page (Run *run, QzEngine *engine, const QzPowerFilter *filter, GError **error)
{
  const QzContext *context = run->context;
  json_t *page = qz_power_list_json (engine, filter, (guint) context->offset,
                                     context->limit >= 0 ? (guint) context->limit : G_MAXUINT, error);
  json_int_t total = json_integer_value (json_object_get (page, "total"));

  if (page == NULL)
    return QZ_EXIT_FAILED;
  print_json_line (page);
  json_decref (page);
  return total > 0 ? QZ_EXIT_OK : QZ_EXIT_NOTHING;
}

/* Says by which name of today a body was found; off the data's stream where that is for machines. */
static void
note_bodies (const Run *run, QzEngine *engine, const QzPowerFilter *filter)
{
  json_t *bodies = qz_power_filter_bodies (engine, filter);
  g_autofree char *text = qz_body_name_text (bodies);

  if (run->context->format != QZ_FORMAT_JSON)
    fputs (text, run->context->format == QZ_FORMAT_TEXT ? stdout : stderr);
  json_decref (bodies);
}

static int
list_powers (Run *run, QzEngine *engine, const QzPowerFilter *filter, GError **error)
{
  guint n;
  const QzPowerField *fields = qz_power_fields (&n);

  if (run->context->format == QZ_FORMAT_JSON)
    return print_page (run, engine, filter, error);
  if (run->context->format == QZ_FORMAT_CSV)
    for (guint i = 0; i < n; i++)
      print_csv_field (fields[i].header, i + 1 == n);
  if (!qz_power_list_each (engine, filter, take_power, run, error))
    return QZ_EXIT_FAILED;
  if (run->context->format == QZ_FORMAT_TEXT)
    printf (_("共 %u 项\n"), run->total);
  return run->total > 0 ? QZ_EXIT_OK : QZ_EXIT_NOTHING;
}

/* ---- counting ---- */

static void
print_count (const Run *run, const char *value, guint n)
{
  const char *shown = value;

  if (g_str_has_prefix (run->count_by, "mode") && value != NULL && strcmp (run->count_by, "mode_reason") != 0)
    shown = qz_mode_chinese (qz_mode_from_text (value));
  if (run->context->format == QZ_FORMAT_CSV) {
    g_autofree char *number = g_strdup_printf ("%u", n);
    print_csv_field (shown, FALSE);
    print_csv_field (number, TRUE);
  } else
    printf ("%u\t%s\n", n, value != NULL ? shown : _("（未写）"));
}

static int
count_powers (Run *run, QzEngine *engine, const QzPowerFilter *filter, GError **error)
{
  const char *const fields[] = { run->count_by, NULL };
  json_t *counts = qz_power_counts_json (engine, filter, fields, error), *object = json_array_get (counts, 0), *item;
  gboolean found = json_integer_value (json_object_get (object, "total")) > 0;
  size_t i;

  if (counts == NULL)
    return QZ_EXIT_FAILED;
  if (run->context->format == QZ_FORMAT_JSON || run->context->format == QZ_FORMAT_JSONL)
    print_json_line (object);
  else
    json_array_foreach (json_object_get (object, "items"), i, item)
      print_count (run, qz_json_text (item, "value"), (guint) json_integer_value (json_object_get (item, "count")));
  json_decref (counts);
  return found ? QZ_EXIT_OK : QZ_EXIT_NOTHING;
}

/* ---- usage ---- */

static gboolean
check_usage (Run *run, int argc, const char *count_by, GError **error)
{
  run->count_by = count_by != NULL ? qz_power_field_key (count_by) : NULL;
  if (argc > 0)
    g_set_error_literal (error, QZ_USAGE_ERROR, 0, _("powers 只接选项，例如 --name 许可"));
  else if (count_by != NULL && run->count_by == NULL)
    g_set_error (error, QZ_USAGE_ERROR, 0, _("--count-by：没有“%s”这一栏，可用 holder held_by office mode category from-department law status 等"),
                 count_by);
  else
    return TRUE;
  return FALSE;
}

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
  note_bodies (&run, engine, &filter);
  code = run.count_by != NULL ? count_powers (&run, engine, &filter, error) : list_powers (&run, engine, &filter, error);
  return code;
}
