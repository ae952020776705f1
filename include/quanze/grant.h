/* Grants (下放、委托、授权、交由、收回的决定): the single items that a decision, notice or letter hands on.
 *
 * A grant says only what its own text says. Which power it moves, and who holds that power on a day, is found when
 * asked. What a clause hands on as a class (处罚权可以交由乡镇人民政府行使) is a vesting, not a grant.
 */
#ifndef QUANZE_GRANT_H
#define QUANZE_GRANT_H

#include <quanze/instrument.h>
#include <quanze/lexicon.h>
#include <quanze/power.h>

G_BEGIN_DECLS

typedef struct {
  QzMode mode;      /* recalled: FROM loses it, TO has it from then on */
  char *from, *to;  /* NULL: the text does not name them */
  char *what;       /* the item as printed: 盗伐、滥伐林木的处罚 */
  char *condition;  /* scope and limits it prints for the item; NULL */
  QzDate since;     /* the first day; of a recall the first day without it; 0: the text does not say */
  QzDate until;     /* the last day; 0: open */
  char *eid;        /* of the provision that names the item */
  gsize start, end; /* bytes of that provision in the source text */
} QzGrant;

void qz_grant_free (QzGrant *grant);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzGrant, qz_grant_free)

/* The items that INSTRUMENT hands on or takes back, in its order; element type QzGrant*, the caller's. Cue words:
 * table grant_cues. Empty for a text that lists none. Pure. */
GPtrArray *qz_grants_parse (const QzInstrument *instrument, const QzLexicon *lexicon);

/* An item's name as names are compared: folded, letters and digits alone. The caller's; "" for NULL. */
char *qz_grant_key (const char *what);

G_END_DECLS

#endif
