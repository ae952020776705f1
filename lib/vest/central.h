/* Clauses that leave the penalties of other clauses to one body: 本条例规定的行政处罚，由X决定. */
#ifndef QZ_VEST_CENTRAL_H
#define QZ_VEST_CENTRAL_H

#include <quanze/lexicon.h>
#include <quanze/provision.h>

gboolean qz_is_central (const char *text);

/* Every such clause below ROOT; element type opaque, the caller's. */
GPtrArray *qz_centrals_find (const QzProvision *root, const QzLexicon *lexicon);

/* Whom the penalties of PROVISION are left to: the clause that names its article, else its chapter's, else the
 * instrument's. Borrowed from CENTRALS; NULL when nobody. */
const char *qz_central_holder (const GPtrArray *centrals, const QzProvision *provision);

#endif
