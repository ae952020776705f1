/* Terms of any text are bounded, in their place, and the same when it is cut again. */
#include "config.h"

#include "tests/fuzz/target.h"

#include <string.h>

#include <glib.h>

#include <quanze/segment.h>

typedef struct { gsize len, last, hash; } Seen;

static void
check_term (QzTermKind kind, const char *term, gsize len, gsize start, gsize end, gpointer user_data)
{
  Seen *seen = user_data;

  g_assert_true (len > 0 && len <= 60 && start < end && end <= seen->len);
  g_assert_true (g_utf8_validate (term, (gssize) len, NULL));
  if (kind != QZ_TERM_PART)
    {
      g_assert_cmpuint (start, >=, seen->last);
      seen->last = start;
    }
  for (gsize i = 0; i < len; i++)
    seen->hash = seen->hash * 31 + (guchar) term[i];
  seen->hash = seen->hash * 31 + (gsize) kind + start + end;
}

static gsize
cut (QzSegmenter *segmenter, const char *text, gsize len)
{
  Seen seen = { .len = len };

  qz_segment_words (segmenter, text, (gssize) len, check_term, &seen);
  seen.last = 0;
  qz_segment_grams (segmenter, text, (gssize) len, check_term, &seen);
  return seen.hash;
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static QzLexicon   *lexicon;
  static QzSegmenter *segmenter;
  g_autofree char *valid = g_utf8_make_valid ((const char *) data, (gssize) size);

  if (lexicon == NULL)
    {
      lexicon = qz_lexicon_open (qz_lexicon_default_dir (), NULL, NULL);
      segmenter = qz_segmenter_new (lexicon);
    }
  g_assert_cmpuint (cut (segmenter, valid, strlen (valid)), ==, cut (segmenter, valid, strlen (valid)));
  cut (segmenter, (const char *) data, size);
  return 0;
}
