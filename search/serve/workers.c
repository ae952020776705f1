#include "config.h"

#include <quanze/locale.h>

#include "search/serve/workers.h"

/* What all workers together hold of values that they read lately, and one alone at most: bytes. */
#define REMEMBERED      (256u << 20)
#define REMEMBERED_EACH (64u << 20)

/* Who waited longer for a thread has most likely gone. */
#define WAIT_MAX (5 * G_USEC_PER_SEC)

typedef struct {
  const QzRequest *request; /* NULL: the thread is to end */
  QzReplyFunc done;
  gpointer user_data;
  gint64 since;
} Job;

typedef struct {
  QzWorkers *workers;
  QzEngine *engine;
  GThread *thread;
} Worker;

struct QzWorkers {
  QzService *service;
  GAsyncQueue *queue;
  guint n;
  Worker *each;
  gboolean stopped; /* under the queue's lock */
};

static QzReply *
too_busy (void)
{
  QzReply *reply = qz_reply_new_problem (503, "busy", _ ("请求太多，请稍后再试"));

  reply->retry_after = 2;
  return reply;
}

static gpointer
work (gpointer data)
{
  Worker *worker = data;

  for (;;) {
    g_autofree Job *job = g_async_queue_pop (worker->workers->queue);

    if (job->request == NULL)
      return NULL;
    if (g_get_monotonic_time () - job->since > WAIT_MAX)
      job->done (too_busy (), job->user_data);
    else
      job->done (qz_service_reply (worker->workers->service, worker->engine, job->request), job->user_data);
  }
}

QzWorkers *
qz_workers_new (QzService *service, guint n, GError **error)
{
  g_autoptr (QzWorkers) workers = g_new0 (QzWorkers, 1);

  workers->service = service;
  workers->queue = g_async_queue_new ();
  workers->each = g_new0 (Worker, n);
  for (; workers->n < n; workers->n++) {
    Worker *worker = &workers->each[workers->n];

    worker->workers = workers;
    worker->engine = qz_engine_open_with (service->context, service->lexicon, error);
    if (worker->engine == NULL)
      return NULL;
    qz_reader_remember (worker->engine->reader, MIN (REMEMBERED_EACH, REMEMBERED / n));
    worker->thread = g_thread_new ("quanze-worker", work, worker);
  }
  return g_steal_pointer (&workers);
}

void
qz_workers_stop (QzWorkers *workers)
{
  g_async_queue_lock (workers->queue);
  gboolean first = !workers->stopped;
  workers->stopped = TRUE;
  for (guint i = 0; first && i < workers->n; i++)
    g_async_queue_push_unlocked (workers->queue, g_new0 (Job, 1));
  g_async_queue_unlock (workers->queue);
  for (guint i = 0; first && i < workers->n; i++)
    g_thread_join (workers->each[i].thread);
}

void
qz_workers_free (QzWorkers *workers)
{
  if (workers == NULL)
    return;
  qz_workers_stop (workers);
  for (guint i = 0; i < workers->n; i++)
    qz_engine_free (workers->each[i].engine);
  g_async_queue_unref (workers->queue);
  g_free (workers->each);
  g_free (workers);
}

gboolean
qz_workers_push (QzWorkers *workers, const QzRequest *request, QzReplyFunc done, gpointer user_data)
{
  g_async_queue_lock (workers->queue);
  gboolean taken = !workers->stopped && g_async_queue_length_unlocked (workers->queue) < QZ_QUEUE_MAX;
  if (taken) {
    Job *job = g_new (Job, 1);
    *job = (Job){ request, done, user_data, g_get_monotonic_time () };
    g_async_queue_push_unlocked (workers->queue, job);
  }
  g_async_queue_unlock (workers->queue);
  return taken;
}
