#include "config.h"

#include <string.h>

#include <jansson.h>

#include <quanze/grams.h>
#include <quanze/received.h>
#include <quanze/store.h>
#include <quanze/timeline.h>

#include "indexer/catalogue.h"
#include "indexer/close.h"
#include "indexer/suggest.h"

#define LIST_STEP 500

static void
decref (gpointer head)
{
  json_decref (head);
}

/* In steps, so that no call takes long. */
GPtrArray *
qz_close_heads (QzWriter *writer, GError **error)
{
  g_autoptr (GPtrArray) heads = g_ptr_array_new_with_free_func (decref);

  for (guint offset = 0;; offset += LIST_STEP) {
    g_autoptr (GPtrArray) records = qz_writer_list (writer, QZ_T_KIND "instrument", offset, LIST_STEP, error);
    if (records == NULL)
      return NULL;
    for (guint i = 0; i < records->len; i++) {
      const char *data = records->pdata[i];
      json_t     *head = qz_store_head (data, strlen (data), NULL, error);
      if (head == NULL)
        return NULL;
      g_ptr_array_add (heads, head);
    }
    if (records->len < LIST_STEP)
      return g_steal_pointer (&heads);
  }
}

gboolean
qz_close_update (QzWriter *writer, GError **error)
{
  g_autoptr (GError) wrong = NULL;
  g_autoptr (GPtrArray) heads = qz_close_heads (writer, error);

  if (heads == NULL)
    return FALSE;
  g_autoptr (QzCatalogue) catalogue = qz_catalogue_held (writer, &wrong);
  if (wrong != NULL) {
    g_propagate_error (error, g_steal_pointer (&wrong));
    return FALSE;
  }
  g_autofree char *timeline = qz_timeline_build (heads, catalogue);
  return (timeline == NULL || qz_writer_set_metadata (writer, "timeline", timeline, -1, error))
         && qz_grams_update (writer, error) && qz_received_update (writer, error) && qz_suggest_update (writer, error);
}
