/* Clauses that punish the breach of another: 违反本条例第七条第一款规定的，由…处以罚款 has the matter of the seventh article too,
 * though it says none of its words. */
#ifndef QZ_BREACH_H
#define QZ_BREACH_H

#include "search/found.h"
#include "search/ask/question.h"

/* Whether QUESTION asks who punishes, orders or enforces, or how much the fine is. */
gboolean qz_breach_asked (const QzQuestion *question);

/* The provisions of the same version as FOUND that name its unit EID (NULL: the article) and let somebody punish; QzFound*,
 * the caller's. NULL on an index error. */
GPtrArray *qz_breach_punished (QzEngine *engine, const QzFound *found, const char *eid, GError **error);

/* The paragraph of PUNISHING that names the unit EID of FOUND: its eid, borrowed. NULL: none does. */
const char *qz_breach_unit (const QzFound *punishing, const QzFound *found, const char *eid);

#endif
