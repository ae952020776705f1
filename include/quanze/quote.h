/* How far quoted words agree with the clause they are quoted from, and where they part.
 *
 * Compared are the letters and digits of the folded texts: spaces, punctuation, the numbers of 款 and 项
 * (（一）, 1., ①, 第二款：, 末款：) and the way numbers are written do not count. A registry may quote some 款 or items of
 * an article and leave the rest out, in any order.
 */
#ifndef QUANZE_QUOTE_H
#define QUANZE_QUOTE_H

#include <glib.h>

G_BEGIN_DECLS

/* A clause made ready to be compared with many quotes. Memory: some 20 bytes a character. */
typedef struct QzClause QzClause;
QzClause *qz_clause_new (const char *text);
void      qz_clause_free (QzClause *clause);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzClause, qz_clause_free)

/* The share of QUOTE that stands in CLAUSE, 0 to 1: the letters of QUOTE that lie in runs of at least four that CLAUSE
 * has too, in any order. What CLAUSE has besides does not count. 1 for an empty QUOTE. */
double qz_clause_match (const QzClause *clause, const char *quote);
double qz_quote_match (const char *quote, const char *clause);   /* the same for a single comparison */

/* How many letters QUOTE has: a quote of a few matches anywhere and proves nothing. */
guint qz_quote_letters (const char *quote);

/* One place where quote and clause part, with a few words around it. */
typedef struct {
  char *quote;    /* the words of the quote; NULL: it leaves out words within a sentence */
  char *clause;   /* what the clause has there; NULL: nothing, or it cannot be told */
} QzQuoteGap;
void qz_quote_gap_free (QzQuoteGap *gap);

/* Where QUOTE departs from CLAUSE, in the order of the quote; QzQuoteGap*, the caller's. Empty when the words agree.
 * To leave out whole sentences, 款 or items, or words behind an ellipsis, is no departure. */
GPtrArray *qz_clause_gaps (const QzClause *clause, const char *quote);

G_END_DECLS

#endif
