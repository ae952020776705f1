/* Every citation of a document: whether it is there, in force, of the place, and has the words. */
#include "config.h"

#include <string.h>

#include <quanze/locale.h>

#include "search/check/check.h"
#include "search/place.h"

static gboolean
is_case (const QzCheck *check)
{
  return check->paper->kind != QZ_PAPER_DRAFT && check->paper->kind != QZ_PAPER_OTHER;
}

/* ---- instruments ---- */

/* Whether the sentence of CITED has a cue of USE. */
static gboolean
says_beside (const QzCheck *check, const QzCheckCited *cited, const char *use)
{
  QzSpan sentence = qz_paper_sentence (check->source->text, cited->citation->start);

  return qz_paper_cue (check->engine->lexicon, use, check->source->text + sentence.start, sentence.end - sentence.start,
                       NULL)
         != NULL;
}

/* A title that only a law can have, and that no law passed by the day of the list has. */
static gboolean
is_no_law (const QzCheck *check, const QzCheckLaw *law)
{
  const QzLexicon *lexicon = check->engine->lexicon;
  const char *const *cells = qz_lexicon_lookup (lexicon, "check_laws", "名录截至");
  QzDate until = QZ_DATE_UNKNOWN;

  return g_str_has_suffix (law->key, "法") && !g_str_has_suffix (law->key, "办法")
         && strstr (law->title, "中华人民共和国") != NULL && qz_lexicon_lookup (lexicon, "titles", law->key) == NULL
         && cells != NULL && qz_date_parse_iso (cells[0], &until) && check->paper->decided.day <= until;
}

static void
add_unheld (QzCheck *check, const QzCheckCited *cited)
{
  QzFinding *finding = qz_check_add_cited (check, QZ_FINDING_NO_SUCH_INSTRUMENT, cited);

  check->summary->uncovered++;
  if (is_no_law (check, cited->law) && !says_beside (check, cited, "废止")) {
    finding->severity = QZ_SEVERITY_WARNING;
    finding->found = g_strdup (_ ("法律名录里没有这个名称的法律，索引里也没有"));
  } else {
    finding->found = g_strdup (_ ("索引里没有这件文件：不能判断它是否存在、是否有效"));
  }
}

static void
add_territory (QzCheck *check, const QzCheckCited *cited)
{
  const QzVersion *version = cited->law->used;
  const char *place = check->paper->territory, *territory = version != NULL ? version->territory : NULL;
  g_autofree char *guessed = NULL;
  QzFinding *finding;
  QzRank rank;

  if (version == NULL) {
    qz_territory_of (cited->law->title, NULL, NULL, &guessed, &rank);
    territory = guessed;
  }
  if (territory == NULL || strcmp (territory, QZ_PLACE_NATIONAL) == 0
      || (place != NULL && qz_place_overlaps (territory, place)) || (place == NULL && !is_case (check)))
    return;
  finding = qz_check_add_cited (check, QZ_FINDING_OUT_OF_TERRITORY, cited);
  if (place == NULL) {
    finding->severity = QZ_SEVERITY_NOTE;
    finding->found = g_strdup_printf (_ ("该规定适用于%s；本文书的地域不明，请核对"), territory);
    return;
  }
  finding->found = g_strdup_printf (_ ("该规定适用于%s，本文书的地域是%s"), territory, place);
  if (!is_case (check))
    finding->severity = QZ_SEVERITY_NOTE; /* a rule or a paper may speak of another place's */
}

/* Whether the document itself ends the instrument, or speaks of its end: 《某办法》同时废止. */
static gboolean
speaks_of_end (const QzCheck *check, const QzCheckCited *cited, const QzVersion *version)
{
  return says_beside (check, cited, "废止")
         || (version->repealed_by != NULL && g_strcmp0 (version->repealed_by, check->instrument->key) == 0);
}

static void
add_ended (QzCheck *check, const QzCheckCited *cited, const QzVersion *version, gboolean at_act)
{
  QzFinding *finding = qz_check_add_cited (check, QZ_FINDING_REPEALED, cited);
  g_autofree char *day = version->until != 0 ? qz_day_text (version->until) : NULL;
  const QzVersion *by = version->repealed_by != NULL
                          ? qz_timeline_at (check->engine->timeline, version->repealed_by, check->paper->decided.day)
                          : NULL;
  g_autofree char *instead = by != NULL ? g_strdup_printf ("《%s》", by->title) : NULL;

  g_autofree char *since = day != NULL ? g_strdup_printf (_ ("自%s起废止"), day) : g_strdup (_ ("已经废止，日期不明"));
  finding->found = instead != NULL ? g_strdup_printf (_ ("%s，见%s"), since, instead) : g_steal_pointer (&since);
  finding->suggest = g_steal_pointer (&instead);
  if (check->paper->kind == QZ_PAPER_OTHER)
    finding->severity = QZ_SEVERITY_NOTE; /* perhaps as old as what it cites */
  if (!at_act) {                          /* in force on the day of the act: 从旧兼从轻 */
    g_autofree char *text = g_steal_pointer (&finding->found);
    finding->severity = QZ_SEVERITY_NOTE;
    finding->found = g_strdup_printf (
      _ ("违法行为日有效，决定日以前%s；决定日的规定较轻或者不认为违法的，适用决定日的规定（行政处罚法第三十七条）"),
      text);
  }
}

static void
add_not_yet (QzCheck *check, const QzCheckCited *cited, const QzVersion *version)
{
  QzFinding *finding = qz_check_add_cited (check, QZ_FINDING_NOT_IN_FORCE, cited);
  QzDate from = MAX (version->from, version->version);
  g_autofree char *day = qz_day_text (from), *act = qz_day_text (check->paper->act.day);

  if (is_case (check) && !cited->law->procedural && from <= check->paper->decided.day)
    finding->found = g_strdup_printf (_ ("自%s起施行，违法行为日（%s）尚未施行，不溯及既往"), day, act);
  else
    finding->found = g_strdup_printf (_ ("自%s起施行，核对所依的日期尚未施行"), day);
  if (!is_case (check) && version->version <= check->paper->decided.day)
    finding->severity = QZ_SEVERITY_NOTE; /* adopted: a rule may be written for the day when both are in force */
}

/* What is to be said of the instrument once, at its first citation; by one that is the basis of the penalty if any. */
static void
judge_instrument (QzCheck *check, const QzCheckCited *cited)
{
  const QzCheckLaw *law = cited->law;

  add_territory (check, cited);
  switch (law->act.stand) {
  case QZ_STANDS_UNHELD:
    add_unheld (check, cited);
    break;
  case QZ_STANDS_NOT_YET:
    add_not_yet (check, cited, law->act.version);
    break;
  case QZ_STANDS_ENDED:
    if (!speaks_of_end (check, cited, law->act.version))
      add_ended (check, cited, law->act.version, TRUE);
    break;
  case QZ_STANDS_IN_FORCE:
    if (law->decided.stand == QZ_STANDS_ENDED)
      add_ended (check, cited, law->decided.version, FALSE);
    break;
  case QZ_STANDS_OLDER_TEXT:
    break;
  }
}

/* ---- provisions and words ---- */

static void
add_doubt (QzCheck *check, const QzCheckCited *cited)
{
  QzFinding *finding = qz_check_add_cited (check, QZ_FINDING_OLDER_VERSION, cited);
  g_autofree char *held = qz_day_text (cited->law->used->version);

  finding->severity = QZ_SEVERITY_NOTE;
  finding->found = g_strdup_printf (cited->law->act.presumed
                                      ? _ ("与%s的文本不符；该文本何日施行没有写明，当日有效的也许是此前的文本，请核对")
                                      : _ ("当日有效的文本未入库，所藏最早的是%s的文本，与之不符，无法核对"),
                                    held);
}

/* An article that the text has not: what another text has under that number, and where its rule stands in this one. */
static gboolean
explain_missing (QzCheck *check, const QzCheckCited *cited, QzFinding *finding, GError **error)
{
  g_autoptr (GPtrArray) versions = qz_laws_versions (check->laws, cited->law->key);
  const QzAddress *address = &g_array_index (cited->targets, QzAddress, 0);

  for (guint i = cited->targets->len == 1 ? versions->len : 0; *error == NULL && i-- > 0;) {
    const QzVersion *version = versions->pdata[i];
    QzArticle *article = version != cited->law->used ? qz_laws_article (check->laws, version, address, error) : NULL;
    QzArticle *now = article != NULL ? qz_laws_became (check->laws, version, cited->law->used, article, error) : NULL;
    QzAddress unit = *address;
    if (article == NULL || !qz_article_has (article, &unit))
      continue;
    g_autofree char *day = qz_day_text (version->version), *text = g_steal_pointer (&finding->found);
    finding->found = g_strdup_printf (_ ("%s；%s的文本有这一条"), text, day);
    if (now != NULL && finding->suggest == NULL)
      finding->suggest = qz_citation_format (cited->law->used->title, &now->address);
    break;
  }
  return *error == NULL;
}

static gboolean
judge_provision (QzCheck *check, QzCheckCited *cited, GError **error)
{
  g_auto (QzCitedVerdict) verdict = { 0 };
  QzCited judged = { cited->law->used, cited->targets, cited->quote };
  QzFinding *finding;

  if (!qz_cited_judge (check->laws, &judged, &verdict, error))
    return FALSE;
  check->summary->quotes += verdict.words;
  check->summary->agreed += verdict.words && verdict.agrees;
  cited->stands = verdict.clean || verdict.code == QZ_FINDING_QUOTE_DRIFT;
  if (verdict.clean)
    return TRUE;
  /* 违反第十八条第二项 behind another law's name: a draft may mean its own */
  if (check->paper->kind == QZ_PAPER_DRAFT && cited->citation->form == QZ_CITE_NAKED)
    return TRUE;
  if (cited->law->doubtful) {
    add_doubt (check, cited);
    return TRUE;
  }
  finding = qz_check_add_cited (check, verdict.code, cited);
  finding->severity = verdict.severity;
  if (check->paper->amending
      || (check->paper->kind == QZ_PAPER_OTHER && check->paper->decided.assumed != NULL
          && verdict.code != QZ_FINDING_QUOTE_DRIFT))
    finding->severity = QZ_SEVERITY_NOTE; /* it quotes the text that it replaces; it may be as old as what it cites */
  else if (verdict.code == QZ_FINDING_NO_SUCH_PROVISION && !verdict.doubtful && is_case (check))
    finding->severity = QZ_SEVERITY_ERROR; /* a decision's basis must be there to the 款 and 项 */
  finding->says = g_strdup (cited->quote);
  finding->found = g_steal_pointer (&verdict.found);
  finding->suggest = g_steal_pointer (&verdict.suggest);
  if (verdict.id != NULL) {
    g_free (finding->id);
    finding->id = g_steal_pointer (&verdict.id);
  }
  return verdict.code != QZ_FINDING_NO_SUCH_PROVISION || verdict.doubtful
         || explain_missing (check, cited, finding, error);
}

/* ---- the document's own numbers ---- */

static gboolean
has_defect (const QzInstrument *instrument, const char *code)
{
  for (guint i = 0; i < instrument->defects->len; i++)
    if (g_str_has_prefix (((const QzDefect *)instrument->defects->pdata[i])->code, code))
      return TRUE;
  return FALSE;
}

/* What the document has may not be all that it prints: numbers are missing, or pages (pdf) do not part paragraphs. */
static gboolean
is_read_in_part (const QzCheck *check)
{
  return has_defect (check->instrument, "article-gap") || has_defect (check->instrument, "item-")
         || strcmp (check->source->format, "pdf") == 0;
}

static void
add_dangling (QzCheck *check, const QzCitation *c)
{
  const QzTarget *first = c->targets->pdata[0];
  QzFinding *finding = qz_check_add (check, QZ_FINDING_DANGLING_INTERNAL, c->start, c->end);
  g_autofree char *printed
    = c->targets->len == 1 ? qz_address_to_chinese (&first->address) : g_strdup (_ ("所指的条款之一"));

  finding->says = g_strndup (check->source->text + c->start, c->end - c->start);
  if (!is_read_in_part (check)) {
    finding->found = g_strdup_printf (_ ("本文没有%s"), printed);
    return;
  }
  finding->severity = QZ_SEVERITY_NOTE;
  finding->found = g_strdup_printf (_ ("本文没有读到%s；本文的条、款、项可能没有读全"), printed);
}

/* 本办法第十条 of a draft that has nine. */
static void
judge_self (QzCheck *check)
{
  if (has_defect (check->instrument, "starts-late") || check->paper->amending)
    return; /* one file of a code in several knows nothing of the others' numbers */
  for (guint i = 0; i < check->citations->len; i++) {
    const QzCitation *c = check->citations->pdata[i];
    const QzTarget *first = c->targets->len > 0 ? c->targets->pdata[0] : NULL;
    if (first != NULL && first->self && !first->amended && c->status == QZ_CITE_NO_PROVISION
        && qz_cited_is_provision (&first->address) && c->form == QZ_CITE_SELF)
      add_dangling (check, c);
  }
}

gboolean
qz_check_citations (QzCheck *check, GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < check->cited->len; i++) {
    QzCheckCited *cited = check->cited->pdata[i];
    if (g_hash_table_add (seen, cited->law))
      judge_instrument (check, cited);
    if (cited->law->used != NULL && cited->law->act.stand != QZ_STANDS_ENDED
        && cited->law->act.stand != QZ_STANDS_NOT_YET && !judge_provision (check, cited, error))
      return FALSE;
  }
  if (check->paper->kind == QZ_PAPER_DRAFT)
    judge_self (check);
  return TRUE;
}
