/* Excel 2007 and later (ECMA-376 part 1, 18): shared and inline strings, last values of
 * formulas, day formats, merged areas. */
#include "config.h"

#include "lib/read/read.h"
#include "lib/registry/sheet_draft.h"
#include "lib/registry/xlsx_part.h"

#include <stdlib.h>
#include <string.h>

#define MAX_SHEETS 512
#define MAX_ROW 1048576u
#define MAX_COLUMN 16384u

typedef struct {
  char *name, *relation;
  gboolean hidden;
} SheetEntry;

typedef struct {
  QzContainer *zip;
  GPtrArray *strings;  /* char* */
  GHashTable *formats; /* id → char* */
  GArray *xf_formats;  /* guint */
  GPtrArray *sheets;   /* SheetEntry* */
  gboolean calendar_1904;
} Package;

static void
sheet_entry_free (SheetEntry *entry)
{
  g_free (entry->name);
  g_free (entry->relation);
  g_free (entry);
}

static void
package_clear (Package *package)
{
  g_clear_pointer (&package->zip, qz_container_free);
  g_ptr_array_unref (package->strings);
  g_hash_table_unref (package->formats);
  g_array_unref (package->xf_formats);
  g_ptr_array_unref (package->sheets);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Package, package_clear)

static void
package_init (Package *package)
{
  memset (package, 0, sizeof *package);
  package->strings = g_ptr_array_new_with_free_func (g_free);
  package->formats = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  package->xf_formats = g_array_new (FALSE, FALSE, sizeof (guint));
  package->sheets = g_ptr_array_new_with_free_func ((GDestroyNotify) sheet_entry_free);
}

static guint
attribute_number (xmlTextReader *reader, const char *name, guint otherwise)
{
  g_autofree char *text = qz_xlsx_attribute (reader, name);
  guint64 number;

  if (!text || !g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT, &number, NULL))
    return otherwise;
  return (guint) number;
}

static gboolean
attribute_is (xmlTextReader *reader, const char *name, const char *const *values)
{
  g_autofree char *text = qz_xlsx_attribute (reader, name);

  return text && g_strv_contains (values, text);
}

/* Appends what a <t> or <v> holds: _x000D_ is an escaped character (18.4.12), line ends become \n. */
static void
append_text (GString *out, const char *text)
{
  for (const char *p = text; *p; p++) {
    if (p[0] == '_' && p[1] == 'x' && g_ascii_isxdigit (p[2]) && g_ascii_isxdigit (p[3]) && g_ascii_isxdigit (p[4])
        && g_ascii_isxdigit (p[5]) && p[6] == '_') {
      char digits[5] = { p[2], p[3], p[4], p[5], 0 };
      gunichar c = (gunichar) strtoul (digits, NULL, 16);
      if (c != '\r' && c != 0 && g_unichar_validate (c))
        g_string_append_unichar (out, c);
      p += 6;
    } else if (*p == '\r') {
      if (p[1] != '\n')
        g_string_append_c (out, '\n');
    } else {
      g_string_append_c (out, *p);
    }
  }
}

/* ---- shared strings ---- */

typedef struct {
  Package *package;
  GString *text;
  gboolean in_text, phonetic;
  gsize total;
} StringWalk;

static gboolean
string_start (xmlTextReader *reader, const char *name, gpointer user_data)
{
  StringWalk *walk = user_data;

  if (strcmp (name, "t") == 0)
    walk->in_text = !walk->phonetic;
  else if (strcmp (name, "rPh") == 0)
    walk->phonetic = TRUE;
  return TRUE;
}

static void
string_text (const char *text, gpointer user_data)
{
  StringWalk *walk = user_data;

  if (walk->in_text)
    append_text (walk->text, text);
}

static gboolean
string_end (const char *name, gpointer user_data)
{
  StringWalk *walk = user_data;

  if (strcmp (name, "t") == 0) {
    walk->in_text = FALSE;
  } else if (strcmp (name, "rPh") == 0) {
    walk->phonetic = FALSE;
  } else if (strcmp (name, "si") == 0) {
    walk->total += walk->text->len;
    g_ptr_array_add (walk->package->strings, g_strdup (walk->text->str));
    g_string_truncate (walk->text, 0);
    return walk->total <= QZ_SHEET_MAX_TEXT && walk->package->strings->len < QZ_SHEET_MAX_CELLS;
  }
  return TRUE;
}

static gboolean
read_shared_strings (Package *package, const char *part, GError **error)
{
  static const QzXlsxWalker WALKER = { string_start, string_text, string_end };
  g_autoptr (GString) text = g_string_new (NULL);
  StringWalk walk = { package, text, FALSE, FALSE, 0 };

  return qz_xlsx_walk (package->zip, part, &WALKER, &walk, error);
}

/* ---- styles ---- */

typedef struct {
  Package *package;
  gboolean in_cell_formats;
} StyleWalk;

static gboolean
style_start (xmlTextReader *reader, const char *name, gpointer user_data)
{
  StyleWalk *walk = user_data;
  guint id;

  if (strcmp (name, "numFmt") == 0) {
    id = attribute_number (reader, "numFmtId", 0);
    if (id)
      g_hash_table_replace (walk->package->formats, GUINT_TO_POINTER (id), qz_xlsx_attribute (reader, "formatCode"));
  } else if (strcmp (name, "cellXfs") == 0) {
    walk->in_cell_formats = TRUE;
  } else if (walk->in_cell_formats && strcmp (name, "xf") == 0) {
    id = attribute_number (reader, "numFmtId", 0);
    g_array_append_val (walk->package->xf_formats, id);
  }
  return TRUE;
}

static gboolean
style_end (const char *name, gpointer user_data)
{
  return strcmp (name, "cellXfs") != 0;
}

static gboolean
read_styles (Package *package, const char *part, GError **error)
{
  static const QzXlsxWalker WALKER = { style_start, NULL, style_end };
  StyleWalk walk = { package, FALSE };

  return qz_xlsx_walk (package->zip, part, &WALKER, &walk, error);
}

/* ---- the workbook ---- */

static gboolean
workbook_start (xmlTextReader *reader, const char *name, gpointer user_data)
{
  static const char *const TRUTHS[] = { "1", "true", "on", NULL };
  static const char *const HIDDEN[] = { "hidden", "veryHidden", NULL };
  Package *package = user_data;
  SheetEntry *entry;

  if (strcmp (name, "workbookPr") == 0) {
    package->calendar_1904 = attribute_is (reader, "date1904", TRUTHS);
  } else if (strcmp (name, "sheet") == 0 && package->sheets->len < MAX_SHEETS) {
    entry = g_new0 (SheetEntry, 1);
    entry->name = qz_xlsx_attribute (reader, "name");
    entry->relation = qz_xlsx_attribute (reader, "id");
    entry->hidden = attribute_is (reader, "state", HIDDEN);
    g_ptr_array_add (package->sheets, entry);
  }
  return TRUE;
}

/* ---- a sheet ---- */

typedef struct {
  Package *package;
  QzSheetDraft *draft;
  guint row, column; /* of the cell being read */
  guint next_row, next_column;
  guint style;
  char type; /* first letter of the cell's t: s(hared) i(nline) f(ormula text) b(oolean) e(rror) d(ate) n(umber) */
  GString *value;
  gboolean in_value, phonetic;
} CellWalk;

/* B3 → row 2, column 1. FALSE, outputs untouched, when TEXT is no such name. */
static gboolean
parse_cell_name (const char *text, const char **end, guint *row, guint *column)
{
  guint letters = 0, digits = 0;

  for (; *text == '$' || g_ascii_isalpha (*text); text++)
    if (*text != '$' && letters <= MAX_COLUMN)
      letters = letters * 26 + (guint) (g_ascii_toupper (*text) - 'A' + 1);
  for (; *text == '$' || g_ascii_isdigit (*text); text++)
    if (*text != '$' && digits <= MAX_ROW)
      digits = digits * 10 + (guint) (*text - '0');
  if (!letters || !digits || letters > MAX_COLUMN || digits > MAX_ROW)
    return FALSE;
  *row = digits - 1;
  *column = letters - 1;
  *end = text;
  return TRUE;
}

static char
cell_type (xmlTextReader *reader)
{
  g_autofree char *type = qz_xlsx_attribute (reader, "t");

  if (!type)
    return 'n';
  if (strcmp (type, "str") == 0)
    return 'f';
  return *type;
}

static void
cell_begin (CellWalk *walk, xmlTextReader *reader)
{
  g_autofree char *name = qz_xlsx_attribute (reader, "r");
  const char *end;

  walk->row = walk->next_row ? walk->next_row - 1 : 0;
  walk->column = walk->next_column;
  if (name)
    parse_cell_name (name, &end, &walk->row, &walk->column);
  walk->next_column = walk->column + 1;
  walk->type = cell_type (reader);
  walk->style = attribute_number (reader, "s", 0);
  g_string_truncate (walk->value, 0);
}

static void
cell_merge (CellWalk *walk, xmlTextReader *reader)
{
  g_autofree char *area = qz_xlsx_attribute (reader, "ref");
  guint row, column, last_row, last_column;
  const char *rest;

  if (area && parse_cell_name (area, &rest, &row, &column) && *rest == ':'
      && parse_cell_name (rest + 1, &rest, &last_row, &last_column) && row <= last_row && column <= last_column)
    qz_sheet_draft_merge (walk->draft, row, column, last_row - row + 1, last_column - column + 1);
}

static gboolean
cell_start (xmlTextReader *reader, const char *name, gpointer user_data)
{
  CellWalk *walk = user_data;

  if (strcmp (name, "row") == 0) {
    walk->next_row = attribute_number (reader, "r", walk->next_row + 1);
    walk->next_row = CLAMP (walk->next_row, 1, MAX_ROW);
    walk->next_column = 0;
  } else if (strcmp (name, "c") == 0) {
    cell_begin (walk, reader);
  } else if (strcmp (name, "v") == 0 || strcmp (name, "t") == 0) {
    walk->in_value = !walk->phonetic;
  } else if (strcmp (name, "rPh") == 0) {
    walk->phonetic = TRUE;
  } else if (strcmp (name, "mergeCell") == 0) {
    cell_merge (walk, reader);
  }
  return !qz_sheet_draft_full (walk->draft);
}

static void
cell_text (const char *text, gpointer user_data)
{
  CellWalk *walk = user_data;

  if (walk->in_value)
    append_text (walk->value, text);
}

static void
put_number (CellWalk *walk)
{
  const Package *package = walk->package;
  guint id = walk->style < package->xf_formats->len ? g_array_index (package->xf_formats, guint, walk->style) : 0;
  const char *format = g_hash_table_lookup (package->formats, GUINT_TO_POINTER (id));
  g_autofree char *text = NULL;
  char *end;
  double number = g_ascii_strtod (walk->value->str, &end);

  if (end != walk->value->str)
    text = qz_sheet_number_text (number, format, id, package->calendar_1904);
  qz_sheet_draft_set (walk->draft, walk->row, walk->column, text ? text : walk->value->str);
}

static void
cell_put (CellWalk *walk)
{
  const char *value = walk->value->str;
  guint64 index;

  if (!*value)
    return;
  switch (walk->type) {
  case 's':
    if (g_ascii_string_to_unsigned (value, 10, 0, G_MAXUINT, &index, NULL) && index < walk->package->strings->len)
      qz_sheet_draft_set (walk->draft, walk->row, walk->column, g_ptr_array_index (walk->package->strings, index));
    break;
  case 'b':
    qz_sheet_draft_set (walk->draft, walk->row, walk->column, *value == '1' ? "TRUE" : "FALSE");
    break;
  case 'n':
    put_number (walk);
    break;
  default:
    qz_sheet_draft_set (walk->draft, walk->row, walk->column, value);
    break;
  }
}

static gboolean
cell_end (const char *name, gpointer user_data)
{
  CellWalk *walk = user_data;

  if (strcmp (name, "v") == 0 || strcmp (name, "t") == 0)
    walk->in_value = FALSE;
  else if (strcmp (name, "rPh") == 0)
    walk->phonetic = FALSE;
  else if (strcmp (name, "c") == 0)
    cell_put (walk);
  return TRUE;
}

static QzSheet *
read_sheet (Package *package, const SheetEntry *entry, const char *part, GError **error)
{
  static const QzXlsxWalker WALKER = { cell_start, cell_text, cell_end };
  g_autoptr (QzSheetDraft) draft = qz_sheet_draft_new (entry->name);
  g_autoptr (GString) value = g_string_new (NULL);
  CellWalk walk = { .package = package, .draft = draft, .value = value };
  QzSheet *sheet;

  if (!qz_xlsx_walk (package->zip, part, &WALKER, &walk, error))
    return NULL;
  sheet = qz_sheet_draft_finish (draft, package->zip->path, error);
  if (sheet)
    sheet->hidden = entry->hidden;
  return sheet;
}

/* ---- the package ---- */

/* The target of the first relationship of TYPE; borrowed; NULL. */
static const char *
target_of (GHashTable *relations, const char *type)
{
  gsize len = strlen (type);
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, relations);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    if (strncmp (value, type, len) == 0 && ((const char *) value)[len] == ' ')
      return (const char *) value + len + 1;
  return NULL;
}

static GPtrArray *
read_sheets (Package *package, GHashTable *relations, GError **error)
{
  g_autoptr (GPtrArray) sheets = g_ptr_array_new_with_free_func ((GDestroyNotify) qz_sheet_free);

  for (guint i = 0; i < package->sheets->len; i++) {
    const SheetEntry *entry = g_ptr_array_index (package->sheets, i);
    const char *relation = entry->relation ? g_hash_table_lookup (relations, entry->relation) : NULL;
    QzSheet *sheet;

    if (!relation || !g_str_has_prefix (relation, "worksheet "))
      continue;
    sheet = read_sheet (package, entry, relation + strlen ("worksheet "), error);
    if (!sheet)
      return NULL;
    g_ptr_array_add (sheets, sheet);
  }
  return g_steal_pointer (&sheets);
}

GPtrArray *
qz_read_xlsx (const char *path, const guint8 *bytes, gsize len, GError **error)
{
  static const QzXlsxWalker WORKBOOK = { workbook_start, NULL, NULL };
  g_auto (Package) package;
  g_autoptr (GHashTable) roots = NULL;
  g_autoptr (GHashTable) relations = NULL;
  const char *part, *book;

  package_init (&package);
  package.zip = qz_container_open_zip (path, bytes, len, error);
  if (!package.zip)
    return NULL;
  roots = qz_xlsx_relationships (package.zip, "", error);
  if (!roots)
    return NULL;
  book = target_of (roots, "officeDocument");
  if (!book)
    book = "xl/workbook.xml";
  relations = qz_xlsx_relationships (package.zip, book, error);
  if (!relations || !qz_xlsx_walk (package.zip, book, &WORKBOOK, &package, error))
    return NULL;
  part = target_of (relations, "sharedStrings");
  if (part && !read_shared_strings (&package, part, error))
    return NULL;
  part = target_of (relations, "styles");
  if (part && !read_styles (&package, part, error))
    return NULL;
  return read_sheets (&package, relations, error);
}
