#include "config.h"

#include <stdarg.h>
#include <string.h>

#include <quanze/locale.h>

#include "search/serve/uri.h"

G_DEFINE_QUARK (qz - uri - error - quark, qz_uri_error)

void
qz_uri_free (QzUri *target)
{
  if (target == NULL)
    return;
  g_free (target->path);
  g_ptr_array_unref (target->names);
  g_ptr_array_unref (target->values);
  g_free (target);
}

/* ---- reading ---- */

static gboolean
is_text (const char *text, gsize len)
{
  if (!g_utf8_validate (text, (gssize)len, NULL))
    return FALSE;
  for (gsize i = 0; i < len; i++)
    if ((guchar)text[i] < 0x20 ? text[i] != '\t' && text[i] != '\n' && text[i] != '\r' : (guchar)text[i] == 0x7F)
      return FALSE;
  return TRUE;
}

/* LEN bytes of RAW, decoded; with PLUS a "+" is a space, as forms write it. NULL when it is no text. The caller's. */
static char *
decode (const char *raw, gsize len, gboolean plus)
{
  GString *out = g_string_sized_new (len);

  for (gsize i = 0; i < len; i++) {
    if (raw[i] != '%') {
      g_string_append_c (out, plus && raw[i] == '+' ? ' ' : raw[i]);
      continue;
    }
    int high = i + 2 < len ? g_ascii_xdigit_value (raw[i + 1]) : -1;
    int low = i + 2 < len ? g_ascii_xdigit_value (raw[i + 2]) : -1;
    if (high >= 0 && low >= 0) {
      g_string_append_c (out, (char)(high * 16 + low));
      i += 2;
      continue;
    }
    g_string_free (out, TRUE);
    return NULL;
  }
  if (is_text (out->str, out->len))
    return g_string_free (out, FALSE);
  g_string_free (out, TRUE);
  return NULL;
}

static gboolean
take_parameter (QzUri *target, const char *raw, gsize len)
{
  const char *equals = memchr (raw, '=', len);
  gsize name_len = equals != NULL ? (gsize)(equals - raw) : len;
  g_autofree char *name = decode (raw, name_len, TRUE);
  g_autofree char *value = equals != NULL ? decode (equals + 1, len - name_len - 1, TRUE) : g_strdup ("");

  if (name == NULL || value == NULL || target->names->len >= QZ_URI_PARAMETERS_MAX)
    return FALSE;
  g_ptr_array_add (target->names, g_steal_pointer (&name));
  g_ptr_array_add (target->values, g_strstrip (g_steal_pointer (&value)));
  return TRUE;
}

static gboolean
take_parameters (QzUri *target, const char *query)
{
  while (*query != '\0') {
    gsize len = strcspn (query, "&");

    if (len > 0 && !take_parameter (target, query, len))
      return FALSE;
    query += len + (query[len] == '&');
  }
  return TRUE;
}

QzUri *
qz_uri_parse (const char *raw, GError **error)
{
  g_autoptr (QzUri) target = g_new0 (QzUri, 1);
  gsize path_len = strcspn (raw, "?");

  target->names = g_ptr_array_new_with_free_func (g_free);
  target->values = g_ptr_array_new_with_free_func (g_free);
  if (strlen (raw) > QZ_URI_MAX) {
    g_set_error (error, QZ_URI_ERROR, QZ_URI_ERROR_TOO_LONG, _ ("地址长 %zu 字节，最多 %d"), strlen (raw), QZ_URI_MAX);
    return NULL;
  }
  target->path = *raw == '/' ? decode (raw, path_len, FALSE) : NULL;
  if (target->path != NULL && take_parameters (target, raw + path_len + (raw[path_len] == '?')))
    return g_steal_pointer (&target);
  g_set_error_literal (error, QZ_URI_ERROR, QZ_URI_ERROR_SYNTAX,
                       _ ("地址里有不完整的 % 编码、不是 UTF-8 的文字、控制字符或过多参数"));
  return NULL;
}

const char *
qz_uri_get (const QzUri *target, const char *name)
{
  for (guint i = 0; i < target->names->len; i++)
    if (g_str_equal (target->names->pdata[i], name))
      return *(const char *)target->values->pdata[i] != '\0' ? target->values->pdata[i] : NULL;
  return NULL;
}

/* ---- writing ---- */

static void
add_parameter (GString *out, const char *name, const char *value)
{
  g_autofree char *escaped = NULL;

  if (value == NULL || *value == '\0')
    return;
  escaped = g_uri_escape_string (value, NULL, FALSE);
  g_string_append_printf (out, "%c%s=%s", strchr (out->str, '?') != NULL ? '&' : '?', name, escaped);
}

char *
qz_uri_build (const char *path, ...)
{
  GString *out = g_string_new (path);
  const char *name;
  va_list pairs;

  va_start (pairs, path);
  while ((name = va_arg (pairs, const char *)) != NULL)
    add_parameter (out, name, va_arg (pairs, const char *));
  va_end (pairs);
  return g_string_free (out, FALSE);
}

char *
qz_uri_with (const QzUri *target, const char *path, const char *name, const char *value)
{
  GString *out = g_string_new (path);

  for (guint i = 0; i < target->names->len; i++) {
    g_autofree char *own = g_uri_escape_string (target->names->pdata[i], NULL, FALSE);

    if (!g_str_equal (target->names->pdata[i], name) && !g_str_equal (target->names->pdata[i], "page"))
      add_parameter (out, own, target->values->pdata[i]);
  }
  add_parameter (out, name, value);
  return g_string_free (out, FALSE);
}

char *
qz_uri_path (const char *prefix, const char *id)
{
  g_autofree char *escaped = g_uri_escape_string (id, NULL, FALSE);

  return g_strconcat (prefix, escaped, NULL);
}
