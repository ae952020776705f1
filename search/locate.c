#include "config.h"

#include <string.h>

#include <quanze/citation.h>
#include <quanze/fold.h>
#include <quanze/locale.h>
#include <quanze/store.h>

#include "search/show/lineage.h"
#include "search/locate.h"

void
qz_place_free (QzPlace *place)
{
  if (place == NULL)
    return;
  qz_found_free (place->found);
  g_free (place->eid);
  g_free (place->why);
  g_free (place);
}

/* The version of KEY to speak of: in force on the day asked, else the latest. */
static const QzVersion *
version_of (QzEngine *engine, const char *key)
{
  const QzVersion *version = qz_timeline_at (engine->timeline, key, engine->as_of);

  if (version != NULL)
    return version;
  g_autoptr (GPtrArray) versions = qz_timeline_versions (engine->timeline, key);
  return versions->len > 0 ? versions->pdata[versions->len - 1] : NULL;
}

/* The version to speak of of the instrument that TITLE names: by its key, else as people write it (某省实施《义务教育法》办法).
 * NULL when there is none. */
static const QzVersion *
held_version (QzEngine *engine, const char *title)
{
  g_autofree char *key = qz_title_key (title);
  const QzVersion *version = version_of (engine, key);
  const char *same = version == NULL ? qz_title_names_same (qz_engine_title_names (engine), title) : NULL;

  return same != NULL ? version_of (engine, same) : version;
}

/* Whether the article record FOUND holds the unit EID. */
static gboolean
holds_unit (const QzFound *found, const char *eid)
{
  return g_strcmp0 (qz_found_string (found, "eid"), eid) == 0 || qz_found_unit (found, eid) != NULL;
}

/* 第六条第四项 leaves out the paragraph: the eid of the one item of that number in the article. The caller's;
 * NULL when there is none, or one in several paragraphs. */
static char *
item_without_paragraph (const QzFound *found, const QzAddress *address)
{
  char *eid = NULL;
  const json_t *unit;
  size_t i;

  if (address->item == 0 || address->paragraph != 0)
    return NULL;
  json_array_foreach (json_object_get (found->head, "units"), i, unit) {
    const char *own = json_string_value (json_object_get (unit, "eid"));
    QzAddress at = { 0 };

    if (own == NULL || !qz_address_from_eid (own, &at) || at.item != address->item || at.point != address->point)
      continue;
    if (eid != NULL) {
      g_free (eid);
      return NULL;
    }
    eid = g_strdup (own);
  }
  return eid;
}

/* The eid of the record that holds ADDRESS: the article or top heading. */
static char *
record_eid (const QzAddress *address)
{
  QzAddress top = { .annex = address->annex };

  if (address->article != 0) {
    top.article = address->article;
    top.suffix = address->suffix;
  } else
    top.heading[0] = address->heading[0];
  return qz_address_to_eid (&top);
}

/* 第二条 of a document that numbers 二、: the heading of that number. */
static QzAddress
as_heading (const QzAddress *address)
{
  return (QzAddress){ .annex = address->annex, .heading = { address->article }, .paragraph = address->paragraph,
                      .item = address->item, .point = address->point };
}

/* 第三编第四章: a division, which is no record of its own. */
static gboolean
is_division (const QzAddress *address)
{
  return address->article == 0 && address->heading[0] == 0 && address->annex == 0
         && (address->part != 0 || address->subpart != 0 || address->chapter != 0 || address->section != 0);
}

/* Whether the instrument FOUND has the division EID. */
static gboolean
holds_division (const QzFound *found, const char *eid)
{
  const json_t *division;
  size_t i;

  json_array_foreach (json_object_get (found->head, "top"), i, division)
    if (g_strcmp0 (qz_json_text (division, "eid"), eid) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
locate_address (QzEngine *engine, const char *instrument, const QzAddress *address, QzPlace *place, GError **error)
{
  g_autofree char *top = record_eid (address), *full = qz_address_to_eid (address);
  g_autofree char *id = top != NULL ? g_strconcat (instrument, "#", top, NULL) : g_strdup (instrument);
  g_autoptr (GError) own = NULL;

  place->found = qz_found_get (engine, id, &own);
  if (own != NULL) {
    g_propagate_error (error, g_steal_pointer (&own));
    return FALSE;
  }
  if (place->found == NULL && address->article != 0 && address->suffix == 0) {
    const QzAddress heading = as_heading (address);
    gboolean done = locate_address (engine, instrument, &heading, place, error);
    if (place->found != NULL || !done)
      return done;
    g_clear_pointer (&place->why, g_free);
  }
  if (place->found != NULL && is_division (address)) {
    if (!holds_division (place->found, full))
      g_clear_pointer (&place->found, qz_found_free);
  } else if (place->found != NULL && full != NULL && !holds_unit (place->found, full)) {
    char *meant = item_without_paragraph (place->found, address);
    g_free (full);
    full = meant;
    if (full == NULL)
      g_clear_pointer (&place->found, qz_found_free);
  }
  if (place->found == NULL) {
    g_autofree char *printed = qz_address_to_chinese (address);
    place->why = g_strdup_printf (_("%s 里没有%s"), instrument, printed);
  } else if (g_strcmp0 (top, full) != 0)
    place->eid = g_steal_pointer (&full);
  return TRUE;
}

/* 某市容貌和环境卫生管理条例第三条: in running text a title cannot reach back over 和; here the whole text is a citation, and
 * a title of the index in front of it is meant whole. With 《》 around that title; the caller's. */
static char *
with_brackets (QzEngine *engine, const char *text)
{
  for (const char *p = strstr (text, "第"); p != NULL; p = strstr (p + 1, "第")) {
    g_autofree char *title = g_strndup (text, (gsize) (p - text));
    /* 某省实施《义务教育法》办法第三条 is none of that law's */
    const QzVersion *version = held_version (engine, title);
    if (version != NULL)
      return g_strdup_printf ("《%s》%s", version->key, p);
  }
  return g_strdup (text);
}

static gboolean
locate_citation (QzEngine *engine, const char *text, QzPlace *place, GError **error)
{
  g_autofree char *whole = with_brackets (engine, text);
  g_autoptr (GPtrArray) citations = qz_citations_parse_string (whole, engine->lexicon);

  for (guint i = 0; i < citations->len; i++) {
    const QzCitation *citation = citations->pdata[i];
    const QzTarget *target = citation->targets->len > 0 ? citation->targets->pdata[0] : NULL;
    const QzVersion *version = target != NULL && target->key != NULL ? version_of (engine, target->key) : NULL;

    if (version != NULL)
      return locate_address (engine, version->id, &target->address, place, error);
  }
  return TRUE;
}

static gboolean
locate_title (QzEngine *engine, const char *text, QzPlace *place, GError **error)
{
  const QzVersion *version = held_version (engine, text);
  const QzAddress whole = { 0 };

  return version == NULL || locate_address (engine, version->id, &whole, place, error);
}

/* A title with an article and without 《》, of a version or of imported records: 岚川省河道清障条例第三条. */
static gboolean
locate_bare (QzEngine *engine, const char *text, QzPlace *place, GError **error)
{
  g_autofree char *title = NULL;
  g_autoptr (GError) own = NULL;
  QzAddress address;

  qz_store_split_name (text, &title, &address);
  g_autofree char *key = qz_title_key (title), *eid = qz_address_to_eid (&address);
  const QzVersion *version = eid != NULL && *eid != '\0' ? version_of (engine, key) : NULL;
  if (version != NULL)
    return locate_address (engine, version->id, &address, place, error);
  g_autofree char *id = eid != NULL && *eid != '\0' ? g_strdup_printf ("%s@-#%s", key, eid) : NULL;
  place->found = id != NULL ? qz_found_get (engine, id, &own) : NULL;
  gboolean right = own == NULL;
  if (!right)
    g_propagate_error (error, g_steal_pointer (&own));
  return right;
}

/* The first record with TERM. */
static gboolean
locate_with (QzEngine *engine, const char *term, QzPlace *place, GError **error)
{
  g_autoptr (GPtrArray) found = qz_found_with_term (engine, term, 1, error);

  if (found != NULL && found->len > 0)
    place->found = g_ptr_array_steal_index (found, 0);
  return found != NULL;
}

/* The first record with PREFIX + folded TEXT. */
static gboolean
locate_term (QzEngine *engine, const char *prefix, const char *text, QzPlace *place, GError **error)
{
  g_autofree char *folded = qz_fold_text (text, -1, QZ_FOLD_PLAIN);
  g_autofree char *name = g_strconcat (prefix, folded, NULL);
  g_autofree char *term = qz_term_fit (name);

  return locate_with (engine, term, place, error);
}

/* The record or the unit of one with the eid EID, letter for letter, ~2 included. */
static gboolean
locate_eid (QzEngine *engine, const char *instrument, const char *eid, QzPlace *place, GError **error)
{
  g_autofree char *top = g_strdup (eid);

  while (place->found == NULL) {
    g_autofree char *id = g_strconcat (instrument, "#", top, NULL);
    g_autoptr (GError) own = NULL;
    char *end = g_strrstr (top, "__");
    place->found = qz_found_get (engine, id, &own);
    if (own != NULL) {
      g_propagate_error (error, g_steal_pointer (&own));
      return FALSE;
    }
    if (place->found != NULL && !holds_unit (place->found, eid))
      g_clear_pointer (&place->found, qz_found_free);
    if (place->found == NULL && end == NULL)
      return TRUE;
    if (place->found == NULL)
      *end = '\0';
  }
  if (!g_str_equal (top, eid))
    place->eid = g_strdup (eid);
  return TRUE;
}

static gboolean
locate_id (QzEngine *engine, const char *text, QzPlace *place, GError **error)
{
  const char *hash = strchr (text, '#');
  g_autofree char *instrument = hash != NULL ? g_strndup (text, (gsize) (hash - text)) : g_strdup (text);
  const QzVersion *version = qz_timeline_find (engine->timeline, instrument);
  QzAddress address = { 0 };

  if (hash != NULL && version != NULL) {
    if (!locate_eid (engine, version->id, hash + 1, place, error))
      return FALSE;
    /* what leaves out the paragraph of an item, or says that there is none */
    return place->found != NULL || !qz_address_from_eid (hash + 1, &address) || locate_address (engine, version->id, &address, place, error);
  }
  if (version != NULL)
    return locate_address (engine, version->id, &address, place, error);
  g_autoptr (GError) own = NULL;
  place->found = qz_found_get (engine, text, &own);
  if (own != NULL)
    g_propagate_error (error, g_steal_pointer (&own));
  return own == NULL;
}

static gboolean
locate_external (QzEngine *engine, const char *text, QzPlace *place, GError **error)
{
  g_autofree char *name = g_strconcat (QZ_T_EXTERNAL, text, NULL), *term = qz_term_fit (name);

  return locate_with (engine, term, place, error);
}

typedef gboolean (*Locate) (QzEngine *engine, const char *text, QzPlace *place, GError **error);

static gboolean
locate_number (QzEngine *engine, const char *text, QzPlace *place, GError **error)
{
  return locate_term (engine, QZ_T_NUMBER, text, place, error);
}

static gboolean
locate_code (QzEngine *engine, const char *text, QzPlace *place, GError **error)
{
  return locate_term (engine, QZ_T_CODE, text, place, error);
}

QzPlace *
qz_locate_named (QzEngine *engine, const char *text, GError **error)
{
  static const Locate ways[] = { locate_id, locate_title, locate_citation, locate_bare, locate_number, locate_code, locate_external };
  g_autoptr (QzPlace) place = g_new0 (QzPlace, 1);

  for (guint i = 0; i < G_N_ELEMENTS (ways) && place->found == NULL && place->why == NULL; i++)
    if (!ways[i](engine, text, place, error))
      return NULL;
  return g_steal_pointer (&place);
}

QzPlace *
qz_locate (QzEngine *engine, const char *text, GError **error)
{
  g_autoptr (QzPlace) place = qz_locate_named (engine, text, error);

  if (place == NULL)
    return NULL;
  if (place->found == NULL && place->why == NULL) {
    const char *near = qz_lineage_nearest (engine->timeline, text);
    place->why = near != NULL ? g_strdup_printf (_("索引里没有“%s”；最接近的是《%s》"), text, near) : g_strdup_printf (_("索引里没有“%s”"), text);
  }
  return g_steal_pointer (&place);
}
