#include "config.h"

#include <quanze/locale.h>

#include "search/audit/audit_cited.h"
#include "search/audit/origin.h"

/* Below this share of the quote the article cited may be another rule. */
#define OTHER_RULE 0.7

static void
count (QzAuditSummary *summary, const QzCitedVerdict *verdict)
{
  summary->citations++;
  summary->quotes += verdict->words;
  summary->matched += verdict->agrees;
  if (verdict->clean)
    return;
  summary->renumbered += verdict->code == QZ_FINDING_RENUMBERED;
  summary->older += verdict->code == QZ_FINDING_OLDER_VERSION;
  summary->missing += verdict->code == QZ_FINDING_NO_SUCH_PROVISION && !verdict->doubtful;
  summary->drifted += verdict->code == QZ_FINDING_QUOTE_DRIFT;
}

/* The basis names an older text than the one in force: what explains most departures. The caller's. */
static char *
with_printed (const QzVersion *version, QzDate printed, const char *found)
{
  if (printed == 0 || printed >= version->version)
    return g_strdup (found);
  g_autofree char *then = qz_day_text (printed), *now = qz_day_text (version->version);
  return g_strdup_printf (_("%s（清单写的是%s的文本，现行文本为%s）"), found, then, now);
}

/* Whether the text named has the words nowhere. */
static gboolean
is_foreign (QzAudit *audit, const QzCited *cited, const QzCitedVerdict *verdict)
{
  g_autoptr (QzFound) found = NULL;

  if (!verdict->words || verdict->doubtful)
    return FALSE;
  if (verdict->code == QZ_FINDING_NO_SUCH_PROVISION)
    return verdict->severity == QZ_SEVERITY_ERROR;
  if (verdict->code != QZ_FINDING_QUOTE_DRIFT || verdict->id == NULL)
    return FALSE;
  found = qz_found_get (audit->engine, verdict->id, NULL);
  return found != NULL && qz_quote_match (cited->quote, found->text) < OTHER_RULE;
}

/* The words are another document's: the registry names the wrong one. FALSE on an index error. */
static gboolean
name_origin (QzAudit *audit, const QzCited *cited, QzFinding *finding, GError **error)
{
  g_autoptr (GError) own = NULL;
  g_autoptr (QzFound) origin = qz_origin_of (audit->engine, cited->quote, cited->version->key, qz_found_string (audit->power, "territory"), &own);
  g_autofree char *before = finding->found;

  if (origin != NULL) {
    g_free (finding->suggest);
    finding->suggest = qz_found_citation (origin);
    finding->found = g_strdup_printf (_("%s；这些文字见%s"), before, finding->suggest);
    return TRUE;
  }
  finding->found = g_steal_pointer (&before);
  if (own == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&own));
  return FALSE;
}

gboolean
qz_audit_cited (QzAudit *audit, const QzCited *cited, QzDate printed, gboolean *clean, GError **error)
{
  g_auto (QzCitedVerdict) verdict = { 0 };
  QzFinding *finding;
  gboolean foreign;

  if (!qz_cited_judge (audit->laws, cited, &verdict, error))
    return FALSE;
  if (!verdict.provision)
    return TRUE;
  count (audit->summary, &verdict);
  if (verdict.clean)
    return TRUE;
  *clean = FALSE;
  foreign = is_foreign (audit, cited, &verdict);
  finding = qz_audit_add (audit, verdict.code);
  finding->severity = verdict.severity;
  finding->citation = g_steal_pointer (&verdict.citation);
  finding->says = g_strdup (cited->quote);
  finding->found = with_printed (cited->version, printed, verdict.found);
  finding->id = g_steal_pointer (&verdict.id);
  finding->suggest = g_steal_pointer (&verdict.suggest);
  return !foreign || name_origin (audit, cited, finding, error);
}
