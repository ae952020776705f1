#include "config.h"

#include <stdlib.h>
#include <string.h>

#include <quanze/exchange.h>

typedef enum {
  COLUMN_ID,
  COLUMN_REGISTRY,
  COLUMN_TERRITORY,
  COLUMN_CODE,
  COLUMN_NAME,
  COLUMN_SUBNAME,
  COLUMN_CATEGORY,
  COLUMN_HOLDER,
  COLUMN_OFFICE,
  COLUMN_WINDOW,
  COLUMN_LEVEL,
  COLUMN_MODE,
  COLUMN_FROM,
  COLUMN_SCOPE,
  COLUMN_LIMITS,
  COLUMN_DUTIES,
  COLUMN_DUTY_BASIS,
  COLUMN_ACCOUNTABILITY,
  COLUMN_BASIS,
  COLUMN_GRANT,
  COLUMN_STATUS,
  COLUMN_VALID_FROM,
  COLUMN_VALID_TO,
  COLUMN_REMARK,
  COLUMN_INTERNAL,
  COLUMN_PATH,
  COLUMN_SHEET,
  COLUMN_ROW,
  N_COLUMNS
} Column;

static const QzExchangeField fields[N_COLUMNS] = {
  [COLUMN_ID] = { "id", "标识" },
  [COLUMN_REGISTRY] = { "registry", "清单名称" },
  [COLUMN_TERRITORY] = { "territory", "适用地域" },
  [COLUMN_CODE] = { "code", "实施编码" },
  [COLUMN_NAME] = { "name", "事项名称" },
  [COLUMN_SUBNAME] = { "subname", "子项名称" },
  [COLUMN_CATEGORY] = { "category", "事项类型" },
  [COLUMN_HOLDER] = { "holder", "实施主体" },
  [COLUMN_OFFICE] = { "office", "承办机构" },
  [COLUMN_WINDOW] = { "window", "办理窗口" },
  [COLUMN_LEVEL] = { "level", "行使层级" },
  [COLUMN_MODE] = { "mode_declared", "行使方式" },
  [COLUMN_FROM] = { "from_department", "下放部门" },
  [COLUMN_SCOPE] = { "scope", "行使范围" },
  [COLUMN_LIMITS] = { "limits", "权限限制" },
  [COLUMN_DUTIES] = { "duties", "责任事项" },
  [COLUMN_DUTY_BASIS] = { "duty_basis", "责任事项依据" },
  [COLUMN_ACCOUNTABILITY] = { "accountability", "监督方式" },
  [COLUMN_BASIS] = { "basis_text", "设定依据" },
  [COLUMN_GRANT] = { "grant_text", "下放依据" },
  [COLUMN_STATUS] = { "status_text", "登记状态" },
  [COLUMN_VALID_FROM] = { "valid_from", "生效日期" },
  [COLUMN_VALID_TO] = { "valid_to", "失效日期" },
  [COLUMN_REMARK] = { "remark", "备注" },
  [COLUMN_INTERNAL] = { "internal", "内部事项" },
  [COLUMN_PATH] = { "source_path", "来源文件" },
  [COLUMN_SHEET] = { "source_sheet", "来源工作表" },
  [COLUMN_ROW] = { "source_row", "来源行" },
};

const QzExchangeField *
qz_exchange_fields (guint *n)
{
  *n = N_COLUMNS;
  return fields;
}

/* Where each field stands in the header row; FALSE when the row is another's. */
static gboolean
find_columns (const QzSheet *sheet, guint *columns)
{
  for (guint i = 0; i < N_COLUMNS; i++) {
    gboolean found = FALSE;
    for (guint c = 0; c < sheet->n_columns && !found; c++) {
      found = g_strcmp0 (qz_sheet_cell (sheet, 0, c), fields[i].header) == 0;
      columns[i] = c;
    }
    if (!found)
      return FALSE;
  }
  return TRUE;
}

static char *
text_of (const QzSheet *sheet, guint row, guint column)
{
  return g_strdup (qz_sheet_cell (sheet, row, column));
}

static QzDate
day_of (const QzSheet *sheet, guint row, guint column)
{
  const char *text = qz_sheet_cell (sheet, row, column);
  QzDate day = 0;

  return text != NULL && qz_date_parse_iso (text, &day) ? day : 0;
}

static QzPower *
power_of (const QzSheet *sheet, guint row, const guint *at)
{
  QzPower *p = qz_power_new ();
  const char *mode = qz_sheet_cell (sheet, row, at[COLUMN_MODE]), *number = qz_sheet_cell (sheet, row, at[COLUMN_ROW]);
  char **texts[N_COLUMNS] = { &p->id,
                              &p->registry,
                              &p->territory,
                              &p->code,
                              &p->name,
                              &p->subname,
                              &p->category,
                              &p->holder,
                              &p->office,
                              &p->window,
                              &p->level,
                              NULL,
                              &p->from_department,
                              &p->scope,
                              &p->limits,
                              &p->duties,
                              &p->duty_basis,
                              &p->accountability,
                              &p->basis_text,
                              &p->grant,
                              &p->status,
                              NULL,
                              NULL,
                              &p->remark,
                              NULL,
                              &p->origin,
                              &p->sheet,
                              NULL };

  for (guint i = 0; i < N_COLUMNS; i++)
    if (texts[i] != NULL)
      *texts[i] = text_of (sheet, row, at[i]);
  p->mode_declared = mode != NULL ? qz_mode_from_text (mode) : QZ_MODE_UNKNOWN;
  p->valid_from = day_of (sheet, row, at[COLUMN_VALID_FROM]);
  p->valid_to = day_of (sheet, row, at[COLUMN_VALID_TO]);
  p->internal = g_strcmp0 (qz_sheet_cell (sheet, row, at[COLUMN_INTERNAL]), "是") == 0;
  p->row = number != NULL ? (guint)strtoul (number, NULL, 10) : 0;
  return p;
}

QzRegistry *
qz_exchange_registry (const QzSource *source)
{
  const QzSheet *sheet = source->sheets != NULL && source->sheets->len == 1 ? source->sheets->pdata[0] : NULL;
  guint columns[N_COLUMNS];
  QzRegistry *registry;

  if (sheet == NULL || sheet->n_rows < 2 || !find_columns (sheet, columns))
    return NULL;
  registry = g_new0 (QzRegistry, 1);
  registry->powers = g_ptr_array_new_with_free_func ((GDestroyNotify)qz_power_free);
  registry->defects = g_ptr_array_new ();
  for (guint row = 1; row < sheet->n_rows; row++)
    if (qz_sheet_cell (sheet, row, columns[COLUMN_NAME]) != NULL)
      g_ptr_array_add (registry->powers, power_of (sheet, row, columns));
  if (registry->powers->len > 0)
    registry->title = g_strdup (((const QzPower *)registry->powers->pdata[0])->registry);
  return registry;
}
