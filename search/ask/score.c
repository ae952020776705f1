#include "config.h"

#include <math.h>
#include <string.h>

#include <quanze/fold.h>

#include "search/ask/addressee.h"
#include "search/ask/breach.h"
#include "search/ask/score.h"
#include "search/ask/vested.h"
#include "search/place.h"

/* What each part of a score weighs (docs/ANSWERING.md). */
#define W_WORDS     0.45
#define W_RELEVANCE 0.35
#define W_COVERAGE  1.0
#define W_UNIT      0.35
#define W_CUE       0.20
#define W_TITLE     0.60
#define W_PLACE     0.50
#define W_PRIOR     0.25
#define W_NAMED     0.30
/* Of the best by all of these, how well what the clause vests is what is asked for. */
#define W_VESTED    0.80
/* Of it, how well who is under the duty asked for is, where no authority acts. */
#define FACTOR_OBLIGED 0.8
/* A clause for the very body that the question names, or for another. */
#define W_SUBJECT   0.30
/* A law for one stretch of the country that the question does not name. */
#define W_REGION    0.40
/* What the words of the breached clause count for in the one that punishes. */
#define FACTOR_BREACH 0.95

gint
qz_score_compare (gconstpointer a, gconstpointer b)
{
  const QzCandidate *left = *(QzCandidate *const *) a, *right = *(QzCandidate *const *) b;

  if (left->score != right->score)
    return left->score > right->score ? -1 : 1;
  return g_strcmp0 (left->found->id, right->found->id);
}

/* ---- provisions ---- */

typedef struct {
  const char *intent;
  const char *folded;
  double      best;
} CueSearch;

/* Rows of intent_clauses: intent:cue, weight 0 to 1. */
static void
weigh_clause (const char *const *cells, gpointer user_data)
{
  CueSearch *search = user_data;
  gsize len = strlen (search->intent);

  if (cells[1] == NULL || strncmp (cells[0], search->intent, len) != 0 || cells[0][len] != ':')
    return;
  double weight = g_ascii_strtod (cells[1], NULL);
  if (weight > search->best && strstr (search->folded, cells[0] + len + 1) != NULL)
    search->best = weight;
}

static double
cue_of (QzEngine *engine, const QzQuestion *question, const char *folded)
{
  CueSearch search = { qz_intent_name (question->intent), folded, 0 };

  qz_lexicon_each (engine->lexicon, "intent_clauses", weigh_clause, &search);
  return search.best;
}

/* 本办法由…解释, 本条例自…起施行, X可以根据本条例制定实施办法: what it is about is the title's matter. */
static gboolean
speaks_of_itself (const char *folded)
{
  static const char *const itself[] = { "本办法", "本条例", "本规定", "本法", "本细则", "本规则", "本决定" };
  gboolean carries = strstr (folded, "实施办法") != NULL || strstr (folded, "实施细则") != NULL || strstr (folded, "补充规定") != NULL;

  for (guint i = 0; i < G_N_ELEMENTS (itself); i++)
    if (g_str_has_prefix (folded, itself[i]) || (carries && strstr (folded, itself[i]) != NULL))
      return TRUE;
  return FALSE;
}

/* Finds the unit that covers most; items count with the lead-in of their paragraph. */
static void
choose_unit (QzEngine *engine, const QzQuestion *question, const QzConcepts *concepts, const char *folded_title, QzCandidate *candidate)
{
  const json_t *unit;
  size_t i;

  json_array_foreach (json_object_get (candidate->found->head, "units"), i, unit) {
    gsize start = (gsize) json_integer_value (json_object_get (unit, "start"));
    gsize end = (gsize) json_integer_value (json_object_get (unit, "end"));
    const char *eid = json_string_value (json_object_get (unit, "eid"));

    if (eid == NULL || strstr (eid, "__item_") != NULL || end <= start)
      continue;
    g_autofree char *folded = qz_fold_text (candidate->found->text + start, (gssize) (end - start), QZ_FOLD_PLAIN);
    if (speaks_of_itself (folded)) {
      char *titled = g_strconcat (folded_title, "\n", folded, NULL);
      g_free (folded);
      folded = titled;
    }
    double covered = qz_concepts_coverage (concepts, folded) + W_CUE * cue_of (engine, question, folded);
    if (covered > candidate->unit) {
      candidate->unit = covered;
      g_free (candidate->eid);
      candidate->eid = g_strdup (eid);
    }
  }
}

static double
rank_prior (const char *rank)
{
  static const struct { QzRank rank; double prior; } priors[] = {
    { QZ_RANK_CONSTITUTION, 0.6 },   { QZ_RANK_LAW, 1.0 },        { QZ_RANK_ADMIN_REGULATION, 0.7 },
    { QZ_RANK_LOCAL_REGULATION, 0.6 }, { QZ_RANK_DEPARTMENT_RULE, 0.5 }, { QZ_RANK_LOCAL_RULE, 0.5 },
    { QZ_RANK_JUDICIAL, 0.4 },       { QZ_RANK_NORMATIVE, 0.3 },
  };

  for (guint i = 0; rank != NULL && i < G_N_ELEMENTS (priors); i++)
    if (g_str_equal (qz_rank_name (priors[i].rank), rank))
      return priors[i].prior;
  return 0;
}

/* Whether TITLE names a region (青藏高原, 黄河) that the question does not. */
static gboolean
of_other_region (const QzEngine *engine, const QzQuestion *question, const char *title)
{
  for (const char *p = title; p != NULL && *p != '\0'; p = g_utf8_next_char (p)) {
    gsize len = qz_lexicon_longest (engine->lexicon, "regions", p);
    g_autofree char *region = g_strndup (p, len);
    if (len > 0 && strstr (question->text, region) == NULL)
      return TRUE;
  }
  return FALSE;
}

/* What the relevance of a search is worth: nothing where the intent itself says what kind of clause is wanted. */
double
qz_score_relevance_weight (const QzQuestion *question)
{
  return question->intent == QZ_INTENT_HOLDER || question->intent == QZ_INTENT_PENALTY ? W_RELEVANCE : 0;
}

static void
sum_up (QzEngine *engine, const QzQuestion *question, QzCandidate *candidate)
{
  const char *title = qz_found_string (candidate->found, "title"), *territory = qz_found_string (candidate->found, "territory");

  candidate->score = W_WORDS * candidate->words + qz_score_relevance_weight (question) * candidate->relevance + W_COVERAGE * candidate->coverage
                     + W_UNIT * candidate->unit + W_CUE * candidate->cue + W_TITLE * candidate->title + W_PLACE * candidate->place
                     + W_PRIOR * candidate->prior + W_NAMED * candidate->named;
  if (g_strcmp0 (territory, QZ_PLACE_NATIONAL) == 0 && of_other_region (engine, question, title))
    candidate->score -= W_REGION;
}

void
qz_score_provision (QzEngine *engine, const QzQuestion *question, const QzConcepts *concepts, const char *place,
                    const QzScoreTops *tops, QzCandidate *candidate)
{
  const QzFound *found = candidate->found;
  const char *title = qz_found_string (found, "title"), *territory = qz_found_string (found, "territory");
  const char *heading = qz_found_string (found, "path");
  g_autofree char *all = g_strconcat (title != NULL ? title : "", "\n", heading != NULL ? heading : "", "\n", found->text, NULL);
  g_autofree char *folded = qz_fold_text (all, -1, QZ_FOLD_PLAIN);

  candidate->words = tops->words > 0 ? found->score / tops->words : 0;
  candidate->relevance = tops->relevance > 0 ? MAX (candidate->relevance, 0) / tops->relevance : 0;
  candidate->coverage = qz_concepts_coverage (concepts, folded);
  candidate->topic = qz_concepts_topic (concepts, folded);
  candidate->abroad = qz_concepts_abroad (concepts, folded);
  candidate->cue = cue_of (engine, question, folded);
  g_autofree char *folded_title = qz_fold_text (title != NULL ? title : "", -1, QZ_FOLD_PLAIN);
  choose_unit (engine, question, concepts, folded_title, candidate);
  if (question->law_key != NULL && g_strcmp0 (qz_found_string (found, "key"), question->law_key) == 0)
    candidate->title = question->law_exact ? 1 : 0.6;
  /* A question that names a place wants that place's own rule before the nation's. */
  if (question->territory != NULL && place != NULL && territory != NULL && !g_str_equal (territory, QZ_PLACE_NATIONAL))
    candidate->place = g_str_equal (territory, place) ? 1 : 0.7;
  else if (question->place != NULL && title != NULL && strstr (title, question->place) != NULL)
    candidate->place = 0.7;  /* the nation's, about that place: 香港特别行政区…, 关于北京金融法院… */
  /* 出口管制清单 belongs to 出口管制法 before the laws that mention it. */
  candidate->named = qz_concepts_named (concepts, folded_title);
  candidate->prior = rank_prior (qz_found_string (found, "rank"));
  sum_up (engine, question, candidate);
}

/* ---- who punishes the breach of what ---- */

double
qz_score_covered (const QzCandidate *candidate)
{
  return candidate->coverage + W_UNIT * candidate->unit;
}

static void
set_string (char **place, const char *text)
{
  g_free (*place);
  *place = g_strdup (text);
}

static char *
folded_quote (const QzFound *found, const char *eid)
{
  g_autofree char *quote = qz_found_quote (found, eid);

  return qz_fold_text (quote, -1, QZ_FOLD_PLAIN);
}

/* PUNISHING takes what BREACHED covers for its own, where that is more than it has. */
gboolean
qz_score_breach (QzEngine *engine, const QzQuestion *question, const QzConcepts *concepts, const QzCandidate *breached, QzCandidate *punishing, GError **error)
{
  const char *unit = qz_breach_unit (punishing->found, breached->found, breached->eid);

  if (unit == NULL)
    return TRUE;
  g_autofree char *matter = folded_quote (breached->found, breached->eid), *own = folded_quote (punishing->found, unit);
  g_autofree char *both = g_strconcat (qz_found_string (punishing->found, "title"), "\n", own, "\n", matter, NULL);
  double covered = FACTOR_BREACH * qz_concepts_coverage (concepts, both);

  if (covered <= punishing->coverage)
    return TRUE;
  QzFound *copy = qz_found_copy (engine, breached->found, error);
  if (copy == NULL)
    return FALSE;
  qz_found_free (punishing->breached);
  punishing->breached = copy;
  set_string (&punishing->breached_eid, breached->eid);
  set_string (&punishing->breached_text, matter);
  set_string (&punishing->eid, unit);
  punishing->coverage = covered;
  punishing->topic = MAX (punishing->topic, qz_concepts_topic (concepts, both));
  punishing->unit = MAX (punishing->unit, covered + W_CUE * cue_of (engine, question, own));
  punishing->words = MAX (punishing->words, FACTOR_BREACH * breached->words);
  punishing->relevance = MAX (punishing->relevance, FACTOR_BREACH * breached->relevance);
  sum_up (engine, question, punishing);
  return TRUE;
}

/* ---- who is asked for ---- */

/* Whether the question is what the body it names may or must do. */
static gboolean
asks_of_body (const QzQuestion *question)
{
  return question->subject != NULL && (question->intent == QZ_INTENT_POWERS || question->intent == QZ_INTENT_MAY);
}

/* 1: what the article vests, it vests in the body asked about; -1: in others alone; 0: cannot be told. */
static int
subject_of (const QzEngine *engine, const QzQuestion *question, const QzCandidate *candidate)
{
  const json_t *vesting;
  size_t i;
  int least = 0;

  json_array_foreach (json_object_get (candidate->found->head, "vestings"), i, vesting) {
    g_autofree char *holder = qz_vested_holder (vesting);
    int one = qz_subject_agrees (engine->lexicon, question->subject, holder);
    if (one > 0)
      return 1;
    least = MIN (least, one);
  }
  return least;
}

/* A question who may act wants a clause that lets somebody act, and this act; one for the fine, a clause that fines. */
void
qz_score_vested (const QzEngine *engine, const QzQuestion *question, const QzConcepts *concepts, GPtrArray *list, guint most)
{
  const QzWho *who = qz_question_who (question);

  gboolean asked = (who != NULL && question->intent == QZ_INTENT_HOLDER) || question->intent == QZ_INTENT_PENALTY;

  for (guint i = 0; asked && i < list->len && i < most; i++) {
    QzCandidate *candidate = list->pdata[i];

    qz_vested_best (question, concepts, candidate, who, &candidate->vested);
    double share = 0;
    g_autofree char *addressee = qz_addressee_find (engine->lexicon, concepts, who, candidate->found->text, &share);
    candidate->vested = MAX (candidate->vested, share);
    g_autofree char *obliged = qz_obliged_find (concepts, who, candidate->found->text, &share);
    candidate->vested = MAX (candidate->vested, FACTOR_OBLIGED * share);
    candidate->score += W_VESTED * candidate->vested;
  }
  for (guint i = 0; asks_of_body (question) && i < list->len && i < most; i++) {
    QzCandidate *candidate = list->pdata[i];

    candidate->subject = subject_of (engine, question, candidate);
    candidate->score += W_SUBJECT * candidate->subject;
  }
  g_ptr_array_sort (list, qz_score_compare);
}

/* ---- powers ---- */

/* An item of another kind than the act asked for is the wrong item, however alike its words. */
#define FACTOR_OTHER_KIND 0.7

/* Whether the question asks for one kind of act (审批, 处罚 …) and the item is of another. */
static gboolean
other_kind (QzEngine *engine, const QzQuestion *question, const char *category)
{
  const QzWho *who = qz_question_who (question);
  gboolean asked = FALSE;

  if (category == NULL)
    return FALSE;
  if (question->intent == QZ_INTENT_PENALTY)
    return strstr (category, "处罚") == NULL;
  for (guint i = 0; who != NULL && i < who->types->len; i++) {
    const char *type = who->types->pdata[i];
    if (strstr (category, type) != NULL)
      return FALSE;
    asked = asked || g_str_equal (type, "处罚") || g_str_equal (type, "许可");
  }
  for (const char *p = question->text; *p != '\0'; p = g_utf8_next_char (p)) {
    gsize len = qz_lexicon_longest (engine->lexicon, "vest_acts", p);
    g_autofree char *word = g_strndup (p, len);
    const char *const *cells = len > 0 ? qz_lexicon_lookup (engine->lexicon, "vest_acts", word) : NULL;

    if (cells == NULL || *cells[0] == '-')
      continue;
    if (strstr (category, cells[0]) != NULL)
      return FALSE;
    asked = asked || g_str_equal (cells[0], "处罚") || g_str_equal (cells[0], "许可");
  }
  return asked;
}

/* An item names a holder and one act: what a clause's vesting is weighed for. */
static double
power_vested (const QzQuestion *question, const QzCandidate *candidate, const char *folded_name)
{
  const QzWho *who = qz_question_who (question);
  const char *category = qz_found_string (candidate->found, "category");
  gboolean same = who != NULL && who->forms->len == 0;

  if (who == NULL || question->intent != QZ_INTENT_HOLDER)
    return 0;
  for (guint i = 0; !same && i < who->forms->len; i++)
    same = strstr (folded_name, who->forms->pdata[i]) != NULL;
  for (guint i = 0; !same && category != NULL && i < who->types->len; i++)
    same = strstr (category, who->types->pdata[i]) != NULL;
  return 0.4 * MAX (candidate->coverage, candidate->unit) + (same ? 0.6 : 0.3);
}

void
qz_score_power (QzEngine *engine, const QzQuestion *question, const QzConcepts *concepts, double top_words, QzCandidate *candidate)
{
  static const char *const read[] = { "name", "subname", "holder", "office", "from_department", "scope", "limits", "basis_text" };
  GString *all = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (read); i++) {
    const char *text = qz_found_string (candidate->found, read[i]);
    if (text != NULL)
      g_string_append_printf (all, "%s\n", text);
  }
  const char *name = qz_found_string (candidate->found, "name");
  g_autofree char *said = g_string_free (all, FALSE);
  g_autofree char *folded = qz_fold_text (said, -1, QZ_FOLD_PLAIN), *folded_name = qz_fold_text (name != NULL ? name : "", -1, QZ_FOLD_PLAIN);

  candidate->words = top_words > 0 ? candidate->found->score / top_words : 0;
  candidate->coverage = qz_concepts_coverage (concepts, folded);
  candidate->abroad = qz_concepts_abroad (concepts, folded);
  candidate->unit = qz_concepts_coverage (concepts, folded_name);
  candidate->title = qz_concepts_named (concepts, folded_name);
  /* An item's words stand for its relevance: it is short, and what the index cites is no item. */
  candidate->score = (W_WORDS + qz_score_relevance_weight (question)) * candidate->words + W_COVERAGE * candidate->coverage + W_UNIT * candidate->unit + W_TITLE * candidate->title;
  candidate->vested = power_vested (question, candidate, folded_name);
  candidate->score += W_VESTED * candidate->vested;
  candidate->topic = qz_concepts_topic (concepts, folded);
  candidate->other_kind = other_kind (engine, question, qz_found_string (candidate->found, "category"));
  if (candidate->other_kind)
    candidate->score *= FACTOR_OTHER_KIND;
}
