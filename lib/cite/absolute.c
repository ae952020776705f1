#include "config.h"

#include "lib/cite/absolute.h"

#include <string.h>

#include <quanze/fold.h>

#include "lib/cite/context.h"

static QzCitationForm
form_of (CiteHead head)
{
  static const QzCitationForm forms[] = {
    [CITE_HEAD_NONE] = QZ_CITE_NAKED,    [CITE_HEAD_TITLE] = QZ_CITE_TITLE,   [CITE_HEAD_SHORT] = QZ_CITE_SHORT,
    [CITE_HEAD_SELF] = QZ_CITE_SELF,     [CITE_HEAD_OWN] = QZ_CITE_SELF,      [CITE_HEAD_PRECEDING] = QZ_CITE_RELATIVE,
    [CITE_HEAD_THAT] = QZ_CITE_RELATIVE, [CITE_HEAD_NUMBER] = QZ_CITE_NUMBER,
  };
  return forms[head];
}

static char *
key_of (const CiteBase *base)
{
  if (base->title == NULL)
    return NULL;
  return base->numbered ? qz_fold_text (base->title, -1, QZ_FOLD_PLAIN) : qz_title_key (base->title);
}

static void
add_targets (const CiteContext *a, const CiteMention *m, const CiteBase *base, GPtrArray *targets)
{
  g_autofree char *key = key_of (base);
  for (guint i = 0; i < base->addresses->len; i++) {
    g_autoptr (GArray) addresses = cite_expand (&g_array_index (base->addresses, QzAddress, i), m->steps);
    for (guint j = 0; j < addresses->len && targets->len < CITE_TARGETS_MAX; j++) {
      QzTarget *target = g_new0 (QzTarget, 1);
      target->title = g_strdup (base->title);
      target->key = g_strdup (key);
      target->self = base->self;
      target->amended = base->amended;
      target->address = g_array_index (addresses, QzAddress, j);
      if (base->self && a->places != NULL)
        cite_places_settle (a->places, &a->place, &target->address);
      if (base->self && a->place.repeated && m->head != CITE_HEAD_SELF
          && cite_address_same_article (&target->address, &a->place.address)) {
        /* Two articles of that number: which of them, an address cannot say. */
        g_clear_pointer (&target->title, g_free);
        g_clear_pointer (&target->key, g_free);
        target->self = FALSE;
      }
      g_ptr_array_add (targets, target);
    }
  }
}

static void
remember (CiteContext *a, const CiteMention *m, const QzCitation *citation)
{
  const QzTarget *last = citation->targets->pdata[citation->targets->len - 1];
  CiteMark mark = {
    .title = last->title,
    .self = last->self,
    .amended = last->amended,
    .address = last->address,
    .start = m->start,
    .end = m->end,
    .here = a->place.here,
    .sentence = a->sentence,
    .frame = cite_frame_at (a, m->start),
    .citation = citation,
  };
  if (m->head == CITE_HEAD_NUMBER && m->steps->len == 0)
    return;
  g_array_append_val (a->marks, mark);
  if (mark.here != NULL)
    g_hash_table_insert (a->last_in, (gpointer)mark.here, GUINT_TO_POINTER (a->marks->len));
  if (a->amendment != NULL && !a->quoted && !last->self
      && (m->head == CITE_HEAD_TITLE || m->head == CITE_HEAD_SHORT || m->steps->len > 0))
    cite_amendment_note (a->amendment, last->title, &last->address);
}

/* The number or heading of a provision itself is not a citation of it. */
static gboolean
is_own_head (const CiteContext *a, const CiteMention *m)
{
  if (m->head != CITE_HEAD_NONE)
    return FALSE;
  const char *line = a->text + m->start;
  while (line > a->text && (line[-1] == ' ' || line[-1] == '#' || line[-1] == '*'))
    line--;
  gboolean first = line == a->text || line[-1] == '\n';
  if (first && cite_depth (cite_first_level (m)) < cite_depth (QZ_LEVEL_ARTICLE))
    return TRUE;
  const QzProvision *p = a->place.here;
  for (; p != NULL; p = p->parent)
    if (m->start == p->start && p->num != NULL)
      return TRUE;
  if (a->amendment != NULL && cite_first_level (m) == QZ_LEVEL_ARTICLE && m->steps->len == 1) {
    /* “第九条 … heads an article of the new text. */
    gunichar before = cite_char_before (a->text, a->text + m->start);
    const char *after = a->text + m->end;
    return (first || before == 0x201c) && cite_skip_blanks (after, 1) > after;
  }
  return FALSE;
}

static void
read_mention (CiteContext *a, const CiteMention *m)
{
  g_autoptr (GArray) addresses = g_array_new (FALSE, FALSE, sizeof (QzAddress));
  CiteBase base = { .addresses = addresses };

  cite_count_sentences (a, m->start);
  if (a->places != NULL)
    cite_places_at (a->places, m->start, &a->place);
  if (a->amendment != NULL) {
    cite_amendment_read (a->amendment, m->start);
    a->quoted = cite_amendment_quoted (a->amendment);
  }
  if ((a->instrument != NULL && is_own_head (a, m)) || !cite_base_find (a, m, &base))
    return;
  QzCitation *citation = g_new0 (QzCitation, 1);
  citation->start = m->start;
  citation->end = m->end;
  citation->form = form_of (m->head);
  citation->from = a->place.here != NULL ? g_strdup (a->place.here->eid) : NULL;
  citation->targets = g_ptr_array_new_with_free_func ((GDestroyNotify) qz_target_free);
  add_targets (a, m, &base, citation->targets);
  g_ptr_array_add (a->done, citation);
  remember (a, m, citation);
}

GPtrArray *
cite_absolute (const QzInstrument *instrument, const char *text, const CiteScope *scope, const GPtrArray *mentions)
{
  CiteContext a = { .instrument = instrument, .text = text, .scope = scope };
  a.done = g_ptr_array_new_with_free_func ((GDestroyNotify)qz_citation_free);
  a.marks = g_array_new (FALSE, FALSE, sizeof (CiteMark));
  a.last_in = g_hash_table_new (NULL, NULL);
  if (instrument != NULL) {
    a.places = cite_places_new (instrument);
    a.amendment = cite_amendment_new (instrument->title, text, scope);
    if (instrument->title != NULL)
      a.subject = cite_subject_law (instrument->title, scope);
  }
  for (guint i = 0; i < mentions->len; i++)
    read_mention (&a, mentions->pdata[i]);
  g_array_unref (a.marks);
  g_hash_table_unref (a.last_in);
  cite_places_free (a.places);
  cite_amendment_free (a.amendment);
  g_free (a.subject);
  return a.done;
}
