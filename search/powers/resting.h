/* The registry's items that rest on a clause, and who holds each on a day: the law's holder, moved by grants and recalls. */
#ifndef QZ_RESTING_H
#define QZ_RESTING_H

#include <quanze/vesting.h>

#include "search/powers/power_view.h"

/* Items whose basis names the article that VESTING stands in, of an instrument of title KEY, that are of its kind and
 * that its holder or receiver has or had: [{id,name,held_by,mode,status,grant}], as in quanze.power/1. Empty when none
 * rests on it. New reference; NULL on an index error. */
json_t *qz_resting_json (QzEngine *engine, QzPowerView *view, const char *key, const QzVesting *vesting, GError **error);

#endif
