/* What a command pays for the word tables before it does anything: all looked through, and one or all cut into rows.
 *
 *     make tests/bench/bench_lexicon && tests/bench/bench_lexicon
 */
#include <stdio.h>

#include <glib.h>

#include <quanze/lexicon.h>

#include "tests/bench/cpu.h"

#define ROUNDS 20

static void ask_none (const QzLexicon *lexicon) { (void) lexicon; }
static void ask_words (const QzLexicon *lexicon) { qz_lexicon_table (lexicon, "words"); }
static void ask_everyday (const QzLexicon *lexicon) { qz_lexicon_table (lexicon, "everyday"); }

static void
ask_all (const QzLexicon *lexicon)
{
  g_auto (GStrv) names = qz_lexicon_names (lexicon);

  for (guint i = 0; names[i] != NULL; i++)
    qz_lexicon_table (lexicon, names[i]);
}

static const struct { const char *name; void (*ask) (const QzLexicon *lexicon); } stages[] = {
  { "opened", ask_none }, { "and words", ask_words }, { "and everyday", ask_everyday }, { "and all", ask_all },
};

int
main (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (stages); i++)
    {
      double best = 1e9;
      for (guint round = 0; round < ROUNDS; round++)
        {
          g_autoptr (GError) error = NULL;
          double start = cpu_seconds ();
          QzLexicon *lexicon = qz_lexicon_open (qz_lexicon_default_dir (), NULL, &error);
          if (lexicon == NULL)
            {
              fprintf (stderr, "%s\n", error->message);
              return 1;
            }
          stages[i].ask (lexicon);
          qz_lexicon_free (lexicon);
          best = MIN (best, cpu_seconds () - start);
        }
      printf ("%-14s %7.2f ms\n", stages[i].name, best * 1e3);
    }
  return 0;
}
