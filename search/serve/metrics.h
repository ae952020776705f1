/* Counts and latencies for Prometheus. No text of any request is kept. Safe from any thread. */
#ifndef QZ_METRICS_H
#define QZ_METRICS_H

#include "search/serve/route.h"

typedef struct QzMetrics QzMetrics;

QzMetrics *qz_metrics_new (void);
void qz_metrics_free (QzMetrics *metrics);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzMetrics, qz_metrics_free)

/* One answered request: MICROSECONDS from its last header to its whole answer. */
void qz_metrics_request (QzMetrics *metrics, QzRoute route, guint status, gint64 microseconds);
void qz_metrics_connection (QzMetrics *metrics, gboolean opened);
void qz_metrics_refused (QzMetrics *metrics); /* a connection over a limit */
void qz_metrics_cut (QzMetrics *metrics);     /* a connection too slow */

/* Text exposition format 0.0.4. REVISION: of the index. The caller's. */
char *qz_metrics_text (QzMetrics *metrics, guint64 revision, gsize *len);

#endif
