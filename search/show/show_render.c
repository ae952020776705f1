#include "config.h"

#include <string.h>

#include <quanze/locale.h>

#include "search/show/comparison.h"
#include "search/show/show_render.h"

QzShowRow *
qz_show_power_rows (const json_t *shown)
{
  static const struct {
    const char *key, *label;
  } FIELDS[] = {
    { "code", N_ ("编码：") },       { "category", N_ ("类型：") },
    { "holder", N_ ("实施主体：") }, { "office", N_ ("承办机构：") },
    { "window", N_ ("办理窗口：") }, { "from_department", N_ ("下放部门：") },
    { "scope", N_ ("行使范围：") },  { "limits", N_ ("权限限制：") },
    { "duties", N_ ("责任事项：") }, { "accountability", N_ ("监督方式：") },
    { "grant", N_ ("下放依据：") },  { "basis_text", N_ ("设定依据：") },
  };
  QzShowRow *rows = g_new0 (QzShowRow, G_N_ELEMENTS (FIELDS) + 1);
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (FIELDS); i++) {
    const char *value = qz_json_text (shown, FIELDS[i].key);
    if (value != NULL && *value != '\0')
      rows[n++] = (QzShowRow){ gettext (FIELDS[i].label), value };
  }
  return rows;
}

char *
qz_show_step_rules (const json_t *step)
{
  GString *names = g_string_new (NULL);
  const json_t *rule;
  size_t i;

  json_array_foreach (json_object_get (step, "rules"), i, rule)
  {
    g_autofree char *name = qz_rule_name (qz_json_text (rule, "eid"));
    g_string_append_printf (names, "%s%s", i > 0 ? "、" : "", name);
  }
  if (names->len == 0)
    g_string_append (names, _ ("无"));
  return g_string_free (names, FALSE);
}

/* What stands before '#' in an id. */
static gsize
version_len (const char *id)
{
  return strcspn (id, "#");
}

gboolean
qz_show_is_text (const json_t *item)
{
  return g_strcmp0 (qz_json_text (item, "kind"), "power") != 0;
}

gboolean
qz_show_means_this (const json_t *shown, const json_t *item)
{
  const char *own = qz_json_text (shown, "id"), *target = qz_json_text (item, "target");

  return qz_show_is_text (item) && own != NULL && target != NULL && version_len (own) == version_len (target)
         && strncmp (own, target, version_len (own)) == 0;
}
