#include "config.h"

#include <string.h>

#include <quanze/locale.h>
#include <quanze/store.h>

#include "search/ask/addressee.h"
#include "search/ask/answer.h"
#include "search/ask/answer_join.h"
#include "search/locate.h"
#include "search/place.h"
#include "search/ask/ruling.h"
#include "search/ask/special_remedy.h"
#include "search/ask/vested.h"

/* How many records of a kind are looked at, and shown. */
#define FOUND_MAX      40
#define POWERS_MAX     3
#define RULED_MAX      3   /* where a rule answers */
/* Clauses offered where nothing answers, and how much of the question the least of them covers. */
#define NEAR_MAX 3
#define NEAR_COVERED_MIN 0.2
#define ELSEWHERE_MAX  8
#define ELSEWHERE_TOPIC_MIN 0.60
/* A clause that covers this much of what the question is about is about it; one of another place that covers so much more
 * shows that it is not. */
#define TOPIC_SURE  0.50
#define TOPIC_APART 0.50
/* And one that covers this much of the whole question is about it too. */
#define COVERED_SURE 0.55
/* Below these shares of the question covered, a record is no answer (docs/ANSWERING.md). */
#define COVERED_MIN       0.26
#define COVERED_UNHEARD   0.50   /* and more by this much of the share of words that no record holds (火星, 恐龙) */
#define COVERED_POWER_MIN 0.40
#define NAMED_POWER_MIN   0.50
/* Nor one that covers less than this of what it is about, however well it covers what is to be done. */
#define TOPIC_MIN         0.25
/* The named place's own clause that the first stage weighs at this share of the best needs this much of both shares only. */
#define LOCAL_WORDS 0.55
#define LOCAL_SHARE 0.50
/* Nor is a clause below this score. */
#define SCORE_MIN         1.10
/* Answers worse than this share of the best are left out. */
#define TAIL_MIN 0.70
#define TAIL_COVERED_MIN 0.60

/* ---- gathering ---- */

/* Who may punish is no answer to who may approve. */
static gboolean
is_other_act (const QzQuestion *question, const QzCandidate *candidate)
{
  return candidate->other_kind && (question->intent == QZ_INTENT_HOLDER || question->intent == QZ_INTENT_PENALTY);
}

static gboolean
add_powers (const QzAsking *asking, const QzConcepts *concepts, json_t *answers, json_t *explain, GError **error)
{
  g_autoptr (GPtrArray) powers = qz_candidates_powers (asking->engine, asking->question, concepts, POWERS_MAX * 3, error);
  guint added = 0;

  if (powers == NULL)
    return FALSE;
  for (guint i = 0; i < powers->len && added < POWERS_MAX; i++) {
    const QzCandidate *candidate = powers->pdata[i];
    const QzCandidate *best = powers->pdata[0];

    json_array_append_new (explain, json_pack ("{s:s, s:f, s:f, s:f, s:f}", "id", candidate->found->id, "score", candidate->score, "words",
                                               candidate->words, "coverage", candidate->coverage, "named", candidate->title));
    if (candidate->abroad || is_other_act (asking->question, candidate)
        || (candidate->coverage < COVERED_POWER_MIN + COVERED_UNHEARD * qz_concepts_unheard (concepts) && candidate->title < NAMED_POWER_MIN)
        || candidate->score < best->score * TAIL_MIN)
      continue;
    json_t *answer = qz_answer_from_power (asking, candidate->found, candidate->score, error);
    if (answer == NULL)
      return FALSE;
    json_array_append_new (answers, answer);
    added++;
  }
  return TRUE;
}

static json_t *
explain_candidate (const QzCandidate *c)
{
  return json_pack ("{s:s, s:f, s:f, s:f, s:f, s:f, s:f, s:f, s:f, s:f, s:f, s:f, s:f, s:f}", "id", c->found->id, "score", c->score, "words",
                    c->words, "relevance", c->relevance, "coverage", c->coverage, "unit", c->unit, "cue", c->cue, "title", c->title, "place", c->place, "prior", c->prior, "vested", c->vested, "named", c->named, "subject", c->subject, "topic", c->topic);
}

/* The share asked of a clause: less where it is the named place's own and the first stage found hardly a better one,
 * for both say that it is of the matter, however else the question words it. */
static double
least_of (const QzCandidate *candidate, double least)
{
  return candidate->place > 0 && candidate->words >= LOCAL_WORDS ? least * LOCAL_SHARE : least;
}

/* Whether CANDIDATE covers enough of the question to be an answer beside BEST. */
static gboolean
answers_question (const QzConcepts *concepts, const QzCandidate *candidate, const QzCandidate *best)
{
  return !candidate->abroad && candidate->topic >= least_of (candidate, TOPIC_MIN)
         && candidate->coverage >= least_of (candidate, COVERED_MIN + COVERED_UNHEARD * qz_concepts_unheard (concepts))
         && candidate->coverage >= best->coverage * TAIL_COVERED_MIN && candidate->score >= best->score * TAIL_MIN
         && candidate->score >= SCORE_MIN;
}

/* Whether TEXT, a question, says an act of VESTING: 表彰这事谁来发. */
static gboolean
says_act (const char *text, const json_t *vesting)
{
  const json_t *act;
  size_t i;

  json_array_foreach (json_object_get (vesting, "act"), i, act)
    if (strstr (text, json_string_value (act)) != NULL)
      return TRUE;
  return FALSE;
}

/* Whether VESTING is of some kind of power that QUESTION does not speak of and WHO asks for a licence or a penalty, which
 * clauses never word otherwise. */
static gboolean
is_plainly_other (const QzQuestion *question, const QzWho *who, const json_t *vesting)
{
  const char *type = json_string_value (json_array_get (json_object_get (vesting, "types"), 0));

  return who != NULL && who->plain && type != NULL && !g_str_equal (type, "其他") && !says_act (question->text, vesting);
}

/* Who may approve it is no answer to who may punish it. */
static gboolean
does_asked (const QzAsking *asking, const QzCandidate *candidate, const json_t *vesting, const QzWho *who)
{
  g_autofree char *addressee = qz_addressee_find (asking->engine->lexicon, asking->concepts, who, candidate->found->text, NULL);

  return addressee != NULL || qz_vested_does (who, candidate->found, vesting);
}

/* Whether the clause speaks of the very act, though no body is read in it that does it: it may answer, without a holder. */
static gboolean
speaks_of_act (const QzWho *who, const QzCandidate *candidate)
{
  return who != NULL && who->forms->len > 0 && strstr (candidate->found->text, who->forms->pdata[0]) != NULL;
}

/* Who asks for a court is not answered by what another body does: whether CANDIDATE speaks of a court at all; *VESTING of
 * another body is none. */
static gboolean
names_court (const QzWho *who, const QzCandidate *candidate, const json_t **vesting)
{
  const char *holder = *vesting != NULL ? qz_json_text (*vesting, "holder") : NULL;

  if (holder != NULL && !qz_who_is_kind (who, holder))
    *vesting = NULL;
  return strstr (candidate->found->text, "法院") != NULL;
}

/* One answer of CANDIDATE, or one for each body that the question asks for where the article names several. */
static gboolean
add_clause (const QzAsking *asking, const QzCandidate *candidate, json_t *answers, GError **error)
{
  const GPtrArray *whos = asking->question->whos;
  const json_t *used = NULL;

  for (guint i = 0; i < MAX (whos->len, 1); i++) {
    const QzWho *who = i < whos->len ? whos->pdata[i] : NULL;
    const json_t *vesting = qz_vested_best (asking->question, asking->concepts, candidate, who, NULL);

    if (who != NULL && qz_who_wants_court (who) && !names_court (who, candidate, &vesting))
      continue;
    if (i > 0 && (vesting == NULL || vesting == used))
      continue;
    if (asking->question->intent == QZ_INTENT_HOLDER && vesting != NULL && (json_array_size (answers) > 0 || is_plainly_other (asking->question, who, vesting))
        && !does_asked (asking, candidate, vesting, who)) {
      if (i > 0 || !speaks_of_act (who, candidate))
        continue;
      vesting = NULL;
    }
    used = vesting;
    json_t *answer = qz_answer_from_clause (asking, candidate, vesting, who, error);
    if (answer == NULL)
      return FALSE;
    json_array_append_new (answers, answer);
  }
  return TRUE;
}

/* Answers from FOUND (QzCandidate*, best first). */
static gboolean
add_clauses (const QzAsking *asking, const GPtrArray *found, json_t *answers, json_t *explain, GError **error)
{
  g_autoptr (GHashTable) said = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < found->len && json_array_size (answers) < QZ_ANSWERS_MAX; i++) {
    const QzCandidate *candidate = found->pdata[i];
    g_autofree char *quote = qz_found_quote (candidate->found, candidate->eid);

    json_array_append_new (explain, explain_candidate (candidate));
    /* Letters from one form say the same words sixteen times: once is enough. */
    if (!g_hash_table_add (said, g_steal_pointer (&quote)))
      continue;
    if (!answers_question (asking->concepts, candidate, found->pdata[0])
        || (asking->question->intent == QZ_INTENT_VALIDITY && !qz_validity_told (asking, candidate->found)))
      continue;
    if (!add_clause (asking, candidate, answers, error))
      return FALSE;
  }
  return TRUE;
}

/* ANSWER, which follows from a rule, before what was found by words, of which the best stay. */
static void
put_first (json_t *answers, json_t *answer)
{
  json_array_insert_new (answers, 0, answer);
  while (json_array_size (answers) > RULED_MAX)
    json_array_remove (answers, json_array_size (answers) - 1);
}

/* The rule of a general statute that answers by itself, with the clauses of FOUND that say the same. */
static gboolean
add_ruling (const QzAsking *asking, const GPtrArray *found, json_t *answers, char **conclusion, GError **error)
{
  QzRuling ruling;

  if (!qz_ruling_find (asking->engine, asking->question, &ruling))
    return TRUE;
  json_t *answer = qz_answer_from_ruling (asking, &ruling, found, error);
  if (answer == NULL)
    return FALSE;
  /* Where the statutes say nothing and the place neither, what was found by words is of other matters. */
  if (!json_is_true (json_object_get (json_object_get (answer, "ruling"), "founded")))
    json_array_clear (answers);
  put_first (answers, answer);
  *conclusion = qz_ruling_conclusion (asking, &ruling, answer);
  return TRUE;
}

/* What can be done against a body's act follows from rules; an item of the registry that names the act knows more. */
static gboolean
add_remedy (const QzAsking *asking, const json_t *items, json_t *answers, char **conclusion, GError **error)
{
  if (asking->question->intent != QZ_INTENT_REMEDY || json_array_size (items) > 0)
    return TRUE;
  json_t *answer = qz_answer_remedy (asking, error);
  if (answer == NULL)
    return FALSE;
  put_first (answers, answer);
  *conclusion = qz_answer_remedy_conclusion (asking, answer);
  return TRUE;
}

/* ---- other answers ---- */

/* CANDIDATE as it is offered without being an answer. New reference. */
static json_t *
miss_of (const QzCandidate *candidate)
{
  g_autofree char *citation = qz_found_citation (candidate->found);

  return json_pack ("{s:s, s:s, s:o}", "id", candidate->found->id, "citation", citation, "territory",
                    qz_json_string (qz_found_string (candidate->found, "territory")));
}

/* One of each territory in FOUND that answers, best first: "elsewhere". New reference. */
static json_t *
elsewhere_list (const GPtrArray *found)
{
  json_t *list = json_array ();
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < found->len && json_array_size (list) < ELSEWHERE_MAX; i++) {
    const QzCandidate *candidate = found->pdata[i];
    const char *territory = qz_found_string (candidate->found, "territory");

    if (territory == NULL || candidate->abroad || candidate->topic < ELSEWHERE_TOPIC_MIN || !g_hash_table_add (seen, (gpointer) territory))
      continue;
    json_array_append_new (list, miss_of (candidate));
  }
  return list;
}

/* Rules of other places that say something alike: offered as such, never as basis. Looked for where the question names no
 * place, and where what was FOUND says little of what it is about; where they say much more, FOUND is of another matter
 * and its ANSWERS go. */
static gboolean
add_elsewhere (const QzAsking *asking, const GPtrArray *found, json_t *answers, json_t *out, GError **error)
{
  const QzCandidate *best = found->len > 0 ? found->pdata[0] : NULL;
  double topic = best != NULL ? best->topic : 0;

  if (asking->place != NULL && json_array_size (answers) > 0 && topic >= TOPIC_SURE)
    return TRUE;
  g_autoptr (GPtrArray) others
    = qz_candidates_elsewhere (asking->engine, asking->question, asking->concepts, asking->place, ELSEWHERE_MAX * 4, error);
  if (others == NULL)
    return FALSE;
  /* The named place's own clause is no other place's matter, however much better another place words it. */
  gboolean own = best != NULL && best->place >= 1;
  double other = 0;
  for (guint i = 0; i < others->len; i++)
    other = MAX (other, ((QzCandidate *) others->pdata[i])->topic);
  const json_t *first = json_array_get (answers, 0);
  if (!own && topic < TOPIC_SURE && (best == NULL || best->coverage < COVERED_SURE) && other >= topic + TOPIC_APART && !json_is_object (json_object_get (first, "power")))
    json_array_clear (answers);
  json_object_set_new (out, "elsewhere", elsewhere_list (others));
  return TRUE;
}

/* Of a question without an answer, what of FOUND comes nearest in words: "near_misses", offered as such, never as basis.
 * New reference. */
static json_t *
near_list (const GPtrArray *found)
{
  json_t *list = json_array ();

  for (guint i = 0; i < found->len && json_array_size (list) < NEAR_MAX; i++) {
    const QzCandidate *candidate = found->pdata[i];

    if (!candidate->abroad && candidate->coverage >= NEAR_COVERED_MIN)
      json_array_append_new (list, miss_of (candidate));
  }
  return list;
}

/* A question that is a citation and no more: the clause itself, and no other where the instrument has none of that number. */
static gboolean
add_cited (const QzAsking *asking, json_t *answers, char **conclusion, GError **error)
{
  g_autoptr (QzPlace) place = NULL;

  if (asking->question->intent != QZ_INTENT_TEXT || strstr (asking->question->text, "条") == NULL)
    return TRUE;
  place = qz_locate_named (asking->engine, asking->question->text, error);
  if (place == NULL)
    return FALSE;
  if (place->found == NULL && place->why != NULL)
    *conclusion = g_strdup (qz_asking_say (asking, N_ ("未找到依据：这件文件所收的文本里没有所引的条款。")));
  if (place->found == NULL || qz_found_string (place->found, "eid") == NULL)
    return TRUE;
  QzCandidate candidate = { .found = place->found, .eid = place->eid, .score = 1 };
  const json_t *vesting = qz_vested_best (asking->question, NULL, &candidate, NULL, NULL);
  json_t *answer = qz_answer_from_clause (asking, &candidate, vesting, NULL, error);
  if (answer == NULL)
    return FALSE;
  json_array_append_new (answers, answer);
  return TRUE;
}

static gboolean
add_listed (const QzAsking *asking, const GPtrArray *items, json_t *answers, GError **error)
{
  for (guint i = 0; items != NULL && i < items->len; i++) {
    json_t *answer = qz_answer_from_power (asking, items->pdata[i], 1, error);

    if (answer == NULL)
      return FALSE;
    json_array_append_new (answers, answer);
  }
  return TRUE;
}

/* What can be answered without looking for words: counts and lists, a citation alone, validity. */
static gboolean
gather_plain (QzAsking *asking, json_t *answers, json_t **count, char **conclusion, GError **error)
{
  QzIntent intent = asking->question->intent;
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GError) own = NULL;

  if (intent == QZ_INTENT_COUNT || intent == QZ_INTENT_POWERS) {
    *count = qz_answer_count (asking, &items, &own);
    if (own != NULL) {
      g_propagate_error (error, g_steal_pointer (&own));
      return FALSE;
    }
    if (*count != NULL)
      return intent == QZ_INTENT_COUNT || add_listed (asking, items, answers, error);
  }
  if (!add_cited (asking, answers, conclusion, error))
    return FALSE;
  return intent != QZ_INTENT_VALIDITY || qz_answer_validity (asking, answers, conclusion, error);
}

/* By words: registry items and clauses, joined, with the rule that answers by itself in front. */
static gboolean
gather_found (QzAsking *asking, json_t *answers, char **conclusion, json_t *out, json_t *explain, GError **error)
{
  json_t *powers = json_array (), *provisions = json_array (), *items = json_array (), *clauses = json_array ();
  g_autoptr (GPtrArray) found
    = qz_candidates_provisions (asking->engine, asking->question, asking->concepts, asking->place, FOUND_MAX, error);

  json_t *answer;
  size_t i;

  json_object_set_new (explain, "powers", powers);
  json_object_set_new (explain, "provisions", provisions);
  gboolean ok = found != NULL && add_powers (asking, asking->concepts, items, powers, error)
                && add_clauses (asking, found, clauses, provisions, error);
  if (ok)
    qz_answer_join (asking->question->intent, items, clauses, answers);
  ok = ok && add_elsewhere (asking, found, answers, out, error) && add_ruling (asking, found, answers, conclusion, error) && add_remedy (asking, items, answers, conclusion, error);
  json_decref (items);
  json_decref (clauses);
  if (ok && json_array_size (answers) == 0)
    json_object_set_new (out, "near_misses", near_list (found));
  json_array_foreach (answers, i, answer)
    ok = ok && qz_special_remedies_apply (asking->engine, answer, error);
  return ok;
}

gboolean
qz_answer_gather (QzAsking *asking, json_t *answers, json_t **count, char **conclusion, json_t *out, json_t *explain, GError **error)
{
  if (!gather_plain (asking, answers, count, conclusion, error))
    return FALSE;
  if (json_array_size (answers) > 0 || *count != NULL || *conclusion != NULL)
    return TRUE;
  g_autoptr (QzConcepts) concepts = qz_concepts_new (asking->engine, asking->question, error);
  if (concepts == NULL)
    return FALSE;
  asking->concepts = concepts;
  g_autofree char *described = qz_concepts_describe (concepts);
  json_object_set_new (explain, "concepts", json_string (described));
  json_object_set_new (explain, "unheard", json_real (qz_concepts_unheard (concepts)));
  gboolean ok = gather_found (asking, answers, conclusion, out, explain, error);
  asking->concepts = NULL;
  return ok;
}
