#include "config.h"

#include <string.h>

#include <quanze/lexicon.h>

G_DEFINE_QUARK (qz-lexicon-error-quark, qz_lexicon_error)

/* Longest key looked for by qz_lexicon_longest. */
#define KEY_MAX 120

typedef struct {
  GHashTable *rows;        /* char* key → char** cells (key first) */
  GPtrArray  *order;       /* keys, borrowed */
  gboolean    lengths[KEY_MAX + 1];
} Table;

struct QzLexicon {
  GHashTable *tables;
};

static void
table_free (Table *table)
{
  g_hash_table_unref (table->rows);
  g_ptr_array_unref (table->order);
  g_free (table);
}

const char *
qz_lexicon_default_dir (void)
{
  const char *env = g_getenv ("QUANZE_LEXICON");

  if (env != NULL && *env != '\0')
    return env;
  return g_file_test (QZ_LEXICON_INSTALLED, G_FILE_TEST_IS_DIR) ? QZ_LEXICON_INSTALLED : QZ_LEXICON_SOURCE;
}

static Table *
table_named (QzLexicon *lexicon, const char *name)
{
  Table *table = g_hash_table_lookup (lexicon->tables, name);

  if (table == NULL) {
    table = g_new0 (Table, 1);
    table->rows = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_strfreev);
    table->order = g_ptr_array_new ();
    g_hash_table_insert (lexicon->tables, g_strdup (name), table);
  }
  return table;
}

static void
add_row (Table *table, char **cells)
{
  gsize len = strlen (cells[0]);

  if (g_hash_table_contains (table->rows, cells[0])) {
    char **old = g_hash_table_lookup (table->rows, cells[0]);
    for (guint i = 0; i < table->order->len; i++)
      if (table->order->pdata[i] == old[0])
        table->order->pdata[i] = cells[0];
  } else
    g_ptr_array_add (table->order, cells[0]);
  g_hash_table_replace (table->rows, cells[0], cells);
  if (len <= KEY_MAX)
    table->lengths[len] = TRUE;
}

static gboolean
read_table (QzLexicon *lexicon, const char *path, GError **error)
{
  g_autofree char *bytes = NULL, *base = g_path_get_basename (path);
  gsize len;
  g_autoptr (GError) own = NULL;

  if (!g_file_get_contents (path, &bytes, &len, &own)) {
    g_set_error (error, QZ_LEXICON_ERROR, QZ_LEXICON_ERROR_READ, "词表 %s 读不出：%s", path, own->message);
    return FALSE;
  }
  if (g_str_has_suffix (base, ".tsv"))
    base[strlen (base) - 4] = '\0';
  Table *table = table_named (lexicon, base);
  g_auto (GStrv) lines = g_strsplit (bytes, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++) {
    char *line = g_strchomp (lines[i]);

    if (*line == '\0' || *line == '#')
      continue;
    if (!g_utf8_validate (line, -1, NULL) || *line == '\t') {
      g_set_error (error, QZ_LEXICON_ERROR, QZ_LEXICON_ERROR_SYNTAX, "%s:%u：不是 UTF-8，或者第一列是空的", path, i + 1);
      return FALSE;
    }
    add_row (table, g_strsplit (line, "\t", -1));
  }
  return TRUE;
}

static int
by_name (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

QzLexicon *
qz_lexicon_open (const char *dir, const char *const *extra, GError **error)
{
  g_autoptr (QzLexicon) lexicon = g_new0 (QzLexicon, 1);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) own = NULL;
  g_autoptr (GDir) folder = g_dir_open (dir, 0, &own);
  const char *name;

  lexicon->tables = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) table_free);
  if (folder == NULL) {
    g_set_error (error, QZ_LEXICON_ERROR, QZ_LEXICON_ERROR_READ, "词表目录 %s 打不开：%s", dir, own->message);
    return NULL;
  }
  while ((name = g_dir_read_name (folder)) != NULL)
    if (g_str_has_suffix (name, ".tsv"))
      g_ptr_array_add (names, g_build_filename (dir, name, NULL));
  g_ptr_array_sort (names, by_name);
  for (guint i = 0; extra != NULL && extra[i] != NULL; i++)
    g_ptr_array_add (names, g_strdup (extra[i]));
  for (guint i = 0; i < names->len; i++)
    if (!read_table (lexicon, names->pdata[i], error))
      return NULL;
  return g_steal_pointer (&lexicon);
}

void
qz_lexicon_free (QzLexicon *lexicon)
{
  if (lexicon == NULL)
    return;
  g_hash_table_unref (lexicon->tables);
  g_free (lexicon);
}

const char *const *
qz_lexicon_lookup (const QzLexicon *lexicon, const char *table, const char *key)
{
  const Table *found = g_hash_table_lookup (lexicon->tables, table);
  char **cells = found != NULL ? g_hash_table_lookup (found->rows, key) : NULL;

  return cells != NULL ? (const char *const *) cells + 1 : NULL;
}

void
qz_lexicon_each (const QzLexicon *lexicon, const char *table, QzLexiconRow each, gpointer user_data)
{
  const Table *found = g_hash_table_lookup (lexicon->tables, table);

  for (guint i = 0; found != NULL && i < found->order->len; i++)
    each (g_hash_table_lookup (found->rows, found->order->pdata[i]), user_data);
}

gsize
qz_lexicon_longest (const QzLexicon *lexicon, const char *table, const char *text)
{
  const Table *found = g_hash_table_lookup (lexicon->tables, table);
  char key[KEY_MAX + 1];

  if (found == NULL)
    return 0;
  for (gsize len = strnlen (text, KEY_MAX); len > 0; len--) {
    if (!found->lengths[len])
      continue;
    memcpy (key, text, len);
    key[len] = '\0';
    if (g_hash_table_contains (found->rows, key))
      return len;
  }
  return 0;
}
