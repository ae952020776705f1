/* The readers: bytes of a known kind → a source. source.c finds the kind and calls one of them.
 *
 * All borrow PATH (for messages only) and BYTES, set a QzSourceError on failure, and
 * leave path, format's choice and the emptiness check to source.c. None writes anywhere.
 */
#ifndef LIB_READ_H
#define LIB_READ_H

#include "lib/read/container.h"
#include <quanze/source.h>

G_BEGIN_DECLS

/* TEXT is valid UTF-8 and taken over. */
QzSource *qz_read_text (char *text, gboolean markdown);

/* TEXT holds {"id","name","content"} a line. */
QzSource *qz_read_records (const char *path, const char *text, GError **error);

/* TEXT is a page or a piece of one, decoded already. */
QzSource *qz_read_html (const char *path, const char *text, GError **error);

/* A page in a mail envelope, as browsers save it (.mht). */
QzSource *qz_read_mhtml (const char *path, const guint8 *bytes, gsize len, GError **error);

/* Word 2007 and later; PART is the main document part of the open package. */
QzSource *qz_read_docx (const QzContainer *package, const char *part, GError **error);

/* Word 97 to 2003. */
QzSource *qz_read_doc (const QzContainer *ole, GError **error);

/* PDF, where pdftotext is installed. */
QzSource *qz_read_pdf (const char *path, const guint8 *bytes, gsize len, GError **error);

/* GB/T 33190. */
QzSource *qz_read_ofd (const QzContainer *package, GError **error);

/* Rich Text Format. */
QzSource *qz_read_rtf (const char *path, const guint8 *bytes, gsize len, GError **error);

/* Spreadsheets: the caller owns the array of QzSheet*. */
GPtrArray *qz_read_xls (const char *path, const guint8 *bytes, gsize len, GError **error);
GPtrArray *qz_read_xlsx (const char *path, const guint8 *bytes, gsize len, GError **error);
GPtrArray *qz_read_csv (const char *path, const guint8 *bytes, gsize len, GError **error);

/* quanze.export/1 (see quanze/exchange.h): whether a decoded text is one, and its table. */
gboolean qz_is_exchange_json (const char *text);
gboolean qz_is_exchange_xml (const char *text);
GPtrArray *qz_read_exchange_json (const char *path, const guint8 *bytes, gsize len, GError **error);
GPtrArray *qz_read_exchange_xml (const char *path, const guint8 *bytes, gsize len, GError **error);

G_END_DECLS

#endif
