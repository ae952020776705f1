/* A bar on the terminal, nothing elsewhere. */
#ifndef QZ_PROGRESS_H
#define QZ_PROGRESS_H

#include <glib.h>

typedef struct {
  gboolean shown;      /* standard error is a terminal and --quiet is not given */
  guint    done, total;
  gint64   drawn;      /* when last */
} QzProgress;

void qz_progress_start (QzProgress *progress, guint total, gboolean quiet);
/* NAME: of the file just done. */
void qz_progress_step (QzProgress *progress, const char *name);
/* Takes the bar away, before anything else is printed and at the end. */
void qz_progress_clear (QzProgress *progress);

#endif
