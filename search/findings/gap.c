#include "config.h"

#include <quanze/locale.h>

#include "search/findings/gap.h"

#define GAPS_SHOWN 3u

static void
append_gap (GString *out, const QzQuoteGap *gap)
{
  if (gap->quote != NULL && gap->clause != NULL)
    g_string_append_printf (out, _ ("引文作“%s”，条文作“%s”"), gap->quote, gap->clause);
  else if (gap->quote != NULL)
    g_string_append_printf (out, _ ("引文的“%s”不在条文中"), gap->quote);
  else if (gap->clause != NULL)
    g_string_append_printf (out, _ ("引文不全，条文作“%s”"), gap->clause);
}

char *
qz_gaps_text (const GPtrArray *gaps)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < gaps->len && i < GAPS_SHOWN; i++) {
    if (out->len > 0)
      g_string_append (out, "；");
    append_gap (out, gaps->pdata[i]);
  }
  if (gaps->len > GAPS_SHOWN)
    g_string_append_printf (out, _ ("；等 %u 处"), gaps->len);
  return g_string_free (out, FALSE);
}
