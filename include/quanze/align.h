/* Two versions of one instrument, rule by rule: which rule of the new version is which of the old.
 *
 * Order-preserving where the texts leave a choice, free of order where they leave none: a rule keeps its place among
 * its neighbours however the numbers run, a rule of (nearly) equal words is found wherever it went, and a deleted
 * rule gets no partner merely because something resembles it. How, and how well: docs/VERSIONS.md.
 */
#ifndef QUANZE_ALIGN_H
#define QUANZE_ALIGN_H

#include <glib.h>
#include <quanze/lexicon.h>

G_BEGIN_DECLS

/* A rule is an article with all its paragraphs and items, or a top heading where there are no articles. Borrowed. */
typedef struct {
  const char *eid;    /* two rules of one eid have one number */
  const char *text;   /* official words, without the rule's own number */
} QzRule;

typedef enum {
  QZ_RELATION_SAME,      /* one to one, words and number equal */
  QZ_RELATION_MODIFIED,  /* one to one, words changed, number changed or not */
  QZ_RELATION_MOVED,     /* one to one, words equal under another number */
  QZ_RELATION_SPLIT,     /* one to several */
  QZ_RELATION_MERGED,    /* several to one */
  QZ_RELATION_ADDED,     /* none to one */
  QZ_RELATION_DELETED    /* one to none */
} QzRelation;
const char *qz_relation_name (QzRelation relation);        /* same modified moved split merged added deleted; static */
QzRelation  qz_relation_from_name (const char *name);      /* of such a name */

/* Words are equal when their folds are (fold.h): white space, width and the way a number is written do not count. */
typedef struct {
  QzRelation relation;
  GArray    *old, *new;    /* guint: places in the arrays given, ascending; one of them empty when added or deleted */
  double     similarity;   /* share of character pairs in common, 0 to 1 (Dice), of all old and all new words of the match;
                              numbers of provisions referred to do not count. 0 when added or deleted */
} QzMatch;
void qz_match_free (QzMatch *match);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzMatch, qz_match_free)

/* Every rule of both versions, each in its order, in at least one match; in two when a part of it was split off and
 * merged into another rule. In the order of the new version, a deleted rule behind what stood before it. Element type
 * QzMatch*, the caller's. Pure. LEXICON gives the formulas
 * that prove nothing (table "frames"); NULL: none. 1,260 against 1,260 articles take some tenths of a second. */
GPtrArray *qz_align (const QzRule *old, guint n_old, const QzRule *new, guint n_new, const QzLexicon *lexicon);

G_END_DECLS

#endif
