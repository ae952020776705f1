#include "config.h"

#include <string.h>

#include <quanze/citation.h>
#include <quanze/fold.h>
#include <quanze/locale.h>

#include "search/place.h"
#include "search/ask/ruling.h"
#include "search/ask/stretch.h"

/* Clauses of the place shown beside the rule. */
#define ALIKE_MAX 2
/* A rule outweighs what was found by words. */
#define RULING_SCORE 3.0

/* ---- matching ---- */

static gboolean
any_of (const char *group, gsize len, const char *folded)
{
  g_autofree char *words = g_strndup (group, len);

  return qz_stretch_holds (folded, words);
}

gboolean
qz_ruling_matches (const char *words, const char *folded)
{
  gboolean any = FALSE;

  for (const char *p = words; *p != '\0';) {
    gsize len = strcspn (p, " ");
    gboolean absent = *p == '-';

    /* @ is no word of the question, see consider() */
    if (len > 0 && *p != '@' && any_of (p + absent, len - absent, folded) == absent)
      return FALSE;
    any = any || len > 0;
    p += len + (p[len] == ' ');
  }
  return any;
}

/* A rule for questions that name no place: in a place, its own rule is asked for. */
#define PLACELESS "@无地名"

typedef struct {
  const char *folded;
  gboolean    placed;
  QzRuling   *ruling;
  gboolean    found;
} RulingSearch;

/* Columns: name, verdict, question, rules, sentence, alike. */
static void
consider (const char *const *cells, gpointer user_data)
{
  RulingSearch *search = user_data;
  guint n = 0;

  while (cells[n] != NULL)
    n++;
  if (search->found || n < 5 || (search->placed && strstr (cells[2], PLACELESS) != NULL) || !qz_ruling_matches (cells[2], search->folded))
    return;
  search->found = TRUE;
  *search->ruling = (QzRuling){ cells[0], cells[1], cells[3], cells[4], n > 5 ? cells[5] : "" };
}

gboolean
qz_ruling_find (const QzEngine *engine, const QzQuestion *question, QzRuling *ruling)
{
  g_autofree char *folded = qz_fold_text (question->text, -1, QZ_FOLD_PLAIN);
  RulingSearch search = { folded, question->territory != NULL, ruling, FALSE };

  if (question->intent == QZ_INTENT_MAY || question->intent == QZ_INTENT_BASIS || question->intent == QZ_INTENT_TEXT)
    qz_lexicon_each (engine->lexicon, "rulings", consider, &search);
  return search.found;
}

/* ---- the answer ---- */

static gboolean
add_rules (const QzAsking *asking, const QzRuling *ruling, json_t *basis, GError **error)
{
  g_auto (GStrv) rules = g_strsplit (ruling->rules, " ", -1);

  for (guint i = 0; rules[i] != NULL; i++) {
    json_t *one = qz_answer_basis_cited (asking, rules[i], error);

    if (one == NULL)
      return FALSE;
    json_array_append_new (basis, one);
  }
  return TRUE;
}

/* The unit of CANDIDATE that says the same as the rule; NULL when none does, the record's when it has no units. */
static const char *
unit_alike (const QzRuling *ruling, const QzFound *found)
{
  const json_t *unit;
  size_t i;

  json_array_foreach (json_object_get (found->head, "units"), i, unit) {
    gsize start = (gsize) json_integer_value (json_object_get (unit, "start"));
    gsize end = (gsize) json_integer_value (json_object_get (unit, "end"));
    g_autofree char *folded = qz_fold_text (found->text + start, (gssize) (end - start), QZ_FOLD_PLAIN);

    if (qz_ruling_matches (ruling->alike, folded))
      return qz_json_text (unit, "eid");
  }
  return NULL;
}

/* A letter or notice is no source of such a rule. */
static gboolean
is_legislation (const QzFound *found)
{
  const char *rank = qz_found_string (found, "rank");

  return rank != NULL && !g_str_equal (rank, qz_rank_name (QZ_RANK_NORMATIVE)) && !g_str_equal (rank, qz_rank_name (QZ_RANK_JUDICIAL));
}

static guint
add_alike (const QzAsking *asking, const QzRuling *ruling, const GPtrArray *found, json_t *basis)
{
  guint added = 0;

  for (guint i = 0; found != NULL && *ruling->alike != '\0' && i < found->len && added < ALIKE_MAX; i++) {
    QzCandidate *candidate = found->pdata[i];
    const char *territory = qz_found_string (candidate->found, "territory");
    const char *eid = is_legislation (candidate->found) ? unit_alike (ruling, candidate->found) : NULL;

    if (eid == NULL || territory == NULL || g_str_equal (territory, QZ_PLACE_NATIONAL))
      continue;
    g_autofree char *quote = qz_found_quote (candidate->found, eid);
    json_array_append_new (basis, qz_answer_basis (asking, candidate->found, eid, quote));
    added++;
  }
  return added;
}

json_t *
qz_answer_from_ruling (const QzAsking *asking, const QzRuling *ruling, const GPtrArray *found, GError **error)
{
  json_t *answer = qz_answer_blank ("clause", RULING_SCORE), *basis = json_array ();

  json_object_set_new (answer, "basis", basis);
  if (!add_rules (asking, ruling, basis, error)) {
    json_decref (answer);
    return NULL;
  }
  guint alike = add_alike (asking, ruling, found, basis);
  gboolean founded = alike > 0 || !g_str_equal (ruling->verdict, "未及");
  json_object_set_new (answer, "ruling", json_pack ("{s:s, s:s, s:b, s:s}", "name", ruling->name, "verdict", ruling->verdict, "founded", founded,
                                                    "text", ruling->sentence));
  return answer;
}

/* The first clause of a place in the answer's basis; NULL when only the statutes stand there. */
static const char *
local_clause (const json_t *answer)
{
  const json_t *basis;
  size_t i;

  json_array_foreach (json_object_get (answer, "basis"), i, basis) {
    const char *territory = qz_json_text (basis, "territory");
    if (territory != NULL && !g_str_equal (territory, QZ_PLACE_NATIONAL))
      return qz_json_text (basis, "citation");
  }
  return NULL;
}

char *
qz_ruling_conclusion (const QzAsking *asking, const QzRuling *ruling, const json_t *answer)
{
  const char *first = qz_json_text (json_array_get (json_object_get (answer, "basis"), 0), "citation"), *local = local_clause (answer);
  /* po/lexicon.awk hands these to the translator. */
  const char *verdict = qz_asking_say (asking, ruling->verdict), *sentence = qz_asking_say (asking, ruling->sentence);

  if (!g_str_equal (ruling->verdict, "未及"))
    return g_strdup_printf (qz_asking_say (asking, N_("%s：%s（%s）")), verdict, sentence, first);
  if (local != NULL)
    return g_strdup_printf (qz_asking_say (asking, N_("%s（%s）当地规定见%s。")), sentence, first, local);
  return g_strdup_printf (qz_asking_say (asking, N_("未找到依据：%s（%s）")), sentence, first);
}
