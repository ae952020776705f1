/* Instruments named in a question, in full or as people shorten them (处罚法 → 行政处罚法). */
#ifndef QZ_TITLE_MATCH_H
#define QZ_TITLE_MATCH_H

#include <quanze/timeline.h>

/* The key of the title that FOLDED names best; NULL when it names none. TERRITORY (may be NULL)
 * prefers titles of that place. *EXACT: it stands there in full; *COVERAGE: the share of the
 * title's characters that were said. The caller's. */
char *qz_title_match (const QzTimeline *timeline, const char *folded, const char *territory, gboolean *exact, double *coverage);

/* Keys of the titles named in full in FOLDED that records of the index cite, whether it holds the instrument or not, in
 * order; char*, the caller's. NULL on an index error. */
GPtrArray *qz_titles_cited (QzReader *reader, const char *folded, GError **error);

/* How many characters at the end of [START, END) are, in order, characters of TITLE, read from both ends: 动物保护法 of
 * 野生动物保护法 is 5. Pure. */
guint qz_title_tail (const char *start, const char *end, const char *title);

#endif
