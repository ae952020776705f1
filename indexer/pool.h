/* Worker processes: jobs in, frames and outcomes out, in any order. A worker that crashes, hangs or
 * floods costs its job and is replaced.
 */
#ifndef QZ_POOL_H
#define QZ_POOL_H

#include <glib.h>
#include <jansson.h>

#include "indexer/options.h"

typedef struct {
  char       *request;     /* JSON of the job */
  gpointer    owner;       /* the caller's, as is: */
  char       *named;       /* freed with the job */
  gboolean    done;
  GByteArray *frames;      /* what the worker sent, without its outcome */
  json_t     *outcome;     /* NULL when the worker was lost */
  const char *loss;        /* why: "crashed" "timeout" "output"; static, NULL when it was not */
  char       *loss_text;
} QzJob;

QzJob *qz_job_new (const char *request, gpointer owner);
void   qz_job_free (QzJob *job);

typedef struct QzPool QzPool;

/* Starts OPTIONS->jobs workers. */
QzPool *qz_pool_new (const QzOptions *options, GError **error);
/* Ends the workers: at once those that are at work. Takes NULL. */
void    qz_pool_free (QzPool *pool);
/* Whether a worker is free. */
gboolean qz_pool_has_room (const QzPool *pool);
/* Gives JOB, borrowed until it is done, to a free worker. FALSE when none can be had. */
gboolean qz_pool_submit (QzPool *pool, QzJob *job, GError **error);
/* Waits until a job is done, at most half a second, and marks those that are. FALSE when no worker can be run. */
gboolean qz_pool_wait (QzPool *pool, GError **error);
/* Bytes that unfinished and finished, not yet freed jobs hold are the caller's to watch: frames->len. */

#endif
