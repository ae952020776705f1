#include "config.h"

#include "lib/cite/amendment.h"

#include <string.h>

#include <quanze/numeral.h>

#include "lib/cite/title.h"
#include "lib/cite/unit.h"

struct CiteAmendment {
  const char *text;
  const char *at; /* how far it has been read */
  char *subject;  /* the law of the title */
  char *law;      /* that the instructions named last */
  guint quotes;   /* depth of “ ” at AT */
  gboolean line_start;
  QzAddress told;  /* what the instruction amends */
  QzAddress place; /* inside the quoted text */
  guint lines;     /* of the quoted text so far */
};

static gboolean
amends (const char *title)
{
  static const char *const verbs[] = { "修改", "修正", "修订" };
  static const char *const kinds[] = { "决定", "决议", "通知", "令" };
  if (strstr (title, "修正案") != NULL && strstr (title, "草案") == NULL && strstr (title, "解释") == NULL
      && strstr (title, "规定") == NULL && strstr (title, "意见") == NULL)
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (verbs); i++)
    for (gsize j = 0; strstr (title, verbs[i]) != NULL && j < G_N_ELEMENTS (kinds); j++)
      if (g_str_has_suffix (title, kinds[j]))
        return TRUE;
  return FALSE;
}

char *
cite_subject_law (const char *title, const CiteScope *scope)
{
  const char *inner, *inner_end, *end;
  for (const char *p = title; *p != '\0'; p = g_utf8_next_char (p))
    if (cite_title_at (p, &inner, &inner_end, &end)) {
      const char *known = cite_scope_title (scope, inner, (gsize)(inner_end - inner), 0);
      return known != NULL ? g_strdup (known) : cite_title_dup (inner, (gsize)(inner_end - inner));
    }
  const char *mark = strstr (title, "修正案");
  if (mark != NULL && mark > title) {
    const char *known = cite_scope_title (scope, title, (gsize)(mark - title), 0);
    return known != NULL ? g_strdup (known) : g_strndup (title, (gsize)(mark - title));
  }
  for (const char *p = title; *p != '\0'; p = g_utf8_next_char (p))
    if (p == title || cite_starts (p, "中华") || cite_char_in (g_utf8_prev_char (p), "用改对行于《"))
      for (const char *q = p; *q != '\0'; q = g_utf8_next_char (q)) {
        const char *known = q - p >= 6 && q - p < 100 ? cite_scope_title (scope, p, (gsize)(q - p), 0) : NULL;
        if (known != NULL)
          return g_strdup (known);
      }
  return NULL;
}

CiteAmendment *
cite_amendment_new (const char *title, const char *text, const CiteScope *scope)
{
  if (title == NULL || !amends (title))
    return NULL;
  CiteAmendment *amendment = g_new0 (CiteAmendment, 1);
  amendment->text = amendment->at = text;
  amendment->subject = cite_subject_law (title, scope);
  amendment->line_start = TRUE;
  return amendment;
}

void
cite_amendment_free (CiteAmendment *amendment)
{
  if (amendment == NULL)
    return;
  g_free (amendment->subject);
  g_free (amendment->law);
  g_free (amendment);
}

/* 一、将… 第三条 … 5.将…: an instruction, so that a quotation before it ended even if its mark is lost. */
static gboolean
instruction_starts (const char *p)
{
  static const char *const verbs[] = { "将", "删去", "增加", "修改", "第", "在", "删除", "对" };
  const char *q = p;
  while (cite_char_in (q, "一二三四五六七八九十0123456789（）()"))
    q = g_utf8_next_char (q);
  if (q == p || !cite_char_in (q, "、.．"))
    return FALSE;
  q = cite_skip_blanks (g_utf8_next_char (q), 2);
  for (gsize i = 0; i < G_N_ELEMENTS (verbs); i++)
    if (cite_starts (q, verbs[i]))
      return TRUE;
  return FALSE;
}

/* The head of an article in the quoted text: 第九条 and a blank. */
static gboolean
article_head (const char *p, QzAddress *place)
{
  g_autoptr (GArray) steps = g_array_new (FALSE, FALSE, sizeof (CiteStep));
  const char *end;
  if (!cite_units_at (p, CITE_ORDINAL, -1, steps, &end) || steps->len != 1 || cite_skip_blanks (end, 1) == end)
    return FALSE;
  const CiteStep *step = &g_array_index (steps, CiteStep, 0);
  if (step->level != QZ_LEVEL_ARTICLE)
    return FALSE;
  *place = (QzAddress){ .article = step->number, .suffix = step->suffix, .paragraph = 1 };
  return TRUE;
}

/* （二）…: an item of the paragraph at hand. */
static gboolean
item_head (const char *p, QzAddress *place)
{
  gint64 number;
  const char *end;
  place->item = place->point = 0;
  if (g_ascii_isdigit (*p))
    return TRUE;
  if (!cite_char_in (p, "（("))
    return FALSE;
  if (qz_numeral_parse (g_utf8_next_char (p), &end, &number) && cite_char_in (end, "）)") && number < 1000)
    place->item = (gint)number;
  return TRUE;
}

/* A line of quoted text begins at P: another 款, unless it is an item or a new article. */
static void
quoted_line (CiteAmendment *a, const char *p)
{
  if (cite_starts (p, "“"))
    p += strlen ("“");
  if (article_head (p, &a->place)) {
    a->lines = 1;
    return;
  }
  if (a->lines++ == 0) {
    a->place = a->told;
    a->place.item = a->place.point = 0;
    if (a->place.paragraph == 0)
      a->place.paragraph = 1;
  } else if (!item_head (p, &a->place))
    a->place.paragraph++;
}

/* The first character of a line stands at P. */
static void
line_starts (CiteAmendment *a, const char *p)
{
  gboolean opens = cite_starts (p, "“");
  a->line_start = FALSE;
  if (a->quotes > 0 && instruction_starts (p))
    a->quotes = 0;
  if (a->quotes == 0 && !opens)
    return;
  if (a->quotes == 0)
    a->lines = 0;
  a->quotes = opens ? 0 : 1; /* the mark itself is counted when it is read */
  quoted_line (a, p);
}

void
cite_amendment_read (CiteAmendment *a, gsize at)
{
  const char *stop = a->text + at;
  for (const char *p = a->at; p <= stop; p = g_utf8_next_char (p)) {
    if (a->line_start && cite_skip_blanks (p, 1) == p && !cite_char_in (p, "\n\r#"))
      line_starts (a, p);
    if (p == stop)
      break;
    if (*p == '\n')
      a->line_start = TRUE;
    else if (cite_starts (p, "“")) {
      if (a->quotes++ == 0 && a->lines == 0)
        quoted_line (a, p);
    } else if (cite_starts (p, "”") && a->quotes > 0 && --a->quotes == 0)
      a->lines = 0;
  }
  a->at = MAX (a->at, stop);
}

gboolean
cite_amendment_quoted (const CiteAmendment *a)
{
  return a->quotes > 0;
}

const char *
cite_amendment_law (const CiteAmendment *a)
{
  return a->law != NULL ? a->law : a->subject;
}

void
cite_amendment_position (const CiteAmendment *a, QzAddress *address)
{
  *address = a->quotes > 0 ? a->place : a->told;
}

void
cite_amendment_note (CiteAmendment *a, const char *title, const QzAddress *address)
{
  if (title != NULL && g_strcmp0 (title, a->law) != 0) {
    g_free (a->law);
    a->law = g_strdup (title);
  }
  a->told = *address;
}
