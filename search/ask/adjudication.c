#include "config.h"

#include <string.h>

#include "search/found.h"
#include "search/ask/adjudication.h"
#include "search/ask/stretch.h"

#define INTERPRETER "最高人民法院"

typedef struct {
  const char  *title;
  const QzWho *who;
  const char  *rule;  /* the lexicon's */
} Search;

/* Whether one of WORDS (| between) is a form of the act that WHO asks for. */
static gboolean
asks_any (const QzWho *who, const char *words)
{
  g_auto (GStrv) each = g_strsplit (words, "|", -1);

  for (guint i = 0; each[i] != NULL; i++)
    if (g_ptr_array_find_with_equal_func (who->forms, each[i], g_str_equal, NULL))
      return TRUE;
  return FALSE;
}

/* Columns: kind of case, title, acts, rule. */
static void
match (const char *const *cells, gpointer user_data)
{
  Search *search = user_data;

  if (search->rule == NULL && cells[1] != NULL && cells[2] != NULL && cells[3] != NULL && qz_stretch_holds (search->title, cells[1])
      && asks_any (search->who, cells[2]))
    search->rule = cells[3];
}

gboolean
qz_adjudication_find (const QzAsking *asking, const QzFound *found, const QzWho *who, json_t **basis, GError **error)
{
  const char *title = qz_found_string (found, "title"), *rank = qz_found_string (found, "rank");
  Search search = { title, who, NULL };

  *basis = NULL;
  if (who == NULL || title == NULL || g_strcmp0 (rank, qz_rank_name (QZ_RANK_JUDICIAL)) != 0 || strstr (title, INTERPRETER) == NULL
      || !qz_who_is_kind (who, QZ_ADJUDICATION_COURT))
    return TRUE;
  qz_lexicon_each (asking->engine->lexicon, "adjudication", match, &search);
  if (search.rule == NULL)
    return TRUE;
  *basis = qz_answer_basis_cited (asking, search.rule, error);
  if (*basis != NULL && g_strcmp0 (qz_json_text (*basis, "resolution"), "resolved") != 0) {
    json_decref (*basis);
    *basis = NULL;
    return TRUE;
  }
  return *basis != NULL;
}
