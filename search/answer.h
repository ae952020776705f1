/* The answer object, quanze.answer/1: built here, only rendered elsewhere. */
#ifndef QZ_ANSWER_H
#define QZ_ANSWER_H

#include <jansson.h>

#include "search/candidate.h"
#include "search/engine.h"

typedef struct {
  QzEngine   *engine;
  QzQuestion *question;
  const char *place;       /* territory that decides which local rules apply; NULL: national law only */
  QzDate      day;         /* the day powers and clauses are asked for */
  const QzConcepts *concepts;  /* of the question; NULL where it is a citation and no more */
} QzAsking;

/* Answers TEXT. TERRITORY: the caller's own, NULL when not configured. New reference; NULL on an index
 * error. With EXPLAIN the object carries "explain": how the question was read and each candidate's score. */
json_t *qz_answer (QzEngine *engine, const char *text, const char *territory, gboolean explain, GError **error);

/* Whether it found anything: an answer or a count. */
gboolean qz_answer_found (const json_t *answer);

/* ---- parts, one file each ---- */

/* An element of "answers" from a clause, from a registry item. New reference; NULL on an index error. */
json_t *qz_answer_from_clause (const QzAsking *asking, const QzCandidate *candidate, GError **error);
json_t *qz_answer_from_power (const QzAsking *asking, const QzFound *power, double score, GError **error);

/* An element of "basis": the provision EID (NULL: whole record) of FOUND with the words QUOTE. New reference. */
json_t *qz_answer_basis (const QzAsking *asking, const QzFound *found, const char *eid, const char *quote);

/* Counting and listing the registry's items by what the question names. NULL with no error when the index
 * has no registry or the question names nothing that can be counted. */
json_t *qz_answer_count (const QzAsking *asking, GPtrArray **items, GError **error);

/* Since when, and whether still: the clause on taking effect (or of the repealer) of the instrument that the
 * question names, appended to ANSWERS, with its sentence. Nothing when it names none. FALSE on an index error. */
gboolean qz_answer_validity (const QzAsking *asking, json_t *answers, char **conclusion, GError **error);

/* One sentence for people. The caller's. */
char *qz_answer_conclusion (const QzAsking *asking, const json_t *answers, const json_t *count);

/* Text for people. */
void qz_answer_print (const json_t *answer, gboolean color);

#endif
