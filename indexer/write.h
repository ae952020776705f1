/* The writer of the index, in a thread of its own: what is pushed is written in order.
 *
 * What one call pushes lands in one commit, or none of it does.
 */
#ifndef QZ_WRITE_H
#define QZ_WRITE_H

#include <glib.h>
#include <quanze/index.h>

typedef struct QzWrite QzWrite;

/* Takes over WRITER. */
QzWrite *qz_write_start (QzWriter *writer);

/* One file's change: first removes every record with DELETE_TERM (NULL: nothing to remove), then puts the records
 * of FRAMES (NULL: none; a reference is taken), then sets metadata KEY to VALUE (NULL removes it). Waits while
 * too much is queued. FALSE once anything failed; the error comes from qz_write_finish. */
gboolean qz_write_push (QzWrite *write, const char *delete_term, GByteArray *frames, const char *key, const char *value);

/* Puts one record, which it takes over. */
gboolean qz_write_record (QzWrite *write, QzRecord *record);

/* Waits until all is written and gives the writer back, uncommitted work included; frees WRITE.
 * NULL when something failed: the writer is then aborted. */
QzWriter *qz_write_finish (QzWrite *write, GError **error);

#endif
