/* A hit, read back: the record's head, its official text, where it stands in time. */
#ifndef QZ_FOUND_H
#define QZ_FOUND_H

#include <jansson.h>
#include <quanze/power.h>

#include "search/engine.h"

typedef struct {
  double      score;
  char       *data;        /* owns head's source and text */
  gsize       len;         /* bytes of data */
  json_t     *head;
  const char *text;        /* official text, in data */
  const char *id, *kind;   /* in head */
  char       *instrument;  /* TITLE@VERSION; NULL for powers */
  guint       more;        /* other hits of its instrument, where hits are grouped */
  const QzVersion *version; /* in the engine's timeline; NULL when unknown */
} QzFound;

/* Consumes DATA (len bytes, NUL-terminated). NULL on a record that cannot be read. */
QzFound *qz_found_new (QzEngine *engine, char *data, gsize len, double score, GError **error);
void     qz_found_free (QzFound *found);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzFound, qz_found_free)

/* A second one of the same record. NULL on a record that cannot be read. */
QzFound *qz_found_copy (QzEngine *engine, const QzFound *found, GError **error);

/* The record with that id; NULL without error when there is none. */
QzFound *qz_found_get (QzEngine *engine, const char *id, GError **error);

/* The records that QUERY finds, in the order of their ids, at most LIMIT: the same ones in the same order however the index
 * came about. Element type QzFound*; records that cannot be read are left out. The caller's. NULL on an index error. */
GPtrArray *qz_found_matching (QzEngine *engine, const QzQuery *query, guint limit, GError **error);
/* Those that have TERM. */
GPtrArray *qz_found_with_term (QzEngine *engine, const char *term, guint limit, GError **error);

/* A string of the head; NULL when absent or null. */
const char *qz_found_string (const QzFound *found, const char *key);

/* The unit EID below an article's record, with its eid, and its words as bytes start to end of the text; borrowed, NULL when
 * there is none. */
const json_t *qz_found_unit (const QzFound *found, const char *eid);
/* The official words of the unit EID, of the whole record where EID is NULL or no unit of it. The caller's. */
char *qz_found_quote (const QzFound *found, const char *eid);

/* 《全称》第二十四条; of a power its name. The caller's. */
char *qz_found_citation (const QzFound *found);

/* On DAY; powers: from their own dates. */
QzStatus qz_found_status (const QzFound *found, QzDate day);

/* A status by its JSON name, for people: 现行有效 已被修改 已废止 尚未施行, 时效不明 for any other; in the interface's language, static. */
const char *qz_status_word (const char *status);

/* One hit of quanze.search/1 without rank and snippet. New reference. */
json_t *qz_found_to_json (const QzFound *found, QzDate as_of);

/* "YYYY-MM-DD" or null. New reference. */
json_t *qz_json_date (QzDate date);
/* The string under KEY; borrowed, NULL when absent or null. */
const char *qz_json_text (const json_t *object, const char *key);
/* A string or null. New reference. */
json_t *qz_json_string (const char *text);

#endif
