#include "config.h"

#include <math.h>
#include <string.h>

#include <quanze/fold.h>
#include <quanze/locale.h>
#include <quanze/text.h>

#include "indexer/options.h"
#include "indexer/questions.h"

#define KEY "questions/"

/* One line of FILE as the index keeps it: fold of the question, target, weight. FALSE with an error that names the line. */
static gboolean
append_line (GString *kept, const char *line, const char *file, guint number, GError **error)
{
  g_auto (GStrv) cells = g_strsplit (line, "\t", 4);
  g_autofree char *question = qz_fold_text (cells[0], -1, QZ_FOLD_NUMERALS);
  g_autofree char *target = cells[0] != NULL && cells[1] != NULL ? qz_text_strip_dup (cells[1], -1) : g_strdup ("");
  char *end = NULL;
  double weight = *target != '\0' && cells[2] != NULL && *cells[2] != '\0' ? g_ascii_strtod (cells[2], &end) : 1;

  if (*question == '\0' || *target == '\0') {
    g_set_error (error, QZ_OPTIONS_ERROR, 0, _("%s 第 %u 行：应是 问题<TAB>编号或引用<TAB>权重：%s"), file, number, line);
    return FALSE;
  }
  if ((end != NULL && *end != '\0') || !isfinite (weight) || weight < 0) {
    g_set_error (error, QZ_OPTIONS_ERROR, 0, _("%s 第 %u 行：权重应是不小于 0 的数：%s"), file, number, cells[2]);
    return FALSE;
  }
  if (weight > 0)
    g_string_append_printf (kept, "%s\t%s\t%g\n", question, target, weight);
  return TRUE;
}

/* The questions of FILE as the index keeps them; NULL on error. */
static char *
read_file (const char *file, GError **error)
{
  g_autofree char *bytes = NULL, *text = NULL;
  gsize len;

  if (!g_file_get_contents (file, &bytes, &len, error)) {
    g_prefix_error (error, "%s", _("--questions："));
    return NULL;
  }
  text = len > 0 ? qz_text_decode ((const guint8 *) bytes, len, NULL, &(const char *) { NULL }, error) : g_strdup ("");
  if (text == NULL) {
    g_prefix_error (error, "%s：", file);
    return NULL;
  }
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  GString *kept = g_string_new (NULL);
  for (guint i = 0; lines[i] != NULL; i++) {
    g_strchomp (lines[i]);
    if (*lines[i] == '\0' || *lines[i] == '#')
      continue;
    if (!append_line (kept, lines[i], file, i + 1, error)) {
      g_string_free (kept, TRUE);
      return NULL;
    }
  }
  return g_string_free (kept, FALSE);
}

static gboolean
keep (QzWriter *writer, const char *key, const char *questions, gboolean *changed, GError **error)
{
  g_autofree char *present = qz_writer_get_metadata (writer, key, error);

  if (present == NULL)
    return FALSE;
  if (g_str_equal (present, questions))
    return TRUE;
  *changed = TRUE;
  return qz_writer_set_metadata (writer, key, questions, -1, error);
}

static gboolean
take_file (QzWriter *writer, const char *path, gboolean *changed, GError **error)
{
  g_autofree char *questions = read_file (path, error), *name = g_strconcat (KEY, path, NULL);
  g_autofree char *key = qz_term_fit (name);

  return questions != NULL && keep (writer, key, questions, changed, error);
}

/* Files the index has questions of: of OLD, else of WRITER itself; paths, the caller's. */
static GPtrArray *
known_files (QzWriter *writer, const char *old, GError **error)
{
  if (old == NULL)
    return qz_writer_metadata_keys (writer, KEY, error);
  g_autoptr (QzReader) reader = qz_reader_open ((const char *const[]) { old, NULL }, NULL);
  return reader != NULL ? qz_reader_metadata_keys (reader, KEY, error) : g_ptr_array_new_with_free_func (g_free);
}

gboolean
qz_questions_update (QzWriter *writer, const char *const *files, gboolean prune, const char *old, gboolean *changed, GError **error)
{
  g_autoptr (GPtrArray) known = known_files (writer, old, error);

  if (known == NULL)
    return FALSE;
  for (guint i = 0; i < known->len; i++) {
    const char *path = (const char *) known->pdata[i] + strlen (KEY);
    gboolean there = g_file_test (path, G_FILE_TEST_EXISTS);

    if (old != NULL && there && !take_file (writer, path, changed, error))
      return FALSE;
    if (old == NULL && prune && !there && !keep (writer, known->pdata[i], "", changed, error))
      return FALSE;
  }
  for (guint i = 0; files != NULL && files[i] != NULL; i++) {
    g_autofree char *path = g_canonicalize_filename (files[i], NULL);
    if (!take_file (writer, path, changed, error))
      return FALSE;
  }
  return TRUE;
}
