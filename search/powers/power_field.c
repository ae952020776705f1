#include "config.h"

#include <string.h>

#include "search/powers/power_field.h"

static const QzPowerField FIELDS[] = {
  { "code", "编码" },
  { "name", "名称" },
  { "subname", "子项名称" },
  { "category", "事项类型" },
  { "holder", "实施主体" },
  { "office", "承办机构" },
  { "window", "办理窗口" },
  { "level", "行使层级" },
  { "mode_declared", "行使方式" },
  { "from_department", "下放部门" },
  { "scope", "行使范围" },
  { "limits", "权限限制" },
  { "duties", "责任事项" },
  { "duty_basis", "责任事项依据" },
  { "accountability", "监督方式" },
  { "basis_text", "设定依据" },
  { "grant", "下放依据" },
  { "valid_from", "生效日期" },
  { "valid_to", "失效日期" },
  { "remark", "备注" },
  { "mode", "依据所支持的方式" },
  { "mode_reason", "方式说明" },
  { "status", "状态" },
  { "held_by", "当日行使机关" },
  { "id", "标识" },
  { "registry", "清单名称" },
};

const QzPowerField *
qz_power_fields (guint *n)
{
  *n = G_N_ELEMENTS (FIELDS);
  return FIELDS;
}

const char *
qz_power_field_key (const char *name)
{
  g_autofree char *key = g_strdelimit (g_strdup (name), "-", '_');

  if (strcmp (key, "law") == 0 || strcmp (key, "internal") == 0)
    return strcmp (key, "law") == 0 ? "law" : "internal";
  for (guint i = 0; i < G_N_ELEMENTS (FIELDS); i++)
    if (strcmp (FIELDS[i].key, key) == 0 || strcmp (FIELDS[i].header, name) == 0)
      return FIELDS[i].key;
  return NULL;
}
