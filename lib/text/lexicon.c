#include "config.h"

#include <quanze/fold.h>
#include <quanze/lexicon.h>
#include <quanze/text.h>

#include <glib/gi18n.h>
#include <string.h>

#include "lib/text/trie.h"

#define KEY_MAX 180   /* bytes of a key */

G_DEFINE_QUARK (qz-lexicon-error-quark, qz_lexicon_error)

struct QzLexiconTable {
  GHashTable *rows;     /* char* key as printed → char** cells, key first */
  GHashTable *folded;   /* char* folded key → the same cells, where it differs from the printed one */
  GPtrArray  *order;    /* char** cells, borrowed, in file order */
  QzTrie     *keys;     /* printed and folded */
};

struct QzLexicon {
  GHashTable *tables;   /* char* → QzLexiconTable* */
};

static void
table_free (QzLexiconTable *table)
{
  g_hash_table_unref (table->folded);
  g_ptr_array_unref (table->order);
  g_hash_table_unref (table->rows);
  qz_trie_free (table->keys);
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

static QzLexiconTable *
table_named (QzLexicon *lexicon, const char *name)
{
  QzLexiconTable *table = g_hash_table_lookup (lexicon->tables, name);

  if (table != NULL)
    return table;
  table = g_new0 (QzLexiconTable, 1);
  table->rows = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_strfreev);
  table->folded = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  table->order = g_ptr_array_new ();
  table->keys = qz_trie_new ();
  g_hash_table_insert (lexicon->tables, g_strdup (name), table);
  return table;
}

/* Consumes CELLS. */
static void
add_row (QzLexiconTable *table, char **cells)
{
  g_autofree char *folded = qz_fold_text (cells[0], -1, QZ_FOLD_PLAIN);
  char **old = g_hash_table_lookup (table->rows, cells[0]);
  guint  at;

  if (old != NULL && g_ptr_array_find (table->order, old, &at))
    table->order->pdata[at] = cells;
  else
    g_ptr_array_add (table->order, cells);
  qz_trie_add (table->keys, cells[0]);
  if (*folded != '\0' && strcmp (folded, cells[0]) != 0)
    {
      qz_trie_add (table->keys, folded);
      g_hash_table_replace (table->folded, g_steal_pointer (&folded), cells);
    }
  g_hash_table_replace (table->rows, cells[0], cells);
}

static gboolean
read_line (QzLexiconTable *table, const char *path, guint number, char *line, GError **error)
{
  gsize len = strlen (line);

  while (len > 0 && (line[len - 1] == ' ' || line[len - 1] == '\r'))
    line[--len] = '\0';
  if (len == 0 || *line == '#')
    return TRUE;
  const char *tab = strchr (line, '\t');
  gsize key_len = tab != NULL ? (gsize) (tab - line) : len;
  if (key_len == 0 || qz_text_space_span (line) >= key_len)
    {
      g_set_error (error, QZ_LEXICON_ERROR, QZ_LEXICON_ERROR_SYNTAX, _("%s:%u：第一列应有词，这一行是空的"), path, number);
      return FALSE;
    }
  if (key_len > KEY_MAX)
    {
      g_set_error (error, QZ_LEXICON_ERROR, QZ_LEXICON_ERROR_SYNTAX, _("%s:%u：第一列至多 %d 字节，这一行有 %zu"), path, number,
                   KEY_MAX, key_len);
      return FALSE;
    }
  if (strstr (line, "\357\277\275") != NULL)
    {
      g_set_error (error, QZ_LEXICON_ERROR, QZ_LEXICON_ERROR_SYNTAX, _("%s:%u：应为完好的文字，这一行有损坏的字节"), path, number);
      return FALSE;
    }
  add_row (table, g_strsplit (line, "\t", -1));
  return TRUE;
}

/* BYTES as the table PATH holds them. */
static gboolean
read_bytes (QzLexiconTable *table, const char *path, const char *bytes, gsize len, GError **error)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) own = NULL;

  if (len == 0)
    return TRUE;
  text = qz_text_decode ((const guint8 *) bytes, len, NULL, NULL, &own);
  if (text == NULL)
    {
      g_set_error (error, QZ_LEXICON_ERROR, QZ_LEXICON_ERROR_SYNTAX, _("%s:1：%s"), path, own->message);
      return FALSE;
    }
  guint number = 0;
  for (char *line = text, *next; line != NULL; line = next)
    {
      next = strchr (line, '\n');
      if (next != NULL)
        *next++ = '\0';
      if (!read_line (table, path, ++number, line, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_table (QzLexiconTable *table, const char *path, GError **error)
{
  g_autofree char *bytes = NULL;
  gsize len;
  g_autoptr (GError) own = NULL;

  if (g_file_get_contents (path, &bytes, &len, &own))
    return read_bytes (table, path, bytes, len, error);
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
  return read_bytes (extra_table (lexicon, name), name, text, len, error);
}

QzLexicon *
qz_lexicon_open (const char *dir, const char *const *extra, GError **error)
{
  g_autoptr (GPtrArray) paths = tables_in (dir, error);
  g_autoptr (QzLexicon) lexicon = NULL;

  if (paths == NULL)
    return NULL;
  lexicon = g_new0 (QzLexicon, 1);
  lexicon->tables = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) table_free);
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
  return lexicon != NULL ? g_hash_table_lookup (lexicon->tables, table) : NULL;
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

guint64
qz_lexicon_fingerprint (const QzLexicon *lexicon, const char *table)
{
  const QzLexiconTable *found = qz_lexicon_table (lexicon, table);
  guint64 hash = G_GUINT64_CONSTANT (0xcbf29ce484222325);   /* FNV-1a */

  for (guint i = 0; found != NULL && i < found->order->len; i++)
    for (char **cell = found->order->pdata[i]; *cell != NULL; cell++)
      for (const char *p = *cell;; p++)
        {
          hash = (hash ^ (guchar) *p) * G_GUINT64_CONSTANT (0x100000001b3);
          if (*p == '\0')
            break;
        }
  return hash;
}

const char *const *
qz_lexicon_lookup (const QzLexicon *lexicon, const char *table, const char *key)
{
  const QzLexiconTable *found = qz_lexicon_table (lexicon, table);
  char **cells;

  if (found == NULL)
    return NULL;
  cells = g_hash_table_lookup (found->rows, key);
  if (cells == NULL)
    cells = g_hash_table_lookup (found->folded, key);
  return cells != NULL ? (const char *const *) cells + 1 : NULL;
}

void
qz_lexicon_each (const QzLexicon *lexicon, const char *table, QzLexiconRow each, gpointer user_data)
{
  const QzLexiconTable *found = qz_lexicon_table (lexicon, table);

  for (guint i = 0; found != NULL && i < found->order->len; i++)
    each (found->order->pdata[i], user_data);
}

gsize
qz_lexicon_longest (const QzLexicon *lexicon, const char *table, const char *text)
{
  return qz_lexicon_table_longest (qz_lexicon_table (lexicon, table), text, strnlen (text, KEY_MAX));
}

gsize
qz_lexicon_table_longest (const QzLexiconTable *table, const char *text, gsize len)
{
  return table != NULL ? qz_trie_longest (table->keys, text, len) : 0;
}

guint
qz_lexicon_table_prefixes (const QzLexiconTable *table, const char *text, gsize len, gsize *lengths, guint max)
{
  return table != NULL ? qz_trie_prefixes (table->keys, text, len, lengths, max) : 0;
}
