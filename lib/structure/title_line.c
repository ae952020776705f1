#include "config.h"

#include <string.h>

#include <quanze/date.h>
#include <quanze/text.h>

#include "lib/structure/front.h"
#include "lib/structure/title_line.h"

/* A number stands within so many characters of the line's head. */
#define NUMBER_REACH 16

static gboolean
is_han (const char *p)
{
  return g_unichar_get_script (g_utf8_get_char (p)) == G_UNICODE_SCRIPT_HAN;
}

gboolean
qz_title_line_has_words (const char *text)
{
  guint words = 0;

  for (const char *p = text; *p != '\0' && words < 2; p = g_utf8_next_char (p))
    words += is_han (p);
  return words >= 2;
}

/* Where the first Han character or 《 of LINE stands. */
static const char *
first_word (const char *line)
{
  while (*line != '\0' && !is_han (line) && !g_str_has_prefix (line, "《"))
    line = g_utf8_next_char (line);
  return line;
}

/* "1 of 21 11/18/2015 03:25 PM" that a browser printed, 京政发〔2016〕43号, a whole day: what stands before the title. */
static const char *
skip_head (const char *line)
{
  const char *word = first_word (line), *end, *p = line;
  gsize latin = (gsize) (word - line);
  QzDate day;

  if (memchr (line, '/', latin) != NULL || memchr (line, ':', latin) != NULL)
    return word;
  if (qz_date_parse_printed (line, &end, &day) && *end != '\0')
    return end;
  for (guint i = 0; i < NUMBER_REACH && *p != '\0'; i++, p = g_utf8_next_char (p)) {
    gsize len = qz_front_year_and_number (p);
    if (len > 0 && p > line && p[len] != '\0')
      return p + len;
  }
  return line;
}

/* （2020年…通过）: a bracket that opens with a year and tells of an adoption; NULL when there is none. */
static const char *
find_note (const char *title)
{
  static const char *const acts[] = { "通过", "公布", "发布", "批准", "修正", "修订", NULL };

  for (const char *open = strstr (title, "（"); open != NULL; open = strstr (open + 1, "（")) {
    const char *year = open + strlen ("（"), *end;
    QzDate day;
    if (open == title || !qz_date_parse_printed (year, &end, &day))
      continue;
    for (gsize i = 0; acts[i] != NULL; i++)
      if (strstr (end, acts[i]) != NULL)
        return open;
  }
  return NULL;
}

void
qz_title_line_read (const char *line, QzTitleLine *split)
{
  const char *start = skip_head (line);

  while (qz_text_space_span (start) > 0)
    start += qz_text_space_span (start);
  const char *note = find_note (start);
  if (!qz_title_line_has_words (start))
    start = line;
  split->head = start > line ? qz_text_strip_dup (line, start - line) : NULL;
  split->title = qz_text_strip_dup (start, note != NULL ? note - start : -1);
  split->tail = note != NULL ? g_strdup (note) : NULL;
}

void
qz_title_line_clear (QzTitleLine *split)
{
  g_clear_pointer (&split->head, g_free);
  g_clear_pointer (&split->title, g_free);
  g_clear_pointer (&split->tail, g_free);
}
