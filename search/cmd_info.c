/* What the index holds and how far it knows: counts, horizon, schema, word tables, sources. */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include <jansson.h>

#include <quanze/locale.h>
#include <quanze/store.h>
#include <quanze/timeline.h>

#include "search/command.h"

/* Members of counts{}, and the term prefix under which their values stand. */
static const struct {
  const char *name, *prefix, *title;
} groups[] = {
  { "kind", QZ_T_KIND, N_("种类") },
  { "rank", QZ_T_RANK, N_("位阶") },
  { "territory", QZ_T_PLACE, N_("地域") },
  { "mode", QZ_T_MODE, N_("权力来源") },
};

static json_t *
count_group (QzReader *reader, const char *prefix, GError **error)
{
  g_autoptr (GPtrArray) terms = qz_reader_terms (reader, prefix, 0, error);
  json_t *counts = terms != NULL ? json_object () : NULL;

  for (guint i = 0; terms != NULL && i < terms->len; i++) {
    const QzTermCount *term = terms->pdata[i];
    json_object_set_new (counts, term->term + strlen (prefix), json_integer (term->count));
  }
  return counts;
}

static json_t *
count_all (QzReader *reader, GError **error)
{
  json_t *counts = json_object ();

  for (guint i = 0; i < G_N_ELEMENTS (groups); i++) {
    json_t *group = count_group (reader, groups[i].prefix, error);
    if (group == NULL) {
      json_decref (counts);
      return NULL;
    }
    json_object_set_new (counts, groups[i].name, group);
  }
  return counts;
}

/* Metadata that is JSON; null when the index has none. NULL on error. */
static json_t *
metadata (QzReader *reader, const char *key, GError **error)
{
  gsize            len;
  g_autofree char *text = qz_reader_get_metadata (reader, key, &len, error);

  if (text == NULL)
    return NULL;
  json_t *value = json_loadb (text, len, 0, NULL);
  return value != NULL ? value : json_null ();
}

static json_t *
string_or_null (char *text)
{
  json_t *string = text != NULL ? json_string (text) : json_null ();

  g_free (text);
  return string;
}

static json_t *
info_to_json (QzContext *context, QzReader *reader, GError **error)
{
  g_autoptr (QzTimeline) timeline = qz_timeline_load (reader, error);
  guint64 revision = qz_reader_revision (reader, NULL);
  json_t *info = json_object (), *dbs = json_array (), *counts = NULL, *lexicon = NULL, *sources = NULL;

  for (guint i = 0; context->dbs[i] != NULL; i++)
    json_array_append_new (dbs, string_or_null (g_filename_display_name (context->dbs[i])));
  json_object_set_new (info, "schema", json_string ("quanze.info/1"));
  json_object_set_new (info, "db", dbs);
  if (timeline == NULL || (counts = count_all (reader, error)) == NULL
      || (lexicon = metadata (reader, "lexicon", error)) == NULL
      || (sources = metadata (reader, "stats", error)) == NULL) {
    json_decref (counts);
    json_decref (lexicon);
    json_decref (info);
    return NULL;
  }
  json_object_set_new (info, "records", json_integer (qz_reader_doc_count (reader, NULL)));
  json_object_set_new (info, "counts", counts);
  json_object_set_new (info, "horizon", string_or_null (qz_date_to_iso (qz_timeline_horizon (timeline))));
  json_object_set_new (info, "index_schema", json_integer (QZ_INDEX_SCHEMA));
  json_object_set_new (info, "revision", json_integer ((json_int_t) revision));
  json_object_set_new (info, "generation", json_integer ((json_int_t) (revision >> 32)));
  json_object_set_new (info, "lexicon", lexicon);
  json_object_set_new (info, "sources", sources);
  return info;
}

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
  const char   *horizon = json_string_value (json_object_get (info, "horizon"));
  const char   *hash = json_string_value (json_object_get (json_object_get (info, "lexicon"), "hash"));

  printf (_("共 %lld 条记录；所收文本截至 %s\n"),
          (long long) json_integer_value (json_object_get (info, "records")), horizon != NULL ? horizon : _("不详"));
  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    print_counts (gettext (groups[i].title), json_object_get (counts, groups[i].name));
  print_counts (_("来源文件"), json_object_get (sources, "files"));
  print_counts (_("格式"), json_object_get (sources, "formats"));
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
  if (context->format != QZ_FORMAT_TEXT && context->format != QZ_FORMAT_JSON && context->format != QZ_FORMAT_JSONL) {
    g_set_error_literal (error, QZ_USAGE_ERROR, 0, _("info 只有 text、json 和 jsonl 格式"));
    return QZ_EXIT_USAGE;
  }
  g_autoptr (QzReader) reader = qz_context_open (context, error);
  json_t *info = reader != NULL ? info_to_json (context, reader, error) : NULL;
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
