/* The interface's language, and output as bytes.
 *
 * Source strings are Chinese; English comes from the catalogue. The environment's
 * locale chooses (LC_ALL, LC_MESSAGES, LANG). A locale that is not UTF-8, or not
 * installed, becomes C.UTF-8 and keeps its language.
 */
#ifndef QUANZE_LOCALE_H
#define QUANZE_LOCALE_H

#include <libintl.h>

#define _(text) gettext (text)
#define N_(text) (text)

/* The folder of translations: $QUANZE_LOCALE, else where they were installed, else where they were built. Borrowed. */
const char *qz_locale_dir (void);

/* Call first in main, before any thread. */
void qz_locale_init (void);

#endif
