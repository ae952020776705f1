/* Whether the highest of an item's bases may set such a power: 行政处罚法10–14 and 16, 行政许可法14, 15 and 17,
 * 行政强制法10 and 13. */
#include "config.h"

#include <string.h>

#include <quanze/locale.h>
#include <quanze/mode.h>

#include "search/audit/audit.h"

typedef struct {
  QzRank best;
  gboolean unknown;    /* the rank of one of them cannot be told: nothing follows */
  gboolean provincial; /* a rule among them is a province's, or whose cannot be told */
  gboolean council;    /* one is a decision of the State Council (行政许可法14第2款) */
  gboolean held;       /* the index holds all of them */
  char *citation;      /* of the best */
  const char *quote;   /* all its words; NULL */
} Ranks;

static gboolean
rank_of (QzAudit *audit, const json_t *entry, QzRank *rank, const char **title, gboolean *held, GError **error)
{
  const QzVersion *version = qz_laws_version (audit->laws, qz_json_text (entry, "key"), audit->engine->as_of);
  g_autoptr (GError) own = NULL;
  const QzFound *found = version != NULL ? qz_laws_instrument (audit->laws, version, &own) : NULL;
  const char *name = found != NULL ? qz_found_string (found, "rank") : NULL;
  g_autofree char *territory = NULL;

  if (own != NULL) {
    g_propagate_error (error, g_steal_pointer (&own));
    return FALSE;
  }
  *title = version != NULL ? version->title : qz_json_text (entry, "title");
  *held &= version != NULL;
  *rank = QZ_RANK_UNKNOWN;
  if (name != NULL)
    *rank = qz_rank_from_name (name);
  else if (*title != NULL)
    qz_territory_of (*title, NULL, NULL, &territory, rank);
  return TRUE;
}

static gboolean
is_city_rule (const char *title)
{
  return strstr (title, "市") != NULL && strstr (title, "省") == NULL && strstr (title, "自治区") == NULL
         && strstr (title, "北京市") == NULL && strstr (title, "上海市") == NULL && strstr (title, "天津市") == NULL
         && strstr (title, "重庆市") == NULL;
}

static gboolean
read_ranks (QzAudit *audit, Ranks *ranks, GError **error)
{
  const json_t *entry;
  size_t i;

  *ranks = (Ranks){ .best = (QzRank) (QZ_RANK_CASE + 1), .held = TRUE };
  json_array_foreach (json_object_get (audit->power->head, "basis"), i, entry)
  {
    const char *title;
    QzRank rank;
    if (!rank_of (audit, entry, &rank, &title, &ranks->held, error))
      return FALSE;
    if (rank == QZ_RANK_UNKNOWN) {
      ranks->unknown = TRUE;
      continue;
    }
    ranks->council |= title != NULL && strstr (title, "国务院") != NULL;
    ranks->provincial |= rank == QZ_RANK_LOCAL_RULE && (title == NULL || !is_city_rule (title));
    if (rank >= ranks->best)
      continue;
    ranks->best = rank;
    ranks->quote = qz_json_text (entry, "quote");
    g_free (ranks->citation);
    ranks->citation = g_strdup_printf ("《%s》", title);
  }
  return TRUE;
}

/* ---- what a rank may set ---- */

/* Words of the penalties that a rule may not set (行政处罚法13第2款, 14第2款: 警告、通报批评 and limited fines). */
static const char *
heavy_penalty (const char *quote)
{
  static const char *const WORDS[] = { "吊销", "责令停产停业", "责令关闭", "没收", "拘留", "降低资质等级", "限制从业" };

  for (guint i = 0; quote != NULL && i < G_N_ELEMENTS (WORDS); i++)
    if (strstr (quote, WORDS[i]) != NULL)
      return WORDS[i];
  return NULL;
}

/* The reason; NULL when the rank will do. The caller's. */
static char *
too_low_for_penalty (const Ranks *r, QzSeverity *severity)
{
  const char *heavy = heavy_penalty (r->quote);

  if (r->best == QZ_RANK_NORMATIVE || r->best == QZ_RANK_CASE)
    return g_strdup (_("所列依据都是规范性文件，规范性文件不得设定行政处罚（行政处罚法第十六条）"));
  if ((r->best != QZ_RANK_DEPARTMENT_RULE && r->best != QZ_RANK_LOCAL_RULE) || heavy == NULL)
    return NULL;
  *severity = QZ_SEVERITY_WARNING; /* a law that is not cited may set it, and the rule only repeat it */
  return g_strdup_printf (_("所列依据最高是规章，规章只能设定警告、通报批评和一定数额罚款（行政处罚法%"
                             "s），所引条文有“%s”，应当列出设定它的法律、法规"),
                          r->best == QZ_RANK_DEPARTMENT_RULE ? _("第十三条第二款") : _("第十四条第二款"), heavy);
}

static char *
too_low_for_licence (const Ranks *r, QzSeverity *severity)
{
  if (r->council || r->best <= QZ_RANK_LOCAL_REGULATION)
    return NULL;
  if (r->best == QZ_RANK_LOCAL_RULE && r->provincial) {
    *severity = QZ_SEVERITY_WARNING;
    return g_strdup (
      _("所列依据最高是省级政府规章，只能设定实施不满一年的临时性行政许可（行政许可法第十五条第一款）"));
  }
  return g_strdup_printf (_("所列依据最高是%s，不得设定行政许可（行政许可法第十七条）"),
                          r->best == QZ_RANK_DEPARTMENT_RULE ? _("部门规章")
                          : r->best == QZ_RANK_LOCAL_RULE    ? _("设区的市政府规章")
                                                             : _("规范性文件"));
}

static char *
too_low_for_coercion (const QzAudit *audit, const Ranks *r)
{
  static const char *const LOCAL[] = { "查封", "扣押", "扣留", "暂扣", "封存" };
  const char *name = qz_found_string (audit->power, "name");

  if (r->best < QZ_RANK_LOCAL_REGULATION)
    return NULL; /* whether execution may rest on a regulation (13) shows in the law that the regulation follows */
  if (r->best > QZ_RANK_LOCAL_REGULATION)
    return g_strdup (
      _("所列依据没有法律、法规，其他规范性文件不得设定行政强制（行政强制法第十条第四款、第十三条第一款）"));
  for (guint i = 0; name != NULL && i < G_N_ELEMENTS (LOCAL); i++)
    if (strstr (name, LOCAL[i]) != NULL)
      return NULL;
  return g_strdup (_("所列依据最高是地方性法规，只能设定查封、扣押（行政强制法第十条第三款）"));
}

gboolean
qz_audit_rank (QzAudit *audit, GError **error)
{
  QzAct act = qz_act_of_category (qz_found_string (audit->power, "category"));
  QzSeverity severity = QZ_SEVERITY_ERROR;
  Ranks ranks;
  char *reason = NULL;

  if (act == QZ_ACT_OTHER || json_is_true (json_object_get (audit->power->head, "internal")))
    return TRUE;
  if (!read_ranks (audit, &ranks, error))
    return FALSE;
  if (!ranks.unknown && ranks.citation != NULL)
    reason = act == QZ_ACT_PENALTY   ? too_low_for_penalty (&ranks, &severity)
             : act == QZ_ACT_LICENCE ? too_low_for_licence (&ranks, &severity)
                                     : too_low_for_coercion (audit, &ranks);
  if (reason != NULL) {
    QzFinding *finding = qz_audit_add (audit, QZ_FINDING_BASIS_TOO_LOW);
    finding->citation = g_strdup (ranks.citation);
    finding->found = reason;
    finding->severity = severity;
  }
  g_free (ranks.citation);
  return TRUE;
}
