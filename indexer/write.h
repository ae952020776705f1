/* The writers of the index, a thread each: what is pushed to one is written in order.
 *
 * Lane 0 writes the index itself. Files that the index holds nothing of may go to further lanes, which
 * build databases of their own in parallel and are merged at the end: Xapian's buffer of postings is
 * most of an index run's cost and works on one core. What one call pushes lands in one commit, or
 * none of it does.
 */
#ifndef QZ_WRITE_H
#define QZ_WRITE_H

#include <glib.h>
#include <quanze/index.h>

typedef struct QzWrite QzWrite;

/* Takes over WRITER. LANES: how many further lanes there are to be. NULL with ERROR set: WRITER is aborted. */
QzWrite *qz_write_start (QzWriter *writer, guint lanes, GError **error);

/* The lane for a file that the index holds nothing of. */
guint qz_write_new_lane (QzWrite *write);

/* One file's change: first removes every record with DELETE_TERM (NULL: nothing to remove), then puts the records
 * of FRAMES (NULL: none; a reference is taken), then sets metadata KEY to VALUE (NULL removes it). Waits while
 * too much is queued. FALSE once anything failed; the error comes from qz_write_finish. All changes of one file
 * go to one lane: 0 when the index held it before this run. */
gboolean qz_write_push (QzWrite *write, guint lane, const char *delete_term, GByteArray *frames, const char *key,
                        const char *value);

/* Puts one record into lane 0 and takes it over. */
gboolean qz_write_record (QzWrite *write, QzRecord *record);

/* Waits until all is written, merges, and gives the writer back, uncommitted work included; frees WRITE.
 * NULL when something failed: the writer is then aborted. */
QzWriter *qz_write_finish (QzWrite *write, GError **error);

#endif
