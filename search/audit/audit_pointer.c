/* What a clause that an item rests on points to in its own text: 违反本条例第九条规定的，处… of a text with eight articles. */
#include "config.h"

#include <quanze/locale.h>

#include "search/audit/audit_cited.h"

/* The first article of its own text that ARTICLE names and the text has not; *ADDRESS gets it. FALSE when there is none or
 * on an index error. */
static gboolean
points_nowhere (QzLaws *laws, const QzVersion *version, const QzArticle *article, QzAddress *address, GError **error)
{
  const json_t *link;
  size_t i;

  json_array_foreach (json_object_get (article->found->head, "links"), i, link) {
    const char *eid = qz_json_text (link, "eid");
    g_autoptr (GError) own = NULL;
    if (g_strcmp0 (qz_json_text (link, "key"), version->key) != 0 || eid == NULL || !qz_address_from_eid (eid, address)
        || address->article == 0 || qz_laws_article (laws, version, address, &own) != NULL)
      continue;
    if (own == NULL)
      return TRUE;
    g_propagate_error (error, g_steal_pointer (&own));
    return FALSE;
  }
  return FALSE;
}

static void
check_article (QzAudit *audit, const QzVersion *version, const QzArticle *article, GError **error)
{
  QzAddress address;

  if (!points_nowhere (audit->laws, version, article, &address, error))
    return;
  g_autofree char *printed = qz_address_to_chinese (&address);
  QzFinding *finding = qz_audit_add (audit, QZ_FINDING_DANGLING_INTERNAL);
  finding->citation = qz_found_citation (article->found);
  finding->id = g_strdup (article->found->id);
  finding->found = g_strdup_printf (_("条文引用本文件的%s，本文件没有这一条"), printed);
}

gboolean
qz_audit_pointers (QzAudit *audit, const QzCited *cited, GError **error)
{
  g_autoptr (GError) own = NULL;
  g_autoptr (GPtrArray) seen = g_ptr_array_new ();
  gboolean whole = qz_laws_whole (audit->laws, cited->version, &own); /* a text cut off in the source proves nothing */

  for (guint i = 0; i < cited->targets->len && whole && own == NULL; i++) {
    QzArticle *article = qz_laws_article (audit->laws, cited->version, &g_array_index (cited->targets, QzAddress, i), &own);
    if (article == NULL || g_ptr_array_find (seen, article, NULL))
      continue;
    g_ptr_array_add (seen, article);
    check_article (audit, cited->version, article, &own);
  }
  if (own == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&own));
  return FALSE;
}
