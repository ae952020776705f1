/* What a draft may not set: a document that is neither law, regulation nor rule (规章) sets no penalty (行政处罚法16).
 * Whether a province's or a city's document is a rule cannot be told from its text alone; a county, district or town
 * makes none (立法法80, 93). */
#include "config.h"

#include <string.h>

#include <quanze/locale.h>
#include <quanze/vesting.h>

#include "search/check/check.h"

/* Whether the article or heading around AT cites another instrument: then it repeats what that has set. */
static gboolean
cites_another (const QzCheck *check, const QzProvision *provision)
{
  for (guint i = 0; i < check->cited->len; i++) {
    const QzCitation *c = ((const QzCheckCited *)check->cited->pdata[i])->citation;
    if (provision->start <= c->start && c->start < provision->end)
      return TRUE;
  }
  return FALSE;
}

/* The article that holds EID, or the provision itself. */
static const QzProvision *
article_of (const QzInstrument *instrument, const char *eid)
{
  const QzProvision *at = qz_provision_find (instrument->body, eid);

  while (at != NULL && at->level != QZ_LEVEL_ARTICLE && at->parent != NULL && at->parent->level != QZ_LEVEL_CHAPTER
         && at->parent->eid != NULL)
    at = at->parent;
  return at;
}

static void
judge_vesting (QzCheck *check, const QzVesting *vesting)
{
  const QzProvision *article = article_of (check->instrument, vesting->eid);
  QzFinding *finding;

  if (vesting->negated || vesting->fines->len == 0 || article == NULL || cites_another (check, article))
    return;
  finding = qz_check_add (check, QZ_FINDING_BASIS_TOO_LOW, vesting->start, vesting->end);
  finding->severity = QZ_SEVERITY_WARNING; /* it may repeat a law that it does not name */
  finding->says = g_strdup (((const QzFine *)vesting->fines->pdata[0])->text);
  finding->found = g_strdup (
    _ ("县、区、乡镇的规范性文件不得设定行政处罚（行政处罚法第十六条）；这里没有写明所依的法律、法规、规章"));
}

/* Whether PLACE, from its province down, is a county, a district, a town; not 自治区, nor 自治县, whose congress makes
 * law. */
static gboolean
makes_no_rules (const char *place)
{
  static const char *const YES[] = { "县", "区", "镇", "乡", "街道" }, *const NO[] = { "自治区", "特区", "自治县",
                                                                                       "行政区", "地区" };

  for (guint i = 0; place != NULL && i < G_N_ELEMENTS (NO); i++)
    if (g_str_has_suffix (place, NO[i]))
      return FALSE;
  for (guint i = 0; place != NULL && i < G_N_ELEMENTS (YES); i++)
    if (g_str_has_suffix (place, YES[i]))
      return TRUE;
  return FALSE;
}

void
qz_check_draft (QzCheck *check)
{
  g_autoptr (GPtrArray) vestings = NULL;

  if (check->paper->kind != QZ_PAPER_DRAFT || check->paper->amending || !makes_no_rules (check->paper->territory))
    return;
  vestings = qz_vestings_parse (check->instrument, check->source->text, check->engine->lexicon);
  for (guint i = 0; i < vestings->len; i++)
    judge_vesting (check, vestings->pdata[i]);
}
