/* What is said of a citation that does not simply stand: for people. */
#ifndef QZ_CITATION_NOTE_H
#define QZ_CITATION_NOTE_H

#include <glib.h>

/* STATUS and VERSION_STATUS as in quanze.citation/1, either may be NULL: 无此条款，库内只有后来的版本. NULL when there is nothing to
 * say. The caller's. */
char *qz_citation_note (const char *status, const char *version_status);

#endif
