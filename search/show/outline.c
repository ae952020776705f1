/* Divisions are not records: each record names those above it (「第一章 总则 > 第一节 …」), the instrument lists
 * them. Records come in no order of their own where a document has several files or shards, so the order is that of
 * their addresses. */
#include "config.h"

#include <string.h>

#include <quanze/store.h>
#include <quanze/text.h>

#include "search/show/outline.h"

#define PATH_SEPARATOR " > "

static QzOutline *
node_new (QzLevel level, const char *eid, const char *num, const char *heading)
{
  QzOutline *node = g_new0 (QzOutline, 1);

  node->level = level;
  node->eid = g_strdup (eid);
  node->num = num != NULL && *num != '\0' ? g_strdup (num) : NULL;
  node->heading = heading != NULL && *heading != '\0' ? g_strdup (heading) : NULL;
  node->children = g_ptr_array_new_with_free_func ((GDestroyNotify)qz_outline_free);
  return node;
}

void
qz_outline_free (QzOutline *outline)
{
  if (outline == NULL)
    return;
  g_ptr_array_unref (outline->children);
  qz_found_free (outline->record);
  g_free (outline->eid);
  g_free (outline->num);
  g_free (outline->heading);
  g_free (outline);
}

/* ---- levels ---- */

/* Of the last segment of an eid, "~2" aside. */
static QzLevel
level_of (const char *eid)
{
  const char *last = eid;

  for (const char *p = strstr (eid, "__"); p != NULL; p = strstr (p + 2, "__"))
    last = p + 2;
  for (QzLevel level = 0; level < QZ_N_LEVELS; level++) {
    const char *name = qz_level_eid_name (level);
    gsize len = strlen (name);
    if (g_str_has_prefix (last, name) && (last[len] == '_' || last[len] == '\0'))
      return level;
  }
  return QZ_LEVEL_BLOCK;
}

/* ---- inside a record ---- */

/* Whether the unit EID stands directly or deeper below PARENT. */
static gboolean
is_below (const char *eid, const char *parent)
{
  gsize len = strlen (parent);

  return g_str_has_prefix (eid, parent) && g_str_has_prefix (eid + len, "__");
}

/* Bytes of HEAD, a number or heading, that TEXT starts with, and the space behind it. */
static gsize
head_len (const char *text, const char *head)
{
  gsize len = head != NULL && g_str_has_prefix (text, head) ? strlen (head) : 0, space;

  while (len > 0 && (space = qz_text_space_span (text + len)) > 0)
    len += space;
  return len;
}

/* Where the words of NODE stand before its children and behind them; it reaches from FROM to END. */
static void
set_words (QzOutline *node, gsize from, gsize end)
{
  const char *text = node->holder->text;
  guint n = node->children->len;
  const QzOutline *first = n > 0 ? node->children->pdata[0] : NULL, *last = n > 0 ? node->children->pdata[n - 1] : NULL;

  node->from = from;
  node->start = from + head_len (text + from, node->num);
  node->start += head_len (text + node->start, node->heading);
  node->end = MAX (first != NULL ? first->from : end, node->start);
  node->tail = MAX (last != NULL ? last->tail_end : end, node->end);
  node->tail_end = MAX (end, node->tail);
}

/* Adds the units from *AT on that stand below PARENT, and theirs. */
static void
add_units (QzOutline *parent, const QzFound *record, const json_t *units, size_t *at)
{
  while (*at < json_array_size (units)) {
    const json_t *unit = json_array_get (units, *at);
    const char *eid = qz_json_text (unit, "eid");
    if (eid == NULL || !is_below (eid, parent->eid))
      return;
    QzOutline *node = node_new (level_of (eid), eid, qz_json_text (unit, "num"), NULL);
    gsize end = MIN ((gsize)json_integer_value (json_object_get (unit, "end")), strlen (record->text));
    node->holder = record;
    ++*at;
    add_units (node, record, units, at);
    set_words (node, MIN ((gsize)json_integer_value (json_object_get (unit, "start")), end), end);
    g_ptr_array_add (parent->children, node);
  }
}

QzOutline *
qz_outline_of_record (QzFound *found)
{
  const char *eid = qz_found_string (found, "eid");
  QzOutline *node = node_new (eid != NULL ? level_of (eid) : QZ_LEVEL_BLOCK, eid != NULL ? eid : "block_1",
                              qz_found_string (found, "article"), qz_found_string (found, "heading"));
  size_t at = 0;

  node->record = found;
  node->holder = found;
  if (found->text == NULL)
    found->text = "";
  add_units (node, found, json_object_get (found->head, "units"), &at);
  set_words (node, 0, strlen (found->text));
  return node;
}

/* ---- divisions ---- */

typedef struct {
  QzOutline *root;
  const json_t *top; /* the divisions as the instrument lists them */
  size_t next;       /* in TOP */
  GHashTable *eids;  /* those given */
  GPtrArray *open;   /* QzOutline*: the divisions that stand open, borrowed */
  GPtrArray *names;  /* char*: as paths have them */
} Builder;

/* EID, or the first of EID~2, EID~3 … that no other has. */
static char *
unused_eid (Builder *builder, const char *eid)
{
  char *unused = g_strdup (eid);

  for (guint n = 2; !g_hash_table_add (builder->eids, g_strdup (unused)); n++) {
    g_free (unused);
    unused = g_strdup_printf ("%s~%u", eid, n);
  }
  return unused;
}

/* Whether the division of TOP prints as NAME in a path. */
static gboolean
is_named (const json_t *division, const char *name)
{
  const char *num = qz_json_text (division, "num"), *heading = qz_json_text (division, "heading");
  g_autofree char *printed = g_strconcat (num != NULL ? num : "", num != NULL && heading != NULL ? " " : "",
                                          heading != NULL ? heading : "", NULL);

  return g_str_equal (printed, name);
}

/* annex_1 of annex_1__art_2; NULL for what is in no annex. The caller's. */
static char *
annex_of (const char *eid)
{
  return g_str_has_prefix (eid, "annex_")
           ? g_strndup (eid, (gsize)(strstr (eid, "__") != NULL ? strstr (eid, "__") - eid : (gssize)strlen (eid)))
           : NULL;
}

/* Opens the division NAME of a path below those that are open, for the record EID. */
static void
open_division (Builder *builder, const char *name, const char *record)
{
  g_autofree char *annex = builder->open->len == 0 ? annex_of (record) : NULL;
  QzOutline *parent = builder->open->len > 0 ? builder->open->pdata[builder->open->len - 1] : builder->root, *node;
  const json_t *division = NULL;
  g_autofree char *eid = NULL;

  for (size_t i = 0; i < json_array_size (builder->top) && division == NULL; i++) {
    size_t at = (builder->next + i) % json_array_size (builder->top);
    if (is_named (json_array_get (builder->top, at), name)) {
      division = json_array_get (builder->top, at);
      builder->next = at + 1;
    }
  }
  eid = unused_eid (builder, annex != NULL ? annex : division != NULL ? qz_json_text (division, "eid") : "hd_0");
  if (annex != NULL)
    node = node_new (QZ_LEVEL_ANNEX, eid, NULL, name);
  else if (division != NULL)
    node = node_new (level_of (eid), eid, qz_json_text (division, "num"), qz_json_text (division, "heading"));
  else
    node = node_new (QZ_LEVEL_HEADING, eid, NULL, name);
  g_ptr_array_add (parent->children, node);
  g_ptr_array_add (builder->open, node);
  g_ptr_array_add (builder->names, g_strdup (name));
}

/* Closes and opens divisions until those of PATH stand open. */
static QzOutline *
parent_for (Builder *builder, const char *path, const char *record)
{
  g_auto (GStrv) names = g_strsplit (path != NULL ? path : "", PATH_SEPARATOR, -1);
  guint n = g_strv_length (names), same = 0;

  if (n == 1 && *names[0] == '\0')
    n = 0;
  while (same < n && same < builder->names->len && g_str_equal (builder->names->pdata[same], names[same]))
    same++;
  g_ptr_array_set_size (builder->open, same);
  g_ptr_array_set_size (builder->names, same);
  for (guint i = same; i < n; i++)
    open_division (builder, names[i], record);
  return builder->open->len > 0 ? builder->open->pdata[builder->open->len - 1] : builder->root;
}

/* ---- order ---- */

/* Preamble, body, blocks, annexes. */
static guint
class_of (const char *eid)
{
  if (g_str_has_prefix (eid, "annex"))
    return 3;
  return g_str_has_prefix (eid, "preamble") ? 0 : g_str_has_prefix (eid, "block") ? 2 : 1;
}

/* The number N of the second bearer ~N; 1 else. */
static guint64
bearer_of (const char *eid)
{
  const char *mark = strchr (eid, '~');

  return mark != NULL ? g_ascii_strtoull (mark + 1, NULL, 10) : 1;
}

static int
by_place (gconstpointer a, gconstpointer b)
{
  const char *x = qz_found_string (*(QzFound *const *)a, "eid"), *y = qz_found_string (*(QzFound *const *)b, "eid");
  QzAddress p = { 0 }, q = { 0 };
  qz_address_from_eid (x, &p);
  qz_address_from_eid (y, &q);
  const gint64 keys[][2] = { { class_of (x), class_of (y) },
                             { p.annex, q.annex },
                             { p.article, q.article },
                             { p.suffix, q.suffix },
                             { p.heading[0], q.heading[0] },
                             { p.heading[1], q.heading[1] },
                             { (gint64)bearer_of (x), (gint64)bearer_of (y) },
                             { (gint64)strlen (x), (gint64)strlen (y) } };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (keys[i][0] != keys[i][1])
      return keys[i][0] < keys[i][1] ? -1 : 1;
  return strcmp (x, y);
}

/* The provisions of VERSION in order and its instrument record, which may be missing; QzFound*. NULL on an index error.
 */
static GPtrArray *
records_of (QzEngine *engine, const QzVersion *version, QzFound **instrument, GError **error)
{
  g_autofree char *name = g_strconcat (QZ_T_VERSION, version->id, NULL), *term = qz_term_fit (name);
  g_autoptr (GPtrArray) data = qz_reader_list (engine->reader, term, 0, 0, error);
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify)qz_found_free);

  for (guint i = 0; data != NULL && i < data->len; i++) {
    QzFound *found = qz_found_new (engine, g_strdup (data->pdata[i]), strlen (data->pdata[i]), 0, error);
    if (found == NULL)
      return NULL;
    if (g_strcmp0 (found->kind, "provision") == 0 && qz_found_string (found, "eid") != NULL)
      g_ptr_array_add (records, found);
    else if (g_strcmp0 (found->kind, "instrument") == 0 && *instrument == NULL)
      *instrument = found;
    else
      qz_found_free (found);
  }
  g_ptr_array_sort (records, by_place);
  return data != NULL ? g_steal_pointer (&records) : NULL;
}

QzOutline *
qz_outline_of_version (QzEngine *engine, const QzVersion *version, GError **error)
{
  g_autoptr (QzFound) instrument = NULL;
  g_autoptr (GPtrArray) records = records_of (engine, version, &instrument, error);
  g_autoptr (GHashTable) eids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) open = g_ptr_array_new (), names = g_ptr_array_new_with_free_func (g_free);

  if (records == NULL)
    return NULL;
  Builder builder = { node_new (QZ_LEVEL_BLOCK, NULL, NULL, version->title), NULL, 0, eids, open, names };
  builder.top = instrument != NULL ? json_object_get (instrument->head, "top") : NULL;
  for (guint i = 0; i < records->len; i++) {
    QzFound *found = records->pdata[i];
    QzOutline *parent = parent_for (&builder, qz_found_string (found, "path"), qz_found_string (found, "eid"));
    records->pdata[i] = NULL;
    g_ptr_array_add (parent->children, qz_outline_of_record (found));
  }
  builder.root->record = g_steal_pointer (&instrument);
  return builder.root;
}

/* ---- reading ---- */

const QzOutline *
qz_outline_find (const QzOutline *outline, const char *eid)
{
  if (g_strcmp0 (outline->eid, eid) == 0)
    return outline;
  for (guint i = 0; i < outline->children->len; i++) {
    const QzOutline *found = qz_outline_find (outline->children->pdata[i], eid);
    if (found != NULL)
      return found;
  }
  return NULL;
}

char *
qz_outline_words (const QzOutline *outline, gboolean tail)
{
  gsize from = tail ? outline->tail : outline->start, to = tail ? outline->tail_end : outline->end;
  g_autofree char *words
    = outline->holder != NULL && to > from ? g_strndup (outline->holder->text + from, to - from) : g_strdup ("");

  return g_strdup (g_strstrip (words));
}
