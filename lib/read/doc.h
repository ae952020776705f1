/* Word 97 to 2003 binary documents ([MS-DOC]): characters, properties, lists.
 *
 * Every offset in the file is checked against the stream it points into; what points
 * outside is left out, never followed.
 */
#ifndef LIB_DOC_H
#define LIB_DOC_H

#include <quanze/source.h>

#include "lib/read/lists.h"

G_BEGIN_DECLS

/* Bytes of a stream or a part of one; borrowed. */
typedef struct {
  const guint8 *at;
  gsize         len;
} QzSpan;

guint8  qz_span_u8 (QzSpan span, gsize at);    /* 0 outside */
guint16 qz_span_u16 (QzSpan span, gsize at);
guint32 qz_span_u32 (QzSpan span, gsize at);
/* [AT, AT + LEN) of SPAN, cut to what is there. */
QzSpan  qz_span_part (QzSpan span, gsize at, gsize len);

/* Pairs of offset and length in the FIB, by their index in FibRgFcLcb97. */
enum { QZ_DOC_STSH = 1, QZ_DOC_CHPX = 12, QZ_DOC_PAPX = 13, QZ_DOC_CLX = 33, QZ_DOC_LST = 73, QZ_DOC_LFO = 74 };

typedef struct {
  guint32  cp, end;    /* characters */
  guint32  fc;         /* their first byte in the main stream */
  gboolean narrow;     /* one byte a character, else UTF-16LE */
} QzDocPiece;

typedef struct {
  QzSpan  main, table;
  GArray *pieces;                /* QzDocPiece, in the order of cp */
  guint32 n_text;                /* characters of the body, from 0 */
  guint32 box_start, box_end;    /* characters of the text boxes */
} QzDoc;

/* Where a pair of the FIB points in the table stream; empty when nowhere. */
QzSpan qz_doc_table (const QzDoc *doc, guint pair);

/* Reads the FIB and the piece table. MAIN and TABLE1, TABLE0 are the streams, any may be empty. */
gboolean qz_doc_open (QzDoc *doc, const char *path, QzSpan main, QzSpan table0, QzSpan table1, GError **error);
void     qz_doc_close (QzDoc *doc);

/* Character units (UTF-16) [FROM, TO) and the byte each comes from; both arrays are the caller's. */
void qz_doc_characters (const QzDoc *doc, guint32 from, guint32 to, GArray *units, GArray *bytes);

/* ---- properties ---- */

typedef struct {
  int      list, level;   /* ilfo from 1, 0 none; -1 unsaid */
  int      outline, centered;
  gboolean in_table, row_end;
  gboolean inner_cell, inner_row_end;
} QzDocParagraph;

typedef struct QzDocProps QzDocProps;

QzDocProps    *qz_doc_props_new (const QzDoc *doc);
void           qz_doc_props_free (QzDocProps *props);
/* Properties of the paragraph whose mark comes from byte FC. */
QzDocParagraph qz_doc_paragraph (const QzDocProps *props, guint32 fc);
/* Whether the character from byte FC is deleted or hidden. Fast when FC ascends. */
gboolean       qz_doc_is_hidden (QzDocProps *props, guint32 fc);

/* The lists of DOC: list numbers are those of QzDocParagraph.list. */
QzLists *qz_doc_lists (const QzDoc *doc);

G_END_DECLS

#endif
