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

/* The clause that demands 法律、法规. */
static const char *
authorizing_rule (QzAct act)
{
  switch (act) {
  case QZ_ACT_PENALTY:
    return _("行政处罚法第十九条");
  case QZ_ACT_LICENCE:
    return _("行政许可法第二十三条");
  case QZ_ACT_COERCION:
    return _("行政强制法第七十条");
  default:
    return NULL;
  }
}

/* ---- modes ---- */

static QzMode
authorized (const QzModeGrounds *g, char **reason)
{
  const char *rule = authorizing_rule (g->act);

  if (can_authorize (g->grant_rank, g->act) || can_authorize (g->vesting_rank, g->act))
    return QZ_MODE_AUTHORIZED;
  if (is_rule (g->grant_rank) || is_rule (g->vesting_rank)) {
    *reason = rule ? g_strdup_printf (_("登记为授权，依据只到规章：可以作被告（行诉解释第二十条第三款），但授权须由法律、法规作出（%s）"), rule)
                   : g_strdup (_("登记为授权，依据只到规章：可以作被告（行诉解释第二十条第三款）"));
    return QZ_MODE_AUTHORIZED;
  }
  if (g->grant_rank == QZ_RANK_UNKNOWN && (g->grant_named || g->n_unheld > 0 || g->n_basis == 0)) {
    *reason = g_strdup (_("登记为授权；依据未入库，未能核实"));
    return QZ_MODE_AUTHORIZED;
  }
  if (g->n_unheld > 0)
    *reason = g_strdup_printf (_("登记为授权，但下放依据不是法律、法规、规章，已入库的设定依据也未把该权力授予行使主体（%u 部依据未入库），"
                                 "视为委托（行诉解释第二十条第三款）"),
                               g->n_unheld);
  else
    *reason = g_strdup (_("登记为授权，但下放依据不是法律、法规、规章，设定依据也未把该权力授予行使主体，视为委托（行诉解释第二十条第三款）"));
  return QZ_MODE_ENTRUSTED;
}

static QzMode
entrusted (const QzModeGrounds *g, char **reason)
{
  if (g->act == QZ_ACT_COERCION)
    *reason = g_strdup (_("行政强制措施权不得委托（行政强制法第十七条第一款）"));
  return QZ_MODE_ENTRUSTED;
}

static QzMode
conferred (const QzModeGrounds *g, char **reason)
{
  if (g->act == QZ_ACT_COERCION)
    *reason = g_strdup (_("行政处罚法第二十四条只及于行政处罚；行政强制另须地方性法规或者行政强制法第十七条第二款"));
  else if (g->act != QZ_ACT_PENALTY)
    *reason = g_strdup (_("行政处罚法第二十四条只及于行政处罚，本项须另有依据"));
  return QZ_MODE_CONFERRED;
}

QzMode
qz_mode_supported (const QzModeGrounds *grounds, char **reason)
{
  *reason = NULL;
  if (grounds->declared == QZ_MODE_UNKNOWN)
    return QZ_MODE_UNKNOWN;
  if (grounds->internal) {
    *reason = g_strdup (_("内部管理权限，不对外行使"));
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

/* Names of the lowest level in clauses, and ends of the names of such bodies. */
static const char *const TOWN_KINDS[] = { "乡镇人民政府", "乡(镇)人民政府", "乡、镇人民政府", "乡级人民政府", "镇人民政府",
                                          "乡人民政府", "街道办事处", "乡镇街道", NULL };

static gboolean
is_town (const char *folded)
{
  return g_str_has_suffix (folded, "镇人民政府") || g_str_has_suffix (folded, "乡人民政府") || g_str_has_suffix (folded, "街道办事处");
}

gboolean
qz_holder_covers (const char *named, const char *holder)
{
  g_autofree char *a = NULL, *b = NULL;

  if (!named || !holder)
    return FALSE;
  a = qz_fold_text (named, -1, QZ_FOLD_PLAIN);
  b = qz_fold_text (holder, -1, QZ_FOLD_PLAIN);
  if (strcmp (a, b) == 0)
    return TRUE;
  if (!is_town (b))
    return FALSE;
  for (guint i = 0; TOWN_KINDS[i]; i++) {
    gboolean street = strstr (TOWN_KINDS[i], "街道") != NULL;
    if (strstr (a, TOWN_KINDS[i]) && (!street || strcmp (TOWN_KINDS[i], "乡镇街道") == 0 || strstr (b, "街道办事处"))
        && (street || strstr (b, "人民政府")))
      return TRUE;
  }
  return FALSE;
}
