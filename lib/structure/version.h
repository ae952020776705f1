/* Which version of an instrument a text is, and from when it is in force. */
#ifndef LIB_VERSION_H
#define LIB_VERSION_H

#include <quanze/instrument.h>

G_BEGIN_DECLS

/* Sets issuer, number, territory, rank, promulgated, version, effective, dates and repeals of INSTRUMENT, from its
 * front lines, its finished tree, and SOURCE's meta and path. */
void qz_version_read (QzInstrument *instrument, const QzSource *source);

G_END_DECLS

#endif
