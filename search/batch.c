#include "config.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <quanze/locale.h>

#include "search/batch.h"
#include "search/command.h"

static gboolean
one_line (const char *path, guint number, char *line, QzBatchLine each, gpointer user_data, GError **error)
{
  line[strcspn (line, "\r\n")] = '\0';
  if (*line == '\0' || (number == 1 && g_str_has_prefix (line, "qid")))
    return TRUE;
  if (!g_utf8_validate (line, -1, NULL)) {
    g_set_error (error, QZ_USAGE_ERROR, 0, _("%s 第 %u 行：不是 UTF-8 文本"), path, number);
    return FALSE;
  }
  char *text = strchr (line, '\t');
  if (text == NULL) {
    g_set_error (error, QZ_USAGE_ERROR, 0, _("%s 第 %u 行：应为 编号<TAB>问题，没有找到制表符"), path, number);
    return FALSE;
  }
  *text++ = '\0';
  text[strcspn (text, "\t")] = '\0';
  return each (line, text, user_data, error);
}

gboolean
qz_batch_each (const char *path, QzBatchLine each, gpointer user_data, GError **error)
{
  gboolean ok = TRUE;
  FILE *file = g_str_equal (path, "-") ? stdin : fopen (path, "r");
  char *line = NULL;
  size_t size = 0;

  if (file == NULL) {
    g_set_error (error, QZ_USAGE_ERROR, 0, _("%s：打不开：%s"), path, g_strerror (errno));
    return FALSE;
  }
  for (guint number = 1; ok && getline (&line, &size, file) > 0; number++)
    ok = one_line (path, number, line, each, user_data, error);
  free (line);
  if (file != stdin)
    fclose (file);
  return ok;
}
