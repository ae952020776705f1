/* Bytes of unknown encoding → UTF-8, and positions in UTF-8 text. */
#ifndef QUANZE_TEXT_H
#define QUANZE_TEXT_H

#include <glib.h>

G_BEGIN_DECLS

#define QZ_TEXT_ERROR (qz_text_error_quark ())
GQuark qz_text_error_quark (void);
typedef enum {
  QZ_TEXT_ERROR_BINARY,     /* no text */
  QZ_TEXT_ERROR_EMPTY,      /* no bytes, or nothing but a byte order mark */
  QZ_TEXT_ERROR_ENCODING,   /* text in another encoding; the message names the likely one */
  QZ_TEXT_ERROR_TOO_LARGE   /* past QZ_TEXT_MAX */
} QzTextError;

#define QZ_TEXT_MAX ((gsize) 64 << 20)   /* bytes that qz_text_decode() takes */

/* Decodes LEN bytes: UTF-8, UTF-16 (with or without mark), GB18030, by content.
 * HINT (an encoding a page declares) decides only between candidates that fit; may be NULL.
 * *ENCODING gets a static name ("UTF-8", "UTF-16LE", "UTF-16BE", "GB18030").
 * A byte order mark is dropped. CR LF and lone CR stay as they are. The result is valid
 * UTF-8 without NUL, the caller's. Bytes that fit no encoding: QZ_TEXT_ERROR_BINARY or
 * _ENCODING; a few damaged bytes in an otherwise clear text become U+FFFD, as does a
 * character cut off at the end. *ENCODING is untouched on error. */
char *qz_text_decode (const guint8 *bytes, gsize len, const char *hint, const char **encoding, GError **error);

/* Byte offsets → code point offsets, for output. OFFSETS must ascend; converted in place in one pass. */
void qz_text_to_code_points (const char *text, gsize *offsets, gsize n_offsets);

/* Length in bytes of the white space at TEXT: ASCII, U+00A0, U+3000, U+200B, U+FEFF and the like. */
gsize qz_text_space_span (const char *text);

/* TEXT without leading and trailing white space as above. The caller's. */
char *qz_text_strip_dup (const char *text, gssize len);

G_END_DECLS

#endif
