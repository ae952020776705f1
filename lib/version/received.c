#include "config.h"

#include <stdlib.h>
#include <string.h>

#include <quanze/received.h>
#include <quanze/store.h>

#define KEY "received/"

/* ---- counting ---- */

/* KEY's entry: one line for the instrument, then one an article: eid, space, records. */
static gboolean
write_entry (QzWriter *writer, const char *key, gint64 instrument, const GString *articles, GHashTable *kept, GError **error)
{
  g_autofree char *name = g_strconcat (KEY, key, NULL), *fit = qz_term_fit (name);
  g_autofree char *value = g_strdup_printf ("%" G_GINT64_FORMAT "\n%s", instrument, articles->str);

  if (instrument == 0 && articles->len == 0)
    return TRUE;
  g_hash_table_add (kept, g_strdup (fit));
  return qz_writer_set_metadata (writer, fit, value, -1, error);
}

/* Records of other instruments that cite KEY, whose L term COUNT records have. */
static gint64
from_others (QzWriter *writer, const char *key, guint count, GError **error)
{
  g_autofree char *link = g_strconcat (QZ_T_LINK, key, NULL), *own = g_strconcat (QZ_T_KEY, key, NULL);
  g_autofree char *link_term = qz_term_fit (link), *own_term = qz_term_fit (own);
  gint64 both = qz_writer_count_both (writer, own_term, link_term, error);

  return both < 0 ? -1 : count - both;
}

/* The terms of one key stand together: L<key>, then L<key>#<eid>. */
static gboolean
write_group (QzWriter *writer, const GPtrArray *terms, guint *i, GHashTable *kept, GError **error)
{
  const char *first = ((const QzTermCount *) terms->pdata[*i])->term + strlen (QZ_T_LINK);
  g_autofree char *key = g_strndup (first, strcspn (first, "#"));
  g_autoptr (GString) articles = g_string_new (NULL);
  gsize len = strlen (key);
  gint64 instrument = 0;

  for (; *i < terms->len; (*i)++) {
    const QzTermCount *term = terms->pdata[*i];
    const char *text = term->term + strlen (QZ_T_LINK);

    if (strncmp (text, key, len) != 0 || (text[len] != '\0' && text[len] != '#'))
      break;
    if (text[len] == '\0') {
      if ((instrument = from_others (writer, key, term->count, error)) < 0)
        return FALSE;
    } else if (strstr (text + len, "__") == NULL)
      g_string_append_printf (articles, "%s %u\n", text + len + 1, term->count);
  }
  return write_entry (writer, key, instrument, articles, kept, error);
}

gboolean
qz_received_update (QzWriter *writer, GError **error)
{
  g_autoptr (GPtrArray) terms = qz_writer_terms (writer, QZ_T_LINK, 0, error);
  g_autoptr (GPtrArray) old = qz_writer_metadata_keys (writer, KEY, error);
  g_autoptr (GHashTable) kept = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  if (terms == NULL || old == NULL)
    return FALSE;
  for (guint i = 0; i < terms->len;)
    if (!write_group (writer, terms, &i, kept, error))
      return FALSE;
  for (guint i = 0; i < old->len; i++)
    if (!g_hash_table_contains (kept, old->pdata[i]) && !qz_writer_set_metadata (writer, old->pdata[i], NULL, 0, error))
      return FALSE;
  return TRUE;
}

/* ---- asking ---- */

struct QzReceived {
  QzReader   *reader;
  GHashTable *keys;    /* char* → GHashTable (char* eid, "" the instrument → GUINT) */
};

QzReceived *
qz_received_open (QzReader *reader)
{
  QzReceived *received = g_new0 (QzReceived, 1);

  received->reader = reader;
  received->keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_hash_table_unref);
  return received;
}

void
qz_received_free (QzReceived *received)
{
  if (received == NULL)
    return;
  g_hash_table_unref (received->keys);
  g_free (received);
}

static void
add_count (GHashTable *counts, const char *eid, gsize len, guint n)
{
  char *name = g_strndup (eid, len);
  guint had = GPOINTER_TO_UINT (g_hash_table_lookup (counts, name));

  g_hash_table_replace (counts, name, GUINT_TO_POINTER (had + n));
}

static GHashTable *
counts_of (QzReceived *received, const char *key, GError **error)
{
  GHashTable *counts = g_hash_table_lookup (received->keys, key);

  if (counts != NULL)
    return counts;
  g_autofree char *name = g_strconcat (KEY, key, NULL), *fit = qz_term_fit (name);
  g_autoptr (GPtrArray) entries = qz_reader_get_metadata_all (received->reader, fit, error);
  if (entries == NULL)
    return NULL;
  counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < entries->len; i++) {
    const char *line = entries->pdata[i];
    add_count (counts, "", 0, (guint) strtoul (line, NULL, 10));
    while ((line = strchr (line, '\n')) != NULL && *++line != '\0') {
      gsize len = strcspn (line, " \n");
      add_count (counts, line, len, (guint) strtoul (line + len, NULL, 10));
    }
  }
  g_hash_table_insert (received->keys, g_strdup (key), counts);
  return counts;
}

gboolean
qz_received_count (QzReceived *received, const char *key, const char *eid, QzReceivedCount *count, GError **error)
{
  GHashTable *counts = counts_of (received, key, error);

  if (counts == NULL)
    return FALSE;
  count->instrument = GPOINTER_TO_UINT (g_hash_table_lookup (counts, ""));
  count->article = eid != NULL && *eid != '\0' ? GPOINTER_TO_UINT (g_hash_table_lookup (counts, eid)) : 0;
  return TRUE;
}
