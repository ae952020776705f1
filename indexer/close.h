/* What is computed over all records before a commit makes them visible. */
#ifndef QZ_CLOSE_H
#define QZ_CLOSE_H

#include <quanze/index.h>

/* Writes the metadata "timeline" anew from all instrument records that WRITER holds. */
gboolean qz_close_update (QzWriter *writer, GError **error);

#endif
