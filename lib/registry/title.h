/* What the words above a registry's table say: whose it is, what it is called, which category a sheet holds. */
#ifndef QZ_REGISTRY_TITLE_H
#define QZ_REGISTRY_TITLE_H

#include <quanze/lexicon.h>
#include <quanze/sheet.h>

G_BEGIN_DECLS

/* The table "registry_categories", longest name first. */
typedef struct QzCategoryTable QzCategoryTable;
QzCategoryTable *qz_category_table_new (const QzLexicon *lexicon);
void qz_category_table_free (QzCategoryTable *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzCategoryTable, qz_category_table_free)

/* The longest category that TEXT names, borrowed from TABLE; NULL. Words for internal matters are left
 * out: they stand in many titles that mean something else. */
const char *qz_category_in (const QzCategoryTable *table, const char *text);
/* Whether CATEGORY is an internal matter (personnel, finance): one of TABLE's words begins it. */
gboolean qz_category_is_internal (const QzCategoryTable *table, const char *category);

/* The one text of a row, borrowed; NULL when the row has none or several. *WIDTH is how many columns it takes. */
const char *qz_row_banner (const QzSheet *sheet, guint row, guint *column, guint *width);

/* The title among the rows above ROW, on one line; NULL. The caller's. */
char *qz_title_above (const QzSheet *sheet, guint row);
/* TITLE without a bracketed category (…（行政检查类）→ …) and without 附件1：. The caller's. */
char *qz_title_plain (const char *title, const QzCategoryTable *table);

/* The body that a title or file name names: 附件：某市某局2024年权责清单 → 某市某局. NULL when what stands
 * before 权责清单 is no body. The caller's. */
char *qz_title_holder (const char *title);

/* 部门名称：某局 → 某局; NULL. The caller's. */
char *qz_banner_holder (const char *banner);

/* The number of items that a name like 行政许可（11项） states; 0. */
guint qz_stated_count (const char *name);

G_END_DECLS

#endif
