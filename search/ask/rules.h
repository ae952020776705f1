/* What follows from a mode: name, roles, deadlines, each with the rule it rests on.
 *
 * The table is corpus/lexicon/modes.tsv; the rules are those of DESIGN.md's mode table
 * (行政处罚法17–24, 行政许可法23–25, 行政强制法17, 70, 行政复议法19, 20, 24, 行政诉讼法26, 46,
 * 国家赔偿法7). A rule whose clause the index does not hold is marked so, never dropped.
 */
#ifndef QZ_RULES_H
#define QZ_RULES_H

#include <jansson.h>
#include <quanze/power.h>

#include "search/engine.h"

/* The power whose consequences are asked for. All borrowed; NULL where unknown. */
typedef struct {
  QzMode      mode;
  const char *holder, *principal;   /* principal: who entrusted or handed down */
  const char *category;             /* 行政处罚, 处罚, 行政许可 …: rules of its own */
  const char *territory;            /* 岚川省澜阳市棠宁县: completes a township's review body */
  gboolean    internal;             /* nulls, and the rule that says why */
} QzRuleCase;

/* Sets in_whose_name, inferred_name, respondent, review_body, review_first, defendant, compensation,
 * deadlines and rules of ANSWER. FALSE on an index error. */
gboolean qz_rules_apply (QzEngine *engine, json_t *answer, const QzRuleCase *power, GError **error);

/* RULE (行政复议法第十九条) as it is cited in full, marked 条文未入库 where the index does not hold the clause. The
 * caller's; NULL on an index error. */
char *qz_rule_cite (QzEngine *engine, const char *rule, GError **error);

/* What marks such a clause, a message to translate; and the bytes of a cited RULE before the mark: all where it has none. */
extern const char qz_rule_not_held[];
gsize qz_rule_cited_len (const char *rule);

#endif
