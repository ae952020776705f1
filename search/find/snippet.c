#include "config.h"

#include <string.h>

#include <quanze/fold.h>

#include "search/find/snippet.h"

static gint
mark_order (gconstpointer a, gconstpointer b)
{
  const QzMark *left = a, *right = b;

  return left->start < right->start ? -1 : left->start > right->start;
}

/* Every occurrence of every highlight in TEXT, by way of the fold. */
static GArray *
find_marks (const char *text, const GPtrArray *highlights)
{
  g_autoptr (QzFold) fold = qz_fold_new (text, -1, QZ_FOLD_NUMERALS);
  GArray *marks = g_array_new (FALSE, FALSE, sizeof (QzMark));

  for (guint i = 0; i < highlights->len; i++) {
    const char *needle = highlights->pdata[i];
    gsize len = strlen (needle);

    for (const char *p = strstr (fold->text, needle); len > 0 && p != NULL; p = strstr (p + len, needle)) {
      gsize at = (gsize) (p - fold->text);
      QzMark mark = { fold->from[at], fold->to[at + len - 1] };
      /* The fold has no line ends; a match does not run over one. */
      if (memchr (text + mark.start, '\n', mark.end - mark.start) == NULL)
        g_array_append_val (marks, mark);
    }
  }
  g_array_sort (marks, mark_order);
  return marks;
}

/* Overlapping and touching marks become one. */
static void
merge_marks (GArray *marks)
{
  guint kept = 0;

  for (guint i = 0; i < marks->len; i++) {
    QzMark mark = g_array_index (marks, QzMark, i);
    QzMark *last = kept > 0 ? &g_array_index (marks, QzMark, kept - 1) : NULL;

    if (last != NULL && mark.start <= last->end)
      last->end = MAX (last->end, mark.end);
    else
      g_array_index (marks, QzMark, kept++) = mark;
  }
  g_array_set_size (marks, kept);
}

/* Where the window of WIDTH characters with the most marked bytes starts. */
static gsize
best_start (const char *text, const GArray *marks, guint width)
{
  gsize best = 0, best_sum = 0, window = (gsize) width * 3;

  for (guint i = 0; i < marks->len; i++) {
    gsize from = g_array_index (marks, QzMark, i).start, sum = 0;

    for (guint j = i; j < marks->len && g_array_index (marks, QzMark, j).end <= from + window; j++)
      sum += g_array_index (marks, QzMark, j).end - g_array_index (marks, QzMark, j).start;
    if (sum > best_sum) {
      best_sum = sum;
      best = from;
    }
  }
  /* Back to the beginning of the sentence or line, when near. */
  const char *p = text + best;
  for (guint back = 0; back < width / 3 && p > text; back++) {
    const char *before = g_utf8_prev_char (p);
    if (*before == '\n' || g_str_has_prefix (before, "。") || g_str_has_prefix (before, "；"))
      break;
    p = before;
  }
  return (gsize) (p - text);
}

QzSnippet *
qz_snippet_new (const char *text, const GPtrArray *highlights, guint width)
{
  QzSnippet *snippet = g_new0 (QzSnippet, 1);
  g_autoptr (GArray) marks = find_marks (text, highlights);
  gsize start, end;

  merge_marks (marks);
  start = g_utf8_strlen (text, -1) <= (glong) width ? 0 : best_start (text, marks, width);
  const char *p = text + start;
  for (guint i = 0; i < width && *p != '\0'; i++)
    p = g_utf8_next_char (p);
  end = (gsize) (p - text);
  snippet->text = g_strndup (text + start, end - start);
  snippet->marks = g_array_new (FALSE, FALSE, sizeof (QzMark));
  for (guint i = 0; i < marks->len; i++) {
    QzMark mark = g_array_index (marks, QzMark, i);

    if (mark.start < start || mark.end > end)
      continue;
    mark.start -= start;
    mark.end -= start;
    g_array_append_val (snippet->marks, mark);
  }
  return snippet;
}

void
qz_snippet_free (QzSnippet *snippet)
{
  if (snippet == NULL)
    return;
  g_free (snippet->text);
  g_array_unref (snippet->marks);
  g_free (snippet);
}
