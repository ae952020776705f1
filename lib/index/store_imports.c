#include "config.h"

#include <string.h>

#include <quanze/store.h>

#include "lib/index/store_head.h"
#include "lib/index/store_links.h"
#include "lib/index/store_terms.h"
#include "lib/index/store_units.h"

typedef struct {
  const QzStoring *storing;
  QzBatch         *batch;
  GHashTable      *keys;        /* title keys met */
  GHashTable      *ids;         /* ids given */
  GHashTable      *taken;       /* title keys of other sources; borrowed */
} Builder;

/* KEY@-#EID, or KEY(QUALIFIER)@-#EID, with -2, -3 … behind it where a name stands several times. */
static char *
record_id (Builder *b, const char *key, const char *eid)
{
  g_autofree char *qualified = g_hash_table_contains (b->taken, key)
                                   ? g_strdup_printf ("%s(%s)", key, b->storing->naming->qualifier)
                                   : g_strdup (key);
  g_autofree char *instrument = qz_instrument_id (qualified, QZ_DATE_UNKNOWN);
  char            *id = eid != NULL ? g_strconcat (instrument, "#", eid, NULL) : g_strconcat (instrument, "#text", NULL);

  for (guint n = 2; g_hash_table_contains (b->ids, id); n++) {
    g_free (id);
    id = g_strdup_printf ("%s#%s~%u", instrument, eid != NULL ? eid : "text", n);
  }
  g_hash_table_add (b->ids, g_strdup (id));
  if (g_hash_table_add (b->keys, g_strdup (key)))
    g_ptr_array_add (b->batch->names, g_strdup (key));
  return id;
}

/* ---- the record as an article of its law ---- */

/* All of it owned; of a name without an article, or a content that does not read as one, only the citations are there. */
typedef struct {
  QzSource     *source;
  QzInstrument *instrument;
  GPtrArray    *citations;
  GArray       *units;      /* in the record's content; NULL: none */
} Article;

static void
article_clear (Article *article)
{
  g_clear_pointer (&article->source, qz_source_free);
  g_clear_pointer (&article->instrument, qz_instrument_free);
  g_clear_pointer (&article->citations, g_ptr_array_unref);
  g_clear_pointer (&article->units, g_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Article, article_clear)

/* The content under its law's title and its own number is the law as far as it is known: in it 本法 and 前款 have a meaning. */
static gboolean
read_as_article (Article *article, const QzImport *import, const char *title, const char *num, const char *eid)
{
  g_autofree char *text = g_strconcat ("# ", title, "\n\n", num, " ", import->content, "\n", NULL);

  article->source = qz_source_read_bytes ("record.md", (const guint8 *) text, strlen (text), NULL);
  if (article->source == NULL)
    return FALSE;
  article->instrument = qz_instrument_parse (article->source);
  const QzProvision *provision = qz_provision_find (article->instrument->body, eid);
  if (provision != NULL)
    article->units = qz_units_find (provision, import->content);
  return provision != NULL;
}

static void
read_import (Article *article, const Builder *b, const QzImport *import, const char *title, const char *num, const char *eid)
{
  if (eid != NULL && g_str_has_prefix (eid, "art_") && !g_str_has_prefix (import->content, "第")
      && read_as_article (article, import, title, num, eid))
    article->citations = qz_citations_parse (article->instrument, article->source->text, b->storing->lexicon);
  else {
    article_clear (article);
    article->citations = qz_citations_parse_string (import->content, b->storing->lexicon);
  }
}

static json_t *
add_links (QzRecord *record, const Article *article, const QzImport *import, const char *key, const char *eid)
{
  json_t *links = json_array ();

  for (guint i = 0; article->citations != NULL && i < article->citations->len; i++) {
    const QzCitation *c = g_ptr_array_index (article->citations, i);
    gsize at = c->start;
    gboolean found = article->units == NULL
                     || qz_units_locate (article->units, import->content, article->source->text, c->start, c->end, &at);
    if (article->units != NULL && !found && c->from == NULL)
      continue; /* the title put over it */
    qz_links_terms (record, c, article->units != NULL ? key : NULL, article->units != NULL ? eid : NULL);
    qz_links_head (links, c, article->units != NULL ? key : NULL, found ? (json_int_t) at : -1, c->end - c->start);
  }
  return links;
}

static void
emit_import (Builder *b, const QzImport *import)
{
  g_autofree char *title = NULL, *territory = NULL;
  QzAddress        address;
  QzRank           rank;

  qz_store_split_name (import->name, &title, &address);
  g_autofree char *key = qz_title_key (title);
  g_autofree char *eid = qz_address_to_eid (&address);
  g_autofree char *article = qz_address_to_chinese (&address);
  g_autofree char *id = record_id (b, key, eid);
  QzRecord        *record = qz_record_new (id);
  json_t          *head = json_object ();

  g_auto (Article) read = { 0 };

  read_import (&read, b, import, title, article, eid);
  qz_territory_of (title, NULL, NULL, &territory, &rank);
  qz_terms_plain (record, QZ_T_KIND, "provision");
  qz_terms_plain (record, QZ_T_KEY, key);
  qz_terms_plain (record, "", b->storing->source_term);
  qz_terms_plain (record, QZ_T_EXTERNAL, import->id);
  qz_terms_plain (record, QZ_T_RANK, qz_rank_name (rank));
  qz_terms_place (record, QZ_T_PLACE, territory);
  qz_terms_prefixed (record, b->storing->segmenter, QZ_T_TITLE, title);
  qz_terms_text (record, b->storing->segmenter, &(QzHeadline) { key, eid, { title } }, import->content);
  g_autofree char *rank_value = g_strdup_printf ("%02d", rank);
  qz_record_set_value (record, QZ_SLOT_KEY, key);
  qz_record_set_value (record, QZ_SLOT_KIND, "provision");
  qz_record_set_value (record, QZ_SLOT_RANK, rank_value);
  if (territory != NULL)
    qz_record_set_value (record, QZ_SLOT_TERRITORY, territory);
  qz_record_set_value (record, QZ_SLOT_ID, id);
  qz_terms_tie (record, id);

  qz_head_string (head, "kind", "provision");
  qz_head_string (head, "id", id);
  qz_head_string (head, "external_id", import->id);
  qz_head_string (head, "title", title);
  qz_head_string (head, "key", key);
  qz_head_string (head, "rank", qz_rank_name (rank));
  qz_head_string (head, "territory", territory);
  qz_head_string (head, "eid", eid);
  qz_head_string (head, "article", *article != '\0' ? article : NULL);
  json_object_set_new (head, "units", qz_units_head (read.units));
  json_object_set_new (head, "links", add_links (record, &read, import, key, eid));
  qz_head_store (record, head, import->content);
  qz_batch_add (b->batch, b->storing, record);
  b->batch->n_provisions++;
}

QzBatch *
qz_store_imports (const QzSource *source, const QzStoring *storing)
{
  const QzNaming *naming = storing->naming;
  QzBatch        *batch = qz_batch_new ("records");
  Builder         b = { .storing = storing, .batch = batch };

  b.keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  b.ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  b.taken = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; naming != NULL && naming->taken != NULL && naming->taken[i] != NULL; i++)
    g_hash_table_add (b.taken, (char *) naming->taken[i]);
  for (guint i = 0; i < source->imports->len; i++)
    emit_import (&b, g_ptr_array_index (source->imports, i));
  g_hash_table_unref (b.keys);
  g_hash_table_unref (b.ids);
  g_hash_table_unref (b.taken);
  return batch;
}
