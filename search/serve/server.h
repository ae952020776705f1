/* HTTP/1.1 through libmicrohttpd: one thread moves bytes, workers ask the index, a slow client holds up nobody. */
#ifndef QZ_SERVER_H
#define QZ_SERVER_H

#include "search/serve/workers.h"

typedef struct {
  int socket;                  /* listening; the server's */
  guint threads;               /* workers */
  guint connections;           /* open at most */
  guint per_address;           /* of them by one address; 0: no limit */
  double rate, burst;          /* requests a second of one address; rate 0: no limit */
  const char *const *origins;  /* allowed by CORS; NULL-terminated, may be NULL */
  const char *const *proxies;  /* whose X-Forwarded-For is believed; NULL-terminated, may be NULL */
  const char *frame_ancestors; /* origins that may frame pages, NULL: none */
} QzServerOptions;

#define QZ_SERVER_ERROR (qz_server_error_quark ())
GQuark qz_server_error_quark (void);

typedef struct QzServer QzServer;

/* Starts serving. OPTIONS' strings must outlive it. NULL on error. */
QzServer *qz_server_new (QzService *service, const QzServerOptions *options, GError **error);
/* Accepts nothing more, lets open requests finish (10 s at most), ends. */
void qz_server_free (QzServer *server);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzServer, qz_server_free)

#endif
