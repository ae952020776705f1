/* Which of the powers that a clause vests is the one the question asks for. */
#ifndef QZ_VESTED_H
#define QZ_VESTED_H

#include <jansson.h>

#include "search/ask/candidate.h"
#include "search/ask/who.h"

/* The vesting of CANDIDATE's record (an element of its head's "vestings", borrowed) that WHO (may be NULL: no place
 * of the question asks for a body) asks for; NULL when the record vests nothing that fits. *FIT (may be NULL): how
 * well, 0 to 1. CONCEPTS may be NULL. */
const json_t *qz_vested_best (const QzQuestion *question, const QzConcepts *concepts, const QzCandidate *candidate,
                              const QzWho *who, double *fit);

/* Whether VESTING is of the act that WHO asks for, by its words or its kind; TRUE where WHO asks for none in particular. */
gboolean qz_vested_does (const QzWho *who, const QzFound *found, const json_t *vesting);

/* Whether the power that VESTING gives is of TYPE ("处罚"). */
gboolean qz_vested_is_type (const json_t *vesting, const char *type);

/* The holder with the level that stands before it: 乡、民族乡、镇的 + 人民政府. The caller's; NULL when there is none. */
char *qz_vested_holder (const json_t *vesting);

/* The vesting's own words in its article: what stands before and behind its holder that is no other holder's.
 * The caller's. */
char *qz_vested_words (const QzFound *found, const json_t *vesting);

#endif
