/* Two versions of one instrument beside each other, as the index holds them. */
#ifndef QZ_COMPARISON_H
#define QZ_COMPARISON_H

#include <quanze/align.h>

#include "search/law.h"

typedef struct {
  const QzVersion *versions[2];   /* 0 the old, 1 the new; the timeline's */
  GPtrArray *rules[2];            /* QzFound*: a preamble, then articles and top headings in order; those of the laws but it */
  QzFound   *preambles[2];        /* NULL: none */
  GPtrArray *matches;             /* QzMatch*: places in RULES */
} QzComparison;

/* ENGINE is that of LAWS, which must outlive it. NULL on an index error. */
QzComparison *qz_comparison_new (QzEngine *engine, QzLaws *laws, const QzVersion *old, const QzVersion *new, GError **error);
void          qz_comparison_free (QzComparison *comparison);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzComparison, qz_comparison_free)

/* The rule of MATCH at I on side 0 or 1; borrowed. */
const QzFound *qz_comparison_rule (const QzComparison *comparison, const GArray *places, guint side, guint i);

/* The words of all rules at PLACES of a match, a line each rule. The caller's. */
char *qz_comparison_words (const QzComparison *comparison, const GArray *places, guint side);

/* What became of the rule EID of the old version (SIDE 0), or what the rule EID of the new version was (SIDE 1): its
 * matches, QzMatch*, one but for a rule whose parts were both split and merged. Borrowed, the caller's array; empty
 * when the version has no such rule. */
GPtrArray *qz_comparison_find (const QzComparison *comparison, guint side, const char *eid);

/* quanze.diff/1 of one of its matches. New reference. */
json_t *qz_comparison_match_to_json (const QzComparison *comparison, const QzMatch *match);

/* For people: which versions, how many rules became what, then each change with the old and the new words, what went
 * between [- -], what came between {+ +}; with COLOR red and green instead. MATCHES: those to tell. The caller's. */
char *qz_comparison_to_text (const QzComparison *comparison, const GPtrArray *matches, gboolean color);

/* 未变 修改 移动 拆分 合并 新增 删除, in the language of the interface; static. */
const char *qz_relation_word (QzRelation relation);
/* Of an eid: 第二十四条, 序言, else the eid itself. The caller's. */
char *qz_rule_name (const char *eid);

#endif
