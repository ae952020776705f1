/* In how many records of the index each character stands, and each pair of adjacent characters.
 *
 * Counted over QZ_SLOT_TEXT of all records at the end of an indexing run and kept in metadata "grams" (records and
 * characters in all) and "grams/<character>" (what follows it): a query reads the few characters it needs. Letters and
 * digits alone are counted, a pair not across anything else.
 */
#ifndef QUANZE_GRAMS_H
#define QUANZE_GRAMS_H

#include <quanze/index.h>

G_BEGIN_DECLS

/* Whether C is counted. */
gboolean qz_gram_character (gunichar c);

/* Counts all records of WRITER, anew, into its metadata: 0.3 s for 47 MB of text. */
gboolean qz_grams_update (QzWriter *writer, GError **error);

typedef struct QzGrams QzGrams;

/* READER must outlive it. What was looked up once is kept, so of an index that changed another one is opened. */
QzGrams *qz_grams_open (QzReader *reader, GError **error);
void     qz_grams_free (QzGrams *grams);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzGrams, qz_grams_free)

/* Records with FIRST directly before SECOND; SECOND 0: with FIRST at all. -1 on an index error. */
gint64 qz_grams_count (QzGrams *grams, gunichar first, gunichar second, GError **error);
/* Records counted, and the characters of one on average (at least 1). */
guint64 qz_grams_records (const QzGrams *grams);
double  qz_grams_length (const QzGrams *grams);

G_END_DECLS

#endif
