/* What folding and cutting costs, over files of text.
 *
 *     make tests/bench/bench_segment && tests/bench/bench_segment FILE…
 */
#include <stdio.h>
#include <string.h>

#include <glib.h>

#include <quanze/fold.h>
#include <quanze/segment.h>

#include "tests/bench/cpu.h"

#define ROUNDS 3
#define FILES_MAX (64u << 20)   /* bytes read in all */

static GPtrArray *lines;
static gsize      total, terms;
static QzSegmenter *segmenter;

static void
count_term (QzTermKind kind, const char *term, gsize len, gsize start, gsize end, gpointer user_data)
{
  terms++;
}

static void fold_text (const char *line) { g_free (qz_fold_text (line, -1, QZ_FOLD_NUMERALS)); }
static void fold_map (const char *line) { qz_fold_free (qz_fold_new (line, -1, QZ_FOLD_NUMERALS)); }
static void cut_words (const char *line) { qz_segment_words (segmenter, line, -1, count_term, NULL); }
static void cut_grams (const char *line) { qz_segment_grams (segmenter, line, -1, count_term, NULL); }
static void cut_both (const char *line) { cut_words (line); cut_grams (line); }

static const struct { const char *name; void (*run) (const char *line); } stages[] = {
  { "fold, text alone", fold_text }, { "fold, with the map", fold_map }, { "words and parts", cut_words },
  { "grams", cut_grams }, { "words, parts and grams", cut_both },
};

static void
read_lines (const char *path)
{
  char *text;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return;
  for (char *line = strtok (text, "\n"); line != NULL && total < FILES_MAX; line = strtok (NULL, "\n"))
    if (g_utf8_validate (line, -1, NULL))
      {
        g_ptr_array_add (lines, g_strdup (line));
        total += strlen (line) + 1;
      }
  g_free (text);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QzLexicon) lexicon = qz_lexicon_open (qz_lexicon_default_dir (), NULL, &error);

  if (lexicon == NULL)
    {
      fprintf (stderr, "bench_segment: %s\n", error->message);
      return 1;
    }
  lines = g_ptr_array_new_with_free_func (g_free);
  segmenter = qz_segmenter_new (lexicon);
  for (int i = 1; i < argc; i++)
    read_lines (argv[i]);
  printf ("%.1f MB in %u lines\n", (double) total / 1e6, lines->len);
  cut_words ("开");   /* opens the break iterator */
  for (gsize i = 0; i < G_N_ELEMENTS (stages); i++)
    {
      double best = 1e9;
      for (int round = 0; round < ROUNDS; round++)
        {
          double start = cpu_seconds ();
          terms = 0;
          for (guint k = 0; k < lines->len; k++)
            stages[i].run (lines->pdata[k]);
          best = MIN (best, cpu_seconds () - start);
        }
      printf ("%-24s %7.1f MB/s %10zu terms\n", stages[i].name, (double) total / 1e6 / best, terms);
    }
  qz_segmenter_free (segmenter);
  g_ptr_array_unref (lines);
  return 0;
}
