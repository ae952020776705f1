#include "config.h"

#include <string.h>

#include <quanze/numeral.h>
#include <quanze/text.h>

#include "lib/structure/event.h"
#include "lib/structure/front.h"
#include "lib/structure/issuer.h"
#include "lib/structure/marker.h"
#include "lib/structure/masthead.h"
#include "lib/structure/title_line.h"

/* Lines that may stand before the body in a file that does not mark its end. */
#define FRONT_MAX 24

static const QzBlock *
block_at (const QzSource *source, guint i)
{
  return &g_array_index (source->blocks, QzBlock, i);
}

static char *
block_dup (const QzSource *source, guint i)
{
  const QzBlock *block = block_at (source, i);
  return g_strndup (source->text + block->start, block->end - block->start);
}

guint
qz_front_end (const QzSource *source)
{
  for (guint i = 0; i < source->blocks->len; i++)
    if (block_at (source, i)->kind == QZ_BLOCK_META_END)
      return i;
  return G_MAXUINT;
}

/* ---- 文号 ---- */

static gsize
match_one (const char *p, const char *const *words)
{
  for (; *words != NULL; words++)
    if (g_str_has_prefix (p, *words))
      return strlen (*words);
  return 0;
}

gsize
qz_front_year_and_number (const char *p)
{
  static const char *const open[] = { "〔", "［", "[", "【", "（", "(", NULL };
  static const char *const close[] = { "〕", "］", "]", "】", "）", ")", NULL };
  const char *at = p + match_one (p, open), *digits = at;
  gsize len;

  while (g_ascii_isdigit (*at))
    at++;
  if (at == p || at - digits != 4 || (len = match_one (at, close)) == 0)
    return 0;
  at += len;
  if (g_str_has_prefix (at, "第"))
    at += strlen ("第");
  digits = at;
  while (g_ascii_isdigit (*at))
    at++;
  return at > digits && g_str_has_prefix (at, "号") ? (gsize) (at - p) + strlen ("号") : 0;
}

/* 湖南省人民政府令第242号 as a whole line; the caller's. */
static char *
order_dup (const char *line)
{
  const char *order = strstr (line, "令第"), *end;
  gint64 number;

  if (order == NULL || order == line || !qz_numeral_parse (order + strlen ("令第"), &end, &number) || strcmp (end, "号") != 0
      || g_utf8_strlen (line, -1) > 40)
    return NULL;
  const char *name = g_str_has_prefix (line, "中华人民共和国") ? line + strlen ("中华人民共和国") : line;
  return g_strdup (name);
}

/* The document number in LINE when LINE is little else; the caller's. */
static char *
number_dup (const char *line)
{
  char *order = order_dup (line);

  if (order != NULL)
    return order;
  for (const char *p = line; *p != '\0'; p = g_utf8_next_char (p)) {
    gsize len = qz_front_year_and_number (p);
    if (len == 0)
      continue;
    const char *start = p;
    while (start > line) {
      const char *before = g_utf8_find_prev_char (line, start);
      if (!g_unichar_isalpha (g_utf8_get_char (before)))
        break;
      start = before;
    }
    glong prefix = g_utf8_strlen (start, p - start), rest = g_utf8_strlen (line, -1);
    return prefix >= 1 && prefix <= 16 && rest <= 40 ? g_strndup (start, (gsize) (p - start) + len) : NULL;
  }
  return NULL;
}

/* ---- title and front lines ---- */

static gboolean
is_blank (const char *p)
{
  gsize len;

  while ((len = qz_text_space_span (p)) > 0)
    p += len;
  return *p == '\0';
}

static gboolean
ends_bracket (const char *line)
{
  return g_str_has_suffix (line, "）") || g_str_has_suffix (line, ")");
}

/* （2019年1月1日…通过 */
static gboolean
opens_with_date (const char *printed)
{
  g_autofree char *line = qz_event_close_up (printed);
  const char *end;
  QzDate date;

  const char *p = line;
  while (g_str_has_prefix (p, "（") || *p == '(')
    p = g_utf8_next_char (p);
  return p > line && qz_date_parse_printed (p, &end, &date);
}

/* （《某条例》已由…2020年8月31日通过，…批准，自…起施行。） */
static gboolean
is_bracketed_history (const char *line)
{
  return (g_str_has_prefix (line, "（《") || g_str_has_prefix (line, "(《")) && ends_bracket (line)
         && (strstr (line, "通过") != NULL || strstr (line, "批准") != NULL || strstr (line, "公布") != NULL);
}

/* A day with or without an event, or a document number, on a line of its own. */
static gboolean
is_front_line (const char *printed)
{
  g_autofree char *line = qz_event_close_up (printed), *number = number_dup (line);
  const char *end;
  QzDate date;

  if (number != NULL)
    return TRUE;
  if (!qz_date_parse_printed (line, &end, &date))
    return FALSE;
  return is_blank (end)
         || (strstr (end, "。") == NULL && (strstr (end, "通过") != NULL || strstr (end, "公布") != NULL || strstr (end, "发布") != NULL));
}

static void
take_front (QzInstrument *instrument, char *line)
{
  g_ptr_array_add (instrument->front, line);
  if (instrument->number == NULL)
    instrument->number = number_dup (line);
}

static void
add_front (QzInstrument *instrument, const QzSource *source, guint i)
{
  take_front (instrument, block_dup (source, i));
}

/* How many blocks from I on belong to the front matter: the title again, a bracket with dates, a number; 0 when none do. */
static guint
count_front (const QzInstrument *instrument, const QzSource *source, guint i)
{
  g_autofree char *line = block_dup (source, i);
  guint again = qz_masthead_count (source, i, instrument->title);

  if (again > 0)
    return again;
  if (opens_with_date (line)) {
    for (guint n = 1; n <= FRONT_MAX && i + n <= source->blocks->len; n++) {
      g_autofree char *last = block_dup (source, i + n - 1);
      if (ends_bracket (last))
        return n;
    }
    return 1;
  }
  return is_front_line (line) || is_bracketed_history (line) ? 1 : 0;
}

/* What the body repeats at its head, and what a file without marked front matter has there. */
static guint
absorb_head (QzInstrument *instrument, const QzSource *source, guint i)
{
  for (guint limit = i + FRONT_MAX; i < MIN (limit, source->blocks->len);) {
    guint n = count_front (instrument, source, i);

    if (n == 0)
      break;
    for (; n > 0; n--)
      add_front (instrument, source, i++);
  }
  return i;
}

/* The front matter that a file marks: its first line is the title. */
static guint
read_marked (QzInstrument *instrument, const QzSource *source, guint end)
{
  instrument->title = end > 0 ? block_dup (source, 0) : g_strdup ("");
  for (guint i = 1; i < end; i++)
    add_front (instrument, source, i);
  return end + 1;
}

/* The file's name without its ending and the day in it, where the text has no title. */
static char *
title_of_path (const char *path)
{
  g_autofree char *name = g_path_get_basename (path);
  char *dot = strrchr (name, '.');

  if (dot != NULL && dot > name)
    *dot = '\0';
  char *open = g_strrstr (name, "(");
  QzDate date;
  if (open != NULL && open > name && strlen (open) == strlen ("(2015-01-01)")) {
    g_autofree char *day = g_strndup (open + 1, 10);
    if (qz_date_parse_iso (day, &date))
      *open = '\0';
  }
  return qz_text_strip_dup (name, -1);
}

/* The first block as a title where no lines read as one: it says something, is short, begins no provision and no letter. */
static gboolean
is_short_title (const char *line)
{
  QzMarker marker;

  return g_utf8_strlen (line, -1) <= 60 && strstr (line, "。") == NULL && !g_str_has_suffix (line, "：")
         && qz_title_line_has_words (line) && !qz_marker_read (line, strlen (line), &marker);
}

/* The title in WORDS; what is printed with it goes to the front lines. */
static void
take_title (QzInstrument *instrument, const char *words)
{
  g_auto (QzTitleLine) split = { 0 };

  qz_title_line_read (words, &split);
  instrument->title = g_steal_pointer (&split.title);
  if (split.head != NULL)
    take_front (instrument, g_steal_pointer (&split.head));
  if (split.tail != NULL)
    take_front (instrument, g_steal_pointer (&split.tail));
}

/* What stands before the title, and a cover with its own title, go to the front lines. */
static guint
read_unmarked (QzInstrument *instrument, const QzSource *source)
{
  QzTitleSpan title = { 0, 0 };
  guint title_at = 0, body = 0;

  gboolean found = qz_masthead_title (source, &title);
  if (!found)
    title = (QzTitleSpan){ 0, MIN (1, source->blocks->len) };
  instrument->title = qz_masthead_enclosed (source, &title, &title_at, &body);
  if (instrument->title == NULL && !found) {
    g_autofree char *first = source->blocks->len > 0 ? block_dup (source, 0) : g_strdup ("");
    gboolean is_title = is_short_title (first);
    instrument->title = is_title ? g_steal_pointer (&first) : title_of_path (source->path);
    return is_title ? MIN (1, source->blocks->len) : 0;
  }
  g_autofree char *words = qz_masthead_words (source, &title);
  if (instrument->title == NULL) {
    take_title (instrument, words);
    title_at = title.first;
    body = title.end;
  } else {
    instrument->issuer = qz_issuer_from_title (words);   /* the cover's */
  }
  for (guint i = 0; i < title_at; i++)
    add_front (instrument, source, i);
  return body;
}

guint
qz_front_read (QzInstrument *instrument, const QzSource *source)
{
  guint end = qz_front_end (source);
  guint body = end != G_MAXUINT ? read_marked (instrument, source, end) : read_unmarked (instrument, source);

  if (*instrument->title == '\0' && g_hash_table_contains (source->meta, "title")) {
    g_free (instrument->title);
    instrument->title = g_strdup (g_hash_table_lookup (source->meta, "title"));
  }
  return absorb_head (instrument, source, body);
}
