/* quanze.search/1: built here for the command line and the service alike. */
#ifndef QZ_SEARCH_VIEW_H
#define QZ_SEARCH_VIEW_H

#include <jansson.h>

#include "search/find/retrieve.h"

/* One hit; RANK counts from 1, HIGHLIGHTS as of qz_query_tree_highlights(). New reference. */
json_t *qz_search_view_hit (const QzFound *found, guint rank, const GPtrArray *highlights, QzDate as_of);

/* The object of RESULTS, the OFFSETth and following of what QUERY finds. New reference. */
json_t *qz_search_view_json (const QzEngine *engine, const char *query, const QzResults *results, guint offset,
                             const GPtrArray *highlights);

#endif
