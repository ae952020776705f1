/* Sums of money as decisions print them: 人民币伍仟元整, 5,000元, 0.5万元, ￥2,000.00. */
#ifndef QZ_AMOUNT_H
#define QZ_AMOUNT_H

#include <glib.h>

typedef struct {
  gsize start, end; /* bytes, 人民币 or ￥ and 元整 included */
  double yuan;
  gboolean capital; /* 大写: 伍仟, not 五千 */
  gboolean bound;   /* one end of a range: 以上, 以下, 以内, 至, 不超过 */
} QzAmount;

/* Every sum of TEXT in order; element type QzAmount, the caller's. A number counts only with 元, 圆 or a currency sign.
 * Linear in TEXT. */
GArray *qz_amounts_find (const char *text);

#endif
