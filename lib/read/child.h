/* A foreign program run on untrusted bytes: no shell, no network of ours, under limits. */
#ifndef LIB_CHILD_H
#define LIB_CHILD_H

#include <quanze/source.h>

G_BEGIN_DECLS

typedef struct {
  guint seconds;     /* of processor time, and twice as many on the clock */
  guint megabytes;   /* of address space */
  gsize max_output;  /* bytes */
} QzChildLimits;

/* Runs ARGV, looked up in PATH, with INPUT as a plain file for its standard input, and gives what it
 * writes; the caller's. UNSUPPORTED: no such program. TOO_LARGE: a limit was reached. DAMAGED: it
 * failed, with what it said. PATH is for messages. */
GBytes *qz_child_run (const char *path, const char *const *argv, const guint8 *input, gsize len,
                      const QzChildLimits *limits, GError **error);

G_END_DECLS

#endif
