#include "config.h"

#include <stdio.h>

#include <quanze/locale.h>

#include "search/audit/audit.h"
#include "search/findings/cited.h"

/* Items named under one finding in text output; JSON has them all. */
#define ITEMS_SHOWN 5

typedef struct {
  gboolean      any_code, any_severity;
  QzFindingCode code;
  QzSeverity    severity;
} Wanted;

static gboolean
parse_wanted (const char *code, const char *severity, Wanted *wanted, GError **error)
{
  wanted->any_code = code == NULL;
  wanted->any_severity = severity == NULL;
  if (code != NULL && !qz_finding_code_from_name (code, &wanted->code))
    g_set_error (error, QZ_USAGE_ERROR, 0, _("--code：没有“%s”这种问题，例如 renumbered quote-drift repealed"), code);
  else if (severity != NULL && !qz_severity_from_name (severity, &wanted->severity))
    g_set_error (error, QZ_USAGE_ERROR, 0, _("--severity：只能是 error、warning 或 note"));
  else
    return TRUE;
  return FALSE;
}

/* What is wanted of FINDINGS, borrowed from it, within --offset and --limit. */
static GPtrArray *
choose (const QzContext *context, const GPtrArray *findings, const Wanted *wanted)
{
  GPtrArray *chosen = g_ptr_array_new ();
  guint n = 0;

  for (guint i = 0; i < findings->len; i++) {
    const QzFinding *finding = findings->pdata[i];
    if ((!wanted->any_code && finding->code != wanted->code) || (!wanted->any_severity && finding->severity > wanted->severity))
      continue;
    if (n++ >= (guint) context->offset && (context->limit < 0 || chosen->len < (guint) context->limit))
      g_ptr_array_add (chosen, findings->pdata[i]);
  }
  return chosen;
}

static void
print_json (const QzContext *context, const GPtrArray *findings, const QzAuditSummary *summary)
{
  qz_findings_print (findings, json_pack ("{s:o, s:o}", "as_of", qz_json_date (context->as_of), "summary", qz_audit_summary_json (summary)));
}

/* ALL: found; FINDINGS: chosen of them. */
static void
print_text (const QzContext *context, const GPtrArray *all, GPtrArray *findings, const QzAuditSummary *summary)
{
  g_autofree char *head = qz_audit_summary_text (summary), *day = qz_day_text (context->as_of), *text = NULL;
  guint counts[QZ_N_SEVERITIES] = { 0 };

  for (guint i = 0; i < all->len; i++)
    counts[((QzFinding *) all->pdata[i])->severity]++;
  qz_findings_sort (findings);
  text = qz_findings_to_text (findings, ITEMS_SHOWN, context->color);
  printf (_("按%s有效的文本。"), day);
  fputs (head, stdout);
  printf (_("错误 %u，警告 %u，提示 %u。\n"), counts[QZ_SEVERITY_ERROR], counts[QZ_SEVERITY_WARNING], counts[QZ_SEVERITY_NOTE]);
  if (findings->len < all->len)
    printf (_("以下列出其中 %u 个。\n"), findings->len);
  if (findings->len > 0)
    printf ("\n%s", text);
}

static void
print (const QzContext *context, const GPtrArray *all, GPtrArray *findings, const QzAuditSummary *summary)
{
  switch (context->format) {
  case QZ_FORMAT_JSON:
    print_json (context, findings, summary);
    break;
  case QZ_FORMAT_JSONL:
    qz_findings_print (findings, NULL);
    break;
  default:
    print_text (context, all, findings, summary);
    break;
  }
}

static gboolean
check_usage (const QzContext *context, int argc, GError **error)
{
  if (argc > 0)
    g_set_error_literal (error, QZ_USAGE_ERROR, 0, _("audit 只接选项，例如 --law 种子法"));
  else
    return TRUE;
  return FALSE;
}

/* The codes that an audit gives, each with its sentence, for --help. The caller's. */
static char *
codes_help (void)
{
  GString *out = g_string_new (_("问题的代码："));

  for (guint i = 0; i <= QZ_FINDING_DANGLING_INTERNAL; i++)
    g_string_append_printf (out, "\n  %-20s %s %s", qz_finding_code_name (i), qz_severity_chinese (qz_finding_code_severity (i)),
                            qz_finding_code_sentence (i));
  return g_string_free (out, FALSE);
}

int
qz_cmd_audit (QzContext *context, int argc, char **argv, GError **error)
{
  g_auto (QzPowerFilter) filter = { 0 };
  g_autofree char *code = NULL, *severity = NULL, *codes = codes_help ();
  const GOptionEntry entries[] = {
    { "code", 0, 0, G_OPTION_ARG_FILENAME, &code, _("只看这一种问题"), _("代码") },
    { "severity", 0, 0, G_OPTION_ARG_FILENAME, &severity, _("只看这么重的和更重的：error warning note"), _("程度") },
    { "holder", 0, 0, G_OPTION_ARG_FILENAME, &filter.holder, _("实施主体含有"), _("名称") },
    { "office", 0, 0, G_OPTION_ARG_FILENAME, &filter.office, _("承办机构含有"), _("名称") },
    { "mode-declared", 0, 0, G_OPTION_ARG_FILENAME, &filter.mode_declared, _("清单登记的方式"), _("方式") },
    { "category", 0, 0, G_OPTION_ARG_FILENAME, &filter.category, _("事项类型含有"), _("类型") },
    { "from-department", 0, 0, G_OPTION_ARG_FILENAME, &filter.from_department, _("下放部门含有"), _("名称") },
    { "law", 0, 0, G_OPTION_ARG_FILENAME, &filter.law, _("依据有此法律、法规或者条文"), _("名称") },
    { "name", 0, 0, G_OPTION_ARG_FILENAME, &filter.name, _("名称含有"), _("词") },
    { NULL }
  };
  Wanted wanted;
  QzAuditSummary summary;

  context->more_help = codes;
  if (!qz_command_parse (context, "audit", entries, &argc, &argv, error) || !check_usage (context, argc, error)
      || !parse_wanted (code, severity, &wanted, error))
    return QZ_EXIT_USAGE;
  context->more_help = NULL;
  g_autoptr (QzEngine) engine = qz_engine_open (context, error);
  if (engine == NULL)
    return QZ_EXIT_INDEX;
  g_autoptr (GPtrArray) findings = qz_audit_run (engine, &filter, &summary, error);
  if (findings == NULL)
    return QZ_EXIT_FAILED;
  g_autoptr (GPtrArray) chosen = choose (context, findings, &wanted);
  print (context, findings, chosen, &summary);
  return chosen->len > 0 ? QZ_EXIT_NOTHING : QZ_EXIT_OK;
}
