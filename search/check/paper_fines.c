/* The fines that a document imposes, and the sums that a multiple is taken of. */
#include "config.h"

#include <string.h>

#include <quanze/text.h>

#include "search/check/amount.h"
#include "search/check/paper.h"

#define FINE "罚款"
#define NEAR 60u /* bytes between 罚款 and its sum */
#define BASE 48u /* bytes between a base and its sum */

/* Words and signs that may stand between 罚款 and its sum, or between two printings of the sum. */
static const char *const FILLERS[]
  = { "人民币", "共计", "合计", "总计", "计", "金额", "数额", "为", "大写", "小写", "即", "的", "行政处罚", "￥",
      "¥",      "：",   ":",    "（",   "）", "(",    ")",    "，", "、",   "/",    "_",  "“",  "”" };

static gboolean
only_fillers (const char *p, const char *end)
{
  while (p < end) {
    gsize n = qz_text_space_span (p);
    for (guint i = 0; n == 0 && i < G_N_ELEMENTS (FILLERS); i++)
      if (g_str_has_prefix (p, FILLERS[i]))
        n = strlen (FILLERS[i]);
    if (n == 0)
      return FALSE;
    p += n;
  }
  return p == end;
}

typedef struct {
  QzPaper *paper;
  const char *text;
  GArray *amounts;
  const QzLexicon *lexicon;
} Reading;

/* The first amount that starts at AT or behind; their number when none does. */
static guint
amount_from (const Reading *r, gsize at)
{
  guint low = 0, high = r->amounts->len;

  while (low < high) {
    guint middle = low + (high - low) / 2;
    if (g_array_index (r->amounts, QzAmount, middle).start < at)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

/* The same sum printed again next to the one at I, 大写 and 小写: whether they differ. *LAST: the last of them. */
static gboolean
printed_twice (const Reading *r, guint i, guint *last)
{
  const QzAmount *one = &g_array_index (r->amounts, QzAmount, i);
  const QzAmount *two = i + 1 < r->amounts->len ? &g_array_index (r->amounts, QzAmount, i + 1) : NULL;

  *last = i;
  if (two == NULL || two->start - one->end > NEAR || one->capital == two->capital
      || !only_fillers (r->text + one->end, r->text + two->start))
    return FALSE;
  *last = i + 1;
  return one->yuan != two->yuan;
}

static void
add_fine (Reading *r, gsize start, guint first, guint last, gboolean unequal)
{
  const QzAmount *one = &g_array_index (r->amounts, QzAmount, first),
                 *two = &g_array_index (r->amounts, QzAmount, last);
  QzPaperFine fine = { start, two->end, one->yuan, unequal };

  g_array_append_val (r->paper->fines, fine);
}

/* The sum behind the 罚款 at AT: 罚款人民币伍仟元整（￥5000.00）. */
static gboolean
read_behind (Reading *r, gsize at)
{
  gsize from = at + strlen (FINE);
  guint i = amount_from (r, from), last;
  const QzAmount *amount = i < r->amounts->len ? &g_array_index (r->amounts, QzAmount, i) : NULL;

  if (amount == NULL || amount->start - from > NEAR || amount->bound
      || !only_fillers (r->text + from, r->text + amount->start))
    return FALSE;
  gboolean unequal = printed_twice (r, i, &last);
  add_fine (r, at, i, last, unequal);
  return TRUE;
}

/* The sum before it: 处5000元（大写：伍仟元整）罚款. */
static void
read_before (Reading *r, gsize at)
{
  guint i = amount_from (r, at), last;

  if (i == 0)
    return;
  const QzAmount *amount = &g_array_index (r->amounts, QzAmount, i - 1);
  if (amount->bound || at - amount->end > NEAR || !only_fillers (r->text + amount->end, r->text + at))
    return;
  gboolean unequal = i >= 2 && printed_twice (r, i - 2, &last) && last == i - 1;
  guint first = i >= 2 && (unequal || (printed_twice (r, i - 2, &last), last == i - 1)) ? i - 2 : i - 1;
  if (g_array_index (r->amounts, QzAmount, first).bound)
    return;
  add_fine (r, g_array_index (r->amounts, QzAmount, first).start, first, i - 1, unequal);
}

/* Whether the 罚款 at AT is one that this decision imposes. */
static gboolean
is_imposed (const Reading *r, gsize at)
{
  QzSpan sentence = qz_paper_sentence (r->text, at);

  return at >= r->paper->operative && !qz_paper_quoted (r->paper, at)
         && qz_paper_cue (r->lexicon, "旁罚", r->text + sentence.start, at - sentence.start, NULL) == NULL;
}

static void
find_fines (Reading *r)
{
  for (const char *p = strstr (r->text, FINE); p != NULL; p = strstr (p + strlen (FINE), FINE)) {
    gsize at = (gsize)(p - r->text);
    if (is_imposed (r, at) && !read_behind (r, at))
      read_before (r, at);
  }
}

/* 违法所得共计3000元: the first sum behind each base, in its sentence. */
static void
find_bases (Reading *r, const char *words)
{
  g_auto (GStrv) names = g_strsplit (words, " ", -1);

  for (guint i = 0; names[i] != NULL; i++)
    for (const char *p = strstr (r->text, names[i]); p != NULL; p = strstr (p + 1, names[i])) {
      gsize end = (gsize)(p - r->text) + strlen (names[i]);
      QzSpan sentence = qz_paper_sentence (r->text, end);
      guint j = amount_from (r, end);
      if (j < r->amounts->len && !qz_paper_quoted (r->paper, end)) {
        const QzAmount *amount = &g_array_index (r->amounts, QzAmount, j);
        if (amount->start < MIN (sentence.end, end + BASE) && !amount->bound
            && g_strstr_len (r->text + end, (gssize)(amount->start - end), FINE) == NULL
            && g_strstr_len (r->text + end, (gssize)(amount->start - end), "倍") == NULL) {
          QzPaperBase base = { g_intern_string (names[i]), amount->yuan, amount->start, amount->end };
          g_array_append_val (r->paper->bases, base);
        }
      }
    }
}

void
qz_paper_fines (QzPaper *paper, const char *text, const QzLexicon *lexicon)
{
  const char *const *bases = qz_lexicon_lookup (lexicon, "check_cues", "基数");
  g_autoptr (GArray) amounts = qz_amounts_find (text);
  Reading reading = { paper, text, amounts, lexicon };

  paper->fines = g_array_new (FALSE, FALSE, sizeof (QzPaperFine));
  paper->bases = g_array_new (FALSE, FALSE, sizeof (QzPaperBase));
  if (paper->kind == QZ_PAPER_DRAFT || paper->kind == QZ_PAPER_OTHER)
    return;
  find_fines (&reading);
  if (bases != NULL)
    find_bases (&reading, bases[0]);
}
