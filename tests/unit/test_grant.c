/* Golden files of tests/golden/grant: a paper, and the items it hands on or takes back, one a line:
 *   eid  mode  from → to  what  first day – last day  [condition]
 */
#include "config.h"

#include <quanze/grant.h>

#include "tests/unit/golden.h"

static void
add_grant (GString *out, const QzGrant *grant)
{
  g_autofree char *since = qz_date_to_iso (grant->since), *until = qz_date_to_iso (grant->until);

  g_string_append_printf (out, "%s  %s  %s → %s  %s  %s – %s", grant->eid, qz_mode_chinese (grant->mode),
                          grant->from != NULL ? grant->from : "—", grant->to != NULL ? grant->to : "—", grant->what,
                          since != NULL ? since : "", until != NULL ? until : "");
  if (grant->condition != NULL)
    g_string_append_printf (out, "  〔%s〕", grant->condition);
  g_string_append_c (out, '\n');
}

static char *
outline_of (const Case *one)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QzSource) source
    = qz_source_read_bytes (one->name, (const guint8 *)one->input, strlen (one->input), &error);
  g_autoptr (QzLexicon) lexicon = qz_lexicon_open (qz_lexicon_default_dir (), NULL, NULL);
  GString *out = g_string_new (NULL);

  if (source == NULL || lexicon == NULL)
    return g_string_free (g_string_append (out, error != NULL ? error->message : "no lexicon"), FALSE);
  g_autoptr (QzInstrument) instrument = qz_instrument_parse (source);
  g_autoptr (GPtrArray) grants = qz_grants_parse (instrument, lexicon);
  for (guint i = 0; i < grants->len; i++)
    add_grant (out, grants->pdata[i]);
  return g_strchomp (g_string_free (out, FALSE));
}

int
main (void)
{
  return golden_run ("grant");
}
