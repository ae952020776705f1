/* The grants of the index that move one power, and who holds it on a day: the law's holder, moved on by each grant
 * up to that day, moved back by a recall.
 */
#ifndef QZ_GRANTED_H
#define QZ_GRANTED_H

#include <quanze/mode.h>

#include "search/found.h"

/* One grant of one instrument; strings are its own. */
typedef struct {
  QzMode mode;
  char *from, *to, *what, *condition, *eid; /* as QzGrant; NULL unknown */
  QzDate since, until;
  QzDate repealed;             /* first day its instrument is no longer in force; 0 open */
  char *instrument, *citation; /* TITLE@VERSION, 《全称》一、（二） */
} QzGranted;

/* Every grant in the index that speaks of POWER by its name, between its holder and its former holder; QzGranted*,
 * by first day, the caller's. Empty when there is none; NULL on an index error. */
GPtrArray *qz_granted_of (QzEngine *engine, const QzFound *power, GError **error);

typedef struct {
  QzStatus status;         /* CURRENT: handed on; REPEALED: taken back or run out; NOT_YET; UNKNOWN: no grant tells */
  const char *holder;      /* on the day; borrowed from POWER or GRANTS; NULL unknown */
  const QzGranted *grant;  /* by which it was handed on last; NULL */
  const QzGranted *recall; /* by which it was taken back; NULL */
} QzHolding;

/* Who holds POWER on DAY by GRANTS and by the registry's own dates; where one of them says it has ended, it has. */
void qz_granted_hold (const GPtrArray *grants, const QzFound *power, QzDate day, QzHolding *holding);

/* The element "grant" of quanze.power/1 and quanze.answer/1: {id,citation,mode,from,to,date,until,recalled}. ID and
 * CITATION name the grant as the registry does (either may be NULL). New reference; null where nothing grants. */
json_t *qz_granted_to_json (const QzHolding *holding, const QzFound *power, const char *id, const char *citation);

#endif
