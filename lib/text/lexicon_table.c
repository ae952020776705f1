/* Reading a table is two steps. A file is decoded and its lines are looked through at once, so that a
 * broken one is told at the start; most commands ask few of the tables, so its rows are cut, in place,
 * when one is first asked for (docs/PERFORMANCE.md has what that saves). */
#include "config.h"

#include "lib/text/lexicon_table.h"

#include <quanze/fold.h>
#include <quanze/text.h>

#include <glib/gi18n.h>
#include <string.h>

#include "lib/text/trie.h"

#define DAMAGE "\357\277\275"   /* U+FFFD, what decoding leaves of bytes that are no text */

struct QzLexiconTable {
  GPtrArray    *texts;     /* char*, decoded, as the files hold them; tabs and line ends are NULs once cut */
  gsize         n_lines;   /* at most so many rows, */
  gsize         n_tabs;    /* and so many cells behind their keys */

  gsize         cut;       /* for g_once_init_enter(): what follows is there */
  const char  **cells;     /* of all rows, each row NULL-terminated */
  const char *const **rows;
  guint         n_rows;
  QzTrie       *keys;      /* printed and folded → 1 + number of the row */
};

QzLexiconTable *
qz_lexicon_table_new (void)
{
  QzLexiconTable *table = g_new0 (QzLexiconTable, 1);

  table->texts = g_ptr_array_new_with_free_func (g_free);
  return table;
}

void
qz_lexicon_table_free (QzLexiconTable *table)
{
  g_ptr_array_unref (table->texts);
  g_free (table->cells);
  g_free (table->rows);
  qz_trie_free (table->keys);
  g_free (table);
}

/* ---- lines ---- */

/* The length of the line at LINE without the blanks at its end; *NEXT: the line after it, NULL at the last. */
static gsize
line_at (const char *line, const char **next)
{
  const char *end = strchr (line, '\n');
  gsize len = end != NULL ? (gsize) (end - line) : strlen (line);

  *next = end != NULL ? end + 1 : NULL;
  while (len > 0 && (line[len - 1] == ' ' || line[len - 1] == '\r'))
    len--;
  return len;
}

static gboolean
is_row (const char *line, gsize len)
{
  return len > 0 && *line != '#';
}

/* DAMAGED: whether the file has damaged bytes somewhere. */
static gboolean
check_row (const char *path, guint number, const char *line, gsize len, gboolean damaged, GError **error)
{
  const char *tab = memchr (line, '\t', len);
  gsize key_len = tab != NULL ? (gsize) (tab - line) : len;

  if (key_len == 0 || qz_text_space_span (line) >= key_len)
    {
      g_set_error (error, QZ_LEXICON_ERROR, QZ_LEXICON_ERROR_SYNTAX, _("%s:%u：第一列应有词，这一行是空的"), path, number);
      return FALSE;
    }
  if (key_len > QZ_LEXICON_KEY_MAX)
    {
      g_set_error (error, QZ_LEXICON_ERROR, QZ_LEXICON_ERROR_SYNTAX, _("%s:%u：第一列至多 %d 字节，这一行有 %zu"), path, number,
                   QZ_LEXICON_KEY_MAX, key_len);
      return FALSE;
    }
  if (damaged && g_strstr_len (line, (gssize) len, DAMAGE) != NULL)
    {
      g_set_error (error, QZ_LEXICON_ERROR, QZ_LEXICON_ERROR_SYNTAX, _("%s:%u：应为完好的文字，这一行有损坏的字节"), path, number);
      return FALSE;
    }
  return TRUE;
}

static gsize
count_tabs (const char *line, gsize len)
{
  gsize n = 0;

  for (gsize i = 0; i < len; i++)
    n += line[i] == '\t';
  return n;
}

gboolean
qz_lexicon_table_read (QzLexiconTable *table, const char *path, const char *bytes, gsize len, GError **error)
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
  gboolean damaged = strstr (text, DAMAGE) != NULL;
  guint number = 0;
  for (const char *line = text, *next; line != NULL; line = next)
    {
      gsize line_len = line_at (line, &next);
      number++;
      if (!is_row (line, line_len))
        continue;
      if (!check_row (path, number, line, line_len, damaged, error))
        return FALSE;
      table->n_lines++;
      table->n_tabs += count_tabs (line, line_len);
    }
  g_assert (table->cut == 0);
  g_ptr_array_add (table->texts, g_steal_pointer (&text));
  return TRUE;
}

/* ---- rows ---- */

/* Puts the cells of the LEN bytes at LINE at CELLS; where the next row goes. */
static const char **
cut_line (char *line, gsize len, const char **cells)
{
  line[len] = '\0';
  for (char *cell = line; cell != NULL;)
    {
      char *tab = strchr (cell, '\t');
      if (tab != NULL)
        *tab++ = '\0';
      *cells++ = cell;
      cell = tab;
    }
  *cells++ = NULL;
  return cells;
}

static void
add_row (QzLexiconTable *table, const char *const *cells)
{
  guint32 *number = qz_trie_add (table->keys, cells[0]);

  if (*number == 0)
    *number = ++table->n_rows;
  table->rows[*number - 1] = cells;
}

/* Lets the folded form of the key of row NUMBER find it, unless a row prints that form. */
static void
add_folded (QzLexiconTable *table, guint number)
{
  const char *key = table->rows[number][0];
  g_autofree char *folded = qz_fold_text (key, -1, QZ_FOLD_PLAIN);

  if (*folded == '\0' || strcmp (folded, key) == 0)
    return;
  guint32 *found = qz_trie_add (table->keys, folded);
  if (*found == 0 || strcmp (table->rows[*found - 1][0], folded) != 0)
    *found = number + 1;
}

static void
cut_rows (QzLexiconTable *table)
{
  const char **cells = table->cells = g_new (const char *, 2 * table->n_lines + table->n_tabs);

  table->rows = g_new (const char *const *, table->n_lines);
  table->keys = qz_trie_new ();
  for (guint i = 0; i < table->texts->len; i++)
    for (const char *line = table->texts->pdata[i], *next; line != NULL; line = next)
      {
        gsize len = line_at (line, &next);
        if (!is_row (line, len))
          continue;
        const char *const *row = cells;
        cells = cut_line ((char *) line, len, cells);
        add_row (table, row);
      }
  for (guint i = 0; i < table->n_rows; i++)
    add_folded (table, i);
}

const QzLexiconTable *
qz_lexicon_table_ready (QzLexiconTable *table)
{
  if (g_once_init_enter (&table->cut))
    {
      cut_rows (table);
      g_once_init_leave (&table->cut, 1);
    }
  return table;
}

const char *const *
qz_lexicon_table_row (const QzLexiconTable *table, const char *key)
{
  guint32 number = qz_trie_value (table->keys, key);

  return number != 0 ? table->rows[number - 1] : NULL;
}

const char *const *const *
qz_lexicon_table_rows (const QzLexiconTable *table, guint *n)
{
  *n = table->n_rows;
  return table->rows;
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
