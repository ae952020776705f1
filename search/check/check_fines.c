/* The fine against the range of the clause it is based on, and which of two texts is the lighter. */
#include "config.h"

#include <string.h>

#include <quanze/locale.h>

#include "lib/vest/fine.h"
#include "search/check/check.h"

#define SAME_WORDS 0.995 /* share of each in the other of two articles that say the same */

/* ---- ranges ---- */

static GPtrArray *
ranges_of (const QzArticle *article, const QzAddress *address)
{
  g_autofree char *text = qz_article_unit (article, address);

  return text != NULL ? qz_fines_find (text, strlen (text))
                      : g_ptr_array_new_with_free_func ((GDestroyNotify)qz_fine_free);
}

GPtrArray *
qz_check_ranges (const QzArticle *article, const QzAddress *address)
{
  QzAddress unit = *address;
  GPtrArray *ranges = ranges_of (article, &unit);

  if (ranges->len == 0 && (unit.item != 0 || unit.point != 0)) { /* the lead-in of the items has it */
    unit.item = unit.point = 0;
    g_ptr_array_unref (ranges);
    ranges = ranges_of (article, &unit);
  }
  if (ranges->len == 0 && unit.paragraph != 0) {
    g_ptr_array_unref (ranges);
    ranges = ranges_of (article, &article->address);
  }
  return ranges;
}

char *
qz_check_ranges_text (const GPtrArray *fines)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < fines->len && i < 4; i++)
    g_string_append_printf (out, "%s%s", i > 0 ? "；" : "", ((const QzFine *)fines->pdata[i])->text);
  return g_string_free (out, FALSE);
}

typedef enum { FITS_NOT, FITS_UNKNOWN, FITS } Fit;

/* The sum that FINE is a multiple of, as the document states it. */
static const QzPaperBase *
base_of (const QzPaper *paper, const QzFine *fine)
{
  for (guint i = 0; i < paper->bases->len; i++) {
    const QzPaperBase *base = &g_array_index (paper->bases, QzPaperBase, i);
    if (strstr (fine->text, base->name) != NULL)
      return base;
  }
  return paper->bases->len == 1 ? &g_array_index (paper->bases, QzPaperBase, 0) : NULL;
}

static Fit
fit_one (const QzPaper *paper, const QzFine *fine, double yuan)
{
  const QzPaperBase *base;
  double by = 1;

  if (strstr (fine->text, "每") != NULL) /* 每平方米五百元: so many we cannot count */
    return FITS_UNKNOWN;
  if (strcmp (fine->unit, "元") != 0) {
    base = base_of (paper, fine);
    if (base == NULL)
      return FITS_UNKNOWN;
    by = strcmp (fine->unit, "%") == 0 ? base->yuan / 100 : base->yuan;
  }
  return (fine->has_min && yuan < fine->min_value * by - 0.005)
             || (fine->has_max && yuan > fine->max_value * by + 0.005)
           ? FITS_NOT
           : FITS;
}

static Fit
fit (const QzPaper *paper, const GPtrArray *fines, double yuan)
{
  Fit best = FITS_NOT;

  for (guint i = 0; i < fines->len; i++)
    best = MAX (best, fit_one (paper, fines->pdata[i], yuan));
  return best;
}

gboolean
qz_check_can_be (const QzPaper *paper, const GPtrArray *fines, double yuan)
{
  return fit (paper, fines, yuan) != FITS_NOT;
}

/* ---- the clauses of a fine ---- */

typedef struct {
  GPtrArray *clauses; /* QzCheckCited*: what the fine is based on */
  GPtrArray *ranges;  /* QzFine* of all of them, owned */
  gboolean doubtful;  /* one of them cannot be judged, or sends on to another instrument */
} Basis;

static void
basis_clear (Basis *basis)
{
  g_clear_pointer (&basis->clauses, g_ptr_array_unref);
  g_clear_pointer (&basis->ranges, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Basis, basis_clear)

/* The paragraph that holds AT. */
static gsize
paragraph_start (const char *text, gsize at)
{
  const char *line = g_strrstr_len (text, (gssize)at, "\n");

  return line != NULL ? (gsize)(line - text) + 1 : 0;
}

/* The citations 依据… of the fine's own paragraph before it; else those of the last paragraph before that has any. */
static void
find_clauses (const QzCheck *check, const QzPaperFine *fine, Basis *basis)
{
  const char *text = check->source->text;
  gsize paragraph = paragraph_start (text, fine->start);

  for (guint i = check->cited->len; i-- > 0;) {
    QzCheckCited *cited = check->cited->pdata[i];
    gsize start = cited->citation->start;
    if (start >= fine->start || !cited->basis || cited->law->procedural || cited->targets->len == 0)
      continue;
    if (start < paragraph) {
      if (basis->clauses->len > 0)
        return;
      paragraph = paragraph_start (text, start);
    }
    g_ptr_array_insert (basis->clauses, 0, cited);
  }
}

/* 依照某法的规定处罚: the range stands there. */
static gboolean
sends_on (const char *clause)
{
  return (strstr (clause, "依照") != NULL || strstr (clause, "按照") != NULL || strstr (clause, "依据") != NULL)
         && (strstr (clause, "处罚") != NULL || strstr (clause, "处理") != NULL);
}

static gboolean
add_ranges (QzCheck *check, const QzCheckCited *cited, Basis *basis, GError **error)
{
  g_autoptr (GError) own = NULL;

  if (cited->law->used == NULL || cited->law->doubtful || !cited->stands)
    basis->doubtful = TRUE;
  for (guint i = 0; cited->law->used != NULL && i < cited->targets->len && own == NULL; i++) {
    const QzAddress *address = &g_array_index (cited->targets, QzAddress, i);
    QzArticle *article = qz_laws_article (check->laws, cited->law->used, address, &own);
    if (article == NULL)
      continue;
    g_autoptr (GPtrArray) ranges = qz_check_ranges (article, address);
    if (ranges->len == 0 && sends_on (article->found->text))
      basis->doubtful = TRUE;
    g_ptr_array_extend_and_steal (basis->ranges, g_steal_pointer (&ranges));
  }
  if (own != NULL)
    g_propagate_error (error, g_steal_pointer (&own));
  return error == NULL || *error == NULL;
}

static gboolean
read_basis (QzCheck *check, const QzPaperFine *fine, Basis *basis, GError **error)
{
  basis->clauses = g_ptr_array_new ();
  basis->ranges = g_ptr_array_new_with_free_func ((GDestroyNotify)qz_fine_free);
  find_clauses (check, fine, basis);
  for (guint i = 0; i < basis->clauses->len; i++)
    if (!add_ranges (check, basis->clauses->pdata[i], basis, error))
      return FALSE;
  return TRUE;
}

/* ---- a fine ---- */

static char *
basis_citation (const Basis *basis)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < basis->clauses->len; i++) {
    const QzCheckCited *cited = basis->clauses->pdata[i];
    g_autofree char *one
      = qz_cited_citation (cited->law->used != NULL ? cited->law->used->title : cited->law->title, cited->targets);
    g_string_append_printf (out, "%s%s", i > 0 ? "、" : "", one);
  }
  return g_string_free (out, FALSE);
}

static char *
yuan_text (double yuan)
{
  return g_strdup_printf (yuan == (double)(gint64)yuan ? _ ("%.0f元") : _ ("%.2f元"), yuan);
}

static void
add_unfit (QzCheck *check, const QzPaperFine *fine, const Basis *basis, Fit how)
{
  QzFinding *finding = qz_check_add (check, QZ_FINDING_FINE_OUT_OF_RANGE, fine->start, fine->end);
  g_autofree char *ranges = qz_check_ranges_text (basis->ranges);
  gboolean below = TRUE;

  finding->citation = basis_citation (basis);
  finding->says = yuan_text (fine->yuan);
  for (guint i = 0; i < basis->ranges->len; i++) {
    const QzFine *range = basis->ranges->pdata[i];
    below = below && strcmp (range->unit, "元") == 0 && range->has_min && fine->yuan < range->min_value;
  }
  if (basis->doubtful) {
    finding->severity = QZ_SEVERITY_NOTE;
    finding->found = g_strdup_printf (_ ("能核对的条文的幅度是：%s；所引条款中有存疑或者未入库的，请核对"), ranges);
  } else if (how == FITS_UNKNOWN) {
    finding->severity = QZ_SEVERITY_NOTE;
    finding->found = g_strdup_printf (_ ("条文的幅度是：%s；文中没有写明计算的基数，无法核对"), ranges);
  } else if (below && strstr (check->source->text, "减轻") != NULL) {
    finding->severity = QZ_SEVERITY_NOTE;
    finding->found = g_strdup_printf (
      _ ("条文的幅度是：%s；低于下限，文中写有减轻处罚，应当写明法定的减轻情节（行政处罚法第三十二条）"), ranges);
  } else {
    finding->found = g_strdup_printf (_ ("条文的幅度是：%s"), ranges);
  }
}

/* No clause cited has a fine: what an older text had under that number, and where that rule stands now. */
static gboolean
add_no_range (QzCheck *check, const QzPaperFine *fine, const Basis *basis, GError **error)
{
  const QzCheckCited *first = basis->clauses->pdata[0];
  const QzAddress *address = &g_array_index (first->targets, QzAddress, 0);
  g_autoptr (GPtrArray) versions = qz_laws_versions (check->laws, first->law->key);
  g_autofree char *amount = yuan_text (fine->yuan);

  for (guint i = versions->len; *error == NULL && i-- > 0;) {
    const QzVersion *version = versions->pdata[i];
    QzArticle *article = version != first->law->used ? qz_laws_article (check->laws, version, address, error) : NULL;
    g_autoptr (GPtrArray) ranges = article != NULL ? qz_check_ranges (article, address) : NULL;
    QzArticle *now = ranges != NULL && ranges->len > 0
                       ? qz_laws_became (check->laws, version, first->law->used, article, error)
                       : NULL;
    if (now == NULL)
      continue;
    g_autofree char *day = qz_day_text (version->version), *used = qz_day_text (first->law->used->version),
                    *printed = qz_address_to_chinese (&now->address);
    QzFinding *finding = qz_check_add_cited (check, QZ_FINDING_RENUMBERED, first);
    finding->found = g_strdup_printf (_ ("%s文本的这一条没有罚款；这是%s文本的条号，该内容在%s文本中是%s"), used, day,
                                      used, printed);
    finding->suggest = qz_citation_format (first->law->used->title, &now->address);
    return TRUE;
  }
  if (*error != NULL)
    return FALSE;
  QzFinding *finding = qz_check_add (check, QZ_FINDING_NO_BASIS, fine->start, fine->end);
  finding->citation = basis_citation (basis);
  finding->severity = QZ_SEVERITY_WARNING;
  finding->says = g_steal_pointer (&amount);
  finding->found = g_strdup (_ ("据以处罚的条款没有规定罚款"));
  return TRUE;
}

static gboolean
judge_fine (QzCheck *check, const QzPaperFine *fine, GError **error)
{
  g_auto (Basis) basis = { 0 };
  Fit how;

  if (fine->unequal) {
    QzFinding *finding = qz_check_add (check, QZ_FINDING_PROCEDURE, fine->start, fine->end);
    finding->severity = QZ_SEVERITY_WARNING;
    finding->found = g_strdup (_ ("罚款数额的大写和小写不一致"));
  }
  if (!read_basis (check, fine, &basis, error))
    return FALSE;
  if (basis.clauses->len == 0)
    return TRUE;
  if (basis.ranges->len == 0)
    return basis.doubtful || add_no_range (check, fine, &basis, error);
  how = fit (check->paper, basis.ranges, fine->yuan);
  if (how != FITS)
    add_unfit (check, fine, &basis, how);
  return TRUE;
}

/* ---- two texts ---- */

typedef enum { WEIGHT_UNKNOWN, WEIGHT_SAME, WEIGHT_FIRST_LIGHTER, WEIGHT_SECOND_LIGHTER } Weight;

/* Ranges are compared only one to one: as many, in the same units and order. */
static Weight
weigh (const GPtrArray *a, const GPtrArray *b)
{
  gboolean first = FALSE, second = FALSE;

  if (a->len == 0 || a->len != b->len)
    return WEIGHT_UNKNOWN;
  for (guint i = 0; i < a->len; i++) {
    const QzFine *x = a->pdata[i], *y = b->pdata[i];
    double x_min = x->has_min ? x->min_value : 0, y_min = y->has_min ? y->min_value : 0;
    if (strcmp (x->unit, y->unit) != 0 || x->has_max != y->has_max)
      return WEIGHT_UNKNOWN;
    first = first || x_min < y_min || (x->has_max && x->max_value < y->max_value);
    second = second || x_min > y_min || (x->has_max && x->max_value > y->max_value);
  }
  return first && second ? WEIGHT_UNKNOWN : first ? WEIGHT_FIRST_LIGHTER : second ? WEIGHT_SECOND_LIGHTER : WEIGHT_SAME;
}

typedef struct {
  QzArticle *used, *other; /* OTHER: NULL when it has no counterpart */
  QzAddress place;         /* of the rule in OTHER */
  char *used_ranges, *other_ranges;
  Weight weight; /* first: USED */
  gboolean same_words;
} Pair;

static void
pair_clear (Pair *pair)
{
  g_free (pair->used_ranges);
  g_free (pair->other_ranges);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Pair, pair_clear)

static gboolean
read_pair (QzCheck *check, const QzCheckCited *cited, Pair *pair, GError **error)
{
  const QzAddress *address = &g_array_index (cited->targets, QzAddress, 0);
  g_autoptr (GPtrArray) mine = NULL, theirs = NULL;

  pair->used = qz_laws_article (check->laws, cited->law->used, address, error);
  if (pair->used == NULL)
    return error == NULL || *error == NULL;
  mine = qz_check_ranges (pair->used, address);
  pair->used_ranges = qz_check_ranges_text (mine);
  pair->other = qz_laws_became (check->laws, cited->law->used, cited->law->other, pair->used, error);
  if (pair->other == NULL)
    return error == NULL || *error == NULL;
  theirs = qz_check_ranges (pair->other, &pair->other->address);
  pair->other_ranges = qz_check_ranges_text (theirs);
  pair->place = pair->other->address;
  pair->weight = weigh (mine, theirs);
  pair->same_words = qz_clause_match (qz_article_clause (pair->used), pair->other->found->text) > SAME_WORDS
                     && qz_clause_match (qz_article_clause (pair->other), pair->used->found->text) > SAME_WORDS;
  return TRUE;
}

static char *
side_text (QzCheck *check, const QzCheckLaw *law, const QzVersion *version, const QzArticle *article,
           const char *ranges)
{
  g_autofree char *day = qz_day_text (version->version), *printed = qz_address_to_chinese (&article->address);

  return g_strdup_printf (_ ("%s的文本（%s）%s：%s"), version == law->act.version ? _ ("行为日") : _ ("决定日"), day,
                          printed, *ranges != '\0' ? ranges : _ ("没有罚款幅度"));
}

static char *
verdict_text (const QzCheckLaw *law, const Pair *pair)
{
  gboolean used_act = law->used == law->act.version;

  if (pair->weight == WEIGHT_SAME)
    return g_strdup (_ ("罚款幅度相同"));
  if (pair->weight == WEIGHT_UNKNOWN)
    return g_strdup (_ ("单看罚款幅度不能判断哪个较轻"));
  return g_strdup ((pair->weight == WEIGHT_FIRST_LIGHTER) == used_act ? _ ("按罚款幅度，行为日的较轻")
                                                                      : _ ("按罚款幅度，决定日的较轻"));
}

/* The rule that the document uses is not that of the day of the act, or is, and the later is lighter. */
static void
add_pair (QzCheck *check, const QzCheckCited *cited, const Pair *pair)
{
  const QzCheckLaw *law = cited->law;
  gboolean used_act = law->used == law->act.version;
  gboolean lighter_other = pair->weight == WEIGHT_SECOND_LIGHTER;
  g_autofree char *mine = side_text (check, law, law->used, pair->used, pair->used_ranges);
  g_autofree char *theirs = side_text (check, law, law->other, pair->other, pair->other_ranges);
  g_autofree char *verdict = verdict_text (law, pair);
  gboolean wrong = !used_act && pair->weight != WEIGHT_FIRST_LIGHTER;
  QzFinding *finding = qz_check_add_cited (check, wrong ? QZ_FINDING_NOT_IN_FORCE : QZ_FINDING_LIGHTER_LAW, cited);

  finding->found = g_strdup_printf (_ ("%s；%s；%s"), used_act ? mine : theirs, used_act ? theirs : mine, verdict);
  if (wrong && pair->weight != WEIGHT_SECOND_LIGHTER)
    finding->severity = QZ_SEVERITY_WARNING; /* the same or unknown weight: the wrong text, perhaps no harm */
  else if (used_act && lighter_other)
    finding->severity = QZ_SEVERITY_WARNING;
  if (law->act.presumed)
    finding->severity = QZ_SEVERITY_NOTE; /* perhaps the older text was still in force */
  if (wrong || lighter_other)
    finding->suggest = qz_citation_format (law->other->title, &pair->place);
}

static void
add_no_pair (QzCheck *check, const QzCheckCited *cited)
{
  QzFinding *finding = qz_check_add_cited (check, QZ_FINDING_LIGHTER_LAW, cited);
  g_autofree char *act = qz_day_text (cited->law->act.version->version),
                  *decided = qz_day_text (cited->law->decided.version->version);

  finding->found = g_strdup_printf (
    _ ("行为日的文本是%s的，决定日的文本是%s的；另一文本里没有找到相应的条文，不能判断哪个较轻"), act, decided);
}

/* A rule without a fine that differs in the two texts: told, not judged. */
static void
add_changed (QzCheck *check, const QzCheckCited *cited, const Pair *pair)
{
  const QzCheckLaw *law = cited->law;
  gboolean used_act = law->used == law->act.version;
  const QzArticle *act = used_act ? pair->used : pair->other, *decided = used_act ? pair->other : pair->used;
  QzFinding *finding = qz_check_add_cited (check, QZ_FINDING_LIGHTER_LAW, cited);
  g_autofree char *then = qz_day_text (law->act.version->version), *now = qz_day_text (law->decided.version->version);
  g_autofree char *a = qz_address_to_chinese (&act->address), *b = qz_address_to_chinese (&decided->address);

  finding->found
    = g_strdup_printf (_ ("行为日的文本（%s）是%s，决定日的文本（%s）是%s，文字或者条号不同"), then, a, now, b);
}

static gboolean
is_changed (const Pair *pair)
{
  return !pair->same_words || pair->used->address.article != pair->other->address.article;
}

/* *DONE when there is nothing more to say of the law. FINES: only of a clause that has one. */
static gboolean
judge_pair (QzCheck *check, const QzCheckCited *cited, gboolean fines, gboolean *done, GError **error)
{
  g_auto (Pair) pair = { 0 };

  if (!read_pair (check, cited, &pair, error))
    return FALSE;
  if (pair.used == NULL || (fines && *pair.used_ranges == '\0'))
    return TRUE;
  *done = TRUE;
  if (pair.other == NULL)
    add_no_pair (check, cited);
  else if (is_changed (&pair) && fines)
    add_pair (check, cited, &pair);
  else if (is_changed (&pair))
    add_changed (check, cited, &pair);
  return TRUE;
}

/* Once a law whose text differs on the two days: at the first basis that has a fine, else at the first article cited.
 */
static gboolean
judge_lighter (QzCheck *check, GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < check->cited->len; i++) {
      const QzCheckCited *cited = check->cited->pdata[i];
      gboolean fines = pass == 0, done = FALSE;
      if (cited->law->other == NULL || (fines && !cited->basis) || cited->targets->len == 0
          || g_hash_table_contains (seen, cited->law))
        continue;
      if (!judge_pair (check, cited, fines, &done, error))
        return FALSE;
      if (done)
        g_hash_table_add (seen, cited->law);
    }
  return TRUE;
}

/* ---- all ---- */

static gboolean
is_repeated (const QzPaper *paper, guint i)
{
  for (guint j = 0; j < i; j++)
    if (g_array_index (paper->fines, QzPaperFine, j).yuan == g_array_index (paper->fines, QzPaperFine, i).yuan)
      return TRUE;
  return FALSE;
}

gboolean
qz_check_fines (QzCheck *check, GError **error)
{
  const QzPaper *paper = check->paper;

  for (guint i = 0; i < paper->fines->len; i++)
    if (!is_repeated (paper, i) && !judge_fine (check, &g_array_index (paper->fines, QzPaperFine, i), error))
      return FALSE;
  return judge_lighter (check, error);
}
