#include "config.h"

#include <stdlib.h>
#include <string.h>

#include <quanze/fold.h>
#include <quanze/instrument.h>
#include <quanze/store.h>
#include <quanze/text.h>

#include "search/place.h"
#include "search/question.h"
#include "search/title_match.h"

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
  g_free (question->body);
  g_free (question->law_key);
  g_free (question);
}

/* ---- intent ---- */

typedef struct {
  const char *folded;
  const char *cue, *intent;
  int         weight;
} IntentSearch;

static void
weigh_cue (const char *const *cells, gpointer user_data)
{
  IntentSearch *search = user_data;
  int weight = cells[1] != NULL && cells[2] != NULL ? atoi (cells[2]) : 0;

  if (weight < search->weight || strstr (search->folded, cells[0]) == NULL)
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
  gsize len = strlen (folded);
  gboolean asks = len >= 3 && (g_str_has_suffix (folded, "吗") || g_str_has_suffix (folded, "吗?"));

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

/* Legal terms for the everyday words in FOLDED, longest first, each stretch once. */
static char *
expand (QzEngine *engine, const char *folded)
{
  GString *terms = g_string_new (NULL);

  for (const char *p = folded; *p != '\0';) {
    gsize len = qz_lexicon_longest (engine->lexicon, "everyday", p);

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

/* FOLDED without the words that only ask. */
static char *
content_of (const char *folded, const char *cue, const char *place)
{
  GString *content = g_string_new (folded);

  if (cue != NULL)
    g_string_replace (content, cue, " ", 0);
  if (place != NULL)
    g_string_replace (content, place, " ", 0);
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

QzQuestion *
qz_question_read (QzEngine *engine, const char *text)
{
  QzQuestion *question = g_new0 (QzQuestion, 1);
  g_autofree char *folded = NULL;

  question->text = qz_text_strip_dup (text, -1);
  folded = qz_fold_text (question->text, -1, QZ_FOLD_NUMERALS);
  read_intent (engine, folded, question);
  qz_place_find (engine->timeline, folded, &question->place, &question->territory);
  question->law_key = qz_title_match (engine->timeline, folded, question->territory, &question->law_exact, &question->law_coverage);
  question->expansion = expand (engine, folded);
  question->content = content_of (folded, question->cue, question->place);
  question->date = date_in (question->text);
  return question;
}
