#include "config.h"

#include <string.h>

#include <jansson.h>
#include <quanze/store.h>

#include "lib/version/amendments.h"

#define AMENDMENT "修正案"
/* Records of one amendment. */
#define RECORDS_MAX 500

struct QzAmendments {
  const QzTimeline *timeline;
  QzReader         *reader;
  GHashTable       *laws;   /* title key → GHashTable: eid of an article → day of its last amendment */
};

QzAmendments *
qz_amendments_new (const QzTimeline *timeline, QzReader *reader)
{
  QzAmendments *amendments = g_new0 (QzAmendments, 1);

  amendments->timeline = timeline;
  amendments->reader = reader;
  amendments->laws = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_hash_table_unref);
  return amendments;
}

void
qz_amendments_free (QzAmendments *amendments)
{
  if (amendments == NULL)
    return;
  g_hash_table_unref (amendments->laws);
  g_free (amendments);
}

/* 第一百八十二条第一款 is of 第一百八十二条. */
static char *
article_of (const char *eid)
{
  const char *below = strstr (eid, "__");

  return below != NULL ? g_strndup (eid, (gsize) (below - eid)) : g_strdup (eid);
}

static void
note (GHashTable *articles, const char *eid, QzDate day)
{
  char  *article = article_of (eid);
  QzDate last = GPOINTER_TO_UINT (g_hash_table_lookup (articles, article));

  g_hash_table_insert (articles, article, GUINT_TO_POINTER (MAX (last, day)));
}

static gboolean
read_record (GHashTable *articles, const char *key, const char *data, QzDate day, GError **error)
{
  const char   *text;
  json_t       *head = qz_store_head (data, strlen (data), &text, error);
  const json_t *link;
  size_t        i;

  json_array_foreach (json_object_get (head, "links"), i, link) {
    const char *eid = json_string_value (json_object_get (link, "eid"));
    if (eid != NULL && g_strcmp0 (json_string_value (json_object_get (link, "key")), key) == 0)
      note (articles, eid, day);
  }
  json_decref (head);
  return head != NULL;
}

static gboolean
read_amendment (QzAmendments *amendments, GHashTable *articles, const char *key, const QzVersion *version, GError **error)
{
  g_autofree char *name = g_strconcat (QZ_T_VERSION, version->id, NULL);
  g_autofree char *term = qz_term_fit (name);
  g_autoptr (GPtrArray) records = qz_reader_list (amendments->reader, term, 0, RECORDS_MAX, error);

  for (guint i = 0; records != NULL && i < records->len; i++)
    if (!read_record (articles, key, records->pdata[i], version->version, error))
      return FALSE;
  return records != NULL;
}

static GHashTable *
articles_of (QzAmendments *amendments, const char *key, GError **error)
{
  GHashTable      *articles = g_hash_table_lookup (amendments->laws, key);
  const GPtrArray *all = qz_timeline_all (amendments->timeline);
  g_autofree char *prefix = g_strconcat (key, AMENDMENT, NULL);

  if (articles != NULL)
    return articles;
  articles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_hash_table_insert (amendments->laws, g_strdup (key), articles);
  for (guint i = 0; i < all->len; i++) {
    const QzVersion *version = all->pdata[i];
    if (g_str_has_prefix (version->key, prefix) && !read_amendment (amendments, articles, key, version, error))
      return NULL;
  }
  return articles;
}

QzDate
qz_amendments_last (QzAmendments *amendments, const char *key, const char *article, GError **error)
{
  GHashTable *articles = articles_of (amendments, key, error);

  return articles != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (articles, article)) : QZ_DATE_UNKNOWN;
}
