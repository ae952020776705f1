#include "config.h"

#include "lib/registry/biff.h"

#include <string.h>

#define RECORD_CONTINUE 0x003C

enum { STRING_WIDE = 0x01, STRING_PHONETIC = 0x04, STRING_RICH = 0x08 };

static guint16
le16 (const guint8 *p)
{
  return (guint16) (p[0] | p[1] << 8);
}

gboolean
qz_biff_record (const QzBiff *biff, gsize at, QzBiffRecord *record)
{
  guint16 len;

  if (at > biff->len || biff->len - at < 4)
    return FALSE;
  len = le16 (biff->bytes + at + 2);
  if (biff->len - at - 4 < len)
    return FALSE;
  record->type = le16 (biff->bytes + at);
  record->len = len;
  record->data = biff->bytes + at + 4;
  record->next = at + 4 + len;
  return TRUE;
}

void
qz_biff_cursor_init (QzBiffCursor *cursor, const QzBiff *biff, const QzBiffRecord *record)
{
  cursor->biff = biff;
  cursor->record = *record;
  cursor->at = 0;
  cursor->ended = FALSE;
}

/* Steps into the CONTINUE record behind a record that is used up. */
static gboolean
cursor_continue (QzBiffCursor *cursor)
{
  QzBiffRecord next;

  while (!cursor->ended && cursor->at >= cursor->record.len) {
    if (!qz_biff_record (cursor->biff, cursor->record.next, &next) || next.type != RECORD_CONTINUE) {
      cursor->ended = TRUE;
      return FALSE;
    }
    cursor->record = next;
    cursor->at = 0;
  }
  return !cursor->ended;
}

guint8
qz_biff_u8 (QzBiffCursor *cursor)
{
  if (!cursor_continue (cursor))
    return 0;
  return cursor->record.data[cursor->at++];
}

guint16
qz_biff_u16 (QzBiffCursor *cursor)
{
  guint low = qz_biff_u8 (cursor);
  return (guint16) (low | (guint) qz_biff_u8 (cursor) << 8);
}

guint32
qz_biff_u32 (QzBiffCursor *cursor)
{
  guint32 low = qz_biff_u16 (cursor);
  return low | (guint32) qz_biff_u16 (cursor) << 16;
}

void
qz_biff_skip (QzBiffCursor *cursor, gsize n)
{
  while (n && cursor_continue (cursor)) {
    gsize here = MIN (n, (gsize) cursor->record.len - cursor->at);
    cursor->at += here;
    n -= here;
  }
}

/* Appends one UTF-16 unit; *LEAD holds a lead surrogate that waits for its trail. */
static void
append_unit (GString *out, guint16 unit, guint16 *lead)
{
  gboolean trail = unit >= 0xDC00 && unit <= 0xDFFF;

  if (*lead && trail) {
    g_string_append_unichar (out, 0x10000 + ((gunichar) (*lead - 0xD800) << 10) + (unit - 0xDC00));
    *lead = 0;
    return;
  }
  if (*lead || trail)
    g_string_append_unichar (out, 0xFFFD);
  *lead = 0;
  if (unit >= 0xD800 && unit <= 0xDBFF)
    *lead = unit;
  else if (unit && !trail)
    g_string_append_unichar (out, unit);
}

/* \r\n and lone \r → \n, in place. */
static void
mend_line_ends (GString *text)
{
  gsize to = 0;

  for (gsize from = 0; from < text->len; from++) {
    char c = text->str[from];
    if (c == '\r') {
      if (from + 1 < text->len && text->str[from + 1] == '\n')
        continue;
      c = '\n';
    }
    text->str[to++] = c;
  }
  g_string_truncate (text, to);
}

char *
qz_biff_string (QzBiffCursor *cursor, guint n_chars)
{
  guint8 flags = qz_biff_u8 (cursor);
  guint runs = flags & STRING_RICH ? qz_biff_u16 (cursor) : 0;
  guint32 phonetic = flags & STRING_PHONETIC ? qz_biff_u32 (cursor) : 0;
  GString *out = g_string_new (NULL);
  gboolean wide = flags & STRING_WIDE;
  guint16 lead = 0;

  while (n_chars && !cursor->ended) {
    gsize left = cursor->record.len - cursor->at;
    if (left < (wide ? 2u : 1u)) {
      cursor->at = cursor->record.len;
      if (!cursor_continue (cursor))
        break;
      wide = qz_biff_u8 (cursor) & STRING_WIDE;
      continue;
    }
    append_unit (out, wide ? le16 (cursor->record.data + cursor->at) : cursor->record.data[cursor->at], &lead);
    cursor->at += wide ? 2 : 1;
    n_chars--;
  }
  if (lead)
    g_string_append_unichar (out, 0xFFFD);
  qz_biff_skip (cursor, (gsize) runs * 4 + phonetic);
  mend_line_ends (out);
  return g_string_free (out, FALSE);
}

static const char *
codepage_name (guint codepage)
{
  static const struct {
    guint number;
    const char *name;
  } NAMES[] = {
    { 936, "GB18030" },  { 54936, "GB18030" }, { 10008, "GB18030" }, { 950, "BIG5-HKSCS" }, { 10002, "BIG5-HKSCS" },
    { 932, "CP932" },    { 949, "CP949" },     { 1200, "UTF-16LE" }, { 1251, "CP1251" },    { 1252, "CP1252" },
    { 32769, "CP1252" }, { 65001, "UTF-8" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (NAMES); i++)
    if (NAMES[i].number == codepage)
      return NAMES[i].name;
  return "GB18030";
}

char *
qz_biff_bytes_string (QzBiffCursor *cursor, guint n, guint codepage)
{
  GString *raw = g_string_sized_new (n + 1);
  g_autofree char *decoded = NULL;
  gsize len = 0;

  while (n-- && cursor_continue (cursor))
    g_string_append_c (raw, (char) qz_biff_u8 (cursor));
  decoded = g_convert_with_fallback (raw->str, (gssize) raw->len, "UTF-8", codepage_name (codepage), "\xEF\xBF\xBD", NULL,
                                     &len, NULL);
  if (!decoded)
    decoded = g_convert (raw->str, (gssize) raw->len, "UTF-8", "ISO-8859-1", NULL, &len, NULL);
  g_string_truncate (raw, 0);
  for (gsize i = 0; decoded && i < len; i++)
    if (decoded[i])
      g_string_append_c (raw, decoded[i]);
  mend_line_ends (raw);
  if (!g_utf8_validate (raw->str, (gssize) raw->len, NULL)) {
    char *valid = g_utf8_make_valid (raw->str, (gssize) raw->len);
    g_string_free (raw, TRUE);
    return valid;
  }
  return g_string_free (raw, FALSE);
}
