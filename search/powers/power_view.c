#include "config.h"

#include <string.h>

#include <quanze/mode.h>
#include <quanze/quote.h>
#include <quanze/store.h>

#include "search/powers/granted.h"
#include "search/locate.h"
#include "search/powers/power_view.h"

#define CACHE_MAX 4096

struct QzPowerView {
  QzEngine   *engine;
  GHashTable *provisions;   /* record id → QzFound*; NULL value: the index has none */
  GHashTable *grants;       /* grant as printed → Grant* */
};

typedef struct {
  gboolean held;
  QzRank   rank;
  char    *id, *citation;
} Grant;

static void
found_clear (gpointer found)
{
  qz_found_free (found);
}

static void
grant_free (Grant *grant)
{
  g_free (grant->id);
  g_free (grant->citation);
  g_free (grant);
}

QzPowerView *
qz_power_view_new (QzEngine *engine)
{
  QzPowerView *view = g_new0 (QzPowerView, 1);

  view->engine = engine;
  view->provisions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, found_clear);
  view->grants = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) grant_free);
  return view;
}

void
qz_power_view_free (QzPowerView *view)
{
  if (view == NULL)
    return;
  g_hash_table_unref (view->provisions);
  g_hash_table_unref (view->grants);
  g_free (view);
}

/* ---- provisions ---- */

/* The record of ID, borrowed from the cache; *FOUND is NULL when the index has none. FALSE on an index error. */
static gboolean
get_record (QzPowerView *view, const char *id, const QzFound **found, GError **error)
{
  g_autoptr (GError) own = NULL;
  gpointer value;

  if (!g_hash_table_lookup_extended (view->provisions, id, NULL, &value)) {
    value = qz_found_get (view->engine, id, &own);
    if (own != NULL) {
      g_propagate_error (error, g_steal_pointer (&own));
      return FALSE;
    }
    if (g_hash_table_size (view->provisions) >= CACHE_MAX)
      g_hash_table_remove_all (view->provisions);
    g_hash_table_insert (view->provisions, g_strdup (id), value);
  }
  *found = value;
  return TRUE;
}

/* The version of KEY in force on the engine's day, else the latest; NULL when the index has none. */
static const QzVersion *
version_of (const QzPowerView *view, const char *key)
{
  const QzVersion *version = qz_timeline_at (view->engine->timeline, key, view->engine->as_of);

  if (version != NULL)
    return version;
  g_autoptr (GPtrArray) versions = qz_timeline_versions (view->engine->timeline, key);
  return versions->len > 0 ? versions->pdata[versions->len - 1] : NULL;
}

/* The eid by which the article record of FOUND names the unit ADDRESS: 第三条第一项 of an article with one 款 stands
 * in that 款. The caller's; NULL when it has no such unit. */
static char *
unit_eid (const QzFound *found, QzAddress address)
{
  for (int pass = 0; pass < 2; pass++) {
    g_autofree char *eid = qz_address_to_eid (&address);

    if (g_strcmp0 (qz_found_string (found, "eid"), eid) == 0 || qz_found_unit (found, eid) != NULL)
      return g_steal_pointer (&eid);
    if (address.paragraph != 0 || address.item == 0)
      return NULL;
    address.paragraph = 1;
  }
  return NULL;
}

/* ---- one instrument of the basis ---- */

typedef struct {
  QzPowerView     *view;
  const char      *holder;
  const QzVersion *version;
  GString         *citation;      /* 《…》第…条、第…条 */
  GString         *text;          /* of the articles found */
  GHashTable      *seen;          /* eids printed, and records whose text is in TEXT */
  char            *eid;           /* of the first target found */
  guint            n_found, n_missing;
  gboolean         vested;        /* a clause of it gives the power to the holder */
  QzRank           rank;          /* of the instrument */
} Entry;

/* Who has the power after the clause: the receiver where it hands it on. Entrusting gives no power of one's own. */
static const char *
vested_in (const json_t *vesting)
{
  const char *mode = json_string_value (json_object_get (vesting, "mode"));
  const char *to = json_string_value (json_object_get (vesting, "to"));

  if (json_is_true (json_object_get (vesting, "negated")) || g_strcmp0 (mode, "entrusted") == 0 || g_strcmp0 (mode, "recalled") == 0)
    return NULL;
  return to != NULL ? to : json_string_value (json_object_get (vesting, "holder"));
}

static void
note_vesting (Entry *entry, const QzFound *found)
{
  const char *rank = qz_found_string (found, "rank");
  const json_t *vesting;
  size_t i;

  entry->rank = rank != NULL ? qz_rank_from_name (rank) : QZ_RANK_UNKNOWN;
  json_array_foreach (json_object_get (found->head, "vestings"), i, vesting)
    entry->vested |= qz_holder_covers (vested_in (vesting), entry->holder);
}

/* Looks one target up in the version at hand. FALSE on an index error. */
static gboolean
look_up (Entry *entry, const QzAddress *address, GError **error)
{
  QzAddress top = { .article = address->article, .suffix = address->suffix, .annex = address->annex };
  g_autofree char *top_eid = NULL, *id = NULL, *unit = NULL;
  const QzFound *found = NULL;

  if (address->article == 0)
    top.heading[0] = address->heading[0];
  top_eid = qz_address_to_eid (&top);
  id = g_strconcat (entry->version->id, "#", top_eid, NULL);
  if (!get_record (entry->view, id, &found, error))
    return FALSE;
  unit = found != NULL ? unit_eid (found, *address) : NULL;
  if (found == NULL || unit == NULL) {
    entry->n_missing++;
    return TRUE;
  }
  entry->n_found++;
  if (entry->eid == NULL)
    entry->eid = g_steal_pointer (&unit);
  if (g_hash_table_add (entry->seen, g_steal_pointer (&id))) {
    g_string_append (entry->text, found->text != NULL ? found->text : "");
    g_string_append_c (entry->text, '\n');
    note_vesting (entry, found);
  }
  return TRUE;
}

static gboolean
take_target (Entry *entry, const char *eid, GError **error)
{
  QzAddress address;
  g_autofree char *printed = NULL;

  if (eid == NULL || !qz_address_from_eid (eid, &address) || !g_hash_table_add (entry->seen, g_strdup (eid)))
    return TRUE;
  printed = qz_address_to_chinese (&address);
  if (g_str_has_suffix (entry->citation->str, "》") == FALSE)
    g_string_append (entry->citation, "、");
  g_string_append (entry->citation, printed);
  if (entry->version == NULL || (address.article == 0 && address.heading[0] == 0))
    return TRUE;
  return look_up (entry, &address, error);
}

/* One article has its own id; several are named by their instrument. */
static char *
entry_id (const Entry *entry)
{
  if (entry->version == NULL || (entry->n_missing > 0 && entry->n_found == 0))
    return NULL;
  if (entry->n_found == 1 && entry->n_missing == 0)
    return g_strconcat (entry->version->id, "#", entry->eid, NULL);
  return g_strdup (entry->version->id);
}

static json_t *
entry_json (const Entry *entry, const json_t *printed)
{
  g_autofree char *id = entry_id (entry);
  const char *quote = json_string_value (json_object_get (printed, "quote"));
  QzStatus status = entry->version != NULL ? qz_version_status (entry->version, entry->view->engine->as_of) : QZ_STATUS_UNKNOWN;
  json_t *out = json_object ();

  json_object_set_new (out, "citation", json_string (entry->citation->str));
  json_object_set_new (out, "id", qz_json_string (id));
  json_object_set_new (out, "status", json_string (qz_status_name (status)));
  json_object_set_new (out, "resolution",
                       json_string (entry->version == NULL   ? "no-such-instrument"
                                    : entry->n_missing > 0 ? "no-such-provision"
                                                           : "resolved"));
  json_object_set_new (out, "quote", qz_json_string (quote));
  json_object_set_new (out, "quote_match",
                       quote != NULL && entry->n_found > 0 ? json_real (qz_quote_match (quote, entry->text->str)) : json_null ());
  return out;
}

static void
entry_clear (Entry *entry)
{
  g_string_free (entry->citation, TRUE);
  g_string_free (entry->text, TRUE);
  g_hash_table_unref (entry->seen);
  g_free (entry->eid);
}

/* PRINTED, an element of the record's basis, as it stands today. GROUNDS learns from it. NULL on an index error. */
static json_t *
basis_json (QzPowerView *view, const QzFound *power, const json_t *printed, QzModeGrounds *grounds, GError **error)
{
  const char *key = json_string_value (json_object_get (printed, "key"));
  const char *title = json_string_value (json_object_get (printed, "title"));
  Entry entry = { .view = view, .holder = qz_found_string (power, "holder") };
  const json_t *citation;
  json_t *out = NULL;
  gboolean ok = TRUE;
  size_t i;

  entry.version = key != NULL ? version_of (view, key) : NULL;
  entry.citation = g_string_new (NULL);
  entry.text = g_string_new (NULL);
  entry.seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (entry.version != NULL)
    title = entry.version->title;
  g_string_printf (entry.citation, "《%s》", title != NULL ? title : "");
  json_array_foreach (json_object_get (printed, "citations"), i, citation)
    ok = ok && take_target (&entry, json_string_value (json_object_get (citation, "eid")), error);
  if (ok)
    out = entry_json (&entry, printed);
  grounds->n_basis++;
  grounds->n_unheld += entry.version == NULL;
  grounds->vested |= entry.vested;
  if (entry.vested && entry.rank != QZ_RANK_UNKNOWN && (grounds->vesting_rank == QZ_RANK_UNKNOWN || entry.rank < grounds->vesting_rank))
    grounds->vesting_rank = entry.rank;
  entry_clear (&entry);
  return out;
}

/* ---- the grant ---- */

/* Papers by which governments and departments hand powers over, by title: never 法律、法规、规章. */
static gboolean
is_paper (const char *title)
{
  static const char *const ENDS[] = { "通知", "决定", "意见", "批复", "函", "方案", "公告", "委托书", "协议书", "协议", "清单", "目录" };
  static const char *const ABOVE[] = { "人民代表大会", "人大常委会", "国务院" };
  g_autofree char *plain = g_strndup (title, strcspn (title, "(\n"));
  char *number = strstr (plain, "（");

  for (guint i = 0; i < G_N_ELEMENTS (ABOVE); i++)
    if (strstr (plain, ABOVE[i]) != NULL)
      return FALSE;
  if (number != NULL)
    *number = 0;
  if (g_str_has_suffix (plain, "》"))
    plain[strlen (plain) - strlen ("》")] = 0;
  for (guint i = 0; i < G_N_ELEMENTS (ENDS); i++)
    if (g_str_has_suffix (plain, ENDS[i]))
      return TRUE;
  return FALSE;
}

/* What the grant is that a registry names by title, number or both. Borrowed from the cache; NULL on an index error. */
static const Grant *
grant_of (QzPowerView *view, const char *text, GError **error)
{
  Grant *grant = g_hash_table_lookup (view->grants, text);
  g_autoptr (QzPlace) place = NULL;

  if (grant != NULL)
    return grant;
  place = qz_locate (view->engine, text, error);
  if (place == NULL)
    return NULL;
  grant = g_new0 (Grant, 1);
  if (place->found != NULL && g_strcmp0 (place->found->kind, "power") != 0) {
    const char *rank = qz_found_string (place->found, "rank");
    grant->held = TRUE;
    grant->rank = rank != NULL ? qz_rank_from_name (rank) : QZ_RANK_UNKNOWN;
    grant->id = g_strdup (place->found->id);
    grant->citation = qz_found_citation (place->found);
  } else {
    g_autofree char *territory = NULL;
    qz_territory_of (text, NULL, NULL, &territory, &grant->rank);
  }
  if (grant->rank == QZ_RANK_UNKNOWN && is_paper (text))
    grant->rank = QZ_RANK_NORMATIVE;
  g_hash_table_insert (view->grants, g_strdup (text), grant);
  return grant;
}

/* ---- the power ---- */

static gboolean
look_into (QzPowerView *view, const QzFound *power, QzModeGrounds *grounds, json_t *basis, const Grant **grant, GError **error)
{
  const char *declared = qz_found_string (power, "mode_declared"), *granted = qz_found_string (power, "grant");
  const json_t *printed;
  size_t i;

  grounds->declared = declared != NULL ? qz_mode_from_text (declared) : QZ_MODE_UNKNOWN;
  grounds->act = qz_act_of_category (qz_found_string (power, "category"));
  grounds->handed_down = qz_found_string (power, "from_department") != NULL;
  grounds->internal = json_is_true (json_object_get (power->head, "internal"));
  json_array_foreach (json_object_get (power->head, "basis"), i, printed) {
    json_t *entry = basis_json (view, power, printed, grounds, error);
    if (entry == NULL)
      return FALSE;
    json_array_append_new (basis, entry);
  }
  *grant = NULL;
  if (granted == NULL)
    return TRUE;
  *grant = grant_of (view, granted, error);
  if (*grant == NULL)
    return FALSE;
  grounds->grant_named = TRUE;
  grounds->grant_held = (*grant)->held;
  grounds->grant_rank = (*grant)->rank;
  return TRUE;
}

gboolean
qz_power_view_grounds (QzPowerView *view, const QzFound *power, QzModeGrounds *grounds, GError **error)
{
  json_t *basis = json_array ();
  const Grant *grant;
  gboolean ok;

  memset (grounds, 0, sizeof *grounds);
  ok = look_into (view, power, grounds, basis, &grant, error);
  json_decref (basis);
  return ok;
}

gboolean
qz_power_view_mode (QzPowerView *view, const QzFound *power, QzMode *mode, const char **reason, GError **error)
{
  QzModeGrounds grounds;

  if (!qz_power_view_grounds (view, power, &grounds, error))
    return FALSE;
  *mode = qz_mode_supported (&grounds, reason);
  return TRUE;
}

gboolean
qz_power_view_ended (const QzFound *power)
{
  static const char *const ENDED[] = { "收回", "取消", "废止", "失效", "停用", "注销", "暂停" };
  const char *printed = qz_found_string (power, "status");

  for (guint i = 0; printed != NULL && i < G_N_ELEMENTS (ENDED); i++)
    if (strstr (printed, ENDED[i]) != NULL)
      return TRUE;
  return FALSE;
}

json_t *
qz_power_view_json (QzPowerView *view, const QzFound *power, GError **error)
{
  static const char *const HEAD[] = { "id", "code", "name", "subname", "category", "holder", "office", "window", "level" };
  static const char *const REST[] = { "from_department", "scope", "limits", "duties", "duty_basis", "accountability" };
  static const char *const TAIL[] = { "valid_from", "valid_to", "remark", "basis_text" };
  QzModeGrounds grounds = { 0 };
  const Grant *grant = NULL;
  json_t *basis = json_array (), *out;
  const char *reason = NULL;
  g_autoptr (GPtrArray) grants = qz_granted_of (view->engine, power, error);
  QzHolding holding;
  QzMode mode;

  if (grants == NULL || !look_into (view, power, &grounds, basis, &grant, error)) {
    json_decref (basis);
    return NULL;
  }
  mode = qz_mode_supported (&grounds, &reason);
  qz_granted_hold (grants, power, view->engine->as_of, &holding);
  if (holding.recall != NULL && holding.status == QZ_STATUS_REPEALED)
    mode = QZ_MODE_RECALLED;
  out = json_pack ("{s:s}", "schema", "quanze.power/1");
  for (guint i = 0; i < G_N_ELEMENTS (HEAD); i++)
    json_object_set_new (out, HEAD[i], qz_json_string (qz_found_string (power, HEAD[i])));
  json_object_set_new (out, "mode", qz_json_string (qz_mode_name (mode)));
  json_object_set_new (out, "mode_declared", qz_json_string (qz_mode_name (grounds.declared)));
  json_object_set_new (out, "mode_reason", qz_json_string (reason));
  json_object_set_new (out, "internal", json_boolean (grounds.internal));
  for (guint i = 0; i < G_N_ELEMENTS (REST); i++)
    json_object_set_new (out, REST[i], qz_json_string (qz_found_string (power, REST[i])));
  json_object_set_new (out, "status", json_string (qz_status_name (qz_power_view_ended (power) ? QZ_STATUS_REPEALED : holding.status)));
  json_object_set_new (out, "held_by", qz_json_string (holding.holder));
  for (guint i = 0; i < G_N_ELEMENTS (TAIL); i++)
    json_object_set_new (out, TAIL[i], qz_json_string (qz_found_string (power, TAIL[i])));
  json_object_set_new (out, "basis", basis);
  json_object_set_new (
    out, "grant",
    qz_granted_to_json (&holding, power, grant != NULL ? grant->id : NULL, qz_found_string (power, "grant")));
  json_object_set_new (out, "registry", qz_json_string (qz_found_string (power, "registry")));
  json_object_set (out, "source", json_object_get (power->head, "source"));
  return out;
}
