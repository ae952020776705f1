/* openapi_check DESCRIPTION PATH STATUS < BODY: whether BODY is what the OpenAPI description promises of GET PATH with
 * that status. Knows the words of JSON Schema that the description uses, and fails on one it does not know. Prints
 * where it differs. */
#include "config.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include <glib.h>
#include <jansson.h>

static const json_t *description;

static gboolean conforms (const json_t *value, const json_t *schema, const char *where);

static gboolean
differs (const char *where, const char *what)
{
  printf ("# %s: %s\n", *where ? where : "/", what);
  return FALSE;
}

/* "#/components/schemas/Hit". */
static const json_t *
resolve (const char *ref)
{
  g_auto (GStrv) steps = g_strsplit (ref + 2, "/", -1);
  const json_t *at = description;

  for (guint i = 0; steps[i] != NULL; i++)
    at = json_object_get (at, steps[i]);
  return at;
}

static gboolean
is_type (const json_t *value, const char *type)
{
  static const char *const NAMES[] = { "object", "array", "string", "integer", "number", "boolean", "boolean", "null" };

  return strcmp (NAMES[json_typeof (value)], type) == 0 || (strcmp (type, "number") == 0 && json_is_integer (value));
}

static gboolean
check_type (const json_t *value, const json_t *type, const char *where)
{
  const json_t *one;
  size_t i;

  if (json_is_string (type) && is_type (value, json_string_value (type)))
    return TRUE;
  json_array_foreach (type, i, one) if (is_type (value, json_string_value (one))) return TRUE;
  return differs (where, "wrong type");
}

static gboolean
check_enum (const json_t *value, const json_t *choices, const char *where)
{
  const json_t *one;
  size_t i;

  json_array_foreach (choices, i, one) if (json_equal (value, one)) return TRUE;
  return differs (where, "not one of its values");
}

static gboolean
check_object (const json_t *value, const json_t *schema, const char *where)
{
  const json_t *required = json_object_get (schema, "required"), *properties = json_object_get (schema, "properties");
  const json_t *others = json_object_get (schema, "additionalProperties"), *one;
  json_t *member;
  const char *key;
  size_t i;

  json_array_foreach (required, i, one) if (json_object_get (value, json_string_value (one)) == NULL)
  {
    g_autofree char *what = g_strconcat ("lacks ", json_string_value (one), NULL);
    return differs (where, what);
  }
  json_object_foreach ((json_t *)value, key, member)
  {
    g_autofree char *below = g_strconcat (where, "/", key, NULL);
    const json_t *own = json_object_get (properties, key);

    if (own == NULL)
      own = others;
    if (own != NULL && !conforms (member, own, below))
      return FALSE;
  }
  return TRUE;
}

static gboolean
check_array (const json_t *value, const json_t *schema, const char *where)
{
  const json_t *items = json_object_get (schema, "items"), *firsts = json_object_get (schema, "prefixItems"), *one;
  const json_t *least = json_object_get (schema, "minItems"), *most = json_object_get (schema, "maxItems");
  size_t i;

  if ((least && (json_int_t)json_array_size (value) < json_integer_value (least))
      || (most && (json_int_t)json_array_size (value) > json_integer_value (most)))
    return differs (where, "wrong number of elements");
  json_array_foreach (value, i, one)
  {
    g_autofree char *below = g_strdup_printf ("%s/%zu", where, i);
    const json_t *own = i < json_array_size (firsts) ? json_array_get (firsts, i) : items;
    if (own != NULL && !conforms (one, own, below))
      return FALSE;
  }
  return TRUE;
}

static gboolean
check_one_of (const json_t *value, const json_t *schemas, const char *where)
{
  const json_t *schema;
  guint n = 0;
  size_t i;

  json_array_foreach (schemas, i, schema) n += conforms (value, schema, where);
  return n == 1 || differs (where, "not exactly one of its schemas");
}

static gboolean
check_size (const json_t *value, const json_t *schema, const char *where)
{
  const json_t *least = json_object_get (schema, "minimum"), *most = json_object_get (schema, "maximum");

  if (!json_is_number (value))
    return TRUE;
  return ((least == NULL || json_number_value (value) >= json_number_value (least))
          && (most == NULL || json_number_value (value) <= json_number_value (most)))
         || differs (where, "out of range");
}

static gboolean
check_format (const json_t *value, const char *format, const char *where)
{
  if (!json_is_string (value) || g_strcmp0 (format, "date") != 0)
    return TRUE;
  return g_regex_match_simple ("^[0-9]{4}-[0-9]{2}-[0-9]{2}$", json_string_value (value), 0, 0)
         || differs (where, "not a date");
}

static gboolean
knows_words (const json_t *schema, const char *where)
{
  static const char *const WORDS[]
    = { "type",  "const",       "enum",     "format",   "properties", "required", "additionalProperties",
        "items", "prefixItems", "minItems", "maxItems", "minimum",    "maximum",  "oneOf",
        "$ref",  NULL };
  json_t *value;
  const char *word;

  json_object_foreach ((json_t *)schema, word, value) if (!g_strv_contains (WORDS, word)) return differs (where, word);
  return TRUE;
}

static gboolean
conforms (const json_t *value, const json_t *schema, const char *where)
{
  const char *ref = json_string_value (json_object_get (schema, "$ref"));
  const json_t *type = json_object_get (schema, "type"), *choices = json_object_get (schema, "enum");
  const json_t *one = json_object_get (schema, "const"), *one_of = json_object_get (schema, "oneOf");

  if (ref != NULL)
    return resolve (ref) != NULL ? conforms (value, resolve (ref), where) : differs (where, ref);
  return knows_words (schema, where) && (type == NULL || check_type (value, type, where))
         && (choices == NULL || check_enum (value, choices, where))
         && (one == NULL || json_equal (value, one) || differs (where, "another constant"))
         && (one_of == NULL || check_one_of (value, one_of, where)) && check_size (value, schema, where)
         && check_format (value, json_string_value (json_object_get (schema, "format")), where)
         && (!json_is_object (value) || check_object (value, schema, where))
         && (!json_is_array (value) || check_array (value, schema, where));
}

int
main (int argc, char **argv)
{
  json_error_t error;
  json_auto_t *body = json_loadf (stdin, JSON_DECODE_ANY, &error);
  json_auto_t *promised = argc == 4 ? json_load_file (argv[1], 0, &error) : NULL;
  const json_t *response, *content;

  description = promised;
  if (description == NULL || body == NULL) {
    printf ("# %s: %s\n", argc == 4 ? argv[1] : "usage", error.text);
    return 2;
  }
  response = json_object_get (
    json_object_get (json_object_get (json_object_get (description, "paths"), argv[2]), "get"), "responses");
  response = json_object_get (response, argv[3]);
  if (json_object_get (response, "$ref") != NULL)
    response = resolve (json_string_value (json_object_get (response, "$ref")));
  content = json_object_iter_value (json_object_iter ((json_t *)json_object_get (response, "content")));
  if (content == NULL)
    return differs (argv[2], "no such path or status") ? 0 : 1;
  return conforms (body, json_object_get (content, "schema"), "") ? 0 : 1;
}
