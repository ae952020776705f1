/* Golden files: a text, and what must come of it.
 *
 *   ====
 *   name of the file.md
 *   ====
 *   the text
 *   ----
 *   what comes of it
 *
 * QUANZE_GOLDEN_UPDATE=1 in the environment writes the results anew, to be read before they are kept.
 */
#ifndef QZ_TEST_GOLDEN_H
#define QZ_TEST_GOLDEN_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include <glib.h>

#define HEAD "====\n"
#define RULE "\n----\n"

typedef struct {
  char *name, *input, *expected;
  char *label;
} Case;

static Case *
case_new (const char *file, const char *name, gsize name_len, const char *input, gsize input_len, const char *expected,
          gsize expected_len)
{
  Case *one = g_new0 (Case, 1);
  g_autofree char *base = g_path_get_basename (file);

  one->name = g_strndup (name, name_len);
  one->input = g_strndup (input, input_len);
  one->expected = g_strndup (expected, expected_len);
  one->label = g_strdup_printf ("%s: %s", base, one->name);
  return one;
}

static void
case_free (Case *one)
{
  g_free (one->name);
  g_free (one->input);
  g_free (one->expected);
  g_free (one->label);
  g_free (one);
}

/* The cases of the golden file TEXT; element type Case*. */
static GPtrArray *
read_cases (const char *file, const char *text)
{
  GPtrArray *cases = g_ptr_array_new_with_free_func ((GDestroyNotify)case_free);

  for (const char *p = text; (p = strstr (p, HEAD)) != NULL;) {
    const char *name = p + strlen (HEAD), *input = strstr (name, "\n" HEAD);
    if (input == NULL)
      g_error ("%s: %s without a closing ====", file, name);
    gsize name_len = (gsize)(input - name);
    input += strlen ("\n" HEAD);
    const char *rule = strstr (input, RULE), *next = strstr (input, "\n" HEAD);
    const char *end = next != NULL ? next + 1 : input + strlen (input);
    if (rule == NULL || rule > end)
      g_error ("%s: %.*s without ----", file, (int)name_len, name);
    const char *expected = rule + strlen (RULE);
    gsize expected_len = (gsize)(end - expected);
    while (expected_len > 0 && g_ascii_isspace (expected[expected_len - 1]))
      expected_len--;
    g_ptr_array_add (cases, case_new (file, name, name_len, input, (gsize)(rule + 1 - input), expected, expected_len));
    p = end;
  }
  return cases;
}

/* What comes of the text of ONE; the caller's. Each test that reads golden files has its own. */
static char *outline_of (const Case *one);

static void
test_outline (void **state)
{
  const Case *one = *state;
  g_autofree char *outline = outline_of (one);
  assert_string_equal (outline, one->expected);
}

static void
update (const char *path, const GPtrArray *cases)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < cases->len; i++) {
    const Case *one = cases->pdata[i];
    g_autofree char *outline = outline_of (one);
    g_string_append_printf (text, "%s" HEAD "%s\n" HEAD "%s----\n%s\n", i > 0 ? "\n" : "", one->name, one->input,
                            outline);
  }
  g_file_set_contents (path, text->str, (gssize)text->len, NULL);
}

static gint
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

static GPtrArray *
golden_files (const char *folder)
{
  g_autofree char *dir = g_build_filename (g_getenv ("QUANZE_SRC"), "tests", "golden", folder, NULL);
  g_autoptr (GDir) entries = g_dir_open (dir, 0, NULL);
  GPtrArray *files = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while (entries != NULL && (name = g_dir_read_name (entries)) != NULL)
    if (g_str_has_suffix (name, ".txt"))
      g_ptr_array_add (files, g_build_filename (dir, name, NULL));
  g_ptr_array_sort (files, compare_names);
  return files;
}

/* Every case of tests/golden/FOLDER as a test. */
static int
golden_run (const char *folder)
{
  g_autoptr (GPtrArray) files = golden_files (folder);
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify)g_ptr_array_unref);
  g_autoptr (GArray) tests = g_array_new (FALSE, TRUE, sizeof (struct CMUnitTest));

  for (guint f = 0; f < files->len; f++) {
    g_autofree char *text = NULL;
    if (!g_file_get_contents (files->pdata[f], &text, NULL, NULL))
      continue;
    GPtrArray *cases = read_cases (files->pdata[f], text);
    g_ptr_array_add (all, cases);
    if (g_getenv ("QUANZE_GOLDEN_UPDATE") != NULL)
      update (files->pdata[f], cases);
    for (guint i = 0; i < cases->len; i++) {
      Case *one = cases->pdata[i];
      struct CMUnitTest test = { one->label, test_outline, NULL, NULL, one };
      g_array_append_val (tests, test);
    }
  }
  if (tests->len == 0)
    return 1;
  return _cmocka_run_group_tests (folder, &g_array_index (tests, struct CMUnitTest, 0), tests->len, NULL, NULL);
}

#endif
