#include "config.h"

#include <stdlib.h>
#include <string.h>

#include <jansson.h>
#include <quanze/timeline.h>

#define METADATA_KEY "timeline"

/* One line a version: id, key, title, territory, version, from, until, repealed_by, other dates. */
enum { COL_ID, COL_KEY, COL_TITLE, COL_TERRITORY, COL_VERSION, COL_FROM, COL_UNTIL, COL_REPEALED_BY, COL_DATES, N_COLS };

struct QzTimeline {
  char       *blob;       /* every string of every version points into it */
  GPtrArray  *all;        /* QzVersion*, by key, then by start */
  GHashTable *by_key;     /* key → index of its first version + 1 */
  GHashTable *by_id;      /* id, and KEY@DATE of other dates → QzVersion* */
};

const char *
qz_status_name (QzStatus status)
{
  static const char *const names[] = { "unknown", "current", "amended", "repealed", "not-yet-in-force" };

  return names[status];
}

/* ---- building ---- */

typedef struct {
  const json_t *head;
  const char *id, *key;
  QzDate      version, from, until;
  const char *repealed_by;
} Draft;

static QzDate
date_of (const json_t *head, const char *field)
{
  const char *text = json_string_value (json_object_get (head, field));
  QzDate date = QZ_DATE_UNKNOWN;

  if (text != NULL)
    qz_date_parse_iso (text, &date);
  return date;
}

static const char *
text_of (const json_t *head, const char *field)
{
  const char *text = json_string_value (json_object_get (head, field));

  return text != NULL ? text : "";
}

static gint
by_key_and_start (gconstpointer a, gconstpointer b)
{
  const Draft *left = *(Draft *const *) a, *right = *(Draft *const *) b;
  int order = strcmp (left->key, right->key);

  if (order == 0 && left->from != right->from)
    return left->from < right->from ? -1 : 1;
  if (order == 0 && left->version != right->version)
    return left->version < right->version ? -1 : 1;
  return order != 0 ? order : strcmp (left->id, right->id);
}

static GPtrArray *
read_drafts (const GPtrArray *heads)
{
  GPtrArray *drafts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < heads->len; i++) {
    const json_t *head = heads->pdata[i];

    if (*text_of (head, "id") == '\0' || *text_of (head, "key") == '\0')
      continue;
    Draft *draft = g_new0 (Draft, 1);
    draft->head = head;
    draft->id = text_of (head, "id");
    draft->key = text_of (head, "key");
    draft->version = date_of (head, "version");
    draft->from = date_of (head, "effective");
    if (draft->from == QZ_DATE_UNKNOWN)
      draft->from = draft->version;
    g_ptr_array_add (drafts, draft);
  }
  g_ptr_array_sort (drafts, by_key_and_start);
  return drafts;
}

/* The same title by two issuers has ids TITLE(ISSUER)@…: they do not succeed one another. */
static gboolean
same_line (const Draft *a, const Draft *b)
{
  gsize len = strcspn (a->id, "@");

  return len == strcspn (b->id, "@") && strncmp (a->id, b->id, len) == 0;
}

static void
succeed (GPtrArray *drafts)
{
  for (guint i = 0; i < drafts->len; i++) {
    Draft *draft = drafts->pdata[i];

    for (guint j = i + 1; j < drafts->len; j++) {
      const Draft *next = drafts->pdata[j];

      if (!g_str_equal (next->key, draft->key))
        break;
      if (same_line (draft, next) && next->from != draft->from && next->from != QZ_DATE_UNKNOWN) {
        draft->until = next->from;
        break;
      }
    }
  }
}

static void
repeal (GPtrArray *drafts, GHashTable *first_of)
{
  for (guint i = 0; i < drafts->len; i++) {
    const Draft *repealer = drafts->pdata[i];
    const json_t *title;
    size_t n;

    json_array_foreach (json_object_get (repealer->head, "repeals"), n, title) {
      gpointer first = json_is_string (title) ? g_hash_table_lookup (first_of, json_string_value (title)) : NULL;

      for (guint j = GPOINTER_TO_UINT (first) - 1; first != NULL && j < drafts->len; j++) {
        Draft *old = drafts->pdata[j];

        if (!g_str_equal (old->key, json_string_value (title)))
          break;
        /* Only what stood before: a law revised under its old title does not repeal itself. */
        if (old == repealer || old->from >= repealer->from || old->version >= repealer->version)
          continue;
        if (old->until == QZ_DATE_UNKNOWN || repealer->from < old->until) {
          old->until = repealer->from;
          old->repealed_by = g_str_equal (repealer->key, old->key) ? NULL : repealer->key;
        }
      }
    }
  }
}

/* A cell holds no tab and no line end. */
static void
append_cell (GString *blob, const char *text, char end)
{
  gsize at = blob->len;

  g_string_append (blob, text);
  for (; at < blob->len; at++)
    if (blob->str[at] == '\t' || blob->str[at] == '\n')
      blob->str[at] = ' ';
  g_string_append_c (blob, end);
}

static void
append_dates (GString *blob, const Draft *draft)
{
  const json_t *date;
  size_t i;

  json_array_foreach (json_object_get (draft->head, "dates"), i, date)
    if (json_is_string (date))
      g_string_append_printf (blob, "%s%s", i > 0 ? "," : "", json_string_value (date));
  g_string_append_c (blob, '\n');
}

char *
qz_timeline_build (const GPtrArray *heads)
{
  g_autoptr (GPtrArray) drafts = read_drafts (heads);
  g_autoptr (GHashTable) first_of = g_hash_table_new (g_str_hash, g_str_equal);
  GString *blob = g_string_new (NULL);

  for (guint i = drafts->len; i-- > 0;)
    g_hash_table_insert (first_of, (gpointer) ((Draft *) drafts->pdata[i])->key, GUINT_TO_POINTER (i + 1));
  succeed (drafts);
  repeal (drafts, first_of);
  for (guint i = 0; i < drafts->len; i++) {
    const Draft *draft = drafts->pdata[i];

    append_cell (blob, draft->id, '\t');
    append_cell (blob, draft->key, '\t');
    append_cell (blob, text_of (draft->head, "title"), '\t');
    append_cell (blob, text_of (draft->head, "territory"), '\t');
    g_string_append_printf (blob, "%u\t%u\t%u\t", draft->version, draft->from, draft->until);
    append_cell (blob, draft->repealed_by != NULL ? draft->repealed_by : "", '\t');
    append_dates (blob, draft);
  }
  return g_string_free (blob, FALSE);
}

/* ---- loading ---- */

static const char *
or_null (const char *text)
{
  return *text != '\0' ? text : NULL;
}

static void
index_dates (QzTimeline *timeline, const QzVersion *version, char *dates)
{
  g_auto (GStrv) each = g_strsplit (dates, ",", -1);
  gsize stem = strcspn (version->id, "@");

  for (guint i = 0; each[i] != NULL; i++) {
    char *alias = g_strdup_printf ("%.*s@%s", (int) stem, version->id, each[i]);

    /* A version's own id comes first; a date that several texts list is the oldest one's. */
    if (*each[i] != '\0' && !g_hash_table_contains (timeline->by_id, alias))
      g_hash_table_insert (timeline->by_id, alias, (gpointer) version);
    else
      g_free (alias);
  }
}

static void
load_line (QzTimeline *timeline, char *line, GPtrArray *dates)
{
  char *cells[N_COLS];

  for (guint i = 0; i < N_COLS; i++) {
    cells[i] = line;
    line += strcspn (line, "\t");
    if (*line != '\0')
      *line++ = '\0';
  }
  QzVersion *version = g_new0 (QzVersion, 1);
  version->id = cells[COL_ID];
  version->key = cells[COL_KEY];
  version->title = cells[COL_TITLE];
  version->territory = or_null (cells[COL_TERRITORY]);
  version->version = (QzDate) strtoul (cells[COL_VERSION], NULL, 10);
  version->from = (QzDate) strtoul (cells[COL_FROM], NULL, 10);
  version->until = (QzDate) strtoul (cells[COL_UNTIL], NULL, 10);
  version->repealed_by = or_null (cells[COL_REPEALED_BY]);
  g_ptr_array_add (timeline->all, version);
  g_ptr_array_add (dates, cells[COL_DATES]);
  if (!g_hash_table_contains (timeline->by_key, version->key))
    g_hash_table_insert (timeline->by_key, (gpointer) version->key, GUINT_TO_POINTER (timeline->all->len));
  g_hash_table_insert (timeline->by_id, g_strdup (version->id), version);
}

QzTimeline *
qz_timeline_load (QzReader *reader, GError **error)
{
  g_autoptr (QzTimeline) timeline = g_new0 (QzTimeline, 1);
  g_autoptr (GPtrArray) dates = g_ptr_array_new ();

  timeline->all = g_ptr_array_new_with_free_func (g_free);
  timeline->by_key = g_hash_table_new (g_str_hash, g_str_equal);
  timeline->by_id = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  timeline->blob = qz_reader_get_metadata (reader, METADATA_KEY, NULL, error);
  if (timeline->blob == NULL)
    return NULL;
  for (char *line = timeline->blob; *line != '\0';) {
    char *end = line + strcspn (line, "\n"), *next = *end != '\0' ? end + 1 : end;

    *end = '\0';
    load_line (timeline, line, dates);
    line = next;
  }
  for (guint i = 0; i < timeline->all->len; i++)
    index_dates (timeline, timeline->all->pdata[i], dates->pdata[i]);
  return g_steal_pointer (&timeline);
}

void
qz_timeline_free (QzTimeline *timeline)
{
  if (timeline == NULL)
    return;
  if (timeline->all != NULL)
    g_ptr_array_unref (timeline->all);
  if (timeline->by_key != NULL)
    g_hash_table_unref (timeline->by_key);
  if (timeline->by_id != NULL)
    g_hash_table_unref (timeline->by_id);
  g_free (timeline->blob);
  g_free (timeline);
}

/* ---- asking ---- */

GPtrArray *
qz_timeline_versions (const QzTimeline *timeline, const char *key)
{
  GPtrArray *versions = g_ptr_array_new ();
  guint first = GPOINTER_TO_UINT (g_hash_table_lookup (timeline->by_key, key));

  for (guint i = first - 1; first > 0 && i < timeline->all->len; i++) {
    QzVersion *version = timeline->all->pdata[i];

    if (!g_str_equal (version->key, key))
      break;
    g_ptr_array_add (versions, version);
  }
  return versions;
}

const GPtrArray *
qz_timeline_all (const QzTimeline *timeline)
{
  return timeline->all;
}

const QzVersion *
qz_timeline_find (const QzTimeline *timeline, const char *instrument_id)
{
  return g_hash_table_lookup (timeline->by_id, instrument_id);
}

static gboolean
in_force (const QzVersion *version, QzDate day)
{
  return version->from <= day && (version->until == QZ_DATE_UNKNOWN || day < version->until);
}

const QzVersion *
qz_timeline_at (const QzTimeline *timeline, const char *key, QzDate day)
{
  g_autoptr (GPtrArray) versions = qz_timeline_versions (timeline, key);

  for (guint i = versions->len; i-- > 0;)
    if (in_force (versions->pdata[i], day))
      return versions->pdata[i];
  return NULL;
}

QzStatus
qz_version_status (const QzVersion *version, QzDate day)
{
  if (version->from > day)
    return QZ_STATUS_NOT_YET;
  if (version->until != QZ_DATE_UNKNOWN && day >= version->until)
    return version->repealed_by != NULL ? QZ_STATUS_REPEALED : QZ_STATUS_AMENDED;
  return version->from == QZ_DATE_UNKNOWN && version->version == QZ_DATE_UNKNOWN ? QZ_STATUS_UNKNOWN : QZ_STATUS_CURRENT;
}

GPtrArray *
qz_timeline_out_of_force (const QzTimeline *timeline, QzDate day)
{
  GPtrArray *ids = g_ptr_array_new ();

  for (guint i = 0; i < timeline->all->len; i++) {
    const QzVersion *version = timeline->all->pdata[i];

    if (!in_force (version, day))
      g_ptr_array_add (ids, (gpointer) version->id);
  }
  return ids;
}

QzDate
qz_timeline_horizon (const QzTimeline *timeline)
{
  QzDate last = QZ_DATE_UNKNOWN;

  for (guint i = 0; i < timeline->all->len; i++)
    last = MAX (last, ((const QzVersion *) timeline->all->pdata[i])->version);
  return last;
}
