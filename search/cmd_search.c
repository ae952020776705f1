#include "config.h"

#include <stdio.h>
#include <string.h>

#include <quanze/locale.h>
#include <quanze/text.h>

#include "search/batch.h"
#include "search/command.h"
#include "search/query.h"
#include "search/retrieve.h"
#include "search/snippet.h"

#define DEFAULT_LIMIT 10
#define SNIPPET_WIDTH 120

typedef struct {
  QzContext *context;
  QzEngine  *engine;
  gboolean   all_versions;
  guint      limit;
} SearchRun;

/* ---- JSON ---- */

static json_t *
snippet_to_json (const QzSnippet *snippet)
{
  guint n = snippet->marks->len * 2;
  g_autofree gsize *offsets = g_new (gsize, n + 1);
  json_t *marks = json_array ();

  for (guint i = 0; i < snippet->marks->len; i++) {
    offsets[2 * i] = g_array_index (snippet->marks, QzMark, i).start;
    offsets[2 * i + 1] = g_array_index (snippet->marks, QzMark, i).end;
  }
  qz_text_to_code_points (snippet->text, offsets, n);
  for (guint i = 0; i < n; i += 2)
    json_array_append_new (marks, json_pack ("[I,I]", (json_int_t) offsets[i], (json_int_t) offsets[i + 1]));
  return json_pack ("{s:s, s:o}", "text", snippet->text, "marks", marks);
}

static json_t *
hit_to_json (const QzFound *found, guint rank, const GPtrArray *highlights, QzDate as_of)
{
  g_autoptr (QzSnippet) snippet = qz_snippet_new (found->text != NULL ? found->text : "", highlights, SNIPPET_WIDTH);
  json_t *hit = json_pack ("{s:i, s:f}", "rank", (int) rank, "score", found->score);
  json_t *rest = qz_found_to_json (found, as_of);

  json_object_update (hit, rest);
  json_decref (rest);
  json_object_set_new (hit, "snippet", snippet_to_json (snippet));
  return hit;
}

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
  gboolean lines = run->context->format == QZ_FORMAT_JSONL;
  json_t *hits = json_array ();

  for (guint i = 0; i < results->found->len; i++) {
    json_t *hit = hit_to_json (results->found->pdata[i], (guint) run->context->offset + i + 1, highlights, run->engine->as_of);

    if (lines)
      print_json (hit);
    else
      json_array_append_new (hits, hit);
  }
  if (lines) {
    json_decref (hits);
    return;
  }
  print_json (json_pack ("{s:s, s:s, s:o, s:i, s:s, s:o, s:{}}", "schema", "quanze.search/1", "query", query, "as_of",
                         qz_json_date (run->engine->as_of), "total", (int) results->total, "total_is",
                         results->exact ? "exact" : "estimate", "hits", hits, "facets"));
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
    g_autoptr (QzSnippet) snippet = qz_snippet_new (found->text != NULL ? found->text : "", highlights, SNIPPET_WIDTH);
    const char *holder = qz_found_string (found, "holder");

    printf ("%u. %s%s%s  [%s]\n", (guint) run->context->offset + i + 1, run->context->color ? "\033[1m" : "", citation,
            run->context->color ? "\033[0m" : "", qz_status_name (qz_found_status (found, run->engine->as_of)));
    if (holder != NULL)
      printf (_("    实施主体：%s\n"), holder);
    print_snippet (snippet, run->context->color);
  }
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
  g_autoptr (QzResults) results = qz_retrieve (run->engine, tree, 0, run->limit, run->all_versions, error);
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
    = qz_retrieve (run->engine, tree, (guint) run->context->offset, run->limit, run->all_versions, error);
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
  else if (format == QZ_FORMAT_CSV || format == QZ_FORMAT_MARKDOWN || format == QZ_FORMAT_AKN)
    g_set_error_literal (error, QZ_USAGE_ERROR, 0, _("search 的格式有 text json jsonl trec"));
  else
    return TRUE;
  return FALSE;
}

int
qz_cmd_search (QzContext *context, int argc, char **argv, GError **error)
{
  g_autofree char *batch = NULL;
  SearchRun run = { .context = context };
  const GOptionEntry entries[] = {
    { "batch", 0, 0, G_OPTION_ARG_FILENAME, &batch, _("逐行检索 编号<TAB>检索词 的文件"), _("文件") },
    { "all-versions", 0, 0, G_OPTION_ARG_NONE, &run.all_versions, _("被修改、废止的旧文本也列出"), NULL },
    { NULL }
  };

  if (!qz_command_parse (context, "search", entries, &argc, &argv, error) || !check_usage (&run, argc, batch, error))
    return QZ_EXIT_USAGE;
  run.limit = context->limit >= 0 ? (guint) context->limit : DEFAULT_LIMIT;
  g_autoptr (QzEngine) engine = qz_engine_open (context, error);
  if (engine == NULL)
    return QZ_EXIT_INDEX;
  run.engine = engine;
  if (batch != NULL)
    return qz_batch_each (batch, batch_line, &run, error) ? QZ_EXIT_OK : QZ_EXIT_FAILED;
  g_autofree char *query = g_strjoinv (" ", argv);
  return search_once (&run, query, error);
}
