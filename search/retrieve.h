/* Query → ranked records. */
#ifndef QZ_RETRIEVE_H
#define QZ_RETRIEVE_H

#include "search/found.h"
#include "search/query.h"

/* OR of the words of TEXT with weights, title words at a lower one; NULL when TEXT has no word. */
QzQuery *qz_retrieve_words (QzEngine *engine, const char *text);

typedef struct {
  GPtrArray *found;         /* QzFound*, best first */
  guint      total;
  gboolean   exact;         /* total is exact */
} QzResults;
void qz_results_free (QzResults *results);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzResults, qz_results_free)

/* Searches with what TREE asks; ALL_VERSIONS keeps superseded ones. */
QzResults *qz_retrieve (QzEngine *engine, const QzQueryTree *tree, guint offset, guint limit, gboolean all_versions,
                        GError **error);

#endif
