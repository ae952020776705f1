/* Vestings as JSON, for records and for `quanze vest`. */
#ifndef QZ_VESTING_JSON_H
#define QZ_VESTING_JSON_H

#include <jansson.h>
#include <quanze/vesting.h>

/* Every field of quanze.vesting/1 but schema, start and end. New reference. */
json_t *qz_vesting_to_json (const QzVesting *vesting);

#endif
