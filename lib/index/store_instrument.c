#include "config.h"

#include <string.h>

#include <quanze/grant.h>
#include <quanze/store.h>

#include "lib/index/store_head.h"
#include "lib/index/store_links.h"
#include "lib/index/store_parts.h"
#include "lib/index/store_terms.h"
#include "lib/index/store_units.h"
#include "lib/vest/vesting_json.h"

/* Ceilings of one document; what lies beyond is left out of the heads, never of the text. */
#define MAX_LINKS 4000        /* links of one record */
#define MAX_DEPTH 32

/* What every record of an instrument shares, and where the walk stands. */
typedef struct {
  const QzInstrument *instrument;
  const QzSource     *source;
  const QzStoring    *storing;
  GPtrArray          *citations;   /* QzCitation*, by start */
  GPtrArray          *vestings;    /* QzVesting*, by start */
  char               *id;          /* of the instrument */
  char               *territory;   /* completed by the site's places; NULL */
  QzBatch            *batch;
  GPtrArray          *path;        /* char*: headings of the containers around */
} Builder;

/* ---- what instrument and provisions share ---- */

static void
add_shared_terms (Builder *b, QzRecord *record, const char *kind)
{
  const QzInstrument *in = b->instrument;

  qz_terms_plain (record, QZ_T_KIND, kind);
  qz_terms_plain (record, QZ_T_KEY, in->key);
  qz_terms_plain (record, QZ_T_VERSION, b->id);
  qz_terms_plain (record, "", b->storing->source_term);
  qz_terms_plain (record, QZ_T_RANK, qz_rank_name (in->rank));
  qz_terms_place (record, QZ_T_PLACE, b->territory);
  qz_terms_names (record, QZ_T_ISSUER, in->issuer);
  qz_terms_folded (record, QZ_T_NUMBER, in->number);
  qz_terms_prefixed (record, b->storing->segmenter, QZ_T_TITLE, in->title);
}

static void
add_shared_values (Builder *b, QzRecord *record, const char *kind, const char *id)
{
  const QzInstrument *in = b->instrument;
  g_autofree char    *rank = g_strdup_printf ("%02d", in->rank);

  qz_record_set_value (record, QZ_SLOT_KEY, in->key);
  qz_head_slot_date (record, QZ_SLOT_VERSION, in->version);
  qz_head_slot_date (record, QZ_SLOT_FROM, in->effective);
  qz_record_set_value (record, QZ_SLOT_KIND, kind);
  qz_record_set_value (record, QZ_SLOT_RANK, rank);
  if (b->territory != NULL)
    qz_record_set_value (record, QZ_SLOT_TERRITORY, b->territory);
  if (in->issuer != NULL)
    qz_record_set_value (record, QZ_SLOT_ISSUER, in->issuer);
  qz_record_set_value (record, QZ_SLOT_ID, id);
  qz_terms_tie (record, id);
}

static json_t *
shared_head (Builder *b, const char *kind, const char *id)
{
  const QzInstrument *in = b->instrument;
  json_t             *head = json_object ();

  qz_head_string (head, "kind", kind);
  qz_head_string (head, "id", id);
  qz_head_string (head, "title", in->title);
  qz_head_string (head, "key", in->key);
  qz_head_string (head, "number", in->number);
  qz_head_string (head, "issuer", in->issuer);
  qz_head_string (head, "rank", qz_rank_name (in->rank));
  qz_head_string (head, "territory", b->territory);
  qz_head_date (head, "version", in->version);
  qz_head_date (head, "effective", in->effective);
  return head;
}

/* ---- provisions ---- */

static guint
first_citation_from (const GPtrArray *citations, gsize at)
{
  guint low = 0, high = citations->len;

  while (low < high) {
    guint             middle = low + (high - low) / 2;
    const QzCitation *citation = g_ptr_array_index (citations, middle);
    if (citation->start < at)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

static json_t *
add_links (Builder *b, QzRecord *record, const QzProvision *provision, const GArray *units, const char *full)
{
  json_t          *links = json_array ();
  const char      *source = b->source->text;
  g_autofree char *article = NULL;
  QzAddress        address;

  if (qz_address_from_eid (provision->eid, &address))
    article = qz_links_article (&address);
  for (guint i = first_citation_from (b->citations, provision->start);
       i < b->citations->len && json_array_size (links) < MAX_LINKS; i++) {
    const QzCitation *c = g_ptr_array_index (b->citations, i);
    gsize             at = 0;
    if (c->start >= provision->end)
      break;
    gboolean found = qz_units_locate (units, full, source, c->start, c->end, &at);
    qz_links_terms (record, c, b->instrument->key, article);
    qz_links_head (links, c, b->instrument->key, found ? (json_int_t) at : -1, c->end - c->start);
  }
  return links;
}

/* What the provision's clauses vest, and H terms of the holders. */
static json_t *
add_vestings (Builder *b, QzRecord *record, const QzProvision *provision)
{
  json_t *list = json_array ();

  for (guint i = 0; i < b->vestings->len && json_array_size (list) < MAX_LINKS; i++) {
    const QzVesting *v = g_ptr_array_index (b->vestings, i);
    if (v->start < provision->start || v->start >= provision->end)
      continue;
    json_array_append_new (list, qz_vesting_to_json (v));
    qz_terms_names (record, QZ_T_HOLDER, v->holder);
    qz_terms_names (record, QZ_T_HOLDER, v->to);
  }
  return list;
}

static char *
joined_path (const GPtrArray *path)
{
  GString *joined = g_string_new (NULL);

  for (guint i = 0; i < path->len; i++)
    g_string_append_printf (joined, "%s%s", i > 0 ? " > " : "", (const char *) g_ptr_array_index (path, i));
  return g_string_free (joined, FALSE);
}

static void
emit_provision (Builder *b, const QzProvision *p)
{
  g_autofree char *full = qz_provision_full_text (p);
  gboolean         headed = p->heading != NULL && *p->heading != '\0';

  if (*full == '\0' && !headed)
    return;
  g_autoptr (GArray) units = qz_units_find (p, full);
  g_autofree char *id = g_strconcat (b->id, "#", p->eid, NULL);
  g_autofree char *path = joined_path (b->path);
  QzRecord        *record = qz_record_new (id);
  json_t          *head = shared_head (b, "provision", id);

  add_shared_terms (b, record, "provision");
  add_shared_values (b, record, "provision", id);
  for (guint i = 0; i < b->path->len; i++)
    qz_terms_prefixed (record, b->storing->segmenter, QZ_T_TITLE, g_ptr_array_index (b->path, i));
  qz_terms_prefixed (record, b->storing->segmenter, QZ_T_TITLE, p->heading);
  qz_terms_text (record, b->storing->segmenter, &(QzHeadline) { b->instrument->key, p->eid, { b->instrument->title, path, p->heading } }, full);
  qz_sketch_add (&b->batch->sketch, full);

  qz_head_string (head, "eid", p->eid);
  qz_head_string (head, "article", p->num);
  qz_head_string (head, "heading", p->heading);
  qz_head_string (head, "path", path);
  json_object_set_new (head, "units", qz_units_head (units));
  json_object_set_new (head, "links", add_links (b, record, p, units, full));
  json_object_set_new (head, "vestings", add_vestings (b, record, p));
  qz_head_store (record, head, full);
  qz_batch_add (b->batch, b->storing, record);
  b->batch->n_provisions++;
}

static gboolean
has_numbered_child (const QzProvision *p, guint depth)
{
  for (guint i = 0; p->children != NULL && depth < MAX_DEPTH && i < p->children->len; i++) {
    const QzProvision *child = g_ptr_array_index (p->children, i);
    if (child->level == QZ_LEVEL_ARTICLE || has_numbered_child (child, depth + 1))
      return TRUE;
  }
  return FALSE;
}

/* Parts to sections, and what else only groups articles: 一、管辖 over 第一条 in judicial interpretations. */
static gboolean
is_container (const QzProvision *p)
{
  return p->level <= QZ_LEVEL_SECTION
         || ((p->level == QZ_LEVEL_HEADING || p->level == QZ_LEVEL_BLOCK) && has_numbered_child (p, 0));
}

/* One record an article, a top heading, a preamble, a loose paragraph; containers give their path. */
static void
emit_below (Builder *b, const QzProvision *p, guint depth)
{
  for (guint i = 0; p->children != NULL && i < p->children->len; i++) {
    const QzProvision *child = g_ptr_array_index (p->children, i);
    if (!is_container (child) || depth >= MAX_DEPTH) {
      emit_provision (b, child);
      continue;
    }
    g_ptr_array_add (b->path, g_strjoin (child->num != NULL && child->heading != NULL ? " " : "",
                                         child->num != NULL ? child->num : "",
                                         child->heading != NULL ? child->heading : "", NULL));
    emit_below (b, child, depth + 1);
    g_ptr_array_set_size (b->path, b->path->len - 1);
  }
}

static void
emit_annexes (Builder *b)
{
  for (guint i = 0; b->instrument->annexes != NULL && i < b->instrument->annexes->len; i++) {
    const QzProvision *annex = g_ptr_array_index (b->instrument->annexes, i);
    if (!has_numbered_child (annex, 0)) {
      emit_provision (b, annex);
      continue;
    }
    g_ptr_array_add (b->path, g_strjoin (" ", annex->num != NULL ? annex->num : "附件",
                                         annex->heading != NULL ? annex->heading : "", NULL));
    emit_below (b, annex, 0);
    g_ptr_array_set_size (b->path, 0);
  }
}

/* ---- the instrument itself ---- */

static json_t *
strings_head (const GPtrArray *strings)
{
  json_t *list = json_array ();

  for (guint i = 0; strings != NULL && i < strings->len; i++)
    json_array_append_new (list, json_string (g_ptr_array_index (strings, i)));
  return list;
}

static json_t *
dates_head (const GArray *dates)
{
  json_t *list = json_array ();

  for (guint i = 0; dates != NULL && i < dates->len; i++) {
    g_autofree char *iso = qz_date_to_iso (g_array_index (dates, QzDate, i));
    if (iso != NULL)
      json_array_append_new (list, json_string (iso));
  }
  return list;
}

static json_t *
counts_head (const QzInstrument *in)
{
  json_t *counts = json_object ();

  for (QzLevel level = 0; level < QZ_N_LEVELS; level++)
    if (level != QZ_LEVEL_ANNEX && level != QZ_LEVEL_PREAMBLE)
      qz_head_number (counts, qz_level_name (level), in->counts[level]);
  return counts;
}

static json_t *
defects_head (const GPtrArray *defects)
{
  json_t *list = json_array ();

  for (guint i = 0; defects != NULL && i < defects->len; i++) {
    const QzDefect *defect = g_ptr_array_index (defects, i);
    json_t         *object = json_object ();
    qz_head_string (object, "code", defect->code);
    qz_head_number (object, "at", defect->at);
    qz_head_string (object, "text", defect->text);
    json_array_append_new (list, object);
  }
  return list;
}

/* top[]: parts to sections and top headings; articles[]: eids. */
static void
list_body (const QzProvision *p, json_t *top, json_t *articles, guint depth)
{
  for (guint i = 0; p->children != NULL && depth < MAX_DEPTH && i < p->children->len; i++) {
    const QzProvision *child = g_ptr_array_index (p->children, i);
    if (child->level == QZ_LEVEL_ARTICLE)
      json_array_append_new (articles, json_string (child->eid));
    if (child->level > QZ_LEVEL_SECTION && child->level != QZ_LEVEL_HEADING && !is_container (child))
      continue;
    json_t *object = json_object ();
    qz_head_string (object, "eid", child->eid);
    qz_head_string (object, "num", child->num);
    qz_head_string (object, "heading", child->heading);
    json_array_append_new (top, object);
    if (is_container (child))
      list_body (child, top, articles, depth + 1);
  }
}

/* The items it hands on, and J terms of their names. */
static json_t *
add_grants (Builder *b, QzRecord *record)
{
  g_autoptr (GPtrArray) grants = qz_grants_parse (b->instrument, b->storing->lexicon);
  json_t *list = json_array ();

  for (guint i = 0; i < grants->len; i++) {
    const QzGrant *grant = g_ptr_array_index (grants, i);
    json_t *object = json_object ();
    qz_head_string (object, "mode", qz_mode_name (grant->mode));
    qz_head_string (object, "from", grant->from);
    qz_head_string (object, "to", grant->to);
    qz_head_string (object, "what", grant->what);
    qz_head_string (object, "condition", grant->condition);
    qz_head_date (object, "since", grant->since);
    qz_head_date (object, "until", grant->until);
    qz_head_string (object, "eid", grant->eid);
    json_array_append_new (list, object);
    g_autofree char *key = qz_grant_key (grant->what);
    qz_terms_plain (record, QZ_T_GRANT, key);
  }
  return list;
}

static json_t *
instrument_head (Builder *b)
{
  const QzInstrument *in = b->instrument;
  json_t             *head = shared_head (b, "instrument", b->id);
  json_t             *top = json_array (), *articles = json_array ();

  list_body (in->body, top, articles, 0);
  qz_head_date (head, "promulgated", in->promulgated);
  qz_head_date (head, "published", in->published);
  json_object_set_new (head, "effective_inferred", json_boolean (in->effective_inferred));
  json_object_set_new (head, "dates", dates_head (in->dates));
  json_object_set_new (head, "front", strings_head (in->front));
  json_object_set_new (head, "repeals", strings_head (in->repeals));
  json_object_set_new (head, "counts", counts_head (in));
  qz_head_string (head, "last_article", in->last_article);
  qz_head_string (head, "path", b->source->path);
  qz_head_string (head, "format", b->source->format);
  json_object_set_new (head, "top", top);
  json_object_set_new (head, "articles", articles);
  json_object_set_new (head, "defects", defects_head (in->defects));
  return head;
}

/* Its text is the title and the front matter as printed. */
static char *
instrument_text (const QzInstrument *in)
{
  GString *text = g_string_new (in->title);

  for (guint i = 0; in->front != NULL && i < in->front->len; i++) {
    const char *line = g_ptr_array_index (in->front, i);
    if (g_strcmp0 (line, in->title) != 0)
      g_string_append_printf (text, "\n%s", line);
  }
  return g_string_free (text, FALSE);
}

static void
add_front_links (Builder *b, QzRecord *record)
{
  const QzProvision *body = b->instrument->body;
  gsize              start = body->children != NULL && body->children->len > 0
                               ? ((const QzProvision *) g_ptr_array_index (body->children, 0))->start
                               : G_MAXSIZE;

  for (guint i = 0; i < b->citations->len; i++) {
    const QzCitation *c = g_ptr_array_index (b->citations, i);
    if (c->from == NULL && c->start < start)
      qz_links_terms (record, c, b->instrument->key, NULL);
  }
  for (guint i = 0; b->instrument->repeals != NULL && i < b->instrument->repeals->len; i++)
    qz_terms_plain (record, QZ_T_LINK, g_ptr_array_index (b->instrument->repeals, i));
}

static void
emit_instrument (Builder *b, gboolean part)
{
  QzRecord        *record = qz_record_new (b->id);
  g_autofree char *text = instrument_text (b->instrument);
  json_t          *head = instrument_head (b);

  json_object_set_new (head, "grants", add_grants (b, record));
  add_shared_terms (b, record, "instrument");
  add_shared_values (b, record, "instrument", b->id);
  qz_terms_text (record, b->storing->segmenter, &(QzHeadline) { b->instrument->key, NULL, { b->instrument->title } }, text);
  add_front_links (b, record);
  if (part) {
    b->batch->head = json_dumps (head, JSON_COMPACT);
    b->batch->instrument = record;
    qz_head_store (record, head, text);
    return;
  }
  qz_head_store (record, head, text);
  qz_batch_add (b->batch, b->storing, record);
}

/* ---- the batch ---- */

static void
find_article_range (const QzProvision *p, QzBatch *batch, guint depth)
{
  for (guint i = 0; p->children != NULL && depth < MAX_DEPTH && i < p->children->len; i++) {
    const QzProvision *child = g_ptr_array_index (p->children, i);
    if (child->level == QZ_LEVEL_ARTICLE && child->number > 0) {
      batch->first_article = batch->first_article == 0 ? child->number : MIN (batch->first_article, child->number);
      batch->last_article = MAX (batch->last_article, child->number);
    } else if (is_container (child))
      find_article_range (child, batch, depth + 1);
  }
}

static char *
qualified_id (const QzInstrument *in, const QzNaming *naming)
{
  if (naming == NULL || naming->qualifier == NULL)
    return qz_instrument_id (in->key, in->version);
  g_autofree char *key = g_strdup_printf ("%s(%s)", in->key, naming->qualifier);
  return qz_instrument_id (key, in->version);
}

QzBatch *
qz_store_instrument (const QzInstrument *instrument, const QzSource *source, const QzStoring *storing)
{
  const QzNaming *naming = storing->naming;
  QzBatch        *batch = qz_batch_new ("instrument");
  Builder         b = { .instrument = instrument, .source = source, .storing = storing, .batch = batch,
                        .id = qualified_id (instrument, naming) };

  b.citations = qz_citations_parse (instrument, source->text, storing->lexicon);
  b.territory = qz_place_complete (storing->lexicon, instrument->territory);
  b.vestings = qz_vestings_parse (instrument, source->text, storing->lexicon);
  b.path = g_ptr_array_new_with_free_func (g_free);
  batch->title = g_strdup (instrument->title);
  batch->key = g_strdup (instrument->key);
  batch->issuer = g_strdup (instrument->issuer);
  batch->territory = g_strdup (instrument->territory);
  batch->rank = instrument->rank;
  batch->version = instrument->version;
  find_article_range (instrument->body, batch, 0);
  emit_instrument (&b, naming != NULL && naming->part);
  const char *part = naming == NULL || !naming->part
                       ? NULL
                       : qz_store_part_line ((const char *const *) instrument->front->pdata, instrument->front->len);
  if (part != NULL)
    g_ptr_array_add (b.path, g_strdup (part));
  emit_below (&b, instrument->body, 0);
  emit_annexes (&b);
  g_ptr_array_unref (b.citations);
  g_ptr_array_unref (b.vestings);
  g_free (b.territory);
  g_ptr_array_unref (b.path);
  g_free (b.id);
  return batch;
}
