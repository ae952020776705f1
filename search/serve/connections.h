/* The open connections: how many an address (IPv6: a /64) may hold, and how long each may take.
 *
 * libmicrohttpd ends a connection on which nothing moves; a client that sends or takes one byte a second always
 * moves. So each phase of a connection has a term of its own here, and whoever is over it is shut down. Every
 * entry belongs to an open socket, so what is remembered is bounded by the limit of connections.
 */
#ifndef QZ_CONNECTIONS_H
#define QZ_CONNECTIONS_H

#include <glib.h>

typedef enum {
  QZ_PHASE_WAITING, /* for a whole request head; an idle connection, too */
  QZ_PHASE_WORKING, /* on the answer: no fault of the client's */
  QZ_PHASE_SENDING, /* the answer, until all of it is taken */
  QZ_N_PHASES
} QzPhase;

typedef struct QzConnections QzConnections;

/* PER_ADDRESS 0: no limit. TERMS: seconds a phase, 0: none. */
QzConnections *qz_connections_new (guint per_address, const guint terms[QZ_N_PHASES]);
void qz_connections_free (QzConnections *connections);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzConnections, qz_connections_free)

/* Whether ADDRESS may open one more. */
gboolean qz_connections_admit (QzConnections *connections, const char *address);
void qz_connections_open (QzConnections *connections, int fd, const char *address, gint64 now);
void qz_connections_close (QzConnections *connections, int fd);
void qz_connections_enter (QzConnections *connections, int fd, QzPhase phase, gint64 now);
guint qz_connections_count (QzConnections *connections);

/* Shuts down (without closing: that is its owner's) every socket over its term at NOW, in monotonic microseconds;
 * how many. */
guint qz_connections_sweep (QzConnections *connections, gint64 now);

#endif
