/* What the index holds and how far it knows. */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include <quanze/locale.h>

#include "search/command.h"
#include "search/info_view.h"

/* ---- for people ---- */

static void
print_counts (const char *title, const json_t *counts)
{
  const char *name;
  json_t     *count;

  if (json_object_size (counts) == 0)
    return;
  printf ("%s\n", title);
  json_object_foreach ((json_t *) counts, name, count)
    printf ("  %s  %" JSON_INTEGER_FORMAT "\n", name, json_integer_value (count));
}

static void
print_text (const json_t *info)
{
  const json_t *counts = json_object_get (info, "counts"), *sources = json_object_get (info, "sources");
  const json_t *file;
  size_t i_file;
  guint n;
  const QzInfoGroup *groups = qz_info_groups (&n);
  const char   *horizon = json_string_value (json_object_get (info, "horizon"));
  const char   *hash = json_string_value (json_object_get (json_object_get (info, "lexicon"), "hash"));

  printf (_("共 %lld 条记录；所收文本截至 %s\n"),
          (long long) json_integer_value (json_object_get (info, "records")), horizon != NULL ? horizon : _("不详"));
  for (guint i = 0; i < n; i++)
    print_counts (gettext (groups[i].title), json_object_get (counts, groups[i].name));
  print_counts (_("来源文件"), json_object_get (sources, "files"));
  print_counts (_("格式"), json_object_get (sources, "formats"));
  json_array_foreach (json_object_get (info, "questions"), i_file, file)
    printf (_("已答问题 %lld 个，出自 %s\n"), (long long) json_integer_value (json_object_get (file, "questions")),
            json_string_value (json_object_get (file, "path")));
  printf (_("结构版本 %d，第 %lld 代，修订号 %lld，词表 %.12s\n"), QZ_INDEX_SCHEMA,
          (long long) json_integer_value (json_object_get (info, "generation")),
          (long long) json_integer_value (json_object_get (info, "revision")), hash != NULL ? hash : "-");
}

int
qz_cmd_info (QzContext *context, int argc, char **argv, GError **error)
{
  if (!qz_command_parse (context, "info", NULL, &argc, &argv, error))
    return QZ_EXIT_USAGE;
  if (argc > 0) {
    g_set_error (error, QZ_USAGE_ERROR, 0, _("info 不要参数，却给了 %s"), argv[0]);
    return QZ_EXIT_USAGE;
  }
  g_autoptr (QzReader) reader = qz_context_open (context, error);
  g_autoptr (QzTimeline) timeline = reader != NULL ? qz_timeline_load (reader, error) : NULL;
  json_t *info = timeline != NULL ? qz_info_view_json (reader, timeline, (const char *const *) context->dbs, error) : NULL;
  if (info == NULL)
    return QZ_EXIT_FAILED;
  if (context->format == QZ_FORMAT_TEXT)
    print_text (info);
  else {
    json_dumpf (info, stdout, JSON_COMPACT);
    putchar ('\n');
  }
  json_decref (info);
  return QZ_EXIT_OK;
}
