#include "config.h"

#include <string.h>

#include <quanze/locale.h>

#include "search/findings/cited.h"
#include "search/findings/gap.h"

/* Shares of a quote, from the registries read: above SAME_RULE the cited clause is the one meant, however reworded;
 * from ELSEWHERE on another clause is, if it has clearly more of the words (BETTER); from VERBATIM on the
 * words are those of another version. */
#define SAME_RULE 0.55
#define NEAREST   0.3    /* worth naming as the nearest */
#define ELSEWHERE 0.7
#define BETTER    0.05
#define CERTAIN   0.85   /* from here on the words alone say which rule it is */
#define VERBATIM  0.97

typedef struct {
  QzLaws         *laws;
  const QzCited  *cited;
  QzCitedVerdict *verdict;
  GPtrArray     *articles;   /* QzArticle* of the targets, each once */
  const QzAddress *missing;  /* the first target whose article the version has not */
  const QzAddress *no_unit;  /* the first whose article it has, not the 款 or 项 */
  double         match;      /* of the quote in ARTICLES */
  GPtrArray     *gaps;       /* QzQuoteGap* */
} Look;

/* ---- what is cited ---- */

gboolean
qz_cited_is_provision (const QzAddress *address)
{
  return address->article > 0 || address->heading[0] > 0;
}

static gboolean
look_up (Look *look, GError **error)
{
  for (guint i = 0; i < look->cited->targets->len; i++) {
    const QzAddress *address = &g_array_index (look->cited->targets, QzAddress, i);
    QzAddress unit = *address;
    g_autoptr (GError) own = NULL;
    QzArticle *article;

    if (!qz_cited_is_provision (address))
      continue;
    article = qz_laws_article (look->laws, look->cited->version, address, &own);
    if (own != NULL) {
      g_propagate_error (error, g_steal_pointer (&own));
      return FALSE;
    }
    if (article == NULL) {
      if (look->missing == NULL)
        look->missing = address;
      continue;
    }
    if (look->no_unit == NULL && article->address.heading[0] == address->heading[0] && !qz_article_has (article, &unit))
      look->no_unit = address;
    if (!g_ptr_array_find (look->articles, article, NULL))
      g_ptr_array_add (look->articles, article);
  }
  return TRUE;
}

static void
compare (Look *look)
{
  const char *quote = look->cited->quote;
  g_autoptr (GString) all = NULL;
  g_autoptr (QzClause) joined = NULL;
  const QzClause *clause;

  if (look->articles->len == 0)
    return;
  if (look->articles->len == 1) {
    clause = qz_article_clause (look->articles->pdata[0]);
  } else {
    all = g_string_new (NULL);
    for (guint i = 0; i < look->articles->len; i++)
      g_string_append_printf (all, "%s\n", ((QzArticle *) look->articles->pdata[i])->found->text);
    clause = joined = qz_clause_new (all->str);
  }
  look->match = qz_clause_match (clause, quote);
  look->gaps = qz_clause_gaps (clause, quote);
}

/* ---- words ---- */

char *
qz_cited_citation (const char *title, const GArray *targets)
{
  GString *out = g_string_new (NULL);

  g_string_append_printf (out, "《%s》", title);
  for (guint i = 0; i < targets->len; i++) {
    g_autofree char *printed = qz_address_to_chinese (&g_array_index (targets, QzAddress, i));
    g_string_append_printf (out, "%s%s", i > 0 ? "、" : "", printed);
  }
  return g_string_free (out, FALSE);
}

char *
qz_day_text (QzDate day)
{
  return g_strdup_printf (_("%u年%u月%u日"), day / 10000, day / 100 % 100, day % 100);
}

static void
add (const Look *look, QzFindingCode code, const char *found)
{
  QzCitedVerdict *verdict = look->verdict;

  verdict->clean = FALSE;
  verdict->code = code;
  verdict->severity = qz_finding_code_severity (code);
  verdict->citation = qz_cited_citation (look->cited->version->title, look->cited->targets);
  verdict->found = g_strdup (found);
  if (look->articles->len == 1)
    verdict->id = g_strdup (((QzArticle *) look->articles->pdata[0])->found->id);
}

static char *
place_id (const QzArticle *article, const QzAddress *place)
{
  g_autofree char *eid = qz_address_to_eid (place);

  return g_strconcat (article->found->instrument, "#", eid, NULL);
}

/* ---- elsewhere ---- */

/* The rule that ARTICLE holds now; words that changed besides are named. */
static void
add_renumbered (const Look *look, QzArticle *article, double share)
{
  QzAddress place = qz_article_place (article, look->cited->quote, share - 0.02);
  g_autoptr (GPtrArray) gaps = qz_clause_gaps (qz_article_clause (article), look->cited->quote);
  g_autofree char *printed = qz_address_to_chinese (&place), *changed = qz_gaps_text (gaps);
  g_autofree char *found = g_strdup_printf (share < CERTAIN     ? _("最接近的是%s，文字有改动：%s")
                                            : *changed != '\0' ? _("现为%s，文字有改动：%s")
                                                               : _("现为%s"),
                                            printed, changed);
  add (look, QZ_FINDING_RENUMBERED, found);

  g_free (look->verdict->id);
  look->verdict->id = place_id (article, &place);
  look->verdict->suggest = qz_citation_format (look->cited->version->title, &place);
  if (share < CERTAIN)
    look->verdict->severity = QZ_SEVERITY_WARNING; /* much reworded: perhaps not the same rule */
}

static gboolean
is_word_for_word (QzArticle *article, const char *quote)
{
  g_autoptr (GPtrArray) gaps = qz_clause_gaps (qz_article_clause (article), quote);

  return gaps->len == 0;
}

/* The words in another article of the version: clearly more of them than in those cited, or all of them (劣种子 beside
 * 假种子). TRUE when a finding was added; FALSE with ERROR set on an index error. */
static gboolean
try_elsewhere (const Look *look, double least, GError **error)
{
  double share;
  QzArticle *best = qz_laws_best (look->laws, look->cited->version, look->cited->quote, &share, error);

  if (best == NULL || share < least || share <= look->match || g_ptr_array_find (look->articles, best, NULL))
    return FALSE;
  if (share < look->match + BETTER && !is_word_for_word (best, look->cited->quote))
    return FALSE;
  add_renumbered (look, best, share);
  return TRUE;
}

/* The version other than the one in force that has the words; *SHARE of them. NULL: none has. */
static QzArticle *
older_article (const Look *look, const QzVersion **version, double *share, GError **error)
{
  g_autoptr (GPtrArray) versions = qz_laws_versions (look->laws, look->cited->version->key);

  for (guint i = versions->len; i-- > 0;) {
    g_autoptr (GError) own = NULL;
    QzArticle *best;

    *version = versions->pdata[i];
    if ((*version)->version >= look->cited->version->version)
      continue;
    best = qz_laws_best (look->laws, *version, look->cited->quote, share, &own);
    if (own != NULL) {
      g_propagate_error (error, g_steal_pointer (&own));
      return NULL;
    }
    if (best != NULL && *share >= VERBATIM && *share > look->match)
      return best;
  }
  return NULL;
}

/* Of a rule without a counterpart: where most of its words are now, 第八十八条; NULL when nowhere. The caller's. */
static char *
nearest (const Look *look)
{
  double share;
  const QzArticle *best = qz_laws_best (look->laws, look->cited->version, look->cited->quote, &share, NULL);

  return best != NULL && share >= NEAREST ? qz_address_to_chinese (&best->address) : NULL;
}

/* The unit of ARTICLE that QUOTE, much reworded, still shows; else the article. */
static QzAddress
unit_in (QzArticle *article, const char *quote)
{
  double share = qz_clause_match (qz_article_clause (article), quote);

  return share >= ELSEWHERE ? qz_article_place (article, quote, share - 0.02) : article->address;
}

static char *
gone_text (const Look *look, const char *day, const char *printed, const char *now)
{
  g_autofree char *near = nearest (look);

  if (near == NULL)
    return g_strdup_printf (_("引文是%s文本%s的文字，%s文本里没有对得上的条文"), day, printed, now);
  return g_strdup_printf (_("引文是%s文本%s的文字，%s文本已经改写或者删去，文字最接近的是%s"), day, printed, now, near);
}

/* The rule of ARTICLE of VERSION, whose words the quote has, in the version judged by: NEXT, NULL when it has no counterpart. */
static void
add_older (const Look *look, const QzVersion *version, const QzArticle *article, QzArticle *next)
{
  g_autofree char *day = qz_day_text (version->version), *printed = qz_address_to_chinese (&article->address);
  g_autofree char *now = qz_day_text (look->cited->version->version), *found = NULL, *changed = NULL;
  gboolean kept = next != NULL && g_ptr_array_find (look->articles, next, NULL);
  QzAddress place = { 0 };

  if (next == NULL) {
    found = gone_text (look, day, printed, now);
  } else if (kept) {
    changed = qz_gaps_text (look->gaps);
    found = g_strdup_printf (_("引文是%s文本%s的文字；%s文本：%s"), day, printed, now, changed);
  } else {
    place = unit_in (next, look->cited->quote);
    changed = qz_address_to_chinese (&place);
    found = g_strdup_printf (_("引文是%s文本%s的文字；%s文本中是%s，文字有改动"), day, printed, now, changed);
  }
  add (look, next != NULL && !kept ? QZ_FINDING_RENUMBERED : QZ_FINDING_OLDER_VERSION, found);
  g_free (look->verdict->id);
  look->verdict->id = g_strdup (next != NULL && !kept ? next->found->id : article->found->id);
  if (next == NULL)
    look->verdict->severity = QZ_SEVERITY_ERROR;
  else if (!kept)
    look->verdict->suggest = qz_citation_format (look->cited->version->title, &place);
  else if (look->missing == NULL)
    look->verdict->suggest = qz_cited_citation (look->cited->version->title, look->cited->targets);
}

static gboolean
try_older (const Look *look, GError **error)
{
  const QzVersion *version = NULL;
  double share = 0;
  QzArticle *article = older_article (look, &version, &share, error);
  g_autoptr (GError) own = NULL;
  QzArticle *next;

  if (article == NULL)
    return FALSE;
  next = qz_laws_became (look->laws, version, look->cited->version, article, &own);
  if (own != NULL) {
    g_propagate_error (error, g_steal_pointer (&own));
    return FALSE;
  }
  add_older (look, version, article, next);
  return TRUE;
}

/* ---- what is not there ---- */

static gboolean
add_missing (const Look *look, GError **error)
{
  g_autoptr (GError) own = NULL;
  gboolean whole = qz_laws_whole (look->laws, look->cited->version, &own);
  const QzFound *instrument = own == NULL ? qz_laws_instrument (look->laws, look->cited->version, &own) : NULL;
  const char *last = instrument != NULL ? qz_found_string (instrument, "last_article") : NULL;
  g_autofree char *printed = qz_address_to_chinese (look->missing), *found = NULL;

  if (own != NULL) {
    g_propagate_error (error, g_steal_pointer (&own));
    return FALSE;
  }
  found = whole ? g_strdup_printf (_("没有%s，最后一条是%s"), printed, last != NULL ? last : _("（不分条）"))
                : g_strdup_printf (_("所藏文本止于%s，可能不全，%s无法核对"), last != NULL ? last : "", printed);
  add (look, QZ_FINDING_NO_SUCH_PROVISION, found);
  if (!whole) {
    look->verdict->severity = QZ_SEVERITY_NOTE;
    look->verdict->doubtful = TRUE;
  }
  return TRUE;
}

/* 第七条第三款 of an article with two 款: where the words stand, if they are given. */
static void
add_no_unit (const Look *look)
{
  const QzArticle *article = look->articles->pdata[0];
  g_autofree char *printed = qz_address_to_chinese (look->no_unit);
  g_autofree char *found = g_strdup_printf (_("有这一条，没有%s"), printed);
  add (look, QZ_FINDING_NO_SUCH_PROVISION, found);

  look->verdict->severity = QZ_SEVERITY_WARNING; /* the article is there */
  if (look->articles->len == 1) {
    QzAddress place = article->address;
    if (look->cited->quote != NULL && look->match >= ELSEWHERE)
      place = qz_article_place (article, look->cited->quote, look->match - 0.02);
    look->verdict->suggest = qz_citation_format (look->cited->version->title, &place);
  }
}

/* Another article that has a little more of the words than those cited, perhaps the one meant; NULL. */
static const QzArticle *
closer (const Look *look)
{
  double share;
  const QzArticle *best = qz_laws_best (look->laws, look->cited->version, look->cited->quote, &share, NULL);

  return best != NULL && share > look->match && share >= CERTAIN && !g_ptr_array_find (look->articles, best, NULL) ? best : NULL;
}

static void
add_drift (const Look *look)
{
  g_autofree char *text = look->gaps != NULL ? qz_gaps_text (look->gaps) : NULL, *printed = NULL, *found = NULL;
  const QzArticle *other = look->match >= SAME_RULE ? closer (look) : NULL;

  if (other != NULL) {
    printed = qz_address_to_chinese (&other->address);
    found = g_strdup_printf (_("%s；文字更接近的是%s"), text, printed);
  }
  add (look, QZ_FINDING_QUOTE_DRIFT,
       found != NULL                ? found
       : look->match >= SAME_RULE ? text
                                    : _("条文与引文大不相同，别的条也没有这些文字"));
}

/* ---- one citation ---- */

static gboolean
judge_words (const Look *look, GError **error)
{
  g_autoptr (GError) own = NULL;

  if (look->missing == NULL && look->gaps != NULL && look->gaps->len == 0) {
    look->verdict->agrees = TRUE;
    if (look->no_unit == NULL)
      return FALSE;
    add_no_unit (look);
    return TRUE;
  }
  if (try_elsewhere (look, CERTAIN, &own) || (own == NULL && try_older (look, &own))
      || (own == NULL && try_elsewhere (look, ELSEWHERE, &own)))
    return TRUE;
  if (own != NULL) {
    g_propagate_error (error, g_steal_pointer (&own));
    return FALSE;
  }
  if (look->missing != NULL)
    return add_missing (look, error);
  if (look->no_unit != NULL)
    add_no_unit (look);
  else
    add_drift (look);
  return TRUE;
}

static gboolean
judge (const Look *look, gboolean words, GError **error)
{
  if (words)
    return judge_words (look, error);
  if (look->missing != NULL)
    return add_missing (look, error);
  if (look->no_unit == NULL)
    return FALSE;
  add_no_unit (look);
  return TRUE;
}

void
qz_cited_verdict_clear (QzCitedVerdict *verdict)
{
  g_free (verdict->citation);
  g_free (verdict->id);
  g_free (verdict->found);
  g_free (verdict->suggest);
  memset (verdict, 0, sizeof *verdict);
}

gboolean
qz_cited_judge (QzLaws *laws, const QzCited *cited, QzCitedVerdict *verdict, GError **error)
{
  g_autoptr (GPtrArray) articles = g_ptr_array_new ();
  Look look = { .laws = laws, .cited = cited, .verdict = verdict, .articles = articles };
  g_autoptr (GError) own = NULL;

  memset (verdict, 0, sizeof *verdict);
  verdict->clean = TRUE;
  if (!look_up (&look, error))
    return FALSE;
  verdict->provision = articles->len > 0 || look.missing != NULL;
  if (!verdict->provision)
    return TRUE; /* the whole instrument, or a chapter of it */
  verdict->words = cited->quote != NULL && qz_quote_letters (cited->quote) >= QZ_CITED_QUOTE_MIN;
  if (verdict->words)
    compare (&look);
  judge (&look, verdict->words, &own);
  g_clear_pointer (&look.gaps, g_ptr_array_unref);
  if (own != NULL) {
    g_propagate_error (error, g_steal_pointer (&own));
    return FALSE;
  }
  return TRUE;
}
