#include "config.h"

#include <stdio.h>
#include <unistd.h>

#include "indexer/progress.h"

#define WIDTH 30
#define INTERVAL (G_USEC_PER_SEC / 10)
#define NAME_CHARACTERS 20   /* two columns each */

void
qz_progress_start (QzProgress *p, guint total, gboolean quiet)
{
  *p = (QzProgress){ .shown = !quiet && isatty (STDERR_FILENO), .total = total };
}

static char *
short_name (const char *path)
{
  g_autofree char *name = g_path_get_basename (path);
  gsize            len = g_utf8_strlen (name, -1);

  return g_utf8_substring (name, 0, MIN (len, NAME_CHARACTERS));
}

void
qz_progress_step (QzProgress *p, const char *path)
{
  gint64 now = g_get_monotonic_time ();

  p->done++;
  p->total = MAX (p->total, p->done);
  if (!p->shown || now - p->drawn < INTERVAL)
    return;
  p->drawn = now;
  g_autofree char *name = short_name (path);
  guint            filled = p->total > 0 ? p->done * WIDTH / p->total : WIDTH;
  fprintf (stderr, "\r\033[K[%.*s%*s] %u/%u %s", filled, "##############################", WIDTH - filled, "", p->done,
           p->total, name);
  fflush (stderr);
}

void
qz_progress_clear (QzProgress *p)
{
  if (p->shown && p->drawn != 0)
    fputs ("\r\033[K", stderr);
  p->drawn = 0;
}
