/* What a person typed for a place in the law → the record it means. */
#ifndef QZ_LOCATE_H
#define QZ_LOCATE_H

#include "search/found.h"

typedef struct {
  QzFound *found;       /* article, instrument or power record; NULL: none */
  char    *eid;         /* the provision asked for inside it (art_24__para_1), the division of an instrument (chp_2); NULL:
                           the record itself */
  char    *why;         /* when nothing was found: one line for people */
} QzPlace;
void qz_place_free (QzPlace *place);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzPlace, qz_place_free)

/* TEXT: an id, a citation, a title, a 文号, a power's code or name, an external id. The version in force on engine->as_of
 * unless the id names one; where none is in force, the latest. NULL only on an index error. */
QzPlace *qz_locate (QzEngine *engine, const char *text, GError **error);
/* The same without looking for the nearest title when there is none, which takes some milliseconds: for texts that most
 * often name nothing. */
QzPlace *qz_locate_named (QzEngine *engine, const char *text, GError **error);

#endif
