/* What the fold must know of a character beside what it becomes. */
#ifndef QZ_FOLD_CLASS_H
#define QZ_FOLD_CLASS_H

enum {
  QZ_FOLD_SPACE  = 1 << 0,   /* white space, seen or not */
  QZ_FOLD_SPACED = 1 << 1,   /* a letter or digit of a script that parts words by spaces */
  QZ_FOLD_LONG   = 1 << 2,   /* becomes none or several characters */
  QZ_FOLD_JOINS  = 1 << 3,   /* may combine with the character before it */
  QZ_FOLD_DIGIT  = 1 << 4    /* 0–9 */
};

#endif
