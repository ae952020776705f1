/* A request target as the client wrote it, /path?name=value&…, taken apart without trusting a byte of it.
 *
 * Decoded once: %252F is the text %2F and never a slash. What is not UTF-8 after decoding, holds a control
 * character or a broken escape, or exceeds a limit below is refused, not repaired.
 */
#ifndef QZ_URI_H
#define QZ_URI_H

#include <glib.h>

#define QZ_URI_MAX 4096 /* bytes of the raw target */
#define QZ_URI_PARAMETERS_MAX 32

#define QZ_URI_ERROR (qz_uri_error_quark ())
GQuark qz_uri_error_quark (void);
typedef enum { QZ_URI_ERROR_TOO_LONG, QZ_URI_ERROR_SYNTAX } QzUriError;

typedef struct {
  char *path;        /* decoded, starts with "/" */
  GPtrArray *names;  /* char*, decoded, in order */
  GPtrArray *values; /* char*, decoded, beside names */
} QzUri;

QzUri *qz_uri_parse (const char *raw, GError **error);
void qz_uri_free (QzUri *target);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzUri, qz_uri_free)

/* The first value of NAME, stripped of white space at both ends; NULL when absent or empty. */
const char *qz_uri_get (const QzUri *target, const char *name);

/* PATH?name=value… with every piece escaped; the pairs end with NULL, pairs with a NULL or empty value are left
 * out. PATH is written as it is. The caller's. */
char *qz_uri_build (const char *path, ...) G_GNUC_NULL_TERMINATED;
/* TARGET's own parameters with NAME set to VALUE (NULL: taken out), "page" taken out unless it is NAME. The caller's.
 */
char *qz_uri_with (const QzUri *target, const char *path, const char *name, const char *value);
/* PREFIX and ID, escaped as one segment of a path. The caller's. */
char *qz_uri_path (const char *prefix, const char *id);

#endif
