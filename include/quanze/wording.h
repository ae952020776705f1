/* Two wordings of one rule, word against word. */
#ifndef QUANZE_WORDING_H
#define QUANZE_WORDING_H

#include <glib.h>

G_BEGIN_DECLS

/* Bytes OLD_START to OLD_END of the old wording became bytes NEW_START to NEW_END of the new; either may be empty. */
typedef struct {
  gsize old_start, old_end, new_start, new_end;
} QzRewording;

/* What changed from OLD to NEW, in order; element type QzRewording, the caller's. Changes lie at least two unchanged
 * characters apart. Sentences are compared first, then characters in those that changed; where that would take more
 * than some millions of steps the sentences are told whole. Pure. */
GArray *qz_rewordings (const char *old, const char *new);

G_END_DECLS

#endif
