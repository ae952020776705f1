/* Titles in brackets, and the nouns that end the names of laws. */
#ifndef QZ_CITE_TITLE_H
#define QZ_CITE_TITLE_H

#include "lib/cite/token.h"

#define CITE_TITLE_MAX 1200 /* bytes of a title in brackets */

/* A title in brackets, whatever their shape and nesting: 《…》 〈…〉 <…> ≪…≫. *INNER and *INNER_END are
 * the title without them. A title that is never closed ends where its line gives a reason to. */
gboolean cite_title_at (const char *p, const char **inner, const char **inner_end, const char **end);

/* Round brackets at P, closed on the same line within MAX bytes: *END is behind them. */
gboolean cite_parenthesis_at (const char *p, gsize max, const char **end);

/* The noun that ends the LEN bytes at NAME as a title of law does (法, 条例, …); static, NULL when none does. */
const char *cite_law_noun (const char *name, gsize len);

#endif
