#include "config.h"

#include <string.h>

#include "search/powers/power_count.h"

const char *
qz_power_text (const json_t *power, const char *key)
{
  const json_t *value = json_object_get (power, key);

  return json_is_object (value) ? qz_json_text (value, "citation") : json_string_value (value);
}

/* ---- counting ---- */

typedef struct {
  const char *const *fields;
  guint              n_fields, total;
  GHashTable       **counts;   /* a field: value → GUINT */
} Tally;

static void
count_value (GHashTable *counts, const char *value)
{
  const char *key = value != NULL ? value : "";

  g_hash_table_insert (counts, g_strdup (key), GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (counts, key)) + 1));
}

static void
count_laws (GHashTable *counts, const json_t *power)
{
  const json_t *entry;
  size_t i;

  json_array_foreach (json_object_get (power, "basis"), i, entry) {
    const char *citation = qz_json_text (entry, "citation"), *end = citation != NULL ? g_strrstr (citation, "》") : NULL;
    g_autofree char *title = end != NULL ? g_strndup (citation, (gsize) (end - citation) + strlen ("》")) : NULL;
    count_value (counts, title);
  }
}

static gboolean
count_power (const json_t *power, gpointer user_data)
{
  Tally *tally = user_data;

  tally->total++;
  for (guint i = 0; i < tally->n_fields; i++) {
    if (strcmp (tally->fields[i], "law") == 0)
      count_laws (tally->counts[i], power);
    else if (strcmp (tally->fields[i], "internal") == 0)
      count_value (tally->counts[i], json_is_true (json_object_get (power, "internal")) ? "true" : "false");
    else
      count_value (tally->counts[i], qz_power_text (power, tally->fields[i]));
  }
  return TRUE;
}

/* ---- the object ---- */

static int
by_count_down (gconstpointer a, gconstpointer b, gpointer user_data)
{
  GHashTable *counts = user_data;
  const char *x = *(const char *const *) a, *y = *(const char *const *) b;
  guint m = GPOINTER_TO_UINT (g_hash_table_lookup (counts, x)), n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, y));

  return m != n ? (m < n ? 1 : -1) : strcmp (x, y);
}

static json_t *
items_of (GHashTable *counts)
{
  g_autofree const char **values = NULL;
  json_t *items = json_array ();
  guint n;

  values = (const char **) g_hash_table_get_keys_as_array (counts, &n);
  g_qsort_with_data (values, (gint) n, sizeof *values, by_count_down, counts);
  for (guint i = 0; i < n; i++)
    json_array_append_new (items, json_pack ("{s:o, s:i}", "value", *values[i] ? json_string (values[i]) : json_null (), "count",
                                             (int) GPOINTER_TO_UINT (g_hash_table_lookup (counts, values[i]))));
  return items;
}

static void
tally_clear (Tally *tally)
{
  for (guint i = 0; i < tally->n_fields; i++)
    g_hash_table_unref (tally->counts[i]);
  g_free (tally->counts);
}

json_t *
qz_power_counts_json (QzEngine *engine, const QzPowerFilter *filter, const char *const *fields, GError **error)
{
  Tally tally = { .fields = fields, .n_fields = g_strv_length ((char **) fields) };
  json_t *out = NULL;

  tally.counts = g_new0 (GHashTable *, tally.n_fields);
  for (guint i = 0; i < tally.n_fields; i++)
    tally.counts[i] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (qz_power_list_each (engine, filter, count_power, &tally, error)) {
    out = json_array ();
    for (guint i = 0; i < tally.n_fields; i++)
      json_array_append_new (out, json_pack ("{s:s, s:s, s:i, s:o}", "schema", "quanze.count/1", "count_by", fields[i], "total",
                                             (int) tally.total, "items", items_of (tally.counts[i])));
  }
  tally_clear (&tally);
  return out;
}
