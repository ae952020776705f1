/* The body that a clause names behind a preposition: 报请国务院审核决定, 向有管辖权的人民法院申请. */
#ifndef QZ_ADDRESSEE_H
#define QZ_ADDRESSEE_H

#include <quanze/lexicon.h>

#include "search/ask/concept.h"
#include "search/ask/who.h"

/* The body of TEXT (printed) behind one of the prepositions that WHO asks by, of the kind that WHO wants, in the part of
 * the sentence that covers CONCEPTS best, the act asked for behind it before any other. The caller's; NULL when WHO
 * asks for a subject, or no such body is there. *SHARE (may be NULL), 0 to 1: how well it is what is asked for.
 * Table: asked_leads. Linear in TEXT for each preposition. */
char *qz_addressee_find (const QzLexicon *lexicon, const QzConcepts *concepts, const QzWho *who, const char *text, double *share);

/* The body of TEXT with the act that WHO asks for right behind it, though it is no subject: 在X指导下, 接受X的监督. Chosen as
 * above; the caller's, NULL when there is none. */
char *qz_doer_find (const QzLexicon *lexicon, const QzConcepts *concepts, const QzWho *who, const char *text);

/* Who of TEXT is under the duty that WHO asks for, though it is no authority: 水工程管理单位 that must 检查 and 维护. Chosen as
 * above; the caller's, NULL when there is none, when WHO asks for a permission or a penalty, for one kind of body only, or behind a
 * preposition. *SHARE as above. */
char *qz_obliged_find (const QzConcepts *concepts, const QzWho *who, const char *text, double *share);

#endif
