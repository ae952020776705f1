#include "config.h"

#include <string.h>

#include <quanze/bodies.h>
#include <quanze/fold.h>
#include <quanze/instrument.h>
#include <quanze/locale.h>
#include <quanze/store.h>

#include "search/body_name.h"
#include "search/powers/power_list.h"

#define PAGE 2000u

void
qz_power_filter_clear (QzPowerFilter *filter)
{
  char *owned[] = { filter->holder, filter->office, filter->category, filter->from_department, filter->name,
                    filter->mode,   filter->mode_declared, filter->law, filter->status };

  for (guint i = 0; i < G_N_ELEMENTS (owned); i++)
    g_free (owned[i]);
}

/* ---- order ---- */

int
qz_power_id_compare (const char *a, const char *b)
{
  while (*a && *b) {
    if (g_ascii_isdigit (*a) && g_ascii_isdigit (*b)) {
      const char *x = a + strspn (a, "0"), *y = b + strspn (b, "0");
      gsize m = strspn (x, "0123456789"), n = strspn (y, "0123456789");
      int order = m != n ? (m < n ? -1 : 1) : strncmp (x, y, m);
      if (order != 0)
        return order;
      a = x + m;
      b = y + n;
    } else {
      if (*a != *b)
        return (guchar) *a < (guchar) *b ? -1 : 1;
      a++;
      b++;
    }
  }
  return *a ? 1 : *b ? -1 : 0;
}

static int
by_id (gconstpointer a, gconstpointer b)
{
  const char *x = *(const char *const *) a, *y = *(const char *const *) b;
  int order = qz_power_id_compare (x, y);

  return order != 0 ? order : strcmp (x, y);
}

/* Ids of all items. NULL on an index error. */
static GPtrArray *
all_ids (QzEngine *engine, GError **error)
{
  static const guint SLOTS[] = { QZ_SLOT_ID };
  g_autoptr (QzQuery) query = qz_query_term (QZ_T_KIND "power", -1, 1);
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  QzSearch search;

  qz_search_init (&search);
  search.weight = QZ_WEIGHT_BOOL;
  search.without_data = TRUE;
  search.value_slots = SLOTS;
  search.n_value_slots = G_N_ELEMENTS (SLOTS);
  search.limit = PAGE;
  for (;;) {
    g_autoptr (QzHits) hits = qz_reader_search (engine->reader, query, &search, error);
    if (hits == NULL)
      return NULL;
    for (guint i = 0; i < hits->hits->len; i++) {
      const QzHit *hit = hits->hits->pdata[i];
      g_ptr_array_add (ids, g_strdup (hit->values[0]));
    }
    if (hits->hits->len < PAGE)
      break;
    search.offset += PAGE;
  }
  g_ptr_array_sort (ids, by_id);
  return g_steal_pointer (&ids);
}

/* ---- filters ---- */

typedef struct {
  const char *key;    /* of the object */
  char       *folded; /* what it must contain */
  char *said;         /* a body by an old or short name, as asked; NULL */
  char *now;          /* what it is called today, folded; NULL */
} Contains;

typedef struct {
  const QzLexicon *lexicon;
  Contains    fields[8];
  guint       n_fields;
  const char *mode, *mode_declared, *status;
  char       *law;          /* title key */
  char       *article;      /* eid, NULL: any */
} Filter;

static void
filter_clear (Filter *filter)
{
  for (guint i = 0; i < filter->n_fields; i++) {
    g_free (filter->fields[i].folded);
    g_free (filter->fields[i].said);
    g_free (filter->fields[i].now);
  }
  g_free (filter->law);
  g_free (filter->article);
}

static void
add_field (Filter *filter, const char *key, const char *text)
{
  if (text != NULL && *text)
    filter->fields[filter->n_fields++] = (Contains){ key, qz_fold_text (text, -1, QZ_FOLD_PLAIN), NULL, NULL };
}

/* 工商局 finds 市场监督管理局 too. */
static void
add_body (Filter *filter, QzEngine *engine, const char *key, const char *name)
{
  g_autofree char *now = name != NULL ? qz_body_present (engine->lexicon, name, NULL) : NULL;

  add_field (filter, key, name);
  if (now == NULL || filter->n_fields == 0)
    return;
  filter->fields[filter->n_fields - 1].said = g_strdup (name);
  filter->fields[filter->n_fields - 1].now = qz_fold_text (now, -1, QZ_FOLD_PLAIN);
}

static gboolean
set_mode (const char *text, const char *option, const char **mode, GError **error)
{
  if (text == NULL)
    return TRUE;
  *mode = qz_mode_name (qz_mode_from_text (text));
  if (*mode == NULL)
    g_set_error (error, QZ_USAGE_ERROR, 0, _("--%s：没有“%s”这种行使方式，可用 法定 授权 委托 交由 下放 相对集中 收回"), option, text);
  return *mode != NULL;
}

static gboolean
set_status (const char *text, const char **status, GError **error)
{
  static const struct {
    const char *word, *name;
  } WORDS[] = { { "current", "current" },          { "有效", "current" }, { "现行有效", "current" }, { "repealed", "repealed" },
                { "已失效", "repealed" },          { "失效", "repealed" }, { "已收回", "repealed" },   { "收回", "repealed" },
                { "not-yet-in-force", "not-yet-in-force" }, { "未生效", "not-yet-in-force" } };

  for (guint i = 0; text != NULL && i < G_N_ELEMENTS (WORDS); i++)
    if (strcmp (text, WORDS[i].word) == 0)
      *status = WORDS[i].name;
  if (text != NULL && *status == NULL)
    g_set_error (error, QZ_USAGE_ERROR, 0, _("--status：没有“%s”这种状态，可用 有效 已失效 未生效"), text);
  return text == NULL || *status != NULL;
}

/* 食品安全法, 《食品安全法》第三十六条. */
static void
set_law (QzEngine *engine, const char *text, Filter *filter)
{
  g_autoptr (GPtrArray) citations = text != NULL ? qz_citations_parse_string (text, engine->lexicon) : NULL;

  if (text == NULL)
    return;
  for (guint i = 0; i < citations->len && filter->law == NULL; i++) {
    const QzCitation *citation = citations->pdata[i];
    const QzTarget *target = citation->targets->len > 0 ? citation->targets->pdata[0] : NULL;
    if (target == NULL || target->key == NULL)
      continue;
    filter->law = g_strdup (target->key);
    filter->article = qz_address_to_eid (&target->address);
  }
  if (filter->law == NULL)
    filter->law = qz_title_key (text);
}

static gboolean
filter_init (Filter *filter, QzEngine *engine, const QzPowerFilter *asked, GError **error)
{
  memset (filter, 0, sizeof *filter);
  filter->lexicon = engine->lexicon;
  add_body (filter, engine, "holder", asked->holder);
  add_field (filter, "office", asked->office);
  add_field (filter, "category", asked->category);
  add_body (filter, engine, "from_department", asked->from_department);
  add_field (filter, "name", asked->name);
  set_law (engine, asked->law, filter);
  return set_mode (asked->mode, "mode", &filter->mode, error)
         && set_mode (asked->mode_declared, "mode-declared", &filter->mode_declared, error)
         && set_status (asked->status, &filter->status, error);
}

static gboolean
contains (const QzFound *power, const char *key, const char *folded)
{
  const char *value = qz_found_string (power, key);
  g_autofree char *own = value != NULL ? qz_fold_text (value, -1, QZ_FOLD_PLAIN) : NULL;

  return own != NULL && strstr (own, folded) != NULL;
}

static gboolean
has_field (const QzFound *power, const Contains *field, const QzLexicon *lexicon)
{
  return contains (power, field->key, field->folded) || (field->now != NULL && contains (power, field->key, field->now))
         || (field->said != NULL && qz_body_same (lexicon, field->said, qz_found_string (power, field->key)))
         || (strcmp (field->key, "name") == 0 && contains (power, "subname", field->folded));
}

static gboolean
rests_on (const QzFound *power, const Filter *filter)
{
  const json_t *entry, *citation;
  size_t i, j;

  json_array_foreach (json_object_get (power->head, "basis"), i, entry) {
    const char *key = json_string_value (json_object_get (entry, "key"));
    if (key == NULL || strstr (key, filter->law) == NULL)
      continue;
    if (filter->article == NULL)
      return TRUE;
    json_array_foreach (json_object_get (entry, "citations"), j, citation) {
      const char *eid = json_string_value (json_object_get (citation, "eid"));
      if (eid != NULL && qz_eid_within (eid, filter->article))
        return TRUE;
    }
  }
  return FALSE;
}

/* What the record itself tells; the rest needs the object. */
static gboolean
passes_record (const QzFound *power, const Filter *filter)
{
  for (guint i = 0; i < filter->n_fields; i++)
    if (!has_field (power, &filter->fields[i], filter->lexicon))
      return FALSE;
  if (filter->mode_declared != NULL && g_strcmp0 (qz_found_string (power, "mode_declared"), filter->mode_declared) != 0)
    return FALSE;
  return filter->law == NULL || rests_on (power, filter);
}

static gboolean
passes_object (const json_t *object, const Filter *filter)
{
  const char *mode = json_string_value (json_object_get (object, "mode"));
  const char *status = json_string_value (json_object_get (object, "status"));

  return (filter->mode == NULL || g_strcmp0 (mode, filter->mode) == 0)
         && (filter->status == NULL || g_strcmp0 (status, filter->status) == 0);
}

/* ---- the list ---- */

typedef struct {
  QzEngine         *engine;
  QzPowerView      *view;
  Filter            filter;
  QzPowerEach       each;      /* or */
  QzPowerRecordEach record;
  gpointer          user_data;
  gboolean          more;      /* what they say */
} Walk;

static void
walk_clear (Walk *walk)
{
  qz_power_view_free (walk->view);
  filter_clear (&walk->filter);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Walk, walk_clear)

static gboolean
give_object (Walk *walk, const QzFound *power, GError **error)
{
  json_t *object = qz_power_view_json (walk->view, power, error);

  if (object == NULL)
    return FALSE;
  if (passes_object (object, &walk->filter))
    walk->more = walk->each (object, walk->user_data);
  json_decref (object);
  return TRUE;
}

/* FALSE on an index error. */
static gboolean
give_one (Walk *walk, const char *id, GError **error)
{
  g_autoptr (GError) own = NULL;
  g_autoptr (QzFound) power = qz_found_get (walk->engine, id, &own);

  if (own != NULL) {
    g_propagate_error (error, g_steal_pointer (&own));
    return FALSE;
  }
  if (power == NULL || !passes_record (power, &walk->filter)) /* gone since the list was made, or not wanted */
    return TRUE;
  if (walk->each != NULL)
    return give_object (walk, power, error);
  walk->more = walk->record (power, walk->user_data);
  return TRUE;
}

static gboolean
walk_all (Walk *walk, const QzPowerFilter *asked, GError **error)
{
  g_autoptr (GPtrArray) ids = NULL;

  if (!filter_init (&walk->filter, walk->engine, asked, error))
    return FALSE;
  ids = all_ids (walk->engine, error);
  if (ids == NULL)
    return FALSE;
  walk->view = qz_power_view_new (walk->engine);
  walk->more = TRUE;
  for (guint i = 0; i < ids->len && walk->more; i++)
    if (!give_one (walk, ids->pdata[i], error))
      return FALSE;
  return TRUE;
}

gboolean
qz_power_list_each (QzEngine *engine, const QzPowerFilter *asked, QzPowerEach each, gpointer user_data, GError **error)
{
  g_auto (Walk) walk = { .engine = engine, .each = each, .user_data = user_data };

  return walk_all (&walk, asked, error);
}

gboolean
qz_power_list_records (QzEngine *engine, const QzPowerFilter *asked, QzPowerRecordEach each, gpointer user_data, GError **error)
{
  g_auto (Walk) walk = { .engine = engine, .record = each, .user_data = user_data };

  return walk_all (&walk, asked, error);
}

/* ---- a page of it ---- */

typedef struct {
  QzPowerView *view;
  guint        offset, limit, total;
  json_t      *items;
  GError     **error;
  gboolean     failed;
} Page;

static gboolean
on_page (Page *page)
{
  guint index = page->total++;

  return index >= page->offset && json_array_size (page->items) < page->limit;
}

static gboolean
page_object (const json_t *power, gpointer user_data)
{
  Page *page = user_data;

  if (on_page (page))
    json_array_append (page->items, (json_t *) power);
  return TRUE;
}

/* Items that are only counted need no object: it costs far more than the record. */
static gboolean
page_record (const QzFound *power, gpointer user_data)
{
  Page *page = user_data;

  if (!on_page (page))
    return TRUE;
  json_t *object = qz_power_view_json (page->view, power, page->error);
  page->failed = object == NULL;
  if (object != NULL)
    json_array_append_new (page->items, object);
  return object != NULL;
}

json_t *
qz_power_filter_bodies (QzEngine *engine, const QzPowerFilter *filter)
{
  json_t *list = qz_body_name_json (engine->lexicon, filter->holder),
         *from = qz_body_name_json (engine->lexicon, filter->from_department);

  json_array_extend (list, from);
  json_decref (from);
  return list;
}

json_t *
qz_power_list_json (QzEngine *engine, const QzPowerFilter *filter, guint offset, guint limit, GError **error)
{
  g_autoptr (QzPowerView) view = qz_power_view_new (engine);
  Page page = { .view = view, .offset = offset, .limit = limit, .items = json_array (), .error = error };
  gboolean ok;

  if (filter->mode != NULL || filter->status != NULL)
    ok = qz_power_list_each (engine, filter, page_object, &page, error);
  else
    ok = qz_power_list_records (engine, filter, page_record, &page, error) && !page.failed;
  if (ok)
    return json_pack ("{s:s, s:i, s:o, s:o}", "schema", "quanze.powers/1", "total", (int)page.total, "items",
                      page.items, "bodies", qz_power_filter_bodies (engine, filter));
  json_decref (page.items);
  return NULL;
}
