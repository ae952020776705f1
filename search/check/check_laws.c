/* What a document cites, how each instrument stands on the days that count, and by which text it is judged. */
#include "config.h"

#include <string.h>

#include <quanze/text.h>

#include "search/check/check.h"

#define CUE_BEFORE 60u   /* bytes before a citation that tell whether it is 依据 or 违反 */
#define NUMBER_LINE 30   /* letters of a line that is the document's own number */
#define QUOTE_BEHIND 60u /* bytes between a citation and the quote that belongs to it */

/* ---- standing ---- */

/* Never before it was adopted, whatever its text keeps saying of the first one. */
static QzDate
first_day (const QzVersion *version)
{
  return MAX (version->from, version->version);
}

/* The first adoption of the law of VERSION; 0 unknown. */
static QzDate
adopted (QzCheck *check, const QzVersion *version, GError **error)
{
  const QzFound *instrument = qz_laws_instrument (check->laws, version, error);
  const char *iso = instrument != NULL ? qz_found_string (instrument, "promulgated") : NULL;
  QzDate day = QZ_DATE_UNKNOWN;

  if (iso != NULL)
    qz_date_parse_iso (iso, &day);
  return day;
}

/* A document cannot cite what was adopted after it: then an older instrument of that name is meant, which the index
 * lacks. */
static QzStanding
stand_before (QzCheck *check, const QzVersion *later, QzDate day, GError **error)
{
  QzDate first = adopted (check, later, error);
  gboolean own_first = first == later->version && first != 0 && first <= check->paper->decided.day;

  return (QzStanding){ own_first ? QZ_STANDS_NOT_YET : QZ_STANDS_OLDER_TEXT, later, FALSE };
}

static gboolean
has_ended (const QzVersion *version, QzDate day)
{
  return (version->until != QZ_DATE_UNKNOWN && version->until <= day)
         || (version->gone_by != QZ_DATE_UNKNOWN && version->gone_by <= day);
}

/* A text whose first day is presumed takes force on it or later, within a year as a rule. */
static gboolean
is_presumed (const QzVersion *version, const QzVersion *before, QzDate day)
{
  return before != NULL && version->inferred && day < first_day (version) + 10000;
}

static QzStanding
standing (QzCheck *check, const char *key, QzDate day, GError **error)
{
  g_autoptr (GPtrArray) versions = qz_laws_versions (check->laws, key);
  const QzVersion *at = NULL, *later = NULL, *ended = NULL;

  for (guint i = 0; i < versions->len; i++) {
    const QzVersion *version = versions->pdata[i];
    if (first_day (version) > day)
      later = later != NULL ? later : version;
    else if (has_ended (version, day))
      ended = version;
    else
      at = version;
  }
  if (at != NULL)
    return (QzStanding){ QZ_STANDS_IN_FORCE, at, is_presumed (at, ended, day) };
  if (later != NULL && ended != NULL)
    return (QzStanding){ QZ_STANDS_OLDER_TEXT, later, FALSE };
  if (later != NULL)
    return stand_before (check, later, day, error);
  return (QzStanding){ ended != NULL ? QZ_STANDS_ENDED : QZ_STANDS_UNHELD, ended, FALSE };
}

static gboolean
is_procedural (const QzCheck *check, const char *key)
{
  const char *const *cells = qz_lexicon_lookup (check->engine->lexicon, "check_laws", key);

  return cells != NULL && g_strcmp0 (cells[0], "procedure") == 0;
}

static QzCheckLaw *
law_of (QzCheck *check, const char *key, const char *title, GError **error)
{
  QzCheckLaw *law = g_hash_table_lookup (check->by_key, key);

  if (law != NULL)
    return law;
  law = g_new0 (QzCheckLaw, 1);
  law->key = g_strdup (key);
  law->title = g_strdup (title);
  law->procedural = is_procedural (check, key);
  law->decided = standing (check, key, check->paper->decided.day, error);
  law->act = law->procedural || *error != NULL ? law->decided : standing (check, key, check->paper->act.day, error);
  g_hash_table_insert (check->by_key, law->key, law);
  return law;
}

/* ---- citations ---- */

/* 《现场检查笔录》, 《营业执照》: no instrument. */
static gboolean
is_instrument_title (const QzCheck *check, const char *title)
{
  const char *const *no = qz_lexicon_lookup (check->engine->lexicon, "check_cues", "非文件");
  const char *const *yes = qz_lexicon_lookup (check->engine->lexicon, "check_cues", "文件名");
  g_autofree char *bare = qz_title_key (title);
  g_auto (GStrv) never = g_strsplit (no != NULL ? no[0] : "", " ", -1),
                 ends = g_strsplit (yes != NULL ? yes[0] : "", " ", -1);
  char *bracket = strstr (bare, "(");

  if (bracket != NULL && bracket != bare)
    *bracket = '\0';
  for (guint i = 0; never[i] != NULL; i++)
    if (g_str_has_suffix (bare, never[i]))
      return FALSE;
  for (guint i = 0; ends[i] != NULL; i++)
    if (*ends[i] != '\0' && g_str_has_suffix (bare, ends[i]))
      return TRUE;
  return FALSE;
}

/* The document's own 文号 stands on a line of its own. */
static gboolean
is_own_number (const QzCheck *check, const QzCitation *c)
{
  QzSpan line = qz_paper_sentence (check->source->text, c->start);

  return c->form == QZ_CITE_NUMBER && check->paper->kind != QZ_PAPER_OTHER
         && g_utf8_strlen (check->source->text + line.start, (gssize)(line.end - line.start)) <= NUMBER_LINE;
}

/* Whether C is one to look at: not of the law's own words (违反本条例…) nor of the document itself. */
static gboolean
is_wanted (const QzCheck *check, const QzCitation *c)
{
  const QzTarget *first = c->targets->len > 0 ? c->targets->pdata[0] : NULL;

  if (first == NULL || first->self || first->amended || first->title == NULL || first->key == NULL)
    return FALSE;
  if (check->paper->kind != QZ_PAPER_DRAFT && (c->form == QZ_CITE_RELATIVE || c->form == QZ_CITE_SELF))
    return FALSE;
  if (qz_paper_quoted (check->paper, c->start) && check->paper->kind != QZ_PAPER_OTHER)
    return FALSE;
  if (is_own_number (check, c))
    return FALSE;
  return c->form != QZ_CITE_TITLE || qz_cited_is_provision (&first->address)
         || is_instrument_title (check, first->title);
}

/* 依据 or 违反, whichever stands nearer before it; a list goes on with what its first member had. */
static void
read_cue (const QzCheck *check, QzCheckCited *cited, const QzCheckCited *last)
{
  const char *text = check->source->text;
  gsize at = cited->citation->start, floor = last != NULL ? last->citation->end : 0;
  QzSpan sentence = qz_paper_sentence (text, at);
  gsize from = MAX (MAX (sentence.start, floor), at > CUE_BEFORE ? at - CUE_BEFORE : 0);

  while (from < at && ((guchar)text[from] & 0xc0) == 0x80)
    from++;
  cited->breach = qz_paper_cue (check->engine->lexicon, "违反", text + from, at - from, NULL) != NULL;
  cited->basis = !cited->breach && qz_paper_cue (check->engine->lexicon, "依据", text + from, at - from, NULL) != NULL;
  if (!cited->breach && !cited->basis && last != NULL && floor >= sentence.start && at - floor <= CUE_BEFORE) {
    cited->breach = last->breach;
    cited->basis = last->basis;
  }
}

/* 第三条规定的“食品摊贩”: a term, not the clause's words. */
static gboolean
is_term (const char *text, const QzSpan *quote)
{
  const char *open = g_utf8_find_prev_char (text, text + quote->start);

  return open != NULL && open - text >= 3 && g_str_has_prefix (open - 3, "的");
}

/* The words quoted right behind the citation: 第十三条规定：“…”. */
static void
read_quote (const QzCheck *check, QzCheckCited *cited)
{
  static const char *const LINKS[] = { "的", "之", "规定", "关于", "明确", "内容", "中", "即", "为",      "“",
                                       "\"", "「", "：",   ":",    "，",   ",",    "（", "）", "以下简称" };
  const char *text = check->source->text;
  gsize end = cited->citation->end;

  for (guint i = 0; i < check->paper->quotes->len; i++) {
    const QzSpan *quote = &g_array_index (check->paper->quotes, QzSpan, i);
    const char *p = text + end;
    if (quote->start <= end)
      continue;
    while (p < text + quote->start && quote->start - end <= QUOTE_BEHIND) {
      gsize n = qz_text_space_span (p);
      for (guint j = 0; n == 0 && j < G_N_ELEMENTS (LINKS); j++)
        if (g_str_has_prefix (p, LINKS[j]))
          n = strlen (LINKS[j]);
      if (n == 0)
        return;
      p += n;
    }
    if (p == text + quote->start && !is_term (text, quote))
      cited->quote = g_strndup (text + quote->start, quote->end - quote->start);
    return;
  }
}

static gboolean
add_cited (QzCheck *check, const QzCitation *c, GError **error)
{
  const QzTarget *first = c->targets->pdata[0];
  g_autofree char *resolved = c->status != QZ_CITE_NO_INSTRUMENT ? qz_title_key (first->title) : NULL;
  const char *key = resolved != NULL ? resolved : first->key;
  g_autoptr (GError) own = NULL;
  QzCheckCited *cited = g_new0 (QzCheckCited, 1);
  const QzCheckCited *last = check->cited->len > 0 ? check->cited->pdata[check->cited->len - 1] : NULL;

  cited->citation = c;
  cited->targets = g_array_new (FALSE, FALSE, sizeof (QzAddress));
  for (guint i = 0; i < c->targets->len; i++) {
    const QzTarget *target = c->targets->pdata[i];
    if (qz_cited_is_provision (&target->address))
      g_array_append_val (cited->targets, target->address);
  }
  read_cue (check, cited, last);
  read_quote (check, cited);
  g_ptr_array_add (check->cited, cited);
  cited->law = law_of (check, key, first->title, &own);
  if (own != NULL)
    g_propagate_error (error, g_steal_pointer (&own));
  return error == NULL || *error == NULL;
}

/* ---- by which text ---- */

static gboolean
agrees (QzCheck *check, const QzCheckCited *cited, const QzVersion *version, GError **error)
{
  g_auto (QzCitedVerdict) verdict = { 0 };
  QzCited judged = { version, cited->targets, cited->quote };

  return qz_cited_judge (check->laws, &judged, &verdict, error) && verdict.words && verdict.clean;
}

/* Whether the citation prints the year of VERSION: 《某条例》（2017年修正）. */
static gboolean
prints_year (const QzCheck *check, const QzCheckCited *cited, const QzVersion *version)
{
  g_autofree char *words
    = g_strndup (check->source->text + cited->citation->start, cited->citation->end - cited->citation->start);
  g_autofree char *year = g_strdup_printf ("%u年", version->version / 10000);

  return strstr (words, year) != NULL;
}

typedef enum { CLAUSE_NO_FINE, CLAUSE_OTHER_FINE, CLAUSE_FITS } ClauseFit;

/* Whether what CITED cites has a fine in VERSION, and one that the document's fines fit. */
static ClauseFit
clause_fit (QzCheck *check, const QzCheckCited *cited, const QzVersion *version, GError **error)
{
  const GArray *fines = check->paper->fines;
  ClauseFit best = CLAUSE_NO_FINE;

  for (guint i = 0; i < cited->targets->len && *error == NULL; i++) {
    const QzAddress *address = &g_array_index (cited->targets, QzAddress, i);
    QzArticle *article = qz_laws_article (check->laws, version, address, error);
    g_autoptr (GPtrArray) ranges = article != NULL ? qz_check_ranges (article, address) : NULL;
    if (ranges == NULL || ranges->len == 0)
      continue;
    best = MAX (best, CLAUSE_OTHER_FINE);
    for (guint j = 0; j < fines->len; j++)
      if (qz_check_can_be (check->paper, ranges, g_array_index (fines, QzPaperFine, j).yuan))
        best = CLAUSE_FITS;
  }
  return best;
}

/* Which of the two texts CITED means by its words, its year or, as the basis of a fine, by having one; NULL: it does
 * not tell. */
static const QzVersion *
meant_by (QzCheck *check, const QzCheckCited *cited, GError **error)
{
  const QzVersion *act = cited->law->act.version, *decided = cited->law->decided.version;
  gboolean a, d;

  if (cited->quote != NULL && qz_quote_letters (cited->quote) >= QZ_CITED_QUOTE_MIN) {
    a = agrees (check, cited, act, error);
    d = *error == NULL && agrees (check, cited, decided, error);
    if (*error != NULL)
      return NULL;
    if (a != d)
      return a ? act : decided;
  }
  a = prints_year (check, cited, act);
  d = prints_year (check, cited, decided);
  if (a != d)
    return a ? act : decided;
  if (!cited->basis || check->paper->fines->len == 0)
    return NULL;
  ClauseFit x = clause_fit (check, cited, act, error), y = clause_fit (check, cited, decided, error);
  return x == y ? NULL : x > y ? act : decided;
}

/* The law of the day of the act unless the document shows that it uses the other. */
static void
settle_two (QzCheck *check, QzCheckLaw *law, GError **error)
{
  law->used = law->act.version;
  for (guint i = 0; i < check->cited->len; i++) {
    const QzCheckCited *cited = check->cited->pdata[i];
    const QzVersion *meant = cited->law == law ? meant_by (check, cited, error) : NULL;
    if (*error != NULL)
      return;
    if (meant != NULL) {
      law->used = meant;
      break;
    }
  }
  law->doubtful = law->act.presumed;
  law->other = law->used == law->act.version ? law->decided.version : law->act.version;
}

static void
settle (QzCheck *check, QzCheckLaw *law, GError **error)
{
  gboolean act = law->act.stand == QZ_STANDS_IN_FORCE, decided = law->decided.stand == QZ_STANDS_IN_FORCE;

  if (act && decided && law->act.version != law->decided.version) {
    settle_two (check, law, error);
    return;
  }
  if (act || decided) {
    law->used = act ? law->act.version : law->decided.version;
    law->doubtful = act ? law->act.presumed : law->act.stand == QZ_STANDS_OLDER_TEXT;
    return;
  }
  law->used = law->act.version;
  law->doubtful = law->act.stand == QZ_STANDS_OLDER_TEXT;
}

gboolean
qz_check_laws (QzCheck *check, GError **error)
{
  g_autoptr (GError) own = NULL;
  GHashTableIter iter;
  gpointer law;

  for (guint i = 0; i < check->citations->len && own == NULL; i++)
    if (is_wanted (check, check->citations->pdata[i]))
      add_cited (check, check->citations->pdata[i], &own);
  g_hash_table_iter_init (&iter, check->by_key);
  while (own == NULL && g_hash_table_iter_next (&iter, NULL, &law))
    settle (check, law, &own);
  if (own != NULL)
    g_propagate_error (error, g_steal_pointer (&own));
  return own == NULL;
}
