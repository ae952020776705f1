/* The days of a case: of the act, of filing, of the decision. */
#include "config.h"

#include <string.h>

#include <quanze/locale.h>
#include <quanze/text.h>

#include "search/check/paper.h"

#define BEHIND 72u   /* bytes behind a day that tell what happened on it */
#define BEFORE 36u   /* bytes before it */
#define AT_ONCE 30u  /* bytes right behind it: 2023年5月6日送达 */
#define MARK 300u    /* bytes of a bracket behind a title */
#define DATE_LINE 40 /* letters of a last line that is the decision's day */

typedef enum { DAY_PLAIN, DAY_ACT, DAY_FOUND, DAY_FILED, DAY_DECIDED, DAY_OTHER } DayKind;

typedef struct {
  QzDate day;
  gsize start, end;
  DayKind kind;
  gboolean goes_on; /* 至 stands before it: an act's last day */
} Day;

/* ---- one day ---- */

/* Bytes behind END up to the sentence's end or the next day, at most BEHIND. */
static gsize
behind (const char *text, gsize end, gsize next)
{
  QzSpan sentence = qz_paper_sentence (text, end);

  return MIN (MIN (sentence.end, next), end + BEHIND) - end;
}

static gsize
before (const char *text, gsize start, gsize last)
{
  QzSpan sentence = qz_paper_sentence (text, start);
  gsize from = MAX (sentence.start, last);

  while (start - from > BEFORE)
    from = (gsize)(g_utf8_next_char (text + from) - text);
  return start - from;
}

/* What happened on the day: the nearest cue behind it, or a label before it. */
static DayKind
kind_of (const char *text, const Day *day, gsize last, gsize next, const QzLexicon *lexicon)
{
  static const struct {
    const char *use;
    DayKind kind;
    gsize reach;
  } CUES[] = { { "立案", DAY_FILED, BEHIND }, { "发现", DAY_FOUND, BEHIND }, { "排除", DAY_OTHER, AT_ONCE } };
  gsize n = before (text, day->start, last), m = behind (text, day->end, next);
  const char *nearest = NULL;
  DayKind kind = DAY_PLAIN;

  if (qz_paper_cue (lexicon, "立案前", text + day->start - n, n, NULL) != NULL)
    return DAY_FILED;
  if (qz_paper_cue (lexicon, "决定日期", text + day->start - n, n, NULL) != NULL)
    return DAY_DECIDED;
  if (qz_paper_cue (lexicon, "行为标", text + day->start - n, n, NULL) != NULL)
    return DAY_ACT;
  for (guint i = 0; i < G_N_ELEMENTS (CUES); i++) {
    const char *cue = qz_paper_cue (lexicon, CUES[i].use, text + day->end, MIN (m, CUES[i].reach), NULL);
    if (cue != NULL && (nearest == NULL || cue < nearest)) {
      nearest = cue;
      kind = CUES[i].kind;
    }
  }
  if (kind == DAY_PLAIN && qz_paper_cue (lexicon, "行为前", text + day->start - n, n, NULL) != NULL)
    return DAY_ACT;
  return kind;
}

/* Whether AT stands in brackets behind a title: 《某法》（2017年6月1日修正）. */
static gboolean
in_version_mark (const char *text, gsize at)
{
  gsize len = MIN (at, (gsize)MARK);
  const char *from = text + at - len, *open = g_strrstr_len (from, (gssize)len, "（"),
             *close = g_strrstr_len (from, (gssize)len, "）");

  return open != NULL && (close == NULL || close < open) && open - text >= 3 && g_str_has_prefix (open - 3, "》");
}

static GArray *
find_days (const QzPaper *paper, const char *text, const QzLexicon *lexicon)
{
  GArray *days = g_array_new (FALSE, TRUE, sizeof (Day));
  gboolean fresh = TRUE; /* no digit right before */

  for (const char *p = text, *end; *p != '\0'; p = end) {
    Day day = { 0 };
    end = g_utf8_next_char (p);
    if (fresh && qz_date_parse_printed (p, &end, &day.day) && !qz_paper_quoted (paper, (gsize)(p - text))
        && !in_version_mark (text, (gsize)(p - text))) {
      day.start = (gsize)(p - text);
      day.end = (gsize)(end - text);
      day.goes_on = day.start >= 3 && (g_str_has_prefix (p - 3, "至") || g_str_has_prefix (p - 3, "到"));
      g_array_append_val (days, day);
    }
    fresh = !g_ascii_isdigit (*p);
  }
  for (guint i = 0; i < days->len; i++) {
    Day *day = &g_array_index (days, Day, i);
    gsize last = i > 0 ? g_array_index (days, Day, i - 1).end : 0;
    gsize next = i + 1 < days->len ? g_array_index (days, Day, i + 1).start : strlen (text);
    day->kind = kind_of (text, day, last, next, lexicon);
    if (day->goes_on && i > 0)
      day->kind = g_array_index (days, Day, i - 1).kind;
  }
  return days;
}

/* ---- which is which ---- */

static void
take (QzPaperDay *slot, const Day *day, const char *assumed)
{
  slot->day = day->day;
  slot->start = day->start;
  slot->end = day->end;
  slot->assumed = assumed;
}

/* The line that holds AT is short and ends with the day there. */
static gboolean
is_signed_day (const char *text, const Day *day)
{
  QzSpan line = qz_paper_sentence (text, day->start);
  g_autofree char *rest = qz_text_strip_dup (text + day->end, (gssize)(line.end - MIN (line.end, day->end)));

  return *rest == '\0' && g_utf8_strlen (text + line.start, (gssize)(line.end - line.start)) <= DATE_LINE
         && (text[line.end] == '\n' || text[line.end] == '\0');
}

static void
choose_decided (QzPaper *paper, const char *text, const GArray *days)
{
  for (guint i = days->len; i-- > 0;) {
    const Day *day = &g_array_index (days, Day, i);
    if (day->kind == DAY_DECIDED || is_signed_day (text, day)) {
      take (&paper->decided, day, NULL);
      return;
    }
  }
}

static void
choose_filed (QzPaper *paper, const GArray *days)
{
  for (guint i = 0; i < days->len && paper->filed.day == 0; i++)
    if (g_array_index (days, Day, i).kind == DAY_FILED)
      take (&paper->filed, &g_array_index (days, Day, i), NULL);
}

/* The first day of KIND from byte FROM to TO, or the last day of the span that it opens (自…至…). */
static const Day *
first_of (const GArray *days, DayKind kind, gsize from, gsize to, QzDate latest)
{
  for (guint i = 0; i < days->len; i++) {
    const Day *day = &g_array_index (days, Day, i);
    if (day->kind != kind || day->start < from || day->start >= to || (latest != 0 && day->day > latest))
      continue;
    if (i + 1 < days->len && g_array_index (days, Day, i + 1).goes_on)
      day++;
    return day;
  }
  return NULL;
}

/* What the document finds to be the facts comes before the rules that it says were broken. */
static void
choose_act (QzPaper *paper, const char *text, const GArray *days, const QzLexicon *lexicon)
{
  const char *broken = qz_paper_cue (lexicon, "违反", text, strlen (text), NULL);
  const char *facts = qz_paper_cue (lexicon, "行为始", text, strlen (text), NULL);
  gsize to = broken != NULL ? (gsize)(broken - text) : strlen (text);
  gsize from = facts != NULL && (gsize)(facts - text) < to ? (gsize)(facts - text) : 0;
  QzDate latest = paper->decided.day;
  const Day *day = NULL;

  for (guint pass = 0; pass < 2 && day == NULL; pass++) {
    gsize start = pass == 0 ? from : 0;
    day = first_of (days, DAY_ACT, start, to, latest);
    if (day == NULL)
      day = first_of (days, DAY_PLAIN, start, to, latest);
  }
  if (day != NULL) {
    take (&paper->act, day, NULL);
    return;
  }
  day = first_of (days, DAY_FOUND, 0, to, latest);
  if (day != NULL)
    take (&paper->act, day, _ ("文中只写有检查或者发现的日期"));
}

void
qz_paper_days (QzPaper *paper, const QzSource *source, const QzLexicon *lexicon)
{
  g_autoptr (GArray) days = NULL;

  if (paper->kind == QZ_PAPER_DRAFT || paper->kind == QZ_PAPER_OTHER)
    return;
  days = find_days (paper, source->text, lexicon);
  choose_decided (paper, source->text, days);
  choose_filed (paper, days);
  choose_act (paper, source->text, days, lexicon);
}
