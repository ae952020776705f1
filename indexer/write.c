#include "config.h"

#include <string.h>

#include "indexer/close.h"
#include "indexer/protocol.h"
#include "indexer/write.h"

#define MAX_QUEUED_BYTES (24u << 20)
#define COMMIT_RECORDS 50000

typedef struct {
  char       *delete_term;
  GByteArray *frames;
  QzRecord   *record;
  char       *key, *value;
} Work;

typedef struct {
  QzWrite  *write;
  GThread  *thread;
  QzWriter *writer;
  GQueue    queue;        /* Work* */
  guint     uncommitted;  /* records; lane 0 alone commits on the way */
} Lane;

struct QzWrite {
  Lane    *lanes;
  guint    n, next;
  GMutex   lock;
  GCond    moved;
  gsize    queued;        /* bytes of frames in all queues */
  gboolean closing;
  GError  *error;         /* the first one */
};

static void
work_free (Work *work)
{
  g_free (work->delete_term);
  g_free (work->key);
  g_free (work->value);
  g_clear_pointer (&work->frames, g_byte_array_unref);
  g_clear_pointer (&work->record, qz_record_free);
  g_free (work);
}

static gboolean
put_frames (Lane *lane, const GByteArray *frames, GError **error)
{
  gsize    at = 0;
  QzFrame  frame;
  gboolean broken;

  while (qz_frame_next (frames->data, frames->len, &at, &frame, &broken)) {
    if (frame.type != QZ_FRAME_RECORD)
      continue;
    g_autoptr (QzRecord) record = qz_record_from_bytes (frame.payload, frame.len, error);
    if (record == NULL || !qz_writer_put (lane->writer, record, error))
      return FALSE;
    lane->uncommitted++;
  }
  return TRUE;
}

static gboolean
do_work (Lane *lane, Work *work, GError **error)
{
  if (work->delete_term != NULL && !qz_writer_delete_term (lane->writer, work->delete_term, error))
    return FALSE;
  if (work->frames != NULL && !put_frames (lane, work->frames, error))
    return FALSE;
  if (work->record != NULL && !qz_writer_put (lane->writer, work->record, error))
    return FALSE;
  if (work->key != NULL
      && !qz_writer_set_metadata (lane->writer, work->key, work->value != NULL ? work->value : "",
                                  work->value != NULL ? -1 : 0, error))
    return FALSE;
  if (lane != lane->write->lanes || lane->uncommitted < COMMIT_RECORDS)
    return TRUE;
  lane->uncommitted = 0;
  return qz_close_update (lane->writer, error) && qz_writer_commit (lane->writer, error);
}

static Work *
next_work (Lane *lane)
{
  QzWrite *write = lane->write;
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&write->lock);

  while (g_queue_is_empty (&lane->queue) && !write->closing)
    g_cond_wait (&write->moved, &write->lock);
  return g_queue_pop_head (&lane->queue);
}

static void
done_with (QzWrite *write, const Work *work, GError *error)
{
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&write->lock);

  write->queued -= work->frames != NULL ? work->frames->len : 0;
  if (write->error == NULL)
    write->error = error;
  else
    g_clear_error (&error);
  g_cond_broadcast (&write->moved);
}

static gpointer
run (gpointer data)
{
  Lane    *lane = data;
  gboolean failed = FALSE;
  Work    *work;

  while ((work = next_work (lane)) != NULL) {
    GError *error = NULL;
    if (!failed && !do_work (lane, work, &error))
      failed = TRUE;
    done_with (lane->write, work, error);
    work_free (work);
  }
  return NULL;
}

/* ---- pushing ---- */

QzWrite *
qz_write_start (QzWriter *writer, guint lanes, GError **error)
{
  QzWrite *write = g_new0 (QzWrite, 1);

  g_mutex_init (&write->lock);
  g_cond_init (&write->moved);
  write->lanes = g_new0 (Lane, lanes + 1);
  for (guint i = 0; i <= lanes && write->error == NULL; i++) {
    Lane *lane = &write->lanes[i];
    lane->write = write;
    g_queue_init (&lane->queue);
    lane->writer = i == 0 ? writer : qz_writer_open_lane (writer, &write->error);
    write->n = i + 1;
  }
  for (guint i = 0; i < write->n && write->error == NULL; i++)
    write->lanes[i].thread = g_thread_new ("write", run, &write->lanes[i]);
  if (write->error == NULL)
    return write;
  qz_write_finish (write, error);
  return NULL;
}

guint
qz_write_new_lane (QzWrite *write)
{
  return write->n == 1 ? 0 : 1 + write->next++ % (write->n - 1);
}

static gboolean
push (QzWrite *write, guint lane, Work *work)
{
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&write->lock);

  while (write->queued > MAX_QUEUED_BYTES && write->error == NULL)
    g_cond_wait (&write->moved, &write->lock);
  if (write->error != NULL) {
    work_free (work);
    return FALSE;
  }
  write->queued += work->frames != NULL ? work->frames->len : 0;
  g_queue_push_tail (&write->lanes[lane].queue, work);
  g_cond_broadcast (&write->moved);
  return TRUE;
}

gboolean
qz_write_push (QzWrite *write, guint lane, const char *delete_term, GByteArray *frames, const char *key,
               const char *value)
{
  Work *work = g_new0 (Work, 1);

  work->delete_term = g_strdup (delete_term);
  work->frames = frames != NULL ? g_byte_array_ref (frames) : NULL;
  work->key = g_strdup (key);
  work->value = g_strdup (value);
  return push (write, lane, work);
}

gboolean
qz_write_record (QzWrite *write, QzRecord *record)
{
  Work *work = g_new0 (Work, 1);

  work->record = record;
  return push (write, 0, work);
}

/* ---- the end ---- */

static void
join_threads (QzWrite *write)
{
  g_mutex_lock (&write->lock);
  write->closing = TRUE;
  g_cond_broadcast (&write->moved);
  g_mutex_unlock (&write->lock);
  for (guint i = 0; i < write->n; i++)
    if (write->lanes[i].thread != NULL)
      g_thread_join (write->lanes[i].thread);
}

/* All lanes become one, or none of them. */
static gboolean
merge (QzWrite *write, QzWriter *writer)
{
  g_autofree QzWriter **lanes = g_new (QzWriter *, write->n);

  for (guint i = 1; i < write->n; i++)
    lanes[i - 1] = write->lanes[i].writer;
  if (write->error == NULL)
    return write->n == 1 || qz_writer_absorb (writer, lanes, write->n - 1, &write->error);
  for (guint i = 1; i < write->n; i++)
    qz_writer_abort (write->lanes[i].writer);
  return FALSE;
}

QzWriter *
qz_write_finish (QzWrite *write, GError **error)
{
  QzWriter *writer = write->lanes[0].writer;

  join_threads (write);
  if (!merge (write, writer)) {
    g_propagate_error (error, write->error);
    qz_writer_abort (writer);
    writer = NULL;
  }
  g_free (write->lanes);
  g_mutex_clear (&write->lock);
  g_cond_clear (&write->moved);
  g_free (write);
  return writer;
}
