/* One provision, instrument or power with its links both ways, quanze.show/1. */
#ifndef QZ_SHOW_VIEW_H
#define QZ_SHOW_VIEW_H

#include <jansson.h>

#include "search/locate.h"

/* The object of PLACE, which was found. New reference; NULL on an index error. */
json_t *qz_show_view_json (QzEngine *engine, const QzPlace *place, GError **error);

#endif
