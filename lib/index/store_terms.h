/* Terms of a record: from text, names, places. */
#ifndef QZ_STORE_TERMS_H
#define QZ_STORE_TERMS_H

#include <glib.h>
#include <quanze/index.h>
#include <quanze/segment.h>

/* Where a text stands; all borrowed, NULL where there is none. */
typedef struct {
  const char *key, *eid;
  const char *under[3];   /* title, path, heading; a power's name */
} QzHeadline;

/* Words and parts of TEXT with wdf, and its fold as QZ_SLOT_TEXT holds it. */
void qz_terms_text (QzRecord *record, QzSegmenter *segmenter, const QzHeadline *headline, const char *text);

/* Words and parts of TEXT, each behind PREFIX. */
void qz_terms_prefixed (QzRecord *record, QzSegmenter *segmenter, const char *prefix, const char *text);

/* PREFIX and NAME as it is, a boolean term; nothing for NULL or "". */
void qz_terms_plain (QzRecord *record, const char *prefix, const char *name);

/* PREFIX and the fold of NAME, a boolean term; nothing for NULL or "". */
void qz_terms_folded (QzRecord *record, const char *prefix, const char *name);

/* As qz_terms_folded, for the whole of NAMES and for each name where several stand behind one another (、 ，；or a space). */
void qz_terms_names (QzRecord *record, const char *prefix, const char *names);

/* PREFIX and TERRITORY and each shorter place it lies in: 山东省青岛市 → 山东省青岛市, 山东省. */
void qz_terms_place (QzRecord *record, const char *prefix, const char *territory);

/* TERRITORY as a site's own table "places" completes it (棠宁县 → 岚川省澜阳市棠宁县), else as it is. The caller's; NULL for NULL. */
char *qz_place_complete (const QzLexicon *lexicon, const char *territory);

/* The value that breaks ties the same way wherever a record lies: 8 hexadecimal digits from its id. */
void qz_terms_tie (QzRecord *record, const char *id);

#endif
