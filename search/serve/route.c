#include "config.h"

#include <string.h>

#include "search/serve/route.h"

typedef enum { WHOLE, PREFIX } Match; /* PREFIX: something must follow */

/* clang-format off */
static const struct {
  const char *path;
  Match       match;
  QzRoute     route;
} ROUTES[] = {
  { "/",                     WHOLE,  QZ_ROUTE_HOME },
  { "/provisions/",          PREFIX, QZ_ROUTE_PROVISION },
  { "/powers",               WHOLE,  QZ_ROUTE_REGISTRY },
  { "/powers/",              PREFIX, QZ_ROUTE_POWER },
  { "/audit",                WHOLE,  QZ_ROUTE_AUDIT },
  { "/api/v1/search",        WHOLE,  QZ_ROUTE_API_SEARCH },
  { "/api/v1/ask",           WHOLE,  QZ_ROUTE_API_ASK },
  { "/api/v1/powers",        WHOLE,  QZ_ROUTE_API_POWERS },
  { "/api/v1/provisions/",   PREFIX, QZ_ROUTE_API_PROVISION },
  { "/api/v1/suggest",       WHOLE,  QZ_ROUTE_API_SUGGEST },
  { "/api/v1/info",          WHOLE,  QZ_ROUTE_API_INFO },
  { "/openapi.json",         WHOLE,  QZ_ROUTE_ASSET },
  { "/quanze-search.js",     WHOLE,  QZ_ROUTE_ASSET },
  { "/quanze.js",            WHOLE,  QZ_ROUTE_ASSET },
  { "/quanze.css",           WHOLE,  QZ_ROUTE_ASSET },
  { "/favicon.svg",          WHOLE,  QZ_ROUTE_ASSET },
  { "/robots.txt",           WHOLE,  QZ_ROUTE_ASSET },
  { "/opensearch.xml",       WHOLE,  QZ_ROUTE_OPENSEARCH },
  { "/healthz",              WHOLE,  QZ_ROUTE_HEALTH },
  { "/metrics",              WHOLE,  QZ_ROUTE_METRICS },
};

static const char *const NAMES[QZ_N_ROUTES] = {
  "none", "home", "provision", "registry", "power", "audit", "api_search", "api_ask", "api_powers", "api_provision",
  "api_suggest", "api_info", "asset", "opensearch", "healthz", "metrics",
};
/* clang-format on */

const char *
qz_route_name (QzRoute route)
{
  return NAMES[route];
}

QzRoute
qz_route_find (const char *path, const char **rest)
{
  for (guint i = 0; i < G_N_ELEMENTS (ROUTES); i++) {
    gsize len = strlen (ROUTES[i].path);

    if (strncmp (path, ROUTES[i].path, len) != 0 || (ROUTES[i].match == PREFIX) != (path[len] != '\0'))
      continue;
    *rest = ROUTES[i].route == QZ_ROUTE_ASSET ? path + 1 : path + len;
    return ROUTES[i].route;
  }
  *rest = "";
  return QZ_ROUTE_NONE;
}

gboolean
qz_route_is_page (QzRoute route)
{
  return route >= QZ_ROUTE_HOME && route <= QZ_ROUTE_AUDIT;
}

gboolean
qz_route_is_api (QzRoute route)
{
  return route >= QZ_ROUTE_API_SEARCH && route <= QZ_ROUTE_API_INFO;
}

gboolean
qz_route_needs_index (QzRoute route)
{
  return qz_route_is_page (route) || qz_route_is_api (route);
}
