/* The names of the places that an index holds rules of, as questions and papers say them. */
#ifndef QZ_PLACE_NAMES_H
#define QZ_PLACE_NAMES_H

#include <quanze/lexicon.h>
#include <quanze/timeline.h>

typedef struct QzPlaceNames QzPlaceNames;

/* Of all territories in TIMELINE, and of the counties that LEXICON (table places) knows; both must outlive it. Linear in the
 * versions and rows. */
QzPlaceNames *qz_place_names_new (const QzTimeline *timeline, const QzLexicon *lexicon);
void          qz_place_names_free (QzPlaceNames *names);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzPlaceNames, qz_place_names_free)

/* The longest territory name of the index that stands in FOLDED, in full or without its last 省市县区; a county of the lexicon
 * where none does, or where it lies in the one that does (浙江义乌); else the province or city of the nation that FOLDED names. The place that alone has rules named after a site (普陀山, 浦东)
 * stands for one not named, and for the wider one it lies in. *PLACE gets the words, *TERRITORY the full name; both the
 * caller's, NULL when none. */
void qz_place_names_find (const QzPlaceNames *names, const char *folded, char **place, char **territory);

#endif
