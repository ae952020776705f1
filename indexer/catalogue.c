#include "config.h"

#include <stdlib.h>

#include <quanze/locale.h>
#include <quanze/timeline.h>

#include "indexer/catalogue.h"
#include "indexer/close.h"

#define METADATA_KEY "catalogue"

/* ---- keeping it ---- */

/* What the index at DIR holds before a rebuild; NULL without error when there is none. */
static char *
text_of_old (const char *dir, GError **error)
{
  const char *const dirs[] = { dir, NULL };
  g_autoptr (GError) own = NULL;
  g_autoptr (QzReader) reader = qz_reader_open (dirs, &own);

  return reader != NULL ? qz_reader_get_metadata (reader, METADATA_KEY, NULL, error) : NULL;
}

static char *
text_of_file (const char *path, GError **error)
{
  g_autofree char *text = NULL;

  if (!g_file_get_contents (path, &text, NULL, error)) {
    g_prefix_error (error, "%s", _("--catalogue："));
    return NULL;
  }
  g_autoptr (QzCatalogue) catalogue = qz_catalogue_parse (text, path, error);
  if (catalogue == NULL)
    return NULL;
  return qz_catalogue_length (catalogue) > 0 ? qz_catalogue_to_text (catalogue) : g_strdup ("");
}

gboolean
qz_catalogue_place (QzWriter *writer, const QzOptions *options, gboolean *changed, GError **error)
{
  g_autoptr (GError) own = NULL;
  g_autofree char *text = options->catalogue != NULL ? text_of_file (options->catalogue, &own)
                          : options->rebuild         ? text_of_old (options->db, &own)
                                                     : NULL;

  if (own != NULL) {
    g_propagate_error (error, g_steal_pointer (&own));
    return FALSE;
  }
  if (text == NULL)
    return TRUE;
  g_autofree char *present = qz_writer_get_metadata (writer, METADATA_KEY, error);
  if (present == NULL)
    return FALSE;
  if (g_str_equal (present, text))
    return TRUE;
  *changed = TRUE;
  return qz_writer_set_metadata (writer, METADATA_KEY, text, -1, error);
}

QzCatalogue *
qz_catalogue_held (QzWriter *writer, GError **error)
{
  g_autofree char *text = qz_writer_get_metadata (writer, METADATA_KEY, error);

  return text != NULL && *text != '\0' ? qz_catalogue_parse (text, METADATA_KEY, error) : NULL;
}

/* ---- where it contradicts the texts ---- */

typedef struct {
  const QzManifest  *manifest;
  const QzCatalogue *catalogue;
  const QzTimeline  *timeline;
} Warning;

static void
warn (const Warning *w, const char *path, const char *code, char *text)
{
  QzEntry *entry = path != NULL ? g_hash_table_lookup (w->manifest->by_path, path) : NULL;

  if (entry != NULL) {
    json_t *old = entry->warnings;
    entry->warnings = old != NULL ? json_copy (old) : json_array ();
    json_decref (old);
    json_array_append_new (entry->warnings, json_pack ("{s:s, s:i, s:s}", "code", code, "at", 0, "text", text));
  }
  g_free (text);
}

static QzDate
day_in (const json_t *head, const char *field)
{
  const char *iso = json_string_value (json_object_get (head, field));
  QzDate day = QZ_DATE_UNKNOWN;

  if (iso != NULL)
    qz_date_parse_iso (iso, &day);
  return day;
}

/* The first file of an instrument. */
static const char *
path_of (const json_t *head)
{
  const json_t *path = json_object_get (head, "path");

  return json_string_value (json_is_array (path) ? json_array_get (path, 0) : path);
}

static void
compare_status (const Warning *w, const json_t *head, const QzCatalogueRow *row)
{
  const QzVersion *version = qz_timeline_find (w->timeline, json_string_value (json_object_get (head, "id")));
  g_autofree char *until = version != NULL ? qz_date_to_iso (version->until) : NULL;

  if (row->expired || until == NULL || version->repealed_by == NULL || version->until > qz_catalogue_horizon (w->catalogue))
    return;
  warn (w, path_of (head), "catalogue-status",
        g_strdup_printf (_("目录记为有效，而《%s》自%s起废止了它，以正文为准"), version->repealed_by, until));
}

static void
compare_row (const Warning *w, const json_t *head)
{
  QzDate version = day_in (head, "version"), published = day_in (head, "published"), effective = day_in (head, "effective");
  gboolean other;
  const QzCatalogueRow *row
    = qz_catalogue_find (w->catalogue, json_string_value (json_object_get (head, "key")), version, published, &other);

  if (row == NULL)
    return;
  if (other) {
    g_autofree char *listed = qz_date_to_iso (row->published), *read = qz_date_to_iso (version);
    warn (w, path_of (head), "catalogue-date", g_strdup_printf (_("目录的公布日期%s与正文的%s不符，以正文为准"), listed, read));
    return;
  }
  if (row->effective != QZ_DATE_UNKNOWN && effective != QZ_DATE_UNKNOWN && row->effective != effective
      && (!json_is_true (json_object_get (head, "effective_inferred")) || row->effective < version)) {
    g_autofree char *listed = qz_date_to_iso (row->effective), *read = qz_date_to_iso (effective);
    warn (w, path_of (head), "catalogue-effective", g_strdup_printf (_("目录的施行日期%s与正文的%s不符，以正文为准"), listed, read));
  }
  compare_status (w, head, row);
}

gboolean
qz_catalogue_warn (QzWriter *writer, const QzManifest *manifest, GError **error)
{
  g_autoptr (GError) own = NULL;
  g_autoptr (QzCatalogue) catalogue = qz_catalogue_held (writer, &own);

  if (catalogue == NULL) {
    if (own != NULL)
      g_propagate_error (error, g_steal_pointer (&own));
    return own == NULL;
  }
  g_autoptr (GPtrArray) heads = qz_close_heads (writer, error);
  if (heads == NULL)
    return FALSE;
  g_autoptr (QzTimeline) timeline = qz_timeline_parse (qz_timeline_build (heads, catalogue));
  Warning w = { manifest, catalogue, timeline };
  for (guint i = 0; i < heads->len; i++)
    compare_row (&w, heads->pdata[i]);
  return TRUE;
}
