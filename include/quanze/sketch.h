/* How alike two texts are, from a few numbers a text: the smallest hashes of its runs of three Han
 * characters (bottom-k sketch; Broder 1997). Numbers, punctuation and layout do not count.
 */
#ifndef QUANZE_SKETCH_H
#define QUANZE_SKETCH_H

#include <glib.h>

G_BEGIN_DECLS

#define QZ_SKETCH_SIZE 64

typedef struct {
  guint32 hashes[QZ_SKETCH_SIZE];   /* ascending, distinct */
  guint   n;
} QzSketch;

/* Adds TEXT; a sketch starts as all zeros. Runs do not cross from one text to the next. */
void   qz_sketch_add (QzSketch *sketch, const char *text);
/* Shared part of the runs of both, 0 to 1, give or take 0.06; 1 when both are empty. */
double qz_sketch_similarity (const QzSketch *a, const QzSketch *b);
/* How much of PART's runs WHOLE has, 0 to 1, as far as both sketches reach; -1 when they do not tell: PART is too small. */
double qz_sketch_containment (const QzSketch *part, const QzSketch *whole);
/* Eight hexadecimal digits a hash; the caller's. */
char  *qz_sketch_to_hex (const QzSketch *sketch);
/* What is no hash ends it; NULL gives an empty one. */
void   qz_sketch_from_hex (QzSketch *sketch, const char *hex);

G_END_DECLS

#endif
