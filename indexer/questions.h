/* Questions a site has answered, from files it owns: --questions. */
#ifndef QZ_QUESTIONS_H
#define QZ_QUESTIONS_H

#include <quanze/index.h>

/* Reads FILES (NULL-terminated, may be NULL; question<TAB>id, external_id or citation<TAB>weight, `#` comments) into
 * WRITER's metadata "questions/<path>", each anew. A file without questions, and with PRUNE one that is gone, is
 * forgotten. OLD: the index that WRITER rebuilds, whose files are read again; NULL when it goes on with its own.
 * *CHANGED is set when anything was. Errors name file and line. */
gboolean qz_questions_update (QzWriter *writer, const char *const *files, gboolean prune, const char *old, gboolean *changed,
                              GError **error);

#endif
