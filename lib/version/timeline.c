/* The table of versions.
 *
 * Metadata "timeline" holds facts alone, one line an instrument record; when a version begins
 * and ends is derived from them at load, over all databases that are searched together, so
 * that a repeal in one ends a version in another.
 *
 * Invariants after derive():
 *  1. `all` is ordered by key, then by date; the versions of a key are one run of it.
 *  2. A line is the versions of one title by one issuer: what stands before '@' in their ids.
 *     Only versions of one line succeed one another.
 *  3. `until` never lies before an end that another text states: of several, the first day counts.
 */
#include "config.h"

#include "lib/version/timeline_facts.h"

#include <string.h>

#include <quanze/timeline.h>

#define METADATA_KEY "timeline"
#define NATIONWIDE "全国"

/* Cast to and from QzVersion, its first member. */
typedef struct {
  QzVersion version;
  QzDate effective;  /* as the text states it */
  QzDate expired;    /* as a catalogue states it */
  const char *dates; /* ISO, between QZ_FACT_SEPARATOR */
  char **repeals;    /* keys; borrowed strings, owned array; NULL for none */
  gsize line_len;    /* of the id: the part before '@' */
  gboolean undated;  /* no date to order it by */
} Entry;

struct QzTimeline {
  GPtrArray *blobs;   /* every string of every version points into one of them */
  GArray *entries;    /* Entry; never grows once pointed to */
  GPtrArray *all;     /* QzVersion*; invariant 1 */
  GPtrArray *lines;   /* the same by line, then by date */
  GHashTable *by_key; /* key → index + 1 of the first of its run */
  GHashTable *by_id;  /* id → QzVersion* */
};

const char *
qz_status_name (QzStatus status)
{
  static const char *const names[] = { "unknown", "current", "amended", "repealed", "not-yet-in-force" };
  return names[status];
}

/* ---- order ---- */

static QzDate
order_date (const Entry *entry)
{
  if (entry->undated)
    return QZ_DATE_UNKNOWN;
  return entry->version.version != QZ_DATE_UNKNOWN ? entry->version.version : entry->effective;
}

static int
compare_lines (const Entry *a, const Entry *b)
{
  int order = memcmp (a->version.id, b->version.id, MIN (a->line_len, b->line_len));
  return order != 0 ? order : (a->line_len > b->line_len) - (a->line_len < b->line_len);
}

static gboolean
same_line (const Entry *a, const Entry *b)
{
  return compare_lines (a, b) == 0;
}

static int
compare_dates (const Entry *a, const Entry *b)
{
  QzDate left = order_date (a), right = order_date (b);
  return (left > right) - (left < right);
}

static int
by_line (gconstpointer a, gconstpointer b)
{
  const Entry *left = *(Entry *const *)a, *right = *(Entry *const *)b;
  int order = compare_lines (left, right);
  if (order == 0)
    order = compare_dates (left, right);
  return order != 0 ? order : strcmp (left->version.id, right->version.id);
}

static int
by_key (gconstpointer a, gconstpointer b)
{
  const Entry *left = *(Entry *const *)a, *right = *(Entry *const *)b;
  int order = strcmp (left->version.key, right->version.key);
  if (order == 0)
    order = compare_dates (left, right);
  return order != 0 ? order : strcmp (left->version.id, right->version.id);
}

/* ---- derivation ---- */

/* An amended text keeps the first day of its first version (本法自1996年10月1日起施行); the amended
 * version itself begins with its amendment. A first day shortly before the only date is believed:
 * some rules are published after the day they apply from. */
static QzDate
first_day (const Entry *entry)
{
  QzDate version = entry->version.version, effective = entry->effective;
  if (effective == QZ_DATE_UNKNOWN)
    return version;
  if (effective >= version)
    return effective;
  gboolean amended = strchr (entry->dates, QZ_FACT_SEPARATOR) != NULL || effective + 10000 < version; /* a year */
  return amended ? version : effective;
}

/* Acts done once: a later one of the same title stands beside the earlier, as the five amendments
 * of the constitution do. The key ends with END and has INSIDE. */
static const struct {
  const char *inside, *end;
} single_acts[] = {
  { "", "修正案" },         { "关于修改", "的决定" },     { "关于废止", "的决定" },
  { "关于停止", "的决定" }, { "关于宣布失效", "的决定" },
};

static gboolean
is_single_act (const Entry *entry)
{
  for (guint i = 0; i < G_N_ELEMENTS (single_acts); i++)
    if (g_str_has_suffix (entry->version.key, single_acts[i].end) && strstr (entry->version.key, single_acts[i].inside))
      return TRUE;
  return FALSE;
}

/* A text without version date that begins on the day of a dated one of its line is that version in
 * another file: it succeeds nothing. ENTRIES in by_line order. */
static gboolean
has_dated_twin (const GPtrArray *entries, guint i)
{
  const Entry *entry = entries->pdata[i];
  if (entry->version.version != QZ_DATE_UNKNOWN)
    return FALSE;
  guint j = i;
  while (j > 0 && same_line (entry, entries->pdata[j - 1]))
    j--;
  for (; j < entries->len && same_line (entry, entries->pdata[j]); j++)
    if (j != i && ((const Entry *)entries->pdata[j])->version.from == entry->version.from)
      return TRUE;
  return FALSE;
}

/* Ends each version where a later one of its line begins. ENTRIES in by_line order. */
static void
succeed (GPtrArray *entries)
{
  QzDate next = QZ_DATE_UNKNOWN;
  for (guint i = entries->len; i-- > 0;) {
    Entry *entry = entries->pdata[i];
    if (i + 1 < entries->len && !same_line (entry, entries->pdata[i + 1]))
      next = QZ_DATE_UNKNOWN;
    if (entry->undated || is_single_act (entry))
      continue;
    entry->version.until = next;
    if (next == QZ_DATE_UNKNOWN || entry->version.from < next)
      next = entry->version.from;
  }
}

/* No local text ends a national one, and none ends another place's. */
static gboolean
reaches (const Entry *repealer, const Entry *old)
{
  const char *from = repealer->version.territory, *to = old->version.territory;
  if (!from || !to || g_str_equal (from, NATIONWIDE))
    return TRUE;
  return !g_str_equal (to, NATIONWIDE) && (g_str_has_prefix (to, from) || g_str_has_prefix (from, to));
}

/* The day on which REPEALER's repeals count: an amended text still carries those of its first version. */
static QzDate
repeal_day (const Entry *repealer)
{
  QzDate from = repealer->version.from, stated = repealer->effective;
  return stated != QZ_DATE_UNKNOWN && stated < from ? stated : from;
}

/* Ends OLD on DAY unless it is REPEALER itself, newer, or ended before. */
static void
repeal (const Entry *repealer, QzDate day, Entry *old)
{
  gboolean own = same_line (repealer, old);
  if (old == repealer || (own && compare_dates (old, repealer) >= 0))
    return;
  if (old->version.from >= day || !reaches (repealer, old))
    return;
  if (old->version.until != QZ_DATE_UNKNOWN && old->version.until <= day)
    return;
  old->version.until = day;
  old->version.repealed_by = own ? NULL : repealer->version.key; /* its own next version: succeeded */
}

/* Index of the first version of KEY in `all`; its length when there is none. */
static guint
run_start (const QzTimeline *timeline, const char *key)
{
  guint first = GPOINTER_TO_UINT (g_hash_table_lookup (timeline->by_key, key));
  return first > 0 ? first - 1 : timeline->all->len;
}

static gboolean
in_run (const QzTimeline *timeline, guint i, const char *key)
{
  return i < timeline->all->len && g_str_equal (((QzVersion *)timeline->all->pdata[i])->key, key);
}

static void
repeal_all (QzTimeline *timeline)
{
  for (guint i = 0; i < timeline->all->len; i++) {
    const Entry *repealer = timeline->all->pdata[i];
    QzDate day = repeal_day (repealer);
    for (guint n = 0; day != QZ_DATE_UNKNOWN && repealer->repeals && repealer->repeals[n]; n++) {
      const char *key = repealer->repeals[n];
      for (guint j = run_start (timeline, key); in_run (timeline, j, key); j++)
        repeal (repealer, day, timeline->all->pdata[j]);
    }
  }
}

/* What no text ends a catalogue may. */
static void
end_by_catalogue (QzTimeline *timeline)
{
  for (guint i = 0; i < timeline->all->len; i++) {
    Entry *entry = timeline->all->pdata[i];
    if (entry->version.until != QZ_DATE_UNKNOWN)
      entry->version.gone_by = QZ_DATE_UNKNOWN;
    else if (entry->expired != QZ_DATE_UNKNOWN) {
      entry->version.until = entry->expired;
      entry->version.expired = TRUE;
    }
  }
}

static void
index_runs (QzTimeline *timeline)
{
  for (guint i = timeline->all->len; i-- > 0;) {
    const Entry *entry = timeline->all->pdata[i];
    g_hash_table_replace (timeline->by_key, (gpointer) entry->version.key, GUINT_TO_POINTER (i + 1));
    g_hash_table_insert (timeline->by_id, (gpointer) entry->version.id, timeline->all->pdata[i]);
  }
}

static void
derive (QzTimeline *timeline)
{
  for (guint i = 0; i < timeline->entries->len; i++) {
    Entry *entry = &g_array_index (timeline->entries, Entry, i);
    entry->undated = order_date (entry) == QZ_DATE_UNKNOWN;
    entry->version.from = first_day (entry);
    g_ptr_array_add (timeline->all, entry);
    g_ptr_array_add (timeline->lines, entry);
  }
  g_ptr_array_sort (timeline->lines, by_line);
  for (guint i = 0; i < timeline->lines->len; i++)
    if (has_dated_twin (timeline->lines, i))
      ((Entry *)timeline->lines->pdata[i])->undated = TRUE;
  g_ptr_array_sort (timeline->lines, by_line);
  succeed (timeline->lines);
  g_ptr_array_sort (timeline->all, by_key);
  index_runs (timeline);
  repeal_all (timeline);
  end_by_catalogue (timeline);
}

/* ---- loading ---- */

static void
clear_entry (gpointer data)
{
  Entry *entry = data;
  g_free (entry->repeals);
}

static QzDate
day_of (const char *cell)
{
  QzDate day = (QzDate)g_ascii_strtoull (cell, NULL, 10);
  return qz_date_valid (day) ? day : QZ_DATE_UNKNOWN;
}

/* Reads the lines of BLOB, which the timeline takes. An id that an earlier database had stays that one's. */
static void
read_blob (QzTimeline *timeline, GHashTable *seen, char *blob)
{
  char *cells[QZ_N_FACTS], *rest = blob;
  while (qz_facts_next (&rest, cells)) {
    if (!*cells[QZ_FACT_ID] || !g_hash_table_add (seen, cells[QZ_FACT_ID]))
      continue;
    Entry entry = {
      .version.id = cells[QZ_FACT_ID],
      .version.key = cells[QZ_FACT_KEY],
      .version.title = *cells[QZ_FACT_TITLE] ? cells[QZ_FACT_TITLE] : cells[QZ_FACT_KEY],
      .version.territory = *cells[QZ_FACT_TERRITORY] ? cells[QZ_FACT_TERRITORY] : NULL,
      .version.version = day_of (cells[QZ_FACT_VERSION]),
      .effective = day_of (cells[QZ_FACT_EFFECTIVE]),
      .version.published = day_of (cells[QZ_FACT_PUBLISHED]),
      .version.inferred = *cells[QZ_FACT_INFERRED] == '1',
      .expired = day_of (cells[QZ_FACT_EXPIRED]),
      .version.gone_by = day_of (cells[QZ_FACT_GONE_BY]),
      .dates = cells[QZ_FACT_DATES],
      .repeals = !*cells[QZ_FACT_REPEALS] ? NULL : qz_facts_list (cells[QZ_FACT_REPEALS]),
      .line_len = strcspn (cells[QZ_FACT_ID], "@"),
    };
    g_array_append_val (timeline->entries, entry);
  }
}

/* Takes BLOBS. */
static QzTimeline *
from_blobs (GPtrArray *blobs)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  QzTimeline *timeline = g_new0 (QzTimeline, 1);
  timeline->blobs = blobs;
  timeline->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  g_array_set_clear_func (timeline->entries, clear_entry);
  timeline->all = g_ptr_array_new ();
  timeline->lines = g_ptr_array_new ();
  timeline->by_key = g_hash_table_new (g_str_hash, g_str_equal);
  timeline->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < blobs->len; i++)
    read_blob (timeline, seen, blobs->pdata[i]);
  derive (timeline);
  return timeline;
}

QzTimeline *
qz_timeline_load (QzReader *reader, GError **error)
{
  GPtrArray *blobs = qz_reader_get_metadata_all (reader, METADATA_KEY, error);
  return blobs ? from_blobs (blobs) : NULL;
}

QzTimeline *
qz_timeline_parse (char *table)
{
  GPtrArray *blobs = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (blobs, table);
  return from_blobs (blobs);
}

void
qz_timeline_free (QzTimeline *timeline)
{
  if (!timeline)
    return;
  g_hash_table_unref (timeline->by_key);
  g_hash_table_unref (timeline->by_id);
  g_ptr_array_unref (timeline->all);
  g_ptr_array_unref (timeline->lines);
  g_array_unref (timeline->entries);
  g_ptr_array_unref (timeline->blobs);
  g_free (timeline);
}

/* ---- asking ---- */

GPtrArray *
qz_timeline_versions (const QzTimeline *timeline, const char *key)
{
  GPtrArray *versions = g_ptr_array_new ();
  for (guint i = run_start (timeline, key); in_run (timeline, i, key); i++)
    g_ptr_array_add (versions, timeline->all->pdata[i]);
  return versions;
}

const GPtrArray *
qz_timeline_all (const QzTimeline *timeline)
{
  return timeline->all;
}

/* Index in `lines` of the first version whose line is not before NAME. */
static guint
line_start (const QzTimeline *timeline, const Entry *name)
{
  guint low = 0, high = timeline->lines->len;
  while (low < high) {
    guint middle = (low + high) / 2;
    if (compare_lines (timeline->lines->pdata[middle], name) < 0)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

static gboolean
lists_date (const Entry *entry, const char *iso)
{
  const gsize len = strlen (iso);
  const char *p = entry->dates;
  while ((p = strstr (p, iso))) {
    if ((p == entry->dates || p[-1] == QZ_FACT_SEPARATOR) && (p[len] == '\0' || p[len] == QZ_FACT_SEPARATOR))
      return TRUE;
    p += len;
  }
  return FALSE;
}

/* The version of the line NAME that lists DAY in its front matter, of several the oldest text; else the
 * one whose text begins on it. */
static const QzVersion *
find_alias (const QzTimeline *timeline, const Entry *name, QzDate day, const char *iso)
{
  const QzVersion *beginning = NULL;
  for (guint i = line_start (timeline, name); i < timeline->lines->len; i++) {
    const Entry *entry = timeline->lines->pdata[i];
    if (!same_line (entry, name))
      break;
    if (lists_date (entry, iso) || entry->version.published == day)
      return &entry->version;
    if (entry->effective == day && !beginning)
      beginning = &entry->version;
  }
  return beginning;
}

/* TITLE@DATE where ids read TITLE(ISSUER)@DATE: the version of that day, NULL when it is not the only one. */
static const QzVersion *
find_unqualified (const QzTimeline *timeline, const char *title, QzDate day)
{
  const QzVersion *found = NULL;
  for (guint i = run_start (timeline, title); in_run (timeline, i, title); i++) {
    const QzVersion *version = timeline->all->pdata[i];
    if (version->version != day)
      continue;
    if (found)
      return NULL;
    found = version;
  }
  return found;
}

const QzVersion *
qz_timeline_find (const QzTimeline *timeline, const char *instrument_id)
{
  const QzVersion *version = g_hash_table_lookup (timeline->by_id, instrument_id);
  const Entry name = { .version.id = instrument_id, .line_len = strcspn (instrument_id, "@") };
  const char *iso = instrument_id + name.line_len;
  QzDate day;
  if (version || *iso++ != '@' || !qz_date_parse_iso (iso, &day))
    return version;
  version = find_alias (timeline, &name, day, iso);
  if (version)
    return version;
  g_autofree char *title = g_strndup (instrument_id, name.line_len);
  return find_unqualified (timeline, title, day);
}

/* A text without any date may be in force on any day until something ends it. */
static gboolean
in_force (const QzVersion *version, QzDate day)
{
  return version->from <= day && (version->until == QZ_DATE_UNKNOWN || day < version->until)
         && (version->gone_by == QZ_DATE_UNKNOWN || day < version->gone_by);
}

const QzVersion *
qz_timeline_at (const QzTimeline *timeline, const char *key, QzDate day)
{
  const QzVersion *latest = NULL; /* undated ones come first in a run, so any dated one wins */
  for (guint i = run_start (timeline, key); in_run (timeline, i, key); i++)
    if (in_force (timeline->all->pdata[i], day))
      latest = timeline->all->pdata[i];
  return latest;
}

QzStatus
qz_version_status (const QzVersion *version, QzDate day)
{
  if (version->until != QZ_DATE_UNKNOWN && day >= version->until)
    return version->repealed_by || version->expired ? QZ_STATUS_REPEALED : QZ_STATUS_AMENDED;
  if (version->gone_by != QZ_DATE_UNKNOWN && day >= version->gone_by)
    return QZ_STATUS_REPEALED;
  if (version->from == QZ_DATE_UNKNOWN || (version->gone_by != QZ_DATE_UNKNOWN && version->from <= day))
    return QZ_STATUS_UNKNOWN; /* it ended some day */
  return version->from > day ? QZ_STATUS_NOT_YET : QZ_STATUS_CURRENT;
}

/* An undated text beside a dated one of its line that is in force: most likely the older. */
static gboolean
is_shadowed (const QzTimeline *timeline, guint i, QzDate day)
{
  const Entry *entry = timeline->all->pdata[i];
  const char *key = entry->version.key;
  for (guint j = i + 1; entry->undated && in_run (timeline, j, key); j++)
    if (same_line (entry, timeline->all->pdata[j]) && !((Entry *)timeline->all->pdata[j])->undated
        && in_force (timeline->all->pdata[j], day))
      return TRUE;
  return FALSE;
}

GPtrArray *
qz_timeline_out_of_force (const QzTimeline *timeline, QzDate day)
{
  GPtrArray *ids = g_ptr_array_new ();
  for (guint i = 0; i < timeline->all->len; i++) {
    const QzVersion *version = timeline->all->pdata[i];
    if (!in_force (version, day) || is_shadowed (timeline, i, day))
      g_ptr_array_add (ids, (gpointer) version->id);
  }
  return ids;
}

QzDate
qz_timeline_horizon (const QzTimeline *timeline)
{
  QzDate last = QZ_DATE_UNKNOWN;
  for (guint i = 0; i < timeline->all->len; i++)
    last = MAX (last, ((const QzVersion *)timeline->all->pdata[i])->version);
  return last;
}
