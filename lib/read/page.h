/* A web page as lines in reading order, each with what tells body text from furniture. */
#ifndef LIB_PAGE_H
#define LIB_PAGE_H

#include <libxml/tree.h>
#include <quanze/source.h>

G_BEGIN_DECLS

typedef struct {
  QzBlock block;       /* start and end in QzPage.text */
  guint   chars;       /* code points that are not white space */
  guint   link_chars;  /* of them, inside <a> */
  gboolean list;       /* in <li>, <dt>, <dd> */
  gboolean furniture;  /* a button, a notice, a row of links; never dropped between sentences */
  guint    sentence;   /* characters that count as sentences */
} QzPageLine;

/* One element: the lines in it are contiguous. */
typedef struct {
  xmlNode *node;
  guint    first, end;  /* lines */
} QzPageBox;

typedef struct {
  GString *text;
  GArray  *lines;  /* QzPageLine */
  GArray  *boxes;  /* QzPageBox, in the order their elements open */
} QzPage;

/* Walks DOC, which must outlive the page. Scripts, styles, form controls, navigation and
 * hidden elements are passed over; a data table gives a line a row, cells joined by a tab. */
QzPage *qz_page_new (xmlDoc *doc);
void    qz_page_free (QzPage *page);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzPage, qz_page_free)

/* Tells sentences from furniture in every line. */
void qz_page_weigh_lines (QzPage *page);

/* The lines [*FIRST, *END) that hold the document, without navigation, notices and footer
 * around it. The lines are weighed. */
void qz_page_find_body (const QzPage *page, guint *first, guint *end);

/* Whether the lines [FIRST, END) are a directory: titles that lead elsewhere, and no document. */
gboolean qz_page_is_directory (const QzPage *page, guint first, guint end);

/* The line's words without white space, the caller's. */
char *qz_page_line_squeeze (const QzPage *page, const QzPageLine *line);

G_END_DECLS

#endif
