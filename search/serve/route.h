/* Which address is what: the whole set that is served, in one table. Nothing else is reachable. */
#ifndef QZ_ROUTE_H
#define QZ_ROUTE_H

#include <glib.h>

typedef enum {
  QZ_ROUTE_NONE,
  QZ_ROUTE_HOME,
  QZ_ROUTE_PROVISION,
  QZ_ROUTE_REGISTRY,
  QZ_ROUTE_POWER,
  QZ_ROUTE_AUDIT, /* pages */
  QZ_ROUTE_API_SEARCH,
  QZ_ROUTE_API_ASK,
  QZ_ROUTE_API_POWERS,
  QZ_ROUTE_API_PROVISION,
  QZ_ROUTE_API_SUGGEST,
  QZ_ROUTE_API_INFO,
  QZ_ROUTE_ASSET,
  QZ_ROUTE_OPENSEARCH,
  QZ_ROUTE_HEALTH,
  QZ_ROUTE_METRICS,
  QZ_N_ROUTES
} QzRoute;

const char *qz_route_name (QzRoute route); /* for metrics; static */

/* The route of a decoded path. *REST: what follows the route's own part (the id of a provision, the name of an
 * asset), borrowed from PATH; "" when nothing does. */
QzRoute qz_route_find (const char *path, const char **rest);

gboolean qz_route_is_page (QzRoute route);
gboolean qz_route_is_api (QzRoute route);
/* Whether it asks the index, and so goes to a worker. */
gboolean qz_route_needs_index (QzRoute route);

#endif
