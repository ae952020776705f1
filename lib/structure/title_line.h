/* What a printed line holds beside the title: a number or a day before it, a note of its adoption behind it. */
#ifndef LIB_TITLE_LINE_H
#define LIB_TITLE_LINE_H

#include <glib.h>

G_BEGIN_DECLS

typedef struct {
  char *head;    /* 京政发〔2016〕43号, 2012年4月19日; NULL when nothing stands before the title */
  char *title;
  char *tail;    /* （2020年…通过）目录; NULL when nothing stands behind */
} QzTitleLine;

/* Splits LINE. */
void qz_title_line_read (const char *line, QzTitleLine *split);
void qz_title_line_clear (QzTitleLine *split);

/* Whether TEXT has words a title could be made of, two Han characters at least: no time, address or page number. */
gboolean qz_title_line_has_words (const char *text);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (QzTitleLine, qz_title_line_clear)

G_END_DECLS

#endif
