#include "config.h"

#include <signal.h>
#include <stdio.h>

#include <quanze/exit.h>
#include <quanze/index.h>
#include <quanze/lexicon.h>
#include <quanze/locale.h>

#include "indexer/indexer.h"
#include "indexer/options.h"
#include "indexer/run.h"
#include "indexer/worker.h"

static void
interrupt (int signal_number)
{
  qz_run_interrupted = signal_number;
}

/* The first signal ends the run in order, a second at once. */
static void
catch_signals (void)
{
  static const int signals[] = { SIGINT, SIGTERM, SIGHUP };
  struct sigaction action = { .sa_handler = interrupt, .sa_flags = SA_RESETHAND };

  for (guint i = 0; i < G_N_ELEMENTS (signals); i++)
    sigaction (signals[i], &action, NULL);
}

static int
exit_code (const GError *error)
{
  if (error->domain == QZ_OPTIONS_ERROR || error->domain == QZ_LEXICON_ERROR)
    return QZ_EXIT_USAGE;
  if (error->domain == QZ_INDEX_ERROR && error->code != QZ_INDEX_ERROR_ARGUMENT)
    return QZ_EXIT_INDEX;
  return QZ_EXIT_FAILED;
}

static int
run (const QzOptions *options, GError **error)
{
  g_autoptr (QzLexicon) lexicon = qz_lexicon_open (qz_lexicon_default_dir (), (const char *const *) options->lexicons, error);

  if (lexicon == NULL)
    return QZ_EXIT_FAILED;
  catch_signals ();
  int code = qz_run (options, error);
  if (qz_run_interrupted != 0) {
    signal (qz_run_interrupted, SIG_DFL);
    raise (qz_run_interrupted);
  }
  return code;
}

int
qz_indexer_main (int argc, char **argv)
{
  g_auto (QzOptions) options = { 0 };
  g_autoptr (GError) error = NULL;

  qz_locale_init ();
  g_set_prgname ("quanze-index");
  gboolean parsed = qz_options_parse (&options, argc, argv, &error);
  if (parsed && options.version) {
    puts ("quanze-index " PACKAGE_VERSION);
    return QZ_EXIT_OK;
  }
  if (parsed && options.worker)
    return qz_worker_main (&options);
  int code = parsed ? run (&options, &error) : QZ_EXIT_USAGE;
  if (error == NULL)
    return code;
  fprintf (stderr, "quanze-index: %s\n", error->message);
  code = exit_code (error);
  if (code == QZ_EXIT_USAGE)
    fputs (_("看用法：quanze-index --help\n"), stderr);
  return code;
}
