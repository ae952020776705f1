/* What a search box offers while one types: names of the index that begin so, sound so, or nearly read so. */
#ifndef QZ_SUGGEST_H
#define QZ_SUGGEST_H

#include "search/engine.h"

typedef struct {
  const char *kind;   /* title, power, word */
  char       *name;
} QzSuggestion;
void qz_suggestion_free (QzSuggestion *suggestion);

/* At most LIMIT names for PREFIX, best first: those that start so, by characters, by the initials of their pinyin or by
 * pinyin; then those that hold it; then those in which it lacks one character. Among equals the most used first.
 * QzSuggestion*, the caller's array; NULL on an index error. */
GPtrArray *qz_suggest (QzEngine *engine, const char *prefix, guint limit, GError **error);

/* The title or power that TEXT may have meant: one character more, less or other. NULL when TEXT is a name itself, or
 * nothing is so near. The caller's. */
char *qz_suggest_instead (QzEngine *engine, const char *text);

/* The OpenSearch array [prefix, names, descriptions, urls] of LIMIT suggestions; new reference, NULL on an index error. */
struct json_t;
struct json_t *qz_suggest_json (QzEngine *engine, const char *prefix, guint limit, GError **error);

#endif
