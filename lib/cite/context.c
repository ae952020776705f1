#include "config.h"

#include "lib/cite/context.h"

#include <string.h>

void
cite_base_set (CiteBase *base, const char *title, gboolean self, const QzAddress *address)
{
  base->title = title;
  base->self = self;
  g_array_set_size (base->addresses, 0);
  g_array_append_val (base->addresses, *address);
}

const char *
cite_self_title (const CiteContext *a)
{
  return a->instrument != NULL ? a->instrument->title : NULL;
}

void
cite_base_own (const CiteContext *a, CiteBase *base, const QzAddress *address)
{
  if (a->amendment != NULL) {
    cite_base_set (base, cite_amendment_law (a->amendment), FALSE, address);
    base->amended = !a->quoted;
  } else
    cite_base_set (base, cite_self_title (a), a->instrument != NULL, address);
}

void
cite_base_unknown (CiteBase *base)
{
  static const QzAddress none;
  cite_base_set (base, NULL, FALSE, &none);
}

void
cite_base_mark (const CiteMark *mark, const QzAddress *address, CiteBase *base)
{
  cite_base_set (base, mark->title, mark->self, address);
  base->amended = mark->amended;
}

const CiteMark *
cite_mark_at (const CiteContext *a, guint back)
{
  return back < a->marks->len ? &g_array_index (a->marks, CiteMark, a->marks->len - 1 - back) : NULL;
}

gboolean
cite_mark_known (const CiteMark *mark)
{
  return mark->title != NULL || mark->self;
}

gboolean
cite_has_level (const QzAddress *address, QzLevel level)
{
  switch ((int)level) {
  case QZ_LEVEL_ARTICLE:
    return address->article > 0 || address->heading[0] > 0;
  case QZ_LEVEL_PARAGRAPH:
    return address->paragraph > 0;
  case QZ_LEVEL_ITEM:
    return address->item > 0;
  case QZ_LEVEL_POINT:
    return address->point > 0;
  default:
    return TRUE;
  }
}

QzLevel
cite_first_level (const CiteMention *m)
{
  return g_array_index (m->steps, CiteStep, 0).level;
}

/* ---- sentences and frames ---- */

void
cite_count_sentences (CiteContext *a, gsize to)
{
  for (const char *p = a->text + a->read, *stop = a->text + to; p < stop; p = g_utf8_next_char (p))
    if (*p == '\n' || cite_char_in (p, "。！？"))
      a->sentence++;
  a->read = MAX (a->read, to);
}

static gboolean
joins (const char *p, const char *stop)
{
  while (p < stop && cite_char_in (p, "、和或及与者以 ，"))
    p = g_utf8_next_char (p);
  return p >= stop;
}

static const struct {
  CiteFrame frame;
  const char *word;
} frames[] = {
  { CITE_FRAME_APPLIED, "依照" }, { CITE_FRAME_APPLIED, "按照" }, { CITE_FRAME_APPLIED, "根据" },
  { CITE_FRAME_APPLIED, "依据" }, { CITE_FRAME_APPLIED, "适用" }, { CITE_FRAME_APPLIED, "参照" },
  { CITE_FRAME_APPLIED, "援引" }, { CITE_FRAME_APPLIED, "比照" }, { CITE_FRAME_APPLIED, "照" },
  { CITE_FRAME_APPLIED, "按" },   { CITE_FRAME_APPLIED, "依" },   { CITE_FRAME_DEEMED, "认定为" },
  { CITE_FRAME_DEEMED, "属于" },  { CITE_FRAME_DEEMED, "构成" },  { CITE_FRAME_DEEMED, "视为" },
  { CITE_FRAME_DEEMED, "作为" },  { CITE_FRAME_DEEMED, "称为" },  { CITE_FRAME_DEEMED, "是指" },
  { CITE_FRAME_DEEMED, "达到" },  { CITE_FRAME_ACT, "违反" },     { CITE_FRAME_ACT, "违背" },
  { CITE_FRAME_ACT, "有" },       { CITE_FRAME_ACT, "具有" },     { CITE_FRAME_ACT, "实施" },
  { CITE_FRAME_ACT, "未按照" },   { CITE_FRAME_ACT, "未依照" },   { CITE_FRAME_ACT, "不按照" },
  { CITE_FRAME_ACT, "不依照" },   { CITE_FRAME_ACT, "未遵守" },   { CITE_FRAME_ACT, "未履行" },
  { CITE_FRAME_ACT, "不履行" },   { CITE_FRAME_ACT, "不符合" },   { CITE_FRAME_ACT, "不遵守" },
};

CiteFrame
cite_frame_at (const CiteContext *a, gsize start)
{
  CiteFrame frame = CITE_FRAME_PLAIN;
  gsize best = 0;
  const CiteMark *last = a->marks->len > 0 ? &g_array_index (a->marks, CiteMark, a->marks->len - 1) : NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (frames); i++) {
    gsize len = strlen (frames[i].word);
    if (len > best && start >= len && strncmp (a->text + start - len, frames[i].word, len) == 0)
      frame = frames[i].frame, best = len;
  }
  if (best == 0 && last != NULL && last->end <= start && start - last->end < CITE_ADJACENT
      && joins (a->text + last->end, a->text + start))
    return last->frame;
  return frame;
}
