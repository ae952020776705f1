#include "config.h"

#include <string.h>

#include <quanze/wording.h>

/* Steps of one comparison: what a longest common subsequence costs at most. */
#define STEPS_MAX 4000000u
/* Unchanged characters between two changes; fewer are told with them. */
#define APART 2u
/* A sentence that keeps less than this share of its characters is told whole: what remains is chance. */
#define KEPT_LEAST 0.35

/* A sentence or a character: bytes of its text. */
typedef struct {
  guint32 from, to;
} Piece;

#define PIECE(array, i) (&g_array_index (array, Piece, i))

typedef struct {
  const char *text[2];
  GArray *pieces[2]; /* Piece */
} Wordings;

/* ---- pieces ---- */

static gboolean
ends_sentence (const char *p)
{
  return *p == '\n' || g_str_has_prefix (p, "。") || g_str_has_prefix (p, "；") || g_str_has_prefix (p, "：");
}

/* Bytes FROM to TO of TEXT in sentences, or in characters. */
static GArray *
pieces_of (const char *text, gsize from, gsize to, gboolean sentences)
{
  GArray *pieces = g_array_new (FALSE, FALSE, sizeof (Piece));
  gsize start = from;

  for (gsize at = from; at < to;) {
    gsize next = (gsize)(g_utf8_next_char (text + at) - text);
    if (!sentences || ends_sentence (text + at) || next >= to) {
      Piece piece = { (guint32)start, (guint32)next };
      g_array_append_val (pieces, piece);
      start = next;
    }
    at = next;
  }
  return pieces;
}

static gboolean
equal_pieces (const Wordings *w, guint i, guint k)
{
  const Piece *x = PIECE (w->pieces[0], i), *y = PIECE (w->pieces[1], k);

  return x->to - x->from == y->to - y->from
         && memcmp (w->text[0] + x->from, w->text[1] + y->from, x->to - x->from) == 0;
}

/* ---- the longest common subsequence ---- */

/* Lengths for the pieces from I of the old and from K of the new on, (n + 1) × (m + 1). */
static guint32 *
common_lengths (const Wordings *w, guint n, guint m)
{
  guint32 *lengths = g_new0 (guint32, (gsize)(n + 1) * (m + 1));

  for (guint i = n; i-- > 0;)
    for (guint k = m; k-- > 0;) {
      guint32 *here = lengths + (gsize)i * (m + 1) + k;
      *here = equal_pieces (w, i, k) ? here[m + 2] + 1 : MAX (here[m + 1], here[1]);
    }
  return lengths;
}

static void
add_change (GArray *changes, const Wordings *w, guint i, guint i_end, guint k, guint k_end, gsize old_end,
            gsize new_end)
{
  QzRewording change = { i < w->pieces[0]->len ? PIECE (w->pieces[0], i)->from : old_end,
                         i_end > i ? PIECE (w->pieces[0], i_end - 1)->to : 0,
                         k < w->pieces[1]->len ? PIECE (w->pieces[1], k)->from : new_end,
                         k_end > k ? PIECE (w->pieces[1], k_end - 1)->to : 0 };

  if (i_end == i)
    change.old_end = change.old_start;
  if (k_end == k)
    change.new_end = change.new_start;
  g_array_append_val (changes, change);
}

/* The runs of pieces that are not common. All when there are too many to compare. */
static GArray *
changed_runs (const Wordings *w, gsize old_end, gsize new_end)
{
  GArray *changes = g_array_new (FALSE, FALSE, sizeof (QzRewording));
  guint n = w->pieces[0]->len, m = w->pieces[1]->len, i = 0, k = 0;
  g_autofree guint32 *lengths = (guint64)n * m <= STEPS_MAX ? common_lengths (w, n, m) : NULL;

  if (lengths == NULL) {
    add_change (changes, w, 0, n, 0, m, old_end, new_end);
    return changes;
  }
  while (i < n || k < m) {
    guint i_start = i, k_start = k;
    while (i < n && k < m && equal_pieces (w, i, k))
      i_start = ++i, k_start = ++k;
    while ((i < n || k < m) && !(i < n && k < m && equal_pieces (w, i, k))) {
      const guint32 *here = lengths + (gsize)i * (m + 1) + k;
      if (k >= m || (i < n && here[m + 1] >= here[1]))
        i++;
      else
        k++;
    }
    if (i > i_start || k > k_start)
      add_change (changes, w, i_start, i, k_start, k, old_end, new_end);
  }
  return changes;
}

/* What changed in bytes OLD_START to OLD_END of OLD, NEW_START to NEW_END of NEW. */
static GArray *
compare (const char *old, const char *new, const QzRewording *within, gboolean sentences)
{
  Wordings w = { { old, new },
                 { pieces_of (old, within->old_start, within->old_end, sentences),
                   pieces_of (new, within->new_start, within->new_end, sentences) } };
  GArray *changes = changed_runs (&w, within->old_end, within->new_end);

  g_array_unref (w.pieces[0]);
  g_array_unref (w.pieces[1]);
  return changes;
}

/* ---- the changes ---- */

/* Appends CHANGE, joined to the last one when fewer than APART characters part them. */
static void
append_joined (GArray *changes, const char *old, const QzRewording *change)
{
  QzRewording *last = changes->len > 0 ? &g_array_index (changes, QzRewording, changes->len - 1) : NULL;

  if (last != NULL && change->old_start >= last->old_end
      && g_utf8_strlen (old + last->old_end, (gssize)(change->old_start - last->old_end)) < APART) {
    last->old_end = change->old_end;
    last->new_end = change->new_end;
    return;
  }
  g_array_append_val (changes, *change);
}

/* Whether enough of WITHIN stands outside CHANGES to be called kept. */
static gboolean
is_kept (const char *old, const QzRewording *within, const GArray *changes)
{
  glong all = g_utf8_strlen (old + within->old_start, (gssize)(within->old_end - within->old_start)), changed = 0;

  for (guint i = 0; i < changes->len; i++) {
    const QzRewording *change = &g_array_index (changes, QzRewording, i);
    changed += g_utf8_strlen (old + change->old_start, (gssize)(change->old_end - change->old_start));
  }
  return (double)(all - changed) >= KEPT_LEAST * (double)all;
}

GArray *
qz_rewordings (const char *old, const char *new)
{
  const QzRewording all = { 0, strlen (old), 0, strlen (new) };
  g_autoptr (GArray) sentences = compare (old, new, &all, TRUE);
  GArray *changes = g_array_new (FALSE, FALSE, sizeof (QzRewording));

  for (guint i = 0; i < sentences->len; i++) {
    const QzRewording *sentence = &g_array_index (sentences, QzRewording, i);
    g_autoptr (GArray) characters = compare (old, new, sentence, FALSE);
    if (!is_kept (old, sentence, characters)) {
      append_joined (changes, old, sentence);
      continue;
    }
    for (guint k = 0; k < characters->len; k++)
      append_joined (changes, old, &g_array_index (characters, QzRewording, k));
  }
  return changes;
}
