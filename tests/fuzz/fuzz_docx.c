/* Bytes as a Word package. */
#include "config.h"

#include "tests/fuzz/target.h"

#include <quanze/source.h>

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (QzSource) source G_GNUC_UNUSED = qz_source_read_bytes ("docx", data, size, NULL);

  return 0;
}
