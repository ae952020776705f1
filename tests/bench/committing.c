/* Commits into an index every second until it is stopped, as an indexing run that never ends would: each time one record is
 * replaced and the revision moves on.
 *
 *     make tests/bench/committing && tests/bench/committing INDEX
 */
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

#include <quanze/index.h>

static volatile sig_atomic_t stopped;

static void
stop (int signal)
{
  (void) signal;
  stopped = 1;
}

static gboolean
commit_once (QzWriter *writer, guint n, GError **error)
{
  g_autofree char *note = g_strdup_printf ("%u", n);
  QzRecord *record = qz_record_new ("committing");
  gboolean ok;

  qz_record_set_data (record, note, -1);
  ok = qz_writer_put (writer, record, error) && qz_writer_set_metadata (writer, "committing", note, -1, error)
       && qz_writer_commit (writer, error);
  qz_record_free (record);
  return ok;
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  QzWriter *writer = argc == 2 ? qz_writer_open (argv[1], FALSE, &error) : NULL;
  guint n = 0;

  signal (SIGTERM, stop);
  signal (SIGINT, stop);
  while (writer != NULL && !stopped && commit_once (writer, n + 1, &error)) {
    n++;
    sleep (1);
  }
  if (writer == NULL || error != NULL || !qz_writer_close (writer, &error)) {
    fprintf (stderr, "committing: %s\n", error != NULL ? error->message : "INDEX");
    return 1;
  }
  printf ("%u commits\n", n);
  return 0;
}
