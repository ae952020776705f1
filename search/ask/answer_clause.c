#include "config.h"

#include <string.h>

#include <quanze/bodies.h>

#include "search/ask/addressee.h"
#include "search/ask/adjudication.h"
#include "search/ask/answer.h"
#include "search/ask/holder.h"
#include "search/ask/rules.h"
#include "search/ask/vested.h"

/* Who is left to act, who gave the power, how. The strings are the caller's. */
typedef struct {
  char  *holder, *principal;
  QzMode mode;
} Vested;

/* Whether WHO asks for the one who hands the power on rather than for who gets it. */
static gboolean
asks_giver (const QzWho *who, const char *giver, const char *to)
{
  static const char *const givings[] = { "决定", "委托", "授权", "交由", "确定", "下放", "赋予" };

  if (who == NULL || giver == NULL)
    return FALSE;
  for (guint i = 0; who->forms->len > 0 && i < G_N_ELEMENTS (givings); i++)
    if (g_str_equal (who->forms->pdata[0], givings[i]))
      return TRUE;
  return qz_who_is_kind (who, giver) && !qz_who_is_kind (who, to);
}

static void
read_vesting (const QzAsking *asking, const json_t *vesting, const QzWho *who, Vested *vested)
{
  const char *giver = json_string_value (json_object_get (vesting, "holder"));
  const char *to = json_string_value (json_object_get (vesting, "to"));
  const char *name = json_string_value (json_object_get (vesting, "mode"));

  vested->mode = name != NULL ? qz_mode_from_text (name) : QZ_MODE_STATUTORY;
  if (to != NULL && asks_giver (who, giver, to)) {
    to = NULL;
    vested->mode = QZ_MODE_STATUTORY;
  }
  g_autofree char *full = qz_vested_holder (vesting);
  vested->holder = qz_holder_name (asking->engine->lexicon, to != NULL ? to : full);
  vested->principal = to != NULL ? qz_holder_name (asking->engine->lexicon, giver) : NULL;
  if (vested->holder == NULL)
    vested->mode = QZ_MODE_UNKNOWN;
}

/* VESTED becomes BODY (consumed), by MODE. */
static void
set_body (Vested *vested, char *body, QzMode mode)
{
  g_free (vested->holder);
  g_clear_pointer (&vested->principal, g_free);
  vested->holder = body;
  vested->mode = mode;
}

/* The body that WHO asks for by a preposition instead of the subject of the clause. Where VESTING is of another act than is
 * asked for, or none, whoever the clause says does that act, else who is under the duty: FALSE when VESTING is another
 * body's, and not what answers. */
static gboolean
read_addressee (const QzAsking *asking, const QzCandidate *candidate, const json_t *vesting, const QzWho *who, Vested *vested)
{
  const QzLexicon *lexicon = asking->engine->lexicon;
  const char *text = candidate->found->text;
  char *body = NULL;

  if (asking->question->intent == QZ_INTENT_SUPERVISION && vested->holder == NULL
      && (body = qz_doer_find (lexicon, asking->concepts, who, text)) != NULL)
    set_body (vested, body, QZ_MODE_STATUTORY);
  if (asking->question->intent != QZ_INTENT_HOLDER)
    return TRUE;
  gboolean subject = who != NULL && who->either && vested->holder != NULL;
  gboolean acts = vested->holder != NULL && qz_vested_does (who, candidate->found, vesting);
  body = subject ? NULL : qz_addressee_find (lexicon, asking->concepts, who, text, NULL);
  if (body != NULL) {
    set_body (vested, body, QZ_MODE_STATUTORY);
    return TRUE;
  }
  if (acts)
    return TRUE;
  gboolean another = vested->holder != NULL;
  if ((body = qz_doer_find (lexicon, asking->concepts, who, text)) != NULL)
    set_body (vested, body, QZ_MODE_STATUTORY);
  else if ((body = qz_obliged_find (asking->concepts, who, text, NULL)) != NULL)
    set_body (vested, body, QZ_MODE_UNKNOWN);
  return body == NULL || !another;
}

/* The type whose rules of entrusting and authorising are asked for: the first it has of these. */
static const char *
kind_of (const json_t *vesting)
{
  static const char *const kinds[] = { "处罚", "许可", "强制" };

  for (guint i = 0; vesting != NULL && i < G_N_ELEMENTS (kinds); i++)
    if (qz_vested_is_type (vesting, kinds[i]))
      return kinds[i];
  return NULL;
}

/* The unit to quote: where the power is given, when it is another than the one that covers the question best. */
static const char *
unit_of (const QzAsking *asking, const QzCandidate *candidate, const json_t *vesting)
{
  const char *eid = vesting != NULL ? json_string_value (json_object_get (vesting, "eid")) : NULL;
  const char *item = eid != NULL ? strstr (eid, "__item_") : NULL;

  if (asking->question->intent != QZ_INTENT_HOLDER || eid == NULL || item != NULL
      || (candidate->eid != NULL && g_str_has_prefix (candidate->eid, eid)))
    return candidate->eid;
  return eid;
}

/* "basis": the unit that gives the power, the one that says what about where that is another, and what it punishes the breach of. */
static json_t *
basis_of (const QzAsking *asking, const QzCandidate *candidate, const json_t *vesting)
{
  const char *eid = unit_of (asking, candidate, vesting);
  g_autofree char *quote = qz_found_quote (candidate->found, eid);
  json_t *basis = json_pack ("[o]", qz_answer_basis (asking, candidate->found, eid, quote));

  if (eid != NULL && candidate->eid != NULL && !g_str_equal (eid, candidate->eid)) {
    g_autofree char *words = qz_found_quote (candidate->found, candidate->eid);
    json_array_append_new (basis, qz_answer_basis (asking, candidate->found, candidate->eid, words));
  }
  if (candidate->breached != NULL) {
    g_autofree char *matter = qz_found_quote (candidate->breached, candidate->breached_eid);
    json_array_append_new (basis, qz_answer_basis (asking, candidate->breached, candidate->breached_eid, matter));
  }
  return basis;
}

/* Courts and congresses hold powers, but no administrative act of theirs goes to review. */
static gboolean
apply_rules (const QzAsking *asking, const QzCandidate *candidate, const json_t *vesting, const Vested *vested, json_t *answer, GError **error)
{
  gboolean administers = qz_holder_administers (asking->engine->lexicon, vested->holder);
  const QzRuleCase power = { administers ? vested->mode : QZ_MODE_UNKNOWN,
                             vested->holder,
                             vested->principal,
                             kind_of (vesting),
                             qz_found_string (candidate->found, "territory"),
                             FALSE };

  return qz_rules_apply (asking->engine, answer, &power, error);
}

/* 县级以上地方人民政府确定的监督管理部门: which one, a local instrument says. */
static gboolean
is_designated (const char *holder)
{
  return holder != NULL && (strstr (holder, "确定的") != NULL || strstr (holder, "指定的") != NULL || strstr (holder, "授权的部门") != NULL);
}

/* Where CANDIDATE's clause names nobody and says how to judge: the courts, and in *JUDGED the clause that says so (a new
 * reference, else NULL). FALSE on an index error. */
static gboolean
read_court (const QzAsking *asking, const QzCandidate *candidate, const QzWho *who, Vested *vested, json_t **judged, GError **error)
{
  *judged = NULL;
  if (vested->holder != NULL || asking->question->intent != QZ_INTENT_HOLDER)
    return TRUE;
  if (!qz_adjudication_find (asking, candidate->found, who, judged, error))
    return FALSE;
  if (*judged != NULL)
    set_body (vested, g_strdup (QZ_ADJUDICATION_COURT), QZ_MODE_STATUTORY);
  return TRUE;
}

json_t *
qz_answer_from_clause (const QzAsking *asking, const QzCandidate *candidate, const json_t *vesting, const QzWho *who, GError **error)
{
  Vested vested = { NULL, NULL, QZ_MODE_UNKNOWN };
  json_t *answer = qz_answer_blank ("clause", candidate->score);

  json_object_set (answer, "territory", json_object_get (candidate->found->head, "territory"));
  if (vesting != NULL)
    read_vesting (asking, vesting, who, &vested);
  if (!read_addressee (asking, candidate, vesting, who, &vested))
    vesting = NULL;
  json_t *judged;
  gboolean ok = read_court (asking, candidate, who, &vested, &judged, error);
  if (vesting != NULL && json_is_array (json_object_get (vesting, "fines")))
    json_object_set (answer, "fines", json_object_get (vesting, "fines"));
  json_object_set_new (answer, "holder", qz_json_string (vested.holder));
  json_object_set_new (answer, "mode", qz_json_string (qz_mode_name (vested.mode)));
  json_object_set_new (answer, "principal", qz_json_string (vested.principal));
  json_object_set_new (answer, "designated", json_boolean (is_designated (vested.holder)));
  g_autofree char *today = vested.holder != NULL ? qz_body_present (asking->engine->lexicon, vested.holder, NULL) : NULL;
  json_object_set_new (answer, "holder_today", qz_json_string (today));
  ok = ok && apply_rules (asking, candidate, vesting, &vested, answer, error);
  g_free (vested.holder);
  g_free (vested.principal);
  if (!ok) {
    json_decref (judged);
    json_decref (answer);
    return NULL;
  }
  json_t *basis = basis_of (asking, candidate, vesting);
  json_object_set_new (answer, "inferred", json_boolean (judged != NULL));
  if (judged != NULL)
    json_array_append_new (basis, judged);
  json_object_set_new (answer, "basis", basis);
  return answer;
}
