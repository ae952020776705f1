/* A worker process: jobs on standard input, records and outcomes on standard output. */
#ifndef QZ_WORKER_H
#define QZ_WORKER_H

#include "indexer/options.h"

/* Serves until its input ends. An exit code. */
int qz_worker_main (const QzOptions *options);

#endif
