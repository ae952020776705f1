/* Fines printed in a clause. */
#ifndef QZ_FINE_H
#define QZ_FINE_H

#include <quanze/vesting.h>

void qz_fine_free (QzFine *fine);

/* Every range of a fine in LEN bytes of TEXT: 处五百元以上二千元以下罚款, 违法所得一倍以上五倍以下罚款,
 * 销售额百分之一以下的罚款. Element type QzFine*, the caller's. */
GPtrArray *qz_fines_find (const char *text, gsize len);

#endif
