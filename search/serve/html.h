/* The only way HTML leaves this program. Text and attribute values are escaped here, always; markup comes from
 * literal element and attribute names of the caller, never from data.
 *
 * Elements are closed in the order they were opened, so a page is well-formed whatever its texts say. Control
 * characters become U+FFFD; overrides of the direction of writing are taken out, for text comes from documents
 * nobody vetted.
 */
#ifndef QZ_HTML_H
#define QZ_HTML_H

#include <glib.h>

typedef struct QzHtml QzHtml;

QzHtml *qz_html_new (void); /* starts with the doctype */
void qz_html_free (QzHtml *html);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzHtml, qz_html_free)
/* Closes what is open, frees HTML. The caller's. */
char *qz_html_finish (QzHtml *html, gsize *len);

/* <ELEMENT name="value"…>; pairs end with NULL. A pair with a NULL value is left out, one with the value "" is
 * the bare name. A void element (input, meta, link, br) is not to be closed. */
void qz_html_open (QzHtml *html, const char *element, ...) G_GNUC_NULL_TERMINATED;
void qz_html_close (QzHtml *html);
void qz_html_text (QzHtml *html, const char *text); /* NULL: nothing */
void qz_html_text_len (QzHtml *html, const char *text, gsize len);
void qz_html_printf (QzHtml *html, const char *format, ...) G_GNUC_PRINTF (2, 3); /* escaped, too */
/* The element with TEXT in it, nothing when TEXT is NULL or empty; attributes as of qz_html_open(). */
void qz_html_element (QzHtml *html, const char *element, const char *text, ...) G_GNUC_NULL_TERMINATED;
/* TEXT as paragraphs, one a line, leading white space left out. */
void qz_html_lines (QzHtml *html, const char *text);

/* TEXT escaped, appended to OUT: what all of the above use. */
void qz_html_escape (GString *out, const char *text, gsize len);

#endif
