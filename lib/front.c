#include "config.h"

#include <string.h>

#include <quanze/text.h>

#include "lib/front.h"
#include "lib/line.h"

static const QzBlock *
block_at (const QzSource *source, guint i)
{
  return &g_array_index (source->blocks, QzBlock, i);
}

static guint
find_meta_end (const QzSource *source)
{
  for (guint i = 0; i < source->blocks->len; i++)
    if (block_at (source, i)->kind == QZ_BLOCK_META_END)
      return i;
  return G_MAXUINT;
}

guint
qz_front_read (QzInstrument *instrument, const QzSource *source)
{
  guint end = find_meta_end (source), i = 0;
  const char *title = g_hash_table_lookup (source->meta, "title");

  if (source->blocks->len > 0) {
    const QzBlock *first = block_at (source, 0);
    instrument->title = g_strndup (source->text + first->start, first->end - first->start);
    i = 1;
  } else {
    instrument->title = g_strdup (title != NULL ? title : "");
  }
  if (end == G_MAXUINT)
    return i;
  for (; i < end; i++) {
    const QzBlock *block = block_at (source, i);
    g_ptr_array_add (instrument->front, g_strndup (source->text + block->start, block->end - block->start));
  }
  return end + 1;
}

void
qz_front_date (QzInstrument *instrument, const QzSource *source)
{
  for (guint i = 0; i < instrument->front->len; i++) {
    const char *end;
    QzDate date;
    if (qz_date_parse_printed (instrument->front->pdata[i], &end, &date) && strstr (end, "施行") == NULL) {
      instrument->version = MAX (instrument->version, date);
      g_array_append_val (instrument->dates, date);
    }
  }
  instrument->promulgated = instrument->dates->len > 0 ? g_array_index (instrument->dates, QzDate, 0) : 0;
}
