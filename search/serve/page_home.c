/* The first page, and what a query finds: the answer where it is a question, then results with facets. */
#include "config.h"

#include <string.h>

#include <quanze/locale.h>

#include "search/ask/answer.h"
#include "search/serve/api.h"
#include "search/serve/page.h"

/* Fields of the query language that a facet may set, in the order shown. */
static const QzPageField FACETS[] = { { "kind", N_ ("种类") },       { "level", N_ ("位阶") },        { "territory", N_ ("地域") },
               { "issuer", N_ ("制定机关") }, { "year", N_ ("年份") },         { "holder", N_ ("实施主体") },
               { "mode", N_ ("行使方式") },   { "category", N_ ("事项类型") }, { "status", N_ ("时效") } };

/* ---- without a query ---- */

static void
write_examples (QzPage *page)
{
  static const char *const EXAMPLES[] = { "谁有权处罚农村村民未经批准占用土地建住宅？", "镇政府能不能审批临时用地？",
                                          "行政处罚法第二十四条", "占用耕地 罚款" };

  qz_html_element (page->html, "h2", qz_page_say (page, N_ ("可以这样查")), NULL);
  qz_html_open (page->html, "ul", "class", "examples", "lang", "zh-CN", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (EXAMPLES); i++) {
    g_autofree char *target = qz_uri_build ("/", "q", EXAMPLES[i], NULL);

    qz_html_open (page->html, "li", NULL);
    qz_page_anchor (page, target, EXAMPLES[i], NULL);
    qz_html_close (page->html);
  }
  qz_html_close (page->html);
}

static gboolean
write_holdings (QzPage *page, GError **error)
{
  static const char *const TERMS[] = { "Kprovision", "Kpower", "Kinstrument" };
  gint64 counts[G_N_ELEMENTS (TERMS)];

  for (guint i = 0; i < G_N_ELEMENTS (TERMS); i++) {
    counts[i] = qz_reader_count (page->engine->reader, TERMS[i], error);
    if (counts[i] < 0)
      return FALSE;
  }
  qz_html_open (page->html, "p", "class", "holdings", NULL);
  qz_html_printf (page->html, qz_page_say (page, N_ ("收有 %lld 条规定、%lld 个事项、%lld 件文件。")),
                  (long long)counts[0], (long long)counts[1], (long long)counts[2]);
  qz_html_close (page->html);
  return TRUE;
}

static gboolean
welcome (QzPage *page, GError **error)
{
  qz_page_begin (page, NULL, NULL);
  qz_html_element (page->html, "h1", qz_page_say (page, N_ ("谁有权做这件事，依据是什么")), NULL);
  if (!write_holdings (page, error))
    return FALSE;
  write_examples (page);
  qz_page_end (page);
  return TRUE;
}

/* ---- facets ---- */

/* QUERY narrowed by the facets that the address sets, in the query language. The caller's. */
static char *
narrowed (const QzRequest *request)
{
  GString *fields = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (FACETS); i++) {
    const char *value = qz_uri_get (request->uri, FACETS[i].field);

    if (value != NULL && strpbrk (value, "\"() ") == NULL)
      g_string_append_printf (fields, " %s:%s", FACETS[i].field, value);
  }
  /* In parentheses, for beside a field loose words only rank. */
  char *query = fields->len > 0 ? g_strdup_printf ("(%s)%s", request->query, fields->str) : g_strdup (request->query);
  g_string_free (fields, TRUE);
  return query;
}

static void
write_value (QzPage *page, const char *field, const char *value, json_int_t n)
{
  g_autofree char *target = qz_uri_with (page->request->uri, "/", field, value);

  if (strpbrk (value, "\"() ") != NULL)
    return;
  qz_html_open (page->html, "li", NULL);
  qz_page_anchor (page, target, qz_page_name (page, value), NULL);
  qz_html_printf (page->html, " %lld", (long long)n);
  qz_html_close (page->html);
}

static void
write_facet (QzPage *page, const char *field, const char *title, json_t *values)
{
  const char *value;
  json_t *n;

  if (json_object_size (values) < 2 || qz_uri_get (page->request->uri, field) != NULL)
    return;
  qz_html_open (page->html, "section", NULL);
  qz_html_element (page->html, "h3", qz_page_say (page, title), NULL);
  qz_html_open (page->html, "ul", NULL);
  json_object_foreach (values, value, n) write_value (page, field, value, json_integer_value (n));
  qz_html_close (page->html);
  qz_html_close (page->html);
}

/* COUNTED: how many of TOTAL the facets count. */
static void
write_facets (QzPage *page, const json_t *facets, guint counted, guint total)
{
  if (json_object_size (facets) == 0)
    return;
  qz_html_open (page->html, "nav", "class", "facets", "aria-label", qz_page_say (page, N_ ("缩小范围")), NULL);
  for (guint i = 0; i < G_N_ELEMENTS (FACETS); i++)
    write_facet (page, FACETS[i].field, FACETS[i].title, json_object_get (facets, FACETS[i].field));
  if (counted < total) {
    qz_html_open (page->html, "p", "class", "note", NULL);
    qz_html_printf (page->html, qz_page_say (page, N_ ("数字只计最相关的 %u 条")), counted);
    qz_html_close (page->html);
  }
  qz_html_close (page->html);
}

/* ---- results ---- */

static void
write_hit (QzPage *page, const json_t *hit)
{
  const char *kind = qz_json_text (hit, "kind"), *from = qz_json_text (hit, "effective_from");
  const json_t *snippet = json_object_get (hit, "snippet");
  QzHtml *html = page->html;

  qz_html_open (html, "li", "class", "hit", NULL);
  qz_html_open (html, "h3", NULL);
  qz_page_anchor_id (page, kind, qz_json_text (hit, "id"), qz_json_text (hit, "citation"));
  qz_html_close (html);
  qz_html_open (html, "p", "class", "facts", NULL);
  qz_page_status (page, qz_json_text (hit, "status"));
  qz_html_element (html, "span", qz_page_name (page, qz_json_text (hit, "level")), NULL);
  qz_html_element (html, "span", qz_json_text (hit, "territory"), NULL);
  if (from != NULL) {
    qz_html_open (html, "span", NULL);
    qz_html_printf (html, qz_page_say (page, N_ ("%s 起施行")), from);
    qz_html_close (html);
  }
  if (g_strcmp0 (kind, "provision") == 0)
    qz_page_copy (page, qz_json_text (hit, "citation"));
  qz_html_close (html);
  qz_html_open (html, "p", "class", "snippet", "lang", "zh-CN", NULL);
  qz_page_marked (page, qz_json_text (snippet, "text"), json_object_get (snippet, "marks"));
  qz_html_close (html);
  qz_html_close (html);
}

static void
write_instead (QzPage *page, const char *instead)
{
  g_autofree char *target = qz_uri_build ("/", "q", instead, NULL);

  if (instead == NULL)
    return;
  qz_html_open (page->html, "p", NULL);
  qz_html_text (page->html, qz_page_say (page, N_ ("是不是要查：")));
  qz_page_anchor (page, target, instead, NULL);
  qz_html_close (page->html);
}

void
qz_page_results (QzPage *page, const json_t *found)
{
  const json_t *hits = json_object_get (found, "hits"), *hit;
  guint total = (guint)json_integer_value (json_object_get (found, "total"));
  gboolean exact = g_strcmp0 (qz_json_text (found, "total_is"), "exact") == 0;
  g_autofree char *start = g_strdup_printf ("%u", page->request->offset + 1);
  QzHtml *html = page->html;
  size_t i;

  qz_html_open (html, "section", "class", "results", "aria-labelledby", "results", NULL);
  qz_html_open (html, "h2", "id", "results", NULL);
  qz_html_printf (html, exact ? qz_page_say (page, N_ ("共 %u 条结果")) : qz_page_say (page, N_ ("约 %u 条结果")),
                  total);
  qz_html_close (html);
  write_instead (page, qz_json_text (found, "did_you_mean"));
  qz_page_chosen (page, "/", FACETS, G_N_ELEMENTS (FACETS));
  write_facets (page, json_object_get (found, "facets"), (guint) json_integer_value (json_object_get (found, "facets_of")), total);
  if (json_array_size (hits) > 0) {
    qz_html_open (html, "ol", "start", start, "class", "hits", NULL);
    json_array_foreach (hits, i, hit) write_hit (page, hit);
    qz_html_close (html);
  }
  qz_page_turn (page, "/", total, (guint)json_array_size (hits));
  qz_html_close (html);
}

/* ---- with a query ---- */

/* The query as it was typed; what is no query is words, whatever it holds. */
static json_t *
find (QzPage *page, GError **error)
{
  const QzRequest *request = page->request;
  g_autofree char *query = narrowed (request);
  g_autoptr (GError) own = NULL;
  json_t *found = qz_api_search (page->engine, query, request->offset, request->limit, FALSE, FALSE, &own);

  if (found == NULL && own != NULL && own->domain == QZ_USAGE_ERROR)
    return qz_api_search (page->engine, request->query, request->offset, request->limit, FALSE, TRUE, error);
  if (own != NULL)
    g_propagate_error (error, g_steal_pointer (&own));
  return found;
}

static gboolean
has_operators (const char *query)
{
  static const char *const OPERATORS[] = { "\"", "“", "”", "「", "」", ":", "：", " -", " OR " };

  for (guint i = 0; i < G_N_ELEMENTS (OPERATORS); i++)
    if (strstr (query, OPERATORS[i]) != NULL)
      return TRUE;
  return *query == '-';
}

/* Whether the reader asks something: cue words of a question, or a citation and no more. Operators are a search. */
static gboolean
is_question (QzPage *page)
{
  const char *query = page->request->query;

  if (page->request->offset > 0 || has_operators (query))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (FACETS); i++)
    if (qz_uri_get (page->request->uri, FACETS[i].field) != NULL)
      return FALSE;
  g_autoptr (QzQuestion) question = qz_question_read (page->engine, query);
  return question->cue != NULL
         || (question->intent == QZ_INTENT_TEXT && strstr (query, "条") != NULL && strstr (query, "第") != NULL);
}

static void
write_day (QzPage *page)
{
  g_autofree char *day = qz_date_to_iso (page->engine->as_of), *home = g_strconcat (page->service->prefix, "/", NULL);
  QzHtml *html = page->html;

  qz_html_open (html, "form", "action", home, "method", "get", "class", "day", NULL);
  qz_html_open (html, "input", "type", "hidden", "name", "q", "value", page->request->query, NULL);
  if (qz_uri_get (page->request->uri, "lang") != NULL)
    qz_html_open (html, "input", "type", "hidden", "name", "lang", "value", page->english ? "en" : "zh", NULL);
  if (page->large)
    qz_html_open (html, "input", "type", "hidden", "name", "view", "value", "large", NULL);
  qz_html_element (html, "label", qz_page_say (page, N_ ("按哪一天有效的文本")), "for", "as_of", NULL);
  qz_html_open (html, "input", "type", "date", "id", "as_of", "name", "as_of", "value", day, NULL);
  qz_html_element (html, "button", qz_page_say (page, N_ ("重新查询")), "type", "submit", NULL);
  qz_html_close (html);
}

gboolean
qz_page_home (QzPage *page, GError **error)
{
  const char *query = page->request->query;
  json_t *answer = NULL, *found;

  if (query == NULL)
    return welcome (page, error);
  if (is_question (page)) {
    answer = qz_answer (page->engine, query, page->service->territory, qz_page_messages (page), FALSE, error);
    if (answer == NULL)
      return FALSE;
  }
  found = find (page, error);
  if (found == NULL) {
    json_decref (answer);
    return FALSE;
  }
  qz_page_begin (page, query, query);
  qz_html_element (page->html, "h1", query, "class", "visually-hidden", NULL);
  if (answer != NULL)
    qz_page_answer (page, answer);
  write_day (page);
  qz_page_results (page, found);
  qz_page_end (page);
  json_decref (answer);
  json_decref (found);
  return TRUE;
}
