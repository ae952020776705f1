#include "config.h"

#include <string.h>

#include <quanze/fold.h>
#include <quanze/locale.h>
#include <quanze/store.h>

#include "search/ask/answer.h"
#include "search/ask/title_match.h"

/* Records of one instrument read to find its clause on taking effect. */
#define CLAUSES_MAX 2000
/* Titles shortened beyond this are too doubtful to tell their validity. */
#define TITLE_COVERED_MIN 0.55
/* The share of what is asked about that its title has at least, and how many characters at the end. */
#define MATTER_NAMED_MIN 0.8
#define MATTER_TAIL_MIN 4

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

/* The day that the clause prints for the first text of the law, where the version asked for began later; 0 else. */
static QzDate
first_day (const QzFound *clause, const QzVersion *version)
{
  QzDate date = 0;
  const char *end;

  for (const char *p = clause != NULL ? clause->text : ""; *p != '\0' && date == 0; p = g_utf8_next_char (p))
    if (qz_date_parse_printed (p, &end, &date) && !g_str_has_prefix (end, "起施行") && !g_str_has_prefix (end, "起生效"))
      date = 0;
  return date != 0 && version->from != 0 && date < version->from ? date : 0;
}

static char *
conclude (const QzAsking *asking, const QzVersion *version, const QzFound *clause)
{
  g_autofree char *from = qz_date_to_iso (version->from), *until = qz_date_to_iso (version->until);
  QzStatus status = qz_version_status (version, asking->day);
  GString *text = g_string_new (NULL);

  QzDate first = first_day (clause, version);
  g_autofree char *begun = first != 0 ? qz_date_to_iso (first) : NULL;
  if (begun != NULL && from != NULL)
    g_string_append_printf (text, qz_asking_say (asking, N_("《%s》最初自 %s 起施行，这一文本自 %s 起")), version->title, begun, from);
  else if (from != NULL)
    g_string_append_printf (text, qz_asking_say (asking, N_("《%s》自 %s 起施行")), version->title, from);
  else
    g_string_append_printf (text, "《%s》", version->title);
  if (status == QZ_STATUS_REPEALED && version->repealed_by == NULL)
    g_string_append (text, until != NULL ? qz_asking_say (asking, N_("，已失效（据法规目录）"))
                                         : qz_asking_say (asking, N_("，已失效（据法规目录，未载日期）")));
  else if (status == QZ_STATUS_REPEALED && until != NULL)
    g_string_append_printf (text, qz_asking_say (asking, N_("，%s 起被《%s》废止")), until, version->repealed_by);
  else if (status == QZ_STATUS_AMENDED && until != NULL)
    g_string_append_printf (text, qz_asking_say (asking, N_("，%s 起被后来的文本取代")), until);
  else if (status == QZ_STATUS_NOT_YET)
    g_string_append (text, qz_asking_say (asking, N_("，尚未施行")));
  else if (status == QZ_STATUS_CURRENT)
    g_string_append (text, qz_asking_say (asking, N_("，现行有效")));
  g_string_append (text, qz_asking_say (asking, N_("。")));
  return g_string_free (text, FALSE);
}

/* 河南省审计条例 is not meant by a national title that it resembles. */
static gboolean
is_elsewhere (const QzQuestion *question, const QzVersion *version)
{
  return !question->law_exact && question->territory != NULL && g_strcmp0 (version->territory, question->territory) != 0;
}

/* ---- what the index does not hold, but says is repealed ---- */

/* The clause, of those that cite KEY, that repeals it. NULL without error when none does. */
static QzFound *
repealing_clause (const QzAsking *asking, const char *key, GError **error)
{
  g_autofree char *name = g_strconcat (QZ_T_LINK, key, NULL), *term = qz_term_fit (name);
  g_autoptr (GPtrArray) records = qz_reader_list (asking->engine->reader, term, 0, CLAUSES_MAX, error);

  for (guint i = 0; records != NULL && i < records->len; i++) {
    char *data = records->pdata[i];
    if (strstr (data, "废止") == NULL)
      continue;
    QzFound *found = qz_found_new (asking->engine, g_strdup (data), strlen (data), 0, error);
    if (found == NULL)
      return NULL;
    gboolean begun = found->version == NULL || found->version->from == 0 || found->version->from <= asking->day;
    if (begun && g_str_equal (found->kind, "provision") && speaks_of_force (found->text, key) > 0)
      return found;
    qz_found_free (found);
  }
  return NULL;
}

/* An answer from CLAUSE, once an instrument: several laws that one clause repeals are one answer. */
static gboolean
add_repeal (const QzAsking *asking, const QzFound *clause, const char *key, json_t *answers, GString *said, GError **error)
{
  /* An amended text still carries the repeal of its first version, on the day that the clause prints. */
  QzDate first = clause->version != NULL ? first_day (clause, clause->version) : 0;
  QzDate from = first != 0 ? first : clause->version != NULL ? clause->version->from : 0;
  g_autofree char *citation = qz_found_citation (clause), *day = qz_date_to_iso (from);
  const json_t *one;
  size_t i;

  g_string_append_printf (said,
                          day != NULL ? qz_asking_say (asking, N_("《%s》已被%s废止，自 %s 起不再有效。")) : qz_asking_say (asking, N_("《%s》已被%s废止。")),
                          key, citation, day);
  json_array_foreach (answers, i, one)
    if (g_strcmp0 (qz_json_text (json_array_get (json_object_get (one, "basis"), 0), "id"), clause->id) == 0)
      return TRUE;
  QzCandidate candidate = { .found = (QzFound *) clause, .score = 1 };
  json_t *answer = qz_answer_from_clause (asking, &candidate, NULL, NULL, error);
  if (answer == NULL)
    return FALSE;
  json_object_set_new (answer, "version", json_pack ("{s:s, s:s, s:n, s:o}", "id", key, "status", qz_status_name (QZ_STATUS_REPEALED),
                                                     "effective_from", "effective_until", qz_json_date (from)));
  json_array_append_new (answers, answer);
  return TRUE;
}

/* Every instrument that the question names, that the index does not hold, and that a clause of it repeals. */
static gboolean
add_unheld (const QzAsking *asking, json_t *answers, char **conclusion, GError **error)
{
  g_autofree char *folded = qz_fold_text (asking->question->text, -1, QZ_FOLD_PLAIN);
  g_autoptr (GPtrArray) named = qz_titles_cited (asking->engine->reader, folded, error);
  g_autoptr (GString) said = g_string_new (NULL);

  if (named == NULL)
    return FALSE;
  for (guint i = 0; i < named->len; i++) {
    g_autoptr (GPtrArray) versions = qz_timeline_versions (asking->engine->timeline, named->pdata[i]);
    g_autoptr (GError) own = NULL;

    /* 审计条例 of 浙江省审计条例, which is held */
    if (asking->question->law_exact && strstr (asking->question->law_key, named->pdata[i]) != NULL)
      continue;
    g_autoptr (QzFound) clause = versions->len == 0 ? repealing_clause (asking, named->pdata[i], &own) : NULL;

    if (own != NULL) {
      g_propagate_error (error, g_steal_pointer (&own));
      return FALSE;
    }
    if (clause != NULL && !add_repeal (asking, clause, named->pdata[i], answers, said, error))
      return FALSE;
  }
  /* English sets each sentence apart by a blank, of which the last leaves one. */
  if (said->len > 0)
    *conclusion = g_strchomp (g_strdup (said->str));
  return TRUE;
}

/* ---- a clause found by words ---- */

/* The instrument that may or may not be in force: the words of the question without blanks and stops, up to where a title
 * ends (条例 of 治安处罚条例（老的）). The caller's; NULL where they name none (采矿许可证). */
static char *
instrument_of (const QzQuestion *question)
{
  static const char *const ends[] = { "条例", "办法", "规定", "细则", "通则", "规则", "守则", "解释", "决定", "法" };
  static const char *const fillers[] = { "的那部", "的那个", "那部", "那个", "这部", "这个" };
  GString *matter = g_string_new (NULL);
  gsize end = 0;

  for (const char *p = question->content; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isalnum (g_utf8_get_char (p)))
      g_string_append_unichar (matter, g_utf8_get_char (p));
  for (guint i = 0; i < G_N_ELEMENTS (fillers); i++)
    g_string_replace (matter, fillers[i], "", 0);
  for (guint i = 0; i < G_N_ELEMENTS (ends); i++) {
    const char *last = g_strrstr (matter->str, ends[i]);
    end = MAX (end, last != NULL ? (gsize) (last - matter->str) + strlen (ends[i]) : 0);
  }
  g_string_truncate (matter, end);
  return g_string_free (matter, end == 0);
}

/* Whether TITLE is what MATTER names: it has nearly all of its characters in their order, or the last four and more where
 * those before only point at it (国务院1990年的|复议条例). */
static gboolean
is_title_of (const char *title, const char *matter)
{
  glong chars = g_utf8_strlen (matter, -1), tail = qz_title_tail (matter, matter + strlen (matter), title);

  if (tail >= chars * MATTER_NAMED_MIN)
    return chars > 1;
  const char *before = g_utf8_offset_to_pointer (matter, chars - tail - 1);
  return tail >= MATTER_TAIL_MIN && g_utf8_strchr ("的个部件版年月日老旧新原前", -1, g_utf8_get_char (before)) != NULL;
}

/* PLACE (may be NULL): the title is one of that place. */
static gboolean
cites_matter (const char *text, const char *matter, const char *place)
{
  for (const char *open = strstr (text, "《"); open != NULL; open = strstr (open + 1, "《")) {
    const char *close = strstr (open, "》");
    g_autofree char *title = close != NULL ? g_strndup (open, (gsize) (close - open)) : NULL;
    if (title != NULL && is_title_of (title, matter) && (place == NULL || strstr (title, place) != NULL))
      return TRUE;
  }
  return FALSE;
}

static gboolean
holds_any (const char *text, const char *const *words, guint n)
{
  for (guint i = 0; i < n; i++)
    if (strstr (text, words[i]) != NULL)
      return TRUE;
  return FALSE;
}

gboolean
qz_validity_told (const QzAsking *asking, const QzFound *found)
{
  static const char *const ends[] = { "废止", "失效", "停止执行", "停止施行", "不再执行", "有效期" };
  static const char *const begins[] = { "起施行", "之日施行", "起生效", "起实施" };
  g_autofree char *folded = qz_fold_text (found->text, -1, QZ_FOLD_NUMERALS), *matter = instrument_of (asking->question);
  const char *own = qz_found_string (found, "key"), *place = asking->question->place;

  if (matter == NULL)
    return holds_any (folded, ends, G_N_ELEMENTS (ends)) || strstr (folded, "终止") != NULL;
  if (holds_any (folded, ends, G_N_ELEMENTS (ends)) && ((place == NULL && strstr (folded, matter) != NULL) || cites_matter (folded, matter, place)))
    return TRUE;
  if (place != NULL && g_strcmp0 (qz_found_string (found, "territory"), asking->question->territory) != 0)
    return FALSE;
  return own != NULL && holds_any (folded, begins, G_N_ELEMENTS (begins)) && is_title_of (own, matter);
}

gboolean
qz_answer_validity (const QzAsking *asking, json_t *answers, char **conclusion, GError **error)
{
  const QzVersion *version = asking->question->law_key != NULL ? version_asked (asking) : NULL;
  g_autoptr (GError) own = NULL;
  g_autoptr (QzFound) clause = NULL;

  if (!add_unheld (asking, answers, conclusion, error))
    return FALSE;
  if (json_array_size (answers) > 0 || version == NULL || asking->question->law_coverage < TITLE_COVERED_MIN || is_elsewhere (asking->question, version))
    return TRUE;
  if (qz_version_status (version, asking->day) == QZ_STATUS_REPEALED && version->repealed_by != NULL) {
    g_autoptr (GPtrArray) repealers = qz_timeline_versions (asking->engine->timeline, version->repealed_by);
    for (guint i = 0; i < repealers->len && clause == NULL && own == NULL; i++)
      clause = force_clause (asking, ((const QzVersion *) repealers->pdata[i])->id, version->key, &own);
  }
  if (clause == NULL && own == NULL)
    clause = force_clause (asking, version->id, NULL, &own);
  /* A text that is cut off before its last clause still has a date. */
  if (clause == NULL && own == NULL)
    clause = qz_found_get (asking->engine, version->id, &own);
  if (own != NULL) {
    g_propagate_error (error, g_steal_pointer (&own));
    return FALSE;
  }
  if (clause == NULL)
    return TRUE;
  QzCandidate candidate = { .found = clause, .score = 1 };
  json_t *answer = qz_answer_from_clause (asking, &candidate, NULL, NULL, error);
  if (answer == NULL)
    return FALSE;
  json_object_set_new (answer, "version", json_pack ("{s:s, s:s, s:o, s:o}", "id", version->id, "status",
                                                     qz_status_name (qz_version_status (version, asking->day)), "effective_from",
                                                     qz_json_date (version->from), "effective_until", qz_json_date (version->until)));
  json_array_append_new (answers, answer);
  *conclusion = conclude (asking, version, g_str_equal (qz_found_string (clause, "key") != NULL ? qz_found_string (clause, "key") : "", version->key) ? clause : NULL);
  return TRUE;
}
