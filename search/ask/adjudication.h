/* Who decides by a judicial interpretation that does not say it: the courts, by the clause of procedural law that gives
 * them the power to judge. The table is corpus/lexicon/adjudication.tsv. */
#ifndef QZ_ADJUDICATION_H
#define QZ_ADJUDICATION_H

#include <jansson.h>

#include "search/ask/answer.h"
#include "search/ask/who.h"

/* Who judges, as the answer names it. */
#define QZ_ADJUDICATION_COURT "人民法院"

/* *BASIS: the clause that makes the courts the answer to WHO by FOUND, as an element of "basis" (a new reference); NULL
 * where FOUND is no interpretation of the Supreme People's Court, where WHO asks for something that is not judging or for
 * another kind of body, or where the index does not hold that clause. FALSE on an index error. */
gboolean qz_adjudication_find (const QzAsking *asking, const QzFound *found, const QzWho *who, json_t **basis, GError **error);

#endif
