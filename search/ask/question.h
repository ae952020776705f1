/* A question, read: what it wants to know and about what. */
#ifndef QZ_QUESTION_H
#define QZ_QUESTION_H

#include "search/engine.h"
#include "search/ask/subject.h"
#include "search/ask/who.h"

typedef enum {
  QZ_INTENT_HOLDER, QZ_INTENT_BASIS, QZ_INTENT_POWERS, QZ_INTENT_MAY, QZ_INTENT_PENALTY, QZ_INTENT_WHEN,
  QZ_INTENT_COUNT, QZ_INTENT_PROCEDURE, QZ_INTENT_REMEDY, QZ_INTENT_SUPERVISION, QZ_INTENT_VALIDITY, QZ_INTENT_TEXT
} QzIntent;
const char *qz_intent_name (QzIntent intent);   /* static */

typedef struct {
  char     *text;        /* as asked, stripped */
  QzIntent  intent;
  char     *cue;         /* the words that told it; NULL when it was the default */
  char     *content;     /* the question without its question words, for retrieval */
  char     *expansion;   /* legal terms for everyday ones, space between; "" */
  char     *place;       /* as said: 山东, 青岛; NULL */
  char     *territory;   /* the territory it names in this index: 山东省; NULL */
  QzSubject *subject;    /* the body named as one who may act (镇政府 …); NULL */
  char     *law_key;     /* title key of an instrument named, fully or in part; NULL */
  gboolean  law_exact;   /* it was named in full */
  double    law_coverage; /* the share of the title's characters that were said; 1 when exact, 0 when none */
  GPtrArray *whos;       /* QzWho*: the places that ask for a body, in order */
  QzDate    date;        /* a day said in the question; 0 */
} QzQuestion;

/* Reads TEXT with the engine's lexicon tables (intents, everyday, stopwords) and the titles and
 * territories that the index holds. The caller's. */
QzQuestion *qz_question_read (QzEngine *engine, const char *text);
void        qz_question_free (QzQuestion *question);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzQuestion, qz_question_free)

/* The first place of QUESTION that asks for a body; borrowed, NULL when none does. */
const QzWho *qz_question_who (const QzQuestion *question);

#endif
