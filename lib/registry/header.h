/* The header of a registry's table: which column is which field. */
#ifndef QZ_REGISTRY_HEADER_H
#define QZ_REGISTRY_HEADER_H

#include <quanze/lexicon.h>
#include <quanze/sheet.h>

G_BEGIN_DECLS

#define QZ_HEADER_MAX_COLUMNS 512

typedef enum {
  QZ_FIELD_NONE,
  QZ_FIELD_NUMBER,
  QZ_FIELD_CODE,
  QZ_FIELD_BASE_CODE,
  QZ_FIELD_NAME,
  QZ_FIELD_SUBNAME,
  QZ_FIELD_CATEGORY,
  QZ_FIELD_HOLDER,
  QZ_FIELD_OFFICE,
  QZ_FIELD_WINDOW,
  QZ_FIELD_LEVEL,
  QZ_FIELD_LEVEL_SCOPE, /* 实施层级及权限: told apart by what the cells hold */
  QZ_FIELD_SCOPE,
  QZ_FIELD_LIMITS,
  QZ_FIELD_MODE,
  QZ_FIELD_POWER_SOURCE,
  QZ_FIELD_FROM_DEPARTMENT,
  QZ_FIELD_DUTIES,
  QZ_FIELD_DUTY_BASIS,
  QZ_FIELD_ACCOUNTABILITY,
  QZ_FIELD_BASIS,
  QZ_FIELD_GRANT,
  QZ_FIELD_STATUS,
  QZ_FIELD_VALID_FROM,
  QZ_FIELD_VALID_TO,
  QZ_FIELD_REMARK,
  QZ_FIELD_LEVEL_MARK, /* 市级, 县级 …: a column a level, with a mark in the cell */
  QZ_FIELD_IGNORED,
  QZ_N_FIELDS
} QzField;

/* The table "registry_headers", ready for lookup. */
typedef struct QzHeaderTable QzHeaderTable;
QzHeaderTable *qz_header_table_new (const QzLexicon *lexicon);
void qz_header_table_free (QzHeaderTable *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzHeaderTable, qz_header_table_free)

typedef struct {
  guint row, depth;    /* first row, and how many the header takes */
  guint n_columns;
  QzField *fields;     /* a column each */
  char **names;        /* a column each: the header's comparison form; NULL when blank */
} QzHeader;

/* The header that starts at ROW; NULL when that row is none: it must name the item and something that only
 * a registry has. The caller's. */
QzHeader *qz_header_read (const QzSheet *sheet, guint row, const QzHeaderTable *table);
void qz_header_free (QzHeader *header);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzHeader, qz_header_free)

gboolean qz_header_has (const QzHeader *header, QzField field);

G_END_DECLS

#endif
