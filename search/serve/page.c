#include "config.h"

#include <string.h>

#include <quanze/locale.h>
#include <quanze/power.h>

#include "search/serve/page.h"

/* ---- words ---- */

const QzMessages *
qz_page_messages (const QzPage *page)
{
  return page->english ? page->service->english : NULL;
}

const char *
qz_page_say (const QzPage *page, const char *message)
{
  return qz_messages_say (qz_page_messages (page), message);
}

const char *
qz_page_name (const QzPage *page, const char *name)
{
  static const struct {
    const char *name, *shown;
  } NAMES[] = {
    { "current", N_ ("现行有效") },
    { "amended", N_ ("已被修改") },
    { "repealed", N_ ("已废止") },
    { "not-yet-in-force", N_ ("尚未施行") },
    { "unknown", N_ ("时效不明") },
    { "provision", N_ ("条文") },
    { "instrument", N_ ("整件文件") },
    { "power", N_ ("事项") },
    { "constitution", N_ ("宪法") },
    { "law", N_ ("法律") },
    { "administrative-regulation", N_ ("行政法规") },
    { "local-regulation", N_ ("地方性法规") },
    { "department-rule", N_ ("部门规章") },
    { "local-rule", N_ ("地方政府规章") },
    { "judicial-interpretation", N_ ("司法解释") },
    { "normative-document", N_ ("规范性文件") },
    { "case", N_ ("案例") },
    { "error", N_ ("错误") },
    { "warning", N_ ("警告") },
    { "note", N_ ("提示") },
    { "same", N_ ("未变") },
    { "modified", N_ ("修改") },
    { "moved", N_ ("移动") },
    { "split", N_ ("拆分") },
    { "merged", N_ ("合并") },
    { "added", N_ ("新增") },
    { "deleted", N_ ("删除") },
  };

  for (guint i = 0; name != NULL && i < G_N_ELEMENTS (NAMES); i++)
    if (g_str_equal (NAMES[i].name, name))
      return qz_page_say (page, NAMES[i].shown);
  return name != NULL ? qz_page_say (page, qz_mode_word (name)) : NULL;
}

/* ---- links ---- */

char *
qz_page_link (const QzPage *page, const char *target)
{
  const char *language = page->request != NULL ? qz_uri_get (page->request->uri, "lang") : NULL;
  GString *link = g_string_new (page->service->prefix);

  g_string_append (link, target);
  if (language != NULL && strstr (target, "lang=") == NULL)
    g_string_append_printf (link, "%clang=%s", strchr (target, '?') != NULL ? '&' : '?', page->english ? "en" : "zh");
  if (page->large && strstr (target, "view=") == NULL)
    g_string_append_printf (link, "%cview=large", strchr (link->str, '?') != NULL ? '&' : '?');
  return g_string_free (link, FALSE);
}

void
qz_page_anchor (QzPage *page, const char *target, const char *text, const char *class_name)
{
  g_autofree char *link = qz_page_link (page, target);

  qz_html_element (page->html, "a", text, "href", link, "class", class_name, NULL);
}

void
qz_page_anchor_id (QzPage *page, const char *kind, const char *id, const char *text)
{
  g_autofree char *target
    = id != NULL ? qz_uri_path (g_strcmp0 (kind, "power") == 0 ? "/powers/" : "/provisions/", id) : NULL;

  if (target != NULL)
    qz_page_anchor (page, target, text, NULL);
  else
    qz_html_text (page->html, text);
}

/* This page's own address with NAME set to VALUE. The caller's. */
static char *
own_target (const QzPage *page, const char *name, const char *value)
{
  const QzUri *target = page->request != NULL ? page->request->uri : NULL;
  g_autofree char *path = target != NULL ? g_uri_escape_string (target->path, "/", FALSE) : NULL;

  return target != NULL ? qz_uri_with (target, path, name, value) : g_strdup_printf ("/?%s=%s", name, value);
}

/* ---- the frame ---- */

static void
write_head (QzPage *page, const char *title)
{
  QzHtml *html = page->html;
  g_autofree char *window = title != NULL ? g_strdup_printf ("%s — %s", title, qz_page_say (page, N_ ("权责"))) : NULL;
  static const struct {
    const char *rel, *type, *path;
  } LINKS[] = { { "stylesheet", NULL, "/quanze.css" },
                { "icon", "image/svg+xml", "/favicon.svg" },
                { "search", "application/opensearchdescription+xml", "/opensearch.xml" } };
  static const char *const SCRIPTS[] = { "/quanze-search.js", "/quanze.js" };

  qz_html_open (html, "head", NULL);
  qz_html_open (html, "meta", "charset", "utf-8", NULL);
  qz_html_open (html, "meta", "name", "viewport", "content", "width=device-width, initial-scale=1", NULL);
  qz_html_open (html, "meta", "name", "color-scheme", "content", "light dark", NULL);
  qz_html_element (html, "title", window != NULL ? window : qz_page_say (page, N_ ("权责：谁有权做这件事，依据是什么")),
                   NULL);
  for (guint i = 0; i < G_N_ELEMENTS (LINKS); i++) {
    g_autofree char *href = g_strconcat (page->service->prefix, LINKS[i].path, "?v=", qz_asset_version (), NULL);
    qz_html_open (html, "link", "rel", LINKS[i].rel, "type", LINKS[i].type, "href", href, "title",
                  i == 2 ? qz_page_say (page, N_ ("权责")) : NULL, NULL);
  }
  for (guint i = 0; i < G_N_ELEMENTS (SCRIPTS); i++) {
    g_autofree char *src = g_strconcat (page->service->prefix, SCRIPTS[i], "?v=", qz_asset_version (), NULL);
    qz_html_open (html, "script", "src", src, "defer", "", NULL);
    qz_html_close (html);
  }
  qz_html_close (html);
}

/* What the reader chose stays chosen when a form is sent. */
static void
write_hidden (QzPage *page)
{
  static const char *const KEPT[] = { "lang", "view" };

  for (guint i = 0; page->request != NULL && i < G_N_ELEMENTS (KEPT); i++) {
    const char *value = qz_uri_get (page->request->uri, KEPT[i]);
    if (value != NULL)
      qz_html_open (page->html, "input", "type", "hidden", "name", KEPT[i], "value", value, NULL);
  }
}

/* The box. The element around the form takes it over where scripts run; without them the form is there. */
static void
write_box (QzPage *page, const char *query)
{
  QzHtml *html = page->html;
  g_autofree char *home = g_strconcat (page->service->prefix, "/", NULL);
  const char *label = qz_page_say (page, N_ ("问题、检索词、法条或文件名"));

  qz_html_open (html, "search", NULL);
  qz_html_open (html, "quanze-search", "endpoint", home, "lang", page->english ? "en" : "zh", "value",
                query != NULL ? query : "", NULL);
  qz_html_open (html, "form", "action", home, "method", "get", "class", "box", NULL);
  qz_html_element (html, "label", label, "for", "q", "class", "visually-hidden", NULL);
  qz_html_open (html, "input", "id", "q", "name", "q", "type", "search", "value", query != NULL ? query : "",
                "maxlength", "300", "placeholder", label, "autocomplete", "off", "spellcheck", "false", NULL);
  write_hidden (page);
  qz_html_element (html, "button", qz_page_say (page, N_ ("查询")), "type", "submit", NULL);
  qz_html_close (html);
  qz_html_close (html);
  qz_html_close (html);
}

static void
write_choices (QzPage *page)
{
  g_autofree char *language = own_target (page, "lang", page->english ? "zh" : "en");
  g_autofree char *view = own_target (page, "view", page->large ? "usual" : "large");
  g_autofree char *link = g_strconcat (page->service->prefix, language, NULL);
  QzHtml *html = page->html;

  qz_page_anchor (page, "/powers", qz_page_say (page, N_ ("权责清单")), NULL);
  qz_page_anchor (page, "/audit", qz_page_say (page, N_ ("清单核对")), NULL);
  qz_page_anchor (page, view, page->large ? qz_page_say (page, N_ ("标准字号")) : qz_page_say (page, N_ ("大字版")),
                  NULL);
  qz_html_element (html, "a", page->english ? "中文" : "English", "href", link, "lang", page->english ? "zh-CN" : "en",
                   "hreflang", page->english ? "zh-CN" : "en", NULL);
}

void
qz_page_begin (QzPage *page, const char *title, const char *query)
{
  QzHtml *html = page->html;
  g_autofree char *home = qz_page_link (page, "/");

  qz_html_open (html, "html", "lang", page->english ? "en" : "zh-CN", "class", page->large ? "large" : NULL, NULL);
  write_head (page, title);
  qz_html_open (html, "body", NULL);
  qz_html_element (html, "a", qz_page_say (page, N_ ("跳到正文")), "href", "#main", "class", "skip", NULL);
  qz_html_open (html, "header", "class", "top", NULL);
  qz_html_open (html, "div", "class", "bar", NULL);
  qz_html_element (html, "a", qz_page_say (page, N_ ("权责")), "href", home, "class", "brand", NULL);
  qz_html_open (html, "nav", "aria-label", qz_page_say (page, N_ ("栏目")), NULL);
  write_choices (page);
  qz_html_close (html);
  qz_html_close (html);
  write_box (page, query);
  qz_html_close (html);
  qz_html_open (html, "main", "id", "main", "tabindex", "-1", NULL);
}

void
qz_page_end (QzPage *page)
{
  QzHtml *html = page->html;
  g_autofree char *horizon
    = page->engine != NULL ? qz_date_to_iso (qz_timeline_horizon (page->engine->timeline)) : NULL;
  g_autofree char *day = page->engine != NULL ? qz_date_to_iso (page->engine->as_of) : NULL;

  qz_html_close (html);
  qz_html_open (html, "footer", NULL);
  if (day != NULL) {
    qz_html_open (html, "p", NULL);
    qz_html_printf (html, qz_page_say (page, N_ ("按 %s 有效的文本；索引所收文本截至 %s，之后的修改这里不知道。")), day,
                    horizon != NULL ? horizon : "?");
    qz_html_close (html);
  }
  qz_html_element (html, "p", qz_page_say (page, N_ ("这是带出处的查询工具，不是法律决定。不记录谁查了什么。")), NULL);
  qz_html_close (html);
}

/* ---- small parts ---- */

void
qz_page_row (QzPage *page, const char *label, const char *text)
{
  if (text == NULL || *text == '\0')
    return;
  qz_html_element (page->html, "dt", label, NULL);
  qz_html_element (page->html, "dd", text, NULL);
}

static void
badge (QzPage *page, const char *kind, const char *name)
{
  g_autofree char *class_name = NULL;

  if (name == NULL || qz_page_name (page, name) == name) /* one that is none has no class of its own */
    return;
  class_name = g_strdup_printf ("badge %s %s", kind, name);
  qz_html_element (page->html, "span", qz_page_name (page, name), "class", class_name, NULL);
}

void
qz_page_status (QzPage *page, const char *status)
{
  badge (page, "status", status);
}

void
qz_page_mode (QzPage *page, const char *mode)
{
  badge (page, "mode", mode);
}

void
qz_page_reason (QzPage *page, const char *reason)
{
  if (reason != NULL)
    qz_html_element (page->html, "p", qz_page_say (page, reason), "class", "reason", NULL);
}

void
qz_page_copy (QzPage *page, const char *text)
{
  if (text == NULL)
    return;
  g_autofree char *label = g_strdup_printf (qz_page_say (page, N_ ("复制引用 %s")), text);
  qz_html_element (page->html, "button", qz_page_say (page, N_ ("复制引用")), "type", "button", "class", "copy",
                   "data-copy", text, "data-done", qz_page_say (page, N_ ("已复制")), "aria-label", label, "hidden", "",
                   NULL);
}

void
qz_page_marked (QzPage *page, const char *text, const json_t *marks)
{
  const char *at = text;
  glong chars = g_utf8_strlen (text, -1), done = 0;
  const json_t *mark;
  size_t i;

  json_array_foreach (marks, i, mark)
  {
    glong start = (glong)json_integer_value (json_array_get (mark, 0)),
          end = (glong)json_integer_value (json_array_get (mark, 1));

    if (start < done || end <= start || end > chars)
      continue;
    const char *from = g_utf8_offset_to_pointer (at, start - done), *to = g_utf8_offset_to_pointer (from, end - start);
    qz_html_text_len (page->html, at, (gsize)(from - at));
    qz_html_open (page->html, "mark", NULL);
    qz_html_text_len (page->html, from, (gsize)(to - from));
    qz_html_close (page->html);
    at = to;
    done = end;
  }
  qz_html_text (page->html, at);
}

void
qz_page_turn (QzPage *page, const char *path, guint total, guint shown)
{
  const QzRequest *request = page->request;
  guint number = request->limit > 0 ? request->offset / request->limit + 1 : 1;
  gboolean more = request->offset + shown < total && request->offset + 2 * request->limit <= QZ_DEPTH_MAX + QZ_LIMIT_MAX
                  && shown > 0;
  g_autofree char *before = g_strdup_printf ("%u", number - 1), *after = g_strdup_printf ("%u", number + 1);

  if (number <= 1 && !more)
    return;
  qz_html_open (page->html, "nav", "class", "turn", "aria-label", qz_page_say (page, N_ ("翻页")), NULL);
  if (number > 1) {
    g_autofree char *target = qz_uri_with (request->uri, path, "page", before);
    qz_page_anchor (page, target, qz_page_say (page, N_ ("上一页")), NULL);
  }
  qz_html_open (page->html, "span", NULL);
  qz_html_printf (page->html, qz_page_say (page, N_ ("第 %u 页")), number);
  qz_html_close (page->html);
  if (more) {
    g_autofree char *target = qz_uri_with (request->uri, path, "page", after);
    qz_page_anchor (page, target, qz_page_say (page, N_ ("下一页")), NULL);
  }
  qz_html_close (page->html);
}

void
qz_page_chosen (QzPage *page, const char *path, const QzPageField *fields, guint n)
{
  gboolean open = FALSE;

  for (guint i = 0; i < n; i++) {
    const char *value = qz_uri_get (page->request->uri, fields[i].field);
    g_autofree char *target = NULL, *label = NULL;

    if (value == NULL)
      continue;
    if (!open)
      qz_html_open (page->html, "p", "class", "chosen", NULL);
    open = TRUE;
    target = qz_uri_with (page->request->uri, path, fields[i].field, NULL);
    label = g_strdup_printf ("%s：%s ×", qz_page_say (page, fields[i].title), qz_page_name (page, value));
    qz_page_anchor (page, target, label, "chip");
  }
  if (open)
    qz_html_close (page->html);
}

void
qz_page_missing (QzPage *page, const char *query, const char *why)
{
  page->status = 404;
  qz_page_begin (page, qz_page_say (page, N_ ("没有找到")), query);
  qz_html_element (page->html, "h1", qz_page_say (page, N_ ("没有找到")), NULL);
  qz_html_element (page->html, "p", why, NULL);
  qz_page_end (page);
}

/* ---- replies ---- */

static QzReply *
reply_of (QzPage *page)
{
  gsize len;
  char *text = qz_html_finish (g_steal_pointer (&page->html), &len);

  return qz_reply_new (page->status, QZ_TYPE_HTML, text, len);
}

QzReply *
qz_page_reply (QzService *service, QzEngine *engine, const QzRequest *request, GError **error)
{
  static const struct {
    QzRoute route;
    gboolean (*fill) (QzPage *, GError **);
  } PAGES[] = { { QZ_ROUTE_HOME, qz_page_home },
                { QZ_ROUTE_PROVISION, qz_page_provision },
                { QZ_ROUTE_POWER, qz_page_power },
                { QZ_ROUTE_REGISTRY, qz_page_registry },
                { QZ_ROUTE_AUDIT, qz_page_audit } };
  QzPage page = { service,
                  engine,
                  request,
                  qz_html_new (),
                  request->english,
                  g_strcmp0 (qz_uri_get (request->uri, "view"), "large") == 0,
                  200 };

  for (guint i = 0; i < G_N_ELEMENTS (PAGES); i++)
    if (PAGES[i].route == request->route && PAGES[i].fill (&page, error))
      return reply_of (&page);
  qz_html_free (page.html);
  return NULL;
}

QzReply *
qz_page_problem (QzService *service, guint status, const char *detail, gboolean english)
{
  QzPage page = { service, NULL, NULL, qz_html_new (), english, FALSE, status };
  g_autofree char *title = g_strdup_printf ("%u", status);

  qz_page_begin (&page, title, NULL);
  qz_html_element (page.html, "h1", qz_page_say (&page, status == 404 ? N_ ("没有找到") : N_ ("这个请求没有完成")),
                   NULL);
  qz_html_element (page.html, "p", detail, NULL);
  qz_page_end (&page);
  return reply_of (&page);
}
