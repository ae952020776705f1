#include "config.h"

#include <quanze/text.h>

#include "search/find/search_view.h"
#include "search/find/snippet.h"

static json_t *
snippet_to_json (const QzSnippet *snippet)
{
  guint n = snippet->marks->len * 2;
  g_autofree gsize *offsets = g_new (gsize, n + 1);
  json_t *marks = json_array ();

  for (guint i = 0; i < snippet->marks->len; i++) {
    offsets[2 * i] = g_array_index (snippet->marks, QzMark, i).start;
    offsets[2 * i + 1] = g_array_index (snippet->marks, QzMark, i).end;
  }
  qz_text_to_code_points (snippet->text, offsets, n);
  for (guint i = 0; i < n; i += 2)
    json_array_append_new (marks, json_pack ("[I,I]", (json_int_t) offsets[i], (json_int_t) offsets[i + 1]));
  return json_pack ("{s:s, s:o}", "text", snippet->text, "marks", marks);
}

json_t *
qz_search_view_hit (const QzFound *found, guint rank, const GPtrArray *highlights, QzDate as_of)
{
  g_autoptr (QzSnippet) snippet = qz_snippet_new (found->text != NULL ? found->text : "", highlights, QZ_SNIPPET_WIDTH);
  json_t *hit = json_pack ("{s:i, s:f}", "rank", (int) rank, "score", found->score);
  json_t *rest = qz_found_to_json (found, as_of);

  json_object_update (hit, rest);
  json_decref (rest);
  json_object_set_new (hit, "snippet", snippet_to_json (snippet));
  json_object_set_new (hit, "more", json_integer (found->more));
  return hit;
}

json_t *
qz_search_view_json (const QzEngine *engine, const char *query, const QzResults *results, guint offset, const GPtrArray *highlights)
{
  json_t *hits = json_array ();

  for (guint i = 0; i < results->found->len; i++)
    json_array_append_new (hits, qz_search_view_hit (results->found->pdata[i], offset + i + 1, highlights, engine->as_of));
  return json_pack ("{s:s, s:s, s:o, s:i, s:s, s:o, s:o, s:i, s:o}", "schema", "quanze.search/1", "query", query, "as_of",
                    qz_json_date (engine->as_of), "total", (int) results->total, "total_is",
                    results->exact ? "exact" : "estimate", "hits", hits, "facets",
                    results->facets != NULL ? json_incref (results->facets) : json_object (), "facets_of", (int) results->facets_of, "did_you_mean",
                    qz_json_string (results->instead));
}
