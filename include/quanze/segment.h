/* Text → terms: the one function that indexing and asking share.
 *
 * Invariant: the same text gives the same terms on both sides; a difference
 * would be a silent miss.
 */
#ifndef QUANZE_SEGMENT_H
#define QUANZE_SEGMENT_H

#include <glib.h>
#include <quanze/lexicon.h>

G_BEGIN_DECLS

typedef struct QzSegmenter QzSegmenter;

/* LEXICON must outlive the segmenter. Not for two threads at once. */
QzSegmenter *qz_segmenter_new (const QzLexicon *lexicon);
void         qz_segmenter_free (QzSegmenter *segmenter);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzSegmenter, qz_segmenter_free)

typedef enum {
  QZ_TERM_WORD,     /* an ICU word as the lexicon corrects it: it ranks */
  QZ_TERM_PART,     /* a word inside a longer lexicon word: it ranks, at less weight */
  QZ_TERM_GRAM      /* two adjacent characters (or the last one of a run) */
} QzTermKind;

/* TERM is folded UTF-8 of at most 60 bytes, not NUL-terminated; START and END are
 * byte offsets of its source in the text given. */
typedef void (*QzTermFunc) (QzTermKind kind, const char *term, gsize len, gsize start, gsize end, gpointer user_data);

/* Calls FUNC for every word of TEXT in order, each followed by its parts. A lexicon word
 * wins over ICU's cut, the longest first; a Chinese numeral of two signs or more is a word
 * of its own, 第二十四条 (款项章节编目, 条之一) is one; punctuation is none. Parts are the
 * lexicon's and ICU's words of two characters or more inside a word. */
void qz_segment_words (QzSegmenter *segmenter, const char *text, gssize len, QzTermFunc func, gpointer user_data);

/* Why a term was cut so: "lexicon", "numeral" or "icu"; NULL for a gram. Static. */
const char *qz_segment_from (const QzSegmenter *segmenter, QzTermKind kind, const char *term, gsize len);

/* Calls FUNC for every gram of TEXT: each two adjacent characters of its fold (QZ_FOLD_NUMERALS;
 * punctuation kept, white space and line ends as the fold has them), then the last one alone.
 * If the fold of a phrase of two characters or more occurs in the fold of a text, each of
 * the phrase's grams of two characters is a gram of the text; a phrase of one character
 * is the first character of one. */
void qz_segment_grams (QzSegmenter *segmenter, const char *text, gssize len, QzTermFunc func, gpointer user_data);

G_END_DECLS

#endif
