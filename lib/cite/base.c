#include "config.h"

#include "lib/cite/context.h"

#include <string.h>

#include <quanze/fold.h>

#include "lib/cite/title.h"

/* 前项, 前三项 outside a list speak of the paragraph before: 前三项 of its first three items, 前项 in older texts of
 * the paragraph itself. */
static void
base_items_before (const CiteContext *a, gint count, QzAddress *own, CiteBase *base)
{
  cite_address_cut (own, 6);
  if (--own->paragraph < 1) {
    cite_base_unknown (base);
    return;
  }
  cite_base_own (a, base, own);
  if (count <= 1)
    return;
  QzAddress last = *own;
  last.item = count;
  if (a->places == NULL || cite_places_find (a->places, &last) == NULL) {
    cite_base_unknown (base);
    return;
  }
  g_array_set_size (base->addresses, 0);
  for (own->item = 1; own->item <= count; own->item++)
    g_array_append_val (base->addresses, *own);
}

/* FALSE when no citation after all: 从大到小排序的前三项. */
static gboolean
base_preceding (const CiteContext *a, const CiteMention *m, CiteBase *base)
{
  QzAddress own = a->place.address;
  gint count = (gint)m->count;
  if (a->amendment != NULL)
    cite_amendment_position (a->amendment, &own);
  if (m->level == QZ_LEVEL_ARTICLE) {
    QzAddress before = own;
    GArray *articles = a->amendment == NULL ? cite_places_articles_before (a->places, &a->place, m->count) : NULL;
    if (articles != NULL && articles->len > 0) {
      cite_base_own (a, base, &own);
      g_array_set_size (base->addresses, 0);
      g_array_append_vals (base->addresses, articles->data, articles->len);
    } else if (a->amendment != NULL && own.article > count) {
      cite_address_set (&before, QZ_LEVEL_ARTICLE, own.article - MAX (count, 1), 0);
      cite_base_own (a, base, &before);
    } else
      cite_base_unknown (base);
    if (articles != NULL)
      g_array_unref (articles);
    return TRUE;
  }
  QzLevel level = m->level;
  if (own.article == 0 && own.heading[0] == 0) {
    cite_base_unknown (base);
    return TRUE;
  }
  gint number = level == QZ_LEVEL_PARAGRAPH ? own.paragraph
                : level == QZ_LEVEL_ITEM    ? own.item
                : level == QZ_LEVEL_POINT   ? own.point
                                            : 0;
  if (m->level == QZ_LEVEL_ITEM && number == 0 && own.point > 0) {
    number = own.point;
    level = QZ_LEVEL_POINT;
  } else if (m->level == QZ_LEVEL_ITEM && number == 0) {
    base_items_before (a, count, &own, base);
    return count <= 1 || base->title != NULL;
  }
  gint first = count == 0 ? 1 : number - count;
  if (number == 0 || first < 1 || first >= number) {
    cite_base_unknown (base);
    return TRUE;
  }
  cite_base_own (a, base, &own);
  g_array_set_size (base->addresses, 0);
  for (gint n = first; n < number && base->addresses->len < CITE_TARGETS_MAX; n++) {
    cite_address_set (&own, level, n, 0);
    g_array_append_val (base->addresses, own);
  }
  return TRUE;
}

static void
base_division (const CiteContext *a, QzLevel level, CiteBase *base)
{
  const QzProvision *p = a->place.here;
  QzAddress address;
  while (p != NULL && p->level != level)
    p = p->parent;
  if (a->amendment != NULL || p == NULL || p->eid == NULL || !qz_address_from_eid (p->eid, &address))
    address = (QzAddress){ .annex = a->place.address.annex }; /* a part published as a file of its own */
  cite_base_own (a, base, &address);
}

static void
base_owned (const CiteContext *a, const CiteMention *m, CiteBase *base)
{
  QzAddress own = a->place.address;
  if (cite_depth (m->level) < cite_depth (QZ_LEVEL_ARTICLE)) {
    base_division (a, m->level, base);
    return;
  }
  if (a->amendment != NULL)
    cite_amendment_position (a->amendment, &own);
  cite_address_cut (&own, cite_depth (m->level) + 1);
  if (m->level == QZ_LEVEL_ARTICLE && own.heading[0] > 0)
    own.heading[1] = own.heading[2] = 0;
  gint there = m->level == QZ_LEVEL_ARTICLE     ? own.article + own.heading[0]
               : m->level == QZ_LEVEL_PARAGRAPH ? own.paragraph
               : m->level == QZ_LEVEL_ITEM      ? own.item
                                                : own.point;
  if (there > 0)
    cite_base_own (a, base, &own);
  else
    cite_base_unknown (base);
}

static gboolean
title_has_noun (const char *title, const char *noun)
{
  const char *own = title != NULL ? cite_law_noun (title, strlen (title)) : NULL;
  return own != NULL && (g_str_has_suffix (own, noun) || (strcmp (noun, "法") == 0 && strcmp (own, "法典") == 0));
}

/* 本决定, 本目录, 本标准 mean the document only where it is one (不服本决定 in a procedure rule means another). */
static gboolean
names_itself (const CiteContext *a, const CiteMention *m)
{
  static const char *const sure[] = { "法", "法典", "条例", "办法", "规定", "细则", "规则", "解释" };
  for (gsize i = 0; i < G_N_ELEMENTS (sure); i++)
    if (g_str_has_suffix (m->name, sure[i]))
      return TRUE;
  return m->steps->len > 0 || cite_self_title (a) == NULL || strstr (cite_self_title (a), m->name) != NULL;
}

/* 本决定 of an amending decision is the decision; 本法 there is the law amended. */
static void
base_self (const CiteContext *a, const CiteMention *m, CiteBase *base)
{
  QzAddress whole = { .annex = a->place.address.annex };
  if (a->amendment != NULL && !a->quoted && title_has_noun (cite_self_title (a), m->name)) {
    whole.annex = 0;
    cite_base_set (base, cite_self_title (a), TRUE, &whole);
    return;
  }
  if (a->amendment != NULL || m->steps->len == 0)
    whole.annex = 0;
  cite_base_own (a, base, &whole);
}

/* 该条 of what MARK cites; 各该条 each article that it cites. */
static void
base_mark_at (const CiteContext *a, const CiteMention *m, const CiteMark *mark, CiteBase *base)
{
  gboolean each = cite_char_before (a->text, a->text + m->start) == 0x5404 /* 各 */;
  QzAddress address = mark->address;
  cite_address_cut (&address, cite_depth (m->level) + 1);
  cite_base_set (base, mark->title, mark->self, &address);
  for (guint i = 0; each && i < mark->citation->targets->len; i++) {
    QzAddress one = ((const QzTarget *)mark->citation->targets->pdata[i])->address;
    cite_address_cut (&one, cite_depth (m->level) + 1);
    if (i == 0)
      g_array_set_size (base->addresses, 0);
    if (i == 0 || !cite_address_equal (&one, &g_array_index (base->addresses, QzAddress, base->addresses->len - 1)))
      g_array_append_val (base->addresses, one);
  }
}

/* 同法 is the law cited last whose title says it is one; 该条 the article cited last in the same provision. */
static gboolean
base_that (const CiteContext *a, const CiteMention *m, CiteBase *base)
{
  static const QzAddress none;
  const CiteMark *mark;
  for (guint i = 0; i < CITE_LOOK_BACK && (mark = cite_mark_at (a, i)) != NULL; i++)
    if (m->name != NULL) {
      if (title_has_noun (mark->title, m->name)) {
        cite_base_set (base, mark->title, mark->self, &none);
        return TRUE;
      }
    } else if (cite_has_level (&mark->address, m->level)
               && (mark->here == a->place.here || mark->here == a->place.paragraph)) {
      base_mark_at (a, m, mark, base);
      return TRUE;
    }
  cite_base_unknown (base);
  return m->name != NULL && m->steps->len > 0;
}

/* Whether nothing else stands on the line of MENTION. */
static gboolean
alone_on_line (const CiteContext *a, const CiteMention *m)
{
  const char *start = a->text + m->start, *end = cite_skip_blanks (a->text + m->end, 8);
  while (start > a->text && cite_skip_blanks (g_utf8_prev_char (start), 1) == start)
    start = g_utf8_prev_char (start);
  if (start > a->text && cite_char_in (g_utf8_prev_char (start), "（(") && cite_char_in (end, "）)"))
    start = g_utf8_prev_char (start), end = g_utf8_next_char (end);
  return (start == a->text || start[-1] == '\n') && (*end == '\0' || *end == '\n' || *end == '\r');
}

/* The document's own 文号 above its text. */
static gboolean
is_own_number (const CiteContext *a, const CiteMention *m)
{
  if (a->instrument == NULL || a->place.article != NULL)
    return FALSE;
  if (a->instrument->number == NULL)
    return alone_on_line (a, m);
  g_autofree char *own = qz_fold_text (a->instrument->number, -1, QZ_FOLD_PLAIN);
  g_autofree char *cited = qz_fold_text (m->name, -1, QZ_FOLD_PLAIN);
  return strcmp (own, cited) == 0;
}

/* 《…的解释》（法释〔2006〕11号）: the number of the title before it, else of what the index knows by it. */
static void
base_number (const CiteContext *a, const CiteMention *m, CiteBase *base)
{
  static const QzAddress none;
  const CiteMark *last = cite_mark_at (a, 0);
  const char *p = a->text + m->start;
  gboolean attached = FALSE;
  if (last != NULL && last->title != NULL && last->end < m->start && m->start - last->end < 60
      && cite_ends_with (a->text, a->text + last->end, (const char *const[]){ "》" }, 1)) {
    const char *open = a->text + last->end;
    open = cite_skip_blanks (open, 1);
    attached = cite_char_in (open, "（(");
    for (const char *q = open; attached && q < p; q = g_utf8_next_char (q))
      attached = !cite_char_in (q, "）)\n");
  }
  cite_base_set (base, attached ? last->title : m->name, FALSE, &none);
  base->numbered = !attached;
}

gboolean
cite_base_find (const CiteContext *a, const CiteMention *m, CiteBase *base)
{
  static const QzAddress none;
  switch (m->head) {
  case CITE_HEAD_NUMBER:
    if (is_own_number (a, m))
      return FALSE;
    base_number (a, m, base);
    return TRUE;
  case CITE_HEAD_TITLE:
  case CITE_HEAD_SHORT:
    cite_base_set (base, m->name, FALSE, &none);
    base->amended = a->amendment != NULL && !a->quoted && m->steps->len > 0
                    && g_strcmp0 (m->name, cite_amendment_law (a->amendment)) == 0;
    return TRUE;
  case CITE_HEAD_SELF:
    if (a->instrument == NULL || !names_itself (a, m))
      return FALSE;
    base_self (a, m, base);
    return TRUE;
  case CITE_HEAD_OWN:
    base_owned (a, m, base);
    return a->instrument != NULL;
  case CITE_HEAD_PRECEDING:
    return a->instrument != NULL && base_preceding (a, m, base);
  case CITE_HEAD_THAT:
    if (m->name != NULL || m->level != QZ_LEVEL_ANNEX)
      return base_that (a, m, base);
    /* fall through */
  case CITE_HEAD_NONE:
    cite_base_naked (a, m, base);
    /* 判决第二项: where nothing has articles, a 项 of nothing known is of no law. */
    return base->title != NULL || a->places == NULL || cite_places_have_articles (a->places) || a->amendment != NULL
           || cite_depth (cite_first_level (m)) <= cite_depth (QZ_LEVEL_ARTICLE);
  }
  return FALSE;
}
