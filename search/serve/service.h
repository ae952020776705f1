/* What all threads of the service share, and the one function that turns a request into a reply.
 *
 * Nothing here knows of sockets. A reply is a function of the index's state, the day and the request alone, and its
 * ETag names these three.
 */
#ifndef QZ_SERVICE_H
#define QZ_SERVICE_H

#include "search/engine.h"
#include "search/messages.h"
#include "search/serve/metrics.h"
#include "search/serve/request.h"

typedef struct {
  QzContext *context; /* dbs, lexicons; borrowed */
  QzLexicon *lexicon;
  QzMessages *english; /* NULL: no messages, everything is Chinese */
  QzMetrics *metrics;
  const char *territory; /* of those who ask; NULL */
  gint64 query_time;     /* microseconds that a request may ask the index; 0: no limit */
  char *base_url;        /* without a final "/" */
  const char *prefix;    /* its path, "" or "/quanze"; in base_url */
  char *salt;            /* of ETags: what replies depend on beside index, day and request */
  GMutex lock;
  guint64 revision; /* the last one seen by any thread */
  GHashTable *kept; /* ETag → QzReply*: what many ask is answered once */
  gsize kept_bytes;
} QzService;

/* BASE_URL: where clients find the service, for descriptions that need a full address. NULL on error. */
QzService *qz_service_new (QzContext *context, const char *base_url, const char *territory, GError **error);
void qz_service_free (QzService *service);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzService, qz_service_free)

/* The reply to a request that needs the index (qz_route_needs_index()); ENGINE is the thread's own. */
QzReply *qz_service_reply (QzService *service, QzEngine *engine, const QzRequest *request);

/* The reply to one that does not. */
QzReply *qz_service_reply_plain (QzService *service, const QzRequest *request);

/* ---- parts ---- */

/* The object of an API route; NULL with ERROR, or with *REFUSED, the problem to send instead. */
json_t *qz_api_object (QzService *service, QzEngine *engine, const QzRequest *request, QzReply **refused,
                       GError **error);
/* A page; NULL with ERROR. */
QzReply *qz_page_reply (QzService *service, QzEngine *engine, const QzRequest *request, GError **error);
/* A file that was built in; NULL when there is none of that name. */
QzReply *qz_asset_reply (const QzRequest *request);
/* What of it changes when it is built anew; for addresses of assets that may be kept for long. Static. */
const char *qz_asset_version (void);

#endif
