#include "config.h"

#include <string.h>

#include <quanze/locale.h>
#include <quanze/store.h>

#include "search/info_view.h"

static const QzInfoGroup groups[] = {
  { "kind", QZ_T_KIND, N_("种类") },
  { "rank", QZ_T_RANK, N_("位阶") },
  { "territory", QZ_T_PLACE, N_("地域") },
  { "mode", QZ_T_MODE, N_("权力来源") },
};

const QzInfoGroup *
qz_info_groups (guint *n)
{
  *n = G_N_ELEMENTS (groups);
  return groups;
}

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

/* The files whose answered questions the ranking knows, and how many of each. NULL on error. */
static json_t *
questions (QzReader *reader, GError **error)
{
  g_autoptr (GPtrArray) keys = qz_reader_metadata_keys (reader, "questions/", error);
  json_t *files = keys != NULL ? json_array () : NULL;

  for (guint i = 0; keys != NULL && i < keys->len; i++) {
    const char *path = strchr (keys->pdata[i], '/') + 1;
    g_autofree char *text = qz_reader_get_metadata (reader, keys->pdata[i], NULL, error);
    json_int_t n = 0;

    if (text == NULL) {
      json_decref (files);
      return NULL;
    }
    for (const char *line = text; (line = strchr (line, '\n')) != NULL; line++)
      n++;
    json_array_append_new (files, json_pack ("{s:s, s:I}", "path", path, "questions", n));
  }
  return files;
}

static json_t *
string_or_null (char *text)
{
  json_t *string = text != NULL ? json_string (text) : json_null ();

  g_free (text);
  return string;
}

static json_t *
names_of (const char *const *dbs)
{
  json_t *names = json_array ();

  for (guint i = 0; dbs != NULL && dbs[i] != NULL; i++)
    json_array_append_new (names, string_or_null (g_filename_display_name (dbs[i])));
  return names;
}

json_t *
qz_info_view_json (QzReader *reader, const QzTimeline *timeline, const char *const *dbs, GError **error)
{
  guint64 revision = qz_reader_revision (reader, NULL);
  json_t *info = json_object (), *counts = NULL, *lexicon = NULL, *sources = NULL, *taught = NULL;

  json_object_set_new (info, "schema", json_string ("quanze.info/1"));
  json_object_set_new (info, "db", names_of (dbs));
  if ((counts = count_all (reader, error)) == NULL || (lexicon = metadata (reader, "lexicon", error)) == NULL
      || (sources = metadata (reader, "stats", error)) == NULL || (taught = questions (reader, error)) == NULL) {
    json_decref (sources);
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
  json_object_set_new (info, "questions", taught);
  return info;
}
