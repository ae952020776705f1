/* Links of a record to what it cites: boolean terms and the head's links[]. */
#ifndef QZ_STORE_LINKS_H
#define QZ_STORE_LINKS_H

#include <jansson.h>
#include <quanze/citation.h>
#include <quanze/index.h>

/* L terms of one citation: the instrument, the provision down to the article, the deeper provision.
 * SELF_KEY stands for the citing instrument (NULL: none), whose own title alone is no link; nor is a
 * provision's reference to its own article OWN_ARTICLE (an eid, NULL: none). */
void qz_links_terms (QzRecord *record, const QzCitation *citation, const char *self_key, const char *own_article);

/* The same as objects {key,title,eid,form,start,end} behind LINKS; START is null where it is negative. */
void qz_links_head (json_t *links, const QzCitation *citation, const char *self_key, json_int_t start, json_int_t len);

/* Eid of ADDRESS down to its article or topmost heading; NULL for a whole instrument. The caller's. */
char *qz_links_article (const QzAddress *address);

#endif
