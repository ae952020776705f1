#include "config.h"

#include <string.h>

#include <quanze/catalogue.h>
#include <quanze/instrument.h>
#include <quanze/locale.h>

G_DEFINE_QUARK (qz-catalogue-error-quark, qz_catalogue_error)

/* Rows of one catalogue; the national database holds some 30,000. */
#define MAX_ROWS 1000000
/* A version is published within so many days of its adoption; local ones wait for their approval. */
#define PUBLICATION_DAYS 120

enum { NAME, PUBLISH, VALID_FROM, EXPIRED, EXPIRED_ON, N_COLUMNS };
static const char *const columns[N_COLUMNS] = { "name", "publish", "valid_from", "expired", "expired_on" };

struct QzCatalogue {
  GPtrArray  *rows;     /* QzCatalogueRow*, by key, then by day */
  GHashTable *by_key;   /* key → index + 1 of its first row */
};

static void
row_free (gpointer data)
{
  QzCatalogueRow *row = data;

  g_free (row->key);
  g_free (row);
}

void
qz_catalogue_free (QzCatalogue *catalogue)
{
  if (catalogue == NULL)
    return;
  g_hash_table_unref (catalogue->by_key);
  g_ptr_array_unref (catalogue->rows);
  g_free (catalogue);
}

/* ---- reading ---- */

typedef struct {
  const char *path;
  guint       line;
  int         at[N_COLUMNS];   /* number of the column; -1 absent */
} Reading;

static gboolean
read_header (Reading *r, char **cells, GError **error)
{
  for (guint c = 0; c < N_COLUMNS; c++) {
    r->at[c] = -1;
    for (int i = 0; cells[i] != NULL; i++)
      if (g_str_equal (cells[i], columns[c]))
        r->at[c] = i;
  }
  if (r->at[NAME] >= 0)
    return TRUE;
  g_set_error (error, QZ_CATALOGUE_ERROR, QZ_CATALOGUE_ERROR_HEADER, _("%s:1: 目录的第一行应是列名，其中要有 name"), r->path);
  return FALSE;
}

static const char *
cell_of (const Reading *r, char **cells, guint column)
{
  int n = (int) g_strv_length (cells);

  return r->at[column] >= 0 && r->at[column] < n ? g_strstrip (cells[r->at[column]]) : "";
}

static gboolean
read_day (const Reading *r, char **cells, guint column, QzDate *day, GError **error)
{
  const char *cell = cell_of (r, cells, column);

  if (*cell == '\0' || qz_date_parse_iso (cell, day))
    return TRUE;
  g_set_error (error, QZ_CATALOGUE_ERROR, QZ_CATALOGUE_ERROR_CELL, _("%s:%u: %s 一列应是 YYYY-MM-DD，读到“%s”"), r->path, r->line,
               columns[column], cell);
  return FALSE;
}

static QzCatalogueRow *
read_row (const Reading *r, char **cells, GError **error)
{
  g_autofree QzCatalogueRow *row = g_new0 (QzCatalogueRow, 1);
  const char *expired = cell_of (r, cells, EXPIRED);

  if (!read_day (r, cells, PUBLISH, &row->published, error) || !read_day (r, cells, VALID_FROM, &row->effective, error)
      || !read_day (r, cells, EXPIRED_ON, &row->expired_on, error))
    return NULL;
  if (*expired != '\0' && !g_str_equal (expired, "0") && !g_str_equal (expired, "1")) {
    g_set_error (error, QZ_CATALOGUE_ERROR, QZ_CATALOGUE_ERROR_CELL, _("%s:%u: expired 一列应是 0 或 1，读到“%s”"), r->path, r->line,
                 expired);
    return NULL;
  }
  row->expired = g_str_equal (expired, "1") || row->expired_on != QZ_DATE_UNKNOWN;
  row->key = qz_title_key (cell_of (r, cells, NAME));
  return g_steal_pointer (&row);
}

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  const QzCatalogueRow *x = *(QzCatalogueRow *const *) a, *y = *(QzCatalogueRow *const *) b;
  const QzDate days[][2] = { { x->published, y->published }, { x->effective, y->effective },
                             { x->expired, y->expired }, { x->expired_on, y->expired_on } };
  int order = strcmp (x->key, y->key);

  for (guint i = 0; order == 0 && i < G_N_ELEMENTS (days); i++)
    order = (days[i][0] > days[i][1]) - (days[i][0] < days[i][1]);
  return order;
}

static void
index_rows (QzCatalogue *catalogue)
{
  g_ptr_array_sort (catalogue->rows, compare_rows);
  for (guint i = catalogue->rows->len; i-- > 0;)
    g_hash_table_replace (catalogue->by_key, ((QzCatalogueRow *) catalogue->rows->pdata[i])->key, GUINT_TO_POINTER (i + 1));
}

static gboolean
read_line (QzCatalogue *catalogue, Reading *r, const char *line, GError **error)
{
  g_auto (GStrv) cells = g_strsplit (line, "\t", -1);

  r->line++;
  if (r->line == 1)
    return read_header (r, cells, error);
  if (*line == '\0' || catalogue->rows->len >= MAX_ROWS)
    return TRUE;
  QzCatalogueRow *row = read_row (r, cells, error);
  if (row == NULL)
    return FALSE;
  if (*row->key != '\0')
    g_ptr_array_add (catalogue->rows, row);
  else
    row_free (row);
  return TRUE;
}

QzCatalogue *
qz_catalogue_parse (const char *text, const char *path, GError **error)
{
  g_autoptr (QzCatalogue) catalogue = g_new0 (QzCatalogue, 1);
  Reading r = { .path = path };

  catalogue->rows = g_ptr_array_new_with_free_func (row_free);
  catalogue->by_key = g_hash_table_new (g_str_hash, g_str_equal);
  if (!g_utf8_validate (text, -1, NULL)) {
    g_set_error (error, QZ_CATALOGUE_ERROR, QZ_CATALOGUE_ERROR_TEXT, _("%s: 目录应是 UTF-8 文本"), path);
    return NULL;
  }
  g_auto (GStrv) lines = g_strsplit (g_str_has_prefix (text, "\ufeff") ? text + strlen ("\ufeff") : text, "\n", -1);
  if (lines[0] == NULL && !read_line (catalogue, &r, "", error))
    return NULL;
  for (guint i = 0; lines[i] != NULL; i++)
    if (!read_line (catalogue, &r, g_strchomp (lines[i]), error))
      return NULL;
  index_rows (catalogue);
  return g_steal_pointer (&catalogue);
}

/* ---- what it says ---- */

guint
qz_catalogue_length (const QzCatalogue *catalogue)
{
  return catalogue->rows->len;
}

QzDate
qz_catalogue_horizon (const QzCatalogue *catalogue)
{
  QzDate last = QZ_DATE_UNKNOWN;

  for (guint i = 0; i < catalogue->rows->len; i++)
    last = MAX (last, ((const QzCatalogueRow *) catalogue->rows->pdata[i])->published);
  return last;
}

static void
append_day (GString *text, QzDate day)
{
  g_autofree char *iso = qz_date_to_iso (day);

  g_string_append_printf (text, "\t%s", iso != NULL ? iso : "");
}

char *
qz_catalogue_to_text (const QzCatalogue *catalogue)
{
  GString *text = g_string_new ("name\tpublish\tvalid_from\texpired\texpired_on\n");

  for (guint i = 0; i < catalogue->rows->len; i++) {
    const QzCatalogueRow *row = catalogue->rows->pdata[i];
    g_string_append (text, row->key);
    append_day (text, row->published);
    append_day (text, row->effective);
    g_string_append_printf (text, "\t%d", row->expired);
    append_day (text, row->expired_on);
    g_string_append_c (text, '\n');
  }
  return g_string_free (text, FALSE);
}

/* How far ROW's day is from the version's; G_MAXINT: it is another version's. */
static gint
distance (const QzCatalogueRow *row, QzDate version, QzDate published)
{
  if (row->published == QZ_DATE_UNKNOWN || (version == QZ_DATE_UNKNOWN && published == QZ_DATE_UNKNOWN))
    return PUBLICATION_DAYS;
  if (row->published == version || row->published == published)
    return 0;
  gint days = version != QZ_DATE_UNKNOWN ? ABS (qz_date_days_between (row->published, version)) : G_MAXINT;
  return days <= PUBLICATION_DAYS ? days : G_MAXINT;
}

const QzCatalogueRow *
qz_catalogue_find (const QzCatalogue *catalogue, const char *key, QzDate version, QzDate published, gboolean *other)
{
  guint first = GPOINTER_TO_UINT (g_hash_table_lookup (catalogue->by_key, key)), n = 0;
  const QzCatalogueRow *best = NULL;
  gint nearest = G_MAXINT;

  *other = FALSE;
  for (guint i = first; first > 0 && i <= catalogue->rows->len; i++, n++) {
    const QzCatalogueRow *row = catalogue->rows->pdata[i - 1];
    if (!g_str_equal (row->key, key))
      break;
    gint away = distance (row, version, published);
    if (away < nearest) {
      best = row;
      nearest = away;
    }
  }
  if (best != NULL || n != 1)
    return best;
  *other = TRUE;
  return catalogue->rows->pdata[first - 1];
}
