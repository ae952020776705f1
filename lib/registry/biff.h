/* Records of a BIFF stream ([MS-XLS] 2.1.4): type, length, bytes; long ones go on in CONTINUE records. */
#ifndef QZ_BIFF_H
#define QZ_BIFF_H

#include <glib.h>

G_BEGIN_DECLS

typedef struct {
  const guint8 *bytes; /* borrowed */
  gsize len;
} QzBiff;

typedef struct {
  guint16 type;
  guint16 len;
  const guint8 *data;
  gsize next; /* where the record behind it starts */
} QzBiffRecord;

/* The record at AT. FALSE when none begins there or it reaches past the end of the stream. */
gboolean qz_biff_record (const QzBiff *biff, gsize at, QzBiffRecord *record);

/* A place in a record and its CONTINUE records; reading past the end sets `ended` and gives 0. */
typedef struct {
  const QzBiff *biff;
  QzBiffRecord record;
  gsize at; /* in record.data */
  gboolean ended;
} QzBiffCursor;

void qz_biff_cursor_init (QzBiffCursor *cursor, const QzBiff *biff, const QzBiffRecord *record);
guint8 qz_biff_u8 (QzBiffCursor *cursor);
guint16 qz_biff_u16 (QzBiffCursor *cursor);
guint32 qz_biff_u32 (QzBiffCursor *cursor);
void qz_biff_skip (QzBiffCursor *cursor, gsize n);

/* A BIFF8 string ([MS-XLS] 2.5.293): flags, characters (of which a CONTINUE may change the width), formatting runs.
 * N_CHARS has been read by the caller (it is one byte in some records, two in others).
 * UTF-8 without NUL, unpaired surrogates as U+FFFD, line ends as \n; the caller's. */
char *qz_biff_string (QzBiffCursor *cursor, guint n_chars);

/* N bytes in CODEPAGE (BIFF5), as UTF-8 under the same promises. */
char *qz_biff_bytes_string (QzBiffCursor *cursor, guint n, guint codepage);

G_END_DECLS

#endif
