/* The query tree as the shim compiles it. */
#ifndef LIB_QUERY_H
#define LIB_QUERY_H

#include <quanze/index.h>

G_BEGIN_DECLS

typedef enum {
  QZ_NODE_TERM, /* text, len, number = wqf */
  QZ_NODE_ALL,
  QZ_NODE_NONE,
  QZ_NODE_JOIN,   /* op: AND OR MAX SYNONYM; children, one or more */
  QZ_NODE_PAIR,   /* op: AND_NOT FILTER AND_MAYBE; two children */
  QZ_NODE_SCALE,  /* factor; one child */
  QZ_NODE_PREFIX, /* text, len, number = max_expansion */
  QZ_NODE_RANGE,  /* number = slot; text, len = from; to */
  QZ_NODE_HOLDS,  /* number = slot; text, len = what its value holds */
  QZ_NODE_KEPT,    /* text, len = name; one child, shared by copies */
  QZ_NODE_INVALID /* stands for a tree that cannot be asked; why */
} QzNodeKind;

typedef enum { QZ_INVALID_DEPTH, QZ_INVALID_OPERATOR, QZ_INVALID_FACTOR } QzInvalid;

/* Invariant: depth is that of the tree below and at most QZ_QUERY_DEPTH_MAX, so that whatever
 * walks a tree may recurse. */
struct QzQuery {
  QzNodeKind kind;
  QzOp op;
  QzInvalid why;
  guint depth; /* of a leaf 1 */
  guint number;
  double factor;
  char *text; /* NULL for an open end of a range */
  gsize len;
  char *to;
  GPtrArray *children; /* QzQuery*, owned; NULL for leaves */
};

G_END_DECLS

#endif
