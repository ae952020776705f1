#include "config.h"

#include <string.h>

#include <unicode/ubrk.h>
#include <unicode/utext.h>
#include <quanze/fold.h>
#include <quanze/segment.h>

struct QzSegmenter {
  const QzLexicon *lexicon;
  UBreakIterator  *words;
};

QzSegmenter *
qz_segmenter_new (const QzLexicon *lexicon)
{
  QzSegmenter *segmenter = g_new0 (QzSegmenter, 1);

  segmenter->lexicon = lexicon;
  return segmenter;
}

void
qz_segmenter_free (QzSegmenter *segmenter)
{
  if (segmenter == NULL)
    return;
  if (segmenter->words != NULL)
    ubrk_close (segmenter->words);
  g_free (segmenter);
}

void
qz_segment_words (QzSegmenter *segmenter, const char *text, gssize len, QzTermFunc func, gpointer user_data)
{
  g_autoptr (QzFold) fold = qz_fold_new (text, len, QZ_FOLD_NUMERALS);
  UErrorCode code = U_ZERO_ERROR;
  UText utext = UTEXT_INITIALIZER;

  if (segmenter->words == NULL)
    segmenter->words = ubrk_open (UBRK_WORD, "zh", NULL, 0, &code);
  utext_openUTF8 (&utext, fold->text, (int64_t) fold->len, &code);
  ubrk_setUText (segmenter->words, &utext, &code);
  int32_t a = ubrk_first (segmenter->words), b;
  while ((b = ubrk_next (segmenter->words)) != UBRK_DONE) {
    if (ubrk_getRuleStatus (segmenter->words) >= UBRK_WORD_NUMBER && b - a <= 60)
      func (QZ_TERM_WORD, fold->text + a, (gsize) (b - a), fold->from[a], fold->to[b - 1], user_data);
    a = b;
  }
  utext_close (&utext);
}

void
qz_segment_grams (QzSegmenter *segmenter, const char *text, gssize len, QzTermFunc func, gpointer user_data)
{
  gsize n = len < 0 ? strlen (text) : (gsize) len;

  for (gsize start = 0; start <= n;) {
    const char *nl = memchr (text + start, '\n', n - start);
    gsize end = nl != NULL ? (gsize) (nl - text) : n;
    g_autoptr (QzFold) fold = qz_fold_new (text + start, (gssize) (end - start), QZ_FOLD_PLAIN);

    for (const char *p = fold->text; *p != '\0'; p = g_utf8_next_char (p)) {
      const char *next = g_utf8_next_char (p), *stop = *next != '\0' ? g_utf8_next_char (next) : next;
      gsize at = (gsize) (p - fold->text), to = (gsize) (stop - fold->text);
      func (QZ_TERM_GRAM, p, to - at, start + fold->from[at], start + fold->to[to - 1], user_data);
    }
    start = end + 1;
  }
}
