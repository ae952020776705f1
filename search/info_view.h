/* What the index holds and how far it knows, quanze.info/1: counts, horizon, schema, word tables, sources. */
#ifndef QZ_INFO_VIEW_H
#define QZ_INFO_VIEW_H

#include <jansson.h>

#include "search/engine.h"

/* The members of counts{} and what people call them. */
typedef struct {
  const char *name, *prefix, *title;   /* PREFIX: of the terms whose values are counted; TITLE: untranslated */
} QzInfoGroup;
const QzInfoGroup *qz_info_groups (guint *n);   /* static */

/* DBS: the directories of READER, NULL-terminated, to be named; NULL leaves them out. New reference; NULL on error. */
json_t *qz_info_view_json (QzReader *reader, const QzTimeline *timeline, const char *const *dbs, GError **error);

#endif
