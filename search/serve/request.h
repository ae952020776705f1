/* One request, read and judged before the index is touched: its target, its route, what the client accepts. */
#ifndef QZ_REQUEST_H
#define QZ_REQUEST_H

#include <quanze/date.h>

#include "search/serve/reply.h"
#include "search/serve/route.h"
#include "search/serve/uri.h"

#define QZ_QUERY_MAX 300  /* characters of a question or query */
#define QZ_LIMIT_MAX 100  /* results a page */
#define QZ_DEPTH_MAX 1000 /* results that can be paged through */

typedef struct {
  QzUri *uri;
  QzRoute route;
  const char *rest;  /* in uri */
  const char *query; /* q, in uri; NULL */
  gboolean english;  /* lang=en, else by Accept-Language */
  gboolean gzip;
  char *if_none_match; /* NULL */
  gboolean as_of_given;
  QzDate as_of;
  guint offset, limit; /* LIMIT: the route's own when not given */
} QzRequest;

typedef struct {
  const char *accept_encoding, *accept_language, *if_none_match; /* NULL when not sent */
} QzRequestHeaders;

/* NULL with *REFUSED, the problem to send, when RAW cannot be served. TODAY is the default of as_of. */
QzRequest *qz_request_read (const char *raw, const QzRequestHeaders *headers, QzDate today, QzReply **refused);
void qz_request_free (QzRequest *request);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzRequest, qz_request_free)

#endif
