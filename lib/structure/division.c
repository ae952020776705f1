/* 编 章 节, and headings that lost their number. See line.h. */
#include "config.h"

#include <string.h>

#include <quanze/numeral.h>
#include <quanze/text.h>

#include "lib/structure/line.h"

static gboolean
is_division (const QzLines *lines, guint i)
{
  return qz_line (lines, i)->use == QZ_LINE_DIVISION;
}

static const char *const units[] = { [QZ_MARK_PART] = "编", [QZ_MARK_SUBPART] = "分编", [QZ_MARK_CHAPTER] = "章",
                                     [QZ_MARK_SECTION] = "节" };

static gboolean
is_bare_heading (const QzLines *lines, guint i)
{
  return qz_line_is_free (lines, i)
         && ((qz_line (lines, i)->level > 0 && !qz_line_ends_clause (lines, i))
             || (qz_line_is_caption_like (lines, i) && !qz_line_ends_sentence (lines, i)));
}

static gboolean
begins_provision (const QzLines *lines, guint i, guint to)
{
  return i < to && (qz_line (lines, i)->use == QZ_LINE_ARTICLE || is_division (lines, i));
}

/* 第三章, for a message; the caller's. */
static char *
division_name (guint kind, guint number)
{
  g_autofree char *numeral = qz_numeral_format (number);
  return g_strdup_printf ("第%s%s", numeral, units[kind]);
}

static void
infer_division (QzLines *lines, guint i, QzMarkKind kind, guint number)
{
  QzLine *line = qz_line (lines, i);
  g_autofree char *words = g_strndup (lines->text + line->start, line->end - line->start);

  g_autofree char *name = division_name (kind, number);

  qz_defect_add (lines->defects, "heading-stray", line->start, "标题“%s”没有序号，推定为%s", words, name);
  line->use = QZ_LINE_STRAY;
  line->marker = (QzMarker){ .kind = kind, .number = number };
}

/* ---- what is a division ---- */

#define DIVISION_MAX 48

/* Whether the words behind 第一章 are a heading's. */
static gboolean
heads_division (const QzLines *lines, guint i)
{
  static const char *const inside[] = { "。", "；", "：", "，", NULL };
  const QzLine *line = qz_line (lines, i);
  gsize at = line->start + line->marker.text_at;

  if (line->level > 0)
    return TRUE;
  if (line->end - line->start > DIVISION_MAX * 3)
    return FALSE;
  for (gsize k = 0; inside[k] != NULL; k++)
    if (qz_line_has (lines, i, inside[k]) && (k < 3 || !line->marker.spaced))
      return FALSE;
  return line->marker.spaced || !qz_marker_reads_as_mention (lines->text + at, line->end - at, FALSE);
}

/* ---- the table of contents ---- */

static gboolean
is_contents_title (const QzLines *lines, guint i)
{
  const QzLine *line = qz_line (lines, i);
  const char *p = lines->text + line->start, *end = lines->text + line->end;

  return end - p >= 6 && end - p <= 20 && g_str_has_prefix (p, "目")
         && memcmp (end - strlen ("录"), "录", strlen ("录")) == 0;
}

/* Behind white space, which a heading prints in plenty (总　　则) and a table of contents does not. */
static const char *
skip_space (const char *p, const char *end)
{
  gsize len;

  while (p < end && (len = qz_text_space_span (p)) > 0)
    p += len;
  return MIN (p, end);
}

/* How many characters of two headings must agree. */
#define SAME_CHARS 4

static gboolean
same_words (const QzLines *lines, const QzLine *a, const QzLine *b)
{
  const char *p = lines->text + a->start + a->marker.text_at, *p_end = lines->text + a->end;
  const char *q = lines->text + b->start + b->marker.text_at, *q_end = lines->text + b->end;

  if (a->marker.kind != b->marker.kind || a->marker.number != b->marker.number)
    return FALSE;
  for (guint n = 0; n < SAME_CHARS; n++) {
    p = skip_space (p, p_end);
    q = skip_space (q, q_end);
    if (p == p_end || q == q_end)
      return TRUE;
    if (g_utf8_get_char (p) != g_utf8_get_char (q))
      return FALSE;
    p = g_utf8_next_char (p);
    q = g_utf8_next_char (q);
  }
  return TRUE;
}

/* A table of contents names a heading before it comes: nothing stands between it and the
 * next, and the same one comes again. USE is what the headings are: divisions or groups. */
static void
drop_contents (QzLines *lines, guint from, guint to, QzLineUse use)
{
  g_autoptr (GArray) open = g_array_new (FALSE, FALSE, sizeof (guint));   /* headings with nothing behind them yet */
  gboolean reported = FALSE;   /* under its own title 目录 it is no damage */

  for (guint i = from; i < to; i++) {
    QzLine *line = qz_line (lines, i);

    reported |= is_contents_title (lines, i);
    if (line->use == QZ_LINE_ARTICLE || (line->use == QZ_LINE_TEXT && qz_line_ends_sentence (lines, i)))
      g_array_set_size (open, 0);
    if (line->use != use)
      continue;
    for (guint k = 0; k < open->len; k++) {
      QzLine *earlier = qz_line (lines, g_array_index (open, guint, k));
      if (!same_words (lines, earlier, line))
        continue;
      if (!reported)
        qz_defect_add (lines->defects, "toc-repeated", earlier->start, "正文里重复了目录，不计入章节");
      reported = TRUE;
      for (guint j = g_array_index (open, guint, k); j < i; j++)
        if (qz_line (lines, j)->use == use)
          qz_line (lines, j)->use = QZ_LINE_IGNORED;
      g_array_set_size (open, k);
    }
    g_array_append_val (open, i);
  }
}

/* A heading of this width may have been too long for its line. */
#define HEADING_WRAP_MIN 14

/* A heading goes on in a short line of its own: 第三章 审议工作报告 / 审查国民经济计划. Behind a
 * short heading such a line is a section's that lost its number. */
static void
join_headings (QzLines *lines, guint from, guint to)
{
  for (guint i = from; i < to; i++) {
    guint more = qz_line_next (lines, i, to), behind = qz_line_next (lines, more, to);

    if (!is_division (lines, i) || behind >= to || !is_bare_heading (lines, more) || qz_line (lines, more)->level > 0
        || !begins_provision (lines, behind, to))
      continue;
    if (qz_line_width (lines, i) >= HEADING_WRAP_MIN || qz_line (lines, i)->marker.kind == QZ_MARK_SECTION) {
      qz_line (lines, more)->use = QZ_LINE_HEADING;
      qz_defect_add (lines->defects, "heading-wrapped", qz_line (lines, more)->start, "标题分成两行，已接回");
    } else {
      infer_division (lines, more, QZ_MARK_SECTION, 1);
    }
  }
}

/* Numbers rise by one within the division above, or through the whole document, as the chapters of
 * 民法典 do across its parts. */
typedef struct {
  guint    last[QZ_MARK_SECTION + 1];
  gboolean fresh[QZ_MARK_SECTION + 1];   /* a division above began since */
} Count;

static gboolean
is_next (const Count *count, guint kind, guint number)
{
  return number == count->last[kind] + 1 || (count->fresh[kind] && number == 1);
}

static void
step (Count *count, guint kind, guint number)
{
  count->last[kind] = number;
  count->fresh[kind] = FALSE;
  for (guint below = kind + 1; below <= QZ_MARK_SECTION; below++)
    count->fresh[below] = TRUE;
}

void
qz_decide_divisions (QzLines *lines, guint from, guint to)
{
  Count count = { 0 };

  for (guint i = from; i < to; i++) {
    QzLine *line = qz_line (lines, i);

    if (is_contents_title (lines, i)) {
      line->use = QZ_LINE_IGNORED;
    } else if (qz_mark_is_division (line->marker.kind)) {
      if (!heads_division (lines, i) || (line->inner && !is_next (&count, line->marker.kind, line->marker.number))) {
        qz_line_refuse (lines, i);
        continue;
      }
      line->use = QZ_LINE_DIVISION;
      step (&count, line->marker.kind, line->marker.number);
      if (line->inner)
        qz_defect_add (lines->defects, "marker-damaged", line->start, "标题不在行首");
    }
  }
  drop_contents (lines, from, to, QZ_LINE_DIVISION);
  join_headings (lines, from, to);
}

void
qz_check_divisions (QzLines *lines, guint from, guint to)
{
  Count count = { 0 };

  for (guint i = from; i < to; i++) {
    const QzLine *line = qz_line (lines, i);
    guint kind = line->marker.kind, number = line->marker.number;

    if ((line->use != QZ_LINE_STRAY && line->use != QZ_LINE_DIVISION) || !qz_mark_is_division (kind))
      continue;
    guint expected = count.fresh[kind] && number <= count.last[kind] ? 1 : count.last[kind] + 1;
    g_autofree char *here = division_name (kind, number), *wanted = division_name (kind, expected);
    g_autofree char *before = division_name (kind, count.last[kind]);
    if (is_next (&count, kind, number))
      ;
    else if (number > expected)
      qz_defect_add (lines->defects, "heading-lost", line->start, "%s之前缺%s的标题", here, wanted);
    else if (number == count.last[kind])
      qz_defect_add (lines->defects, "heading-duplicate", line->start, "%s重复", here);
    else
      qz_defect_add (lines->defects, "heading-order", line->start, "%s之后是%s", before, here);
    if (line->marker.damaged)
      qz_defect_add (lines->defects, "marker-damaged", line->start, "%s的序号有错字或空格", here);
    step (&count, kind, number);
  }
}

/* ---- 一、 over articles ---- */

/* Whether line I heads articles: 一、一般规定, then 第一条. LAST is the number of the group before of its kind. */
static gboolean
heads_group (const QzLines *lines, guint i, guint from, guint to, guint last)
{
  const QzLine *line = qz_line (lines, i);
  guint next = qz_line_next (lines, i, to);

  if (line->level > 0 && !qz_line_ends_clause (lines, i))
    return TRUE;
  if (next >= to || !qz_line_is_caption_like (lines, i))
    return FALSE;
  QzLineUse use = qz_line (lines, next)->use;
  if (line->marker.kind == QZ_MARK_HAN)
    return use == QZ_LINE_ARTICLE || qz_line (lines, next)->marker.kind == QZ_MARK_HAN_PAREN;
  guint before = qz_line_before (lines, i, from);
  gboolean first = before != G_MAXUINT && qz_line (lines, before)->use == QZ_LINE_GROUP;
  return use == QZ_LINE_ARTICLE && line->marker.number == last + 1 && (last > 0 || first);
}

void
qz_decide_groups (QzLines *lines, guint from, guint to)
{
  guint last[QZ_N_MARKS] = { 0 };

  for (guint i = from; i < to; i++) {
    QzLine *line = qz_line (lines, i);
    QzMarkKind kind = line->marker.kind;

    if ((kind == QZ_MARK_HAN || kind == QZ_MARK_HAN_PAREN) && !line->inner && line->use == QZ_LINE_TEXT
        && heads_group (lines, i, from, to, last[kind])) {
      line->use = QZ_LINE_GROUP;
      last[kind] = line->marker.number;
      last[QZ_MARK_HAN_PAREN] = kind == QZ_MARK_HAN ? 0 : last[QZ_MARK_HAN_PAREN];
    }
  }
  drop_contents (lines, from, to, QZ_LINE_GROUP);
  memset (last, 0, sizeof last);
  for (guint i = from; i < to; i++) {
    const QzLine *line = qz_line (lines, i);
    if (line->use != QZ_LINE_GROUP)
      continue;
    guint kind = line->marker.kind, number = line->marker.number;
    if (number != last[kind] + 1 && number != 1)
      qz_defect_add (lines->defects, number > last[kind] ? "heading-lost" : "heading-order", line->start, "标题序号不连续");
    last[kind] = number;
    if (kind == QZ_MARK_HAN)
      last[QZ_MARK_HAN_PAREN] = 0;
  }
}

/* ---- headings that lost their number ---- */

/* A short plain line, or two, between a finished sentence and the next article or division. */
static gboolean
stands_as_heading (const QzLines *lines, guint i, guint from, guint to, gboolean *wrapped)
{
  guint next = qz_line_next (lines, i, to), before = qz_line_before (lines, i, from);

  *wrapped = FALSE;
  if (!is_bare_heading (lines, i) || before == G_MAXUINT || !qz_line_ends_sentence (lines, before))
    return FALSE;
  if (begins_provision (lines, next, to))
    return TRUE;
  if (next >= to || !is_bare_heading (lines, next))
    return FALSE;
  *wrapped = TRUE;
  return begins_provision (lines, qz_line_next (lines, next, to), to);
}

/* The number of the next printed chapter; 0 when there is none. */
static guint
next_chapter (const QzLines *lines, guint i, guint to)
{
  for (; i < to; i++)
    if (is_division (lines, i) && qz_line (lines, i)->marker.kind == QZ_MARK_CHAPTER)
      return qz_line (lines, i)->marker.number;
  return 0;
}

/* What a heading without number is. The mark of the format tells where it equals that of a printed
 * one; else it is the chapter that is missing here, and where none is missing a section. */
static QzMarkKind
kind_of_stray (const QzLines *lines, guint i, guint to, const Count *count, const guint *format_levels)
{
  guint level = qz_line (lines, i)->level, next = next_chapter (lines, i, to);

  for (guint kind = QZ_MARK_PART; level > 0 && kind <= QZ_MARK_SECTION; kind++)
    if (format_levels[kind] == level)
      return kind;
  return next == count->last[QZ_MARK_CHAPTER] + 1 ? QZ_MARK_SECTION : QZ_MARK_CHAPTER;
}

void
qz_decide_strays (QzLines *lines, guint from, guint to)
{
  Count count = { 0 };
  guint format_levels[QZ_MARK_SECTION + 1] = { 0 };
  gboolean has_articles = FALSE, wrapped;

  for (guint i = from; i < to; i++) {
    const QzLine *line = qz_line (lines, i);

    has_articles |= line->use == QZ_LINE_ARTICLE;
    if (is_division (lines, i) || line->use == QZ_LINE_STRAY) {
      step (&count, line->marker.kind, line->marker.number);
      format_levels[line->marker.kind] = line->level;
    } else if (has_articles && stands_as_heading (lines, i, from, to, &wrapped)) {
      QzMarkKind kind = kind_of_stray (lines, i, to, &count, format_levels);
      guint number = count.fresh[kind] ? 1 : count.last[kind] + 1;
      if (kind == QZ_MARK_CHAPTER && count.last[kind] == 0)
        number = 2;   /* articles stand before it: the first heading is lost altogether */
      else if (kind == QZ_MARK_CHAPTER)
        number = count.last[kind] + 1;
      infer_division (lines, i, kind, number);
      step (&count, kind, number);
      if (wrapped)
        qz_line (lines, qz_line_next (lines, i, to))->use = QZ_LINE_HEADING;
    }
  }
}
