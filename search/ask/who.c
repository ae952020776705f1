#include "config.h"

#include <string.h>

#include "search/ask/stretch.h"
#include "search/ask/who.h"

/* The verb asked for stands within this many characters of the word that asks. */
#define REACH_CHARS 14
/* A preposition before it has this many characters at most. */
#define LEAD_CHARS 2
/* The kind that is a court (who.tsv), and what stands before one in a clause. */
#define COURT       "法院"
#define COURT_LEADS "向 由"
/* What a court alone is asked for (asked_acts.tsv). */
#define SUING       "提起诉讼"
/* The act of who has a duty that names no other (asked_acts.tsv). */
#define IN_CHARGE   "主管"
/* The form of who is in charge where no act is said at all (检测由谁负责). */
#define CHARGE      "负责"

void
qz_who_free (QzWho *who)
{
  if (who == NULL)
    return;
  g_ptr_array_unref (who->forms);
  g_ptr_array_unref (who->types);
  g_free (who->spoken);
  g_free (who->around);
  g_free (who->object);
  g_free (who);
}

/* The Nth cell behind the word of LEN bytes at AT; "" when there is none. */
static const char *
nth_cell (const QzLexicon *lexicon, const char *table, const char *at, gsize len, guint n)
{
  g_autofree char *word = g_strndup (at, len);
  const char *const *cells = qz_lexicon_lookup (lexicon, table, word);

  for (guint i = 0; cells != NULL && cells[i] != NULL; i++)
    if (i == n)
      return cells[i];
  return "";
}

static const char *
cell (const QzLexicon *lexicon, const char *table, const char *at, gsize len)
{
  return nth_cell (lexicon, table, at, len, 0);
}

static void
add_type (QzWho *who, const char *type)
{
  for (guint i = 0; i < who->types->len; i++)
    if (g_str_equal (who->types->pdata[i], type))
      return;
  g_ptr_array_add (who->types, (gpointer) type);
}

/* FORM as a clause words it, with the kind of power it is where vest_acts knows it. */
static void
add_form (QzWho *who, const QzLexicon *lexicon, const char *form)
{
  const char *const *cells = qz_lexicon_lookup (lexicon, "vest_acts", form);

  if (cells != NULL && cells[0] != NULL && *cells[0] != '-') {
    add_type (who, cells[0]);
    who->plain = who->plain || (who->forms->len == 0 && (g_str_equal (cells[0], "许可") || g_str_equal (cells[0], "处罚")));
  }
  g_ptr_array_add (who->forms, g_strdup (form));
}

static void
add_forms (QzWho *who, const QzLexicon *lexicon, const char *list)
{
  g_auto (GStrv) each = g_strsplit (list, " ", -1);

  for (guint i = 0; each[i] != NULL; i++)
    if (*each[i] != '\0')
      add_form (who, lexicon, each[i]);
}

/* Where the words that belong to one asking end: at a stop, or at the next that asks. */
static const char *
stretch_end (const QzLexicon *lexicon, const char *at)
{
  for (guint n = 0; *at != '\0' && n < REACH_CHARS; n++, at = g_utf8_next_char (at))
    if (!g_unichar_isalnum (g_utf8_get_char (at)) || qz_lexicon_longest (lexicon, "who", at) > 0)
      break;
  return at;
}

static const char *
stretch_start (const char *folded, const char *at)
{
  for (guint n = 0; at > folded && n < REACH_CHARS; n++) {
    const char *before = g_utf8_prev_char (at);
    if (!g_unichar_isalnum (g_utf8_get_char (before)))
      break;
    at = before;
  }
  return at;
}

/* Whether WORD is one of the words of LIST. */
static gboolean
says (const char *list, const char *word)
{
  g_auto (GStrv) each = g_strsplit (list, " ", -1);

  return g_strv_contains ((const char *const *) each, word);
}

/* Whether FORMS, a cell of asked_acts, are an act's and not the mark of a word that only leads to one. */
static gboolean
is_act (const char *forms)
{
  return *forms != '\0' && *forms != '-' && *forms != '~';
}

/* The first act at or behind AT, empty words skipped; *PASSED: where those end that only lead to it; *ALONE: what the
 * words skipped are, should nothing follow them. */
static gboolean
read_behind (QzWho *who, const QzLexicon *lexicon, const char *at, const char *end, const char **passed, const char **alone)
{
  gboolean verb = TRUE;    /* a verb that no table knows can only stand at once */
  const char *empty = at;  /* where the words end that tell nothing when an act follows */

  while (at < end) {
    gsize spoken = qz_lexicon_longest (lexicon, "asked_acts", at), act = qz_lexicon_longest (lexicon, "vest_acts", at);
    const char *forms = spoken > 0 && spoken >= act ? cell (lexicon, "asked_acts", at, spoken) : "";

    if (at + MAX (spoken, act) > end)
      break;
    if (*forms == '-') {
      *alone = nth_cell (lexicon, "asked_acts", at, spoken, 1);
      g_autofree char *word = g_strndup (at, spoken);
      if (empty == at && says (*alone, word))
        empty = at + spoken;
    }
    if (*forms == '~') {
      verb = FALSE;
      at += spoken;
      continue;
    }
    if (is_act (forms)) {
      g_autofree char *said = g_strndup (at, spoken);
      guint first = who->forms->len;
      add_forms (who, lexicon, forms);
      if (!g_str_equal (who->forms->pdata[first], said))
        who->spoken = g_steal_pointer (&said);
      *passed = empty;
      return TRUE;
    }
    if (act > spoken && *cell (lexicon, "vest_acts", at, act) != '-') {
      g_autofree char *form = g_strndup (at, act);
      add_form (who, lexicon, form);
      *passed = empty;
      return TRUE;
    }
    if (*forms != '-' && verb && g_utf8_next_char (at) < end) {
      g_autofree char *form = g_strndup (at, (gsize) (g_utf8_next_char (g_utf8_next_char (at)) - at));
      g_ptr_array_add (who->forms, g_steal_pointer (&form));
      verb = FALSE;
    }
    at = *forms == '-' ? at + spoken : g_utf8_next_char (at);
  }
  return who->forms->len > 0;
}

/* The last act before AT: 审批找谁, 处罚权归谁. */
static void
read_before (QzWho *who, const QzLexicon *lexicon, const char *from, const char *at)
{
  for (const char *p = at; p > from;) {
    p = g_utf8_prev_char (p);
    gsize act = qz_lexicon_longest (lexicon, "vest_acts", p);
    if (act == 0 || p + act > at || *cell (lexicon, "vest_acts", p, act) == '-')
      continue;
    g_autofree char *form = g_strndup (p, act);
    const char *forms = cell (lexicon, "asked_acts", form, act);
    add_forms (who, lexicon, is_act (forms) ? forms : form);
    return;
  }
}

/* Sets what clauses say for the preposition right before AT, the longest that the table has; "" when none. */
static void
read_leads (QzWho *who, const QzLexicon *lexicon, const char *folded, const char *at)
{
  const char *from = at;

  who->leads = "";

  for (guint n = 0; from > folded && n < LEAD_CHARS; n++) {
    from = g_utf8_prev_char (from);
    const char *own = cell (lexicon, "asked_leads", from, (gsize) (at - from));
    if (*own != '\0') {
      who->leads = own;
      who->either = *nth_cell (lexicon, "asked_leads", from, (gsize) (at - from), 1) != '\0';
    }
  }
}

/* 举报 哪个部门: what is done towards a body right before the word that asks for it, in a question of mere words. */
static gboolean
read_towards (QzWho *who, const QzLexicon *lexicon, const char *from, const char *at)
{
  while (at > from && *g_utf8_prev_char (at) == ' ')
    at = g_utf8_prev_char (at);
  for (const char *p = at; p > from;) {
    p = g_utf8_prev_char (p);
    gsize len = (gsize) (at - p);
    if (qz_lexicon_longest (lexicon, "asked_acts", p) != len || *cell (lexicon, "asked_acts", p, len) != '-' || *nth_cell (lexicon, "asked_acts", p, len, 1) == '\0')
      continue;
    who->leads = cell (lexicon, "asked_leads", "向", strlen ("向"));
    who->either = TRUE;
    g_ptr_array_add (who->forms, g_strndup (p, len));
    return TRUE;
  }
  return FALSE;
}

/* 向谁申请: what is done towards the body is a word of the clause too, though it is not the body that does it. */
static void
add_towards (QzWho *who, const QzLexicon *lexicon, const char *at)
{
  gsize len = qz_lexicon_longest (lexicon, "asked_acts", at);

  if (*who->leads != '\0' && len > 0 && *cell (lexicon, "asked_acts", at, len) == '-' && *nth_cell (lexicon, "asked_acts", at, len, 1) != '\0')
    g_ptr_array_add (who->forms, g_strndup (at, len));
}

/* Before AT, what only leads up to the asking (由, 应当, 归 …) passed over. */
static const char *
leading_start (const char *folded, const char *at)
{
  static const char *const passed[] = { "由", "应当", "应该", "应", "归", "该", "是", "要", "得", "须", "最终", "最后", "到底", "究竟", "具体", "必须", "需要", "需", "，", " ", "," };

  return qz_stretch_before (folded, at, passed, G_N_ELEMENTS (passed));
}

/* The two characters before AT, the end of what the act is done to. */
static char *
object_before (const char *folded, const char *at)
{
  const char *from = at;

  for (guint n = 0; n < 2; n++) {
    if (from == folded || !g_unichar_isalpha (g_utf8_get_char (g_utf8_prev_char (from))))
      return g_strdup ("");
    from = g_utf8_prev_char (from);
  }
  return g_strndup (from, (gsize) (at - from));
}

/* 监管职责由谁承担: the act is in the duty named before AT, from which on the words only ask; being in charge where the
 * duty names none. NULL when no duty is named there. */
static const char *
read_duty (QzWho *who, const QzLexicon *lexicon, const char *folded, const char *at)
{
  static const char *const duties[] = { "职责", "职能", "职权" };
  const char *word = qz_stretch_word_before (folded, at, duties, G_N_ELEMENTS (duties));

  if (word == NULL)
    return NULL;
  const char *duty = at - strlen (word), *start = stretch_start (folded, duty), *act = duty;
  for (const char *p = duty; p > start;) {
    p = g_utf8_prev_char (p);
    gsize len = (gsize) (duty - p);
    if (qz_lexicon_longest (lexicon, "asked_acts", p) == len && is_act (cell (lexicon, "asked_acts", p, len)))
      act = p;
  }
  if (act < duty) {
    who->spoken = g_strndup (act, (gsize) (duty - act));
    add_forms (who, lexicon, cell (lexicon, "asked_acts", act, (gsize) (duty - act)));
  } else
    add_forms (who, lexicon, cell (lexicon, "asked_acts", IN_CHARGE, strlen (IN_CHARGE)));
  return duty;
}

/* Whether what is asked behind AT is who must not. */
static gboolean
asks_ban (const char *at, const char *end)
{
  static const char *const bans[] = { "不得", "不能", "不准", "不许", "禁止" };

  for (guint i = 0; i < G_N_ELEMENTS (bans); i++)
    if (g_strstr_len (at, end - at, bans[i]) != NULL)
      return TRUE;
  return FALSE;
}

/* Where the words behind AT end that only say that a duty is had: 承担, 负责履行. */
static const char *
empty_end (const QzLexicon *lexicon, const char *at)
{
  gsize len;

  while ((len = qz_lexicon_longest (lexicon, "asked_acts", at)) > 0 && *cell (lexicon, "asked_acts", at, len) == '-')
    at += len;
  return at;
}

GPtrArray *
qz_who_find (const QzLexicon *lexicon, const char *folded)
{
  GPtrArray *found = g_ptr_array_new_with_free_func ((GDestroyNotify) qz_who_free);
  const char *last_end = folded;

  for (const char *p = folded; *p != '\0';) {
    gsize len = qz_lexicon_longest (lexicon, "who", p);

    if (len == 0) {
      p = g_utf8_next_char (p);
      continue;
    }
    QzWho *who = g_new0 (QzWho, 1);
    who->forms = g_ptr_array_new_with_free_func (g_free);
    who->types = g_ptr_array_new ();
    who->kind = cell (lexicon, "who", p, len);
    const char *end = stretch_end (lexicon, p + len), *before = leading_start (folded, p);
    const char *from = p, *passed = p + len, *alone = "";
    who->object = object_before (folded, before);
    read_leads (who, lexicon, folded, p);
    who->behind = read_behind (who, lexicon, p + len, end, &passed, &alone);
    if (!who->behind) {
      const char *duty = read_duty (who, lexicon, folded, before);

      if (duty != NULL) {
        from = duty;
        passed = empty_end (lexicon, p + len);
      } else if (*alone != '\0') {
        add_forms (who, lexicon, alone);
        who->in_charge = who->forms->len > 0 && g_str_equal (who->forms->pdata[0], CHARGE);
      } else if (!read_towards (who, lexicon, folded, p))
        read_before (who, lexicon, stretch_start (folded, p), p);
    }
    /* 上哪儿告: only a court hears a suit */
    if (who->forms->len > 0 && g_str_equal (who->forms->pdata[0], SUING) && *who->kind == '\0')
      who->kind = COURT;
    /* a court is applied to, never an authority that acts by itself */
    if (*who->leads == '\0' && qz_who_wants_court (who))
      who->leads = COURT_LEADS;
    who->forbidden = asks_ban (p + len, end);
    who->around = g_strndup (from, (gsize) (passed - from));
    add_towards (who, lexicon, p + len);
    /* 由哪一级、哪个部门签发: one asking, whose act stands behind the second word */
    QzWho *last = found->len > 0 ? found->pdata[found->len - 1] : NULL;
    if (last != NULL && g_utf8_next_char (last_end) == p) {
      if (*who->leads == '\0') {
        who->leads = last->leads;
        who->either = last->either;
      }
      g_ptr_array_remove_index (found, found->len - 1);
    }
    g_ptr_array_add (found, who);
    p += len;
    last_end = p;
  }
  return found;
}

/* Whether a name ends where P stands: its own end, or where LISTED that of one of a list. */
static gboolean
ends_name (const char *p, gboolean listed)
{
  static const char *const connectors[] = { "、", "和", "或者", "以及", "及", "，" };

  return *p == '\0' || (listed && qz_stretch_begins (p, connectors, G_N_ELEMENTS (connectors)));
}

/* Whether NAMES ends as WHO wants it, or where LISTED one of them does. */
static gboolean
ends_as_wanted (const QzWho *who, const char *names, gboolean listed)
{
  g_auto (GStrv) ends = g_strsplit (who->kind, "|", -1);
  gboolean any = ends[0] == NULL;

  for (guint i = 0; !any && ends[i] != NULL; i++) {
    any = *ends[i] == '\0';
    for (const char *at = strstr (names, ends[i]); !any && at != NULL; at = strstr (at + 1, ends[i]))
      any = ends_name (at + strlen (ends[i]), listed);
  }
  return any;
}

gboolean
qz_who_is_kind (const QzWho *who, const char *name)
{
  return ends_as_wanted (who, name, FALSE);
}

gboolean
qz_who_has_kind (const QzWho *who, const char *names)
{
  return ends_as_wanted (who, names, TRUE);
}

gboolean
qz_who_wants_court (const QzWho *who)
{
  return g_str_equal (who->kind, COURT);
}
