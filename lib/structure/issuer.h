/* Who issued an instrument, under which number, and for which place. */
#ifndef LIB_ISSUER_H
#define LIB_ISSUER_H

#include <quanze/instrument.h>

#include "lib/structure/event.h"

G_BEGIN_DECLS

/* 最高人民法院 of 最高人民法院关于…的解释. The caller's; NULL when a title names no issuer. */
char *qz_issuer_from_title (const char *title);

/* BODY in full: 市十四届人大 of 上海市…条例 is 上海市人民代表大会. Takes BODY; the caller's. */
char *qz_issuer_complete (char *body, const char *title);

/* Set INSTRUMENT's issuer, number, and territory with rank, from what is known of it and EVENTS (QzEvent*), in this order. */
void qz_issuer_read (QzInstrument *instrument, const QzSource *source, const GPtrArray *events);
void qz_issuer_number (QzInstrument *instrument, const QzSource *source, const GPtrArray *events);
void qz_issuer_place (QzInstrument *instrument, const QzSource *source, const GPtrArray *events);

G_END_DECLS

#endif
