#include "config.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <quanze/fold.h>
#include <quanze/instrument.h>

#include "search/place.h"
#include "search/find/relevance.h"

/* Distinct characters of a query that are looked at; what a person types holds fewer. */
#define CHARACTERS_MAX 250
#define PLANE 65536
/* What a word counts of which only pairs of characters stand there. */
#define TORN 0.6
/* How fast the prior falls with what is not covered. */
#define PRIOR_FALLS 3

/* BM25 of the text, and of the headline, whose usual length is a guess. */
#define K1 1.0
#define B 0.85
#define HEADLINE_LENGTH 25.0
#define HEADLINE_B 0.5

/* What each part weighs (docs/SEARCH.md). */
enum { PART_COVERAGE, PART_WORDS, PART_SINGLES, PART_PAIRS, PART_HEAD_SINGLES, PART_HEAD_PAIRS, PART_ARTICLE, PART_INSTRUMENT, PART_LAW, PART_JUDICIAL, PART_PLACE, N_PARTS };
static const double weights[N_PARTS] = {
  [PART_COVERAGE] = 8.0,      [PART_PLACE] = 1.0,
  [PART_WORDS] = 0.021,       [PART_SINGLES] = 0.115,   [PART_PAIRS] = 0.052,      [PART_HEAD_SINGLES] = 0.03,
  [PART_HEAD_PAIRS] = 0.02,   [PART_ARTICLE] = 0.23,    [PART_INSTRUMENT] = 0.52,  [PART_LAW] = 0.5,
  [PART_JUDICIAL] = 0.5,
};

typedef struct { double weight; guint count; } Gram;

/* Words typed apart that a record should hold all of. */
#define CHUNKS_MAX 20
typedef struct { char *folded; GPtrArray *pairs; double weight; } Chunk;   /* pairs: char*, each two characters next to each other */

struct QzRelevance {
  QzEngine *engine;
  Chunk     chunks[CHUNKS_MAX];
  guint     n_chunks;       /* 0 of a sentence */
  double    all_chunks;     /* their weight */
  char     *place;          /* the territory of the index that the query names; NULL */
  guint8    index[PLANE];   /* character → its number in the query, from 1 */
  guint     n;              /* distinct characters */
  Gram      singles[CHARACTERS_MAX + 1];
  guint16  *pair_of;        /* (n + 1)²: number of a pair of the query, 0 none */
  Gram     *pairs;          /* from 1 */
  guint     n_pairs;
  double    usual;          /* characters of a record */
};

static gboolean
weigh (QzRelevance *relevance, gunichar first, gunichar second, Gram *gram, GError **error)
{
  double records = (double) qz_grams_records (relevance->engine->grams);
  gint64 with = qz_grams_count (relevance->engine->grams, first, second, error);

  if (with < 0)
    return FALSE;
  gram->weight += log (1 + (records - (double) with + 0.5) / ((double) with + 0.5));
  return TRUE;
}

/* Numbers the characters of FOLDED, then its pairs, each with its weight as often as it stands there. */
static gboolean
read_query (QzRelevance *r, const char *folded, GError **error)
{
  gunichar before = 0;

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);

    if (c >= PLANE || !qz_gram_character (c) || (r->index[c] == 0 && r->n == CHARACTERS_MAX))
      continue;
    if (r->index[c] == 0)
      r->index[c] = (guint8) ++r->n;
    if (!weigh (r, c, 0, &r->singles[r->index[c]], error))
      return FALSE;
  }
  r->pair_of = g_new0 (guint16, (gsize) (r->n + 1) * (r->n + 1));
  r->pairs = g_new0 (Gram, strlen (folded) + 1);
  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);
    gboolean counted = c < PLANE && qz_gram_character (c) && r->index[c] != 0;

    if (counted && before != 0) {
      guint16 *number = &r->pair_of[r->index[before] * (r->n + 1) + r->index[c]];
      if (*number == 0)
        *number = (guint16) ++r->n_pairs;
      if (!weigh (r, before, c, &r->pairs[*number], error))
        return FALSE;
    }
    before = counted ? c : 0;
  }
  return TRUE;
}

/* The weight of a word is that of its rarest pair of characters, of a single character its own. */
static gboolean
weigh_chunk (QzRelevance *r, Chunk *chunk, GError **error)
{
  gunichar before = 0;

  for (const char *p = chunk->folded; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);
    Gram gram = { 0 };

    if ((before != 0 || *g_utf8_next_char (p) == '\0') && !weigh (r, before != 0 ? before : c, before != 0 ? c : 0, &gram, error))
      return FALSE;
    chunk->weight = MAX (chunk->weight, gram.weight);
    before = c;
  }
  r->all_chunks += chunk->weight;
  return TRUE;
}

static GPtrArray *
pairs_of (const char *folded)
{
  GPtrArray *pairs = g_ptr_array_new_with_free_func (g_free);

  for (const char *p = folded, *next; *p != '\0' && *(next = g_utf8_next_char (p)) != '\0'; p = next)
    g_ptr_array_add (pairs, g_strndup (p, (gsize) (g_utf8_next_char (next) - p)));
  return pairs;
}

/* Two words and more set apart by white space were chosen one by one. */
static gboolean
read_chunks (QzRelevance *r, const char *text, GError **error)
{
  g_auto (GStrv) words = g_strsplit_set (text, " \t", -1);
  guint n = 0;

  for (guint i = 0; words[i] != NULL; i++)
    n += *words[i] != '\0';
  for (guint i = 0; n >= 2 && words[i] != NULL && r->n_chunks < CHUNKS_MAX; i++) {
    if (*words[i] == '\0')
      continue;
    Chunk *chunk = &r->chunks[r->n_chunks++];
    chunk->folded = qz_fold_text (words[i], -1, QZ_FOLD_NUMERALS);
    chunk->pairs = pairs_of (chunk->folded);
    if (!weigh_chunk (r, chunk, error))
      return FALSE;
  }
  return TRUE;
}

/* The share of PAIRS that TEXT holds. */
static double
pairs_held (const GPtrArray *pairs, const char *text)
{
  guint held = 0;

  for (guint i = 0; i < pairs->len; i++)
    held += strstr (text, pairs->pdata[i]) != NULL;
  return pairs->len > 0 ? (double) held / pairs->len : 0;
}

/* How much of what was typed VALUE holds, in what it stands under or in its text, 0 to 1; of a sentence 0. */
static double
coverage_of (const QzRelevance *r, const char *value)
{
  double covered = 0;

  for (guint i = 0; i < r->n_chunks; i++) {
    const Chunk *chunk = &r->chunks[i];
    covered += chunk->weight * (strstr (value, chunk->folded) != NULL ? 1 : TORN * pairs_held (chunk->pairs, value));
  }
  return r->all_chunks > 0 ? covered / r->all_chunks : 0;
}

/* ---- places ---- */

/* What a rule of the place asked about, of one around it or inside it, and one of elsewhere is worth; and what a
 * local rule is when no place is asked about. */
#define PLACE_SAME 2.5
#define PLACE_NEAR 1.2
#define PLACE_ELSEWHERE (-2.0)
#define PLACE_LOCAL (-0.6)

static double
place_of (const QzRelevance *r, const char *territory)
{
  if (*territory == '\0')
    return 0;
  if (g_str_equal (territory, QZ_PLACE_NATIONAL))
    return 0;
  if (r->place == NULL)
    return PLACE_LOCAL;
  return g_str_equal (territory, r->place) ? PLACE_SAME : qz_place_overlaps (territory, r->place) ? PLACE_NEAR : PLACE_ELSEWHERE;
}

QzRelevance *
qz_relevance_new (QzEngine *engine, const char *text, GError **error)
{
  g_autoptr (QzRelevance) relevance = g_new0 (QzRelevance, 1);
  g_autofree char *folded = qz_fold_text (text, -1, QZ_FOLD_NUMERALS);

  relevance->engine = engine;
  relevance->usual = qz_grams_length (engine->grams);
  if (!read_query (relevance, folded, error) || !read_chunks (relevance, text, error))
    return NULL;
  g_autofree char *named = NULL;
  qz_place_names_find (engine->place_names, folded, &named, &relevance->place);
  return g_steal_pointer (&relevance);
}

void
qz_relevance_free (QzRelevance *relevance)
{
  if (relevance == NULL)
    return;
  for (guint i = 0; i < relevance->n_chunks; i++) {
    g_free (relevance->chunks[i].folded);
    g_clear_pointer (&relevance->chunks[i].pairs, g_ptr_array_unref);
  }
  g_free (relevance->place);
  g_free (relevance->pair_of);
  g_free (relevance->pairs);
  g_free (relevance);
}

/* The character at *P, which moves behind it. Folded text is well-formed: most of it characters of three bytes, read here
 * without a call, for this is done half a million times a search. */
static inline gunichar
next_character (const char **p)
{
  const guint8 *at = (const guint8 *) *p;

  if (at[0] < 0x80) {
    *p += 1;
    return at[0];
  }
  if ((at[0] & 0xf0) == 0xe0) {
    *p += 3;
    return (gunichar) (at[0] & 0x0f) << 12 | (gunichar) (at[1] & 0x3f) << 6 | (at[2] & 0x3f);
  }
  gunichar c = g_utf8_get_char (*p);
  *p = g_utf8_next_char (*p);
  return c;
}

/* Counts what of the query stands in TEXT up to END; the characters in all. Once per character of every candidate. */
static guint
count_grams (QzRelevance *r, const char *text, const char *end)
{
  guint length = 0, before = 0;

  for (guint i = 1; i <= r->n; i++)
    r->singles[i].count = 0;
  for (guint i = 1; i <= r->n_pairs; i++)
    r->pairs[i].count = 0;
  for (const char *p = text; p < end;) {
    gunichar c = next_character (&p);
    guint number = c < PLANE ? r->index[c] : 0;

    length += number != 0 || qz_gram_character (c);
    if (number != 0) {
      r->singles[number].count++;
      if (before != 0)
        r->pairs[r->pair_of[before * (r->n + 1) + number]].count++;
    }
    before = number;
  }
  return length;
}

static double
bm25 (const Gram *grams, guint n, double norm)
{
  double sum = 0;

  for (guint i = 1; i <= n; i++)
    if (grams[i].count > 0)
      sum += grams[i].weight * grams[i].count * (K1 + 1) / (grams[i].count + K1 * norm);
  return sum;
}

/* Key and eid at the start of VALUE. */
static gboolean
add_received (QzRelevance *r, const char *value, double *parts, GError **error)
{
  gsize key_len = strcspn (value, "\t");
  const char *eid_at = value + key_len + 1;
  g_autofree char *key = g_strndup (value, key_len), *eid = g_strndup (eid_at, strcspn (eid_at, "\t"));
  QzReceivedCount count = { 0 };

  if (key_len > 0 && !qz_received_count (r->engine->received, key, eid, &count, error))
    return FALSE;
  parts[PART_ARTICLE] = log1p (count.article);
  parts[PART_INSTRUMENT] = log1p (count.instrument);
  return TRUE;
}

gboolean
qz_relevance_score (QzRelevance *relevance, const QzRankable *record, double *score, GError **error)
{
  double parts[N_PARTS] = { [PART_WORDS] = record->words, [PART_PLACE] = place_of (relevance, record->territory) };
  const char *value = record->text;
  const char *text = strchr (value, '\n'), *headline = text;
  guint level = (guint) strtoul (record->rank, NULL, 10);

  *score = 0;
  if (text == NULL)
    return TRUE;
  while (headline > value && headline[-1] != '\t')
    headline--;
  guint length = count_grams (relevance, headline, text);
  double norm = 1 - HEADLINE_B + HEADLINE_B * length / HEADLINE_LENGTH;
  parts[PART_HEAD_SINGLES] = bm25 (relevance->singles, relevance->n, norm);
  parts[PART_HEAD_PAIRS] = bm25 (relevance->pairs, relevance->n_pairs, norm);
  length = count_grams (relevance, text, text + strlen (text));
  norm = 1 - B + B * length / relevance->usual;
  parts[PART_SINGLES] = bm25 (relevance->singles, relevance->n, norm);
  parts[PART_PAIRS] = bm25 (relevance->pairs, relevance->n_pairs, norm);
  if (!add_received (relevance, value, parts, error))
    return FALSE;
  parts[PART_LAW] = level == QZ_RANK_LAW;
  parts[PART_JUDICIAL] = level == QZ_RANK_JUDICIAL;
  parts[PART_COVERAGE] = coverage_of (relevance, headline);
  /* Of words typed apart, what is often cited is no answer unless it holds them. */
  if (relevance->n_chunks > 0)
    for (guint i = PART_ARTICLE; i <= PART_JUDICIAL; i++)
      parts[i] *= pow (parts[PART_COVERAGE], PRIOR_FALLS);
  for (guint i = 0; i < N_PARTS; i++)
    *score += weights[i] * parts[i];
  return TRUE;
}
