#include "config.h"

#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include <quanze/index.h>
#include <quanze/text.h>

#include "indexer/fingerprint.h"

static int
by_name (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

static GPtrArray *
tables_in (const char *folder, GError **error)
{
  GDir       *dir = g_dir_open (folder, 0, error);
  GPtrArray  *names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  if (dir == NULL) {
    g_ptr_array_unref (names);
    return NULL;
  }
  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".tsv") && name[0] != '.')
      g_ptr_array_add (names, g_build_filename (folder, name, NULL));
  g_dir_close (dir);
  g_ptr_array_sort (names, by_name);
  return names;
}

/* Adds the file at PATH to SUM and to LIST; with TEXT its content, so that the index can be asked with it. */
static gboolean
add_table (GChecksum *sum, json_t *list, const char *path, gboolean with_text, GError **error)
{
  g_autofree char *text = NULL, *name = g_path_get_basename (path);
  gsize            len;

  if (!g_file_get_contents (path, &text, &len, error))
    return FALSE;
  g_autofree char *hash = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) text, len);
  g_checksum_update (sum, (const guchar *) name, strlen (name) + 1);
  g_checksum_update (sum, (const guchar *) hash, -1);
  json_t *table = json_object ();
  json_object_set_new (table, "name", json_string (name));
  json_object_set_new (table, "sha256", json_string (hash));
  if (with_text) {
    g_autofree char *decoded = len > 0 ? qz_text_decode ((const guint8 *) text, len, NULL, NULL, NULL) : NULL;
    json_object_set_new (table, "text", json_string (decoded != NULL ? decoded : ""));
  }
  json_array_append_new (list, table);
  return TRUE;
}

char *
qz_fingerprint (const char *lexicon_dir, char *const *extra, char **lexicon, GError **error)
{
  g_autoptr (GPtrArray) tables = tables_in (lexicon_dir, error);
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  json_t  *files = json_array (), *more = json_array ();
  gboolean ok = tables != NULL;

  for (guint i = 0; ok && i < tables->len; i++)
    ok = add_table (sum, files, tables->pdata[i], FALSE, error);
  for (guint i = 0; ok && extra != NULL && extra[i] != NULL; i++)
    ok = add_table (sum, more, extra[i], TRUE, error);
  if (!ok) {
    json_decref (files);
    json_decref (more);
    return NULL;
  }
  json_t *head = json_pack ("{s:s, s:o, s:o}", "hash", g_checksum_get_string (sum), "files", files, "extra", more);
  char   *dumped = json_dumps (head, JSON_COMPACT);
  *lexicon = g_strdup (dumped);
  free (dumped);
  json_decref (head);
  g_autofree char *all = g_strdup_printf ("%s %d %s", PACKAGE_VERSION, QZ_INDEX_SCHEMA, g_checksum_get_string (sum));
  g_autofree char *print = g_compute_checksum_for_string (G_CHECKSUM_SHA256, all, -1);
  return g_strndup (print, 16);
}
