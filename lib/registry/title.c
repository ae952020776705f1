#include "config.h"

#include "lib/registry/title.h"

#include "lib/registry/cell_text.h"

#include <quanze/fold.h>
#include <quanze/numeral.h>
#include <string.h>

typedef struct {
  char *name;
  gboolean internal;
} CategoryEntry;

struct QzCategoryTable {
  GPtrArray *entries; /* CategoryEntry*, longest name first */
};

static void
category_entry_free (CategoryEntry *entry)
{
  g_free (entry->name);
  g_free (entry);
}

static void
category_row (const char *const *cells, gpointer user_data)
{
  QzCategoryTable *table = user_data;
  CategoryEntry *entry = g_new0 (CategoryEntry, 1);

  entry->name = g_strdup (cells[0]);
  entry->internal = cells[1] && strcmp (cells[1], "internal") == 0;
  g_ptr_array_add (table->entries, entry);
}

static int
by_length_down (gconstpointer a, gconstpointer b)
{
  gsize x = strlen ((*(CategoryEntry *const *) a)->name), y = strlen ((*(CategoryEntry *const *) b)->name);

  return x < y ? 1 : x > y ? -1 : 0;
}

QzCategoryTable *
qz_category_table_new (const QzLexicon *lexicon)
{
  QzCategoryTable *table = g_new0 (QzCategoryTable, 1);

  table->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) category_entry_free);
  qz_lexicon_each (lexicon, "registry_categories", category_row, table);
  g_ptr_array_sort (table->entries, by_length_down);
  return table;
}

void
qz_category_table_free (QzCategoryTable *table)
{
  if (!table)
    return;
  g_ptr_array_unref (table->entries);
  g_free (table);
}

const char *
qz_category_in (const QzCategoryTable *table, const char *text)
{
  g_autofree char *folded = text ? qz_fold_text (text, -1, QZ_FOLD_PLAIN) : NULL;

  for (guint i = 0; folded && i < table->entries->len; i++) {
    const CategoryEntry *entry = g_ptr_array_index (table->entries, i);
    if (!entry->internal && strstr (folded, entry->name))
      return entry->name;
  }
  return NULL;
}

gboolean
qz_category_is_internal (const QzCategoryTable *table, const char *category)
{
  g_autofree char *folded = category ? qz_fold_text (category, -1, QZ_FOLD_PLAIN) : NULL;

  for (guint i = 0; folded && i < table->entries->len; i++) {
    const CategoryEntry *entry = g_ptr_array_index (table->entries, i);
    if (entry->internal && g_str_has_prefix (folded, entry->name))
      return TRUE;
  }
  return FALSE;
}

const char *
qz_row_banner (const QzSheet *sheet, guint row, guint *column, guint *width)
{
  const char *banner = NULL;

  for (guint i = 0; i < sheet->n_columns; i++) {
    const char *text = qz_sheet_cell (sheet, row, i);
    if (!text)
      continue;
    if (banner && strcmp (banner, text) != 0)
      return NULL;
    if (!banner) {
      banner = text;
      *column = i;
      *width = 0;
    }
    ++*width;
  }
  return banner;
}

/* ---- titles ---- */

static const char *const TITLE_WORDS[] = { "清单", "目录", "事项", "职权", "权力", "一览表", NULL };

static gboolean
has_any (const char *text, const char *const *words)
{
  for (; *words; words++)
    if (strstr (text, *words))
      return TRUE;
  return FALSE;
}

char *
qz_title_above (const QzSheet *sheet, guint row)
{
  char *first = NULL;
  guint column, width;

  for (guint i = 0; i < row; i++) {
    g_autofree char *line = qz_cell_line (qz_row_banner (sheet, i, &column, &width));
    if (!line)
      continue;
    if (has_any (line, TITLE_WORDS)) {
      g_free (first);
      return g_steal_pointer (&line);
    }
    if (!first)
      first = g_steal_pointer (&line);
  }
  return first;
}

/* Behind 附件, 附表 and a number: 附件1：, 附件：, 附表2. */
static const char *
skip_annex (const char *title)
{
  static const char *const WORDS[] = { "附件", "附表", "附", NULL };

  for (guint i = 0; WORDS[i]; i++) {
    const char *p = title, *end;
    gint64 number;
    gboolean marked = FALSE;

    if (!g_str_has_prefix (p, WORDS[i]))
      continue;
    p += strlen (WORDS[i]);
    if (qz_numeral_parse (p, &end, &number)) {
      p = end;
      marked = TRUE;
    }
    for (; g_str_has_prefix (p, "：") || *p == ':' || *p == ' ' || *p == '.'; p = g_utf8_next_char (p))
      marked = TRUE;
    return marked ? p : title;
  }
  return title;
}

char *
qz_title_plain (const char *title, const QzCategoryTable *table)
{
  g_autofree char *plain = g_strdup (skip_annex (title));
  char *open = strrchr (plain, '(');
  char *wide = g_strrstr (plain, "（");

  if (wide && (!open || wide > open))
    open = wide;
  if (open && open != plain && qz_category_in (table, open) && strlen (open) < 60)
    *open = 0;
  return g_strdup (g_strstrip (plain));
}

/* ---- bodies ---- */

static const char *const LIST_WORDS[] = { "权责清单", "权力清单", "权力和责任清单", "权力责任清单", "责任清单", "行政权力", "行政职权",
                                          "职权目录", "权责事项", "权力事项", "赋权清单", "赋权事项", "扩权", "行政执法事项",
                                          "行政许可事项", "政务服务事项", "公共服务事项", "事项清单", "事项目录", "承接", NULL };
static const char *const BODY_SUFFIXES[] = { "局", "委员会", "委", "办公室", "厅", "科", "政府", "中心", "站", "支队", "大队", "院",
                                             "会", "街道", "办事处", "部", "公室", "办", "镇", "乡", "署", "）", ")", NULL };

static gboolean
is_body (const char *name)
{
  if (g_utf8_strlen (name, -1) < 2 || strstr (name, "系统") || g_utf8_strlen (name, -1) > 60)
    return FALSE;
  for (guint i = 0; BODY_SUFFIXES[i]; i++)
    if (g_str_has_suffix (name, BODY_SUFFIXES[i]))
      return TRUE;
  return FALSE;
}

/* Drops 2024年, 2024年度, （2024年版） from both ends, in place. */
static char *
without_year (char *name)
{
  gsize len;
  char *p = name;

  if (g_ascii_isdigit (p[0]) && g_ascii_isdigit (p[1]) && g_ascii_isdigit (p[2]) && g_ascii_isdigit (p[3])) {
    p += 4;
    if (g_str_has_prefix (p, "年"))
      p += strlen ("年");
    if (g_str_has_prefix (p, "度"))
      p += strlen ("度");
  }
  len = strlen (p);
  if (g_str_has_suffix (p, "年度"))
    len -= strlen ("年度");
  else if (g_str_has_suffix (p, "年"))
    len -= strlen ("年");
  while (len && g_ascii_isdigit (p[len - 1]))
    len--;
  p[len] = 0;
  return g_strstrip (p);
}

char *
qz_title_holder (const char *title)
{
  g_autofree char *name = NULL;
  const char *at = NULL;
  char *body;

  if (!title)
    return NULL;
  title = skip_annex (title);
  for (guint i = 0; LIST_WORDS[i]; i++) {
    const char *found = strstr (title, LIST_WORDS[i]);
    if (found && (!at || found < at))
      at = found;
  }
  if (!at || at == title)
    return NULL;
  name = g_strndup (title, (gsize) (at - title));
  body = without_year (name);
  return is_body (body) ? g_strdup (body) : NULL;
}

char *
qz_banner_holder (const char *banner)
{
  static const char *const LABELS[] = { "部门名称", "单位名称", "部门", "单位", "实施主体", "行使主体", "填报单位", "实施机关",
                                        "行使机关", NULL };
  g_autofree char *line = qz_cell_line (banner);

  for (guint i = 0; line && LABELS[i]; i++) {
    const char *p = line;
    if (!g_str_has_prefix (p, LABELS[i]))
      continue;
    p += strlen (LABELS[i]);
    if (g_str_has_prefix (p, "（盖章）"))
      p += strlen ("（盖章）");
    if (*p != ':' && !g_str_has_prefix (p, "："))
      continue;
    p = g_utf8_next_char (p);
    return *p ? qz_cell_line (p) : NULL;
  }
  return NULL;
}

guint
qz_stated_count (const char *name)
{
  g_autofree char *line = qz_cell_line (name);

  for (const char *p = line; p && *p; p = g_utf8_next_char (p)) {
    const char *end;
    gint64 number;
    if (!qz_numeral_parse (p, &end, &number))
      continue;
    if ((g_str_has_prefix (end, "项") || g_str_has_prefix (end, "大项")) && number > 0 && number < 100000)
      return (guint) number;
    p = end > p ? g_utf8_prev_char (end) : p;
  }
  return 0;
}
