/* The order of numbers decides what each line is. See line.h. */
#include "config.h"

#include <string.h>

#include "lib/line.h"

/* How far a decision looks ahead, in markers. */
#define LOOK_AHEAD 48

typedef struct {
  guint number, suffix;
} Place;

static gboolean
follows (Place last, const QzMarker *marker)
{
  return (marker->number == last.number + 1 && marker->suffix == 0)
         || (marker->number == last.number && marker->suffix == last.suffix + 1);
}

static char *
num_dup (const QzLines *lines, const QzLine *line)
{
  return g_strndup (lines->text + line->start, line->marker.num_len);
}

/* Puts a line that was cut out back into the one before. */
static void
put_back (QzLines *lines, guint i)
{
  QzLine *line = qz_line (lines, i);
  guint before = i;

  while (before > 0 && qz_line (lines, --before)->use == QZ_LINE_IGNORED)
    ;
  qz_line (lines, before)->end = line->end;
  line->use = QZ_LINE_IGNORED;
}

static void
refuse (QzLines *lines, guint i)
{
  QzLine *line = qz_line (lines, i);

  if (line->inner) {
    put_back (lines, i);
  } else {
    line->use = QZ_LINE_TEXT;
    memset (&line->marker, 0, sizeof line->marker);
  }
}

/* ---- articles ---- */

static gboolean
mentions (const QzLines *lines, const QzLine *line)
{
  gsize at = line->start + line->marker.text_at;
  return line->end > at && qz_marker_reads_as_mention (lines->text + at, line->end - at);
}

static gboolean
is_strong (const QzLines *lines, const QzLine *line)
{
  return (line->marker.spaced || line->level > 0) && !line->inner && !mentions (lines, line);
}

/* In a decision that numbers its parts 一、, an article inside “…” is the amended law's. */
static void
drop_quoted (QzLines *lines, guint from, guint to)
{
  gboolean numbered = FALSE;
  gint depth = 0;

  for (guint i = from; i < to; i++) {
    QzLine *line = qz_line (lines, i);

    if (line->marker.kind == QZ_MARK_HAN) {
      numbered = TRUE;
      depth = 0;
    }
    if (numbered && depth > 0 && line->marker.kind != QZ_MARK_NONE)
      memset (&line->marker, 0, sizeof line->marker);
    for (const char *p = lines->text + line->start; numbered && p + 3 <= lines->text + line->end; p++)
      if ((guchar) p[0] == 0xe2 && (guchar) p[1] == 0x80 && ((guchar) p[2] == 0x9c || (guchar) p[2] == 0x9d))
        depth += (guchar) p[2] == 0x9c ? 1 : -1;
    depth = MAX (depth, 0);
  }
}

/* Whether among the candidates behind K one bears NUMBER before one goes beyond it. */
static gboolean
comes_again (const QzLines *lines, const GArray *candidates, guint k, Place wanted)
{
  for (guint j = k + 1; j < candidates->len && j < k + LOOK_AHEAD; j++) {
    const QzLine *line = qz_line (lines, g_array_index (candidates, guint, j));
    if (line->marker.number == wanted.number && line->marker.suffix == wanted.suffix)
      return !mentions (lines, line);
    if (follows (wanted, &line->marker) && is_strong (lines, line))
      return FALSE;
  }
  return FALSE;
}

/* Whether the number that should stand at K does come later, so that the one at K is out of turn. */
static gboolean
turn_comes (const QzLines *lines, const GArray *candidates, guint k, Place last)
{
  const QzLine *here = qz_line (lines, g_array_index (candidates, guint, k));
  Place at = { here->marker.number, here->marker.suffix };

  for (guint j = k + 1; j < candidates->len && j < k + LOOK_AHEAD; j++) {
    const QzLine *line = qz_line (lines, g_array_index (candidates, guint, j));
    if (!is_strong (lines, line))
      continue;
    if (follows (last, &line->marker))
      return TRUE;
    if (follows (at, &line->marker))
      return FALSE;
  }
  return FALSE;
}

typedef enum { REFUSED, ACCEPTED, ACCEPTED_GAP, ACCEPTED_TWICE, ACCEPTED_BACK } Verdict;

static Verdict
judge_article (const QzLines *lines, const GArray *candidates, guint k, Place last)
{
  const QzLine *line = qz_line (lines, g_array_index (candidates, guint, k));
  Place here = { line->marker.number, line->marker.suffix };
  const QzMarker *next
    = k + 1 < candidates->len ? &qz_line (lines, g_array_index (candidates, guint, k + 1))->marker : NULL;

  if (last.number == 0 && is_strong (lines, line))
    return ACCEPTED;
  if (last.number == 0 && !line->inner)
    return here.number == 1 && !comes_again (lines, candidates, k, here) ? ACCEPTED : REFUSED;
  if (follows (last, &line->marker)) {
    if (is_strong (lines, line) && !mentions (lines, line))
      return ACCEPTED;
    return comes_again (lines, candidates, k, here) ? REFUSED : ACCEPTED;
  }
  if (!is_strong (lines, line))
    return REFUSED;
  if (here.number > last.number)
    return turn_comes (lines, candidates, k, last) ? REFUSED : ACCEPTED_GAP;
  if (here.number == last.number && here.suffix == last.suffix)
    return ACCEPTED_TWICE;
  return next != NULL && follows (here, next) ? ACCEPTED_BACK : REFUSED;
}

static void
report_article (QzLines *lines, const QzLine *line, Verdict verdict, Place last)
{
  g_autofree char *num = num_dup (lines, line);

  if (line->marker.damaged || line->inner)
    qz_defect_add (lines->defects, "marker-damaged", line->start,
                   line->inner ? "%s 不在行首" : "条号“%s”有错字或空格", num);
  switch (verdict) {
  case ACCEPTED_GAP:
    qz_defect_add (lines->defects, "article-gap", line->start, "第%u条之后是%s，中间缺条", last.number, num);
    break;
  case ACCEPTED_TWICE:
    qz_defect_add (lines->defects, "article-duplicate", line->start, "%s重复", num);
    break;
  case ACCEPTED_BACK:
    qz_defect_add (lines->defects, "article-order", line->start, "第%u条之后是%s，次序倒置", last.number, num);
    break;
  default:
    break;
  }
}

static guint
decide_articles (QzLines *lines, guint from, guint to)
{
  g_autoptr (GArray) candidates = g_array_new (FALSE, FALSE, sizeof (guint));
  Place last = { 0, 0 };
  guint n = 0;

  for (guint i = from; i < to; i++)
    if (qz_line (lines, i)->marker.kind == QZ_MARK_ARTICLE)
      g_array_append_val (candidates, i);
  for (guint k = 0; k < candidates->len; k++) {
    guint i = g_array_index (candidates, guint, k);
    QzLine *line = qz_line (lines, i);
    Verdict verdict = judge_article (lines, candidates, k, last);

    if (verdict == REFUSED) {
      refuse (lines, i);
      continue;
    }
    report_article (lines, line, verdict, last);
    line->use = QZ_LINE_ARTICLE;
    last = (Place){ line->marker.number, line->marker.suffix };
    n++;
  }
  return n;
}

/* ---- 编 章 节 ---- */

#define DIVISION_MAX 48

/* Whether the words behind 第一章 are a heading's. */
static gboolean
heads_division (const QzLines *lines, guint i)
{
  static const char *const inside[] = { "。", "；", "：", "，", NULL };
  const QzLine *line = qz_line (lines, i);
  gsize at = line->start + line->marker.text_at;

  if (line->inner)
    return FALSE;
  if (line->level > 0)
    return TRUE;
  if (line->end - line->start > DIVISION_MAX * 3)
    return FALSE;
  g_autofree char *words = g_strndup (lines->text + at, line->end - at);
  for (gsize k = 0; inside[k] != NULL; k++)
    if (strstr (words, inside[k]) != NULL && (k < 3 || !line->marker.spaced))
      return FALSE;
  return line->marker.spaced || !qz_marker_reads_as_mention (words, strlen (words));
}

static gboolean
is_division (const QzLines *lines, guint i)
{
  return qz_line (lines, i)->use == QZ_LINE_DIVISION;
}

static gboolean
is_contents_title (const QzLines *lines, guint i)
{
  const QzLine *line = qz_line (lines, i);
  const char *p = lines->text + line->start, *end = lines->text + line->end;

  if (end - p > 20 || !g_str_has_prefix (p, "目"))
    return FALSE;
  return end - p >= 6 && memcmp (end - strlen ("录"), "录", strlen ("录")) == 0;
}

static gboolean
same_words (const QzLines *lines, const QzLine *a, const QzLine *b)
{
  const char *p = lines->text + a->start + a->marker.text_at, *q = lines->text + b->start + b->marker.text_at;
  gsize n = MIN (MIN (a->end - a->start - a->marker.text_at, b->end - b->start - b->marker.text_at), 6);
  return a->marker.kind == b->marker.kind && a->marker.number == b->marker.number && memcmp (p, q, n) == 0;
}

/* A table of contents names a division before it comes: nothing stands between it and the
 * next division, and the same one comes again. */
static void
drop_contents (QzLines *lines, guint from, guint to)
{
  g_autoptr (GArray) open = g_array_new (FALSE, FALSE, sizeof (guint));   /* divisions with nothing behind them yet */
  gboolean reported = FALSE;

  for (guint i = from; i < to; i++) {
    QzLine *line = qz_line (lines, i);

    if (is_contents_title (lines, i)) {
      line->use = QZ_LINE_IGNORED;
      continue;
    }
    if (is_division (lines, i)) {
      for (guint k = 0; k < open->len; k++) {
        QzLine *earlier = qz_line (lines, g_array_index (open, guint, k));
        if (!same_words (lines, earlier, line))
          continue;
        if (!reported)
          qz_defect_add (lines->defects, "toc-repeated", earlier->start, "正文里重复了目录，不计入章节");
        reported = TRUE;
        for (guint j = g_array_index (open, guint, k); j < i; j++)
          if (is_division (lines, j))
            qz_line (lines, j)->use = QZ_LINE_IGNORED;
        g_array_set_size (open, k);
      }
      g_array_append_val (open, i);
    } else if (line->use == QZ_LINE_ARTICLE) {
      g_array_set_size (open, 0);
    }
  }
}

static const char *const division_units[] = { [QZ_MARK_PART] = "编", [QZ_MARK_SUBPART] = "分编",
                                              [QZ_MARK_CHAPTER] = "章", [QZ_MARK_SECTION] = "节" };

/* A plain line that lost its number becomes the division NUMBER of KIND. */
static void
infer_division (QzLines *lines, guint i, QzMarkKind kind, guint number)
{
  QzLine *line = qz_line (lines, i);

  line->use = QZ_LINE_STRAY;
  line->marker = (QzMarker){ .kind = kind, .number = number };
}

/* Checks that the divisions of each kind rise by one within the one above. */
static void
check_divisions (QzLines *lines, guint from, guint to)
{
  guint last[QZ_N_MARKS] = { 0 };

  for (guint i = from; i < to; i++) {
    const QzLine *line = qz_line (lines, i);
    guint kind = line->marker.kind, number = line->marker.number;

    if (line->use == QZ_LINE_STRAY && kind != QZ_MARK_NONE) {
      last[kind] = number;
      continue;
    }
    if (!is_division (lines, i))
      continue;
    if (number > last[kind] + 1)
      qz_defect_add (lines->defects, "heading-lost", line->start, "第%u%s之前缺第%u%s的标题", number, division_units[kind],
                     last[kind] + 1, division_units[kind]);
    else if (number == last[kind])
      qz_defect_add (lines->defects, "heading-duplicate", line->start, "第%u%s重复", number, division_units[kind]);
    else if (number < last[kind])
      qz_defect_add (lines->defects, "heading-order", line->start, "第%u%s之后是第%u%s", last[kind], division_units[kind],
                     number, division_units[kind]);
    if (line->marker.damaged)
      qz_defect_add (lines->defects, "marker-damaged", line->start, "第%u%s的序号有错字或空格", number, division_units[kind]);
    last[kind] = number;
    for (guint below = kind + 1; below <= QZ_MARK_SECTION; below++)
      last[below] = 0;
  }
}

static void
decide_divisions (QzLines *lines, guint from, guint to)
{
  for (guint i = from; i < to; i++) {
    if (!qz_mark_is_division (qz_line (lines, i)->marker.kind))
      continue;
    if (heads_division (lines, i))
      qz_line (lines, i)->use = QZ_LINE_DIVISION;
    else
      refuse (lines, i);
  }
  drop_contents (lines, from, to);
}

/* The line behind I that still counts; TO when there is none. */
static guint
next_line (const QzLines *lines, guint i, guint to)
{
  do
    i++;
  while (i < to && qz_line (lines, i)->use == QZ_LINE_IGNORED);
  return i;
}

/* ---- 一、 over articles ---- */

static void
decide_groups (QzLines *lines, guint from, guint to)
{
  guint last[QZ_N_MARKS] = { 0 };

  for (guint i = from; i < to; i++) {
    QzLine *line = qz_line (lines, i);
    QzMarkKind kind = line->marker.kind;
    guint next;

    if ((kind != QZ_MARK_HAN && kind != QZ_MARK_HAN_PAREN) || line->inner || line->use != QZ_LINE_TEXT)
      continue;
    next = next_line (lines, i, to);
    gboolean before_article = next < to && qz_line (lines, next)->use == QZ_LINE_ARTICLE;
    if (line->level == 0 && !(kind == QZ_MARK_HAN && before_article && qz_line_is_caption_like (lines, i)))
      continue;
    line->use = QZ_LINE_GROUP;
    if (line->marker.number != last[kind] + 1)
      qz_defect_add (lines->defects, line->marker.number > last[kind] ? "heading-lost" : "heading-order", line->start,
                     "标题序号不连续");
    last[kind] = line->marker.number;
    if (kind == QZ_MARK_HAN)
      last[QZ_MARK_HAN_PAREN] = 0;
  }
}

/* ---- lists within articles ---- */

/* The next marker of KIND before the next article or division; NULL when there is none. */
static const QzLine *
next_of_kind (const QzLines *lines, guint i, guint to, QzMarkKind kind)
{
  for (i++; i < to; i++) {
    const QzLine *line = qz_line (lines, i);
    if (line->use == QZ_LINE_ARTICLE || line->use == QZ_LINE_DIVISION || line->use == QZ_LINE_GROUP)
      return NULL;
    if (line->marker.kind == kind && line->use != QZ_LINE_IGNORED)
      return line;
  }
  return NULL;
}

static gboolean
goes_on (const QzLines *lines, guint i, guint to)
{
  const QzLine *line = qz_line (lines, i), *next = next_of_kind (lines, i, to, line->marker.kind);
  return next != NULL && next->marker.number == line->marker.number + 1;
}

static gboolean
judge_item (const QzLines *lines, guint i, guint to, guint last)
{
  const QzLine *line = qz_line (lines, i);
  guint number = line->marker.number;

  switch (line->marker.kind) {
  case QZ_MARK_HAN:   /* 一、二级森林火险区 is no list */
    return number == last + 1 ? number > 1 || goes_on (lines, i, to) : number == 1 && goes_on (lines, i, to);
  case QZ_MARK_HAN_PAREN:
    if (!line->inner)
      return TRUE;
    return number == 1 ? goes_on (lines, i, to) : number == last + 1;
  default:
    return number == 1 || number == last + 1 || (last > 0 && number > last && number <= last + 3);
  }
}

static void
check_item (QzLines *lines, guint i, guint last)
{
  const QzLine *line = qz_line (lines, i);
  guint number = line->marker.number;

  if (number == 1 || number == last + 1)
    return;
  g_autofree char *num = num_dup (lines, line);
  if (number == last)
    qz_defect_add (lines->defects, "item-duplicate", line->start, "%s重复", num);
  else if (number < last)
    qz_defect_add (lines->defects, "item-order", line->start, "%s次序倒置", num);
  else
    qz_defect_add (lines->defects, "item-gap", line->start, "%s之前缺项", num);
}

static void
decide_lists (QzLines *lines, guint from, guint to)
{
  guint last[QZ_N_MARKS] = { 0 };

  for (guint i = from; i < to; i++) {
    QzLine *line = qz_line (lines, i);
    QzMarkKind kind = line->marker.kind;

    if (line->use == QZ_LINE_ARTICLE || line->use == QZ_LINE_DIVISION || line->use == QZ_LINE_GROUP)
      memset (last, 0, sizeof last);
    if (!qz_mark_is_list (kind) || line->use != QZ_LINE_TEXT)
      continue;
    if (!judge_item (lines, i, to, last[kind])) {
      refuse (lines, i);
      continue;
    }
    line->use = QZ_LINE_LIST;
    check_item (lines, i, last[kind]);
    last[kind] = line->marker.number;
    memset (last + kind + 1, 0, (QZ_N_MARKS - kind - 1) * sizeof last[0]);
  }
}

/* ---- numbered headings of documents without articles ---- */

static void
decide_headings (QzLines *lines, guint from, guint to)
{
  guint last[QZ_N_MARKS] = { 0 };
  gboolean fresh[QZ_N_MARKS];   /* nothing of this kind since one above it came */

  memset (fresh, TRUE, sizeof fresh);
  for (guint i = from; i < to; i++) {
    QzLine *line = qz_line (lines, i);
    QzMarkKind kind = line->marker.kind;
    guint number = line->marker.number;

    if (!qz_mark_is_list (kind) || line->use != QZ_LINE_TEXT)
      continue;
    if (line->inner || (number > 1 && number != last[kind] + 1 && (last[kind] == 0 || number > last[kind] + 3) && line->level == 0
                        && kind >= QZ_MARK_DIGIT)) {
      refuse (lines, i);
      continue;
    }
    line->use = QZ_LINE_LIST;
    if (number != 1 && number != last[kind] + 1) {
      g_autofree char *num = num_dup (lines, line);
      qz_defect_add (lines->defects, number > last[kind] ? "heading-lost" : "heading-order", line->start, "%s的序号不连续", num);
    }
    last[kind] = number;
    for (guint below = kind + 1; below < QZ_N_MARKS; below++)
      fresh[below] = TRUE;
    fresh[kind] = FALSE;
  }
}

/* ---- lines without markers ---- */

static gboolean
is_free_text (const QzLines *lines, guint i)
{
  const QzLine *line = qz_line (lines, i);
  return line->use == QZ_LINE_TEXT && line->marker.kind == QZ_MARK_NONE;
}

/* A short plain line between a finished sentence and the next article or division: a heading that lost its number. */
static gboolean
stands_as_heading (const QzLines *lines, guint i, guint from, guint to)
{
  guint next = next_line (lines, i, to), before = i;

  if (!is_free_text (lines, i) || !qz_line_is_caption_like (lines, i) || qz_line_ends_sentence (lines, i))
    return FALSE;
  if (next >= to || (qz_line (lines, next)->use != QZ_LINE_ARTICLE && qz_line (lines, next)->use != QZ_LINE_DIVISION))
    return FALSE;
  do {
    if (before == from)
      return FALSE;
    before--;
  } while (qz_line (lines, before)->use == QZ_LINE_IGNORED);
  return qz_line_ends_sentence (lines, before);
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

static void
decide_strays (QzLines *lines, guint from, guint to)
{
  guint chapter = 0, section = 0;
  gboolean has_articles = FALSE;

  for (guint i = from; i < to; i++) {
    QzLine *line = qz_line (lines, i);

    has_articles |= line->use == QZ_LINE_ARTICLE;
    if (is_division (lines, i)) {
      if (line->marker.kind == QZ_MARK_CHAPTER)
        chapter = line->marker.number;
      if (line->marker.kind == QZ_MARK_SECTION)
        section = line->marker.number;
      else
        section = 0;
      continue;
    }
    if (!has_articles || !stands_as_heading (lines, i, from, to))
      continue;
    guint next = next_chapter (lines, i, to);
    gboolean is_chapter = next != chapter + 1;
    g_autofree char *words = g_strndup (lines->text + line->start, line->end - line->start);
    qz_defect_add (lines->defects, "heading-stray", line->start, "“%s”是失去序号的标题，推定为第%u%s", words,
                   is_chapter ? chapter + 1 : section + 1, is_chapter ? "章" : "节");
    if (is_chapter) {
      infer_division (lines, i, QZ_MARK_CHAPTER, ++chapter);
      section = 0;
    } else {
      infer_division (lines, i, QZ_MARK_SECTION, ++section);
    }
  }
}

/* 2021年1月22日, 二〇二一年一月二十二日 and nothing more. */
static gboolean
is_date_line (const QzLines *lines, guint i)
{
  const QzLine *line = qz_line (lines, i);
  const char *p;
  QzDate date;

  return qz_date_parse_printed (lines->text + line->start, &p, &date) && p == lines->text + line->end;
}

/* Signatures and dates behind the last provision. */
static void
decide_tail (QzLines *lines, guint from, guint to)
{
  guint first = to;

  for (guint i = to; i > from; i--) {
    if (qz_line (lines, i - 1)->use == QZ_LINE_IGNORED)
      continue;
    if (!is_free_text (lines, i - 1) || !(is_date_line (lines, i - 1) || qz_line_is_caption_like (lines, i - 1))
        || (qz_line_ends_sentence (lines, i - 1) && !is_date_line (lines, i - 1)))
      break;
    first = i - 1;
  }
  if (first == from || first == to || !qz_line_ends_sentence (lines, first - 1))
    return;
  for (guint i = first; i < to; i++)
    if (qz_line (lines, i)->use == QZ_LINE_TEXT)
      qz_line (lines, i)->use = QZ_LINE_TAIL;
}

/* The narrowest line that a page could have broken. */
#define WRAP_MIN 12

static void
decide_wraps (QzLines *lines, guint from, guint to)
{
  guint last = G_MAXUINT, n = 0;
  gsize at = 0;

  for (guint i = from; i < to; i++) {
    QzLine *line = qz_line (lines, i);
    QzLineUse before = last == G_MAXUINT ? QZ_LINE_IGNORED : qz_line (lines, last)->use;

    if (line->use == QZ_LINE_IGNORED)
      continue;
    if (is_free_text (lines, i) && line->level == 0 && !line->centered
        && (before == QZ_LINE_TEXT || before == QZ_LINE_WRAPPED || before == QZ_LINE_ARTICLE || before == QZ_LINE_LIST)
        && !qz_line_ends_sentence (lines, last) && qz_line_width (lines, last) >= WRAP_MIN) {
      line->use = QZ_LINE_WRAPPED;
      if (n++ == 0)
        at = line->start;
    }
    last = i;
  }
  if (n > 0)
    qz_defect_add (lines->defects, "hard-wrapped", at, "%u处换行把一句话断开，已接回", n);
}

/* ---- all of it ---- */

/* Headings that only reports of cases have. */
static gboolean
reads_as_case (const QzLines *lines, guint from, guint to)
{
  static const char *const captions[] = { "基本案情", "简要案情", "案情回顾", "裁判结果", "裁判要旨", "裁判要点", "处理结果",
                                          "裁判理由", "法院裁判", "法官解读", "典型意义", "案例分析", "适用解析", NULL };
  guint n = 0;

  for (guint i = from; i < to && n < 2; i++) {
    const QzLine *line = qz_line (lines, i);
    if (line->level == 0 && !qz_line_is_caption_like (lines, i))
      continue;
    for (gsize k = 0; captions[k] != NULL; k++)
      n += line->end - line->start == strlen (captions[k])
           && memcmp (lines->text + line->start, captions[k], strlen (captions[k])) == 0;
  }
  return n >= 2;
}

static gboolean
has_list (const QzLines *lines, guint from, guint to)
{
  for (guint i = from; i < to; i++)
    if (qz_line (lines, i)->use == QZ_LINE_LIST || qz_line (lines, i)->use == QZ_LINE_CAPTION
        || qz_line (lines, i)->use == QZ_LINE_DIVISION)
      return TRUE;
  return FALSE;
}

QzManner
qz_lines_decide (QzLines *lines, guint from, guint to)
{
  guint n_articles = 0;

  for (guint i = from; i < to; i++) {
    QzLine *line = qz_line (lines, i);
    line->use = line->table ? QZ_LINE_TABLE : QZ_LINE_TEXT;
  }
  drop_quoted (lines, from, to);
  if (!reads_as_case (lines, from, to))
    n_articles = decide_articles (lines, from, to);
  decide_divisions (lines, from, to);
  for (guint i = from; i < to; i++)
    if (is_free_text (lines, i) && qz_line (lines, i)->level > 0)
      qz_line (lines, i)->use = n_articles > 0 ? QZ_LINE_TEXT : QZ_LINE_CAPTION;
  if (n_articles > 0) {
    decide_groups (lines, from, to);
    decide_lists (lines, from, to);
    decide_strays (lines, from, to);
  } else {
    decide_headings (lines, from, to);
  }
  check_divisions (lines, from, to);
  decide_tail (lines, from, to);
  decide_wraps (lines, from, to);
  return n_articles > 0 ? QZ_MANNER_ARTICLES : has_list (lines, from, to) ? QZ_MANNER_HEADINGS : QZ_MANNER_PLAIN;
}

/* ---- annexes ---- */

/* 第一条 again, with 第二条 behind it, after others: another document in the same file. */
static gboolean
restarts (const QzLines *lines, guint i, guint to)
{
  for (guint k = i + 1; k < to; k++) {
    const QzLine *line = qz_line (lines, k);
    if (line->marker.kind == QZ_MARK_ARTICLE && is_strong (lines, line))
      return line->marker.number == 2;
  }
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
    const QzLine *line = qz_line (lines, k - 1);
    if (line->marker.kind != QZ_MARK_NONE)
      break;
    if (qz_line_is_caption_like (lines, k - 1) && !qz_line_ends_sentence (lines, k - 1))
      first = k - 1;
    else if (first < i && first == k)
      break;
  }
  return first;
}

guint
qz_lines_find_annex (const QzLines *lines, guint from, guint to)
{
  guint number, highest = 0;
  gsize num_len, text_at;
  gboolean any = FALSE;

  for (guint i = from; i < to; i++) {
    const QzLine *line = qz_line (lines, i);
    gboolean is_article = line->marker.kind == QZ_MARK_ARTICLE && is_strong (lines, line);

    if (is_article && line->marker.number == 1 && highest >= 2 && restarts (lines, i, to))
      return title_before (lines, from + 1, i);
    if (is_article)
      highest = MAX (highest, line->marker.number);
    if (any && qz_line_reads_as_annex (lines, i, &number, &num_len, &text_at))
      return i;
    any |= is_article || line->marker.kind == QZ_MARK_HAN || qz_line_ends_sentence (lines, i);
  }
  return to;
}
