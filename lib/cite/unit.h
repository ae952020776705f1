/* Numbered units: 第十条第一款、第（三）项 and what joins them. */
#ifndef QZ_CITE_UNIT_H
#define QZ_CITE_UNIT_H

#include "lib/cite/token.h"

#define CITE_NUMBERS_MAX 32 /* numbers before one 条, 款, 项 */
#define CITE_STEPS_MAX 256  /* steps of one citation */

/* How a step follows the one before it. */
typedef enum {
  CITE_DEEPER, /* 第一条第二款 */
  CITE_AND,    /* 第一条、第二条 */
  CITE_TO      /* 第一条至第三条 */
} CiteLink;

/* One numbered unit: 第一百二十条之一 is { ARTICLE, 120, 1 }. */
typedef struct {
  QzLevel level;
  gint number, suffix;
  CiteLink link;
} CiteStep;

/* Shapes that the first unit may have. */
enum {
  CITE_ORDINAL = 1, /* 第二项 */
  CITE_BRACKET = 2, /* （二）项 */
  CITE_PLAIN = 4    /* 六十条 */
};

/* 第十条第一款第（二）项、第三款 → steps, appended to STEPS. BASE is the level of what stands
 * before (前款 → PARAGRAPH), below which the first unit must be; -1 when nothing does. */
gboolean cite_units_at (const char *p, guint shapes, gint base, GArray *steps, const char **end);

/* 附件, 附件二, 附件1: *NUMBER is 1 when none is printed. */
gboolean cite_annex_at (const char *p, gint *number, const char **end);

/* A number as articles have them, 1 to 9999. */
gboolean cite_plain_number_at (const char *p, gint *value, const char **end);

#endif
