/* How far quoted words agree with the clause they are quoted from. */
#ifndef QUANZE_QUOTE_H
#define QUANZE_QUOTE_H

#include <glib.h>

G_BEGIN_DECLS

/* The share of QUOTE that stands in CLAUSE, 0 to 1, on folded text: the characters of QUOTE that lie in runs
 * of at least four that CLAUSE has too, in any order, punctuation left out. A registry
 * may quote some items of an article, so what CLAUSE has besides does not count. 1 for an empty QUOTE.
 * Linear in both. */
double qz_quote_match (const char *quote, const char *clause);

G_END_DECLS

#endif
