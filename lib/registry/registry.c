/* A registry from its sheets: header, rows, items.
 *
 * Invariants:
 *  1. A row opens an item, goes on with the open one, or is a banner (a line of its own above a group); a row
 *     that is none of these is reported, never dropped in silence.
 *  2. A cell belongs to the row it begins in; a merged cell that began above lends its text to the items
 *     that open beside it, and to no field twice.
 *  3. What a column leaves blank is taken from the open item only for name, number, category, holder,
 *     former department and mode: those that a sheet prints once for a group.
 */
#include "config.h"

#include "lib/registry/cell_text.h"
#include "lib/registry/header.h"
#include "lib/registry/item.h"
#include "lib/registry/title.h"

#include <quanze/exchange.h>
#include <quanze/instrument.h>
#include <quanze/locale.h>
#include <quanze/numeral.h>
#include <quanze/text.h>
#include <string.h>

typedef struct {
  QzRegistry *registry;
  const QzSource *source;
  QzHeaderTable *headers;
  QzCategoryTable *categories;
  GHashTable *ids;   /* taken */
  GHashTable *codes; /* code → name of the first power with it; borrowed */
  char *stem;        /* of the file name */
  /* of the sheet at hand */
  const QzSheet *sheet;
  QzHeader *header;
  const char *sheet_category; /* borrowed from categories */
  char *sheet_holder;
  char *group_category; /* from a banner */
  QzItem *item;         /* the open one */
  GHashTable *names;    /* distinct names of the sheet */
  guint n_items, n_numbers;
} Reader;

static void
defect_free (QzDefect *defect)
{
  g_free (defect->text);
  g_free (defect);
}

static void G_GNUC_PRINTF (4, 5)
report (Reader *reader, const char *code, guint row, const char *format, ...)
{
  QzDefect *defect = g_new0 (QzDefect, 1);
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  defect->code = code;
  defect->at = row;
  defect->text = g_strdup_printf (_("工作表“%s”：%s"), reader->sheet ? reader->sheet->name : reader->stem, text);
  g_ptr_array_add (reader->registry->defects, defect);
}

/* ---- ids ---- */

/* TEXT without white space. */
static char *
squeezed (const char *text)
{
  GString *out = g_string_new (NULL);

  for (const char *p = text; *p;) {
    gsize span = qz_text_space_span (p);
    const char *start = p;
    if (span) {
      p += span;
      continue;
    }
    p = g_utf8_next_char (p);
    g_string_append_len (out, start, p - start);
  }
  return g_string_free (out, FALSE);
}

/* The code where it is the item's own, else file, sheet and row; a code used twice gets its row too. */
static char *
make_id (Reader *reader, const QzPower *power)
{
  g_autofree char *plain = NULL;
  char *id;

  if (power->code) {
    id = squeezed (power->code);
    if (g_hash_table_add (reader->ids, g_strdup (id)))
      return id;
    plain = g_strdup_printf ("%s#%u", id, power->row);
    g_free (id);
  } else {
    plain = g_strdup_printf ("%s/%s#%u", reader->stem, power->sheet, power->row);
  }
  id = squeezed (plain);
  for (guint n = 2; !g_hash_table_add (reader->ids, g_strdup (id)); n++) {
    g_free (id);
    g_autofree char *base = squeezed (plain);
    id = g_strdup_printf ("%s-%u", base, n);
  }
  return id;
}

/* ---- closing an item ---- */

/* How many items a number stands for: 2,3 is two. */
static guint
numbers_in (const char *text)
{
  guint n = 0;
  gboolean digit = FALSE;

  if (!text)
    return 0;
  if (strchr (text, '.'))
    return 1;
  for (const char *p = text; *p; p++) {
    n += g_ascii_isdigit (*p) && !digit;
    digit = g_ascii_isdigit (*p);
  }
  return n ? n : 1;
}

static void
check_power (Reader *reader, const QzPower *power)
{
  const char *other = power->code ? g_hash_table_lookup (reader->codes, power->code) : NULL;

  if (other && g_strcmp0 (other, power->name) != 0)
    report (reader, "code-duplicate", power->row, _("第 %u 行的编码 %s 与“%s”相同"), power->row, power->code, other);
  else if (power->code && !other)
    g_hash_table_insert (reader->codes, power->code, power->name);
  if (reader->sheet_category && power->category && !strstr (power->category, reader->sheet_category)
      && qz_category_in (reader->categories, power->category))
    report (reader, "category-conflict", power->row, _("第 %u 行的类型为“%s”"), power->row, power->category);
}

static void
close_item (Reader *reader)
{
  g_autoptr (QzItem) item = g_steal_pointer (&reader->item);
  QzPower *power;
  gboolean unclear = FALSE;

  if (!item)
    return;
  power = qz_item_power (item, reader->categories, &unclear);
  power->sheet = g_strdup (reader->sheet->name);
  power->row = item->row + 1;
  if (unclear)
    report (reader, "mode-unclear", power->row, _("第 %u 行的行使方式不止一种：%s"), power->row, item->texts[QZ_FIELD_MODE]);
  if (!power->category)
    power->category = g_strdup (reader->group_category ? reader->group_category : reader->sheet_category);
  if (!power->holder)
    power->holder = g_strdup (reader->sheet_holder);
  power->internal = power->internal || qz_category_is_internal (reader->categories, power->category);
  power->id = make_id (reader, power);
  check_power (reader, power);
  reader->n_items++;
  g_hash_table_add (reader->names, g_strdup (power->name));
  g_ptr_array_add (reader->registry->powers, power);
}

/* ---- rows ---- */

/* What the fields of a row hold: OWN begins in this row, HERE may have begun above in a merged cell. Borrowed. */
typedef struct {
  const char *own[QZ_N_FIELDS], *here[QZ_N_FIELDS];
  guint n_own;
} Row;

static const char *
cell_at (Reader *reader, guint row, guint column, gboolean *own)
{
  const QzMerge *merge = qz_sheet_merge_at (reader->sheet, row, column);
  const char *text = qz_sheet_cell (reader->sheet, row, column);

  *own = !merge || merge->row == row;
  if (merge && merge->row < reader->header->row + reader->header->depth)
    return NULL; /* a header or title that reaches down */
  if (merge && merge->column != column && merge->column < reader->header->n_columns
      && reader->header->fields[merge->column] == reader->header->fields[column])
    return NULL; /* its left neighbour has given it */
  return text && !qz_cell_is_error (text) ? text : NULL;
}

static void
report_errors (Reader *reader, guint row)
{
  for (guint column = 0; column < reader->header->n_columns; column++) {
    const QzMerge *merge = qz_sheet_merge_at (reader->sheet, row, column);
    const char *text = qz_sheet_cell (reader->sheet, row, column);
    if (text && qz_cell_is_error (text) && (!merge || (merge->row == row && merge->column == column)))
      report (reader, "cell-error", row + 1, _("第 %u 行第 %u 列是错误值 %s"), row + 1, column + 1, text);
  }
}

static Row
read_row (Reader *reader, guint row)
{
  const QzHeader *header = reader->header;
  Row out = { 0 };

  for (guint column = 0; column < header->n_columns; column++) {
    QzField field = header->fields[column];
    gboolean own;
    const char *text;

    text = cell_at (reader, row, column, &own);
    if (!text)
      continue;
    out.n_own += own;
    if (field == QZ_FIELD_NONE || field == QZ_FIELD_IGNORED)
      continue;
    if (field == QZ_FIELD_LEVEL_MARK) {
      if (!qz_cell_is_mark (text))
        continue;
      text = header->names[column];
    }
    if (own && !out.own[field])
      out.own[field] = text;
    if (!out.here[field])
      out.here[field] = text;
  }
  return out;
}

/* Adds every cell of a row to the open item: those that begin in it, or all when the item opens here. */
static void
add_cells (Reader *reader, guint row, gboolean opening)
{
  const QzHeader *header = reader->header;

  for (guint column = 0; column < header->n_columns; column++) {
    QzField field = header->fields[column];
    gboolean own;
    const char *text;

    if (field == QZ_FIELD_NONE || field == QZ_FIELD_IGNORED)
      continue;
    text = cell_at (reader, row, column, &own);
    if (!text || (!own && !opening))
      continue;
    if (field == QZ_FIELD_LEVEL_MARK) {
      if (!qz_cell_is_mark (text))
        continue;
      text = header->names[column];
    }
    if (opening || (field != QZ_FIELD_NUMBER && field != QZ_FIELD_NAME && field != QZ_FIELD_SUBNAME && field != QZ_FIELD_CODE))
      qz_item_add (reader->item, field, text);
  }
}

static gboolean
same_line (const char *a, const char *b)
{
  g_autofree char *x = qz_cell_line (a), *y = qz_cell_line (b);

  return g_strcmp0 (x, y) == 0;
}

/* Whether the row opens an item. Its own name does, unless it only repeats the open item's on a row that adds
 * to it; so do a sub-item, a code, and another holder of the same item. */
static gboolean
opens_item (Reader *reader, const Row *row)
{
  const QzItem *open = reader->item;
  char *const *texts = open ? open->texts : NULL;

  if (!open)
    return row->here[QZ_FIELD_NAME] != NULL;
  if (row->own[QZ_FIELD_SUBNAME] && !same_line (row->own[QZ_FIELD_SUBNAME], texts[QZ_FIELD_SUBNAME]))
    return TRUE;
  if (row->own[QZ_FIELD_CODE] && !same_line (row->own[QZ_FIELD_CODE], texts[QZ_FIELD_CODE]))
    return TRUE;
  if (row->own[QZ_FIELD_HOLDER] && !same_line (row->own[QZ_FIELD_HOLDER], texts[QZ_FIELD_HOLDER]))
    return TRUE;
  if (!row->own[QZ_FIELD_NAME])
    return FALSE;
  return row->own[QZ_FIELD_NUMBER] || !same_line (row->own[QZ_FIELD_NAME], texts[QZ_FIELD_NAME]);
}

static void
open_item (Reader *reader, guint row, const Row *cells)
{
  static const QzField GROUPED[] = { QZ_FIELD_NUMBER, QZ_FIELD_CATEGORY, QZ_FIELD_HOLDER, QZ_FIELD_FROM_DEPARTMENT, QZ_FIELD_MODE };
  QzItem *item = qz_item_new (row);
  char *const *before = reader->item ? reader->item->texts : NULL;

  if (cells->own[QZ_FIELD_NUMBER] || !cells->here[QZ_FIELD_NUMBER])
    reader->n_numbers += numbers_in (cells->own[QZ_FIELD_NUMBER]);
  if (before && !cells->here[QZ_FIELD_NAME]) {
    qz_item_fill (item, QZ_FIELD_NAME, before[QZ_FIELD_NAME]);
    for (guint i = 0; i < G_N_ELEMENTS (GROUPED); i++)
      if (!cells->here[GROUPED[i]])
        qz_item_fill (item, GROUPED[i], before[GROUPED[i]]);
  }
  close_item (reader);
  reader->item = item;
  add_cells (reader, row, TRUE);
}

/* ---- banners ---- */

static const char *const FOOTERS[] = { "注：", "注:", "备注", "说明", "填表", "审核", "合计", "总计", "小计", "联系", "制表", "填报", NULL };

/* 一、, （二） or 第三部分 before a group's name. */
static gboolean
is_enumerated (const char *text)
{
  const char *p = text, *end;
  gint64 number;

  if (g_str_has_prefix (p, "第") || g_str_has_prefix (p, "（") || *p == '(')
    p = g_utf8_next_char (p);
  if (g_ascii_isdigit (*p) || !qz_numeral_parse (p, &end, &number))
    return FALSE;
  return g_str_has_prefix (end, "、") || g_str_has_prefix (end, "）") || *end == ')' || g_str_has_prefix (end, "部分");
}

/* A line of its own: closes the open item and takes what it says for the rows below. FALSE when it is not one. */
static gboolean
take_banner (Reader *reader, guint row)
{
  guint column = 0, width = 0;
  const char *banner = qz_row_banner (reader->sheet, row, &column, &width);
  QzField field;
  const char *category;
  char *holder;

  if (!banner)
    return FALSE;
  for (guint i = 0; FOOTERS[i]; i++)
    if (g_str_has_prefix (banner, FOOTERS[i]) && column <= 2)
      return TRUE;
  field = column < reader->header->n_columns ? reader->header->fields[column] : QZ_FIELD_NONE;
  if (width < 3 && (field == QZ_FIELD_NUMBER ? g_ascii_isdigit (*banner) : field != QZ_FIELD_NAME || !is_enumerated (banner)))
    return FALSE;
  close_item (reader);
  holder = qz_banner_holder (banner);
  if (holder) {
    g_free (reader->sheet_holder);
    reader->sheet_holder = holder;
    return TRUE;
  }
  category = qz_category_in (reader->categories, banner);
  if (category) {
    g_free (reader->group_category);
    reader->group_category = g_strdup (category);
  }
  return TRUE;
}

/* ---- a sheet ---- */

static void
take_row (Reader *reader, guint row)
{
  Row cells = read_row (reader, row);

  report_errors (reader, row);
  if (!cells.n_own)
    return;
  if (take_banner (reader, row))
    return;
  if (opens_item (reader, &cells))
    open_item (reader, row, &cells);
  else if (reader->item)
    add_cells (reader, row, FALSE);
  else
    report (reader, "row-stray", row + 1, _("第 %u 行不属于任何事项"), row + 1);
}

static void
report_unknown_columns (Reader *reader)
{
  const QzHeader *header = reader->header;
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < header->n_columns; i++)
    if (header->fields[i] == QZ_FIELD_NONE && header->names[i] && g_utf8_strlen (header->names[i], -1) <= 40)
      g_string_append_printf (names, "%s%s", names->len ? "、" : "", header->names[i]);
  if (names->len)
    report (reader, "column-unknown", header->row + 1, _("未识别的列：%s"), names->str);
}

/* A header printed again on a later page, or that of another table below. */
static void
take_header (Reader *reader, QzHeader *header)
{
  close_item (reader);
  qz_header_free (reader->header);
  reader->header = header;
}

/* The rows above the header: whose registry it is, and which category. */
static void
read_above (Reader *reader)
{
  guint column, width;

  for (guint row = 0; row < reader->header->row; row++) {
    const char *banner = qz_row_banner (reader->sheet, row, &column, &width);
    g_autofree char *holder = banner ? qz_banner_holder (banner) : NULL;
    if (!banner)
      continue;
    if (holder && !reader->sheet_holder)
      reader->sheet_holder = g_steal_pointer (&holder);
    if (!reader->sheet_category)
      reader->sheet_category = qz_category_in (reader->categories, banner);
  }
}

/* 行政许可（11项） must hold as many: numbers, names or items. */
static void
check_count (Reader *reader)
{
  guint stated = qz_stated_count (reader->sheet->name);
  guint names = g_hash_table_size (reader->names);

  if (stated && stated != reader->n_items && stated != names && stated != reader->n_numbers)
    report (reader, "count-mismatch", reader->header->row + 1, _("名称写有 %u 项，表内有 %u 项（%u 个名称）"), stated,
            reader->n_items, names);
}

static void
end_sheet (Reader *reader)
{
  close_item (reader);
  check_count (reader);
  g_clear_pointer (&reader->header, qz_header_free);
  g_clear_pointer (&reader->sheet_holder, g_free);
  g_clear_pointer (&reader->group_category, g_free);
  g_clear_pointer (&reader->names, g_hash_table_unref);
  reader->sheet_category = NULL;
}

/* The sheet's title, the caller's; NULL when it is no registry. */
static char *
read_sheet (Reader *reader, const QzSheet *sheet)
{
  QzHeader *header = NULL;
  char *title;

  for (guint row = 0; row < sheet->n_rows && !header; row++)
    header = qz_header_read (sheet, row, reader->headers);
  if (!header)
    return NULL;
  reader->sheet = sheet;
  reader->header = header;
  reader->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  reader->n_items = reader->n_numbers = 0;
  reader->sheet_category = qz_category_in (reader->categories, sheet->name);
  title = qz_title_above (sheet, header->row);
  read_above (reader);
  report_unknown_columns (reader);
  for (guint row = header->row + header->depth; row < sheet->n_rows; row++) {
    QzHeader *again = qz_header_read (sheet, row, reader->headers);
    if (again) {
      take_header (reader, again);
      row += again->depth - 1;
    } else {
      take_row (reader, row);
    }
  }
  end_sheet (reader);
  return title ? title : g_strdup ("");
}

/* ---- the workbook ---- */

static char *
file_stem (const char *path)
{
  char *stem = g_path_get_basename (path ? path : "");
  char *dot = strrchr (stem, '.');

  if (dot && dot != stem)
    *dot = 0;
  return stem;
}

/* The title the sheets share; where they differ the file's name says what holds them together. */
static void
settle_title (Reader *reader, GPtrArray *titles)
{
  QzRegistry *registry = reader->registry;

  for (guint i = 0; i < titles->len; i++) {
    g_autofree char *plain = qz_title_plain (g_ptr_array_index (titles, i), reader->categories);
    if (i == 0)
      registry->title = g_steal_pointer (&plain);
    else if (strcmp (plain, registry->title) != 0)
      *registry->title = 0;
  }
  if (!registry->title || !*registry->title) {
    g_free (registry->title);
    registry->title = qz_title_plain (reader->stem, reader->categories);
  }
  registry->holder = qz_title_holder (registry->title);
  if (!registry->holder)
    registry->holder = qz_title_holder (reader->stem);
}

/* Where no column and no banner names the holder, the title does. */
static void
settle_holders (Reader *reader)
{
  QzRegistry *registry = reader->registry;
  guint missing = 0, first = 0;

  for (guint i = 0; i < registry->powers->len; i++) {
    QzPower *power = g_ptr_array_index (registry->powers, i);
    if (power->holder)
      continue;
    power->holder = g_strdup (registry->holder);
    if (!power->holder && !missing++)
      first = power->row;
  }
  reader->sheet = NULL;
  if (missing)
    report (reader, "holder-missing", first, _("%u 项没有行使主体，首项在第 %u 行"), missing, first);
}

static void
read_sheets (Reader *reader)
{
  g_autoptr (GPtrArray) titles = g_ptr_array_new_with_free_func (g_free);
  const GPtrArray *sheets = reader->source->sheets;

  for (guint i = 0; sheets && i < sheets->len; i++) {
    const QzSheet *sheet = g_ptr_array_index (sheets, i);
    char *title;

    reader->sheet = sheet;
    if (!sheet->n_rows)
      continue;
    if (sheet->hidden) {
      report (reader, "sheet-hidden", 0, _("隐藏的工作表，未读"));
      continue;
    }
    title = read_sheet (reader, sheet);
    if (title)
      g_ptr_array_add (titles, title);
    else
      report (reader, "sheet-other", 0, _("没有权责清单的表头，未读"));
  }
  settle_title (reader, titles);
  settle_holders (reader);
}

static void
reader_clear (Reader *reader)
{
  qz_header_table_free (reader->headers);
  qz_category_table_free (reader->categories);
  g_hash_table_unref (reader->ids);
  g_hash_table_unref (reader->codes);
  g_free (reader->stem);
}

QzRegistry *
qz_registry_parse (const QzSource *source, const QzLexicon *lexicon, GError **error)
{
  QzRegistry *registry = qz_exchange_registry (source);
  if (registry != NULL)
    return registry;
  registry = g_new0 (QzRegistry, 1);
  Reader reader = { .registry = registry, .source = source };

  registry->powers = g_ptr_array_new_with_free_func ((GDestroyNotify) qz_power_free);
  registry->defects = g_ptr_array_new_with_free_func ((GDestroyNotify) defect_free);
  reader.headers = qz_header_table_new (lexicon);
  reader.categories = qz_category_table_new (lexicon);
  reader.ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  reader.codes = g_hash_table_new (g_str_hash, g_str_equal);
  reader.stem = file_stem (source->path);
  read_sheets (&reader);
  reader_clear (&reader);
  if (!registry->powers->len) {
    g_set_error (error, QZ_SOURCE_ERROR, QZ_SOURCE_ERROR_UNSUPPORTED,
                 _("%s: 不是权责清单：没有同时写有事项名称与依据、类型等栏目的表头"), source->path);
    qz_registry_free (registry);
    return NULL;
  }
  return registry;
}
