/* The basis of an item: whether each instrument is held, in force, of the place, and has the words. */
#include "config.h"

#include <string.h>

#include <quanze/locale.h>

#include "lib/registry/basis_scan.h"
#include "search/audit/audit_cited.h"
#include "search/place.h"

/* Days by which the texts of one version may be dated apart: adopted, signed, published. */
#define SAME_VERSION_DAYS 92

typedef struct {
  QzAudit         *audit;
  const json_t    *entry;      /* of the record's basis */
  const char      *key, *title;
  const QzVersion *version;    /* NULL: the index has none */
  QzDate           printed;    /* the last day that the cell prints behind the title; 0: none */
} Entry;

/* ---- the day that the cell prints ---- */

/* The last day printed from FROM to TO of TEXT; 0: none. */
static QzDate
last_day (const char *text, gsize from, gsize to)
{
  QzDate last = 0;

  for (const char *p = text + from, *end; p < text + to; p = end) {
    QzDate day;
    end = g_utf8_next_char (p);
    if (p > text + from && (g_ascii_isdigit (p[-1]) || p[-1] == '-'))
      continue;
    if (qz_date_parse_printed (p, &end, &day))
      last = MAX (last, day);
  }
  return last;
}

static QzDate
printed_day (const QzFound *power, const char *key)
{
  const char *text = qz_found_string (power, "basis_text");
  g_autoptr (GArray) heads = text != NULL && key != NULL ? qz_basis_heads (text) : NULL;
  QzDate day = 0;

  for (guint i = 0; heads != NULL && i < heads->len; i++) {
    const QzBasisHead *head = &g_array_index (heads, QzBasisHead, i);
    g_autofree char *own = head->kind == QZ_BASIS_INSTRUMENT && head->title != NULL ? qz_title_key (head->title) : NULL;
    if (g_strcmp0 (own, key) == 0)
      day = MAX (day, last_day (text, head->end, head->words));
  }
  return day;
}

/* ---- the instrument ---- */

static QzFinding *
add (const Entry *e, QzFindingCode code, char *found)
{
  QzFinding *finding = qz_audit_add (e->audit, code);

  finding->citation = g_strdup_printf ("《%s》", e->version != NULL ? e->version->title : e->title);
  finding->id = e->version != NULL ? g_strdup (e->version->id) : NULL;
  finding->found = found;
  return finding;
}

static void
check_territory (const Entry *e)
{
  const char *place = qz_found_string (e->audit->power, "territory");
  g_autofree char *guessed = NULL;
  const char *territory = e->version != NULL ? e->version->territory : NULL;
  QzRank rank;

  if (e->version == NULL) {
    qz_territory_of (e->title, NULL, NULL, &guessed, &rank);
    territory = guessed;
  }
  if (!qz_place_overlaps (territory, place))
    add (e, QZ_FINDING_OUT_OF_TERRITORY, g_strdup_printf (_("该规定适用于%s，本项的地域是%s"), territory, place));
}

/* The clause of the repealing instrument that has the words of ENTRY, ready to paste; NULL. */
static char *
successor (const Entry *e, GError **error)
{
  const char *quote = qz_json_text (e->entry, "quote");
  const QzVersion *version
    = e->version->repealed_by != NULL ? qz_timeline_at (e->audit->engine->timeline, e->version->repealed_by, e->audit->engine->as_of) : NULL;
  double share = 0;
  QzArticle *best;

  if (version == NULL || quote == NULL)
    return version != NULL ? g_strdup_printf ("《%s》", version->title) : NULL;
  best = qz_laws_best (e->audit->laws, version, quote, &share, error);
  if (best == NULL || share < 0.6)
    return g_strdup_printf ("《%s》", version->title);
  return qz_citation_format (version->title, &best->address);
}

/* The title of what repeals it, as its own text has it. */
static const char *
repealer (const Entry *e)
{
  g_autoptr (GPtrArray) versions = qz_timeline_versions (e->audit->engine->timeline, e->version->repealed_by);

  return versions->len > 0 ? ((const QzVersion *) versions->pdata[versions->len - 1])->title : e->version->repealed_by;
}

static gboolean
check_repealed (const Entry *e, GError **error)
{
  g_autoptr (GError) own = NULL;
  g_autofree char *instead = successor (e, &own), *by = NULL;
  g_autofree char *day = e->version->until != 0 ? qz_day_text (e->version->until) : NULL;
  QzFinding *finding;

  if (own != NULL) {
    g_propagate_error (error, g_steal_pointer (&own));
    return FALSE;
  }
  by = e->version->repealed_by != NULL ? g_strdup_printf (_("，见《%s》"), repealer (e)) : g_strdup ("");
  finding = add (e, QZ_FINDING_REPEALED,
                 day != NULL ? g_strdup_printf (_("自%s起废止%s"), day, by) : g_strdup_printf (_("已废止%s"), by));
  finding->suggest = g_steal_pointer (&instead);
  e->audit->summary->repealed++;
  return TRUE;
}

/* ---- the citations ---- */

/* Whether A and B are targets of one citation of the cell: they share its words. */
static gboolean
same_citation (const json_t *a, const json_t *b)
{
  const char *x = qz_json_text (a, "quote"), *y = qz_json_text (b, "quote");

  return x != NULL && y != NULL && strcmp (x, y) == 0;
}

static gboolean
check_citations (const Entry *e, gboolean *clean, GError **error)
{
  const json_t *list = json_object_get (e->entry, "citations");
  size_t n = json_array_size (list);

  for (size_t i = 0, next; i < n; i = next) {
    const json_t *first = json_array_get (list, i);
    g_autoptr (GArray) targets = g_array_new (FALSE, FALSE, sizeof (QzAddress));
    QzCited cited = { e->version, targets, qz_json_text (first, "quote") };

    for (next = i; next < n && (next == i || same_citation (first, json_array_get (list, next))); next++) {
      const char *eid = qz_json_text (json_array_get (list, next), "eid");
      QzAddress address;
      if (eid != NULL && qz_address_from_eid (eid, &address))
        g_array_append_val (targets, address);
    }
    if (targets->len > 0
        && (!qz_audit_cited (e->audit, &cited, e->printed, clean, error) || !qz_audit_pointers (e->audit, &cited, error)))
      return FALSE;
  }
  return TRUE;
}

/* The words agree, but the cell dates the text back to before its last amendment. */
static void
check_printed (const Entry *e)
{
  QzFinding *finding;
  g_autofree char *printed = NULL, *now = NULL;

  if (e->printed == 0 || e->version->version == 0
      || qz_date_days_between (e->printed, e->version->version) <= SAME_VERSION_DAYS)
    return;
  printed = qz_day_text (e->printed);
  now = qz_day_text (e->version->version);
  finding = add (e, QZ_FINDING_OLDER_VERSION, g_strdup_printf (_("现行文本为%s，所引文字没有变"), now));
  finding->severity = QZ_SEVERITY_NOTE;
  finding->says = g_strdup_printf (_("所写日期为%s"), printed);
}

/* ---- superiors ---- */

/* 根据《某法》制定: the clause that says so is the first or second. */
static gboolean
check_superior (const Entry *e, GError **error)
{
  const QzFound *instrument = qz_laws_instrument (e->audit->laws, e->version, error);
  const char *rank = instrument != NULL ? qz_found_string (instrument, "rank") : NULL;
  QzRank own = rank != NULL ? qz_rank_from_name (rank) : QZ_RANK_UNKNOWN;
  const QzArticle *first;
  const json_t *link;
  size_t i;

  if (own != QZ_RANK_LOCAL_REGULATION && own != QZ_RANK_LOCAL_RULE && own != QZ_RANK_DEPARTMENT_RULE)
    return instrument != NULL || error == NULL || *error == NULL;
  first = qz_laws_article (e->audit->laws, e->version, &(QzAddress){ .article = 1 }, error);
  if (first == NULL || strstr (first->found->text, "根据") == NULL || e->version->version == 0)
    return error == NULL || *error == NULL;
  json_array_foreach (json_object_get (first->found->head, "links"), i, link) {
    const char *key = qz_json_text (link, "key");
    const QzVersion *superior = key != NULL && strcmp (key, e->version->key) != 0
                                  ? qz_timeline_at (e->audit->engine->timeline, key, e->audit->engine->as_of)
                                  : NULL;
    if (superior == NULL || superior->version <= e->version->version || g_strcmp0 (superior->territory, "全国") != 0)
      continue;
    g_autofree char *now = qz_day_text (superior->version), *then = qz_day_text (e->version->version);
    add (e, QZ_FINDING_SUPERIOR_CHANGED,
         g_strdup_printf (own == QZ_RANK_LOCAL_REGULATION
                            ? _("上位法《%s》现行文本为%s，所引规定是%s的文本（立法法第八十二条第二款）")
                            : _("上位法《%s》现行文本为%s，所引规定是%s的文本（立法法第九十九条）"),
                          superior->title, now, then));
    return TRUE;
  }
  return TRUE;
}

/* ---- one instrument ---- */

static gboolean
check_entry (const Entry *e, GError **error)
{
  QzAudit *audit = e->audit;
  QzStatus status = e->version != NULL ? qz_version_status (e->version, audit->engine->as_of) : QZ_STATUS_UNKNOWN;
  gboolean clean = TRUE;

  audit->summary->instruments++;
  check_territory (e);
  if (e->version == NULL) {
    audit->summary->uncovered++;
    add (e, QZ_FINDING_NO_SUCH_INSTRUMENT, g_strdup (_("索引里没有这件文件")));
    return TRUE;
  }
  if (status == QZ_STATUS_REPEALED)
    return check_repealed (e, error);
  if (status == QZ_STATUS_NOT_YET) {
    g_autofree char *day = qz_day_text (e->version->from);
    add (e, QZ_FINDING_NOT_IN_FORCE, g_strdup_printf (_("自%s起施行"), day));
    return TRUE;
  }
  if (!check_citations (e, &clean, error))
    return FALSE;
  if (clean)
    check_printed (e);
  return check_superior (e, error);
}

static void
check_none (QzAudit *audit)
{
  const char *text = qz_found_string (audit->power, "basis_text");
  const char *category = qz_found_string (audit->power, "category");
  gboolean internal = json_is_true (json_object_get (audit->power->head, "internal"));
  QzFinding *finding;

  if (internal && qz_found_string (audit->power, "grant") != NULL)
    return;
  finding = qz_audit_add (audit, QZ_FINDING_NO_BASIS);
  finding->says = g_strdup (text);
  finding->found = g_strdup (text != NULL ? _("依据栏里没有认得出的文件") : _("依据栏是空的"));
  if (text != NULL || internal || (category != NULL && strstr (category, "服务") != NULL))
    finding->severity = QZ_SEVERITY_WARNING;
}

gboolean
qz_audit_basis (QzAudit *audit, GError **error)
{
  const json_t *list = json_object_get (audit->power->head, "basis"), *entry;
  size_t i;

  if (json_array_size (list) == 0)
    check_none (audit);
  json_array_foreach (list, i, entry) {
    Entry e = { .audit = audit, .entry = entry, .key = qz_json_text (entry, "key"), .title = qz_json_text (entry, "title") };
    if (e.title == NULL)
      continue;
    e.version = qz_laws_version (audit->laws, e.key, audit->engine->as_of);
    e.printed = printed_day (audit->power, e.key);
    if (!check_entry (&e, error))
      return FALSE;
  }
  return TRUE;
}
