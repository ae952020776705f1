#include "config.h"

#include "lib/registry/header.h"

#include "lib/registry/cell_text.h"

#include <string.h>

#define MAX_DEPTH 4u
#define MAX_HEADER_BYTES 120

typedef struct {
  QzField field;
  guint rank; /* order in the table: of two columns for one field the earlier name wins */
} HeaderEntry;

struct QzHeaderTable {
  GHashTable *entries; /* char* → HeaderEntry* */
};

/* What a field is called in the table, and what it needs to be told a registry's. */
static const struct {
  const char *name;
  gboolean telling; /* seldom found but in registries */
  gboolean joined;  /* several columns may share it */
} FIELDS[QZ_N_FIELDS] = {
  [QZ_FIELD_NUMBER] = { "number", FALSE, FALSE },
  [QZ_FIELD_CODE] = { "code", TRUE, FALSE },
  [QZ_FIELD_BASE_CODE] = { "base_code", TRUE, FALSE },
  [QZ_FIELD_NAME] = { "name", FALSE, FALSE },
  [QZ_FIELD_SUBNAME] = { "subname", FALSE, FALSE },
  [QZ_FIELD_CATEGORY] = { "category", TRUE, FALSE },
  [QZ_FIELD_HOLDER] = { "holder", FALSE, FALSE },
  [QZ_FIELD_OFFICE] = { "office", FALSE, FALSE },
  [QZ_FIELD_WINDOW] = { "window", FALSE, FALSE },
  [QZ_FIELD_LEVEL] = { "level", TRUE, FALSE },
  [QZ_FIELD_LEVEL_SCOPE] = { "level_scope", TRUE, TRUE },
  [QZ_FIELD_SCOPE] = { "scope", FALSE, TRUE },
  [QZ_FIELD_LIMITS] = { "limits", FALSE, TRUE },
  [QZ_FIELD_MODE] = { "mode", TRUE, FALSE },
  [QZ_FIELD_POWER_SOURCE] = { "power_source", TRUE, FALSE },
  [QZ_FIELD_FROM_DEPARTMENT] = { "from_department", TRUE, FALSE },
  [QZ_FIELD_DUTIES] = { "duties", TRUE, TRUE },
  [QZ_FIELD_DUTY_BASIS] = { "duty_basis", TRUE, TRUE },
  [QZ_FIELD_ACCOUNTABILITY] = { "accountability", TRUE, TRUE },
  [QZ_FIELD_BASIS] = { "basis", TRUE, TRUE },
  [QZ_FIELD_GRANT] = { "grant", TRUE, TRUE },
  [QZ_FIELD_STATUS] = { "status", FALSE, FALSE },
  [QZ_FIELD_VALID_FROM] = { "valid_from", FALSE, FALSE },
  [QZ_FIELD_VALID_TO] = { "valid_to", FALSE, FALSE },
  [QZ_FIELD_REMARK] = { "remark", FALSE, TRUE },
  [QZ_FIELD_LEVEL_MARK] = { "level_mark", FALSE, TRUE },
  [QZ_FIELD_IGNORED] = { "ignored", FALSE, TRUE },
};

static void
table_row (const char *const *cells, gpointer user_data)
{
  QzHeaderTable *table = user_data;
  HeaderEntry *entry;

  if (!cells[0] || !cells[1])
    return;
  for (guint field = 1; field < QZ_N_FIELDS; field++)
    if (strcmp (FIELDS[field].name, cells[1]) == 0) {
      entry = g_new (HeaderEntry, 1);
      entry->field = (QzField) field;
      entry->rank = g_hash_table_size (table->entries);
      g_hash_table_replace (table->entries, g_strdup (cells[0]), entry);
    }
}

QzHeaderTable *
qz_header_table_new (const QzLexicon *lexicon)
{
  QzHeaderTable *table = g_new0 (QzHeaderTable, 1);

  table->entries = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  qz_lexicon_each (lexicon, "registry_headers", table_row, table);
  return table;
}

void
qz_header_table_free (QzHeaderTable *table)
{
  if (!table)
    return;
  g_hash_table_unref (table->entries);
  g_free (table);
}

void
qz_header_free (QzHeader *header)
{
  if (!header)
    return;
  for (guint i = 0; i < header->n_columns; i++)
    g_free (header->names[i]);
  g_free (header->names);
  g_free (header->fields);
  g_free (header);
}

gboolean
qz_header_has (const QzHeader *header, QzField field)
{
  for (guint i = 0; i < header->n_columns; i++)
    if (header->fields[i] == field)
      return TRUE;
  return FALSE;
}

static const HeaderEntry *
look_up (const QzHeaderTable *table, const char *name)
{
  return name && *name ? g_hash_table_lookup (table->entries, name) : NULL;
}

static char *
header_name (const QzSheet *sheet, guint row, guint column)
{
  const char *text = qz_sheet_cell (sheet, row, column);

  return text && strlen (text) <= MAX_HEADER_BYTES ? qz_cell_header (text) : NULL;
}

/* ---- is it one ---- */

/* Whether the cells of ROW name an item and enough else. */
static gboolean
is_header_row (const QzSheet *sheet, guint row, const QzHeaderTable *table)
{
  guint n_columns = MIN (sheet->n_columns, QZ_HEADER_MAX_COLUMNS);
  gboolean seen[QZ_N_FIELDS] = { FALSE };
  guint fields = 0, telling = 0;

  for (guint column = 0; column < n_columns; column++) {
    g_autofree char *name = header_name (sheet, row, column);
    const HeaderEntry *entry = look_up (table, name);
    if (!entry || seen[entry->field])
      continue;
    seen[entry->field] = TRUE;
    fields += entry->field != QZ_FIELD_IGNORED && entry->field != QZ_FIELD_LEVEL_MARK;
    telling += FIELDS[entry->field].telling;
  }
  return seen[QZ_FIELD_NAME] && fields >= 3 && telling >= 1;
}

/* How many rows the header takes: as far down as its cells are merged, or one more where the
 * row below holds nothing but names of columns. */
static guint
header_depth (const QzSheet *sheet, guint row, const QzHeaderTable *table)
{
  guint n_columns = MIN (sheet->n_columns, QZ_HEADER_MAX_COLUMNS), known = 0, depth = 1;

  for (guint column = 0; column < n_columns; column++) {
    const QzMerge *merge = qz_sheet_merge_at (sheet, row, column);
    if (merge && merge->row == row && qz_sheet_cell (sheet, row, column))
      depth = MAX (depth, MIN (merge->rows, MAX_DEPTH));
  }
  if (depth > 1)
    return MIN (depth, sheet->n_rows - row);
  for (guint column = 0; column < n_columns; column++) {
    g_autofree char *name = NULL;
    const HeaderEntry *entry;
    if (!qz_sheet_cell (sheet, row + 1, column))
      continue;
    name = header_name (sheet, row + 1, column);
    entry = look_up (table, name);
    if (!entry)
      return 1;
    known += entry->field != QZ_FIELD_NUMBER;
  }
  return known >= 2 ? 2 : 1;
}

/* ---- which column is what ---- */

/* The lowest row that says something decides; 层级 below 实施层级及权限 is 层级. Where it is no
 * name by itself (省级 is, 名称 may be of another thing), the rows together may be. */
static const HeaderEntry *
column_entry (const QzSheet *sheet, const QzHeader *header, guint column, const QzHeaderTable *table, char **name)
{
  g_autoptr (GString) whole = g_string_new (NULL);
  g_autofree char *last = NULL;
  const HeaderEntry *entry;

  for (guint i = 0; i < header->depth; i++) {
    g_autofree char *here = header_name (sheet, header->row + i, column);
    if (!here || !*here || g_strcmp0 (here, last) == 0)
      continue;
    g_string_append (whole, here);
    g_free (last);
    last = g_steal_pointer (&here);
  }
  entry = look_up (table, whole->str);
  if (!entry && (entry = look_up (table, last)))
    *name = g_steal_pointer (&last);
  else
    *name = whole->len ? g_strdup (whole->str) : NULL;
  return entry;
}

/* Of several columns for a field that has one value, the best named keeps it; a header printed twice counts once. */
static void
settle_rivals (QzHeader *header, const guint *ranks)
{
  for (guint i = 0; i < header->n_columns; i++)
    for (guint j = i + 1; j < header->n_columns; j++) {
      QzField field = header->fields[i];
      guint loser;
      if (field == QZ_FIELD_NONE || field != header->fields[j] || field == QZ_FIELD_LEVEL_SCOPE)
        continue;
      if (FIELDS[field].joined && g_strcmp0 (header->names[i], header->names[j]) != 0)
        continue;
      loser = ranks[j] < ranks[i] ? i : j;
      header->fields[loser] = QZ_FIELD_IGNORED;
    }
}

/* 实施层级及权限 stands over two columns, merged or with the second left blank. */
static void
widen_level_scope (const QzSheet *sheet, QzHeader *header)
{
  for (guint i = 0; i + 1 < header->n_columns; i++)
    if (header->fields[i] == QZ_FIELD_LEVEL_SCOPE && !header->names[i + 1]) {
      header->fields[i + 1] = QZ_FIELD_LEVEL_SCOPE;
      break;
    }
}

QzHeader *
qz_header_read (const QzSheet *sheet, guint row, const QzHeaderTable *table)
{
  g_autofree guint *ranks = NULL;
  QzHeader *header;

  if (!is_header_row (sheet, row, table))
    return NULL;
  header = g_new0 (QzHeader, 1);
  header->row = row;
  header->depth = header_depth (sheet, row, table);
  header->n_columns = MIN (sheet->n_columns, QZ_HEADER_MAX_COLUMNS);
  header->fields = g_new0 (QzField, header->n_columns);
  header->names = g_new0 (char *, header->n_columns);
  ranks = g_new0 (guint, header->n_columns);
  for (guint column = 0; column < header->n_columns; column++) {
    const HeaderEntry *entry = column_entry (sheet, header, column, table, &header->names[column]);
    if (entry) {
      header->fields[column] = entry->field;
      ranks[column] = entry->rank;
    }
  }
  widen_level_scope (sheet, header);
  settle_rivals (header, ranks);
  return header;
}
