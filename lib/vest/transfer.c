/* Powers handed on: 委托, 授权, 交由, 赋权, 下放, 相对集中, 收回, 派驻. */
#include "config.h"

#include <string.h>

#include "lib/vest/clause.h"

/* The verb in front of the receiver is at most this long, in bytes. */
#define VERB_MAX_BYTES 30

typedef struct {
  gsize       begin;     /* where the verb begins */
  QzMode      mode;
  const char *demand;    /* organ, power, named: see vest_transfers.tsv */
} Transfer;

/* The class of words of vest_matters in [FROM, TO): 'p' a power, 't' a thing. */
static gboolean
speaks_of (const QzClause *c, gsize from, gsize to, char class)
{
  const QzLexiconTable *matters = qz_lexicon_table (c->lexicon, "vest_matters");

  for (gsize at = from; at < to;) {
    gsize n = qz_lexicon_table_longest (matters, c->text + at, to - at);

    if (n > 0) {
      g_autofree char *word = g_strndup (c->text + at, n);
      if (qz_lexicon_lookup (c->lexicon, "vest_matters", word)[0][0] == class)
        return TRUE;
    }
    at += n > 0 ? n : (gsize) (g_utf8_next_char (c->text + at) - (c->text + at));
  }
  return FALSE;
}

/* 委托符合《…》规定条件的|管理机构: where the words that say what the receiver must be like begin; AT when there are
 * none. */
static gsize
qualified_from (const QzClause *c, gsize at)
{
  static const char *const openers[]
    = { "符合", "具备", "具有", "有条件", "依法成立", "有相应", "能够", "有能力", "有效承接" };
  gsize start = qz_segment_start (c, at);

  if (!qz_clause_ends (c, at, "的"))
    return at;
  for (gsize p = start; p < at; p = (gsize)(g_utf8_next_char (c->text + p) - c->text))
    if (qz_clause_begins (c, p, openers, G_N_ELEMENTS (openers)))
      return p;
  return at;
}

/* The longest verb that ends at AT. */
static gboolean
verb_before (const QzClause *c, gsize at, Transfer *transfer)
{
  gboolean found = FALSE;

  at = qualified_from (c, at);

  for (gsize p = at; p > 0 && at - p < VERB_MAX_BYTES;) {
    p = (gsize) (g_utf8_find_prev_char (c->text, c->text + p) - c->text);
    g_autofree char *word = g_strndup (c->text + p, at - p);
    const char *const *cells = qz_lexicon_lookup (c->lexicon, "vest_transfers", word);
    if (cells == NULL || g_strv_length ((char **) cells) < 2)
      continue;
    *transfer = (Transfer) { p, qz_mode_from_text (cells[0]), cells[1] };
    found = TRUE;
  }
  return found;
}

/* Who hands it on: X of X或者其委托的Y; 将X的…权交由; else who acts in the sentence; NULL when nobody is named. */
static const QzBodySpan *
giver_of (const QzClause *c, guint receiver, gsize verb)
{
  gsize start = qz_part_start (c, verb), segment = qz_segment_start (c, verb);
  const QzBodySpan *nearest = NULL;

  for (guint i = receiver; i-- > 0;) {
    const QzActor *actor = &g_array_index (c->actors, QzActor, i);

    if (actor->span.start < start)
      break;
    if (actor->span.end == verb || qz_clause_ends (c, actor->span.start, "将") || qz_clause_ends (c, actor->span.start, "把"))
      return &actor->span;
    /* a giver that acts, or the only one named in the verb's own segment */
    if (qz_clause_acts (actor) || actor->part == QZ_PART_APPROVER) {
      if (actor->part != QZ_PART_APPROVER)
        return &actor->span;
    } else if (actor->span.start >= segment && nearest == NULL && !qz_clause_ends (c, actor->span.start, "经"))
      nearest = &actor->span;
  }
  return nearest;
}

/* 申请人可以委托…, 受其委托…: no organ gives anything. */
static gboolean
private_giver (const QzClause *c, gsize from, gsize verb)
{
  static const char *const words[] = { "申请人", "当事人", "建设单位", "施工单位", "经营单位", "用人单位", "业主", "企业", "个人", "公民", "所有权人", "使用人", "监护人", "经营者", "受托人", "委托人",
                                       "经营人", "投资人", "生产者", "所有人", "供应商", "招标人", "采购人", "承包人", "权利人", "受委托", "村民", "居民", "接受" };

  return qz_clause_has_any (c, from, verb, words, G_N_ELEMENTS (words));
}

/* 授权X审批登记的…, 授权X负责: what the receiver is to do is said. */
static gboolean
does_something (const QzClause *c, const QzActor *to)
{
  static const char *const words[]
    = { "负责", "实施", "行使", "办理", "审批", "管理", "发布", "核发", "组织", "执行", "登记", "作出" };

  return qz_clause_begins (c, to->span.end, words, G_N_ELEMENTS (words));
}

/* 委托机关, 受委托部门: the word names a party, nothing is handed to it. */
static gboolean
bare_kind (const QzClause *c, const QzBodySpan *span)
{
  static const char *const kinds[] = { "机关", "部门", "机构", "行政机关" };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (span->end - span->start == strlen (kinds[i]) && g_str_has_prefix (c->text + span->start, kinds[i]))
      return TRUE;
  return FALSE;
}

static gboolean
is_transfer (const QzClause *c, const QzActor *to, const Transfer *t, const QzBodySpan *giver)
{
  gsize start = qz_part_start (c, t->begin), end = qz_segment_end (c, to->span.end);
  gboolean power = speaks_of (c, start, MIN (qz_sentence_end (c, to->span.end), c->len), 'p');

  if (speaks_of (c, to->span.end, end, 't') && !speaks_of (c, to->span.end, end, 'p'))
    return FALSE;
  if (bare_kind (c, &to->span))
    return FALSE;
  if (to->span.court || qz_clause_ends (c, t->begin, "由") || qz_clause_ends (c, t->begin, "行政事务"))
    return FALSE;
  if (g_str_has_prefix (c->text + to->span.end, "鉴定") || g_str_has_prefix (c->text + to->span.end, "的建设"))
    return FALSE;
  if (g_str_equal (t->demand, "power"))
    return power && !speaks_of (c, qz_segment_start (c, t->begin), t->begin, 't');
  if (g_str_equal (t->demand, "named"))
    return giver != NULL && (power || does_something (c, to));
  if (giver == NULL)
    return power && !private_giver (c, qz_segment_start (c, t->begin), t->begin);
  if (!to->span.organ || giver->end < qz_segment_start (c, t->begin))
    return (power || to->span.organ) && !private_giver (c, qz_segment_start (c, t->begin), t->begin);
  return !private_giver (c, giver->end, t->begin);
}

static QzVesting *
transfer_new (const QzClause *c, const char *eid, gsize base, gsize start, gsize end, QzMode mode)
{
  QzVesting *vesting = qz_vesting_new (eid, base + start, base + end);

  (void) c;
  vesting->mode = mode;
  return vesting;
}

static void
add (GPtrArray *out, QzVesting *vesting)
{
  if (vesting->types->len == 0)
    qz_vesting_add_type (vesting, "其他");
  g_ptr_array_add (out, vesting);
}

static void
mask (QzClause *c, gsize from, gsize to)
{
  for (gsize i = from; i < to; i++)
    c->mask[i] |= QZ_MASK_OTHER;
}

/* What stands before the verb in its part, without a comma behind it: the condition. */
static char *
condition_of (const QzClause *c, gsize from, gsize to)
{
  while (to > from && qz_clause_ends (c, to, "，"))
    to -= strlen ("，");
  return to > from ? g_strndup (c->text + from, to - from) : NULL;
}

/* 处罚权, 许可权: the power itself is named. */
static void
read_named_powers (const QzClause *c, gsize from, gsize to, QzVesting *vesting)
{
  static const struct {
    const char *word, *type;
  } powers[] = { { "处罚权", "处罚" }, { "许可权", "许可" }, { "审批权", "许可" },
                 { "检查权", "检查" }, { "强制权", "强制" }, { "征收权", "征收" } };

  for (guint i = 0; i < G_N_ELEMENTS (powers); i++)
    if (qz_clause_has (c, from, to, powers[i].word))
      qz_vesting_add_type (vesting, powers[i].type);
}

static void
read_handover (QzClause *c, const char *eid, gsize base, GPtrArray *out, guint i)
{
  const QzActor *to = &g_array_index (c->actors, QzActor, i);
  Transfer t = { 0, QZ_MODE_UNKNOWN, "" };

  if (!verb_before (c, to->span.start, &t))
    return;
  const QzBodySpan *giver = giver_of (c, i, t.begin);
  if (!is_transfer (c, to, &t, giver))
    return;
  gsize start = qz_part_start (c, t.begin), end = qz_sentence_end (c, to->span.end);
  QzVesting *vesting = transfer_new (c, eid, base, start, end, t.mode);
  vesting->holder = giver != NULL ? qz_clause_name (c, giver) : NULL;
  vesting->to = qz_clause_name (c, &to->span);
  vesting->condition = giver != NULL ? condition_of (c, start, giver->start) : NULL;
  vesting->negated = qz_clause_has (c, start, t.begin, "不得") || qz_clause_has (c, start, t.begin, "禁止");
  qz_acts_read (c, to->span.end, qz_segment_end (c, to->span.end), c->len, QZ_MASK_CONDITION, vesting);
  if (vesting->types->len == 0)
    qz_acts_read (c, giver != NULL ? giver->end : start, t.begin, c->len, QZ_MASK_CONDITION, vesting);
  if (vesting->types->len == 0)
    read_named_powers (c, start, qz_segment_end (c, to->span.end), vesting);
  /* in X或者其委托的Y核发 both act; in X可以委托Y核发 only Y does */
  if (giver == NULL || giver->end != t.begin)
    mask (c, t.begin, qz_segment_end (c, to->span.end));
  add (out, vesting);
}

/* The last body before AT in its sentence that acts, else the first named there; NULL when none. */
static const QzActor *
actor_before (const QzClause *c, gsize at)
{
  const QzActor *first = NULL;
  gsize start = qz_part_start (c, at);

  for (guint i = c->actors->len; i-- > 0;) {
    const QzActor *actor = &g_array_index (c->actors, QzActor, i);
    if (actor->span.start < start || actor->span.end > at)
      continue;
    if (qz_clause_acts (actor))
      return actor;
    first = actor;
  }
  return first;
}

static void
read_concentration (QzClause *c, const char *eid, gsize base, GPtrArray *out)
{
  const char *at = strstr (c->text, "集中行使");
  const QzActor *actor = at != NULL ? actor_before (c, (gsize) (at - c->text)) : NULL;
  gsize place = at != NULL ? (gsize) (at - c->text) : 0, end = at != NULL ? qz_sentence_end (c, place) : 0;

  if (actor == NULL || !speaks_of (c, qz_part_start (c, place), end, 'p'))
    return;
  QzVesting *vesting = transfer_new (c, eid, base, qz_part_start (c, place), end, QZ_MODE_CONCENTRATED);
  vesting->holder = qz_clause_name (c, &actor->span);
  vesting->negated = qz_clause_has (c, actor->span.end, place, "不得");
  qz_acts_read (c, place, end, c->len, QZ_MASK_CONDITION | QZ_MASK_OTHER, vesting);
  if (vesting->types->len == 0 && qz_clause_has (c, qz_part_start (c, place), end, "处罚权"))
    qz_vesting_add_type (vesting, "处罚");
  add (out, vesting);
}

/* 承接行政执法事项的乡镇人民政府; 乡镇人民政府承接…处罚权: who takes over, from nobody named. */
static void
read_takeover (QzClause *c, const char *eid, gsize base, GPtrArray *out)
{
  const char *at = strstr (c->text, "承接");
  gsize place = at != NULL ? (gsize) (at - c->text) : 0, end;
  const QzActor *to = NULL;

  if (at == NULL || g_str_has_prefix (at, "承接查验") || g_str_has_prefix (at, "承接能力"))
    return;
  end = qz_segment_end (c, place);
  /* 将承接的…权限交由Y: the handover itself is read elsewhere */
  if (qz_clause_ends (c, place, "将") && qz_clause_has (c, place, qz_sentence_end (c, place), "交由"))
    return;
  if (!speaks_of (c, place, end, 'p') && !speaks_of (c, place, end + 1 < c->len ? qz_sentence_end (c, end) : end, 'p'))
    return;
  for (guint i = 0; i < c->actors->len && to == NULL; i++) {
    const QzActor *actor = &g_array_index (c->actors, QzActor, i);
    gboolean behind = actor->span.start > place && actor->span.start <= end && qz_clause_ends (c, actor->span.start, "的");
    gboolean before = actor->span.end <= place && actor->span.start >= qz_segment_start (c, place) && qz_clause_acts (actor);
    if (behind || before)
      to = actor;
  }
  if (to == NULL || !to->span.organ)
    return;
  QzVesting *vesting = transfer_new (c, eid, base, qz_part_start (c, place), qz_sentence_end (c, place), QZ_MODE_CONFERRED);
  vesting->to = qz_clause_name (c, &to->span);
  qz_acts_read (c, to->span.end, qz_sentence_end (c, to->span.end), c->len, QZ_MASK_CONDITION, vesting);
  add (out, vesting);
}

/* X可以收回下放给Y的…权: what was handed on comes back to X. */
static void
read_recall (QzClause *c, const char *eid, gsize base, GPtrArray *out)
{
  const char *at = strstr (c->text, "收回");
  gsize place = at != NULL ? (gsize) (at - c->text) : 0;
  const QzActor *by = at != NULL ? actor_before (c, place) : NULL;

  if (by == NULL || !(speaks_of (c, place, qz_segment_end (c, place), 'p') || speaks_of (c, qz_segment_start (c, place), place, 'p')))
    return;
  QzVesting *vesting = transfer_new (c, eid, base, qz_part_start (c, place), qz_sentence_end (c, place), QZ_MODE_RECALLED);
  vesting->to = qz_clause_name (c, &by->span);
  for (guint i = 0; i < c->actors->len && vesting->holder == NULL; i++) {
    const QzBodySpan *span = &g_array_index (c->actors, QzActor, i).span;
    if (span->start > place && span->end <= qz_segment_end (c, place))
      vesting->holder = qz_clause_name (c, span);
  }
  vesting->negated = qz_clause_has (c, by->span.end, place, "不得");
  qz_acts_read (c, place, qz_sentence_end (c, place), c->len, QZ_MASK_CONDITION, vesting);
  add (out, vesting);
}

/* X向Y派驻执法队伍: X's power stays X's; the squad is whom it sends. */
static void
read_dispatch (QzClause *c, const char *eid, gsize base, GPtrArray *out)
{
  static const char *const sent[] = { "执法队伍", "执法机构", "执法人员", "官方兽医", "派出机构", "工作人员", "机构", "人员", NULL };
  static const char *const places[] = { "向", "在", "通过" };
  const char *at = strstr (c->text, "派驻");
  gsize place = at != NULL ? (gsize) (at - c->text) : 0;
  const QzActor *by = at != NULL ? actor_before (c, place) : NULL;

  if (by == NULL || g_str_has_prefix (at, "派驻的"))
    return;
  /* X派驻街道工作机构, X派驻的人员: a name, nobody is sent by it */
  for (guint i = 0; i < c->actors->len; i++) {
    const QzBodySpan *span = &g_array_index (c->actors, QzActor, i).span;
    if (span->end == place && !qz_clause_ends_any (c, span->start, places, G_N_ELEMENTS (places)))
      return;
  }
  for (guint i = 0; sent[i] != NULL; i++) {
    const char *found = g_strstr_len (at, (gssize)MIN (60, qz_segment_end (c, place) - place), sent[i]);
    if (found == NULL)
      continue;
    QzVesting *vesting = transfer_new (c, eid, base, qz_part_start (c, place), qz_sentence_end (c, place), QZ_MODE_STATUTORY);
    const char *from = at + strlen ("派驻");
    vesting->holder = qz_clause_name (c, &by->span);
    vesting->to = g_strndup (from, (gsize) (found - from) + strlen (sent[i]));
    qz_acts_read (c, place, qz_sentence_end (c, place), c->len, 0, vesting);
    add (out, vesting);
    return;
  }
}

static gboolean
same_name (const QzClause *c, const QzBodySpan *a, const QzBodySpan *b)
{
  gsize len = a->end - a->start;

  return len == b->end - b->start && memcmp (c->text + a->start, c->text + b->start, len) == 0;
}

/* Y受X委托, 受X委托的Y and 受X委托由Y: X gives, Y acts. */
static void
read_received (QzClause *c, const char *eid, gsize base, GPtrArray *out, guint i)
{
  const QzActor *giver = &g_array_index (c->actors, QzActor, i);
  const QzActor *to = NULL;
  gsize start = qz_part_start (c, giver->span.start);

  if (!g_str_has_prefix (c->text + giver->span.end, "委托") || !qz_clause_ends (c, giver->span.start, "受") || giver->span.court)
    return;
  for (guint j = 0; j < c->actors->len; j++) {
    const QzActor *other = &g_array_index (c->actors, QzActor, j);
    if (j != i && other->span.start >= start && other->span.start < qz_sentence_end (c, giver->span.end)
        && (qz_clause_acts (other) || qz_clause_ends (c, other->span.start, "委托的")))
      to = to == NULL || j == i + 1 ? other : to;
  }
  if (to == NULL || same_name (c, &to->span, &giver->span))
    return;
  QzVesting *vesting = transfer_new (c, eid, base, start, qz_sentence_end (c, giver->span.end), QZ_MODE_ENTRUSTED);
  vesting->holder = qz_clause_name (c, &giver->span);
  vesting->to = qz_clause_name (c, &to->span);
  qz_acts_read (c, MAX (giver->span.end, to->span.end), qz_sentence_end (c, giver->span.end), c->len, QZ_MASK_CONDITION, vesting);
  add (out, vesting);
}

void
qz_transfers_read (QzClause *c, const char *eid, gsize base, GPtrArray *out)
{
  for (guint i = 0; i < c->actors->len; i++) {
    read_handover (c, eid, base, out, i);
    read_received (c, eid, base, out, i);
  }
  read_concentration (c, eid, base, out);
  read_takeover (c, eid, base, out);
  read_recall (c, eid, base, out);
  read_dispatch (c, eid, base, out);
}
