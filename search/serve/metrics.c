#include "config.h"

#include "search/serve/metrics.h"

/* Upper bounds of the histogram, microseconds. */
static const gint64 BOUNDS[] = { 500, 1000, 2500, 5000, 10000, 25000, 50000, 100000, 250000, 500000, 1000000, 2500000 };
#define N_BOUNDS G_N_ELEMENTS (BOUNDS)

typedef struct {
  guint64 by_class[6];           /* 1xx … 5xx under 1 … 5 */
  guint64 buckets[N_BOUNDS + 1]; /* not cumulative */
  guint64 microseconds;
} Series;

struct QzMetrics {
  GMutex lock;
  Series series[QZ_N_ROUTES];
  gint64 started; /* real time, seconds */
  guint64 accepted, refused, cut;
  gint64 open;
};

QzMetrics *
qz_metrics_new (void)
{
  QzMetrics *metrics = g_new0 (QzMetrics, 1);

  g_mutex_init (&metrics->lock);
  metrics->started = g_get_real_time () / G_USEC_PER_SEC;
  return metrics;
}

void
qz_metrics_free (QzMetrics *metrics)
{
  if (metrics == NULL)
    return;
  g_mutex_clear (&metrics->lock);
  g_free (metrics);
}

void
qz_metrics_request (QzMetrics *metrics, QzRoute route, guint status, gint64 microseconds)
{
  Series *series = &metrics->series[route];
  guint bucket = 0;

  while (bucket < N_BOUNDS && microseconds > BOUNDS[bucket])
    bucket++;
  g_mutex_lock (&metrics->lock);
  series->by_class[MIN (status / 100, 5)]++;
  series->buckets[bucket]++;
  series->microseconds += (guint64)MAX (microseconds, 0);
  g_mutex_unlock (&metrics->lock);
}

void
qz_metrics_connection (QzMetrics *metrics, gboolean opened)
{
  g_mutex_lock (&metrics->lock);
  metrics->accepted += opened;
  metrics->open += opened ? 1 : -1;
  g_mutex_unlock (&metrics->lock);
}

void
qz_metrics_refused (QzMetrics *metrics)
{
  g_mutex_lock (&metrics->lock);
  metrics->refused++;
  g_mutex_unlock (&metrics->lock);
}

void
qz_metrics_cut (QzMetrics *metrics)
{
  g_mutex_lock (&metrics->lock);
  metrics->cut++;
  g_mutex_unlock (&metrics->lock);
}

/* ---- text ---- */

static void
describe (GString *out, const char *name, const char *type, const char *help)
{
  g_string_append_printf (out, "# HELP %s %s\n# TYPE %s %s\n", name, help, name, type);
}

static void
write_counts (GString *out, const QzMetrics *metrics)
{
  describe (out, "quanze_http_requests_total", "counter", "Requests answered, by route and class of status.");
  for (QzRoute route = 0; route < QZ_N_ROUTES; route++)
    for (guint class = 1; class < 6; class ++)
      if (metrics->series[route].by_class[class] > 0)
        g_string_append_printf (out, "quanze_http_requests_total{route=\"%s\",class=\"%uxx\"} %" G_GUINT64_FORMAT "\n",
                                qz_route_name (route), class, metrics->series[route].by_class[class]);
}

static void
write_latencies (GString *out, const QzMetrics *metrics)
{
  const char *name = "quanze_http_request_seconds";

  describe (out, name, "histogram", "Seconds from the last header of a request to its whole answer.");
  for (QzRoute route = 0; route < QZ_N_ROUTES; route++) {
    const Series *series = &metrics->series[route];
    guint64 sum = 0;

    for (guint i = 0; i <= N_BOUNDS; i++)
      sum += series->buckets[i];
    if (sum == 0)
      continue;
    sum = 0;
    for (guint i = 0; i < N_BOUNDS; i++) {
      sum += series->buckets[i];
      g_string_append_printf (out, "%s_bucket{route=\"%s\",le=\"%g\"} %" G_GUINT64_FORMAT "\n", name,
                              qz_route_name (route), (double)BOUNDS[i] / G_USEC_PER_SEC, sum);
    }
    sum += series->buckets[N_BOUNDS];
    g_string_append_printf (out, "%s_bucket{route=\"%s\",le=\"+Inf\"} %" G_GUINT64_FORMAT "\n", name,
                            qz_route_name (route), sum);
    g_string_append_printf (out, "%s_sum{route=\"%s\"} %.6f\n%s_count{route=\"%s\"} %" G_GUINT64_FORMAT "\n", name,
                            qz_route_name (route), (double)series->microseconds / G_USEC_PER_SEC, name,
                            qz_route_name (route), sum);
  }
}

static void
write_one (GString *out, const char *name, const char *type, const char *help, guint64 value)
{
  describe (out, name, type, help);
  g_string_append_printf (out, "%s %" G_GUINT64_FORMAT "\n", name, value);
}

char *
qz_metrics_text (QzMetrics *metrics, guint64 revision, gsize *len)
{
  GString *out = g_string_new (NULL);

  g_mutex_lock (&metrics->lock);
  write_counts (out, metrics);
  write_latencies (out, metrics);
  write_one (out, "quanze_http_connections", "gauge", "Connections open.", (guint64)metrics->open);
  write_one (out, "quanze_http_connections_accepted_total", "counter", "Connections accepted.", metrics->accepted);
  write_one (out, "quanze_http_connections_refused_total", "counter", "Connections refused over a limit.",
             metrics->refused);
  write_one (out, "quanze_http_connections_cut_total", "counter", "Connections ended because they were too slow.",
             metrics->cut);
  write_one (out, "process_start_time_seconds", "gauge", "Start of the process, seconds since the epoch.",
             (guint64)metrics->started);
  g_mutex_unlock (&metrics->lock);
  write_one (out, "quanze_index_revision", "gauge", "Revision of the index.", revision);
  *len = out->len;
  return g_string_free (out, FALSE);
}
