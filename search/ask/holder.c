#include "config.h"

#include <string.h>

#include "lib/vest/body.h"
#include "search/ask/holder.h"
#include "search/ask/stretch.h"

/* What gives a power is not who has it: a name that begins with one of these begins behind the giving. */
static const char *const givers[] = { "法律", "法规", "行政法规", "地方性法规", "规章", "本法", "本条例", "本办法", "本规定", "国家规定" };
static const char *const givings[] = { "赋予", "授予", "授权给", "规定由", "规定的" };
/* These name whoever the clause goes on to list. */
static const char *const empty[] = { "下列", "以下", "上述", "前款", "其他", "任何" };

static const char *const joiners[] = { "或者", "以及", "并由", "及其" };

char *
qz_holder_name (const QzLexicon *lexicon, const char *name)
{
  const char *start = name;

  if (name == NULL || qz_stretch_begins (name, empty, G_N_ELEMENTS (empty)))
    return NULL;
  for (guint i = 0; qz_stretch_begins (name, givers, G_N_ELEMENTS (givers)) && i < G_N_ELEMENTS (givings); i++) {
    const char *at = strstr (name, givings[i]);
    if (at != NULL)
      start = MAX (start, at + strlen (givings[i]));
  }
  for (guint i = 0; i < G_N_ELEMENTS (joiners); i++)
    if (g_str_has_prefix (start, joiners[i]))
      start += strlen (joiners[i]);
  /* 2024年7月1日前甲镇人民政府: a day is in no name. */
  for (const char *p = start; g_ascii_isdigit (*start) && *p != '\0'; p = g_utf8_next_char (p))
    if (g_str_has_prefix (p, "前") || g_str_has_prefix (p, "后") || g_str_has_prefix (p, "起"))
      start = g_utf8_next_char (p);
  g_autoptr (GArray) spans = qz_bodies_find (start, strlen (start), lexicon);
  if (spans->len == 0)
    return NULL;
  return g_strdup (start);
}

gboolean
qz_holder_administers (const QzLexicon *lexicon, const char *name)
{
  g_autoptr (GArray) spans = name != NULL ? qz_bodies_find (name, strlen (name), lexicon) : g_array_new (FALSE, FALSE, sizeof (QzBodySpan));

  for (guint i = 0; i < spans->len; i++) {
    const QzBodySpan *span = &g_array_index (spans, QzBodySpan, i);
    if (span->court || span->institution)
      return FALSE;
  }
  return TRUE;
}
