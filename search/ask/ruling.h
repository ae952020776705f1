/* Rules of the general statutes that answer 能不能 by themselves: what may be entrusted, to whom, who may set what.
 *
 * The table is corpus/lexicon/rulings.tsv (行政处罚法10–14, 16, 18, 20, 21, 24, 行政许可法14–17, 24, 行政强制法10, 11,
 * 13, 17, 50); this is its one engine.
 */
#ifndef QZ_RULING_H
#define QZ_RULING_H

#include "search/ask/answer.h"

typedef struct {
  const char *name, *verdict;     /* 不得 可以 限于 未及 */
  const char *rules;              /* citations, space between */
  const char *sentence, *alike;   /* the conclusion; what clauses say that say the same, "" none */
} QzRuling;

/* The first rule of the table that the question calls for; FALSE when none does. All borrowed from the lexicon. */
gboolean qz_ruling_find (const QzEngine *engine, const QzQuestion *question, QzRuling *ruling);

/* Whether every group of WORDS (space between groups, | between alternatives, - before a group that must be
 * absent) is in FOLDED. Pure. */
gboolean qz_ruling_matches (const char *words, const char *folded);

/* An element of "answers": the rule with its clauses, then those of FOUND (QzCandidate*, may be NULL) of the place
 * that say the same. Carries "ruling" {name, verdict, founded, text}. New reference; NULL on an index error. */
json_t *qz_answer_from_ruling (const QzAsking *asking, const QzRuling *ruling, const GPtrArray *found, GError **error);

/* The sentence for people. The caller's. */
char *qz_ruling_conclusion (const QzAsking *asking, const QzRuling *ruling, const json_t *answer);

#endif
