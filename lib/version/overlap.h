/* Which words the rules of two versions share. Private to lib/version/align.c.
 *
 * A rule is a list of sentences, a sentence a bag of character pairs: folded, without white space, punctuation, list
 * markers and the numbers of the provisions it refers to, which renumbering changes without changing the rule. A pair
 * weighs the more the fewer rules have it, and little when it touches a formula of the trade (责令限期改正, table "frames"
 * of the lexicon), so that two penalties for different acts are not one rule.
 *
 * Cost: for each pair of characters, the old rules that have it times the new rules that have it.
 */
#ifndef QZ_OVERLAP_H
#define QZ_OVERLAP_H

#include <glib.h>
#include <quanze/lexicon.h>

typedef struct QzOverlap QzOverlap;

typedef enum { QZ_SIDE_OLD, QZ_SIDE_NEW } QzSide;

/* Two rules that share a good part of one of them. */
typedef struct {
  guint  at[2];      /* places in the arrays given, by QzSide */
  double kept[2];    /* share of the weight of the old, of the new rule in sentences by what the other one has of them */
} QzOverlapPair;

/* The texts are borrowed during the call, as is LEXICON (NULL: no table of frames). */
QzOverlap *qz_overlap_new (const char *const *old, guint n_old, const char *const *new, guint n_new, const QzLexicon *lexicon);
void       qz_overlap_free (QzOverlap *overlap);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzOverlap, qz_overlap_free)

/* By old, then new; QzOverlapPair. The overlap's. */
const GArray *qz_overlap_pairs (const QzOverlap *overlap);

/* The weight of a whole rule. */
double qz_overlap_weight (const QzOverlap *overlap, QzSide side, guint at);

/* The weight of the sentences of the rule AT of SIDE that passed to (or came from) the rule OTHER of the other side:
 * OTHER holds them, none of the rules PARTNERS beside it does, nor does one of the rules TWINS on SIDE itself, whose
 * words OTHER would have otherwise. Places, guint. */
double qz_overlap_passed (const QzOverlap *overlap, QzSide side, guint at, guint other, const GArray *partners,
                          const GArray *twins);

/* Plain share of character pairs, each weighing the same, of the OLD rules together and the NEW together: Dice, 0 to 1. */
double qz_overlap_similarity (const QzOverlap *overlap, const GArray *old, const GArray *new);

#endif
