/* Numbers as legal texts print them: 一百二十三, 二〇二一, 两, 廿, 卅, １２３, 123. */
#ifndef QUANZE_NUMERAL_H
#define QUANZE_NUMERAL_H

#include <glib.h>

G_BEGIN_DECLS

/* Reads the longest number at TEXT (UTF-8), Chinese or Arabic, half or full
 * width; 万 and 亿 included. Sets *END behind it. FALSE, outputs untouched,
 * when TEXT does not start with a number or it exceeds 10^15. */
gboolean qz_numeral_parse (const char *text, const char **end, gint64 *value);

/* 123 → 一百二十三 as article numbers print it (10 → 十, 110 → 一百一十). The caller's. */
char *qz_numeral_format (gint64 value);

G_END_DECLS

#endif
