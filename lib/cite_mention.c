#include "config.h"

#include "lib/cite_mention.h"

#include <string.h>

/* The one loop that sees every byte. It looks closer only at the first bytes of the
 * words that can start a mention; every look is bounded, so the whole is linear. */

#define NOTE_MAX 600   /* bytes of a round bracket between a title and its 第…条 */

void
cite_mention_free (CiteMention *mention)
{
  if (mention == NULL)
    return;
  g_free (mention->name);
  g_array_unref (mention->steps);
  g_free (mention);
}

typedef struct {
  const char      *text;
  const CiteScope *scope;
  GPtrArray       *found;
} Scan;

static CiteMention *
mention_new (const Scan *scan, CiteHead head, const char *start, const char *head_end)
{
  CiteMention *mention = g_new0 (CiteMention, 1);
  mention->head = head;
  mention->start = (gsize) (start - scan->text);
  mention->head_end = mention->end = (gsize) (head_end - scan->text);
  mention->steps = g_array_new (FALSE, FALSE, sizeof (CiteStep));
  return mention;
}

/* Units and annexes behind P, a few blanks apart; P when there are none. */
static const char *
read_units (const char *p, gint base, GArray *steps)
{
  const char *q = cite_skip_blanks (p, 2), *end;
  gint        annex;
  if (base < 0 && cite_annex_at (q, &annex, &end))
    {
      CiteStep step = { QZ_LEVEL_ANNEX, annex, 0, CITE_DEEPER };
      g_array_append_val (steps, step);
      p = end;
      for (const char *of = end; cite_units_at (of, TRUE, -1, steps, &end); of = end)
        p = end;
      return p;
    }
  return cite_units_at (q, base >= 0 && q == p, base, steps, &end) ? end : p;
}

/* The same past round brackets: 《…法》（以下简称…）第一条. */
static const char *
read_units_past_notes (const char *p, GArray *steps)
{
  const char *q = p;
  for (guint notes = 0; notes < 3; notes++)
    {
      const char *end = read_units (q, -1, steps);
      if (end > q)
        return end;
      if (!cite_parenthesis_at (cite_skip_blanks (q, 2), NOTE_MAX, &q))
        break;
    }
  return p;
}

static const char *
finish (Scan *scan, CiteMention *mention, const char *end)
{
  mention->end = (gsize) (end - scan->text);
  g_ptr_array_add (scan->found, mention);
  return end;
}

/* Bodies that are printed before a title which lacks them: 最高人民法院《关于…的解释》 */
static const char *const issuers[] = {
  "最高人民法院、最高人民检察院", "最高人民法院、最高人民检察院、公安部", "最高人民法院", "最高人民检察院", "国务院办公厅", "国务院",
  "全国人民代表大会常务委员会", "全国人大常委会", "公安部", "司法部", "财政部",
};

static char *
title_with_issuer (const Scan *scan, const char *open, char *title)
{
  if (!cite_starts (title, "关于"))
    return title;
  const char *best = NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (issuers); i++)
    {
      gsize n = strlen (issuers[i]);
      if ((gsize) (open - scan->text) >= n && strncmp (open - n, issuers[i], n) == 0 && (best == NULL || n > strlen (best)))
        best = issuers[i];
    }
  if (best == NULL)
    return title;
  char *whole = g_strconcat (best, title, NULL);
  g_free (title);
  return whole;
}

static const char *
read_title (Scan *scan, const char *p)
{
  const char *inner, *inner_end, *end;
  if (!cite_title_at (p, &inner, &inner_end, &end))
    return NULL;
  if (cite_scope_declares (scan->scope, (gsize) (p - scan->text)))
    return end;
  CiteMention     *mention = mention_new (scan, CITE_HEAD_TITLE, p, end);
  g_autofree char *printed = cite_title_dup (inner, (gsize) (inner_end - inner));
  const char      *known = cite_scope_title (scan->scope, printed, strlen (printed), mention->start);
  mention->name = known != NULL ? g_strdup (known) : title_with_issuer (scan, p, g_steal_pointer (&printed));
  return finish (scan, mention, read_units_past_notes (end, mention->steps));
}

/* 》 without 《: the name is found from its end. */
static const char *
read_stray_close (Scan *scan, const char *p)
{
  const char *end = p + strlen ("》"), *after;
  gsize       start;
  char       *title;
  g_autoptr (GArray) steps = g_array_new (FALSE, FALSE, sizeof (CiteStep));
  if ((after = read_units_past_notes (end, steps)) == end || cite_scope_declares (scan->scope, (gsize) (p - scan->text) - 1)
      || !cite_scope_name_before (scan->scope, (gsize) (p - scan->text), &start, &title))
    return end;
  CiteMention *mention = mention_new (scan, CITE_HEAD_TITLE, scan->text + start, end);
  mention->name = title;
  g_array_append_vals (mention->steps, steps->data, steps->len);
  return finish (scan, mention, after);
}

/* Units with no word that says whose: a name of law right before them makes them short, else they are naked. */
static const char *
read_bare_units (Scan *scan, const char *p)
{
  const char *end, *name_end = p;
  gsize       start;
  char       *title;
  g_autoptr (GArray) steps = g_array_new (FALSE, FALSE, sizeof (CiteStep));
  if (!cite_units_at (p, FALSE, -1, steps, &end))
    return NULL;
  while (name_end > scan->text && name_end > p - 3 && name_end[-1] == ' ')
    name_end--;
  CiteMention *last = scan->found->len > 0 ? scan->found->pdata[scan->found->len - 1] : NULL;
  CiteMention *mention;
  if (cite_scope_name_before (scan->scope, (gsize) (name_end - scan->text), &start, &title))
    {
      if (last != NULL && start < last->end)
        start = last->end;
      mention = mention_new (scan, CITE_HEAD_SHORT, scan->text + start, name_end);
      mention->name = title;
    }
  else
    mention = mention_new (scan, CITE_HEAD_NONE, p, p);
  g_array_append_vals (mention->steps, steps->data, steps->len);
  return finish (scan, mention, end);
}

static const char *
read_self (Scan *scan, const char *p)
{
  const char  *noun, *end;
  QzLevel      level;
  CiteMention *mention;
  if (cite_self_at (scan->text, p, &noun, &end))
    {
      mention = mention_new (scan, CITE_HEAD_SELF, p, end);
      mention->name = g_strdup (noun);
      return finish (scan, mention, read_units (end, -1, mention->steps));
    }
  if (!cite_own_at (scan->text, p, &level, &end))
    return NULL;
  mention = mention_new (scan, CITE_HEAD_OWN, p, end);
  mention->level = level;
  return finish (scan, mention, read_units (end, (gint) level, mention->steps));
}

static const char *
read_preceding (Scan *scan, const char *p)
{
  QzLevel     level;
  guint       count;
  const char *end;
  if (!cite_preceding_at (scan->text, p, &level, &count, &end))
    return NULL;
  CiteMention *mention = mention_new (scan, CITE_HEAD_PRECEDING, p, end);
  mention->level = level;
  mention->count = count;
  return finish (scan, mention, read_units (end, (gint) level, mention->steps));
}

static const char *
read_that (Scan *scan, const char *p)
{
  const char *noun, *end;
  QzLevel     level;
  if (!cite_that_at (scan->text, p, &noun, &level, &end))
    return NULL;
  CiteMention *mention = mention_new (scan, CITE_HEAD_THAT, p, end);
  mention->name = g_strdup (noun);
  mention->level = level;
  const char *after = read_units (end, noun == NULL && level != QZ_LEVEL_ANNEX ? (gint) level : -1, mention->steps);
  if (mention->steps->len == 0 && (level == QZ_LEVEL_ANNEX))
    {
      cite_mention_free (mention);   /* 该条例 alone says nothing that can be looked up */
      return NULL;
    }
  return finish (scan, mention, after);
}

static const char *
read_number (Scan *scan, const char *p)
{
  const char  *start, *end;
  CiteMention *last = scan->found->len > 0 ? scan->found->pdata[scan->found->len - 1] : NULL;
  if (!cite_number_at (scan->text, p, &start, &end) || (last != NULL && (gsize) (start - scan->text) < last->end))
    return NULL;
  CiteMention *mention = mention_new (scan, CITE_HEAD_NUMBER, start, end);
  mention->name = cite_title_dup (start, (gsize) (end - start));
  return finish (scan, mention, end);
}

typedef const char *(*Read) (Scan *scan, const char *p);

/* What can start a mention, by its first character. */
static const struct { const char *first; Read reads[2]; } starts[] = {
  { "《", { read_title } },    { "〈", { read_title, read_number } }, { "<", { read_title } },
  { "≪", { read_title } },     { "》", { read_stray_close } },       { "第", { read_bare_units } },
  { "笫", { read_bare_units } }, { "本", { read_self } },             { "前", { read_preceding, read_that } },
  { "上", { read_preceding, read_that } }, { "该", { read_that } },   { "同", { read_that } },
  { "〔", { read_number } },   { "［", { read_number } },            { "[", { read_number } },
  { "（", { read_number } },   { "(", { read_number } },             { "【", { read_number } },
  { "﹝", { read_number } },
};

GPtrArray *
cite_scan (const char *text, const CiteScope *scope)
{
  Scan     scan = { text, scope, g_ptr_array_new_with_free_func ((GDestroyNotify) cite_mention_free) };
  gboolean may_start[256] = { FALSE };
  for (gsize i = 0; i < G_N_ELEMENTS (starts); i++)
    may_start[(guchar) starts[i].first[0]] = TRUE;

  for (const char *p = text; *p != '\0';)
    {
      const char *end = NULL;
      if (may_start[(guchar) *p])
        for (gsize i = 0; i < G_N_ELEMENTS (starts); i++)
          if (cite_starts (p, starts[i].first))
            {
              for (gsize j = 0; j < G_N_ELEMENTS (starts[i].reads) && starts[i].reads[j] != NULL && end == NULL; j++)
                end = starts[i].reads[j](&scan, p);
              break;
            }
      p = end != NULL && end > p ? end : g_utf8_next_char (p);
    }
  return scan.found;
}
