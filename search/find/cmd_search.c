#include "config.h"

#include <stdio.h>
#include <string.h>

#include <quanze/locale.h>

#include "search/batch.h"
#include "search/command.h"
#include "search/find/query.h"
#include "search/find/search_view.h"
#include "search/find/snippet.h"

#define DEFAULT_LIMIT 10

typedef struct {
  QzContext *context;
  QzEngine  *engine;
  QzRetrieving how;
} SearchRun;

/* ---- JSON ---- */

static void
print_json (json_t *object)
{
  json_dumpf (object, stdout, JSON_COMPACT);
  putchar ('\n');
  json_decref (object);
}

static void
render_json (SearchRun *run, const char *query, QzResults *results, const GPtrArray *highlights)
{
  guint offset = (guint) run->context->offset;

  if (run->context->format != QZ_FORMAT_JSONL) {
    print_json (qz_search_view_json (run->engine, query, results, offset, highlights));
    return;
  }
  for (guint i = 0; i < results->found->len; i++)
    print_json (qz_search_view_hit (results->found->pdata[i], offset + i + 1, highlights, run->engine->as_of));
}

/* ---- text ---- */

static void
print_snippet (const QzSnippet *snippet, gboolean color)
{
  gsize at = 0;

  fputs ("    ", stdout);
  for (guint i = 0; i <= snippet->marks->len; i++) {
    QzMark mark = i < snippet->marks->len ? g_array_index (snippet->marks, QzMark, i)
                                          : (QzMark) { strlen (snippet->text), strlen (snippet->text) };

    for (; at < mark.start; at++) {
      putchar (snippet->text[at]);
      if (snippet->text[at] == '\n')
        fputs ("    ", stdout);
    }
    if (color && mark.end > mark.start)
      fputs ("\033[1;33m", stdout);
    for (; at < mark.end; at++)
      putchar (snippet->text[at]);
    if (color && mark.end > mark.start)
      fputs ("\033[0m", stdout);
  }
  putchar ('\n');
}

static void
render_text (SearchRun *run, QzResults *results, const GPtrArray *highlights)
{
  for (guint i = 0; i < results->found->len; i++) {
    const QzFound *found = results->found->pdata[i];
    g_autofree char *citation = qz_found_citation (found);
    g_autoptr (QzSnippet) snippet = qz_snippet_new (found->text != NULL ? found->text : "", highlights, QZ_SNIPPET_WIDTH);
    const char *holder = qz_found_string (found, "holder");

    printf ("%u. %s%s%s  [%s]\n", (guint) run->context->offset + i + 1, run->context->color ? "\033[1m" : "", citation,
            run->context->color ? "\033[0m" : "", qz_status_word (qz_status_name (qz_found_status (found, run->engine->as_of))));
    if (holder != NULL)
      printf (_("    实施主体：%s\n"), holder);
    print_snippet (snippet, run->context->color);
    if (found->more > 0)
      printf (_("    同一文件另有 %u 条\n"), found->more);
  }
  if (results->instead != NULL)
    printf (_("是不是要找：%s\n"), results->instead);
  printf (results->exact ? _("共 %u 条结果\n") : _("约 %u 条结果\n"), results->total);
}

/* ---- batch ---- */

static gboolean
batch_line (const char *qid, const char *text, gpointer user_data, GError **error)
{
  SearchRun *run = user_data;
  g_autoptr (QzQueryTree) tree = qz_query_parse (text, NULL);

  if (tree == NULL)
    tree = qz_query_plain (text);
  g_autoptr (QzResults) results = qz_retrieve (run->engine, tree, &run->how, error);
  if (results == NULL)
    return FALSE;
  for (guint i = 0; i < results->found->len; i++) {
    const QzFound *found = results->found->pdata[i];
    const char *external = qz_found_string (found, "external_id");

    printf ("%s Q0 %s %u %.6f quanze\n", qid, external != NULL ? external : found->id, i + 1, found->score);
  }
  return TRUE;
}

/* ---- the command ---- */

static int
search_once (SearchRun *run, const char *query, GError **error)
{
  g_autoptr (QzQueryTree) tree = qz_query_parse (query, error);

  if (tree == NULL)
    return QZ_EXIT_USAGE;
  g_autoptr (QzResults) results
    = qz_retrieve (run->engine, tree, &run->how, error);
  if (results == NULL)
    return QZ_EXIT_FAILED;
  g_autoptr (GPtrArray) highlights = qz_query_tree_highlights (tree, run->engine);
  if (run->context->format == QZ_FORMAT_TEXT)
    render_text (run, results, highlights);
  else
    render_json (run, query, results, highlights);
  return results->found->len > 0 ? QZ_EXIT_OK : QZ_EXIT_NOTHING;
}

static gboolean
check_usage (SearchRun *run, int argc, const char *batch, GError **error)
{
  QzFormat format = run->context->format;
  gboolean trec = format == QZ_FORMAT_TREC;

  if ((batch != NULL) == (argc > 0))
    g_set_error_literal (error, QZ_USAGE_ERROR, 0, _("请给检索词，或者 --batch 文件"));
  else if (trec != (batch != NULL))
    g_set_error_literal (error, QZ_USAGE_ERROR, 0, _("--batch 与 --format trec 要一起用"));
  else
    return TRUE;
  return FALSE;
}

static gboolean
read_order (const char *name, QzOrder *order, GError **error)
{
  static const char *const names[] = { [QZ_ORDER_RELEVANCE] = "relevance", [QZ_ORDER_DATE] = "date", [QZ_ORDER_AUTHORITY] = "authority" };

  for (guint i = 0; name != NULL && i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (name, names[i])) {
      *order = (QzOrder) i;
      return TRUE;
    }
  if (name != NULL)
    g_set_error (error, QZ_USAGE_ERROR, 0, _("--sort：应是 relevance、date 或 authority，不是 %s"), name);
  return name == NULL;
}

int
qz_cmd_search (QzContext *context, int argc, char **argv, GError **error)
{
  g_autofree char *batch = NULL;
  g_autofree char *sort = NULL;
  SearchRun run = { .context = context };
  const GOptionEntry entries[] = {
    { "batch", 0, 0, G_OPTION_ARG_FILENAME, &batch, _("逐行检索 编号<TAB>检索词 的文件"), _("文件") },
    { "all-versions", 0, 0, G_OPTION_ARG_NONE, &run.how.all_versions, _("被修改、废止的旧文本也列出"), NULL },
    { "sort", 0, 0, G_OPTION_ARG_STRING, &sort, _("排序：relevance 相关、date 新的在前、authority 位阶高的在前"), _("次序") },
    { "group", 0, 0, G_OPTION_ARG_NONE, &run.how.grouped, _("同一件文件只列最相关的一条"), NULL },
    { NULL }
  };

  if (!qz_command_parse (context, "search", entries, &argc, &argv, error) || !check_usage (&run, argc, batch, error)
      || !read_order (sort, &run.how.order, error))
    return QZ_EXIT_USAGE;
  run.how.limit = context->limit >= 0 ? (guint) context->limit : DEFAULT_LIMIT;
  run.how.offset = batch == NULL ? (guint) context->offset : 0;
  run.how.facets = batch == NULL && context->format != QZ_FORMAT_JSONL;
  g_autoptr (QzEngine) engine = qz_engine_open (context, error);
  if (engine == NULL)
    return QZ_EXIT_INDEX;
  run.engine = engine;
  if (batch != NULL)
    return qz_batch_each (batch, batch_line, &run, error) ? QZ_EXIT_OK : QZ_EXIT_FAILED;
  g_autofree char *query = g_strjoinv (" ", argv);
  return search_once (&run, query, error);
}
