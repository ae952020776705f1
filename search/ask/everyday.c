#include "config.h"

#include <string.h>

#include "search/ask/everyday.h"

/* The mark of a word that stands only by itself (third column of everyday.tsv), and what may cling to one: 填掉, 养了. */
#define ALONE    "独"
#define CLINGING "了着过掉完好在到给成上下出进起走光的"
/* Behind these a character counts or classifies: 哪种, 那种, 三堆. */
#define COUNTING "哪这那各多某每几两一二三四五六七八九十本"

/* A pair in this many records is a word. */
#define PAIR_COMMON 50

enum { CUT = 1, INSIDE = 2 };

struct QzCuts {
  const char *text;
  gsize       len;
  guint8     *marks;  /* for each byte of the text and its end */
};

static void
mark_word (QzTermKind kind, const char *term, gsize len, gsize start, gsize end, gpointer user_data)
{
  QzCuts *cuts = user_data;

  if (kind != QZ_TERM_WORD || g_utf8_strlen (term, (gssize) len) < 2 || end > cuts->len)
    return;
  cuts->marks[start] |= CUT;
  cuts->marks[end] |= CUT;
  for (gsize i = start + 1; i < end; i++)
    cuts->marks[i] |= INSIDE;
}

QzCuts *
qz_cuts_new (QzEngine *engine, const char *text)
{
  QzCuts *cuts = g_new0 (QzCuts, 1);

  cuts->text = text;
  cuts->len = strlen (text);
  cuts->marks = g_malloc0 (cuts->len + 1);
  qz_segment_words (engine->segmenter, text, (gssize) cuts->len, mark_word, cuts);
  return cuts;
}

void
qz_cuts_free (QzCuts *cuts)
{
  if (cuts == NULL)
    return;
  g_free (cuts->marks);
  g_free (cuts);
}

gboolean
qz_cuts_at (const QzCuts *cuts, const char *p)
{
  return (cuts->marks[p - cuts->text] & CUT) != 0;
}

gboolean
qz_cuts_inside (const QzCuts *cuts, const char *p)
{
  return (cuts->marks[p - cuts->text] & INSIDE) != 0;
}

/* Whether the character at P is a word, or begins one of which the rest only clings to it. */
static gboolean
stands_alone (const QzCuts *cuts, const char *p)
{
  const char *next = g_utf8_next_char (p);

  if (qz_cuts_inside (cuts, p) || (p > cuts->text && g_utf8_strchr (COUNTING, -1, g_utf8_get_char (g_utf8_prev_char (p))) != NULL))
    return FALSE;
  return !qz_cuts_inside (cuts, p + 1)
         || (*next != '\0' && g_utf8_strchr (CLINGING, -1, g_utf8_get_char (next)) != NULL && !qz_cuts_inside (cuts, g_utf8_next_char (next)));
}

gboolean
qz_is_stopword (const QzLexicon *lexicon, const char *p, gsize len)
{
  g_autofree char *word = g_strndup (p, len);

  return qz_lexicon_lookup (lexicon, "stopwords", word) != NULL;
}

static gboolean
is_function (QzEngine *engine, const char *p)
{
  return qz_is_stopword (engine->lexicon, p, (gsize) (g_utf8_next_char (p) - p));
}

/* Whether the characters at LEFT and RIGHT, side by side, are a word that records have: 排气, not 的气. */
static gboolean
is_word (QzEngine *engine, const char *left, const char *right)
{
  if (*right == '\0' || is_function (engine, left) || is_function (engine, right))
    return FALSE;
  return qz_grams_count (engine->grams, g_utf8_get_char (left), g_utf8_get_char (right), NULL) >= PAIR_COMMON;
}

/* Whether the character at P is no half of a word that the segmenter does not know. */
static gboolean
is_whole (QzEngine *engine, const QzCuts *cuts, const char *p)
{
  return !is_word (engine, p, g_utf8_next_char (p)) && (p == cuts->text || !is_word (engine, g_utf8_prev_char (p), p));
}

gsize
qz_everyday_at (QzEngine *engine, const QzCuts *cuts, const char *p)
{
  const QzLexicon *lexicon = engine->lexicon;
  gsize len = qz_lexicon_longest (lexicon, "everyday", p);

  if (len == 0)
    return 0;
  g_autofree char *word = g_strndup (p, len);
  const char *const *cells = qz_lexicon_lookup (lexicon, "everyday", word);
  gboolean alone = cells != NULL && cells[0] != NULL && cells[1] != NULL && g_str_equal (cells[1], ALONE);
  return alone && (!stands_alone (cuts, p) || !is_whole (engine, cuts, p)) ? 0 : len;
}
