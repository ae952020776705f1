#include "config.h"

#include <stdlib.h>
#include <string.h>

#include <quanze/fold.h>
#include <quanze/instrument.h>
#include <quanze/store.h>
#include <quanze/text.h>

#include "search/place.h"
#include "search/ask/everyday.h"
#include "search/ask/question.h"
#include "search/ask/stretch.h"
#include "search/ask/title_match.h"

static const char *const intent_names[] = { "holder", "basis",     "powers", "may",         "penalty",  "when",
                                            "count",  "procedure", "remedy", "supervision", "validity", "text" };

const char *
qz_intent_name (QzIntent intent)
{
  return intent_names[intent];
}

static QzIntent
intent_from_name (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (intent_names); i++)
    if (g_str_equal (intent_names[i], name))
      return (QzIntent) i;
  return QZ_INTENT_TEXT;
}

void
qz_question_free (QzQuestion *question)
{
  if (question == NULL)
    return;
  g_free (question->text);
  g_free (question->cue);
  g_free (question->content);
  g_free (question->expansion);
  g_free (question->place);
  g_free (question->territory);
  qz_subject_free (question->subject);
  g_free (question->law_key);
  if (question->whos != NULL)
    g_ptr_array_unref (question->whos);
  g_free (question);
}

/* ---- intent ---- */

typedef struct {
  const char *folded;
  const char *cue, *intent;
  int         weight;
} IntentSearch;

/* Whether CUE stands in FOLDED, not only behind a character of AFTER, with which it is another word (报告谁). */
static gboolean
stands_in (const char *folded, const char *cue, const char *after)
{
  for (const char *p = folded; (p = strstr (p, cue)) != NULL; p += strlen (cue))
    if (p == folded || after == NULL || g_utf8_strchr (after, -1, g_utf8_get_char (g_utf8_prev_char (p))) == NULL)
      return TRUE;
  return FALSE;
}

static void
weigh_cue (const char *const *cells, gpointer user_data)
{
  IntentSearch *search = user_data;
  int weight = cells[1] != NULL && cells[2] != NULL ? atoi (cells[2]) : 0;

  if (weight < search->weight || !stands_in (search->folded, cells[0], weight > 0 ? cells[3] : NULL))
    return;
  if (weight == search->weight && search->cue != NULL && strlen (cells[0]) <= strlen (search->cue))
    return;
  search->cue = cells[0];
  search->intent = cells[1];
  search->weight = weight;
}

/* 可以…吗, 能…吗: the frame of a yes-or-no question, when no stronger cue was seen. */
static gboolean
yes_or_no (const char *folded)
{
  /* 能…吗?(山东): what stands behind the question mark only adds to it */
  const char *end = g_strrstr (folded, "吗");
  gboolean asks = end != NULL && (end[strlen ("吗")] == '\0' || g_utf8_strchr ("?,。(（", -1, g_utf8_get_char (end + strlen ("吗"))) != NULL);

  return asks && (strstr (folded, "可以") != NULL || strstr (folded, "能") != NULL || strstr (folded, "有权") != NULL);
}

static void
read_intent (QzEngine *engine, const char *folded, QzQuestion *question)
{
  IntentSearch search = { .folded = folded };

  qz_lexicon_each (engine->lexicon, "intents", weigh_cue, &search);
  if (search.weight < 8 && yes_or_no (folded)) {
    question->intent = QZ_INTENT_MAY;
    return;
  }
  question->intent = search.intent != NULL ? intent_from_name (search.intent) : QZ_INTENT_TEXT;
  question->cue = g_strdup (search.cue);
}

/* ---- everyday words ---- */

/* Legal terms for the everyday words in FOLDED, longest first, each stretch once; and SUBJECT's name of today. */
static char *
expand (QzEngine *engine, const char *folded, const QzSubject *subject)
{
  GString *terms = g_string_new (subject != NULL && subject->core != NULL ? subject->core : NULL);

  g_autoptr (QzCuts) cuts = qz_cuts_new (engine, folded);

  for (const char *p = folded; *p != '\0';) {
    gsize len = qz_everyday_at (engine, cuts, p);

    if (len == 0) {
      p = g_utf8_next_char (p);
      continue;
    }
    g_autofree char *key = g_strndup (p, len);
    const char *const *cells = qz_lexicon_lookup (engine->lexicon, "everyday", key);
    if (cells != NULL && cells[0] != NULL)
      g_string_append_printf (terms, "%s%s", terms->len > 0 ? " " : "", cells[0]);
    p += len;
  }
  return g_string_free (terms, FALSE);
}

/* Length of a sum of money at P (十几万元, 5000块); 0 when none. It says how much, not what. */
static gsize
amount_at (const char *p)
{
  static const char *const units[] = { "元", "块钱", "块" };
  const char *at = p;

  while (*at != '\0' && (g_ascii_isdigit (*at) || g_utf8_strchr ("一二三四五六七八九十百千万亿几多两零", -1, g_utf8_get_char (at)) != NULL))
    at = g_utf8_next_char (at);
  for (guint i = 0; at > p && i < G_N_ELEMENTS (units); i++)
    if (g_str_has_prefix (at, units[i]))
      return (gsize) (at - p) + strlen (units[i]);
  return 0;
}

/* Length of the words at P that only ask; 0 when none. *KEEP: they only look so, and are passed over whole. */
static gsize
asking_at (QzEngine *engine, const char *p, gboolean *keep)
{
  gsize who = qz_lexicon_longest (engine->lexicon, "who", p), asking = qz_lexicon_longest (engine->lexicon, "asking", p);
  g_autofree char *word = g_strndup (p, asking);
  const char *const *cells = asking > who ? qz_lexicon_lookup (engine->lexicon, "asking", word) : NULL;

  *keep = cells != NULL && cells[0] != NULL && *cells[0] != '\0';
  /* 是哪 is no word of its own in 是哪个部门 */
  for (const char *q = p; who == 0 && q < p + asking; q = g_utf8_next_char (q)) {
    gsize inner = qz_lexicon_longest (engine->lexicon, "who", q);

    if (q + inner > p + asking)
      return (gsize) (q - p) + inner;
  }
  return MAX (MAX (who, asking), amount_at (p));
}

/* FOLDED without the words that only ask. What is asked of a body (谁审批) is said as well: only 谁 goes. */
static char *
content_of (QzEngine *engine, const char *folded, const GPtrArray *whos, const char *cue, const char *place)
{
  g_autoptr (GString) rest = g_string_new (folded);
  GString *content = g_string_new (NULL);


  if (cue != NULL)
    g_string_replace (rest, cue, " ", 0);
  if (place != NULL)
    g_string_replace (rest, place, " ", 0);
  for (guint i = 0; i < whos->len; i++)
    g_string_replace (rest, ((const QzWho *) whos->pdata[i])->around, " ", 1);
  g_autoptr (QzCuts) cuts = qz_cuts_new (engine, rest->str);
  for (const char *p = rest->str; *p != '\0';) {
    gboolean keep = FALSE;
    gsize everyday = qz_everyday_at (engine, cuts, p), len = asking_at (engine, p, &keep);
    gsize step = MAX (MAX (everyday, len), (gsize) (g_utf8_next_char (p) - p));

    if (len > everyday && !keep)
      g_string_append_c (content, ' ');
    else
      g_string_append_len (content, p, (gssize) step);
    p += step;
  }
  return g_string_free (content, FALSE);
}

/* ---- dates ---- */

/* The first printed day in TEXT; 0 when none. */
static QzDate
date_in (const char *text)
{
  QzDate date = 0;
  const char *end;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (qz_date_parse_printed (p, &end, &date))
      return date;
  return 0;
}

/* The instrument named: in full where it is, of those the longest (上海优化营商环境条例 is Shanghai's), else as people shorten it. */
static void
find_law (QzEngine *engine, const char *folded, QzQuestion *question)
{
  const char *whole = qz_title_names_find (qz_engine_title_names (engine), question->text);

  question->law_key = qz_title_match (engine->timeline, folded, question->territory, &question->law_exact, &question->law_coverage);
  if (whole == NULL || (question->law_exact && strlen (question->law_key) >= strlen (whole)))
    return;
  g_free (question->law_key);
  question->law_key = g_strdup (whole);
  question->law_exact = TRUE;
  question->law_coverage = 1;
}

/* Whether PLACE is no more than TERRITORY's name (青岛, 浙江义乌); 良渚遗址 tells the place, and is what is asked about. */
static gboolean
only_tells_place (const char *place, const char *territory)
{
  for (const char *p = place; g_utf8_strlen (p, -1) >= 2; p = g_utf8_next_char (p))
    if (strstr (territory, p) != NULL)
      return TRUE;
  return FALSE;
}

/* 不服…的，向哪一机关提起诉讼, 不服…申请再审的，由哪一法院裁定, 复议期间和解谁准许: whether a question that speaks of a remedy asks for the
 * body that hears it or does something else with it, not for what can be done. */
static gboolean
asks_who_hears (const QzQuestion *question, const char *folded)
{
  static const char *const hearing[] = { "受理", "审理", "负责", "处理" };
  const QzWho *who = question->whos->len > 0 ? question->whos->pdata[question->whos->len - 1] : NULL;

  if (who == NULL)
    return FALSE;
  if (strstr (folded, "提起") != NULL && strstr (folded, "诉讼") != NULL)
    return TRUE;
  if (!who->behind || who->forms->len == 0)
    return FALSE;
  /* whoever hears a request for review is what the rules of review say */
  gboolean review = strstr (folded, "复议") != NULL;
  for (guint i = 0; review && i < G_N_ELEMENTS (hearing); i++)
    if (g_str_equal (who->forms->pdata[0], hearing[i]))
      return FALSE;
  const char *asked = strstr (folded, who->around);
  return asked != NULL && !qz_stretch_holds (asked, "复议|起诉|诉讼|赔偿|被告");
}

QzQuestion *
qz_question_read (QzEngine *engine, const char *text)
{
  QzQuestion *question = g_new0 (QzQuestion, 1);
  g_autofree char *folded = NULL;

  question->text = qz_text_strip_dup (text, -1);
  folded = qz_fold_text (question->text, -1, QZ_FOLD_NUMERALS);
  read_intent (engine, folded, question);
  question->whos = qz_who_find (engine->lexicon, folded);
  if (question->intent == QZ_INTENT_REMEDY && asks_who_hears (question, folded))
    question->intent = QZ_INTENT_HOLDER;
  /* 由什么机构负责: a body is asked for, though no cue says so */
  if (question->cue == NULL && question->intent == QZ_INTENT_TEXT && question->whos->len > 0)
    question->intent = QZ_INTENT_HOLDER;
  qz_place_names_find (engine->place_names, folded, &question->place, &question->territory);
  find_law (engine, folded, question);
  gboolean only_place = question->place != NULL && only_tells_place (question->place, question->territory);
  question->content = content_of (engine, folded, question->whos, question->intent == QZ_INTENT_HOLDER ? NULL : question->cue,
                                  only_place ? question->place : NULL);
  question->subject = qz_subject_find (engine->lexicon, folded);
  question->expansion = expand (engine, folded, question->subject);
  question->date = date_in (question->text);
  return question;
}

const QzWho *
qz_question_who (const QzQuestion *question)
{
  return question->whos->len > 0 ? question->whos->pdata[0] : NULL;
}
