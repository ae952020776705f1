/* An entry of the manifest as JSON. */
#ifndef QZ_ENTRY_H
#define QZ_ENTRY_H

#include "indexer/manifest.h"

/* Adds to MANIFEST the entry that qz_entry_to_json wrote; FALSE when TEXT is none. */
gboolean qz_entry_from_json (QzManifest *manifest, const char *text, gsize len);

#endif
