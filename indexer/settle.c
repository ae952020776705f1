#include "config.h"

#include <string.h>

#include <quanze/locale.h>
#include <quanze/store.h>

#include "indexer/naming.h"
#include "indexer/protocol.h"
#include "indexer/run.h"

/* Identities do not depend on naming, so one round after the first is enough; the rest is for files that
 * change while they are read. */
#define MAX_ROUNDS 4

static gboolean
make_duplicate (QzRun *run, QzEntry *entry, const QzEntry *of)
{
  gboolean had = entry->state == QZ_ENTRY_INDEXED;

  if (entry->state == QZ_ENTRY_DUPLICATE && g_strcmp0 (entry->duplicate_of, of->path) == 0)
    return TRUE;
  entry->state = QZ_ENTRY_DUPLICATE;
  g_free (entry->duplicate_of);
  entry->duplicate_of = g_strdup (of->path);
  g_free (entry->named);
  entry->named = g_strdup ("");
  entry->fate = "duplicate";
  return qz_run_push (run, entry, had, NULL);
}

/* Entries whose records are not as they should be. */
static GPtrArray *
unsettled (QzRun *run)
{
  g_autoptr (GPtrArray) all = qz_manifest_sorted (run->manifest);
  g_autoptr (GPtrArray) list = g_ptr_array_new ();

  for (guint i = 0; i < all->len; i++) {
    QzEntry *entry = all->pdata[i];
    if (!entry->known || entry->state == QZ_ENTRY_REFUSED)
      continue;
    g_autoptr (QzDecision) d = qz_naming_decide (run->manifest, entry);
    if (d->duplicate_of != NULL) {
      if (!make_duplicate (run, entry, d->duplicate_of))
        return NULL;
    } else if (entry->state != QZ_ENTRY_INDEXED || g_strcmp0 (entry->named, d->fingerprint) != 0)
      g_ptr_array_add (list, entry);
  }
  return g_steal_pointer (&list);
}

/* ---- parts ---- */

static gboolean
add_part (const QzJob *job, GPtrArray *heads, GPtrArray *records, GError **error)
{
  const char *head = json_string_value (json_object_get (job->outcome, "head"));
  gsize       at = 0;
  QzFrame     frame;
  gboolean    broken;

  while (head != NULL && qz_frame_next (job->frames->data, job->frames->len, &at, &frame, &broken)) {
    if (frame.type != QZ_FRAME_PART)
      continue;
    QzRecord *record = qz_record_from_bytes (frame.payload, frame.len, error);
    if (record == NULL)
      return FALSE;
    g_ptr_array_add (heads, (char *) head);
    g_ptr_array_add (records, record);
  }
  return TRUE;
}

static gboolean
join (QzRun *run, const QzDecision *d, GError **error)
{
  g_autoptr (GPtrArray) heads = g_ptr_array_new (), terms = g_ptr_array_new ();
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) qz_record_free);

  for (guint i = 0; i < d->parts->len; i++) {
    const QzEntry *part = d->parts->pdata[i];
    const QzJob   *job = g_hash_table_lookup (run->parts, part);
    if (job == NULL)
      return TRUE;   /* interrupted: the next run goes on */
    if (!add_part (job, heads, records, error))
      return FALSE;
    g_ptr_array_add (terms, part->term);
  }
  g_ptr_array_add (terms, NULL);
  if (records->len == 0)
    return TRUE;
  QzRecord *record = qz_store_join_parts (heads, records, (const char *const *) terms->pdata, error);
  return record != NULL && qz_write_record (run->write, record);
}

static gboolean
join_parts (QzRun *run, GError **error)
{
  g_autoptr (GPtrArray) all = qz_manifest_sorted (run->manifest);

  for (guint i = 0; i < all->len; i++) {
    if (!g_hash_table_contains (run->parts, all->pdata[i]))
      continue;
    g_autoptr (QzDecision) d = qz_naming_decide (run->manifest, all->pdata[i]);
    if (d->parts != NULL && d->parts->pdata[0] == all->pdata[i] && !join (run, d, error))
      return FALSE;
  }
  return TRUE;
}

gboolean
qz_run_settle (QzRun *run, GError **error)
{
  for (guint round = 0; round < MAX_ROUNDS && !qz_run_interrupted; round++) {
    g_autoptr (GPtrArray) list = unsettled (run);
    if (list == NULL)
      return FALSE;
    if (list->len == 0)
      break;
    if (!qz_run_entries (run, list, error))
      return FALSE;
  }
  return join_parts (run, error);
}
