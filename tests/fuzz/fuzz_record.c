/* Bytes as a record from another process: refused, or a record that comes through its own bytes unchanged. */
#include "config.h"

#include "tests/fuzz/target.h"

#include <stdlib.h>

#include <quanze/index.h>

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (QzRecord) record = qz_record_from_bytes (data, size, NULL);

  if (!record)
    return 0;
  g_autoptr (GPtrArray) terms = qz_record_terms (record);
  g_autoptr (GBytes) bytes = qz_record_to_bytes (record);
  gsize len;
  const guint8 *raw = g_bytes_get_data (bytes, &len);
  g_autoptr (QzRecord) back = qz_record_from_bytes (raw, len, NULL);
  if (!back)
    abort ();
  g_autoptr (GBytes) again = qz_record_to_bytes (back);
  g_autoptr (GPtrArray) same = qz_record_terms (back);
  if (!g_bytes_equal (bytes, again) || terms->len != same->len)
    abort ();
  return 0;
}
