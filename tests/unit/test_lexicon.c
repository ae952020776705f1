#include "config.h"

#include <quanze/fold.h>
#include <quanze/lexicon.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>
#include <glib.h>
#include <glib/gstdio.h>

typedef struct { char *dir; GPtrArray *paths; } Folder;

static int
set_up (void **state)
{
  Folder *folder = g_new0 (Folder, 1);
  folder->dir = g_dir_make_tmp ("quanze-lexicon-XXXXXX", NULL);
  folder->paths = g_ptr_array_new_with_free_func (g_free);
  *state = folder;
  return folder->dir == NULL;
}

static int
tear_down (void **state)
{
  Folder *folder = *state;
  for (guint i = 0; i < folder->paths->len; i++)
    g_unlink (folder->paths->pdata[i]);
  g_rmdir (folder->dir);
  g_ptr_array_unref (folder->paths);
  g_free (folder->dir);
  g_free (folder);
  return 0;
}

static const char *
put_file (Folder *folder, const char *name, const char *text)
{
  char *path = g_build_filename (folder->dir, name, NULL);
  assert_true (g_file_set_contents (path, text, -1, NULL));
  g_ptr_array_add (folder->paths, path);
  return path;
}

static void
join_row (const char *const *cells, gpointer out)
{
  g_autofree char *row = g_strjoinv ("|", (char **) cells);
  g_string_append_printf (out, "%s;", row);
}

static void
reads_tables (void **state)
{
  Folder *folder = *state;
  put_file (folder, "words.tsv", "# 词\n行政处罚\tact\r\n\n人民政府\tbody\n乡（镇）人民政府\tbody\n行政处罚\tmatter\n");
  put_file (folder, "titles.tsv", "刑法\t中华人民共和国刑法\t\n");
  put_file (folder, "notes.txt", "\t\n");
  g_autoptr (GError) error = NULL;
  g_autoptr (QzLexicon) lexicon = qz_lexicon_open (folder->dir, NULL, &error);
  assert_non_null (lexicon);
  assert_string_equal (qz_lexicon_lookup (lexicon, "words", "行政处罚")[0], "matter");
  assert_null (qz_lexicon_lookup (lexicon, "words", "行政处罚")[1]);
  assert_string_equal (qz_lexicon_lookup (lexicon, "words", "乡(镇)人民政府")[0], "body");
  assert_string_equal (qz_lexicon_lookup (lexicon, "words", "乡（镇）人民政府")[0], "body");
  assert_string_equal (qz_lexicon_lookup (lexicon, "titles", "刑法")[1], "");
  assert_null (qz_lexicon_lookup (lexicon, "words", "行政"));
  assert_null (qz_lexicon_lookup (lexicon, "none", "行政"));
  g_autoptr (GString) rows = g_string_new (NULL);
  qz_lexicon_each (lexicon, "words", join_row, rows);
  assert_string_equal (rows->str, "行政处罚|matter;人民政府|body;乡（镇）人民政府|body;");
  assert_true (qz_lexicon_fingerprint (lexicon, "words") != qz_lexicon_fingerprint (lexicon, "titles"));
  g_auto (GStrv) names = qz_lexicon_names (lexicon);
  for (guint i = 1; names[0] != NULL && names[i] != NULL; i++)
    assert_true (strcmp (names[i - 1], names[i]) < 0);
  assert_true (g_strv_contains ((const char *const *) names, "words") && g_strv_contains ((const char *const *) names, "titles"));
}

static void
extra_files_come_last (void **state)
{
  Folder *folder = *state;
  put_file (folder, "words.tsv", "网格员\tperson\n");
  put_file (folder, "titles.tsv", "本县条例\t旧名\n");
  g_autofree char *other = g_dir_make_tmp ("quanze-own-XXXXXX", NULL);
  g_autofree char *own = g_build_filename (other, "own.txt", NULL), *titles = g_build_filename (other, "titles.tsv", NULL);
  g_file_set_contents (own, "\357\273\277街长制\n网格员\tbody\n", -1, NULL);
  g_file_set_contents (titles, "本县条例\t新名\n", -1, NULL);
  const char *const extra[] = { own, titles, NULL };
  g_autoptr (QzLexicon) lexicon = qz_lexicon_open (folder->dir, extra, NULL);
  assert_non_null (lexicon);
  assert_non_null (qz_lexicon_lookup (lexicon, "words", "街长制"));
  assert_string_equal (qz_lexicon_lookup (lexicon, "words", "网格员")[0], "body");
  assert_string_equal (qz_lexicon_lookup (lexicon, "titles", "本县条例")[0], "新名");
  g_unlink (own);
  g_unlink (titles);
  g_rmdir (other);
}

static void
finds_the_longest (void **state)
{
  Folder *folder = *state;
  put_file (folder, "words.tsv", "行政\n行政处罚\n行政处罚法\n法\nWTO\n");
  g_autoptr (QzLexicon) lexicon = qz_lexicon_open (folder->dir, NULL, NULL);
  assert_int_equal (qz_lexicon_longest (lexicon, "words", "行政处罚法规定"), strlen ("行政处罚法"));
  assert_int_equal (qz_lexicon_longest (lexicon, "words", "行政处罚"), strlen ("行政处罚"));
  assert_int_equal (qz_lexicon_longest (lexicon, "words", "行政处分"), strlen ("行政"));
  assert_int_equal (qz_lexicon_longest (lexicon, "words", "行"), 0);
  assert_int_equal (qz_lexicon_longest (lexicon, "words", ""), 0);
  assert_int_equal (qz_lexicon_longest (lexicon, "words", "wto规则"), 3);
  assert_int_equal (qz_lexicon_longest (lexicon, "none", "行政"), 0);
  gsize lengths[4];
  const QzLexiconTable *table = qz_lexicon_table (lexicon, "words");
  assert_int_equal (qz_lexicon_table_prefixes (table, "行政处罚法", 15, lengths, 4), 3);
  assert_int_equal (lengths[1], 12);
  assert_int_equal (qz_lexicon_table_prefixes (table, "行政处罚法", 14, lengths, 4), 2);
  assert_int_equal (qz_lexicon_table_longest (NULL, "行政", 6), 0);
}

/* What a row prints finds it before what another folds to; a later row stands in the earlier one's place. */
static void
printed_comes_before_folded (void **state)
{
  Folder *folder = *state;
  put_file (folder, "words.tsv", "ＷＴＯ\tfull\nWTO\tupper\n甲\t一\nwto\tlower\n乙\nＷＴＯ\tagain\n");
  g_autoptr (QzLexicon) lexicon = qz_lexicon_open (folder->dir, NULL, NULL);
  assert_string_equal (qz_lexicon_lookup (lexicon, "words", "wto")[0], "lower");
  assert_string_equal (qz_lexicon_lookup (lexicon, "words", "WTO")[0], "upper");
  assert_string_equal (qz_lexicon_lookup (lexicon, "words", "ＷＴＯ")[0], "again");
  assert_null (qz_lexicon_lookup (lexicon, "words", "乙")[0]);
  g_autoptr (GString) rows = g_string_new (NULL);
  qz_lexicon_each (lexicon, "words", join_row, rows);
  assert_string_equal (rows->str, "ＷＴＯ|again;WTO|upper;甲|一;wto|lower;乙;");
}

static gpointer
look_up_all (gpointer lexicon)
{
  guint missing = 0;

  for (guint i = 0; i < 5000; i++)
    {
      g_autofree char *key = g_strdup_printf ("词%u", i);
      const char *const *cells = qz_lexicon_lookup (lexicon, "words", key);
      missing += cells == NULL || g_strcmp0 (cells[0], key) != 0;
    }
  return GUINT_TO_POINTER (missing);
}

/* Rows are cut by whoever asks first, and nobody sees half of them. */
static void
threads_may_ask_first (void **state)
{
  Folder *folder = *state;
  g_autoptr (GString) text = g_string_new (NULL);
  for (guint i = 0; i < 5000; i++)
    g_string_append_printf (text, "词%u\t词%u\n", i, i);
  put_file (folder, "words.tsv", text->str);
  g_autoptr (QzLexicon) lexicon = qz_lexicon_open (folder->dir, NULL, NULL);
  GThread *threads[4];
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("asks", look_up_all, lexicon);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    assert_int_equal (GPOINTER_TO_UINT (g_thread_join (threads[i])), 0);
}

static const struct { const char *text, *message; } broken[] = {
  { "好\n\t空\n", ":2：" },
  { "　\t空\n", ":1：" },
  { "好\n\xff\xfe坏坏坏坏坏坏坏坏\n", ":2：" },
  { "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一\n", ":1：" },
};

static void
errors_name_the_line (void **state)
{
  Folder *folder = *state;
  for (gsize i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      put_file (folder, "words.tsv", broken[i].text);
      g_autoptr (GError) error = NULL;
      assert_null (qz_lexicon_open (folder->dir, NULL, &error));
      assert_true (g_error_matches (error, QZ_LEXICON_ERROR, QZ_LEXICON_ERROR_SYNTAX));
      assert_non_null (strstr (error->message, broken[i].message));
    }
  g_autoptr (GError) error = NULL;
  assert_null (qz_lexicon_open ("/no/such/folder", NULL, &error));
  assert_true (g_error_matches (error, QZ_LEXICON_ERROR, QZ_LEXICON_ERROR_READ));
}

static void
note_key (const char *const *cells, gpointer seen)
{
  g_hash_table_add (seen, g_strdup (cells[0]));
}

/* The bundled tables say nothing twice, and the words are folded as they are looked for. */
static void
bundled_tables_are_sound (void **state)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QzLexicon) lexicon = qz_lexicon_open (qz_lexicon_default_dir (), NULL, &error);
  if (lexicon == NULL)
    fail_msg ("%s", error->message);
  g_autofree char *path = g_build_filename (qz_lexicon_default_dir (), "words.tsv", NULL);
  g_autofree char *text = NULL;
  assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (*lines[i] == '\0' || *lines[i] == '#')
        continue;
      g_auto (GStrv) cells = g_strsplit (lines[i], "\t", -1);
      g_autofree char *folded = qz_fold_text (cells[0], -1, QZ_FOLD_NUMERALS);
      if (g_strv_length (cells) != 2 || g_utf8_strlen (folded, -1) < 2 || strlen (folded) > 60)
        fail_msg ("words.tsv:%u: %s", i + 1, lines[i]);
      if (!g_hash_table_add (seen, g_steal_pointer (&folded)))
        fail_msg ("words.tsv:%u: %s twice", i + 1, cells[0]);
    }
  g_autoptr (GHashTable) keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  qz_lexicon_each (lexicon, "words", note_key, keys);
  assert_int_equal (g_hash_table_size (keys), g_hash_table_size (seen));
}

/* A table that the build does not list is missing from what is installed. */
static void
every_table_is_installed (void **state)
{
  const char *source = g_getenv ("QUANZE_SRC");
  g_autofree char *list = g_build_filename (source != NULL ? source : ".", "corpus", "local.mk", NULL);
  g_autofree char *dir = g_build_filename (source != NULL ? source : ".", "corpus", "lexicon", NULL), *text = NULL;
  g_autoptr (GDir) folder = g_dir_open (dir, 0, NULL);

  assert_non_null (folder);
  assert_true (g_file_get_contents (list, &text, NULL, NULL));
  for (const char *name; (name = g_dir_read_name (folder)) != NULL;)
    {
      g_autofree char *listed = g_strconcat ("/lexicon/", name, NULL);
      if (g_str_has_suffix (name, ".tsv") && strstr (text, listed) == NULL)
        fail_msg ("corpus/local.mk does not list %s", name);
    }
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown (reads_tables, set_up, tear_down),
    cmocka_unit_test_setup_teardown (extra_files_come_last, set_up, tear_down),
    cmocka_unit_test_setup_teardown (finds_the_longest, set_up, tear_down),
    cmocka_unit_test_setup_teardown (errors_name_the_line, set_up, tear_down),
    cmocka_unit_test_setup_teardown (printed_comes_before_folded, set_up, tear_down),
    cmocka_unit_test_setup_teardown (threads_may_ask_first, set_up, tear_down),
    cmocka_unit_test (bundled_tables_are_sound),
    cmocka_unit_test (every_table_is_installed),
  };
  return cmocka_run_group_tests_name ("lexicon", tests, NULL, NULL);
}
