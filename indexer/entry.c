#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "indexer/entry.h"

static const char *const states[] = { "pending", "indexed", "duplicate", "refused" };

/* Text members of an entry as its JSON names them. */
/* clang-format off */
#define MEMBER(name) { #name, G_STRUCT_OFFSET (QzEntry, name) }
static const struct { const char *key; gsize offset; } members[] = {
  MEMBER (hash), MEMBER (with), MEMBER (kind), MEMBER (format), MEMBER (encoding), MEMBER (title), MEMBER (key),
  MEMBER (issuer), MEMBER (territory), MEMBER (rank), MEMBER (error_code), MEMBER (error_text), MEMBER (named),
};
static const struct { const char *key; gsize offset; } numbers[] = {
  MEMBER (first), MEMBER (last), MEMBER (provisions), MEMBER (powers),
};
/* clang-format on */

static void
set_member (QzEntry *entry, gsize offset, const char *value)
{
  char **member = G_STRUCT_MEMBER_P (entry, offset);

  g_free (*member);
  *member = g_strdup (value);
}

static void
set_names (QzEntry *entry, json_t *list)
{
  json_t *item;
  size_t  i;

  g_strfreev (entry->names);
  entry->names = g_new0 (char *, json_array_size (list) + 1);
  json_array_foreach (list, i, item)
    entry->names[i] = g_strdup (json_string_value (item));
}

static void
set_warnings (QzEntry *entry, json_t *list)
{
  json_decref (entry->warnings);
  entry->warnings = json_is_array (list) ? json_incref (list) : json_array ();
}

static void
set_shared (QzEntry *entry, json_t *object)
{
  const char *version = json_string_value (json_object_get (object, "version"));

  for (guint i = 0; i < G_N_ELEMENTS (members); i++) {
    json_t *value = json_object_get (object, members[i].key);
    if (value != NULL)
      set_member (entry, members[i].offset, json_string_value (value));
  }
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    G_STRUCT_MEMBER (guint, entry, numbers[i].offset) = json_integer_value (json_object_get (object, numbers[i].key));
  entry->version = QZ_DATE_UNKNOWN;
  if (version != NULL)
    qz_date_parse_iso (version, &entry->version);
  qz_sketch_from_hex (&entry->sketch, json_string_value (json_object_get (object, "sketch")));
  set_names (entry, json_object_get (object, "names"));
  set_warnings (entry, json_object_get (object, "warnings"));
}

void
qz_entry_refuse (QzEntry *entry, const char *code, const char *text)
{
  entry->state = QZ_ENTRY_REFUSED;
  set_member (entry, G_STRUCT_OFFSET (QzEntry, error_code), code);
  set_member (entry, G_STRUCT_OFFSET (QzEntry, error_text), text);
  set_member (entry, G_STRUCT_OFFSET (QzEntry, named), "");
  g_clear_pointer (&entry->duplicate_of, g_free);
}

static void
clear_outcome (QzEntry *entry)
{
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    if (!g_str_equal (members[i].key, "with") && !g_str_equal (members[i].key, "named"))
      set_member (entry, members[i].offset, NULL);
}

void
qz_entry_take_outcome (QzEntry *entry, json_t *outcome)
{
  json_t *error = json_object_get (outcome, "error");

  clear_outcome (entry);
  set_shared (entry, outcome);
  if (json_is_object (error))
    qz_entry_refuse (entry, json_string_value (json_object_get (error, "code")),
                     json_string_value (json_object_get (error, "text")));
}

/* ---- as metadata ---- */

char *
qz_entry_metadata_key (const QzEntry *entry)
{
  return g_strconcat ("file/", entry->term + 1, NULL);
}

static json_t *
text_or_null (const char *text)
{
  json_t *string = text != NULL ? json_string (text) : NULL;

  return string != NULL ? string : json_null ();
}

/* A path is bytes; JSON holds text: what is no text goes as base64 under KEY_bytes. */
static void
set_path (json_t *object, const char *key, const char *path)
{
  if (path == NULL || g_utf8_validate (path, -1, NULL)) {
    json_object_set_new (object, key, text_or_null (path));
    return;
  }
  g_autofree char *name = g_strconcat (key, "_bytes", NULL);
  g_autofree char *base64 = g_base64_encode ((const guchar *) path, strlen (path));
  json_object_set_new (object, name, json_string (base64));
}

static char *
get_path (json_t *object, const char *key)
{
  g_autofree char *name = g_strconcat (key, "_bytes", NULL);
  const char      *base64 = json_string_value (json_object_get (object, name));
  gsize            len;

  if (base64 == NULL)
    return g_strdup (json_string_value (json_object_get (object, key)));
  g_autofree guchar *bytes = g_base64_decode (base64, &len);
  return g_strndup ((const char *) bytes, len);
}

char *
qz_entry_to_json (const QzEntry *entry)
{
  json_t          *object = json_object (), *names = json_array ();
  g_autofree char *version = qz_date_to_iso (entry->version), *sketch = qz_sketch_to_hex (&entry->sketch);

  set_path (object, "path", entry->path);
  set_path (object, "duplicate_of", entry->duplicate_of);
  json_object_set_new (object, "state", json_string (states[entry->state]));
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    json_object_set_new (object, members[i].key, text_or_null (G_STRUCT_MEMBER (char *, entry, members[i].offset)));
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    json_object_set_new (object, numbers[i].key, json_integer (G_STRUCT_MEMBER (guint, entry, numbers[i].offset)));
  json_object_set_new (object, "version", text_or_null (version));
  json_object_set_new (object, "sketch", json_string (sketch));
  for (guint i = 0; entry->names != NULL && entry->names[i] != NULL; i++)
    json_array_append_new (names, json_string (entry->names[i]));
  json_object_set_new (object, "names", names);
  if (entry->warnings != NULL)
    json_object_set (object, "warnings", entry->warnings);
  char *dumped = json_dumps (object, JSON_COMPACT);
  char *text = g_strdup (dumped);
  free (dumped);
  json_decref (object);
  return text;
}

gboolean
qz_entry_from_json (QzManifest *manifest, const char *text, gsize len)
{
  json_t          *object = json_loadb (text, len, 0, NULL);
  g_autofree char *path = get_path (object, "path");
  const char      *state = json_string_value (json_object_get (object, "state"));

  if (path == NULL || state == NULL) {
    json_decref (object);
    return FALSE;
  }
  QzEntry *entry = qz_manifest_entry (manifest, path);
  set_shared (entry, object);
  entry->duplicate_of = get_path (object, "duplicate_of");
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    if (g_str_equal (state, states[i]))
      entry->state = i;
  entry->known = entry->state != QZ_ENTRY_PENDING;
  entry->placed = TRUE;
  json_decref (object);
  return TRUE;
}
