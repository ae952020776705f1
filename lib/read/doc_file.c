#include "config.h"

#include <string.h>

#include "lib/read/doc.h"

/* [MS-DOC] 2.5: offsets in the FIB of Word 97 and later, whose fixed parts never moved. */
#define FIB_IDENT 0xA5EC
#define FIB_FLAGS 0x0A
#define FIB_CCP_TEXT 0x4C
#define FIB_CCP_FOOTNOTES 0x50
#define FIB_CCP_HEADERS 0x54
#define FIB_CCP_COMMENTS 0x5C
#define FIB_CCP_ENDNOTES 0x60
#define FIB_CCP_BOXES 0x64
#define FIB_PAIRS 0x9A
#define FIB_FIRST_97 0xC1

#define FLAG_ENCRYPTED 0x0100
#define FLAG_TABLE1 0x0200

/* Characters of one document; the largest code has some hundred thousand. */
#define MAX_CHARACTERS (16u << 20)
#define MAX_PIECES (1u << 20)

guint8
qz_span_u8 (QzSpan span, gsize at)
{
  return at < span.len ? span.at[at] : 0;
}

guint16
qz_span_u16 (QzSpan span, gsize at)
{
  return qz_span_u8 (span, at) | qz_span_u8 (span, at + 1) << 8;
}

guint32
qz_span_u32 (QzSpan span, gsize at)
{
  return qz_span_u16 (span, at) | (guint32) qz_span_u16 (span, at + 2) << 16;
}

QzSpan
qz_span_part (QzSpan span, gsize at, gsize len)
{
  QzSpan part = { NULL, 0 };
  if (at < span.len)
    {
      part.at = span.at + at;
      part.len = MIN (len, span.len - at);
    }
  return part;
}

QzSpan
qz_doc_table (const QzDoc *doc, guint pair)
{
  guint32 at = qz_span_u32 (doc->main, FIB_PAIRS + 8 * pair);
  guint32 len = qz_span_u32 (doc->main, FIB_PAIRS + 8 * pair + 4);
  return qz_span_part (doc->table, at, len);
}

/* 2.8.35: n + 1 character positions, then n descriptors of 8 bytes. */
static void
read_pieces (QzDoc *doc, QzSpan plc)
{
  guint n = plc.len >= 4 ? MIN ((plc.len - 4) / 12, MAX_PIECES) : 0;
  guint32 last = 0;
  for (guint i = 0; i < n; i++)
    {
      guint32 fc = qz_span_u32 (plc, 4 * (n + 1) + 8 * i + 2);
      QzDocPiece piece = { .cp = qz_span_u32 (plc, 4 * i), .end = qz_span_u32 (plc, 4 * i + 4) };
      piece.narrow = (fc & 0x40000000) != 0;
      piece.fc = piece.narrow ? (fc & 0x3FFFFFFF) / 2 : fc & 0x3FFFFFFF;
      if (piece.cp < last || piece.end <= piece.cp || piece.end > MAX_CHARACTERS)
        continue;
      last = piece.end;
      g_array_append_val (doc->pieces, piece);
    }
}

/* 2.9.38: property runs (1, length, bytes) before the one piece table (2, length, bytes). */
static void
read_clx (QzDoc *doc, QzSpan clx)
{
  gsize at = 0;
  while (at < clx.len && qz_span_u8 (clx, at) == 1)
    at += 3 + qz_span_u16 (clx, at + 1);
  if (qz_span_u8 (clx, at) == 2)
    read_pieces (doc, qz_span_part (clx, at + 5, qz_span_u32 (clx, at + 1)));
}

static gboolean
refuse (GError **error, int code, const char *path, const char *what)
{
  g_set_error (error, QZ_SOURCE_ERROR, code, "%s: 应为 Word 97 及以后的 .doc，%s", path, what);
  return FALSE;
}

gboolean
qz_doc_open (QzDoc *doc, const char *path, QzSpan main, QzSpan table0, QzSpan table1, GError **error)
{
  guint16 flags = qz_span_u16 (main, FIB_FLAGS);
  guint64 boxes;
  *doc = (QzDoc) { .main = main, .table = flags & FLAG_TABLE1 ? table1 : table0 };
  if (qz_span_u16 (main, 2) < FIB_FIRST_97)
    return refuse (error, QZ_SOURCE_ERROR_UNSUPPORTED, path, "实为 Word 95 或更早的文档");
  if (qz_span_u16 (main, 0) != FIB_IDENT)
    return refuse (error, QZ_SOURCE_ERROR_DAMAGED, path, "文件头损坏");
  if (flags & FLAG_ENCRYPTED)
    return refuse (error, QZ_SOURCE_ERROR_UNSUPPORTED, path, "实为加密的文档");

  doc->pieces = g_array_new (FALSE, FALSE, sizeof (QzDocPiece));
  read_clx (doc, qz_doc_table (doc, QZ_DOC_CLX));
  if (doc->pieces->len == 0)
    {
      qz_doc_close (doc);
      return refuse (error, QZ_SOURCE_ERROR_DAMAGED, path, "字符表损坏或被截断");
    }
  doc->n_text = MIN (qz_span_u32 (main, FIB_CCP_TEXT), MAX_CHARACTERS);
  boxes = (guint64) doc->n_text + qz_span_u32 (main, FIB_CCP_FOOTNOTES) + qz_span_u32 (main, FIB_CCP_HEADERS)
          + qz_span_u32 (main, FIB_CCP_COMMENTS) + qz_span_u32 (main, FIB_CCP_ENDNOTES);
  doc->box_start = MIN (boxes, MAX_CHARACTERS);
  doc->box_end = MIN (boxes + qz_span_u32 (main, FIB_CCP_BOXES), MAX_CHARACTERS);
  return TRUE;
}

void
qz_doc_close (QzDoc *doc)
{
  g_clear_pointer (&doc->pieces, g_array_unref);
}

/* 2.9.73: the bytes of a narrow piece that are not Latin-1. */
static guint16
widen (guint8 byte)
{
  static const struct {
    guint8  byte;
    guint16 unit;
  } table[] = {
    { 0x82, 0x201A }, { 0x83, 0x0192 }, { 0x84, 0x201E }, { 0x85, 0x2026 }, { 0x86, 0x2020 }, { 0x87, 0x2021 },
    { 0x88, 0x02C6 }, { 0x89, 0x2030 }, { 0x8A, 0x0160 }, { 0x8B, 0x2039 }, { 0x8C, 0x0152 }, { 0x91, 0x2018 },
    { 0x92, 0x2019 }, { 0x93, 0x201C }, { 0x94, 0x201D }, { 0x95, 0x2022 }, { 0x96, 0x2013 }, { 0x97, 0x2014 },
    { 0x98, 0x02DC }, { 0x99, 0x2122 }, { 0x9A, 0x0161 }, { 0x9B, 0x203A }, { 0x9C, 0x0153 }, { 0x9F, 0x0178 },
  };
  for (guint i = 0; byte >= 0x80 && byte < 0xA0 && i < G_N_ELEMENTS (table); i++)
    if (table[i].byte == byte)
      return table[i].unit;
  return byte;
}

void
qz_doc_characters (const QzDoc *doc, guint32 from, guint32 to, GArray *units, GArray *bytes)
{
  for (guint i = 0; i < doc->pieces->len; i++)
    {
      const QzDocPiece *piece = &g_array_index (doc->pieces, QzDocPiece, i);
      guint32 width = piece->narrow ? 1 : 2;
      guint32 end = MIN (piece->end, to);
      for (guint32 cp = MAX (piece->cp, from); cp < end; cp++)
        {
          gsize at = piece->fc + (gsize) (cp - piece->cp) * width;
          guint32 fc = at;
          guint16 unit;
          if (at + width > doc->main.len)
            break;
          unit = piece->narrow ? widen (doc->main.at[at]) : qz_span_u16 (doc->main, at);
          g_array_append_val (units, unit);
          g_array_append_val (bytes, fc);
        }
    }
}
