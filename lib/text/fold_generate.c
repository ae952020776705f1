/* Writes lib/text/fold_table.h: what each character of the BMP folds to.
 *
 * Run by make. ICU's transliterator takes 20 ms to open, so it is asked here, once, and never
 * at run time. A character folds to NFKC with case folded, then 繁→简, then to one form of its
 * brackets, quotes, dashes, dots and zeros; over and over until nothing changes, so that the
 * fold of a fold is itself.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/ucnv.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>
#include <unicode/ustring.h>
#include <unicode/utrans.h>

#include "lib/text/fold_class.h"

#define N 0x10000
#define BLOCK 128
#define LONGEST 20   /* U+FDFA folds to 18 */

/* One form for marks that print interchangeably. 〈〉 nest inside 《》 and mean the same; a title
 * cited inside a title is printed with them. 笫 is a misprint of 第 wherever law texts have it. */
static const struct { const char *from; UChar32 to; } variants[] = {
  { "〔［【〖〘﹝", '[' }, { "〕］】〗〙﹞", ']' },
  { "“”„‟「」『』＂″〝〞〟❝❞", '"' }, { "‘’‚‛′❛❜", '\'' },
  { "〈", 0x300a }, { "〉", 0x300b },
  { "‐‑‒–—―−─━﹘⸺⸻﹣", '-' },
  { "〜∼∽", '~' },
  { "•‧∙⋅・･●", 0x00b7 },
  { "∶", ':' },
  { "〇○◯", 0x96f6 },
  { "笫", 0x7b2c },
};

/* Characters of the mainland's own standard that also stand for another one in Taiwan and Hong
 * Kong (著作, 颠覆, 慰藉, 乾隆) stay, but for 於 and 後, which only ever mean 于 and 后; so does
 * 瞭 (瞭望), which that standard of 1980 left out. */
static const struct { UChar32 c; int ours; } exceptions[] = { { 0x65bc, 0 }, { 0x5f8c, 0 }, { 0x77ad, 1 } };

static const UNormalizer2 *normalizer;
static UTransliterator    *simplifier;
static UConverter         *gb2312;
static UChar               results[N][LONGEST];
static int32_t             lengths[N];
static uint8_t             classes[N];

static void
check (UErrorCode status, const char *what)
{
  if (U_SUCCESS (status))
    return;
  fprintf (stderr, "fold_generate: %s: %s\n", what, u_errorName (status));
  exit (1);
}

static int
used_as_is (UChar c)
{
  UErrorCode status = U_ZERO_ERROR;
  char       bytes[8];

  for (size_t i = 0; i < sizeof exceptions / sizeof *exceptions; i++)
    if (exceptions[i].c == c)
      return exceptions[i].ours;
  return ucnv_fromUChars (gb2312, bytes, sizeof bytes, &c, 1, &status) == 2 && U_SUCCESS (status);
}

static UChar
simplified (UChar c)
{
  UErrorCode status = U_ZERO_ERROR;
  UChar      text[8] = { c };
  int32_t    len = 1, limit = 1;

  if (uscript_getScript (c, &status) != USCRIPT_HAN || used_as_is (c))
    return c;
  utrans_transUChars (simplifier, text, &len, 8, 0, &limit, &status);
  check (status, "Traditional-Simplified");
  return len == 1 ? text[0] : c;
}

static UChar
one_form (UChar c)
{
  for (size_t i = 0; i < sizeof variants / sizeof *variants; i++)
    {
      const char *p = variants[i].from;
      for (int32_t at = 0, len = (int32_t) strlen (p); at < len;)
        {
          UChar32 v;
          U8_NEXT (p, at, len, v);
          if (v == c)
            return (UChar) variants[i].to;
        }
    }
  return c;
}

static int32_t
fold_once (const UChar *in, int32_t len, UChar *out)
{
  UErrorCode status = U_ZERO_ERROR;
  UChar      before[LONGEST];

  for (int32_t i = 0; i < len; i++)
    before[i] = one_form (in[i]);
  int32_t n = unorm2_normalize (normalizer, before, len, out, LONGEST, &status);
  check (status, "NFKC_Casefold");
  for (int32_t i = 0; i < n; i++)
    out[i] = one_form (simplified (out[i]));
  return n;
}

static void
fold_char (UChar c)
{
  UChar   now[LONGEST] = { c }, next[LONGEST];
  int32_t len = 1;

  for (int round = 0; round < 4; round++)
    {
      int32_t n = fold_once (now, len, next);
      int     same = n == len && u_memcmp (now, next, n) == 0;
      u_memcpy (now, next, n);
      len = n;
      if (same)
        break;
    }
  if (u_memchr (now, ' ', len) != NULL && c != ' ')
    {
      now[0] = c;   /* U+00A8 and the like would leave a bare accent */
      len = 1;
    }
  u_memcpy (results[c], now, len);
  lengths[c] = len;
}

static int
is_space (UChar32 c)
{
  return c == 0 || u_isUWhiteSpace (c) || c == 0x200b || c == 0x2060 || c == 0xfeff || c == 0x00ad || c == 0x180e || c == 0x3164
         || (c >= 0x200e && c <= 0x200f) || (c >= 0x202a && c <= 0x202e)
         || (c >= 0xe000 && c <= 0xf8ff);   /* private use: blanks of some old font, wherever texts have them */
}

/* Letters and digits of scripts that part words by spaces. */
static int
is_spaced (UChar32 c)
{
  UErrorCode  status = U_ZERO_ERROR;
  UScriptCode script = uscript_getScript (c, &status);

  return u_isalnum (c) && script != USCRIPT_HAN && script != USCRIPT_HIRAGANA && script != USCRIPT_KATAKANA
         && script != USCRIPT_BOPOMOFO && !(c >= 0x3000 && c < 0x3100);
}

static void
classify (UChar c)
{
  uint8_t class = 0;

  if (is_space (c))
    class |= QZ_FOLD_SPACE;
  if (is_spaced (c))
    class |= QZ_FOLD_SPACED;
  if (c >= '0' && c <= '9')
    class |= QZ_FOLD_DIGIT;
  if (lengths[c] != 1)
    class |= QZ_FOLD_LONG;
  if (!is_space (c) && !unorm2_hasBoundaryBefore (normalizer, c))
    class |= QZ_FOLD_JOINS;
  classes[c] = class;
}

/* Two-stage tables: blocks that are the same are stored once. */
static void
write_stages (const char *name, const char *type, const uint16_t *values)
{
  static uint16_t blocks[N / BLOCK][BLOCK];
  unsigned        stage[N / BLOCK], n = 0;

  for (unsigned b = 0; b < N / BLOCK; b++)
    {
      unsigned k = 0;
      while (k < n && memcmp (blocks[k], values + b * BLOCK, sizeof blocks[k]) != 0)
        k++;
      if (k == n)
        memcpy (blocks[n++], values + b * BLOCK, sizeof blocks[k]);
      stage[b] = k;
    }
  printf ("static const guint16 %s_stage[%d] = {", name, N / BLOCK);
  for (unsigned b = 0; b < N / BLOCK; b++)
    printf ("%s%u,", b % 16 == 0 ? "\n" : " ", stage[b]);
  printf ("\n};\nstatic const %s %s_block[%u][%d] = {\n", type, name, n, BLOCK);
  for (unsigned k = 0; k < n; k++)
    {
      printf ("{");
      for (unsigned i = 0; i < BLOCK; i++)
        printf ("%s0x%x,", i % 16 == 0 ? "\n" : " ", blocks[k][i]);
      printf ("\n},\n");
    }
  printf ("};\n");
}

static void
write_long (void)
{
  printf ("typedef struct { guint16 c, len; guint16 to[%d]; } QzFoldLong;\nstatic const QzFoldLong fold_long[] = {\n", LONGEST);
  for (unsigned c = 0; c < N; c++)
    if (classes[c] & QZ_FOLD_LONG)
      {
        printf ("{ 0x%x, %d, { ", c, (int) lengths[c]);
        for (int32_t i = 0; i < lengths[c]; i++)
          printf ("0x%x, ", results[c][i]);
        printf ("0 } },\n");
      }
  printf ("};\n");
}

int
main (void)
{
  static uint16_t deltas[N], flags[N];
  UErrorCode status = U_ZERO_ERROR;
  UChar      id[32];

  normalizer = unorm2_getNFKCCasefoldInstance (&status);
  u_uastrcpy (id, "Traditional-Simplified");
  simplifier = utrans_openU (id, -1, UTRANS_FORWARD, NULL, 0, NULL, &status);
  gb2312 = ucnv_open ("ibm-1383_P110-1999", &status);
  check (status, "ICU data");
  ucnv_setFromUCallBack (gb2312, UCNV_FROM_U_CALLBACK_STOP, NULL, NULL, NULL, &status);
  check (status, "GB 2312");
  for (unsigned c = 0; c < N; c++)
    {
      if (U16_IS_SURROGATE (c))
        results[c][0] = (UChar) c, lengths[c] = 1;
      else
        fold_char ((UChar) c);
      classify ((UChar) c);
      deltas[c] = classes[c] & QZ_FOLD_LONG ? 0 : (uint16_t) (results[c][0] - c);
      flags[c] = classes[c];
    }
  utrans_close (simplifier);
  ucnv_close (gb2312);
  printf ("/* Generated by lib/text/fold_generate.c from ICU %s; do not edit. */\n", U_ICU_VERSION);
  write_stages ("fold_delta", "guint16", deltas);
  write_stages ("fold_class", "guint8", flags);
  write_long ();
  return ferror (stdout) || fclose (stdout) != 0;
}
