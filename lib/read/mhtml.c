#include "config.h"

#include <string.h>

#include "lib/read/read.h"
#include "lib/read/sniff.h"
#include <quanze/text.h>

/* An envelope (RFC 2557) is lines of headers, an empty line, and parts between boundaries. */
typedef struct {
  const char *start, *end;  /* of headers and content */
  const char *content;
} Part;

#define MAX_DEPTH 8

static const char *
find (const char *start, const char *end, const char *what)
{
  return start < end ? memmem (start, end - start, what, strlen (what)) : NULL;
}

/* Headers end with an empty line. */
static Part
open_part (const char *start, const char *end)
{
  Part part = { start, end, end };
  const char *crlf = find (start, end, "\r\n\r\n");
  const char *lf = find (start, end, "\n\n");
  if (crlf != NULL && (lf == NULL || crlf < lf))
    part.content = crlf + 4;
  else if (lf != NULL)
    part.content = lf + 2;
  return part;
}

/* The value of header NAME with its folded lines, in lower case unless KEEP; NULL. */
static char *
header (const Part *part, const char *name, gboolean keep)
{
  gsize len = strlen (name);
  for (const char *line = part->start; line != NULL && line < part->content; line++)
    {
      if ((gsize) (part->content - line) > len && g_ascii_strncasecmp (line, name, len) == 0 && line[len] == ':')
        {
          const char *stop = line;
          do
            stop = memchr (stop + 1, '\n', part->content - stop - 1);
          while (stop != NULL && stop + 1 < part->content && (stop[1] == ' ' || stop[1] == '\t'));
          char *value = g_strndup (line + len + 1, (stop != NULL ? stop : part->content) - line - len - 1);
          char *lower = keep ? g_strdup (value) : g_ascii_strdown (value, -1);
          g_free (value);
          return g_strstrip (lower);
        }
      line = memchr (line, '\n', part->content - line);
      if (line == NULL)
        break;
    }
  return NULL;
}

/* PARAMETER="value" of a header; NULL. */
static char *
parameter (const char *value, const char *name)
{
  const char *at = value != NULL ? strcasestr (value, name) : NULL;
  gsize len;
  if (at == NULL)
    return NULL;
  at += strlen (name);
  if (*at == '"')
    {
      at++;
      len = strcspn (at, "\"");
    }
  else
    len = strcspn (at, "; \t\r\n");
  return len > 0 ? g_strndup (at, len) : NULL;
}

static GByteArray *
decode_quoted (const char *at, const char *end)
{
  GByteArray *out = g_byte_array_new ();
  while (at < end)
    {
      guint8 c = *at++;
      if (c == '=' && at < end && (*at == '\n' || (*at == '\r' && at + 1 < end && at[1] == '\n')))
        {
          at += *at == '\r' ? 2 : 1;
          continue;
        }
      if (c == '=' && at + 1 < end && g_ascii_isxdigit (at[0]) && g_ascii_isxdigit (at[1]))
        {
          c = g_ascii_xdigit_value (at[0]) << 4 | g_ascii_xdigit_value (at[1]);
          at += 2;
        }
      g_byte_array_append (out, &c, 1);
    }
  return out;
}

static GByteArray *
decode_content (const Part *part)
{
  g_autofree char *encoding = header (part, "Content-Transfer-Encoding", FALSE);
  GByteArray *out;
  if (encoding != NULL && strcmp (encoding, "base64") == 0)
    {
      g_autofree char *text = g_strndup (part->content, part->end - part->content);
      gsize len = 0;
      guchar *bytes = g_base64_decode (text, &len);
      return g_byte_array_new_take (bytes, len);
    }
  if (encoding != NULL && strcmp (encoding, "quoted-printable") == 0)
    return decode_quoted (part->content, part->end);
  out = g_byte_array_new ();
  g_byte_array_append (out, (const guint8 *) part->content, part->end - part->content);
  return out;
}

/* The first page in the envelope, decoded to UTF-8. */
static char *
find_page (Part part, int depth)
{
  g_autofree char *type = header (&part, "Content-Type", TRUE);
  g_autofree char *boundary = parameter (type, "boundary=");
  if (type != NULL && g_ascii_strncasecmp (type, "text/html", 9) == 0)
    {
      g_autofree char *charset = parameter (type, "charset=");
      g_autoptr (GByteArray) bytes = decode_content (&part);
      g_autofree char *hint = charset != NULL ? g_strdup (charset) : qz_sniff_charset (bytes->data, bytes->len);
      const char *encoding;
      return qz_text_decode (bytes->data, bytes->len, hint, &encoding, NULL);
    }
  if (boundary == NULL || depth >= MAX_DEPTH)
    return NULL;
  g_autofree char *mark = g_strconcat ("--", boundary, NULL);
  const char *at = find (part.content, part.end, mark);
  while (at != NULL)
    {
      const char *start = memchr (at, '\n', part.end - at);
      const char *next = start != NULL ? find (start, part.end, mark) : NULL;
      char *page = start != NULL ? find_page (open_part (start + 1, next != NULL ? next : part.end), depth + 1) : NULL;
      if (page != NULL)
        return page;
      at = next;
    }
  return NULL;
}

QzSource *
qz_read_mhtml (const char *path, const guint8 *bytes, gsize len, GError **error)
{
  g_autofree char *page = find_page (open_part ((const char *) bytes, (const char *) bytes + len), 0);
  if (page != NULL)
    return qz_read_html (path, page, error);
  g_set_error (error, QZ_SOURCE_ERROR, QZ_SOURCE_ERROR_DAMAGED, "%s: 应为 MHTML 网页存档，其中没有网页", path);
  return NULL;
}
