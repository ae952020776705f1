#include "config.h"

#include <string.h>

#include <quanze/mode.h>

#include "search/ask/answer_join.h"

/* A registry item is the county's own word on who acts; agreement of both raises it further. */
#define BONUS_REGISTRY 0.30
/* Remedies follow from who holds the power and how, which the item knows and a clause on remedies does not. */
#define BONUS_REMEDY   0.30
#define BONUS_BOTH     0.20
/* An item whose basis was not in force on the day is no answer for that day. */
#define FACTOR_STALE   0.50
/* A clause without a holder, asked who; and what it must score, of the best with one, to stay. */
#define FACTOR_NAMELESS 0.90
#define NAMELESS_MIN    0.80

static void
set_score (json_t *answer, double score)
{
  json_object_set_new (answer, "score", json_real (score));
}

static double
score_of (const json_t *answer)
{
  return json_number_value (json_object_get (answer, "score"));
}

/* The article part of a basis id: 行政处罚法@2021-01-22#art_24 of …#art_24__para_1. Length in bytes. */
static gsize
article_span (const char *id)
{
  const char *below = strstr (id, "__");

  return below != NULL ? (gsize) (below - id) : strlen (id);
}

/* Whether ANSWER rests on the article of ID. */
static gboolean
rests_on (const json_t *answer, const char *id)
{
  const json_t *basis;
  size_t i;

  json_array_foreach (json_object_get (answer, "basis"), i, basis) {
    const char *own = json_string_value (json_object_get (basis, "id"));
    if (own != NULL && article_span (own) == article_span (id) && strncmp (own, id, article_span (id)) == 0)
      return TRUE;
  }
  return FALSE;
}

/* Whether some resolved basis of the item was not in force on the day asked. */
static gboolean
is_stale (const json_t *answer)
{
  const json_t *basis;
  size_t i;

  json_array_foreach (json_object_get (answer, "basis"), i, basis) {
    const char *status = json_string_value (json_object_get (basis, "status"));
    if (g_strcmp0 (status, "not-yet-in-force") == 0)
      return TRUE;
  }
  return FALSE;
}

static gint
by_score (gconstpointer a, gconstpointer b)
{
  double left = score_of (*(json_t *const *) a), right = score_of (*(json_t *const *) b);

  return left > right ? -1 : left < right;
}

static const char *
first_basis (const json_t *answer, const char *key)
{
  return qz_json_text (json_array_get (json_object_get (answer, "basis"), 0), key);
}

/* The items of POWERS that rest on the clause's article are agreed with. Whether there is one. */
static gboolean
founds_items (const json_t *powers, const json_t *clause)
{
  const char *id = first_basis (clause, "id");
  gboolean founds = FALSE;
  json_t *power;
  size_t i;

  json_array_foreach ((json_t *) powers, i, power) {
    if (id == NULL || founds || !rests_on (power, id))
      continue;
    founds = TRUE;
    if (g_strcmp0 (qz_json_text (power, "from"), "both") != 0)
      set_score (power, score_of (power) + BONUS_BOTH);
    json_object_set_new (power, "from", json_string ("both"));
  }
  return founds;
}

/* Whether the clause only lists or hands on what an item that answers better holds: a letter, a decision, a notice
 * (规范性文件 give no power of their own), or a transfer of whatever rank. */
static gboolean
hands_on (const json_t *powers, const json_t *clause)
{
  const char *level = first_basis (clause, "level"), *mode = qz_json_text (clause, "mode");
  gboolean transfer = mode != NULL && qz_mode_from_text (mode) != QZ_MODE_STATUTORY;
  const json_t *power;
  size_t i;

  if (!transfer && g_strcmp0 (level, qz_rank_name (QZ_RANK_NORMATIVE)) != 0)
    return FALSE;
  json_array_foreach ((json_t *) powers, i, power)
    if (score_of (power) >= score_of (clause))
      return TRUE;
  return FALSE;
}

/* A clause in which no holder is read is a poorer answer to who than its score says; beside one that names its holder
 * and fits far better it is none. */
static void
weigh_nameless (GPtrArray *all)
{
  double named = 0;

  for (guint i = 0; i < all->len; i++)
    if (qz_json_text (all->pdata[i], "holder") != NULL)
      named = MAX (named, score_of (all->pdata[i]));
  for (guint i = all->len; named > 0 && i-- > 0;) {
    if (qz_json_text (all->pdata[i], "holder") != NULL)
      continue;
    set_score (all->pdata[i], score_of (all->pdata[i]) * FACTOR_NAMELESS);
    if (score_of (all->pdata[i]) < named * NAMELESS_MIN)
      g_ptr_array_remove_index (all, i);
  }
}

void
qz_answer_join (QzIntent intent, const json_t *powers, const json_t *clauses, json_t *answers)
{
  double bonus = BONUS_REGISTRY + (intent == QZ_INTENT_REMEDY ? BONUS_REMEDY : 0);
  g_autoptr (GPtrArray) all = g_ptr_array_new ();
  json_t *one;
  size_t i;

  json_array_foreach ((json_t *) powers, i, one) {
    set_score (one, (score_of (one) + bonus) * (is_stale (one) ? FACTOR_STALE : 1));
    g_ptr_array_add (all, one);
  }
  json_array_foreach ((json_t *) clauses, i, one)
    if (!founds_items (powers, one) && !hands_on (powers, one))
      g_ptr_array_add (all, one);
  if (intent == QZ_INTENT_HOLDER)
    weigh_nameless (all);
  g_ptr_array_sort (all, by_score);
  for (guint k = 0; k < all->len && k < QZ_ANSWERS_MAX; k++)
    json_array_append (answers, all->pdata[k]);
}
