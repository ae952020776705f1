#include "config.h"

#include <string.h>

#include "lib/vest/body.h"
#include "lib/vest/grant_line.h"

/* A power's name is at most this long, in bytes. */
#define WHAT_MAX_BYTES 240
/* Words between a cue and the body it speaks of. */
#define NEAR_BYTES 30

void
qz_grant_lead_copy (QzGrantLead *to, const QzGrantLead *from)
{
  *to = *from;
  to->from = g_strdup (from->from);
  to->to = g_strdup (from->to);
  to->exception = g_strdup (from->exception);
}

void
qz_grant_lead_clear (QzGrantLead *lead)
{
  g_free (lead->from);
  g_free (lead->to);
  g_free (lead->exception);
}

void
qz_grant_item_free (QzGrantItem *item)
{
  g_free (item->what);
  g_free (item->body);
  g_free (item);
}

/* ---- cues ---- */

/* Names of papers say nothing about what this one does: without 《…》. The caller's. */
static char *
without_titles (const char *text)
{
  GString *out = g_string_new (NULL);

  for (const char *p = text; *p != '\0';) {
    const char *close = g_str_has_prefix (p, "《") ? strstr (p, "》") : NULL;
    if (close != NULL) {
      p = close + strlen ("》");
      continue;
    }
    g_string_append_len (out, p, g_utf8_next_char (p) - p);
    p = g_utf8_next_char (p);
  }
  return g_string_free (out, FALSE);
}

static guint
weight_of (QzMode mode)
{
  static const QzMode order[] = { QZ_MODE_DEVOLVED,   QZ_MODE_CONCENTRATED, QZ_MODE_CONFERRED,
                                  QZ_MODE_AUTHORIZED, QZ_MODE_ENTRUSTED,    QZ_MODE_RECALLED };

  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    if (order[i] == mode)
      return i + 1;
  return 0;
}

/* The weightiest cue of TEXT and where it ends; FALSE when there is none. */
static gboolean
find_cue (const char *text, const QzLexicon *lexicon, QzMode *mode, const char **end)
{
  const QzLexiconTable *table = qz_lexicon_table (lexicon, "grant_cues");
  gboolean found = FALSE;

  *mode = QZ_MODE_UNKNOWN;
  for (const char *p = text; *p != '\0';) {
    gsize n = qz_lexicon_table_longest (table, p, strlen (p));
    if (n == 0) {
      p = g_utf8_next_char (p);
      continue;
    }
    g_autofree char *word = g_strndup (p, n);
    const char *const *cells = qz_lexicon_lookup (lexicon, "grant_cues", word);
    QzMode said = cells != NULL && cells[0] != NULL ? qz_mode_from_text (cells[0]) : QZ_MODE_UNKNOWN;
    p += n;
    if (!found || weight_of (said) > weight_of (*mode)) {
      *mode = said;
      *end = p;
      found = TRUE;
    }
  }
  return found;
}

static gboolean
has_any (const char *text, const char *const *words)
{
  for (guint i = 0; words[i] != NULL; i++)
    if (strstr (text, words[i]) != NULL)
      return TRUE;
  return FALSE;
}

/* ---- bodies and dates ---- */

/* The first body that begins within NEAR_BYTES behind AT. The caller's; NULL. */
static char *
body_near (const char *text, const char *at, const QzLexicon *lexicon)
{
  g_autoptr (GArray) bodies = qz_bodies_find (text, strlen (text), lexicon);
  gsize from = (gsize)(at - text);

  for (guint i = 0; i < bodies->len; i++) {
    const QzBodySpan *span = &g_array_index (bodies, QzBodySpan, i);
    if (span->start >= from && span->start <= from + NEAR_BYTES)
      return g_strndup (text + span->start, span->end - span->start);
  }
  return NULL;
}

/* 由X承接, 由X行使, 委托X实施: the body that takes over. The caller's; NULL. */
static char *
taker_of (const char *text, const char *cue_end, const QzLexicon *lexicon)
{
  static const char *const marks[] = { "由", "向", "给", "至", NULL };
  static const char *const takes[] = { "承接", "行使", "实施", "办理", "下放", "收回", "以", NULL };
  g_autoptr (GArray) bodies = qz_bodies_find (text, strlen (text), lexicon);
  char *near = body_near (text, cue_end, lexicon);

  for (guint i = 0; i < bodies->len && near == NULL; i++) {
    const QzBodySpan *span = &g_array_index (bodies, QzBodySpan, i);
    for (guint j = 0; marks[j] != NULL && near == NULL; j++) {
      gsize n = strlen (marks[j]);
      if (span->start < n || memcmp (text + span->start - n, marks[j], n) != 0)
        continue;
      for (guint k = 0; takes[k] != NULL && near == NULL; k++)
        if (g_str_has_prefix (text + span->end, takes[k]))
          near = g_strndup (text + span->start, span->end - span->start);
    }
  }
  return near;
}

/* The day behind 自 and before 起; 0. *AT: where it stands. */
static QzDate
since_in (const char *text, const char **at)
{
  for (const char *p = strstr (text, "自"); p != NULL; p = strstr (p + 3, "自")) {
    const char *end;
    QzDate date;
    if (qz_date_parse_printed (p + strlen ("自"), &end, &date)
        && (g_str_has_prefix (end, "起") || g_str_has_prefix (end, "开始"))) {
      *at = p;
      return date;
    }
  }
  return 0;
}

static QzDate
until_in (const char *text)
{
  for (const char *p = strstr (text, "至"); p != NULL; p = strstr (p + 3, "至")) {
    const char *end;
    QzDate date;
    if (qz_date_parse_printed (p + strlen ("至"), &end, &date) && g_str_has_prefix (end, "止"))
      return date;
  }
  return 0;
}

/* ---- leads ---- */

static const char *const other_matters[]
  = { "责任", "期限", "名义", "监督",   "程序",     "要求",     "保障", "解除", "变更", "公布", "施行", "其他",
      "交接", "边界", "范围", "权限和", "委托权限", "授权权限", "性质", "办结", "组织", "衔接", NULL };

static void
read_dates (QzGrantLead *lead, const char *text)
{
  const char *at = NULL, *where = strstr (text, "其中");
  g_autofree char *main = where != NULL ? g_strndup (text, (gsize)(where - text)) : g_strdup (text);
  QzDate since = since_in (main, &at);

  if (since != 0)
    lead->since = since;
  if (where != NULL && (since = since_in (where, &at)) != 0) {
    g_free (lead->exception);
    lead->exception = g_strdup (where);
    lead->exception_since = since;
  }
}

void
qz_grant_lead_read (QzGrantLead *lead, const char *text, gboolean heading, const QzLexicon *lexicon)
{
  static const char *const lists[] = { "下列", "以下", "如下", NULL };
  g_autofree char *plain = without_titles (text);
  const char *end;
  QzMode mode;
  gboolean cue = find_cue (plain, lexicon, &mode, &end), opens = has_any (plain, lists);

  if (heading) {
    lead->closed = has_any (plain, other_matters) && strstr (plain, "事项") == NULL;
    if (strstr (plain, "未办结") != NULL || strstr (plain, "其他事项") != NULL)
      lead->closed = TRUE;
    if (cue && !lead->closed) {
      lead->mode = mode != QZ_MODE_UNKNOWN ? mode : lead->mode;
      lead->listing = strstr (plain, "事项") != NULL || strstr (plain, "权") != NULL;
    }
    return;
  }
  if (!cue || (!opens && !g_str_has_suffix (plain, "：")))
    return;
  /* a heading says the mode of its section; its lead-in may only make it narrower */
  if (weight_of (mode) > weight_of (lead->mode) || !lead->listing)
    lead->mode = mode != QZ_MODE_UNKNOWN ? mode : lead->mode;
  lead->listing = TRUE;
  read_dates (lead, plain);
  /* 将县城市管理局的下列处罚权交由… */
  const char *taken = strstr (plain, "将");
  if (taken != NULL && taken < end) {
    g_free (lead->from);
    lead->from = body_near (plain, taken, lexicon);
  }
  char *to = taker_of (plain, end, lexicon);
  if (to != NULL) {
    g_free (lead->to);
    lead->to = to;
  }
}

/* 委托机关：X, 受委托机关：Y. */
static void
read_party (QzGrantLead *lead, const char *text)
{
  static const struct {
    const char *label;
    gboolean to;
  } labels[] = {
    { "受委托机关：", TRUE }, { "受委托单位：", TRUE }, { "受委托方：", TRUE },  { "受托机关：", TRUE },
    { "被授权单位：", TRUE }, { "承接单位：", TRUE },   { "委托机关：", FALSE }, { "委托单位：", FALSE },
    { "委托方：", FALSE },    { "下放单位：", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++) {
    if (!g_str_has_prefix (text, labels[i].label))
      continue;
    char **slot = labels[i].to ? &lead->to : &lead->from;
    const char *name = text + strlen (labels[i].label);
    /* the first says it; what stands at the signature is followed by a seal and a day */
    if (*slot == NULL)
      *slot = g_strndup (name, strcspn (name, "\n"));
    return;
  }
}

static void
read_parties (QzGrantLead *lead, const QzProvision *p, QzDate *until, guint depth)
{
  read_party (lead, p->text);
  if (*until == 0)
    *until = until_in (p->text);
  for (guint i = 0; depth < 4 && i < p->children->len; i++)
    read_parties (lead, p->children->pdata[i], until, depth + 1);
}

/* 关于向X下放…的通知, where X is no name that ends as a body's does. */
static char *
plain_taker (const char *title)
{
  const char *at = strstr (title, "向"), *end = at != NULL ? strstr (at, "下放") : NULL;

  return end != NULL && end - at < 60 ? g_strndup (at + strlen ("向"), (gsize)(end - at) - strlen ("向")) : NULL;
}

gboolean
qz_grant_lead_of_instrument (QzGrantLead *lead, const QzInstrument *instrument, QzDate *until, const QzLexicon *lexicon)
{
  static const char *const laws[] = { "条例", "办法", "规定", "法", "细则", "规则", NULL };
  static const char *const papers[]
    = { "决定", "通知", "公告", "委托书", "协议", "批复", "清单", "方案", "意见", NULL };
  g_autofree char *title = without_titles (instrument->title != NULL ? instrument->title : "");
  const char *end, *at = strstr (title, "关于");
  gboolean cue = find_cue (title, lexicon, &lead->mode, &end);

  *until = 0;
  /* a law hands on classes, in clauses; a paper lists items */
  if (!has_any (title, papers)
      || (instrument->rank != QZ_RANK_NORMATIVE && instrument->rank != QZ_RANK_UNKNOWN && has_any (title, laws)
          && !cue))
    return FALSE;
  read_parties (lead, instrument->body, until, 0);
  if (lead->to == NULL && cue)
    lead->to = taker_of (title, at != NULL && at > end ? at : end, lexicon);
  if (lead->to == NULL)
    lead->to = plain_taker (title);
  if (lead->from == NULL && lead->mode == QZ_MODE_ENTRUSTED)
    lead->from = g_strdup (instrument->issuer);
  lead->since = instrument->effective != 0 ? instrument->effective : instrument->version;
  const char *where;
  for (guint i = 0; i < instrument->body->children->len; i++) {
    const QzProvision *p = instrument->body->children->pdata[i];
    if (p->heading != NULL && strstr (p->heading, "期限") != NULL && p->children->len > 0) {
      QzDate since = since_in (((const QzProvision *)p->children->pdata[0])->text, &where);
      lead->since = since != 0 ? since : lead->since;
    }
  }
  return TRUE;
}

/* ---- items ---- */

static void
add_item (GPtrArray *out, const char *what, gsize len, const char *body, QzMode mode)
{
  static const char *const no_name[]
    = { "应当", "不得", "依据：", "根据", "自本", "负责", "理由", "下列", "附件", "详见", "事项", NULL };
  g_autofree char *raw = g_strndup (what, len);
  g_autofree char *name = g_strdup (g_strstrip (raw));
  char *bracket = g_strrstr (name, "（");

  /* the last bracket that says the mode or the category is no part of the name */
  if (bracket != NULL && g_str_has_suffix (name, "）")) {
    g_autofree char *inner = g_strndup (bracket + strlen ("（"), strlen (bracket) - strlen ("（）"));
    if (qz_mode_from_text (inner) != QZ_MODE_UNKNOWN || g_str_has_prefix (inner, "行政")
        || g_str_has_prefix (inner, "公共服务") || g_str_has_prefix (inner, "其他行政"))
      *bracket = '\0';
  }
  if (*name == '\0' || strlen (name) > WHAT_MAX_BYTES || has_any (name, no_name) || strstr (name, "。") != NULL)
    return;
  QzGrantItem *item = g_new0 (QzGrantItem, 1);
  item->what = g_steal_pointer (&name);
  item->body = g_strdup (body);
  item->mode = mode;
  g_ptr_array_add (out, item);
}

/* X下放二项：NAME；NAME。 */
static gboolean
read_by_giver (const char *text, GPtrArray *out, const QzLexicon *lexicon)
{
  const char *colon = strstr (text, "："), *end;
  QzMode mode;

  if (colon == NULL || colon - text > WHAT_MAX_BYTES)
    return FALSE;
  g_autofree char *head = g_strndup (text, (gsize)(colon - text));
  if (!g_str_has_suffix (head, "项") || !find_cue (head, lexicon, &mode, &end))
    return FALSE;
  const char *cue = head;
  for (const char *p = head; *p != '\0'; p = g_utf8_next_char (p))
    if (p < end && qz_lexicon_longest (lexicon, "grant_cues", p) > 0) {
      cue = p;
      break;
    }
  g_autofree char *body = g_strndup (head, (gsize)(cue - head));
  g_auto (GStrv) names = g_strsplit (colon + strlen ("："), "；", -1);
  for (guint i = 0; names[i] != NULL; i++)
    add_item (out, names[i], strlen (names[i]) - (g_str_has_suffix (names[i], "。") ? strlen ("。") : 0),
              *body != '\0' ? body : NULL, mode);
  return TRUE;
}

GPtrArray *
qz_grant_items_read (const char *text, const QzGrantLead *lead, const QzLexicon *lexicon)
{
  static const char *const verbs[] = { "下放", "行使", "实施", "委托", "负责", "办理", "承担", "收回", NULL };
  GPtrArray *out = g_ptr_array_new_with_free_func ((GDestroyNotify)qz_grant_item_free);

  if (read_by_giver (text, out, lexicon) || !lead->listing || g_str_has_suffix (text, "：")
      || has_any (text, (const char *const[]){ "下列", "如下", NULL }))
    return out;
  const char *by = strstr (text, "，由");
  g_autofree char *body = by != NULL ? body_near (text, by + strlen ("，由"), lexicon) : NULL;
  const char *stop = by != NULL ? by : strpbrk (text, "\n");
  gsize len = stop != NULL ? (gsize)(stop - text) : strlen (text);
  /* 由X行使 behind the name, and nothing else */
  if (body != NULL && !has_any (by, verbs))
    return out;
  while (len >= 3 && (memcmp (text + len - 3, "；", 3) == 0 || memcmp (text + len - 3, "。", 3) == 0))
    len -= 3;
  add_item (out, text, len, body, QZ_MODE_UNKNOWN);
  return out;
}
