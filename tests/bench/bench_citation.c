/* What finding and making absolute the citations of texts costs; reading and structure are not counted.
 *
 *     make tests/bench/bench_citation && find laws -name '*.md' -print0 | xargs -0 tests/bench/bench_citation
 *
 * CPU time of one thread; the best of ROUNDS.
 */
#include <stdio.h>
#include <string.h>

#include <quanze/citation.h>
#include <quanze/instrument.h>
#include <quanze/lexicon.h>
#include <quanze/source.h>

#include "tests/bench/cpu.h"

#define ROUNDS 3

typedef struct {
  QzSource     *source;
  QzInstrument *instrument;
} Document;

static gsize
parse_all (const GArray *documents, const QzLexicon *lexicon)
{
  gsize found = 0;

  for (guint i = 0; i < documents->len; i++) {
    const Document *document = &g_array_index (documents, Document, i);
    g_autoptr (GPtrArray) citations = qz_citations_parse (document->instrument, document->source->text, lexicon);
    found += citations->len;
  }
  return found;
}

int
main (int argc, char **argv)
{
  g_autoptr (GError)    error = NULL;
  g_autoptr (QzLexicon) lexicon = qz_lexicon_open (qz_lexicon_default_dir (), NULL, &error);
  g_autoptr (GArray)    documents = g_array_new (FALSE, FALSE, sizeof (Document));
  gsize  bytes = 0, found = 0;
  double best = 0;

  if (lexicon == NULL) {
    fprintf (stderr, "bench_citation: %s\n", error->message);
    return 1;
  }
  for (int i = 1; i < argc; i++) {
    Document document = { .source = qz_source_read (argv[i], NULL) };
    if (document.source == NULL)
      continue;
    document.instrument = qz_instrument_parse (document.source);
    bytes += strlen (document.source->text);
    g_array_append_val (documents, document);
  }
  for (guint round = 0; round < ROUNDS; round++) {
    double start = cpu_seconds ();
    found = parse_all (documents, lexicon);
    double taken = cpu_seconds () - start;
    best = round == 0 ? taken : MIN (best, taken);
  }
  printf ("%u files, %.1f MB, %zu citations, %.2f s, %.1f MB/s\n", documents->len, (double) bytes / 1e6, found, best,
          (double) bytes / 1e6 / best);
  for (guint i = 0; i < documents->len; i++) {
    qz_instrument_free (g_array_index (documents, Document, i).instrument);
    qz_source_free (g_array_index (documents, Document, i).source);
  }
  return 0;
}
