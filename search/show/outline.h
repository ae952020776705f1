/* A document of the index put together again: divisions, articles, paragraphs, items, as a tree. */
#ifndef QZ_OUTLINE_H
#define QZ_OUTLINE_H

#include <quanze/provision.h>

#include "search/found.h"

typedef struct QzOutline QzOutline;
struct QzOutline {
  QzLevel    level;
  char      *eid;         /* unique in its document; NULL of the root */
  char      *num;         /* as printed, NULL when none */
  char      *heading;     /* NULL when none */
  QzFound   *record;      /* of an article, a top heading, a preamble, a block, an annex that is one text; else NULL */
  const QzFound *holder;  /* the record it stands in; borrowed; NULL of divisions and the root */
  gsize      from;        /* where it begins in the holder's text, its number included; bytes */
  gsize      start, end;  /* its own words before its children in the holder's text, bytes; num excluded. Empty where it has none */
  gsize      tail;        /* bytes TAIL to TAIL_END of the holder's text stand behind its children */
  gsize      tail_end;
  GPtrArray *children;    /* QzOutline*, owned */
};
void qz_outline_free (QzOutline *outline);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzOutline, qz_outline_free)

/* All of VERSION: divisions in their order, annexes last. NULL on an index error. The caller's. */
QzOutline *qz_outline_of_version (QzEngine *engine, const QzVersion *version, GError **error);

/* The record FOUND alone, which it takes over. The caller's. */
QzOutline *qz_outline_of_record (QzFound *found);

/* The node with that eid; borrowed, NULL when none. */
const QzOutline *qz_outline_find (const QzOutline *outline, const char *eid);

/* Its own words before (TAIL FALSE) or behind its children; "" when none. The caller's. */
char *qz_outline_words (const QzOutline *outline, gboolean tail);

#endif
