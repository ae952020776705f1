#include "config.h"

#include "lib/registry/sheet_draft.h"

#include <math.h>
#include <quanze/locale.h>
#include <quanze/source.h>
#include <string.h>

typedef struct {
  guint row, column;
  char *text;
} DraftCell;

struct QzSheetDraft {
  char *name;
  GArray *cells; /* DraftCell */
  GArray *merges;
  gsize text;
  gboolean full;
};

static void
draft_cell_clear (gpointer cell)
{
  g_free (((DraftCell *) cell)->text);
}

QzSheetDraft *
qz_sheet_draft_new (const char *name)
{
  QzSheetDraft *draft = g_new0 (QzSheetDraft, 1);

  draft->name = g_strdup (name ? name : "");
  draft->cells = g_array_new (FALSE, FALSE, sizeof (DraftCell));
  g_array_set_clear_func (draft->cells, draft_cell_clear);
  draft->merges = g_array_new (FALSE, FALSE, sizeof (QzMerge));
  return draft;
}

void
qz_sheet_draft_free (QzSheetDraft *draft)
{
  if (!draft)
    return;
  g_array_unref (draft->cells);
  g_array_unref (draft->merges);
  g_free (draft->name);
  g_free (draft);
}

void
qz_sheet_draft_set (QzSheetDraft *draft, guint row, guint column, const char *text)
{
  DraftCell cell = { row, column, NULL };
  gsize len;

  if (draft->full || !text || !*text)
    return;
  len = strlen (text);
  if (len > QZ_SHEET_MAX_TEXT - draft->text || draft->cells->len >= QZ_SHEET_MAX_CELLS) {
    draft->full = TRUE;
    return;
  }
  draft->text += len;
  cell.text = g_strdup (text);
  g_array_append_val (draft->cells, cell);
}

void
qz_sheet_draft_merge (QzSheetDraft *draft, guint row, guint column, guint rows, guint columns)
{
  QzMerge merge = { row, column, rows, columns };

  if (draft->merges->len < QZ_SHEET_MAX_MERGES && (rows > 1 || columns > 1))
    g_array_append_val (draft->merges, merge);
}

gboolean
qz_sheet_draft_full (const QzSheetDraft *draft)
{
  return draft->full;
}

QzSheet *
qz_sheet_draft_finish (QzSheetDraft *draft, const char *path, GError **error)
{
  guint n_rows = 0, n_columns = 0;
  QzSheet *sheet;

  for (guint i = 0; i < draft->cells->len; i++) {
    const DraftCell *cell = &g_array_index (draft->cells, DraftCell, i);
    n_rows = MAX (n_rows, cell->row + 1);
    n_columns = MAX (n_columns, cell->column + 1);
  }
  if (draft->full || (guint64) n_rows * n_columns > QZ_SHEET_MAX_CELLS) {
    g_set_error (error, QZ_SOURCE_ERROR, QZ_SOURCE_ERROR_TOO_LARGE,
                 _("%s: 工作表“%s”过大（%u 行 × %u 列），上限 %u 个单元格、%u MB 文字"), path, draft->name, n_rows, n_columns,
                 QZ_SHEET_MAX_CELLS, (guint) (QZ_SHEET_MAX_TEXT >> 20));
    return NULL;
  }
  sheet = qz_sheet_new (draft->name, n_rows, n_columns);
  for (guint i = 0; i < draft->cells->len; i++) {
    const DraftCell *cell = &g_array_index (draft->cells, DraftCell, i);
    qz_sheet_set (sheet, cell->row, cell->column, cell->text);
  }
  for (guint i = 0; i < draft->merges->len; i++)
    qz_sheet_add_merge (sheet, &g_array_index (draft->merges, QzMerge, i));
  return sheet;
}

/* ---- numbers ---- */

typedef enum { NUMBER_PLAIN, NUMBER_DAY, NUMBER_DAY_TIME, NUMBER_TIME, NUMBER_PADDED } NumberKind;

/* The built-in formats that are days or times (ECMA-376 part 1, 18.8.30, with the East Asian ones). */
static const struct {
  guint from, to;
  NumberKind kind;
} BUILT_IN[] = {
  { 14, 17, NUMBER_DAY }, { 18, 21, NUMBER_TIME },     { 22, 22, NUMBER_DAY_TIME }, { 27, 31, NUMBER_DAY },
  { 32, 35, NUMBER_TIME }, { 36, 36, NUMBER_DAY },     { 45, 47, NUMBER_TIME },     { 50, 54, NUMBER_DAY },
  { 55, 56, NUMBER_TIME }, { 57, 58, NUMBER_DAY },
};

/* What a custom format makes of a number: letters outside quotes, brackets and escapes of its first section. */
static NumberKind
format_kind (const char *format, guint *width)
{
  gboolean day = FALSE, hour = FALSE, other = FALSE;
  guint zeros = 0;

  for (const char *p = format; *p && *p != ';'; p++) {
    if (*p == '"') {
      const char *close = strchr (p + 1, '"');
      if (!close)
        break;
      p = close;
    } else if (*p == '[') {
      const char *close = strchr (p, ']');
      if (!close)
        break;
      if (p[1] == 'h' || p[1] == 'H')
        hour = TRUE;
      p = close;
    } else if (*p == '\\' || *p == '_' || *p == '*') {
      if (!*++p)
        break;
    } else if (strchr ("yYdD", *p)) {
      day = TRUE;
    } else if (strchr ("hHsS", *p)) {
      hour = TRUE;
    } else if (*p == '0') {
      zeros++;
    } else {
      other = TRUE;
    }
  }
  *width = zeros;
  if (day)
    return hour ? NUMBER_DAY_TIME : NUMBER_DAY;
  if (hour)
    return NUMBER_TIME;
  return zeros > 1 && zeros <= 32 && !other ? NUMBER_PADDED : NUMBER_PLAIN;
}

/* Serial day → YYYY-MM-DD with HH:MM when asked. The 1900 calendar counts a 29 February 1900 that never was. */
static char *
day_text (double number, gboolean with_time, gboolean calendar_1904)
{
  double days = floor (number + 1e-9);
  guint minutes = (guint) floor ((number - days) * 1440 + 0.5);
  GDate date;
  char *iso;

  if (calendar_1904)
    days += 1462;
  else if (days < 60)
    days += 1;
  if (days < 1 || days > 2958465)
    return NULL;
  g_date_clear (&date, 1);
  g_date_set_julian (&date, (guint32) days + 693594);
  if (!g_date_valid (&date))
    return NULL;
  iso = g_strdup_printf ("%04u-%02u-%02u", g_date_get_year (&date), g_date_get_month (&date), g_date_get_day (&date));
  if (with_time && minutes && minutes < 1440) {
    char *both = g_strdup_printf ("%s %02u:%02u", iso, minutes / 60, minutes % 60);
    g_free (iso);
    return both;
  }
  return iso;
}

static char *
plain_text (double number)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  if (!isfinite (number))
    return NULL;
  if (number == floor (number) && fabs (number) < 1e15)
    return g_strdup_printf ("%" G_GINT64_FORMAT, (gint64) number);
  return g_strdup (g_ascii_formatd (buffer, sizeof buffer, "%.15g", number));
}

char *
qz_sheet_number_text (double number, const char *format, guint format_id, gboolean calendar_1904)
{
  NumberKind kind = NUMBER_PLAIN;
  guint width = 0;
  char *text = NULL;

  if (!isfinite (number))
    return NULL;
  if (format)
    kind = format_kind (format, &width);
  else
    for (guint i = 0; i < G_N_ELEMENTS (BUILT_IN); i++)
      if (format_id >= BUILT_IN[i].from && format_id <= BUILT_IN[i].to)
        kind = BUILT_IN[i].kind;

  if (kind == NUMBER_DAY || kind == NUMBER_DAY_TIME)
    text = day_text (number, kind == NUMBER_DAY_TIME, calendar_1904);
  else if (kind == NUMBER_TIME && number >= 0 && number < 1) {
    guint minutes = (guint) floor (number * 1440 + 0.5);
    text = g_strdup_printf ("%02u:%02u", minutes / 60, minutes % 60);
  } else if (kind == NUMBER_PADDED && number >= 0 && number < 1e15)
    text = g_strdup_printf ("%0*" G_GINT64_FORMAT, (int) width, (gint64) floor (number + 0.5));
  return text ? text : plain_text (number);
}
