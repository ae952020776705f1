#include "config.h"

#include "lib/cite/mention.h"

#include <string.h>

#include "lib/cite/number.h"
#include "lib/cite/pointer.h"
#include "lib/cite/title.h"
#include "lib/structure/places.h"

/* The one loop that sees every byte. It looks closer only at the first bytes of the
 * words that can start a mention; every look is bounded, so the whole is linear. */

#define PLACE_MAX_BYTES 60 /* bytes of a place before 实施《…》办法 */
#define NOTE_MAX 600 /* bytes of a round bracket between a title and its 第…条 */

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
  const char *text;
  const CiteScope *scope;
  GPtrArray *found;
} Scan;

/* Where the last mention ended. */
static gsize
floor_of (const Scan *scan)
{
  return scan->found->len > 0 ? ((CiteMention *)scan->found->pdata[scan->found->len - 1])->end : 0;
}

static CiteMention *
mention_new (const Scan *scan, CiteHead head, const char *start, const char *head_end)
{
  CiteMention *mention = g_new0 (CiteMention, 1);
  mention->head = head;
  mention->start = (gsize)(start - scan->text);
  mention->head_end = mention->end = (gsize)(head_end - scan->text);
  mention->steps = g_array_new (FALSE, FALSE, sizeof (CiteStep));
  return mention;
}

/* Units and annexes behind P, a few blanks apart; P when there are none. Units of other SHAPES than 第… must follow at
 * once. */
static const char *
read_units (const char *p, guint shapes, gint base, GArray *steps)
{
  const char *q = cite_skip_blanks (p, 2), *end;
  gint annex;
  if (base < 0 && cite_annex_at (q, &annex, &end)) {
    CiteStep step = { QZ_LEVEL_ANNEX, annex, 0, CITE_DEEPER };
    g_array_append_val (steps, step);
    p = end;
    return cite_units_at (p, CITE_ORDINAL | CITE_BRACKET, -1, steps, &end) ? end : p;
  }
  return cite_units_at (q, q == p ? shapes : CITE_ORDINAL, base, steps, &end) ? end : p;
}

/* The same past round brackets: 《…法》（以下简称…）第一条. */
static const char *
read_units_past_notes (const char *p, GArray *steps)
{
  const char *q = p;
  for (guint notes = 0; notes < 3; notes++) {
    const char *end = read_units (q, CITE_ORDINAL, -1, steps);
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
  mention->end = (gsize)(end - scan->text);
  g_ptr_array_add (scan->found, mention);
  return end;
}

/* Bodies that are printed before a title which lacks them: 最高人民法院《关于…的解释》 */
static const char *const issuers[] = {
  "最高人民法院、最高人民检察院",
  "最高人民法院、最高人民检察院、公安部",
  "最高人民法院",
  "最高人民检察院",
  "国务院办公厅",
  "国务院",
  "全国人民代表大会常务委员会",
  "全国人大常委会",
  "公安部",
  "司法部",
  "财政部",
};

static char *
title_with_issuer (const Scan *scan, const char *open, char *title)
{
  if (!cite_starts (title, "关于"))
    return title;
  const char *best = NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (issuers); i++) {
    gsize n = strlen (issuers[i]);
    if ((gsize)(open - scan->text) >= n && strncmp (open - n, issuers[i], n) == 0
        && (best == NULL || n > strlen (best)))
      best = issuers[i];
  }
  if (best == NULL)
    return title;
  char *whole = g_strconcat (best, title, NULL);
  g_free (title);
  return whole;
}

/* 《水法第十条》: the bracket closes behind the units. Where the title ends, and its units; INNER_END when it has none. */
static const char *
units_inside (const char *inner, const char *inner_end, GArray *steps)
{
  const char *after;
  for (const char *q = inner; (q = g_strstr_len (q, inner_end - q, "第")) != NULL; q += strlen ("第"))
    if (cite_law_noun (inner, (gsize)(q - inner)) != NULL && cite_units_at (q, CITE_ORDINAL, -1, steps, &after)) {
      if (after == inner_end)
        return q;
      g_array_set_size (steps, 0);
    }
  return inner_end;
}

/* Where the place begins that ends at END, in full; NULL when none does. A place of no table (甲乙市) begins behind a word
 * that cites, or a stop. */
static const char *
place_before (const Scan *scan, const char *end)
{
  static const char behind[] = "据照按反用和与及或由对从\n 　，。；：、（(";
  const char *known = NULL, *formed = NULL, *q = end;

  while (q > scan->text + floor_of (scan) && end - q < PLACE_MAX_BYTES) {
    q = g_utf8_prev_char (q);
    g_autofree char *name = g_strndup (q, (gsize)(end - q));
    const char *read = NULL;
    g_autofree char *tabled = qz_place_read (name, FALSE, &read);
    gunichar before = cite_char_before (scan->text, q);

    if (tabled != NULL && *read == '\0')
      known = q;
    if (formed == NULL && (before == 0 || g_utf8_strchr (behind, -1, before) != NULL)) {
      g_autofree char *form = qz_place_read (name, TRUE, &read);
      if (form != NULL && *read == '\0')
        formed = q;
    }
  }
  return known != NULL ? known : formed;
}

/* 某省实施《义务教育法》办法第三条, printed without 《》 of its own, is none of that law's. P: the inner 《; END: behind its 》.
 * Where the whole title ends, and *START; NULL when it is no such title. */
static const char *
implementing_title (const Scan *scan, const char *p, const char *end, const char **start)
{
  static const char *const verbs[] = { "贯彻实施", "实施", "执行" };
  static const char *const nouns[] = { "办法", "细则", "实施办法", "实施细则", "条例", "规定", "若干规定", "的若干规定", "的规定", "的办法", "的决定", "若干问题的规定" };
  gsize best = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (nouns); i++)
    if (cite_starts (end, nouns[i]))
      best = MAX (best, strlen (nouns[i]));
  for (gsize i = 0; best > 0 && i < G_N_ELEMENTS (verbs); i++)
    if (cite_ends_with (scan->text, p, &verbs[i], 1) && (*start = place_before (scan, p - strlen (verbs[i]))) != NULL)
      return end + best;
  return NULL;
}

static const char *
read_title (Scan *scan, const char *p)
{
  const char *inner, *inner_end, *end, *start;
  if (!cite_title_at (p, &inner, &inner_end, &end))
    return NULL;
  const char *whole = implementing_title (scan, p, end, &start);
  if (whole != NULL) {
    CiteMention *rule = mention_new (scan, CITE_HEAD_TITLE, start, whole);
    rule->name = cite_title_dup (start, (gsize)(whole - start));
    return finish (scan, rule, read_units_past_notes (whole, rule->steps));
  }
  if (cite_scope_declares (scan->scope, (gsize)(p - scan->text)))
    return end;
  CiteMention *mention = mention_new (scan, CITE_HEAD_TITLE, p, end);
  inner_end = units_inside (inner, inner_end, mention->steps);
  g_autofree char *printed = cite_title_dup (inner, (gsize)(inner_end - inner));
  const char *known = cite_scope_title (scan->scope, printed, strlen (printed), mention->start);
  mention->name = known != NULL ? g_strdup (known) : title_with_issuer (scan, p, g_steal_pointer (&printed));
  return finish (scan, mention, mention->steps->len > 0 ? end : read_units_past_notes (end, mention->steps));
}

/* 》 without 《: the name is found from its end. */
static const char *
read_stray_close (Scan *scan, const char *p)
{
  const char *end = p + strlen ("》"), *after;
  gsize start;
  char *title;
  g_autoptr (GArray) steps = g_array_new (FALSE, FALSE, sizeof (CiteStep));
  if ((after = read_units_past_notes (end, steps)) == end
      || cite_scope_declares (scan->scope, (gsize)(p - scan->text) - 1)
      || !cite_scope_name_before (scan->scope, floor_of (scan), (gsize)(p - scan->text), &start, &title))
    return end;
  CiteMention *mention = mention_new (scan, CITE_HEAD_TITLE, scan->text + start, end);
  mention->name = title;
  g_array_append_vals (mention->steps, steps->data, steps->len);
  return finish (scan, mention, after);
}

/* The name of law that ends at END, and which 编 of it follows the name: 刑法分则第三章. */
static gboolean
name_and_part (const Scan *scan, const char *end, gsize *start, char **title, gint *part)
{
  static const struct {
    const char *word;
    gint part;
  } parts[] = { { "总则", 1 }, { "分则", 2 } };
  *part = 0;
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++) {
    gsize n = strlen (parts[i].word), at = (gsize)(end - scan->text);
    if (at < n || strncmp (end - n, parts[i].word, n) != 0
        || !cite_scope_name_before (scan->scope, floor_of (scan), at - n, start, title))
      continue;
    if (cite_scope_title (scan->scope, scan->text + *start, at - *start, at) == NULL) {
      *part = parts[i].part;
      return TRUE;
    }
    g_clear_pointer (title, g_free); /* 民法总则 is a law of its own */
  }
  return cite_scope_name_before (scan->scope, floor_of (scan), (gsize)(end - scan->text), start, title);
}

static const char *const collections[] = { "法例", "法规汇编" };

/* Units with no word that says whose: a name of law right before them makes them short, else they are naked. */
static const char *
read_bare_units (Scan *scan, const char *p)
{
  const char *end, *name_end = p;
  gsize start;
  gint part;
  char *title = NULL;
  g_autoptr (GArray) steps = g_array_new (FALSE, FALSE, sizeof (CiteStep));
  if (!cite_units_at (p, CITE_ORDINAL, -1, steps, &end))
    return NULL;
  while (name_end > scan->text && name_end > p - 3 && name_end[-1] == ' ')
    name_end--;
  CiteMention *mention;
  if (name_and_part (scan, name_end, &start, &title, &part)) {
    CiteStep step = { QZ_LEVEL_PART, part, 0, CITE_DEEPER };
    if (part > 0 && cite_depth (g_array_index (steps, CiteStep, 0).level) > cite_depth (QZ_LEVEL_PART))
      g_array_prepend_val (steps, step);
    mention = mention_new (scan, CITE_HEAD_SHORT, scan->text + start, name_end);
    mention->name = title;
  } else if (cite_starts (end, "《") || cite_ends_with (scan->text, p, collections, G_N_ELEMENTS (collections)))
    return end; /* 香港法例第13章《…条例》: a number in a collection of laws */
  else
    mention = mention_new (scan, CITE_HEAD_NONE, p, p);
  g_array_append_vals (mention->steps, steps->data, steps->len);
  return finish (scan, mention, end);
}

/* （二）、（三）项 without 第, in running text: at the head of a line it numbers an item (（一）项目概况). */
static const char *
read_bracket_units (Scan *scan, const char *p)
{
  const char *line = p, *end;
  g_autoptr (GArray) steps = g_array_new (FALSE, FALSE, sizeof (CiteStep));
  while (line > scan->text && (line[-1] == ' ' || line[-1] == '#'))
    line--;
  gunichar before = cite_char_before (scan->text, line);
  if (before == 0 || before == '\n' || before == 0x3000 || before == 0x201c
      || !cite_units_at (p, CITE_BRACKET, -1, steps, &end) || g_array_index (steps, CiteStep, 0).level != QZ_LEVEL_ITEM)
    return NULL;
  CiteMention *mention = mention_new (scan, CITE_HEAD_NONE, p, p);
  g_array_append_vals (mention->steps, steps->data, steps->len);
  return finish (scan, mention, end);
}

/* 本条例六十条: the 第 is lost where 条 is followed as a citation is. */
static guint
self_shapes (const char *p)
{
  static const char *const cues[] = { "第", "规定", "的规定", "之规定", "、", "至", "所列" };
  gint number;
  const char *q;
  if (cite_plain_number_at (p, &number, &q) && cite_starts (q, "条"))
    for (gsize i = 0; i < G_N_ELEMENTS (cues); i++)
      if (cite_starts (q + strlen ("条"), cues[i]))
        return CITE_ORDINAL | CITE_PLAIN;
  return CITE_ORDINAL;
}

static const char *
read_self (Scan *scan, const char *p)
{
  const char *noun, *end;
  QzLevel level;
  CiteMention *mention;
  if (cite_self_at (scan->text, p, &noun, &end)) {
    mention = mention_new (scan, CITE_HEAD_SELF, p, end);
    mention->name = g_strdup (noun);
    return finish (scan, mention, read_units (end, self_shapes (end), -1, mention->steps));
  }
  if (!cite_own_at (scan->text, p, &level, &end))
    return NULL;
  mention = mention_new (scan, CITE_HEAD_OWN, p, end);
  mention->level = level;
  return finish (scan, mention, read_units (end, CITE_ORDINAL | CITE_BRACKET, (gint)level, mention->steps));
}

static const char *
read_preceding (Scan *scan, const char *p)
{
  QzLevel level;
  guint count;
  const char *end;
  if (!cite_preceding_at (scan->text, p, &level, &count, &end))
    return NULL;
  CiteMention *mention = mention_new (scan, CITE_HEAD_PRECEDING, p, end);
  mention->level = level;
  mention->count = count;
  return finish (scan, mention, read_units (end, CITE_ORDINAL | CITE_BRACKET, (gint)level, mention->steps));
}

static const char *
read_that (Scan *scan, const char *p)
{
  const char *noun, *end;
  QzLevel level;
  if (!cite_that_at (scan->text, p, &noun, &level, &end))
    return NULL;
  CiteMention *mention = mention_new (scan, CITE_HEAD_THAT, p, end);
  mention->name = g_strdup (noun);
  mention->level = level;
  gint base = level != QZ_LEVEL_ANNEX ? (gint)level : -1;
  const char *after = read_units (end, noun != NULL ? CITE_ORDINAL : CITE_ORDINAL | CITE_BRACKET, base, mention->steps);
  if (mention->steps->len == 0 && (level == QZ_LEVEL_ANNEX)) {
    cite_mention_free (mention); /* 该条例 alone says nothing that can be looked up */
    return NULL;
  }
  return finish (scan, mention, after);
}

static const char *
read_number (Scan *scan, const char *p)
{
  const char *start, *end;
  if (!cite_number_at (scan->text, p, &start, &end) || (gsize)(start - scan->text) < floor_of (scan))
    return NULL;
  CiteMention *mention = mention_new (scan, CITE_HEAD_NUMBER, start, end);
  mention->name = cite_number_dup (start, end);
  return finish (scan, mention, read_units (end, CITE_ORDINAL, -1, mention->steps));
}

/* 国务院令第412号附件第102项. Alone an order's number says in front matter by what a text was published: no citation. */
static const char *
read_order (Scan *scan, const char *p)
{
  const char *start, *end;
  g_autoptr (GArray) steps = g_array_new (FALSE, FALSE, sizeof (CiteStep));
  if (!cite_order_at (scan->text, p, &start, &end) || (gsize)(start - scan->text) < floor_of (scan))
    return NULL;
  const char *after = read_units (end, CITE_ORDINAL, -1, steps);
  if (after == end)
    return NULL;
  CiteMention *mention = mention_new (scan, CITE_HEAD_NUMBER, start, end);
  mention->name = cite_number_dup (start, end);
  g_array_append_vals (mention->steps, steps->data, steps->len);
  return finish (scan, mention, after);
}

typedef const char *(*Read) (Scan *scan, const char *p);

/* What can start a mention, by its first character. */
static const struct {
  const char *first;
  Read reads[2];
} starts[] = {
  { "《", { read_title } },
  { "〈", { read_title, read_number } },
  { "<", { read_title } },
  { "≪", { read_title } },
  { "》", { read_stray_close } },
  { "第", { read_bare_units } },
  { "笫", { read_bare_units } },
  { "本", { read_self } },
  { "前", { read_preceding, read_that } },
  { "上", { read_preceding, read_that } },
  { "该", { read_that } },
  { "同", { read_that } },
  { "（", { read_number, read_bracket_units } },
  { "(", { read_number, read_bracket_units } },
  { "〔", { read_number } },
  { "［", { read_number } },
  { "[", { read_number } },
  { "【", { read_number } },
  { "﹝", { read_number } },
  { "令", { read_order } },
};

/* One number for the first three bytes of a character, small enough for a table. */
static guint
slot_of (const char *p)
{
  guchar a = (guchar)p[0];
  return a < 0x80 ? a : ((guint)a * 31 + (guchar)p[1] * 7 + (guchar)p[2]) & 0xfff;
}

GPtrArray *
cite_scan (const char *text, const CiteScope *scope)
{
  Scan scan = { text, scope, g_ptr_array_new_with_free_func ((GDestroyNotify)cite_mention_free) };
  guint8 first[4096] = { 0 }; /* slot → index + 1 of the first start there */
  for (gsize i = G_N_ELEMENTS (starts); i > 0; i--)
    first[slot_of (starts[i - 1].first)] = (guint8)i;

  for (const char *p = text; *p != '\0';) {
    const char *end = NULL;
    for (gsize i = first[slot_of (p)]; i > 0 && i <= G_N_ELEMENTS (starts); i++)
      if (cite_starts (p, starts[i - 1].first)) {
        for (gsize j = 0; j < G_N_ELEMENTS (starts[i - 1].reads) && starts[i - 1].reads[j] != NULL && end == NULL; j++)
          end = starts[i - 1].reads[j](&scan, p);
        break;
      }
    p = end != NULL && end > p ? end : g_utf8_next_char (p);
  }
  return scan.found;
}
