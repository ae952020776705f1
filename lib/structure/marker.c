#include "config.h"

#include <string.h>

#include <quanze/numeral.h>
#include <quanze/text.h>

#include "lib/structure/marker.h"

/* No law numbers its articles past this; 民法典 ends at 1260. */
#define NUMBER_MAX 9999
/* （2021） is a year, not an item. */
#define LIST_NUMBER_MAX 999

static gboolean
starts (const char *p, const char *end, const char *word)
{
  gsize len = strlen (word);
  return (gsize) (end - p) >= len && memcmp (p, word, len) == 0;
}

/* The length of the word of WORDS (NULL-terminated) that P starts with, else 0. */
static gsize
starts_with_one (const char *p, const char *end, const char *const *words)
{
  for (; *words != NULL; words++)
    if (starts (p, end, *words))
      return strlen (*words);
  return 0;
}

static gsize
skip_space (const char *p, const char *end)
{
  const char *at = p;
  gsize len;

  while (at < end && (len = qz_text_space_span (at)) > 0)
    at += len;
  return (gsize) (MIN (at, end) - p);
}

static const char *const han_numerals[] = { "一", "二", "三", "四", "五", "六", "七", "八", "九", "十",
                                            "百", "千", "零", "〇", "○", NULL };
/* 第三十－条: a dash that stood for 一. */
static const char *const dashes[] = { "－", "—", "―", "-", "─", "━", NULL };

static gsize
digit_span (const char *p, const char *end)
{
  if (p < end && g_ascii_isdigit (*p))
    return 1;
  if (end - p >= 3 && (guchar) p[0] == 0xef && (guchar) p[1] == 0xbc && (guchar) p[2] >= 0x90 && (guchar) p[2] <= 0x99)
    return 3;
  return 0;
}

/* Reads a number of one script at P: HAN or digits. Spaces and dashes inside it are damage,
 * taken only where LOOSE. Returns the bytes read, 0 when there is none. */
static gsize
read_number (const char *p, const char *end, gboolean loose, guint max, guint *number, gboolean *han, gboolean *damaged)
{
  char buffer[64];
  gsize fill = 0, len, space;
  const char *at = p, *stop;
  gint64 value;

  *han = digit_span (p, end) == 0;
  while (at < end && fill + 4 < sizeof buffer) {
    len = *han ? starts_with_one (at, end, han_numerals) : digit_span (at, end);
    if (len > 0) {
      memcpy (buffer + fill, at, len);
      fill += len;
      at += len;
    } else if (loose && fill > 0 && *han && (len = starts_with_one (at, end, dashes)) > 0) {
      memcpy (buffer + fill, "一", strlen ("一"));
      fill += strlen ("一");
      at += len;
      *damaged = TRUE;
    } else if (loose && fill > 0 && (space = skip_space (at, end)) > 0
               && (*han ? starts_with_one (at + space, end, han_numerals) : digit_span (at + space, end)) > 0) {
      at += space;
      *damaged = TRUE;
    } else {
      break;
    }
  }
  buffer[fill] = '\0';
  if (fill == 0 || !qz_numeral_parse (buffer, &stop, &value) || *stop != '\0' || value <= 0 || value > max)
    return 0;
  *number = (guint) value;
  return (gsize) (at - p);
}

/* ---- 第N条 ---- */

static const struct {
  const char *word;
  QzMarkKind  kind;
} units[] = {
  { "条", QZ_MARK_ARTICLE },    { "章", QZ_MARK_CHAPTER }, { "节", QZ_MARK_SECTION }, { "编", QZ_MARK_PART },
  { "分编", QZ_MARK_SUBPART }, { "部分", QZ_MARK_PART },  { "篇", QZ_MARK_PART },
};

/* 笫 and 弟 are misprints of 第. */
static const char *const ordinals[] = { "第", "笫", "弟", NULL };

static void
finish (QzMarker *marker, const char *text, const char *at, const char *end)
{
  marker->num_len = (gsize) (at - text);
  gsize space = skip_space (at, end);
  marker->text_at = marker->num_len + space;
  marker->spaced = space > 0 || at + space >= end;
}

static void
read_suffix (const char **at, const char *end, guint *suffix)
{
  gboolean han, damaged = FALSE;
  gsize len;

  if (!starts (*at, end, "之"))
    return;
  const char *p = *at + strlen ("之");
  if ((len = read_number (p, end, FALSE, 99, suffix, &han, &damaged)) > 0 && han)
    *at = p + len;
  else
    *suffix = 0;
}

static gboolean
read_ordinal (const char *text, const char *end, QzMarker *marker)
{
  gsize len = starts_with_one (text, end, ordinals);
  const char *at = text + len;
  gboolean han;

  if (len == 0)
    return FALSE;
  marker->damaged = !starts (text, end, "第");
  if ((len = skip_space (at, end)) > 0)
    marker->damaged = TRUE;
  at += len;
  if ((len = read_number (at, end, TRUE, NUMBER_MAX, &marker->number, &han, &marker->damaged)) == 0)
    return FALSE;
  at += len;
  if ((len = skip_space (at, end)) > 0)
    marker->damaged = TRUE;
  at += len;
  for (gsize i = 0; i < G_N_ELEMENTS (units); i++) {
    if (!starts (at, end, units[i].word))
      continue;
    marker->kind = units[i].kind;
    at += strlen (units[i].word);
    if (marker->kind == QZ_MARK_ARTICLE)
      read_suffix (&at, end, &marker->suffix);
    finish (marker, text, at, end);
    return TRUE;
  }
  return FALSE;
}

/* ---- （一） and 1. ---- */

static const char *const openings[] = { "（", "(", "〔", "［", "[", NULL };
static const char *const closings[] = { "）", ")", "〕", "］", "]", NULL };
static const char *const stops[] = { "．", ".", "、", "）", ")", NULL };
/* （四）、（五）项, （一）项规定的…, （一）至（三）: mentions. */
static const char *const mentions_behind_paren[]
  = { "、（", "、(", "至（", "至(", "和（", "和(", "或者（", "项规定", "项所", "项、", "项的", "项和", "项或",
      "项至", "项情形", "项行为", "项中", "项第", NULL };

static gboolean
read_paren (const char *text, const char *end, QzMarker *marker)
{
  gsize len = starts_with_one (text, end, openings);
  const char *at = text + len;
  gboolean han;

  if (len == 0)
    return FALSE;
  at += skip_space (at, end);
  if ((len = read_number (at, end, TRUE, LIST_NUMBER_MAX, &marker->number, &han, &marker->damaged)) == 0)
    return FALSE;
  at += len;
  at += skip_space (at, end);
  if ((len = starts_with_one (at, end, closings)) == 0)
    return FALSE;
  at += len;
  if (starts_with_one (at, end, mentions_behind_paren) > 0)
    return FALSE;
  if (starts (at, end, "、"))
    at += strlen ("、");
  marker->kind = han ? QZ_MARK_HAN_PAREN : QZ_MARK_DIGIT_PAREN;
  finish (marker, text, at, end);
  return TRUE;
}

static gboolean
read_plain (const char *text, const char *end, QzMarker *marker)
{
  gboolean han;
  gsize len = read_number (text, end, FALSE, LIST_NUMBER_MAX, &marker->number, &han, &marker->damaged);
  const char *at = text + len, *mark;

  if (len == 0)
    return FALSE;
  if ((len = skip_space (at, end)) > 0 && !starts (at + len, end, "、"))
    return FALSE;
  mark = at += len;
  if ((len = starts_with_one (at, end, stops)) == 0)
    return FALSE;
  at += len;
  if (han && !starts (mark, end, "、") && !starts (mark, end, "．"))
    return FALSE;
  if (!han && !starts (mark, end, "、") && digit_span (at, end) > 0)
    return FALSE;   /* 3.5米 */
  marker->kind = han ? QZ_MARK_HAN
                 : starts (mark, end, "）") || starts (mark, end, ")") ? QZ_MARK_DIGIT_PAREN : QZ_MARK_DIGIT;
  finish (marker, text, at, end);
  return TRUE;
}

/* Characters that are a number and its dress at once. */
static const struct {
  gunichar   first, last;
  QzMarkKind kind;
} enclosed[] = {
  { 0x2460, 0x2473, QZ_MARK_CIRCLED },       /* ① */
  { 0x2474, 0x2487, QZ_MARK_DIGIT_PAREN },   /* ⑴ */
  { 0x2488, 0x249b, QZ_MARK_DIGIT },         /* ⒈ */
  { 0x3220, 0x3229, QZ_MARK_HAN_PAREN },     /* ㈠ */
};

static gboolean
read_enclosed (const char *text, const char *end, QzMarker *marker)
{
  if ((guchar) *text < 0xe2 || (guchar) *text > 0xe3)
    return FALSE;
  gunichar c = g_utf8_get_char (text);
  for (gsize i = 0; i < G_N_ELEMENTS (enclosed); i++) {
    if (c < enclosed[i].first || c > enclosed[i].last)
      continue;
    marker->kind = enclosed[i].kind;
    marker->number = c - enclosed[i].first + 1;
    finish (marker, text, text + 3, end);
    return TRUE;
  }
  return FALSE;
}

static gboolean
read_letter (const char *text, const char *end, QzMarker *marker)
{
  if (!g_ascii_islower (*text) || !(starts (text + 1, end, ")") || starts (text + 1, end, "）")))
    return FALSE;
  marker->kind = QZ_MARK_LETTER;
  marker->number = (guint) (*text - 'a' + 1);
  finish (marker, text, text + 1 + (text[1] == ')' ? 1 : strlen ("）")), end);
  return TRUE;
}

gboolean
qz_marker_read (const char *text, gsize len, QzMarker *marker)
{
  static gboolean (*const readers[]) (const char *, const char *, QzMarker *)
    = { read_ordinal, read_paren, read_plain, read_enclosed, read_letter };

  for (gsize i = 0; len > 0 && i < G_N_ELEMENTS (readers); i++) {
    memset (marker, 0, sizeof *marker);
    if (readers[i](text, text + len, marker))
      return TRUE;
  }
  memset (marker, 0, sizeof *marker);
  return FALSE;
}

gboolean
qz_marker_reads_as_mention (const char *words, gsize len, gboolean spaced)
{
  static const char *const certain[] = { "、", "，", "。", "；", "）", ")", "》", "”", "第", "规定", "所列", NULL };
  static const char *const likely[] = { "和", "及", "以及", "或者", "或", "至", "到", "所", "的", "之", "中",
                                        "“", "修改为", "增加", "删去", NULL };
  return starts_with_one (words, words + len, certain) > 0 || (!spaced && starts_with_one (words, words + len, likely) > 0);
}
