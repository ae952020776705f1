#include "config.h"

#include <stdio.h>
#include <string.h>

#include <quanze/locale.h>

#include "search/answer.h"

static void
row (const char *label, const char *value)
{
  if (value != NULL && *value != '\0')
    printf ("   %s%s\n", label, value);
}

/* A quote, each line indented. */
static void
print_quote (const char *quote)
{
  g_auto (GStrv) lines = g_strsplit (quote != NULL ? quote : "", "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    if (*lines[i] != '\0')
      printf ("     │ %s\n", lines[i]);
}

/* What is said of a version's standing in time. */
static const char *
status_words (const char *status)
{
  static const struct { const char *name, *words; } table[] = {
    { "current", N_("现行有效") }, { "amended", N_("已被修改") }, { "repealed", N_("已废止") }, { "not-yet-in-force", N_("尚未施行") },
  };

  for (guint i = 0; status != NULL && i < G_N_ELEMENTS (table); i++)
    if (g_str_equal (table[i].name, status))
      return gettext (table[i].words);
  return _("时效不明");
}

static void
print_basis (const json_t *list)
{
  const json_t *basis;
  size_t i;

  json_array_foreach (list, i, basis) {
    const char *from = qz_json_text (basis, "effective_from");

    if (g_strcmp0 (qz_json_text (basis, "resolution"), "resolved") != 0) {
      printf (_("   依据：%s（条文未入库）\n"), qz_json_text (basis, "citation"));
      continue;
    }
    printf (_("   依据：%s（%s%s%s）\n"), qz_json_text (basis, "citation"), status_words (qz_json_text (basis, "status")),
            from != NULL ? _("，施行于 ") : "", from != NULL ? from : "");
    print_quote (qz_json_text (basis, "quote"));
  }
}

static void
print_roles (const json_t *answer)
{
  static const struct { const char *key, *label; } rows[] = {
    { "in_whose_name", N_("以谁名义：") }, { "respondent", N_("复议被申请人：") }, { "review_body", N_("复议机关：") },
    { "defendant", N_("诉讼被告：") },     { "compensation", N_("赔偿义务机关：") },
  };
  const json_t *rule;
  size_t i;

  for (guint r = 0; r < G_N_ELEMENTS (rows); r++)
    row (gettext (rows[r].label), qz_json_text (answer, rows[r].key));
  if (json_is_true (json_object_get (answer, "inferred_name")))
    puts (_("   （名义系推定，以决定的文字为准）"));
  json_array_foreach (json_object_get (answer, "deadlines"), i, rule)
    row (_("期限："), qz_json_text (rule, "text"));
  if (json_array_size (json_object_get (answer, "rules")) == 0)
    return;
  fputs (_("   规则："), stdout);
  json_array_foreach (json_object_get (answer, "rules"), i, rule)
    printf ("%s%s", i > 0 ? "、" : "", json_string_value (rule));
  putchar ('\n');
}

static void
print_mode (const json_t *answer)
{
  const char *mode = qz_json_text (answer, "mode"), *declared = qz_json_text (answer, "mode_declared");

  if (mode != NULL)
    row (_("方式："), qz_mode_chinese (qz_mode_from_text (mode)));
  if (declared != NULL && g_strcmp0 (mode, declared) != 0)
    row (_("清单所载方式："), qz_mode_chinese (qz_mode_from_text (declared)));
  row (_("理由："), qz_json_text (answer, "mode_reason"));
}

static void
print_answer (const json_t *answer, guint number, gboolean color, gboolean brief)
{
  const json_t *power = json_object_get (answer, "power"), *grant = json_object_get (answer, "grant");
  const char *holder = qz_json_text (answer, "holder"), *name = qz_json_text (power, "name");

  printf ("%s%u. %s%s%s%s\n", color ? "\033[1m" : "", number, holder != NULL ? holder : "", holder != NULL && name != NULL ? "：" : "",
          name != NULL ? name : "", color ? "\033[0m" : "");
  print_mode (answer);
  if (brief)
    return;
  row (_("承办机构："), qz_json_text (answer, "office"));
  row (_("办理窗口："), qz_json_text (answer, "window"));
  row (_("行使范围："), qz_json_text (answer, "scope"));
  row (_("权限限制："), qz_json_text (answer, "limits"));
  print_basis (json_object_get (answer, "basis"));
  row (_("下放依据："), qz_json_text (grant, "citation"));
  row (_("监督方式："), qz_json_text (answer, "accountability"));
  row (_("备注："), qz_json_text (answer, "remark"));
  print_roles (answer);
}

static void
print_count (const json_t *count)
{
  static const struct { const char *key, *label; } tables[] = { { "category", N_("按类型：") }, { "from_department", N_("按部门：") }, { "mode_declared", N_("按方式：") }, { "office", N_("按承办机构：") } };
  const json_t *by = json_object_get (count, "by");

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++) {
    json_t *table = json_object_get (by, tables[i].key);
    const char *value;
    const json_t *n;

    if (json_object_size (table) == 0)
      continue;
    printf ("%s\n", gettext (tables[i].label));
    json_object_foreach (table, value, n) {
      QzMode mode = qz_mode_from_text (value);
      printf ("   %s %lld\n", mode != QZ_MODE_UNKNOWN ? qz_mode_chinese (mode) : value, (long long) json_integer_value (n));
    }
  }
}

static void
print_elsewhere (const json_t *list)
{
  const json_t *one;
  size_t i;

  if (json_array_size (list) == 0)
    return;
  puts (_("各地规定不同，其他地方有相近规定（不能作为依据）："));
  json_array_foreach (list, i, one)
    printf ("   %s%s%s%s\n", qz_json_text (one, "citation"), qz_json_text (one, "territory") != NULL ? "（" : "",
            qz_json_text (one, "territory") != NULL ? qz_json_text (one, "territory") : "", qz_json_text (one, "territory") != NULL ? "）" : "");
}

void
qz_answer_print (const json_t *answer, gboolean color)
{
  const json_t *answers = json_object_get (answer, "answers"), *searched = json_object_get (answer, "searched"), *one;
  const char *horizon = qz_json_text (answer, "horizon");
  size_t i;

  printf ("%s%s%s\n\n", color ? "\033[1;32m" : "", qz_json_text (answer, "conclusion"), color ? "\033[0m" : "");
  if (json_is_object (json_object_get (answer, "count")))
    print_count (json_object_get (answer, "count"));
  json_array_foreach (answers, i, one)
    print_answer (one, (guint) i + 1, color, json_array_size (answers) > 5);
  print_elsewhere (json_object_get (answer, "elsewhere"));
  printf (_("\n按 %s 有效的文本回答；索引所收文本截至 %s。查了 %lld 条规定、%lld 个事项、%lld 件文件。\n"), qz_json_text (answer, "as_of"),
          horizon != NULL ? horizon : "?", (long long) json_integer_value (json_object_get (searched, "provisions")),
          (long long) json_integer_value (json_object_get (searched, "powers")),
          (long long) json_integer_value (json_object_get (searched, "instruments")));
}
