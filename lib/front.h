/* Front matter: title, dated lines, document number, issuer; and the dates that the text itself states. */
#ifndef LIB_FRONT_H
#define LIB_FRONT_H

#include <quanze/instrument.h>

G_BEGIN_DECLS

/* Reads title, number, issuer and front lines into INSTRUMENT; returns the first block of the body. */
guint qz_front_read (QzInstrument *instrument, const QzSource *source);

/* Sets issuer, number, territory, rank, promulgated, version, effective, dates and repeals, from the front lines, the
 * finished tree and the path. */
void qz_front_date (QzInstrument *instrument, const QzSource *source);

G_END_DECLS

#endif
