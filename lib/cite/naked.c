#include "config.h"

#include "lib/cite/context.h"

/* How a naked 第二项 finds what it belongs to, in this order:
 *  1. a citation before it in the same sentence (违反本法第十条第一项…；违反第二项…);
 *  2. the lead-in of the list it stands in (违反第十条规定的：（一）违反第一项…);
 *  3. its own article or paragraph.
 * Where the document itself is meant, the provision must exist and must not be the
 * citing one. A citation that names the rule to apply (依照…处罚) or a notion of another
 * law (认定为…规定的“情节严重”) gives way to the own article, unless it stands right before.
 */

static QzLevel
level_above (QzLevel level)
{
  return level == QZ_LEVEL_POINT ? QZ_LEVEL_ITEM : QZ_LEVEL_ARTICLE;
}

/* Whether units on MARK's address can be what is meant; BASE gets it cut to their level. */
static gboolean
can_inherit (const CiteContext *a, const CiteMention *m, const CiteMark *mark, QzAddress *base)
{
  const CiteStep *step = &g_array_index (m->steps, CiteStep, 0);
  if (!cite_mark_known (mark) || !cite_has_level (&mark->address, level_above (step->level)))
    return FALSE;
  *base = mark->address;
  cite_address_cut (base, cite_depth (step->level));
  if (!mark->self || a->places == NULL)
    return TRUE;
  QzAddress target = *base;
  cite_address_set (&target, step->level, step->number, step->suffix);
  cite_places_settle (a->places, &a->place, &target);
  return cite_places_find (a->places, &target) != NULL && !cite_address_holds (&target, &a->place.address);
}

/* The own provision that holds such units; FALSE when it has none of that number, or it is the citing one. */
static gboolean
own_has (const CiteContext *a, const CiteMention *m, QzAddress *base)
{
  const CiteStep *step = &g_array_index (m->steps, CiteStep, 0);
  *base = a->place.address;
  cite_address_cut (base, step->level == QZ_LEVEL_ITEM ? 5 : cite_depth (step->level));
  if (a->places == NULL || a->place.article == NULL)
    return FALSE;
  QzAddress target = *base;
  cite_address_set (&target, step->level, step->number, step->suffix);
  cite_places_settle (a->places, &a->place, &target);
  if (cite_places_find (a->places, &target) == NULL || cite_address_holds (&target, &a->place.address))
    return FALSE;
  *base = target;
  cite_address_cut (base, cite_depth (step->level));
  return TRUE;
}

/* Whether MARK in the same sentence is not what the naked units continue: the rule to apply, or a notion of another
 * law. */
static gboolean
turns_away (const CiteContext *a, const CiteMention *m, const CiteMark *mark, CiteFrame frame)
{
  return a->instrument != NULL && (mark->frame == CITE_FRAME_APPLIED || mark->frame == CITE_FRAME_DEEMED)
         && mark->frame != frame && m->start - mark->end > CITE_ADJACENT;
}

/* Steps 1 and 2: TRUE when a citation before gives the base. *WEAK is one that would do if nothing better does. */
static gboolean
inherit (const CiteContext *a, const CiteMention *m, CiteBase *base, const CiteMark **weak)
{
  CiteFrame frame = cite_frame_at (a, m->start);
  QzAddress address;
  const CiteMark *mark;
  for (guint i = 0; i < CITE_LOOK_BACK && (mark = cite_mark_at (a, i)) != NULL; i++) {
    gboolean same = a->instrument == NULL || mark->sentence == a->sentence;
    if (!same && mark->here != a->place.here)
      break;
    if (!can_inherit (a, m, mark, &address))
      continue;
    if (same && !turns_away (a, m, mark, frame)) {
      cite_base_mark (mark, &address, base);
      return TRUE;
    }
    if (*weak == NULL)
      *weak = mark;
  }
  for (const QzProvision *p = a->place.here != NULL ? a->place.here->parent : NULL; p != NULL; p = p->parent) {
    guint index = GPOINTER_TO_UINT (g_hash_table_lookup (a->last_in, p));
    if (index == 0)
      continue;
    mark = &g_array_index (a->marks, CiteMark, index - 1);
    if (!can_inherit (a, m, mark, &address))
      continue;
    if (mark->frame == CITE_FRAME_ACT) {
      cite_base_mark (mark, &address, base);
      return TRUE;
    }
    if (*weak == NULL)
      *weak = mark;
  }
  return FALSE;
}

/* Whether the document has the article, and the paragraph, that the units start with; *ANNEX tells that its annex has.
 */
static gboolean
document_has (const CiteContext *a, const CiteMention *m, gboolean *annex)
{
  QzAddress target = { .annex = a->place.address.annex };
  *annex = target.annex > 0;
  if (a->places == NULL || !cite_places_have_articles (a->places))
    return FALSE;
  for (guint round = 0; round < 2; round++) {
    for (guint i = 0; i < m->steps->len && (i == 0 || g_array_index (m->steps, CiteStep, i).link == CITE_DEEPER); i++) {
      const CiteStep *step = &g_array_index (m->steps, CiteStep, i);
      cite_address_set (&target, step->level, step->number, step->suffix);
      if (step->level == QZ_LEVEL_PARAGRAPH)
        break;
    }
    if (target.item == 0 && cite_places_find (a->places, &target) != NULL)
      return TRUE;
    cite_places_settle (a->places, &a->place, &target);
    if (cite_places_find (a->places, &target) != NULL)
      return TRUE;
    if (!*annex)
      return FALSE;
    *annex = FALSE;
    target = (QzAddress){ 0 };
  }
  return FALSE;
}

/* A bare 第十条: of the law that the sentence enumerates, else of the document itself, else of the law it is about. */
static void
base_article (const CiteContext *a, const CiteMention *m, CiteBase *base)
{
  static const QzAddress none;
  const CiteMark *last = cite_mark_at (a, 0);
  gboolean known = last != NULL && cite_mark_known (last), annex;
  gboolean same = known && (a->instrument == NULL || last->sentence == a->sentence);

  if (same && m->start - last->end <= CITE_ADJACENT)
    cite_base_mark (last, &none, base);
  else if (a->amendment != NULL)
    cite_base_own (a, base, &none);
  else if (document_has (a, m, &annex))
    cite_base_own (a, base, annex ? &(QzAddress){ .annex = a->place.address.annex } : &none);
  else if (same)
    cite_base_mark (last, &none, base);
  else if (a->instrument == NULL && !known)
    cite_base_unknown (base);
  else if (a->subject != NULL)
    cite_base_set (base, a->subject, FALSE, &none);
  else if (known && (a->instrument == NULL || (!cite_places_have_articles (a->places) && !last->self)))
    cite_base_mark (last, &none, base);
  else
    cite_base_own (a, base, &none);
}

void
cite_base_naked (const CiteContext *a, const CiteMention *m, CiteBase *base)
{
  const CiteMark *weak = NULL;
  QzAddress address = { 0 };

  if (cite_depth (cite_first_level (m)) <= cite_depth (QZ_LEVEL_ARTICLE)) {
    base_article (a, m, base);
    return;
  }
  if (inherit (a, m, base, &weak))
    return;
  if (a->amendment != NULL) {
    cite_amendment_position (a->amendment, &address);
    cite_address_cut (&address, cite_depth (cite_first_level (m)));
    if (address.article > 0)
      cite_base_own (a, base, &address);
    else
      cite_base_unknown (base);
    return;
  }
  if (own_has (a, m, &address))
    cite_base_own (a, base, &address);
  else if (weak != NULL && can_inherit (a, m, weak, &address))
    cite_base_mark (weak, &address, base);
  else if (a->place.article != NULL) {
    address = a->place.address;
    cite_address_cut (&address, cite_first_level (m) == QZ_LEVEL_ITEM ? 5 : cite_depth (cite_first_level (m)));
    cite_base_own (a, base, &address);
  } else
    cite_base_unknown (base);
}
