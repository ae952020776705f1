/* Frames between the parent and its workers: 4 bytes length (little endian, of the payload), 1 byte type, payload.
 *
 * Parent → worker:  'J' a job (JSON).
 * Worker → parent:  'R' a record (qz_record_to_bytes), 'P' the instrument record of a part,
 *                   'H' the outcome (JSON): ends the job.
 */
#ifndef QZ_PROTOCOL_H
#define QZ_PROTOCOL_H

#include <glib.h>

#define QZ_FRAME_HEAD 5
#define QZ_FRAME_MAX (64u << 20)   /* bytes of one payload; a longer one ends the worker */

enum { QZ_FRAME_JOB = 'J', QZ_FRAME_RECORD = 'R', QZ_FRAME_PART = 'P', QZ_FRAME_OUTCOME = 'H' };

/* Appends a frame to BUFFER. */
void qz_frame_append (GByteArray *buffer, guint8 type, const void *payload, gsize len);

typedef struct {
  guint8        type;
  const guint8 *payload;   /* into the bytes given */
  gsize         len;
} QzFrame;

/* Reads the frame at *AT of the LEN bytes at BYTES and moves *AT behind it.
 * FALSE when no whole frame is there; *BROKEN is then set if none ever can be. */
gboolean qz_frame_next (const guint8 *bytes, gsize len, gsize *at, QzFrame *frame, gboolean *broken);

/* All of LEN bytes, whatever interrupts. FALSE with errno set. */
gboolean qz_write_all (int fd, const void *bytes, gsize len);
/* FALSE at the end of the stream (errno 0) or on error. */
gboolean qz_read_all (int fd, void *bytes, gsize len);

#endif
