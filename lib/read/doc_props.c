#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "lib/read/doc.h"

#define PAGE 512
#define MAX_STYLES 4096
#define MAX_BASES 12
#define MAX_RUNS (4u << 20)

/* Single property modifiers that matter here ([MS-DOC] 2.6). */
enum {
  SPRM_IN_TABLE = 0x2416,
  SPRM_ROW_END = 0x2417,
  SPRM_INNER_CELL = 0x244B,
  SPRM_INNER_ROW_END = 0x244C,
  SPRM_JUSTIFY_80 = 0x2403,
  SPRM_JUSTIFY = 0x2461,
  SPRM_OUTLINE = 0x2640,
  SPRM_LEVEL = 0x260A,
  SPRM_LIST = 0x460B,
  SPRM_DELETED = 0x0800,
  SPRM_HIDDEN = 0x083C,
  SPRM_CHANGE_TABS = 0xC615,
  SPRM_DEFINE_TABLE = 0xD608,
};

typedef struct {
  guint32 fc, end;  /* bytes of the main stream */
  QzSpan  grpprl;
  guint16 style;    /* of a paragraph */
} Run;

typedef struct {
  guint16 base;
  QzSpan  grpprl;
} Style;

struct QzDocProps {
  GArray *paragraphs, *characters;  /* Run, by fc */
  Style  *styles;
  guint   n_styles;
  guint   near;                     /* the run last asked for in characters */
};

/* ---- runs ---- */

/* 2.9.24, 2.9.172: a page of runs; the last byte counts them, then come their ends and an entry each. */
static void
read_page (QzSpan main, guint32 number, gboolean paragraphs, GArray *runs)
{
  QzSpan page = qz_span_part (main, (gsize) number * PAGE, PAGE);
  guint n = qz_span_u8 (page, PAGE - 1);
  guint entry = paragraphs ? 13 : 1;
  if (page.len < PAGE || 4 * (n + 1) + entry * n > PAGE)
    return;
  for (guint i = 0; i < n && runs->len < MAX_RUNS; i++)
    {
      Run run = { .fc = qz_span_u32 (page, 4 * i), .end = qz_span_u32 (page, 4 * i + 4), .style = 0 };
      gsize at = 2 * qz_span_u8 (page, 4 * (n + 1) + entry * i);
      gsize len = qz_span_u8 (page, at);
      if (at > 0 && !paragraphs)
        run.grpprl = qz_span_part (page, at + 1, len);
      else if (at > 0)
        {
          gsize start = len == 0 ? at + 2 : at + 1;
          len = len == 0 ? 2 * qz_span_u8 (page, at + 1) : 2 * len - 1;
          run.style = qz_span_u16 (page, start);
          run.grpprl = len > 2 ? qz_span_part (page, start + 2, len - 2) : run.grpprl;
        }
      if (run.end > run.fc)
        g_array_append_val (runs, run);
    }
}

static int
compare_runs (gconstpointer a, gconstpointer b)
{
  const Run *one = a, *other = b;
  return one->fc < other->fc ? -1 : one->fc > other->fc;
}

/* 2.8.5, 2.8.6: n + 1 ends, then n page numbers. */
static GArray *
read_runs (const QzDoc *doc, guint pair)
{
  GArray *runs = g_array_new (FALSE, FALSE, sizeof (Run));
  QzSpan plc = qz_doc_table (doc, pair);
  guint n = plc.len >= 4 ? (plc.len - 4) / 8 : 0;
  for (guint i = 0; i < n && runs->len < MAX_RUNS; i++)
    read_page (doc->main, qz_span_u32 (plc, 4 * (n + 1) + 4 * i) & 0x3FFFFF, pair == QZ_DOC_PAPX, runs);
  g_array_sort (runs, compare_runs);
  return runs;
}

static const Run *
find_run (const GArray *runs, guint32 fc)
{
  guint low = 0, high = runs->len;
  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      const Run *run = &g_array_index (runs, Run, middle);
      if (run->end <= fc)
        low = middle + 1;
      else
        high = middle;
    }
  const Run *found = low < runs->len ? &g_array_index (runs, Run, low) : NULL;
  return found != NULL && found->fc <= fc ? found : NULL;
}

/* ---- modifiers ---- */

/* Bytes of the operand at AT of modifier SPRM, its own count included. */
static gsize
operand_size (QzSpan grpprl, guint16 sprm, gsize at)
{
  static const guint8 fixed[] = { 1, 1, 2, 4, 2, 2, 0, 3 };
  guint kind = sprm >> 13;
  if (kind != 6)
    return fixed[kind];
  if (sprm == SPRM_DEFINE_TABLE)
    return qz_span_u16 (grpprl, at) + 1;
  if (sprm == SPRM_CHANGE_TABS && qz_span_u8 (grpprl, at) == 255)
    {
      gsize deleted = qz_span_u8 (grpprl, at + 1);
      gsize added = qz_span_u8 (grpprl, at + 2 + 4 * deleted);
      return 3 + 4 * deleted + 3 * added;
    }
  return 1 + qz_span_u8 (grpprl, at);
}

static void
apply (QzDocParagraph *to, guint16 sprm, QzSpan grpprl, gsize at)
{
  guint8 byte = qz_span_u8 (grpprl, at);
  switch (sprm)
    {
    case SPRM_IN_TABLE:
      to->in_table = byte;
      break;
    case SPRM_ROW_END:
      to->row_end = byte;
      break;
    case SPRM_INNER_CELL:
      to->inner_cell = byte;
      break;
    case SPRM_INNER_ROW_END:
      to->inner_row_end = byte;
      break;
    case SPRM_JUSTIFY_80:
    case SPRM_JUSTIFY:
      to->centered = byte == 1;
      break;
    case SPRM_OUTLINE:
      to->outline = byte;
      break;
    case SPRM_LEVEL:
      to->level = byte;
      break;
    case SPRM_LIST:
      to->list = qz_span_u16 (grpprl, at);
      break;
    default:
      break;
    }
}

static void
apply_all (QzDocParagraph *to, QzSpan grpprl)
{
  for (gsize at = 0; at + 2 < grpprl.len;)
    {
      guint16 sprm = qz_span_u16 (grpprl, at);
      apply (to, sprm, grpprl, at + 2);
      at += 2 + operand_size (grpprl, sprm, at + 2);
    }
}

/* ---- styles ---- */

/* 2.9.260: a paragraph style; its first property block is a style number and modifiers. */
static Style
read_style (QzSpan std, guint16 base_size)
{
  Style style = { .base = qz_span_u16 (std, 2) >> 4 };
  gsize name = qz_span_u16 (std, base_size);
  gsize at = base_size + 2 + 2 * name + 2;
  gsize len = qz_span_u16 (std, at);
  if ((qz_span_u16 (std, 2) & 0xF) == 1 && len > 2)
    style.grpprl = qz_span_part (std, at + 4, len - 2);
  return style;
}

static void
read_styles (QzDocProps *props, QzSpan stsh)
{
  gsize head = qz_span_u16 (stsh, 0);
  guint n = MIN (qz_span_u16 (stsh, 2), MAX_STYLES);
  guint16 base_size = qz_span_u16 (stsh, 4);
  gsize at = 2 + head;
  props->styles = g_new0 (Style, n + 1);
  for (guint i = 0; i < n && at < stsh.len; i++)
    {
      gsize len = qz_span_u16 (stsh, at);
      if (len > 0)
        props->styles[i] = read_style (qz_span_part (stsh, at + 2, len), base_size);
      at += 2 + len + (len & 1);
      props->n_styles = i + 1;
    }
}

/* The basic style first, so that what is based on it prevails. */
static void
apply_style (const QzDocProps *props, QzDocParagraph *to, guint16 style, int depth)
{
  if (style >= props->n_styles || depth > MAX_BASES)
    return;
  apply_style (props, to, props->styles[style].base, depth + 1);
  apply_all (to, props->styles[style].grpprl);
}

/* ---- the door ---- */

QzDocProps *
qz_doc_props_new (const QzDoc *doc)
{
  QzDocProps *props = g_new0 (QzDocProps, 1);
  props->paragraphs = read_runs (doc, QZ_DOC_PAPX);
  props->characters = read_runs (doc, QZ_DOC_CHPX);
  read_styles (props, qz_doc_table (doc, QZ_DOC_STSH));
  return props;
}

void
qz_doc_props_free (QzDocProps *props)
{
  if (props == NULL)
    return;
  g_array_unref (props->paragraphs);
  g_array_unref (props->characters);
  g_free (props->styles);
  g_free (props);
}

QzDocParagraph
qz_doc_paragraph (const QzDocProps *props, guint32 fc)
{
  QzDocParagraph found = { .list = -1, .level = -1, .outline = -1, .centered = -1 };
  const Run *run = find_run (props->paragraphs, fc);
  if (run == NULL)
    return found;
  apply_style (props, &found, run->style, 0);
  apply_all (&found, run->grpprl);
  return found;
}

static gboolean
hides (QzSpan grpprl)
{
  for (gsize at = 0; at + 2 < grpprl.len;)
    {
      guint16 sprm = qz_span_u16 (grpprl, at);
      if ((sprm == SPRM_DELETED || sprm == SPRM_HIDDEN) && qz_span_u8 (grpprl, at + 2) == 1)
        return TRUE;
      at += 2 + operand_size (grpprl, sprm, at + 2);
    }
  return FALSE;
}

gboolean
qz_doc_is_hidden (QzDocProps *props, guint32 fc)
{
  const Run *run = props->near < props->characters->len ? &g_array_index (props->characters, Run, props->near) : NULL;
  if (run == NULL || fc < run->fc || fc >= run->end)
    {
      run = find_run (props->characters, fc);
      if (run == NULL)
        return FALSE;
      props->near = run - &g_array_index (props->characters, Run, 0);
    }
  return hides (run->grpprl);
}
