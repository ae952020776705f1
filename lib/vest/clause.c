#include "config.h"

#include <string.h>

#include "lib/vest/clause.h"

/* The cue in front of a name is at most this long, in bytes. */
#define CUE_MAX_BYTES 18
/* What stands between 由 and a name that it describes is at most this long. */
#define MODIFIER_MAX_BYTES 45
/* What stands between a name and 应当 when others follow it in a list is at most this long. */
#define OTHERS_MAX_BYTES 45
/* X专用或者征用的船舶: the words from the name to 的 are this long at most. */
#define OWNING_MAX_BYTES 24

/* ---- places in the text ---- */

static gsize
next (const QzClause *c, gsize at)
{
  return (gsize) (g_utf8_next_char (c->text + at) - c->text);
}

static gboolean
one_of (gunichar ch, const char *set)
{
  return g_utf8_strchr (set, -1, ch) != NULL;
}

static gsize
first_of (const QzClause *c, gsize at, const char *set)
{
  while (at < c->len && !one_of (g_utf8_get_char (c->text + at), set))
    at = next (c, at);
  return at;
}

static gsize
behind_last_of (const QzClause *c, gsize at, const char *set)
{
  while (at > 0) {
    gsize before = (gsize) (g_utf8_find_prev_char (c->text, c->text + at) - c->text);
    if (one_of (g_utf8_get_char (c->text + before), set))
      return at;
    at = before;
  }
  return 0;
}

gsize qz_sentence_end (const QzClause *c, gsize at) { return first_of (c, at, "。\n"); }
gsize qz_part_start (const QzClause *c, gsize at) { return behind_last_of (c, at, "。；;\n"); }
gsize qz_segment_start (const QzClause *c, gsize at) { return behind_last_of (c, at, "，。；：,;:\n"); }
gsize qz_segment_end (const QzClause *c, gsize at) { return first_of (c, at, "，。；：,;:\n"); }

gboolean
qz_clause_ends (const QzClause *c, gsize at, const char *word)
{
  gsize len = strlen (word);

  return at >= len && memcmp (c->text + at - len, word, len) == 0;
}

gboolean
qz_clause_ends_any (const QzClause *c, gsize at, const char *const *words, guint n)
{
  for (guint i = 0; i < n; i++)
    if (qz_clause_ends (c, at, words[i]))
      return TRUE;
  return FALSE;
}

gboolean
qz_clause_begins (const QzClause *c, gsize at, const char *const *words, guint n)
{
  for (guint i = 0; i < n; i++)
    if (g_str_has_prefix (c->text + at, words[i]))
      return TRUE;
  return FALSE;
}

gboolean
qz_clause_has (const QzClause *c, gsize from, gsize to, const char *word)
{
  return to > from && g_strstr_len (c->text + from, (gssize) (to - from), word) != NULL;
}

gboolean
qz_clause_has_any (const QzClause *c, gsize from, gsize to, const char *const *words, guint n)
{
  for (guint i = 0; i < n; i++)
    if (qz_clause_has (c, from, to, words[i]))
      return TRUE;
  return FALSE;
}

gboolean
qz_clause_acts (const QzActor *actor)
{
  return actor->part == QZ_PART_AGENT || actor->part == QZ_PART_SUBJECT;
}

char *
qz_clause_name (const QzClause *c, const QzBodySpan *span)
{
  GString *name = g_string_new_len (c->text + span->start, (gssize)(span->end - span->start));

  for (gsize at = 0; at < name->len;) {
    gsize alias = qz_body_alias_at (name->str + at);

    if (alias > 0)
      g_string_erase (name, (gssize) at, (gssize) alias);
    else
      at += (gsize) (g_utf8_next_char (name->str + at) - (name->str + at));
  }
  return g_string_free (name, FALSE);
}

static const char *
cell_of (const QzClause *c, const char *table, gsize at, gsize len)
{
  g_autofree char *word = g_strndup (c->text + at, len);
  const char *const *cells = qz_lexicon_lookup (c->lexicon, table, word);

  return cells != NULL && cells[0] != NULL ? cells[0] : "";
}

const char *
qz_act_at (const QzClause *c, gsize at, gsize *len)
{
  *len = qz_lexicon_table_longest (c->acts, c->text + at, c->len - at);
  return *len > 0 ? cell_of (c, "vest_acts", at, *len) : NULL;
}

/* ---- words that are no act ---- */

static void
mask_range (QzClause *c, gsize from, gsize to, guchar bit)
{
  for (gsize i = from; i < to && i < c->len; i++)
    c->mask[i] |= bit;
}

/* Whether the words of [FROM, TO) give an order, so that a condition does not reach over them. */
static gboolean
orders (const QzClause *c, gsize from, gsize to)
{
  static const char *const words[] = { "由", "责令", "处以", "并处", "给予", "予以", "没收", "吊销", "应当", "可以", "负责" };

  /* 被责令改正而逾期不改的 tells of an order, it gives none */
  if (qz_clause_has (c, from, to, "被责令") || qz_clause_has (c, from, to, "被处"))
    return FALSE;
  return qz_clause_has_any (c, from, to, words, G_N_ELEMENTS (words)) || g_str_has_prefix (c->text + from, "处");
}

/* …的， is a condition, and so are the segments before it up to one that orders something. */
static void
mask_conditions (QzClause *c)
{
  gsize from = 0, start = 0;    /* FROM: the first segment a condition may reach back to */

  while (start < c->len) {
    gsize end = qz_segment_end (c, start);
    gunichar stop = end < c->len ? g_utf8_get_char (c->text + end) : 0x3002;

    if (end > start && qz_clause_ends (c, end, "的"))
      mask_range (c, from, end, QZ_MASK_CONDITION);
    else if (orders (c, start, end))
      from = end;
    if (one_of (stop, "。；;\n"))
      from = end;
    start = end < c->len ? next (c, end) : c->len;
    from = MAX (from, MIN (from, start));
  }
}

static void
mask_quotes (QzClause *c)
{
  static const char *const pairs[][2] = { { "《", "》" }, { "“", "”" } };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    for (const char *open = strstr (c->text, pairs[i][0]); open != NULL;) {
      const char *close = strstr (open, pairs[i][1]);
      if (close == NULL)
        break;
      mask_range (c, (gsize) (open - c->text), (gsize) (close - c->text), QZ_MASK_OTHER);
      open = strstr (close, pairs[i][0]);
    }
}

/* …的，由…; …的，对直接负责…给予处分: whoever acted in the words before did wrong, and another answers it. */
static gboolean
answers_wrong (const QzClause *c, gsize at)
{
  static const char *const words[]
    = { "由",     "对直接",   "对其直接",     "对负有",   "对负责",   "对主管", "对有关责任",
        "对责任", "给予处分", "给予行政处分", "依法给予", "依法追究", "追究",   "依照刑法" };

  return qz_clause_begins (c, at, words, G_N_ELEMENTS (words));
}

/* X接到报告后不予处理，造成后果的，对直接负责的主管人员给予处分: X is no holder there. An order to X itself (X应当…) is
 * its own. */
static gboolean
does_wrong (const QzClause *c, const QzBodySpan *span)
{
  static const char *const modals[] = { "应当", "可以", "有权", "负责", "应", "必须", "对", "会同" };

  if (qz_clause_begins (c, span->end, modals, G_N_ELEMENTS (modals)))
    return FALSE;
  for (gsize at = span->end; at < c->len;) {
    gsize end = qz_segment_end (c, at);

    if (end >= c->len || one_of (g_utf8_get_char (c->text + end), "。；;：:\n"))
      return FALSE;
    if (qz_clause_ends (c, end, "的"))
      return answers_wrong (c, next (c, end));
    at = next (c, end);
  }
  return FALSE;
}

/* ---- parts ---- */

/* The longest cue of vest_before that ends at AT, and where it begins; "" when none. */
static const char *
cue_before (const QzClause *c, gsize at, gsize *begin)
{
  const char *best = "";

  *begin = at;
  for (gsize p = at; p > 0 && at - p < CUE_MAX_BYTES;) {
    p = (gsize) (g_utf8_find_prev_char (c->text, c->text + p) - c->text);
    const char *cell = cell_of (c, "vest_before", p, at - p);
    if (*cell != '\0') {
      best = cell;
      *begin = p;
    }
  }
  return best;
}

/* Where the first act of [FROM, TO) ends; 0 when there is none. */
static gsize
act_end (const QzClause *c, gsize from, gsize to)
{
  gsize len;

  for (gsize at = from; at < to;) {
    const char *type = qz_act_at (c, at, &len);
    if (type != NULL && *type != '-' && at + len <= to)
      return at + len;
    at = type != NULL ? at + len : next (c, at);
  }
  return 0;
}

static gboolean
has_act (const QzClause *c, gsize from, gsize to)
{
  return act_end (c, from, to) > 0;
}

/* X检查…, X同意的，应当…; not X专用或者征用的船舶, which only says whose the thing is. */
static gboolean
has_predicate (const QzClause *c, gsize from, gsize to)
{
  static const char *const stops[] = { "的，", "的。", "的；", "的：" };
  gsize end = act_end (c, from, to);

  if (end > from + OWNING_MAX_BYTES || !g_str_has_prefix (c->text + end, "的") || qz_clause_begins (c, end, stops, G_N_ELEMENTS (stops)))
    return end > 0;
  return has_act (c, end, to);
}

static gboolean
asks_for_paper (const QzClause *c, gsize from, gsize to)
{
  static const char *const papers[] = { "审批手续", "许可证", "执照", "证书", "批准文件", "登记证", "资格证", "准运证", "证》" };

  return qz_clause_has_any (c, from, to, papers, G_N_ELEMENTS (papers));
}

/* Whether the segment that ends at END ends in a comma, and the next one begins with one of the N WORDS. */
static gboolean
next_begins (const QzClause *c, gsize end, const char *const *words, guint n)
{
  return g_str_has_prefix (c->text + end, "，") && qz_clause_begins (c, next (c, end), words, n);
}

/* 报X确定并公布: the word right behind who is reported to settles the matter, though elsewhere it is no power. */
static gboolean
decides (const QzClause *c, gsize at)
{
  gsize len = qz_lexicon_table_longest (c->decides, c->text + at, c->len - at);

  return len > 0 && !g_str_has_prefix (c->text + at + len, "的");
}

/* 向X提出申请，经审核批准: X decides in the next segment; where that ends, else END. */
static gsize
decided_in_next (const QzClause *c, gsize end)
{
  static const char *const decisions[] = { "经审核", "经审查", "经审批", "经批准", "经同意", "经核准", "经考核", "经验收" };

  return next_begins (c, end, decisions, G_N_ELEMENTS (decisions)) ? qz_segment_end (c, next (c, end)) : end;
}

/* 向X…备案; 向X申请…许可证: X is the body that files, or that permits. 未到X办理登记的 is a breach and tells of it only. */
static QzPart
part_of_receiver (const QzClause *c, const QzBodySpan *span, gsize *reach)
{
  static const char *const permitting[] = { "审批机关", "许可机关", "发证机关", "批准机关", "审批部门", "许可部门" };
  gsize end = qz_segment_end (c, span->end), decided = decided_in_next (c, end);

  *reach = end;
  if (qz_clause_ends (c, end, "的") && qz_clause_has (c, qz_segment_start (c, span->start), span->start, "未"))
    return QZ_PART_NONE;
  if (qz_clause_has (c, span->end, end, "备案"))
    return QZ_PART_RECEIVER;
  if (!span->court && qz_clause_has (c, span->end, end, "申请")
      && (decided > end || qz_clause_ends_any (c, span->end, permitting, G_N_ELEMENTS (permitting)))) {
    *reach = decided;
    return QZ_PART_RECEIVER;
  }
  if (!span->court && (qz_clause_has (c, span->end, end, "申请") || qz_clause_has (c, span->end, end, "办理"))
      && (has_act (c, span->end, end) || asks_for_paper (c, span->end, end))
      && !qz_clause_has (c, span->end, end, "仲裁"))
    return QZ_PART_RECEIVER;
  return QZ_PART_NONE;
}

/* X是本市燃放管理工作的主管机关, X是票据的管理部门. */
static gboolean
in_charge (const QzClause *c, gsize at)
{
  static const char *const offices[]
    = { "主管", "登记机关", "主体", "管理部门", "管理机关", "管理机构", "领导机关", "责任人", "责任单位", "执法机关", "执法部门", "监督机关", "监管部门" };

  return qz_clause_has_any (c, at, qz_segment_end (c, at), offices, G_N_ELEMENTS (offices));
}

/* What vest_after says of the longest of its words at AT; "" when none stands there. */
static const char *
after_at (const QzClause *c, gsize at)
{
  gsize word = qz_lexicon_table_longest (c->after, c->text + at, c->len - at);

  return word > 0 ? cell_of (c, "vest_after", at, word) : "";
}

/* 制定、调整并公布…: a verb that says what somebody does. */
static gboolean
begins_predicate (const QzClause *c, gsize at)
{
  return *after_at (c, at) == 'v';
}

/* X，对做出显著成绩的单位和个人，应当给予奖励; X，在各自的职责范围内，依法查处…; X，依照本规定对Y进行监督: the matter, how far it
 * reaches or by what rule stands between the name and what it shall do. */
static gboolean
commanded_behind_matter (const QzClause *c, gsize at)
{
  static const char *const matters[] = { "，对", "，在" }, *const rules[] = { "，依照", "，按照", "，依据", "，根据" };
  static const char *const modals[] = { "应当", "可以", "有权", "给予", "予以", "依法", "负责" };
  gsize sentence = qz_sentence_end (c, at);
  gboolean ruled = qz_clause_begins (c, at, rules, G_N_ELEMENTS (rules));

  if (!ruled && !qz_clause_begins (c, at, matters, G_N_ELEMENTS (matters)))
    return FALSE;
  if (ruled && has_act (c, next (c, at), qz_segment_end (c, next (c, at))))
    return TRUE;
  for (gsize end = qz_segment_end (c, next (c, at)); end < sentence; end = qz_segment_end (c, next (c, end)))
    if (qz_clause_begins (c, next (c, end), modals, G_N_ELEMENTS (modals)) || (ruled && begins_predicate (c, next (c, end))))
      return TRUE;
  return FALSE;
}

/* X、Y等主管部门，可以在其权限内…: a comma between the name and what it may do. */
static gboolean
commanded_behind_comma (const QzClause *c, gsize at)
{
  static const char *const modals[] = { "，应当", "，可以", "，有权", "，必须", "，不得", "，负责", "，主管", "，承担", "，自主" };

  if (qz_clause_begins (c, at, modals, G_N_ELEMENTS (modals)))
    return TRUE;
  /* X（以下简称Y），管理…: the name ends there */
  return (qz_clause_ends (c, at, "）") || qz_clause_ends (c, at, ")")) && g_str_has_prefix (c->text + at, "，")
         && begins_predicate (c, next (c, at));
}

/* Where the segments end that only say when: 对被告人改判死刑缓期执行的，如果符合…的规定，. [AT, END): the segment before them. */
static gsize
behind_conditions (const QzClause *c, gsize at, gsize end)
{
  static const char *const conditions[] = { "对", "如果", "认为", "根据" };
  static const char *const breaches[] = { "违反", "不", "未", "逾期", "拒", "直接负责", "责任人员" };
  gsize behind = end;

  if (g_str_has_prefix (c->text + at, "违法") || qz_clause_begins (c, at, breaches, G_N_ELEMENTS (breaches)))
    return end;
  while (next_begins (c, behind, conditions, G_N_ELEMENTS (conditions))) {
    gsize start = next (c, behind), stop = qz_segment_end (c, start);

    if (qz_clause_has_any (c, start, stop, breaches, G_N_ELEMENTS (breaches)))
      break;
    behind = stop;
  }
  return behind;
}

/* X调查违法行为，可以采取…: the words of the name's own segment only say when; the next one, or the one behind conditions,
 * says what it may. */
static gboolean
commanded_in_next (const QzClause *c, gsize at)
{
  static const char *const modals[] = { "可以", "应当", "有权", "必须", "还可以", "认定", "发现", "责令" };
  gsize end = qz_segment_end (c, at);

  return !qz_clause_ends (c, end, "的") && next_begins (c, behind_conditions (c, at, end), modals, G_N_ELEMENTS (modals));
}

/* X受理的申请，应当在六十天内作出决定; X受理的事项，可以委托Y办理: whose matter it is does it. */
static gboolean
commanded_behind_own (const QzClause *c, gsize at)
{
  static const char *const owned[] = { "受理的", "提出的" };
  static const char *const modals[] = { "应当", "可以委托", "可以授权", "可以交由" };

  return qz_clause_begins (c, at, owned, G_N_ELEMENTS (owned))
         && next_begins (c, qz_segment_end (c, at), modals, G_N_ELEMENTS (modals));
}

/* X、公共媒体应当…, X以及有关行业组织应当…: who is no body stands last of those who must. */
static gboolean
commanded_with_others (const QzClause *c, gsize at)
{
  static const char *const connectors[] = { "、", "和", "以及", "及", "或者" }, *const modals[] = { "应当", "必须", "可以", "有权" };
  gsize end = qz_segment_end (c, at);

  if (!qz_clause_begins (c, at, connectors, G_N_ELEMENTS (connectors)))
    return FALSE;
  for (gsize p = at; p < end && p - at <= OTHERS_MAX_BYTES; p = next (c, p))
    if (qz_clause_begins (c, p, modals, G_N_ELEMENTS (modals)))
      return !qz_clause_has (c, at, p, "的") && !has_act (c, at, p);
  return FALSE;
}

/* 受理国籍申请的机关，在国内为当地公安局; 婚姻登记的机关是民政部门: the duty stands before the name. */
static gboolean
named_for_duty (const QzClause *c, const QzBodySpan *span)
{
  static const char *const copulas[] = { "是", "为", "，在国内为", "，在国内是", "是当地", "为当地", "，在国内为当地" };
  static const char *const offices[] = { "的机关", "的部门", "的机构", "的主管机关", "的主管部门", "的行政主管部门", "的登记机关", "的管理机关",
                                         "的管理部门", "的执法机关", "的审批机关", "的发证机关" };
  static const char *const roles[] = { "义务机关", "复议机关", "监管部门" };
  gsize from = qz_part_start (c, span->start);

  if (qz_clause_has (c, from, span->start, "所称") || qz_clause_ends_any (c, span->end, roles, G_N_ELEMENTS (roles)))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (copulas); i++)
    if (qz_clause_ends (c, span->start, copulas[i])
        && qz_clause_ends_any (c, span->start - strlen (copulas[i]), offices, G_N_ELEMENTS (offices)))
      return TRUE;
  return FALSE;
}

/* X的执法人员执行公务时，可以采取下列措施: what its officers may is its power. */
static gboolean
empowers_officers (const QzClause *c, const QzBodySpan *span)
{
  static const char *const officers[] = { "的行政执法人员", "的监督检查人员", "的检查人员", "行政执法人员", "执法人员", "监督检查人员", "的工作人员" };
  static const char *const may[] = { "可以", "有权" }, *const posts[] = { "可以视为", "可以担任", "可以兼任" };
  gsize end = qz_segment_end (c, span->end);

  return qz_clause_begins (c, span->end, officers, G_N_ELEMENTS (officers)) && !qz_clause_ends (c, end, "的")
         && !qz_clause_has_any (c, span->end, qz_sentence_end (c, end), posts, G_N_ELEMENTS (posts))
         && (next_begins (c, end, may, G_N_ELEMENTS (may)) || qz_clause_has_any (c, span->end, end, may, G_N_ELEMENTS (may)));
}

static QzPart
part_of_subject (const QzClause *c, const QzBodySpan *span, const char *after)
{
  static const char *const openers[] = { "依法", "，其", "。其", "，该" };
  gunichar before = span->start > 0 ? g_utf8_get_char (g_utf8_find_prev_char (c->text, c->text + span->start)) : 0x3002;

  if (!span->unit && empowers_officers (c, span))
    return QZ_PART_SUBJECT;
  /* 受理申请的X应当: the words before the name belong to it */
  gboolean modified
    = before == 0x7684
      && (*after == 'v' || (commanded_behind_comma (c, span->end) && !g_str_has_prefix (c->text + span->end, "，负责")))
      && span->organ;

  if (qz_clause_ends_any (c, span->start, openers, G_N_ELEMENTS (openers)))
    before = 0x3002;
  if ((!one_of (before, "，。；：,;:\n 　”）") && !modified) || span->end >= c->len || span->unit
      || does_wrong (c, span))
    return QZ_PART_NONE;
  if (*after == 'v' || (*after == 'c' && in_charge (c, span->end)) || commanded_behind_comma (c, span->end)
      || commanded_behind_matter (c, span->end) || commanded_with_others (c, span->end))
    return QZ_PART_SUBJECT;
  if (*after != '\0' && *after != 'c')
    return commanded_behind_own (c, span->end) ? QZ_PART_SUBJECT : QZ_PART_NONE;
  return has_predicate (c, span->end, qz_segment_end (c, span->end)) || commanded_in_next (c, span->end) ? QZ_PART_SUBJECT
                                                                                                   : QZ_PART_NONE;
}

/* A preposition that may stand before a body with words that only say which: not in another word, and, where BEGINS, only
 * where a part of a sentence or an order begins. */
typedef struct {
  const char *word, *cue;
  const char *before[8], *after[16];   /* what it is another word with, in front and behind */
  gboolean    begins;
} Preposition;

/* SEGMENT: where the segment of AT begins. */
static gboolean
stands_at (const Preposition *one, const QzClause *c, gsize at, gsize segment)
{
  static const char *const orders[] = { "应当", "应", "必须", "须", "需", "并", "后", "可以", "先", "及时", "内", "前" };

  if (!g_str_has_prefix (c->text + at, one->word) || qz_clause_ends_any (c, at, one->before, g_strv_length ((char **) one->before))
      || qz_clause_begins (c, at + strlen (one->word), one->after, g_strv_length ((char **) one->after)))
    return FALSE;
  return !one->begins || at == segment || qz_clause_ends_any (c, at, orders, G_N_ELEMENTS (orders));
}

/* 由各少数民族聚居地区的|地方人民政府, 须经遗体所在区的|民政部门: the cue, and where it begins, when what stands between it and
 * START only says which body it is; "" else. */
static const char *
cue_before_modifier (const QzClause *c, gsize start, gsize *begin, gsize *end)
{
  static const Preposition known[]
    = { { "由", "agent", { "理", "自", "事", "缘", "交", "授权", "委托" }, { "于" }, FALSE },
        { "经", "approve", { NULL }, { "营", "济", "过", "费", "常", "办", "纪", "销", "验" }, TRUE },
        { "报", "approve", { NULL }, { "告", "送", "批", "刊", "纸", "名", "废", "酬", "账", "销", "道", "经", "请" }, TRUE },
        { "向", "receive", { NULL }, { "社会" }, TRUE },
        { "到", "receive", { NULL }, { "期", "达", "位", "场" }, TRUE } };
  gsize from = qz_segment_start (c, start);
  const char *cue = "";

  if (!qz_clause_ends (c, start, "的"))
    return cue;
  for (gsize p = from; p < start; p = next (c, p))
    for (guint i = 0; i < G_N_ELEMENTS (known); i++)
      if (stands_at (&known[i], c, p, from)) {
        cue = known[i].cue;
        *begin = p;
        *end = p + strlen (known[i].word);
      }
  if (*cue == '\0' || *end >= start || start - *end > MODIFIER_MAX_BYTES || has_act (c, *end, start))
    return "";
  for (guint i = 0; i < c->actors->len; i++)
    if (g_array_index (c->actors, QzActor, i).span.end > *end)
      return "";
  return cue;
}

/* 未经X批准，任何单位不得…: who may not act without X's leave may with it, so that X gives it. A breach (未经X批准…的，由Y处罚) is none. */
static gboolean
forbids_without (const QzClause *c, gsize at)
{
  gsize end = qz_segment_end (c, at), behind = end < c->len ? next (c, end) : c->len;

  return has_act (c, at, end) && !qz_clause_ends (c, end, "的") && g_str_has_prefix (c->text + end, "，")
         && qz_clause_has (c, behind, qz_segment_end (c, behind), "不得");
}

/* 建立健全由X牵头、Y参加的工作机制: the words behind 由 only say which mechanism; who sets it up does it. */
static gboolean
describes_object (const QzClause *c, gsize cue, gsize end)
{
  static const char *const makers[] = { "建立健全", "建立", "健全", "完善", "组建", "设立", "成立", "形成", "构建" };
  static const char *const ends[] = { "参加的", "参与的", "组成的", "负责的", "牵头的" };
  gsize sentence = qz_sentence_end (c, end);

  return qz_clause_ends_any (c, cue, makers, G_N_ELEMENTS (makers)) && qz_clause_has_any (c, end, sentence, ends, G_N_ELEMENTS (ends));
}

/* 征得X的同意: the leave that is X's, in the words at AT; not X的批准文件, nor one that somebody has not (未取得X的许可). */
static gboolean
gives_leave (const QzClause *c, gsize cue, gsize at)
{
  static const char *const leaves[] = { "的书面同意", "的同意", "的批准", "的许可", "的认可", "的核准" }, *const papers[] = { "证", "书" };

  for (guint i = 0; i < G_N_ELEMENTS (leaves); i++)
    if (g_str_has_prefix (c->text + at, leaves[i]))
      return !qz_clause_ends (c, cue, "未") && !qz_clause_begins (c, at + strlen (leaves[i]), papers, G_N_ELEMENTS (papers))
             && !qz_clause_has (c, at, qz_segment_end (c, at), "文件");
  return FALSE;
}

/* 接受X的监督检查: X inspects. */
static gboolean
inspects (const QzClause *c, gsize at)
{
  static const char *const inspections[] = { "的监督", "的检查", "的监管", "的管理", "的指导", "的业务指导", "的行业管理", "的业务管理", "的审计", "的考核", "依法进行的监督检查", "依法实施的监督检查" };

  return qz_clause_begins (c, at, inspections, G_N_ELEMENTS (inspections));
}

static void
read_part (QzClause *c, QzActor *actor)
{
  const QzBodySpan *span = &actor->span;
  const char *after = after_at (c, span->end);
  const char *cue = cue_before (c, span->start, &actor->cue);

  if (*cue == '\0') {
    gsize begin = 0, end = 0;
    cue = cue_before_modifier (c, span->start, &begin, &end);
    if (*cue != '\0') {
      actor->cue = begin;
      actor->span.start = end;
    }
  }
  actor->reach = span->end;
  if (!span->unit && named_for_duty (c, span))
    actor->part = QZ_PART_SUBJECT;
  else if (g_str_equal (cue, "agent"))
    actor->part = *after == 'n' || describes_object (c, actor->cue, span->end) ? QZ_PART_NONE : QZ_PART_AGENT;
  else if (g_str_equal (cue, "approve")) {
    actor->reach = qz_segment_end (c, span->end);
    if (!has_act (c, span->end, actor->reach) && !decides (c, span->end))
      actor->reach = span->end;
    else if (*after != 'n' || gives_leave (c, actor->cue, span->end))
      actor->part = QZ_PART_APPROVER;
  } else if ((g_str_equal (cue, "without") && *after != 'n' && forbids_without (c, span->end))
             || (g_str_equal (cue, "submit") && inspects (c, span->end))) {
    actor->part = QZ_PART_APPROVER;
    actor->reach = qz_segment_end (c, span->end);
  } else if (g_str_equal (cue, "receive")) {
    gsize reach;
    actor->part = part_of_receiver (c, span, &reach);
    if (actor->part == QZ_PART_RECEIVER)
      actor->reach = reach;
  } else if (*cue == '\0') {
    actor->set_up = !span->unit && qz_body_is_set_up (c->text, span->start, span->end);
    actor->part = actor->set_up ? QZ_PART_SUBJECT : part_of_subject (c, span, after);
  }
}

/* 经X批准并经Y审查同意: an earlier body's own words end where the next one's begin; not at one that is only heard (报X征求Y意见后批准). */
static void
stop_at (QzClause *c, const QzActor *actor)
{
  QzActor *last = c->actors->len > 0 ? &g_array_index (c->actors, QzActor, c->actors->len - 1) : NULL;

  if (last == NULL || actor->cue >= actor->span.start || last->reach <= actor->cue || last->span.end > actor->cue)
    return;
  if (last->part == QZ_PART_APPROVER && qz_clause_ends (c, actor->span.start, "征求"))
    return;
  last->reach = actor->cue;
}

void
qz_clause_init (QzClause *c, const QzLexicon *lexicon, const char *text)
{
  g_autoptr (GArray) spans = NULL;

  c->lexicon = lexicon;
  c->acts = qz_lexicon_table (lexicon, "vest_acts");
  c->nouns = qz_lexicon_table (lexicon, "vest_nouns");
  c->after = qz_lexicon_table (lexicon, "vest_after");
  c->decides = qz_lexicon_table (lexicon, "vest_decides");
  c->text = text;
  c->len = strlen (text);
  c->mask = g_malloc0 (c->len + 1);
  c->actors = g_array_new (FALSE, FALSE, sizeof (QzActor));
  mask_conditions (c);
  mask_quotes (c);
  spans = qz_bodies_find (text, c->len, lexicon);
  for (guint i = 0; i < spans->len; i++) {
    QzActor actor = { .span = g_array_index (spans, QzBodySpan, i) };
    read_part (c, &actor);
    mask_range (c, actor.span.start, actor.span.end, QZ_MASK_OTHER);
    stop_at (c, &actor);
    /* 经X负责人批准 is nobody else's approval either */
    if (actor.reach > actor.span.end)
      mask_range (c, actor.cue, actor.reach, QZ_MASK_OTHER);
    g_array_append_val (c->actors, actor);
  }
}

void
qz_clause_clear (QzClause *c)
{
  g_array_unref (c->actors);
  g_free (c->mask);
}
