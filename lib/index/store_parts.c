/* One instrument record of the several files of a code: 民法典 as 总则, 物权编, 合同编 … */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include <quanze/numeral.h>
#include <quanze/fold.h>
#include <quanze/store.h>

#include "lib/index/store_head.h"
#include "lib/index/store_parts.h"

/* ---- the files as parts ---- */

const char *
qz_store_part_line (const char *const *front, guint n)
{
  for (guint i = 0; i < n; i++) {
    const char *line = front[i];
    if (line != NULL && strlen (line) <= 60
        && (g_str_has_suffix (line, "编") || g_str_equal (line, "总则") || g_str_equal (line, "附则")))
      return line;
  }
  return NULL;
}

static const char *
part_line (const json_t *head)
{
  g_autoptr (GPtrArray) front = g_ptr_array_new ();
  const json_t *line;
  size_t i;

  json_array_foreach (json_object_get (head, "front"), i, line)
    g_ptr_array_add (front, (char *) json_string_value (line));
  return qz_store_part_line ((const char *const *) front->pdata, front->len);
}

/* Number of an article's eid; 0 when it has none. */
static guint
number_of (const json_t *eid)
{
  guint number = 0;

  if (json_string_value (eid) != NULL)
    sscanf (json_string_value (eid), "art_%u", &number);
  return number;
}

/* Whether HEAD's articles go on where BEFORE's end: only then can one count which part it is. */
static gboolean
follows (const json_t *before, const json_t *head)
{
  const json_t *old = json_object_get (before, "articles"), *own = json_object_get (head, "articles");
  guint first = number_of (json_array_get (own, 0)), last = 0;

  if (before == NULL)
    return first == 1;
  if (json_array_size (old) > 0)
    last = number_of (json_array_get (old, json_array_size (old) - 1));
  return last > 0 && first == last + 1;
}

/* 第一编 总则, 第二编 物权 over the file's own divisions. 附则 behind the last part is none. */
static void
add_part (json_t *head, guint number, const char *line)
{
  json_t *top = json_object_get (head, "top"), *division, *counts = json_object_get (head, "counts");
  g_autofree char *digits = qz_numeral_format (number), *num = g_strconcat ("第", digits, "编", NULL);
  g_autofree char *eid = g_strdup_printf ("part_%u", number);
  g_autofree char *heading = g_str_has_suffix (line, "编") ? g_strndup (line, strlen (line) - strlen ("编")) : g_strdup (line);
  size_t i;

  json_array_foreach (top, i, division) {
    g_autofree char *under = g_strconcat (eid, "__", json_string_value (json_object_get (division, "eid")), NULL);
    qz_head_string (division, "eid", under);
  }
  json_array_insert_new (top, 0, json_pack ("{s:s, s:s, s:s}", "eid", eid, "num", num, "heading", heading));
  qz_head_number (counts, "part", json_integer_value (json_object_get (counts, "part")) + 1);
}

/* A file that goes on where the one before it ends does not start late. */
static void
drop_starts_late (json_t *head)
{
  json_t *defects = json_object_get (head, "defects");

  for (size_t i = json_array_size (defects); i-- > 0;)
    if (g_strcmp0 (json_string_value (json_object_get (json_array_get (defects, i), "code")), "starts-late") == 0)
      json_array_remove (defects, i);
}

static void
number_parts (GPtrArray *parsed)
{
  const json_t *before = NULL;

  for (guint i = 0; i < parsed->len; i++) {
    json_t *head = parsed->pdata[i];
    const char *line = part_line (head);
    if (!follows (before, head) || line == NULL || json_integer_value (json_object_get (json_object_get (head, "counts"), "part")) > 0)
      return;
    drop_starts_late (head);
    if (!g_str_equal (line, "附则"))
      add_part (head, i + 1, line);
    before = head;
  }
}

/* ---- joining ---- */

static void
extend (json_t *head, json_t *other, const char *key)
{
  json_t *list = json_object_get (head, key), *more = json_object_get (other, key);

  if (json_is_array (list) && json_is_array (more))
    json_array_extend (list, more);
}

static void
add_counts (json_t *head, json_t *other)
{
  json_t     *counts = json_object_get (head, "counts"), *value;
  const char *level;

  json_object_foreach (json_object_get (other, "counts"), level, value)
    qz_head_number (counts, level, json_integer_value (value) + json_integer_value (json_object_get (counts, level)));
}

static void
decref (gpointer head)
{
  json_decref (head);
}

static GPtrArray *
parse_heads (const GPtrArray *heads, GError **error)
{
  g_autoptr (GPtrArray) parsed = g_ptr_array_new_with_free_func (decref);

  for (guint i = 0; i < heads->len; i++) {
    json_t *head = json_loads (g_ptr_array_index (heads, i), 0, NULL);
    g_ptr_array_add (parsed, head);
    if (json_is_object (head))
      continue;
    g_set_error (error, QZ_STORE_ERROR, QZ_STORE_ERROR_HEAD, "分编文件的记录不是 JSON");
    return NULL;
  }
  return g_steal_pointer (&parsed);
}

QzRecord *
qz_store_join_parts (GPtrArray *heads, GPtrArray *records, const char *const *source_terms, GError **error)
{
  static const char *const lists[] = { "top", "articles", "defects", "repeals" };
  g_autoptr (GPtrArray) parsed = parse_heads (heads, error);

  if (parsed == NULL)
    return NULL;
  number_parts (parsed);
  json_t *joined = json_incref (parsed->pdata[0]), *paths = json_array ();
  for (guint i = 0; i < parsed->len; i++) {
    json_t *head = parsed->pdata[i];
    json_array_append (paths, json_object_get (head, "path"));
    for (guint k = 0; i > 0 && k < G_N_ELEMENTS (lists); k++)
      extend (joined, head, lists[k]);
    if (i > 0)
      add_counts (joined, head);
    json_object_set (joined, "last_article", json_object_get (head, "last_article"));
  }
  json_object_set_new (joined, "paths", paths);
  g_autoptr (GBytes) bytes = qz_record_to_bytes (g_ptr_array_index (records, 0));
  QzRecord *record = qz_record_from_bytes (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), error);
  if (record == NULL) {
    json_decref (joined);
    return NULL;
  }
  for (guint i = 0; source_terms[i] != NULL; i++)
    qz_record_add_term (record, source_terms[i], -1, 0);
  g_autofree char *title = g_strdup (json_string_value (json_object_get (joined, "title")));
  /* Its text is the title alone, so phrases are looked for in that and no more of the first part. */
  const char *value = qz_record_value (record, QZ_SLOT_TEXT);
  g_autofree char *folded = qz_fold_text (title != NULL ? title : "", -1, QZ_FOLD_NUMERALS);
  g_autofree char *text = g_strdup_printf ("%.*s\n%s\n", (int) strcspn (value, "\n"), value, folded);
  qz_record_set_value (record, QZ_SLOT_TEXT, text);
  qz_head_store (record, joined, title != NULL ? title : "");
  return record;
}
