#include "config.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <quanze/exit.h>
#include <quanze/lexicon.h>
#include <quanze/locale.h>

#include "indexer/catalogue.h"
#include "indexer/close.h"
#include "indexer/document.h"
#include "indexer/fingerprint.h"
#include "indexer/naming.h"
#include "indexer/questions.h"
#include "indexer/report.h"
#include "indexer/run.h"
#include "indexer/scan.h"

#define WINDOW_PER_WORKER 16           /* jobs done out of order that wait for an earlier one */
#define WINDOW_BYTES (32u << 20)
#define LANES_FROM_BYTES (4 << 20)     /* of new files */
#define MAX_LANES 4u

volatile int qz_run_interrupted;

gboolean
qz_run_push (QzRun *run, QzEntry *entry, gboolean drop, GByteArray *frames)
{
  g_autofree char *key = qz_entry_metadata_key (entry);
  g_autofree char *value = qz_entry_to_json (entry);

  run->changed = TRUE;
  if (!entry->placed)
    entry->lane = qz_write_new_lane (run->write);
  entry->placed = TRUE;
  return qz_write_push (run->write, entry->lane, drop ? entry->term : NULL, frames, key, value);
}

/* ---- jobs ---- */

static char *
request_of (const QzEntry *entry, const QzDecision *d)
{
  json_t *job = json_object (), *taken = json_array ();

  if (g_utf8_validate (entry->path, -1, NULL))
    json_object_set_new (job, "path", json_string (entry->path));
  else {
    g_autoptr (GString) hex = g_string_new (NULL);
    for (const char *p = entry->path; *p != '\0'; p++)
      g_string_append_printf (hex, "%02x", (guchar) *p);
    json_object_set_new (job, "path_hex", json_string (hex->str));
  }
  json_object_set_new (job, "term", json_string (entry->term));
  if (d != NULL && d->qualifier != NULL)
    json_object_set_new (job, "qualifier", json_string (d->qualifier));
  for (guint i = 0; d != NULL && d->taken != NULL && i < d->taken->len; i++)
    json_array_append_new (taken, json_string (d->taken->pdata[i]));
  json_object_set_new (job, "taken", taken);
  json_object_set_new (job, "part", json_boolean (d != NULL && d->part));
  char *dumped = json_dumps (job, JSON_COMPACT);
  char *request = g_strdup (dumped);
  free (dumped);
  json_decref (job);
  return request;
}

/* What is known of the file decides how it is named; of an unknown one the outcome will tell whether plain was right. */
static QzJob *
job_for (QzRun *run, QzEntry *entry)
{
  g_autoptr (QzDecision) d = entry->known ? qz_naming_decide (run->manifest, entry) : NULL;
  g_autofree char       *request = request_of (entry, d);
  QzJob                 *job = qz_job_new (request, entry);

  job->named = g_strdup (d != NULL ? d->fingerprint : "");
  return job;
}

static void
take_outcome (QzRun *run, QzEntry *entry, QzJob *job)
{
  qz_manifest_forget (run->manifest, entry);
  if (job->outcome != NULL)
    qz_entry_take_outcome (entry, job->outcome);
  else {
    json_t *lost = json_pack ("{s:{s:s, s:s}}", "error", "code", job->loss, "text", job->loss_text);
    qz_entry_take_outcome (entry, lost);
    json_decref (lost);
  }
  g_free (entry->with);
  entry->with = g_strdup (run->fingerprint);
  entry->known = TRUE;
}

static gboolean
accept (QzRun *run, QzEntry *entry, QzJob *job, const QzDecision *d, gboolean had)
{
  g_free (entry->named);
  entry->named = g_strdup (d->fingerprint);
  g_clear_pointer (&entry->duplicate_of, g_free);
  entry->state = QZ_ENTRY_INDEXED;
  entry->fate = "indexed";
  gboolean ok = qz_run_push (run, entry, had, job->frames);
  if (d->part)
    g_hash_table_insert (run->parts, entry, job);
  else
    qz_job_free (job);
  return ok;
}

/* The job of an entry is done, and all before it: decide and write. Takes over JOB. */
static gboolean
handle (QzRun *run, QzJob *job)
{
  QzEntry *entry = job->owner;
  gboolean had = entry->state == QZ_ENTRY_INDEXED, ok = TRUE;

  entry->state = QZ_ENTRY_PENDING;
  take_outcome (run, entry, job);
  qz_progress_step (&run->progress, entry->path);
  g_hash_table_remove (run->parts, entry);
  if (entry->state == QZ_ENTRY_REFUSED) {
    entry->fate = "refused";
    ok = qz_run_push (run, entry, had, NULL);
    qz_job_free (job);
    return ok;
  }
  qz_manifest_learn (run->manifest, entry);
  g_autoptr (QzDecision) d = qz_naming_decide (run->manifest, entry);
  if (d->duplicate_of == NULL && g_strcmp0 (d->fingerprint, job->named) == 0)
    return accept (run, entry, job, d, had);
  /* a duplicate, or to be named otherwise: settled when all files are known */
  qz_job_free (job);
  return had ? qz_run_push (run, entry, TRUE, NULL) : TRUE;
}

/* ---- the window ---- */

typedef struct {
  GQueue jobs;    /* QzJob*, in order of path, submitted and not yet handled */
  gsize  bytes;   /* held by those that are done */
} Window;

static gboolean
has_room (QzRun *run, Window *w)
{
  w->bytes = 0;
  for (GList *l = w->jobs.head; l != NULL; l = l->next)
    w->bytes += ((QzJob *) l->data)->frames->len;
  return qz_pool_has_room (run->pool) && w->jobs.length < WINDOW_PER_WORKER * (guint) run->options->jobs
         && w->bytes < WINDOW_BYTES;
}

static gboolean
handle_done (QzRun *run, Window *w)
{
  while (w->jobs.head != NULL && ((QzJob *) w->jobs.head->data)->done)
    if (!handle (run, g_queue_pop_head (&w->jobs)))
      return FALSE;
  return TRUE;
}

static void
window_clear (Window *w)
{
  QzJob *job;

  while ((job = g_queue_pop_head (&w->jobs)) != NULL)
    qz_job_free (job);
}

static gboolean
pump (QzRun *run, GPtrArray *entries, Window *w, GError **error)
{
  guint next = 0;

  while (!qz_run_interrupted && (next < entries->len || w->jobs.head != NULL)) {
    while (next < entries->len && (w->jobs.head == NULL || has_room (run, w))) {
      QzJob *job = job_for (run, entries->pdata[next++]);
      g_queue_push_tail (&w->jobs, job);
      if (!qz_pool_submit (run->pool, job, error))
        return FALSE;
    }
    if (!qz_pool_wait (run->pool, error) || !handle_done (run, w))
      return FALSE;
  }
  return TRUE;
}

gboolean
qz_run_entries (QzRun *run, GPtrArray *entries, GError **error)
{
  Window w = { .jobs = G_QUEUE_INIT };

  if (run->pool == NULL && entries->len > 0 && (run->pool = qz_pool_new (run->options, error)) == NULL)
    return FALSE;
  gboolean ok = pump (run, entries, &w, error);
  if (w.jobs.head != NULL)
    g_clear_pointer (&run->pool, qz_pool_free);   /* jobs still at work are given up */
  window_clear (&w);
  return ok;
}

/* ---- inputs ---- */

/* Removes the records and the entries of files that are gone or cannot be read any more. */
static gboolean
push_drops (QzRun *run)
{
  for (guint i = 0; i < run->drops->len; i++) {
    const QzEntry   *entry = run->drops->pdata[i];
    g_autofree char *key = qz_entry_metadata_key (entry);
    run->changed = TRUE;
    if (!qz_write_push (run->write, entry->lane, entry->term, NULL, key, NULL))
      return FALSE;
  }
  return TRUE;
}

/* A path that cannot be read: the report says so; nothing of it may stay in the index, unless it is missing:
 * --prune removes what is gone. */
static void
refuse_input (QzRun *run, QzEntry *entry, const GError *why)
{
  json_t  *error = qz_document_error (why), *outcome = json_pack ("{s:o}", "error", error);
  gboolean missing = g_error_matches (why, QZ_SOURCE_ERROR, QZ_SOURCE_ERROR_MISSING);

  entry->fate = "refused";
  if (missing && entry->known) {
    g_free (entry->error_text);
    g_free (entry->error_code);
    entry->error_code = g_strdup ("missing");
    entry->error_text = g_strdup (why->message);
  } else {
    qz_manifest_forget (run->manifest, entry);
    if (entry->placed)
      g_ptr_array_add (run->drops, entry);
    qz_entry_take_outcome (entry, outcome);
  }
  json_decref (outcome);
}

static char *
hash_of_file (const char *path)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  FILE  *file = fopen (path, "rb");
  guint8 chunk[65536];
  size_t n;

  if (file == NULL)
    return NULL;
  while ((n = fread (chunk, 1, sizeof chunk, file)) > 0)
    g_checksum_update (sum, chunk, n);
  gboolean bad = ferror (file);
  fclose (file);
  return bad ? NULL : g_strdup (g_checksum_get_string (sum));
}

/* Whether the outcome that the manifest holds is of what the file holds now. */
static gboolean
unchanged (QzRun *run, const QzEntry *entry)
{
  gboolean lost = entry->state == QZ_ENTRY_REFUSED && entry->hash == NULL;   /* crashes are tried again */

  if (!entry->known || lost || entry->hash == NULL || g_strcmp0 (entry->with, run->fingerprint) != 0)
    return FALSE;
  g_autofree char *hash = hash_of_file (entry->path);
  return g_strcmp0 (hash, entry->hash) == 0;
}

static const char *
fate_of_unchanged (const QzEntry *entry)
{
  switch (entry->state) {
  case QZ_ENTRY_REFUSED:
    return "refused";
  case QZ_ENTRY_DUPLICATE:
    return "duplicate";
  default:
    return "unchanged";
  }
}

static void
prune (QzRun *run)
{
  g_autoptr (GPtrArray) entries = qz_manifest_sorted (run->manifest);

  for (guint i = 0; i < entries->len; i++) {
    QzEntry    *entry = entries->pdata[i];
    struct stat st;
    if (!entry->known || (run->options->paths[0] != NULL && !qz_scan_covers (run->options->paths, entry->path))
        || stat (entry->path, &st) == 0 || (errno != ENOENT && errno != ENOTDIR))
      continue;
    g_ptr_array_add (run->drops, entry);
    g_ptr_array_add (run->removed, qz_manifest_steal (run->manifest, entry));
    entry->fate = "removed";
  }
}

static gboolean
was_removed (const QzRun *run, const char *path)
{
  for (guint i = 0; i < run->removed->len; i++) {
    const char *gone = ((const QzEntry *) run->removed->pdata[i])->path;
    gsize       len = strlen (path);
    if (strncmp (gone, path, len) == 0 && (gone[len] == '\0' || gone[len] == '/'))
      return TRUE;
  }
  return FALSE;
}

/* Files that a killed run left undone and this one was not asked for. */
static void
add_unfinished (QzRun *run, GPtrArray *list)
{
  g_autoptr (GPtrArray) entries = qz_manifest_sorted (run->manifest);

  for (guint i = 0; i < entries->len; i++) {
    QzEntry *entry = entries->pdata[i];
    if (!entry->known && entry->shown == NULL)
      g_ptr_array_add (list, entry);
  }
}

static int
by_path (gconstpointer a, gconstpointer b)
{
  return strcmp ((*(QzEntry *const *) a)->path, (*(QzEntry *const *) b)->path);
}

/* Inputs → entries whose files must be read. */
static GPtrArray *
entries_to_read (QzRun *run)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new ();

  for (guint i = 0; i < run->inputs->len; i++) {
    const QzFile *file = run->inputs->pdata[i];
    if (file->error != NULL && run->options->prune && was_removed (run, file->path))
      continue;
    QzEntry *entry = qz_manifest_entry (run->manifest, file->path);
    g_free (entry->shown);
    entry->shown = g_strdup (file->shown);
    if (file->error != NULL)
      refuse_input (run, entry, file->error);
    else if (unchanged (run, entry))
      entry->fate = fate_of_unchanged (entry);
    else {
      qz_manifest_forget (run->manifest, entry);
      entry->known = FALSE;
      run->new_bytes += entry->placed ? 0 : file->size;
      g_ptr_array_add (list, entry);
    }
  }
  add_unfinished (run, list);
  g_ptr_array_sort (list, by_path);
  return g_steal_pointer (&list);
}

/* ---- the run ---- */

static char *
statistics (const QzManifest *manifest)
{
  static const char *const names[] = { "pending", "indexed", "duplicate", "refused" };
  guint counts[G_N_ELEMENTS (names)] = { 0 };
  json_t *files = json_object (), *formats = json_object (), *stats;
  GHashTableIter iter;
  gpointer       value;

  g_hash_table_iter_init (&iter, manifest->by_path);
  while (g_hash_table_iter_next (&iter, NULL, &value)) {
    const QzEntry *entry = value;
    counts[entry->state]++;
    if (entry->state == QZ_ENTRY_INDEXED && entry->format != NULL)
      json_object_set_new (formats, entry->format,
                           json_integer (json_integer_value (json_object_get (formats, entry->format)) + 1));
  }
  for (guint i = 1; i < G_N_ELEMENTS (names); i++)
    json_object_set_new (files, names[i], json_integer (counts[i]));
  stats = json_pack ("{s:o, s:o}", "files", files, "formats", formats);
  char *dumped = json_dumps (stats, JSON_COMPACT | JSON_SORT_KEYS);
  char *text = g_strdup (dumped);
  free (dumped);
  json_decref (stats);
  return text;
}

/* Lanes pay when there is much that is new. */
static guint
lanes_for (const QzRun *run, const GPtrArray *list)
{
  return run->new_bytes < LANES_FROM_BYTES || list->len < 2 ? 0 : MIN ((guint) run->options->jobs, MAX_LANES);
}

/* Metadata over all records, the last commit, the switch of generations. Takes over WRITER. */
static gboolean
finish (QzRun *run, QzWriter *writer, GError **error)
{
  g_autofree char *stats = statistics (run->manifest);
  g_autofree char *present = qz_writer_get_metadata (writer, "lexicon", error);
  gboolean         give_up = qz_run_interrupted && run->options->rebuild;
  const char      *old = run->options->rebuild ? run->options->db : NULL;
  gboolean         taught = present != NULL && !give_up
                    && qz_questions_update (writer, (const char *const *) run->options->questions, run->options->prune, old,
                                            &run->changed, error);
  gboolean         write = run->changed || g_strcmp0 (present, run->lexicon) != 0;

  if (!taught
      || (write
          && (!qz_writer_set_metadata (writer, "lexicon", run->lexicon, -1, error)
              || !qz_writer_set_metadata (writer, "stats", stats, -1, error) || !qz_close_update (writer, error)))) {
    qz_writer_abort (writer);
    return give_up;
  }
  if (run->options->report != NULL && !qz_catalogue_warn (writer, run->manifest, error)) {
    qz_writer_abort (writer);
    return FALSE;
  }
  return qz_writer_close (writer, error);
}

static gboolean
open_run (QzRun *run, QzWriter **writer, GError **error)
{
  const QzOptions *o = run->options;
  g_auto (GStrv)   old = NULL;

  run->fingerprint = qz_fingerprint (qz_lexicon_default_dir (), o->lexicons, &run->lexicon, error);
  if (run->fingerprint == NULL)
    return FALSE;
  if (o->rebuild && o->paths[0] == NULL && (old = qz_manifest_paths (o->db, error)) == NULL)
    return FALSE;
  run->inputs = qz_scan (old != NULL ? old : o->paths);
  *writer = qz_writer_open (o->db, o->rebuild, error);
  if (*writer == NULL)
    return FALSE;
  if (qz_catalogue_place (*writer, o, &run->changed, error))
    run->manifest = o->rebuild ? qz_manifest_new () : qz_manifest_load (*writer, error);
  if (run->manifest != NULL)
    return TRUE;
  qz_writer_abort (g_steal_pointer (writer));
  return FALSE;
}

/* Reads and writes LIST's files; takes over *WRITER and gives it back with everything in it. */
static gboolean
work (QzRun *run, GPtrArray *list, QzWriter **writer, GError **error)
{
  g_autoptr (GError) wrong = NULL;

  run->write = qz_write_start (g_steal_pointer (writer), lanes_for (run, list), error);
  if (run->write == NULL)
    return FALSE;
  qz_progress_start (&run->progress, list->len, run->options->quiet);
  gboolean ok = push_drops (run) && qz_run_entries (run, list, &wrong) && qz_run_settle (run, &wrong);
  qz_progress_clear (&run->progress);
  g_clear_pointer (&run->pool, qz_pool_free);
  *writer = qz_write_finish (run->write, error);
  if (*writer == NULL || ok)
    return *writer != NULL;
  qz_writer_abort (g_steal_pointer (writer));
  if (wrong != NULL)
    g_propagate_error (error, g_steal_pointer (&wrong));
  else
    g_set_error_literal (error, QZ_INDEX_ERROR, QZ_INDEX_ERROR_FAILED, _("写入中断"));
  return FALSE;
}

static gboolean
run_all (QzRun *run, GError **error)
{
  QzWriter *writer = NULL;

  if (!open_run (run, &writer, error))
    return FALSE;
  if (run->options->prune)
    prune (run);
  g_autoptr (GPtrArray) list = entries_to_read (run);
  return work (run, list, &writer, error) && finish (run, writer, error);
}

static void
run_clear (QzRun *run)
{
  g_clear_pointer (&run->parts, g_hash_table_unref);
  g_clear_pointer (&run->manifest, qz_manifest_free);
  g_clear_pointer (&run->inputs, g_ptr_array_unref);
  g_clear_pointer (&run->drops, g_ptr_array_unref);
  g_clear_pointer (&run->removed, g_ptr_array_unref);
  g_free (run->fingerprint);
  g_free (run->lexicon);
}

static int
tell (QzRun *run, double seconds, GError **error)
{
  QzTally tally;

  qz_report_tally (run->manifest, run->removed, &tally);
  qz_report_complain (run->manifest);
  if (!run->options->quiet)
    qz_report_summary (&tally, seconds);
  if (run->options->report != NULL && !qz_report_write (run->options->report, run->manifest, run->removed, error))
    return QZ_EXIT_FAILED;
  return tally.refused > 0 ? QZ_EXIT_REFUSED : QZ_EXIT_OK;
}

int
qz_run (const QzOptions *options, GError **error)
{
  QzRun  run = { .options = options };
  gint64 start = g_get_monotonic_time ();
  int    code = QZ_EXIT_FAILED;

  run.parts = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) qz_job_free);
  run.drops = g_ptr_array_new ();
  run.removed = g_ptr_array_new_with_free_func ((GDestroyNotify) qz_entry_free);
  if ((options->report == NULL || qz_report_open (options->report, error)) && run_all (&run, error))
    code = tell (&run, (g_get_monotonic_time () - start) / (double) G_USEC_PER_SEC, error);
  run_clear (&run);
  return code;
}
