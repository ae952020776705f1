#include "config.h"

#include <string.h>

#include "indexer/close.h"
#include "indexer/protocol.h"
#include "indexer/write.h"

#define MAX_QUEUED_BYTES (96u << 20)
#define COMMIT_RECORDS 50000

typedef struct {
  char       *delete_term;
  GByteArray *frames;
  QzRecord   *record;
  char       *key, *value;
} Work;

struct QzWrite {
  GThread  *thread;
  QzWriter *writer;
  GMutex    lock;
  GCond     moved;
  GQueue    queue;      /* Work* */
  gsize     queued;     /* bytes of frames in it */
  gboolean  closing;
  GError   *error;      /* the first one */
  guint     uncommitted;
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
put_frames (QzWrite *write, const GByteArray *frames, GError **error)
{
  gsize    at = 0;
  QzFrame  frame;
  gboolean broken;

  while (qz_frame_next (frames->data, frames->len, &at, &frame, &broken)) {
    if (frame.type != QZ_FRAME_RECORD)
      continue;
    g_autoptr (QzRecord) record = qz_record_from_bytes (frame.payload, frame.len, error);
    if (record == NULL || !qz_writer_put (write->writer, record, error))
      return FALSE;
    write->uncommitted++;
  }
  return TRUE;
}

static gboolean
do_work (QzWrite *write, Work *work, GError **error)
{
  if (work->delete_term != NULL && !qz_writer_delete_term (write->writer, work->delete_term, error))
    return FALSE;
  if (work->frames != NULL && !put_frames (write, work->frames, error))
    return FALSE;
  if (work->record != NULL && !qz_writer_put (write->writer, work->record, error))
    return FALSE;
  if (work->key != NULL
      && !qz_writer_set_metadata (write->writer, work->key, work->value != NULL ? work->value : "",
                                  work->value != NULL ? -1 : 0, error))
    return FALSE;
  if (write->uncommitted < COMMIT_RECORDS)
    return TRUE;
  write->uncommitted = 0;
  return qz_close_update (write->writer, error) && qz_writer_commit (write->writer, error);
}

static Work *
next_work (QzWrite *write)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&write->lock);

  while (g_queue_is_empty (&write->queue) && !write->closing)
    g_cond_wait (&write->moved, &write->lock);
  return g_queue_pop_head (&write->queue);
}

static void
done_with (QzWrite *write, Work *work, GError *error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&write->lock);

  write->queued -= work->frames != NULL ? work->frames->len : 0;
  if (error != NULL)
    write->error = error;
  g_cond_broadcast (&write->moved);
}

static gpointer
run (gpointer data)
{
  QzWrite *write = data;
  gboolean failed = FALSE;
  Work    *work;

  while ((work = next_work (write)) != NULL) {
    GError *error = NULL;
    if (!failed && !do_work (write, work, &error))
      failed = TRUE;
    done_with (write, work, error);
    work_free (work);
  }
  return NULL;
}

QzWrite *
qz_write_start (QzWriter *writer)
{
  QzWrite *write = g_new0 (QzWrite, 1);

  write->writer = writer;
  g_mutex_init (&write->lock);
  g_cond_init (&write->moved);
  g_queue_init (&write->queue);
  write->thread = g_thread_new ("write", run, write);
  return write;
}

static gboolean
push (QzWrite *write, Work *work)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&write->lock);

  while (write->queued > MAX_QUEUED_BYTES && write->error == NULL)
    g_cond_wait (&write->moved, &write->lock);
  if (write->error != NULL) {
    work_free (work);
    return FALSE;
  }
  write->queued += work->frames != NULL ? work->frames->len : 0;
  g_queue_push_tail (&write->queue, work);
  g_cond_broadcast (&write->moved);
  return TRUE;
}

gboolean
qz_write_push (QzWrite *write, const char *delete_term, GByteArray *frames, const char *key, const char *value)
{
  Work *work = g_new0 (Work, 1);

  work->delete_term = g_strdup (delete_term);
  work->frames = frames != NULL ? g_byte_array_ref (frames) : NULL;
  work->key = g_strdup (key);
  work->value = g_strdup (value);
  return push (write, work);
}

gboolean
qz_write_record (QzWrite *write, QzRecord *record)
{
  Work *work = g_new0 (Work, 1);

  work->record = record;
  return push (write, work);
}

QzWriter *
qz_write_finish (QzWrite *write, GError **error)
{
  g_mutex_lock (&write->lock);
  write->closing = TRUE;
  g_cond_broadcast (&write->moved);
  g_mutex_unlock (&write->lock);
  g_thread_join (write->thread);
  QzWriter *writer = write->writer;
  if (write->error != NULL) {
    g_propagate_error (error, write->error);
    qz_writer_abort (writer);
    writer = NULL;
  }
  g_queue_clear (&write->queue);
  g_mutex_clear (&write->lock);
  g_cond_clear (&write->moved);
  g_free (write);
  return writer;
}
