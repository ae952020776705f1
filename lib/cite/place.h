/* Places in an instrument's tree: where a mention stands, and what its own provisions are called. */
#ifndef QZ_CITE_PLACE_H
#define QZ_CITE_PLACE_H

#include <quanze/instrument.h>

/* The provisions that hold one byte of the text; NULL where none of that level does. */
typedef struct {
  const QzProvision *here;    /* the deepest */
  const QzProvision *article; /* or the outermost numbered heading, in documents without articles */
  const QzProvision *paragraph, *item, *point;
  QzAddress address; /* of HERE from the article down, annex included */
  gboolean repeated; /* one of them bears a number that an earlier one has (eid art_5~2) */
} CitePlace;

typedef struct CitePlaces CitePlaces;

/* INSTRUMENT is borrowed for the life of the places. */
CitePlaces *cite_places_new (const QzInstrument *instrument);
void cite_places_free (CitePlaces *places);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CitePlaces, cite_places_free)

/* The place of byte AT. Calls must come with rising AT: the whole costs one pass. */
void cite_places_at (CitePlaces *places, gsize at, CitePlace *place);

/* The provision at ADDRESS; NULL when the document has none. */
const QzProvision *cite_places_find (const CitePlaces *places, const QzAddress *address);

/* The address as this document numbers it: an item without its paragraph gets the one that has it,
 * an article becomes a heading where there are no articles. FROM (may be NULL) is where the citing text stands. */
void cite_places_settle (const CitePlaces *places, const CitePlace *from, QzAddress *address);

/* The COUNT articles before that of PLACE, oldest first; QzAddress elements, the caller's; NULL when there are not so
 * many. */
GArray *cite_places_articles_before (const CitePlaces *places, const CitePlace *place, guint count);

gboolean cite_places_have_articles (const CitePlaces *places);

#endif
