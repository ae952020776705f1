/* How a body that someone names by an old or short name is called today, for answers and lists that must say so. */
#ifndef QZ_BODY_NAME_H
#define QZ_BODY_NAME_H

#include <jansson.h>
#include <quanze/bodies.h>

/* STEPS (QzBodyStep) from SAID to NOW as {"said","now","from","to","kind","since","source"}, one a step. New reference.
 */
json_t *qz_body_steps_json (const char *said, const char *now, const GArray *steps);

/* The same for NAME by the table of bodies; an empty array when it knows no newer name. NAME may be NULL. */
json_t *qz_body_name_json (const QzLexicon *lexicon, const char *name);

/* One line for people a step: 工商局即现在的市场监督管理局（2018-03-17 合并，…）. The caller's; "" for none. */
char *qz_body_name_text (const json_t *steps);

#endif
