#include "config.h"

#include <math.h>
#include <string.h>

#include <quanze/fold.h>

#include "lib/version/overlap.h"

/* Two rules are looked at closely when they share this much of both together, or of the smaller one. */
#define DICE_LEAST 0.10
#define PART_LEAST 0.35

/* A rule holds a sentence when it has this share of it; another one still holds it with this share of that. */
#define HELD 0.60
#define STILL_HELD 0.75
/* A sentence says something of its own when this share of its weight touches no formula. */
#define OWN_LEAST 0.50

/* A pair of characters that touches a formula of the table "frames" weighs this much of what others weigh. */
#define FRAME 0.05
#define TABLE "frames"

typedef struct {
  guint32 id, count;
} Gram;

typedef struct {
  guint32 rule, count;
} Posting;

typedef struct {
  GArray *grams; /* Gram, by id */
  double weight;
  double own; /* of it, what touches no formula */
} Bag;

typedef struct {
  Bag whole;
  Bag *sentences;
  guint n_sentences;
} Rule;

struct QzOverlap {
  Rule *rules[2];
  guint n[2];
  GArray *weights; /* double, by gram id */
  GArray *pairs;   /* QzOverlapPair */
};

#define GRAM(bag, i) (&g_array_index ((bag)->grams, Gram, i))
#define WEIGHT(overlap, id) g_array_index ((overlap)->weights, double, id)

/* ---- a text's letters ---- */

static const char NUMERALS[] = "一二三四五六七八九十百千零0123456789";
static const char AMOUNTS[] = "一二三四五六七八九十百千零两万亿0123456789";

static const char *
skip_numerals (const char *p)
{
  while (*p != '\0' && g_utf8_strchr (NUMERALS, -1, g_utf8_get_char (p)) != NULL)
    p = g_utf8_next_char (p);
  return p;
}

/* Behind the number of a list marker (一) or of a reference 第三十条; P when there is none there. */
static const char *
skip_number (const char *p)
{
  static const char *const UNITS[] = { "条", "款", "项", "目", "章", "节", NULL };
  const char *number, *end;

  if (*p == '(') {
    end = skip_numerals (p + 1);
    return end > p + 1 && *end == ')' ? end + 1 : p;
  }
  if (!g_str_has_prefix (p, "第"))
    return p;
  number = p + strlen ("第");
  end = skip_numerals (number);
  for (guint i = 0; end > number && UNITS[i] != NULL; i++)
    if (g_str_has_prefix (end, UNITS[i]))
      return end;
  return p;
}

/* ---- sentences ---- */

/* The sentences of TEXT, folded; a line ends one. The caller's. */
static GPtrArray *
sentences_of (const char *text)
{
  GPtrArray *sentences = g_ptr_array_new_with_free_func (g_free);
  const char *start = text;

  for (const char *p = text;; p = g_utf8_next_char (p)) {
    if (*p != '\0' && *p != '\n' && !g_str_has_prefix (p, "。") && !g_str_has_prefix (p, "；"))
      continue;
    if (p > start)
      g_ptr_array_add (sentences, qz_fold_text (start, p - start, QZ_FOLD_NUMERALS));
    if (*p == '\0')
      return sentences;
    start = g_utf8_next_char (p);
  }
}

/* The letters of a folded SENTENCE that count. The caller's. */
static char *
letters_of (const char *sentence)
{
  GString *letters = g_string_new (NULL);

  for (const char *p = sentence; *p != '\0';) {
    const char *behind = skip_number (p), *next = g_utf8_next_char (p);
    if (behind == p && g_unichar_isalnum (g_utf8_get_char (p)))
      g_string_append_len (letters, p, next - p);
    p = behind > p ? behind : next;
  }
  return g_string_free (letters, FALSE);
}

/* Bytes of the formula that LETTERS start with: one of the table, or an amount (二千元, 五倍); 0 when none. */
static gsize
formula_len (const QzLexiconTable *frames, const char *letters)
{
  static const char *const UNITS[] = { "元", "倍", "日", NULL };
  const char *end = letters;

  while (*end != '\0' && g_utf8_strchr (AMOUNTS, -1, g_utf8_get_char (end)) != NULL)
    end = g_utf8_next_char (end);
  for (guint i = 0; end > letters && UNITS[i] != NULL; i++)
    if (g_str_has_prefix (end, UNITS[i]))
      return (gsize)(end - letters) + strlen (UNITS[i]);
  return frames != NULL ? qz_lexicon_table_longest (frames, letters, strlen (letters)) : 0;
}

/* ---- bags ---- */

static int
by_id (gconstpointer a, gconstpointer b)
{
  const Gram *x = a, *y = b;

  return (x->id > y->id) - (x->id < y->id);
}

/* Sorts and joins equal grams. */
static void
settle (GArray *grams)
{
  guint kept = 0;

  g_array_sort (grams, by_id);
  for (guint i = 0; i < grams->len; i++) {
    Gram gram = g_array_index (grams, Gram, i);
    if (kept > 0 && g_array_index (grams, Gram, kept - 1).id == gram.id)
      g_array_index (grams, Gram, kept - 1).count += gram.count;
    else
      g_array_index (grams, Gram, kept++) = gram;
  }
  g_array_set_size (grams, kept);
}

/* What turns sentences into grams. */
typedef struct {
  GHashTable *ids;              /* character pair → its number from 1 */
  const QzLexiconTable *frames; /* NULL: none */
} Grams;

/* A pair of characters has two ids: an even one, and behind it the one of the same pair where it touches a formula. */
static guint32
gram_id (Grams *grams, gunichar first, gunichar second, gboolean framed)
{
  gpointer key = GSIZE_TO_POINTER ((gsize)((guint64)first << 21 | second));
  guint number = GPOINTER_TO_UINT (g_hash_table_lookup (grams->ids, key));

  if (number == 0) {
    number = g_hash_table_size (grams->ids) + 1;
    g_hash_table_insert (grams->ids, key, GUINT_TO_POINTER (number));
  }
  return 2 * (number - 1) + (framed ? 1 : 0);
}

/* The character pairs of SENTENCE; a lone character is paired with nothing. */
static GArray *
grams_of (Grams *grams, const char *sentence)
{
  g_autofree char *letters = letters_of (sentence);
  GArray *found = g_array_new (FALSE, FALSE, sizeof (Gram));
  const char *formula_end = letters;
  gboolean framed_before = FALSE;
  gunichar before = 0;

  for (const char *p = letters; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);
    formula_end = MAX (formula_end, p + formula_len (grams->frames, p));
    if (before != 0 || *g_utf8_next_char (p) == '\0') {
      Gram gram = { gram_id (grams, before, c, framed_before || p < formula_end), 1 };
      g_array_append_val (found, gram);
    }
    framed_before = p < formula_end;
    before = c;
  }
  settle (found);
  return found;
}

static void
fill_rule (Rule *rule, const char *text, Grams *grams)
{
  g_autoptr (GPtrArray) sentences = sentences_of (text);

  rule->n_sentences = sentences->len;
  rule->sentences = g_new0 (Bag, sentences->len + 1);
  rule->whole.grams = g_array_new (FALSE, FALSE, sizeof (Gram));
  for (guint i = 0; i < sentences->len; i++) {
    GArray *found = grams_of (grams, sentences->pdata[i]);
    rule->sentences[i].grams = found;
    g_array_append_vals (rule->whole.grams, found->data, found->len);
  }
  settle (rule->whole.grams);
}

static void
fill_rules (QzOverlap *overlap, QzSide side, const char *const *texts, guint n, Grams *grams)
{
  overlap->n[side] = n;
  overlap->rules[side] = g_new0 (Rule, n + 1);
  for (guint i = 0; i < n; i++)
    fill_rule (&overlap->rules[side][i], texts[i], grams);
}

static gboolean
is_framed (guint32 id)
{
  return id % 2 == 1;
}

static void
weigh_bag (const QzOverlap *overlap, Bag *bag)
{
  for (guint k = 0; k < bag->grams->len; k++) {
    double weight = GRAM (bag, k)->count * WEIGHT (overlap, GRAM (bag, k)->id);
    bag->weight += weight;
    bag->own += is_framed (GRAM (bag, k)->id) ? 0 : weight;
  }
}

/* A pair of characters weighs the square of its inverse frequency: what ten rules say tells far less than what one
 * rule says in both versions. */
static void
weigh (QzOverlap *overlap, guint n_ids)
{
  double rules = overlap->n[QZ_SIDE_OLD] + overlap->n[QZ_SIDE_NEW];

  g_array_set_size (overlap->weights, n_ids);
  for (guint side = 0; side < 2; side++)
    for (guint i = 0; i < overlap->n[side]; i++)
      for (guint k = 0; k < overlap->rules[side][i].whole.grams->len; k++)
        WEIGHT (overlap, GRAM (&overlap->rules[side][i].whole, k)->id) += 1;
  for (guint id = 0; id < n_ids; id++) {
    double idf = WEIGHT (overlap, id) > 0 ? log (1 + rules / WEIGHT (overlap, id)) : 0;
    WEIGHT (overlap, id) = idf * idf * (is_framed (id) ? FRAME : 1);
  }
  for (guint side = 0; side < 2; side++)
    for (guint i = 0; i < overlap->n[side]; i++) {
      Rule *rule = &overlap->rules[side][i];
      weigh_bag (overlap, &rule->whole);
      for (guint k = 0; k < rule->n_sentences; k++)
        weigh_bag (overlap, &rule->sentences[k]);
    }
}

/* ---- what two have in common ---- */

static guint
count_in (const Bag *bag, guint id)
{
  guint low = 0, high = bag->grams->len;

  while (low < high) {
    guint middle = low + (high - low) / 2;
    if (GRAM (bag, middle)->id < id)
      low = middle + 1;
    else
      high = middle;
  }
  return low < bag->grams->len && GRAM (bag, low)->id == id ? GRAM (bag, low)->count : 0;
}

/* The weight of what SENTENCE shares with the whole of RULE. */
static double
shared_with (const QzOverlap *overlap, const Bag *sentence, const Rule *rule)
{
  double shared = 0;

  for (guint k = 0; k < sentence->grams->len; k++) {
    const Gram *gram = GRAM (sentence, k);
    guint there = count_in (&rule->whole, gram->id);
    if (there > 0)
      shared += MIN (gram->count, there) * WEIGHT (overlap, gram->id);
  }
  return shared;
}

/* The share of RULE in sentences by what OTHER has of each. */
static double
kept_of (const QzOverlap *overlap, const Rule *rule, const Rule *other)
{
  double kept = 0;

  for (guint i = 0; i < rule->n_sentences; i++)
    kept += shared_with (overlap, &rule->sentences[i], other);
  return rule->whole.weight > 0 ? kept / rule->whole.weight : 0;
}

/* ---- pairs ---- */

/* Which new rules have each gram: postings in runs, the run of gram id from STARTS[id] to STARTS[id + 1]. */
static Posting *
index_new (const QzOverlap *overlap, guint *starts)
{
  const Rule *rules = overlap->rules[QZ_SIDE_NEW];
  guint n_ids = overlap->weights->len;
  g_autofree guint *next = g_new0 (guint, n_ids + 1);
  Posting *postings;

  for (guint i = 0; i < overlap->n[QZ_SIDE_NEW]; i++)
    for (guint k = 0; k < rules[i].whole.grams->len; k++)
      starts[GRAM (&rules[i].whole, k)->id + 1]++;
  for (guint id = 0; id < n_ids; id++)
    starts[id + 1] += starts[id];
  memcpy (next, starts, n_ids * sizeof *next);
  postings = g_new (Posting, MAX (starts[n_ids], 1u));
  for (guint i = 0; i < overlap->n[QZ_SIDE_NEW]; i++)
    for (guint k = 0; k < rules[i].whole.grams->len; k++) {
      const Gram *gram = GRAM (&rules[i].whole, k);
      postings[next[gram->id]++] = (Posting){ i, gram->count };
    }
  return postings;
}

/* SHARED: by new rule, what the rule OLD shares with it; set back to 0. */
static void
keep_pairs (QzOverlap *overlap, guint old, double *shared)
{
  const Rule *rule = &overlap->rules[QZ_SIDE_OLD][old];

  for (guint j = 0; j < overlap->n[QZ_SIDE_NEW]; j++) {
    const Rule *other = &overlap->rules[QZ_SIDE_NEW][j];
    double both = rule->whole.weight + other->whole.weight, least = MIN (rule->whole.weight, other->whole.weight);
    if (shared[j] > 0 && (2 * shared[j] >= DICE_LEAST * both || shared[j] >= PART_LEAST * least)) {
      QzOverlapPair pair = { { old, j }, { kept_of (overlap, rule, other), kept_of (overlap, other, rule) } };
      g_array_append_val (overlap->pairs, pair);
    }
    shared[j] = 0;
  }
}

static void
find_pairs (QzOverlap *overlap)
{
  g_autofree guint *starts = g_new0 (guint, overlap->weights->len + 1);
  g_autofree Posting *postings = index_new (overlap, starts);
  g_autofree double *shared = g_new0 (double, MAX (overlap->n[QZ_SIDE_NEW], 1u));

  for (guint i = 0; i < overlap->n[QZ_SIDE_OLD]; i++) {
    const Bag *bag = &overlap->rules[QZ_SIDE_OLD][i].whole;
    for (guint k = 0; k < bag->grams->len; k++) {
      const Gram *gram = GRAM (bag, k);
      for (guint p = starts[gram->id]; p < starts[gram->id + 1]; p++)
        shared[postings[p].rule] += MIN (gram->count, postings[p].count) * WEIGHT (overlap, gram->id);
    }
    keep_pairs (overlap, i, shared);
  }
}

/* ---- the overlap ---- */

QzOverlap *
qz_overlap_new (const char *const *old, guint n_old, const char *const *new, guint n_new, const QzLexicon *lexicon)
{
  QzOverlap *overlap = g_new0 (QzOverlap, 1);
  g_autoptr (GHashTable) ids = g_hash_table_new (NULL, NULL);

  overlap->weights = g_array_new (FALSE, TRUE, sizeof (double));
  overlap->pairs = g_array_new (FALSE, FALSE, sizeof (QzOverlapPair));
  Grams grams = { ids, lexicon != NULL ? qz_lexicon_table (lexicon, TABLE) : NULL };
  fill_rules (overlap, QZ_SIDE_OLD, old, n_old, &grams);
  fill_rules (overlap, QZ_SIDE_NEW, new, n_new, &grams);
  weigh (overlap, 2 * g_hash_table_size (ids));
  find_pairs (overlap);
  return overlap;
}

static void
rule_clear (Rule *rule)
{
  for (guint i = 0; i < rule->n_sentences; i++)
    g_array_unref (rule->sentences[i].grams);
  g_free (rule->sentences);
  g_array_unref (rule->whole.grams);
}

void
qz_overlap_free (QzOverlap *overlap)
{
  if (overlap == NULL)
    return;
  for (guint side = 0; side < 2; side++) {
    for (guint i = 0; i < overlap->n[side]; i++)
      rule_clear (&overlap->rules[side][i]);
    g_free (overlap->rules[side]);
  }
  g_array_unref (overlap->weights);
  g_array_unref (overlap->pairs);
  g_free (overlap);
}

const GArray *
qz_overlap_pairs (const QzOverlap *overlap)
{
  return overlap->pairs;
}

double
qz_overlap_weight (const QzOverlap *overlap, QzSide side, guint at)
{
  return overlap->rules[side][at].whole.weight;
}

/* Whether one of RULES at the places AT has more than LEAST of SENTENCE. */
static gboolean
is_held (const QzOverlap *overlap, const Bag *sentence, const Rule *rules, const GArray *at, double least)
{
  for (guint i = 0; i < at->len; i++)
    if (shared_with (overlap, sentence, &rules[g_array_index (at, guint, i)]) > least)
      return TRUE;
  return FALSE;
}

double
qz_overlap_passed (const QzOverlap *overlap, QzSide side, guint at, guint other, const GArray *partners,
                   const GArray *twins)
{
  const Rule *rule = &overlap->rules[side][at], *mine = overlap->rules[side], *others = overlap->rules[1 - side];
  double passed = 0;

  for (guint i = 0; i < rule->n_sentences; i++) {
    const Bag *sentence = &rule->sentences[i];
    double shared = shared_with (overlap, sentence, &others[other]);
    /* 构成犯罪的，依法追究刑事责任 comes and goes with the fashion of drafting */
    if (sentence->own < OWN_LEAST * sentence->weight)
      continue;
    if (shared >= HELD * sentence->weight && !is_held (overlap, sentence, others, partners, STILL_HELD * shared)
        && !is_held (overlap, sentence, mine, twins, STILL_HELD * shared))
      passed += sentence->weight;
  }
  return passed;
}

/* ---- what people are told ---- */

static GArray *
joined (const Rule *rules, const GArray *which, guint *letters)
{
  GArray *grams = g_array_new (FALSE, FALSE, sizeof (Gram));

  *letters = 0;
  for (guint i = 0; i < which->len; i++) {
    const GArray *one = rules[g_array_index (which, guint, i)].whole.grams;
    for (guint k = 0; k < one->len; k++) {
      Gram plain = { g_array_index (one, Gram, k).id / 2, g_array_index (one, Gram, k).count };
      g_array_append_val (grams, plain);
    }
  }
  settle (grams);
  for (guint k = 0; k < grams->len; k++)
    *letters += g_array_index (grams, Gram, k).count;
  return grams;
}

double
qz_overlap_similarity (const QzOverlap *overlap, const GArray *old, const GArray *new)
{
  guint n_old, n_new, both = 0;
  g_autoptr (GArray) a = joined (overlap->rules[QZ_SIDE_OLD], old, &n_old);
  g_autoptr (GArray) b = joined (overlap->rules[QZ_SIDE_NEW], new, &n_new);

  for (guint i = 0, k = 0; i < a->len && k < b->len;) {
    const Gram *x = &g_array_index (a, Gram, i), *y = &g_array_index (b, Gram, k);
    if (x->id == y->id)
      both += MIN (x->count, y->count);
    i += x->id <= y->id;
    k += y->id <= x->id;
  }
  return n_old + n_new > 0 ? 2.0 * both / (n_old + n_new) : 1;
}
