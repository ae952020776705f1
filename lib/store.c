#include "config.h"

#include <stdlib.h>
#include <string.h>

#include <quanze/numeral.h>
#include <quanze/store.h>

#include "lib/store_head.h"

QzBatch *
qz_batch_new (const char *kind)
{
  QzBatch *batch = g_new0 (QzBatch, 1);

  batch->kind = kind;
  batch->records = g_ptr_array_new_with_free_func ((GDestroyNotify) qz_record_free);
  batch->names = g_ptr_array_new_with_free_func (g_free);
  return batch;
}

void
qz_batch_free (QzBatch *batch)
{
  if (batch == NULL)
    return;
  g_free (batch->title);
  g_free (batch->key);
  g_free (batch->issuer);
  g_free (batch->territory);
  g_ptr_array_unref (batch->records);
  g_ptr_array_unref (batch->names);
  g_clear_pointer (&batch->instrument, qz_record_free);
  free (batch->head);   /* jansson's */
  g_free (batch);
}

void
qz_batch_add (QzBatch *batch, const QzStoring *storing, QzRecord *record)
{
  if (storing->emit != NULL)
    storing->emit (record, storing->user_data);
  else
    g_ptr_array_add (batch->records, record);
}

char *
qz_store_source_term (const char *path)
{
  g_autofree char *sha1 = g_compute_checksum_for_string (G_CHECKSUM_SHA1, path, -1);

  return g_strconcat (QZ_T_SOURCE, sha1, NULL);
}

/* ---- names of imported records ---- */

/* 第…条, 第…条之… that runs to the end of TEXT. */
static gboolean
article_to_the_end (const char *text, QzAddress *address)
{
  const char *p = text + strlen ("第");
  gint64      number, suffix = 0;

  if (!qz_numeral_parse (p, &p, &number) || !g_str_has_prefix (p, "条") || number < 1 || number > G_MAXINT)
    return FALSE;
  p += strlen ("条");
  if (g_str_has_prefix (p, "之") && (!qz_numeral_parse (p + strlen ("之"), &p, &suffix) || suffix > G_MAXINT))
    return FALSE;
  if (*p != '\0')
    return FALSE;
  *address = (QzAddress){ .article = number, .suffix = suffix };
  return TRUE;
}

void
qz_store_split_name (const char *name, char **title, QzAddress *address)
{
  *address = (QzAddress){ 0 };
  for (const char *p = strstr (name, "第"); p != NULL; p = strstr (p + 1, "第"))
    if (p > name && article_to_the_end (p, address)) {
      *title = g_strchomp (g_strndup (name, p - name));
      return;
    }
  *title = g_strdup (name);
}

/* ---- instruments in parts ---- */

static void
extend (json_t *head, json_t *other, const char *key)
{
  json_t *list = json_object_get (head, key), *more = json_object_get (other, key);

  if (json_is_array (list) && json_is_array (more))
    json_array_extend (list, more);
}

static void
add_counts (json_t *head, json_t *other)
{
  json_t     *counts = json_object_get (head, "counts"), *value;
  const char *level;

  json_object_foreach (json_object_get (other, "counts"), level, value)
    qz_head_number (counts, level, json_integer_value (value) + json_integer_value (json_object_get (counts, level)));
}

QzRecord *
qz_store_join_parts (GPtrArray *heads, GPtrArray *records, const char *const *source_terms, GError **error)
{
  static const char *const lists[] = { "top", "articles", "defects", "repeals" };
  json_t *joined = NULL, *paths = json_array ();

  for (guint i = 0; i < heads->len; i++) {
    json_t *head = json_loads (g_ptr_array_index (heads, i), 0, NULL);
    if (!json_is_object (head)) {
      json_decref (head);
      json_decref (joined);
      json_decref (paths);
      g_set_error (error, QZ_STORE_ERROR, QZ_STORE_ERROR_HEAD, "分编文件的记录不是 JSON");
      return NULL;
    }
    json_array_append (paths, json_object_get (head, "path"));
    if (joined == NULL) {
      joined = head;
      continue;
    }
    for (guint k = 0; k < G_N_ELEMENTS (lists); k++)
      extend (joined, head, lists[k]);
    add_counts (joined, head);
    json_object_set (joined, "last_article", json_object_get (head, "last_article"));
    json_decref (head);
  }
  json_object_set_new (joined, "paths", paths);
  g_autoptr (GBytes) bytes = qz_record_to_bytes (g_ptr_array_index (records, 0));
  QzRecord *record = qz_record_from_bytes (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), error);
  if (record == NULL) {
    json_decref (joined);
    return NULL;
  }
  for (guint i = 0; source_terms[i] != NULL; i++)
    qz_record_add_term (record, source_terms[i], -1, 0);
  g_autofree char *title = g_strdup (json_string_value (json_object_get (joined, "title")));
  qz_head_store (record, joined, title != NULL ? title : "");
  return record;
}
