#include "config.h"

#include <string.h>

#include <quanze/store.h>

#include "lib/index/store_head.h"

G_DEFINE_QUARK (qz-store-error-quark, qz_store_error)

void
qz_head_string (json_t *object, const char *key, const char *value)
{
  json_t *string = value != NULL ? json_string (value) : NULL;

  json_object_set_new (object, key, string != NULL ? string : json_null ());
}

void
qz_head_date (json_t *object, const char *key, QzDate date)
{
  g_autofree char *iso = qz_date_to_iso (date);

  qz_head_string (object, key, iso);
}

void
qz_head_number (json_t *object, const char *key, json_int_t value)
{
  json_object_set_new (object, key, json_integer (value));
}

static int
append (const char *buffer, size_t size, void *data)
{
  g_string_append_len (data, buffer, size);
  return 0;
}

void
qz_head_store (QzRecord *record, json_t *head, const char *text)
{
  g_autoptr (GString) data = g_string_sized_new (512 + strlen (text));

  json_dump_callback (head, append, data, JSON_COMPACT);
  json_decref (head);
  g_string_append_c (data, '\n');
  g_string_append (data, text);
  qz_record_set_data (record, data->str, data->len);
}

void
qz_head_slot_date (QzRecord *record, guint slot, QzDate date)
{
  char value[16];

  if (date == QZ_DATE_UNKNOWN)
    return;
  g_snprintf (value, sizeof value, "%08u", date);
  qz_record_set_value (record, slot, value);
}

json_t *
qz_store_head (const char *data, gsize len, const char **text, GError **error)
{
  const char  *end = memchr (data, '\n', len);
  json_error_t why = { .text = "没有行尾" };
  json_t      *head = end != NULL ? json_loadb (data, end - data, JSON_REJECT_DUPLICATES, &why) : NULL;

  if (!json_is_object (head)) {
    json_decref (head);
    g_set_error (error, QZ_STORE_ERROR, QZ_STORE_ERROR_HEAD, "索引里的记录应以一行 JSON 开头，却不是：%s", why.text);
    return NULL;
  }
  if (text != NULL)
    *text = end + 1;
  return head;
}
