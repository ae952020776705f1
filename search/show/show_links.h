/* The links of one provision or instrument, both ways, each in the version that the citing text means. */
#ifndef QZ_SHOW_LINKS_H
#define QZ_SHOW_LINKS_H

#include <jansson.h>

#include "search/locate.h"

/* What PLACE cites: [{citation, title, eid, id, status, version_status}], each target once; STATUS as of a
 * quanze.citation/1. New reference; NULL on an index error. */
json_t *qz_show_links_cites (QzEngine *engine, const QzPlace *place, GError **error);

/* Puts into OUT what cites PLACE: "cited_by" {total, items:[{id, kind, citation, target, version_status}]} and "powers", those of
 * them that are items of a registry {total, items:[{id, kind, code, name, holder, citation, target, version_status}]}. TOTAL
 * counts every citation of the address, in whatever version; TARGET is the provision meant, with its version, null when the
 * index does not hold it; at most 200 items in all. FALSE on an index error. */
gboolean qz_show_links_back (QzEngine *engine, const QzPlace *place, json_t *out, GError **error);

#endif
