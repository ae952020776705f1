#include "config.h"

#include <stdio.h>

#include <quanze/locale.h>

#include "search/ask/answer.h"
#include "search/batch.h"
#include "search/command.h"

typedef struct {
  QzContext  *context;
  QzEngine   *engine;
  const char *territory;
  const QzMessages *messages; /* of the text for people; NULL for JSON */
  gboolean    explain;
} AskRun;

static void
render (AskRun *run, const json_t *answer)
{
  if (run->context->format == QZ_FORMAT_TEXT) {
    qz_answer_print (answer, run->context->color);
    return;
  }
  json_dumpf (answer, stdout, JSON_COMPACT);
  putchar ('\n');
}

static gboolean
batch_line (const char *qid, const char *text, gpointer user_data, GError **error)
{
  AskRun *run = user_data;
  json_t *answer = qz_answer (run->engine, text, run->territory, run->messages, run->explain, error);

  if (answer == NULL)
    return FALSE;
  json_object_set_new (answer, "qid", json_string (qid));
  render (run, answer);
  json_decref (answer);
  return TRUE;
}

static gboolean
check_usage (AskRun *run, int argc, const char *batch, GError **error)
{
  if ((batch != NULL) == (argc > 0))
    g_set_error_literal (error, QZ_USAGE_ERROR, 0, _("请给一个问题，或者 --batch 文件"));
  else
    return TRUE;
  return FALSE;
}

int
qz_cmd_ask (QzContext *context, int argc, char **argv, GError **error)
{
  g_autofree char *batch = NULL, *territory = NULL;
  AskRun run = { .context = context };
  const GOptionEntry entries[] = {
    { "batch", 0, 0, G_OPTION_ARG_FILENAME, &batch, _("逐行回答 编号<TAB>问题 的文件"), _("文件") },
    { "territory", 0, 0, G_OPTION_ARG_FILENAME, &territory, _("问题没有说地方时按哪里的规定（默认 $QUANZE_TERRITORY）"), _("地方") },
    { "explain", 0, 0, G_OPTION_ARG_NONE, &run.explain, _("说明问题怎样理解、各条为何得分"), NULL },
    { NULL }
  };

  if (!qz_command_parse (context, "ask", entries, &argc, &argv, error) || !check_usage (&run, argc, batch, error))
    return QZ_EXIT_USAGE;
  g_autoptr (QzEngine) engine = qz_engine_open (context, error);
  if (engine == NULL)
    return QZ_EXIT_INDEX;
  g_autoptr (QzMessages) messages = context->format == QZ_FORMAT_TEXT ? qz_messages_of_locale () : NULL;
  run.engine = engine;
  run.messages = messages;
  run.territory = territory != NULL ? territory : g_getenv ("QUANZE_TERRITORY");
  if (batch != NULL)
    return qz_batch_each (batch, batch_line, &run, error) ? QZ_EXIT_OK : QZ_EXIT_FAILED;
  g_autofree char *question = g_strjoinv (" ", argv);
  json_t *answer = qz_answer (engine, question, run.territory, run.messages, run.explain, error);
  if (answer == NULL)
    return QZ_EXIT_FAILED;
  render (&run, answer);
  gboolean found = qz_answer_found (answer);
  json_decref (answer);
  return found ? QZ_EXIT_OK : QZ_EXIT_NOTHING;
}
