/* The socket to serve on: opened here, or handed over by systemd. */
#ifndef QZ_LISTEN_H
#define QZ_LISTEN_H

#include <glib.h>

#define QZ_LISTEN_ERROR (qz_listen_error_quark ())
GQuark qz_listen_error_quark (void);

/* ADDR:PORT as 127.0.0.1:8740, [::1]:8740, :8740 (every address); port 0 takes a free one. A listening socket, the
 * caller's; -1 on error, a usage error where WHERE is no such thing. */
int qz_listen_open (const char *where, GError **error);

/* The socket of the service manager (LISTEN_PID, LISTEN_FDS: sd_listen_fds(3)); -1 when there is none. */
int qz_listen_inherited (void);

/* Where SOCKET listens, as ADDR:PORT. The caller's. */
char *qz_listen_name (int socket);

/* Tells the service manager STATE ("READY=1": sd_notify(3)); nothing when it does not listen. */
void qz_listen_notify (const char *state);

#endif
