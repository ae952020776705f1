#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <quanze/locale.h>

#include "indexer/pool.h"
#include "indexer/protocol.h"

#define MAX_OUTPUT ((gsize) 1 << 30)   /* bytes of all records of one document */
#define READ_CHUNK (256 << 10)
#define WALL_FACTOR 3                  /* wall clock a worker may take for each second of processor time */
#define MAX_FALSE_STARTS 3             /* workers in a row that end by themselves without ever doing a job */

typedef struct {
  GPid     pid;          /* 0: not running */
  int      in, out;      /* ours: to write to, to read from */
  QzJob   *job;          /* NULL: free */
  gsize    at;           /* frames of the job read so far */
  gint64   deadline;     /* monotonic microseconds */
  gboolean timed_out;
} Worker;

struct QzPool {
  Worker          *workers;
  guint            n;
  char            *program;
  const QzOptions *options;
  guint            false_starts;
  gint64           looked;    /* when the workers were last looked after */
};

/* ---- jobs ---- */

QzJob *
qz_job_new (const char *request, gpointer owner)
{
  QzJob *job = g_new0 (QzJob, 1);

  job->request = g_strdup (request);
  job->owner = owner;
  job->frames = g_byte_array_new ();
  return job;
}

void
qz_job_free (QzJob *job)
{
  if (job == NULL)
    return;
  g_free (job->request);
  g_free (job->named);
  g_free (job->loss_text);
  if (job->frames != NULL)
    g_byte_array_unref (job->frames);
  json_decref (job->outcome);
  g_free (job);
}

/* ---- processes ---- */

static gboolean
start (QzPool *pool, Worker *worker, GError **error)
{
  const QzOptions      *o = pool->options;
  g_autofree char      *seconds = g_strdup_printf ("--limit-seconds=%d", o->seconds);
  g_autofree char      *memory = g_strdup_printf ("--limit-megabytes=%d", o->megabytes);
  g_autoptr (GPtrArray) argv = g_ptr_array_new_with_free_func (g_free);
  GSpawnFlags           flags = G_SPAWN_DO_NOT_REAP_CHILD;

  g_ptr_array_add (argv, g_strdup (pool->program));
  g_ptr_array_add (argv, g_strdup ("--worker"));
  g_ptr_array_add (argv, g_strdup (seconds));
  g_ptr_array_add (argv, g_strdup (memory));
  for (guint i = 0; o->lexicons != NULL && o->lexicons[i] != NULL; i++)
    g_ptr_array_add (argv, g_strdup_printf ("--lexicon=%s", o->lexicons[i]));
  g_ptr_array_add (argv, NULL);
  if (g_getenv ("QUANZE_WORKER_STDERR") == NULL)
    flags |= G_SPAWN_STDERR_TO_DEV_NULL;
  *worker = (Worker){ .in = -1, .out = -1 };
  if (!g_spawn_async_with_pipes (NULL, (char **) argv->pdata, NULL, flags, NULL, NULL, &worker->pid, &worker->in,
                                 &worker->out, NULL, error)) {
    worker->pid = 0;
    return FALSE;
  }
  fcntl (worker->out, F_SETFL, O_NONBLOCK);
#ifdef F_SETPIPE_SZ
  fcntl (worker->out, F_SETPIPE_SZ, 1 << 20);   /* so that a worker goes on while the parent is busy */
#endif
  return TRUE;
}

/* Closes the pipes and waits for the end; its status. SIGCONT goes first: one that somebody stopped would never see its
 * pipe closed, and once it has, a leak checker may be stopping it at its exit, which SIGCONT would undo for ever. */
static int
reap (Worker *worker)
{
  int status = 0;

  kill (worker->pid, SIGCONT);
  close (worker->in);
  close (worker->out);
  while (waitpid (worker->pid, &status, 0) < 0 && errno == EINTR)
    continue;
  kill (-worker->pid, SIGKILL);   /* external programs it left behind */
  worker->pid = 0;
  return status;
}

static void
stop_by_force (Worker *worker)
{
  kill (-worker->pid, SIGKILL);
  kill (worker->pid, SIGKILL);    /* it may not have its group yet */
}

/* The program that runs, the caller's: the kernel's word, which stays true when the file is replaced; where /proc is
 * not mounted, the way it was called. NULL when it cannot be found. */
static char *
own_program (const char *called, GError **error)
{
  char *program = g_file_read_link ("/proc/self/exe", NULL);

  if (program == NULL)
    program = g_find_program_in_path (called);
  if (program == NULL)
    g_set_error (error, G_SPAWN_ERROR, G_SPAWN_ERROR_NOENT, _("找不到程序 %s 自己的文件，不能启动解析进程；请用完整路径运行"), called);
  return program;
}

QzPool *
qz_pool_new (const QzOptions *options, GError **error)
{
  QzPool *pool = g_new0 (QzPool, 1);

  signal (SIGPIPE, SIG_IGN);
  pool->options = options;
  pool->n = options->jobs;
  pool->workers = g_new0 (Worker, pool->n);
  pool->program = own_program (options->program, error);
  pool->looked = g_get_monotonic_time ();
  for (guint i = 0; i < pool->n; i++)
    if (pool->program == NULL || !start (pool, &pool->workers[i], error)) {
      qz_pool_free (pool);
      return NULL;
    }
  return pool;
}

void
qz_pool_free (QzPool *pool)
{
  if (pool == NULL)
    return;
  for (guint i = 0; i < pool->n; i++)
    if (pool->workers[i].pid != 0 && pool->workers[i].job != NULL)
      stop_by_force (&pool->workers[i]);
  for (guint i = 0; i < pool->n; i++)
    if (pool->workers[i].pid != 0)
      reap (&pool->workers[i]);
  g_free (pool->workers);
  g_free (pool->program);
  g_free (pool);
}

/* ---- the end of a job ---- */

static void
finish (Worker *worker)
{
  worker->job->done = TRUE;
  worker->job = NULL;
}

static void
lose (QzJob *job, const char *loss, char *text)
{
  job->loss = loss;
  job->loss_text = text;
  g_byte_array_set_size (job->frames, 0);
}

/* The worker is gone: tell why of its job, and start another. */
static gboolean
bury (QzPool *pool, Worker *worker, GError **error)
{
  QzJob   *job = worker->job;
  gboolean timed_out = worker->timed_out;
  int      status = reap (worker);

  if (timed_out || (WIFSIGNALED (status) && WTERMSIG (status) == SIGPROF))
    lose (job, "timeout", g_strdup_printf (_("解析超过 %d 秒，已放弃"), pool->options->seconds));
  else if (WIFSIGNALED (status))
    lose (job, "crashed", g_strdup_printf (_("解析时异常终止（信号 %d；内存上限 %d MB）"), WTERMSIG (status), pool->options->megabytes));
  else
    lose (job, "crashed", g_strdup_printf (_("解析进程自行退出（退出码 %d）"), WEXITSTATUS (status)));
  pool->false_starts = WIFEXITED (status) && !timed_out ? pool->false_starts + 1 : 0;
  finish (worker);
  if (pool->false_starts >= MAX_FALSE_STARTS) {
    g_set_error (error, G_SPAWN_ERROR, G_SPAWN_ERROR_FAILED, _("解析进程 %s 一启动就退出（退出码 %d）"), pool->program,
                 WEXITSTATUS (status));
    return FALSE;
  }
  return start (pool, worker, error);
}

/* Reads the frames that have come; TRUE when the outcome is among them. */
static gboolean
scan_frames (Worker *worker, gboolean *broken)
{
  GByteArray *frames = worker->job->frames;
  QzFrame     frame;

  for (gsize from = worker->at; qz_frame_next (frames->data, frames->len, &worker->at, &frame, broken); from = worker->at)
    if (frame.type == QZ_FRAME_OUTCOME) {
      worker->job->outcome = json_loadb ((const char *) frame.payload, frame.len, 0, NULL);
      *broken = worker->job->outcome == NULL;
      g_byte_array_set_size (frames, from);
      return TRUE;
    }
  return FALSE;
}

static gboolean
receive (QzPool *pool, Worker *worker, GError **error)
{
  GByteArray *frames = worker->job->frames;
  gboolean    broken = FALSE;
  guint       before = frames->len;

  g_byte_array_set_size (frames, before + READ_CHUNK);
  ssize_t n = read (worker->out, frames->data + before, READ_CHUNK);
  g_byte_array_set_size (frames, before + MAX (n, 0));
  if (n < 0 && (errno == EAGAIN || errno == EINTR))
    return TRUE;
  if (n <= 0)
    return bury (pool, worker, error);
  if (scan_frames (worker, &broken) && !broken) {
    pool->false_starts = 0;
    finish (worker);
    return TRUE;
  }
  if (!broken && frames->len <= MAX_OUTPUT)
    return TRUE;
  stop_by_force (worker);
  QzJob *job = worker->job;
  if (!bury (pool, worker, error))
    return FALSE;
  g_free (job->loss_text);
  lose (job, "output", g_strdup (_("解析结果过大或不成形")));
  return TRUE;
}

/* ---- the loop ---- */

gboolean
qz_pool_has_room (const QzPool *pool)
{
  for (guint i = 0; i < pool->n; i++)
    if (pool->workers[i].job == NULL)
      return TRUE;
  return FALSE;
}

gboolean
qz_pool_submit (QzPool *pool, QzJob *job, GError **error)
{
  g_autoptr (GByteArray) frame = g_byte_array_new ();

  qz_frame_append (frame, QZ_FRAME_JOB, job->request, strlen (job->request));
  for (guint i = 0; i < pool->n; i++) {
    Worker *worker = &pool->workers[i];
    if (worker->job != NULL)
      continue;
    worker->job = job;
    worker->at = 0;
    worker->timed_out = FALSE;
    worker->deadline = g_get_monotonic_time () + (gint64) pool->options->seconds * WALL_FACTOR * G_USEC_PER_SEC;
    if (qz_write_all (worker->in, frame->data, frame->len))
      return TRUE;
    worker->job = NULL;      /* it died while idle: another takes the job */
    reap (worker);
    if (!start (pool, worker, error))
      return FALSE;
    i--;
    if (++pool->false_starts >= MAX_FALSE_STARTS)
      break;
  }
  g_set_error (error, G_SPAWN_ERROR, G_SPAWN_ERROR_FAILED, _("解析进程 %s 不能工作"), pool->program);
  return FALSE;
}

/* Time that the caller spent elsewhere does not count against the workers, who may have waited for it. */
static void
forgive_absence (QzPool *pool)
{
  gint64 now = g_get_monotonic_time (), away = now - pool->looked;

  for (guint i = 0; away > G_USEC_PER_SEC && i < pool->n; i++)
    pool->workers[i].deadline += away;
  pool->looked = now;
}

gboolean
qz_pool_wait (QzPool *pool, GError **error)
{
  g_autofree struct pollfd *fds = g_new0 (struct pollfd, pool->n);

  forgive_absence (pool);
  for (guint i = 0; i < pool->n; i++)
    fds[i] = (struct pollfd){ .fd = pool->workers[i].job != NULL ? pool->workers[i].out : -1, .events = POLLIN };
  int n = poll (fds, pool->n, 500);
  pool->looked = g_get_monotonic_time ();
  for (guint i = 0; i < pool->n; i++) {
    Worker *worker = &pool->workers[i];
    if (worker->job == NULL)
      continue;
    if (n > 0 && fds[i].revents != 0) {
      if (!receive (pool, worker, error))
        return FALSE;
    } else if (pool->looked > worker->deadline) {
      worker->timed_out = TRUE;
      stop_by_force (worker);
      if (!bury (pool, worker, error))
        return FALSE;
    }
  }
  return TRUE;
}
