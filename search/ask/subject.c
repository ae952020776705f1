#include "config.h"

#include <string.h>

#include "lib/vest/body.h"
#include "search/ask/subject.h"

/* A short name (工商局) is this many characters at most. */
#define SHORT_MAX_CHARS 8

/* What a body's name ends with, longest first, for telling its branch. */
static const char *const tails[] = { "行政主管部门", "主管部门", "部门", "委员会", "局", "厅", "委" };
/* What ends a short name in speech. */
static const char *const short_ends[] = { "部门", "局", "厅", "委", "办" };
/* Who is named behind these is acted on or handed something. */
static const char *const receivers[] = { "委托给", "交给", "派给", "推给", "放给", "转给", "下放给", "向", "给", "让", "请" };

void
qz_subject_free (QzSubject *subject)
{
  if (subject == NULL)
    return;
  g_free (subject->said);
  g_free (subject->official);
  g_free (subject->core);
  if (subject->steps != NULL)
    g_array_unref (subject->steps);
  g_free (subject);
}

static gboolean
is_receiver (const char *folded, const char *at)
{
  for (guint i = 0; i < G_N_ELEMENTS (receivers); i++) {
    gsize len = strlen (receivers[i]);
    if ((gsize) (at - folded) >= len && memcmp (at - len, receivers[i], len) == 0)
      return TRUE;
  }
  return FALSE;
}

/* The first legal term for the everyday word at AT when it is a body's name. *LEN: of the word. The caller's; NULL. */
static char *
everyday_body (const QzLexicon *lexicon, const char *at, gsize *len)
{
  *len = qz_lexicon_longest (lexicon, "everyday", at);
  if (*len == 0)
    return NULL;
  g_autofree char *word = g_strndup (at, *len);
  const char *const *cells = qz_lexicon_lookup (lexicon, "everyday", word);
  g_autofree char *first = cells != NULL && cells[0] != NULL ? g_strndup (cells[0], strcspn (cells[0], " ")) : NULL;
  g_autoptr (GArray) spans = first != NULL ? qz_bodies_find (first, strlen (first), lexicon) : NULL;

  if (spans == NULL || spans->len != 1 || !g_array_index (spans, QzBodySpan, 0).organ || g_array_index (spans, QzBodySpan, 0).start != 0
      || g_array_index (spans, QzBodySpan, 0).end != strlen (first))
    return NULL;
  return g_steal_pointer (&first);
}

/* Length of what may be a short name at P that bodies.tsv knows, with whatever stands before it; 0 when none. */
static gsize
known_name (const QzLexicon *lexicon, const char *p)
{
  const char *end = p;

  for (guint i = 0; i < SHORT_MAX_CHARS && *end != '\0' && g_unichar_isalnum (g_utf8_get_char (end)); i++) {
    end = g_utf8_next_char (end);
    g_autofree char *name = g_strndup (p, (gsize) (end - p));
    for (guint j = 0; i > 0 && j < G_N_ELEMENTS (short_ends); j++)
      if (g_str_has_suffix (name, short_ends[j])) {
        g_autofree char *present = qz_body_present (lexicon, name, NULL);
        g_autofree char *core = g_strndup (name, strlen (name) - strlen (short_ends[j]));
        /* 自然资源厅 is called so today: the table has its branch */
        return present != NULL || qz_lexicon_lookup (lexicon, "bodies", core) != NULL ? strlen (name) : 0;
      }
  }
  return 0;
}

/* Length of the short name at P (工商局, 环保部门); 0 when none, or when it begins further on (找工商局). */
static gsize
short_name (const QzLexicon *lexicon, const char *p)
{
  gsize len = known_name (lexicon, p), first = (gsize) (g_utf8_next_char (p) - p);

  return len > first && known_name (lexicon, p + first) + first != len ? len : 0;
}

/* Whether a short name that bodies.tsv knows ends where the name [START, END) does: 找工商局. */
static gboolean
begins_later (const QzLexicon *lexicon, const char *start, const char *end)
{
  for (const char *p = g_utf8_next_char (start); p < end; p = g_utf8_next_char (p))
    if (known_name (lexicon, p) == (gsize) (end - p))
      return TRUE;
  return FALSE;
}

static char *
core_of (const char *official)
{
  for (guint i = 0; i < G_N_ELEMENTS (tails); i++)
    if (g_str_has_suffix (official, tails[i]) && strlen (official) > strlen (tails[i]) + 3)
      return g_strndup (official, strlen (official) - strlen (tails[i]));
  return NULL;
}

static QzSubject *
subject_new (const QzLexicon *lexicon, char *said, const char *official)
{
  QzSubject *subject = g_new0 (QzSubject, 1);

  subject->said = said;
  subject->steps = g_array_new (FALSE, FALSE, sizeof (QzBodyStep));
  g_autofree char *present = qz_body_present (lexicon, official, subject->steps);
  subject->official = g_strdup (present != NULL ? present : official);
  subject->core = strstr (subject->official, "政府") == NULL ? core_of (subject->official) : NULL;
  subject->levels = qz_body_levels (subject->official);
  return subject;
}

/* Whether a word that asks who is part of the name [START, END): 大学学费哪些部门. */
static gboolean
asks_inside (const QzLexicon *lexicon, const char *start, const char *end)
{
  for (const char *p = start; p < end; p = g_utf8_next_char (p))
    if (qz_lexicon_longest (lexicon, "who", p) > 0)
      return TRUE;
  return FALSE;
}

QzSubject *
qz_subject_find (const QzLexicon *lexicon, const char *folded)
{
  g_autoptr (GArray) spans = qz_bodies_find (folded, strlen (folded), lexicon);

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p)) {
    gsize len, brief = short_name (lexicon, p);
    g_autofree char *official = everyday_body (lexicon, p, &len);

    if (is_receiver (folded, p))
      continue;
    if (brief > 0 && brief >= len) {
      g_autofree char *name = g_strndup (p, brief);
      return subject_new (lexicon, g_strdup (name), name);
    }
    for (guint i = 0; i < spans->len; i++) {
      const QzBodySpan *span = &g_array_index (spans, QzBodySpan, i);
      if (folded + span->start == p && span->organ && !begins_later (lexicon, p, folded + span->end)
          && !asks_inside (lexicon, p, folded + span->end)) {
        g_autofree char *name = g_strndup (p, span->end - span->start);
        /* 街道 is everyday for 街道办事处, but the whole name may stand there */
        if (official == NULL || span->end - span->start > len)
          return subject_new (lexicon, g_strdup (name), name);
      }
    }
    if (official != NULL)
      return subject_new (lexicon, g_strndup (p, len), official);
  }
  return NULL;
}

int
qz_subject_agrees (const QzLexicon *lexicon, const QzSubject *subject, const char *holder)
{
  guint levels = holder != NULL ? qz_body_levels (holder) : 0;
  gboolean seat = strstr (subject->official, "政府") != NULL;

  if (holder == NULL)
    return 0;
  if (!seat)
    return qz_body_same (lexicon, subject->official, holder) ? 1 : -1;
  if (strstr (holder, "部门") != NULL)
    return -1;
  if (levels == 0 || subject->levels == 0)
    return 0;
  return (levels & subject->levels) != 0 ? 1 : -1;
}
