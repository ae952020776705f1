/* Addresses from steps: 第一款、第三款 on 第十条 gives two. */
#ifndef QZ_CITE_ADDRESS_H
#define QZ_CITE_ADDRESS_H

#include <quanze/provision.h>
#include "lib/cite/unit.h"

#define CITE_TARGETS_MAX 600 /* of one citation; a range beyond it keeps its two ends */

/* Clears everything at DEPTH (see cite_depth) and below. */
void cite_address_cut (QzAddress *address, gint depth);
/* Sets one level and clears what is below it; above an article, chapters are dropped, as eids do. */
void cite_address_set (QzAddress *address, QzLevel level, gint number, gint suffix);
gboolean cite_address_empty (const QzAddress *address);
gboolean cite_address_equal (const QzAddress *a, const QzAddress *b);
gboolean cite_address_same_article (const QzAddress *a, const QzAddress *b);
/* Whether A is B or lies above it. */
gboolean cite_address_holds (const QzAddress *a, const QzAddress *b);

/* The addresses that STEPS name from BASE on, in order; QzAddress elements, the caller's. BASE alone without steps. */
GArray *cite_expand (const QzAddress *base, const GArray *steps);

#endif
