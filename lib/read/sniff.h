/* What kind of file some bytes are, found from the bytes. */
#ifndef LIB_SNIFF_H
#define LIB_SNIFF_H

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  QZ_KIND_OTHER,  /* known by its mark, and not for us: see NAME */
  QZ_KIND_TEXT,   /* no mark: text of some sort, or noise */
  QZ_KIND_ZIP,
  QZ_KIND_OLE,
  QZ_KIND_PDF,
  QZ_KIND_RTF,
  QZ_KIND_BIFF    /* a bare worksheet stream of Excel 2 to 5 */
} QzKind;

/* *NAME is a static Chinese name of the kind, for messages. */
QzKind qz_sniff_bytes (const guint8 *bytes, gsize len, const char **name);

typedef enum { QZ_TEXT_PLAIN, QZ_TEXT_HTML, QZ_TEXT_XML, QZ_TEXT_JSON, QZ_TEXT_MHTML } QzTextKind;

/* What a decoded text is, from its beginning. JSON: begins with { or [. */
QzTextKind qz_sniff_text (const char *text);

/* The encoding that a page's <meta> or an XML declaration names among its first bytes. The caller's; NULL. */
char *qz_sniff_charset (const guint8 *bytes, gsize len);

G_END_DECLS

#endif
