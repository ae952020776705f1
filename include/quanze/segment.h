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
  QZ_TERM_GRAM      /* two adjacent characters (or the last one of a run): a filter for exact phrases */
} QzTermKind;

/* TERM is folded UTF-8 of at most 60 bytes, not NUL-terminated; START and END are
 * byte offsets of its source in the text given. */
typedef void (*QzTermFunc) (QzTermKind kind, const char *term, gsize len, gsize start, gsize end, gpointer user_data);

/* Calls FUNC for every word and part of TEXT, in order. */
void qz_segment_words (QzSegmenter *segmenter, const char *text, gssize len, QzTermFunc func, gpointer user_data);

/* Calls FUNC for every gram of TEXT. A phrase occurs in a text only if each gram of
 * the phrase is a gram of the text, except that a phrase of one character must be
 * matched as the first character of a gram. */
void qz_segment_grams (QzSegmenter *segmenter, const char *text, gssize len, QzTermFunc func, gpointer user_data);

G_END_DECLS

#endif
