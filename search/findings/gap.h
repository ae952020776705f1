/* Where quoted words and the clause part, told to people. */
#ifndef QZ_GAP_H
#define QZ_GAP_H

#include <quanze/quote.h>

/* 引文作“…”，条文作“…”；…: the first few of GAPS (QzQuoteGap*), how many there are when not all are told. "" for none.
 * The caller's. */
char *qz_gaps_text (const GPtrArray *gaps);

#endif
