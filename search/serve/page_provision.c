/* A provision or an instrument: its words, its versions, what it cites, what cites it and which powers rest on it. */
#include "config.h"

#include <string.h>

#include <quanze/citation.h>
#include <quanze/locale.h>

#include "search/serve/page.h"
#include "search/show/show_view.h"

/* ---- facts ---- */

static void
write_head (QzPage *page, const json_t *shown)
{
  const char *from = qz_json_text (shown, "effective_from"), *until = qz_json_text (shown, "effective_to");
  QzHtml *html = page->html;

  qz_html_element (html, "h1", qz_json_text (shown, "citation"), "lang", "zh-CN", NULL);
  qz_html_open (html, "p", "class", "facts", NULL);
  qz_page_status (page, qz_json_text (shown, "status"));
  if (from != NULL) {
    qz_html_open (html, "span", NULL);
    qz_html_printf (html, qz_page_say (page, N_ ("%s 起施行")), from);
    qz_html_close (html);
  }
  if (until != NULL) {
    qz_html_open (html, "span", NULL);
    qz_html_printf (html, qz_page_say (page, N_ ("%s 止")), until);
    qz_html_close (html);
  }
  qz_page_copy (page, qz_json_text (shown, "citation"));
  qz_html_close (html);
}

static void
write_facts (QzPage *page, const json_t *shown)
{
  const char *id = qz_json_text (shown, "id");
  gboolean article = id != NULL && strchr (id, '#') != NULL;
  g_autofree char *instrument = article ? g_strndup (id, strcspn (id, "#")) : NULL;

  qz_html_open (page->html, "dl", "class", "facts", NULL);
  if (article) {
    qz_html_element (page->html, "dt", qz_page_say (page, N_ ("所属文件")), NULL);
    qz_html_open (page->html, "dd", NULL);
    qz_page_anchor_id (page, NULL, instrument, qz_json_text (shown, "title"));
    qz_html_close (page->html);
    qz_page_row (page, qz_page_say (page, N_ ("位置")), qz_json_text (shown, "path"));
  }
  qz_page_row (page, qz_page_say (page, N_ ("文号")), qz_json_text (shown, "number"));
  qz_page_row (page, qz_page_say (page, N_ ("制定机关")), qz_json_text (shown, "issuer"));
  qz_page_row (page, qz_page_say (page, N_ ("位阶")), qz_page_name (page, qz_json_text (shown, "level")));
  qz_page_row (page, qz_page_say (page, N_ ("适用地域")), qz_json_text (shown, "territory"));
  qz_html_close (page->html);
}

/* ---- an instrument's contents ---- */

static void
write_contents (QzPage *page, const json_t *shown)
{
  const char *id = qz_json_text (shown, "id");
  const json_t *one;
  size_t i;

  json_array_foreach (json_object_get (shown, "front"), i, one)
    qz_html_element (page->html, "p", json_string_value (one), "lang", "zh-CN", NULL);
  if (json_array_size (json_object_get (shown, "articles")) == 0)
    return;
  qz_html_element (page->html, "h2", qz_page_say (page, N_ ("条文")), NULL);
  qz_html_open (page->html, "ul", "class", "articles", "lang", "zh-CN", NULL);
  json_array_foreach (json_object_get (shown, "articles"), i, one)
  {
    const char *eid = json_string_value (one);
    g_autofree char *article = g_strconcat (id, "#", eid, NULL), *number = NULL;
    QzAddress address = { 0 };

    if (eid == NULL || !qz_address_from_eid (eid, &address))
      continue;
    number = qz_address_to_chinese (&address);
    qz_html_open (page->html, "li", NULL);
    qz_page_anchor_id (page, NULL, article, number);
    qz_html_close (page->html);
  }
  qz_html_close (page->html);
}

/* ---- links ---- */

static void
write_cites (QzPage *page, const json_t *links)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const json_t *link;
  size_t i;

  if (json_array_size (links) == 0)
    return;
  qz_html_element (page->html, "h2", qz_page_say (page, N_ ("引用了")), NULL);
  qz_html_open (page->html, "ul", "lang", "zh-CN", NULL);
  json_array_foreach (links, i, link)
  {
    const char *title = qz_json_text (link, "title"), *eid = qz_json_text (link, "eid");
    g_autofree char *citation = NULL;
    QzAddress address = { 0 };

    if (title == NULL || (eid != NULL && !qz_address_from_eid (eid, &address)))
      continue;
    citation = qz_citation_format (title, &address);
    if (!g_hash_table_add (seen, g_strdup (citation)))
      continue;
    qz_html_open (page->html, "li", NULL);
    qz_page_anchor_id (page, NULL, citation, citation);
    qz_html_close (page->html);
  }
  qz_html_close (page->html);
}

/* Those of the records that cite it which are powers, or which are not. */
static void
write_citing (QzPage *page, const json_t *items, gboolean powers, const char *title)
{
  gboolean open = FALSE;
  const json_t *item;
  size_t i;

  json_array_foreach (items, i, item)
  {
    const char *kind = qz_json_text (item, "kind");

    if ((g_strcmp0 (kind, "power") == 0) != powers)
      continue;
    if (!open) {
      qz_html_element (page->html, "h2", title, NULL);
      qz_html_open (page->html, "ul", "lang", "zh-CN", NULL);
    }
    open = TRUE;
    qz_html_open (page->html, "li", NULL);
    qz_page_anchor_id (page, kind, qz_json_text (item, "id"), qz_json_text (item, "citation"));
    qz_html_close (page->html);
  }
  if (open)
    qz_html_close (page->html);
}

static void
write_cited_by (QzPage *page, const json_t *cited_by)
{
  const json_t *items = json_object_get (cited_by, "items");
  json_int_t total = json_integer_value (json_object_get (cited_by, "total"));

  write_citing (page, items, TRUE, qz_page_say (page, N_ ("以它为依据的事项")));
  write_citing (page, items, FALSE, qz_page_say (page, N_ ("引用它的规定")));
  if (total <= (json_int_t)json_array_size (items))
    return;
  qz_html_open (page->html, "p", NULL);
  qz_html_printf (page->html, qz_page_say (page, N_ ("引用它的共 %lld 处，这里列出 %zu 处。")), (long long)total,
                  json_array_size (items));
  qz_html_close (page->html);
}

/* ---- the page ---- */

static gboolean
write_all (QzPage *page, const json_t *shown, GError **error)
{
  gboolean instrument = g_strcmp0 (qz_json_text (shown, "kind"), "instrument") == 0;

  qz_page_begin (page, qz_json_text (shown, "citation"), NULL);
  write_head (page, shown);
  if (!instrument) {
    qz_html_open (page->html, "div", "class", "text", "lang", "zh-CN", NULL);
    qz_html_lines (page->html, qz_json_text (shown, "text"));
    qz_html_close (page->html);
  }
  write_facts (page, shown);
  if (!qz_page_comparison (page, shown, error))
    return FALSE;
  qz_page_versions (page, shown);
  if (instrument)
    write_contents (page, shown);
  write_cites (page, json_object_get (shown, "links"));
  write_cited_by (page, json_object_get (shown, "cited_by"));
  qz_page_end (page);
  return TRUE;
}

gboolean
qz_page_provision (QzPage *page, GError **error)
{
  g_autoptr (QzPlace) place = qz_locate (page->engine, page->request->rest, error);

  if (place == NULL)
    return FALSE;
  if (place->found == NULL || g_strcmp0 (place->found->kind, "power") == 0) {
    qz_page_missing (page, page->request->rest, place->why);
    return TRUE;
  }
  json_t *shown = qz_show_view_json (page->engine, place, error);
  gboolean ok = shown != NULL && write_all (page, shown, error);
  json_decref (shown);
  return ok;
}
