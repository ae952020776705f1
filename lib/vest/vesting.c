#include "config.h"

#include <string.h>

#include <quanze/grant.h>
#include <quanze/numeral.h>
#include <quanze/vesting.h>

#include "lib/vest/fine.h"
#include "lib/vest/central.h"
#include "lib/vest/clause.h"

/* Deeper trees do not come out of the parser; this bounds the recursion all the same. */
#define MAX_DEPTH 32

typedef struct {
  const QzLexicon *lexicon;
  GPtrArray       *out;       /* QzVesting* */
  GPtrArray       *central;   /* QzCentral* */
} Miner;

/* Who the words below, or the next paragraphs of the article, are left to. */
typedef struct {
  char    *holder;      /* NULL: nobody */
  gboolean duties;      /* 履行下列职责：every item is its */
  gboolean conditions;  /* 有下列行为之一的：an item does nothing, unless it punishes */
  gboolean before;      /* by the paragraph before: the central clause says it first */
} Lead;

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

/* The condition in front of the holder: from its part's start to the 由 or the name. */
static char *
condition_before (const QzClause *c, gsize at)
{
  gsize from = qz_part_start (c, at);

  while (at > from && (qz_clause_ends (c, at, "，") || qz_clause_ends (c, at, " ")))
    at -= qz_clause_ends (c, at, " ") ? 1 : strlen ("，");
  return at > from ? g_strndup (c->text + from, at - from) : NULL;
}

/* Where the words that this actor rules end: the next that acts, the name of the next that it sets up, or the end of the clause. */
static gsize
scope_end (const QzClause *c, guint i)
{
  for (guint j = i + 1; j < c->actors->len; j++) {
    const QzActor *next = &g_array_index (c->actors, QzActor, j);
    if (qz_clause_acts (next))
      return next->set_up ? next->span.end : next->cue;
  }
  return c->len;
}

/* 由原发证机关吊销许可证，对主管人员处…罚款: whoever issued a paper takes it back; the fine behind it is the former
 * body's again. Where its words begin; END when there are none. */
static gsize
handed_back (const QzClause *c, guint i, gsize end)
{
  static const char *const issuers[]
    = { "发证机关", "发证部门", "许可机关", "审批机关", "批准机关", "登记机关", "批准部门", "许可部门", "审批部门" };
  static const char *const fines[] = { "，对", "，并对", "，处", "，并处" };
  const QzBodySpan *span = &g_array_index (c->actors, QzActor, i).span;

  if (i == 0 || !qz_clause_ends_any (c, span->end, issuers, G_N_ELEMENTS (issuers)))
    return end;
  for (gsize at = qz_segment_end (c, span->end); at < end; at = qz_segment_end (c, at + 1))
    for (guint j = 0; j < G_N_ELEMENTS (fines); j++)
      if (g_str_has_prefix (c->text + at, fines[j]) && qz_clause_has (c, at, end, "罚款"))
        return at;
  return end;
}

/* …的审批，由X负责: what is done stands before the one who does it. */
static void
read_before (const QzClause *c, const QzActor *actor, QzVesting *vesting)
{
  static const char *const verbs[] = { "负责", "实施", "决定", "承担", "办理", "行使", "作出", "依法实施", "组织实施", "执行" };

  if (actor->part == QZ_PART_AGENT && qz_clause_begins (c, actor->span.end, verbs, G_N_ELEMENTS (verbs)))
    qz_acts_read (c, qz_part_start (c, actor->cue), actor->cue, c->len, 0, vesting);
}

/* X…的， with another's words behind it only says when. */
static gboolean
only_condition (const QzClause *c, const QzActor *actor, gsize end)
{
  gsize segment = qz_segment_end (c, actor->span.end);

  return qz_clause_ends (c, segment, "的") && end <= segment + strlen ("，");
}

/* Whether the name that ends an earlier one is a member of a list there, and another body than the list. */
static gboolean
is_member (const QzClause *c, gsize at)
{
  static const char *const connectors[] = { "、", "或者", "以及", "和", "或", "及", "与", "会同" };

  return qz_clause_ends_any (c, at, connectors, G_N_ELEMENTS (connectors));
}

/* The body that a shorter name later in the clause means again: 民政部门 after 县级以上人民政府民政部门, not 公安部门 after
 * 商务、公安部门. */
static const QzBodySpan *
full_name (const QzClause *c, guint i)
{
  const QzBodySpan *span = &g_array_index (c->actors, QzActor, i).span;
  gsize len = span->end - span->start;

  /* 相当于同级的|公安部门 is another body */
  for (guint j = 0; j < i && !qz_clause_ends (c, span->start, "同级的"); j++) {
    const QzActor *earlier = &g_array_index (c->actors, QzActor, j);
    if (qz_clause_acts (earlier) && earlier->span.end - earlier->span.start > len
        && memcmp (c->text + earlier->span.end - len, c->text + span->start, len) == 0)
      return is_member (c, earlier->span.end - len) ? span : &earlier->span;
  }
  return span;
}

/* Whether a transfer mined since FROM took this giver's words. */
static gboolean
handed_on (const Miner *miner, guint from, const char *holder)
{
  for (guint i = from; i < miner->out->len; i++) {
    const QzVesting *vesting = miner->out->pdata[i];
    if (vesting->to != NULL && g_strcmp0 (vesting->holder, holder) == 0)
      return TRUE;
  }
  return FALSE;
}

/* The words that the next body hands back to the I-th: their fines go behind its own. */
static void
read_handed_back (const QzClause *c, guint i, QzVesting *vesting)
{
  for (guint j = i + 1; j < c->actors->len; j++) {
    if (!qz_clause_acts (&g_array_index (c->actors, QzActor, j)))
      continue;
    gsize end = scope_end (c, j), from = handed_back (c, j, end);
    if (from == end)
      return;
    GPtrArray *own = g_ptr_array_ref (vesting->fines),
              *all = g_ptr_array_new_with_free_func ((GDestroyNotify)qz_fine_free);
    qz_acts_read (c, from, end, qz_sentence_end (c, from), 0, vesting);
    g_ptr_array_extend_and_steal (all, own);
    g_ptr_array_extend_and_steal (all, vesting->fines);
    vesting->fines = all;
    return;
  }
}

/* X不得…, X在…时不得…; in X应当…不得… the order comes first. */
static gboolean
forbidden (const QzClause *c, gsize at)
{
  static const char *const orders[] = { "应当", "可以", "有权", "负责", "责令", "处", "对" };
  const char *no = g_strstr_len (c->text + at, (gssize)(qz_segment_end (c, at) - at), "不得");

  return no != NULL && !qz_clause_has_any (c, at, (gsize)(no - c->text), orders, G_N_ELEMENTS (orders));
}

static void
mine_actor (Miner *miner, const QzClause *c, const char *eid, gsize base, guint i, guint since)
{
  const QzActor *actor = &g_array_index (c->actors, QzActor, i);
  gboolean acts = qz_clause_acts (actor);
  gsize end = acts ? handed_back (c, i, scope_end (c, i)) : actor->reach, start = qz_part_start (c, actor->span.start);
  g_autoptr (QzVesting) vesting = NULL;

  if (actor->part == QZ_PART_NONE)
    return;
  vesting = qz_vesting_new (eid, base + start, base + MAX (end, actor->span.end));
  const QzBodySpan *name = full_name (c, i);
  vesting->holder = qz_clause_name (c, name);
  vesting->condition = condition_before (c, actor->cue);
  vesting->negated = forbidden (c, actor->span.end);
  if (actor->part == QZ_PART_RECEIVER && qz_clause_has (c, actor->span.end, end, "备案"))
    qz_vesting_add_type (vesting, "备案");
  else
    qz_acts_read (c, actor->span.end, end, qz_sentence_end (c, actor->span.end),
                  acts ? 0 : QZ_MASK_OTHER | QZ_READ_APPROVAL, vesting);
  if (acts)
    read_handed_back (c, i, vesting);
  if (vesting->types->len == 0 && acts)
    read_before (c, actor, vesting);
  if (vesting->types->len == 0 && actor->part == QZ_PART_RECEIVER)
    qz_vesting_add_type (vesting, qz_clause_has (c, actor->span.end, end, "登记") ? "确认" : "许可");
  if (vesting->types->len == 0 && ((!acts && actor->part != QZ_PART_APPROVER) || only_condition (c, actor, end) || handed_on (miner, since, vesting->holder)))
    return;
  if (vesting->types->len == 0)
    qz_vesting_add_type (vesting, "其他");
  g_ptr_array_add (miner->out, g_steal_pointer (&vesting));
}

/* …的，处警告；: an item of a list of conditions that says its own penalty. */
static gboolean
punishes_behind_condition (const QzClause *c, const QzVesting *vesting)
{
  gboolean condition = FALSE, punishes = FALSE;

  for (gsize i = 0; i < c->len; i++)
    condition = condition || (c->mask[i] & QZ_MASK_CONDITION) != 0;
  for (guint i = 0; i < vesting->types->len; i++)
    punishes
      = punishes || g_str_equal (vesting->types->pdata[i], "处罚") || g_str_equal (vesting->types->pdata[i], "处分");
  return condition && punishes;
}

/* Acts without an actor of their own: those of the lead-in, or of the central clause. */
static void
mine_unowned (Miner *miner, const QzClause *c, const QzProvision *provision, const Lead *lead)
{
  g_autoptr (QzVesting) vesting = qz_vesting_new (provision->eid, provision->text_start, provision->text_start + c->len);
  gboolean any = qz_acts_read (c, 0, c->len, c->len, 0, vesting);
  const char *holder = lead->holder, *from = "lead-in";

  gboolean fined = vesting->fines->len > 0 || (any && qz_clause_has (c, 0, c->len, "处"));
  const char *central = fined && (holder == NULL || lead->before) ? qz_central_holder (miner->central, provision) : NULL;
  if (central != NULL) {
    holder = central;
    from = "central";
  }
  if (lead->conditions && vesting->fines->len == 0 && !qz_clause_has (c, 0, c->len, "责令")
      && !(any && punishes_behind_condition (c, vesting)))
    return;
  if (!any && lead->duties && holder != NULL)
    qz_vesting_add_type (vesting, "其他");
  else if (!any || (holder == NULL && vesting->fines->len == 0))
    return;
  vesting->holder = g_strdup (holder);
  vesting->holder_from = holder != NULL ? from : "clause";
  g_ptr_array_add (miner->out, g_steal_pointer (&vesting));
}

/* The last that acts: whom the items below are left to. */
static void
lead_of (const QzClause *c, Lead *lead)
{
  static const char *const conditions[] = { "之一", "下列行为", "下列事项", "下列情形", "下列规定" };
  static const char *const duties[] = { "职责", "职权", "工作", "措施", "权力", "职能" };
  gboolean opens = qz_clause_ends (c, c->len, "：") || qz_clause_ends (c, c->len, ":");

  for (guint i = c->actors->len; i-- > 0;) {
    const QzActor *actor = &g_array_index (c->actors, QzActor, i);
    if (actor->part != QZ_PART_AGENT && !(actor->part == QZ_PART_SUBJECT && opens))
      continue;
    lead->holder = qz_clause_name (c, &actor->span);
    lead->conditions = opens && qz_clause_has_any (c, 0, c->len, conditions, G_N_ELEMENTS (conditions));
    lead->duties = opens && !lead->conditions && qz_clause_has_any (c, actor->span.end, c->len, duties, G_N_ELEMENTS (duties));
    return;
  }
}

/* What UNIT leaves to those below it is put in LEAD. */
static void
mine_unit (Miner *miner, const QzProvision *provision, const Lead *above, Lead *lead)
{
  QzClause c;
  gboolean owned = FALSE;
  guint before = miner->out->len;

  qz_clause_init (&c, miner->lexicon, provision->text);
  qz_transfers_read (&c, provision->eid, provision->text_start, miner->out);
  for (guint i = 0; i < c.actors->len; i++) {
    owned = owned || qz_clause_acts (&g_array_index (c.actors, QzActor, i));
    mine_actor (miner, &c, provision->eid, provision->text_start, i, before);
  }
  if (!owned && c.len > 0 && !qz_is_central (provision->text) && (miner->out->len == before || above->holder != NULL))
    mine_unowned (miner, &c, provision, above);
  lead_of (&c, lead);
  qz_clause_clear (&c);
}

static gboolean
punishes (const char *text)
{
  static const char *const words[] = { "罚款", "责令", "吊销", "没收", "暂扣", "警告", "处罚" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strstr (text, words[i]) != NULL)
      return TRUE;
  return FALSE;
}

/* A paragraph that says 前款 and names nobody is left to whom the paragraph before it was. */
static gboolean
follows_on (const QzProvision *provision)
{
  return provision->level == QZ_LEVEL_PARAGRAPH
         && (strstr (provision->text, "前款") != NULL || strstr (provision->text, "前两款") != NULL
             || strstr (provision->text, "第一款") != NULL)
         && punishes (provision->text);
}

static void
mine_tree (Miner *miner, const QzProvision *provision, const Lead *above, guint depth)
{
  Lead lead = { NULL }, previous = { .before = TRUE };

  if (*provision->text != '\0' && provision->eid != NULL)
    mine_unit (miner, provision, above, &lead);
  for (guint i = 0; depth < MAX_DEPTH && i < provision->children->len; i++) {
    const QzProvision *child = provision->children->pdata[i];
    Lead to_child = lead.holder != NULL ? lead : provision->level >= QZ_LEVEL_PARAGRAPH ? *above : (Lead) { NULL };
    guint before = miner->out->len;

    if (to_child.holder == NULL && follows_on (child))
      to_child = previous;
    mine_tree (miner, child, &to_child, depth + 1);
    if (child->level == QZ_LEVEL_PARAGRAPH && miner->out->len > before) {
      const QzVesting *last = miner->out->pdata[before];
      if (last->holder != NULL && last->mode == QZ_MODE_STATUTORY && last->holder != previous.holder) {
        g_free (previous.holder);
        previous.holder = g_strdup (last->holder);
      }
    }
  }
  g_free (previous.holder);
  g_free (lead.holder);
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
  g_autoptr (GPtrArray) central = qz_centrals_find (instrument->body, lexicon);
  Miner miner = { lexicon, g_ptr_array_new_with_free_func ((GDestroyNotify) qz_vesting_free), central };
  const Lead nobody = { NULL };

  (void) text;
  for (guint i = 0; i < instrument->body->children->len; i++)
    mine_tree (&miner, instrument->body->children->pdata[i], &nobody, 0);
  g_ptr_array_sort (miner.out, by_place);
  return miner.out;
}

static QzVesting *
vesting_of (const QzGrant *grant, const QzLexicon *lexicon)
{
  QzVesting *vesting = qz_vesting_new (grant->eid, grant->start, grant->end);
  QzClause c;

  qz_clause_init (&c, lexicon, grant->what);
  qz_acts_read (&c, 0, c.len, c.len, QZ_MASK_CONDITION | QZ_MASK_OTHER, vesting);
  qz_clause_clear (&c);
  if (vesting->types->len == 0)
    qz_vesting_add_type (vesting, "其他");
  g_ptr_array_set_size (vesting->acts, 0);
  g_ptr_array_add (vesting->acts, g_strdup (grant->what));
  vesting->holder = g_strdup (grant->from);
  vesting->to = g_strdup (grant->to);
  vesting->condition = g_strdup (grant->condition);
  vesting->mode = grant->mode;
  return vesting;
}

void
qz_vestings_add_grants (GPtrArray *vestings, const QzInstrument *instrument, const QzLexicon *lexicon)
{
  g_autoptr (GPtrArray) grants = qz_grants_parse (instrument, lexicon);

  for (guint i = 0; i < grants->len; i++)
    g_ptr_array_add (vestings, vesting_of (grants->pdata[i], lexicon));
  if (grants->len > 0)
    g_ptr_array_sort (vestings, by_place);
}
