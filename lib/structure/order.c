/* The order of numbers decides what each line is. See line.h. */
#include "config.h"

#include <string.h>

#include <quanze/numeral.h>

#include "lib/structure/line.h"

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

/* ---- articles ---- */

static gboolean
mentions (const QzLines *lines, const QzLine *line)
{
  gsize at = line->start + line->marker.text_at;
  return line->end > at && qz_marker_reads_as_mention (lines->text + at, line->end - at, line->marker.spaced);
}

static gboolean
is_strong (const QzLines *lines, const QzLine *line)
{
  return (line->marker.spaced || line->level > 0) && !line->inner && !mentions (lines, line);
}

static gint
quote_depth (const QzLines *lines, const QzLine *line)
{
  gint depth = 0;

  for (const char *p = lines->text + line->start; p + 3 <= lines->text + line->end; p++)
    if ((guchar) p[0] == 0xe2 && (guchar) p[1] == 0x80 && ((guchar) p[2] == 0x9c || (guchar) p[2] == 0x9d))
      depth += (guchar) p[2] == 0x9c ? 1 : -1;
  return depth;
}

/* In a decision that changes articles, what stands inside “…” is the changed law's. A number
 * of the decision's own that follows its last one ends a quotation left open. */
static void
drop_quoted (QzLines *lines, guint from, guint to)
{
  gboolean numbered = lines->amending;
  Place own = { 0, 0 };
  gint depth = 0;

  for (guint i = from; i < to; i++) {
    QzLine *line = qz_line (lines, i);

    if (line->marker.kind == QZ_MARK_HAN) {
      numbered = TRUE;
      depth = 0;
    }
    if (!numbered)
      continue;
    if (line->marker.kind == QZ_MARK_ARTICLE && (depth == 0 || follows (own, &line->marker))) {
      own = (Place){ line->marker.number, line->marker.suffix };
      depth = 0;
    } else if (depth > 0) {
      memset (&line->marker, 0, sizeof line->marker);
    }
    depth = MAX (depth + quote_depth (lines, line), 0);
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

/* 宪法修正案 prints the articles it adds without quotation marks. */
#define QUOTED_JUMP 8

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
  if (here.number > last.number && lines->amending && here.number > last.number + QUOTED_JUMP)
    return REFUSED;
  if (here.number > last.number)
    return turn_comes (lines, candidates, k, last) ? REFUSED : ACCEPTED_GAP;
  if (here.number == last.number && here.suffix == last.suffix)
    return ACCEPTED_TWICE;
  return next != NULL && follows (here, next) ? ACCEPTED_BACK : REFUSED;
}

/* A part of a code in a file of its own, and each 宪法修正案, goes on with the numbers of the one before and is
 * whole; where words stand before it, the first articles lost their numbers. */
static void
report_late_start (QzLines *lines, guint from, guint i)
{
  const QzLine *line = qz_line (lines, i);
  g_autofree char *num = qz_line_num_dup (lines, i);
  gboolean whole = TRUE;

  for (guint k = from; k < i; k++)
    whole &= qz_line (lines, k)->level > 0 || !qz_line_ends_sentence (lines, k);
  if (whole || lines->amending)
    qz_defect_add (lines->defects, "starts-late", line->start, "从%s开始，承接另一文件", num);
  else
    qz_defect_add (lines->defects, "article-gap", line->start, "%s之前缺条", num);
}

static void
report_article (QzLines *lines, guint from, guint i, Verdict verdict, Place last)
{
  const QzLine *line = qz_line (lines, i);
  g_autofree char *num = qz_line_num_dup (lines, i), *before = qz_numeral_format (last.number);

  if (line->marker.damaged || line->inner)
    qz_defect_add (lines->defects, "marker-damaged", line->start,
                   line->inner ? "%s 不在行首" : "条号“%s”有错字或空格", num);
  if (last.number == 0 && line->marker.number > 1)
    report_late_start (lines, from, i);
  switch (verdict) {
  case ACCEPTED_GAP:
    qz_defect_add (lines->defects, "article-gap", line->start, "第%s条之后是%s，中间缺条", before, num);
    break;
  case ACCEPTED_TWICE:
    qz_defect_add (lines->defects, "article-duplicate", line->start, "%s重复", num);
    break;
  case ACCEPTED_BACK:
    qz_defect_add (lines->defects, "article-order", line->start, "第%s条之后是%s，次序倒置", before, num);
    break;
  default:
    break;
  }
}

guint
qz_decide_articles (QzLines *lines, guint from, guint to)
{
  g_autoptr (GArray) candidates = g_array_new (FALSE, FALSE, sizeof (guint));
  Place last = { 0, 0 };
  guint n = 0;

  drop_quoted (lines, from, to);
  for (guint i = from; i < to; i++)
    if (qz_line (lines, i)->marker.kind == QZ_MARK_ARTICLE)
      g_array_append_val (candidates, i);
  for (guint k = 0; k < candidates->len; k++) {
    guint i = g_array_index (candidates, guint, k);
    QzLine *line = qz_line (lines, i);
    Verdict verdict = judge_article (lines, candidates, k, last);

    if (verdict == REFUSED) {
      qz_line_refuse (lines, i);
      continue;
    }
    report_article (lines, from, i, verdict, last);
    line->use = QZ_LINE_ARTICLE;
    last = (Place){ line->marker.number, line->marker.suffix };
    n++;
  }
  return n;
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

void
qz_decide_lists (QzLines *lines, guint from, guint to)
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
      qz_line_refuse (lines, i);
      continue;
    }
    line->use = QZ_LINE_LIST;
    last[kind] = line->marker.number;
    memset (last + kind + 1, 0, (QZ_N_MARKS - kind - 1) * sizeof last[0]);
  }
}

/* ---- numbered headings of documents without articles ---- */

void
qz_decide_headings (QzLines *lines, guint from, guint to)
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
      qz_line_refuse (lines, i);
      continue;
    }
    line->use = QZ_LINE_LIST;
    if (number != 1 && number != last[kind] + 1) {
      g_autofree char *num = qz_line_num_dup (lines, i);
      qz_defect_add (lines->defects, number > last[kind] ? "heading-lost" : "heading-order", line->start, "%s的序号不连续", num);
    }
    last[kind] = number;
    for (guint below = kind + 1; below < QZ_N_MARKS; below++)
      fresh[below] = TRUE;
    fresh[kind] = FALSE;
  }
}

