#include "config.h"

#include <string.h>

#include <quanze/align.h>
#include <quanze/store.h>

#include "search/law.h"

struct QzLaws {
  QzEngine   *engine;
  GHashTable *instruments;   /* version id → QzFound*; NULL: the index has none */
  GHashTable *articles;      /* version id → Text* */
  GHashTable *became;        /* THEN id, NOW id → GPtrArray of QzArticle* of NOW, NULL: deleted, a place an article of THEN */
};

/* The articles of one version. */
typedef struct {
  GPtrArray  *articles;   /* QzArticle*, in order */
  GHashTable *by_eid;     /* eid → QzArticle*, both borrowed */
} Text;

static void
article_free (QzArticle *article)
{
  qz_clause_free (article->clause);
  qz_found_free (article->found);
  g_free (article);
}

static void
text_free (gpointer data)
{
  Text *text = data;

  g_hash_table_unref (text->by_eid);
  g_ptr_array_unref (text->articles);
  g_free (text);
}

static void
found_clear (gpointer found)
{
  qz_found_free (found);
}

QzLaws *
qz_laws_new (QzEngine *engine)
{
  QzLaws *laws = g_new0 (QzLaws, 1);

  laws->engine = engine;
  laws->instruments = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, found_clear);
  laws->articles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, text_free);
  laws->became = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  return laws;
}

void
qz_laws_free (QzLaws *laws)
{
  if (laws == NULL)
    return;
  g_hash_table_unref (laws->became);
  g_hash_table_unref (laws->instruments);
  g_hash_table_unref (laws->articles);
  g_free (laws);
}

/* ---- an article ---- */

const QzClause *
qz_article_clause (QzArticle *article)
{
  if (article->clause == NULL)
    article->clause = qz_clause_new (article->found->text);
  return article->clause;
}

static const json_t *
unit_of (const QzArticle *article, const QzAddress *address)
{
  g_autofree char *eid = qz_address_to_eid (address);

  return qz_found_unit (article->found, eid);
}

/* 第三条第二项: the paragraph of the only item of that number; 0 when there are none or several. */
static guint
paragraph_of_item (const QzArticle *article, const QzAddress *address)
{
  const json_t *unit;
  guint found = 0;
  size_t i;

  json_array_foreach (json_object_get (article->found->head, "units"), i, unit) {
    const char *eid = qz_json_text (unit, "eid");
    QzAddress own;
    if (eid == NULL || !qz_address_from_eid (eid, &own) || own.item != address->item || own.point != address->point)
      continue;
    if (found != 0)
      return 0;
    found = own.paragraph;
  }
  return found;
}

gboolean
qz_article_has (const QzArticle *article, QzAddress *address)
{
  if (memcmp (&article->address, address, sizeof *address) == 0 || unit_of (article, address) != NULL)
    return TRUE;
  if (address->item == 0 || address->paragraph != 0)
    return FALSE;
  address->paragraph = paragraph_of_item (article, address);
  return address->paragraph != 0;
}

char *
qz_article_unit (const QzArticle *article, const QzAddress *address)
{
  const json_t *unit;
  json_int_t start, end;

  if (memcmp (&article->address, address, sizeof *address) == 0)
    return g_strdup (article->found->text);
  unit = unit_of (article, address);
  start = json_integer_value (json_object_get (unit, "start"));
  end = json_integer_value (json_object_get (unit, "end"));
  if (unit == NULL || start < 0 || end < start || (gsize) end > strlen (article->found->text))
    return NULL;
  return g_strndup (article->found->text + start, (gsize) (end - start));
}

/* An article of one 款 is cited without it. */
static gboolean
has_one_paragraph (const QzArticle *article)
{
  QzAddress second = article->address;

  second.paragraph = 2;
  return unit_of (article, &second) == NULL;
}

QzAddress
qz_article_place (const QzArticle *article, const char *quote, double least)
{
  QzAddress place = article->address;
  const json_t *unit;
  size_t i;
  gsize shortest = G_MAXSIZE;

  json_array_foreach (json_object_get (article->found->head, "units"), i, unit) {
    const char *eid = qz_json_text (unit, "eid");
    QzAddress own;
    g_autofree char *text = eid != NULL && qz_address_from_eid (eid, &own) ? qz_article_unit (article, &own) : NULL;
    if (text == NULL || strlen (text) >= shortest || qz_quote_match (quote, text) < least)
      continue;
    shortest = strlen (text);
    place = own;
  }
  if (place.item == 0 && has_one_paragraph (article))
    place.paragraph = 0;
  return place;
}

/* ---- versions ---- */

const QzVersion *
qz_laws_version (QzLaws *laws, const char *key, QzDate day)
{
  const QzVersion *version = key != NULL ? qz_timeline_at (laws->engine->timeline, key, day) : NULL;
  g_autoptr (GPtrArray) versions = NULL;

  if (version != NULL || key == NULL)
    return version;
  versions = qz_timeline_versions (laws->engine->timeline, key);
  for (guint i = 0; i < versions->len; i++) {
    const QzVersion *other = versions->pdata[i];
    if (version == NULL || other->from <= day)
      version = other;
  }
  return version;
}

GPtrArray *
qz_laws_versions (QzLaws *laws, const char *key)
{
  return qz_timeline_versions (laws->engine->timeline, key);
}

const QzFound *
qz_laws_instrument (QzLaws *laws, const QzVersion *version, GError **error)
{
  g_autoptr (GError) own = NULL;
  gpointer found;

  if (g_hash_table_lookup_extended (laws->instruments, version->id, NULL, &found))
    return found;
  found = qz_found_get (laws->engine, version->id, &own);
  if (own != NULL) {
    g_propagate_error (error, g_steal_pointer (&own));
    return NULL;
  }
  g_hash_table_insert (laws->instruments, g_strdup (version->id), found);
  return found;
}

/* ---- articles ---- */

static int
by_address (gconstpointer a, gconstpointer b)
{
  const QzAddress *x = &(*(QzArticle *const *) a)->address, *y = &(*(QzArticle *const *) b)->address;

  if (x->annex != y->annex)
    return x->annex < y->annex ? -1 : 1;
  if (x->article != y->article)
    return x->article < y->article ? -1 : 1;
  if (x->suffix != y->suffix)
    return x->suffix < y->suffix ? -1 : 1;
  return (x->heading[0] > y->heading[0]) - (x->heading[0] < y->heading[0]);
}

/* Takes the record DATA when it is a provision. */
static gboolean
add_article (Text *text, QzEngine *engine, const char *data, GError **error)
{
  g_autoptr (QzFound) found = qz_found_new (engine, g_strdup (data), strlen (data), 0, error);
  const char *eid;
  QzAddress address;
  QzArticle *article;

  if (found == NULL)
    return FALSE;
  eid = qz_found_string (found, "eid");
  if (g_strcmp0 (found->kind, "provision") != 0 || eid == NULL || !qz_address_from_eid (eid, &address)
      || g_hash_table_contains (text->by_eid, eid))
    return TRUE;
  article = g_new0 (QzArticle, 1);
  article->found = g_steal_pointer (&found);
  article->address = address;
  g_ptr_array_add (text->articles, article);
  g_hash_table_insert (text->by_eid, (gpointer) qz_found_string (article->found, "eid"), article);
  return TRUE;
}

static const Text *
text_of (QzLaws *laws, const QzVersion *version, GError **error)
{
  Text *text = g_hash_table_lookup (laws->articles, version->id);
  g_autofree char *name = NULL, *term = NULL;
  g_autoptr (GPtrArray) records = NULL;

  if (text != NULL)
    return text;
  name = g_strconcat (QZ_T_VERSION, version->id, NULL);
  term = qz_term_fit (name);
  records = qz_reader_list (laws->engine->reader, term, 0, 0, error);
  if (records == NULL)
    return NULL;
  text = g_new0 (Text, 1);
  text->articles = g_ptr_array_new_with_free_func ((GDestroyNotify) article_free);
  text->by_eid = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < records->len; i++)
    if (!add_article (text, laws->engine, records->pdata[i], error)) {
      text_free (text);
      return NULL;
    }
  g_ptr_array_sort (text->articles, by_address);
  g_hash_table_insert (laws->articles, g_strdup (version->id), text);
  return text;
}

const GPtrArray *
qz_laws_articles (QzLaws *laws, const QzVersion *version, GError **error)
{
  const Text *text = text_of (laws, version, error);

  return text != NULL ? text->articles : NULL;
}

QzArticle *
qz_laws_article (QzLaws *laws, const QzVersion *version, const QzAddress *address, GError **error)
{
  QzAddress top = { .annex = address->annex, .article = address->article, .suffix = address->suffix };
  const Text *text = text_of (laws, version, error);
  g_autofree char *eid = NULL, *heading = NULL;
  QzArticle *article;

  if (text == NULL)
    return NULL;
  if (address->article == 0)
    top.heading[0] = address->heading[0];
  eid = qz_address_to_eid (&top);
  article = eid != NULL ? g_hash_table_lookup (text->by_eid, eid) : NULL;
  if (article != NULL || address->article == 0 || address->suffix != 0)
    return article;
  /* 第五条 of a document that numbers 五、 */
  top = (QzAddress){ .heading = { address->article } };
  heading = qz_address_to_eid (&top);
  return g_hash_table_contains (text->by_eid, "art_1") ? NULL : g_hash_table_lookup (text->by_eid, heading);
}

QzArticle *
qz_laws_best (QzLaws *laws, const QzVersion *version, const char *quote, double *match, GError **error)
{
  const GPtrArray *articles = qz_laws_articles (laws, version, error);
  QzArticle *best = NULL;

  *match = 0;
  for (guint i = 0; articles != NULL && i < articles->len; i++) {
    double share = qz_clause_match (qz_article_clause (articles->pdata[i]), quote);
    if (share > *match) {
      *match = share;
      best = articles->pdata[i];
    }
  }
  return best;
}

/* ---- from version to version ---- */

static QzRule *
rules_of (const GPtrArray *articles)
{
  QzRule *rules = g_new (QzRule, articles->len);

  for (guint i = 0; i < articles->len; i++) {
    const QzFound *found = ((QzArticle *) articles->pdata[i])->found;
    rules[i] = (QzRule){ qz_found_string (found, "eid"), found->text };
  }
  return rules;
}

static GPtrArray *
align (QzLaws *laws, const GPtrArray *then, const GPtrArray *now)
{
  g_autofree QzRule *old = rules_of (then), *new = rules_of (now);
  g_autoptr (GPtrArray) matches = qz_align (old, then->len, new, now->len, laws->engine->lexicon);
  GPtrArray *became = g_ptr_array_new ();

  g_ptr_array_set_size (became, (gint) then->len);
  for (guint i = 0; i < matches->len; i++) {
    const QzMatch *match = matches->pdata[i];
    for (guint k = 0; k < match->old->len && match->new->len > 0; k++) {
      gpointer *place = &became->pdata[g_array_index (match->old, guint, k)];
      if (*place == NULL)
        *place = now->pdata[g_array_index (match->new, guint, 0)];
    }
  }
  return became;
}

QzArticle *
qz_laws_became (QzLaws *laws, const QzVersion *then, const QzVersion *now, const QzArticle *article, GError **error)
{
  g_autofree char *key = g_strconcat (then->id, " ", now->id, NULL);
  GPtrArray *became = g_hash_table_lookup (laws->became, key);
  const GPtrArray *old = qz_laws_articles (laws, then, error);
  const GPtrArray *new = old != NULL ? qz_laws_articles (laws, now, error) : NULL;

  if (new == NULL)
    return NULL;
  if (became == NULL) {
    became = align (laws, old, new);
    g_hash_table_insert (laws->became, g_steal_pointer (&key), became);
  }
  for (guint i = 0; i < old->len; i++)
    if (old->pdata[i] == article)
      return became->pdata[i];
  return NULL;
}

gboolean
qz_laws_whole (QzLaws *laws, const QzVersion *version, GError **error)
{
  static const char *const ENDS[] = { "施行", "实施", "生效", "废止", "执行", "有效期", "解释" };
  const GPtrArray *articles = qz_laws_articles (laws, version, error);
  const QzArticle *last = NULL;

  for (guint i = 0; articles != NULL && i < articles->len; i++)
    if (((QzArticle *) articles->pdata[i])->address.annex == 0)
      last = articles->pdata[i];
  for (guint i = 0; last != NULL && i < G_N_ELEMENTS (ENDS); i++)
    if (strstr (last->found->text, ENDS[i]) != NULL)
      return TRUE;
  return last == NULL;
}
