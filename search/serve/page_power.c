/* One registry item: who, in which way, on what basis as it stands today, and where it is printed. */
#include "config.h"

#include <quanze/locale.h>

#include "search/locate.h"
#include "search/powers/power_view.h"
#include "search/serve/page.h"

static void
write_basis (QzPage *page, const json_t *list)
{
  const json_t *entry;
  size_t i;

  if (json_array_size (list) == 0)
    return;
  qz_html_element (page->html, "h2", qz_page_say (page, N_ ("依据")), NULL);
  json_array_foreach (list, i, entry)
  {
    const json_t *match = json_object_get (entry, "quote_match");
    const char *resolution = qz_json_text (entry, "resolution");

    qz_html_open (page->html, "div", "class", "basis", NULL);
    qz_html_open (page->html, "p", "class", "cite", NULL);
    qz_page_anchor_id (page, NULL, qz_json_text (entry, "id"), qz_json_text (entry, "citation"));
    if (g_strcmp0 (resolution, "no-such-instrument") == 0)
      qz_html_element (page->html, "span", qz_page_say (page, N_ ("条文未入库")), "class", "badge status unknown",
                       NULL);
    else
      qz_page_status (page, qz_json_text (entry, "status"));
    if (g_strcmp0 (resolution, "no-such-provision") == 0)
      qz_html_element (page->html, "span", qz_page_say (page, N_ ("现行文本无此条款")), "class", "badge error", NULL);
    if (json_is_number (match)) {
      qz_html_open (page->html, "span", "class", "dates", NULL);
      qz_html_printf (page->html, qz_page_say (page, N_ ("引文符合 %.0f%%")), json_number_value (match) * 100);
      qz_html_close (page->html);
    }
    qz_page_copy (page, qz_json_text (entry, "citation"));
    qz_html_close (page->html);
    if (qz_json_text (entry, "quote") != NULL) {
      qz_html_open (page->html, "blockquote", "lang", "zh-CN", NULL);
      qz_html_lines (page->html, qz_json_text (entry, "quote"));
      qz_html_close (page->html);
    }
    qz_html_close (page->html);
  }
}

static void
write_mode (QzPage *page, const json_t *power)
{
  const char *mode = qz_json_text (power, "mode"), *declared = qz_json_text (power, "mode_declared");

  if (mode == NULL && declared == NULL)
    return;
  qz_html_element (page->html, "dt", qz_page_say (page, N_ ("行使方式")), NULL);
  qz_html_open (page->html, "dd", NULL);
  qz_page_mode (page, mode);
  if (declared != NULL && g_strcmp0 (mode, declared) != 0)
    qz_html_printf (page->html, qz_page_say (page, N_ ("（清单登记为%s）")), qz_page_name (page, declared));
  qz_page_reason (page, qz_json_text (power, "mode_reason"));
  qz_html_close (page->html);
}

static void
write_rows (QzPage *page, const json_t *power)
{
  static const char *const ROWS[][2] = {
    { "code", N_ ("编码") },
    { "category", N_ ("事项类型") },
    { "holder", N_ ("实施主体") },
    { "office", N_ ("承办机构") },
    { "window", N_ ("办理窗口") },
    { "level", N_ ("行使层级") },
    { "from_department", N_ ("下放部门") },
    { "scope", N_ ("行使范围") },
    { "limits", N_ ("权限限制") },
    { "duties", N_ ("责任事项") },
    { "accountability", N_ ("监督方式") },
    { "valid_from", N_ ("生效日期") },
    { "valid_to", N_ ("失效日期") },
    { "remark", N_ ("备注") },
  };

  qz_html_open (page->html, "dl", NULL);
  write_mode (page, power);
  for (guint i = 0; i < G_N_ELEMENTS (ROWS); i++)
    qz_page_row (page, qz_page_say (page, ROWS[i][1]), qz_json_text (power, ROWS[i][0]));
  qz_html_close (page->html);
}

static void
write_source (QzPage *page, const json_t *power)
{
  const json_t *source = json_object_get (power, "source"), *grant = json_object_get (power, "grant");
  const char *path = qz_json_text (source, "path");
  g_autofree char *name = path != NULL ? g_path_get_basename (path) : NULL;

  if (qz_json_text (grant, "citation") != NULL) {
    qz_html_element (page->html, "h2", qz_page_say (page, N_ ("下放依据")), NULL);
    qz_html_open (page->html, "p", NULL);
    qz_page_anchor_id (page, NULL, qz_json_text (grant, "id"), qz_json_text (grant, "citation"));
    qz_html_close (page->html);
  }
  if (name == NULL)
    return;
  qz_html_element (page->html, "h2", qz_page_say (page, N_ ("出处")), NULL);
  qz_html_open (page->html, "p", NULL);
  qz_html_printf (page->html, qz_page_say (page, N_ ("%s，工作表“%s”第 %lld 行")), name, qz_json_text (source, "sheet"),
                  (long long)json_integer_value (json_object_get (source, "row")));
  qz_html_close (page->html);
}

static void
write_all (QzPage *page, const json_t *power)
{
  const char *subname = qz_json_text (power, "subname");

  qz_page_begin (page, qz_json_text (power, "name"), NULL);
  qz_html_element (page->html, "h1", qz_json_text (power, "name"), "lang", "zh-CN", NULL);
  qz_html_element (page->html, "p", subname, "class", "subname", "lang", "zh-CN", NULL);
  qz_html_open (page->html, "p", "class", "facts", NULL);
  qz_page_status (page, qz_json_text (power, "status"));
  if (json_is_true (json_object_get (power, "internal")))
    qz_html_element (page->html, "span", qz_page_say (page, N_ ("内部管理权限，不对外行使")), "class", "badge", NULL);
  qz_html_close (page->html);
  write_rows (page, power);
  write_basis (page, json_object_get (power, "basis"));
  write_source (page, power);
  qz_page_end (page);
}

gboolean
qz_page_power (QzPage *page, GError **error)
{
  g_autoptr (QzPlace) place = qz_locate (page->engine, page->request->rest, error);

  if (place == NULL)
    return FALSE;
  if (place->found == NULL || g_strcmp0 (place->found->kind, "power") != 0) {
    qz_page_missing (page, page->request->rest, place->why);
    return TRUE;
  }
  g_autoptr (QzPowerView) view = qz_power_view_new (page->engine);
  json_t *power = qz_power_view_json (view, place->found, error);
  if (power == NULL)
    return FALSE;
  write_all (page, power);
  json_decref (power);
  return TRUE;
}
