#include "config.h"

#include <string.h>

#include <quanze/text.h>

#include "lib/event.h"
#include "lib/force.h"
#include "lib/front.h"
#include "lib/line.h"
#include "lib/places.h"

/* Lines that may stand before the body in a file that does not mark its end. */
#define FRONT_MAX 24

static const QzBlock *
block_at (const QzSource *source, guint i)
{
  return &g_array_index (source->blocks, QzBlock, i);
}

static char *
block_dup (const QzSource *source, guint i)
{
  const QzBlock *block = block_at (source, i);
  return g_strndup (source->text + block->start, block->end - block->start);
}

static guint
find_meta_end (const QzSource *source)
{
  for (guint i = 0; i < source->blocks->len; i++)
    if (block_at (source, i)->kind == QZ_BLOCK_META_END)
      return i;
  return G_MAXUINT;
}

/* ---- 文号 ---- */

static gsize
match_one (const char *p, const char *const *words)
{
  for (; *words != NULL; words++)
    if (g_str_has_prefix (p, *words))
      return strlen (*words);
  return 0;
}

/* 〔2023〕3号 at P, as 法释〔2023〕3号 has it; its length, else 0. */
static gsize
year_and_number (const char *p)
{
  static const char *const open[] = { "〔", "［", "[", "【", "（", "(", NULL };
  static const char *const close[] = { "〕", "］", "]", "】", "）", ")", NULL };
  const char *at = p + match_one (p, open), *digits = at;
  gsize len;

  while (g_ascii_isdigit (*at))
    at++;
  if (at == p || at - digits != 4 || (len = match_one (at, close)) == 0)
    return 0;
  at += len;
  if (g_str_has_prefix (at, "第"))
    at += strlen ("第");
  digits = at;
  while (g_ascii_isdigit (*at))
    at++;
  return at > digits && g_str_has_prefix (at, "号") ? (gsize) (at - p) + strlen ("号") : 0;
}

/* The document number in LINE when LINE is little else; the caller's. */
static char *
number_dup (const char *line)
{
  for (const char *p = line; *p != '\0'; p = g_utf8_next_char (p)) {
    gsize len = year_and_number (p);
    if (len == 0)
      continue;
    const char *start = p;
    while (start > line) {
      const char *before = g_utf8_find_prev_char (line, start);
      if (!g_unichar_isalpha (g_utf8_get_char (before)))
        break;
      start = before;
    }
    glong prefix = g_utf8_strlen (start, p - start), rest = g_utf8_strlen (line, -1);
    return prefix >= 1 && prefix <= 16 && rest <= 40 ? g_strndup (start, (gsize) (p - start) + len) : NULL;
  }
  return NULL;
}

/* ---- title ---- */

static gboolean
same_title (const char *a, const char *b)
{
  g_autofree char *key_a = qz_title_key (a);
  g_autofree char *key_b = qz_title_key (b);
  return strcmp (key_a, key_b) == 0;
}

/* How many blocks from I on, taken together, print TITLE. */
static guint
count_title_lines (const QzSource *source, guint i, const char *title)
{
  g_autoptr (GString) joined = g_string_new (NULL);

  for (guint n = 1; n <= 5 && i + n <= source->blocks->len; n++) {
    g_autofree char *line = block_dup (source, i + n - 1);
    g_string_append (joined, line);
    if (joined->len > strlen (title) * 2 + 64)
      return 0;
    if (same_title (joined->str, title))
      return n;
  }
  return 0;
}

static gboolean
is_blank (const char *p)
{
  gsize len;

  while ((len = qz_text_space_span (p)) > 0)
    p += len;
  return *p == '\0';
}

/* （2019年1月1日…通过） or a document number, on a line of its own. */
static gboolean
is_front_line (const char *line)
{
  g_autofree char *number = number_dup (line);
  const char *p = line, *end;
  gsize len = strlen (line);
  QzDate date;

  if (number != NULL)
    return TRUE;
  if (g_str_has_prefix (p, "（") || *p == '(')
    p = g_utf8_next_char (p);
  if (!qz_date_parse_printed (p, &end, &date))
    return FALSE;
  return (p > line && (g_str_has_suffix (line, "）") || line[len - 1] == ')')) || is_blank (end)
         || (strstr (end, "。") == NULL && (strstr (end, "通过") != NULL || strstr (end, "公布") != NULL));
}

static void
add_front (QzInstrument *instrument, const QzSource *source, guint i)
{
  char *line = block_dup (source, i);

  g_ptr_array_add (instrument->front, line);
  if (instrument->number == NULL)
    instrument->number = number_dup (line);
}

/* The title, document number and dates that the body repeats at its head go to the front lines. */
static guint
absorb_head (QzInstrument *instrument, const QzSource *source, guint i)
{
  for (guint limit = i + FRONT_MAX; i < MIN (limit, source->blocks->len);) {
    guint n = count_title_lines (source, i, instrument->title);
    g_autofree char *line = block_dup (source, i);

    if (n == 0 && !is_front_line (line))
      break;
    for (n = MAX (n, 1); n > 0; n--)
      add_front (instrument, source, i++);
  }
  return i;
}

guint
qz_front_read (QzInstrument *instrument, const QzSource *source)
{
  guint end = find_meta_end (source), i = 0;
  const char *title = g_hash_table_lookup (source->meta, "title");

  if (source->blocks->len > 0) {
    const QzBlock *first = block_at (source, 0);
    instrument->title = g_strndup (source->text + first->start, first->end - first->start);
    i = 1;
  } else {
    instrument->title = g_strdup (title != NULL ? title : "");
  }
  for (; end != G_MAXUINT && i < end; i++)
    add_front (instrument, source, i);
  return absorb_head (instrument, source, end != G_MAXUINT ? end + 1 : i);
}

/* ---- who ---- */

/* 最高人民法院关于…: the issuer that a title begins with. */
static char *
issuer_from_title (const char *title)
{
  static const char *const ends[] = { "人民代表大会常务委员会", "人民代表大会", "人民政府", "人民政府办公厅", "人民政府办公室",
                                      "国务院", "国务院办公厅", "最高人民法院", "最高人民检察院", "委员会", "部", "局", "厅", "总局",
                                      "署", "办公厅", "办公室", "中央军委", "监察委员会", "银行" };
  const char *about = strstr (title, "关于");

  if (about == NULL || about == title)
    return NULL;
  g_autofree char *head = g_strndup (title, (gsize) (about - title));
  g_strstrip (head);
  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++)
    if (g_str_has_suffix (head, ends[i]) && strstr (head, "《") == NULL)
      return g_strdup (g_str_has_prefix (head, "中华人民共和国") ? head + strlen ("中华人民共和国") : head);
  return NULL;
}

/* The body of the first event that has one of ROLES. */
static char *
issuer_from_events (const GPtrArray *events, guint roles)
{
  for (guint i = 0; i < events->len; i++) {
    const QzEvent *event = events->pdata[i];
    char *body = (event->roles & roles) != 0 ? qz_event_body_dup (event) : NULL;
    if (body != NULL)
      return body;
  }
  return NULL;
}

/* What the State Council approved and a ministry published before 立法法 counts as its own regulation. */
static gboolean
approved_by_state_council (const GPtrArray *events)
{
  for (guint i = 0; i < events->len; i++) {
    const QzEvent *event = events->pdata[i];
    if ((event->roles & QZ_EVENT_APPROVED) != 0 && g_str_has_prefix (event->words, "国务院"))
      return TRUE;
  }
  return FALSE;
}

/* 市十四届人大常委会 of 上海市…条例 → 上海市人民代表大会常务委员会. */
static char *
complete_body (char *body, const char *title)
{
  g_autoptr (GString) name = g_string_new (body);
  const char *end;

  g_free (body);
  if (g_str_has_prefix (name->str, "市") || g_str_has_prefix (name->str, "省") || g_str_has_prefix (name->str, "县")) {
    g_autofree char *place = qz_place_read (title, TRUE, &end);
    g_autofree char *unit = g_strndup (name->str, strlen ("市"));
    if (place != NULL && g_str_has_suffix (place, unit)) {
      g_string_erase (name, 0, (gssize) strlen (unit));
      g_string_prepend_len (name, title, end - title);
    }
  }
  g_string_replace (name, "中华人民共和国", "", 0);
  g_string_replace (name, "　", " ", 0);
  g_string_replace (name, "  ", " ", 0);
  g_string_replace (name, " ", "、", 0);
  return g_strdup (name->str);
}

static void
set_issuer (QzInstrument *instrument, const QzSource *source, const GPtrArray *events)
{
  static const guint order[] = { QZ_EVENT_ADOPTED, QZ_EVENT_PUBLISHED, QZ_EVENT_AMENDED, QZ_EVENT_APPROVED };

  instrument->issuer = issuer_from_title (instrument->title);
  if (instrument->issuer == NULL && approved_by_state_council (events))
    instrument->issuer = g_strdup ("国务院");
  for (gsize i = 0; instrument->issuer == NULL && i < G_N_ELEMENTS (order); i++)
    instrument->issuer = issuer_from_events (events, order[i]);
  if (instrument->issuer == NULL)
    instrument->issuer = g_strdup (g_hash_table_lookup (source->meta, "issuer"));
  if (instrument->issuer != NULL)
    instrument->issuer = complete_body (instrument->issuer, instrument->title);
}

static void
set_number (QzInstrument *instrument, const QzSource *source, const GPtrArray *events)
{
  const char *stated = g_hash_table_lookup (source->meta, "number");

  if (instrument->number == NULL && stated != NULL && *stated != '\0')
    instrument->number = g_strdup (stated);
  for (guint i = events->len; instrument->number == NULL && i-- > 0;)
    instrument->number = qz_event_order_dup (events->pdata[i]);
}

/* ---- where ---- */

/* The province whose congress or government acted too: it approved a city's regulation. The caller's. */
static char *
province_of_events (const GPtrArray *events)
{
  for (guint i = 0; i < events->len; i++) {
    g_autofree char *body = qz_event_body_dup (events->pdata[i]);
    g_autofree char *place = body != NULL ? qz_place_read (body, TRUE, NULL) : NULL;
    if (place != NULL && (g_str_has_suffix (place, "省") || g_str_has_suffix (place, "自治区")))
      return g_steal_pointer (&place);
  }
  return NULL;
}

static void
set_territory (QzInstrument *instrument, const QzSource *source, const GPtrArray *events)
{
  qz_territory_of (instrument->title, instrument->issuer, source->path, &instrument->territory, &instrument->rank);
  if (instrument->territory == NULL || strcmp (instrument->territory, "全国") == 0
      || qz_place_has_province (instrument->territory) || strstr (instrument->territory, "省") != NULL
      || strstr (instrument->territory, "自治区") != NULL)
    return;
  g_autofree char *province = province_of_events (events), *place = g_steal_pointer (&instrument->territory);
  instrument->territory = g_strconcat (province != NULL ? province : "", place, NULL);
}

/* ---- when ---- */

/* The day at the end of the file's name: 行政处罚法(2021-01-22).md */
static QzDate
date_of_path (const char *path)
{
  g_autofree char *name = g_path_get_basename (path);
  QzDate date = QZ_DATE_UNKNOWN;

  for (const char *p = name; (p = strpbrk (p, "0123456789")) != NULL;) {
    g_autofree char *day = g_strndup (p, 10);
    if (qz_date_parse_iso (day, &date))
      return date;
    p += strspn (p, "0123456789");
  }
  return QZ_DATE_UNKNOWN;
}

static gint
compare_dates (gconstpointer a, gconstpointer b)
{
  QzDate x = *(const QzDate *) a, y = *(const QzDate *) b;
  return (x > y) - (x < y);
}

/* The last day that an event with one of ROLES (0: any but taking effect) bears. */
static QzDate
last_date (const GPtrArray *events, guint roles)
{
  QzDate last = QZ_DATE_UNKNOWN;

  for (guint i = 0; i < events->len; i++) {
    const QzEvent *event = events->pdata[i];
    if (roles == 0 ? event->roles != QZ_EVENT_EFFECTIVE : (event->roles & roles) != 0)
      last = MAX (last, event->date);
  }
  return last;
}

/* Days between two dates, near enough to tell weeks from years. */
static gint
days_between (QzDate from, QzDate to)
{
  GDate a, b;

  g_date_set_dmy (&a, from % 100, from / 100 % 100, from / 10000);
  g_date_set_dmy (&b, to % 100, to / 100 % 100, to / 10000);
  return g_date_days_between (&a, &b);
}

/* A text is published some weeks after its adoption. A file dated much later holds a version
 * whose line the front matter lost, unless its publication was put off: then it takes effect about that day. */
#define PUBLICATION_DAYS 120

static gboolean
is_later_version (const GPtrArray *events, QzDate version, QzDate of_file)
{
  QzDate last = last_date (events, 0), effective = last_date (events, QZ_EVENT_EFFECTIVE);

  if (of_file == QZ_DATE_UNKNOWN || version == QZ_DATE_UNKNOWN || of_file <= last
      || days_between (last, of_file) <= PUBLICATION_DAYS)
    return FALSE;
  return effective == QZ_DATE_UNKNOWN || days_between (of_file, effective) < -PUBLICATION_DAYS;
}

static void
set_dates (QzInstrument *instrument, const GPtrArray *events, QzDate of_file)
{
  for (guint i = 0; i < events->len; i++) {
    const QzEvent *event = events->pdata[i];
    if (event->roles == QZ_EVENT_EFFECTIVE)
      continue;
    g_array_append_val (instrument->dates, event->date);
    if (instrument->promulgated == QZ_DATE_UNKNOWN || event->date < instrument->promulgated)
      instrument->promulgated = event->date;
  }
  g_array_sort (instrument->dates, compare_dates);
  instrument->version = last_date (events, QZ_EVENT_ADOPTED | QZ_EVENT_APPROVED | QZ_EVENT_AMENDED);
  if (instrument->version == QZ_DATE_UNKNOWN)
    instrument->version = last_date (events, 0);
  if (is_later_version (events, instrument->version, of_file)) {
    g_autofree char *day = qz_date_to_iso (of_file);
    qz_defect_add (instrument->defects, "date-conflict", 0, "文件名的日期%s晚于题注的各个日期，题注缺最后一次修改", day);
    instrument->version = of_file;
  }
  if (instrument->version == QZ_DATE_UNKNOWN)
    instrument->version = of_file;
  if (instrument->promulgated == QZ_DATE_UNKNOWN)
    instrument->promulgated = of_file;
}

/* The day of publication that this version's own taking effect hangs on. */
static QzDate
publication (const QzInstrument *instrument, const GPtrArray *events, QzDate of_file)
{
  QzDate published = last_date (events, QZ_EVENT_PUBLISHED);

  published = MAX (published, of_file);
  return MAX (published, instrument->version);
}

static gboolean
is_amended (const QzInstrument *instrument)
{
  return instrument->version != QZ_DATE_UNKNOWN
         && days_between (instrument->promulgated, instrument->version) > PUBLICATION_DAYS;
}

/* The day in force: a day stated for this version, else what its text says; an amended text often
 * repeats the first version's day, and then this version began with its amendment. */
static void
set_effective (QzInstrument *instrument, const GPtrArray *events, QzDate of_file)
{
  QzDate stated = last_date (events, QZ_EVENT_EFFECTIVE), said = QZ_DATE_UNKNOWN;
  QzForceKind kind = qz_force_read (instrument->body, &said);

  if (stated != QZ_DATE_UNKNOWN && stated >= instrument->version)
    instrument->effective = stated;
  else if (kind == QZ_FORCE_DAY && said >= instrument->version)
    instrument->effective = said;
  else if (kind != QZ_FORCE_UNSAID || stated != QZ_DATE_UNKNOWN || is_amended (instrument))
    instrument->effective = publication (instrument, events, of_file);
  else if (instrument->counts[QZ_LEVEL_ARTICLE] > 0)
    qz_defect_add (instrument->defects, "force-missing", instrument->body->end, "没有施行日期的条款，末尾可能缺失");
}

/* ---- signature ---- */

/* The lines that stand behind the last provision, as printed; NULL when there are none. */
static char **
tail_lines (const QzInstrument *instrument)
{
  const GPtrArray *children = instrument->body->children;
  const QzProvision *last = children->len > 0 ? children->pdata[children->len - 1] : NULL;

  return last != NULL && last->level == QZ_LEVEL_BLOCK && *last->text != '\0' ? g_strsplit (last->text, "\n", -1) : NULL;
}

/* 棠宁县人民政府 / 2022年3月10日 behind the text: the day it was made, and who made it. */
static void
read_signature (QzInstrument *instrument, QzDate *day)
{
  g_auto (GStrv) lines = tail_lines (instrument);
  const char *end;

  for (guint i = lines != NULL ? g_strv_length (lines) : 0; i-- > 0;) {
    if (!qz_date_parse_printed (lines[i], &end, day) || !is_blank (end))
      continue;
    if (instrument->issuer == NULL && i > 0 && g_utf8_strlen (lines[i - 1], -1) <= 30)
      instrument->issuer = complete_body (g_strdup (lines[i - 1]), instrument->title);
    return;
  }
}

void
qz_front_date (QzInstrument *instrument, const QzSource *source)
{
  g_autoptr (GPtrArray) events = qz_events_read (instrument->front);
  QzDate of_file = date_of_path (source->path), signed_on = QZ_DATE_UNKNOWN;

  set_issuer (instrument, source, events);
  set_number (instrument, source, events);
  read_signature (instrument, &signed_on);
  set_territory (instrument, source, events);
  if (events->len == 0 && of_file == QZ_DATE_UNKNOWN)
    of_file = signed_on;
  set_dates (instrument, events, of_file);
  set_effective (instrument, events, of_file);
  qz_force_repeals (instrument->body, instrument->annexes, instrument->key, instrument->repeals);
  if (instrument->version == QZ_DATE_UNKNOWN)
    qz_defect_add (instrument->defects, "date-missing", 0, "没有任何日期");
}
