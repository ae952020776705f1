/* The stretches of a text between its stops. */
#ifndef QZ_STRETCH_H
#define QZ_STRETCH_H

/* What ends a segment of a sentence, and a sentence or one of its parts. */
#define QZ_SEGMENT_STOPS  "，。；：,;:\n 　"
#define QZ_SENTENCE_STOPS "。；;\n"

/* Where the stretch of TEXT that AT stands in begins, behind the last of STOPS; and where it ends, at the next. Borrowed. */
const char *qz_stretch_start (const char *text, const char *at, const char *stops);
const char *qz_stretch_end (const char *at, const char *stops);

#endif
