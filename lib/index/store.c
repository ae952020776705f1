#include "config.h"

#include <stdlib.h>
#include <string.h>

#include <quanze/numeral.h>
#include <quanze/store.h>

#include "lib/index/store_head.h"

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
