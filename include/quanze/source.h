/* What a reader makes of a file: its text and the blocks in it, or its tables. */
#ifndef QUANZE_SOURCE_H
#define QUANZE_SOURCE_H

#include <glib.h>
#include <quanze/sheet.h>

G_BEGIN_DECLS

#define QZ_SOURCE_ERROR (qz_source_error_quark ())
GQuark qz_source_error_quark (void);
typedef enum {
  QZ_SOURCE_ERROR_MISSING,      /* no such file */
  QZ_SOURCE_ERROR_UNREADABLE,   /* permission, I/O */
  QZ_SOURCE_ERROR_EMPTY,        /* nothing in it */
  QZ_SOURCE_ERROR_UNSUPPORTED,  /* another kind of file; the message names it */
  QZ_SOURCE_ERROR_DAMAGED,      /* of a known kind, but broken; the message says where */
  QZ_SOURCE_ERROR_TOO_LARGE,    /* past a stated ceiling */
} QzSourceError;

typedef enum { QZ_BLOCK_LINE, QZ_BLOCK_HEADING, QZ_BLOCK_TABLE_ROW, QZ_BLOCK_META_END } QzBlockKind;

/* One paragraph or line of the text. */
typedef struct {
  QzBlockKind kind;
  gsize       start, end;  /* bytes in QzSource.text, without line end and outer white space; a Markdown `#` is outside */
  guint       level;       /* of a heading as the format marks it (# = 1, <h2> = 2), else 0 */
  gboolean    centered;    /* the format says so: a title or a heading, perhaps */
} QzBlock;

/* One line of an import file (JSONL). */
typedef struct {
  char *id, *name, *content;
  guint line;              /* from 1 */
} QzImport;

/* Something in a file that was passed over; the rest was read. */
typedef struct {
  const char *code;        /* static: "record-skipped" "damaged-bytes" "part-missing" "mislabelled" … */
  gsize       at;          /* byte in QzSource.text; 0 where text has no such place (record files: the text names the line) */
  char       *text;        /* one line for people */
} QzSourceWarning;

typedef struct {
  char       *path;
  const char
    *format; /* "md" "txt" "html" "docx" "doc" "pdf" "rtf" "ofd" "jsonl" "xls" "xlsx" "csv" "json" "xml": static */
  const char *encoding;    /* of the file's text: static; NULL where it has none */
  char       *text;        /* decoded text; for docx, html …: the extracted text, one block a line; "" for records; never NULL */
  GArray     *blocks;      /* QzBlock, in order; every non-empty line of text is in one */
  GHashTable *meta;        /* char* → char*: what the format itself states: "title", "number", "issuer", "promulgated", "published", "url" */
  GPtrArray  *sheets;      /* QzSheet*, for spreadsheets; NULL otherwise */
  GPtrArray  *imports;     /* QzImport*, for record files; NULL otherwise */
  GPtrArray  *warnings;    /* QzSourceWarning*; empty when nothing was passed over */
} QzSource;

/* No file is read past this size. */
#define QZ_SOURCE_MAX_BYTES ((gsize) 256 << 20)

/* Reads PATH by its content; its name decides only between txt, md and csv.
 * In md, "#" lines and the <!-- INFO END --> line are blocks of their own kind,
 * and a line that begins with a bold marker (**第一条** …) gives a block behind the
 * leading "**"; the text itself is never changed. The error names PATH, what was
 * expected and what was found. */
QzSource *qz_source_read (const char *path, GError **error);

/* The same from memory; PATH is for messages and the txt/md choice. */
QzSource *qz_source_read_bytes (const char *path, const guint8 *bytes, gsize len, GError **error);

void qz_source_free (QzSource *source);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzSource, qz_source_free)

G_END_DECLS

#endif
