/* The registry checked against the law: findings, worst first, a page at a time. */
#include "config.h"

#include <string.h>

#include <quanze/locale.h>

#include "search/audit/audit.h"
#include "search/serve/api.h"
#include "search/serve/page.h"

typedef struct {
  const char *code, *severity; /* NULL: any */
} Wanted;

static gboolean
is_wanted (const QzFinding *finding, const Wanted *wanted)
{
  return (wanted->code == NULL || g_str_equal (qz_finding_code_name (finding->code), wanted->code))
         && (wanted->severity == NULL || g_str_equal (qz_severity_name (finding->severity), wanted->severity));
}

/* ---- how many of which ---- */

static void
write_code (QzPage *page, QzFindingCode code, guint n)
{
  const char *name = qz_finding_code_name (code);
  g_autofree char *target = qz_uri_with (page->request->uri, "/audit", "code", name);

  qz_html_open (page->html, "tr", NULL);
  qz_html_open (page->html, "th", "scope", "row", NULL);
  qz_page_anchor (page, target, name, NULL);
  qz_html_close (page->html);
  qz_html_element (page->html, "td", qz_finding_code_sentence (code), "lang", "zh-CN", NULL);
  qz_html_open (page->html, "td", "class", "number", NULL);
  qz_html_printf (page->html, "%u", n);
  qz_html_close (page->html);
  qz_html_close (page->html);
}

static void
write_codes (QzPage *page, const GPtrArray *findings)
{
  guint counts[QZ_N_FINDINGS] = { 0 };

  for (guint i = 0; i < findings->len; i++)
    counts[((const QzFinding *)findings->pdata[i])->code]++;
  qz_html_open (page->html, "div", "class", "wide", "tabindex", "0", "role", "region", "aria-label",
                qz_page_say (page, N_ ("各种问题")), NULL);
  qz_html_open (page->html, "table", "class", "list", NULL);
  qz_html_element (page->html, "caption", qz_page_say (page, N_ ("各种问题")), NULL);
  for (guint code = 0; code < QZ_N_FINDINGS; code++)
    if (counts[code] > 0)
      write_code (page, code, counts[code]);
  qz_html_close (page->html);
  qz_html_close (page->html);
}

static void
write_chosen (QzPage *page, const Wanted *wanted)
{
  const char *const set[][2] = { { "code", wanted->code }, { "severity", wanted->severity } };

  qz_html_open (page->html, "p", "class", "chosen", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (set); i++) {
    g_autofree char *target = qz_uri_with (page->request->uri, "/audit", set[i][0], NULL);
    g_autofree char *label = g_strdup_printf ("%s ×", qz_page_name (page, set[i][1]));
    if (set[i][1] != NULL)
      qz_page_anchor (page, target, label, "chip");
  }
  for (QzSeverity severity = 0; wanted->severity == NULL && severity < QZ_N_SEVERITIES; severity++) {
    g_autofree char *target = qz_uri_with (page->request->uri, "/audit", "severity", qz_severity_name (severity));
    g_autofree char *label
      = g_strdup_printf (qz_page_say (page, N_ ("只看%s")), qz_page_name (page, qz_severity_name (severity)));
    qz_page_anchor (page, target, label, "chip");
  }
  qz_html_close (page->html);
}

/* ---- one finding ---- */

static void
write_finding (QzPage *page, const QzFinding *finding)
{
  g_autofree char *class_name = g_strdup_printf ("badge %s", qz_severity_name (finding->severity));
  QzHtml *html = page->html;

  qz_html_open (html, "li", "class", "finding", NULL);
  qz_html_open (html, "p", NULL);
  qz_html_element (html, "span", qz_page_name (page, qz_severity_name (finding->severity)), "class", class_name, NULL);
  qz_html_text (html, " ");
  qz_html_element (html, "strong", qz_finding_code_sentence (finding->code), "lang", "zh-CN", NULL);
  qz_html_close (html);
  qz_html_open (html, "dl", "lang", "zh-CN", NULL);
  if (finding->power != NULL) {
    qz_html_element (html, "dt", qz_page_say (page, N_ ("事项")), NULL);
    qz_html_open (html, "dd", NULL);
    qz_page_anchor_id (page, "power", finding->power, finding->subject != NULL ? finding->subject : finding->power);
    qz_html_close (html);
  }
  if (finding->citation != NULL) {
    qz_html_element (html, "dt", qz_page_say (page, N_ ("引用")), NULL);
    qz_html_open (html, "dd", NULL);
    qz_page_anchor_id (page, NULL, finding->id, finding->citation);
    qz_html_close (html);
  }
  qz_page_row (page, qz_page_say (page, N_ ("清单所写")), finding->says);
  qz_page_row (page, qz_page_say (page, N_ ("对照结果")), finding->found);
  qz_page_row (page, qz_page_say (page, N_ ("建议")), finding->suggest);
  qz_html_close (html);
  qz_html_close (html);
}

static void
write_findings (QzPage *page, const GPtrArray *findings, const Wanted *wanted)
{
  const QzRequest *request = page->request;
  g_autofree char *start = g_strdup_printf ("%u", request->offset + 1);
  guint total = 0, shown = 0;

  for (guint i = 0; i < findings->len; i++)
    total += is_wanted (findings->pdata[i], wanted);
  qz_html_open (page->html, "h2", NULL);
  qz_html_printf (page->html, qz_page_say (page, N_ ("共 %u 个问题")), total);
  qz_html_close (page->html);
  if (total <= request->offset)
    return;
  qz_html_open (page->html, "ol", "class", "findings", "start", start, NULL);
  for (guint i = 0, n = 0; i < findings->len && shown < request->limit; i++)
    if (is_wanted (findings->pdata[i], wanted) && n++ >= request->offset) {
      write_finding (page, findings->pdata[i]);
      shown++;
    }
  qz_html_close (page->html);
  qz_page_turn (page, "/audit", total, shown);
}

gboolean
qz_page_audit (QzPage *page, GError **error)
{
  const QzUri *target = page->request->uri;
  const Wanted wanted = { qz_uri_get (target, "code"), qz_uri_get (target, "severity") };
  g_autofree char *summary = NULL;
  QzAuditSummary sums = { 0 };
  QzPowerFilter filter;

  qz_api_power_filter (target, &filter);
  g_autoptr (GPtrArray) findings = qz_audit_run (page->engine, &filter, &sums, error);
  if (findings == NULL)
    return FALSE;
  qz_findings_sort (findings);
  summary = qz_audit_summary_text (&sums);
  qz_page_begin (page, qz_page_say (page, N_ ("清单核对")), NULL);
  qz_html_element (page->html, "h1", qz_page_say (page, N_ ("清单核对")), NULL);
  qz_html_open (page->html, "div", "lang", "zh-CN", NULL);
  qz_html_lines (page->html, summary);
  qz_html_close (page->html);
  write_chosen (page, &wanted);
  write_codes (page, findings);
  write_findings (page, findings, &wanted);
  qz_page_end (page);
  return TRUE;
}
