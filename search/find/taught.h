/* Questions a site has answered (quanze-index --questions), and which of them a new one resembles. */
#ifndef QZ_TAUGHT_H
#define QZ_TAUGHT_H

#include <quanze/index.h>

typedef struct QzTaught QzTaught;

/* All taught questions of the index, some 20 bytes of memory a character; NULL on an index error. */
QzTaught *qz_taught_open (QzReader *reader, GError **error);
void      qz_taught_free (QzTaught *taught);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzTaught, qz_taught_free)

typedef struct {
  const char *target;   /* id, external id or citation as the file has it; the QzTaught's */
  double      vote;     /* the squared likeness of each question that names it, times its weight, summed */
  double      keen;     /* the same of its sixth power: of the questions that are nearly the one asked */
} QzVote;

/* Targets of the questions most like FOLDED, the surest first; empty when nothing is like it. The caller's. */
GArray *qz_taught_votes (QzTaught *taught, const char *folded);

#endif
