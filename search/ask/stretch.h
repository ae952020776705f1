/* The stretches of a text between its stops, and the words at their ends. */
#ifndef QZ_STRETCH_H
#define QZ_STRETCH_H

#include <glib.h>

/* What ends a segment of a sentence, and a sentence or one of its parts. */
#define QZ_SEGMENT_STOPS  "，。；：,;:\n 　"
#define QZ_SENTENCE_STOPS "。；;\n"

/* Where the stretch of TEXT that AT stands in begins, behind the last of STOPS; and where it ends, at the next. Borrowed. */
const char *qz_stretch_start (const char *text, const char *at, const char *stops);
const char *qz_stretch_end (const char *at, const char *stops);

/* Whether P begins with one of the N WORDS. */
gboolean qz_stretch_begins (const char *p, const char *const *words, guint n);
/* Whether TEXT holds one of WORDS, a cell of a table with | between; an empty word is none. */
gboolean qz_stretch_holds (const char *text, const char *words);
/* The first of the N WORDS that stands right before AT, not before TEXT begins; NULL when none does. */
const char *qz_stretch_word_before (const char *text, const char *at, const char *const *words, guint n);
/* Before AT, each of the N WORDS that stands there passed over. Borrowed. */
const char *qz_stretch_before (const char *text, const char *at, const char *const *words, guint n);

#endif
