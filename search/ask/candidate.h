/* Candidates for an answer: records with the unit that fits best and the reasons for its score. */
#ifndef QZ_CANDIDATE_H
#define QZ_CANDIDATE_H

#include "search/ask/concept.h"
#include "search/found.h"
#include "search/ask/question.h"

typedef struct {
  QzFound *found;
  gboolean other_kind; /* an item of another kind of act than the question asks for */
  gboolean abroad;     /* the question is about another country, the record is not */
  char    *eid;        /* the 款 or 项 that fits best; NULL: the record as a whole */
  QzFound *breached;   /* the clause whose breach it punishes, where the question has that one's words; else NULL */
  char    *breached_eid, *breached_text; /* the unit of it, and its folded words */
  double   score;
  double   relevance, words, coverage, topic, unit, cue, title, place, prior, vested, named, subject;   /* its parts, for --explain */
} QzCandidate;
void qz_candidate_free (QzCandidate *candidate);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzCandidate, qz_candidate_free)

/* Provisions that may answer QUESTION in PLACE (NULL: national law only), best first; QzCandidate*.
 * At most LIMIT. NULL on an index error. */
GPtrArray *qz_candidates_provisions (QzEngine *engine, const QzQuestion *question, const QzConcepts *concepts,
                                     const char *place, guint limit, GError **error);

/* The same among provisions that do not apply in PLACE, of whatever other place: near misses only. */
GPtrArray *qz_candidates_elsewhere (QzEngine *engine, const QzQuestion *question, const QzConcepts *concepts,
                                    const char *place, guint limit, GError **error);

/* Registry items that may answer it. */
GPtrArray *qz_candidates_powers (QzEngine *engine, const QzQuestion *question, const QzConcepts *concepts, guint limit,
                                 GError **error);

#endif
