/* Text as the basis cell of a power. */
#include "config.h"

#include "tests/fuzz/target.h"

#include <quanze/power.h>

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static QzLexicon *lexicon;
  g_autofree char *text = g_utf8_make_valid ((const char *) data, (gssize) size);
  g_autoptr (GPtrArray) bases = NULL;

  if (!lexicon)
    lexicon = qz_lexicon_open (qz_lexicon_default_dir (), NULL, NULL);
  if (lexicon)
    bases = qz_basis_parse (text, lexicon);
  return 0;
}
