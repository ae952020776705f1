/* What the writer sees of a record beyond index.h. */
#ifndef LIB_RECORD_H
#define LIB_RECORD_H

#include <quanze/index.h>

G_BEGIN_DECLS

typedef struct {
  const guint8 *p, *end;
} QzRecordCursor;

/* Terms as they were added; a term may come more than once. FALSE at the end. TERM is the record's, not NUL-terminated.
 */
QzRecordCursor qz_record_terms_cursor (const QzRecord *record);
gboolean qz_record_next_term (QzRecordCursor *at, const char **term, gsize *len, guint *wdf);

guint qz_record_n_values (const QzRecord *record);
const char *qz_record_nth_value (const QzRecord *record, guint n, guint *slot); /* the record's */

G_END_DECLS

#endif
