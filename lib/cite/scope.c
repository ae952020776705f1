#include "config.h"

#include "lib/cite/scope.h"

#include <string.h>

#include "lib/cite/title.h"

#define NAME_MAX_CHARS 45 /* of a name without brackets */
#define DECLARED_MAX 120  /* bytes of a declared short name */
#define REACH 900         /* bytes from a declaration back to the title it names */
#define IN_TURN_MAX 8     /* names of one 以下分别简称 */
#define TITLES_NEAR                                                                                                    \
  10000 /* bytes before a name, and from the start of the text, where the title may stand of which it is the end */
#define TITLES_FAR 30000

struct CiteScope {
  const char *text;
  const QzLexicon *lexicon;
  GPtrArray *names;    /* QzShortName*, in order */
  GHashTable *by_name; /* char* (borrowed of names) → GPtrArray of QzShortName* (borrowed), in order */
  guint8 last[8192];   /* a bit for each character that a declared name ends with */
};

void
qz_short_name_free (QzShortName *name)
{
  if (name == NULL)
    return;
  g_free (name->name);
  g_free (name->title);
  g_free (name);
}

char *
cite_title_dup (const char *title, gsize len)
{
  GString *out = g_string_sized_new (len);
  for (const char *p = title; p < title + len;) {
    const char *q = cite_skip_blanks (p, 1);
    if (q == p && (*p == '\n' || *p == '\r'))
      q = p + 1;
    if (q > p) {
      p = q;
      continue;
    }
    q = g_utf8_next_char (p);
    g_string_append_len (out, p, q - p);
    p = q;
  }
  return g_string_free (out, FALSE);
}

/* ---- declarations ---- */

/* What stands before the name in a declaration; longest first. */
static const char *const cues[] = {
  "以下分别简称为", "以下分别简称", "以下分别称为", "以下分别称", "以下均简称", "以下简称为", "以下简称", "以下统称为",
  "以下统称",       "以下合称",     "以下称为",     "以下称",     "下称",       "简称为",     "简称",
};

/* The cue of which the 称 at P is a part. */
static gboolean
cue_at (const char *text, const char *p, const char **start, const char **end)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cues); i++) {
    const char *in = strstr (cues[i], "称");
    gsize before = (gsize)(in - cues[i]);
    if ((gsize)(p - text) >= before && cite_starts (p - before, cues[i])) {
      *start = p - before;
      *end = *start + strlen (cues[i]);
      return TRUE;
    }
  }
  return FALSE;
}

/* The declared name at P, without its marks: “刑法”, 《民间借贷规定》, 本法 is none. */
static gboolean
declared_name (const char *p, const char **start, const char **end)
{
  while (cite_char_in (p, "：:“\"‘'《〈「 \u3000"))
    p = g_utf8_next_char (p);
  const char *q = p;
  while (*q != '\0' && q < p + DECLARED_MAX && !cite_char_in (q, "”\"’'》〉」)）,，。；;、\n")) {
    if (cite_char_in (q, "(（")) {
      const char *after;
      if (!cite_parenthesis_at (q, DECLARED_MAX, &after))
        return FALSE;
      q = after; /* 解释（二） */
      continue;
    }
    q = g_utf8_next_char (q);
  }
  *start = p;
  *end = q;
  return q > p && q < p + DECLARED_MAX && *q != '\0' && !cite_starts (p, "本");
}

/* Back from P over blanks and whole round brackets. */
static const char *
back_over_notes (const char *text, const char *p)
{
  for (guint notes = 0;;) {
    while (p > text && (p[-1] == ' ' || p[-1] == '\t'))
      p--;
    gunichar c = cite_char_before (text, p);
    if ((c != ')' && c != 0xff09) || notes++ > 2)
      return p;
    const char *q = p;
    while (q > text && q > p - 300) {
      q = g_utf8_prev_char (q);
      if (*q == '\n')
        return p;
      if (*q == '(' || cite_starts (q, "（"))
        break;
    }
    if (*q != '(' && !cite_starts (q, "（"))
      return p;
    p = q;
  }
}

/* Back from P, inside the brackets of a declaration or behind a comma, to where what it names ends. */
static const char *
declared_thing_end (const char *text, const char *p)
{
  const char *q = p;
  while (q > text && q > p - 300) {
    const char *before = g_utf8_prev_char (q);
    if (*before == '(' || cite_starts (before, "（"))
      return back_over_notes (text, before);
    if (cite_starts (before, "》") || cite_char_in (before, "\n。；"))
      break;
    if (cite_char_in (before, ")）")) {
      const char *jumped = back_over_notes (text, q);
      if (jumped == q)
        break;
      q = jumped;
      continue;
    }
    q = before;
  }
  while (p > text && cite_char_in (g_utf8_prev_char (p), "，, "))
    p = g_utf8_prev_char (p);
  return back_over_notes (text, p);
}

/* The opening mark of the title that closes right before END; NULL when none does. */
static const char *
title_open (const char *text, const char *end)
{
  guint depth = 0;
  for (const char *p = end; p > text && p > end - REACH;) {
    p = g_utf8_prev_char (p);
    if (*p == '\n')
      return NULL;
    if (cite_starts (p, "》"))
      depth++;
    else if (cite_starts (p, "《") && --depth == 0)
      return p;
    if (depth == 0)
      return NULL;
  }
  return NULL;
}

static void
declare (CiteScope *scope, const char *name, const char *name_end, char *title)
{
  QzShortName *declared = g_new0 (QzShortName, 1);
  declared->name = cite_title_dup (name, (gsize)(name_end - name));
  declared->title = title;
  declared->start = (gsize)(name - scope->text);
  declared->end = (gsize)(name_end - scope->text);
  g_ptr_array_add (scope->names, declared);
  gunichar last = cite_char_before (declared->name, declared->name + strlen (declared->name)) & 0xffff;
  scope->last[last >> 3] |= (guint8)(1u << (last & 7));
  GPtrArray *same = g_hash_table_lookup (scope->by_name, declared->name);
  if (same == NULL)
    g_hash_table_insert (scope->by_name, declared->name, same = g_ptr_array_new ());
  g_ptr_array_add (same, declared);
}

static const char *known_title (const CiteScope *scope, const char *name, gsize len);

static void
read_declaration (CiteScope *scope, const char *cue, const char *name, const char *name_end)
{
  const char *text = scope->text;
  const char *end = declared_thing_end (text, cue);
  const char *open = title_open (text, end);
  if (open != NULL) {
    g_autofree char *printed = cite_title_dup (open + strlen ("《"), (gsize)(end - open) - 2 * strlen ("《"));
    const char *known = cite_scope_title (scope, printed, strlen (printed), (gsize)(open - text));
    declare (scope, name, name_end, g_strdup (known != NULL ? known : printed));
    return;
  }
  gsize start = cite_name_start (text, 0, (gsize)(end - text));
  gsize len = (gsize)(end - text) - start;
  if (cite_law_noun (text + start, len) != NULL && len >= strlen ("中国公约")
      && cite_law_noun (name, (gsize)(name_end - name)) != NULL) {
    const char *known = known_title (scope, text + start, len);
    declare (scope, name, name_end, known != NULL ? g_strdup (known) : cite_title_dup (text + start, len));
  }
}

/* 《甲》、《乙》（以下分别简称A、B）: as many names as titles before them, or nothing is declared. */
static void
read_in_turn (CiteScope *scope, const char *cue, const char *p)
{
  const char *text = scope->text, *name[IN_TURN_MAX], *name_end[IN_TURN_MAX], *title[IN_TURN_MAX],
             *title_end[IN_TURN_MAX];
  guint n = 0, m = 0;
  while (n < IN_TURN_MAX && declared_name (p, &name[n], &name_end[n])) {
    p = name_end[n++];
    while (cite_char_in (p, "”\"’'》〉」、和及与"))
      p = g_utf8_next_char (p);
  }
  for (const char *end = declared_thing_end (text, cue); m < n && (title[m] = title_open (text, end)) != NULL; m++) {
    title_end[m] = end - strlen ("》");
    end = title[m];
    title[m] += strlen ("《");
    while (end > text && cite_char_in (g_utf8_prev_char (end), "、和及与以"))
      end = g_utf8_prev_char (end);
  }
  for (guint i = 0; n > 1 && m == n && i < n; i++)
    declare (scope, name[i], name_end[i],
             cite_title_dup (title[n - 1 - i], (gsize)(title_end[n - 1 - i] - title[n - 1 - i])));
}

CiteScope *
cite_scope_new (const char *text, const QzLexicon *lexicon)
{
  CiteScope *scope = g_new0 (CiteScope, 1);
  scope->text = text;
  scope->lexicon = lexicon;
  scope->names = g_ptr_array_new_with_free_func ((GDestroyNotify)qz_short_name_free);
  scope->by_name = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify)g_ptr_array_unref);
  const char *cue, *after, *name, *name_end;
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (!cite_starts (p, "称") || !cue_at (text, p, &cue, &after))
      continue;
    else if (cite_starts (cue, "以下分别"))
      read_in_turn (scope, cue, after);
    else if (declared_name (after, &name, &name_end))
      read_declaration (scope, cue, name, name_end);
  return scope;
}

void
cite_scope_free (CiteScope *scope)
{
  if (scope == NULL)
    return;
  g_hash_table_unref (scope->by_name);
  if (scope->names != NULL)
    g_ptr_array_unref (scope->names);
  g_free (scope);
}

GPtrArray *
cite_scope_steal (CiteScope *scope)
{
  g_hash_table_remove_all (scope->by_name);
  return g_steal_pointer (&scope->names);
}

gboolean
cite_scope_declares (const CiteScope *scope, gsize at)
{
  guint low = 0, high = scope->names->len;
  while (low < high) {
    guint middle = (low + high) / 2;
    const QzShortName *name = scope->names->pdata[middle];
    if (name->end <= at)
      low = middle + 1;
    else
      high = middle;
  }
  if (low >= scope->names->len)
    return FALSE;
  const QzShortName *name = scope->names->pdata[low];
  return at + strlen ("《") >= name->start && at < name->end;
}

/* ---- names ---- */

static const char *
known_title (const CiteScope *scope, const char *name, gsize len)
{
  static const char state[] = "中华人民共和国";
  char key[DECLARED_MAX * 2];
  if (scope->lexicon == NULL)
    return NULL;
  if (len > strlen (state) && strncmp (name, state, strlen (state)) == 0)
    name += strlen (state), len -= strlen (state);
  if (len >= sizeof key)
    return NULL;
  memcpy (key, name, len);
  key[len] = '\0';
  const char *const *cells = qz_lexicon_lookup (scope->lexicon, "titles", key);
  return cells != NULL && cells[0] != NULL ? cells[0] : NULL;
}

static const QzShortName *
declaration_of (const CiteScope *scope, const char *name, gsize len, gsize at)
{
  char key[DECLARED_MAX * 2];
  if (len >= sizeof key || g_hash_table_size (scope->by_name) == 0)
    return NULL;
  memcpy (key, name, len);
  key[len] = '\0';
  const GPtrArray *same = g_hash_table_lookup (scope->by_name, key);
  const QzShortName *latest = NULL;
  for (guint low = 0, high = same != NULL ? same->len : 0; low < high;) {
    guint middle = (low + high) / 2;
    const QzShortName *name_here = same->pdata[middle];
    if (name_here->start < at)
      latest = name_here, low = middle + 1;
    else
      high = middle;
  }
  return latest;
}

const char *
cite_scope_title (const CiteScope *scope, const char *name, gsize len, gsize at)
{
  const QzShortName *declared = declaration_of (scope, name, len, at);
  return declared != NULL ? declared->title : known_title (scope, name, len);
}

/* Words after which a name of law may begin; a name itself may hold some of them, which the tables of names settle. */
static const char *const before_name[] = {
  "依照", "按照", "根据", "依据", "违反", "适用", "参照", "援引", "符合", "触犯", "构成", "属于",
  "具有", "作为", "以及", "或者", "认为", "认定", "实施", "执行", "规定", "遵守", "的",   "和",
  "与",   "及",   "或",   "按",   "依",   "照",   "据",   "将",   "把",   "对",   "除",   "犯",
  "由",   "经",   "在",   "是",   "为",   "有",   "至",   "因",   "于",   "到",   "以",   "从",
  "被",   "则",   "就",   "如",   "即",   "受",   "其",   "并",   "当",   "该",   "此",
};

static gboolean
name_may_begin (const char *text, const char *p)
{
  if (p == text || !cite_is_han (cite_char_before (text, p)))
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (before_name); i++) {
    gsize n = strlen (before_name[i]);
    if ((gsize)(p - text) >= n && strncmp (p - n, before_name[i], n) == 0)
      return TRUE;
  }
  return FALSE;
}

/* One character back in a name, a closed pair of round brackets counting as one; NULL where a name cannot go on. */
static const char *
name_back (const char *floor, const char *p)
{
  if (p <= floor)
    return NULL;
  const char *q = g_utf8_prev_char (p);
  if (*q == ')' || cite_starts (q, "）")) {
    const char *over = p;
    while (over > floor && over > p - 60 && *over != '\n' && *over != '(' && !cite_starts (over, "（"))
      over = g_utf8_prev_char (over);
    return *over == '(' || cite_starts (over, "（") ? over : NULL;
  }
  return cite_is_han (g_utf8_get_char (q)) || cite_char_in (q, "·〈〉") ? q : NULL;
}

/* 条例, 解释: a noun alone names a law only where it was declared and stands alone. */
static gboolean
bare_noun (const char *name, gsize len)
{
  const char *noun = cite_law_noun (name, len);
  return noun != NULL && strlen (noun) == len && strcmp (noun, "宪法") != 0;
}

/* The noun of law that ends at END; most places have none, which saves all further looking. */
static const char *
noun_before (const char *text, gsize end)
{
  gsize reach = MIN (end, 200);
  return cite_law_noun (text + end - reach, reach);
}

gsize
cite_name_start (const char *text, gsize floor, gsize end)
{
  const char *p = text + end, *start = p, *noun = noun_before (text, end);
  if (noun == NULL)
    return end;
  for (guint n = 0; n < NAME_MAX_CHARS; n++) {
    const char *q = name_back (text + floor, p);
    if (q == NULL)
      break;
    p = start = q;
    if ((gsize)(text + end - p) > strlen (noun) && name_may_begin (text, p) && !bare_noun (p, (gsize)(text + end - p)))
      break;
  }
  return (gsize)(start - text);
}

/* Nouns that end ordinary phrases as well (按照有关规定, 上述意见): a name of them must be long. */
static gboolean
plausible_name (const char *name, gsize len)
{
  static const char *const strong[]
    = { "法典", "条例", "公约", "条约", "议定书", "宪法", "修正案", "实施细则", "通则" };
  static const char *const ordinary[]
    = { "方法", "违法", "合法", "非法", "依法", "无法", "执法", "司法", "立法", "做法", "手法", "守法", "本法" };
  const char *noun = cite_law_noun (name, len);
  if (noun == NULL || len <= strlen (noun) || cite_starts (name, "本"))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (strong); i++)
    if (strcmp (noun, strong[i]) == 0)
      return TRUE;
  if (strcmp (noun, "法") != 0)
    return len >= strlen (noun) + strlen ("最高法院");
  for (gsize i = 0; i < G_N_ELEMENTS (ordinary); i++)
    if (len >= strlen (ordinary[i])
        && strncmp (name + len - strlen (ordinary[i]), ordinary[i], strlen (ordinary[i])) == 0)
      return FALSE;
  return TRUE;
}

/* Whether the name from P to BEST and on is one by itself: a word before it says that it begins, or it names a place.
 */
static gboolean
own_name (const char *text, const char *p, const char *best)
{
  if (p > text && cite_is_han (cite_char_before (text, p)))
    return TRUE;
  for (; p < best; p = g_utf8_next_char (p))
    if (cite_char_in (p, "省市县州旗国区乡镇院部"))
      return TRUE;
  return FALSE;
}

/* The longest declared or well-known name that ends at STOP; NULL. */
static const char *
longest_name (const CiteScope *scope, const char *floor, const char *stop, const char **title)
{
  const char *text = scope->text, *p = stop, *best = NULL;
  for (guint n = 0; n < NAME_MAX_CHARS && (p = name_back (floor, p)) != NULL; n++) {
    gsize len = (gsize)(stop - p);
    const char *found = cite_scope_title (scope, p, len, (gsize)(p - text));
    if (found != NULL)
      best = p, *title = found;
  }
  return best;
}

/* 调解仲裁法 after 《中华人民共和国劳动争议调解仲裁法》: the end of a title that stands before; the caller's, NULL when
 * none. */
static char *
title_ending (const CiteScope *scope, gsize start, gsize end)
{
  g_autofree char *name = g_strndup (scope->text + start, end - start);
  g_autofree char *closing = g_strconcat (name, "》", NULL);
  gsize near = MIN (start, TITLES_NEAR), far = MIN (start, TITLES_FAR);
  const char *found = memmem (scope->text + start - near, near, closing, strlen (closing));
  if (found == NULL && (found = memmem (scope->text, far, closing, strlen (closing))) == NULL)
    return NULL;
  const char *close = found + (end - start), *open = title_open (scope->text, close + strlen ("》"));
  return open != NULL && open < found ? cite_title_dup (open + strlen ("《"), (gsize)(close - open) - strlen ("《"))
                                      : NULL;
}

gboolean
cite_scope_name_before (const CiteScope *scope, gsize floor, gsize end, gsize *start, char **title)
{
  const char *text = scope->text, *known = NULL;
  gunichar last = cite_char_before (text, text + end) & 0xffff;
  if (noun_before (text, end) == NULL && (scope->last[last >> 3] & (1u << (last & 7))) == 0)
    return FALSE;
  const char *best = longest_name (scope, text + floor, text + end, &known);
  gsize from = cite_name_start (text, floor, end);
  gboolean plausible = plausible_name (text + from, end - from);
  if (best != NULL && plausible && text + from < best && !bare_noun (best, (gsize)(text + end - best))
      && (*title = title_ending (scope, from, end)) != NULL) {
    *start = from;
    return TRUE;
  }
  if (best != NULL) {
    /* 上海市消防条例 is not the 消防条例 that the table knows; but 又出现条例第三条, with nothing before that a
     * name could begin with, is the 条例 declared; and 触及刑法 is 刑法. */
    const char *noun = cite_law_noun (best, (gsize)(text + end - best));
    gboolean whole
      = name_may_begin (text, best) || noun == NULL || g_str_has_prefix (noun, "法") || g_str_has_prefix (noun, "宪");
    if (whole || !plausible || (bare_noun (best, (gsize)(text + end - best)) && !own_name (text, text + from, best))) {
      *start = (gsize)(best - text);
      *title = g_strdup (known);
      return TRUE;
    }
  }
  if (!plausible)
    return FALSE;
  *start = from;
  *title = cite_title_dup (text + from, end - from);
  return TRUE;
}
