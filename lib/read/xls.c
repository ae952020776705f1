/* Excel 97–2003 (BIFF8), with Excel 5/95 (BIFF5) by its code page. Sources: [MS-XLS] for BIFF8;
 * the OpenOffice.org documentation of the Excel file format for BIFF5.
 *
 * Only what a registry needs is read: texts, numbers as they show, the last value of a
 * formula, merged areas. A workbook that breaks off is refused, not read in part.
 */
#include "config.h"

#include "lib/registry/biff.h"
#include "lib/read/container.h"
#include "lib/read/read.h"
#include "lib/registry/sheet_draft.h"

#include <quanze/locale.h>
#include <string.h>

#define MAX_SHEETS 512
#define MAX_DEPTH 16

enum {
  REC_FORMULA = 0x0006,
  REC_EOF = 0x000A,
  REC_DATEMODE = 0x0022,
  REC_FILEPASS = 0x002F,
  REC_CODEPAGE = 0x0042,
  REC_BOUNDSHEET = 0x0085,
  REC_MULRK = 0x00BD,
  REC_RSTRING = 0x00D6,
  REC_XF = 0x00E0,
  REC_MERGEDCELLS = 0x00E5,
  REC_SST = 0x00FC,
  REC_LABELSST = 0x00FD,
  REC_NUMBER = 0x0203,
  REC_LABEL = 0x0204,
  REC_BOOLERR = 0x0205,
  REC_STRING = 0x0207,
  REC_RK = 0x027E,
  REC_FORMAT = 0x041E,
  REC_BOF = 0x0809,
};

typedef struct {
  char *name;
  guint32 offset;
  gboolean hidden;
} BoundSheet;

typedef struct {
  const char *path;
  QzBiff biff;
  gboolean biff8;
  guint codepage;
  gboolean calendar_1904;
  GPtrArray *strings;  /* char* */
  GHashTable *formats; /* id → char* */
  GArray *xf_formats;  /* guint16 */
  GArray *sheets;      /* BoundSheet */
  GError *error;       /* FILEPASS and the like, found while reading */
} Workbook;

static void
bound_sheet_clear (gpointer sheet)
{
  g_free (((BoundSheet *) sheet)->name);
}

static void
workbook_clear (Workbook *book)
{
  g_ptr_array_unref (book->strings);
  g_hash_table_unref (book->formats);
  g_array_unref (book->xf_formats);
  g_array_unref (book->sheets);
  g_clear_error (&book->error);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Workbook, workbook_clear)

static void
workbook_init (Workbook *book, const char *path)
{
  memset (book, 0, sizeof *book);
  book->path = path;
  book->strings = g_ptr_array_new_with_free_func (g_free);
  book->formats = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  book->xf_formats = g_array_new (FALSE, FALSE, sizeof (guint16));
  book->sheets = g_array_new (FALSE, FALSE, sizeof (BoundSheet));
  g_array_set_clear_func (book->sheets, bound_sheet_clear);
}

/* ---- the workbook's globals ---- */

static char *
read_text (Workbook *book, QzBiffCursor *cursor, guint n)
{
  return book->biff8 ? qz_biff_string (cursor, n) : qz_biff_bytes_string (cursor, n, book->codepage);
}

static void
read_bound_sheet (Workbook *book, QzBiffCursor *cursor)
{
  BoundSheet sheet = { 0 };
  guint8 kind;

  sheet.offset = qz_biff_u32 (cursor);
  sheet.hidden = qz_biff_u8 (cursor) & 3;
  kind = qz_biff_u8 (cursor);
  sheet.name = read_text (book, cursor, qz_biff_u8 (cursor));
  if (kind == 0 && book->sheets->len < MAX_SHEETS)
    g_array_append_val (book->sheets, sheet);
  else
    g_free (sheet.name);
}

static void
read_shared_strings (Workbook *book, QzBiffCursor *cursor)
{
  guint32 unique;

  qz_biff_u32 (cursor);
  unique = qz_biff_u32 (cursor);
  for (guint32 i = 0; i < unique && !cursor->ended; i++) {
    guint n_chars = qz_biff_u16 (cursor);
    if (!cursor->ended)
      g_ptr_array_add (book->strings, qz_biff_string (cursor, n_chars));
  }
}

static void
read_format (Workbook *book, QzBiffCursor *cursor)
{
  guint id = qz_biff_u16 (cursor);
  guint n = book->biff8 ? qz_biff_u16 (cursor) : qz_biff_u8 (cursor);

  g_hash_table_replace (book->formats, GUINT_TO_POINTER (id), read_text (book, cursor, n));
}

static gboolean
read_global (Workbook *book, const QzBiffRecord *record)
{
  QzBiffCursor cursor;
  guint16 format;

  qz_biff_cursor_init (&cursor, &book->biff, record);
  switch (record->type) {
  case REC_FILEPASS:
    g_set_error (&book->error, QZ_SOURCE_ERROR, QZ_SOURCE_ERROR_UNSUPPORTED, _("%s: 工作簿已加密，需先解除密码"), book->path);
    return FALSE;
  case REC_CODEPAGE:
    book->codepage = qz_biff_u16 (&cursor);
    break;
  case REC_DATEMODE:
    book->calendar_1904 = qz_biff_u16 (&cursor) == 1;
    break;
  case REC_BOUNDSHEET:
    read_bound_sheet (book, &cursor);
    break;
  case REC_SST:
    read_shared_strings (book, &cursor);
    break;
  case REC_FORMAT:
    read_format (book, &cursor);
    break;
  case REC_XF:
    qz_biff_u16 (&cursor);
    format = qz_biff_u16 (&cursor);
    g_array_append_val (book->xf_formats, format);
    break;
  default:
    break;
  }
  return TRUE;
}

static gboolean
broken_off (const char *path, gsize at, const char *where, GError **error)
{
  g_set_error (error, QZ_SOURCE_ERROR, QZ_SOURCE_ERROR_DAMAGED, _("%s: 工作簿残缺，%s在第 %lu 字节处中断"), path, where,
               (gulong) at);
  return FALSE;
}

static gboolean
read_bof (Workbook *book, GError **error)
{
  QzBiffRecord record;
  guint version;

  if (!qz_biff_record (&book->biff, 0, &record))
    return broken_off (book->path, 0, _("文件头"), error);
  version = record.len >= 2 ? record.data[0] | record.data[1] << 8 : 0;
  if (record.type != REC_BOF || (version != 0x0600 && version != 0x0500)) {
    g_set_error (error, QZ_SOURCE_ERROR, QZ_SOURCE_ERROR_UNSUPPORTED,
                 _("%s: 不支持的 Excel 版本（记录 0x%04X，版本 0x%04X），应为 Excel 5.0 及以上"), book->path, record.type,
                 version);
    return FALSE;
  }
  book->biff8 = version == 0x0600;
  return TRUE;
}

static gboolean
read_globals (Workbook *book, GError **error)
{
  QzBiffRecord record;

  if (!read_bof (book, error))
    return FALSE;
  for (gsize at = 0;; at = record.next) {
    if (!qz_biff_record (&book->biff, at, &record))
      return broken_off (book->path, at, _("工作簿目录"), error);
    if (record.type == REC_EOF)
      return TRUE;
    if (!read_global (book, &record)) {
      g_propagate_error (error, g_steal_pointer (&book->error));
      return FALSE;
    }
  }
}

/* ---- cells ---- */

static void
put_number (Workbook *book, QzSheetDraft *draft, guint row, guint column, guint xf, double number)
{
  guint id = xf < book->xf_formats->len ? g_array_index (book->xf_formats, guint16, xf) : 0;
  const char *format = g_hash_table_lookup (book->formats, GUINT_TO_POINTER (id));
  g_autofree char *text = qz_sheet_number_text (number, format, id, book->calendar_1904);

  qz_sheet_draft_set (draft, row, column, text);
}

static double
le_double (const guint8 *p)
{
  guint64 bits;
  double number;

  memcpy (&bits, p, sizeof bits);
  bits = GUINT64_FROM_LE (bits);
  memcpy (&number, &bits, sizeof number);
  return number;
}

/* An RK number: 30 bits of an integer or of a double's top, perhaps times 100. */
static double
rk_number (guint32 rk)
{
  double number;

  if (rk & 2) {
    number = (gint32) rk >> 2;
  } else {
    guint64 bits = (guint64) (rk & ~3u) << 32;
    memcpy (&number, &bits, sizeof number);
  }
  return rk & 1 ? number / 100 : number;
}

static const char *
error_text (guint8 code)
{
  switch (code) {
  case 0x00:
    return "#NULL!";
  case 0x07:
    return "#DIV/0!";
  case 0x0F:
    return "#VALUE!";
  case 0x17:
    return "#REF!";
  case 0x1D:
    return "#NAME?";
  case 0x24:
    return "#NUM!";
  default:
    return "#N/A";
  }
}

typedef struct {
  guint row, column;
  gboolean waiting; /* a formula whose text is in the STRING record to come */
} PendingText;

static void
read_formula (Workbook *book, QzSheetDraft *draft, const QzBiffRecord *record, guint row, guint column, guint xf,
              PendingText *pending)
{
  const guint8 *result = record->data + 6;

  if (record->len < 14)
    return;
  if (result[6] != 0xFF || result[7] != 0xFF) {
    put_number (book, draft, row, column, xf, le_double (result));
    return;
  }
  if (result[0] == 0)
    *pending = (PendingText){ row, column, TRUE };
  else if (result[0] == 1)
    qz_sheet_draft_set (draft, row, column, result[2] ? "TRUE" : "FALSE");
  else if (result[0] == 2)
    qz_sheet_draft_set (draft, row, column, error_text (result[2]));
}

static void
read_merges (QzSheetDraft *draft, QzBiffCursor *cursor)
{
  guint n = qz_biff_u16 (cursor);

  while (n-- && !cursor->ended) {
    guint first_row = qz_biff_u16 (cursor), last_row = qz_biff_u16 (cursor);
    guint first_column = qz_biff_u16 (cursor), last_column = qz_biff_u16 (cursor);
    if (!cursor->ended && first_row <= last_row && first_column <= last_column)
      qz_sheet_draft_merge (draft, first_row, first_column, last_row - first_row + 1, last_column - first_column + 1);
  }
}

static void
read_mulrk (Workbook *book, QzSheetDraft *draft, QzBiffCursor *cursor, guint row, guint column, guint len)
{
  for (guint i = 0; 6 * i + 12 <= len; i++) {
    guint xf = qz_biff_u16 (cursor);
    put_number (book, draft, row, column + i, xf, rk_number (qz_biff_u32 (cursor)));
  }
}

static void
read_cell_text (Workbook *book, QzSheetDraft *draft, QzBiffCursor *cursor, guint row, guint column)
{
  guint n = qz_biff_u16 (cursor);
  g_autofree char *text = read_text (book, cursor, n);

  qz_sheet_draft_set (draft, row, column, text);
}

/* Cell records all start row, column, format. */
static void
read_cell (Workbook *book, QzSheetDraft *draft, const QzBiffRecord *record, PendingText *pending)
{
  QzBiffCursor cursor;
  guint row, column, xf;
  guint32 index;

  qz_biff_cursor_init (&cursor, &book->biff, record);
  row = qz_biff_u16 (&cursor);
  column = qz_biff_u16 (&cursor);
  if (record->type == REC_MULRK) {
    read_mulrk (book, draft, &cursor, row, column, record->len);
    return;
  }
  xf = qz_biff_u16 (&cursor);
  switch (record->type) {
  case REC_LABELSST:
    index = qz_biff_u32 (&cursor);
    if (!cursor.ended && index < book->strings->len)
      qz_sheet_draft_set (draft, row, column, g_ptr_array_index (book->strings, index));
    break;
  case REC_LABEL:
  case REC_RSTRING:
    read_cell_text (book, draft, &cursor, row, column);
    break;
  case REC_NUMBER:
    if (record->len >= 14)
      put_number (book, draft, row, column, xf, le_double (record->data + 6));
    break;
  case REC_RK:
    if (record->len >= 10)
      put_number (book, draft, row, column, xf, rk_number (qz_biff_u32 (&cursor)));
    break;
  case REC_BOOLERR:
    if (record->len >= 8)
      qz_sheet_draft_set (draft, row, column,
                          record->data[7] ? error_text (record->data[6]) : record->data[6] ? "TRUE" : "FALSE");
    break;
  case REC_FORMULA:
    read_formula (book, draft, record, row, column, xf, pending);
    break;
  default:
    break;
  }
}

static void
read_sheet_record (Workbook *book, QzSheetDraft *draft, const QzBiffRecord *record, PendingText *pending)
{
  QzBiffCursor cursor;

  switch (record->type) {
  case REC_MERGEDCELLS:
    qz_biff_cursor_init (&cursor, &book->biff, record);
    read_merges (draft, &cursor);
    break;
  case REC_STRING:
    qz_biff_cursor_init (&cursor, &book->biff, record);
    if (pending->waiting)
      read_cell_text (book, draft, &cursor, pending->row, pending->column);
    pending->waiting = FALSE;
    break;
  case REC_LABELSST:
  case REC_LABEL:
  case REC_RSTRING:
  case REC_NUMBER:
  case REC_RK:
  case REC_MULRK:
  case REC_BOOLERR:
  case REC_FORMULA:
    pending->waiting = FALSE;
    if (record->len >= 6)
      read_cell (book, draft, record, pending);
    break;
  default:
    break;
  }
}

/* Charts lie inside a sheet as substreams of their own: BOF … EOF. */
static QzSheet *
read_sheet (Workbook *book, const BoundSheet *bound, GError **error)
{
  g_autoptr (QzSheetDraft) draft = qz_sheet_draft_new (bound->name);
  PendingText pending = { 0 };
  QzBiffRecord record;
  QzSheet *sheet;
  guint depth = 0;
  gsize at = bound->offset;

  if (!qz_biff_record (&book->biff, at, &record) || record.type != REC_BOF) {
    broken_off (book->path, at, bound->name, error);
    return NULL;
  }
  for (;; at = record.next) {
    if (!qz_biff_record (&book->biff, at, &record)) {
      broken_off (book->path, at, bound->name, error);
      return NULL;
    }
    if (record.type == REC_BOF && ++depth > MAX_DEPTH)
      break;
    if (record.type == REC_EOF && --depth == 0)
      break;
    if (depth == 1)
      read_sheet_record (book, draft, &record, &pending);
    if (qz_sheet_draft_full (draft))
      break;
  }
  sheet = qz_sheet_draft_finish (draft, book->path, error);
  if (sheet)
    sheet->hidden = bound->hidden;
  return sheet;
}

static GPtrArray *
read_sheets (Workbook *book, GError **error)
{
  g_autoptr (GPtrArray) sheets = g_ptr_array_new_with_free_func ((GDestroyNotify) qz_sheet_free);
  g_autoptr (GHashTable) offsets = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < book->sheets->len; i++) {
    const BoundSheet *bound = &g_array_index (book->sheets, BoundSheet, i);
    QzSheet *sheet;

    if (!g_hash_table_add (offsets, GUINT_TO_POINTER (bound->offset)))
      continue;
    sheet = read_sheet (book, bound, error);
    if (!sheet)
      return NULL;
    g_ptr_array_add (sheets, sheet);
  }
  return g_steal_pointer (&sheets);
}

/* ---- the container ---- */

/* The Workbook stream of an OLE file, or BYTES themselves where a bare stream was saved. */
static GBytes *
workbook_stream (const char *path, const guint8 *bytes, gsize len, GError **error)
{
  g_autoptr (QzContainer) ole = NULL;
  g_autoptr (GError) reason = NULL;
  GBytes *stream;

  if (len >= 4 && bytes[0] == 0x09 && bytes[1] <= 0x08)
    return g_bytes_new_static (bytes, len);
  ole = qz_container_open_ole (path, bytes, len, error);
  if (!ole)
    return NULL;
  stream = qz_container_part (ole, "Workbook", &reason);
  if (!stream && !reason)
    stream = qz_container_part (ole, "Book", &reason);
  if (stream)
    return stream;
  if (reason)
    g_propagate_error (error, g_steal_pointer (&reason));
  else if (qz_container_has (ole, "EncryptedPackage"))
    g_set_error (error, QZ_SOURCE_ERROR, QZ_SOURCE_ERROR_UNSUPPORTED, _("%s: 工作簿已加密，需先解除密码"), path);
  else
    g_set_error (error, QZ_SOURCE_ERROR, QZ_SOURCE_ERROR_UNSUPPORTED, _("%s: 复合文档中没有工作簿（Workbook 流）"), path);
  return NULL;
}

GPtrArray *
qz_read_xls (const char *path, const guint8 *bytes, gsize len, GError **error)
{
  g_auto (Workbook) book;
  g_autoptr (GBytes) stream = NULL;

  workbook_init (&book, path);
  stream = workbook_stream (path, bytes, len, error);
  if (!stream)
    return NULL;
  book.biff.bytes = g_bytes_get_data (stream, &book.biff.len);
  if (!read_globals (&book, error))
    return NULL;
  return read_sheets (&book, error);
}
