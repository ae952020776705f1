/* How often the index's texts cite an instrument, and each of its articles.
 *
 * Counted from the L terms at the end of an indexing run and kept in metadata "received/<title key>". An instrument is
 * cited by records of others, an article by its own neighbours too (本法第十条).
 */
#ifndef QUANZE_RECEIVED_H
#define QUANZE_RECEIVED_H

#include <quanze/index.h>

G_BEGIN_DECLS

gboolean qz_received_update (QzWriter *writer, GError **error);

typedef struct QzReceived QzReceived;

/* READER must outlive it; of an index that changed another one is opened. */
QzReceived *qz_received_open (QzReader *reader);
void        qz_received_free (QzReceived *received);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzReceived, qz_received_free)

typedef struct { guint instrument, article; } QzReceivedCount;
/* Of the article EID (NULL or "": of none) of KEY. FALSE on an index error. */
gboolean qz_received_count (QzReceived *received, const char *key, const char *eid, QzReceivedCount *count, GError **error);

G_END_DECLS

#endif
