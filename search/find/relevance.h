/* The second stage of a search: how well a record's own text answers the words of a query.
 *
 * The first stage finds a few hundred records by words. This one reads their folded text (QZ_SLOT_TEXT): single
 * characters and pairs of them as BM25 weighs them, the same in what the text stands under, and how often the index
 * cites the article and its instrument. What each part weighs was fitted on questions of lay people, docs/SEARCH.md.
 */
#ifndef QZ_RELEVANCE_H
#define QZ_RELEVANCE_H

#include "search/engine.h"

typedef struct QzRelevance QzRelevance;

/* TEXT: what was typed, without operators. NULL on an index error. */
QzRelevance *qz_relevance_new (QzEngine *engine, const char *text, GError **error);
void         qz_relevance_free (QzRelevance *relevance);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzRelevance, qz_relevance_free)

/* What is looked at of a record: values of QZ_SLOT_TEXT, _RANK and _TERRITORY, and its weight in the first stage. */
typedef struct {
  const char *text, *rank, *territory;
  double      words;
} QzRankable;

/* FALSE on an index error. */
gboolean qz_relevance_score (QzRelevance *relevance, const QzRankable *record, double *score, GError **error);

#endif
