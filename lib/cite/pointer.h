/* Words that point: 本法, 本条, 前款, 同法, 上述. TEXT is where the text starts. */
#ifndef QZ_CITE_POINTER_H
#define QZ_CITE_POINTER_H

#include "lib/cite/token.h"

/* 本法, 本实施细则 … *NOUN is 法, 细则 (static). */
gboolean cite_self_at (const char *text, const char *p, const char **noun, const char **end);

/* 本条, 本款, 本章, 本附件 … */
gboolean cite_own_at (const char *text, const char *p, QzLevel *level, const char **end);

/* 前款, 前两款, 前条, 上款: COUNT is 2 for 前两款, 0 for 前几款 and 前各款. */
gboolean cite_preceding_at (const char *text, const char *p, QzLevel *level, guint *count, const char **end);

/* 同法, 该条例, 上述办法: *NOUN is 法 (static). 该条, 该款, 同条: *NOUN is NULL and *LEVEL set.
 * 上述, 前述 before a unit: *NOUN is NULL, *LEVEL is ANNEX. */
gboolean cite_that_at (const char *text, const char *p, const char **noun, QzLevel *level, const char **end);

#endif
