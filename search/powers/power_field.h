/* The fields of a registry item: their keys in quanze.power/1 and the columns people know them by. */
#ifndef QZ_POWER_FIELD_H
#define QZ_POWER_FIELD_H

#include <glib.h>

typedef struct {
  const char *key, *header;   /* HEADER: one that the registry reader knows again */
} QzPowerField;

/* All of them in the order of CSV. Static. */
const QzPowerField *qz_power_fields (guint *n);

/* The key of a field that can be counted by, from its key, with - for _, or its header; law and internal too. NULL
 * when there is none. Static. */
const char *qz_power_field_key (const char *name);

#endif
