/* Bytes as a registry exported in JSON or XML, read back. */
#include "config.h"

#include "tests/fuzz/target.h"

#include <quanze/exchange.h>

#include "lib/read/read.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  gboolean xml = size > 0 && data[0] == '<';
  g_autoptr (GPtrArray) sheets
    = xml ? qz_read_exchange_xml ("xml", data, size, NULL) : qz_read_exchange_json ("json", data, size, NULL);
  QzSource source = { .path = (char *)"export", .format = xml ? "xml" : "json", .sheets = sheets };
  g_autoptr (QzRegistry) registry = sheets != NULL ? qz_exchange_registry (&source) : NULL;

  return 0;
}
