/* Threads that ask the index, each with a reader of its own, and the queue before them. */
#ifndef QZ_WORKERS_H
#define QZ_WORKERS_H

#include "search/serve/service.h"

/* Requests that wait at most; one more is turned away at once rather than served late. */
#define QZ_QUEUE_MAX 256

typedef struct QzWorkers QzWorkers;

/* Opens the index N times. NULL on error. */
QzWorkers *qz_workers_new (QzService *service, guint n, GError **error);
/* Lets what is queued be answered, then ends the threads; what is pushed from then on is turned away. */
void qz_workers_stop (QzWorkers *workers);
/* Stops them first. */
void qz_workers_free (QzWorkers *workers);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzWorkers, qz_workers_free)

/* Calls DONE with the reply (the callee's) on a worker's thread. FALSE when the queue is full or stopped; DONE is then not
 * called. REQUEST must live until DONE. */
typedef void (*QzReplyFunc) (QzReply *reply, gpointer user_data);
gboolean qz_workers_push (QzWorkers *workers, const QzRequest *request, QzReplyFunc done, gpointer user_data);

#endif
