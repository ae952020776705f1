/* The deed that hands an item on: whether it names the item, says what it must, comes from who had the power, and
 * still cites the law as it is. */
#include "config.h"

#include <string.h>

#include <quanze/bodies.h>
#include <quanze/locale.h>
#include <quanze/mode.h>

#include "search/audit/audit.h"
#include "search/findings/cited.h"
#include "search/place.h"

#define NAMED 0.8   /* share of an item's name that a deed which hands it on must have */
#define VERBATIM 0.97 /* share of a clause's words from which on it is the same */
#define NAME_MIN 6u /* letters: a shorter name proves nothing */

typedef struct {
  QzAudit *audit;
  const QzFound *power;
  const char *printed;
  const QzDeed *deed;
  gboolean entrusts;
} Letter;

static QzFinding *
add (const Letter *l, QzFindingCode code, char *found)
{
  QzFinding *finding = qz_audit_add (l->audit, code);

  finding->citation = g_strdup (l->printed);
  finding->id = g_strdup (l->deed->found->id);
  finding->found = found;
  return finding;
}

/* ---- what it must say ---- */

typedef struct {
  const char *text;
  GString *missing;
} Parts;

static void
look_for_part (const char *const *cells, gpointer user_data)
{
  Parts *parts = user_data;
  g_auto (GStrv) cues = cells[1] != NULL && cells[2] != NULL ? g_strsplit (cells[2], " ", -1) : NULL;

  for (guint i = 0; cues != NULL && cues[i] != NULL; i++)
    if (*cues[i] != '\0' && strstr (parts->text, cues[i]) != NULL)
      return;
  if (cues != NULL)
    g_string_append_printf (parts->missing, "%s%s（%s）", parts->missing->len > 0 ? "、" : "", cells[0], cells[1]);
}

static void
check_parts (const Letter *l)
{
  g_autoptr (GString) missing = g_string_new (NULL);
  Parts parts = { l->deed->text, missing };

  if (!l->entrusts)
    return;
  qz_lexicon_each (l->audit->engine->lexicon, "audit_grant", look_for_part, &parts);
  if (missing->len > 0)
    add (l, QZ_FINDING_GRANT_INCOMPLETE, g_strdup_printf (_("没有载明：%s"), missing->str));
}

/* An item is handed on by a deed that names it. */
static void
check_named (const Letter *l)
{
  const char *name = qz_found_string (l->power, "name");
  QzFinding *finding;

  if (name == NULL || qz_quote_letters (name) < NAME_MIN || qz_deed_names (l->deed, name)
      || qz_quote_match (name, l->deed->text) >= NAMED)
    return;
  finding = add (l, QZ_FINDING_GRANT_WITHOUT_BASIS, g_strdup (_("下放依据里没有这一事项")));
  finding->says = g_strdup (name);
  finding->severity = QZ_SEVERITY_WARNING;
}

/* ---- who gives ---- */

/* A letter of entrustment is the entrusting body's own. */
static void
check_issuer (const Letter *l)
{
  const char *issuer = qz_found_string (l->deed->found, "issuer"),
             *department = qz_found_string (l->power, "from_department");

  if (!l->entrusts || issuer == NULL || department == NULL || strstr (issuer, department) != NULL
      || strstr (department, issuer) != NULL || strstr (issuer, "人民政府") != NULL
      || qz_body_same (l->audit->engine->lexicon, issuer, department))
    return;
  add (l, QZ_FINDING_GRANTOR_NOT_HOLDER,
       g_strdup_printf (_("下放依据由%s作出，清单写的下放部门是%s"), issuer, department));
}

static gboolean
has_type (const json_t *vesting, QzAct act)
{
  static const char *const TYPES[]
    = { [QZ_ACT_OTHER] = NULL, [QZ_ACT_PENALTY] = "处罚", [QZ_ACT_LICENCE] = "许可", [QZ_ACT_COERCION] = "强制" };
  const json_t *type;
  size_t i;

  if (TYPES[act] == NULL)
    return FALSE;
  json_array_foreach (json_object_get (vesting, "types"), i,
                      type) if (g_strcmp0 (json_string_value (type), TYPES[act]) == 0) return TRUE;
  return FALSE;
}

/* 人民政府, 有关部门, 指定的部门: names that may mean any department. */
static gboolean
is_open (const char *holder)
{
  static const char *const OPEN[]
    = { "人民政府", "有关部门", "指定", "确定", "主管机关", "监督管理权的部门", "本法规定", "原", "机关" };

  for (guint i = 0; i < G_N_ELEMENTS (OPEN); i++)
    if (strstr (holder, OPEN[i]) != NULL && (i != 0 || g_str_has_suffix (holder, OPEN[0])))
      return TRUE;
  return FALSE;
}

typedef struct {
  const Letter *letter;
  const char *department;
  QzAct act;
  gboolean covered;
  GPtrArray *holders;       /* char*, borrowed */
  const QzArticle *article; /* of the first of them */
} Givers;

static void
look_at_article (Givers *g, const QzArticle *article)
{
  const json_t *vesting;
  size_t i;

  json_array_foreach (json_object_get (article->found->head, "vestings"), i, vesting)
  {
    const char *holder = qz_json_text (vesting, "holder");
    if (holder == NULL || json_is_true (json_object_get (vesting, "negated")) || qz_json_text (vesting, "to") != NULL
        || !has_type (vesting, g->act))
      continue;
    g->covered |= is_open (holder) || qz_body_same (g->letter->audit->engine->lexicon, holder, g->department)
                  || qz_holder_covers (holder, qz_found_string (g->letter->power, "holder"));
    if (g->article == NULL)
      g->article = article;
    g_ptr_array_add (g->holders, (gpointer) holder);
  }
}

static gboolean
look_at_entry (Givers *g, const json_t *entry, GError **error)
{
  QzAudit *audit = g->letter->audit;
  const QzVersion *version = qz_laws_version (audit->laws, qz_json_text (entry, "key"), audit->engine->as_of);
  const json_t *citation;
  size_t i;

  json_array_foreach (json_object_get (entry, "citations"), i, citation)
  {
    const char *eid = qz_json_text (citation, "eid");
    g_autoptr (GError) own = NULL;
    QzAddress address;
    const QzArticle *article;
    if (version == NULL || eid == NULL || !qz_address_from_eid (eid, &address))
      continue;
    article = qz_laws_article (audit->laws, version, &address, &own);
    if (own != NULL) {
      g_propagate_error (error, g_steal_pointer (&own));
      return FALSE;
    }
    if (article != NULL)
      look_at_article (g, article);
  }
  return TRUE;
}

/* One cannot give what one has not: the clauses cited vest the act in bodies of which DEPARTMENT is none. */
static gboolean
check_giver (const Letter *l, GError **error)
{
  g_autoptr (GPtrArray) holders = g_ptr_array_new ();
  Givers givers = { l,
                    qz_found_string (l->power, "from_department"),
                    qz_act_of_category (qz_found_string (l->power, "category")),
                    FALSE,
                    holders,
                    NULL };
  const json_t *entry;
  QzFinding *finding;
  size_t i;

  if (givers.department == NULL)
    return TRUE;
  givers.department = qz_place_strip (givers.department, qz_found_string (l->power, "territory"));
  json_array_foreach (json_object_get (l->power->head, "basis"), i,
                      entry) if (!look_at_entry (&givers, entry, error)) return FALSE;
  if (holders->len == 0 || givers.covered)
    return TRUE;
  finding = qz_audit_add (l->audit, QZ_FINDING_GRANTOR_NOT_HOLDER);
  finding->citation = qz_found_citation (givers.article->found);
  finding->id = g_strdup (givers.article->found->id);
  finding->says = g_strdup_printf (_("下放部门为%s"), qz_found_string (l->power, "from_department"));
  finding->found = g_strdup_printf (_("条文规定的行使主体是%s（行政处罚法第二十条第一款：在其法定权限内委托）"),
                                    (char *) holders->pdata[0]);
  return TRUE;
}

/* ---- what it rests on ---- */

static QzRank
rank_of_link (QzAudit *audit, const json_t *link, GError **error)
{
  const char *key = qz_json_text (link, "key"), *title = qz_json_text (link, "title");
  const QzVersion *version = qz_laws_version (audit->laws, key, audit->engine->as_of);
  const QzFound *found = version != NULL ? qz_laws_instrument (audit->laws, version, error) : NULL;
  const char *rank = found != NULL ? qz_found_string (found, "rank") : NULL;
  g_autofree char *territory = NULL;
  QzRank guessed = QZ_RANK_UNKNOWN;

  if (rank != NULL)
    return qz_rank_from_name (rank);
  if (title != NULL)
    qz_territory_of (title, NULL, NULL, &territory, &guessed);
  return guessed;
}

/* Whether RECORD cites a law, regulation or rule, or something of which the index cannot tell. FALSE on an index error
 * too. */
static gboolean
cites_law (QzAudit *audit, const QzFound *record, GError **error)
{
  const json_t *link;
  size_t i;

  json_array_foreach (json_object_get (record->head, "links"), i, link)
  {
    QzRank rank = rank_of_link (audit, link, error);
    if (rank != QZ_RANK_NORMATIVE && rank != QZ_RANK_CASE && rank != QZ_RANK_JUDICIAL)
      return TRUE;
  }
  return FALSE;
}

static gboolean
check_ground (const Letter *l, GError **error)
{
  const GPtrArray *articles = qz_laws_articles (l->audit->laws, l->deed->version, error);
  g_autoptr (GError) own = NULL;
  gboolean grounded = FALSE;

  if (articles == NULL)
    return FALSE;
  grounded = l->deed->preamble != NULL && cites_law (l->audit, l->deed->preamble, &own);
  for (guint i = 0; i < articles->len && !grounded && own == NULL; i++)
    grounded = cites_law (l->audit, ((QzArticle *) articles->pdata[i])->found, &own);
  if (own != NULL) {
    g_propagate_error (error, g_steal_pointer (&own));
    return FALSE;
  }
  if (!grounded && l->entrusts)
    add (l, QZ_FINDING_GRANT_WITHOUT_BASIS,
         g_strdup_printf (_("委托须依照法律、法规、规章的规定（%s），委托书没有引用"),
                          qz_act_of_category (qz_found_string (l->power, "category")) == QZ_ACT_LICENCE
                            ? _("行政许可法第二十四条第一款")
                            : _("行政处罚法第二十条第一款")))
      ->severity
      = QZ_SEVERITY_WARNING;
  return TRUE;
}

/* ---- what has moved since ---- */

/* The clause that the deed cites in the text of its day is not the one of that number now: what it became. The caller's; NULL. */
static char *
moved_to (QzAudit *audit, const QzVersion *then, const QzVersion *now, const QzAddress *address, GError **error)
{
  QzArticle *old = qz_laws_article (audit->laws, then, address, error), *same, *next;
  gboolean verbatim;

  if (old == NULL)
    return NULL;
  same = qz_laws_article (audit->laws, now, address, error);
  if (same != NULL && qz_clause_match (qz_article_clause (same), old->found->text) > VERBATIM)
    return NULL;
  next = qz_laws_became (audit->laws, then, now, old, error);
  if (next == NULL)
    return g_strdup (_("现行文本里没有对得上的条文"));
  if (next == same)
    return g_strdup (_("文字已经修改"));
  verbatim = qz_clause_match (qz_article_clause (next), old->found->text) > VERBATIM;
  g_autofree char *printed = qz_address_to_chinese (&next->address);
  return g_strdup_printf (verbatim ? _("现为%s") : _("现为%s，文字有改动"), printed);
}

static gboolean
check_link (const Letter *l, const json_t *link, GError **error)
{
  const char *key = qz_json_text (link, "key"), *eid = qz_json_text (link, "eid");
  const QzVersion *then = key != NULL ? qz_laws_version (l->audit->laws, key, l->deed->version->version) : NULL;
  const QzVersion *now
    = then != NULL ? qz_timeline_at (l->audit->engine->timeline, key, l->audit->engine->as_of) : NULL;
  g_autofree char *where = NULL, *day = NULL, *cited = NULL;
  g_autoptr (GError) own = NULL;
  QzAddress address;
  QzFinding *finding;

  if (now == NULL || now == then || eid == NULL || then->version > l->deed->version->version
      || !qz_address_from_eid (eid, &address) || address.article == 0)
    return TRUE;
  where = moved_to (l->audit, then, now, &address, &own);
  if (own != NULL) {
    g_propagate_error (error, g_steal_pointer (&own));
    return FALSE;
  }
  if (where == NULL)
    return TRUE;
  day = qz_day_text (then->version);
  cited = qz_citation_format (then->title, &address);
  finding
    = add (l, QZ_FINDING_OLDER_VERSION, g_strdup_printf (_("下放依据引用的%s是%s的文本，%s"), cited, day, where));
  finding->severity = QZ_SEVERITY_NOTE; /* the deed was right on its day */
  return TRUE;
}

/* The citations that stand between the item's name and the next item of the deed. */
static gboolean
check_links (const Letter *l, const QzFound *record, GError **error)
{
  const char *name = qz_found_string (l->power, "name"), *at = name != NULL ? strstr (record->text, name) : NULL, *next;
  const json_t *link;
  size_t i;

  if (at == NULL)
    return TRUE;
  next = strstr (at, "\n（");
  json_array_foreach (json_object_get (record->head, "links"), i, link)
  {
    json_int_t start = json_integer_value (json_object_get (link, "start"));
    if (start >= at - record->text && (next == NULL || start < next - record->text) && !check_link (l, link, error))
      return FALSE;
  }
  return TRUE;
}

/* ---- one item ---- */

gboolean
qz_audit_letter (QzAudit *audit, GError **error)
{
  QzMode declared = qz_audit_declared (audit->power);
  Letter l = { .audit = audit,
               .power = audit->power,
               .printed = qz_found_string (audit->power, "grant"),
               .entrusts = declared == QZ_MODE_ENTRUSTED };
  const GPtrArray *articles;

  if (declared == QZ_MODE_UNKNOWN || declared == QZ_MODE_STATUTORY || declared == QZ_MODE_RECALLED)
    return TRUE;
  if ((declared == QZ_MODE_ENTRUSTED || declared == QZ_MODE_CONFERRED) && !check_giver (&l, error))
    return FALSE;
  l.deed = l.printed != NULL ? qz_deeds_get (audit->deeds, l.printed, error) : NULL;
  if (l.deed == NULL)
    return l.printed == NULL;
  if (l.deed->found == NULL || l.deed->version == NULL)
    return TRUE;
  check_parts (&l);
  check_named (&l);
  check_issuer (&l);
  articles = qz_laws_articles (audit->laws, l.deed->version, error);
  for (guint i = 0; articles != NULL && i < articles->len; i++)
    if (!check_links (&l, ((QzArticle *) articles->pdata[i])->found, error))
      return FALSE;
  return articles != NULL && check_ground (&l, error);
}
