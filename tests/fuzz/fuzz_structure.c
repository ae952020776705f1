/* Text as a document: lines, containers, front matter, and both renderings. */
#include "config.h"

#include "tests/fuzz/target.h"

#include <quanze/instrument.h>

/* Every provision lies within its parent, and its eid is its own. */
static void
check (const QzProvision *provision, GHashTable *eids)
{
  for (guint i = 0; i < provision->children->len; i++) {
    const QzProvision *child = provision->children->pdata[i];
    g_assert_true (child->start <= child->end);
    g_assert_true (child->end <= provision->end);
    g_assert_true (g_hash_table_add (eids, child->eid));
    check (child, eids);
  }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static const char *const paths[] = { "a(2021-01-22).md", "a.txt", "a.html" };

  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++) {
    g_autoptr (QzSource) source = qz_source_read_bytes (paths[i], data, size, NULL);
    if (source == NULL)
      continue;
    g_autoptr (QzInstrument) instrument = qz_instrument_parse (source);
    g_autoptr (GHashTable) eids = g_hash_table_new (g_str_hash, g_str_equal);
    g_autofree char *json = qz_instrument_to_json (instrument, source), *text = qz_instrument_to_text (instrument);

    g_assert_nonnull (json);
    g_assert_nonnull (text);
    check (instrument->body, eids);
    for (guint k = 0; k < instrument->annexes->len; k++)
      check (instrument->annexes->pdata[k], eids);
  }
  return 0;
}
