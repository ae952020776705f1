#include "config.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <quanze/grams.h>

#include "search/find/taught.h"

/* Neighbours that vote. */
#define NEIGHBOURS 100

typedef struct {
  char   *target;
  double  weight, norm;   /* NORM: length of its vector */
  double  likeness;       /* to the question asked */
} Question;

struct QzTaught {
  GPtrArray  *values;     /* char*: the metadata, which targets point into */
  GArray     *questions;  /* Question */
  GHashTable *grams;      /* gram → GArray of guint: the questions that hold it, ascending */
};

/* ---- grams ---- */

typedef void (*GramFunc) (guint32 gram, gpointer user_data);

/* Each character and each pair of FOLDED. */
static void
each_gram (const char *folded, GramFunc func, gpointer user_data)
{
  gunichar before = 0;

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);

    if (c > 0xffff || !qz_gram_character (c))
      c = 0;
    if (c != 0)
      func (c, user_data);
    if (c != 0 && before != 0)
      func (before << 16 | c, user_data);
    before = c;
  }
}

static void
note_gram (guint32 gram, gpointer user_data)
{
  QzTaught *taught = user_data;
  guint number = taught->questions->len - 1;
  GArray *holders = g_hash_table_lookup (taught->grams, GUINT_TO_POINTER (gram));

  if (holders == NULL) {
    holders = g_array_new (FALSE, FALSE, sizeof (guint));
    g_hash_table_insert (taught->grams, GUINT_TO_POINTER (gram), holders);
  }
  if (holders->len == 0 || g_array_index (holders, guint, holders->len - 1) != number)
    g_array_append_val (holders, number);
}

/* A gram that most questions hold tells little. */
static double
weight_of (const QzTaught *taught, const GArray *holders)
{
  double with = holders->len;

  return log (1 + (taught->questions->len - with + 0.5) / (with + 0.5));
}

/* ---- reading ---- */

/* VALUE: lines of fold, target, weight; cut up in place. */
static void
read_lines (QzTaught *taught, char *value)
{
  char *rest;

  for (char *line = strtok_r (value, "\n", &rest); line != NULL; line = strtok_r (NULL, "\n", &rest)) {
    char *target = strchr (line, '\t'), *weight = target != NULL ? strchr (target + 1, '\t') : NULL;

    if (weight == NULL)
      continue;
    *target++ = *weight++ = '\0';
    Question question = { target, g_ascii_strtod (weight, NULL), 0, 0 };
    g_array_append_val (taught->questions, question);
    each_gram (line, note_gram, taught);
  }
}

static void
measure (QzTaught *taught)
{
  GHashTableIter iter;
  gpointer holders;

  g_hash_table_iter_init (&iter, taught->grams);
  while (g_hash_table_iter_next (&iter, NULL, &holders)) {
    double weight = weight_of (taught, holders);
    for (guint i = 0; i < ((GArray *) holders)->len; i++)
      g_array_index (taught->questions, Question, g_array_index ((GArray *) holders, guint, i)).norm += weight * weight;
  }
  for (guint i = 0; i < taught->questions->len; i++) {
    Question *question = &g_array_index (taught->questions, Question, i);
    question->norm = sqrt (question->norm);
  }
}

QzTaught *
qz_taught_open (QzReader *reader, GError **error)
{
  g_autoptr (GPtrArray) keys = qz_reader_metadata_keys (reader, "questions/", error);

  if (keys == NULL)
    return NULL;
  g_autoptr (QzTaught) taught = g_new0 (QzTaught, 1);
  taught->values = g_ptr_array_new_with_free_func (g_free);
  taught->questions = g_array_new (FALSE, FALSE, sizeof (Question));
  taught->grams = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);
  for (guint i = 0; i < keys->len; i++) {
    char *value = qz_reader_get_metadata (reader, keys->pdata[i], NULL, error);
    if (value == NULL)
      return NULL;
    g_ptr_array_add (taught->values, value);
    read_lines (taught, value);
  }
  measure (taught);
  return g_steal_pointer (&taught);
}

void
qz_taught_free (QzTaught *taught)
{
  if (taught == NULL)
    return;
  g_hash_table_unref (taught->grams);
  g_array_unref (taught->questions);
  g_ptr_array_unref (taught->values);
  g_free (taught);
}

/* ---- asking ---- */

typedef struct {
  QzTaught   *taught;
  GHashTable *seen;     /* grams of the question */
  GArray     *alike;    /* guint: questions with a likeness */
  double      norm;
} Asking;

static void
meet_gram (guint32 gram, gpointer user_data)
{
  Asking *asking = user_data;
  const GArray *holders = g_hash_table_lookup (asking->taught->grams, GUINT_TO_POINTER (gram));

  if (!g_hash_table_add (asking->seen, GUINT_TO_POINTER (gram)))
    return;
  double weight = holders != NULL ? weight_of (asking->taught, holders) : log (2.0 * asking->taught->questions->len + 2);
  asking->norm += weight * weight;
  for (guint i = 0; holders != NULL && i < holders->len; i++) {
    guint number = g_array_index (holders, guint, i);
    Question *question = &g_array_index (asking->taught->questions, Question, number);

    if (question->likeness == 0)
      g_array_append_val (asking->alike, number);
    question->likeness += weight * weight;
  }
}

static gint
by_likeness (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const GArray *questions = user_data;
  guint left = *(const guint *) a, right = *(const guint *) b;
  double l = g_array_index (questions, Question, left).likeness, r = g_array_index (questions, Question, right).likeness;

  return l != r ? (l > r ? -1 : 1) : left < right ? -1 : left > right;
}

static gint
by_vote (gconstpointer a, gconstpointer b)
{
  const QzVote *left = a, *right = b;

  return left->vote != right->vote ? (left->vote > right->vote ? -1 : 1) : strcmp (left->target, right->target);
}

/* Sums the votes of the questions most like the one asked, target by target. */
static GArray *
count_votes (const Asking *asking)
{
  g_autoptr (GHashTable) places = g_hash_table_new (g_str_hash, g_str_equal);
  GArray *votes = g_array_new (FALSE, FALSE, sizeof (QzVote));

  for (guint i = 0; i < MIN (asking->alike->len, NEIGHBOURS); i++) {
    const Question *question = &g_array_index (asking->taught->questions, Question, g_array_index (asking->alike, guint, i));
    gpointer place = g_hash_table_lookup (places, question->target);
    double square = question->likeness * question->likeness, vote = square * question->weight, keen = square * square * vote;

    if (place == NULL) {
      g_array_append_val (votes, ((QzVote) { question->target, vote, keen }));
      g_hash_table_insert (places, question->target, GUINT_TO_POINTER (votes->len));
      continue;
    }
    QzVote *had = &g_array_index (votes, QzVote, GPOINTER_TO_UINT (place) - 1);
    had->vote += vote;
    had->keen += keen;
  }
  g_array_sort (votes, by_vote);
  return votes;
}

GArray *
qz_taught_votes (QzTaught *taught, const char *folded)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  g_autoptr (GArray) alike = g_array_new (FALSE, FALSE, sizeof (guint));
  Asking asking = { taught, seen, alike, 0 };

  if (taught->questions->len > 0)
    each_gram (folded, meet_gram, &asking);
  for (guint i = 0; i < alike->len; i++) {
    Question *question = &g_array_index (taught->questions, Question, g_array_index (alike, guint, i));
    question->likeness /= sqrt (asking.norm) * question->norm;
  }
  g_array_sort_with_data (alike, by_likeness, taught->questions);
  GArray *votes = count_votes (&asking);
  for (guint i = 0; i < alike->len; i++)
    g_array_index (taught->questions, Question, g_array_index (alike, guint, i)).likeness = 0;
  return votes;
}
