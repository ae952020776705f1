/* The instruments of the index by their titles as a text may hold them: without 《》, 中华人民共和国 and white space. */
#ifndef QZ_TITLE_NAMES_H
#define QZ_TITLE_NAMES_H

#include <quanze/timeline.h>

typedef struct QzTitleNames QzTitleNames;
/* Of TIMELINE, which must outlive it. */
QzTitleNames *qz_title_names_new (const QzTimeline *timeline);
void qz_title_names_free (QzTitleNames *names);

/* The key of the longest title that TEXT holds whole, whatever it ends in (批复, 安排, 解释（二）); NULL when it holds none
 * of four characters and more. Borrowed of the timeline. */
const char *qz_title_names_find (const QzTitleNames *names, const char *text);

/* The key of the instrument that TITLE names but for 《》, 中华人民共和国 and white space (上海市实施《义务教育法》办法); NULL when
 * there is none. Borrowed of the timeline. */
const char *qz_title_names_same (const QzTitleNames *names, const char *title);

/* Whether what ends at END, in the text that begins at START, ends as a place does: 突发公共卫生事件应急条例 behind 汕头经济特区
 * is another instrument's title. */
gboolean qz_title_behind_place (const char *start, const char *end);

#endif
