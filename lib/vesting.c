#include "config.h"

#include <string.h>

#include <quanze/vesting.h>

#include "lib/body.h"
#include "lib/fine.h"

/* Who a body is in its clause. */
typedef enum { ROLE_NONE, ROLE_AGENT, ROLE_SUBJECT, ROLE_APPROVER, ROLE_RECEIVER } Role;

typedef struct {
  QzBodySpan span;
  Role       role;
} Actor;

typedef struct {
  const QzLexicon  *lexicon;
  const char       *text;       /* of the source */
  GPtrArray        *out;        /* QzVesting* */
  char             *central;    /* holder of all penalties of the instrument; NULL */
} Miner;

void
qz_vesting_free (QzVesting *vesting)
{
  if (vesting == NULL)
    return;
  g_free (vesting->eid);
  g_free (vesting->holder);
  g_free (vesting->condition);
  g_free (vesting->to);
  g_ptr_array_unref (vesting->types);
  g_ptr_array_unref (vesting->acts);
  g_ptr_array_unref (vesting->fines);
  g_free (vesting);
}

static QzVesting *
vesting_new (const char *eid, gsize start, gsize end)
{
  QzVesting *vesting = g_new0 (QzVesting, 1);

  vesting->eid = g_strdup (eid);
  vesting->start = start;
  vesting->end = end;
  vesting->mode = QZ_MODE_STATUTORY;
  vesting->holder_from = "clause";
  vesting->types = g_ptr_array_new ();
  vesting->acts = g_ptr_array_new_with_free_func (g_free);
  vesting->fines = g_ptr_array_new_with_free_func ((GDestroyNotify) qz_fine_free);
  return vesting;
}

/* ---- roles ---- */

static gboolean
ends_with (const char *text, gsize at, const char *word)
{
  gsize len = strlen (word);

  return at >= len && memcmp (text + at - len, word, len) == 0;
}

static gboolean
any_before (const char *text, gsize at, const char *const *words)
{
  for (guint i = 0; words[i] != NULL; i++)
    if (ends_with (text, at, words[i]))
      return TRUE;
  return FALSE;
}

/* The words that follow a subject before its verb is reached. */
static const char *const verbs_after[] = { "应当", "应", "可以", "有权", "负责", "必须", "不得", "须", "依法", "对", "会同", "按照", "依照", "根据", "主管", "组织", "在", NULL };
static const char *const breaks_before[] = { "，", "。", "；", "：", "\n", "“", NULL };
static const char *const agents_before[] = { "由", NULL };
static const char *const approvers_before[] = { "报经", "报请", "提请", "须经", "应经", "经", "报", "报送", NULL };
static const char *const receivers_before[] = { "向", "报", NULL };
static const char *const approvals[] = { "批准", "同意", "审批", "审核", "核准", "审查", "许可", "核发", "审定", NULL };

static gboolean
any_at (const char *p, const char *const *words)
{
  for (guint i = 0; words[i] != NULL; i++)
    if (g_str_has_prefix (p, words[i]))
      return TRUE;
  return FALSE;
}

static gboolean
act_at (const Miner *miner, const char *p, const char **type, gsize *len)
{
  *len = qz_lexicon_longest (miner->lexicon, "vest_acts", p);
  if (*len == 0)
    return FALSE;
  g_autofree char *word = g_strndup (p, *len);
  *type = qz_lexicon_lookup (miner->lexicon, "vest_acts", word)[0];
  return TRUE;
}

static gboolean
acts_at (const Miner *miner, const char *p)
{
  const char *type;
  gsize len;

  return act_at (miner, p, &type, &len) && *type != '-';
}

static Role
role_of (const Miner *miner, const char *unit, gsize len, const QzBodySpan *span)
{
  const char *after = unit + span->end;

  if (any_before (unit, span->start, agents_before))
    return ROLE_AGENT;
  if (any_before (unit, span->start, approvers_before) && any_at (after, approvals))
    return ROLE_APPROVER;
  if (any_before (unit, span->start, receivers_before) && g_str_has_prefix (after, "备案"))
    return ROLE_RECEIVER;
  if ((span->start == 0 || any_before (unit, span->start, breaks_before)) && span->end < len
      && (any_at (after, verbs_after) || acts_at (miner, after)))
    return ROLE_SUBJECT;
  return ROLE_NONE;
}

/* ---- what is done ---- */

static void
add_type (QzVesting *vesting, const char *type)
{
  for (guint i = 0; i < vesting->types->len; i++)
    if (g_str_equal (vesting->types->pdata[i], type))
      return;
  g_ptr_array_add (vesting->types, (gpointer) g_intern_string (type));
}

/* Types, acts and fines that SCOPE names; whether it named any. */
static gboolean
read_acts (const Miner *miner, const char *scope, gsize len, QzVesting *vesting)
{
  gboolean any = FALSE;

  for (const char *p = scope; p < scope + len;) {
    const char *type;
    gsize n;

    if (!act_at (miner, p, &type, &n) || p + n > scope + len) {
      p = g_utf8_next_char (p);
      continue;
    }
    if (*type != '-') {
      add_type (vesting, type);
      g_ptr_array_add (vesting->acts, g_strndup (p, n));
      any = TRUE;
    }
    p += n;
  }
  g_ptr_array_unref (vesting->fines);
  vesting->fines = qz_fines_find (scope, len);
  return any;
}

/* The condition in front of the holder: from the sentence's start to the 由 or the body. */
static char *
condition_before (const char *unit, gsize at)
{
  const char *from = unit;

  for (const char *p = unit; p < unit + at; p = g_utf8_next_char (p))
    if (g_str_has_prefix (p, "。") || g_str_has_prefix (p, "；"))
      from = g_utf8_next_char (p);
  g_autofree char *words = g_strndup (from, (gsize) (unit + at - from));
  if (g_str_has_suffix (words, "由"))
    words[strlen (words) - strlen ("由")] = '\0';
  if (g_str_has_suffix (words, "，"))
    words[strlen (words) - strlen ("，")] = '\0';
  return *words != '\0' ? g_steal_pointer (&words) : NULL;
}

static gboolean
negated_before (const char *unit, gsize from, gsize at)
{
  const char *no = g_strstr_len (unit + from, (gssize) (at - from), "不得");

  return no != NULL;
}

static gsize
sentence_end (const char *unit, gsize len, gsize from)
{
  const char *stop = g_strstr_len (unit + from, (gssize) (len - from), "。");

  return stop != NULL ? (gsize) (stop - unit) : len;
}

static gsize
sentence_start (const char *unit, gsize at)
{
  gsize start = 0;

  for (const char *p = unit; p < unit + at; p = g_utf8_next_char (p))
    if (g_str_has_prefix (p, "。") || g_str_has_prefix (p, "；"))
      start = (gsize) (p - unit) + 3;
  return start;
}

/* ---- transfers ---- */

typedef struct {
  const char *verb;
  QzMode      mode;
} Transfer;

static const Transfer transfers[] = {
  { "或者其委托的", QZ_MODE_ENTRUSTED }, { "或者其依法委托的", QZ_MODE_ENTRUSTED }, { "及其委托的", QZ_MODE_ENTRUSTED },
  { "可以委托", QZ_MODE_ENTRUSTED },     { "依法委托", QZ_MODE_ENTRUSTED },         { "委托", QZ_MODE_ENTRUSTED },
  { "交由", QZ_MODE_CONFERRED },         { "交给", QZ_MODE_CONFERRED },             { "赋予", QZ_MODE_CONFERRED },
  { "授权", QZ_MODE_AUTHORIZED },        { "下放至", QZ_MODE_DEVOLVED },            { "下放到", QZ_MODE_DEVOLVED },
  { "下放给", QZ_MODE_DEVOLVED },        { "下沉至", QZ_MODE_DEVOLVED },            { "下沉到", QZ_MODE_DEVOLVED },
};

/* What shows that a power is handed over, and not a thing or a job. */
static const char *const power_words[] = { "处罚权", "执法权", "许可权", "审批权", "管理权", "权限", "职权", "行政权力", "执法事项", "管理事项", "审批事项", "政务服务事项", "行政执法", "检查权", "强制权", NULL };

static gboolean
speaks_of_power (const char *unit, gsize from, gsize to)
{
  for (guint i = 0; power_words[i] != NULL; i++)
    if (g_strstr_len (unit + from, (gssize) (to - from), power_words[i]) != NULL)
      return TRUE;
  return FALSE;
}

/* The verb of a transfer that ends where the receiver starts; NULL when none. */
static const Transfer *
transfer_before (const char *unit, gsize at)
{
  for (guint i = 0; i < G_N_ELEMENTS (transfers); i++)
    if (ends_with (unit, at, transfers[i].verb))
      return &transfers[i];
  return NULL;
}

/* The giver: the last body of the sentence before the verb, that is not part of what is given. */
static const Actor *
giver_of (const GArray *actors, guint receiver, const char *unit)
{
  gsize start = sentence_start (unit, g_array_index (actors, Actor, receiver).span.start);

  for (guint i = receiver; i-- > 0;) {
    const Actor *actor = &g_array_index (actors, Actor, i);

    if (actor->span.start < start)
      return NULL;
    if (ends_with (unit, actor->span.start, "将") || ends_with (unit, actor->span.start, "把") || actor->role != ROLE_NONE
        || i == 0 || g_array_index (actors, Actor, i - 1).span.start < start)
      return actor;
  }
  return NULL;
}

static void
mine_transfer (Miner *miner, const char *eid, const char *unit, gsize len, gsize base, const GArray *actors, guint i)
{
  const QzBodySpan *to = &g_array_index (actors, Actor, i).span;
  const Transfer *transfer = transfer_before (unit, to->start);
  gsize start = transfer != NULL ? sentence_start (unit, to->start) : 0;
  gsize end = sentence_end (unit, len, to->end);
  const Actor *giver;

  if (transfer == NULL)
    return;
  /* 交由…保管 hands over a thing; a power is named or it is no transfer. */
  if (transfer->mode != QZ_MODE_ENTRUSTED && !speaks_of_power (unit, start, end))
    return;
  giver = giver_of (actors, i, unit);
  QzVesting *vesting = vesting_new (eid, base + start, base + end);
  vesting->mode = transfer->mode;
  if (giver != NULL)
    vesting->holder = g_strndup (unit + giver->span.start, giver->span.end - giver->span.start);
  vesting->to = g_strndup (unit + to->start, to->end - to->start);
  vesting->negated = negated_before (unit, start, to->start);
  read_acts (miner, unit + to->end, end - to->end, vesting);
  if (vesting->types->len == 0)
    add_type (vesting, "其他");
  g_ptr_array_add (miner->out, vesting);
}

/* X相对集中行使…权, 承接行政执法事项的X. */
static void
mine_receiver (Miner *miner, const char *eid, const char *unit, gsize len, gsize base, const QzBodySpan *span)
{
  gsize end = sentence_end (unit, len, span->end);
  const char *concentrated = g_strstr_len (unit + span->end, (gssize) MIN (end - span->end, 120), "相对集中行使");
  gboolean takes_over = span->start >= 3 && ends_with (unit, span->start, "的")
                        && g_strstr_len (unit + sentence_start (unit, span->start), (gssize) (span->start - sentence_start (unit, span->start)), "承接") != NULL
                        && speaks_of_power (unit, sentence_start (unit, span->start), span->start);

  if (concentrated == NULL && !takes_over)
    return;
  QzVesting *vesting = vesting_new (eid, base + span->start, base + end);
  char *name = g_strndup (unit + span->start, span->end - span->start);
  vesting->mode = concentrated != NULL ? QZ_MODE_CONCENTRATED : QZ_MODE_CONFERRED;
  if (concentrated != NULL)
    vesting->holder = name;
  else
    vesting->to = name;
  read_acts (miner, unit + span->end, end - span->end, vesting);
  if (vesting->types->len == 0)
    add_type (vesting, "其他");
  g_ptr_array_add (miner->out, vesting);
}

/* ---- one unit: a paragraph or an item ---- */

static GArray *
actors_of (const Miner *miner, const char *unit, gsize len)
{
  g_autoptr (GArray) spans = qz_bodies_find (unit, len, miner->lexicon);
  GArray *actors = g_array_new (FALSE, FALSE, sizeof (Actor));

  for (guint i = 0; i < spans->len; i++) {
    Actor actor = { g_array_index (spans, QzBodySpan, i), ROLE_NONE };

    actor.role = role_of (miner, unit, len, &actor.span);
    g_array_append_val (actors, actor);
  }
  return actors;
}

/* Where the words that this actor rules end: the next actor, or the end of what it may rule. */
static gsize
scope_end (const GArray *actors, guint i, const char *unit, gsize len)
{
  const Actor *actor = &g_array_index (actors, Actor, i);
  gsize end = actor->role == ROLE_AGENT ? len : sentence_end (unit, len, actor->span.end);

  for (guint j = i + 1; j < actors->len; j++) {
    const Actor *next = &g_array_index (actors, Actor, j);
    if (next->role == ROLE_AGENT || next->role == ROLE_SUBJECT)
      return MIN (end, next->span.start);
  }
  return end;
}

static void
mine_actor (Miner *miner, const char *eid, const char *unit, gsize len, gsize base, const GArray *actors, guint i)
{
  const Actor *actor = &g_array_index (actors, Actor, i);
  gsize end = scope_end (actors, i, unit, len), start = sentence_start (unit, actor->span.start);
  QzVesting *vesting;

  if (actor->role == ROLE_NONE)
    return;
  vesting = vesting_new (eid, base + start, base + end);
  vesting->holder = g_strndup (unit + actor->span.start, actor->span.end - actor->span.start);
  vesting->condition = condition_before (unit, actor->span.start);
  vesting->negated = g_str_has_prefix (unit + actor->span.end, "不得");
  if (actor->role == ROLE_RECEIVER)
    add_type (vesting, "备案");
  else if (actor->role == ROLE_APPROVER)
    add_type (vesting, "许可");
  else if (!read_acts (miner, unit + actor->span.end, end - actor->span.end, vesting))
    add_type (vesting, "其他");
  g_ptr_array_add (miner->out, vesting);
}

/* Whether UNIT has an agent or a subject; the last agent's name, the caller's. */
static char *
agent_of (const GArray *actors, const char *unit)
{
  for (guint i = actors->len; i-- > 0;) {
    const Actor *actor = &g_array_index (actors, Actor, i);
    if (actor->role == ROLE_AGENT)
      return g_strndup (unit + actor->span.start, actor->span.end - actor->span.start);
  }
  return NULL;
}

/* Acts without an actor of their own: those of the lead-in, or of the central clause. */
static void
mine_unowned (Miner *miner, const char *eid, const char *unit, gsize len, gsize base, const char *lead)
{
  QzVesting *vesting = vesting_new (eid, base, base + len);
  gboolean any = read_acts (miner, unit, len, vesting);
  const char *holder = lead != NULL ? lead : vesting->fines->len > 0 ? miner->central : NULL;

  if (!any || (holder == NULL && vesting->fines->len == 0)) {
    qz_vesting_free (vesting);
    return;
  }
  vesting->holder = g_strdup (holder);
  vesting->holder_from = lead != NULL ? "lead-in" : "central";
  g_ptr_array_add (miner->out, vesting);
}

/* Returns the agent of the unit, for the items below it; the caller's. */
static char *
mine_unit (Miner *miner, const QzProvision *provision, const char *lead)
{
  const char *unit = provision->text;
  gsize len = strlen (unit), base = provision->text_start;
  g_autoptr (GArray) actors = actors_of (miner, unit, len);
  gboolean owned = FALSE;

  for (guint i = 0; i < actors->len; i++) {
    owned = owned || g_array_index (actors, Actor, i).role == ROLE_AGENT || g_array_index (actors, Actor, i).role == ROLE_SUBJECT;
    mine_actor (miner, provision->eid, unit, len, base, actors, i);
    mine_transfer (miner, provision->eid, unit, len, base, actors, i);
    mine_receiver (miner, provision->eid, unit, len, base, &g_array_index (actors, Actor, i).span);
  }
  if (!owned && len > 0)
    mine_unowned (miner, provision->eid, unit, len, base, lead);
  return agent_of (actors, unit);
}

static void
mine_tree (Miner *miner, const QzProvision *provision, const char *lead)
{
  g_autofree char *agent = NULL;

  if (*provision->text != '\0' && provision->eid != NULL)
    agent = mine_unit (miner, provision, lead);
  for (guint i = 0; i < provision->children->len; i++)
    mine_tree (miner, provision->children->pdata[i], agent != NULL ? agent : provision->level >= QZ_LEVEL_PARAGRAPH ? lead : NULL);
}

/* ---- the central clause ---- */

/* 本条例规定的行政处罚，由X决定: X, the caller's; NULL when UNIT is no such clause. */
static char *
central_holder (const Miner *miner, const char *unit)
{
  static const char *const openings[] = { "规定的行政处罚", "规定的处罚", "设定的行政处罚" };
  const char *at = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (openings) && at == NULL; i++)
    at = strstr (unit, openings[i]);
  if (at == NULL || at - unit > 60)
    return NULL;
  g_autoptr (GArray) actors = actors_of (miner, unit, strlen (unit));
  return agent_of (actors, unit);
}

static void
find_central (Miner *miner, const QzProvision *provision)
{
  if (miner->central == NULL && *provision->text != '\0')
    miner->central = central_holder (miner, provision->text);
  for (guint i = 0; i < provision->children->len && miner->central == NULL; i++)
    find_central (miner, provision->children->pdata[i]);
}

static gint
by_place (gconstpointer a, gconstpointer b)
{
  const QzVesting *left = *(QzVesting *const *) a, *right = *(QzVesting *const *) b;

  return left->start < right->start ? -1 : left->start > right->start;
}

GPtrArray *
qz_vestings_parse (const QzInstrument *instrument, const char *text, const QzLexicon *lexicon)
{
  Miner miner = { lexicon, text, g_ptr_array_new_with_free_func ((GDestroyNotify) qz_vesting_free), NULL };

  find_central (&miner, instrument->body);
  for (guint i = 0; i < instrument->body->children->len; i++)
    mine_tree (&miner, instrument->body->children->pdata[i], NULL);
  g_ptr_array_sort (miner.out, by_place);
  g_free (miner.central);
  return miner.out;
}
