#include "config.h"

#include <quanze/text.h>
#include <string.h>

G_DEFINE_QUARK (qz-text-error-quark, qz_text_error)

void
qz_text_to_code_points (const char *text, gsize *offsets, gsize n_offsets)
{
  gsize byte = 0, points = 0;

  for (gsize i = 0; i < n_offsets; i++)
    {
      gsize until = offsets[i];
      for (; byte < until && text[byte] != '\0'; byte++)
        points += ((guchar) text[byte] & 0xc0) != 0x80;
      offsets[i] = points;
    }
}

/* Length of the white space character at P; 0 when there is none. Zero-width and
 * direction marks count: pages pad with them, and no reader sees them. */
static gsize
space_char (const guchar *p)
{
  switch (p[0])
    {
    case '\t': case '\n': case '\v': case '\f': case '\r': case ' ':
      return 1;
    case 0xc2:   /* U+0085 U+00A0 U+00AD */
      return p[1] == 0x85 || p[1] == 0xa0 || p[1] == 0xad ? 2 : 0;
    case 0xe1:   /* U+1680 U+180E */
      return (p[1] == 0x9a && p[2] == 0x80) || (p[1] == 0xa0 && p[2] == 0x8e) ? 3 : 0;
    case 0xe2:   /* U+2000–200F U+2028–202F U+205F–2064 */
      if (p[1] == 0x80)
        return (p[2] >= 0x80 && p[2] <= 0x8f) || (p[2] >= 0xa8 && p[2] <= 0xaf) ? 3 : 0;
      return p[1] == 0x81 && p[2] >= 0x9f && p[2] <= 0xa4 ? 3 : 0;
    case 0xe3:   /* U+3000 U+3164 */
      return (p[1] == 0x80 && p[2] == 0x80) || (p[1] == 0x85 && p[2] == 0xa4) ? 3 : 0;
    case 0xef:   /* U+FEFF */
      return p[1] == 0xbb && p[2] == 0xbf ? 3 : 0;
    default:
      return 0;
    }
}

gsize
qz_text_space_span (const char *text)
{
  const guchar *p = (const guchar *) text;

  for (gsize len; (len = space_char (p)) > 0;)
    p += len;
  return (gsize) (p - (const guchar *) text);
}

char *
qz_text_strip_dup (const char *text, gssize len)
{
  g_autofree char *copy = g_strndup (text, len < 0 ? strlen (text) : (gsize) len);
  const char *start = copy + qz_text_space_span (copy), *end = start;

  for (const char *p = start; *p != '\0';)
    {
      gsize space = qz_text_space_span (p);
      if (space == 0)
        p = end = g_utf8_next_char (p);
      else
        p += space;
    }
  return g_strndup (start, (gsize) (end - start));
}
