/* The query language: words, "phrase", -not, OR, ( ), field:value.
 *
 * A parsed query does two things: it becomes an index query that finds a superset,
 * and it proves a record's text, for phrases are exact and the index only filters.
 */
#ifndef QZ_QUERY_H
#define QZ_QUERY_H

#include "search/engine.h"
#include "search/found.h"

typedef struct QzQueryTree QzQueryTree;

/* NULL with a usage error that names the place, when TEXT is not a query. “…” and 「…」
 * quote as "…" does when they are the whole query, and are plain punctuation inside one, as （ ） are. */
QzQueryTree *qz_query_parse (const char *text, GError **error);
/* TEXT as plain words, whatever it holds. */
QzQueryTree *qz_query_plain (const char *text);
void         qz_query_tree_free (QzQueryTree *tree);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzQueryTree, qz_query_tree_free)

/* The index query; NULL when nothing of TREE can be searched for. The caller's. */
QzQuery *qz_query_tree_compile (const QzQueryTree *tree, QzEngine *engine);

/* Whether TREE holds a phrase or a field that only the text or the timeline can prove. */
gboolean qz_query_tree_needs_proof (const QzQueryTree *tree);
/* Whether FOUND really matches; FOLDED is its folded text. */
gboolean qz_query_tree_proves (const QzQueryTree *tree, const QzFound *found, const char *folded, QzDate as_of);

/* Folded words and phrases to highlight, phrases first; element type char*, the caller's. */
GPtrArray *qz_query_tree_highlights (const QzQueryTree *tree, QzEngine *engine);

#endif
