/* Document numbers (文号): 国发〔2016〕12号, with every bracket and digit in use. */
#ifndef QZ_CITE_NUMBER_H
#define QZ_CITE_NUMBER_H

#include "lib/cite_token.h"

/* A number at its bracket P. *START is where its letters start, in a text that starts at TEXT. */
gboolean cite_number_at (const char *text, const char *p, const char **start, const char **end);

#endif
