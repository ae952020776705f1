/* The registry: counts with a chart, filters that are links, and the items a page at a time. */
#include "config.h"

#include <string.h>

#include <quanze/locale.h>

#include "search/powers/power_count.h"
#include "search/serve/api.h"
#include "search/serve/page.h"

/* Bars of one chart; the rest is one line that says how many. */
#define BARS_MAX 20

static const struct {
  const char *field, *title;
} CHARTS[] = { { "from_department", N_ ("按下放部门") }, { "mode", N_ ("按方式") }, { "category", N_ ("按事项类型") } };

/* Parameters that narrow the list, shown so that each can be taken away. */
static const QzPageField FILTERS[] = { { "holder", N_ ("实施主体") },   { "office", N_ ("承办机构") },
                { "mode", N_ ("行使方式") },     { "mode_declared", N_ ("登记的方式") },
                { "category", N_ ("事项类型") }, { "from_department", N_ ("下放部门") },
                { "law", N_ ("依据") },          { "name", N_ ("事项名称") },
                { "status", N_ ("时效") } };

/* ---- the chart ---- */

static void
write_bar (QzPage *page, const char *field, const json_t *item, json_int_t largest)
{
  const char *value = qz_json_text (item, "value");
  json_int_t n = json_integer_value (json_object_get (item, "count"));
  g_autofree char *share = g_strdup_printf ("%.1f", largest > 0 ? 100.0 * (double)n / (double)largest : 0);
  QzHtml *html = page->html;

  qz_html_open (html, "tr", NULL);
  qz_html_open (html, "th", "scope", "row", NULL);
  if (value != NULL) {
    g_autofree char *target = qz_uri_with (page->request->uri, "/powers", field, value);
    qz_page_anchor (page, target, qz_page_name (page, value), NULL);
  } else
    qz_html_text (html, qz_page_say (page, N_ ("（未写）")));
  qz_html_close (html);
  qz_html_open (html, "td", "class", "number", NULL);
  qz_html_printf (html, "%lld", (long long)n);
  qz_html_close (html);
  qz_html_open (html, "td", "class", "bar", "aria-hidden", "true", NULL);
  qz_html_open (html, "svg", "viewBox", "0 0 100 10", "preserveAspectRatio", "none", NULL);
  qz_html_open (html, "rect", "width", share, "height", "10", NULL);
  qz_html_close (html);
  qz_html_close (html);
  qz_html_close (html);
  qz_html_close (html);
}

static void
write_chart (QzPage *page, const char *field, const char *title, const json_t *count)
{
  const json_t *items = json_object_get (count, "items"), *item;
  json_int_t largest = json_integer_value (json_object_get (json_array_get (items, 0), "count"));
  size_t i;

  if (json_array_size (items) == 0)
    return;
  qz_html_open (page->html, "table", "class", "chart", NULL);
  qz_html_element (page->html, "caption", qz_page_say (page, title), NULL);
  json_array_foreach (items, i, item) if (i < BARS_MAX) write_bar (page, field, item, largest);
  if (i > BARS_MAX) {
    qz_html_open (page->html, "tr", NULL);
    qz_html_open (page->html, "td", "colspan", "3", NULL);
    qz_html_printf (page->html, qz_page_say (page, N_ ("另有 %zu 类")), i - BARS_MAX);
    qz_html_close (page->html);
    qz_html_close (page->html);
  }
  qz_html_close (page->html);
}

static gboolean
write_charts (QzPage *page, const QzPowerFilter *filter, GError **error)
{
  const char *fields[G_N_ELEMENTS (CHARTS) + 1] = { NULL };
  json_t *counts;

  for (guint i = 0; i < G_N_ELEMENTS (CHARTS); i++)
    fields[i] = CHARTS[i].field;
  counts = qz_power_counts_json (page->engine, filter, fields, error);
  if (counts == NULL)
    return FALSE;
  qz_html_open (page->html, "div", "class", "charts", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (CHARTS); i++)
    write_chart (page, CHARTS[i].field, CHARTS[i].title, json_array_get (counts, i));
  qz_html_close (page->html);
  json_decref (counts);
  return TRUE;
}

/* ---- filters ---- */

static void
write_form (QzPage *page)
{
  static const char *const FIELDS[][2] = { { "name", N_ ("事项名称") }, { "law", N_ ("依据") } };
  g_autofree char *action = g_strconcat (page->service->prefix, "/powers", NULL);
  const QzUri *target = page->request->uri;
  QzHtml *html = page->html;

  qz_html_open (html, "form", "action", action, "method", "get", "class", "filter", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (FIELDS); i++) {
    const char *value = qz_uri_get (target, FIELDS[i][0]);
    qz_html_element (html, "label", qz_page_say (page, FIELDS[i][1]), "for", FIELDS[i][0], NULL);
    qz_html_open (html, "input", "id", FIELDS[i][0], "name", FIELDS[i][0], "value", value != NULL ? value : "",
                  "maxlength", "100", NULL);
  }
  for (guint i = 0; i < target->names->len; i++)
    if (!g_str_equal (target->names->pdata[i], "name") && !g_str_equal (target->names->pdata[i], "law")
        && !g_str_equal (target->names->pdata[i], "page"))
      qz_html_open (html, "input", "type", "hidden", "name", target->names->pdata[i], "value", target->values->pdata[i],
                    NULL);
  qz_html_element (html, "button", qz_page_say (page, N_ ("筛选")), "type", "submit", NULL);
  qz_html_close (html);
}

/* ---- the list ---- */

static void
write_item (QzPage *page, const json_t *power)
{
  static const char *const CELLS[] = { "holder", "from_department" };
  QzHtml *html = page->html;

  qz_html_open (html, "tr", NULL);
  qz_html_element (html, "td", qz_json_text (power, "code") != NULL ? qz_json_text (power, "code") : "–", NULL);
  qz_html_open (html, "th", "scope", "row", NULL);
  qz_page_anchor_id (page, "power", qz_json_text (power, "id"), qz_json_text (power, "name"));
  if (qz_json_text (power, "subname") != NULL)
    qz_html_printf (html, "：%s", qz_json_text (power, "subname"));
  qz_html_close (html);
  qz_html_element (html, "td", qz_json_text (power, "category") != NULL ? qz_json_text (power, "category") : "–", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (CELLS); i++)
    qz_html_element (html, "td", qz_json_text (power, CELLS[i]) != NULL ? qz_json_text (power, CELLS[i]) : "–", NULL);
  qz_html_open (html, "td", NULL);
  qz_page_mode (page, qz_json_text (power, "mode"));
  if (g_strcmp0 (qz_json_text (power, "status"), "current") != 0)
    qz_page_status (page, qz_json_text (power, "status"));
  qz_html_close (html);
  qz_html_close (html);
}

static void
write_list (QzPage *page, const json_t *list)
{
  static const char *const HEADS[]
    = { N_ ("编码"), N_ ("事项名称"), N_ ("事项类型"), N_ ("实施主体"), N_ ("下放部门"), N_ ("行使方式") };
  const json_t *items = json_object_get (list, "items"), *item;
  guint total = (guint)json_integer_value (json_object_get (list, "total"));
  QzHtml *html = page->html;
  size_t i;

  qz_html_open (html, "h2", NULL);
  qz_html_printf (html, qz_page_say (page, N_ ("共 %u 项")), total);
  qz_html_close (html);
  if (json_array_size (items) == 0)
    return;
  qz_html_open (html, "div", "class", "wide", "tabindex", "0", "role", "region", "aria-label",
                qz_page_say (page, N_ ("事项")), NULL);
  qz_html_open (html, "table", "class", "list", NULL);
  qz_html_open (html, "thead", NULL);
  qz_html_open (html, "tr", NULL);
  for (guint h = 0; h < G_N_ELEMENTS (HEADS); h++)
    qz_html_element (html, "th", qz_page_say (page, HEADS[h]), "scope", "col", NULL);
  qz_html_close (html);
  qz_html_close (html);
  qz_html_open (html, "tbody", "lang", "zh-CN", NULL);
  json_array_foreach (items, i, item) write_item (page, item);
  qz_html_close (html);
  qz_html_close (html);
  qz_html_close (html);
  qz_page_turn (page, "/powers", total, (guint)json_array_size (items));
}

/* A filter that cannot be is said on the page. */
static void
write_wrong (QzPage *page, const char *why)
{
  page->status = 400;
  qz_page_begin (page, qz_page_say (page, N_ ("权责清单")), NULL);
  qz_html_element (page->html, "h1", qz_page_say (page, N_ ("权责清单")), NULL);
  qz_html_element (page->html, "p", why, NULL);
  qz_page_chosen (page, "/powers", FILTERS, G_N_ELEMENTS (FILTERS));
  qz_page_end (page);
}

gboolean
qz_page_registry (QzPage *page, GError **error)
{
  const QzRequest *request = page->request;
  g_autoptr (GError) own = NULL;
  QzPowerFilter filter;
  json_t *list;
  gboolean ok;

  qz_api_power_filter (request->uri, &filter);
  list = qz_power_list_json (page->engine, &filter, request->offset, request->limit, &own);
  if (list == NULL && own->domain == QZ_USAGE_ERROR) {
    write_wrong (page, own->message);
    return TRUE;
  }
  if (list == NULL) {
    g_propagate_error (error, g_steal_pointer (&own));
    return FALSE;
  }
  qz_page_begin (page, qz_page_say (page, N_ ("权责清单")), NULL);
  qz_html_element (page->html, "h1", qz_page_say (page, N_ ("权责清单")), NULL);
  write_form (page);
  qz_page_chosen (page, "/powers", FILTERS, G_N_ELEMENTS (FILTERS));
  ok = write_charts (page, &filter, error);
  write_list (page, list);
  qz_page_end (page);
  json_decref (list);
  return ok;
}
