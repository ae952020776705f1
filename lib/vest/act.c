/* What is done: types, acts and fines of a stretch of a clause. */
#include "config.h"

#include <string.h>

#include "lib/vest/fine.h"
#include "lib/vest/clause.h"

/* What an order or a penalty is about (责令补办审批手续, 吊销许可证) is not done by whoever gives it. */
static const char *const swallowed[] = { "许可", "确认", "检查", "备案", "规划", "奖励", "给付", "调解", "裁决", NULL };
static const char *const strict_types[] = { "责令", "处罚", "强制", "处分", NULL };

void
qz_vesting_add_type (QzVesting *vesting, const char *type)
{
  for (guint i = 0; i < vesting->types->len; i++)
    if (g_str_equal (vesting->types->pdata[i], type))
      return;
  g_ptr_array_add (vesting->types, (gpointer) g_intern_string (type));
}

QzVesting *
qz_vesting_new (const char *eid, gsize start, gsize end)
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

/* 核发的许可证, 登记机关, 检验标准: the word says what kind of thing, not what is done. */
static gboolean
attributive (const QzClause *c, gsize end, guint ignore)
{
  if ((ignore & QZ_READ_APPROVAL) != 0
      && (g_str_has_prefix (c->text + end, "后") || g_str_has_prefix (c->text + end, "前")
          || g_str_has_prefix (c->text + end, "之前")))
    return FALSE;
  if (g_str_has_prefix (c->text + end, "的"))
    return !g_str_has_prefix (c->text + end, "的处罚") && !g_str_has_prefix (c->text + end, "的行政处罚");
  return qz_lexicon_table_longest (c->nouns, c->text + end, c->len - end) > 0;
}

/* 发给…登记证书 confirms, 审批…待遇 grants: what the word is done to decides. */
static const char *
settled_type (const QzClause *c, const char *word_type, gsize from, gsize to)
{
  static const char *const benefits[] = { "最低生活保障", "低保", "救助金", "补助金", "抚恤金", "优待金", "保障待遇", "补贴资格" };

  if (g_str_equal (word_type, "给付") && (qz_clause_has (c, from, to, "许可证") || qz_clause_has (c, from, to, "证书") || qz_clause_has (c, from, to, "执照")))
    return "许可";
  if (!g_str_equal (word_type, "许可"))
    return word_type;
  if (qz_clause_has (c, from, to, "登记证"))
    return "确认";
  return qz_clause_has_any (c, qz_part_start (c, from), to, benefits, G_N_ELEMENTS (benefits)) ? "给付" : word_type;
}

/* 撤销…登记, 撤销…许可 takes away. */
static gboolean
revokes (const QzClause *c, gsize from, gsize at, const char *type)
{
  return (g_str_equal (type, "确认") || g_str_equal (type, "许可")) && qz_clause_has (c, from, at, "撤销");
}

/* 罚款 that is paid, not imposed: 结清罚款, 缴纳罚款. */
static gboolean
paid (const QzClause *c, gsize from, gsize at)
{
  return g_str_has_prefix (c->text + at, "罚款") && at > from && !qz_clause_has (c, from, at, "处") && !qz_clause_has (c, from, at, "罚")
         && (qz_clause_has (c, from, at, "缴") || qz_clause_has (c, from, at, "结清") || qz_clause_has (c, from, at, "交纳"));
}

/* 两年内不予办理登记 beside a penalty is part of it. */
static gboolean
denied (const QzClause *c, gsize from, gsize at, const QzVesting *vesting)
{
  return vesting->types->len > 0 && g_strv_contains (strict_types, vesting->types->pdata[0])
         && (qz_clause_has (c, from, at, "不得") || qz_clause_has (c, from, at, "不予") || qz_clause_has (c, from, at, "不再") || qz_clause_has (c, from, at, "撤销"));
}

/* 加强对登记工作的领导, 将调解工作纳入规划: who leads or pays for a work does not do it. */
static gboolean
only_leads (const QzClause *c, gsize from, gsize to)
{
  static const char *const words[] = { "的领导",   "组织领导", "统一领导", "纳入国民经济", "纳入本级",     "纳入社会",
                                       "列入本级", "列入财政", "纳入财政", "纳入城乡规划", "纳入国土空间", "宣传教育" };

  return qz_clause_has_any (c, from, to, words, G_N_ELEMENTS (words));
}

static gboolean
read_segment (const QzClause *c, gsize from, gsize to, gboolean strict, guint ignore, QzVesting *vesting)
{
  gboolean any = FALSE, ordered = FALSE, leads = only_leads (c, from, to);
  guint types = vesting->types->len, acts = vesting->acts->len;

  for (gsize at = from, n; at < to;) {
    const char *type = qz_act_at (c, at, &n);

    if (type == NULL) {
      at = (gsize) (g_utf8_next_char (c->text + at) - c->text);
      continue;
    }
    gsize end = at + n;
    if (*type == '-' || end > to || (c->mask[at] & ~ignore & 0xff) != 0
        || (!g_str_equal (type, "责令") && attributive (c, end, ignore))
        || (ordered && g_strv_contains (swallowed, type))
        || ((strict || leads) && !g_strv_contains (strict_types, type)) || paid (c, from, at)
        || (g_strv_contains (swallowed, type) && denied (c, from, at, vesting))) {
      at = end;
      continue;
    }
    /* 加强对许可、编制的监督检查: what is looked at is not done */
    if (g_str_equal (type, "检查") && qz_clause_ends (c, at, "的") && vesting->types->len > types) {
      g_ptr_array_set_size (vesting->types, (gint) types);
      g_ptr_array_set_size (vesting->acts, (gint) acts);
    }
    ordered = ordered || g_str_equal (type, "责令") || g_str_equal (type, "处罚");
    qz_vesting_add_type (vesting, revokes (c, from, at, type) ? "处罚" : settled_type (c, type, end, to));
    g_ptr_array_add (vesting->acts, g_strndup (c->text + at, n));
    any = TRUE;
    at = end;
  }
  return any;
}

gboolean
qz_acts_read (const QzClause *c, gsize from, gsize to, gsize strict, guint ignore, QzVesting *vesting)
{
  gboolean any = FALSE;

  for (gsize at = from; at < to;) {
    gsize end = MIN (qz_segment_end (c, at), to);

    any = read_segment (c, at, end, at >= strict, ignore, vesting) || any;
    at = end < to ? (gsize) (g_utf8_next_char (c->text + end) - c->text) : to;
  }
  g_ptr_array_unref (vesting->fines);
  vesting->fines = qz_fines_find (c->text + from, to - from);
  return any;
}
