/* Where quoted words come from, when the document named has them nowhere. */
#ifndef QZ_ORIGIN_H
#define QZ_ORIGIN_H

#include "search/found.h"

/* The provision in force on the engine's day and in PLACE (NULL: anywhere) that has nearly all of QUOTE and is not of the
 * title EXCEPT_KEY: found by the longest stretch of QUOTE without punctuation, proven on the whole. NULL without error when there is none, or when
 * QUOTE is too short to tell. The caller's. */
QzFound *qz_origin_of (QzEngine *engine, const char *quote, const char *except_key, const char *place, GError **error);

#endif
