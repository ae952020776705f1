#include "config.h"

#include <string.h>

#include <quanze/locale.h>
#include <quanze/store.h>

#include "indexer/entry.h"
#include "indexer/manifest.h"

void
qz_entry_free (QzEntry *entry)
{
  if (entry == NULL)
    return;
  g_free (entry->path);
  g_free (entry->term);
  g_free (entry->hash);
  g_free (entry->with);
  g_free (entry->kind);
  g_free (entry->format);
  g_free (entry->encoding);
  g_free (entry->title);
  g_free (entry->key);
  g_free (entry->issuer);
  g_free (entry->territory);
  g_free (entry->rank);
  g_strfreev (entry->names);
  json_decref (entry->warnings);
  g_free (entry->error_code);
  g_free (entry->error_text);
  g_free (entry->named);
  g_free (entry->duplicate_of);
  g_free (entry->shown);
  g_free (entry);
}

static GHashTable *
new_index (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
}

QzManifest *
qz_manifest_new (void)
{
  QzManifest *manifest = g_new0 (QzManifest, 1);

  manifest->by_path = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) qz_entry_free);
  manifest->by_key = new_index ();
  manifest->by_name = new_index ();
  manifest->by_hash = new_index ();
  return manifest;
}

void
qz_manifest_free (QzManifest *manifest)
{
  if (manifest == NULL)
    return;
  g_hash_table_unref (manifest->by_key);
  g_hash_table_unref (manifest->by_name);
  g_hash_table_unref (manifest->by_hash);
  g_hash_table_unref (manifest->by_path);
  g_free (manifest);
}

QzEntry *
qz_manifest_entry (QzManifest *manifest, const char *path)
{
  QzEntry *entry = g_hash_table_lookup (manifest->by_path, path);

  if (entry != NULL)
    return entry;
  entry = g_new0 (QzEntry, 1);
  entry->path = g_strdup (path);
  entry->term = qz_store_source_term (path);
  entry->named = g_strdup ("");
  g_hash_table_insert (manifest->by_path, entry->path, entry);
  return entry;
}

/* ---- the indexes ---- */

/* Where ENTRY stands or would stand in LIST, sorted by path. */
static guint
place_in (const GPtrArray *list, const QzEntry *entry)
{
  guint low = 0, high = list->len;

  while (low < high) {
    guint middle = low + (high - low) / 2;
    if (strcmp (((const QzEntry *) list->pdata[middle])->path, entry->path) < 0)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

static void
list_under (GHashTable *table, const char *name, QzEntry *entry)
{
  GPtrArray *list = g_hash_table_lookup (table, name);

  if (list == NULL) {
    list = g_ptr_array_new ();
    g_hash_table_insert (table, g_strdup (name), list);
  }
  guint at = place_in (list, entry);
  if (at == list->len || list->pdata[at] != entry)
    g_ptr_array_insert (list, at, entry);
}

static void
unlist_under (GHashTable *table, const char *name, QzEntry *entry)
{
  GPtrArray *list = g_hash_table_lookup (table, name);
  guint      at = list != NULL ? place_in (list, entry) : 0;

  if (list != NULL && at < list->len && list->pdata[at] == entry)
    g_ptr_array_remove_index (list, at);
}

static void
for_each_name (QzManifest *manifest, QzEntry *entry, void (*each) (GHashTable *, const char *, QzEntry *))
{
  if (entry->hash != NULL)
    each (manifest->by_hash, entry->hash, entry);
  if (g_strcmp0 (entry->kind, "instrument") == 0 && entry->key != NULL)
    each (manifest->by_key, entry->key, entry);
  for (guint i = 0; entry->names != NULL && entry->names[i] != NULL; i++)
    each (manifest->by_name, entry->names[i], entry);
}

void
qz_manifest_learn (QzManifest *manifest, QzEntry *entry)
{
  if (entry->known && entry->state != QZ_ENTRY_REFUSED)
    for_each_name (manifest, entry, list_under);
}

void
qz_manifest_forget (QzManifest *manifest, QzEntry *entry)
{
  for_each_name (manifest, entry, unlist_under);
}

QzEntry *
qz_manifest_steal (QzManifest *manifest, QzEntry *entry)
{
  qz_manifest_forget (manifest, entry);
  g_hash_table_steal (manifest->by_path, entry->path);
  return entry;
}

static int
by_path (gconstpointer a, gconstpointer b)
{
  return strcmp ((*(QzEntry *const *) a)->path, (*(QzEntry *const *) b)->path);
}

GPtrArray *
qz_manifest_sorted (const QzManifest *manifest)
{
  GPtrArray     *entries = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer       entry;

  g_hash_table_iter_init (&iter, manifest->by_path);
  while (g_hash_table_iter_next (&iter, NULL, &entry))
    g_ptr_array_add (entries, entry);
  g_ptr_array_sort (entries, by_path);
  return entries;
}

/* ---- reading ---- */

#define ENTRY_PREFIX "file/"

static gboolean
add_from_json (QzManifest *manifest, const char *key, const char *text, gsize len, GError **error)
{
  if (qz_entry_from_json (manifest, text, len))
    return TRUE;
  g_set_error (error, QZ_INDEX_ERROR, QZ_INDEX_ERROR_DAMAGED, _("索引里 %s 这一项读不懂；请用 --rebuild 重建"), key);
  return FALSE;
}

static gboolean
load (QzManifest *manifest, QzWriter *writer, GError **error)
{
  g_autoptr (GPtrArray) keys = qz_writer_metadata_keys (writer, ENTRY_PREFIX, error);
  GHashTableIter        iter;
  gpointer              entry;

  for (guint i = 0; keys != NULL && i < keys->len; i++) {
    g_autofree char *text = qz_writer_get_metadata (writer, keys->pdata[i], error);
    if (text == NULL || !add_from_json (manifest, keys->pdata[i], text, strlen (text), error))
      return FALSE;
  }
  g_hash_table_iter_init (&iter, manifest->by_path);
  while (g_hash_table_iter_next (&iter, NULL, &entry))
    qz_manifest_learn (manifest, entry);
  return keys != NULL;
}

QzManifest *
qz_manifest_load (QzWriter *writer, GError **error)
{
  QzManifest *manifest = qz_manifest_new ();

  if (load (manifest, writer, error))
    return manifest;
  qz_manifest_free (manifest);
  return NULL;
}

static gboolean
read_entries (QzManifest *manifest, QzReader *reader, GError **error)
{
  g_autoptr (GPtrArray) keys = qz_reader_metadata_keys (reader, ENTRY_PREFIX, error);

  for (guint i = 0; keys != NULL && i < keys->len; i++) {
    gsize            len;
    g_autofree char *text = qz_reader_get_metadata (reader, keys->pdata[i], &len, error);
    if (text == NULL || !add_from_json (manifest, keys->pdata[i], text, len, error))
      return FALSE;
  }
  return keys != NULL;
}

char **
qz_manifest_paths (const char *dir, GError **error)
{
  const char *const    dirs[] = { dir, NULL };
  g_autoptr (QzReader) reader = qz_reader_open (dirs, error);
  QzManifest          *manifest = qz_manifest_new ();
  char               **paths = NULL;

  if (reader != NULL && read_entries (manifest, reader, error)) {
    g_autoptr (GPtrArray) entries = qz_manifest_sorted (manifest);
    paths = g_new0 (char *, entries->len + 1);
    for (guint i = 0; i < entries->len; i++)
      paths[i] = g_strdup (((const QzEntry *) entries->pdata[i])->path);
  }
  qz_manifest_free (manifest);
  return paths;
}
