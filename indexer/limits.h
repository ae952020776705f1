/* What a worker may use. */
#ifndef QZ_LIMITS_H
#define QZ_LIMITS_H

#include <glib.h>

/* Binds this process and its children: memory, no core, files small, dies with its parent, a process group of its own. */
void qz_limits_apply (guint megabytes);

/* Gives the document that starts now SECONDS of processor time; past it the process dies by SIGPROF. 0 ends it. */
void qz_limits_start_clock (guint seconds);

#endif
