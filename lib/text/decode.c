/* Bytes → UTF-8 by content.
 *
 * Order of trust: a byte order mark; strict UTF-8; then each encoding that may fit is
 * tried on the whole text and judged by what comes out, since damaged UTF-8, GBK pages
 * that declare utf-8 and UTF-16 without a mark all look alike to a byte counter.
 */
#include "config.h"

#include <quanze/text.h>

#include <glib/gi18n.h>
#include <string.h>
#include <unicode/ucnv.h>
#include <unicode/ucnv_err.h>
#include <unicode/ucsdet.h>
#include <unicode/utf16.h>
#include <unicode/utf8.h>

/* The 200 commonest characters of law texts: 69% of their Han. Wrongly decoded text has few of them. */
static const char common_han[] =
  "的人第条法行定应和当十民规理以管者有政关业会或部务用门国一设二工机市事员保本三其作生公不建地区主在对责施制经等合产可为处物发位单安府及动"
  "四全院上五依照出资中由构证进方权提实护监级水下通他所并委内家时议查自案品要审任同大体件准成按得期报组违服代交情标表请款营职据共六检年收利"
  "划日立开信告项相重办向织督律分取化程文改与社防供企性计使予例境展明申未七县活决外场能专执学罚运技调备求加道八金元受城批后过反个教";

/* What a decoded text is made of, beyond ASCII. */
typedef struct {
  gsize n;        /* characters beyond ASCII, white space aside */
  gsize han;
  gsize common;   /* Han of common_han, CJK punctuation, full-width forms */
  gsize weird;    /* U+FFFD, private use, unassigned, C1 controls */
} Makeup;

static void
common_bits (guint32 bits[2048])
{
  memset (bits, 0, 2048 * sizeof *bits);
  for (const char *p = common_han; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      bits[c >> 5] |= 1u << (c & 31);
    }
}

static Makeup
makeup_of (const char *text)
{
  Makeup  m = { 0 };
  guint32 bits[2048];

  common_bits (bits);
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c;
      if ((guchar) *p < 0x80 || (c = g_utf8_get_char (p)) == 0xfeff || g_unichar_isspace (c))
        continue;
      m.n++;
      if (c == 0xfffd || (c >= 0x80 && c < 0xa0) || !g_unichar_isdefined (c) || g_unichar_type (c) == G_UNICODE_PRIVATE_USE)
        m.weird++;
      else if (c >= 0x4e00 && c <= 0x9fff)
        {
          m.han++;
          m.common += (bits[c >> 5] >> (c & 31)) & 1;
        }
      else if ((c >= 0x3000 && c <= 0x3020) || (c >= 0xff01 && c <= 0xff5e) || (c >= 0x2014 && c <= 0x2026))
        m.common++;
    }
  return m;
}

/* Chinese as people write it: hardly anything weird, and the common characters at least
 * a tenth (law texts: seven tenths; tables of names: a fifth; mojibake: below one in twenty). */
static gboolean
is_chinese (const Makeup *m)
{
  return m->n > 0 && m->weird <= 1 + m->n / 20 && m->common * 10 >= m->n;
}

/* ---- UTF-8 ---- */

typedef struct {
  gsize two, longer;   /* valid sequences of two bytes, of three or four */
  gsize bad;           /* invalid sequences, one cut off at the end aside */
} Utf8Count;

/* Valid UTF-8 of BYTES; what is not becomes U+FFFD, one for each maximal part of a sequence. */
static char *
repair_utf8 (const guint8 *bytes, gsize len, Utf8Count *count)
{
  GString *out = g_string_sized_new (len + 1);
  Utf8Count n = { 0 };

  for (gsize i = 0; i < len;)
    {
      gsize   start = i;
      UChar32 c;
      U8_NEXT (bytes, i, len, c);
      if (c < 0)
        {
          n.bad += !(i == len && start + 4 > len && bytes[start] >= 0xc2);
          g_string_append (out, "\357\277\275");
          continue;
        }
      n.two += i - start == 2;
      n.longer += i - start > 2;
      if (c == 0)
        g_string_append (out, "\357\277\275");
      else
        g_string_append_len (out, (const char *) bytes + start, (gssize) (i - start));
    }
  *count = n;
  return g_string_free (out, FALSE);
}

/* ---- UTF-16 ---- */

static char *
decode_utf16 (const guint8 *bytes, gsize len, gboolean big)
{
  GString *out = g_string_sized_new (len + len / 2 + 1);

  for (gsize i = 0; i + 1 < len; i += 2)
    {
      gunichar c = big ? (gunichar) (bytes[i] << 8 | bytes[i + 1]) : (gunichar) (bytes[i + 1] << 8 | bytes[i]);
      if (U16_IS_SURROGATE (c))
        {
          gunichar low = 0;
          if (i + 3 < len && U16_IS_SURROGATE_LEAD (c))
            low = big ? (gunichar) (bytes[i + 2] << 8 | bytes[i + 3]) : (gunichar) (bytes[i + 3] << 8 | bytes[i + 2]);
          if (U16_IS_TRAIL (low))
            {
              c = (gunichar) U16_GET_SUPPLEMENTARY (c, low);
              i += 2;
            }
          else
            c = 0xfffd;
        }
      g_string_append_unichar (out, c == 0 ? 0xfffd : c);
    }
  if (len % 2 != 0)
    g_string_append (out, "\357\277\275");
  return g_string_free (out, FALSE);
}

/* Whether BYTES read as UTF-16 of that order are ASCII, Han and CJK punctuation nearly throughout:
 * mostly ASCII, or Han among which the common ones are common (ASCII read so gives rare Han). */
static gboolean
fits_utf16 (const guint8 *bytes, gsize len, gboolean big)
{
  gsize units = MIN (len, (gsize) 1 << 16) / 2, good = 0, ascii = 0;

  for (gsize i = 0; i < units; i++)
    {
      guint c = big ? (guint) (bytes[2 * i] << 8 | bytes[2 * i + 1]) : (guint) (bytes[2 * i + 1] << 8 | bytes[2 * i]);
      gboolean plain = (c >= 0x20 && c < 0x7f) || (c >= 9 && c <= 13);
      ascii += plain;
      good += plain || (c >= 0x4e00 && c <= 0x9fff) || (c >= 0x3000 && c <= 0x303f) || (c >= 0xff00 && c <= 0xffef)
              || (c >= 0x2010 && c <= 0x2030) || c == 0xa0;
    }
  if (units < 2 || good * 20 < units * 19)
    return FALSE;
  if (ascii * 2 >= units)
    return TRUE;
  g_autofree char *sample = decode_utf16 (bytes, units * 2, big);
  Makeup m = makeup_of (sample);
  return is_chinese (&m);
}

/* ---- GB18030 ---- */

/* Valid UTF-8 of BYTES read as GB18030; broken pairs become U+FFFD. NULL without ICU's converter. */
static char *
decode_gb18030 (const guint8 *bytes, gsize len)
{
  UErrorCode status = U_ZERO_ERROR;
  UConverter *gb = ucnv_open ("gb18030", &status), *utf8 = ucnv_open ("UTF-8", &status);
  UChar pivot[4096], *pivot_source = pivot, *pivot_target = pivot;
  GString *out = g_string_sized_new (len + len / 2 + 16);
  const char *in = (const char *) bytes, *end = in + len;
  gboolean first = TRUE;

  ucnv_setToUCallBack (gb, UCNV_TO_U_CALLBACK_SUBSTITUTE, NULL, NULL, NULL, &status);
  while (U_SUCCESS (status) || status == U_BUFFER_OVERFLOW_ERROR)
    {
      char chunk[8192], *target = chunk;
      status = U_ZERO_ERROR;
      ucnv_convertEx (utf8, gb, &target, chunk + sizeof chunk, &in, end, pivot, &pivot_source, &pivot_target,
                      pivot + G_N_ELEMENTS (pivot), first, TRUE, &status);
      first = FALSE;
      g_string_append_len (out, chunk, target - chunk);
      if (status != U_BUFFER_OVERFLOW_ERROR)
        break;
    }
  ucnv_close (gb);
  ucnv_close (utf8);
  if (U_SUCCESS (status))
    return g_string_free (out, FALSE);
  g_string_free (out, TRUE);
  return NULL;
}

static gboolean
hint_is_gb (const char *hint)
{
  static const char *const names[] = { "gb2312", "gbk", "gb18030", "x-gbk", "cp936", "ms936", "windows-936", "euc-cn" };

  for (gsize i = 0; hint != NULL && i < G_N_ELEMENTS (names); i++)
    if (g_ascii_strcasecmp (hint, names[i]) == 0)
      return TRUE;
  return FALSE;
}

/* A few pairs of GB bytes can be valid UTF-8 of two bytes each. Then GB18030 only when the
 * page declares it, or when Chinese comes out and the letters of UTF-8 stand nowhere near ASCII ones. */
static gboolean
two_byte_text_is_gb (const guint8 *bytes, gsize len, const char *hint, const char *gb)
{
  Makeup m = makeup_of (gb);

  if (m.n == 0 || m.weird > 0 || m.han < 2)
    return FALSE;
  if (hint_is_gb (hint))
    return TRUE;
  for (gsize i = 0; i + 1 < len; i++)
    if (g_ascii_isalpha (bytes[i]) != 0 ? bytes[i + 1] >= 0x80 : bytes[i] >= 0x80 && g_ascii_isalpha (bytes[i + 1]))
      return FALSE;
  return m.common * 3 >= m.n;
}

/* ---- judging ---- */

/* The encoding ICU's detector thinks likeliest, for the message; may be NULL. The caller's. */
static char *
likely_name (const guint8 *bytes, gsize len)
{
  UErrorCode status = U_ZERO_ERROR;
  UCharsetDetector *detector = ucsdet_open (&status);
  char *name = NULL;

  ucsdet_setText (detector, (const char *) bytes, (int32_t) MIN (len, (gsize) 1 << 16), &status);
  const UCharsetMatch *match = ucsdet_detect (detector, &status);
  if (U_SUCCESS (status) && match != NULL && ucsdet_getConfidence (match, &status) >= 30)
    name = g_strdup (ucsdet_getName (match, &status));
  ucsdet_close (detector);
  return name;
}

/* Chinese of the mainland that came out of GB18030, not Korean, Japanese or Big5 bytes, which
 * mostly read as GB18030 too: where few of its characters are common ones, ICU's detector says. */
static gboolean
fits_gb (const Makeup *m, const guint8 *bytes, gsize len, const char *hint)
{
  static const char *const others[] = { "EUC-KR", "EUC-JP", "Shift_JIS", "Big5" };

  if (!is_chinese (m))
    return FALSE;
  if (m->common * 4 >= m->n || hint_is_gb (hint))
    return TRUE;
  g_autofree char *name = likely_name (bytes, len);
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    if (g_strcmp0 (name, others[i]) == 0)
      return FALSE;
  return TRUE;
}

static gboolean
has_binary_signature (const guint8 *bytes, gsize len)
{
  static const struct { const char *bytes; gsize len; } signatures[] = {
    { "%PDF-", 5 }, { "PK\003\004", 4 }, { "PK\005\006", 4 }, { "\320\317\021\340\241\261\032\341", 8 },
    { "\211PNG", 4 }, { "\377\330\377", 3 }, { "GIF8", 4 }, { "\037\213", 2 }, { "Rar!", 4 }, { "7z\274\257", 4 },
    { "\177ELF", 4 }, { "SQLite format 3", 16 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (signatures); i++)
    if (len >= signatures[i].len && memcmp (bytes, signatures[i].bytes, signatures[i].len) == 0)
      return TRUE;
  return FALSE;
}

/* Control characters that no text holds, more than one in a hundred. */
static gboolean
has_controls (const guint8 *bytes, gsize len)
{
  gsize controls = 0;

  for (gsize i = 0; i < len; i++)
    controls += bytes[i] < 0x20 && !(bytes[i] >= 9 && bytes[i] <= 13) && bytes[i] != 0x1a && bytes[i] != 0x1b;
  return controls * 100 > len;
}

static char *
refuse (const guint8 *bytes, gsize len, GError **error)
{
  if (has_controls (bytes, len))
    {
      g_set_error_literal (error, QZ_TEXT_ERROR, QZ_TEXT_ERROR_BINARY, _("不是文本：含有大量控制字符"));
      return NULL;
    }
  g_autofree char *name = likely_name (bytes, len);
  if (name != NULL)
    g_set_error (error, QZ_TEXT_ERROR, QZ_TEXT_ERROR_ENCODING,
                 _("文本应为 UTF-8、UTF-16 或 GB18030，这份更像 %s"), name);
  else
    g_set_error_literal (error, QZ_TEXT_ERROR, QZ_TEXT_ERROR_ENCODING,
                         _("文本应为 UTF-8、UTF-16 或 GB18030，这份都不是"));
  return NULL;
}

static char *
found (char *text, const char *name, const char **encoding)
{
  if (encoding != NULL)
    *encoding = name;
  return text;
}

/* Neither marked nor strict UTF-8: try each, keep what reads as text. */
static char *
decode_doubtful (const guint8 *bytes, gsize len, const char *hint, const char **encoding, GError **error)
{
  for (int big = 0; big < 2; big++)
    if (fits_utf16 (bytes, len, big))
      return found (decode_utf16 (bytes, len, big), big ? "UTF-16BE" : "UTF-16LE", encoding);
  if (has_controls (bytes, len))
    return refuse (bytes, len, error);

  Utf8Count count;
  g_autofree char *utf8 = repair_utf8 (bytes, len, &count);
  gsize good = count.two + count.longer;
  /* GB text has hardly any valid sequence of three bytes; damaged UTF-8 has almost only such. */
  if (count.longer > 0 && count.bad * 4 <= good)
    return found (g_steal_pointer (&utf8), "UTF-8", encoding);

  g_autofree char *gb = decode_gb18030 (bytes, len);
  Makeup as_gb = { 0 }, as_utf8 = makeup_of (utf8);
  if (gb != NULL)
    as_gb = makeup_of (gb);
  gboolean gb_fits = fits_gb (&as_gb, bytes, len, hint);
  gboolean utf8_fits = good + count.bad == 0 || is_chinese (&as_utf8);
  if (gb_fits && utf8_fits)
    gb_fits = hint_is_gb (hint) || as_gb.common > as_utf8.common;
  if (gb_fits)
    return found (g_steal_pointer (&gb), "GB18030", encoding);
  if (utf8_fits || count.bad * 1000 <= len)
    return found (g_steal_pointer (&utf8), "UTF-8", encoding);
  if (hint_is_gb (hint) && as_gb.n > 0 && as_gb.weird <= as_gb.n / 20)
    return found (g_steal_pointer (&gb), "GB18030", encoding);
  return refuse (bytes, len, error);
}

/* Strict UTF-8 but for NULs, which it must not have. */
static char *
decode_clear (const guint8 *bytes, gsize len, const char *hint, const char **encoding)
{
  gboolean two_only = FALSE;

  for (gsize i = 0; i < len; i++)
    if (bytes[i] >= 0xe0)
      {
        two_only = FALSE;
        break;
      }
    else if (bytes[i] >= 0xc2)
      two_only = TRUE;
  if (two_only)
    {
      g_autofree char *gb = decode_gb18030 (bytes, len);
      if (gb != NULL && two_byte_text_is_gb (bytes, len, hint, gb))
        return found (g_steal_pointer (&gb), "GB18030", encoding);
    }
  return found (g_strndup ((const char *) bytes, len), "UTF-8", encoding);
}

/* What a byte order mark says, or else content. */
static char *
decode_marked (const guint8 *bytes, gsize len, const char *hint, const char **encoding, GError **error)
{
  if (len >= 4 && (memcmp (bytes, "\377\376\0\0", 4) == 0 || memcmp (bytes, "\0\0\376\377", 4) == 0))
    {
      g_set_error (error, QZ_TEXT_ERROR, QZ_TEXT_ERROR_ENCODING,
                   _("文本应为 UTF-8、UTF-16 或 GB18030，这份更像 %s"), "UTF-32");
      return NULL;
    }
  if (len >= 2 && (memcmp (bytes, "\377\376", 2) == 0 || memcmp (bytes, "\376\377", 2) == 0))
    {
      gboolean big = bytes[0] == 0xfe;
      return found (decode_utf16 (bytes + 2, len - 2, big), big ? "UTF-16BE" : "UTF-16LE", encoding);
    }
  if (len >= 4 && memcmp (bytes, "\204\061\225\063", 4) == 0)
    {
      char *gb = decode_gb18030 (bytes + 4, len - 4);
      return gb != NULL ? found (gb, "GB18030", encoding) : refuse (bytes, len, error);
    }
  if (g_utf8_validate_len ((const char *) bytes, len, NULL))
    return decode_clear (bytes, len, hint, encoding);
  return decode_doubtful (bytes, len, hint, encoding, error);
}

/* LEN less the NULs that pad the end, unless they may be halves of UTF-16 units. */
static gsize
without_padding (const guint8 *bytes, gsize len)
{
  gsize rest = len;

  while (rest > 0 && bytes[rest - 1] == 0)
    rest--;
  if (rest == len || memchr (bytes, 0, rest) != NULL || (len - rest == 1 && fits_utf16 (bytes, len, FALSE)))
    return len;
  return rest;
}

char *
qz_text_decode (const guint8 *bytes, gsize len, const char *hint, const char **encoding, GError **error)
{
  if (len > QZ_TEXT_MAX)
    {
      g_set_error (error, QZ_TEXT_ERROR, QZ_TEXT_ERROR_TOO_LARGE, _("文本 %zu 字节，超过上限 %zu 字节"), len, QZ_TEXT_MAX);
      return NULL;
    }
  if (has_binary_signature (bytes, len))
    {
      g_set_error_literal (error, QZ_TEXT_ERROR, QZ_TEXT_ERROR_BINARY, _("不是文本，而是另一种格式的文件"));
      return NULL;
    }
  if (len >= 3 && memcmp (bytes, "\357\273\277", 3) == 0)
    bytes += 3, len -= 3;
  len = without_padding (bytes, len);
  if (len == 0)
    {
      g_set_error_literal (error, QZ_TEXT_ERROR, QZ_TEXT_ERROR_EMPTY, _("没有内容"));
      return NULL;
    }
  return decode_marked (bytes, len, hint, encoding, error);
}
