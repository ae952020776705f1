/* Paths given on the command line → files to index. */
#ifndef QZ_SCAN_H
#define QZ_SCAN_H

#include <glib.h>

/* One file, or a path that cannot be one. */
typedef struct {
  char   *path;     /* absolute, bytes of the file system */
  char   *shown;    /* as the report names it: as given, valid UTF-8 */
  guint64 size;     /* bytes */
  GError *error;    /* QZ_SOURCE_ERROR: missing, unreadable, not a file; NULL for a file */
} QzFile;
void qz_file_free (QzFile *file);

/* Every regular file under PATHS, each once, sorted by path; hidden ones are left out, folders reached
 * twice (links that loop) are read once. Element type QzFile*, the caller's. */
GPtrArray *qz_scan (char *const *paths);

/* Whether PATH lies in one of PATHS (both made absolute). */
gboolean qz_scan_covers (char *const *paths, const char *path);

/* A path that JSON and a terminal can take: valid UTF-8, the rest as \xHH. The caller's. */
char *qz_scan_shown (const char *path);

#endif
