/* The stretch of a record's text that shows why it was found, with the matches marked. */
#ifndef QZ_SNIPPET_H
#define QZ_SNIPPET_H

#include <glib.h>

typedef struct { gsize start, end; } QzMark;   /* bytes in QzSnippet.text */

typedef struct {
  char   *text;
  GArray *marks;   /* QzMark, ascending, disjoint */
} QzSnippet;

/* Characters that search shows of a hit. */
#define QZ_SNIPPET_WIDTH 120

/* HIGHLIGHTS: folded strings, as of qz_query_tree_highlights. At most WIDTH characters of TEXT, whole lines
 * where they fit. Caller frees. */
QzSnippet *qz_snippet_new (const char *text, const GPtrArray *highlights, guint width);
void       qz_snippet_free (QzSnippet *snippet);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzSnippet, qz_snippet_free)

#endif
