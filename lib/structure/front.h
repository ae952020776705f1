/* Front matter: where it ends, title, document number, dated lines. */
#ifndef LIB_FRONT_H
#define LIB_FRONT_H

#include <quanze/instrument.h>

G_BEGIN_DECLS

/* 〔2023〕3号 at P, as 法释〔2023〕3号 has it: its length in bytes, else 0. */
gsize qz_front_year_and_number (const char *p);

/* The block that ends marked front matter (<!-- INFO END -->); G_MAXUINT when there is none. */
guint qz_front_end (const QzSource *source);

/* Reads title, number, a cover's issuer and front lines into INSTRUMENT; returns the first block of the body. */
guint qz_front_read (QzInstrument *instrument, const QzSource *source);

G_END_DECLS

#endif
