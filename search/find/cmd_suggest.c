#include "config.h"

#include <stdio.h>

#include <jansson.h>

#include <quanze/locale.h>

#include "search/command.h"
#include "search/find/suggest.h"

#define DEFAULT_LIMIT 10

int
qz_cmd_suggest (QzContext *context, int argc, char **argv, GError **error)
{
  if (!qz_command_parse (context, "suggest", NULL, &argc, &argv, error))
    return QZ_EXIT_USAGE;
  if (argc == 0) {
    g_set_error_literal (error, QZ_USAGE_ERROR, 0, _("请给出要补全的开头"));
    return QZ_EXIT_USAGE;
  }
  g_autofree char *prefix = g_strjoinv (" ", argv);
  guint limit = context->limit >= 0 ? (guint) context->limit : DEFAULT_LIMIT;
  g_autoptr (QzEngine) engine = qz_engine_open (context, error);
  if (engine == NULL)
    return QZ_EXIT_INDEX;
  json_t *found = qz_suggest_json (engine, prefix, limit, error);
  if (found == NULL)
    return QZ_EXIT_FAILED;
  const json_t *names = json_array_get (found, 1), *kinds = json_array_get (found, 2);
  size_t n = json_array_size (names);
  if (context->format == QZ_FORMAT_JSON) {
    json_dumpf (found, stdout, JSON_COMPACT);
    putchar ('\n');
  }
  for (size_t i = 0; context->format == QZ_FORMAT_TEXT && i < n; i++)
    printf ("%s\t%s\n", json_string_value (json_array_get (names, i)), json_string_value (json_array_get (kinds, i)));
  json_decref (found);
  return n > 0 ? QZ_EXIT_OK : QZ_EXIT_NOTHING;
}
