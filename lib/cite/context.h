/* The context in which mentions are made absolute: where the reader stands, and what was cited before. */
#ifndef QZ_CITE_CONTEXT_H
#define QZ_CITE_CONTEXT_H

#include <quanze/citation.h>
#include "lib/cite/address.h"
#include "lib/cite/amendment.h"
#include "lib/cite/mention.h"
#include "lib/cite/place.h"

#define CITE_LOOK_BACK 24 /* citations */
#define CITE_ADJACENT 24  /* bytes between two citations of which the second continues the first */

/* What the words before a citation say of it. */
typedef enum {
  CITE_FRAME_PLAIN,
  CITE_FRAME_APPLIED, /* 依照…处罚: the rule to apply */
  CITE_FRAME_DEEMED,  /* 应当认定为…规定的“情节严重”: a notion taken from it */
  CITE_FRAME_ACT      /* 违反…, 有…行为: what was done */
} CiteFrame;

/* A citation already made absolute, as one that others can inherit from. */
typedef struct {
  const char *title; /* borrowed of its target; NULL unknown */
  gboolean self, amended;
  QzAddress address; /* the last of its targets */
  gsize start, end;
  const QzProvision *here;
  guint sentence;
  CiteFrame frame;
  const QzCitation *citation;
} CiteMark;

typedef struct {
  const QzInstrument *instrument; /* NULL: a lone string */
  const char *text;
  const CiteScope *scope;
  CitePlaces *places;
  CiteAmendment *amendment;
  char *subject;       /* the law that the title of the document is about; NULL */
  GPtrArray *done;     /* QzCitation* */
  GArray *marks;       /* CiteMark */
  GHashTable *last_in; /* const QzProvision* → index + 1 of its last mark */
  gsize read;          /* up to where sentences were counted */
  guint sentence;
  CitePlace place; /* of the mention at hand */
  gboolean quoted;
} CiteContext;

/* What a mention's units are counted from. */
typedef struct {
  const char *title;
  gboolean self, amended;
  gboolean numbered; /* TITLE is a document number */
  GArray *addresses; /* QzAddress: one, or several for 前两款 */
} CiteBase;

const char *cite_self_title (const CiteContext *a);

void cite_base_set (CiteBase *base, const char *title, gboolean self, const QzAddress *address);
/* The document that relative words mean: itself, or the law an amending decision amends. */
void cite_base_own (const CiteContext *a, CiteBase *base, const QzAddress *address);
void cite_base_unknown (CiteBase *base);
void cite_base_mark (const CiteMark *mark, const QzAddress *address, CiteBase *base);

/* The BACKth mark from the last; NULL when there are not so many. Valid until the next citation. */
const CiteMark *cite_mark_at (const CiteContext *a, guint back);
/* Whether a citation tells whose provision it is. */
gboolean cite_mark_known (const CiteMark *mark);
/* Reads on to byte TO. */
void cite_count_sentences (CiteContext *a, gsize to);
/* What the citation that starts at START is said to be; the longest word before it tells, or the citation it is joined
 * to. */
CiteFrame cite_frame_at (const CiteContext *a, gsize start);

gboolean cite_has_level (const QzAddress *address, QzLevel level);
QzLevel cite_first_level (const CiteMention *m);

/* What MENTION is counted from; FALSE when it is no citation after all. */
gboolean cite_base_find (const CiteContext *a, const CiteMention *mention, CiteBase *base);
/* The same for units with no word before them. */
void cite_base_naked (const CiteContext *a, const CiteMention *mention, CiteBase *base);

#endif
