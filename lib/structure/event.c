#include "config.h"

#include <string.h>

#include <quanze/numeral.h>
#include <quanze/text.h>

#include "lib/structure/event.h"

static const struct {
  const char *word;
  guint       role;
} verbs[] = {
  { "通过", QZ_EVENT_ADOPTED },    { "批准", QZ_EVENT_APPROVED },   { "修订", QZ_EVENT_AMENDED },
  { "修正", QZ_EVENT_AMENDED },    { "修改", QZ_EVENT_AMENDED },    { "公布", QZ_EVENT_PUBLISHED },
  { "发布", QZ_EVENT_PUBLISHED },  { "颁布", QZ_EVENT_PUBLISHED },  { "印发", QZ_EVENT_PUBLISHED },
  { "施行", QZ_EVENT_EFFECTIVE },  { "生效", QZ_EVENT_EFFECTIVE },  { "实施", QZ_EVENT_EFFECTIVE },
  { "执行", QZ_EVENT_EFFECTIVE },
};

static void
event_free (QzEvent *event)
{
  g_free (event->words);
  g_free (event);
}

static guint
roles_of (const char *words)
{
  guint roles = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (verbs); i++)
    if (strstr (words, verbs[i].word) != NULL)
      roles |= verbs[i].role;
  return roles;
}

/* ---- reading ---- */

/* Titles, whose own dates and verbs do not count. Opening and closing may be unlike: 〈…>. */
static gint
bracket (const char *p)
{
  static const struct {
    const char *mark;
    gint        step;
  } marks[] = { { "《", 1 }, { "〈", 1 }, { "<", 1 }, { "》", -1 }, { "〉", -1 }, { ">", -1 } };

  for (gsize i = 0; i < G_N_ELEMENTS (marks); i++)
    if (strncmp (p, marks[i].mark, strlen (marks[i].mark)) == 0)
      return marks[i].step;
  return 0;
}

char *
qz_event_close_up (const char *line)
{
  GString *closed = g_string_new (NULL);
  gsize space;

  for (const char *p = line; *p != '\0';) {
    if ((space = qz_text_space_span (p)) > 0) {
      p += space;
      continue;
    }
    g_string_append_len (closed, p, g_utf8_next_char (p) - p);
    p = g_utf8_next_char (p);
  }
  return g_string_free (closed, FALSE);
}

/* Lines as one text: an official date or title may be broken over two. A line that begins
 * with a whole date begins a new event, which '\n' tells. */
static char *
join (const GPtrArray *lines)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < lines->len; i++) {
    g_autofree char *line = qz_event_close_up (lines->pdata[i]);
    const char *end;
    QzDate date;
    if (qz_date_parse_printed (line, &end, &date))
      g_string_append_c (text, '\n');
    g_string_append (text, line);
  }
  return g_string_free (text, FALSE);
}

static void
finish (GPtrArray *events, QzDate date, GString *words)
{
  if (date == QZ_DATE_UNKNOWN)
    return;
  QzEvent *event = g_new0 (QzEvent, 1);
  event->date = date;
  event->words = qz_text_strip_dup (words->str, (gssize) words->len);
  event->roles = roles_of (event->words);
  if (event->roles == 0)   /* the verb was lost, or the day stands alone */
    event->roles = strstr (event->words, "会议") != NULL ? QZ_EVENT_ADOPTED : QZ_EVENT_PUBLISHED;
  g_ptr_array_add (events, event);
}

/* Days start with a digit of some script; everything else is passed over fast. */
static gboolean
may_begin_day (const char *p)
{
  static const char *const first[] = { "一九", "二〇", "二○", "二零", "二О", "二O", "１", "２", NULL };

  if (*p == '1' || *p == '2')
    return TRUE;
  for (gsize i = 0; first[i] != NULL; i++)
    if (strncmp (p, first[i], strlen (first[i])) == 0)
      return TRUE;
  return FALSE;
}

GPtrArray *
qz_events_read (const GPtrArray *lines)
{
  g_autofree char *text = join (lines);
  GPtrArray *events = g_ptr_array_new_with_free_func ((GDestroyNotify) event_free);
  g_autoptr (GString) words = g_string_new (NULL);
  QzDate date = QZ_DATE_UNKNOWN, next;
  gint depth = 0, step;
  const char *end;

  for (const char *p = text; *p != '\0';) {
    if (*p == '\n') {
      depth = 0;
    } else if ((step = bracket (p)) != 0) {
      depth = MAX (depth + step, 0);
    } else if (depth == 0 && may_begin_day (p) && qz_date_parse_printed (p, &end, &next)) {
      finish (events, date, words);
      g_string_truncate (words, 0);
      date = next;
      p = end;
      continue;
    } else if (depth == 0) {
      g_string_append_len (words, p, g_utf8_next_char (p) - p);
    }
    p = g_utf8_next_char (p);
  }
  finish (events, date, words);
  return events;
}

/* ---- who acted ---- */

/* 第八届全国人民代表大会 → 全国人民代表大会, 市十四届人大 → 市人大. */
static void
drop_term (GString *body)
{
  for (const char *p = body->str; *p != '\0'; p = g_utf8_next_char (p)) {
    const char *number_at = g_str_has_prefix (p, "第") ? p + strlen ("第") : p, *end;
    gint64 number;
    if (!qz_numeral_parse (number_at, &end, &number) || !g_str_has_prefix (end, "届"))
      continue;
    g_string_erase (body, p - body->str, end + strlen ("届") - p);
    return;
  }
}

static gboolean
truncate_behind (GString *body, const char *word)
{
  const char *found = strstr (body->str, word);

  if (found != NULL)
    g_string_truncate (body, (gsize) (found - body->str) + strlen (word));
  return found != NULL;
}

static void
truncate_before (GString *body, const char *word)
{
  const char *found = strstr (body->str, word);

  if (found != NULL)
    g_string_truncate (body, (gsize) (found - body->str));
}

static void
drop_head (GString *body, const char *word)
{
  if (g_str_has_prefix (body->str, word))
    g_string_erase (body, 0, (gssize) strlen (word));
}

char *
qz_event_body_dup (const QzEvent *event)
{
  static const char *const heads[] = { "（", "(", "由", "经", "根据", "中华人民共和国" };
  static const char *const behind[] = { "令第", "公告", "审判委员会", "检察委员会", "以法", "以", "第", "批准", "发布", "公布", "通过",
                                        "印发", "修", "颁布", "常务会议", "部长办公会议", "19", "20", "（", "，", "。", "施行", "实施", "生效" };
  g_autoptr (GString) body = g_string_new (event->words);

  for (gsize i = 0; i < G_N_ELEMENTS (heads); i++)
    drop_head (body, heads[i]);
  drop_term (body);
  g_string_replace (body, "人大常委会", "人民代表大会常务委员会", 1);
  if (strstr (body->str, "人民代表大会") == NULL)
    g_string_replace (body, "人大", "人民代表大会", 1);
  if (!truncate_behind (body, "人民代表大会常务委员会") && !truncate_behind (body, "人民代表大会"))
    for (gsize i = 0; i < G_N_ELEMENTS (behind); i++)
      truncate_before (body, behind[i]);
  g_autofree char *name = qz_text_strip_dup (body->str, (gssize) body->len);
  glong length = g_utf8_strlen (name, -1);
  return length >= 2 && length <= 40 ? g_steal_pointer (&name) : NULL;
}

char *
qz_event_order_dup (const QzEvent *event)
{
  const char *order = strstr (event->words, "令第"), *end;
  gint64 number;

  if (order == NULL || !qz_numeral_parse (order + strlen ("令第"), &end, &number) || !g_str_has_prefix (end, "号"))
    return NULL;
  g_autofree char *body = qz_event_body_dup (event);
  return body != NULL ? g_strdup_printf ("%s令第%" G_GINT64_FORMAT "号", body, number) : NULL;
}
