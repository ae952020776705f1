/* How a document writes its citations: notes alone, each with the citation ready to paste. */
#include "config.h"

#include <string.h>

#include <quanze/locale.h>

#include "search/check/check.h"

/* ---- one citation ---- */

static char *
words_of (const QzCheck *check, const QzCitation *c)
{
  return g_strndup (check->source->text + c->start, c->end - c->start);
}

static gboolean
has_arabic (const char *words)
{
  const char *behind = strstr (words, "》");
  const char *p = strstr (behind != NULL ? behind : words, "第");

  for (; p != NULL && *p != '\0'; p++)
    if (g_ascii_isdigit (*p))
      return TRUE;
  return FALSE;
}

static gboolean
has_brackets (const char *words)
{
  return strstr (words, "第（") != NULL || strstr (words, "第(") != NULL;
}

static gboolean
is_declared (const QzCheck *check, const QzCitation *c)
{
  g_autoptr (GPtrArray) names = qz_short_names_parse (check->source->text, check->engine->lexicon);
  g_autofree char *words = words_of (check, c);

  for (guint i = 0; i < names->len; i++) {
    const QzShortName *name = names->pdata[i];
    if (name->start <= c->end && strstr (words, name->name) != NULL)
      return TRUE;
  }
  return FALSE;
}

/* 行政处罚法 for 中华人民共和国行政处罚法, unless the document declares the short name. */
static gboolean
is_shortened (const QzCheck *check, const QzCheckCited *cited)
{
  const QzCitation *c = cited->citation;
  const char *title = cited->law->used != NULL ? cited->law->used->title : cited->law->title;
  g_autofree char *words = words_of (check, c);

  if ((c->form != QZ_CITE_TITLE && c->form != QZ_CITE_SHORT) || strstr (words, title) != NULL)
    return FALSE;
  return g_str_has_prefix (title, "中华人民共和国") && strstr (words, "中华人民共和国") == NULL
         && !is_declared (check, c);
}

/* 第八条第一款 of an article that has one 款 only. */
static gboolean
is_lone_paragraph (QzCheck *check, const QzCheckCited *cited, guint i, GError **error)
{
  const QzAddress *address = &g_array_index (cited->targets, QzAddress, i);
  QzAddress second = { .article = address->article, .suffix = address->suffix, .paragraph = 2 };
  g_autofree char *words = words_of (check, cited->citation);
  QzArticle *article;

  if (address->paragraph != 1 || address->article == 0 || cited->law->used == NULL || cited->law->doubtful
      || strstr (words, "款") == NULL)
    return FALSE;
  article = qz_laws_article (check->laws, cited->law->used, address, error);
  return article != NULL && !qz_article_has (article, &second);
}

static void
append_reason (GString *reasons, const char *reason)
{
  g_string_append_printf (reasons, "%s%s", reasons->len > 0 ? "；" : "", reason);
}

static gboolean
judge_form (QzCheck *check, const QzCheckCited *cited, gboolean *shortened, GError **error)
{
  g_autoptr (GString) reasons = g_string_new (NULL);
  g_autofree char *words = words_of (check, cited->citation);
  g_autoptr (GArray) targets = g_array_copy (cited->targets);
  gboolean lone = FALSE;
  QzFinding *finding;

  if (!*shortened && is_shortened (check, cited)) {
    append_reason (reasons, _ ("应当写全称"));
    *shortened = TRUE;
  }
  if (has_arabic (words))
    append_reason (reasons, _ ("条款项用汉字数字"));
  if (has_brackets (words))
    append_reason (reasons, _ ("引用项不加括号"));
  for (guint i = 0; i < targets->len; i++)
    if (is_lone_paragraph (check, cited, i, error)) {
      g_array_index (targets, QzAddress, i).paragraph = 0;
      lone = TRUE;
    }
  if (error != NULL && *error != NULL)
    return FALSE;
  if (lone)
    append_reason (reasons, _ ("该条只有一款，不写第一款"));
  if (reasons->len == 0)
    return TRUE;
  finding = qz_check_add_cited (check, QZ_FINDING_CITATION_FORM, cited);
  finding->says = g_steal_pointer (&words);
  finding->found = g_strdup (reasons->str);
  finding->suggest
    = qz_cited_citation (cited->law->used != NULL ? cited->law->used->title : cited->law->title, targets);
  return TRUE;
}

/* ---- the order of several ---- */

/* 法律, 行政法规, 地方性法规, 规章, 规范性文件; 0: it cannot be told. */
static guint
order_of (QzCheck *check, const QzCheckLaw *law, GError **error)
{
  const QzFound *instrument = law->used != NULL ? qz_laws_instrument (check->laws, law->used, error) : NULL;
  const char *name = instrument != NULL ? qz_found_string (instrument, "rank") : NULL;
  g_autofree char *place = NULL;
  QzRank rank = QZ_RANK_UNKNOWN;

  if (name != NULL)
    rank = qz_rank_from_name (name);
  else
    qz_territory_of (law->title, NULL, NULL, &place, &rank);
  switch (rank) {
  case QZ_RANK_CONSTITUTION:
  case QZ_RANK_LAW:
    return 1;
  case QZ_RANK_ADMIN_REGULATION:
    return 2;
  case QZ_RANK_LOCAL_REGULATION:
    return 3;
  case QZ_RANK_DEPARTMENT_RULE:
  case QZ_RANK_LOCAL_RULE:
    return 4;
  case QZ_RANK_NORMATIVE:
    return 5;
  default:
    return 0;
  }
}

/* Whether B is cited in one breath with A: 、, 和, 以及 alone between them. */
static gboolean
is_joined (const QzCheck *check, const QzCheckCited *a, const QzCheckCited *b)
{
  static const char *const LINKS[] = { "、", "和", "及", "以及", "，", "的规定", "规定", "与" };
  g_autofree char *between = g_strndup (check->source->text + a->citation->end, b->citation->start - a->citation->end);
  g_autofree char *bare = g_strstrip (g_strdup (between));

  for (guint i = 0; i < G_N_ELEMENTS (LINKS); i++)
    if (strcmp (bare, LINKS[i]) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
judge_order (QzCheck *check, GError **error)
{
  for (guint i = 1; i < check->cited->len; i++) {
    const QzCheckCited *a = check->cited->pdata[i - 1], *b = check->cited->pdata[i];
    guint x, y;

    if (a->law == b->law || !is_joined (check, a, b))
      continue;
    x = order_of (check, a->law, error);
    y = order_of (check, b->law, error);
    if (error != NULL && *error != NULL)
      return FALSE;
    if (x == 0 || y == 0 || x <= y)
      continue;
    QzFinding *finding = qz_check_add (check, QZ_FINDING_CITATION_FORM, a->citation->start, b->citation->end);
    g_autofree char *first = qz_cited_citation (b->law->title, b->targets),
                    *second = qz_cited_citation (a->law->title, a->targets);
    finding->found = g_strdup (_ ("并列引用的顺序：法律、行政法规、地方性法规、规章"));
    finding->suggest = g_strdup_printf ("%s、%s", first, second);
  }
  return TRUE;
}

/* ---- document numbers ---- */

/* [2024]12号, （2024）12号: the year belongs in 〔〕. */
static void
judge_numbers (QzCheck *check)
{
  static const char *const PAIRS[][2] = { { "[", "]" }, { "［", "］" }, { "【", "】" }, { "（", "）" }, { "(", ")" } };
  const char *text = check->source->text;

  for (guint i = 0; i < G_N_ELEMENTS (PAIRS); i++)
    for (const char *p = strstr (text, PAIRS[i][0]); p != NULL; p = strstr (p + 1, PAIRS[i][0])) {
      const char *year = p + strlen (PAIRS[i][0]), *number = year + 4 + strlen (PAIRS[i][1]);
      if (strspn (year, "0123456789") != 4 || !g_str_has_prefix (year + 4, PAIRS[i][1]))
        continue;
      number += g_str_has_prefix (number, "第") ? strlen ("第") : 0;
      gsize digits = strspn (number, "0123456789");
      if (digits == 0 || !g_str_has_prefix (number + digits, "号"))
        continue;
      const char *end = number + digits + strlen ("号");
      QzFinding *finding = qz_check_add (check, QZ_FINDING_CITATION_FORM, (gsize)(p - text), (gsize)(end - text));
      finding->found = g_strdup (_ ("文号的年份用六角括号"));
      finding->suggest = g_strdup_printf ("〔%.4s〕%.*s", year, (int)(end - year - 4 - (gssize)strlen (PAIRS[i][1])),
                                          year + 4 + strlen (PAIRS[i][1]));
    }
}

gboolean
qz_check_form (QzCheck *check, GError **error)
{
  g_autoptr (GHashTable) shortened = g_hash_table_new (NULL, NULL);

  if (check->paper->kind == QZ_PAPER_OTHER)
    return TRUE;
  for (guint i = 0; i < check->cited->len; i++) {
    const QzCheckCited *cited = check->cited->pdata[i];
    gboolean before = g_hash_table_contains (shortened, cited->law), now = before;
    if (!judge_form (check, cited, &now, error))
      return FALSE;
    if (now && !before)
      g_hash_table_add (shortened, cited->law);
  }
  judge_numbers (check);
  return judge_order (check, error);
}
