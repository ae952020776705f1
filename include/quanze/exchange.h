/* The exchange form of a registry (quanze.export/1): what `quanze export` writes as CSV, JSON or XML, and quanze-index
 * reads back without loss.
 *
 * A field is a column of CSV by its header, a member of JSON and an element of XML by its key. What an index works
 * out (versions, links, codes) is written beside them for the receiver and not read back: it is worked out anew.
 */
#ifndef QUANZE_EXCHANGE_H
#define QUANZE_EXCHANGE_H

#include <quanze/power.h>

G_BEGIN_DECLS

#define QZ_EXCHANGE_SCHEMA "quanze.export/1"
#define QZ_EXCHANGE_ROOT "quanze-export" /* of XML */

typedef struct {
  const char *key, *header;
} QzExchangeField;

/* The fields that are read back, in the order of CSV. Static. */
const QzExchangeField *qz_exchange_fields (guint *n);

/* The registry of SOURCE, a table whose header row is that of the fields above; NULL when it is another table. */
QzRegistry *qz_exchange_registry (const QzSource *source);

G_END_DECLS

#endif
