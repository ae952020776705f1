/* Golden files of tests/golden/structure: a text and its outline. */
#include "config.h"

#include <quanze/instrument.h>

#include "tests/unit/golden.h"

static char *
outline_of (const Case *one)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QzSource) source = qz_source_read_bytes (one->name, (const guint8 *) one->input, strlen (one->input), &error);
  if (source == NULL)
    return g_strdup (error->message);
  g_autoptr (QzInstrument) instrument = qz_instrument_parse (source);
  return g_strchomp (qz_instrument_to_text (instrument));
}

int
main (void)
{
  return golden_run ("structure");
}
