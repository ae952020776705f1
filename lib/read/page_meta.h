/* What a page says of its document: meta tags, tables of particulars, its title. */
#ifndef LIB_PAGE_META_H
#define LIB_PAGE_META_H

#include "lib/read/draft.h"
#include "lib/read/page.h"

G_BEGIN_DECLS

/* <meta name=ArticleTitle …> and the like (政府网站发展指引, 国办发〔2017〕47号, annex). */
void qz_page_read_tags (xmlDoc *doc, QzDraft *draft);

/* Particulars (发文字号：…) in the line, as cells of a table or as words. TRUE: the line held one.
 * *DUE (NULL at first) is carried from line to line: a label may stand above its value. */
gboolean qz_page_read_particulars (const QzPage *page, const QzPageLine *line, QzDraft *draft, const char **due);

/* The line before END where the document's title begins; sets "title". -1: none was found.
 * FIRST is the first line of the body. */
int qz_page_find_title (const QzPage *page, xmlDoc *doc, guint first, guint end, QzDraft *draft);

G_END_DECLS

#endif
