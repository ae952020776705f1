/* Words that the texts of an index use as one and that the segmenter does not take whole: the stuff of a lexicon.
 *
 * Found anew from the index each time: titles, terms that a text defines (本条例所称X，是指; 以下简称X), the bodies that its
 * clauses empower, and pairs of words that stand side by side far more often than chance would have it.
 */
#ifndef QZ_COLLECT_H
#define QZ_COLLECT_H

#include "search/engine.h"

typedef struct {
  char       *word;    /* folded */
  const char *kind;    /* document term body matter, as in the table "words"; static */
  guint       count;   /* records that say so; of a title 1 */
} QzCollected;

/* QzCollected*, by kind, the most frequent first; the caller's. Bodies and pairs in fewer than LEAST records are left out.
 * Reads all provisions twice: seconds for a hundred thousand. NULL on an index error. */
GPtrArray *qz_collect_words (QzEngine *engine, guint least, GError **error);

#endif
