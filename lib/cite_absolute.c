#include "config.h"

#include "lib/cite_absolute.h"

#include <string.h>

#include <quanze/fold.h>

#include "lib/cite_address.h"
#include "lib/cite_amendment.h"
#include "lib/cite_place.h"

/* How a naked 第二项 finds what it belongs to, in this order:
 *  1. a citation before it in the same sentence (违反本法第十条第一项…；违反第二项…);
 *  2. the lead-in of the list it stands in (违反第十条规定的：（一）违反第一项…);
 *  3. its own article or paragraph.
 * Where the document itself is meant, the provision must exist and must not be the
 * citing one. A citation that names the rule to apply (依照…处罚) or a notion of another
 * law (认定为…规定的“情节严重”) gives way to the own article, unless it stands right before.
 */

#define LOOK_BACK 24   /* citations */
#define ADJACENT 24    /* bytes between two citations of which the second continues the first */

/* What the words before a citation say of it. */
typedef enum {
  FRAME_PLAIN,
  FRAME_APPLIED,   /* 依照…处罚: the rule to apply */
  FRAME_DEEMED,    /* 应当认定为…规定的“情节严重”: a notion taken from it */
  FRAME_ACT        /* 违反…, 有…行为: what was done */
} Frame;

/* A citation already made absolute, as one that others can inherit from. */
typedef struct {
  const char        *title;     /* borrowed of its target; NULL unknown */
  gboolean           self, amended;
  QzAddress          address;   /* the last of its targets */
  gsize              start, end;
  const QzProvision *here;
  guint              sentence;
  Frame              frame;
  const QzCitation  *citation;
} Mark;

typedef struct {
  const QzInstrument *instrument;   /* NULL: a lone string */
  const char         *text;
  const CiteScope    *scope;
  CitePlaces         *places;
  CiteAmendment      *amendment;
  char               *subject;      /* the law a document without articles is about; NULL */
  GPtrArray          *done;         /* QzCitation* */
  GArray             *marks;        /* Mark */
  GHashTable         *last_in;      /* const QzProvision* → index + 1 of its last mark */
  gsize               read;         /* up to where sentences were counted */
  guint               sentence;
  CitePlace           place;        /* of the mention at hand */
  gboolean            quoted;
} Absolute;

/* What a mention's units are counted from. */
typedef struct {
  const char *title;
  gboolean    self, amended;
  GArray     *addresses;   /* QzAddress: one, or several for 前两款 */
} Base;

static void
base_set (Base *base, const char *title, gboolean self, const QzAddress *address)
{
  base->title = title;
  base->self = self;
  g_array_set_size (base->addresses, 0);
  g_array_append_val (base->addresses, *address);
}

static const char *
self_title (const Absolute *a)
{
  return a->instrument != NULL ? a->instrument->title : NULL;
}

/* The document that relative words mean: itself, or the law an amending decision amends. */
static void
base_own (const Absolute *a, Base *base, const QzAddress *address)
{
  if (a->amendment != NULL)
    {
      base_set (base, cite_amendment_law (a->amendment), FALSE, address);
      base->amended = !a->quoted;
    }
  else
    base_set (base, self_title (a), a->instrument != NULL, address);
}

static void
base_unknown (Base *base)
{
  static const QzAddress none;
  base_set (base, NULL, FALSE, &none);
}

/* ---- sentences and frames ---- */

static void
count_sentences (Absolute *a, gsize to)
{
  for (const char *p = a->text + a->read, *stop = a->text + to; p < stop; p = g_utf8_next_char (p))
    if (*p == '\n' || cite_char_in (p, "。！？"))
      a->sentence++;
  a->read = MAX (a->read, to);
}

static gboolean
joins (const char *p, const char *stop)
{
  while (p < stop && cite_char_in (p, "、和或及与者以 ，"))
    p = g_utf8_next_char (p);
  return p >= stop;
}

static const struct {
  Frame       frame;
  const char *word;
} frames[] = {
  { FRAME_APPLIED, "依照" },   { FRAME_APPLIED, "按照" },     { FRAME_APPLIED, "根据" },     { FRAME_APPLIED, "依据" },
  { FRAME_APPLIED, "适用" },   { FRAME_APPLIED, "参照" },     { FRAME_APPLIED, "援引" },     { FRAME_APPLIED, "比照" },
  { FRAME_APPLIED, "照" },     { FRAME_APPLIED, "按" },       { FRAME_APPLIED, "依" },       { FRAME_DEEMED, "认定为" },
  { FRAME_DEEMED, "属于" },    { FRAME_DEEMED, "构成" },      { FRAME_DEEMED, "视为" },      { FRAME_DEEMED, "作为" },
  { FRAME_DEEMED, "称为" },    { FRAME_DEEMED, "是指" },      { FRAME_DEEMED, "达到" },      { FRAME_ACT, "违反" },
  { FRAME_ACT, "违背" },       { FRAME_ACT, "有" },           { FRAME_ACT, "具有" },         { FRAME_ACT, "实施" },
  { FRAME_ACT, "未按照" },     { FRAME_ACT, "未依照" },       { FRAME_ACT, "不按照" },       { FRAME_ACT, "不依照" },
  { FRAME_ACT, "未遵守" },     { FRAME_ACT, "未履行" },       { FRAME_ACT, "不履行" },       { FRAME_ACT, "不符合" },
  { FRAME_ACT, "不遵守" },
};

/* What the citation that starts at START is said to be; the longest word before it tells, or the citation it is joined to. */
static Frame
frame_at (const Absolute *a, gsize start)
{
  Frame       frame = FRAME_PLAIN;
  gsize       best = 0;
  const Mark *last = a->marks->len > 0 ? &g_array_index (a->marks, Mark, a->marks->len - 1) : NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (frames); i++)
    {
      gsize len = strlen (frames[i].word);
      if (len > best && start >= len && strncmp (a->text + start - len, frames[i].word, len) == 0)
        frame = frames[i].frame, best = len;
    }
  if (best == 0 && last != NULL && last->end <= start && start - last->end < ADJACENT && joins (a->text + last->end, a->text + start))
    return last->frame;
  return frame;
}

/* ---- heads ---- */

/* 前项, 前三项 outside a list speak of the paragraph before: 前三项 of its first three items, 前项 in older texts of
 * the paragraph itself. */
static void
base_items_before (const Absolute *a, gint count, QzAddress *own, Base *base)
{
  cite_address_cut (own, 6);
  if (--own->paragraph < 1)
    {
      base_unknown (base);
      return;
    }
  base_own (a, base, own);
  if (count <= 1)
    return;
  QzAddress last = *own;
  last.item = count;
  if (a->places == NULL || cite_places_find (a->places, &last) == NULL)
    {
      base_unknown (base);
      return;
    }
  g_array_set_size (base->addresses, 0);
  for (own->item = 1; own->item <= count; own->item++)
    g_array_append_val (base->addresses, *own);
}

/* FALSE when no citation after all: 从大到小排序的前三项. */
static gboolean
base_preceding (const Absolute *a, const CiteMention *m, Base *base)
{
  QzAddress own = a->place.address;
  gint      count = (gint) m->count;
  if (a->amendment != NULL)
    cite_amendment_position (a->amendment, &own);
  if (m->level == QZ_LEVEL_ARTICLE)
    {
      QzAddress before = own;
      GArray   *articles = a->amendment == NULL ? cite_places_articles_before (a->places, &a->place, m->count) : NULL;
      if (articles != NULL && articles->len > 0)
        {
          base_own (a, base, &own);
          g_array_set_size (base->addresses, 0);
          g_array_append_vals (base->addresses, articles->data, articles->len);
        }
      else if (a->amendment != NULL && own.article > count)
        {
          cite_address_set (&before, QZ_LEVEL_ARTICLE, own.article - MAX (count, 1), 0);
          base_own (a, base, &before);
        }
      else
        base_unknown (base);
      if (articles != NULL)
        g_array_unref (articles);
      return TRUE;
    }
  QzLevel level = m->level;
  gint    number = level == QZ_LEVEL_PARAGRAPH ? own.paragraph : level == QZ_LEVEL_ITEM ? own.item : level == QZ_LEVEL_POINT ? own.point : 0;
  if (m->level == QZ_LEVEL_ITEM && number == 0 && own.point > 0)
    {
      number = own.point;
      level = QZ_LEVEL_POINT;
    }
  else if (m->level == QZ_LEVEL_ITEM && number == 0)
    {
      base_items_before (a, count, &own, base);
      return count <= 1 || base->title != NULL;
    }
  gint first = count == 0 ? 1 : number - count;
  if (number == 0 || first < 1 || first >= number)
    {
      base_unknown (base);
      return TRUE;
    }
  base_own (a, base, &own);
  g_array_set_size (base->addresses, 0);
  for (gint n = first; n < number && base->addresses->len < CITE_TARGETS_MAX; n++)
    {
      cite_address_set (&own, level, n, 0);
      g_array_append_val (base->addresses, own);
    }
  return TRUE;
}

static void
base_division (const Absolute *a, QzLevel level, Base *base)
{
  const QzProvision *p = a->place.here;
  QzAddress          address;
  while (p != NULL && p->level != level)
    p = p->parent;
  if (a->amendment != NULL || p == NULL || p->eid == NULL || !qz_address_from_eid (p->eid, &address))
    address = (QzAddress){ .annex = a->place.address.annex };   /* a part published as a file of its own */
  base_own (a, base, &address);
}

static void
base_owned (const Absolute *a, const CiteMention *m, Base *base)
{
  QzAddress own = a->place.address;
  if (cite_depth (m->level) < cite_depth (QZ_LEVEL_ARTICLE))
    {
      base_division (a, m->level, base);
      return;
    }
  if (a->amendment != NULL)
    cite_amendment_position (a->amendment, &own);
  cite_address_cut (&own, cite_depth (m->level) + 1);
  if (m->level == QZ_LEVEL_ARTICLE && own.heading[0] > 0)
    own.heading[1] = own.heading[2] = 0;
  gint there = m->level == QZ_LEVEL_ARTICLE ? own.article + own.heading[0] : m->level == QZ_LEVEL_PARAGRAPH ? own.paragraph
             : m->level == QZ_LEVEL_ITEM ? own.item : own.point;
  if (there > 0)
    base_own (a, base, &own);
  else
    base_unknown (base);
}

static gboolean
title_has_noun (const char *title, const char *noun)
{
  const char *own = title != NULL ? cite_law_noun (title, strlen (title)) : NULL;
  return own != NULL && (g_str_has_suffix (own, noun) || (strcmp (noun, "法") == 0 && strcmp (own, "法典") == 0));
}

/* 本决定, 本目录, 本标准 mean the document only where it is one (不服本决定 in a procedure rule means another). */
static gboolean
names_itself (const Absolute *a, const CiteMention *m)
{
  static const char *const sure[] = { "法", "法典", "条例", "办法", "规定", "细则", "规则", "解释" };
  for (gsize i = 0; i < G_N_ELEMENTS (sure); i++)
    if (g_str_has_suffix (m->name, sure[i]))
      return TRUE;
  return m->steps->len > 0 || self_title (a) == NULL || strstr (self_title (a), m->name) != NULL;
}

/* 本决定 of an amending decision is the decision; 本法 there is the law amended. */
static void
base_self (const Absolute *a, const CiteMention *m, Base *base)
{
  QzAddress whole = { .annex = a->place.address.annex };
  if (a->amendment != NULL && !a->quoted && title_has_noun (self_title (a), m->name))
    {
      whole.annex = 0;
      base_set (base, self_title (a), TRUE, &whole);
      return;
    }
  if (a->amendment != NULL || m->steps->len == 0)
    whole.annex = 0;
  base_own (a, base, &whole);
}

static const Mark *
mark_at (const Absolute *a, guint back)
{
  return back < a->marks->len ? &g_array_index (a->marks, Mark, a->marks->len - 1 - back) : NULL;
}

static gboolean
has_level (const QzAddress *address, QzLevel level)
{
  switch ((int) level)
    {
    case QZ_LEVEL_ARTICLE: return address->article > 0 || address->heading[0] > 0;
    case QZ_LEVEL_PARAGRAPH: return address->paragraph > 0;
    case QZ_LEVEL_ITEM: return address->item > 0;
    case QZ_LEVEL_POINT: return address->point > 0;
    default: return TRUE;
    }
}

/* 该条 of what MARK cites; 各该条 each article that it cites. */
static void
base_mark_at (const Absolute *a, const CiteMention *m, const Mark *mark, Base *base)
{
  gboolean  each = cite_char_before (a->text, a->text + m->start) == 0x5404 /* 各 */;
  QzAddress address = mark->address;
  cite_address_cut (&address, cite_depth (m->level) + 1);
  base_set (base, mark->title, mark->self, &address);
  for (guint i = 0; each && i < mark->citation->targets->len; i++)
    {
      QzAddress one = ((const QzTarget *) mark->citation->targets->pdata[i])->address;
      cite_address_cut (&one, cite_depth (m->level) + 1);
      if (i == 0)
        g_array_set_size (base->addresses, 0);
      if (i == 0 || !cite_address_equal (&one, &g_array_index (base->addresses, QzAddress, base->addresses->len - 1)))
        g_array_append_val (base->addresses, one);
    }
}

/* 同法 is the law cited last whose title says it is one; 该条 the article cited last in the same provision. */
static gboolean
base_that (const Absolute *a, const CiteMention *m, Base *base)
{
  static const QzAddress none;
  const Mark            *mark;
  for (guint i = 0; i < LOOK_BACK && (mark = mark_at (a, i)) != NULL; i++)
    if (m->name != NULL)
      {
        if (title_has_noun (mark->title, m->name))
          {
            base_set (base, mark->title, mark->self, &none);
            return TRUE;
          }
      }
    else if (has_level (&mark->address, m->level) && (mark->here == a->place.here || mark->here == a->place.paragraph))
      {
        base_mark_at (a, m, mark, base);
        return TRUE;
      }
  base_unknown (base);
  return m->name != NULL && m->steps->len > 0;
}

/* ---- naked units ---- */

static QzLevel
first_level (const CiteMention *m)
{
  return g_array_index (m->steps, CiteStep, 0).level;
}

static QzLevel
level_above (QzLevel level)
{
  return level == QZ_LEVEL_POINT ? QZ_LEVEL_ITEM : QZ_LEVEL_ARTICLE;
}

/* Whether units on MARK's address can be what is meant; BASE gets it cut to their level. */
static gboolean
can_inherit (const Absolute *a, const CiteMention *m, const Mark *mark, QzAddress *base)
{
  const CiteStep *step = &g_array_index (m->steps, CiteStep, 0);
  if (mark->title == NULL || !has_level (&mark->address, level_above (step->level)))
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
own_has (const Absolute *a, const CiteMention *m, QzAddress *base)
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

static void
base_mark (const Mark *mark, const QzAddress *address, Base *base)
{
  base_set (base, mark->title, mark->self, address);
  base->amended = mark->amended;
}

/* Whether MARK in the same sentence is not what the naked units continue: the rule to apply, or a notion of another law. */
static gboolean
turns_away (const Absolute *a, const CiteMention *m, const Mark *mark, Frame frame)
{
  return a->instrument != NULL && (mark->frame == FRAME_APPLIED || mark->frame == FRAME_DEEMED) && mark->frame != frame
         && m->start - mark->end > ADJACENT;
}

/* Steps 1 and 2: TRUE when a citation before gives the base. *WEAK is one that would do if nothing better does. */
static gboolean
inherit (const Absolute *a, const CiteMention *m, Base *base, const Mark **weak)
{
  Frame       frame = frame_at (a, m->start);
  QzAddress   address;
  const Mark *mark;
  for (guint i = 0; i < LOOK_BACK && (mark = mark_at (a, i)) != NULL; i++)
    {
      gboolean same = a->instrument == NULL || mark->sentence == a->sentence;
      if (!same && mark->here != a->place.here)
        break;
      if (!can_inherit (a, m, mark, &address))
        continue;
      if (same && !turns_away (a, m, mark, frame))
        {
          base_mark (mark, &address, base);
          return TRUE;
        }
      if (*weak == NULL)
        *weak = mark;
    }
  for (const QzProvision *p = a->place.here != NULL ? a->place.here->parent : NULL; p != NULL; p = p->parent)
    {
      guint index = GPOINTER_TO_UINT (g_hash_table_lookup (a->last_in, p));
      if (index == 0)
        continue;
      mark = &g_array_index (a->marks, Mark, index - 1);
      if (!can_inherit (a, m, mark, &address))
        continue;
      if (mark->frame == FRAME_ACT)
        {
          base_mark (mark, &address, base);
          return TRUE;
        }
      if (*weak == NULL)
        *weak = mark;
    }
  return FALSE;
}

/* A bare 第十条: of the law that the sentence enumerates, else of the document itself. */
static void
base_article (const Absolute *a, const CiteMention *m, Base *base)
{
  static const QzAddress none;
  const Mark            *last = mark_at (a, 0);
  const CiteStep        *step = &g_array_index (m->steps, CiteStep, 0);
  gboolean               same = last != NULL && last->title != NULL && (a->instrument == NULL || last->sentence == a->sentence);
  gboolean               exists = FALSE;

  if (same && m->start - last->end <= ADJACENT)
    {
      base_mark (last, &none, base);
      return;
    }
  if (a->amendment != NULL)
    {
      base_own (a, base, &none);
      return;
    }
  if (a->places != NULL)
    {
      QzAddress target = { .annex = a->place.address.annex };
      cite_address_set (&target, step->level, step->number, step->suffix);
      exists = cite_places_have_articles (a->places) && cite_places_find (a->places, &target) != NULL;
      if (exists && target.annex > 0)
        {
          base_own (a, base, &(QzAddress){ .annex = target.annex });
          return;
        }
    }
  if (same && !exists)
    base_mark (last, &none, base);
  else if (a->instrument == NULL)
    {
      if (last != NULL && last->title != NULL)
        base_mark (last, &none, base);
      else
        base_unknown (base);
    }
  else if (!exists && !cite_places_have_articles (a->places) && a->subject != NULL)
    base_set (base, a->subject, FALSE, &none);
  else if (!exists && !cite_places_have_articles (a->places) && last != NULL && last->title != NULL && !last->self)
    base_mark (last, &none, base);
  else
    base_own (a, base, &none);
}

static void
base_naked (const Absolute *a, const CiteMention *m, Base *base)
{
  const Mark *weak = NULL;
  QzAddress   address = { 0 };

  if (cite_depth (first_level (m)) <= cite_depth (QZ_LEVEL_ARTICLE))
    {
      base_article (a, m, base);
      return;
    }
  if (inherit (a, m, base, &weak))
    return;
  if (a->amendment != NULL)
    {
      cite_amendment_position (a->amendment, &address);
      cite_address_cut (&address, cite_depth (first_level (m)));
      if (address.article > 0)
        base_own (a, base, &address);
      else
        base_unknown (base);
      return;
    }
  if (own_has (a, m, &address))
    base_own (a, base, &address);
  else if (weak != NULL && can_inherit (a, m, weak, &address))
    base_mark (weak, &address, base);
  else if (a->place.article != NULL)
    {
      address = a->place.address;
      cite_address_cut (&address, first_level (m) == QZ_LEVEL_ITEM ? 5 : cite_depth (first_level (m)));
      base_own (a, base, &address);
    }
  else
    base_unknown (base);
}

/* The document's own 文号 above its text. */
static gboolean
is_own_number (const Absolute *a, const CiteMention *m)
{
  if (a->instrument == NULL || a->instrument->number == NULL || a->place.article != NULL)
    return FALSE;
  g_autofree char *own = qz_fold_text (a->instrument->number, -1, QZ_FOLD_PLAIN);
  g_autofree char *cited = qz_fold_text (m->name, -1, QZ_FOLD_PLAIN);
  return strcmp (own, cited) == 0;
}

/* FALSE when the mention is no citation after all. */
static gboolean
find_base (const Absolute *a, const CiteMention *m, Base *base)
{
  static const QzAddress none;
  switch (m->head)
    {
    case CITE_HEAD_NUMBER:
      if (is_own_number (a, m))
        return FALSE;
      /* fall through */
    case CITE_HEAD_TITLE:
    case CITE_HEAD_SHORT:
      base_set (base, m->name, FALSE, &none);
      base->amended = a->amendment != NULL && !a->quoted && m->steps->len > 0 && g_strcmp0 (m->name, cite_amendment_law (a->amendment)) == 0;
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
      base_naked (a, m, base);
      /* 判决第二项: where nothing has articles, a 项 of nothing known is of no law. */
      return base->title != NULL || a->places == NULL || cite_places_have_articles (a->places) || a->amendment != NULL
             || cite_depth (first_level (m)) <= cite_depth (QZ_LEVEL_ARTICLE);
    }
  return FALSE;
}

/* ---- citations ---- */

static QzCitationForm
form_of (CiteHead head)
{
  static const QzCitationForm forms[] = {
    [CITE_HEAD_NONE] = QZ_CITE_NAKED,         [CITE_HEAD_TITLE] = QZ_CITE_TITLE, [CITE_HEAD_SHORT] = QZ_CITE_SHORT,
    [CITE_HEAD_SELF] = QZ_CITE_SELF,          [CITE_HEAD_OWN] = QZ_CITE_SELF,
    [CITE_HEAD_PRECEDING] = QZ_CITE_RELATIVE, [CITE_HEAD_THAT] = QZ_CITE_RELATIVE, [CITE_HEAD_NUMBER] = QZ_CITE_NUMBER,
  };
  return forms[head];
}

static void
target_free (gpointer data)
{
  QzTarget *target = data;
  g_free (target->title);
  g_free (target->key);
  g_free (target->id);
  g_free (target);
}

static char *
key_of (const CiteMention *m, const Base *base)
{
  if (base->title == NULL)
    return NULL;
  return m->head == CITE_HEAD_NUMBER ? qz_fold_text (base->title, -1, QZ_FOLD_PLAIN) : qz_title_key (base->title);
}

static void
add_targets (const Absolute *a, const CiteMention *m, const Base *base, GPtrArray *targets)
{
  g_autofree char *key = key_of (m, base);
  for (guint i = 0; i < base->addresses->len; i++)
    {
      g_autoptr (GArray) addresses = cite_expand (&g_array_index (base->addresses, QzAddress, i), m->steps);
      for (guint j = 0; j < addresses->len && targets->len < CITE_TARGETS_MAX; j++)
        {
          QzTarget *target = g_new0 (QzTarget, 1);
          target->title = g_strdup (base->title);
          target->key = g_strdup (key);
          target->self = base->self;
          target->amended = base->amended;
          target->address = g_array_index (addresses, QzAddress, j);
          if (base->self && a->places != NULL)
            cite_places_settle (a->places, &a->place, &target->address);
          if (base->self && a->place.repeated && m->head != CITE_HEAD_SELF && cite_address_same_article (&target->address, &a->place.address))
            {
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
remember (Absolute *a, const CiteMention *m, const QzCitation *citation)
{
  const QzTarget *last = citation->targets->pdata[citation->targets->len - 1];
  Mark            mark = {
               .title = last->title,
               .self = last->self,
               .amended = last->amended,
               .address = last->address,
               .start = m->start,
               .end = m->end,
               .here = a->place.here,
               .sentence = a->sentence,
               .frame = frame_at (a, m->start),
               .citation = citation,
  };
  if (m->head == CITE_HEAD_NUMBER)
    return;
  g_array_append_val (a->marks, mark);
  if (mark.here != NULL)
    g_hash_table_insert (a->last_in, (gpointer) mark.here, GUINT_TO_POINTER (a->marks->len));
  if (a->amendment != NULL && !a->quoted && !last->self && (m->head == CITE_HEAD_TITLE || m->head == CITE_HEAD_SHORT || m->steps->len > 0))
    cite_amendment_note (a->amendment, last->title, &last->address);
}

/* The number or heading of a provision itself is not a citation of it. */
static gboolean
is_own_head (const Absolute *a, const CiteMention *m)
{
  if (m->head != CITE_HEAD_NONE)
    return FALSE;
  const char *line = a->text + m->start;
  while (line > a->text && (line[-1] == ' ' || line[-1] == '#' || line[-1] == '*'))
    line--;
  gboolean first = line == a->text || line[-1] == '\n';
  if (first && cite_depth (first_level (m)) < cite_depth (QZ_LEVEL_ARTICLE))
    return TRUE;
  const QzProvision *p = a->place.here;
  for (; p != NULL; p = p->parent)
    if (m->start == p->start && p->num != NULL)
      return TRUE;
  if (a->amendment != NULL && first_level (m) == QZ_LEVEL_ARTICLE && m->steps->len == 1)
    {
      /* “第九条 … heads an article of the new text. */
      gunichar    before = cite_char_before (a->text, a->text + m->start);
      const char *after = a->text + m->end;
      return (first || before == 0x201c) && cite_skip_blanks (after, 1) > after;
    }
  return FALSE;
}

static void
read_mention (Absolute *a, const CiteMention *m)
{
  g_autoptr (GArray) addresses = g_array_new (FALSE, FALSE, sizeof (QzAddress));
  Base               base = { .addresses = addresses };

  count_sentences (a, m->start);
  if (a->places != NULL)
    cite_places_at (a->places, m->start, &a->place);
  if (a->amendment != NULL)
    {
      cite_amendment_read (a->amendment, m->start);
      a->quoted = cite_amendment_quoted (a->amendment);
    }
  if ((a->instrument != NULL && is_own_head (a, m)) || !find_base (a, m, &base))
    return;
  QzCitation *citation = g_new0 (QzCitation, 1);
  citation->start = m->start;
  citation->end = m->end;
  citation->form = form_of (m->head);
  citation->from = a->place.here != NULL ? g_strdup (a->place.here->eid) : NULL;
  citation->targets = g_ptr_array_new_with_free_func (target_free);
  add_targets (a, m, &base, citation->targets);
  g_ptr_array_add (a->done, citation);
  remember (a, m, citation);
}

GPtrArray *
cite_absolute (const QzInstrument *instrument, const char *text, const CiteScope *scope, const GPtrArray *mentions)
{
  Absolute a = { .instrument = instrument, .text = text, .scope = scope };
  a.done = g_ptr_array_new_with_free_func ((GDestroyNotify) qz_citation_free);
  a.marks = g_array_new (FALSE, FALSE, sizeof (Mark));
  a.last_in = g_hash_table_new (NULL, NULL);
  if (instrument != NULL)
    {
      a.places = cite_places_new (instrument);
      a.amendment = cite_amendment_new (instrument->title, text, scope);
      if (instrument->title != NULL && !cite_places_have_articles (a.places))
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
