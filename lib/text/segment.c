/* Text → terms.
 *
 * Words: the cheapest way through the folded text, where an edge is one of ICU's words, a
 * lexicon word (the longer the cheaper, so 行政处罚法 wins over 行政处罚), a numeral, or a lone
 * character. So the lexicon corrects ICU (当事|人的 → 当事人|的, 经验|收 → 经|验收) and yet does not
 * tear its words (符合|规定 is not 符|合规|定). ICU cuts 第二十四条 into 第二|十四条 and 七十五 into
 * 七|十五, so numerals of two signs or more are words of their own, and 第N条 (款项章节编目,
 * 条之N) is one.
 *
 * Cost: ICU's cut 20 MB/s, all else ten times faster (tests/bench/bench_segment.c).
 */
#include "config.h"

#include <quanze/fold.h>
#include <quanze/segment.h>

#include <string.h>
#include <unicode/ubrk.h>
#include <unicode/utf16.h>
#include <unicode/utf8.h>

#define TERM_MAX 60      /* bytes; a longer word is cut there, on both sides alike */
#define PREFIXES_MAX 16  /* lexicon words that start at one character */

/* What ICU's iterator says of a byte of the fold. */
enum { MARK_BREAK = 1 << 0, MARK_WORD = 1 << 1 /* the piece that starts here is a word */ };

/* The best way on from a byte of the fold. */
typedef struct { guint32 cost; guint32 len; } Step;

/* What an edge costs. A lexicon word of n characters: 100 − 10 (n − 1), at least 20. */
enum {
  COST_PIECE = 100,      /* as ICU cuts */
  COST_LEXICON_LESS = 10, COST_LEXICON_LEAST = 20,
  COST_TORN = 5,         /* for each end of a lexicon word that tears a word of ICU's */
  COST_FRAGMENT = 130,   /* what is left of a torn word */
  COST_FUNCTION = 100,   /* the same, one character that often stands alone */
  COST_NUMERAL = 20,
  COST_MOST = G_MAXUINT32 - 1000
};

#define HAN_FIRST 0x4e00
#define HAN_LAST 0x9fff
typedef guint32 HanSet[(HAN_LAST - HAN_FIRST + 32) / 32];

/* Characters that often stand alone before or behind a word, and with which ICU makes false ones (人的, 区内, 经验). */
static const char function_chars[] = "的内上中外前后时为因由对向从在和与及或经按各每其该本此未不应可已被将所等且并也处以于至到";
static const char numeral_chars[] = "零一二三四五六七八九十百千万亿两";

struct QzSegmenter {
  const QzLexiconTable *words;
  HanSet  numerals, function;
  UBreakIterator *breaks;   /* opened at first use: 1.6 ms */
  UChar  *units;            /* the fold in UTF-16 */
  guint8 *marks;            /* one a byte of the fold, and one more */
  Step   *steps;            /* as marks */
  gsize   room;             /* of all three */
};

/* One call's text and where its terms go. */
typedef struct {
  QzSegmenter  *segmenter;
  const QzFold *fold;
  const guint8 *marks;
  Step         *steps;
  QzTermFunc    func;
  gpointer      user_data;
} Cut;

static void
fill_set (HanSet set, const char *chars)
{
  for (; *chars != '\0'; chars = g_utf8_next_char (chars))
    {
      gunichar i = g_utf8_get_char (chars) - HAN_FIRST;
      set[i / 32] |= 1u << (i % 32);
    }
}

/* Whether the character at P, NUL-terminated, is in SET. */
static inline gboolean
in_set (const HanSet set, const char *p)
{
  guchar lead = (guchar) *p;

  if (lead < 0xe4 || lead > 0xe9)
    return FALSE;
  guint c = (lead & 0xfu) << 12 | ((guchar) p[1] & 0x3fu) << 6 | ((guchar) p[2] & 0x3fu);
  return c >= HAN_FIRST && c <= HAN_LAST && ((set[(c - HAN_FIRST) / 32] >> ((c - HAN_FIRST) % 32)) & 1);
}

QzSegmenter *
qz_segmenter_new (const QzLexicon *lexicon)
{
  QzSegmenter *segmenter = g_new0 (QzSegmenter, 1);

  segmenter->words = qz_lexicon_table (lexicon, "words");
  fill_set (segmenter->numerals, numeral_chars);
  fill_set (segmenter->function, function_chars);
  return segmenter;
}

void
qz_segmenter_free (QzSegmenter *segmenter)
{
  if (segmenter == NULL)
    return;
  if (segmenter->breaks != NULL)
    ubrk_close (segmenter->breaks);
  g_free (segmenter->units);
  g_free (segmenter->marks);
  g_free (segmenter->steps);
  g_free (segmenter);
}

static inline gsize
char_len (const char *p)
{
  guchar lead = (guchar) *p;
  return lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
}

static inline gboolean
is_alnum (char c)
{
  return g_ascii_isalnum (c) != 0;
}

/* ---- ICU's cut ---- */

static gint32
to_utf16 (QzSegmenter *segmenter, const QzFold *fold)
{
  UChar *units = segmenter->units;
  gint32 n = 0;

  for (gsize i = 0; i < fold->len;)
    {
      UChar32 c;
      U8_NEXT_OR_FFFD ((const guint8 *) fold->text, i, fold->len, c);
      U16_APPEND_UNSAFE (units, n, c);
    }
  return n;
}

/* Fills the segmenter's marks. Without ICU's data every character is a piece. */
static const guint8 *
mark_breaks (QzSegmenter *segmenter, const QzFold *fold)
{
  UErrorCode status = U_ZERO_ERROR;

  if (segmenter->room < fold->len + 1)
    {
      segmenter->room = fold->len + fold->len / 2 + 256;
      segmenter->units = g_renew (UChar, segmenter->units, segmenter->room);
      segmenter->marks = g_renew (guint8, segmenter->marks, segmenter->room);
      segmenter->steps = g_renew (Step, segmenter->steps, segmenter->room);
    }
  memset (segmenter->marks, 0, fold->len + 1);
  if (segmenter->breaks == NULL)
    segmenter->breaks = ubrk_open (UBRK_WORD, "zh", NULL, 0, &status);
  ubrk_setText (segmenter->breaks, segmenter->units, to_utf16 (segmenter, fold), &status);
  if (U_FAILURE (status))
    {
      memset (segmenter->marks, MARK_BREAK | MARK_WORD, fold->len + 1);
      return segmenter->marks;
    }
  gsize  byte = 0;
  gint32 unit = 0;
  for (gint32 next; (next = ubrk_next (segmenter->breaks)) != UBRK_DONE;)
    {
      segmenter->marks[byte] = MARK_BREAK | (ubrk_getRuleStatus (segmenter->breaks) >= UBRK_WORD_NUMBER ? MARK_WORD : 0);
      for (; unit < next; byte += char_len (fold->text + byte))
        unit += (guchar) fold->text[byte] >= 0xf0 ? 2 : 1;
    }
  segmenter->marks[fold->len] = MARK_BREAK;
  return segmenter->marks;
}

static gsize
next_break (const Cut *cut, gsize at)
{
  do
    at++;
  while (at < cut->fold->len && (cut->marks[at] & MARK_BREAK) == 0);
  return at;
}

/* ---- numerals ---- */

/* Length of the run of Chinese numerals at AT, in bytes. All are of three bytes. */
static gsize
numeral_run (const Cut *cut, gsize at)
{
  gsize end = at;

  while (in_set (cut->segmenter->numerals, cut->fold->text + end))
    end += 3;
  return end - at;
}

/* Length of 第N条 or 第N条之N at AT; 0 when there is none. */
static gsize
ordinal_at (const Cut *cut, gsize at)
{
  static const char *const units[] = { "条", "款", "项", "章", "节", "编", "目" };
  const char *text = cut->fold->text;

  if (strncmp (text + at, "第", 3) != 0)
    return 0;
  gsize run = numeral_run (cut, at + 3), end = at + 3 + run;
  if (run == 0)
    return 0;
  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    if (strncmp (text + end, units[i], 3) == 0)
      {
        end += 3;
        if (strncmp (text + end, "之", 3) == 0 && (run = numeral_run (cut, end + 3)) > 0)
          end += 3 + run;
        return end - at;
      }
  return 0;
}

/* Length of the word at AT that is a numeral; 0 when there is none. */
static gsize
numeral_at (const Cut *cut, gsize at)
{
  gsize len = ordinal_at (cut, at);

  if (len > 0 || (cut->marks[at] & MARK_BREAK) == 0)
    return len;   /* no break: 统一, 万一 */
  len = numeral_run (cut, at);
  return len >= 6 ? len : 0;
}

/* ---- the lexicon ---- */

/* Latin words are not matched in the middle of longer ones. */
static gboolean
stands_alone (const Cut *cut, gsize at, gsize len)
{
  const char *text = cut->fold->text;

  return (!is_alnum (text[at]) || at == 0 || !is_alnum (text[at - 1]))
         && (!is_alnum (text[at + len - 1]) || !is_alnum (text[at + len]));
}

/* ---- the cheapest way ---- */

static inline void
offer (Cut *cut, Step *best, gsize at, gsize len, guint cost)
{
  guint32 all = MIN (cut->steps[at + len].cost + cost, COST_MOST);

  if (all < best->cost || (all == best->cost && len > best->len))
    *best = (Step) { all, (guint32) len };
}

static void
offer_lexicon (Cut *cut, Step *best, gsize at)
{
  const char *text = cut->fold->text;
  gsize lengths[PREFIXES_MAX], chars = 0, measured = 0;
  guint n = qz_lexicon_table_prefixes (cut->segmenter->words, text + at, cut->fold->len - at, lengths, PREFIXES_MAX);

  for (guint i = 0; i < n; i++)
    {
      for (; measured < lengths[i]; measured += char_len (text + at + measured))
        chars++;
      if (!stands_alone (cut, at, lengths[i]))
        continue;
      gint cost = MAX (COST_PIECE - COST_LEXICON_LESS * ((gint) MIN (chars, 20) - 1), COST_LEXICON_LEAST);
      cost += (cut->marks[at] & MARK_BREAK) != 0 ? 0 : COST_TORN;
      cost += (cut->marks[at + lengths[i]] & MARK_BREAK) != 0 ? 0 : COST_TORN;
      offer (cut, best, at, lengths[i], (guint) cost);
    }
}

/* What ICU's cut offers at AT, its next break at NEXT. */
static void
offer_piece (Cut *cut, Step *best, gsize at, gsize next, gboolean word)
{
  gsize one = char_len (cut->fold->text + at);
  gboolean torn = (cut->marks[at] & MARK_BREAK) == 0;

  offer (cut, best, at, next - at, torn ? COST_FRAGMENT : word ? COST_PIECE : 0);
  if (word && (torn || one < next - at) && one == 3)
    offer (cut, best, at, one, in_set (cut->segmenter->function, cut->fold->text + at) ? COST_FUNCTION : COST_FRAGMENT);
}

/* Fills the steps from the end to the start. */
static void
find_way (Cut *cut)
{
  const char *text = cut->fold->text;
  gsize at = cut->fold->len, next = at;

  cut->steps[at] = (Step) { 0, 0 };
  while (at > 0)
    {
      gsize piece;
      for (piece = at - 1; piece > 0 && (cut->marks[piece] & MARK_BREAK) == 0;)
        piece--;
      gboolean word = (cut->marks[piece] & MARK_WORD) != 0;
      while (at > piece)
        {
          for (at--; ((guchar) text[at] & 0xc0) == 0x80;)
            at--;
          Step best = { G_MAXUINT32, 0 };
          gsize numeral = numeral_at (cut, at);
          if (numeral > 0)
            offer (cut, &best, at, numeral, COST_NUMERAL);
          else
            offer_piece (cut, &best, at, next, word);
          offer_lexicon (cut, &best, at);
          cut->steps[at] = best;
        }
      next = at;
    }
}

/* ---- putting together ---- */

static void
emit (const Cut *cut, QzTermKind kind, gsize start, gsize end)
{
  while (end - start > TERM_MAX)
    do
      end--;
    while (((guchar) cut->fold->text[end] & 0xc0) == 0x80);
  cut->func (kind, cut->fold->text + start, end - start, cut->fold->from[start], cut->fold->to[end - 1], cut->user_data);
}

/* Every lexicon word and every word of ICU's inside [START, END), of two characters or more. */
static void
emit_parts (const Cut *cut, gsize start, gsize end)
{
  const char *text = cut->fold->text;

  for (gsize at = start; at < end; at += char_len (text + at))
    {
      gsize lengths[PREFIXES_MAX], icu = 0;
      guint n = qz_lexicon_table_prefixes (cut->segmenter->words, text + at, end - at, lengths, PREFIXES_MAX);
      if ((cut->marks[at] & (MARK_BREAK | MARK_WORD)) == (MARK_BREAK | MARK_WORD) && next_break (cut, at) <= end)
        icu = next_break (cut, at) - at;
      for (guint i = 0; i <= n; i++)
        {
          if (icu > 0 && (i == n || icu <= lengths[i]))
            {
              if (icu > char_len (text + at) && icu < end - start && !(i < n && icu == lengths[i]))
                emit (cut, QZ_TERM_PART, at, at + icu);
              icu = 0;
            }
          if (i < n && lengths[i] > char_len (text + at) && lengths[i] < end - start && stands_alone (cut, at, lengths[i]))
            emit (cut, QZ_TERM_PART, at, at + lengths[i]);
        }
    }
}

/* Whether the piece of ICU's that holds AT is a word. */
static gboolean
in_word (const Cut *cut, gsize at)
{
  while ((cut->marks[at] & MARK_BREAK) == 0)
    at--;
  return (cut->marks[at] & MARK_WORD) != 0;
}

void
qz_segment_words (QzSegmenter *segmenter, const char *text, gssize len, QzTermFunc func, gpointer user_data)
{
  g_autoptr (QzFold) fold = qz_fold_new (text, len, QZ_FOLD_NUMERALS);
  Cut cut = { segmenter, fold, mark_breaks (segmenter, fold), segmenter->steps, func, user_data };

  find_way (&cut);
  for (gsize at = 0, end; at < fold->len; at = end)
    {
      end = at + cut.steps[at].len;
      if (!in_word (&cut, at) && qz_lexicon_table_longest (segmenter->words, fold->text + at, end - at) != end - at)
        continue;   /* punctuation */
      emit (&cut, QZ_TERM_WORD, at, end);
      if (end - at > 6 && (guchar) fold->text[at] >= 0xe3 && numeral_at (&cut, at) != end - at)
        emit_parts (&cut, at, end);
    }
}

const char *
qz_segment_from (const QzSegmenter *segmenter, QzTermKind kind, const char *term, gsize len)
{
  g_autofree char *copy = g_strndup (term, len);
  guint8 marks[TERM_MAX + 1] = { MARK_BREAK };
  QzFold fold = { .text = copy, .len = len };
  const Cut cut = { .segmenter = (QzSegmenter *) segmenter, .fold = &fold, .marks = marks };

  if (kind == QZ_TERM_GRAM)
    return NULL;
  if (qz_lexicon_table_longest (segmenter->words, term, len) == len)
    return "lexicon";
  return len > 0 && numeral_at (&cut, 0) == len ? "numeral" : "icu";
}

void
qz_segment_grams (QzSegmenter *segmenter, const char *text, gssize len, QzTermFunc func, gpointer user_data)
{
  g_autoptr (QzFold) fold = qz_fold_new (text, len, QZ_FOLD_NUMERALS);

  for (gsize at = 0, next; at < fold->len; at = next)
    {
      next = at + char_len (fold->text + at);
      gsize end = next < fold->len ? next + char_len (fold->text + next) : next;
      func (QZ_TERM_GRAM, fold->text + at, end - at, fold->from[at], fold->to[end - 1], user_data);
    }
}
