#include "config.h"

#include <string.h>

#include "lib/structure/event.h"
#include "lib/structure/force.h"
#include "lib/structure/front.h"
#include "lib/structure/issuer.h"
#include "lib/structure/line.h"
#include "lib/structure/version.h"

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

/* A text is published some weeks after its adoption. A file dated much later holds a version
 * whose line the front matter lost, unless its publication was put off: then it takes effect about that day. */
#define PUBLICATION_DAYS 120

static gboolean
is_later_version (const GPtrArray *events, QzDate version, QzDate of_file)
{
  QzDate last = last_date (events, 0), effective = last_date (events, QZ_EVENT_EFFECTIVE);

  if (of_file == QZ_DATE_UNKNOWN || version == QZ_DATE_UNKNOWN || of_file <= last
      || qz_date_days_between (last, of_file) <= PUBLICATION_DAYS)
    return FALSE;
  return effective == QZ_DATE_UNKNOWN || qz_date_days_between (of_file, effective) < -PUBLICATION_DAYS;
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

/* The day this version was published: what the front matter says of it, else the file's name. */
static void
set_published (QzInstrument *instrument, const GPtrArray *events, QzDate of_file)
{
  QzDate published = last_date (events, QZ_EVENT_PUBLISHED);

  if (published < instrument->version)
    published = of_file;
  if (published >= instrument->version)
    instrument->published = published;
}

/* A file named after an older day than its text bears: the name, or the text behind it, was not kept up. */
static void
check_file_name (QzInstrument *instrument, const GPtrArray *events, QzDate of_file)
{
  if (of_file == QZ_DATE_UNKNOWN || of_file >= instrument->version)
    return;
  for (guint i = 0; i < events->len; i++)
    if (((const QzEvent *) events->pdata[i])->date == of_file
        && qz_date_days_between (of_file, instrument->version) <= PUBLICATION_DAYS)
      return;
  g_autofree char *named = qz_date_to_iso (of_file), *last = qz_date_to_iso (instrument->version);
  qz_defect_add (instrument->defects, "date-conflict", 0, "文件名的日期%s早于题注的最后日期%s，以题注为准", named, last);
}

static gboolean
is_amended (const QzInstrument *instrument)
{
  return instrument->version != QZ_DATE_UNKNOWN
         && qz_date_days_between (instrument->promulgated, instrument->version) > PUBLICATION_DAYS;
}

/* Some rules are published after the day they apply from; not more than a year. */
static gboolean
is_retroactive (const QzInstrument *instrument, QzDate said)
{
  return !is_amended (instrument) && qz_date_days_between (said, instrument->version) <= 366;
}

/* The first day in force that nothing states: that of the amendment, or of the publication. */
static void
infer_effective (QzInstrument *instrument, const char *code, gsize at, const char *text)
{
  instrument->effective = MAX (instrument->published, instrument->version);
  instrument->effective_inferred = TRUE;
  qz_defect_add (instrument->defects, code, at, "%s", text);
}

/* The day in force: a day stated for this version, else what its text says; an amended text often
 * repeats the first version's day, and then this version began with its amendment, as far as one can tell.
 * What the two highest organs of justice interpret applies from its publication unless it says otherwise
 * (法发〔2021〕20号第二十五条). */
static void
set_effective (QzInstrument *instrument, QzDate stated)
{
  QzDate said = QZ_DATE_UNKNOWN;
  QzForceKind kind = qz_force_read (instrument->body, &said);
  gsize end = instrument->body->end;

  if (stated != QZ_DATE_UNKNOWN && stated >= instrument->version)
    instrument->effective = stated;
  else if (kind == QZ_FORCE_DAY && (said >= instrument->version || is_retroactive (instrument, said)))
    instrument->effective = said;
  else if (is_amended (instrument))
    infer_effective (instrument, "force-inferred", end, "没有说这次修改从哪天起施行，按修改或者公布的日期计");
  else if (kind != QZ_FORCE_UNSAID || stated != QZ_DATE_UNKNOWN)
    instrument->effective = MAX (instrument->published, instrument->version);
  else if (instrument->rank == QZ_RANK_JUDICIAL && instrument->version != QZ_DATE_UNKNOWN)
    infer_effective (instrument, "force-missing", end, "没有施行日期的条款，按公布的日期计");
  else if (instrument->counts[QZ_LEVEL_ARTICLE] > 0) {
    instrument->effective_inferred = TRUE;
    qz_defect_add (instrument->defects, "force-missing", end, "没有施行日期的条款，末尾可能缺失");
  }
}

/* ---- signature ---- */

/* Lines of the text that are nothing but a day: the last of them, UNKNOWN when there is none. A cover's signature
 * stands before what it encloses. */
static QzDate
day_alone (const QzProvision *provision)
{
  QzDate day = QZ_DATE_UNKNOWN, found;
  const char *end;

  for (guint i = 0; provision != NULL && i < provision->children->len; i++) {
    g_autofree char *text = qz_event_close_up (((QzProvision *) provision->children->pdata[i])->text);
    if (qz_date_parse_printed (text, &end, &found) && *end == '\0')
      day = found;
  }
  return day;
}

static QzDate
day_of_meta (const QzSource *source, const char *name)
{
  const char *value = g_hash_table_lookup (source->meta, name), *end;
  QzDate day = QZ_DATE_UNKNOWN;

  if (value != NULL)
    qz_date_parse_printed (value, &end, &day);
  return day;
}

/* The day of a file whose front matter gives none: its own signature, what its format states, its name. */
static QzDate
day_of_file (const QzInstrument *instrument, const QzSource *source, QzDate signed_on)
{
  const QzDate days[] = { day_of_meta (source, "promulgated"), day_alone (qz_provision_find (instrument->body, "preamble")),
                          signed_on, day_of_meta (source, "published"), date_of_path (source->path) };

  for (gsize i = 0; i < G_N_ELEMENTS (days); i++)
    if (days[i] != QZ_DATE_UNKNOWN)
      return days[i];
  return QZ_DATE_UNKNOWN;
}

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
    g_autofree char *line = qz_event_close_up (lines[i]);
    if (!qz_date_parse_printed (line, &end, day) || *end != '\0')
      continue;
    if (instrument->issuer == NULL && i > 0 && g_utf8_strlen (lines[i - 1], -1) <= 30)
      instrument->issuer = qz_issuer_complete (g_strdup (lines[i - 1]), instrument->title);
    return;
  }
}

void
qz_version_read (QzInstrument *instrument, const QzSource *source)
{
  g_autoptr (GPtrArray) events = qz_events_read (instrument->front);
  gboolean marked = qz_front_end (source) != G_MAXUINT;
  QzDate of_file = marked ? date_of_path (source->path) : QZ_DATE_UNKNOWN, signed_on = QZ_DATE_UNKNOWN;

  qz_issuer_read (instrument, source, events);
  qz_issuer_number (instrument, source, events);
  read_signature (instrument, &signed_on);
  qz_issuer_place (instrument, source, events);
  if (events->len == 0 && of_file == QZ_DATE_UNKNOWN)
    of_file = day_of_file (instrument, source, signed_on);
  set_dates (instrument, events, of_file);
  set_published (instrument, events, of_file);
  check_file_name (instrument, events, of_file);
  set_effective (instrument, MAX (last_date (events, QZ_EVENT_EFFECTIVE), day_of_meta (source, "effective")));
  qz_force_repeals (instrument->body, instrument->annexes, instrument->key, instrument->repeals);
  if (instrument->version == QZ_DATE_UNKNOWN)
    qz_defect_add (instrument->defects, "date-missing", 0, "没有任何日期");
}
