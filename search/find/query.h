/* The query language: words, "phrase", -not, OR, ( ), field:value.
 *
 * It becomes one query to the index, which holds exactly: words rank, phrases and what is
 * not wanted are matched on the folded text, fields on terms, dates and the timeline.
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

/* What was typed without operators, fields and what is not wanted: words and phrases, for the ranking. The caller's. */
char *qz_query_tree_text (const QzQueryTree *tree);

/* Whether TREE is words alone: nothing that must hold. */
gboolean qz_query_tree_plain (const QzQueryTree *tree);

/* Folded words and phrases to highlight, phrases first; element type char*, the caller's. */
GPtrArray *qz_query_tree_highlights (const QzQueryTree *tree, QzEngine *engine);

#endif
