#include "config.h"

#include <string.h>

#include "lib/index/store_head.h"
#include "lib/index/store_units.h"

/* Deeper trees do not come out of the parser; this bounds the recursion all the same. */
#define MAX_DEPTH 32
#define MAX_UNITS 20000   /* of one record; what lies beyond is left out of the head, never of the text */

typedef struct {
  GArray     *units;
  const char *full;
  gsize       cursor;
} Walk;

/* Back over the printed number that stands before the words on their line. */
static gsize
line_start (const char *full, gsize at)
{
  while (at > 0 && full[at - 1] != '\n')
    at--;
  return at;
}

static gsize
walk (Walk *w, const QzProvision *p, guint depth)
{
  guint index = w->units->len;
  QzUnit unit = { .provision = p, .start = w->cursor, .text = w->cursor, .end = w->cursor };

  g_array_append_val (w->units, unit);
  if (p->text != NULL && *p->text != '\0') {
    const char *at = strstr (w->full + w->cursor, p->text);
    if (at != NULL) {
      unit.text = at - w->full;
      unit.start = MAX (line_start (w->full, unit.text), unit.start);
      unit.end = w->cursor = unit.text + strlen (p->text);
    }
  }
  gboolean own = unit.end > unit.start;
  for (guint i = 0; p->children != NULL && depth < MAX_DEPTH && i < p->children->len; i++) {
    guint  first = w->units->len;
    gsize  end = walk (w, g_ptr_array_index (p->children, i), depth + 1);
    QzUnit *child = &g_array_index (w->units, QzUnit, first);
    if (!own && child->end > child->start) {
      unit.start = unit.text = child->start;
      own = TRUE;
    }
    unit.end = MAX (unit.end, end);
  }
  g_array_index (w->units, QzUnit, index) = unit;
  return unit.end;
}

GArray *
qz_units_find (const QzProvision *provision, const char *full)
{
  Walk w = { .units = g_array_new (FALSE, FALSE, sizeof (QzUnit)), .full = full };

  walk (&w, provision, 0);
  return w.units;
}

gboolean
qz_units_locate (const GArray *units, const char *full, const char *source, gsize at, gsize end, gsize *start)
{
  for (guint i = units->len; i-- > 0;) {
    const QzUnit      *unit = &g_array_index (units, QzUnit, i);
    const QzProvision *p = unit->provision;
    if (p->text == NULL || *p->text == '\0' || at < p->text_start || at >= p->end || unit->end <= unit->text)
      continue;
    gsize guess = unit->text + (at - p->text_start), len = end - at;
    if (guess + len <= unit->end && memcmp (full + guess, source + at, len) == 0) {
      *start = guess;
      return TRUE;
    }
    /* joined or cleaned lines: the words themselves tell */
    g_autofree char *words = g_strndup (source + at, len);
    const char *found = strstr (full + unit->text, words);
    if (found != NULL && (gsize) (found - full) + len <= unit->end) {
      *start = found - full;
      return TRUE;
    }
  }
  return FALSE;
}

json_t *
qz_units_head (const GArray *units)
{
  json_t *list = json_array ();

  for (guint i = 1; units != NULL && i < units->len && i < MAX_UNITS; i++) {
    const QzUnit *unit = &g_array_index (units, QzUnit, i);
    json_t *object = json_object ();
    qz_head_string (object, "eid", unit->provision->eid);
    qz_head_string (object, "num", unit->provision->num);
    qz_head_number (object, "start", unit->start);
    qz_head_number (object, "end", unit->end);
    json_array_append_new (list, object);
  }
  return list;
}
