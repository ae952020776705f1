/* Characters: the small tests that every reader of citations shares.
 *
 * All look at valid, NUL-terminated UTF-8. The readers built on them (cite_unit, cite_title,
 * cite_pointer, cite_number) move *END only on success and look ahead a bounded number of
 * bytes, so that a scan which tries them at every character stays linear.
 */
#ifndef QZ_CITE_TOKEN_H
#define QZ_CITE_TOKEN_H

#include <string.h>

#include <glib.h>
#include <quanze/provision.h>

/* Called for every word of every table: most differ from P in one of their first three bytes. */
static inline gboolean
cite_starts (const char *p, const char *word)
{
  if (p[0] != word[0])
    return FALSE;
  if (p[0] == '\0' || word[1] == '\0')
    return TRUE;
  return p[1] == word[1] && strncmp (p + 1, word + 1, strlen (word + 1)) == 0;
}

/* Whether one of the characters of SET stands at P. */
gboolean cite_char_in (const char *p, const char *set);
/* White space without line ends at P, at most MAX characters. */
const char *cite_skip_blanks (const char *p, guint max);
/* The character before P in a text that starts at TEXT; 0 at its start. */
gunichar cite_char_before (const char *text, const char *p);
/* Whether one of the N WORDS ends at P. */
gboolean cite_ends_with (const char *text, const char *p, const char *const *words, gsize n);
gboolean cite_is_han (gunichar c);

/* Depth of a level in an address: 编 0 … 条 4, 款 5, 项 6, 目 7; an annex is above all. */
gint cite_depth (QzLevel level);

#endif
