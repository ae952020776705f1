#include "config.h"

#include "search/show/comparison.h"

/* The rules of one version. The preamble has no number and stands before the articles. */
static gboolean
read_rules (QzComparison *comparison, QzEngine *engine, QzLaws *laws, guint side, GError **error)
{
  const QzVersion *version = comparison->versions[side];
  const GPtrArray *articles = qz_laws_articles (laws, version, error);
  g_autofree char *preamble = g_strconcat (version->id, "#preamble", NULL);
  g_autoptr (GError) own = NULL;

  if (articles == NULL)
    return FALSE;
  comparison->preambles[side] = qz_found_get (engine, preamble, &own);
  if (own != NULL) {
    g_propagate_error (error, g_steal_pointer (&own));
    return FALSE;
  }
  comparison->rules[side] = g_ptr_array_new ();
  if (comparison->preambles[side] != NULL)
    g_ptr_array_add (comparison->rules[side], comparison->preambles[side]);
  for (guint i = 0; i < articles->len; i++)
    g_ptr_array_add (comparison->rules[side], ((QzArticle *)articles->pdata[i])->found);
  return TRUE;
}

static QzRule *
rules_to_align (const GPtrArray *rules)
{
  QzRule *list = g_new0 (QzRule, rules->len + 1);

  for (guint i = 0; i < rules->len; i++) {
    const QzFound *found = rules->pdata[i];
    list[i] = (QzRule){ qz_found_string (found, "eid"), found->text != NULL ? found->text : "" };
  }
  return list;
}

QzComparison *
qz_comparison_new (QzEngine *engine, QzLaws *laws, const QzVersion *old, const QzVersion *new, GError **error)
{
  g_autoptr (QzComparison) comparison = g_new0 (QzComparison, 1);
  g_autofree QzRule *from = NULL, *to = NULL;

  comparison->versions[0] = old;
  comparison->versions[1] = new;
  for (guint side = 0; side < 2; side++)
    if (!read_rules (comparison, engine, laws, side, error))
      return NULL;
  from = rules_to_align (comparison->rules[0]);
  to = rules_to_align (comparison->rules[1]);
  comparison->matches = qz_align (from, comparison->rules[0]->len, to, comparison->rules[1]->len, engine->lexicon);
  return g_steal_pointer (&comparison);
}

void
qz_comparison_free (QzComparison *comparison)
{
  if (comparison == NULL)
    return;
  for (guint side = 0; side < 2; side++) {
    if (comparison->rules[side] != NULL)
      g_ptr_array_unref (comparison->rules[side]);
    qz_found_free (comparison->preambles[side]);
  }
  if (comparison->matches != NULL)
    g_ptr_array_unref (comparison->matches);
  g_free (comparison);
}

const QzFound *
qz_comparison_rule (const QzComparison *comparison, const GArray *places, guint side, guint i)
{
  return comparison->rules[side]->pdata[g_array_index (places, guint, i)];
}

char *
qz_comparison_words (const QzComparison *comparison, const GArray *places, guint side)
{
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < places->len; i++) {
    const QzFound *rule = qz_comparison_rule (comparison, places, side, i);
    g_string_append_printf (words, "%s%s", i > 0 ? "\n" : "", rule->text != NULL ? rule->text : "");
  }
  return g_string_free (words, FALSE);
}

GPtrArray *
qz_comparison_find (const QzComparison *comparison, guint side, const char *eid)
{
  GPtrArray *found = g_ptr_array_new ();

  for (guint i = 0; i < comparison->matches->len; i++) {
    QzMatch *match = comparison->matches->pdata[i];
    const GArray *places = side == 0 ? match->old : match->new;
    for (guint k = 0; k < places->len; k++)
      if (g_strcmp0 (qz_found_string (qz_comparison_rule (comparison, places, side, k), "eid"), eid) == 0) {
        g_ptr_array_add (found, match);
        break;
      }
  }
  return found;
}

static json_t *
eids_to_json (const QzComparison *comparison, const GArray *places, guint side)
{
  json_t *list = json_array ();

  for (guint i = 0; i < places->len; i++)
    json_array_append_new (list,
                           json_string (qz_found_string (qz_comparison_rule (comparison, places, side, i), "eid")));
  return list;
}

json_t *
qz_comparison_match_to_json (const QzComparison *comparison, const QzMatch *match)
{
  gboolean paired = match->old->len > 0 && match->new->len > 0;
  json_t *similarity = paired ? json_real (match->similarity) : json_null ();

  return json_pack ("{s:s, s:o, s:o, s:s, s:o, s:s, s:s}", "schema", "quanze.diff/1", "old",
                    eids_to_json (comparison, match->old, 0), "new", eids_to_json (comparison, match->new, 1),
                    "relation", qz_relation_name (match->relation), "similarity", similarity, "old_version",
                    comparison->versions[0]->id, "new_version", comparison->versions[1]->id);
}
