#include "config.h"

#include "lib/cite/token.h"

#include <string.h>

gboolean
cite_char_in (const char *p, const char *set)
{
  if (*p == '\0')
    return FALSE;
  gsize len = (gsize)(g_utf8_next_char (p) - p);
  for (const char *s = set; *s != '\0'; s = g_utf8_next_char (s))
    if (*s == *p && memcmp (s, p, len) == 0)
      return TRUE;
  return FALSE;
}

gunichar
cite_char_before (const char *text, const char *p)
{
  return p > text ? g_utf8_get_char (g_utf8_prev_char (p)) : 0;
}

gboolean
cite_is_han (gunichar c)
{
  return (c >= 0x4e00 && c <= 0x9fff) || (c >= 0x3400 && c <= 0x4dbf) || c == 0x3007;
}

const char *
cite_skip_blanks (const char *p, guint max)
{
  for (guint i = 0; i < max; i++)
    if (*p == ' ' || *p == '\t')
      p++;
    else if (cite_starts (p, "\u00a0"))
      p += 2;
    else if (cite_starts (p, "\u3000") || cite_starts (p, "\u200b") || cite_starts (p, "\ufeff"))
      p += 3;
    else
      break;
  return p;
}

gint
cite_depth (QzLevel level)
{
  static const gint depth[QZ_N_LEVELS] = {
    [QZ_LEVEL_PART] = 0,    [QZ_LEVEL_SUBPART] = 1,   [QZ_LEVEL_CHAPTER] = 2,   [QZ_LEVEL_SECTION] = 3,
    [QZ_LEVEL_ARTICLE] = 4, [QZ_LEVEL_PARAGRAPH] = 5, [QZ_LEVEL_ITEM] = 6,      [QZ_LEVEL_POINT] = 7,
    [QZ_LEVEL_HEADING] = 4, [QZ_LEVEL_ANNEX] = -1,    [QZ_LEVEL_PREAMBLE] = -2,
  };
  return depth[level];
}

gboolean
cite_ends_with (const char *text, const char *p, const char *const *words, gsize n)
{
  for (gsize i = 0; i < n; i++) {
    gsize len = strlen (words[i]);
    if ((gsize)(p - text) >= len && strncmp (p - len, words[i], len) == 0)
      return TRUE;
  }
  return FALSE;
}
