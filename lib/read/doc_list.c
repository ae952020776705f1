#include "config.h"

#include "lib/read/doc.h"

/* [MS-OSHARED] 2.2.1.3, in the order of their codes; NULL where Chinese documents have no use for it. */
static const char *const formats[] = {
  [0x00] = "decimal",
  [0x01] = "upperRoman",
  [0x02] = "lowerRoman",
  [0x03] = "upperLetter",
  [0x04] = "lowerLetter",
  [0x0A] = "ideographDigital",
  [0x0B] = "japaneseCounting",
  [0x0E] = "decimalFullWidth",
  [0x11] = "japaneseDigitalTenThousand",
  [0x12] = "decimalEnclosedCircle",
  [0x13] = "decimalFullWidth2",
  [0x16] = "decimalZero",
  [0x17] = "bullet",
  [0x1A] = "decimalEnclosedFullstop",
  [0x1B] = "decimalEnclosedParen",
  [0x1C] = "decimalEnclosedCircleChinese",
  [0x1D] = "decimalEnclosedCircle",
  [0x1E] = "ideographTraditional",
  [0x1F] = "ideographZodiac",
  [0x21] = "taiwaneseCounting",
  [0x22] = "ideographLegalTraditional",
  [0x23] = "taiwaneseCountingThousand",
  [0x24] = "taiwaneseDigital",
  [0x25] = "chineseCounting",
  [0x26] = "chineseLegalSimplified",
  [0x27] = "chineseCountingThousand",
  [0xFF] = "none",
};

#define LSTF_SIZE 28
#define LVLF_SIZE 28
#define LFO_SIZE 16
#define MAX_LISTS 4096
#define MAX_LABEL 64

/* The label with %1 for the number of the first level: in the file such a place holds the level itself. */
static char *
read_pattern (QzSpan span, gsize at, guint n)
{
  GString *out = g_string_new (NULL);
  for (guint i = 0; i < MIN (n, MAX_LABEL); i++)
    {
      guint16 unit = qz_span_u16 (span, at + 2 * i);
      if (unit < QZ_LIST_LEVELS)
        g_string_append_printf (out, "%%%u", unit + 1u);
      else if (unit >= ' ' && (unit < 0xD800 || unit >= 0xE000))
        g_string_append_unichar (out, unit);
    }
  return g_string_free (out, FALSE);
}

/* [MS-DOC] 2.9.150: one level; returns the bytes it takes. */
static gsize
read_level (QzSpan span, gsize at, QzListLevel *level)
{
  guint8 code = qz_span_u8 (span, at + 4), flags = qz_span_u8 (span, at + 5);
  gsize skip = LVLF_SIZE + qz_span_u8 (span, at + 24) + qz_span_u8 (span, at + 25);
  guint n = qz_span_u16 (span, at + skip);
  const char *format = formats[code];
  if (level != NULL && at + skip <= span.len)
    {
      g_free (level->pattern);
      level->defined = TRUE;
      level->format = format != NULL ? format : "decimal";
      level->start = qz_span_u32 (span, at);
      level->arabic = (flags & 0x04) != 0;
      level->restart = flags & 0x08 ? qz_span_u8 (span, at + 26) : -1;
      level->tight = qz_span_u8 (span, at + 15) == 2;
      level->pattern = read_pattern (span, at + skip + 2, n);
    }
  return skip + 2 + 2 * n;
}

/* 2.9.144: outlines; their levels follow behind what the FIB counts as the table's length. */
static void
read_outlines (const QzDoc *doc, QzLists *lists)
{
  QzSpan head = qz_doc_table (doc, QZ_DOC_LST);
  guint n = MIN (qz_span_u16 (head, 0), MAX_LISTS);
  gsize start = head.len > 0 ? (gsize) (head.at - doc->table.at) : doc->table.len;
  gsize at = start + 2 + (gsize) n * LSTF_SIZE;
  for (guint i = 0; i < n; i++)
    {
      gsize lstf = start + 2 + (gsize) i * LSTF_SIZE;
      guint levels = qz_span_u8 (doc->table, lstf + 26) & 1 ? 1 : QZ_LIST_LEVELS;
      QzListLevel *outline = qz_lists_outline (lists, (int) qz_span_u32 (doc->table, lstf));
      for (guint level = 0; level < levels && at < doc->table.len; level++)
        at += read_level (doc->table, at, outline != NULL ? &outline[level] : NULL);
    }
}

/* 2.9.134: what a list changes in one level of its outline. */
static gsize
read_override (QzSpan span, gsize at, QzLists *lists, int id)
{
  guint32 flags = qz_span_u32 (span, at + 4);
  int level = flags & 0xF;
  if (flags & 0x10)
    qz_lists_restart (lists, id, level, qz_span_u32 (span, at));
  if ((flags & 0x20) == 0)
    return 8;
  return 8 + read_level (span, at + 8, qz_lists_override (lists, id, level));
}

QzLists *
qz_doc_lists (const QzDoc *doc)
{
  QzLists *lists = qz_lists_new ();
  QzSpan span = qz_doc_table (doc, QZ_DOC_LFO);
  guint n = MIN (qz_span_u32 (span, 0), MAX_LISTS);
  gsize at = 4 + (gsize) n * LFO_SIZE;
  read_outlines (doc, lists);
  for (guint i = 0; i < n && 4 + (gsize) i * LFO_SIZE < span.len; i++)
    {
      gsize lfo = 4 + (gsize) i * LFO_SIZE;
      guint overrides = qz_span_u8 (span, lfo + 12);
      qz_lists_add (lists, i + 1, (int) qz_span_u32 (span, lfo));
      at += 4;
      for (guint j = 0; j < overrides && at < span.len; j++)
        at += read_override (span, at, lists, i + 1);
    }
  return lists;
}
