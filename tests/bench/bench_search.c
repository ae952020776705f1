/* What a search and a suggestion cost in one process, the index open: the first ten hits with their marks as JSON.
 *
 *     make tests/bench/bench_search && tests/bench/bench_search INDEX QUERIES
 *
 * QUERIES: a query a line, or id<TAB>query. Suggestions are asked for the first one to four characters of each.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "search/engine.h"
#include "search/find/search_view.h"
#include "search/find/suggest.h"

static int
by_value (const void *a, const void *b)
{
  double left = *(const double *) a, right = *(const double *) b;

  return left < right ? -1 : left > right;
}

static void
show (const char *what, GArray *times)
{
  g_array_sort (times, by_value);
  if (times->len > 0)
    printf ("%-12s n %u  p50 %.1f  p95 %.1f  p99 %.1f ms\n", what, times->len, g_array_index (times, double, times->len / 2),
            g_array_index (times, double, times->len * 95 / 100), g_array_index (times, double, times->len * 99 / 100));
}

/* Milliseconds of the process's own clock: what else runs on the machine does not count. */
static double
now (void)
{
  struct timespec time;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &time);
  return (double) time.tv_sec * 1e3 + (double) time.tv_nsec / 1e6;
}

static void
search (QzEngine *engine, const char *query, GArray *times)
{
  double start = now ();
  g_autoptr (QzQueryTree) tree = qz_query_plain (query);
  const QzRetrieving how = { .limit = 10 };
  g_autoptr (QzResults) results = qz_retrieve (engine, tree, &how, NULL);

  if (results == NULL)
    return;
  g_autoptr (GPtrArray) highlights = qz_query_tree_highlights (tree, engine);
  json_t *json = qz_search_view_json (engine, query, results, 0, highlights);
  char *text = json_dumps (json, JSON_COMPACT);
  free (text);
  json_decref (json);
  double taken = now () - start;
  g_array_append_val (times, taken);
}

static void
suggest (QzEngine *engine, const char *query, GArray *times)
{
  for (glong n = 1; n <= MIN (4, g_utf8_strlen (query, -1)); n++) {
    g_autofree char *prefix = g_utf8_substring (query, 0, n);
    double start = now ();
    g_autoptr (GPtrArray) names = qz_suggest (engine, prefix, 10, NULL);
    double taken = now () - start;
    g_array_append_val (times, taken);
  }
}

int
main (int argc, char **argv)
{
  QzContext context = { .dbs = (char *[]) { argc > 2 ? argv[1] : NULL, NULL }, .as_of = 20240101 };
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GArray) searches = g_array_new (FALSE, FALSE, sizeof (double)), suggestions = g_array_new (FALSE, FALSE, sizeof (double));
  QzEngine *engine = argc > 2 ? qz_engine_open (&context, &error) : NULL;

  if (engine == NULL || !g_file_get_contents (argv[2], &text, NULL, &error)) {
    fprintf (stderr, "%s\n", error != NULL ? error->message : "usage: bench_search INDEX QUERIES");
    return 2;
  }
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++) {
    const char *tab = strchr (lines[i], '\t'), *query = tab != NULL ? tab + 1 : lines[i];
    if (*query == '\0')
      continue;
    search (engine, query, searches);
    suggest (engine, query, suggestions);
  }
  show ("search", searches);
  show ("suggest", suggestions);
  qz_engine_free (engine);
  return 0;
}
