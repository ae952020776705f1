/* Document numbers (文号): 国发〔2016〕12号, with every bracket and digit in use. */
#ifndef QZ_CITE_NUMBER_H
#define QZ_CITE_NUMBER_H

#include "lib/cite/token.h"

/* A number at its bracket P. *START is where its letters start, in a text that starts at TEXT. */
gboolean cite_number_at (const char *text, const char *p, const char **start, const char **end);

/* The same of an order's, 国务院令第412号, whose 令 is at P. */
gboolean cite_order_at (const char *text, const char *p, const char **start, const char **end);

/* The number between START and END as instruments bear theirs: without blanks, in Arabic numerals. The caller's. */
char *cite_number_dup (const char *start, const char *end);

#endif
