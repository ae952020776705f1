#include "config.h"

#include <string.h>

#include "search/ask/stretch.h"

const char *
qz_stretch_start (const char *text, const char *at, const char *stops)
{
  while (at > text) {
    const char *before = g_utf8_prev_char (at);
    if (g_utf8_strchr (stops, -1, g_utf8_get_char (before)) != NULL)
      break;
    at = before;
  }
  return at;
}

const char *
qz_stretch_end (const char *at, const char *stops)
{
  while (*at != '\0' && g_utf8_strchr (stops, -1, g_utf8_get_char (at)) == NULL)
    at = g_utf8_next_char (at);
  return at;
}

gboolean
qz_stretch_begins (const char *p, const char *const *words, guint n)
{
  for (guint i = 0; i < n; i++)
    if (g_str_has_prefix (p, words[i]))
      return TRUE;
  return FALSE;
}

const char *
qz_stretch_word_before (const char *text, const char *at, const char *const *words, guint n)
{
  for (guint i = 0; i < n; i++) {
    gsize len = strlen (words[i]);

    if (at >= text && (gsize) (at - text) >= len && g_str_has_prefix (at - len, words[i]))
      return words[i];
  }
  return NULL;
}

const char *
qz_stretch_before (const char *text, const char *at, const char *const *words, guint n)
{
  const char *word;

  while ((word = qz_stretch_word_before (text, at, words, n)) != NULL)
    at -= strlen (word);
  return at;
}

gboolean
qz_stretch_holds (const char *text, const char *words)
{
  g_auto (GStrv) each = g_strsplit (words, "|", -1);

  for (guint i = 0; each[i] != NULL; i++)
    if (*each[i] != '\0' && strstr (text, each[i]) != NULL)
      return TRUE;
  return FALSE;
}
