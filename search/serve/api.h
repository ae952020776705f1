/* Objects of the API that pages show, too. */
#ifndef QZ_API_H
#define QZ_API_H

#include "search/powers/power_list.h"
#include "search/serve/service.h"

/* quanze.search/1; PLAIN takes QUERY as words, whatever it holds. NULL on an index error or when it is not a query. */
json_t *qz_api_search (QzEngine *engine, const char *query, guint offset, guint limit, gboolean all_versions,
                       gboolean plain, GError **error);

/* The filter that TARGET's parameters make; its strings are borrowed from TARGET. */
void qz_api_power_filter (const QzUri *target, QzPowerFilter *filter);

#endif
