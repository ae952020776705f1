#include "config.h"

#include "lib/cite/address.h"

#include <string.h>

void
cite_address_cut (QzAddress *address, gint depth)
{
  if (depth <= 7)
    address->point = 0;
  if (depth <= 6)
    address->item = 0;
  if (depth <= 5)
    address->paragraph = 0;
  if (depth <= 4) {
    address->article = address->suffix = 0;
    memset (address->heading, 0, sizeof address->heading);
  }
  if (depth <= 3)
    address->section = 0;
  if (depth <= 2)
    address->chapter = 0;
  if (depth <= 1)
    address->subpart = 0;
  if (depth <= 0)
    address->part = 0;
  if (depth < 0)
    address->annex = 0;
}

void
cite_address_set (QzAddress *address, QzLevel level, gint number, gint suffix)
{
  cite_address_cut (address, cite_depth (level));
  switch ((int)level) {
  case QZ_LEVEL_ANNEX:
    address->annex = number;
    break;
  case QZ_LEVEL_PART:
    address->part = number;
    break;
  case QZ_LEVEL_SUBPART:
    address->subpart = number;
    break;
  case QZ_LEVEL_CHAPTER:
    address->chapter = number;
    break;
  case QZ_LEVEL_SECTION:
    address->section = number;
    break;
  case QZ_LEVEL_ARTICLE:
    address->part = address->subpart = address->chapter = address->section = 0;
    address->article = number;
    address->suffix = suffix;
    break;
  case QZ_LEVEL_PARAGRAPH:
    address->paragraph = number;
    break;
  case QZ_LEVEL_ITEM:
    address->item = number;
    break;
  case QZ_LEVEL_POINT:
    address->point = number;
    break;
  default:
    break;
  }
}

gboolean
cite_address_empty (const QzAddress *address)
{
  static const QzAddress none;
  return memcmp (address, &none, sizeof none) == 0;
}

gboolean
cite_address_equal (const QzAddress *a, const QzAddress *b)
{
  return memcmp (a, b, sizeof *a) == 0;
}

gboolean
cite_address_same_article (const QzAddress *a, const QzAddress *b)
{
  return a->annex == b->annex && a->article == b->article && a->suffix == b->suffix && a->heading[0] == b->heading[0];
}

gboolean
cite_address_holds (const QzAddress *a, const QzAddress *b)
{
  QzAddress cut = *b;
  if (cite_address_equal (a, b))
    return TRUE;
  for (gint depth = 7; depth >= 4; depth--) {
    cite_address_cut (&cut, depth);
    if (cite_address_equal (a, &cut))
      return TRUE;
  }
  return FALSE;
}

static gint *
number_of (QzAddress *address, QzLevel level)
{
  switch ((int)level) {
  case QZ_LEVEL_ANNEX:
    return &address->annex;
  case QZ_LEVEL_PART:
    return &address->part;
  case QZ_LEVEL_SUBPART:
    return &address->subpart;
  case QZ_LEVEL_CHAPTER:
    return &address->chapter;
  case QZ_LEVEL_SECTION:
    return &address->section;
  case QZ_LEVEL_ARTICLE:
    return &address->article;
  case QZ_LEVEL_PARAGRAPH:
    return &address->paragraph;
  case QZ_LEVEL_ITEM:
    return &address->item;
  default:
    return &address->point;
  }
}

static void
push (GArray *out, const QzAddress *address)
{
  if (out->len < CITE_TARGETS_MAX)
    g_array_append_val (out, *address);
}

/* What lies between CURRENT, already pushed, and the step that ends the range. */
static void
fill_range (GArray *out, QzAddress current, const CiteStep *to)
{
  cite_address_cut (&current, cite_depth (to->level) + 1);
  gint from = *number_of (&current, to->level);
  if (from <= 0 || to->number - from > CITE_TARGETS_MAX - (gint)out->len - 1)
    return;
  if (to->level == QZ_LEVEL_ARTICLE && from == to->number)
    for (gint suffix = current.suffix + 1; suffix < to->suffix; suffix++) {
      cite_address_set (&current, to->level, from, suffix);
      push (out, &current);
    }
  for (gint n = from + 1; n < to->number; n++) {
    cite_address_set (&current, to->level, n, 0);
    push (out, &current);
  }
}

GArray *
cite_expand (const QzAddress *base, const GArray *steps)
{
  GArray *out = g_array_new (FALSE, FALSE, sizeof (QzAddress));
  QzAddress current = *base;
  for (guint i = 0; i < steps->len; i++) {
    const CiteStep *step = &g_array_index (steps, CiteStep, i);
    if (step->link != CITE_DEEPER)
      push (out, &current);
    if (step->link == CITE_TO)
      fill_range (out, current, step);
    cite_address_set (&current, step->level, step->number, step->suffix);
  }
  push (out, &current);
  return out;
}
