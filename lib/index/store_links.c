#include "config.h"

#include <quanze/store.h>

#include "lib/index/store_head.h"
#include "lib/index/store_links.h"
#include "lib/index/store_terms.h"

char *
qz_links_article (const QzAddress *address)
{
  QzAddress article = *address;

  if (address->article != 0)
    article = (QzAddress){ .article = address->article, .suffix = address->suffix, .annex = address->annex };
  else if (address->heading[0] != 0)
    article = (QzAddress){ .heading = { address->heading[0] }, .annex = address->annex };
  return qz_address_to_eid (&article);
}

static void
add_link (QzRecord *record, const char *key, const char *eid)
{
  g_autofree char *link = eid != NULL ? g_strconcat (key, "#", eid, NULL) : g_strdup (key);

  qz_terms_plain (record, QZ_T_LINK, link);
}

void
qz_links_terms (QzRecord *record, const QzCitation *citation, const char *self_key, const char *own_article)
{
  for (guint i = 0; i < citation->targets->len; i++) {
    const QzTarget  *target = g_ptr_array_index (citation->targets, i);
    const char      *key = target->self ? self_key : target->key;
    g_autofree char *article = qz_links_article (&target->address);
    g_autofree char *deep = qz_address_to_eid (&target->address);

    if (key == NULL)
      continue;
    if (!target->self)
      add_link (record, key, NULL);
    if (article == NULL || (target->self && g_strcmp0 (article, own_article) == 0))
      continue;
    add_link (record, key, article);
    if (g_strcmp0 (article, deep) != 0)
      add_link (record, key, deep);
  }
}

void
qz_links_head (json_t *links, const QzCitation *citation, const char *self_key, json_int_t start, json_int_t len)
{
  for (guint i = 0; i < citation->targets->len; i++) {
    const QzTarget  *target = g_ptr_array_index (citation->targets, i);
    g_autofree char *eid = qz_address_to_eid (&target->address);
    json_t          *link = json_object ();

    qz_head_string (link, "key", target->self ? self_key : target->key);
    qz_head_string (link, "title", target->title);
    qz_head_string (link, "eid", eid);
    qz_head_string (link, "form", qz_citation_form_name (citation->form));
    json_object_set_new (link, "start", start >= 0 ? json_integer (start) : json_null ());
    json_object_set_new (link, "end", start >= 0 ? json_integer (start + len) : json_null ());
    json_array_append_new (links, link);
  }
}
