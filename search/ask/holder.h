/* The name of a holder, as an answer may say it. */
#ifndef QZ_HOLDER_H
#define QZ_HOLDER_H

#include <quanze/lexicon.h>

/* NAME without words in front that belong to no name (法律、行政法规直接赋予镇人民政府 → 镇人民政府); NULL when it
 * names no body (下列机关, 有关单位和个人, no organ at all). The caller's. */
char *qz_holder_name (const QzLexicon *lexicon, const char *name);

/* Whether it is an organ that acts on people: no court, congress, procuratorate. */
gboolean qz_holder_administers (const QzLexicon *lexicon, const char *name);

#endif
