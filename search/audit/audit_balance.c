/* Duties against powers (权责统一): items that name no duty or supervision, and clauses that lay a duty on a holder to
 * whom neither they nor the registry give a power. The words are in corpus/lexicon/audit_duties.tsv. */
#include "config.h"

#include <string.h>

#include <quanze/bodies.h>
#include <quanze/locale.h>
#include <quanze/mode.h>

#include "search/audit/audit.h"
#include "search/place.h"

static const char *
path_of (const QzFound *power)
{
  const char *path = qz_json_text (json_object_get (power->head, "source"), "path");

  return path != NULL ? path : "";
}

/* ---- power without duty ---- */

/* Which of the columns a registry fills at all. */
typedef struct {
  gboolean duties, accountability;
  const QzFound *first;
} Columns;

static GHashTable *
columns_by_path (const GPtrArray *items)
{
  GHashTable *paths = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);

  for (guint i = 0; i < items->len; i++) {
    const QzFound *power = items->pdata[i];
    Columns *columns = g_hash_table_lookup (paths, path_of (power));
    if (columns == NULL) {
      columns = g_new0 (Columns, 1);
      columns->first = power;
      g_hash_table_insert (paths, (gpointer) path_of (power), columns);
    }
    columns->duties |= qz_found_string (power, "duties") != NULL;
    columns->accountability |= qz_found_string (power, "accountability") != NULL;
  }
  return paths;
}

/* Who demands that POWER be supervised and answered for. Static. */
static const char *
supervision_rule (const QzFound *power)
{
  QzMode mode = qz_audit_declared (power);

  if (mode == QZ_MODE_ENTRUSTED)
    return _("行政处罚法第二十条第三款、行政许可法第二十四条第二款");
  if (mode == QZ_MODE_CONFERRED)
    return _("行政处罚法第二十四条第三款");
  switch (qz_act_of_category (qz_found_string (power, "category"))) {
  case QZ_ACT_PENALTY:
    return _("行政处罚法第七十五条第一款");
  case QZ_ACT_LICENCE:
    return _("行政许可法第十条");
  default:
    return _("权责法定：地方各级人民代表大会和地方各级人民政府组织法第六十二条");
  }
}

static void
check_duties (QzAudit *audit, const QzFound *power, const Columns *columns)
{
  gboolean duties = columns->duties && qz_found_string (power, "duties") == NULL;
  gboolean supervision = columns->accountability && qz_found_string (power, "accountability") == NULL;
  QzFinding *finding;

  if (!duties && !supervision)
    return;
  finding = qz_audit_add_to (audit, power, QZ_FINDING_POWER_WITHOUT_DUTY);
  finding->found = g_strdup_printf (duties && supervision ? _("有权力，没有写明责任事项和监督方式（%s）")
                                    : duties              ? _("有权力，没有写明责任事项（%s）")
                                                          : _("有权力，没有写明监督方式（%s）"),
                                    supervision_rule (power));
  if (qz_audit_declared (power) != QZ_MODE_UNKNOWN && qz_audit_declared (power) != QZ_MODE_STATUTORY)
    finding->severity = QZ_SEVERITY_WARNING; /* a power handed on stays supervised */
}

/* A registry without those columns at all is said once. */
static void
check_columns (QzAudit *audit, GHashTable *paths)
{
  for (guint i = 0; i < audit->items->len; i++) {
    const QzFound *power = audit->items->pdata[i];
    Columns *columns = g_hash_table_lookup (paths, path_of (power));
    QzFinding *finding;
    if (columns->first != power || columns->duties || columns->accountability)
      continue;
    finding = qz_audit_add_to (audit, power, QZ_FINDING_POWER_WITHOUT_DUTY);
    g_clear_pointer (&finding->power, g_free);
    g_clear_pointer (&finding->subject, g_free);
    finding->at.row = 0;
    finding->found = g_strdup_printf (
      _("《%s》没有责任事项和监督方式的栏目（权责法定：地方各级人民代表大会和地方各级人民政府组织法第六十二条）"),
      qz_found_string (power, "registry") != NULL ? qz_found_string (power, "registry") : path_of (power));
  }
}

/* ---- duty without power ---- */

typedef struct {
  QzAudit *audit;
  const char *holder, *place;
  const char *path;
  GHashTable *keys;    /* title keys on which its items rest, char* */
  GHashTable *covered; /* body as a clause names it → whether it is this holder */
} Holder;

static void
holder_free (Holder *holder)
{
  g_hash_table_unref (holder->keys);
  g_hash_table_unref (holder->covered);
  g_free (holder);
}

static void
note_basis (Holder *holder, const QzFound *power)
{
  const json_t *entry;
  size_t i;

  json_array_foreach (json_object_get (power->head, "basis"), i, entry)
  {
    const char *key = qz_json_text (entry, "key");
    if (key != NULL)
      g_hash_table_add (holder->keys, g_strdup (key));
  }
}

/* The registry's holders; Holder*. */
static GPtrArray *
holders_of (QzAudit *audit)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GPtrArray *holders = g_ptr_array_new_with_free_func ((GDestroyNotify) holder_free);

  for (guint i = 0; i < audit->items->len; i++) {
    const QzFound *power = audit->items->pdata[i];
    const char *name = qz_found_string (power, "holder"), *place = qz_found_string (power, "territory");
    g_autofree char *key = g_strdup_printf ("%s\x1f%s", name, place);
    Holder *holder = g_hash_table_lookup (seen, key);
    if (name == NULL)
      continue;
    if (holder == NULL) {
      holder = g_new0 (Holder, 1);
      *holder = (Holder){ audit,
                          name,
                          place,
                          path_of (power),
                          g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
                          g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL) };
      g_ptr_array_add (holders, holder);
      g_hash_table_insert (seen, g_steal_pointer (&key), holder);
    }
    note_basis (holder, power);
  }
  return holders;
}

typedef struct {
  const char *text;
  gboolean duty, powerless;
} Words;

static void
match_word (const char *const *cells, gpointer user_data)
{
  Words *words = user_data;

  if (cells[1] == NULL || strstr (words->text, cells[0]) == NULL)
    return;
  words->duty |= strcmp (cells[1], "责任") == 0;
  words->powerless |= strcmp (cells[1], "无权") == 0;
}

static gboolean
is_power (const json_t *vesting)
{
  static const char *const NONE[] = { "其他", "备案", "调解", "规划", "奖励" };
  const json_t *type;
  size_t i;

  json_array_foreach (json_object_get (vesting, "types"), i, type)
  {
    gboolean power = TRUE;
    for (guint k = 0; k < G_N_ELEMENTS (NONE); k++)
      power &= g_strcmp0 (json_string_value (type), NONE[k]) != 0;
    if (power)
      return TRUE;
  }
  return FALSE;
}

static gboolean
is_of (const Holder *h, const json_t *vesting)
{
  const char *to = qz_json_text (vesting, "to"), *named = to != NULL ? to : qz_json_text (vesting, "holder");

  gpointer known;
  gboolean same;

  if (named == NULL || json_is_true (json_object_get (vesting, "negated")))
    return FALSE;
  if (g_hash_table_lookup_extended (h->covered, named, NULL, &known))
    return GPOINTER_TO_INT (known);
  same = qz_holder_covers (named, h->holder)
         || (strstr (h->holder, "人民政府") == NULL
             && qz_body_same (h->audit->engine->lexicon, named, qz_place_strip (h->holder, h->place)));
  g_hash_table_insert (h->covered, g_strdup (named), GINT_TO_POINTER (same));
  return same;
}

/* Whether ARTICLE gives the holder a power; *DUTY gets the unit in which it lays a duty on it, *POWERLESS that the
 * clause itself says that the power is elsewhere. */
static gboolean
weigh (const Holder *h, const QzArticle *article, QzAddress *duty, gboolean *powerless)
{
  const json_t *vesting;
  gboolean power = FALSE;
  size_t i;

  json_array_foreach (json_object_get (article->found->head, "vestings"), i, vesting)
  {
    const char *eid = qz_json_text (vesting, "eid");
    QzAddress unit;
    if (!is_of (h, vesting) || eid == NULL || !qz_address_from_eid (eid, &unit))
      continue;
    power |= is_power (vesting);
    g_autofree char *text = qz_article_unit (article, &unit);
    Words words = { text, FALSE, FALSE };
    if (text == NULL || duty->article != 0 || duty->heading[0] != 0)
      continue;
    qz_lexicon_each (h->audit->engine->lexicon, "audit_duties", match_word, &words);
    if (words.duty) {
      *duty = unit;
      *powerless = words.powerless;
    }
  }
  return power;
}

static void
add_duty (const Holder *h, const QzVersion *version, const QzArticle *article, const QzAddress *duty,
          gboolean powerless)
{
  QzFinding *finding = qz_finding_new (QZ_FINDING_DUTY_WITHOUT_POWER);
  QzAddress place = *duty;
  g_autofree char *text = qz_article_unit (article, duty);

  finding->at.path = g_strdup (h->path);
  finding->citation = qz_citation_format (version->title, &place);
  finding->id = g_strdup (article->found->id);
  finding->says = g_steal_pointer (&text);
  finding->found = g_strdup_printf (powerless ? _("%s有制止、报告一类的责任，条文写明处理的权力不在它，清单里也没有（"
                                                   "权责法定：地方各级人民代表大会和地方各级人民政府组织法第六十二条）")
                                              : _("%s有这项责任，该文件和清单都没有给它相应的权力（权责法定：地方各级"
                                                   "人民代表大会和地方各级人民政府组织法第六十二条）"),
                                    h->holder);
  if (!powerless)
    finding->severity = QZ_SEVERITY_NOTE; /* the power may stand in a law that the registry does not cite */
  g_ptr_array_add (h->audit->findings, finding);
}

/* The duties of one instrument. One that gives the holder a power, or on which an item of it rests, is in balance, but
 * for clauses that say otherwise themselves. FALSE on an index error. */
static gboolean
weigh_instrument (const Holder *h, const QzVersion *version, GError **error)
{
  const GPtrArray *articles = qz_laws_articles (h->audit->laws, version, error);
  gboolean balanced = g_hash_table_contains (h->keys, version->key);
  g_autoptr (GArray) duties = g_array_new (FALSE, FALSE, sizeof (QzAddress));
  g_autoptr (GArray) flags = g_array_new (FALSE, FALSE, sizeof (gboolean));
  g_autoptr (GPtrArray) of = g_ptr_array_new ();

  for (guint i = 0; articles != NULL && i < articles->len; i++) {
    QzAddress duty = { 0 };
    gboolean powerless = FALSE;
    balanced |= weigh (h, articles->pdata[i], &duty, &powerless);
    if (duty.article == 0 && duty.heading[0] == 0)
      continue;
    g_array_append_val (duties, duty);
    g_array_append_val (flags, powerless);
    g_ptr_array_add (of, articles->pdata[i]);
  }
  for (guint i = 0; i < of->len; i++)
    if (!balanced || g_array_index (flags, gboolean, i))
      add_duty (h, version, of->pdata[i], &g_array_index (duties, QzAddress, i), g_array_index (flags, gboolean, i));
  return articles != NULL;
}

/* Local rules of the place, and what the holder's items rest on. */
static gboolean
concerns (const Holder *h, const QzVersion *version)
{
  if (qz_version_status (version, h->audit->engine->as_of) != QZ_STATUS_CURRENT)
    return FALSE;
  if (g_hash_table_contains (h->keys, version->key))
    return TRUE;
  return h->place != NULL && version->territory != NULL && strcmp (version->territory, "全国") != 0
         && g_str_has_prefix (h->place, version->territory);
}

static gboolean
check_holder (const Holder *h, GError **error)
{
  const GPtrArray *all = qz_timeline_all (h->audit->engine->timeline);

  for (guint i = 0; i < all->len; i++)
    if (concerns (h, all->pdata[i]) && !weigh_instrument (h, all->pdata[i], error))
      return FALSE;
  return TRUE;
}

gboolean
qz_audit_balance (QzAudit *audit, GError **error)
{
  g_autoptr (GHashTable) paths = columns_by_path (audit->items);
  g_autoptr (GPtrArray) holders = holders_of (audit);

  for (guint i = 0; i < audit->items->len; i++)
    check_duties (audit, audit->items->pdata[i], g_hash_table_lookup (paths, path_of (audit->items->pdata[i])));
  check_columns (audit, paths);
  for (guint i = 0; i < holders->len; i++)
    if (!check_holder (holders->pdata[i], error))
      return FALSE;
  return TRUE;
}
