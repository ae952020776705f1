/* A BIFF8 stream written record by record, for tests: what Excel would write, and what it never would. */
#ifndef BIFF_FIXTURE_H
#define BIFF_FIXTURE_H

#include <glib.h>
#include <string.h>

static void
put16 (GByteArray *out, guint value)
{
  guint8 bytes[2] = { value & 0xFF, value >> 8 & 0xFF };

  g_byte_array_append (out, bytes, 2);
}

static void
put32 (GByteArray *out, guint32 value)
{
  put16 (out, value & 0xFFFF);
  put16 (out, value >> 16);
}

static void
put_double (GByteArray *out, double value)
{
  guint64 bits;

  memcpy (&bits, &value, sizeof bits);
  put32 (out, (guint32) bits);
  put32 (out, (guint32) (bits >> 32));
}

/* The characters of a string from FROM, at most N of them, as UTF-16; returns how many there were. */
static guint
put_wide (GByteArray *out, const char *text, guint from, guint n)
{
  glong len;
  g_autofree gunichar2 *wide = g_utf8_to_utf16 (text, -1, NULL, &len, NULL);
  guint end = MIN ((guint) len, from + n);

  for (guint i = from; i < end; i++)
    put16 (out, wide[i]);
  return (guint) len;
}

static guint
wide_length (const char *text)
{
  glong len;
  g_autofree gunichar2 *wide = g_utf8_to_utf16 (text, -1, NULL, &len, NULL);

  (void) wide;
  return (guint) len;
}

static void
record (GByteArray *out, guint type, GByteArray *data)
{
  put16 (out, type);
  put16 (out, data->len);
  g_byte_array_append (out, data->data, data->len);
  g_byte_array_unref (data);
}

static void
record_numbers (GByteArray *out, guint type, const guint16 *numbers, guint n)
{
  GByteArray *data = g_byte_array_new ();

  for (guint i = 0; i < n; i++)
    put16 (data, numbers[i]);
  record (out, type, data);
}

#define RECORD(out, type, ...) \
  record_numbers (out, type, (const guint16[]){ __VA_ARGS__ }, sizeof ((const guint16[]){ __VA_ARGS__ }) / 2)

/* Where the sheet's BOF stands is written into its BOUNDSHEET record afterwards. */
static gsize
bound_sheet (GByteArray *out, const char *name, guint8 hidden)
{
  GByteArray *data = g_byte_array_new ();
  gsize at = out->len + 4;
  guint8 head[2] = { hidden, 0 }, len[2] = { (guint8) wide_length (name), 1 };

  put32 (data, 0);
  g_byte_array_append (data, head, 2);
  g_byte_array_append (data, len, 2);
  put_wide (data, name, 0, G_MAXUINT16);
  record (out, 0x85, data);
  return at;
}

static void
sheet_starts (GByteArray *out, gsize place)
{
  guint32 at = GUINT32_TO_LE ((guint32) out->len);

  memcpy (out->data + place, &at, 4);
  RECORD (out, 0x809, 0x600, 0x10, 0, 0, 0, 0, 0, 0);
}

static void
label_sst (GByteArray *out, guint row, guint column, guint32 index)
{
  RECORD (out, 0xFD, row, column, 0, index & 0xFFFF, index >> 16);
}

/* A shared string table of STRINGS; the second is broken in its middle by a CONTINUE that goes on in wide
 * characters, as long tables are. */
static void
shared_strings (GByteArray *out, const char *const *strings, guint n)
{
  GByteArray *data = g_byte_array_new ();
  guint8 wide = 1;

  put32 (data, n);
  put32 (data, n);
  for (guint i = 0; i < n; i++) {
    guint len = wide_length (strings[i]), half = i == 1 ? len / 2 : len;
    put16 (data, len);
    g_byte_array_append (data, &wide, 1);
    put_wide (data, strings[i], 0, half);
    if (half < len) {
      record (out, i == 1 ? 0xFC : 0x3C, data);
      data = g_byte_array_new ();
      g_byte_array_append (data, &wide, 1);
      put_wide (data, strings[i], half, len - half);
    }
  }
  record (out, n > 1 ? 0x3C : 0xFC, data);
}

static void
formula_text (GByteArray *out, guint row, guint column, const char *text)
{
  GByteArray *data = g_byte_array_new ();
  guint8 wide = 1;

  RECORD (out, 0x06, row, column, 0, 0, 0, 0, 0xFFFF, 0, 0, 0);
  put16 (data, wide_length (text));
  g_byte_array_append (data, &wide, 1);
  put_wide (data, text, 0, G_MAXUINT16);
  record (out, 0x207, data);
}

static void
number_cell (GByteArray *out, guint row, guint column, guint xf, double value)
{
  GByteArray *data = g_byte_array_new ();

  put16 (data, row);
  put16 (data, column);
  put16 (data, xf);
  put_double (data, value);
  record (out, 0x203, data);
}

#endif
