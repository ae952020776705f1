/* How the holder came by an item: the mode that the registry declares, the deed it names, and whether that still
 * holds. */
#include "config.h"

#include <string.h>

#include <quanze/locale.h>

#include "search/audit/audit.h"
#include "search/findings/cited.h"
#include "search/powers/granted.h"

typedef struct {
  QzAudit *audit;
  const QzFound *power;
  const char *printed;  /* the grant as the registry names it; NULL */
  const QzDeed *deed; /* of it; NULL where PRINTED is */
  QzMode declared;
  QzModeGrounds grounds;
  QzMode mode; /* as the grounds support it */
  const char *reason; /* static */
  GPtrArray *grants; /* QzGranted*: what the index has about the item */
  QzHolding holding; /* by them, on the day */
} Grant;

static void
grant_clear (Grant *g)
{
  g_clear_pointer (&g->grants, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Grant, grant_clear)

QzMode
qz_audit_declared (const QzFound *power)
{
  const char *declared = qz_found_string (power, "mode_declared");

  return declared != NULL ? qz_mode_from_text (declared) : QZ_MODE_UNKNOWN;
}

const char *
qz_audit_mode_rule (QzAudit *audit, QzMode mode)
{
  static const char *const ACTS[]
    = { [QZ_ACT_OTHER] = "", [QZ_ACT_PENALTY] = "处罚", [QZ_ACT_LICENCE] = "许可", [QZ_ACT_COERCION] = "强制" };
  QzAct act = qz_act_of_category (qz_found_string (audit->power, "category"));
  g_autofree char *key = g_strdup_printf ("%s:rules_%s", qz_mode_name (mode), ACTS[act]);
  const char *const *cells = qz_lexicon_lookup (audit->engine->lexicon, "modes", key);

  return cells != NULL && cells[0] != NULL && *cells[0] != '\0' ? cells[0] : NULL;
}

/* ---- findings ---- */

static QzFinding *
add (const Grant *g, QzFindingCode code, char *found)
{
  QzFinding *finding = qz_audit_add (g->audit, code);

  finding->citation = g_strdup (g->printed);
  finding->id = g->deed != NULL && g->deed->found != NULL ? g_strdup (g->deed->found->id) : NULL;
  finding->found = found;
  return finding;
}

/* ---- the mode ---- */

/* A power moved by no more than a mode's name. A law that vests it in the holder needs no deed. */
static void
check_deed (const Grant *g)
{
  const char *rule = g->grounds.act != QZ_ACT_COERCION ? qz_audit_mode_rule (g->audit, g->declared) : NULL;
  QzFinding *finding;

  if (g->printed != NULL || g->grounds.vested)
    return;
  finding
    = add (g, QZ_FINDING_GRANT_WITHOUT_BASIS,
           rule != NULL
             ? g_strdup_printf (_("登记为%s，没有写明下放的决定或者委托书（%s）"), _ (qz_mode_chinese (g->declared)), rule)
             : g_strdup_printf (_("登记为%s，没有写明下放的决定或者委托书"), _ (qz_mode_chinese (g->declared))));
  if (g->declared == QZ_MODE_DEVOLVED || g->grounds.internal)
    finding->severity = QZ_SEVERITY_WARNING; /* no statute asks for a deed */
}

/* 授权 that the basis does not carry is entrusting. Certain where the deed that gives the power is known to be below a
 * rule. */
static void
add_not_authorized (const Grant *g)
{
  QzFinding *finding = add (g, QZ_FINDING_MODE_UNSUPPORTED, g_strdup (gettext (g->reason)));
  const char *department = qz_found_string (g->power, "from_department"),
             *rule = qz_audit_mode_rule (g->audit, QZ_MODE_ENTRUSTED);

  finding->says = g_strdup (_("登记的行使方式为授权"));
  if (department != NULL && g->grounds.act != QZ_ACT_COERCION)
    finding->suggest = rule != NULL ? g_strdup_printf (_("由%s书面委托，登记为委托（%s）"), department, rule)
                                    : g_strdup_printf (_("由%s书面委托，登记为委托"), department);
  if (g->grounds.n_unheld > 0 && !(g->grounds.handed_down && g->grounds.grant_rank == QZ_RANK_NORMATIVE))
    finding->severity = QZ_SEVERITY_WARNING; /* a text that is not held may vest it */
}

/* Of a place a province or a city under the State Council. */
static gboolean
is_provincial (const char *place)
{
  static const char *const CITIES[] = { "北京市", "天津市", "上海市", "重庆市" };

  for (guint i = 0; i < G_N_ELEMENTS (CITIES); i++)
    if (strcmp (place, CITIES[i]) == 0)
      return TRUE;
  return g_str_has_suffix (place, "省") || g_str_has_suffix (place, "自治区");
}

/* 行政处罚法24第1款: 省、自治区、直辖市 decide; a county's list only chooses from that. */
static gboolean
has_provincial_decision (const Grant *g)
{
  const json_t *entry;
  size_t i;

  if (g->deed != NULL && g->deed->version != NULL && g->deed->version->territory != NULL
      && is_provincial (g->deed->version->territory))
    return TRUE;
  json_array_foreach (json_object_get (g->power->head, "basis"), i, entry)
  {
    const QzVersion *version = qz_laws_version (g->audit->laws, qz_json_text (entry, "key"), g->audit->engine->as_of);
    const char *title = qz_json_text (entry, "title");
    if (version != NULL ? version->territory != NULL && is_provincial (version->territory)
                        : title != NULL && (strstr (title, "省") != NULL || strstr (title, "自治区") != NULL))
      return TRUE;
  }
  return g->deed != NULL && g->deed->version == NULL; /* not held: it may be the province's */
}

static void
check_conferred (const Grant *g)
{
  if (g->reason != NULL)
    add (g, QZ_FINDING_MODE_UNSUPPORTED, g_strdup (gettext (g->reason)))->severity = QZ_SEVERITY_WARNING;
  else if (!has_provincial_decision (g))
    add (g, QZ_FINDING_MODE_UNSUPPORTED,
         g_strdup (_("交由须有省、自治区、直辖市的决定（行政处罚法第二十四条第一款），下放依据和设定依据里都没有")))
      ->severity
      = QZ_SEVERITY_WARNING;
}

/* What follows only from texts that are not held is a note. */
static void
check_authorized (const Grant *g)
{
  gboolean by_rule = g->grounds.grant_rank == QZ_RANK_DEPARTMENT_RULE || g->grounds.grant_rank == QZ_RANK_LOCAL_RULE
                     || g->grounds.vesting_rank == QZ_RANK_DEPARTMENT_RULE
                     || g->grounds.vesting_rank == QZ_RANK_LOCAL_RULE;

  if (g->mode != QZ_MODE_AUTHORIZED)
    add_not_authorized (g);
  else if (g->reason != NULL)
    add (g, QZ_FINDING_MODE_UNSUPPORTED, g_strdup (gettext (g->reason)))->severity
      = by_rule ? QZ_SEVERITY_WARNING : QZ_SEVERITY_NOTE;
}

/* ---- coercion ---- */

typedef struct {
  const char *text;
  gboolean measure, execution;
} Coercion;

static void
match_coercion (const char *const *cells, gpointer user_data)
{
  Coercion *coercion = user_data;

  if (cells[1] == NULL || strstr (coercion->text, cells[0]) == NULL)
    return;
  coercion->measure |= strcmp (cells[1], "措施") == 0;
  coercion->execution |= strcmp (cells[1], "执行") == 0;
}

static Coercion
coercion_in (const QzAudit *audit, const char *text)
{
  Coercion coercion = { text, FALSE, FALSE };

  qz_lexicon_each (audit->engine->lexicon, "audit_coercion", match_coercion, &coercion);
  return coercion;
}

/* The first sentence of TEXT that gives a measure (可以查封), not one that keeps it back (不得查封、扣押). The
 * caller's; NULL. */
static char *
measure_given (const QzAudit *audit, const char *text)
{
  static const char *const KEPT[]
    = { "不得", "不能", "提请", "除外", "不含", "不包括", "移送", "另行", "禁止", "不予", "处罚", "违法" };
  g_autoptr (GPtrArray) sentences = text != NULL ? qz_sentences (text) : NULL;

  for (guint i = 0; sentences != NULL && i < sentences->len; i++) {
    const char *sentence = sentences->pdata[i];
    gboolean kept = FALSE;
    for (guint k = 0; k < G_N_ELEMENTS (KEPT); k++)
      kept |= strstr (sentence, KEPT[k]) != NULL;
    if (!kept && coercion_in (audit, sentence).measure)
      return g_strdup (sentence);
  }
  return NULL;
}

/* 行政强制法17第1款 speaks of measures; 代履行 and other execution are another matter (50). */
static void
check_coercion (const Grant *g)
{
  const char *name = qz_found_string (g->power, "name"), *sub = qz_found_string (g->power, "subname");
  g_autofree char *both = g_strconcat (name != NULL ? name : "", "\n", sub != NULL ? sub : "", NULL), *given = NULL;
  Coercion own = coercion_in (g->audit, both);
  gboolean by_scope;
  QzFinding *finding;

  if (g->grounds.act == QZ_ACT_COERCION ? own.execution && !own.measure : TRUE)
    given = measure_given (g->audit, qz_found_string (g->power, "scope"));
  if (given == NULL && (g->grounds.act != QZ_ACT_COERCION || (own.execution && !own.measure)))
    return;
  finding = add (g, QZ_FINDING_COERCION_ENTRUSTED, g_strdup (_("行政强制措施权不得委托（行政强制法第十七条第一款）")));
  by_scope = given != NULL;
  finding->says = by_scope ? g_steal_pointer (&given) : g_strdup (name);
  if (g->declared != QZ_MODE_ENTRUSTED || (!own.measure && !by_scope))
    finding->severity = QZ_SEVERITY_WARNING; /* it counts as entrusted, or may be execution */
}

/* ---- sub-delegation ---- */

static const char *
no_subdelegation (const Grant *g)
{
  return g->grounds.act == QZ_ACT_LICENCE ? _("行政许可法第二十四条第三款") : _("行政处罚法第二十条第四款");
}

/* 可以再委托村民委员会实施, in the registry's columns or in the deed. */
static char *
subdelegation_in (const char *text)
{
  static const char *const CUES[] = { "再委托", "转委托", "再行委托" }, *const KEPT[]
                                                                        = { "不得", "禁止", "不能", "不可" };
  g_autoptr (GPtrArray) sentences = text != NULL ? qz_sentences (text) : NULL;

  for (guint i = 0; sentences != NULL && i < sentences->len; i++) {
    const char *sentence = sentences->pdata[i], *cue = NULL;
    gboolean kept = FALSE;
    for (guint k = 0; k < G_N_ELEMENTS (CUES) && cue == NULL; k++)
      cue = strstr (sentence, CUES[k]);
    for (guint k = 0; k < G_N_ELEMENTS (KEPT); k++)
      kept |= strstr (sentence, KEPT[k]) != NULL;
    if (cue != NULL && !kept
        && (strstr (sentence, "可以") != NULL || strstr (sentence, "可由") != NULL || strstr (sentence, "由") != NULL))
      return g_strdup (sentence);
  }
  return NULL;
}

static void
check_subdelegation (const Grant *g)
{
  static const char *const COLUMNS[] = { "scope", "limits", "duties", "remark" };
  g_autofree char *says = g->deed != NULL ? subdelegation_in (g->deed->text) : NULL;
  QzFinding *finding;

  for (guint i = 0; i < G_N_ELEMENTS (COLUMNS) && says == NULL; i++)
    says = subdelegation_in (qz_found_string (g->power, COLUMNS[i]));
  if (says == NULL)
    return;
  finding = add (g, QZ_FINDING_SUBDELEGATED,
                 g_strdup_printf (_("受委托的权力不得再委托其他组织或者个人（%s）"), no_subdelegation (g)));
  finding->says = g_steal_pointer (&says);
}

/* ---- what the deed says of the item ---- */

/* The grant of the deed that the registry names; NULL when that lists no such item. */
static const QzGranted *
own_grant (const Grant *g)
{
  for (guint i = 0; g->deed != NULL && g->deed->found != NULL && i < g->grants->len; i++) {
    const QzGranted *one = g->grants->pdata[i];
    if (one->mode != QZ_MODE_RECALLED && strcmp (one->instrument, g->deed->found->id) == 0)
      return one;
  }
  return NULL;
}

/* The registry declares one mode, the deed it names another. */
static void
check_said (const Grant *g)
{
  const QzGranted *own = own_grant (g);
  QzFinding *finding;

  if (own == NULL || g->grounds.internal || own->mode == QZ_MODE_UNKNOWN || own->mode == QZ_MODE_DEVOLVED || own->mode == g->declared)
    return;
  finding = add (g, QZ_FINDING_MODE_UNSUPPORTED,
                 g_strdup_printf (_("下放依据对本项写的是%s"), _ (qz_mode_chinese (own->mode))));
  g_free (finding->citation);
  finding->citation = g_strdup (own->citation);
  finding->says = g_strdup_printf (_("登记的行使方式为%s"), _ (qz_mode_chinese (g->declared)));
  finding->severity = QZ_SEVERITY_WARNING;
}

/* ---- until when ---- */

/* The registry lets the holder act longer than the deed does. */
static void
check_term (const Grant *g)
{
  const QzGranted *own = own_grant (g);
  QzDate until = own != NULL && own->until != 0 ? own->until : g->deed != NULL ? g->deed->until : 0, today = g->audit->engine->as_of;
  QzDate printed = 0;
  const char *valid_to = qz_found_string (g->power, "valid_to");
  g_autofree char *day = NULL;
  QzFinding *finding;

  if (valid_to != NULL)
    qz_date_parse_iso (valid_to, &printed);
  if (until == 0 || (printed != 0 && printed <= until))
    return;
  day = qz_day_text (until);
  finding = add (g, QZ_FINDING_GRANT_EXPIRED, g_strdup_printf (_("下放依据的期限到%s为止"), day));
  finding->says
    = printed != 0 ? g_strdup_printf (_("清单的失效日期为%s"), valid_to) : g_strdup (_("清单没有失效日期"));
  if (until >= today)
    finding->severity = printed != 0 ? QZ_SEVERITY_WARNING : QZ_SEVERITY_NOTE; /* it will */
}

/* A decision in the index takes the power back; LISTED: while the registry still shows it as valid. */
static void
check_recall (const Grant *g, gboolean listed)
{
  const QzGranted *recall = g->holding.recall;
  g_autofree char *day = recall != NULL && recall->since != 0 ? qz_day_text (recall->since) : NULL;
  QzFinding *finding;

  if (day == NULL)
    return;
  finding = qz_audit_add (g->audit, QZ_FINDING_RECALLED);
  finding->citation = g_strdup (recall->citation);
  finding->id = recall->eid != NULL ? g_strconcat (recall->instrument, "#", recall->eid, NULL) : g_strdup (recall->instrument);
  finding->found = g_strdup_printf (listed ? _("自%s起收回，清单仍列为有效") : _("自%s起收回，清单已经写明"), day);
  if (!listed)
    finding->severity = QZ_SEVERITY_NOTE;
}

/* ---- one item ---- */

static gboolean
open_grant (Grant *g, QzAudit *audit, GError **error)
{
  memset (g, 0, sizeof *g);
  g->audit = audit;
  g->power = audit->power;
  g->printed = qz_found_string (audit->power, "grant");
  g->declared = qz_audit_declared (audit->power);
  if (g->printed != NULL && (g->deed = qz_deeds_get (audit->deeds, g->printed, error)) == NULL)
    return FALSE;
  g->grants = qz_granted_of (audit->engine, audit->power, error);
  if (g->grants == NULL || !qz_power_view_grounds (audit->view, audit->power, &g->grounds, error))
    return FALSE;
  qz_granted_hold (g->grants, audit->power, audit->engine->as_of, &g->holding);
  g->mode = qz_mode_supported (&g->grounds, &g->reason);
  return TRUE;
}

static void
check_mode (const Grant *g)
{
  if (g->declared != QZ_MODE_STATUTORY)
    check_deed (g);
  if (g->grounds.internal)
    return;
  if (g->declared == QZ_MODE_AUTHORIZED)
    check_authorized (g);
  if (g->declared == QZ_MODE_CONFERRED)
    check_conferred (g);
  if (g->mode != QZ_MODE_ENTRUSTED)
    return;
  check_coercion (g);
  check_subdelegation (g);
}

/* A deed that the index does not hold is coverage. */
static void
check_held (const Grant *g)
{
  if (g->printed != NULL && g->deed->found == NULL)
    add (g, QZ_FINDING_NO_SUCH_INSTRUMENT, g_strdup (_("索引里没有这件下放依据，没有核对")));
}

gboolean
qz_audit_grant (QzAudit *audit, GError **error)
{
  g_auto (Grant) g = { 0 };

  if (!open_grant (&g, audit, error))
    return FALSE;
  if (g.declared != QZ_MODE_UNKNOWN) {
    check_held (&g);
    check_mode (&g);
    check_said (&g);
    check_term (&g);
  }
  check_recall (&g, TRUE);
  return TRUE;
}

/* The registry says why an item is over: 收回, 取消, … or nothing. */
static gboolean
says_recalled (const QzFound *power)
{
  static const char *const COLUMNS[] = { "status", "remark" }, *const CUES[] = { "收回", "取消", "停止行使" };

  for (guint i = 0; i < G_N_ELEMENTS (COLUMNS); i++) {
    const char *text = qz_found_string (power, COLUMNS[i]);
    for (guint k = 0; text != NULL && k < G_N_ELEMENTS (CUES); k++)
      if (strstr (text, CUES[k]) != NULL)
        return TRUE;
  }
  return qz_audit_declared (power) == QZ_MODE_RECALLED;
}

gboolean
qz_audit_ended (QzAudit *audit, GError **error)
{
  const char *valid_to = qz_found_string (audit->power, "valid_to");
  g_auto (Grant) g = { 0 };
  QzFinding *finding;

  if (!open_grant (&g, audit, error))
    return FALSE;
  check_recall (&g, FALSE);
  if (g.holding.recall != NULL)
    return TRUE;
  if (says_recalled (g.power)) {
    finding = add (&g, QZ_FINDING_RECALLED, g_strdup (_("清单写明已经收回，索引里没有收回的决定")));
    finding->says = g_strdup (qz_found_string (g.power, "remark"));
    finding->severity = QZ_SEVERITY_NOTE;
  } else if (g.declared != QZ_MODE_UNKNOWN && g.declared != QZ_MODE_STATUTORY) {
    finding
      = add (&g, QZ_FINDING_GRANT_EXPIRED, g_strdup (_("期限已经届满，清单仍然列出；继续行使须重新下放或者委托")));
    finding->says = valid_to != NULL ? g_strdup_printf (_("清单的失效日期为%s"), valid_to) : NULL;
  }
  return TRUE;
}
