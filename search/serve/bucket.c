#include "config.h"

#include <math.h>
#include <string.h>

#include <gio/gio.h>

#include "search/serve/bucket.h"
#include "search/serve/client.h"

typedef struct {
  double tokens;
  gint64 at; /* when TOKENS was right */
} Bucket;

struct QzBuckets {
  GMutex lock;
  double rate, burst;
  GHashTable *by_address; /* char* → Bucket* */
};

QzBuckets *
qz_buckets_new (double rate, double burst)
{
  QzBuckets *buckets = g_new0 (QzBuckets, 1);

  g_mutex_init (&buckets->lock);
  buckets->rate = rate;
  buckets->burst = burst;
  buckets->by_address = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return buckets;
}

void
qz_buckets_free (QzBuckets *buckets)
{
  if (buckets == NULL)
    return;
  g_hash_table_unref (buckets->by_address);
  g_mutex_clear (&buckets->lock);
  g_free (buckets);
}

static double
tokens_at (const QzBuckets *buckets, const Bucket *bucket, gint64 now)
{
  return MIN (buckets->burst, bucket->tokens + buckets->rate * (double)(now - bucket->at) / G_USEC_PER_SEC);
}

static void
forget (QzBuckets *buckets, gint64 now)
{
  GHashTableIter iter;
  gpointer bucket;

  g_hash_table_iter_init (&iter, buckets->by_address);
  while (g_hash_table_iter_next (&iter, NULL, &bucket))
    if (tokens_at (buckets, bucket, now) >= buckets->burst)
      g_hash_table_iter_remove (&iter);
  if (g_hash_table_size (buckets->by_address) >= QZ_BUCKETS_MAX)
    g_hash_table_remove_all (buckets->by_address);
}

static Bucket *
bucket_of (QzBuckets *buckets, const char *address, gint64 now)
{
  g_autofree char *client = qz_client_network (address);
  Bucket *bucket = g_hash_table_lookup (buckets->by_address, client);

  if (bucket != NULL)
    return bucket;
  if (g_hash_table_size (buckets->by_address) >= QZ_BUCKETS_MAX)
    forget (buckets, now);
  bucket = g_new (Bucket, 1);
  *bucket = (Bucket){ buckets->burst, now };
  g_hash_table_insert (buckets->by_address, g_steal_pointer (&client), bucket);
  return bucket;
}

gboolean
qz_buckets_take (QzBuckets *buckets, const char *address, gint64 now, guint *wait)
{
  if (buckets->rate <= 0)
    return TRUE;
  g_mutex_lock (&buckets->lock);
  Bucket *bucket = bucket_of (buckets, address, now);
  double tokens = tokens_at (buckets, bucket, now);
  gboolean given = tokens >= 1;
  *bucket = (Bucket){ given ? tokens - 1 : tokens, now };
  g_mutex_unlock (&buckets->lock);
  if (!given && wait != NULL)
    *wait = (guint)ceil ((1 - tokens) / buckets->rate);
  return given;
}
