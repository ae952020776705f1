/* One table of a lexicon: files read into it, rows found by their first cell. */
#ifndef QZ_LEXICON_TABLE_H
#define QZ_LEXICON_TABLE_H

#include <quanze/lexicon.h>

#define QZ_LEXICON_KEY_MAX 180   /* bytes of a key */

QzLexiconTable *qz_lexicon_table_new (void);
void            qz_lexicon_table_free (QzLexiconTable *table);

/* Adds the rows in the LEN BYTES of the file PATH, which errors name with the line. Whether the lines
 * are sound is seen now; they are cut into rows by the first qz_lexicon_table_ready(), none may be
 * added after it. */
gboolean qz_lexicon_table_read (QzLexiconTable *table, const char *path, const char *bytes, gsize len, GError **error);

/* TABLE with its rows, which the calls below and those of quanze/lexicon.h expect. Any thread may be first. */
const QzLexiconTable *qz_lexicon_table_ready (QzLexiconTable *table);

/* The row whose key is KEY as printed, else as folded; NULL. */
const char *const *qz_lexicon_table_row (const QzLexiconTable *table, const char *key);

/* The rows in file order, a later one in the place of the earlier with its key. */
const char *const *const *qz_lexicon_table_rows (const QzLexiconTable *table, guint *n);

#endif
