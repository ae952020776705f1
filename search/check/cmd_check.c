#include "config.h"

#include <stdio.h>

#include <quanze/locale.h>
#include <quanze/source.h>

#include "search/check/check.h"

static gboolean
read_day (const char *option, const char *text, QzDate *day, GError **error)
{
  if (text == NULL || qz_date_parse_iso (text, day))
    return TRUE;
  g_set_error (error, QZ_USAGE_ERROR, 0, _ ("--%s：“%s”不是日期，应为 YYYY-MM-DD"), option, text);
  return FALSE;
}

static gboolean
check_usage (const QzContext *context, int argc, const QzCheckDays *days, GError **error)
{
  if (argc != 1)
    g_set_error_literal (error, QZ_USAGE_ERROR, 0, _ ("请给一个文件"));
  else if (days->act != 0 && days->decision != 0 && days->act > days->decision)
    g_set_error_literal (error, QZ_USAGE_ERROR, 0, _ ("--act-date 不能晚于 --decision-date"));
  else
    return TRUE;
  return FALSE;
}

static void
print_text (const QzContext *context, GPtrArray *findings, const QzCheckSummary *summary)
{
  g_autofree char *head = qz_check_summary_text (summary), *text = NULL;
  guint counts[QZ_N_SEVERITIES] = { 0 };

  for (guint i = 0; i < findings->len; i++)
    counts[((QzFinding *)findings->pdata[i])->severity]++;
  qz_findings_sort (findings);
  text = qz_findings_to_text (findings, 0, context->color);
  fputs (head, stdout);
  printf (_ ("错误 %u，警告 %u，提示 %u。\n"), counts[QZ_SEVERITY_ERROR], counts[QZ_SEVERITY_WARNING],
          counts[QZ_SEVERITY_NOTE]);
  if (findings->len > 0)
    printf ("\n%s", text);
}

/* Those of ALL that are wanted, within --offset and --limit; borrowed from it. */
static GPtrArray *
choose (const QzContext *context, const GPtrArray *all, QzSeverity least)
{
  GPtrArray *chosen = g_ptr_array_new ();
  gint n = 0;

  for (guint i = 0; i < all->len; i++)
    if (((QzFinding *)all->pdata[i])->severity <= least && n++ >= context->offset
        && (context->limit < 0 || chosen->len < (guint)context->limit))
      g_ptr_array_add (chosen, all->pdata[i]);
  return chosen;
}

static void
print (const QzContext *context, GPtrArray *findings, const QzCheckSummary *summary)
{
  if (context->format == QZ_FORMAT_TEXT) {
    print_text (context, findings, summary);
    return;
  }
  g_autofree char *head = qz_check_summary_text (summary); /* which days were read and which assumed */
  fputs (head, stderr);
  qz_findings_print (findings, context->format == QZ_FORMAT_JSON ? qz_check_summary_json (summary) : NULL);
}

int
qz_cmd_check (QzContext *context, int argc, char **argv, GError **error)
{
  g_autofree char *act = NULL, *decision = NULL, *least = NULL;
  const GOptionEntry entries[]
    = { { "act-date", 0, 0, G_OPTION_ARG_FILENAME, &act, _ ("违法行为发生（终了）的日期；默认从文中读"), "YYYY-MM-DD" },
        { "decision-date", 0, 0, G_OPTION_ARG_FILENAME, &decision, _ ("作出决定的日期；默认从文中读"), "YYYY-MM-DD" },
        { "severity", 0, 0, G_OPTION_ARG_FILENAME, &least, _ ("只看这么重的和更重的：error warning note"), _ ("程度") },
        { NULL } };
  QzCheckDays days = { 0 };
  g_auto (QzCheckSummary) summary = { 0 };
  QzSeverity severity = QZ_SEVERITY_NOTE;

  if (!qz_command_parse (context, "check", entries, &argc, &argv, error)
      || !read_day ("act-date", act, &days.act, error) || !read_day ("decision-date", decision, &days.decision, error)
      || !check_usage (context, argc, &days, error))
    return QZ_EXIT_USAGE;
  if (least != NULL && !qz_severity_from_name (least, &severity)) {
    g_set_error (error, QZ_USAGE_ERROR, 0, _ ("--severity：只能是 error、warning 或 note"));
    return QZ_EXIT_USAGE;
  }
  if (context->as_of_given && days.decision == 0)
    days.decision = context->as_of;
  g_autoptr (QzEngine) engine = qz_engine_open (context, error);
  if (engine == NULL)
    return QZ_EXIT_INDEX;
  g_autoptr (QzSource) source = qz_source_read (argv[0], error);
  g_autoptr (GPtrArray) all = source != NULL ? qz_check_run (engine, source, &days, &summary, error) : NULL;
  if (all == NULL)
    return QZ_EXIT_FAILED;
  g_autoptr (GPtrArray) findings = choose (context, all, severity);
  print (context, findings, &summary);
  return findings->len > 0 ? QZ_EXIT_NOTHING : QZ_EXIT_OK;
}
