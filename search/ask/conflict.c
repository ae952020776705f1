#include "config.h"

#include <string.h>

#include <quanze/bodies.h>
#include <quanze/locale.h>
#include <quanze/mode.h>

#include "search/ask/conflict.h"

/* Answers further behind the first than this are of another matter. */
#define NEAR_MIN 0.85

static const json_t *
first_basis (const json_t *answer)
{
  return json_array_get (json_object_get (answer, "basis"), 0);
}

static gboolean
is_registry (const json_t *answer)
{
  return json_is_object (json_object_get (answer, "power"));
}

/* Whether a holder named by one of the two is the other's, or gave the power that the other has. */
static gboolean
agree (const QzLexicon *lexicon, const json_t *a, const json_t *b)
{
  const char *left = qz_json_text (a, "holder"), *right = qz_json_text (b, "holder");
  const char *givers[] = { qz_json_text (a, "principal"), qz_json_text (json_object_get (a, "grant"), "from"), qz_json_text (b, "principal"),
                           qz_json_text (json_object_get (b, "grant"), "from") };

  if (left == NULL || right == NULL || strstr (left, right) != NULL || strstr (right, left) != NULL || qz_holder_covers (left, right)
      || qz_holder_covers (right, left) || qz_body_same (lexicon, left, right))
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (givers); i++)
    if (givers[i] != NULL && qz_body_same (lexicon, givers[i], i < 2 ? right : left))
      return TRUE;
  return FALSE;
}

/* Ranks by 立法法99, 100; 0 unknown. */
static int
height (const char *level)
{
  static const QzRank ranks[] = { QZ_RANK_NORMATIVE, QZ_RANK_LOCAL_RULE, QZ_RANK_DEPARTMENT_RULE, QZ_RANK_LOCAL_REGULATION, QZ_RANK_ADMIN_REGULATION, QZ_RANK_LAW, QZ_RANK_CONSTITUTION };

  for (guint i = 0; level != NULL && i < G_N_ELEMENTS (ranks); i++)
    if (g_str_equal (qz_rank_name (ranks[i]), level))
      return (int) i + 1;
  return 0;
}

/* How the two stand to each other. Static, in Chinese. */
static const char *
relation (const json_t *a, const json_t *b)
{
  const char *left = qz_json_text (first_basis (a), "effective_from"), *right = qz_json_text (first_basis (b), "effective_from");
  int high = height (qz_json_text (first_basis (a), "level")), low = height (qz_json_text (first_basis (b), "level"));

  if (is_registry (a) != is_registry (b))
    return N_ ("清单与条文不一致，以有效的条文和下放决定为准，请核对清单。");
  if (high == 0 || low == 0)
    return N_ ("位阶不明，未能判定。");
  if (high != low)
    return high > low ? N_ ("前者位阶高（立法法第九十九条、第一百条）；后者是否变通或者特别规定，未能判定。")
                      : N_ ("后者位阶高（立法法第九十九条、第一百条）；前者是否变通或者特别规定，未能判定。");
  if (left != NULL && right != NULL && strcmp (left, right) != 0)
    return strcmp (left, right) > 0 ? N_ ("位阶相同，前者较新（立法法第一百零三条）；谁是特别规定，未能判定。")
                                    : N_ ("位阶相同，后者较新（立法法第一百零三条）；谁是特别规定，未能判定。");
  return N_ ("位阶、日期相同，谁是特别规定，未能判定（立法法第一百零三条）。");
}

static char *
described (const json_t *answer)
{
  return g_strdup_printf ("%s：%s", qz_json_text (first_basis (answer), "citation"), qz_json_text (answer, "holder"));
}

/* Same article: two acts, not two views of one. */
static gboolean
same_article (const json_t *a, const json_t *b)
{
  const char *left = qz_json_text (first_basis (a), "id"), *right = qz_json_text (first_basis (b), "id");

  return left == NULL || right == NULL || g_ascii_strncasecmp (left, right, strcspn (left, "_")) == 0;
}

json_t *
qz_conflicts_find (const QzAsking *asking, const json_t *answers)
{
  json_t *list = json_array ();
  const json_t *first = json_array_get (answers, 0), *other;
  double best = json_number_value (json_object_get (first, "score"));
  size_t i;

  if (asking->question->intent != QZ_INTENT_HOLDER)
    return list;
  json_array_foreach (answers, i, other) {
    if (i == 0 || same_article (first, other) || json_number_value (json_object_get (other, "score")) < best * NEAR_MIN
        || agree (asking->engine->lexicon, first, other))
      continue;
    g_autofree char *a = described (first), *b = described (other);
    json_array_append_new (list, json_pack ("{s:s, s:s, s:s}", "a", a, "b", b, "why", relation (first, other)));
  }
  return list;
}
