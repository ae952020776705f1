#include "config.h"

#include <quanze/lexicon.h>

#include <glib/gi18n.h>
#include <string.h>

#include "lib/text/lexicon_table.h"

G_DEFINE_QUARK (qz-lexicon-error-quark, qz_lexicon_error)

struct QzLexicon {
  GHashTable *tables;   /* char* → QzLexiconTable* */
};

const char *
qz_lexicon_default_dir (void)
{
  const char *env = g_getenv ("QUANZE_LEXICON");

  if (env != NULL && *env != '\0')
    return env;
  return g_file_test (QZ_LEXICON_INSTALLED, G_FILE_TEST_IS_DIR) ? QZ_LEXICON_INSTALLED : QZ_LEXICON_SOURCE;
}

static QzLexiconTable *
table_named (QzLexicon *lexicon, const char *name)
{
  QzLexiconTable *table = g_hash_table_lookup (lexicon->tables, name);

  if (table != NULL)
    return table;
  table = qz_lexicon_table_new ();
  g_hash_table_insert (lexicon->tables, g_strdup (name), table);
  return table;
}

static gboolean
read_table (QzLexiconTable *table, const char *path, GError **error)
{
  g_autofree char *bytes = NULL;
  gsize len;
  g_autoptr (GError) own = NULL;

  if (g_file_get_contents (path, &bytes, &len, &own))
    return qz_lexicon_table_read (table, path, bytes, len, error);
  g_set_error (error, QZ_LEXICON_ERROR, QZ_LEXICON_ERROR_READ, _("词表 %s 读不出：%s"), path, own->message);
  return FALSE;
}

/* "words" of /some/where/words.tsv. The caller's. */
static char *
table_name (const char *path)
{
  char *name = g_path_get_basename (path);

  if (g_str_has_suffix (name, ".tsv"))
    name[strlen (name) - 4] = '\0';
  return name;
}

static int
by_name (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static GPtrArray *
tables_in (const char *dir, GError **error)
{
  g_autoptr (GError) own = NULL;
  g_autoptr (GDir) folder = g_dir_open (dir, 0, &own);
  GPtrArray *paths;

  if (folder == NULL)
    {
      g_set_error (error, QZ_LEXICON_ERROR, QZ_LEXICON_ERROR_READ, _("词表目录 %s 打不开：%s"), dir, own->message);
      return NULL;
    }
  paths = g_ptr_array_new_with_free_func (g_free);
  for (const char *name; (name = g_dir_read_name (folder)) != NULL;)
    if (g_str_has_suffix (name, ".tsv") && *name != '.')
      g_ptr_array_add (paths, g_build_filename (dir, name, NULL));
  g_ptr_array_sort (paths, by_name);
  return paths;
}

/* The table an extra file of that name adds to. */
static QzLexiconTable *
extra_table (QzLexicon *lexicon, const char *path)
{
  g_autofree char *name = table_name (path);

  return table_named (lexicon, g_hash_table_contains (lexicon->tables, name) ? name : "words");
}

gboolean
qz_lexicon_add (QzLexicon *lexicon, const char *name, const char *text, gsize len, GError **error)
{
  return qz_lexicon_table_read (extra_table (lexicon, name), name, text, len, error);
}

QzLexicon *
qz_lexicon_open (const char *dir, const char *const *extra, GError **error)
{
  g_autoptr (GPtrArray) paths = tables_in (dir, error);
  g_autoptr (QzLexicon) lexicon = NULL;

  if (paths == NULL)
    return NULL;
  lexicon = g_new0 (QzLexicon, 1);
  lexicon->tables = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) qz_lexicon_table_free);
  for (guint i = 0; i < paths->len; i++)
    {
      g_autofree char *name = table_name (paths->pdata[i]);
      if (!read_table (table_named (lexicon, name), paths->pdata[i], error))
        return NULL;
    }
  for (; extra != NULL && *extra != NULL; extra++)
    if (!read_table (extra_table (lexicon, *extra), *extra, error))
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

const QzLexiconTable *
qz_lexicon_table (const QzLexicon *lexicon, const char *table)
{
  QzLexiconTable *found = lexicon != NULL ? g_hash_table_lookup (lexicon->tables, table) : NULL;

  return found != NULL ? qz_lexicon_table_ready (found) : NULL;
}

char **
qz_lexicon_names (const QzLexicon *lexicon)
{
  GPtrArray *names = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer name;

  g_hash_table_iter_init (&iter, lexicon->tables);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, by_name);
  g_ptr_array_add (names, NULL);
  return (char **) g_ptr_array_free (names, FALSE);
}

static void
hash_row (const char *const *cells, gpointer hash)
{
  guint64 *h = hash;

  for (; *cells != NULL; cells++)
    for (const char *p = *cells;; p++)
      {
        *h = (*h ^ (guchar) *p) * G_GUINT64_CONSTANT (0x100000001b3);
        if (*p == '\0')
          break;
      }
}

guint64
qz_lexicon_fingerprint (const QzLexicon *lexicon, const char *table)
{
  guint64 hash = G_GUINT64_CONSTANT (0xcbf29ce484222325);   /* FNV-1a */

  qz_lexicon_each (lexicon, table, hash_row, &hash);
  return hash;
}

const char *const *
qz_lexicon_lookup (const QzLexicon *lexicon, const char *table, const char *key)
{
  const QzLexiconTable *found = qz_lexicon_table (lexicon, table);
  const char *const *cells = found != NULL ? qz_lexicon_table_row (found, key) : NULL;

  return cells != NULL ? cells + 1 : NULL;
}

void
qz_lexicon_each (const QzLexicon *lexicon, const char *table, QzLexiconRow each, gpointer user_data)
{
  const QzLexiconTable *found = qz_lexicon_table (lexicon, table);
  guint n = 0;
  const char *const *const *rows = found != NULL ? qz_lexicon_table_rows (found, &n) : NULL;

  for (guint i = 0; i < n; i++)
    each (rows[i], user_data);
}

gsize
qz_lexicon_longest (const QzLexicon *lexicon, const char *table, const char *text)
{
  return qz_lexicon_table_longest (qz_lexicon_table (lexicon, table), text, strnlen (text, QZ_LEXICON_KEY_MAX));
}
