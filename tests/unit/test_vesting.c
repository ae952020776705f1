/* Golden files of tests/golden/vesting: clauses, and the powers they vest, one a line:
 *   eid  holder  types  [fines]  [mode → to]  [不]  [from]
 */
#include "config.h"

#include <quanze/instrument.h>
#include <quanze/vesting.h>

#include "tests/unit/golden.h"

static void
add_amount (GString *line, gboolean given, double value)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  if (given)
    g_string_append (line, g_ascii_formatd (number, sizeof number, "%.10g", value));
}

static void
add_vesting (GString *out, const QzVesting *vesting)
{
  g_string_append_printf (out, "%s  %s  ", vesting->eid, vesting->holder != NULL ? vesting->holder : "（未写明）");
  for (guint i = 0; i < vesting->types->len; i++)
    g_string_append_printf (out, "%s%s", i > 0 ? "、" : "", (const char *)vesting->types->pdata[i]);
  for (guint i = 0; i < vesting->fines->len; i++) {
    const QzFine *fine = vesting->fines->pdata[i];
    g_string_append (out, "  ");
    add_amount (out, fine->has_min, fine->min_value);
    g_string_append (out, "–");
    add_amount (out, fine->has_max, fine->max_value);
    g_string_append (out, fine->unit);
  }
  if (vesting->to != NULL || vesting->mode != QZ_MODE_STATUTORY)
    g_string_append_printf (out, "  %s → %s", qz_mode_chinese (vesting->mode), vesting->to != NULL ? vesting->to : "—");
  if (vesting->negated)
    g_string_append (out, "  不");
  if (!g_str_equal (vesting->holder_from, "clause"))
    g_string_append_printf (out, "  （%s）", vesting->holder_from);
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
  g_autoptr (GPtrArray) vestings = qz_vestings_parse (instrument, source->text, lexicon);
  for (guint i = 0; i < vestings->len; i++)
    add_vesting (out, vestings->pdata[i]);
  return g_strchomp (g_string_free (out, FALSE));
}

int
main (void)
{
  return golden_run ("vesting");
}
