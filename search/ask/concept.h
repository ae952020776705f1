/* What a question is about, as weighted concepts, and how much of it a text covers.
 *
 * A concept is a pair of adjacent characters of the question, or an everyday word with the
 * legal terms that mean it: the text covers it when it holds any of its forms. Weights are
 * inverse frequencies in the index. This is the second stage of answering: the first brings
 * a few hundred candidates by words, this one reads their text.
 */
#ifndef QZ_CONCEPT_H
#define QZ_CONCEPT_H

#include "search/engine.h"
#include "search/ask/question.h"

typedef struct QzConcepts QzConcepts;

/* NULL on an index error. */
QzConcepts *qz_concepts_new (QzEngine *engine, const QzQuestion *question, GError **error);
void        qz_concepts_free (QzConcepts *concepts);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzConcepts, qz_concepts_free)

/* The weighted share of the concepts that FOLDED covers, 0 to 1; 0 when there is none. */
double qz_concepts_coverage (const QzConcepts *concepts, const char *folded);
/* The same without those that only say what is asked of somebody: 养犬 of 养犬由谁处罚. 1 when there is no other. */
double qz_concepts_topic (const QzConcepts *concepts, const char *folded);
/* Whether the question is about another country that FOLDED does not speak of. */
gboolean qz_concepts_abroad (const QzConcepts *concepts, const char *folded);
/* The weighted share of the concepts that no record of the index holds, 0 to 1. */
double qz_concepts_unheard (const QzConcepts *concepts);
/* The share of NAME's own character pairs that the question (or a legal term of it) holds, 0 to 1. */
double qz_concepts_named (const QzConcepts *concepts, const char *folded_name);
/* For --explain: the concepts with their weights. The caller's. */
char  *qz_concepts_describe (const QzConcepts *concepts);

#endif
