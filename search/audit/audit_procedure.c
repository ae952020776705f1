/* The terms and numbers that an item's duties set, against the laws of procedure. The table is
 * corpus/lexicon/audit_terms.tsv. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include <quanze/locale.h>
#include <quanze/mode.h>
#include <quanze/numeral.h>

#include "search/audit/audit.h"

typedef struct {
  QzAudit *audit;
  const char *category, *duties;
} Duties;

/* The number behind CUE in TEXT that one of UNITS follows; the words that say so, the caller's, NULL when there is
 * none. */
static char *
number_behind (const char *text, const char *cue, char **units, gint64 *value)
{
  for (const char *at = strstr (text, cue); at != NULL; at = strstr (at + 1, cue)) {
    const char *number = at + strlen (cue), *end;
    if (!qz_numeral_parse (number, &end, value))
      continue;
    for (guint i = 0; units[i] != NULL; i++)
      if (*units[i] != '\0' && g_str_has_prefix (end, units[i]))
        return g_strndup (at, (gsize) (end - at) + strlen (units[i]));
  }
  return NULL;
}

static void
check_term (const char *const *cells, gpointer user_data)
{
  const Duties *duties = user_data;
  g_auto (GStrv) key = g_strsplit (cells[0], ":", 2), units = NULL;
  g_autofree char *words = NULL;
  gboolean most;
  gint64 value, bound;
  QzFinding *finding;

  if (key[0] == NULL || key[1] == NULL || cells[1] == NULL || cells[2] == NULL || cells[3] == NULL || cells[4] == NULL
      || strstr (duties->category, key[0]) == NULL)
    return;
  units = g_strsplit (cells[1], " ", -1);
  words = number_behind (duties->duties, key[1], units, &value);
  most = g_str_has_prefix (cells[2], "≤");
  bound = atoll (cells[2] + strlen ("≤"));
  if (words == NULL || (most ? value <= bound : value >= bound))
    return;
  finding = qz_audit_add (duties->audit, QZ_FINDING_PROCEDURE);
  finding->citation = g_strdup (cells[3]);
  finding->says = g_steal_pointer (&words);
  finding->found = g_strdup_printf (_("%s，法律、法规另有规定的除外"), cells[4]);
}

void
qz_audit_procedure (QzAudit *audit)
{
  Duties duties = { audit, qz_found_string (audit->power, "category"), qz_found_string (audit->power, "duties") };

  if (duties.category != NULL && duties.duties != NULL)
    qz_lexicon_each (audit->engine->lexicon, "audit_terms", check_term, &duties);
}
