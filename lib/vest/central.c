#include "config.h"

#include <string.h>

#include <quanze/numeral.h>

#include "lib/vest/central.h"
#include "lib/vest/clause.h"

/* How far into the paragraph the opening words may stand, in bytes. */
#define OPENING_MAX_BYTES 240
#define MAX_DEPTH 32

typedef struct {
  char              *holder;
  const QzProvision *within;     /* the article, chapter … it holds for; NULL: the instrument */
  GArray            *articles;   /* guint pairs first, last: only these */
} Central;

static void
central_free (Central *central)
{
  g_free (central->holder);
  g_array_unref (central->articles);
  g_free (central);
}

/* Where the words that name the penalties end; NULL when TEXT is no such clause. */
static const char *
opening (const char *text)
{
  static const char *const words[] = { "规定的行政处罚", "规定的处罚", "设定的行政处罚", "规定的罚款", "规定的行政处罚权" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++) {
    const char *at = strstr (text, words[i]);
    if (at == NULL || at - text > OPENING_MAX_BYTES)
      continue;
    const char *end = at + strlen (words[i]);
    const char *rest = strstr (end, "由"), *stop = strstr (end, "。");
    if (rest != NULL && (stop == NULL || rest < stop))
      return end;
  }
  return NULL;
}

gboolean
qz_is_central (const char *text)
{
  return opening (text) != NULL;
}

/* 第三十条、第三十二条至第三十五条: the pairs, into ARTICLES. */
static void
read_articles (const char *text, const char *end, GArray *articles)
{
  gboolean range = FALSE;

  for (const char *p = strstr (text, "第"); p != NULL && p < end; p = strstr (p, "第")) {
    const char *after;
    gint64 number;

    range = articles->len > 0 && p - text >= 3 && memcmp (p - 3, "至", 3) == 0;
    p += strlen ("第");
    if (!qz_numeral_parse (p, &after, &number) || !g_str_has_prefix (after, "条"))
      continue;
    guint pair[2] = { (guint) number, (guint) number };
    if (range)
      g_array_index (articles, guint, articles->len - 1) = pair[1];
    else
      g_array_append_vals (articles, pair, 2);
  }
}

static const QzProvision *
ancestor (const QzProvision *provision, QzLevel level)
{
  while (provision != NULL && provision->level != level)
    provision = provision->parent;
  return provision;
}

/* 本条 is this article, 本条例 the instrument. */
static gboolean
names_own_article (const char *head)
{
  for (const char *p = strstr (head, "本条"); p != NULL; p = strstr (p + 1, "本条"))
    if (!g_str_has_prefix (p, "本条例"))
      return TRUE;
  return FALSE;
}

static Central *
central_of (const QzProvision *provision, const QzLexicon *lexicon)
{
  const char *end = opening (provision->text);
  Central *central = NULL;
  QzClause c;

  if (end == NULL)
    return NULL;
  qz_clause_init (&c, lexicon, provision->text);
  for (guint i = 0; i < c.actors->len && central == NULL; i++) {
    const QzActor *actor = &g_array_index (c.actors, QzActor, i);
    if (actor->part != QZ_PART_AGENT || actor->span.end < (gsize) (end - provision->text))
      continue;
    central = g_new0 (Central, 1);
    central->holder = qz_clause_name (&c, &actor->span);
    central->articles = g_array_new (FALSE, FALSE, sizeof (guint));
    g_autofree char *head = g_strndup (provision->text, (gsize) (end - provision->text));
    if (strstr (head, "除") == NULL)
      read_articles (head, head + strlen (head), central->articles);
    if (strstr (head, "前款") != NULL || names_own_article (head))
      central->within = ancestor (provision, QZ_LEVEL_ARTICLE);
    else if (strstr (head, "本章") != NULL)
      central->within = ancestor (provision, QZ_LEVEL_CHAPTER);
  }
  qz_clause_clear (&c);
  return central;
}

static void
find (GPtrArray *out, const QzProvision *provision, const QzLexicon *lexicon, guint depth)
{
  Central *central = *provision->text != '\0' ? central_of (provision, lexicon) : NULL;

  if (central != NULL)
    g_ptr_array_add (out, central);
  for (guint i = 0; depth < MAX_DEPTH && i < provision->children->len; i++)
    find (out, provision->children->pdata[i], lexicon, depth + 1);
}

GPtrArray *
qz_centrals_find (const QzProvision *root, const QzLexicon *lexicon)
{
  GPtrArray *centrals = g_ptr_array_new_with_free_func ((GDestroyNotify) central_free);

  find (centrals, root, lexicon, 0);
  return centrals;
}

static gboolean
names_article (const Central *central, guint number)
{
  for (guint i = 0; i + 1 < central->articles->len; i += 2)
    if (number >= g_array_index (central->articles, guint, i) && number <= g_array_index (central->articles, guint, i + 1))
      return TRUE;
  return FALSE;
}

/* 3 names the article, 2 its own article or chapter, 1 the instrument, 0 not this provision. */
static guint
nearness (const Central *central, const QzProvision *provision)
{
  const QzProvision *article = ancestor (provision, QZ_LEVEL_ARTICLE);

  if (central->within != NULL)
    return ancestor (provision, central->within->level) == central->within ? 2 : 0;
  if (central->articles->len > 0)
    return article != NULL && names_article (central, article->number) ? 3 : 0;
  return 1;
}

const char *
qz_central_holder (const GPtrArray *centrals, const QzProvision *provision)
{
  const Central *best = NULL;
  guint near = 0;

  for (guint i = 0; i < centrals->len; i++) {
    guint n = nearness (centrals->pdata[i], provision);
    if (n > near) {
      near = n;
      best = centrals->pdata[i];
    }
  }
  return best != NULL ? best->holder : NULL;
}
