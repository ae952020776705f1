/* The catalogue of instruments that an index is read with, and where it and the texts disagree.
 *
 * It lies in the index's metadata "catalogue" and stays there until another is given, also over a rebuild: dates and
 * status are derived from it and the records at the end of each run, so no text is read again when it changes.
 */
#ifndef QZ_CATALOGUE_H
#define QZ_CATALOGUE_H

#include <quanze/catalogue.h>

#include "indexer/manifest.h"
#include "indexer/options.h"

/* Puts the catalogue of OPTIONS, on a rebuild that names none the old index's, into WRITER; one without rows takes it out.
 * *CHANGED becomes TRUE when that is another than WRITER held. */
gboolean qz_catalogue_place (QzWriter *writer, const QzOptions *options, gboolean *changed, GError **error);

/* The catalogue that WRITER holds, NULL without error when there is none. The caller's. */
QzCatalogue *qz_catalogue_held (QzWriter *writer, GError **error);

/* Adds to the warnings of MANIFEST's entries, for this run's report, where the catalogue contradicts their texts:
 * catalogue-date, catalogue-effective, catalogue-status. */
gboolean qz_catalogue_warn (QzWriter *writer, const QzManifest *manifest, GError **error);

#endif
