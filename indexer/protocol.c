#include "config.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "indexer/protocol.h"

void
qz_frame_append (GByteArray *buffer, guint8 type, const void *payload, gsize len)
{
  guint32 size = GUINT32_TO_LE ((guint32) len);

  g_assert (len <= QZ_FRAME_MAX);
  g_byte_array_append (buffer, (const guint8 *) &size, sizeof size);
  g_byte_array_append (buffer, &type, 1);
  if (len > 0)
    g_byte_array_append (buffer, payload, len);
}

gboolean
qz_frame_next (const guint8 *bytes, gsize len, gsize *at, QzFrame *frame, gboolean *broken)
{
  guint32 size;

  *broken = FALSE;
  if (len - *at < QZ_FRAME_HEAD)
    return FALSE;
  memcpy (&size, bytes + *at, sizeof size);
  size = GUINT32_FROM_LE (size);
  if (size > QZ_FRAME_MAX) {
    *broken = TRUE;
    return FALSE;
  }
  if (len - *at - QZ_FRAME_HEAD < size)
    return FALSE;
  *frame = (QzFrame){ .type = bytes[*at + sizeof size], .payload = bytes + *at + QZ_FRAME_HEAD, .len = size };
  *at += QZ_FRAME_HEAD + size;
  return TRUE;
}

gboolean
qz_write_all (int fd, const void *bytes, gsize len)
{
  const guint8 *p = bytes;

  while (len > 0) {
    ssize_t n = write (fd, p, len);
    if (n < 0 && errno == EINTR)
      continue;
    if (n <= 0)
      return FALSE;
    p += n;
    len -= n;
  }
  return TRUE;
}

gboolean
qz_read_all (int fd, void *bytes, gsize len)
{
  guint8 *p = bytes;

  while (len > 0) {
    ssize_t n = read (fd, p, len);
    if (n < 0 && errno == EINTR)
      continue;
    if (n == 0)
      errno = 0;
    if (n <= 0)
      return FALSE;
    p += n;
    len -= n;
  }
  return TRUE;
}
