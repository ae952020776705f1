#include "config.h"

#include <string.h>

#include <quanze/date.h>

#include "lib/vest/body.h"

/* A name is at most this long, in bytes. */
#define NAME_MAX_BYTES 180
/* What a congress or a court has of its own is called at most this long: 人事任免工作机构. */
#define OFFICE_MAX_BYTES 36
/* 和保护对象所在地的|区人民政府: what says where the next of a list is, is at most this long. */
#define SEAT_MAX_BYTES 36
/* What stands in front of 和其他有关部门 is this long. */
#define JOINT_MIN_BYTES 6
#define JOINT_MAX_BYTES 180
/* A part of a name before 、 (乡、镇人民政府) is at most this long. */
#define PART_MAX_BYTES 30
/* 人民政府统计|机构: how far the word may stand behind its seat. */
#define AFTER_MAX_BYTES 24
/* How far back the relative clause of 负有安全生产监督管理职责的部门 may begin. */
#define RELATIVE_MAX_BYTES 75

typedef struct {
  const char           *text;
  gsize                 len;
  guchar               *stop;    /* LEN + 1: a stop word ends here */
  const QzLexiconTable *heads, *stops;
  const QzLexicon      *lexicon;
} Naming;

static gboolean
is_break (gunichar c)
{
  static const char breaks[] = "，。；：！？“”‘’《》〈〉,;:!?\n \t";

  return g_utf8_strchr (breaks, -1, c) != NULL || c == 0x3000;
}

static const char *
cell_of (const QzLexicon *lexicon, const char *table, const char *word, gsize len)
{
  char key[64];

  if (len >= sizeof key)
    return "";
  memcpy (key, word, len);
  key[len] = '\0';
  const char *const *cells = qz_lexicon_lookup (lexicon, table, key);
  return cells != NULL && cells[0] != NULL ? cells[0] : "";
}

static gboolean
ends_with (const Naming *n, gsize at, const char *word)
{
  gsize len = strlen (word);

  return at >= len && memcmp (n->text + at - len, word, len) == 0;
}

static gboolean
begins_any (const char *p, const char *const *words, guint n)
{
  for (guint i = 0; i < n; i++)
    if (g_str_has_prefix (p, words[i]))
      return TRUE;
  return FALSE;
}

/* Where the stop word that ends at AT ends: 以及 of 以及其|他有关部门. */
static gsize
stop_end (const Naming *n, gsize at)
{
  return ends_with (n, at, "其") && g_str_has_prefix (n->text + at, "他") ? at - strlen ("其") : at;
}

/* A stop word counts unless a word that only looks like one (keep) covers its first character. */
static void
mark_stops (Naming *n)
{
  gsize kept = 0;

  for (gsize at = 0; at < n->len; at += (gsize) (g_utf8_next_char (n->text + at) - (n->text + at))) {
    gsize word = qz_lexicon_table_longest (n->stops, n->text + at, n->len - at);

    if (word == 0)
      continue;
    if (*cell_of (n->lexicon, "vest_stops", n->text + at, word) == 'k')
      kept = MAX (kept, at + word);
    else if (at >= kept)
      n->stop[stop_end (n, at + word)] = 1;
  }
}

static gsize
previous (const Naming *n, gsize at)
{
  return (gsize) (g_utf8_find_prev_char (n->text, n->text + at) - n->text);
}

/* The character before AT; 。 at the start of the text. */
static gunichar
char_before (const Naming *n, gsize at)
{
  return at > 0 ? g_utf8_get_char (n->text + previous (n, at)) : 0x3002;
}

/* Walks left from AT over a name: up to a break, a stop word, or past brackets that close. */
static gsize
name_start (const Naming *n, gsize at, gsize floor)
{
  gsize p = at;
  guint open = 0;

  while (p > floor && at - p < NAME_MAX_BYTES) {
    gsize before = previous (n, p);
    gunichar c = g_utf8_get_char (n->text + before);

    if (c == 0xff09 || c == ')')
      open++;
    else if (c == 0xff08 || c == '(') {
      if (open == 0)
        break;
      open--;
    } else if (open == 0 && (is_break (c) || c == 0x3001 || n->stop[p]))
      break;
    p = before;
  }
  return open > 0 ? at : p;
}

/* 市和|区人民政府, 区或者|乡镇人民政府: the level alone stands before the connector; where it begins, else START. */
static gsize
level_before (const Naming *n, gsize start, gsize floor)
{
  static const char *const connectors[] = { "或者", "以及", "和", "或", "及", "与", NULL };
  static const char *const levels[] = { "设区的市", "自治区", "直辖市", "省级", "市级", "县级", "区级", "乡级", "镇级", "国家", "自治州", "省", "市", "县", "区", "州", "镇", "乡", NULL };

  for (guint i = 0; connectors[i] != NULL; i++)
    if (ends_with (n, start, connectors[i]))
      for (guint j = 0; levels[j] != NULL; j++) {
        gsize at = start - strlen (connectors[i]), level = at - MIN (at, strlen (levels[j]));

        if (!ends_with (n, at, levels[j]) || level < floor)
          continue;
        if (level == 0 || n->stop[level] || is_break (char_before (n, level)) || char_before (n, level) == 0x3001)
          return level;
      }
  return start;
}

/* Takes in short parts before 、: 乡、 of 乡、镇人民政府; 建设、农业、交通运输等部门. */
static gsize
extend_parts (const Naming *n, gsize start, gsize floor)
{
  gsize level;

  while (start > floor) {
    if (char_before (n, start) != 0x3001) {
      level = level_before (n, start, floor);
      if (level == start)
        break;
      start = level;
      continue;
    }
    gsize comma = previous (n, start), part = name_start (n, comma, floor);

    if (part == comma || comma - part > PART_MAX_BYTES)
      break;
    start = part;
  }
  return start;
}

/* 卫生计生和|其他有关部门, 财政和|审计部门, 终身教育与|学习型社会促进委员会: a field, or who is no body by itself, stands first in what the body of
 * the HEAD at AT is called or acts with. Where it begins, else START. */
static gsize
joint_start (const Naming *n, gsize start, gsize at, gsize floor)
{
  static const char *const connectors[] = { "以及", "和", "与", "及" }, *const others[] = { "其他", "有关", "相关" };
  static const char *const councils[] = { "委员会", "领导小组", "联席会议" };
  static const char *const departments[] = { "部门", "主管部门", "行政主管部门", "管理部门" };
  gboolean joint = (at > start && begins_any (n->text + at, departments, G_N_ELEMENTS (departments)))
                   || begins_any (n->text + start, others, G_N_ELEMENTS (others)) || begins_any (n->text + at, councils, G_N_ELEMENTS (councils));

  for (guint i = 0; joint && i < G_N_ELEMENTS (connectors); i++)
    if (ends_with (n, start, connectors[i])) {
      gsize end = start - strlen (connectors[i]), from = extend_parts (n, name_start (n, end, floor), floor);
      gboolean names = end >= from + JOINT_MIN_BYTES && end - from <= JOINT_MAX_BYTES && !ends_with (n, end, "参")   /* 参与 */
                       && !g_str_has_prefix (n->text + from, "就") && !g_str_has_prefix (n->text + from, "对");

      return from >= floor && names && is_break (char_before (n, from)) ? from : start;
    }
  return start;
}

/* 负有…职责的|部门, 作出…决定的|机关, 原审核、登记的|机构: where the relative clause begins; START when there is none. */
static gsize
relative_start (const Naming *n, gsize start, gsize floor)
{
  static const char *const openers[]
    = { "负有",     "承担",   "履行",   "具有",   "行使",     "集中行使", "相对集中行使", "作出",
        "做出",     "主管",   "负责",   "原",     "受理",     "颁发",     "核发",         "实施",
        "具备",     "符合",   "有官方", "管理",   "监督管理", "有批准权", "有审批权",     "有管辖权",
        "有处罚权", "有条件", "有承接", "有相应", "批准设立", "批准成立", NULL };
  static const char *const walls[] = { "由", "向", "报", "经", "对", "应当", "可以", "的", "和", NULL };
  gsize best = start;

  if (!ends_with (n, start, "的"))
    return start;
  for (gsize p = start - strlen ("的"); p > floor && start - p < RELATIVE_MAX_BYTES;) {
    gsize end = p;

    p = previous (n, p);
    if (is_break (g_utf8_get_char (n->text + p)))
      break;
    for (guint i = 0; openers[i] != NULL; i++)
      if (g_str_has_prefix (n->text + p, openers[i]))
        best = p;
    for (guint i = 0; walls[i] != NULL; i++)
      if (ends_with (n, end, walls[i]) && n->stop[end])
        return best;
  }
  return best;
}

/* 负责精神文明建设工作的|机构: the word at AT names a body by its duty. */
static gboolean
has_duty (const Naming *n, gsize at, gsize floor)
{
  static const char *const duties[] = { "负责", "负有", "履行", "主管" };
  gsize start = relative_start (n, at, floor);

  /* 承担妇女儿童工作的机构, not 承担评估、验资的机构 */
  if ((ends_with (n, at, "工作的") || ends_with (n, at, "执法职责的") || ends_with (n, at, "管理职责的")) && g_str_has_prefix (n->text + start, "承担"))
    return TRUE;
  return start < at && begins_any (n->text + start, duties, G_N_ELEMENTS (duties));
}

/* Length of a connector of a list at P: 、 和 或者 以及 …; 0 when none. */
static gsize
connector_at (const char *p)
{
  static const char *const connectors[] = { "、", "或者", "以及", "及其", "和", "或", "及", "与", "会同", "，或者", "，以及", "确定的", "指定的", "所属的", "设立的", "依法设立的", "设置的", "规定的", "授权的" };

  for (guint i = 0; i < G_N_ELEMENTS (connectors); i++)
    if (g_str_has_prefix (p, connectors[i]))
      return strlen (connectors[i]);
  return 0;
}

/* 县总工会，街道、乡镇等工会可以…: a name that opens a sentence and does nothing before the next is of one list with it. */
static gboolean
opens_sentence (const Naming *n, gsize start)
{
  return g_utf8_strchr ("。；\n　 ", -1, char_before (n, start)) != NULL;
}

/* 市水务局|执法总队: what an office's force is called. */
static gboolean
is_brigade (const Naming *n, const QzBodySpan *next)
{
  return (ends_with (n, next->end, "总队") || ends_with (n, next->end, "支队") || ends_with (n, next->end, "大队"))
         && g_strstr_len (n->text + next->start, (gssize) (next->first_end - next->start), "、") == NULL;
}

/* 县人民代表大会|财经委员会, 常务委员会|信访工作机构: what a congress or a court has of its own; not what it does
 * (常务委员会|决定设立专门委员会). */
static gboolean
is_own_office (const Naming *n, const QzBodySpan *next)
{
  static const char *const offices[] = { "委员会", "机构", "办公室", "办公厅" };
  static const char *const verbs[] = { "决定", "设立", "审议", "审查", "批准", "组织", "听取", "要求", "指定", "认为", "根据", "发现", "通过", "任命", "选举产生", "委托", "提请", "会议" };
  gsize len = next->end - next->start;
  gboolean office = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (offices); i++)
    office = office || ends_with (n, next->end, offices[i]);
  for (guint i = 0; office && i < G_N_ELEMENTS (verbs); i++)
    office = g_strstr_len (n->text + next->start, (gssize) len, verbs[i]) == NULL;
  return office && len <= OFFICE_MAX_BYTES;
}

/* 保护对象所在地的, 事故发生地的: whether [AT, END) only says where the next body of a list is. */
static gboolean
says_where (const Naming *n, gsize at, gsize end)
{
  static const char *const seats[] = { "所在地的", "发生地的", "所在的" };
  gboolean seat = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (seats); i++)
    seat = seat || (end > at && end - at <= SEAT_MAX_BYTES && ends_with (n, end, seats[i]));
  for (gsize p = at; seat && p < end; p = (gsize) (g_utf8_next_char (n->text + p) - n->text))
    seat = !is_break (g_utf8_get_char (n->text + p)) && (p == at || !n->stop[p]);
  return seat;
}

/* 常务委员会|的办事机构: whether NEXT is what one at AT has for its work. */
static gboolean
is_of (const Naming *n, gsize at, const QzBodySpan *next)
{
  static const char *const offices[] = { "的办事机构", "的工作机构", "的内设机构", "的有关工作机构", "的办公室", "的办公厅", "的工作委员会" };

  return at + strlen ("的") == next->start && begins_any (n->text + at, offices, G_N_ELEMENTS (offices));
}

/* Where the list goes on behind LAST: the connector, an opening bracket, and the modifier of the next name. */
static gboolean
joined (const Naming *n, const QzBodySpan *last, const QzBodySpan *next)
{
  static const char *const modifiers[] = { "其", "其他", "有关", "所在地的", "当地的", "相关", NULL };
  gsize at = last->end, connector = connector_at (n->text + at);

  if (last->court != next->court)
    return last->court && (at == next->start || is_of (n, at, next)) && is_own_office (n, next);
  /* 外交部或者外交部|委托的地方人民政府外事部门: the one it is, or whom it names instead */
  if (g_str_has_prefix (n->text + at, "委托的") && at + strlen ("委托的") == next->start)
    return g_strstr_len (n->text + last->start, (gssize) (at - last->start), "或者") != NULL;
  /* 县级以上人民政府|负有…职责的部门 */
  if (at == next->start)
    return ends_with (n, at, "政府") || ends_with (n, at, "国务院")
           || (ends_with (n, at, "公安部") && (ends_with (n, next->end, "机构") || ends_with (n, next->end, "委员会"))) || is_brigade (n, next) || last->court || connector > 0;
  if ((g_str_has_prefix (n->text + at, "（") && at + strlen ("（") == next->start) || (n->text[at] == '(' && at + 1 == next->start))
    return !g_str_has_prefix (n->text + next->start, "含");
  /* 省、自治区、直辖市人民政府的|药品监督管理部门, 铁路主管部门的|卫生主管机构 */
  if (g_str_has_prefix (n->text + at, "的") && at + strlen ("的") == next->start
      && ((ends_with (n, at, "政府") && ends_with (n, next->end, "部门"))
          || (ends_with (n, at, "部门") && ends_with (n, next->end, "机构"))))
    return TRUE;
  /* 原审人民法院的|上一级人民法院 */
  if (g_str_has_prefix (n->text + at, "的上") && at + strlen ("的") == next->start)
    return TRUE;
  if (connector == 0)
    return opens_sentence (n, last->start) && g_str_has_prefix (n->text + at, "，") && at + strlen ("，") == next->start;
  at += connector;
  for (guint i = 0; modifiers[i] != NULL && at < next->start; i++)
    if (at + strlen (modifiers[i]) == next->start && g_str_has_prefix (n->text + at, modifiers[i]))
      return TRUE;
  return at == next->start || says_where (n, at, next->start);
}

gsize
qz_body_alias_at (const char *p)
{
  static const char *const openers[] = { "（以下简称", "（以下统称", "（以下称", "(以下简称", "(以下统称", "(以下称", "（下同", "（下称", "（简称" };
  gboolean opens = begins_any (p, openers, G_N_ELEMENTS (openers));
  guint open = 0;

  /* （以下简称区、县（市）地名办） */
  for (const char *at = p; opens && *at != '\0' && *at != '\n'; at = g_utf8_next_char (at)) {
    open += g_utf8_strchr ("（(", -1, g_utf8_get_char (at)) != NULL;
    if (g_utf8_strchr ("）)", -1, g_utf8_get_char (at)) != NULL && --open == 0)
      return (gsize) (g_utf8_next_char (at) - p);
  }
  return 0;
}

static void
join_lists (const Naming *n, GArray *bodies)
{
  guint kept = 0;

  for (guint i = 0; i < bodies->len; i++) {
    QzBodySpan body = g_array_index (bodies, QzBodySpan, i);
    QzBodySpan *last = kept > 0 ? &g_array_index (bodies, QzBodySpan, kept - 1) : NULL;

    /* X（以下简称市民政部门）: a name in the brackets is X again */
    if (last != NULL && body.end <= last->end)
      continue;
    if (last != NULL && joined (n, last, &body)) {
      last->end = body.end;
      last->organ = last->organ || body.organ;
      last->institution = last->institution && body.institution;
      last->unit = last->unit && body.unit;
      if (g_str_has_prefix (n->text + body.end, "）") && !g_str_has_prefix (n->text + last->start, "（"))
        last->end += strlen ("）");
      else if (n->text[body.end] == ')' && n->text[last->start] != '(')
        last->end++;
    } else
      g_array_index (bodies, QzBodySpan, kept++) = body;
    last = &g_array_index (bodies, QzBodySpan, kept - 1);
    last->end = MIN (last->end + qz_body_alias_at (n->text + last->end), n->len);
  }
  g_array_set_size (bodies, kept);
}

/* Length of 负责人 behind an organ at P where it decides for the organ (经审计机关负责人批准), not where it is a person
 * spoken of (对机关负责人给予处分); 0 else. */
static gsize
deciding_person (const char *p)
{
  static const char *const persons[] = { "主要负责人", "负责人" };
  static const char *const acts[] = { "批准", "同意", "决定", "审批", "审核", "签发", "审查批准", "书面批准" };

  for (guint i = 0; i < G_N_ELEMENTS (persons); i++)
    for (guint j = 0; g_str_has_prefix (p, persons[i]) && j < G_N_ELEMENTS (acts); j++)
      if (g_str_has_prefix (p + strlen (persons[i]), acts[j]))
        return strlen (persons[i]);
  return 0;
}

/* 1990年12月5日|国务院发布的…: the bytes of the day that [AT, END) begins with; 0 when none. */
static gsize
day_before (const Naming *n, gsize at, gsize end)
{
  const char *behind;
  QzDate date;

  if (!qz_date_parse_printed (n->text + at, &behind, &date) || behind > n->text + end)
    return 0;
  return (gsize) (behind - (n->text + at));
}

gboolean
qz_body_is_set_up (const char *text, gsize start, gsize end)
{
  static const char *const makers[] = { "设立", "设置", "成立", "组建", "建立", "确定", "明确", "指定" };
  static const char *const duties[] = { "，负责", "，具体负责", "，统一负责", "，承担", "，具体承担", "，履行", "，统一管理", "，统一组织", "，统筹", "，组织",
                                        "，协调", "，指挥", "，研究解决", "，研究决定", "，研究、", "，办理", "，维护", "，行使", "，依法履行", "，依法负责" };

  for (guint i = 0; start < end && i < G_N_ELEMENTS (makers); i++) {
    gsize len = strlen (makers[i]);
    if (start >= len && memcmp (text + start - len, makers[i], len) == 0)
      return begins_any (text + end, duties, G_N_ELEMENTS (duties));
  }
  return FALSE;
}

static void
add_head (const Naming *n, GArray *bodies, gsize at, gsize head)
{
  const char *class = cell_of (n->lexicon, "vest_bodies", n->text + at, qz_lexicon_table_longest (n->heads, n->text + at, head));
  QzBodySpan *last = bodies->len > 0 ? &g_array_index (bodies, QzBodySpan, bodies->len - 1) : NULL;
  /* 县级以上人民政府|农业农村主管部门 goes on with the name of its seat; 主管部门约谈县人民政府 does not. */
  gboolean seat = last != NULL && g_str_equal (class, "seat");
  gboolean after_seat
    = last != NULL
      && (ends_with (n, last->end, "政府") || ends_with (n, last->end, "国务院") || ends_with (n, last->end, "公安机关")
          || ends_with (n, last->end, "管委会") || ends_with (n, last->end, "常委会") || ends_with (n, last->end, "委员会"));
  gsize floor = last != NULL ? last->end : 0;
  if (g_str_equal (class, "after") && (!after_seat || at - last->end > AFTER_MAX_BYTES) && !has_duty (n, at, floor)
      && !qz_body_is_set_up (n->text, name_start (n, at, floor), at + head))
    return;
  gsize start = name_start (n, at, seat || !after_seat ? floor : 0);

  start = relative_start (n, extend_parts (n, start, MIN (floor, start)), MIN (floor, start));
  start += day_before (n, start, at);
  start = joint_start (n, start, at, MIN (floor, start));
  QzBodySpan body = { start,
                      at + head,
                      at + head,
                      g_str_equal (class, "court"),
                      g_str_equal (class, "institution"),
                      !g_str_equal (class, "weak") && !g_str_equal (class, "institution") && !g_str_equal (class, "unit"),
                      g_str_equal (class, "unit") };
  if (last != NULL && body.start < last->end) {
    last->end = last->first_end = body.end;
    last->organ = body.organ;
    last->court = body.court;
    last->institution = body.institution;
    last->unit = body.unit;
  } else
    g_array_append_val (bodies, body);
}

GArray *
qz_bodies_find (const char *text, gsize len, const QzLexicon *lexicon)
{
  GArray *bodies = g_array_new (FALSE, FALSE, sizeof (QzBodySpan));
  g_autofree guchar *stop = g_malloc0 (len + 1);
  Naming n = { text, len, stop, qz_lexicon_table (lexicon, "vest_bodies"), qz_lexicon_table (lexicon, "vest_stops"), lexicon };

  mark_stops (&n);
  for (gsize at = 0; at < len;) {
    gsize head = qz_lexicon_table_longest (n.heads, text + at, len - at);

    /* 建设委 of 建设委员会 is no head */
    if (head > 0 && g_str_has_prefix (text + at + head, "员") && at + head < len && ends_with (&n, at + head, "委"))
      head = 0;
    if (head == 0 || *cell_of (lexicon, "vest_bodies", text + at, head) == '-') {
      at += head > 0 ? head : (gsize) (g_utf8_next_char (text + at) - (text + at));
      continue;
    }
    /* TEXT may go on behind LEN, and is read no further than it goes */
    head += deciding_person (text + at + head);
    head = MIN (head, len - at);
    add_head (&n, bodies, at, head);
    at += head;
  }
  join_lists (&n, bodies);
  return bodies;
}
