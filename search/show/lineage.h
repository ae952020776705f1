/* An instrument over all its versions, as people name it. */
#ifndef QZ_LINEAGE_H
#define QZ_LINEAGE_H

#include "search/engine.h"

/* The versions of the instrument that TEXT names: a title in full or known for short, with or without 《》, or TITLE(ISSUER)
 * as ids have it where several instruments share a title. const QzVersion*, by date, the caller's array. Empty when the
 * index has none or TEXT names several; *WHY is then one line for people that names the nearest title, the caller's. */
GPtrArray *qz_lineage_named (QzEngine *engine, const char *text, char **why);

/* The same of the instrument that VERSION belongs to. */
GPtrArray *qz_lineage_of (const QzTimeline *timeline, const QzVersion *version);

/* The place of the last of VERSIONS dated not after DAY; -1 when all are later. */
gint qz_lineage_latest (const GPtrArray *versions, QzDate day);

/* The title of the index that is most like TEXT; borrowed, NULL when none is. */
const char *qz_lineage_nearest (const QzTimeline *timeline, const char *text);

#endif
