#include "config.h"

#include <string.h>

#include "lib/body.h"

/* A name is at most this long, in bytes. */
#define NAME_MAX_BYTES 150
/* A part of a name before 、 (乡、镇人民政府) is at most this long. */
#define PART_MAX_BYTES 24

static gboolean
is_break (gunichar c)
{
  static const char breaks[] = "，。；：！？“”‘’《》〈〉,;:!?\n \t";

  return g_utf8_strchr (breaks, -1, c) != NULL || c == 0x3000;
}

static const char *
table_value (const QzLexicon *lexicon, const char *word, gsize len)
{
  char key[64];

  if (len >= sizeof key)
    return NULL;
  memcpy (key, word, len);
  key[len] = '\0';
  const char *const *cells = qz_lexicon_lookup (lexicon, "vest_stops", key);
  return cells != NULL ? cells[0] : NULL;
}

/* Whether the character that ends at AT belongs to a word that looks like a stop and is none. */
static gboolean
kept (const QzLexicon *lexicon, const char *text, const char *at, const char *limit)
{
  /* Windows of two to six characters around it. */
  for (const char *start = at; start > text && at - start < 12;) {
    start = g_utf8_prev_char (start);
    for (const char *end = at; end <= limit && end - start <= 18;) {
      const char *value = table_value (lexicon, start, (gsize) (end - start));

      if (value != NULL && *value == 'k')
        return TRUE;
      if (end == limit)
        break;
      end = g_utf8_next_char (end);
    }
  }
  return FALSE;
}

/* Whether a stop word ends at AT; LIMIT bounds what may be read to the right. */
static gboolean
stops_at (const QzLexicon *lexicon, const char *text, const char *at, const char *limit)
{
  for (const char *start = at; start > text && at - start < 15;) {
    start = g_utf8_prev_char (start);
    const char *value = table_value (lexicon, start, (gsize) (at - start));

    if (value != NULL && *value == 's')
      return !kept (lexicon, text, at, limit);
  }
  return FALSE;
}

/* Walks left from AT over a name: up to a break, a stop word, or past brackets that close. */
static const char *
name_start (const QzLexicon *lexicon, const char *text, const char *at, const char *head_end)
{
  const char *p = at;
  guint open = 0;

  while (p > text && head_end - p < NAME_MAX_BYTES) {
    const char *before = g_utf8_prev_char (p);
    gunichar c = g_utf8_get_char (before);

    if (c == 0xff09 || c == ')')
      open++;
    else if (c == 0xff08 || c == '(') {
      if (open == 0)
        break;
      open--;
    } else if (open == 0 && (is_break (c) || c == 0x3001 || stops_at (lexicon, text, p, head_end)))
      break;
    p = before;
  }
  return open > 0 ? at : p;
}

/* Takes in short parts before 、: 乡、 of 乡、镇人民政府. */
static const char *
extend_parts (const QzLexicon *lexicon, const char *text, const char *start, const char *head_end)
{
  while (start > text && g_utf8_get_char (g_utf8_prev_char (start)) == 0x3001) {
    const char *comma = g_utf8_prev_char (start);
    const char *part = name_start (lexicon, text, comma, comma);

    if (part == comma || comma - part > PART_MAX_BYTES)
      break;
    start = part;
  }
  return start;
}

static gsize
head_at (const QzLexicon *lexicon, const char *p, gsize left)
{
  gsize len = qz_lexicon_longest (lexicon, "vest_bodies", p);

  return len <= left ? len : 0;
}

/* Length of a connector of a list at P: 、 和 或者 以及 …; 0 when none. */
static gsize
connector_at (const char *p)
{
  static const char *const connectors[] = { "、", "或者", "以及", "及其", "和", "或", "及", "与", "会同" };

  for (guint i = 0; i < G_N_ELEMENTS (connectors); i++)
    if (g_str_has_prefix (p, connectors[i]))
      return strlen (connectors[i]);
  return 0;
}

/* Joins bodies that only a connector parts. */
static void
join_lists (const char *text, GArray *bodies)
{
  guint kept_n = 0;

  for (guint i = 0; i < bodies->len; i++) {
    QzBodySpan body = g_array_index (bodies, QzBodySpan, i);
    QzBodySpan *last = kept_n > 0 ? &g_array_index (bodies, QzBodySpan, kept_n - 1) : NULL;
    gsize connector = last != NULL ? connector_at (text + last->end) : 0;

    if (connector > 0 && last->end + connector == body.start)
      last->end = body.end;
    else
      g_array_index (bodies, QzBodySpan, kept_n++) = body;
  }
  g_array_set_size (bodies, kept_n);
}

GArray *
qz_bodies_find (const char *text, gsize len, const QzLexicon *lexicon)
{
  GArray *bodies = g_array_new (FALSE, FALSE, sizeof (QzBodySpan));
  const char *end = text + len;

  for (const char *p = text; p < end;) {
    gsize head = head_at (lexicon, p, (gsize) (end - p));

    if (head == 0) {
      p = g_utf8_next_char (p);
      continue;
    }
    const char *start = name_start (lexicon, text, p, p + head);
    start = extend_parts (lexicon, text, start, p + head);
    QzBodySpan body = { (gsize) (start - text), (gsize) (p + head - text), (gsize) (p + head - text) };
    QzBodySpan *last = bodies->len > 0 ? &g_array_index (bodies, QzBodySpan, bodies->len - 1) : NULL;
    /* 县级以上人民政府农业农村主管部门: one name with two heads. */
    if (last != NULL && body.start <= last->start)
      *last = body;
    else if (last != NULL && body.start < last->end) {
      last->end = last->first_end = body.end;
    } else
      g_array_append_val (bodies, body);
    p += head;
  }
  join_lists (text, bodies);
  return bodies;
}
