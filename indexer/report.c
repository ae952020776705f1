#include "config.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <quanze/locale.h>

#include "indexer/report.h"
#include "indexer/scan.h"

static json_t *
text_or_null (const char *text)
{
  json_t *string = text != NULL ? json_string (text) : NULL;

  return string != NULL ? string : json_null ();
}

static char *
shown_path (const QzManifest *manifest, const char *path)
{
  const QzEntry *entry = path != NULL ? g_hash_table_lookup (manifest->by_path, path) : NULL;

  if (path == NULL)
    return NULL;
  return entry != NULL && entry->shown != NULL ? g_strdup (entry->shown) : qz_scan_shown (path);
}

static json_t *
line_of (const QzManifest *manifest, const QzEntry *entry)
{
  json_t          *line = json_object ();
  g_autofree char *path = entry->shown != NULL ? g_strdup (entry->shown) : qz_scan_shown (entry->path);
  g_autofree char *of = shown_path (manifest, entry->duplicate_of);
  gboolean         refused = g_strcmp0 (entry->fate, "refused") == 0;
  gboolean         removed = g_strcmp0 (entry->fate, "removed") == 0;

  json_object_set_new (line, "schema", json_string ("quanze.report/1"));
  json_object_set_new (line, "path", text_or_null (path));
  json_object_set_new (line, "status", text_or_null (entry->fate));
  json_object_set_new (line, "duplicate_of", text_or_null (of));
  json_object_set_new (line, "kind", json_string (entry->kind != NULL ? entry->kind : "none"));
  json_object_set_new (line, "format", text_or_null (entry->format));
  json_object_set_new (line, "encoding", text_or_null (entry->encoding));
  json_object_set_new (line, "title", text_or_null (entry->title));
  json_object_set_new (line, "provisions", json_integer (removed ? 0 : entry->provisions));
  json_object_set_new (line, "powers", json_integer (removed ? 0 : entry->powers));
  json_object_set (line, "warnings", entry->warnings != NULL ? entry->warnings : json_array ());
  json_object_set_new (line, "error",
                       refused ? json_pack ("{s:s, s:o}", "code", entry->error_code != NULL ? entry->error_code : "failed",
                                            "text", text_or_null (entry->error_text))
                               : json_null ());
  return line;
}

static void
write_line (FILE *out, const QzManifest *manifest, const QzEntry *entry)
{
  json_t *line = line_of (manifest, entry);
  char   *text = json_dumps (line, JSON_COMPACT);

  fprintf (out, "%s\n", text);
  free (text);
  json_decref (line);
}

static int
by_path (gconstpointer a, gconstpointer b)
{
  return strcmp ((*(QzEntry *const *) a)->path, (*(QzEntry *const *) b)->path);
}

static gboolean
cannot (const char *file, int why, GError **error)
{
  g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (why), _("写不了报告 %s：%s"), file, g_strerror (why));
  return FALSE;
}

gboolean
qz_report_open (const char *file, GError **error)
{
  FILE *out = g_str_equal (file, "-") ? NULL : fopen (file, "a");

  if (out == NULL)
    return g_str_equal (file, "-") || cannot (file, errno, error);
  return fclose (out) == 0 || cannot (file, errno, error);
}

gboolean
qz_report_write (const char *file, const QzManifest *manifest, const GPtrArray *removed, GError **error)
{
  gboolean standard = g_str_equal (file, "-");
  FILE    *out = standard ? stdout : fopen (file, "w");

  if (out == NULL)
    return cannot (file, errno, error);
  g_autoptr (GPtrArray) entries = qz_manifest_sorted (manifest);
  for (guint i = 0; i < removed->len; i++)
    g_ptr_array_add (entries, removed->pdata[i]);
  g_ptr_array_sort (entries, by_path);
  for (guint i = 0; i < entries->len; i++)
    if (((const QzEntry *) entries->pdata[i])->fate != NULL)
      write_line (out, manifest, entries->pdata[i]);
  gboolean bad = fflush (out) != 0 || ferror (out);
  int      why = errno;
  if (!standard && fclose (out) != 0)
    bad = TRUE;
  return !bad || cannot (file, why, error);
}

void
qz_report_tally (const QzManifest *manifest, const GPtrArray *removed, QzTally *t)
{
  const struct { const char *fate; guint *count; } fates[] = {
    { "indexed", &t->indexed }, { "unchanged", &t->unchanged }, { "duplicate", &t->duplicate }, { "refused", &t->refused },
  };
  GHashTableIter iter;
  gpointer       value;

  *t = (QzTally){ .removed = removed->len };
  g_hash_table_iter_init (&iter, manifest->by_path);
  while (g_hash_table_iter_next (&iter, NULL, &value)) {
    const QzEntry *entry = value;
    for (guint i = 0; i < G_N_ELEMENTS (fates); i++)
      *fates[i].count += g_strcmp0 (entry->fate, fates[i].fate) == 0;
    if (g_strcmp0 (entry->fate, "indexed") != 0)
      continue;
    t->provisions += entry->provisions;
    t->powers += entry->powers;
  }
}

void
qz_report_complain (const QzManifest *manifest)
{
  g_autoptr (GPtrArray) entries = qz_manifest_sorted (manifest);

  for (guint i = 0; i < entries->len; i++) {
    const QzEntry *entry = entries->pdata[i];
    if (g_strcmp0 (entry->fate, "refused") != 0)
      continue;
    g_autofree char *path = shown_path (manifest, entry->path);
    fprintf (stderr, _("quanze-index: %s：%s\n"), path, entry->error_text != NULL ? entry->error_text : "");
  }
}

void
qz_report_summary (const QzTally *t, double seconds)
{
  fprintf (stderr, _("收录 %u 件（%u 条规定，%u 项权力），未变 %u，重复 %u，删除 %u，拒绝 %u；用时 %.1f 秒\n"), t->indexed,
           t->provisions, t->powers, t->unchanged, t->duplicate, t->removed, t->refused, seconds);
}
