/* The registry counted by a field, quanze.count/1. */
#ifndef QZ_POWER_COUNT_H
#define QZ_POWER_COUNT_H

#include "search/powers/power_list.h"

/* Counts of several fields from one walk over the items that pass FILTER: FIELDS are keys as of qz_power_field_key(),
 * NULL-terminated. An array of quanze.count/1 objects {"count_by","total","items":[{"value","count"}]}, one a field in
 * their order, items by falling count. By law, an item counts under each instrument of its basis. New reference; NULL
 * on an index error or a filter that cannot be. */
json_t *qz_power_counts_json (QzEngine *engine, const QzPowerFilter *filter, const char *const *fields, GError **error);

/* What a field of a quanze.power/1 object says: a string, or the citation of an object; NULL. */
const char *qz_power_text (const json_t *power, const char *key);

#endif
