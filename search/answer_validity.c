#include "config.h"

#include <string.h>

#include <quanze/locale.h>
#include <quanze/store.h>

#include "search/answer.h"

/* Records of one instrument read to find its clause on taking effect. */
#define CLAUSES_MAX 2000

/* The year a question names (2021年改过的…); 0 when none. */
static guint
year_in (const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    if (g_ascii_isdigit (p[0]) && g_ascii_isdigit (p[1]) && g_ascii_isdigit (p[2]) && g_ascii_isdigit (p[3])
        && g_str_has_prefix (p + 4, "年"))
      return (guint) g_ascii_strtoull (p, NULL, 10);
  return 0;
}

/* The version the question is about: of the year it names, else in force on the day, else the latest. */
static const QzVersion *
version_asked (const QzAsking *asking)
{
  g_autoptr (GPtrArray) versions = qz_timeline_versions (asking->engine->timeline, asking->question->law_key);
  guint year = year_in (asking->question->text);

  for (guint i = versions->len; i-- > 0 && year != 0;) {
    const QzVersion *version = versions->pdata[i];
    if (version->version / 10000 == year)
      return version;
  }
  const QzVersion *now = qz_timeline_at (asking->engine->timeline, asking->question->law_key, asking->day);
  return now != NULL ? now : versions->len > 0 ? versions->pdata[versions->len - 1] : NULL;
}

/* How much a clause says of taking effect or being repealed; 0 nothing. */
static int
speaks_of_force (const char *text, const char *repealed)
{
  int score = 0;

  if (repealed != NULL)
    return strstr (text, "废止") != NULL && strstr (text, repealed) != NULL ? 3 : 0;
  if (strstr (text, "起施行") != NULL || strstr (text, "之日施行") != NULL || strstr (text, "起生效") != NULL)
    score = 2;
  return score > 0 && (strstr (text, "本法") != NULL || strstr (text, "本条例") != NULL || strstr (text, "本规定") != NULL
                       || strstr (text, "本办法") != NULL || strstr (text, "本解释") != NULL)
           ? score + 1
           : score;
}

/* The clause of INSTRUMENT that says since when it is in force, or that it repeals REPEALED. NULL without
 * error when it has none. */
static QzFound *
force_clause (const QzAsking *asking, const char *instrument, const char *repealed, GError **error)
{
  g_autofree char *name = g_strconcat (QZ_T_VERSION, instrument, NULL);
  g_autofree char *term = qz_term_fit (name);
  g_autoptr (GPtrArray) records = qz_reader_list (asking->engine->reader, term, 0, CLAUSES_MAX, error);
  QzFound *best = NULL;
  int best_score = 0;

  for (guint i = 0; records != NULL && i < records->len; i++) {
    char *data = g_strdup (records->pdata[i]);
    QzFound *found = qz_found_new (asking->engine, data, strlen (data), 0, error);

    if (found == NULL) {
      qz_found_free (best);
      return NULL;
    }
    int score = g_str_equal (found->kind, "provision") ? speaks_of_force (found->text, repealed) : 0;
    /* The last one: the closing clause, not a transitional one. */
    if (score > 0 && score >= best_score) {
      qz_found_free (best);
      best = found;
      best_score = score;
    } else
      qz_found_free (found);
  }
  return best;
}

static char *
conclude (const QzAsking *asking, const QzVersion *version)
{
  g_autofree char *from = qz_date_to_iso (version->from), *until = qz_date_to_iso (version->until);
  QzStatus status = qz_version_status (version, asking->day);
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "《%s》", version->title);
  if (from != NULL)
    g_string_append_printf (text, _("自 %s 起施行"), from);
  if (status == QZ_STATUS_REPEALED && until != NULL)
    g_string_append_printf (text, _("，%s 起被《%s》废止"), until, version->repealed_by);
  else if (status == QZ_STATUS_AMENDED && until != NULL)
    g_string_append_printf (text, _("，%s 起被后来的文本取代"), until);
  else if (status == QZ_STATUS_NOT_YET)
    g_string_append (text, _("，尚未施行"));
  else if (status == QZ_STATUS_CURRENT)
    g_string_append (text, _("，现行有效"));
  g_string_append (text, "。");
  return g_string_free (text, FALSE);
}

gboolean
qz_answer_validity (const QzAsking *asking, json_t *answers, char **conclusion, GError **error)
{
  const QzVersion *version = asking->question->law_key != NULL ? version_asked (asking) : NULL;
  g_autoptr (GError) own = NULL;
  g_autoptr (QzFound) clause = NULL;

  if (version == NULL)
    return TRUE;
  if (qz_version_status (version, asking->day) == QZ_STATUS_REPEALED) {
    g_autoptr (GPtrArray) repealers = qz_timeline_versions (asking->engine->timeline, version->repealed_by);
    for (guint i = 0; i < repealers->len && clause == NULL && own == NULL; i++)
      clause = force_clause (asking, ((const QzVersion *) repealers->pdata[i])->id, version->key, &own);
  }
  if (clause == NULL && own == NULL)
    clause = force_clause (asking, version->id, NULL, &own);
  if (own != NULL) {
    g_propagate_error (error, g_steal_pointer (&own));
    return FALSE;
  }
  if (clause == NULL)
    return TRUE;
  QzCandidate candidate = { .found = clause, .score = 1 };
  json_t *answer = qz_answer_from_clause (asking, &candidate, error);
  if (answer == NULL)
    return FALSE;
  json_object_set_new (answer, "version", json_pack ("{s:s, s:s, s:o, s:o}", "id", version->id, "status",
                                                     qz_status_name (qz_version_status (version, asking->day)), "effective_from",
                                                     qz_json_date (version->from), "effective_until", qz_json_date (version->until)));
  json_array_append_new (answers, answer);
  *conclusion = conclude (asking, version);
  return TRUE;
}
