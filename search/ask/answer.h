/* The answer object, quanze.answer/1: built here, only rendered elsewhere. */
#ifndef QZ_ANSWER_H
#define QZ_ANSWER_H

#include <jansson.h>

#include "search/ask/candidate.h"
#include "search/engine.h"
#include "search/messages.h"

typedef struct {
  QzEngine   *engine;
  QzQuestion *question;
  const char *place;       /* territory that decides which local rules apply; NULL: national law only */
  QzDate      day;         /* the day powers and clauses are asked for */
  const QzConcepts *concepts;  /* of the question; NULL where it is a citation and no more */
  const QzMessages *messages;  /* the language of the conclusion; NULL: Chinese */
} QzAsking;

/* Answers TEXT. TERRITORY: the caller's own, NULL when not configured. MESSAGES: the language of "conclusion", NULL for
 * Chinese, as in all JSON that is handed out. New reference; NULL on an index error. With EXPLAIN the object carries
 * "explain": how the question was read and each candidate's score. */
json_t *qz_answer (QzEngine *engine, const char *text, const char *territory, const QzMessages *messages, gboolean explain,
                   GError **error);

/* Whether it found anything: an answer or a count. */
gboolean qz_answer_found (const json_t *answer);

/* ---- parts, one file each ---- */

/* Looks for everything that answers: counts and lists into *COUNT, the rest into ANSWERS, a sentence of its own into
 * *CONCLUSION (the caller's), near misses into OUT, scores into EXPLAIN. FALSE on an index error. */
gboolean qz_answer_gather (QzAsking *asking, json_t *answers, json_t **count, char **conclusion, json_t *out, json_t *explain,
                           GError **error);

/* An element of "answers" from a clause and what it vests for WHO (both may be NULL), from a registry item. New
 * reference; NULL on an index error. */
json_t *qz_answer_from_clause (const QzAsking *asking, const QzCandidate *candidate, const json_t *vesting, const QzWho *who,
                               GError **error);
json_t *qz_answer_from_power (const QzAsking *asking, const QzFound *power, double score, GError **error);

/* An element of "answers" with every key of the contract and nothing in it yet. FROM is static. New reference. */
json_t *qz_answer_blank (const char *from, double score);

/* What can be done against an act of the body that the question names: review body, court, deadlines, each by its rule;
 * without a body the deadlines alone. New reference; NULL on an index error. Its sentence is the caller's. */
json_t *qz_answer_remedy (const QzAsking *asking, GError **error);
char   *qz_answer_remedy_conclusion (const QzAsking *asking, const json_t *answer);

/* An element of "basis": the provision EID (NULL: whole record) of FOUND with the words QUOTE. New reference. */
json_t *qz_answer_basis (const QzAsking *asking, const QzFound *found, const char *eid, const char *quote);

/* An element of "basis" for TEXT, a citation: quoted from the version of the day, or named as not held. New reference;
 * NULL on an index error. */
json_t *qz_answer_basis_cited (const QzAsking *asking, const char *text, GError **error);

/* Counting and listing the registry's items by what the question names. NULL with no error when the index
 * has no registry or the question names nothing that can be counted. */
json_t *qz_answer_count (const QzAsking *asking, GPtrArray **items, GError **error);

/* Whether FOUND tells of the force of what is asked about: it speaks of force, and where that is an instrument, names it or
 * cites a title of it, or is the clause of its own on taking effect. A clause that merely shares words with the question says
 * nothing of whether a law is in force. */
gboolean qz_validity_told (const QzAsking *asking, const QzFound *found);

/* Since when, and whether still: the clause on taking effect (or of the repealer) of the instrument that the
 * question names, appended to ANSWERS, with its sentence. Nothing when it names none. FALSE on an index error. */
gboolean qz_answer_validity (const QzAsking *asking, json_t *answers, char **conclusion, GError **error);

/* MESSAGE (N_("…")) in the language of the conclusion. Borrowed. */
const char *qz_asking_say (const QzAsking *asking, const char *message) G_GNUC_FORMAT (2);

/* One sentence for people. The caller's. */
char *qz_answer_conclusion (const QzAsking *asking, const json_t *answers, const json_t *count);

/* Text for people. */
void qz_answer_print (const json_t *answer, gboolean color);

#endif
