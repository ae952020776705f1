/* Remedies that a law orders otherwise than 行政复议法20 and 行政诉讼法46 do: 土地管理法83 has fifteen days.
 *
 * The table is corpus/lexicon/special_remedies.tsv.
 */
#ifndef QZ_SPECIAL_REMEDY_H
#define QZ_SPECIAL_REMEDY_H

#include <jansson.h>

#include "search/engine.h"

/* Puts what the laws of ANSWER's basis order otherwise before its other deadlines, with the rule; sets review_first. */
gboolean qz_special_remedies_apply (QzEngine *engine, json_t *answer, GError **error);

#endif
