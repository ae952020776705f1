/* Bodies named in a clause: where their names start and end. */
#ifndef QZ_BODY_H
#define QZ_BODY_H

#include <glib.h>
#include <quanze/lexicon.h>

typedef struct {
  gsize start, end;     /* bytes in the text; a list A、B或者C is one */
  gsize first_end;      /* where the first of the list ends */
} QzBodySpan;

/* The bodies in LEN bytes of TEXT, in order, disjoint; element type QzBodySpan, the caller's.
 * Tables: vest_bodies (the words a name ends with), vest_stops (what ends a name to the left). */
GArray *qz_bodies_find (const char *text, gsize len, const QzLexicon *lexicon);

#endif
