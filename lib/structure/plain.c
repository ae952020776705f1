/* Lines without markers: broken sentences, items that lost their number, signatures. See line.h. */
#include "config.h"

#include <string.h>

#include "lib/structure/line.h"

/* ---- behind the last provision ---- */

/* The list of attachments, and signature and date behind it. */
void
qz_decide_attachments (QzLines *lines, guint from, guint to)
{
  guint i = to;

  while (i > from && !qz_line_lists_annexes (lines, i - 1, lines->lines->len))
    i--;
  for (i = i > from ? i - 1 : to; i < to; i++)
    if (qz_line (lines, i)->use == QZ_LINE_TEXT)
      qz_line (lines, i)->use = QZ_LINE_TAIL;
}

/* 棠宁县人民政府, 委托机关：某局（印章）, （此件公开发布） */
static gboolean
is_signature_like (const QzLines *lines, guint i)
{
  return qz_line_width (lines, i) <= QZ_HEADING_MAX && !qz_line_ends_clause (lines, i) && !qz_line_has (lines, i, "。")
         && !qz_line_has (lines, i, "；") && !qz_line_has (lines, i, "，");
}

void
qz_decide_tail (QzLines *lines, guint from, guint to)
{
  guint first = to;

  for (guint i = to; i > from; i--) {
    if (qz_line (lines, i - 1)->use == QZ_LINE_IGNORED)
      continue;
    if (!qz_line_is_free (lines, i - 1))
      break;
    if (!qz_line_is_date (lines, i - 1) && !is_signature_like (lines, i - 1))
      break;
    first = i - 1;
  }
  if (first == from || first == to || qz_line_leads_in (lines, first - 1)
      || !(qz_line_ends_sentence (lines, first - 1) || qz_line (lines, first - 1)->use == QZ_LINE_TAIL))
    return;
  for (guint i = first; i < to; i++)
    if (qz_line (lines, i)->use == QZ_LINE_TEXT)
      qz_line (lines, i)->use = QZ_LINE_TAIL;
}

/* ---- sentences broken over lines ---- */

/* The narrowest line that a page could have broken. */
#define WRAP_MIN 12

static gboolean
is_formula (const QzLines *lines, guint i)
{
  return qz_line_has (lines, i, "＝") || qz_line_has (lines, i, "=") || qz_line_has (lines, i, "×");
}

/* Words of which a page may have broken the last line off. */
static gboolean
may_break_off (const QzLines *lines, guint i, gboolean has_articles)
{
  const QzLine *line = qz_line (lines, i);

  if (!has_articles && qz_line_width (lines, i) <= QZ_HEADING_MAX
      && (line->use == QZ_LINE_LIST || qz_line_has (lines, i, "：")))
    return FALSE;   /* 一、总体要求; 委托机关：某局 */

  if (line->use != QZ_LINE_TEXT && line->use != QZ_LINE_ARTICLE && line->use != QZ_LINE_LIST)
    return FALSE;
  return line->level == 0 && !line->centered && !qz_line_ends_sentence (lines, i) && !is_formula (lines, i);
}

static gboolean
may_go_on (const QzLines *lines, guint i)
{
  const QzLine *line = qz_line (lines, i);
  const char *start = lines->text + line->start;

  if (!qz_line_is_free (lines, i) || line->level > 0 || line->centered || is_formula (lines, i))
    return FALSE;
  return !(g_str_has_prefix (start, "（") && line->end - line->start > 3
           && memcmp (lines->text + line->end - 3, "）", 3) == 0);
}

/* A run of lines is one sentence only if its last line ends one: a list of names never does. */
void
qz_decide_wraps (QzLines *lines, guint from, guint to, gboolean has_articles)
{
  guint n = 0;
  gsize at = 0;

  for (guint i = from; i < to;) {
    guint end = i;

    while (may_break_off (lines, end, has_articles)) {
      guint next = qz_line_next (lines, end, to);
      if (next >= to || !may_go_on (lines, next)
          || (qz_line_width (lines, end) < WRAP_MIN && !qz_line (lines, next)->mention))
        break;
      end = next;
    }
    if (end > i && qz_line_ends_sentence (lines, end))
      for (guint k = qz_line_next (lines, i, to); k <= end; k = qz_line_next (lines, k, to)) {
        qz_line (lines, k)->use = QZ_LINE_WRAPPED;
        at = n++ == 0 ? qz_line (lines, k)->start : at;
      }
    i = qz_line_next (lines, end, to);
  }
  if (n > 0)
    qz_defect_add (lines->defects, "hard-wrapped", at, "%u处换行把一句话断开，已接回", n);
}

/* ---- items that lost their number ---- */

/* The last line of the sentence that begins at I. */
static guint
last_of_sentence (const QzLines *lines, guint i, guint to)
{
  guint next = qz_line_next (lines, i, to);

  while (next < to && qz_line (lines, next)->use == QZ_LINE_WRAPPED) {
    i = next;
    next = qz_line_next (lines, i, to);
  }
  return i;
}

static void
make_item (QzLines *lines, guint i, guint number)
{
  QzLine *line = qz_line (lines, i);

  line->use = QZ_LINE_LIST;
  line->marker = (QzMarker){ .kind = QZ_MARK_HAN_PAREN, .number = number };
}

/* Collects into PLAIN the plain lines behind I, up to the first line that is none; returns that. */
static guint
collect_plain (const QzLines *lines, guint i, guint to, GArray *plain)
{
  guint next = qz_line_next (lines, i, to);

  g_array_set_size (plain, 0);
  while (next < to && (qz_line_is_free (lines, next) || qz_line (lines, next)->use == QZ_LINE_WRAPPED)) {
    if (qz_line (lines, next)->use != QZ_LINE_WRAPPED)
      g_array_append_val (plain, next);
    next = qz_line_next (lines, next, to);
  }
  return next;
}

/* How many of PLAIN read as members of a list, though nothing in print numbers them. */
static guint
count_unnumbered (const QzLines *lines, guint i, guint to, guint last, const GArray *plain)
{
  guint n = 0;
  gboolean open = last > 0 ? qz_line_ends_item (lines, i)
                           : qz_line_ends_item (lines, last_of_sentence (lines, g_array_index (plain, guint, 0), to));

  while (n < plain->len && open)
    open = qz_line_ends_item (lines, last_of_sentence (lines, g_array_index (plain, guint, n++), to));
  return n;
}

/* The plain lines behind I, a lead-in or a list's member LAST. As many of them as the printed
 * numbers leave out are items; others that read as items stay what the print makes them, paragraphs. */
static void
judge_plain (QzLines *lines, guint i, guint to, guint last, GArray *plain)
{
  guint end = last_of_sentence (lines, i, to), stop = collect_plain (lines, end, to, plain), n;
  const QzLine *next = stop < to ? qz_line (lines, stop) : NULL;
  guint number = next != NULL && next->use == QZ_LINE_LIST && next->marker.kind == QZ_MARK_HAN_PAREN ? next->marker.number : 0;

  if (plain->len == 0 || (number > 0 && number == last + 1))
    return;
  gsize at = qz_line (lines, g_array_index (plain, guint, 0))->start;
  if (number == last + plain->len + 1) {
    for (guint k = 0; k < plain->len; k++)
      make_item (lines, g_array_index (plain, guint, k), last + k + 1);
    qz_defect_add (lines->defects, "item-unnumbered", at, "%u项失去序号，按前后序号补上", plain->len);
  } else if ((n = count_unnumbered (lines, end, to, last, plain)) > 0) {
    qz_defect_add (lines->defects, "item-unnumbered", at, "%u行像是没有序号的项，按款计", n);
  }
}

static void
check_item (QzLines *lines, guint i, guint last)
{
  guint number = qz_line (lines, i)->marker.number;

  if (number == 1 || number == last + 1)
    return;
  g_autofree char *num = qz_line_num_dup (lines, i);
  if (number == last)
    qz_defect_add (lines->defects, "item-duplicate", qz_line (lines, i)->start, "%s重复", num);
  else if (number < last)
    qz_defect_add (lines->defects, "item-order", qz_line (lines, i)->start, "%s次序倒置", num);
  else
    qz_defect_add (lines->defects, "item-gap", qz_line (lines, i)->start, "%s之前缺项", num);
}

/* Whether the list whose member LAST came before goes on behind the line I, which is that member's. */
static gboolean
goes_on (const QzLines *lines, guint i, guint to, guint last)
{
  for (i++; last > 0 && i < to; i++) {
    const QzLine *line = qz_line (lines, i);
    if (line->use == QZ_LINE_ARTICLE || line->use == QZ_LINE_DIVISION || line->use == QZ_LINE_GROUP)
      return FALSE;
    if (line->use == QZ_LINE_LIST && line->marker.kind == QZ_MARK_HAN_PAREN)
      return line->marker.number == last + 1;
  }
  return FALSE;
}

void
qz_decide_unnumbered (QzLines *lines, guint from, guint to)
{
  g_autoptr (GArray) plain = g_array_new (FALSE, FALSE, sizeof (guint));
  guint last = 0;

  for (guint i = from; i < to; i++) {
    const QzLine *line = qz_line (lines, i);
    gboolean item = line->use == QZ_LINE_LIST && line->marker.kind == QZ_MARK_HAN_PAREN;

    if (line->use == QZ_LINE_ARTICLE || line->use == QZ_LINE_DIVISION || line->use == QZ_LINE_GROUP)
      last = 0;
    if (item) {
      if (line->marker.num_len > 0)
        check_item (lines, i, last);
      last = line->marker.number;
    }
    gboolean leads = (line->use == QZ_LINE_ARTICLE || line->use == QZ_LINE_TEXT)
                     && qz_line_leads_in (lines, last_of_sentence (lines, i, to));
    if (leads && !goes_on (lines, i, to, last))
      last = 0;
    if (item || leads)
      judge_plain (lines, i, to, last, plain);
  }
}

/* ---- the end ---- */

/* A text whose last provision breaks off, or whose list was to go on. */
void
qz_check_end (QzLines *lines, guint from, guint to)
{
  guint last = to;

  do
    last = qz_line_before (lines, last, from);
  while (last != G_MAXUINT && qz_line (lines, last)->use == QZ_LINE_TAIL);
  if (last == G_MAXUINT)
    return;
  const QzLine *line = qz_line (lines, last);
  if (line->use != QZ_LINE_TEXT && line->use != QZ_LINE_WRAPPED && line->use != QZ_LINE_ARTICLE && line->use != QZ_LINE_LIST)
    return;
  if (!qz_line_ends_sentence (lines, last))
    qz_defect_add (lines->defects, "truncated", line->end, "最后一句没有写完");
  else if (qz_line_leads_in (lines, last))
    qz_defect_add (lines->defects, "truncated", line->end, "最后一句之后应有的各项缺失");
  else if (line->use == QZ_LINE_LIST && qz_line_ends_item (lines, last))
    qz_defect_add (lines->defects, "truncated", line->end, "最后一项之后应有的项缺失");
}
