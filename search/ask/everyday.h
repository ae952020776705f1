/* The words of everyday speech in a question, where its own words let them stand.
 *
 * Chinese writes no spaces: 工商 of 人工商品林 and 种 of 那种 are no words there. The segmenter's cuts tell.
 */
#ifndef QZ_EVERYDAY_H
#define QZ_EVERYDAY_H

#include "search/engine.h"

typedef struct QzCuts QzCuts;

/* Where the words of TEXT (folded, borrowed for as long) begin and end. The caller's. */
QzCuts *qz_cuts_new (QzEngine *engine, const char *text);
void    qz_cuts_free (QzCuts *cuts);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzCuts, qz_cuts_free)

/* Whether a word of two characters or more begins or ends at P, or goes on across it. */
gboolean qz_cuts_at (const QzCuts *cuts, const char *p);
gboolean qz_cuts_inside (const QzCuts *cuts, const char *p);

/* Whether the LEN bytes at P are a function word (table stopwords). */
gboolean qz_is_stopword (const QzLexicon *lexicon, const char *p, gsize len);

/* Length in bytes of the everyday word (table everyday) that stands at P; 0 when none does. */
gsize qz_everyday_at (QzEngine *engine, const QzCuts *cuts, const char *p);

#endif
