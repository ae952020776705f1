/* Relative citations made absolute: who 本法, 前款, 同法 and a naked 第二项 mean where they stand. */
#ifndef QZ_CITE_ABSOLUTE_H
#define QZ_CITE_ABSOLUTE_H

#include <quanze/citation.h>
#include "lib/cite/mention.h"

/* MENTIONS of TEXT → QzCitation*, the caller's. INSTRUMENT NULL: a lone string. */
GPtrArray *cite_absolute (const QzInstrument *instrument, const char *text, const CiteScope *scope,
                          const GPtrArray *mentions);

#endif
