/* One rule over all versions that the index holds: its number in each, and what became of it from one to the next. */
#ifndef QZ_HISTORY_H
#define QZ_HISTORY_H

#include "search/show/comparison.h"

/* The rule in one version. */
typedef struct {
  const QzVersion *version;
  GPtrArray  *eids;        /* char*: the articles it is, or went into; empty: the version has it not */
  gboolean    compared;    /* RELATION and SIMILARITY are set: from the version before to this one */
  QzRelation  relation;
  double      similarity;  /* 0 when added or deleted */
} QzHistoryStep;

/* By version, oldest first, from the first version that has the rule EID of VERSION to the last one, and one step more on
 * either side where it was added or deleted there. Element type QzHistoryStep*, the caller's. One comparison a pair of
 * versions. NULL on an index error. */
GPtrArray *qz_history_of (QzEngine *engine, const QzVersion *version, const char *eid, GError **error);

/* [{version, version_date, effective_from, effective_until, status, relation|null, similarity|null, rules:[{eid, id, citation}]}].
 * STEPS by qz_history_of(). New reference. */
json_t *qz_history_to_json (const QzEngine *engine, const GPtrArray *steps);

#endif
