/* Query → ranked records. */
#ifndef QZ_RETRIEVE_H
#define QZ_RETRIEVE_H

#include "search/found.h"
#include "search/find/query.h"

/* OR of the words of TEXT with weights, title words at a lower one; NULL when TEXT has no word. Unless ALL, words that many
 * records have bring none where the others bring enough: they only add to the weight. */
QzQuery *qz_retrieve_words (QzEngine *engine, const char *text, gboolean all);

/* What QUERY finds as SEARCH says, the same records however the index came about: of more hits than its limit those of the
 * last weight are left out, for which of them came in depends on where records lie. To have the matcher break all ties
 * costs a seventh of a search, so only a query whose hits all tie is asked again that way. NULL on an index error. */
QzHits *qz_retrieve_hits (QzEngine *engine, const QzQuery *query, const QzSearch *search, GError **error);

typedef enum { QZ_ORDER_RELEVANCE, QZ_ORDER_DATE, QZ_ORDER_AUTHORITY } QzOrder;

/* How to retrieve. */
typedef struct {
  guint    offset, limit;
  gboolean all_versions;    /* superseded ones too */
  gboolean grouped;         /* the best of each instrument alone, QzFound.more telling of the others */
  gboolean facets;
  QzOrder  order;           /* of the best few hundred: the newest version first, the highest rank first */
} QzRetrieving;

typedef struct {
  GPtrArray *found;         /* QzFound*, best first */
  guint      total;
  gboolean   exact;         /* total is exact */
  json_t    *facets;        /* {"level":{"law":12,…},…} of the records ranked, at most some thousands; NULL unless asked */
  guint      facets_of;     /* the records that the facets count: all, or as many of the best as are ranked */
  char      *instead;       /* what may have been meant; NULL */
} QzResults;
void qz_results_free (QzResults *results);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzResults, qz_results_free)

/* Searches with what TREE asks. A citation, a title, a 文号, a power's code or name or an id, typed alone, comes first. */
QzResults *qz_retrieve (QzEngine *engine, const QzQueryTree *tree, const QzRetrieving *how, GError **error);

#endif
