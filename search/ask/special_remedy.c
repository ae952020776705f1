#include "config.h"

#include <string.h>

#include "search/found.h"
#include "search/ask/rules.h"
#include "search/ask/special_remedy.h"
#include "search/ask/stretch.h"

typedef struct {
  QzEngine *engine;
  json_t   *answer;
  GError   *error;
} Applying;

/* Whether BASIS is of the law that KEY (law/matter) names and says one of WORDS (| between; "" any). */
static gboolean
is_of (const json_t *basis, const char *key, const char *words)
{
  const char *id = qz_json_text (basis, "id"), *quote = qz_json_text (basis, "quote");
  gsize law = strcspn (key, "/");

  if (id == NULL || strncmp (id, key, law) != 0 || id[law] != '@')
    return FALSE;
  return *words == '\0' || (quote != NULL && qz_stretch_holds (quote, words));
}

/* Columns: law/matter, words, text, rule, review first. */
static void
apply (const char *const *cells, gpointer user_data)
{
  Applying *applying = user_data;
  json_t *deadlines = json_object_get (applying->answer, "deadlines");
  const json_t *basis;
  size_t i;
  gboolean any = FALSE;

  if (applying->error != NULL || cells[1] == NULL || cells[2] == NULL || cells[3] == NULL)
    return;
  json_array_foreach (json_object_get (applying->answer, "basis"), i, basis)
    any = any || is_of (basis, cells[0], cells[1]);
  if (!any)
    return;
  g_autofree char *rule = qz_rule_cite (applying->engine, cells[3], &applying->error);
  if (rule == NULL)
    return;
  json_array_insert_new (deadlines, 0, json_pack ("{s:s, s:s}", "text", cells[2], "rule", rule));
  json_array_append_new (json_object_get (applying->answer, "rules"), json_string (rule));
  if (cells[4] != NULL && g_str_equal (cells[4], "是"))
    json_object_set_new (applying->answer, "review_first", json_true ());
}

gboolean
qz_special_remedies_apply (QzEngine *engine, json_t *answer, GError **error)
{
  Applying applying = { engine, answer, NULL };

  /* Without a respondent nothing goes to review: internal powers, courts. */
  if (qz_json_text (answer, "respondent") != NULL)
    qz_lexicon_each (engine->lexicon, "special_remedies", apply, &applying);
  if (applying.error == NULL)
    return TRUE;
  g_propagate_error (error, applying.error);
  return FALSE;
}
