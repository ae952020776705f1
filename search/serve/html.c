#include "config.h"

#include <stdarg.h>
#include <string.h>

#include "search/serve/html.h"

struct QzHtml {
  GString *out;
  GPtrArray *open; /* const char*, literals */
};

QzHtml *
qz_html_new (void)
{
  QzHtml *html = g_new0 (QzHtml, 1);

  html->out = g_string_new ("<!DOCTYPE html>\n");
  html->open = g_ptr_array_new ();
  return html;
}

void
qz_html_free (QzHtml *html)
{
  if (html == NULL)
    return;
  if (html->out != NULL)
    g_string_free (html->out, TRUE);
  g_ptr_array_unref (html->open);
  g_free (html);
}

char *
qz_html_finish (QzHtml *html, gsize *len)
{
  while (html->open->len > 0)
    qz_html_close (html);
  g_string_append_c (html->out, '\n');
  *len = html->out->len;
  char *text = g_string_free (g_steal_pointer (&html->out), FALSE);
  qz_html_free (html);
  return text;
}

/* ---- escaping ---- */

/* U+202A–202E, U+2066–2069 turn the direction of all that follows. */
static gboolean
is_direction (const char *p, gsize left)
{
  if (left < 3 || (guchar)p[0] != 0xE2)
    return FALSE;
  return ((guchar)p[1] == 0x80 && (guchar)p[2] >= 0xAA && (guchar)p[2] <= 0xAE)
         || ((guchar)p[1] == 0x81 && (guchar)p[2] >= 0xA6 && (guchar)p[2] <= 0xA9);
}

void
qz_html_escape (GString *out, const char *text, gsize len)
{
  for (gsize i = 0; i < len; i++) {
    guchar c = (guchar)text[i];

    switch (c) {
    case '&':
      g_string_append (out, "&amp;");
      break;
    case '<':
      g_string_append (out, "&lt;");
      break;
    case '>':
      g_string_append (out, "&gt;");
      break;
    case '"':
      g_string_append (out, "&quot;");
      break;
    case '\'':
      g_string_append (out, "&#39;");
      break;
    default:
      if ((c < 0x20 && c != '\n' && c != '\t') || c == 0x7F)
        g_string_append (out, "\xEF\xBF\xBD");
      else if (is_direction (text + i, len - i))
        i += 2;
      else
        g_string_append_c (out, text[i]);
    }
  }
}

void
qz_html_text_len (QzHtml *html, const char *text, gsize len)
{
  qz_html_escape (html->out, text, len);
}

void
qz_html_text (QzHtml *html, const char *text)
{
  if (text != NULL)
    qz_html_escape (html->out, text, strlen (text));
}

void
qz_html_printf (QzHtml *html, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  qz_html_text (html, text);
}

/* ---- elements ---- */

static gboolean
is_void (const char *element)
{
  static const char *const VOID[] = { "input", "meta", "link", "br", "hr" };

  for (guint i = 0; i < G_N_ELEMENTS (VOID); i++)
    if (g_str_equal (VOID[i], element))
      return TRUE;
  return FALSE;
}

static void
open_with (QzHtml *html, const char *element, va_list pairs)
{
  const char *name;

  g_string_append_c (html->out, '<');
  g_string_append (html->out, element);
  while ((name = va_arg (pairs, const char *)) != NULL) {
    const char *value = va_arg (pairs, const char *);

    if (value == NULL)
      continue;
    g_string_append_c (html->out, ' ');
    g_string_append (html->out, name);
    if (*value == '\0' && !g_str_equal (name, "value") && !g_str_equal (name, "alt"))
      continue;
    g_string_append (html->out, "=\"");
    qz_html_text (html, value);
    g_string_append_c (html->out, '"');
  }
  g_string_append_c (html->out, '>');
  if (!is_void (element))
    g_ptr_array_add (html->open, (gpointer)element);
}

void
qz_html_open (QzHtml *html, const char *element, ...)
{
  va_list pairs;

  va_start (pairs, element);
  open_with (html, element, pairs);
  va_end (pairs);
}

void
qz_html_close (QzHtml *html)
{
  g_return_if_fail (html->open->len > 0);
  const char *element = g_ptr_array_remove_index (html->open, html->open->len - 1);
  g_string_append_printf (html->out, "</%s>", element);
}

void
qz_html_element (QzHtml *html, const char *element, const char *text, ...)
{
  va_list pairs;

  if (text == NULL || *text == '\0')
    return;
  va_start (pairs, text);
  open_with (html, element, pairs);
  va_end (pairs);
  qz_html_text (html, text);
  qz_html_close (html);
}

void
qz_html_lines (QzHtml *html, const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text != NULL ? text : "", "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    qz_html_element (html, "p", g_strstrip (lines[i]), NULL);
}
