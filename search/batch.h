/* Batches of questions: a file of qid<TAB>text lines. */
#ifndef QZ_BATCH_H
#define QZ_BATCH_H

#include <glib.h>

/* Calls EACH for every line of PATH ("-": standard input) with its two first columns; further ones are
 * ignored, a header line that starts with "qid" is skipped. Stops when EACH returns FALSE. FALSE with a
 * GError (of EACH or of reading) otherwise. */
typedef gboolean (*QzBatchLine) (const char *qid, const char *text, gpointer user_data, GError **error);
gboolean qz_batch_each (const char *path, QzBatchLine each, gpointer user_data, GError **error);

#endif
