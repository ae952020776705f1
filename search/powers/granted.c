#include "config.h"

#include <string.h>

#include <quanze/bodies.h>
#include <quanze/citation.h>
#include <quanze/grant.h>
#include <quanze/store.h>

#include "lib/text/place_unit.h"
#include "search/powers/granted.h"

/* More papers than this do not speak of one item. */
#define MAX_PAPERS 200
#define TERM_MAX_BYTES 245

static void
granted_free (gpointer data)
{
  QzGranted *g = data;
  char *owned[] = { g->from, g->to, g->what, g->condition, g->eid, g->instrument, g->citation };

  for (guint i = 0; i < G_N_ELEMENTS (owned); i++)
    g_free (owned[i]);
  g_free (g);
}

/* ---- whether a grant speaks of the power ---- */

/* 禾渡镇 and 乡镇人民政府 for 禾渡镇人民政府. */
static gboolean
is_holder (const char *named, const char *holder)
{
  return named == NULL || holder == NULL || qz_holder_covers (named, holder) || g_str_has_prefix (holder, named)
         || g_str_has_suffix (holder, named);
}

/* 县民政局 for 棠宁县民政局; not known on either side is no objection. */
static gboolean
is_giver (const QzLexicon *lexicon, const char *named, const char *giver)
{
  return named == NULL || giver == NULL || g_str_has_suffix (giver, named) || g_str_has_suffix (named, giver)
         || qz_body_same (lexicon, named, giver);
}

/* Two places of one level and different names lie apart; 青禾县 and 石桥镇 may lie in one another. */
static gboolean
apart (const char *a, const char *b)
{
  while (a != NULL && b != NULL && *a != '\0' && *b != '\0') {
    gsize m = qz_place_first_unit (a), n = qz_place_first_unit (b);

    if (m == 0 || n == 0 || (m == n && memcmp (a, b, n) == 0)) {
      if (m == 0 || n == 0)
        return FALSE;
      a += m;
      b += n;
      continue;
    }
    const char *x = g_utf8_find_prev_char (a, a + m), *y = g_utf8_find_prev_char (b, b + n);
    return x != NULL && y != NULL && g_utf8_get_char (x) == g_utf8_get_char (y);
  }
  return FALSE;
}

static gboolean
speaks_of (QzEngine *engine, const json_t *grant, const QzFound *power, const char *key)
{
  gboolean back = g_strcmp0 (qz_json_text (grant, "mode"), "recalled") == 0;
  g_autofree char *own = qz_grant_key (qz_json_text (grant, "what"));

  return g_str_equal (own, key)
         && is_holder (qz_json_text (grant, back ? "from" : "to"), qz_found_string (power, "holder"))
         && is_giver (engine->lexicon, qz_json_text (grant, back ? "to" : "from"),
                      qz_found_string (power, "from_department"));
}

/* ---- the grants ---- */

static QzDate
date_of (const json_t *object, const char *key)
{
  const char *text = qz_json_text (object, key);
  QzDate date = 0;

  return text != NULL && qz_date_parse_iso (text, &date) ? date : 0;
}

static QzGranted *
granted_new (const QzFound *paper, const json_t *grant)
{
  QzGranted *g = g_new0 (QzGranted, 1);
  const char *mode = qz_json_text (grant, "mode"), *title = qz_found_string (paper, "title");
  QzAddress address;

  g->mode = mode != NULL ? qz_mode_from_text (mode) : QZ_MODE_UNKNOWN;
  g->from = g_strdup (qz_json_text (grant, "from"));
  g->to = g_strdup (qz_json_text (grant, "to"));
  g->what = g_strdup (qz_json_text (grant, "what"));
  g->condition = g_strdup (qz_json_text (grant, "condition"));
  g->eid = g_strdup (qz_json_text (grant, "eid"));
  g->since = date_of (grant, "since");
  g->until = date_of (grant, "until");
  g->repealed = paper->version != NULL && paper->version->repealed_by != NULL ? paper->version->until : 0;
  g->instrument = g_strdup (paper->id);
  if (g->eid != NULL && title != NULL && qz_address_from_eid (g->eid, &address))
    g->citation = qz_citation_format (title, &address);
  else
    g->citation = g_strdup_printf ("《%s》", title != NULL ? title : "");
  return g;
}

static void
take_paper (QzEngine *engine, const QzFound *paper, const QzFound *power, const char *key, GPtrArray *out)
{
  const json_t *grant;
  size_t i;

  if (apart (qz_found_string (paper, "territory"), qz_found_string (power, "territory")))
    return;
  json_array_foreach (json_object_get (paper->head, "grants"), i, grant) if (speaks_of (engine, grant, power, key))
    g_ptr_array_add (out, granted_new (paper, grant));
}

static gboolean
take_named (QzEngine *engine, const QzFound *power, const char *key, GPtrArray *out, GError **error)
{
  g_autofree char *term = g_strconcat (QZ_T_GRANT, key, NULL);
  if (strlen (term) > TERM_MAX_BYTES) /* no paper's item has so long a name */
    return TRUE;
  g_autoptr (QzQuery) query = qz_query_term (term, -1, 1);
  QzSearch search;

  qz_search_init (&search);
  search.weight = QZ_WEIGHT_BOOL;
  search.limit = MAX_PAPERS;
  g_autoptr (QzHits) hits = qz_reader_search (engine->reader, query, &search, error);
  if (hits == NULL)
    return FALSE;
  for (guint i = 0; i < hits->hits->len; i++) {
    QzHit *hit = hits->hits->pdata[i];
    g_autoptr (QzFound) paper = qz_found_new (engine, g_steal_pointer (&hit->data), hit->data_len, 0, error);
    if (paper == NULL)
      return FALSE;
    take_paper (engine, paper, power, key, out);
  }
  return TRUE;
}

static gint
by_first_day (gconstpointer a, gconstpointer b)
{
  const QzGranted *x = *(const QzGranted *const *)a, *y = *(const QzGranted *const *)b;

  if (x->since != y->since)
    return x->since < y->since ? -1 : 1;
  gint order = g_strcmp0 (x->instrument, y->instrument);
  return order != 0 ? order : g_strcmp0 (x->eid, y->eid);
}

GPtrArray *
qz_granted_of (QzEngine *engine, const QzFound *power, GError **error)
{
  g_autoptr (GPtrArray) out = g_ptr_array_new_with_free_func (granted_free);
  const char *name = qz_found_string (power, "name"), *sub = qz_found_string (power, "subname");
  g_autofree char *both = g_strconcat (name != NULL ? name : "", sub != NULL ? sub : "", NULL);
  const char *names[] = { name, sub, sub != NULL ? both : NULL };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *key = qz_grant_key (names[i]);
    if (*key != '\0' && !take_named (engine, power, key, out, error))
      return NULL;
  }
  g_ptr_array_sort (out, by_first_day);
  return g_steal_pointer (&out);
}

/* ---- the day ---- */

/* Whether G still hands the power on on DAY. */
static gboolean
runs_on (const QzGranted *g, QzDate day)
{
  return (g->until == 0 || day <= g->until) && (g->repealed == 0 || day < g->repealed);
}

/* What the grants up to DAY leave. A letter's term counts before the open end of the decision it follows. */
static void
replay (const GPtrArray *grants, QzDate day, QzHolding *holding)
{
  for (guint i = 0; i < grants->len; i++) {
    const QzGranted *g = grants->pdata[i];

    if (g->since > day) {
      if (holding->status == QZ_STATUS_UNKNOWN && g->mode != QZ_MODE_RECALLED)
        holding->status = QZ_STATUS_NOT_YET;
      continue;
    }
    if (g->mode == QZ_MODE_RECALLED) {
      holding->recall = g;
      holding->status = QZ_STATUS_REPEALED;
      continue;
    }
    if (holding->grant == NULL || holding->recall != NULL || g->until >= holding->grant->until)
      holding->grant = g;
    holding->recall = NULL;
    holding->status = runs_on (holding->grant, day) ? QZ_STATUS_CURRENT : QZ_STATUS_REPEALED;
  }
}

void
qz_granted_hold (const GPtrArray *grants, const QzFound *power, QzDate day, QzHolding *holding)
{
  QzStatus printed = qz_found_status (power, day);
  const char *from = qz_found_string (power, "from_department");

  memset (holding, 0, sizeof *holding);
  replay (grants, day, holding);
  if (printed == QZ_STATUS_REPEALED || (printed == QZ_STATUS_NOT_YET && holding->status != QZ_STATUS_CURRENT))
    holding->status = printed;
  else if (holding->status == QZ_STATUS_UNKNOWN)
    holding->status = printed;
  holding->holder = qz_found_string (power, "holder");
  if (holding->recall != NULL && holding->recall->to != NULL)
    holding->holder = holding->recall->to;
  else if (holding->status != QZ_STATUS_CURRENT && holding->status != QZ_STATUS_UNKNOWN)
    holding->holder = from != NULL ? from : holding->grant != NULL ? holding->grant->from : NULL;
}

static json_t *
recall_json (const QzGranted *recall)
{
  json_t *out;

  if (recall == NULL)
    return json_null ();
  out = json_object ();
  json_object_set_new (out, "id", qz_json_string (recall->instrument));
  json_object_set_new (out, "citation", qz_json_string (recall->citation));
  json_object_set_new (out, "to", qz_json_string (recall->to));
  json_object_set_new (out, "date", qz_json_date (recall->since));
  return out;
}

/* The last day: of the grant's own term and the registry's date the earlier. */
static QzDate
last_day (const QzHolding *holding, const QzFound *power)
{
  QzDate own = holding->grant != NULL ? holding->grant->until : 0, printed = date_of (power->head, "valid_to");

  return own == 0 || (printed != 0 && printed < own) ? printed : own;
}

json_t *
qz_granted_to_json (const QzHolding *holding, const QzFound *power, const char *id, const char *citation)
{
  const QzGranted *g = holding->grant;
  json_t *out;

  if (g == NULL && citation == NULL)
    return json_null ();
  out = json_object ();
  json_object_set_new (out, "id", qz_json_string (id != NULL ? id : citation == NULL ? g->instrument : NULL));
  json_object_set_new (out, "citation", qz_json_string (citation != NULL ? citation : g->citation));
  json_object_set_new (out, "mode",
                       qz_json_string (g != NULL ? qz_mode_name (g->mode) : qz_found_string (power, "mode_declared")));
  json_object_set_new (
    out, "from", qz_json_string (g != NULL && g->from != NULL ? g->from : qz_found_string (power, "from_department")));
  json_object_set_new (out, "to",
                       qz_json_string (g != NULL && g->to != NULL ? g->to : qz_found_string (power, "holder")));
  if (g != NULL && g->since != 0)
    json_object_set_new (out, "date", qz_json_date (g->since));
  else
    json_object_set_new (out, "date", qz_json_string (qz_found_string (power, "valid_from")));
  json_object_set_new (out, "until", qz_json_date (last_day (holding, power)));
  json_object_set_new (out, "recalled", recall_json (holding->recall));
  return out;
}
