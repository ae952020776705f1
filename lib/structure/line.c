#include "config.h"

#include <string.h>

#include <quanze/text.h>

#include "lib/structure/line.h"

void
qz_defect_free (QzDefect *defect)
{
  if (defect == NULL)
    return;
  g_free (defect->text);
  g_free (defect);
}

void
qz_defect_add (GPtrArray *defects, const char *code, gsize at, const char *format, ...)
{
  QzDefect *defect = g_new0 (QzDefect, 1);
  va_list args;

  defect->code = code;
  defect->at = at;
  va_start (args, format);
  defect->text = g_strdup_vprintf (format, args);
  va_end (args);
  g_ptr_array_add (defects, defect);
}

/* ---- properties ---- */

/* The start of the character that ends at END. */
static const char *
char_before (const char *start, const char *end)
{
  do
    end--;
  while (end > start && ((guchar) *end & 0xc0) == 0x80);
  return end;
}

/* Private-use characters are remains of a word processor's symbols. */
static gboolean
is_residue (gunichar c)
{
  return (c >= 0xe000 && c <= 0xf8ff) || c == 0x200b || c == 0xfeff || c == 0xfffd;
}

static gunichar
last_char (const QzLines *lines, guint i)
{
  const QzLine *line = qz_line (lines, i);
  const char *start = lines->text + line->start, *p = lines->text + line->end;

  while (p > start) {
    p = char_before (start, p);
    gunichar c = g_utf8_get_char (p);
    if (!is_residue (c))
      return c;
  }
  return 0;
}

gboolean
qz_line_ends_sentence (const QzLines *lines, guint i)
{
  switch (last_char (lines, i)) {
  case 0x3002: /* 。 */ case 0xff1b: /* ； */ case 0xff1a: /* ： */ case 0xff01: /* ！ */ case 0xff1f: /* ？ */
  case 0x2026: /* … */ case 0x201d: /* ” */ case 0x2019: /* ’ */ case 0xff09: /* ） */ case 0x300b: /* 》 */
  case 0x3011: /* 】 */ case 0xff0e: /* ． */ case 0x300d: /* 」 */
  case ')': case '.': case ';': case ':': case '!': case '?': case '"':
    return TRUE;
  default:
    return FALSE;
  }
}

gboolean
qz_line_ends_clause (const QzLines *lines, guint i)
{
  gunichar last = last_char (lines, i);
  return last == 0xff0c /* ， */ || last == 0x3001 /* 、 */
         || (qz_line_ends_sentence (lines, i) && last != 0xff09 /* ） */ && last != ')' && last != 0x300b /* 》 */);
}

gboolean
qz_line_leads_in (const QzLines *lines, guint i)
{
  gunichar last = last_char (lines, i);
  return last == 0xff1a || last == ':';
}

gboolean
qz_line_ends_item (const QzLines *lines, guint i)
{
  gunichar last = last_char (lines, i);
  return last == 0xff1b || last == ';';
}

guint
qz_line_width (const QzLines *lines, guint i)
{
  const QzLine *line = qz_line (lines, i);
  guint width = 0;

  for (gsize at = line->start; at < line->end; at++)
    width += ((guchar) lines->text[at] & 0xc0) != 0x80;
  return width;
}

gboolean
qz_line_has (const QzLines *lines, guint i, const char *word)
{
  const QzLine *line = qz_line (lines, i);
  return memmem (lines->text + line->start, line->end - line->start, word, strlen (word)) != NULL;
}

/* The longest heading that prints without number or mark of the format. */
#define CAPTION_MAX 28

gboolean
qz_line_is_caption_like (const QzLines *lines, guint i)
{
  static const char *const inside[] = { "。", "；", "，", "：", ":", "“", "？", "！", "|", "＝", "=", NULL };
  const QzLine *line = qz_line (lines, i);

  if (line->end - line->start > CAPTION_MAX * 3 || qz_line_width (lines, i) > CAPTION_MAX)
    return FALSE;
  for (const char *const *stop = inside; *stop != NULL; stop++)
    if (qz_line_has (lines, i, *stop))
      return FALSE;
  return TRUE;
}

gboolean
qz_line_is_date (const QzLines *lines, guint i)
{
  const QzLine *line = qz_line (lines, i);
  const char *p;
  QzDate date;

  return qz_date_parse_printed (lines->text + line->start, &p, &date) && p == lines->text + line->end;
}

gboolean
qz_line_is_free (const QzLines *lines, guint i)
{
  const QzLine *line = qz_line (lines, i);
  return line->use == QZ_LINE_TEXT && line->marker.kind == QZ_MARK_NONE;
}

char *
qz_line_num_dup (const QzLines *lines, guint i)
{
  const QzLine *line = qz_line (lines, i);
  return g_strndup (lines->text + line->start, line->marker.num_len);
}

/* ---- neighbours ---- */

guint
qz_line_next (const QzLines *lines, guint i, guint to)
{
  do
    i++;
  while (i < to && qz_line (lines, i)->use == QZ_LINE_IGNORED);
  return MIN (i, to);
}

guint
qz_line_before (const QzLines *lines, guint i, guint from)
{
  while (i > from)
    if (qz_line (lines, --i)->use != QZ_LINE_IGNORED)
      return i;
  return G_MAXUINT;
}

void
qz_line_refuse (QzLines *lines, guint i)
{
  QzLine *line = qz_line (lines, i);

  if (line->inner) {
    qz_line (lines, qz_line_before (lines, i, 0))->end = line->end;
    line->use = QZ_LINE_IGNORED;
  } else {
    line->use = QZ_LINE_TEXT;
    line->mention = TRUE;
    memset (&line->marker, 0, sizeof line->marker);
  }
}

/* ---- annexes ---- */

static const char *const annex_words[] = { "附件", "附表", "附录", "附图", "附注", "附", NULL };

static gsize
match_one (const char *text, gsize len, const char *const *words)
{
  for (; *words != NULL; words++) {
    gsize n = strlen (*words);
    if (n <= len && memcmp (text, *words, n) == 0)
      return n;
  }
  return 0;
}

/* Reads "一", "1", "（一）" behind 附件. */
static gsize
annex_number (const char *text, gsize len, guint *number)
{
  static const char *const digits[] = { "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", NULL };
  gsize at = 0, n;

  *number = 0;
  while (at < len && g_ascii_isdigit (text[at]) && *number < 100)
    *number = *number * 10 + (guint) (text[at++] - '0');
  if (at > 0)
    return at;
  for (; (n = match_one (text + at, len - at, digits)) > 0; at += n)
    for (guint d = 0; digits[d] != NULL; d++)
      if (memcmp (text + at, digits[d], n) == 0)
        *number = d == 9 ? (*number > 0 ? *number * 10 : 10) : (*number >= 10 ? *number + d + 1 : d + 1);
  return at;
}

gboolean
qz_line_reads_as_annex (const QzLines *lines, guint i, guint *number, gsize *num_len, gsize *text_at)
{
  static const char *const colons[] = { "：", ":", NULL };
  const QzLine *line = qz_line (lines, i);
  const char *text = lines->text + line->start;
  gsize len = line->end - line->start, at = match_one (text, len, annex_words), n;

  if (at == 0 || line->inner)
    return FALSE;
  n = qz_text_space_span (text + at);
  gsize after = annex_number (text + at + n, len - at - n, number);
  if (after > 0)
    at += n + after;
  *num_len = at;
  *text_at = at + match_one (text + at, len - at, colons);
  if (at == strlen ("附") && *text_at == at && at < len)
    return FALSE;   /* 附 则 */
  while (*text_at < len && (n = qz_text_space_span (text + *text_at)) > 0)
    *text_at += n;
  if (*text_at == len)
    return TRUE;
  /* 附件一是本条例的组成部分。 is a sentence. */
  return *text_at > at && (len < 3 || memcmp (text + len - 3, "。", 3) != 0);
}

/* ---- lines of a source ---- */

static void
trim_end (const char *text, gsize start, gsize *end)
{
  while (*end > start) {
    const char *p = char_before (text + start, text + *end);
    if (qz_text_space_span (p) == 0)
      break;
    *end = (gsize) (p - text);
  }
}

/* Behind which a provision may begin inside a line. Bytes, as this runs over the whole text. */
static gsize
break_span (const guchar *p)
{
  if (p[0] == 0xe3 && p[1] == 0x80 && p[2] == 0x82) /* 。 */
    return 3;
  if (p[0] == 0xef && p[1] == 0xbc && (p[2] == 0x9b || p[2] == 0x9a || p[2] == 0x8c)) /* ；：， */
    return 3;
  if (p[0] == 0xe2 && p[1] == 0x80 && p[2] == 0x9d) /* ” */
    return 3;
  return p[0] == ';' || p[0] == ':' ? 1 : 0;
}

/* The heading of a division inside a line: 。第三章 仲裁协议, alone or before its first article. */
#define INNER_HEADING_MAX 24

static gboolean
is_short_heading (const char *words, const char *end)
{
  static const char *const stops[] = { "。", "；", "，", "：", NULL };
  const char *article = memmem (words, (gsize) (end - words), "第", strlen ("第"));
  QzMarker marker;

  if (article != NULL && qz_marker_read (article, (gsize) (end - article), &marker) && marker.kind == QZ_MARK_ARTICLE)
    end = article;
  if (g_utf8_strlen (words, end - words) > INNER_HEADING_MAX)
    return FALSE;
  for (gsize i = 0; stops[i] != NULL; i++)
    if (memmem (words, (gsize) (end - words), stops[i], strlen (stops[i])) != NULL)
      return FALSE;
  return TRUE;
}

/* Whether a marker AT, behind the break at P, could begin a provision there; the order of numbers decides later. */
static gboolean
may_begin (const char *p, const char *at, const char *end, const QzMarker *marker)
{
  gboolean apart = marker->spaced || (at > p + 3 && memcmp (p, "。", 3) == 0);

  if (qz_mark_is_division (marker->kind))
    return marker->spaced && memcmp (p, "。", 3) == 0 && is_short_heading (at + marker->text_at, end);
  if (marker->kind == QZ_MARK_ARTICLE)
    return apart && !marker->damaged && memcmp (p, "，", 3) != 0
           && !qz_marker_reads_as_mention (at + marker->text_at, (gsize) (end - at) - marker->text_at, marker->spaced);
  return marker->kind == QZ_MARK_HAN_PAREN;
}

static gsize
next_inner (const QzLines *lines, gsize from, gsize end, QzMarker *marker)
{
  const char *text = lines->text;
  gsize span, space;

  for (gsize at = from; at + 6 < end; at++) {
    if ((guchar) text[at] > 0xe3 && (guchar) text[at] < 0xef)
      continue;
    if ((span = break_span ((const guchar *) text + at)) == 0)
      continue;
    gsize head = at + span;
    while (head < end && (space = qz_text_space_span (text + head)) > 0)
      head += space;
    if (head + 6 >= end)
      return 0;
    guchar c = (guchar) text[head];
    if (c != 0xe7 && c != 0xef && c != '(')   /* 第 笫 （ */
      continue;
    if (qz_marker_read (text + head, end - head, marker) && may_begin (text + at, text + head, text + end, marker))
      return head;
  }
  return 0;
}

/* The first article behind a division's heading on the same line: 第一章 总则第一条 …; 0 when there is none. */
static gsize
article_in_heading (const QzLines *lines, const QzLine *line, gsize end, QzMarker *marker)
{
  const char *words = lines->text + line->start + line->marker.text_at, *stop = lines->text + end, *at;

  if (!qz_mark_is_division (line->marker.kind) || line->start + line->marker.text_at >= end)
    return 0;
  at = memmem (words, (gsize) (stop - words), "第", strlen ("第"));
  if (at == NULL || at == words || g_utf8_strlen (words, at - words) > INNER_HEADING_MAX
      || !qz_marker_read (at, (gsize) (stop - at), marker) || marker->kind != QZ_MARK_ARTICLE || !marker->spaced)
    return 0;
  return (gsize) (at - lines->text);
}

/* 之一 alone, behind a line that is nothing but 第一百二十条: its number goes on. */
static gboolean
goes_on_with_suffix (QzLines *lines, const QzBlock *block)
{
  QzLine *last = lines->lines->len > 0 ? qz_line (lines, lines->lines->len - 1) : NULL;
  const char *text = lines->text;
  QzMarker marker;

  if (last == NULL || last->marker.kind != QZ_MARK_ARTICLE || last->marker.suffix > 0
      || last->start + last->marker.text_at < last->end || !g_str_has_prefix (text + block->start, "之"))
    return FALSE;
  g_autofree char *whole = g_strdup_printf ("第一条%.*s", (int) (block->end - block->start), text + block->start);
  if (!qz_marker_read (whole, strlen (whole), &marker) || marker.suffix == 0 || marker.text_at < strlen (whole))
    return FALSE;
  last->marker.suffix = marker.suffix;
  last->end = block->end;
  last->marker.num_len = last->marker.text_at = last->end - last->start;
  return TRUE;
}

static void
add_line (QzLines *lines, const QzBlock *block)
{
  QzLine line = { .start = block->start, .end = block->end, .level = block->level, .centered = block->centered };
  QzMarker marker;
  gsize head;

  line.table = block->kind == QZ_BLOCK_TABLE_ROW || lines->text[block->start] == '|';
  if (line.table) {
    g_array_append_val (lines->lines, line);
    return;
  }
  if (goes_on_with_suffix (lines, block))
    return;
  qz_marker_read (lines->text + line.start, line.end - line.start, &line.marker);
  while ((head = article_in_heading (lines, &line, block->end, &marker)) > 0
         || (head = next_inner (lines, line.start + line.marker.text_at, block->end, &marker)) > 0) {
    line.end = head;
    trim_end (lines->text, line.start, &line.end);
    g_array_append_val (lines->lines, line);
    line = (QzLine){ .start = head, .end = block->end, .level = 0, .marker = marker, .inner = TRUE };
  }
  g_array_append_val (lines->lines, line);
}

/* <!-- TABLE --> and the like. */
static gboolean
is_comment (const char *text, const QzBlock *block)
{
  return block->end - block->start >= 7 && memcmp (text + block->start, "<!--", 4) == 0
         && memcmp (text + block->end - 3, "-->", 3) == 0;
}

QzLines *
qz_lines_new (const QzSource *source, guint first_block, GPtrArray *defects)
{
  QzLines *lines = g_new0 (QzLines, 1);

  lines->text = source->text;
  lines->lines = g_array_sized_new (FALSE, TRUE, sizeof (QzLine), source->blocks->len + 8);
  lines->defects = defects;
  for (guint i = first_block; i < source->blocks->len; i++) {
    const QzBlock *block = &g_array_index (source->blocks, QzBlock, i);
    if (block->kind != QZ_BLOCK_META_END && block->end > block->start && !is_comment (source->text, block))
      add_line (lines, block);
  }
  return lines;
}

void
qz_lines_free (QzLines *lines)
{
  if (lines == NULL)
    return;
  g_array_unref (lines->lines);
  g_free (lines);
}
