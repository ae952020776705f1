#include "config.h"

#include <quanze/fold.h>
#include <quanze/locale.h>
#include <quanze/mode.h>
#include <string.h>

QzAct
qz_act_of_category (const char *category)
{
  static const struct {
    const char *word;
    QzAct act;
  } WORDS[] = { { "处罚", QZ_ACT_PENALTY }, { "许可", QZ_ACT_LICENCE }, { "强制", QZ_ACT_COERCION } };

  for (guint i = 0; category && i < G_N_ELEMENTS (WORDS); i++)
    if (strstr (category, WORDS[i].word))
      return WORDS[i].act;
  return QZ_ACT_OTHER;
}

/* ---- ranks ---- */

/* 法律、法规; for coercive measures 法律、行政法规. */
static gboolean
can_authorize (QzRank rank, QzAct act)
{
  return rank == QZ_RANK_LAW || rank == QZ_RANK_ADMIN_REGULATION || (rank == QZ_RANK_LOCAL_REGULATION && act != QZ_ACT_COERCION);
}

static gboolean
is_rule (QzRank rank)
{
  return rank == QZ_RANK_DEPARTMENT_RULE || rank == QZ_RANK_LOCAL_RULE;
}

/* Why a grant by rule is defective, with the clause that demands 法律、法规. */
static const char *
rule_only (QzAct act)
{
  switch (act) {
  case QZ_ACT_PENALTY:
    return N_("登记为授权，依据只到规章：可以作被告（行诉解释第二十条第三款），但授权须由法律、法规作出（行政处罚法第十九条）");
  case QZ_ACT_LICENCE:
    return N_("登记为授权，依据只到规章：可以作被告（行诉解释第二十条第三款），但授权须由法律、法规作出（行政许可法第二十三条）");
  case QZ_ACT_COERCION:
    return N_("登记为授权，依据只到规章：可以作被告（行诉解释第二十条第三款），但授权须由法律、法规作出（行政强制法第七十条）");
  default:
    return N_("登记为授权，依据只到规章：可以作被告（行诉解释第二十条第三款）");
  }
}

/* ---- modes ---- */

static QzMode
authorized (const QzModeGrounds *g, const char **reason)
{
  if (can_authorize (g->grant_rank, g->act) || can_authorize (g->vesting_rank, g->act))
    return QZ_MODE_AUTHORIZED;
  if (is_rule (g->grant_rank) || is_rule (g->vesting_rank)) {
    *reason = rule_only (g->act);
    return QZ_MODE_AUTHORIZED;
  }
  if ((g->grant_rank == QZ_RANK_UNKNOWN && (g->grant_named || !g->handed_down)) || (g->vested && g->vesting_rank == QZ_RANK_UNKNOWN)) {
    *reason = N_("登记为授权；依据未入库或者效力层级不明，未能核实");
    return QZ_MODE_AUTHORIZED;
  }
  if (g->n_unheld > 0)
    *reason = N_("登记为授权，但未见法律、法规、规章把该权力授予行使主体（另有依据未入库），视为委托（行诉解释第二十条第三款）");
  else
    *reason = N_("登记为授权，但下放依据和设定依据都没有以法律、法规、规章把该权力授予行使主体，视为委托（行诉解释第二十条第三款）");
  return QZ_MODE_ENTRUSTED;
}

static QzMode
entrusted (const QzModeGrounds *g, const char **reason)
{
  if (g->act == QZ_ACT_COERCION)
    *reason = N_("行政强制措施权不得委托（行政强制法第十七条第一款）");
  return QZ_MODE_ENTRUSTED;
}

static QzMode
conferred (const QzModeGrounds *g, const char **reason)
{
  if (g->act == QZ_ACT_COERCION)
    *reason = N_("行政处罚法第二十四条只及于行政处罚；行政强制另须地方性法规或者行政强制法第十七条第二款");
  else if (g->act != QZ_ACT_PENALTY)
    *reason = N_("行政处罚法第二十四条只及于行政处罚，本项须另有依据");
  return QZ_MODE_CONFERRED;
}

QzMode
qz_mode_supported (const QzModeGrounds *grounds, const char **reason)
{
  *reason = NULL;
  if (grounds->declared == QZ_MODE_UNKNOWN)
    return QZ_MODE_UNKNOWN;
  if (grounds->internal) {
    *reason = N_("内部管理权限，不对外行使");
    return grounds->declared;
  }
  switch (grounds->declared) {
  case QZ_MODE_AUTHORIZED:
    return authorized (grounds, reason);
  case QZ_MODE_ENTRUSTED:
    return entrusted (grounds, reason);
  case QZ_MODE_CONFERRED:
    return conferred (grounds, reason);
  default:
    return grounds->declared;
  }
}

/* ---- bodies ---- */

/* What stands before 镇人民政府, 乡人民政府 or 街道办事处 where a clause means any of them, not the one of that name. */
static const char *const ANY_TOWN[] = { "乡", "乡(", "乡、", "(乡)", "乡(镇)", "(镇)", "试点", "试点乡", "建制", "中心", "重点", "所在地",
                                        "所在地乡", "当地", "当地乡", "各", "各乡", "该", "有关", "有关乡", "承接", "其他", "其",
                                        "的", "的乡", "、", "和", "或者", "及", "(", ",", "由", "和乡", "或者乡", "级", NULL };
static const char *const TOWN_ENDS[] = { "镇人民政府", "乡人民政府", "乡级人民政府", "(镇)人民政府", "街道办事处", NULL };

static const char *
town_end (const char *name)
{
  for (guint i = 0; TOWN_ENDS[i]; i++)
    if (g_str_has_suffix (name, TOWN_ENDS[i]))
      return TOWN_ENDS[i];
  return NULL;
}

/* Whether the words before AT are none, or ones that name no town. */
static gboolean
names_no_town (const char *text, const char *at)
{
  g_autofree char *lead = g_strndup (text, (gsize) (at - text));

  if (!*lead)
    return TRUE;
  for (guint i = 0; ANY_TOWN[i]; i++)
    if (g_str_has_suffix (lead, ANY_TOWN[i]))
      return TRUE;
  return FALSE;
}

/* 街道办事处 for a street, a town's government for a town. */
static gboolean
covers_kind (const char *named, gboolean street)
{
  for (guint i = 0; TOWN_ENDS[i]; i++) {
    const char *at;
    if ((strstr (TOWN_ENDS[i], "街道") != NULL) != street)
      continue;
    for (at = strstr (named, TOWN_ENDS[i]); at; at = strstr (at + 1, TOWN_ENDS[i]))
      if (g_str_has_prefix (TOWN_ENDS[i], "(镇)") || g_str_has_prefix (TOWN_ENDS[i], "乡级") || names_no_town (named, at))
        return TRUE;
  }
  return strcmp (named, "乡镇") == 0 || (street && strcmp (named, "街道") == 0);
}

gboolean
qz_holder_covers (const char *named, const char *holder)
{
  g_autofree char *a = NULL, *b = NULL;
  const char *end;

  if (!named || !holder)
    return FALSE;
  a = qz_fold_text (named, -1, QZ_FOLD_PLAIN);
  b = qz_fold_text (holder, -1, QZ_FOLD_PLAIN);
  if (strcmp (a, b) == 0)
    return TRUE;
  end = town_end (b);
  return end && covers_kind (a, strstr (end, "街道") != NULL);
}
