/* Folding: the form in which texts and queries are compared, never shown.
 *
 * NFKC, case, 繁→简 (where a character stands for one only), and one form of what
 * prints interchangeably: 〔［【〖 → [, （ → (, “”「」『』 → ", 〈〉 → 《》, dashes → -,
 * 〇○ → 零, 笫 → 第. White space of any kind, line ends too, is dropped but between
 * letters or digits of scripts that part words by it, where one space stays. Private
 * use characters count as white space: law texts have them as blanks of old fonts.
 * Each folded character knows which source bytes it came from, so that a match in
 * the fold is a highlight in the official text.
 *
 * The fold of a fold is itself, and a character's fold does not hang on its neighbours
 * (white space, combining marks and, with QZ_FOLD_NUMERALS, digits aside): what occurs
 * in a text occurs in its fold.
 */
#ifndef QUANZE_FOLD_H
#define QUANZE_FOLD_H

#include <glib.h>

G_BEGIN_DECLS

typedef struct {
  char    *text;   /* folded UTF-8, NUL-terminated */
  gsize    len;    /* bytes in text */
  guint32 *from;   /* len + 1 entries: source byte offset where the folded byte's character starts */
  guint32 *to;     /* len + 1 entries: source byte offset behind it */
} QzFold;

/* What the fold also makes equal. */
typedef enum {
  QZ_FOLD_PLAIN    = 0,
  QZ_FOLD_NUMERALS = 1 << 0   /* 第23条 = 第二十三条: numbers after 第, or before 条款项章节编目, or in 条之1 become Chinese */
} QzFoldFlags;

/* Folds LEN bytes of valid UTF-8 (-1: NUL-terminated). Caller frees. */
QzFold *qz_fold_new (const char *text, gssize len, QzFoldFlags flags);
void    qz_fold_free (QzFold *fold);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzFold, qz_fold_free)

/* The folded text alone, without the map; cheaper. The caller's. */
char *qz_fold_text (const char *text, gssize len, QzFoldFlags flags);

G_END_DECLS

#endif
