/* From when a version is in force, and what it repeals: the dates its text states. */
#ifndef LIB_FORCE_H
#define LIB_FORCE_H

#include <quanze/instrument.h>

G_BEGIN_DECLS

/* What the closing provisions say: a day (自2021年7月15日起施行), or a day that another one fixes. */
typedef enum { QZ_FORCE_UNSAID, QZ_FORCE_DAY, QZ_FORCE_PUBLICATION } QzForceKind;

QzForceKind qz_force_read (const QzProvision *body, QzDate *day);
/* The same of one text. */
QzForceKind qz_force_read_text (const char *text, QzDate *day);

/* Adds to KEYS (char*) the title keys of what the provisions below BODY and ANNEXES repeal; never OWN_KEY. */
void qz_force_repeals (const QzProvision *body, const GPtrArray *annexes, const char *own_key, GPtrArray *keys);

G_END_DECLS

#endif
