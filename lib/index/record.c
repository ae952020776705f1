/* Records, kept as the flat bytes in which they travel.
 *
 * Layout of the bytes (numbers are base-128 varints, least first):
 *     "QzR1"  string id  region terms  { slot string value }*  string data
 * a string is its length and its bytes, the region its length and { string term, wdf }*,
 * the values are preceded by their number. Nothing follows the data.
 */
#include "config.h"

#include "lib/index/record.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAGIC "QzR1"
#define MAGIC_LEN 4
#define VARINT_MAX 10 /* bytes of the longest varint of 64 bits */

typedef struct {
  guint slot;
  char *value;
} Value;

struct QzRecord {
  char *id;
  GByteArray *terms; /* { string term, wdf }* as added, not merged */
  GArray *values;    /* Value, by slot ascending, none empty */
  char *data;
  gsize data_len;
};

/* ---- varints ---- */

static void
append_varint (GByteArray *bytes, guint64 number)
{
  guint8 buffer[VARINT_MAX];
  guint n = 0;
  do {
    buffer[n++] = (number & 0x7f) | (number > 0x7f ? 0x80 : 0);
    number >>= 7;
  } while (number);
  g_byte_array_append (bytes, buffer, n);
}

static void
append_string (GByteArray *bytes, const char *string, gsize len)
{
  append_varint (bytes, len);
  g_byte_array_append (bytes, (const guint8 *)string, len);
}

static gboolean
read_varint (QzRecordCursor *at, guint64 *number)
{
  guint64 sum = 0;
  for (guint shift = 0; shift < 64 && at->p < at->end; shift += 7) {
    guint8 byte = *at->p++;
    if (shift == 63 && byte > 1)
      return FALSE;
    sum |= (guint64)(byte & 0x7f) << shift;
    if (!(byte & 0x80)) {
      *number = sum;
      return TRUE;
    }
  }
  return FALSE;
}

static gboolean
read_string (QzRecordCursor *at, const char **string, gsize *len)
{
  guint64 claimed;
  if (!read_varint (at, &claimed) || claimed > (guint64)(at->end - at->p))
    return FALSE;
  *string = (const char *)at->p;
  *len = claimed;
  at->p += claimed;
  return TRUE;
}

/* ---- building ---- */

static void
clear_value (gpointer value)
{
  g_free (((Value *)value)->value);
}

QzRecord *
qz_record_new (const char *id)
{
  QzRecord *record = g_new0 (QzRecord, 1);
  record->id = g_strdup (id);
  record->terms = g_byte_array_sized_new (64); /* so that its data is never NULL */
  record->values = g_array_new (FALSE, FALSE, sizeof (Value));
  g_array_set_clear_func (record->values, clear_value);
  record->data = g_strdup ("");
  return record;
}

void
qz_record_free (QzRecord *record)
{
  if (!record)
    return;
  g_free (record->id);
  g_byte_array_unref (record->terms);
  g_array_unref (record->values);
  g_free (record->data);
  g_free (record);
}

const char *
qz_record_id (const QzRecord *record)
{
  return record->id;
}

void
qz_record_set_id (QzRecord *record, const char *id)
{
  char *copy = g_strdup (id);
  g_free (record->id);
  record->id = copy;
}

void
qz_record_add_term (QzRecord *record, const char *term, gssize len, guint wdf)
{
  gsize n = len < 0 ? strlen (term) : (gsize)len;
  if (n == 0)
    return;
  append_string (record->terms, term, n);
  append_varint (record->terms, wdf);
}

void
qz_record_set_value (QzRecord *record, guint slot, const char *value)
{
  GArray *values = record->values;
  guint i = 0;
  while (i < values->len && g_array_index (values, Value, i).slot < slot)
    i++;
  gboolean present = i < values->len && g_array_index (values, Value, i).slot == slot;
  Value fresh = { slot, value && *value ? g_strdup (value) : NULL };
  if (present)
    g_array_remove_index (values, i);
  if (fresh.value)
    g_array_insert_val (values, i, fresh);
}

void
qz_record_set_data (QzRecord *record, const char *data, gssize len)
{
  gsize n = len < 0 ? strlen (data) : (gsize)len;
  char *copy = g_malloc (n + 1);
  if (n)
    memcpy (copy, data, n);
  copy[n] = '\0';
  g_free (record->data);
  record->data = copy;
  record->data_len = n;
}

/* ---- looking into it ---- */

QzRecordCursor
qz_record_terms_cursor (const QzRecord *record)
{
  return (QzRecordCursor){ record->terms->data, record->terms->data + record->terms->len };
}

gboolean
qz_record_next_term (QzRecordCursor *at, const char **term, gsize *len, guint *wdf)
{
  guint64 number;
  if (!read_string (at, term, len) || *len == 0 || !read_varint (at, &number) || number > G_MAXUINT)
    return FALSE;
  *wdf = number;
  return TRUE;
}

guint
qz_record_n_values (const QzRecord *record)
{
  return record->values->len;
}

const char *
qz_record_nth_value (const QzRecord *record, guint n, guint *slot)
{
  const Value *value = &g_array_index (record->values, Value, n);
  *slot = value->slot;
  return value->value;
}

gboolean
qz_record_has_term (const QzRecord *record, const char *term, guint64 *wdf)
{
  QzRecordCursor at = qz_record_terms_cursor (record);
  const gsize wanted = strlen (term);
  gboolean found = FALSE;
  guint64 sum = 0;
  const char *have;
  gsize len;
  guint count;
  while (qz_record_next_term (&at, &have, &len, &count)) {
    if (len == wanted && memcmp (have, term, len) == 0) {
      found = TRUE;
      sum += count;
    }
  }
  if (wdf)
    *wdf = sum;
  return found;
}

static int
compare_strings (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *)a, *(char *const *)b);
}

GPtrArray *
qz_record_terms (const QzRecord *record)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *terms = g_ptr_array_new_with_free_func (g_free);
  QzRecordCursor at = qz_record_terms_cursor (record);
  const char *have;
  gsize len;
  guint wdf;
  while (qz_record_next_term (&at, &have, &len, &wdf)) {
    g_autofree char *term = g_strndup (have, len);
    if (g_hash_table_add (seen, term))
      g_ptr_array_add (terms, g_steal_pointer (&term));
  }
  g_ptr_array_sort (terms, compare_strings);
  return terms;
}

const char *
qz_record_value (const QzRecord *record, guint slot)
{
  for (guint i = 0; i < record->values->len; i++) {
    const Value *value = &g_array_index (record->values, Value, i);
    if (value->slot == slot)
      return value->value;
  }
  return "";
}

const char *
qz_record_data (const QzRecord *record, gsize *len)
{
  if (len)
    *len = record->data_len;
  return record->data;
}

/* ---- bytes ---- */

GBytes *
qz_record_to_bytes (const QzRecord *record)
{
  GByteArray *bytes = g_byte_array_sized_new (record->terms->len + record->data_len + 256);
  g_byte_array_append (bytes, (const guint8 *)MAGIC, MAGIC_LEN);
  append_string (bytes, record->id, strlen (record->id));
  append_string (bytes, (const char *)record->terms->data, record->terms->len);
  append_varint (bytes, record->values->len);
  for (guint i = 0; i < record->values->len; i++) {
    const Value *value = &g_array_index (record->values, Value, i);
    append_varint (bytes, value->slot);
    append_string (bytes, value->value, strlen (value->value));
  }
  append_string (bytes, record->data, record->data_len);
  return g_byte_array_free_to_bytes (bytes);
}

/* A string that C may hold: no NUL inside. */
static char *
read_c_string (QzRecordCursor *at)
{
  const char *string;
  gsize len;
  if (!read_string (at, &string, &len) || memchr (string, '\0', len))
    return NULL;
  return g_strndup (string, len);
}

static gboolean
read_terms (QzRecordCursor *at, QzRecord *record)
{
  const char *region, *term;
  gsize len;
  guint wdf;
  if (!read_string (at, &region, &len))
    return FALSE;
  QzRecordCursor inner = { (const guint8 *)region, (const guint8 *)region + len };
  while (inner.p < inner.end) {
    if (!qz_record_next_term (&inner, &term, &(gsize){ 0 }, &wdf))
      return FALSE;
  }
  g_byte_array_append (record->terms, (const guint8 *)region, len);
  return TRUE;
}

static gboolean
read_values (QzRecordCursor *at, QzRecord *record)
{
  guint64 n, slot;
  gint64 last = -1;
  if (!read_varint (at, &n))
    return FALSE;
  for (; n > 0; n--) {
    if (!read_varint (at, &slot) || slot > G_MAXUINT || (gint64)slot <= last)
      return FALSE;
    Value value = { slot, read_c_string (at) };
    if (!value.value)
      return FALSE;
    g_array_append_val (record->values, value);
    last = slot;
  }
  return TRUE;
}

QzRecord *
qz_record_from_bytes (const guint8 *bytes, gsize len, GError **error)
{
  if (len >= MAGIC_LEN && memcmp (bytes, MAGIC, MAGIC_LEN) == 0) {
    QzRecordCursor at = { bytes + MAGIC_LEN, bytes + len };
    g_autofree char *id = read_c_string (&at);
    if (id) {
      g_autoptr (QzRecord) record = qz_record_new (id);
      const char *data;
      gsize data_len;
      if (read_terms (&at, record) && read_values (&at, record) && read_string (&at, &data, &data_len)
          && at.p == at.end) {
        qz_record_set_data (record, data, data_len);
        return g_steal_pointer (&record);
      }
    }
  }
  g_set_error (error, QZ_INDEX_ERROR, QZ_INDEX_ERROR_ARGUMENT, _ ("这 %zu 字节不是一条完整的索引记录"),
               len);
  return NULL;
}
