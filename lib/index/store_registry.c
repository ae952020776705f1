#include "config.h"

#include <string.h>

#include <quanze/store.h>

#include "lib/index/store_head.h"
#include "lib/index/store_links.h"
#include "lib/index/store_terms.h"

typedef struct {
  const QzRegistry *registry;
  const QzSource   *source;
  const QzStoring  *storing;
  QzBatch          *batch;
  GHashTable       *seen;        /* ids of this source */
  GHashTable       *taken;       /* ids of other sources; borrowed strings */
  char             *territory;
} Builder;

/* ---- ids ---- */

/* An id of its own within the source: CODE, CODE-2, … White space has no place in an id. */
static char *
own_id (Builder *b, const QzPower *power)
{
  g_autofree char *id = g_strdup (power->id != NULL && *power->id != '\0' ? power->id : "事项");
  g_autoptr (GString) squeezed = g_string_new (NULL);

  for (const char *p = id; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isspace (g_utf8_get_char (p)))
      g_string_append_len (squeezed, p, g_utf8_next_char (p) - p);
  char *own = g_strdup (squeezed->str);
  for (guint n = 2; g_hash_table_contains (b->seen, own); n++) {
    g_free (own);
    own = g_strdup_printf ("%s-%u", squeezed->str, n);
  }
  g_hash_table_add (b->seen, g_strdup (own));
  g_ptr_array_add (b->batch->names, g_strdup (own));
  return own;
}

static char *
final_id (Builder *b, const char *own)
{
  if (!g_hash_table_contains (b->taken, own))
    return g_strdup (own);
  return g_strdup_printf ("%s(%s)", own, b->storing->naming->qualifier != NULL ? b->storing->naming->qualifier : "另");
}

/* ---- text ---- */

static void
append_line (GString *text, const char *value)
{
  if (value == NULL || *value == '\0')
    return;
  if (text->len > 0)
    g_string_append_c (text, '\n');
  g_string_append (text, value);
}

static char *
power_text (const QzPower *p)
{
  const char *const fields[] = { p->name, p->subname, p->category, p->holder, p->office, p->window, p->from_department,
                                 p->scope, p->limits, p->duties, p->accountability, p->grant, p->remark, p->basis_text };
  GString          *text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    append_line (text, fields[i]);
  return g_string_free (text, FALSE);
}

/* ---- basis ---- */

static json_t *
basis_head (Builder *b, QzRecord *record, const QzPower *power)
{
  json_t *list = json_array ();

  if (power->basis_text == NULL)
    return list;
  GPtrArray *bases = qz_basis_parse (power->basis_text, b->storing->lexicon);
  for (guint i = 0; bases != NULL && i < bases->len; i++) {
    const QzBasis   *basis = g_ptr_array_index (bases, i);
    g_autofree char *key = basis->title != NULL ? qz_title_key (basis->title) : NULL;
    json_t          *object = json_object (), *citations = json_array ();
    if (key != NULL)
      qz_terms_plain (record, QZ_T_LINK, key);
    for (guint k = 0; basis->citations != NULL && k < basis->citations->len; k++) {
      const QzCitation *c = g_ptr_array_index (basis->citations, k);
      qz_links_terms (record, c, NULL, NULL);
      for (guint t = 0; t < c->targets->len; t++) {
        const QzTarget  *target = g_ptr_array_index (c->targets, t);
        g_autofree char *eid = qz_address_to_eid (&target->address);
        g_autofree char *text = qz_citation_format (target->title != NULL ? target->title : "", &target->address);
        json_t          *citation = json_object ();
        qz_head_string (citation, "eid", eid);
        qz_head_string (citation, "key", target->key);
        qz_head_string (citation, "citation", text);
        qz_head_string (citation, "quote", g_ptr_array_index (basis->quotes, k));
        json_array_append_new (citations, citation);
      }
    }
    qz_head_string (object, "title", basis->title);
    qz_head_string (object, "key", key);
    json_object_set_new (object, "citations", citations);
    qz_head_string (object, "quote", basis->quote);
    json_array_append_new (list, object);
  }
  g_clear_pointer (&bases, g_ptr_array_unref);
  return list;
}

/* ---- a power ---- */

static const char *
territory_of (const Builder *b, const QzPower *p)
{
  return p->territory != NULL || p->registry != NULL ? p->territory : b->territory;
}

static json_t *
power_head (Builder *b, const QzPower *p, const char *id)
{
  /* clang-format off */
  const struct { const char *key, *value; } fields[] = {
    { "kind", "power" }, { "id", id }, { "code", p->code }, { "name", p->name }, { "subname", p->subname },
    { "category", p->category }, { "holder", p->holder }, { "office", p->office }, { "window", p->window },
    { "level", p->level }, { "mode_declared", qz_mode_name (p->mode_declared) },
    { "from_department", p->from_department }, { "scope", p->scope }, { "limits", p->limits }, { "duties", p->duties },
    { "duty_basis", p->duty_basis }, { "accountability", p->accountability }, { "remark", p->remark }, { "grant", p->grant }, { "status", p->status },
    { "basis_text", p->basis_text }, { "registry", p->registry != NULL ? p->registry : b->registry->title }, { "territory", territory_of (b, p) },
  };
  /* clang-format on */
  json_t *head = json_object (), *source = json_object ();

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    qz_head_string (head, fields[i].key, fields[i].value);
  json_object_set_new (head, "internal", json_boolean (p->internal));
  qz_head_date (head, "valid_from", p->valid_from);
  qz_head_date (head, "valid_to", p->valid_to);
  qz_head_string (source, "path", p->origin != NULL ? p->origin : b->source->path);
  qz_head_string (source, "sheet", p->sheet);
  qz_head_number (source, "row", p->row);
  json_object_set_new (head, "source", source);
  return head;
}

static void
add_terms (Builder *b, QzRecord *record, const QzPower *p)
{
  qz_terms_plain (record, QZ_T_KIND, "power");
  qz_terms_plain (record, "", b->storing->source_term);
  qz_terms_prefixed (record, b->storing->segmenter, QZ_T_NAME, p->name);
  qz_terms_prefixed (record, b->storing->segmenter, QZ_T_NAME, p->subname);
  qz_terms_folded (record, QZ_T_HOLDER, p->holder);
  qz_terms_prefixed (record, b->storing->segmenter, QZ_T_HOLDER, p->holder);
  qz_terms_plain (record, QZ_T_MODE, qz_mode_name (p->mode_declared));
  qz_terms_folded (record, QZ_T_CATEGORY, p->category);
  qz_terms_folded (record, QZ_T_OFFICE, p->office);
  qz_terms_folded (record, QZ_T_DEPARTMENT, p->from_department);
  qz_terms_folded (record, QZ_T_CODE, p->code);
  qz_terms_place (record, QZ_T_PLACE, territory_of (b, p));
}

static void
add_values (Builder *b, QzRecord *record, const QzPower *p, const char *id)
{
  const struct {
    guint slot;
    const char *value;
  } values[] = {
    { QZ_SLOT_KIND, "power" },
    { QZ_SLOT_HOLDER, p->holder },
    { QZ_SLOT_MODE, qz_mode_name (p->mode_declared) },
    { QZ_SLOT_CATEGORY, p->category },
    { QZ_SLOT_DEPARTMENT, p->from_department },
    { QZ_SLOT_OFFICE, p->office },
    { QZ_SLOT_TERRITORY, territory_of (b, p) },
    { QZ_SLOT_ID, id },
  };

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    if (values[i].value != NULL)
      qz_record_set_value (record, values[i].slot, values[i].value);
  qz_head_slot_date (record, QZ_SLOT_FROM, p->valid_from);
  qz_head_slot_date (record, QZ_SLOT_UNTIL, p->valid_to);
  qz_terms_tie (record, id);
}

static void
emit_power (Builder *b, const QzPower *power)
{
  g_autofree char *own = own_id (b, power);
  g_autofree char *id = final_id (b, own);
  g_autofree char *text = power_text (power);
  QzRecord        *record = qz_record_new (id);
  json_t          *head = power_head (b, power, id);

  add_terms (b, record, power);
  add_values (b, record, power, id);
  qz_terms_text (record, b->storing->segmenter, &(QzHeadline) { .under = { power->name, power->subname } }, text);
  json_object_set_new (head, "basis", basis_head (b, record, power));
  qz_head_store (record, head, text);
  qz_batch_add (b->batch, b->storing, record);
  b->batch->n_powers++;
}

QzBatch *
qz_store_registry (const QzRegistry *registry, const QzSource *source, const QzStoring *storing)
{
  const QzNaming *naming = storing->naming;
  QzBatch        *batch = qz_batch_new ("registry");
  Builder         b = { .registry = registry, .source = source, .storing = storing, .batch = batch };
  QzRank          rank;

  b.seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  b.taken = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; naming != NULL && naming->taken != NULL && naming->taken[i] != NULL; i++)
    g_hash_table_add (b.taken, (char *) naming->taken[i]);
  g_autofree char *printed = NULL;
  qz_territory_of (registry->title, registry->holder, source->path, &printed, &rank);
  b.territory = qz_place_complete (storing->lexicon, printed);
  batch->title = g_strdup (registry->title);
  batch->key = registry->title != NULL ? qz_title_key (registry->title) : NULL;
  batch->issuer = g_strdup (registry->holder);
  batch->territory = g_strdup (b.territory);
  for (guint i = 0; i < registry->powers->len; i++)
    emit_power (&b, g_ptr_array_index (registry->powers, i));
  g_hash_table_unref (b.seen);
  g_hash_table_unref (b.taken);
  g_free (b.territory);
  return batch;
}
