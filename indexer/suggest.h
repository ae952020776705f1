/* Names that a search box may complete: titles, powers, words, with how they sound. */
#ifndef QZ_SUGGEST_BUILD_H
#define QZ_SUGGEST_BUILD_H

#include <quanze/index.h>

/* Writes WRITER's metadata "suggest" anew: a line a name, the most used first: kind (title, power, word), tab, name,
 * tab, its fold, tab, the initials of its pinyin, tab, its pinyin. Titles are used as often as they are cited, powers
 * and words as often as they stand. */
gboolean qz_suggest_update (QzWriter *writer, GError **error);

#endif
