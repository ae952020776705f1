#include "config.h"

#include <quanze/fold.h>
#include <quanze/quote.h>

#define RUN 4u

/* The letters and digits of TEXT, folded; *LEN of them. */
static gunichar *
letters_of (const char *text, guint *len)
{
  g_autofree char *folded = qz_fold_text (text, -1, QZ_FOLD_NUMERALS);
  gunichar *letters = g_new (gunichar, g_utf8_strlen (folded, -1) + 1);
  guint n = 0;

  for (const char *p = folded; *p; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);
    if (g_unichar_isalnum (c))
      letters[n++] = c;
  }
  *len = n;
  return letters;
}

/* A run of characters as one number; a clash of two runs only flatters the figure by a hair. */
static guint64
run_key (const gunichar *letters, guint n)
{
  guint64 key = 1469598103934665603u;

  for (guint i = 0; i < n; i++)
    key = (key ^ letters[i]) * 1099511628211u;
  return key;
}

double
qz_quote_match (const char *quote, const char *clause)
{
  guint n_quote, n_clause, run, covered = 0, last = 0;
  g_autofree gunichar *q = letters_of (quote, &n_quote);
  g_autofree gunichar *c = letters_of (clause, &n_clause);
  g_autoptr (GHashTable) runs = NULL;

  if (n_quote == 0)
    return 1;
  run = MIN (RUN, n_quote);
  runs = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  for (guint i = 0; i + run <= n_clause; i++) {
    guint64 key = run_key (c + i, run);
    g_hash_table_add (runs, g_memdup2 (&key, sizeof key));
  }
  for (guint i = 0; i + run <= n_quote; i++) {
    guint64 key = run_key (q + i, run);
    if (!g_hash_table_contains (runs, &key))
      continue;
    covered += i + run - MAX (last, i);
    last = i + run;
  }
  return (double) covered / n_quote;
}
