/* What, besides a file's content, decides its records: the program and the lexicon. */
#ifndef QZ_FINGERPRINT_H
#define QZ_FINGERPRINT_H

#include <glib.h>

/* 16 hexadecimal digits over version, schema and the word tables; files read with another one are read
 * again. *LEXICON gets the metadata "lexicon": {"hash","files":[{"name","sha256"}],"extra":[{"name","text"}]}. */
char *qz_fingerprint (const char *lexicon_dir, char *const *extra, char **lexicon, GError **error);

#endif
