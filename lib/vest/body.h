/* Bodies named in a clause: where their names start and end. */
#ifndef QZ_BODY_H
#define QZ_BODY_H

#include <glib.h>
#include <quanze/lexicon.h>

typedef struct {
  gsize start, end;     /* bytes in the text; a list A、B或者C is one */
  gsize first_end;      /* where the first of the list ends */
  gboolean court;       /* a court, a congress or the procuratorate: not an administrative holder */
  gboolean institution; /* a hospital's, a trade's or an army's body: what it does is no administrative act either */
  gboolean organ;       /* an organ of state, not a 委员会 of residents, a union or a bare 机构 */
  gboolean unit;        /* nothing but 所在单位: holds a power only where the clause says 由 */
} QzBodySpan;

/* The bodies in LEN bytes of TEXT, in order, disjoint; element type QzBodySpan, the caller's.
 * Tables: vest_bodies (the words a name ends with), vest_stops (what ends a name to the left). Linear in LEN. */
GArray *qz_bodies_find (const char *text, gsize len, const QzLexicon *lexicon);

/* Length in bytes of the brackets at P that only give another name for the one before: （以下简称市综试办）; 0 when none. */
gsize qz_body_alias_at (const char *p);

/* Whether the name [START, END) of TEXT is one that is set up to do what follows: 设立|公益性维权援助机构|，负责受理申请. */
gboolean qz_body_is_set_up (const char *text, gsize start, gsize end);

#endif
