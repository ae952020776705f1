/* How a stretch of lines is built, and where its annexes begin. See line.h. */
#include "config.h"

#include <string.h>

#include "lib/structure/line.h"

/* Headings that only reports of cases have. */
static gboolean
reads_as_case (const QzLines *lines, guint from, guint to)
{
  static const char *const captions[] = { "基本案情", "简要案情", "案情回顾", "裁判结果", "裁判要旨", "裁判要点", "处理结果",
                                          "裁判理由", "法院裁判", "法官解读", "典型意义", "案例分析", "适用解析", NULL };
  guint n = 0;

  for (guint i = from; i < to && n < 2; i++) {
    const QzLine *line = qz_line (lines, i);
    for (gsize k = 0; captions[k] != NULL; k++)
      n += line->end - line->start == strlen (captions[k])
           && memcmp (lines->text + line->start, captions[k], strlen (captions[k])) == 0;
  }
  return n >= 2;
}

static gboolean
has_headings (const QzLines *lines, guint from, guint to)
{
  for (guint i = from; i < to; i++) {
    QzLineUse use = qz_line (lines, i)->use;
    if (use == QZ_LINE_LIST || use == QZ_LINE_CAPTION || use == QZ_LINE_DIVISION)
      return TRUE;
  }
  return FALSE;
}

static void
decide_captions (QzLines *lines, guint from, guint to)
{
  for (guint i = from; i < to; i++)
    if (qz_line_is_free (lines, i) && qz_line (lines, i)->level > 0 && !qz_line_ends_clause (lines, i))
      qz_line (lines, i)->use = QZ_LINE_CAPTION;
}

QzManner
qz_lines_decide (QzLines *lines, guint from, guint to)
{
  guint n_articles = 0;

  for (guint i = from; i < to; i++)
    qz_line (lines, i)->use = qz_line (lines, i)->table ? QZ_LINE_TABLE : QZ_LINE_TEXT;
  if (reads_as_case (lines, from, to))
    lines->is_case = TRUE;
  else
    n_articles = qz_decide_articles (lines, from, to);
  qz_decide_divisions (lines, from, to);
  qz_decide_attachments (lines, from, to);
  if (n_articles > 0) {
    qz_decide_groups (lines, from, to);
    qz_decide_lists (lines, from, to);
    qz_decide_strays (lines, from, to);
  } else {
    decide_captions (lines, from, to);
    qz_decide_headings (lines, from, to);
  }
  qz_check_divisions (lines, from, to);
  qz_decide_tail (lines, from, to);
  qz_decide_wraps (lines, from, to, n_articles > 0);
  if (n_articles > 0) {
    qz_decide_unnumbered (lines, from, to);
    qz_check_end (lines, from, to);
  }
  return n_articles > 0 ? QZ_MANNER_ARTICLES : has_headings (lines, from, to) ? QZ_MANNER_HEADINGS : QZ_MANNER_PLAIN;
}

/* ---- annexes ---- */

static gboolean
is_certain_article (const QzLines *lines, guint i)
{
  const QzLine *line = qz_line (lines, i);
  gsize at = line->start + line->marker.text_at;

  return line->marker.kind == QZ_MARK_ARTICLE && line->marker.spaced && !line->inner
         && !qz_marker_reads_as_mention (lines->text + at, line->end - at, TRUE);
}

/* 第一条 again, with 第二条 behind it, after others: another document in the same file. */
static gboolean
restarts (const QzLines *lines, guint i, guint to)
{
  for (guint k = i + 1; k < to; k++)
    if (is_certain_article (lines, k))
      return qz_line (lines, k)->marker.number == 2;
  return FALSE;
}

/* Back from the article I over the divisions, preamble and title that belong to it. */
static guint
title_before (const QzLines *lines, guint from, guint i)
{
  guint first = i, limit = i > from + 8 ? i - 8 : from;

  while (first > limit && qz_mark_is_division (qz_line (lines, first - 1)->marker.kind))
    first--;
  for (guint k = first; k > limit; k--) {
    if (qz_line (lines, k - 1)->marker.kind != QZ_MARK_NONE)
      break;
    if (qz_line_is_caption_like (lines, k - 1) && !qz_line_ends_sentence (lines, k - 1))
      first = k - 1;
    else if (first < i && first == k)
      break;
  }
  return first;
}

/* 附件：1.…办法 names what is attached. What stands under it, if the file has it at all, has a head of its own: 附件1. */
gboolean
qz_line_lists_annexes (const QzLines *lines, guint i, guint to)
{
  const QzLine *line = qz_line (lines, i);
  guint number, other;
  gsize num_len, text_at;
  QzMarker marker;

  if (!qz_line_reads_as_annex (lines, i, &number, &num_len, &text_at) || number > 0
      || text_at >= line->end - line->start)
    return FALSE;
  if (qz_marker_read (lines->text + line->start + text_at, line->end - line->start - text_at, &marker)
      && marker.kind == QZ_MARK_DIGIT && marker.number == 1)
    return TRUE;
  for (guint k = i + 1; k < to && k < i + 64; k++)
    if (qz_line_reads_as_annex (lines, k, &other, &num_len, &text_at))
      return TRUE;
  return FALSE;
}

guint
qz_lines_find_annex (const QzLines *lines, guint from, guint to)
{
  guint number, highest = 0;
  gsize num_len, text_at;
  gboolean any = from > 0;   /* behind the first annex the next may follow at once */

  for (guint i = from; i < to; i++) {
    const QzLine *line = qz_line (lines, i);
    gboolean is_article = is_certain_article (lines, i);

    if (is_article && line->marker.number == 1 && highest >= 2 && restarts (lines, i, to))
      return title_before (lines, from + 1, i);
    if (is_article)
      highest = MAX (highest, line->marker.number);
    if (any && qz_line_reads_as_annex (lines, i, &number, &num_len, &text_at)
        && !qz_line_lists_annexes (lines, i, lines->lines->len))
      return i;
    any |= is_article || line->marker.kind == QZ_MARK_HAN || qz_line_ends_sentence (lines, i);
  }
  return to;
}

/* ---- a text published anew ---- */

/* How many lines from I on, taken together, print the title whose key is KEY; 0 when they do not. */
static guint
prints_title (const QzLines *lines, guint i, const char *key)
{
  g_autoptr (GString) joined = g_string_new (NULL);

  for (guint n = 1; n <= 5 && i + n <= lines->lines->len; n++) {
    const QzLine *line = qz_line (lines, i + n - 1);
    g_string_append_len (joined, lines->text + line->start, (gssize) (line->end - line->start));
    if (joined->len > strlen (key) * 2 + 64)
      return 0;
    g_autofree char *joined_key = qz_title_key (joined->str);
    if (strcmp (joined_key, key) == 0)
      return n;
  }
  return 0;
}

guint
qz_lines_find_restated (const QzLines *lines, const char *key, guint *decision_end)
{
  guint number, n;
  gsize num_len, text_at;

  for (guint i = 1; i + 1 < lines->lines->len; i++) {
    gboolean head = qz_line_reads_as_annex (lines, i, &number, &num_len, &text_at);
    if ((!head && !qz_line_has (lines, i, "重新公布")) || (n = prints_title (lines, i + 1, key)) == 0)
      continue;
    *decision_end = head ? i : i + 1;
    return i + 1 + n;
  }
  return 0;
}
