/* A token bucket for each client address: RATE requests a second on the long run, BURST at once.
 *
 * Bounded: at most QZ_BUCKETS_MAX addresses are remembered. When they are full, those whose bucket has filled up
 * again are forgotten, which changes nothing for them; when none has, all are forgotten: under a flood from that
 * many addresses a bucket an address holds nothing back anyway. An IPv6 client is its /64. Safe from any thread.
 */
#ifndef QZ_BUCKET_H
#define QZ_BUCKET_H

#include <glib.h>

#define QZ_BUCKETS_MAX 65536

typedef struct QzBuckets QzBuckets;

QzBuckets *qz_buckets_new (double rate, double burst); /* RATE 0: takes everything */
void qz_buckets_free (QzBuckets *buckets);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzBuckets, qz_buckets_free)

/* Takes one token of ADDRESS (10.0.0.1, 2001:db8::1) at the monotonic time NOW, in microseconds. FALSE when there is
 * none; *WAIT, if not NULL, is then the whole seconds until there is one. */
gboolean qz_buckets_take (QzBuckets *buckets, const char *address, gint64 now, guint *wait);

#endif
