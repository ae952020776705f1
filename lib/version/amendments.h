/* Which articles of a law the amendments published beside it (刑法修正案（十一）) touch, and when.
 *
 * A law that is amended so keeps its numbers: new articles become 第…条之一. But an article that an amendment rewrote
 * may have other 款 and 项 than before.
 */
#ifndef LIB_AMENDMENTS_H
#define LIB_AMENDMENTS_H

#include <quanze/timeline.h>

G_BEGIN_DECLS

typedef struct QzAmendments QzAmendments;

/* Reads what is asked for, once. TIMELINE and READER are borrowed. The caller's. */
QzAmendments *qz_amendments_new (const QzTimeline *timeline, QzReader *reader);
void          qz_amendments_free (QzAmendments *amendments);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzAmendments, qz_amendments_free)

/* The day of the last amendment of the law KEY that names its ARTICLE (eid); 0 when none of the index does. */
QzDate qz_amendments_last (QzAmendments *amendments, const char *key, const char *article, GError **error);

G_END_DECLS

#endif
