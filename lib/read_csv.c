#include "config.h"

#include "lib/read.h"

GPtrArray *
qz_read_csv (const char *path, const guint8 *bytes, gsize len, GError **error)
{
  g_set_error (error, QZ_SOURCE_ERROR, QZ_SOURCE_ERROR_UNSUPPORTED, "%s: csv 尚不能读", path);
  return NULL;
}
