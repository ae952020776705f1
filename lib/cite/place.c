#include "config.h"

#include "lib/cite/place.h"

#include <string.h>

#include "lib/cite/address.h"

#define DEPTH_MAX 32

struct CitePlaces {
  const QzInstrument *instrument;
  GPtrArray *flat;     /* const QzProvision*, in document order */
  GPtrArray *articles; /* const QzProvision*: articles, or top headings without them */
  GHashTable *order;   /* article → its index + 1 */
  GHashTable *by_eid;  /* eid → const QzProvision* */
  guint next;          /* in flat: the first not yet begun */
  gboolean have_articles;
};

static gboolean
is_heading (const QzProvision *p)
{
  return p->level == QZ_LEVEL_HEADING;
}

static void
flatten (CitePlaces *places, const QzProvision *p, guint depth)
{
  if (p->eid != NULL) {
    g_ptr_array_add (places->flat, (gpointer)p);
    if (!g_hash_table_contains (places->by_eid, p->eid))
      g_hash_table_insert (places->by_eid, p->eid, (gpointer)p);
  }
  if (p->level == QZ_LEVEL_ARTICLE
      || (!places->have_articles && is_heading (p) && (p->parent == NULL || !is_heading (p->parent)))) {
    g_ptr_array_add (places->articles, (gpointer)p);
    g_hash_table_insert (places->order, (gpointer)p, GUINT_TO_POINTER (places->articles->len));
  }
  for (guint i = 0; depth < DEPTH_MAX && i < p->children->len; i++)
    flatten (places, p->children->pdata[i], depth + 1);
}

static gint
by_start (gconstpointer a, gconstpointer b)
{
  const QzProvision *x = *(const QzProvision *const *)a, *y = *(const QzProvision *const *)b;
  if (x->start != y->start)
    return x->start < y->start ? -1 : 1;
  return x->end != y->end ? (x->end > y->end ? -1 : 1) : cite_depth (x->level) - cite_depth (y->level);
}

static gboolean
holds_article (const QzProvision *p, guint depth)
{
  if (p->level == QZ_LEVEL_ARTICLE)
    return TRUE;
  for (guint i = 0; depth < DEPTH_MAX && i < p->children->len; i++)
    if (holds_article (p->children->pdata[i], depth + 1))
      return TRUE;
  return FALSE;
}

CitePlaces *
cite_places_new (const QzInstrument *instrument)
{
  CitePlaces *places = g_new0 (CitePlaces, 1);
  places->instrument = instrument;
  places->flat = g_ptr_array_new ();
  places->articles = g_ptr_array_new ();
  places->order = g_hash_table_new (NULL, NULL);
  places->by_eid = g_hash_table_new (g_str_hash, g_str_equal);
  places->have_articles = holds_article (instrument->body, 0);
  for (guint i = 0; !places->have_articles && instrument->annexes != NULL && i < instrument->annexes->len; i++)
    places->have_articles = holds_article (instrument->annexes->pdata[i], 0);
  flatten (places, instrument->body, 0);
  for (guint i = 0; instrument->annexes != NULL && i < instrument->annexes->len; i++)
    flatten (places, instrument->annexes->pdata[i], 0);
  g_ptr_array_sort (places->flat, by_start);
  return places;
}

void
cite_places_free (CitePlaces *places)
{
  if (places == NULL)
    return;
  g_ptr_array_unref (places->flat);
  g_ptr_array_unref (places->articles);
  g_hash_table_unref (places->order);
  g_hash_table_unref (places->by_eid);
  g_free (places);
}

gboolean
cite_places_have_articles (const CitePlaces *places)
{
  return places->have_articles;
}

static void
own_address (CitePlace *place)
{
  gint headings[3], n = 0;
  QzAddress *a = &place->address;
  const QzProvision *p = place->here;
  for (guint depth = 0; p != NULL && depth < DEPTH_MAX; p = p->parent, depth++)
    switch ((int)p->level) {
    case QZ_LEVEL_POINT:
      a->point = (gint)p->number;
      place->point = p;
      break;
    case QZ_LEVEL_ITEM:
      a->item = (gint)p->number;
      place->item = p;
      break;
    case QZ_LEVEL_PARAGRAPH:
      a->paragraph = (gint)p->number;
      place->paragraph = p;
      break;
    case QZ_LEVEL_ARTICLE:
      a->article = (gint)p->number;
      a->suffix = (gint)p->suffix;
      place->article = p;
      break;
    case QZ_LEVEL_HEADING:
      if (n < 3)
        headings[n++] = (gint)p->number;
      if (place->article == NULL || is_heading (place->article))
        place->article = p;
      break;
    case QZ_LEVEL_ANNEX:
      a->annex = (gint)p->number;
      break;
    default:
      break;
    }
  for (gint i = 0; i < n && a->article == 0; i++)
    a->heading[i] = headings[n - 1 - i];
}

void
cite_places_at (CitePlaces *places, gsize at, CitePlace *place)
{
  *place = (CitePlace){ 0 };
  while (places->next < places->flat->len && ((const QzProvision *)places->flat->pdata[places->next])->start <= at)
    places->next++;
  if (places->next == 0)
    return;
  const QzProvision *p = places->flat->pdata[places->next - 1];
  while (p != NULL && (p->end <= at || p->eid == NULL))
    p = p->parent;
  place->here = p;
  if (p != NULL) {
    own_address (place);
    place->repeated = strchr (p->eid, '~') != NULL;
  }
}

const QzProvision *
cite_places_find (const CitePlaces *places, const QzAddress *address)
{
  g_autofree char *eid = qz_address_to_eid (address);
  return eid != NULL ? g_hash_table_lookup (places->by_eid, eid) : NULL;
}

/* The paragraph of the article at ADDRESS that has its item, PREFERRED first, then from it backwards, then the rest. */
static gint
paragraph_with_item (const CitePlaces *places, QzAddress address, gint preferred)
{
  QzAddress article = address;
  cite_address_cut (&article, 5);
  const QzProvision *holder = cite_places_find (places, &article);
  if (holder == NULL)
    return 0;
  gint last = 0;
  for (guint i = 0; i < holder->children->len; i++)
    last = MAX (last, (gint)((const QzProvision *)holder->children->pdata[i])->number);
  last = MIN (last, 200);
  for (gint n = MIN (preferred, last); n >= 1; n--)
    if (address.paragraph = n, cite_places_find (places, &address) != NULL)
      return n;
  for (gint n = MAX (preferred, 0) + 1; n <= last; n++)
    if (address.paragraph = n, cite_places_find (places, &address) != NULL)
      return n;
  return 0;
}

/* The only heading of the second level that bears NUMBER, where such numbers run on through the sections. */
static gboolean
running_heading (const CitePlaces *places, gint annex, gint number, QzAddress *address)
{
  guint found = 0;
  for (guint i = 0; i < places->articles->len && i < 200 && found < 2; i++) {
    QzAddress at = { .annex = annex };
    at.heading[0] = (gint)((const QzProvision *)places->articles->pdata[i])->number;
    at.heading[1] = number;
    if (cite_places_find (places, &at) != NULL && (found == 0 || !cite_address_equal (&at, address)))
      *address = at, found++;
  }
  return found == 1;
}

/* In documents without articles 第（二）项 and 第11项 may be a heading one level down: of the section at hand, else
 * the only one of that number. */
static void
settle_heading (const CitePlaces *places, const CitePlace *from, QzAddress *address)
{
  QzAddress at = { .annex = address->annex };
  if (cite_places_find (places, address) != NULL || address->point > 0)
    return;
  for (gint depth = 2; depth >= 1; depth--) {
    const QzAddress *near = address->heading[0] > 0 || from == NULL ? address : &from->address;
    if (near->heading[depth - 1] == 0)
      continue;
    memset (at.heading, 0, sizeof at.heading);
    memcpy (at.heading, near->heading, sizeof (gint) * (gsize)depth);
    at.heading[depth] = address->item;
    if (cite_places_find (places, &at) != NULL) {
      *address = at;
      return;
    }
  }
  if (running_heading (places, address->annex, address->item, &at))
    *address = at;
}

/* 第五条 of a document that numbers 五、, or 5. through all its sections. */
static void
settle_article (const CitePlaces *places, QzAddress *address)
{
  QzAddress heading = *address, running;
  if (address->article == 0 || address->suffix != 0 || places->articles->len == 0)
    return;
  heading.article = 0;
  heading.heading[0] = address->article;
  if (cite_places_find (places, &heading) == NULL
      && running_heading (places, address->annex, address->article, &running)) {
    heading.heading[0] = running.heading[0];
    heading.heading[1] = running.heading[1];
  }
  *address = heading;
}

/* 第1项 where the print has 1. right below the paragraph. */
static gboolean
settle_point (const CitePlaces *places, QzAddress *address)
{
  QzAddress point = *address;
  if (address->point > 0)
    return FALSE;
  point.point = address->item;
  point.item = 0;
  for (point.paragraph = 1; point.paragraph <= 20; point.paragraph++)
    if (cite_places_find (places, &point) != NULL) {
      *address = point;
      return TRUE;
    }
  return FALSE;
}

void
cite_places_settle (const CitePlaces *places, const CitePlace *from, QzAddress *address)
{
  if (!places->have_articles) {
    settle_article (places, address);
    if (address->item > 0)
      settle_heading (places, from, address);
  }
  if (address->item == 0 || address->paragraph != 0)
    return;
  gint preferred = 0;
  QzAddress whole = *address;
  whole.item = whole.point = 0;
  if (from != NULL && from->address.paragraph > 0) {
    QzAddress own = from->address;
    cite_address_cut (&own, 5);
    if (cite_address_equal (&own, &whole))
      preferred = from->address.paragraph;
  }
  gint found = paragraph_with_item (places, *address, preferred);
  if (found == 0 && address->point > 0) {
    QzAddress item = *address;
    item.point = 0;
    found = paragraph_with_item (places, item, preferred);
  }
  if (found == 0 && settle_point (places, address))
    return;
  address->paragraph = found;
}

static void
address_of (const QzProvision *provision, QzAddress *address)
{
  CitePlace place = { .here = provision };
  own_address (&place);
  *address = place.address;
}

GArray *
cite_places_articles_before (const CitePlaces *places, const CitePlace *place, guint count)
{
  guint order = place->article != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (places->order, place->article)) : 0;
  if (order == 0 || count == 0 || order - 1 < count)
    return NULL;
  GArray *before = g_array_new (FALSE, FALSE, sizeof (QzAddress));
  for (guint i = order - 1 - count; i < order - 1; i++) {
    QzAddress address = { 0 };
    address_of (places->articles->pdata[i], &address);
    g_array_append_val (before, address);
  }
  return before;
}
