/* quanze.tree/1 */
#include "config.h"

#include <string.h>

#include <jansson.h>

#include <quanze/instrument.h>
#include <quanze/text.h>

/* Byte offsets of the tree, ascending, and the code points they stand for. */
typedef struct {
  GArray *bytes, *points;   /* gsize */
} Offsets;

static void
collect (GArray *offsets, const QzProvision *provision)
{
  g_array_append_val (offsets, provision->start);
  g_array_append_val (offsets, provision->end);
  for (guint i = 0; i < provision->children->len; i++)
    collect (offsets, provision->children->pdata[i]);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  gsize x = *(const gsize *) a, y = *(const gsize *) b;
  return (x > y) - (x < y);
}

static void
offsets_init (Offsets *offsets, const QzInstrument *instrument, const char *text)
{
  offsets->bytes = g_array_new (FALSE, FALSE, sizeof (gsize));
  collect (offsets->bytes, instrument->body);
  for (guint i = 0; i < instrument->annexes->len; i++)
    collect (offsets->bytes, instrument->annexes->pdata[i]);
  for (guint i = 0; i < instrument->defects->len; i++)
    g_array_append_val (offsets->bytes, ((QzDefect *) instrument->defects->pdata[i])->at);
  g_array_sort (offsets->bytes, compare);
  offsets->points = g_array_copy (offsets->bytes);
  qz_text_to_code_points (text, &g_array_index (offsets->points, gsize, 0), offsets->points->len);
}

static json_int_t
code_point (const Offsets *offsets, gsize byte)
{
  guint at;
  if (!g_array_binary_search (offsets->bytes, &byte, compare, &at))
    return 0;
  return (json_int_t) g_array_index (offsets->points, gsize, at);
}

static json_t *
day_to_json (QzDate day)
{
  g_autofree char *iso = qz_date_to_iso (day);
  return iso != NULL ? json_string (iso) : json_null ();
}

static json_t *
strings_to_json (const GPtrArray *strings)
{
  json_t *list = json_array ();
  for (guint i = 0; i < strings->len; i++)
    json_array_append_new (list, json_string (strings->pdata[i]));
  return list;
}

static json_t *
provision_to_json (const QzProvision *provision, const Offsets *offsets)
{
  json_t *children = json_array ();

  for (guint i = 0; i < provision->children->len; i++)
    json_array_append_new (children, provision_to_json (provision->children->pdata[i], offsets));
  return json_pack ("{s:s, s:s, s:s?, s:s?, s:s, s:I, s:I, s:o}", "eid", provision->eid, "kind",
                    qz_level_name (provision->level), "num", provision->num, "heading", provision->heading, "text",
                    provision->text, "start", code_point (offsets, provision->start), "end",
                    code_point (offsets, provision->end), "children", children);
}

static json_t *
provisions_to_json (const GPtrArray *provisions, const Offsets *offsets)
{
  json_t *list = json_array ();
  for (guint i = 0; i < provisions->len; i++)
    json_array_append_new (list, provision_to_json (provisions->pdata[i], offsets));
  return list;
}

static json_t *
counts_to_json (const guint *counts)
{
  static const QzLevel counted[] = { QZ_LEVEL_PART,    QZ_LEVEL_SUBPART,   QZ_LEVEL_CHAPTER,
                                     QZ_LEVEL_SECTION, QZ_LEVEL_ARTICLE,   QZ_LEVEL_PARAGRAPH,
                                     QZ_LEVEL_ITEM,    QZ_LEVEL_POINT,     QZ_LEVEL_HEADING };
  json_t *object = json_object ();
  for (gsize i = 0; i < G_N_ELEMENTS (counted); i++)
    json_object_set_new (object, qz_level_name (counted[i]), json_integer (counts[counted[i]]));
  return object;
}

static json_t *
defects_to_json (const GPtrArray *defects, const Offsets *offsets)
{
  json_t *list = json_array ();
  for (guint i = 0; i < defects->len; i++) {
    const QzDefect *defect = defects->pdata[i];
    json_array_append_new (list, json_pack ("{s:s, s:I, s:s}", "code", defect->code, "at",
                                            code_point (offsets, defect->at), "text", defect->text));
  }
  return list;
}

char *
qz_instrument_to_json (const QzInstrument *instrument, const QzSource *source)
{
  Offsets offsets;

  offsets_init (&offsets, instrument, source->text);
  json_t *object = json_pack (
    "{s:s, s:s, s:s, s:s, s:s?, s:s?, s:s?, s:s, s:o, s:o, s:o, s:b, s:o, s:o, s:o, s:s?, s:o, s:o, s:o}", "schema", "quanze.tree/1",
    "path", source->path, "title", instrument->title, "key", instrument->key, "number", instrument->number, "issuer",
    instrument->issuer, "territory", instrument->territory, "rank", qz_rank_name (instrument->rank), "promulgated",
    day_to_json (instrument->promulgated), "version", day_to_json (instrument->version), "effective",
    day_to_json (instrument->effective), "effective_inferred", instrument->effective_inferred, "front", strings_to_json (instrument->front), "repeals",
    strings_to_json (instrument->repeals), "counts", counts_to_json (instrument->counts), "last_article",
    instrument->last_article, "defects", defects_to_json (instrument->defects, &offsets), "provisions",
    provisions_to_json (instrument->body->children, &offsets), "annexes", provisions_to_json (instrument->annexes, &offsets));
  char *text = json_dumps (object, JSON_COMPACT);

  json_decref (object);
  g_array_unref (offsets.bytes);
  g_array_unref (offsets.points);
  char *out = g_strdup (text);
  free (text);
  return out;
}
