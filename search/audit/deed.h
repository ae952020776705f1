/* The deeds by which powers move (下放决定、委托书、收回决定), as an audit reads them: whole, and for what they must
 * say. */
#ifndef QZ_DEED_H
#define QZ_DEED_H

#include "search/law.h"

typedef struct {
  QzFound *found;           /* the instrument; NULL: the index has none of that name or number */
  const QzVersion *version; /* of it; NULL: not held */
  QzFound *preamble;        /* NULL: none */
  char *text;               /* headings and text, a line each; "" when not held */
  char *letters;            /* of TEXT, as qz_grant_key() has them */
  QzDate until;             /* last day of the term it states; 0: none */
} QzDeed;

typedef struct QzDeeds QzDeeds;
QzDeeds *qz_deeds_new (QzEngine *engine, QzLaws *laws); /* both must outlive it */
void qz_deeds_free (QzDeeds *deeds);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzDeeds, qz_deeds_free)

/* What a registry names by title, number or both. Borrowed; NULL on an index error. */
const QzDeed *qz_deeds_get (QzDeeds *deeds, const char *printed, GError **error);

/* Whether DEED has the words of NAME, whatever stands between them. */
gboolean qz_deed_names (const QzDeed *deed, const char *name);

/* The sentences of TEXT (up to 。；！ or a line end); char*, the caller's. */
GPtrArray *qz_sentences (const char *text);

#endif
