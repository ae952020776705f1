/* Quoted words against a clause. Invariants:
 *  1. A text becomes its letters: folded, without punctuation and list markers, each with the bytes it came from.
 *  2. A run is at least RUN letters that quote and clause share; runs are taken greedily from the left, the
 *     longest each time, one that goes on where the last ended before any other.
 *  3. Cost: linear in both but for the candidates of a run, of which at most CANDIDATES_MAX are tried.
 */
#include "config.h"

#include <string.h>

#include <quanze/fold.h>
#include <quanze/numeral.h>
#include <quanze/quote.h>
#include <quanze/text.h>

#define RUN 4u
#define CANDIDATES_MAX 48u
#define LABEL_MAX 8u     /* letters of 【地方性法规】 */
#define FIGURE_MAX 9u    /* digits of a number: more are a code */
#define SPACES_MAX 16u   /* of （    一） */
#define CONTEXT 3u       /* letters shown around a gap */
#define SWAP_MAX 80u     /* letters of the clause that a gap of the quote may stand for */

typedef struct {
  gunichar c;
  guint32 from, to;   /* bytes of the source */
  gboolean broken;    /* a sentence, 款 or item ends right before it, or an ellipsis stands there */
} Letter;

typedef struct {
  guint64 key;
  guint32 at;
} Gram;

struct QzClause {
  char   *text;
  GArray *letters;   /* Letter */
  GArray *grams;     /* Gram, by key, then place */
};

/* ---- list markers ---- */

static gboolean
is_number_char (gunichar c)
{
  return g_unichar_isdigit (c) || (c && g_utf8_strchr ("一二三四五六七八九十百零〇", -1, c) != NULL);
}

static const char *
skip_number (const char *p)
{
  while (is_number_char (g_utf8_get_char (p)))
    p = g_utf8_next_char (p);
  return p;
}

static const char *
skip_spaces (const char *p)
{
  gsize span;

  for (guint n = 0; n < SPACES_MAX && (span = qz_text_space_span (p)) > 0; n++)
    p += span;
  return p;
}

static const char *
skip_one_of (const char *p, const char *const *words)
{
  for (; *words != NULL; words++)
    if (g_str_has_prefix (p, *words))
      return p + strlen (*words);
  return NULL;
}

/* （一） or (12): its end; NULL. */
static const char *
bracketed_number (const char *p)
{
  static const char *const OPEN[] = { "（", "(", "〔", NULL }, *const CLOSE[] = { "）", ")", "〕", NULL };
  const char *start = skip_one_of (p, OPEN), *end;

  if (start == NULL)
    return NULL;
  start = skip_spaces (start);
  end = skip_number (start);
  return end > start && end - start <= 12 ? skip_one_of (skip_spaces (end), CLOSE) : NULL;
}

/* 【法律】, the label of a registry: its end; NULL. */
static const char *
label (const char *p)
{
  const char *end = g_str_has_prefix (p, "【") ? p + strlen ("【") : NULL;

  for (guint n = 0; end != NULL && n < LABEL_MAX && *end != '\0' && *end != '\n'; n++, end = g_utf8_next_char (end))
    if (g_str_has_prefix (end, "】"))
      return end + strlen ("】");
  return NULL;
}

/* 第二款： 末款： 第三十二条第一款 and the like at the head of a line: its end; NULL. */
static const char *
unit_number (const char *p)
{
  static const char *const UNITS[] = { "条", "款", "项", "目", NULL }, *const LEADS[] = { "末款", "首款", NULL };
  static const char *const ENDS[] = { "规定：", "规定:", "：", ":", " ", "\t", "　", NULL };
  const char *end = skip_one_of (p, LEADS), *stop;

  for (const char *unit = p; end == NULL || unit == end;) {
    const char *number = g_str_has_prefix (unit, "第") ? skip_number (unit + strlen ("第")) : NULL;
    const char *behind = number != NULL && number > unit + strlen ("第") ? skip_one_of (number, UNITS) : NULL;
    if (behind == NULL)
      break;
    unit = end = behind;
  }
  if (end == NULL)
    return NULL;
  stop = skip_one_of (end, ENDS);
  return stop != NULL ? stop : *end == '\n' || *end == '\0' ? end : NULL;
}

/* 1. 1、 ① 一、 at the head of a line: its end; NULL. 1.5米 and 一年 are none. */
static const char *
line_number (const char *p)
{
  static const char *const MARKS[] = { ".", "．", "、", NULL };
  gunichar c = g_utf8_get_char (p);
  const char *end, *behind;

  if (c >= 0x2460 && c <= 0x2473)
    return g_utf8_next_char (p);
  end = skip_number (p);
  behind = end > p && end - p <= 12 ? skip_one_of (end, MARKS) : NULL;
  return behind != NULL && !g_ascii_isdigit (*behind) ? behind : NULL;
}

/* TEXT with list markers blanked out, byte for byte as long. Blank bytes are \n, so that what followed starts a line. */
static char *
without_markers (const char *text)
{
  char *out = g_strdup (text);
  gboolean head = TRUE;

  for (const char *p = text; *p != '\0';) {
    gsize space = qz_text_space_span (p);
    const char *end = space > 0 ? NULL : bracketed_number (p);
    if (end == NULL && space == 0)
      end = label (p);
    if (end == NULL && head && space == 0 && (end = unit_number (p)) == NULL)
      end = line_number (p);
    if (end != NULL) {
      memset (out + (p - text), '\n', (gsize) (end - p));
      head = TRUE;
      p = end;
      continue;
    }
    head = *p == '\n' || *p == '\r' || (head && space > 0);
    p = space > 0 ? p + space : g_utf8_next_char (p);
  }
  return out;
}

/* ---- letters ---- */

static gboolean
is_break (const char *text, gsize from, gsize to)
{
  static const char *const BREAKS[] = { "。", "；", "：", ";", ":", "…", "...", "\n", "！", "？", "略", NULL };
  g_autofree char *between = NULL;

  if (to <= from)
    return FALSE;
  between = g_strndup (text + from, to - from);
  for (guint i = 0; BREAKS[i] != NULL; i++)
    if (strstr (between, BREAKS[i]) != NULL)
      return TRUE;
  return FALSE;
}

/* What the sign at P says of the number before it: 5% is 百分之五. Static; NULL. */
static const char *
share_of (const char *p)
{
  return *p == '%' ? "百分之" : g_str_has_prefix (p, "‰") ? "千分之" : NULL;
}

/* WORDS, which stand where FIRST does. */
static void
append_words (GArray *letters, const Letter *first, const char *words)
{
  Letter letter = *first;

  for (const char *p = words; *p != '\0'; p = g_utf8_next_char (p)) {
    letter.c = g_utf8_get_char (p);
    g_array_append_val (letters, letter);
    letter.broken = FALSE;
  }
}

/* Arabic digits that make up a whole number become Chinese: 1万元 and 一万元, 30日 and 三十日 are one. */
static void
append_number (GArray *letters, const Letter *first, guint32 end, gint64 value)
{
  g_autofree char *chinese = qz_numeral_format (value);
  Letter letter = *first;

  letter.to = end;
  append_words (letters, &letter, chinese);
}

/* The length of the number at P: digits, and behind a point more of them; 0: none. */
static gsize
number_span (const char *p)
{
  static const char DIGITS[] = "0123456789";
  gsize len = strspn (p, DIGITS), more = len > 0 && p[len] == '.' ? strspn (p + len + 1, DIGITS) : 0;

  return more > 0 ? len + 1 + more : len;
}

/* NUMBER (LEN bytes) with the sign behind it, in Chinese, all of it where LETTER stands: 0.5% is 百分之零点五. */
static void
append_figure (GArray *letters, Letter letter, const char *number, gsize len)
{
  gsize whole = strspn (number, "0123456789");

  if (share_of (number + len) != NULL) {
    append_words (letters, &letter, share_of (number + len));
    letter.broken = FALSE;
  }
  append_number (letters, &letter, letter.to, g_ascii_strtoll (number, NULL, 10));
  letter.broken = FALSE;
  if (whole < len)
    append_words (letters, &letter, "点");
  for (gsize i = whole + 1; i < len; i++)
    append_number (letters, &letter, letter.to, number[i] - '0');
}

static GArray *
letters_of (const char *text)
{
  g_autofree char *plain = without_markers (text);
  g_autoptr (QzFold) fold = qz_fold_new (plain, -1, QZ_FOLD_NUMERALS);
  GArray *letters = g_array_new (FALSE, FALSE, sizeof (Letter));
  gsize last = 0;

  for (const char *p = fold->text; *p != '\0';) {
    gsize at = (gsize) (p - fold->text), len = number_span (p);
    gsize end = len > 0 ? at + len : (gsize) (g_utf8_next_char (p) - fold->text);
    Letter letter = { g_utf8_get_char (p), fold->from[at], fold->to[end - 1], FALSE };

    p = fold->text + end;
    if (!g_unichar_isalnum (letter.c))
      continue;
    if (len > 0 && share_of (p) != NULL)
      letter.to = fold->to[end];
    letter.broken = is_break (plain, last, letter.from);
    last = letter.to;
    if (len > 0 && len <= FIGURE_MAX)
      append_figure (letters, letter, fold->text + at, len);
    else
      g_array_append_val (letters, letter);
  }
  return letters;
}

#define LETTER(array, i) g_array_index (array, Letter, i)

static guint64
run_key (const GArray *letters, guint at)
{
  guint64 key = 1469598103934665603u;

  for (guint i = at; i < at + RUN; i++)
    key = (key ^ LETTER (letters, i).c) * 1099511628211u;
  return key;
}

guint
qz_quote_letters (const char *quote)
{
  g_autoptr (GArray) letters = letters_of (quote);

  return letters->len;
}

/* ---- a clause ---- */

static int
by_key (gconstpointer a, gconstpointer b)
{
  const Gram *x = a, *y = b;

  return x->key != y->key ? (x->key < y->key ? -1 : 1) : (x->at > y->at) - (x->at < y->at);
}

QzClause *
qz_clause_new (const char *text)
{
  QzClause *clause = g_new0 (QzClause, 1);

  clause->text = g_strdup (text != NULL ? text : "");
  clause->letters = letters_of (clause->text);
  clause->grams = g_array_new (FALSE, FALSE, sizeof (Gram));
  for (guint i = 0; i + RUN <= clause->letters->len; i++) {
    Gram gram = { run_key (clause->letters, i), i };
    g_array_append_val (clause->grams, gram);
  }
  g_array_sort (clause->grams, by_key);
  return clause;
}

void
qz_clause_free (QzClause *clause)
{
  if (clause == NULL)
    return;
  g_array_unref (clause->letters);
  g_array_unref (clause->grams);
  g_free (clause->text);
  g_free (clause);
}

/* The first gram of KEY; the number of grams when there is none. */
static guint
first_gram (const QzClause *clause, guint64 key)
{
  guint low = 0, high = clause->grams->len;

  while (low < high) {
    guint middle = low + (high - low) / 2;
    if (g_array_index (clause->grams, Gram, middle).key < key)
      low = middle + 1;
    else
      high = middle;
  }
  return low < clause->grams->len && g_array_index (clause->grams, Gram, low).key == key ? low : clause->grams->len;
}

/* ---- runs ---- */

typedef struct {
  guint quote, clause, len;   /* letters */
} Run;

static guint
shared (const GArray *quote, guint at, const QzClause *clause, guint place)
{
  guint n = 0;

  while (at + n < quote->len && place + n < clause->letters->len
         && LETTER (quote, at + n).c == LETTER (clause->letters, place + n).c)
    n++;
  return n;
}

/* The longest run of QUOTE from AT; of equals the first behind EXPECTED. Length 0: none. */
static Run
longest_run (const GArray *quote, guint at, const QzClause *clause, guint expected)
{
  Run best = { at, 0, 0 };
  guint64 key;

  if (at + RUN > quote->len)
    return best;
  key = run_key (quote, at);
  for (guint i = first_gram (clause, key), n = 0; i < clause->grams->len && n < CANDIDATES_MAX; i++, n++) {
    const Gram *gram = &g_array_index (clause->grams, Gram, i);
    guint len;
    if (gram->key != key)
      break;
    len = shared (quote, at, clause, gram->at);
    if (len >= RUN && (len > best.len || (len == best.len && best.clause < expected && gram->at >= expected)))
      best = (Run){ at, gram->at, len };
  }
  return best;
}

/* The runs of QUOTE in order; element type Run. The caller's. */
static GArray *
runs_of (const GArray *quote, const QzClause *clause)
{
  GArray *runs = g_array_new (FALSE, FALSE, sizeof (Run));
  guint expected = 0;

  for (guint i = 0; i < quote->len;) {
    Run run = longest_run (quote, i, clause, expected);
    if (run.len == 0) {
      i++;
      continue;
    }
    g_array_append_val (runs, run);
    i += run.len;
    expected = run.clause + run.len;
  }
  return runs;
}

double
qz_clause_match (const QzClause *clause, const char *quote)
{
  g_autoptr (GArray) letters = letters_of (quote), runs = NULL;
  guint covered = 0;

  if (letters->len == 0)
    return 1;
  if (letters->len < RUN) {
    for (guint i = 0; i < clause->letters->len; i++)
      if (shared (letters, 0, clause, i) == letters->len)
        return 1;
    return 0;
  }
  runs = runs_of (letters, clause);
  for (guint i = 0; i < runs->len; i++)
    covered += g_array_index (runs, Run, i).len;
  return (double) covered / letters->len;
}

double
qz_quote_match (const char *quote, const char *clause)
{
  g_autoptr (QzClause) prepared = qz_clause_new (clause);

  return qz_clause_match (prepared, quote);
}

/* ---- gaps ---- */

void
qz_quote_gap_free (QzQuoteGap *gap)
{
  if (gap == NULL)
    return;
  g_free (gap->quote);
  g_free (gap->clause);
  g_free (gap);
}

/* The words of letters FROM to TO of TEXT with CONTEXT letters on each side that do not pass a break; NULL when empty. */
static char *
words_of (const char *text, const GArray *letters, guint from, guint to)
{
  guint start = from, end = to;
  GString *out;

  if (from >= letters->len && to >= letters->len && from > to)
    return NULL;
  for (guint i = 0; i < CONTEXT && start > 0 && !(start < letters->len && LETTER (letters, start).broken); i++)
    start--;
  for (guint i = 0; i < CONTEXT && end < letters->len && !LETTER (letters, end).broken; i++)
    end++;
  if (start >= end)
    return NULL;
  out = g_string_new (NULL);
  for (const char *p = text + LETTER (letters, start).from; p < text + LETTER (letters, end - 1).to;) {
    gsize space = qz_text_space_span (p);
    if (space == 0)
      g_string_append_len (out, p, g_utf8_next_char (p) - p);
    p = space > 0 ? p + space : g_utf8_next_char (p);
  }
  return g_string_free (out, FALSE);
}

/* A piece of a splice too short for a run: it stands between breaks, and the clause has it. */
static gboolean
is_short_piece (const GArray *quote, guint from, guint to, const QzClause *clause)
{
  g_autoptr (GArray) piece = NULL;

  if (to - from >= RUN || (from > 0 && !LETTER (quote, from).broken) || (to < quote->len && !LETTER (quote, to).broken))
    return FALSE;
  piece = g_array_sized_new (FALSE, FALSE, sizeof (Letter), to - from);
  g_array_append_vals (piece, &LETTER (quote, from), to - from);
  for (guint i = 0; i < clause->letters->len; i++)
    if (shared (piece, 0, clause, i) == piece->len)
      return TRUE;
  return FALSE;
}

static void
add_gap (GPtrArray *gaps, char *quote, char *clause)
{
  QzQuoteGap *gap = g_new0 (QzQuoteGap, 1);

  gap->quote = quote;
  gap->clause = clause;
  g_ptr_array_add (gaps, gap);
}

/* The letters of the clause from FROM up to the next break, at most SWAP_MAX. */
static guint
up_to_break (const QzClause *clause, guint from)
{
  guint end = from;

  while (end < clause->letters->len && end - from < SWAP_MAX && (end == from || !LETTER (clause->letters, end).broken))
    end++;
  return end;
}

/* The letters FROM to TO of the quote stand in no run; BEFORE and AFTER are the runs beside them, NULL at an end. */
static void
take_foreign (GPtrArray *gaps, const char *text, const GArray *quote, guint from, guint to, const QzClause *clause,
              const Run *before, const Run *after)
{
  guint start = before != NULL ? before->clause + before->len : 0, end;
  char *instead = NULL;

  if (is_short_piece (quote, from, to, clause))
    return;
  end = after != NULL ? after->clause : before != NULL ? up_to_break (clause, start) : 0;
  if (before != NULL && start <= end && (start < end || after != NULL) && end - start <= MAX (SWAP_MAX, 2 * (to - from)))
    instead = words_of (clause->text, clause->letters, start, end);
  add_gap (gaps, words_of (text, quote, from, to), instead);
}

/* Two runs that touch in the quote: whether the clause has words between them that belong to the sentence. */
static void
take_omission (GPtrArray *gaps, const GArray *quote, const QzClause *clause, const Run *before, const Run *after)
{
  guint from = before->clause + before->len, to = after->clause;

  if (to <= from || to - from > SWAP_MAX || LETTER (quote, after->quote).broken)
    return;
  for (guint i = from; i <= to; i++)
    if (LETTER (clause->letters, i).broken)
      return;
  add_gap (gaps, NULL, words_of (clause->text, clause->letters, from, to));
}

/* Whether letters FROM to TO of the quote stand in the clause in one piece. */
static gboolean
has_piece (const GArray *quote, guint from, guint to, const QzClause *clause)
{
  guint n = 0;

  for (guint i = to - from >= RUN ? first_gram (clause, run_key (quote, from)) : clause->grams->len;
       i < clause->grams->len && n < CANDIDATES_MAX; i++, n++)
    if (shared (quote, from, clause, g_array_index (clause->grams, Gram, i).at) >= to - from)
      return TRUE;
  return FALSE;
}

/* Two runs that touch in the quote, of which the second stands before the first in the clause. Between sentences that
 * is a splice; within one the words are not the clause's, though it has them elsewhere. */
static void
take_jump (GPtrArray *gaps, const char *text, const GArray *quote, const QzClause *clause, const Run *before,
           const Run *after)
{
  guint start = before->quote, end = after->quote + after->len, from;

  if (after->clause >= before->clause + before->len || LETTER (quote, after->quote).broken)
    return;
  while (start > 0 && !LETTER (quote, start).broken)
    start--;
  for (guint i = after->quote; i < end; i++)
    if (LETTER (quote, i).broken)
      end = i;
  if (has_piece (quote, start, end, clause))
    return;
  if (before->len > after->len) {
    add_gap (gaps, words_of (text, quote, after->quote, end), NULL);
    return;
  }
  for (from = after->clause; from > 0 && after->clause - from < SWAP_MAX && !LETTER (clause->letters, from).broken;)
    from--;
  add_gap (gaps, words_of (text, quote, before->quote, after->quote),
           words_of (clause->text, clause->letters, from, after->clause));
}

GPtrArray *
qz_clause_gaps (const QzClause *clause, const char *quote)
{
  GPtrArray *gaps = g_ptr_array_new_with_free_func ((GDestroyNotify) qz_quote_gap_free);
  g_autoptr (GArray) letters = letters_of (quote), runs = runs_of (letters, clause);
  const Run *before = NULL;
  guint at = 0;

  for (guint i = 0; i <= runs->len; i++) {
    const Run *after = i < runs->len ? &g_array_index (runs, Run, i) : NULL;
    guint to = after != NULL ? after->quote : letters->len;
    if (at < to)
      take_foreign (gaps, quote, letters, at, to, clause, before, after);
    else if (before != NULL && after != NULL) {
      take_omission (gaps, letters, clause, before, after);
      take_jump (gaps, quote, letters, clause, before, after);
    }
    before = after;
    at = after != NULL ? after->quote + after->len : to;
  }
  return gaps;
}
