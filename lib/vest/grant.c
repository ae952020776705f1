#include "config.h"

#include <string.h>

#include <quanze/fold.h>
#include <quanze/grant.h>

#include "lib/vest/grant_line.h"

#define MAX_DEPTH 16

typedef struct {
  const QzLexicon *lexicon;
  GPtrArray *out; /* QzGrant* */
  QzDate until;   /* that the text sets for all of it */
} Walk;

void
qz_grant_free (QzGrant *grant)
{
  if (grant == NULL)
    return;
  g_free (grant->from);
  g_free (grant->to);
  g_free (grant->what);
  g_free (grant->condition);
  g_free (grant->eid);
  g_free (grant);
}

char *
qz_grant_key (const char *what)
{
  g_autofree char *folded = what != NULL ? qz_fold_text (what, -1, QZ_FOLD_PLAIN) : g_strdup ("");
  GString *key = g_string_new (NULL);

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isalnum (g_utf8_get_char (p)))
      g_string_append_len (key, p, g_utf8_next_char (p) - p);
  return g_string_free (key, FALSE);
}

static QzGrant *
grant_new (const Walk *walk, const QzGrantLead *lead, const QzGrantItem *item, const QzProvision *place)
{
  QzGrant *grant = g_new0 (QzGrant, 1);
  gboolean back = lead->mode == QZ_MODE_RECALLED;

  grant->mode = lead->mode != QZ_MODE_UNKNOWN ? lead->mode : item->mode;
  grant->what = g_strdup (item->what);
  /* a lead-in names whom it is taken from, an item whom it goes back to; of what is handed on it is the reverse */
  grant->from = g_strdup (back ? lead->to : item->body != NULL ? item->body : lead->from);
  grant->to = g_strdup (back ? item->body != NULL ? item->body : lead->from : lead->to);
  grant->since = lead->since;
  if (lead->exception != NULL && strstr (lead->exception, item->what) != NULL)
    grant->since = lead->exception_since;
  grant->until = back ? 0 : walk->until;
  grant->eid = g_strdup (place->eid);
  grant->start = place->start;
  grant->end = place->end;
  return grant;
}

/* The items of TEXT, a paragraph or item of PLACE. */
static void
take_items (Walk *walk, const QzGrantLead *lead, const char *text, const QzProvision *place)
{
  g_autoptr (GPtrArray) items = qz_grant_items_read (text, lead, walk->lexicon);

  for (guint i = 0; i < items->len; i++)
    g_ptr_array_add (walk->out, grant_new (walk, lead, items->pdata[i], place));
}

/* NAME：行使范围…；权限限制…: what is printed apart for an item already listed. */
static void
note_condition (Walk *walk, const char *text)
{
  const char *colon = strstr (text, "：");

  for (guint i = 0; colon != NULL && i < walk->out->len; i++) {
    QzGrant *grant = walk->out->pdata[i];
    if (grant->condition == NULL && strlen (grant->what) == (gsize)(colon - text)
        && g_str_has_prefix (text, grant->what)) {
      grant->condition = g_strdup (colon + strlen ("："));
      return;
    }
  }
}

static const char *
first_words (const QzProvision *p)
{
  if (*p->text != '\0' || p->children->len == 0)
    return p->text;
  return ((const QzProvision *)p->children->pdata[0])->text;
}

static void walk_below (Walk *walk, const QzProvision *p, const QzGrantLead *above, guint depth);

/* A numbered heading, an item, or an article's paragraph with what it lists. */
static void
walk_unit (Walk *walk, const QzProvision *p, const QzGrantLead *above, guint depth)
{
  const char *words = first_words (p);
  g_auto (QzGrantLead) lead = { 0 };

  qz_grant_lead_copy (&lead, above);
  if (p->heading != NULL)
    qz_grant_lead_read (&lead, p->heading, TRUE, walk->lexicon);
  if (lead.closed) {
    note_condition (walk, words);
    walk_below (walk, p, &lead, depth + 1);
    return;
  }
  if (p->level != QZ_LEVEL_PARAGRAPH && *words != '\0')
    take_items (walk, &lead, words, p);
  walk_below (walk, p, &lead, depth + 1);
}

/* Paragraphs say how what is listed behind them moves. */
static void
walk_below (Walk *walk, const QzProvision *p, const QzGrantLead *above, guint depth)
{
  g_auto (QzGrantLead) lead = { 0 };

  qz_grant_lead_copy (&lead, above);
  for (guint i = 0; depth < MAX_DEPTH && i < p->children->len; i++) {
    const QzProvision *child = p->children->pdata[i];

    if (child->level == QZ_LEVEL_PARAGRAPH && *child->text != '\0' && !lead.closed)
      qz_grant_lead_read (&lead, child->text, FALSE, walk->lexicon);
    walk_unit (walk, child, &lead, depth);
  }
}

GPtrArray *
qz_grants_parse (const QzInstrument *instrument, const QzLexicon *lexicon)
{
  Walk walk = { lexicon, g_ptr_array_new_with_free_func ((GDestroyNotify)qz_grant_free), 0 };
  g_auto (QzGrantLead) lead = { 0 };

  if (!qz_grant_lead_of_instrument (&lead, instrument, &walk.until, lexicon))
    return walk.out;
  walk_below (&walk, instrument->body, &lead, 0);
  return walk.out;
}
