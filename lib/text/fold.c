/* The fold: one pass over the text with a generated table (see fold_generate.c), at some
 * 200 MB/s with the map; ICU's normalizer only sees combining marks and characters past the BMP.
 *
 * Invariants:
 *  1. The fold of a fold is itself.
 *  2. A character's fold does not hang on its neighbours, but for white space, combining marks
 *     and (QZ_FOLD_NUMERALS) digits: so a piece of a text that cuts none of them folds to a
 *     piece of the text's fold.
 *  3. White space stays, as one space, only between letters or digits of scripts that part
 *     words by it; never at the ends.
 */
#include "config.h"

#include <quanze/fold.h>
#include <quanze/numeral.h>

#include <string.h>
#include <unicode/unorm2.h>
#include <unicode/utf16.h>
#include <unicode/utf8.h>

#include "lib/text/fold_class.h"
#include "lib/text/fold_table.h"

#define BLOCK_SHIFT 7
#define BLOCK_MASK 127
#define JOINED_MAX 32   /* UTF-16 units of a character with its combining marks; more are folded apart */

typedef struct {
  char    *text;
  guint32 *from, *to;     /* NULL where no map is wanted */
  gsize    len, room;
  gboolean spaced;        /* the last character parts words by spaces */
  gboolean digits;        /* there is one */
  gboolean space;         /* white space since the last character … */
  gsize    space_at;      /* … from here on */
} Out;

static inline guint
class_of (gunichar c)
{
  return c > 0xffff ? 0 : fold_class_block[fold_class_stage[c >> BLOCK_SHIFT]][c & BLOCK_MASK];
}

static inline gunichar
delta_of (gunichar c)
{
  return (guint16) (c + fold_delta_block[fold_delta_stage[c >> BLOCK_SHIFT]][c & BLOCK_MASK]);
}

static void
make_room (Out *out)
{
  out->room += out->room / 2 + 64;
  out->text = g_realloc (out->text, out->room);
  if (out->from != NULL)
    {
      out->from = g_renew (guint32, out->from, out->room);
      out->to = g_renew (guint32, out->to, out->room);
    }
}

static inline void
put_bytes (Out *out, const char *bytes, gsize n, gsize from, gsize to)
{
  if (out->room - out->len < n + 1)
    make_room (out);
  for (gsize i = 0; i < n; i++)
    out->text[out->len + i] = bytes[i];
  if (out->from != NULL)
    for (gsize i = 0; i < n; i++)
      {
        out->from[out->len + i] = (guint32) from;
        out->to[out->len + i] = (guint32) to;
      }
  out->len += n;
}

/* Appends the folded character C of source bytes FROM to TO, and the space owed before it. */
static inline void
put (Out *out, gunichar c, gsize from, gsize to)
{
  guint class = class_of (c);
  char  bytes[4];
  gsize n = 0;

  if (out->space)
    {
      if (out->spaced && (class & QZ_FOLD_SPACED) != 0)
        put_bytes (out, " ", 1, out->space_at, from);
      out->space = FALSE;
    }
  out->spaced = (class & QZ_FOLD_SPACED) != 0;
  out->digits |= (class & QZ_FOLD_DIGIT) != 0;
  U8_APPEND_UNSAFE (bytes, n, c);
  put_bytes (out, bytes, n, from, to);
}

static int
long_order (const void *key, const void *entry)
{
  return *(const gunichar *) key < ((const QzFoldLong *) entry)->c ? -1 : *(const gunichar *) key > ((const QzFoldLong *) entry)->c;
}

/* Appends what the BMP character C becomes. */
static inline void
put_folded (Out *out, gunichar c, guint class, gsize from, gsize to)
{
  if ((class & QZ_FOLD_LONG) == 0)
    {
      put (out, delta_of (c), from, to);
      return;
    }
  const QzFoldLong *entry = bsearch (&c, fold_long, G_N_ELEMENTS (fold_long), sizeof fold_long[0], long_order);
  for (guint i = 0; entry != NULL && i < entry->len;)
    {
      gunichar wide;
      U16_NEXT (entry->to, i, entry->len, wide);
      put (out, wide, from, to);
    }
}

/* Appends a character with its combining marks, or one past the BMP, by way of the normalizer. */
static void
put_joined (Out *out, const UChar *units, gint32 n, gsize from, gsize to)
{
  UErrorCode status = U_ZERO_ERROR;
  const UNormalizer2 *normalizer = unorm2_getNFKCCasefoldInstance (&status);
  UChar  norm[JOINED_MAX * 20];
  gint32 len = unorm2_normalize (normalizer, units, n, norm, G_N_ELEMENTS (norm), &status);

  if (U_FAILURE (status))
    return;
  for (gint32 i = 0; i < len;)
    {
      gunichar c;
      U16_NEXT (norm, i, len, c);
      guint class = class_of (c);
      if (c > 0xffff)
        put (out, c, from, to);
      else if ((class & QZ_FOLD_SPACE) == 0)
        put_folded (out, c, class, from, to);
    }
}

static inline gunichar
next_char (const guint8 *text, gsize len, gsize *at)
{
  gunichar c = text[*at];
  UChar32  wide;

  if (c < 0x80)
    return ++*at, c;
  if (c >= 0xe1 && c < 0xed && len - *at >= 3)   /* valid UTF-8: no need to check the rest */
    {
      c = (c & 0xf) << 12 | (text[*at + 1] & 0x3fu) << 6 | (text[*at + 2] & 0x3fu);
      return *at += 3, c;
    }
  U8_NEXT (text, *at, len, wide);
  return wide < 0 ? 0xfffd : (gunichar) wide;
}

static void
fold_into (Out *out, const char *source, gsize len)
{
  const guint8 *text = (const guint8 *) source;
  gsize at = 0, next = 0;
  gunichar c = len > 0 ? next_char (text, len, &next) : 0;

  while (at < len)
    {
      gsize    from = at, to = next;
      gunichar here = c;
      guint    class = class_of (here);

      at = next;
      if (at < len)
        c = next_char (text, len, &next);
      if ((class & QZ_FOLD_SPACE) != 0)
        {
          if (!out->space)
            out->space = TRUE, out->space_at = from;
          continue;
        }
      if (here <= 0xffff && (class & QZ_FOLD_JOINS) == 0 && (at >= len || (class_of (c) & QZ_FOLD_JOINS) == 0))
        {
          put_folded (out, here, class, from, to);
          continue;
        }
      UChar  units[JOINED_MAX];
      gint32 n = 0;
      /* A mark after white space must not join what stands before it, now or when folded again. */
      if (!(out->space && (class & QZ_FOLD_JOINS) != 0))
        U16_APPEND_UNSAFE (units, n, here);
      while (at < len && n < JOINED_MAX - 2 && (class_of (c) & QZ_FOLD_JOINS) != 0)
        {
          U16_APPEND_UNSAFE (units, n, c);
          to = at = next;
          if (at < len)
            c = next_char (text, len, &next);
        }
      if (n > 0)
        put_joined (out, units, n, from, to);
    }
}

/* ---- numerals ---- */

static gboolean
ends_with (const char *text, gsize len, const char *tail)
{
  gsize n = strlen (tail);
  return len >= n && memcmp (text + len - n, tail, n) == 0;
}

/* Whether the digits of TEXT from START to END number a provision: 第23…, 23条, 120条之1. */
static gboolean
numbers_provision (const char *text, gsize start, gsize end)
{
  static const char *const units[] = { "条", "款", "项", "章", "节", "编", "目" };
  static const char *const before[] = { "第", "条之", "款之", "项之" };

  if (end - start > 4 || text[start] == '0')
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (before); i++)
    if (ends_with (text, start, before[i]))
      return text[end] != '.' || !g_ascii_isdigit (text[end + 1]);
  if (start > 0 && (g_ascii_isalnum (text[start - 1]) || text[start - 1] == '.'))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    if (g_str_has_prefix (text + end, units[i]))
      return TRUE;
  return FALSE;
}

/* Folded digits that number a provision → Chinese numerals. */
static void
fold_numerals (Out *out)
{
  Out new = { .room = out->len + 64 };

  new.text = g_malloc (new.room);
  if (out->from != NULL)
    new.from = g_new (guint32, new.room), new.to = g_new (guint32, new.room);
  for (gsize i = 0; i < out->len;)
    {
      gsize end = i;
      while (end < out->len && g_ascii_isdigit (out->text[end]))
        end++;
      if (end > i && numbers_provision (out->text, i, end))
        {
          g_autofree char *chinese = qz_numeral_format (g_ascii_strtoll (out->text + i, NULL, 10));
          if (new.len > 0 && new.text[new.len - 1] == ' ')
            new.len--;   /* no longer between letters or digits */
          put_bytes (&new, chinese, strlen (chinese), out->from != NULL ? out->from[i] : 0, out->to != NULL ? out->to[end - 1] : 0);
          i = out->text[end] == ' ' ? end + 1 : end;
          continue;
        }
      for (end = MAX (end, i + 1); i < end; i++)
        put_bytes (&new, out->text + i, 1, out->from != NULL ? out->from[i] : 0, out->to != NULL ? out->to[i] : 0);
    }
  g_free (out->text);
  g_free (out->from);
  g_free (out->to);
  *out = new;
}

static void
fold (Out *out, const char *text, gsize len, QzFoldFlags flags, gboolean map)
{
  *out = (Out) { .room = len + 64 };
  out->text = g_malloc (out->room);
  if (map)
    out->from = g_new (guint32, out->room), out->to = g_new (guint32, out->room);
  fold_into (out, text, len);
  out->text[out->len] = '\0';
  if ((flags & QZ_FOLD_NUMERALS) != 0 && out->digits)
    fold_numerals (out);
  out->text[out->len] = '\0';
}

QzFold *
qz_fold_new (const char *text, gssize len, QzFoldFlags flags)
{
  gsize   n = len < 0 ? strlen (text) : (gsize) len;
  QzFold *result = g_new (QzFold, 1);
  Out     out;

  fold (&out, text, n, flags, TRUE);
  out.from[out.len] = out.to[out.len] = (guint32) n;
  *result = (QzFold) { out.text, out.len, out.from, out.to };
  return result;
}

void
qz_fold_free (QzFold *folded)
{
  if (folded == NULL)
    return;
  g_free (folded->text);
  g_free (folded->from);
  g_free (folded->to);
  g_free (folded);
}

char *
qz_fold_text (const char *text, gssize len, QzFoldFlags flags)
{
  Out out;

  fold (&out, text, len < 0 ? strlen (text) : (gsize) len, flags, FALSE);
  return out.text;
}
