#include "config.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "lib/read/child.h"

#define MAX_COMPLAINT 400

/* Runs between fork and exec: nothing but system calls. */
static void
confine (gpointer data)
{
  const QzChildLimits *limits = data;
  struct rlimit time = { limits->seconds, limits->seconds + 1 };
  struct rlimit space = { (rlim_t) limits->megabytes << 20, (rlim_t) limits->megabytes << 20 };
  struct rlimit none = { 0, 0 };
  setrlimit (RLIMIT_CPU, &time);
  setrlimit (RLIMIT_AS, &space);
  setrlimit (RLIMIT_CORE, &none);
  setrlimit (RLIMIT_FSIZE, &none);
}

/* A file without a name that holds INPUT, at its beginning; -1. */
static int
input_file (const guint8 *input, gsize len, GError **error)
{
  g_autofree char *name = NULL;
  int fd = g_file_open_tmp ("quanze-XXXXXX", &name, error);
  if (fd < 0)
    return -1;
  g_unlink (name);
  for (gsize done = 0; done < len;)
    {
      ssize_t n = write (fd, input + done, len - done);
      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        {
          g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (errno), "%s", g_strerror (errno));
          close (fd);
          return -1;
        }
      done += n;
    }
  lseek (fd, 0, SEEK_SET);
  return fd;
}

typedef struct {
  GByteArray *out, *complaint;
  gboolean    late, flooded;
} Heard;

/* One read from FD into TO; FALSE at its end. */
static gboolean
take (int fd, GByteArray *to, gsize limit, gboolean *flooded)
{
  guint8 bytes[65536];
  ssize_t n = read (fd, bytes, sizeof bytes);
  if (n < 0 && (errno == EINTR || errno == EAGAIN))
    return TRUE;
  if (n <= 0)
    return FALSE;
  if (to->len + (gsize) n > limit && flooded != NULL)
    *flooded = TRUE;
  g_byte_array_append (to, bytes, MIN ((gsize) n, limit - MIN (limit, to->len)));
  return TRUE;
}

static void
listen_to (int out, int err, const QzChildLimits *limits, Heard *heard)
{
  struct pollfd ends[] = { { .fd = out, .events = POLLIN }, { .fd = err, .events = POLLIN } };
  gint64 deadline = g_get_monotonic_time () + 2 * (gint64) limits->seconds * G_USEC_PER_SEC;
  while ((ends[0].fd >= 0 || ends[1].fd >= 0) && !heard->flooded)
    {
      gint64 left = (deadline - g_get_monotonic_time ()) / 1000;
      int ready = left > 0 ? poll (ends, 2, MIN (left, 1000)) : 0;
      if (left <= 0)
        {
          heard->late = TRUE;
          return;
        }
      if (ready > 0 && ends[0].revents != 0 && !take (out, heard->out, limits->max_output, &heard->flooded))
        ends[0].fd = -1;
      if (ready > 0 && ends[1].revents != 0 && !take (err, heard->complaint, MAX_COMPLAINT, NULL))
        ends[1].fd = -1;
    }
}

static int
wait_for (GPid pid)
{
  int status = 0;
  while (waitpid (pid, &status, 0) < 0 && errno == EINTR)
    ;
  g_spawn_close_pid (pid);
  return status;
}

/* The first line of what the child complained, fit for a message. */
static char *
first_line (const GByteArray *complaint)
{
  g_autofree char *text = complaint->len > 0 ? g_utf8_make_valid ((const char *) complaint->data, complaint->len)
                                             : g_strdup ("");
  text[strcspn (text, "\r\n")] = '\0';
  return g_strdup (*text != '\0' ? text : "没有说明原因");
}

static GBytes *
judge (const char *path, const char *program, int status, Heard *heard, const QzChildLimits *limits, GError **error)
{
  g_autofree char *why = first_line (heard->complaint);
  if (heard->flooded)
    g_set_error (error, QZ_SOURCE_ERROR, QZ_SOURCE_ERROR_TOO_LARGE, "%s: %s 输出超过上限 %d MiB", path, program,
                 (int) (limits->max_output >> 20));
  else if (heard->late || (WIFSIGNALED (status) && (WTERMSIG (status) == SIGXCPU || WTERMSIG (status) == SIGKILL)))
    g_set_error (error, QZ_SOURCE_ERROR, QZ_SOURCE_ERROR_TOO_LARGE, "%s: %s 用时超过上限 %u 秒", path, program,
                 limits->seconds);
  else if (WIFSIGNALED (status))
    g_set_error (error, QZ_SOURCE_ERROR, QZ_SOURCE_ERROR_DAMAGED, "%s: %s 崩溃（信号 %d）", path, program,
                 WTERMSIG (status));
  else if (WEXITSTATUS (status) != 0)
    g_set_error (error, QZ_SOURCE_ERROR, QZ_SOURCE_ERROR_DAMAGED, "%s: %s 不能读（%s）", path, program, why);
  else
    return g_byte_array_free_to_bytes (g_steal_pointer (&heard->out));
  return NULL;
}

GBytes *
qz_child_run (const char *path, const char *const *argv, const guint8 *input, gsize len, const QzChildLimits *limits,
              GError **error)
{
  static const char *const environment[] = { "LC_ALL=C.UTF-8", "PATH=/usr/local/bin:/usr/bin:/bin", NULL };
  g_autofree char *program = g_find_program_in_path (argv[0]);
  g_autoptr (GError) fault = NULL;
  g_autoptr (GPtrArray) args = g_ptr_array_new ();
  Heard heard = { 0 };
  GBytes *bytes;
  GPid pid;
  int in, out, err, status;
  if (program == NULL)
    {
      g_set_error (error, QZ_SOURCE_ERROR, QZ_SOURCE_ERROR_UNSUPPORTED, "%s: 读这种文件要用 %s，没有安装", path, argv[0]);
      return NULL;
    }
  in = input_file (input, len, &fault);
  if (in >= 0)
    {
      g_ptr_array_add (args, program);
      for (guint i = 1; argv[i] != NULL; i++)
        g_ptr_array_add (args, (gpointer) argv[i]);
      g_ptr_array_add (args, NULL);
      if (!g_spawn_async_with_pipes_and_fds ("/", (const char *const *) args->pdata, environment, G_SPAWN_DO_NOT_REAP_CHILD,
                                             confine, (gpointer) limits, in, -1, -1, NULL, NULL, 0, &pid, NULL, &out, &err,
                                             &fault))
        close (in);
    }
  if (fault != NULL)
    {
      g_set_error (error, QZ_SOURCE_ERROR, QZ_SOURCE_ERROR_UNREADABLE, "%s: 不能运行 %s（%s）", path, argv[0], fault->message);
      return NULL;
    }
  close (in);
  heard.out = g_byte_array_new ();
  heard.complaint = g_byte_array_new ();
  listen_to (out, err, limits, &heard);
  if (heard.late || heard.flooded)
    kill (pid, SIGKILL);
  close (out);
  close (err);
  status = wait_for (pid);
  bytes = judge (path, argv[0], status, &heard, limits, error);
  g_clear_pointer (&heard.out, g_byte_array_unref);
  g_byte_array_unref (heard.complaint);
  return bytes;
}
