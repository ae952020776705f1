/* Bytes as a workbook (xlsx), and what comes of it as a registry. */
#include "config.h"

#include "tests/fuzz/target.h"

#include <quanze/power.h>

#include "lib/read/read.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static QzLexicon *lexicon;
  g_autoptr (GPtrArray) sheets = qz_read_xlsx ("xlsx", data, size, NULL);
  QzSource source = { .path = (char *) "xlsx", .format = "xlsx", .sheets = sheets };
  g_autoptr (QzRegistry) registry = NULL;

  if (!lexicon)
    lexicon = qz_lexicon_open (qz_lexicon_default_dir (), NULL, NULL);
  if (sheets && lexicon)
    registry = qz_registry_parse (&source, lexicon, NULL);
  return 0;
}
