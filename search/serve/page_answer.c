/* The answer as a page shows it: conclusion, then each holder with mode, name, basis, grant, office, remedies. */
#include "config.h"

#include <quanze/locale.h>

#include "search/ask/rules.h"
#include "search/serve/page.h"

/* Answers that are shown open; the rest are one line each. */
#define OPEN_MAX 5

static void
write_basis (QzPage *page, const json_t *list)
{
  QzHtml *html = page->html;
  const json_t *basis;
  size_t i;

  json_array_foreach (list, i, basis)
  {
    const char *id = qz_json_text (basis, "id"), *citation = qz_json_text (basis, "citation");
    const char *from = qz_json_text (basis, "effective_from"), *version = qz_json_text (basis, "version");

    qz_html_open (html, "div", "class", "basis", NULL);
    qz_html_open (html, "p", "class", "cite", NULL);
    qz_page_anchor_id (page, NULL, id, citation);
    if (g_strcmp0 (qz_json_text (basis, "resolution"), "resolved") == 0)
      qz_page_status (page, qz_json_text (basis, "status"));
    else
      qz_html_element (html, "span", qz_page_say (page, N_ ("条文未入库")), "class", "badge status unknown", NULL);
    if (version != NULL) {
      qz_html_open (html, "span", "class", "dates", NULL);
      qz_html_printf (html, qz_page_say (page, N_ ("版本 %s，%s 起施行")), version, from != NULL ? from : "?");
      qz_html_close (html);
    }
    qz_page_copy (page, citation);
    qz_html_close (html);
    if (qz_json_text (basis, "quote") != NULL) {
      qz_html_open (html, "blockquote", "lang", "zh-CN", NULL);
      qz_html_lines (html, qz_json_text (basis, "quote"));
      qz_html_close (html);
    }
    qz_html_close (html);
  }
}

static void
write_rows (QzPage *page, const json_t *object, const char *const rows[][2], guint n)
{
  for (guint i = 0; i < n; i++)
    qz_page_row (page, qz_page_say (page, rows[i][1]), qz_json_text (object, rows[i][0]));
}

static void
write_mode (QzPage *page, const json_t *answer)
{
  const char *mode = qz_json_text (answer, "mode"), *declared = qz_json_text (answer, "mode_declared");

  if (mode == NULL && declared == NULL)
    return;
  qz_html_element (page->html, "dt", qz_page_say (page, N_ ("行使方式")), NULL);
  qz_html_open (page->html, "dd", NULL);
  qz_page_mode (page, mode);
  if (declared != NULL && g_strcmp0 (declared, mode) != 0) {
    qz_html_open (page->html, "span", "class", "declared", NULL);
    qz_html_printf (page->html, qz_page_say (page, N_ ("（清单登记为%s）")), qz_page_name (page, declared));
    qz_html_close (page->html);
  }
  qz_page_reason (page, qz_json_text (answer, "mode_reason"));
  qz_html_close (page->html);
}

static void
write_grant (QzPage *page, const json_t *grant)
{
  if (qz_json_text (grant, "citation") == NULL)
    return;
  qz_html_element (page->html, "dt", qz_page_say (page, N_ ("下放依据")), NULL);
  qz_html_open (page->html, "dd", NULL);
  qz_page_anchor_id (page, NULL, qz_json_text (grant, "id"), qz_json_text (grant, "citation"));
  if (qz_json_text (grant, "date") != NULL) {
    qz_html_text (page->html, " ");
    qz_html_printf (page->html, qz_page_say (page, N_ ("（%s 起）")), qz_json_text (grant, "date"));
  }
  qz_html_close (page->html);
}

/* A sentence of ours in the reader's language, a name or a clause as it is, with the mark of a clause not held. */
static void
write_said (QzPage *page, const char *text)
{
  if (text == NULL)
    return;
  gsize cited = qz_rule_cited_len (text);
  g_autofree char *own = g_strndup (text, cited);

  qz_html_open (page->html, "p", NULL);
  qz_html_text (page->html, qz_page_say (page, own));
  if (text[cited] != '\0')
    qz_html_text (page->html, qz_page_say (page, qz_rule_not_held));
  qz_html_close (page->html);
}

/* LABEL and the strings of LIST, under KEY where they are objects, one a line. */
static void
write_list (QzPage *page, const char *label, const json_t *list, const char *key)
{
  const json_t *one;
  size_t i;

  if (json_array_size (list) == 0)
    return;
  qz_html_element (page->html, "dt", label, NULL);
  qz_html_open (page->html, "dd", NULL);
  json_array_foreach (list, i, one)
    write_said (page, json_is_string (one) ? json_string_value (one) : qz_json_text (one, key));
  qz_html_close (page->html);
}

static void
write_remedies (QzPage *page, const json_t *answer, gboolean open)
{
  static const char *const ROWS[][2] = { { "respondent", N_ ("复议被申请人") },
                                         { "review_body", N_ ("复议机关") },
                                         { "defendant", N_ ("诉讼被告") },
                                         { "compensation", N_ ("赔偿义务机关") } };
  gboolean any = FALSE;

  for (guint r = 0; r < G_N_ELEMENTS (ROWS); r++)
    any |= qz_json_text (answer, ROWS[r][0]) != NULL;
  if (!any && json_array_size (json_object_get (answer, "deadlines")) == 0)
    return;
  qz_html_open (page->html, "details", "open", open ? "" : NULL, NULL);
  qz_html_element (page->html, "summary", qz_page_say (page, N_ ("复议、诉讼和赔偿")), NULL);
  qz_html_open (page->html, "dl", NULL);
  write_rows (page, answer, ROWS, G_N_ELEMENTS (ROWS));
  write_list (page, qz_page_say (page, N_ ("期限")), json_object_get (answer, "deadlines"), "text");
  write_list (page, qz_page_say (page, N_ ("规则")), json_object_get (answer, "rules"), NULL);
  qz_html_close (page->html);
  qz_html_close (page->html);
}

/* What stands in the place of a holder: the item, what the rule says, else the clause. */
static void
write_title (QzPage *page, const json_t *one)
{
  const json_t *power = json_object_get (one, "power"), *basis = json_array_get (json_object_get (one, "basis"), 0);
  const char *holder = qz_json_text (one, "holder"), *name = qz_json_text (power, "name");
  const char *ruling = qz_json_text (json_object_get (one, "ruling"), "text");

  qz_html_open (page->html, "h3", NULL);
  qz_html_text (page->html, holder);
  if (holder != NULL && name != NULL)
    qz_html_text (page->html, "：");
  if (name != NULL)
    qz_page_anchor_id (page, "power", qz_json_text (power, "id"), name);
  if (holder == NULL && name == NULL)
    qz_html_text (page->html, ruling != NULL ? qz_page_say (page, ruling) : qz_json_text (basis, "citation"));
  qz_html_close (page->html);
  if (json_is_true (json_object_get (one, "designated")))
    qz_html_element (page->html, "p",
                     qz_page_say (page, N_ ("由当地人民政府确定的部门；未见当地规定，不能推定是哪一个")), "class",
                     "reason", NULL);
}

/* The steps by which the power came down, each marked where the index does not hold it. */
static void
write_chain (QzPage *page, const json_t *chain)
{
  const json_t *step;
  size_t i;

  if (json_array_size (chain) < 2)
    return;
  qz_html_element (page->html, "dt", qz_page_say (page, N_ ("下放链")), NULL);
  qz_html_open (page->html, "dd", NULL);
  json_array_foreach (chain, i, step)
  {
    const char *citation = qz_json_text (step, "citation");

    qz_html_open (page->html, "p", NULL);
    if (citation != NULL)
      qz_page_anchor_id (page, NULL, qz_json_text (step, "id"), citation);
    else
      qz_html_text (page->html, qz_page_say (page, N_ ("这一级的决定未见")));
    if (citation != NULL && !json_is_true (json_object_get (step, "found")))
      qz_html_text (page->html, qz_page_say (page, N_ ("（未入库）")));
    qz_html_close (page->html);
  }
  qz_html_close (page->html);
}

static void
write_one (QzPage *page, const json_t *one, gboolean first)
{
  static const char *const ROWS[][2]
    = { { "in_whose_name", N_ ("以谁名义") },  { "office", N_ ("承办机构") }, { "window", N_ ("办理窗口") },
        { "territory", N_ ("适用地域") },      { "scope", N_ ("行使范围") },  { "limits", N_ ("权限限制") },
        { "accountability", N_ ("监督方式") }, { "remark", N_ ("备注") } };

  qz_html_open (page->html, "article", "class", "card", NULL);
  write_title (page, one);
  qz_html_open (page->html, "dl", NULL);
  write_mode (page, one);
  write_rows (page, one, ROWS, 3);
  if (json_is_true (json_object_get (one, "inferred_name")))
    qz_page_row (page, qz_page_say (page, N_ ("说明")), qz_page_say (page, N_ ("名义系推定，以决定的文字为准")));
  write_rows (page, one, ROWS + 3, G_N_ELEMENTS (ROWS) - 3);
  qz_page_row (page, qz_page_say (page, N_ ("该机关今称")), qz_json_text (one, "holder_today"));
  if (json_array_size (json_object_get (one, "grant_chain")) > 1)
    write_chain (page, json_object_get (one, "grant_chain"));
  else
    write_grant (page, json_object_get (one, "grant"));
  qz_html_close (page->html);
  write_basis (page, json_object_get (one, "basis"));
  write_remedies (page, one, first);
  qz_html_close (page->html);
}

static void
write_brief (QzPage *page, const json_t *answers, size_t from)
{
  if (from >= json_array_size (answers))
    return;
  qz_html_open (page->html, "ul", "class", "brief", NULL);
  for (size_t i = from; i < json_array_size (answers); i++) {
    const json_t *one = json_array_get (answers, i), *power = json_object_get (one, "power");

    qz_html_open (page->html, "li", NULL);
    qz_page_anchor_id (page, "power", qz_json_text (power, "id"), qz_json_text (power, "name"));
    qz_html_text (page->html, " ");
    qz_page_mode (page, qz_json_text (one, "mode"));
    qz_html_close (page->html);
  }
  qz_html_close (page->html);
}

/* Tables of a count: {"category":{"行政处罚":24}…}. */
static void
write_count (QzPage *page, const json_t *count)
{
  static const char *const TABLES[][2] = { { "category", N_ ("按类型") },
                                           { "from_department", N_ ("按部门") },
                                           { "mode_declared", N_ ("按方式") },
                                           { "office", N_ ("按承办机构") } };

  for (guint i = 0; i < G_N_ELEMENTS (TABLES); i++) {
    json_t *table = json_object_get (json_object_get (count, "by"), TABLES[i][0]), *n;
    const char *value;

    if (json_object_size (table) == 0)
      continue;
    qz_html_open (page->html, "table", "class", "counts", NULL);
    qz_html_element (page->html, "caption", qz_page_say (page, TABLES[i][1]), NULL);
    json_object_foreach (table, value, n)
    {
      qz_html_open (page->html, "tr", NULL);
      qz_html_element (page->html, "th", qz_page_name (page, value), "scope", "row", NULL);
      qz_html_open (page->html, "td", NULL);
      qz_html_printf (page->html, "%lld", (long long)json_integer_value (n));
      qz_html_close (page->html);
      qz_html_close (page->html);
    }
    qz_html_close (page->html);
  }
}

/* Conflict is shown, never settled; a body's name of today is said with where it comes from. */
static void
write_remarks (QzPage *page, const json_t *answer)
{
  const json_t *one, *body = json_array_get (json_object_get (answer, "bodies"), 0);
  size_t i;

  if (qz_json_text (body, "said") != NULL && qz_json_text (body, "now") != NULL) {
    qz_html_open (page->html, "p", "class", "remark", NULL);
    qz_html_printf (page->html, qz_page_say (page, N_ ("“%s”今为%s。")), qz_json_text (body, "said"),
                    qz_json_text (body, "now"));
    qz_html_close (page->html);
  }
  json_array_foreach (json_object_get (answer, "conflicts"), i, one)
  {
    qz_html_open (page->html, "p", "class", "remark", NULL);
    qz_html_element (page->html, "strong", qz_page_say (page, N_ ("规定不一致")), NULL);
    qz_html_printf (page->html, " %s；%s。%s", qz_json_text (one, "a"), qz_json_text (one, "b"),
                    qz_page_say (page, qz_json_text (one, "why")));
    qz_html_close (page->html);
  }
}

static void
write_misses (QzPage *page, const char *what, const json_t *list)
{
  const json_t *one;
  size_t i;

  if (json_array_size (list) == 0)
    return;
  qz_html_element (page->html, "p", what, NULL);
  qz_html_open (page->html, "ul", NULL);
  json_array_foreach (list, i, one)
  {
    qz_html_open (page->html, "li", NULL);
    qz_page_anchor_id (page, NULL, qz_json_text (one, "id"), qz_json_text (one, "citation"));
    if (qz_json_text (one, "territory") != NULL)
      qz_html_printf (page->html, "（%s）", qz_json_text (one, "territory"));
    qz_html_close (page->html);
  }
  qz_html_close (page->html);
}

void
qz_page_answer (QzPage *page, const json_t *answer)
{
  const json_t *answers = json_object_get (answer, "answers"), *searched = json_object_get (answer, "searched");
  size_t n = json_array_size (answers), open = n > OPEN_MAX ? 0 : n;
  QzHtml *html = page->html;

  qz_html_open (html, "section", "class", "answer", "aria-labelledby", "conclusion", NULL);
  qz_html_element (html, "h2", qz_json_text (answer, "conclusion"), "id", "conclusion", "lang",
                   qz_page_messages (page) == NULL ? "zh-CN" : NULL, NULL);
  write_count (page, json_object_get (answer, "count"));
  for (size_t i = 0; i < open; i++)
    write_one (page, json_array_get (answers, i), i == 0);
  write_brief (page, answers, open);
  write_remarks (page, answer);
  write_misses (page, qz_page_say (page, N_ ("各地规定不同，其他地方有相近规定（不能作为依据）：")), json_object_get (answer, "elsewhere"));
  write_misses (page, qz_page_say (page, N_ ("字面最接近的规定（答的不一定是这件事，不能作为依据）：")), json_object_get (answer, "near_misses"));
  qz_html_open (html, "p", "class", "searched", NULL);
  qz_html_printf (html, qz_page_say (page, N_ ("查了 %lld 条规定、%lld 个事项、%lld 件文件。")),
                  (long long)json_integer_value (json_object_get (searched, "provisions")),
                  (long long)json_integer_value (json_object_get (searched, "powers")),
                  (long long)json_integer_value (json_object_get (searched, "instruments")));
  qz_html_close (html);
  qz_html_close (html);
}
