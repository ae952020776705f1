#include "config.h"

#include <string.h>

#include <unicode/ucnv.h>
#include <quanze/text.h>

G_DEFINE_QUARK (qz-text-error-quark, qz_text_error)

static char *
convert (const char *name, const guint8 *bytes, gsize len)
{
  UErrorCode code = U_ZERO_ERROR;
  gsize size = len * 3 + 4;
  char *out = g_malloc (size + 1);
  int32_t n = ucnv_convert ("UTF-8", name, out, (int32_t) size, (const char *) bytes, (int32_t) len, &code);

  if (U_FAILURE (code)) {
    g_free (out);
    return NULL;
  }
  out[n] = '\0';
  return out;
}

char *
qz_text_decode (const guint8 *bytes, gsize len, const char *hint, const char **encoding, GError **error)
{
  char *out = NULL;

  if (len == 0) {
    g_set_error_literal (error, QZ_TEXT_ERROR, QZ_TEXT_ERROR_EMPTY, "空文件");
    return NULL;
  }
  if (len >= 3 && memcmp (bytes, "\xef\xbb\xbf", 3) == 0) {
    bytes += 3;
    len -= 3;
  }
  if (len >= 2 && bytes[0] == 0xff && bytes[1] == 0xfe) {
    *encoding = "UTF-16LE";
    out = convert (*encoding, bytes + 2, len - 2);
  } else if (len >= 2 && bytes[0] == 0xfe && bytes[1] == 0xff) {
    *encoding = "UTF-16BE";
    out = convert (*encoding, bytes + 2, len - 2);
  } else if (memchr (bytes, 0, len) != NULL) {
    g_set_error_literal (error, QZ_TEXT_ERROR, QZ_TEXT_ERROR_BINARY, "不是文本");
    return NULL;
  } else if (g_utf8_validate ((const char *) bytes, (gssize) len, NULL)) {
    *encoding = "UTF-8";
    return g_strndup ((const char *) bytes, len);
  } else {
    *encoding = "GB18030";
    out = convert (*encoding, bytes, len);
  }
  if (out == NULL)
    g_set_error_literal (error, QZ_TEXT_ERROR, QZ_TEXT_ERROR_ENCODING, "认不出编码");
  return out;
}

void
qz_text_to_code_points (const char *text, gsize *offsets, gsize n_offsets)
{
  gsize at = 0, points = 0;

  for (gsize i = 0; i < n_offsets; i++) {
    while (at < offsets[i] && text[at] != '\0') {
      points += ((guchar) text[at] & 0xc0) != 0x80;
      at++;
    }
    offsets[i] = points;
  }
}

gsize
qz_text_space_span (const char *text)
{
  const char *p = text;

  while (*p != '\0') {
    gunichar c = g_utf8_get_char (p);
    if (!g_unichar_isspace (c) && c != 0x200b && c != 0xfeff && c != 0xa0 && c != 0x3000)
      break;
    p = g_utf8_next_char (p);
  }
  return (gsize) (p - text);
}

char *
qz_text_strip_dup (const char *text, gssize len)
{
  g_autofree char *copy = len < 0 ? g_strdup (text) : g_strndup (text, (gsize) len);
  const char *start = copy + qz_text_space_span (copy), *end = copy + strlen (copy);

  while (end > start) {
    const char *before = g_utf8_prev_char (end);
    if (qz_text_space_span (before) < (gsize) (end - before))
      break;
    end = before;
  }
  return g_strndup (start, (gsize) (end - start));
}
