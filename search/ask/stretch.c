#include "config.h"

#include <glib.h>

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
