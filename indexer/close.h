/* What is computed over all records before a commit makes them visible. */
#ifndef QZ_CLOSE_H
#define QZ_CLOSE_H

#include <quanze/index.h>

/* Parsed heads (json_t *, owned) of every instrument record that WRITER holds. The caller's. */
GPtrArray *qz_close_heads (QzWriter *writer, GError **error);

/* Writes the metadata "timeline" (with the catalogue that WRITER holds), "grams…", "received/…" and "suggest" anew from all its records. */
gboolean qz_close_update (QzWriter *writer, GError **error);

#endif
