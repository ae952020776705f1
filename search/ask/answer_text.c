#include "config.h"

#include <stdio.h>
#include <string.h>

#include <quanze/locale.h>

#include "search/ask/answer.h"
#include "search/ask/rules.h"

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
    printf (_("   依据：%s（%s%s%s）\n"), qz_json_text (basis, "citation"), qz_status_word (qz_json_text (basis, "status")),
            from != NULL ? _("，施行于 ") : "", from != NULL ? from : "");
    print_quote (qz_json_text (basis, "quote"));
  }
}

/* Name, respondent, defendant and compensation in one line where all are one body. */
static gboolean
print_one_body (const json_t *answer)
{
  static const char *const keys[] = { "in_whose_name", "respondent", "defendant", "compensation" };
  const char *first = qz_json_text (answer, keys[0]);

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (first == NULL || g_strcmp0 (qz_json_text (answer, keys[i]), first) != 0)
      return FALSE;
  row (_("名义、被申请人、被告、赔偿义务机关："), first);
  return TRUE;
}

static void
print_roles (const json_t *answer)
{
  static const struct { const char *key, *label; } rows[] = {
    { "in_whose_name", N_("以谁名义：") }, { "respondent", N_("复议被申请人：") }, { "defendant", N_("诉讼被告：") }, { "compensation", N_("赔偿义务机关：") },
  };

  if (!print_one_body (answer))
    for (guint r = 0; r < G_N_ELEMENTS (rows); r++)
      row (gettext (rows[r].label), qz_json_text (answer, rows[r].key));
  if (json_is_true (json_object_get (answer, "inferred_name")))
    puts (_("   （名义系推定，以决定的文字为准）"));
  row (_("复议机关："), qz_json_text (answer, "review_body"));
}

/* ---- what is the same for several answers is said once ---- */

static gboolean
has_string (const json_t *list, const char *text)
{
  const json_t *one;
  size_t i;

  json_array_foreach (list, i, one)
    if (g_strcmp0 (json_string_value (one), text) == 0)
      return TRUE;
  return FALSE;
}

static void
add_once (json_t *list, const char *text)
{
  if (text != NULL && !has_string (list, text))
    json_array_append_new (list, json_string (text));
}

static void
print_common (const json_t *answers)
{
  json_t *deadlines = json_array (), *rules = json_array ();
  const json_t *answer, *one;
  size_t i, j;

  json_array_foreach (answers, i, answer) {
    json_array_foreach (json_object_get (answer, "deadlines"), j, one)
      add_once (deadlines, qz_json_text (one, "text"));
    json_array_foreach (json_object_get (answer, "rules"), j, one)
      add_once (rules, json_string_value (one));
  }
  if (json_array_size (deadlines) > 0 || json_array_size (rules) > 0)
    putchar ('\n');
  json_array_foreach (deadlines, i, one)
    printf ("%s%s\n", _("期限："), gettext (json_string_value (one)));
  if (json_array_size (rules) > 0)
    fputs (_("以上名义、复议、诉讼、赔偿依据："), stdout);
  json_array_foreach (rules, i, one) {
    gsize cited = qz_rule_cited_len (json_string_value (one));
    gboolean held = json_string_value (one)[cited] == '\0';
    printf ("%s%.*s%s", i > 0 ? "、" : "", (int) cited, json_string_value (one), held ? "" : gettext (qz_rule_not_held));
  }
  if (json_array_size (rules) > 0)
    putchar ('\n');
  json_decref (deadlines);
  json_decref (rules);
}

static void
print_mode (const json_t *answer)
{
  const char *mode = qz_json_text (answer, "mode"), *declared = qz_json_text (answer, "mode_declared"),
             *reason = qz_json_text (answer, "mode_reason");

  if (mode != NULL)
    row (_("方式："), gettext (qz_mode_word (mode)));
  if (declared != NULL && g_strcmp0 (mode, declared) != 0)
    row (_("清单所载方式："), gettext (qz_mode_word (declared)));
  if (reason != NULL)
    row (_("理由："), gettext (reason));
}

/* 省级依据 → 决定 → 清单, each marked where the index does not hold it. */
static void
print_chain (const json_t *chain)
{
  const json_t *one;
  size_t i;

  fputs (_("   下放链："), stdout);
  json_array_foreach (chain, i, one) {
    const char *citation = qz_json_text (one, "citation");
    gboolean found = json_is_true (json_object_get (one, "found")), named = citation != NULL;

    printf ("%s%s%s", i > 0 ? " → " : "", named ? citation : g_strcmp0 (qz_json_text (one, "step"), "province") == 0 ? _("未见省级决定") : _("未见决定或者委托书"),
            named && !found ? _("（未入库）") : "");
  }
  putchar ('\n');
}

static void
print_answer (const json_t *answer, guint number, gboolean color, gboolean brief)
{
  const json_t *power = json_object_get (answer, "power"), *grant = json_object_get (answer, "grant");
  const char *holder = qz_json_text (answer, "holder"), *name = qz_json_text (power, "name");
  const char *today = qz_json_text (answer, "holder_today");
  const char *ruling = qz_json_text (json_object_get (answer, "ruling"), "text");

  /* To gettext an empty message is the catalogue's head. */
  if (holder == NULL && name == NULL)
    name = ruling != NULL && *ruling != '\0' ? gettext (ruling) : qz_json_text (json_array_get (json_object_get (answer, "basis"), 0), "citation");
  printf ("%s%u. %s%s%s%s\n", color ? "\033[1m" : "", number, holder != NULL ? holder : "", holder != NULL && name != NULL ? "：" : "",
          name != NULL ? name : "", color ? "\033[0m" : "");
  row (_("该机关今称："), today);
  if (json_is_true (json_object_get (answer, "designated")))
    puts (_("   （由当地人民政府确定的部门；未见当地规定，不能推定是哪一个）"));
  print_mode (answer);
  if (brief)
    return;
  row (_("承办机构："), qz_json_text (answer, "office"));
  row (_("办理窗口："), qz_json_text (answer, "window"));
  row (_("行使范围："), qz_json_text (answer, "scope"));
  row (_("权限限制："), qz_json_text (answer, "limits"));
  print_basis (json_object_get (answer, "basis"));
  if (json_array_size (json_object_get (answer, "grant_chain")) > 1)
    print_chain (json_object_get (answer, "grant_chain"));
  else
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
    json_object_foreach (table, value, n)
      printf ("   %s %lld\n", gettext (qz_mode_word (value)), (long long) json_integer_value (n));
  }
}

static void
print_misses (const char *what, const json_t *list)
{
  const json_t *one;
  size_t i;

  if (json_array_size (list) == 0)
    return;
  puts (what);
  json_array_foreach (list, i, one)
    printf ("   %s%s%s%s\n", qz_json_text (one, "citation"), qz_json_text (one, "territory") != NULL ? "（" : "",
            qz_json_text (one, "territory") != NULL ? qz_json_text (one, "territory") : "", qz_json_text (one, "territory") != NULL ? "）" : "");
}

/* 工商局今为市场监督管理局（2018-03-17 合并，…）. */
static void
print_bodies (const json_t *list)
{
  const json_t *one;
  size_t i;

  json_array_foreach (list, i, one) {
    const char *since = qz_json_text (one, "since"), *source = qz_json_text (one, "source");

    if (i == 0)
      printf (_("\n“%s”今为%s。\n"), qz_json_text (one, "said"), qz_json_text (one, "now"));
    if (since != NULL && *since != '\0')
      printf (_("   %s → %s（%s，%s，%s）\n"), qz_json_text (one, "from"), qz_json_text (one, "to"), qz_json_text (one, "kind"), since,
              source != NULL ? source : "");
  }
}

static void
print_conflicts (const json_t *list)
{
  const json_t *one;
  size_t i;

  json_array_foreach (list, i, one)
    printf (_("\n规定不一致：%s；%s。%s\n"), qz_json_text (one, "a"), qz_json_text (one, "b"), _(qz_json_text (one, "why")));
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
  if (json_array_size (answers) <= 5)
    print_common (answers);
  print_bodies (json_object_get (answer, "bodies"));
  print_conflicts (json_object_get (answer, "conflicts"));
  print_misses (_("各地规定不同，其他地方有相近规定（不能作为依据）："), json_object_get (answer, "elsewhere"));
  print_misses (_("字面最接近的规定（答的不一定是这件事，不能作为依据）："), json_object_get (answer, "near_misses"));
  printf (_("\n按 %s 有效的文本回答；索引所收文本截至 %s。查了 %lld 条规定、%lld 个事项、%lld 件文件。\n"), qz_json_text (answer, "as_of"),
          horizon != NULL ? horizon : "?", (long long) json_integer_value (json_object_get (searched, "provisions")),
          (long long) json_integer_value (json_object_get (searched, "powers")),
          (long long) json_integer_value (json_object_get (searched, "instruments")));
}
