/* Text as a document whose citations are found, made absolute and checked, and as a lone string. */
#include "config.h"

#include "tests/fuzz/target.h"

#include <string.h>

#include <quanze/citation.h>

/* Citations ascend, do not overlap, lie in the text and always say something. */
static void
must_hold (const GPtrArray *citations, gsize len)
{
  gsize last = 0;
  for (guint i = 0; i < citations->len; i++) {
    const QzCitation *citation = citations->pdata[i];
    g_assert_true (citation->start >= last && citation->start < citation->end && citation->end <= len);
    g_assert_cmpuint (citation->targets->len, >, 0);
    last = citation->end;
  }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static QzLexicon *lexicon;
  g_autofree char *text = g_utf8_make_valid ((const char *)data, (gssize)size);

  if (!lexicon)
    lexicon = qz_lexicon_open (qz_lexicon_default_dir (), NULL, NULL);
  g_autoptr (GPtrArray) lone = qz_citations_parse_string (text, lexicon);
  must_hold (lone, strlen (text));
  g_autoptr (QzSource) source = qz_source_read_bytes ("seed.md", (const guint8 *)text, strlen (text), NULL);
  if (source == NULL)
    return 0;
  g_autoptr (QzInstrument) instrument = qz_instrument_parse (source);
  g_autoptr (GPtrArray) citations = qz_citations_parse (instrument, source->text, lexicon);
  must_hold (citations, strlen (source->text));
  qz_citations_check (citations, instrument);
  return 0;
}
