/* Word lists and tables that steer segmentation, citations and answers.
 *
 * Files are TSV, UTF-8 (a user's own may be in any encoding qz_text_decode() reads),
 * `#` comments; the columns of each table are in the head of its file under
 * corpus/lexicon/. A lexicon is read once and not changed afterwards, so threads
 * may share it.
 */
#ifndef QUANZE_LEXICON_H
#define QUANZE_LEXICON_H

#include <glib.h>

G_BEGIN_DECLS

#define QZ_LEXICON_ERROR (qz_lexicon_error_quark ())
GQuark qz_lexicon_error_quark (void);
typedef enum { QZ_LEXICON_ERROR_READ, QZ_LEXICON_ERROR_SYNTAX } QzLexiconError;

typedef struct QzLexicon QzLexicon;

/* The folder of the bundled tables: $QUANZE_LEXICON, else the installed folder,
 * else the source tree's. Borrowed, lives as long as the program. */
const char *qz_lexicon_default_dir (void);

/* Reads every *.tsv of DIR, then each of EXTRA (NULL-terminated, may be NULL).
 * An extra file adds to the table of its own name where DIR has one, else to "words".
 * A later entry replaces an earlier one with the same key. Errors name file and line. */
QzLexicon *qz_lexicon_open (const char *dir, const char *const *extra, GError **error);
/* Adds an extra file's LEN bytes as if NAME held them; before the lexicon is shared. */
gboolean   qz_lexicon_add (QzLexicon *lexicon, const char *name, const char *text, gsize len, GError **error);
void       qz_lexicon_free (QzLexicon *lexicon);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzLexicon, qz_lexicon_free)

/* The names of its tables, sorted; the caller's (g_strfreev). */
char **qz_lexicon_names (const QzLexicon *lexicon);

/* What the tables say, as one number: indexes built with another lexicon cut otherwise. */
guint64 qz_lexicon_fingerprint (const QzLexicon *lexicon, const char *table);

/* A table is named by its file without .tsv: "words", "titles", "bodies", "acts", "everyday", … */

/* The cells behind KEY (first column) in TABLE, NULL-terminated, borrowed; NULL when absent.
 * KEY may be as the file prints it or folded. */
const char *const *qz_lexicon_lookup (const QzLexicon *lexicon, const char *table, const char *key);

/* Calls EACH for every row of TABLE in file order; CELLS starts with the key and is borrowed. */
typedef void (*QzLexiconRow) (const char *const *cells, gpointer user_data);
void qz_lexicon_each (const QzLexicon *lexicon, const char *table, QzLexiconRow each, gpointer user_data);

/* The longest key of TABLE that TEXT (folded, or as the file prints it) starts with; its length
 * in bytes, 0 when none. */
gsize qz_lexicon_longest (const QzLexicon *lexicon, const char *table, const char *text);

/* The same for whoever asks at every character: the table looked up once; borrowed from the
 * lexicon, NULL when there is no such table (the calls below take that as an empty one). */
typedef struct QzLexiconTable QzLexiconTable;
const QzLexiconTable *qz_lexicon_table (const QzLexicon *lexicon, const char *table);
gsize qz_lexicon_table_longest (const QzLexiconTable *table, const char *text, gsize len);
/* Lengths of all keys that TEXT starts with, ascending, at most MAX; how many. */
guint qz_lexicon_table_prefixes (const QzLexiconTable *table, const char *text, gsize len, gsize *lengths, guint max);

G_END_DECLS

#endif
