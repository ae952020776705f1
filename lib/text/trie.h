/* Strings with a number each, for the longest of them that a text starts with.
 *
 * Steps go by character; one probe of a hash a step, some 20 ns, and most texts
 * leave at the second. Filled once, then read by any number of threads. */
#ifndef QZ_TRIE_H
#define QZ_TRIE_H

#include <glib.h>

typedef struct QzTrie QzTrie;

QzTrie *qz_trie_new (void);
void    qz_trie_free (QzTrie *trie);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzTrie, qz_trie_free)

/* Adds KEY, which is valid UTF-8 and not empty: where its value is, 0 when it is new, for the caller to set to
 * another than 0. Good until the next is added. */
guint32 *qz_trie_add (QzTrie *trie, const char *key);

/* The value of KEY; 0 when it is none of the keys. */
guint32 qz_trie_value (const QzTrie *trie, const char *key);

/* Length in bytes of the longest key that the LEN bytes at TEXT start with; 0 when none. */
gsize qz_trie_longest (const QzTrie *trie, const char *text, gsize len);

/* Lengths of all keys that TEXT starts with, ascending, at most MAX of them; how many. */
guint qz_trie_prefixes (const QzTrie *trie, const char *text, gsize len, gsize *lengths, guint max);

#endif
