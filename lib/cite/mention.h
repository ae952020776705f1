/* Mentions: what a text's characters cite, before anything is made absolute. */
#ifndef QZ_CITE_MENTION_H
#define QZ_CITE_MENTION_H

#include <glib.h>
#include "lib/cite/scope.h"
#include "lib/cite/unit.h"

typedef enum {
  CITE_HEAD_NONE,      /* 第二款 */
  CITE_HEAD_TITLE,     /* 《…法》 */
  CITE_HEAD_SHORT,     /* 刑法 before 第…条 */
  CITE_HEAD_SELF,      /* 本法 */
  CITE_HEAD_OWN,       /* 本条: level */
  CITE_HEAD_PRECEDING, /* 前两款: level, count */
  CITE_HEAD_THAT,      /* 同法: name; 该条: level; 上述第一项: neither */
  CITE_HEAD_NUMBER     /* 国发〔2016〕12号 */
} CiteHead;

typedef struct {
  CiteHead head;
  gsize start, head_end, end; /* bytes in the text; units stand between head_end and end */
  char *name;                 /* TITLE, SHORT: full title where known; NUMBER: as printed; SELF, THAT: the noun */
  QzLevel level;
  guint count;
  GArray *steps; /* CiteStep */
} CiteMention;

void cite_mention_free (CiteMention *mention);

/* Every mention of TEXT in order, none overlapping another. Element type CiteMention*, the caller's. */
GPtrArray *cite_scan (const char *text, const CiteScope *scope);

#endif
