#include "config.h"

#include <quanze/citation.h>

#include "search/show/history.h"
#include "search/show/lineage.h"

static QzHistoryStep *
step_new (const QzVersion *version)
{
  QzHistoryStep *step = g_new0 (QzHistoryStep, 1);

  step->version = version;
  step->eids = g_ptr_array_new_with_free_func (g_free);
  return step;
}

static void
step_free (gpointer data)
{
  QzHistoryStep *step = data;

  g_ptr_array_unref (step->eids);
  g_free (step);
}

static gboolean
has_eid (const GPtrArray *eids, const char *eid)
{
  for (guint i = 0; i < eids->len; i++)
    if (g_str_equal (eids->pdata[i], eid))
      return TRUE;
  return FALSE;
}

/* Adds to TO, of the version on SIDE of COMPARISON, what MATCH has there. */
static void
take_rules (QzHistoryStep *to, const QzComparison *comparison, const QzMatch *match, guint side)
{
  const GArray *places = side == 0 ? match->old : match->new;

  for (guint i = 0; i < places->len; i++) {
    const char *eid = qz_found_string (qz_comparison_rule (comparison, places, side, i), "eid");
    if (!has_eid (to->eids, eid))
      g_ptr_array_add (to->eids, g_strdup (eid));
  }
}

/* Follows the rules of FROM, on side FROM_SIDE, into TO. LATER, the newer of the two, gets the relation: of several
 * matches the one with the most words in common. */
static void
follow (const QzComparison *comparison, const QzHistoryStep *from, guint from_side, QzHistoryStep *to,
        QzHistoryStep *later)
{
  for (guint i = 0; i < from->eids->len; i++) {
    g_autoptr (GPtrArray) matches = qz_comparison_find (comparison, from_side, from->eids->pdata[i]);
    for (guint k = 0; k < matches->len; k++) {
      const QzMatch *match = matches->pdata[k];
      take_rules (to, comparison, match, 1 - from_side);
      if (later->compared && match->similarity <= later->similarity)
        continue;
      later->compared = TRUE;
      later->relation = match->relation;
      later->similarity = match->similarity;
    }
  }
}

typedef struct {
  QzEngine *engine;
  QzLaws *laws;
  GPtrArray *versions; /* const QzVersion*, by date */
} Walk;

/* The step of the version NEXT to that of FROM, at AT; NULL on an index error. */
static QzHistoryStep *
step_to (const Walk *walk, QzHistoryStep *from, guint at, gboolean later, GError **error)
{
  const QzVersion *next = walk->versions->pdata[at];
  g_autoptr (QzComparison) comparison
    = qz_comparison_new (walk->engine, walk->laws, later ? from->version : next, later ? next : from->version, error);
  QzHistoryStep *step = comparison != NULL ? step_new (next) : NULL;

  if (step != NULL)
    follow (comparison, from, later ? 0 : 1, step, later ? step : from);
  return step;
}

/* Steps away from the one at AT, in one direction, until the rule is gone. */
static gboolean
walk_from (const Walk *walk, GPtrArray *steps, gint at, gboolean later, GError **error)
{
  QzHistoryStep *from = later ? steps->pdata[steps->len - 1] : steps->pdata[0];

  for (gint i = at + (later ? 1 : -1); i >= 0 && i < (gint)walk->versions->len && from->eids->len > 0;
       i += later ? 1 : -1) {
    QzHistoryStep *step = step_to (walk, from, (guint)i, later, error);
    if (step == NULL)
      return FALSE;
    g_ptr_array_insert (steps, later ? -1 : 0, step);
    from = step;
  }
  return TRUE;
}

GPtrArray *
qz_history_of (QzEngine *engine, const QzVersion *version, const char *eid, GError **error)
{
  g_autoptr (GPtrArray) versions = qz_lineage_of (engine->timeline, version);
  g_autoptr (GPtrArray) steps = g_ptr_array_new_with_free_func (step_free);
  g_autoptr (QzLaws) laws = qz_laws_new (engine);
  const Walk walk = { engine, laws, versions };
  QzHistoryStep *here = step_new (version);
  guint at = 0;

  g_ptr_array_add (here->eids, g_strdup (eid));
  g_ptr_array_add (steps, here);
  if (g_ptr_array_find (versions, version, &at)
      && (!walk_from (&walk, steps, (gint)at, FALSE, error) || !walk_from (&walk, steps, (gint)at, TRUE, error)))
    return NULL;
  return g_steal_pointer (&steps);
}

static json_t *
rules_to_json (const QzHistoryStep *step)
{
  json_t *rules = json_array ();

  for (guint i = 0; i < step->eids->len; i++) {
    const char *eid = step->eids->pdata[i];
    g_autofree char *id = g_strconcat (step->version->id, "#", eid, NULL), *citation = NULL;
    QzAddress address = { 0 };
    qz_address_from_eid (eid, &address);
    citation = qz_citation_format (step->version->title, &address);
    json_array_append_new (rules, json_pack ("{s:s, s:s, s:s}", "eid", eid, "id", id, "citation", citation));
  }
  return rules;
}

json_t *
qz_history_to_json (const QzEngine *engine, const GPtrArray *steps)
{
  json_t *list = json_array ();

  for (guint i = 0; i < steps->len; i++) {
    const QzHistoryStep *step = steps->pdata[i];
    const QzVersion *version = step->version;
    gboolean told = step->compared;
    json_t *one
      = json_pack ("{s:s, s:o, s:o, s:o, s:s}", "version", version->id, "version_date", qz_json_date (version->version),
                   "effective_from", qz_json_date (version->from), "effective_until", qz_json_date (version->until),
                   "status", qz_status_name (qz_version_status (version, engine->as_of)));
    json_object_set_new (one, "relation", qz_json_string (told ? qz_relation_name (step->relation) : NULL));
    json_object_set_new (one, "similarity", told && step->similarity > 0 ? json_real (step->similarity) : json_null ());
    json_object_set_new (one, "rules", rules_to_json (step));
    json_array_append_new (list, one);
  }
  return list;
}
