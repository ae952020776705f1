#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include <quanze/align.h>

#define RULES_MAX 10

/* Two versions, each a list of rules in order, "N text"; and what became of them, a line a match. */
typedef struct {
  const char *what;
  const char *old[RULES_MAX], *new[RULES_MAX];
  const char *matches;
} Case;

#define PURPOSE "为了规范燃气经营，保障公共安全，制定本条例。"
#define DUTY "燃气经营者应当每两年入户检查一次用户的燃气设施，并做好检查记录。"
#define PIPES "建设单位在燃气管道五米以内挖掘的，应当事先通知燃气经营者派人到场。"
#define STOVES "用户应当使用带有熄火保护装置的灶具，软管满十八个月应当更换。"
#define FINE "由县级以上地方人民政府燃气主管部门责令限期改正；逾期不改正的，处"
#define BOTTLES "送气工不得在居民楼道内存放液化石油气钢瓶。"

static const Case cases[] = {
  { "equal words keep their number, or move to another",
    { "1 " PURPOSE, "2 " DUTY, "3 " PIPES },
    { "1 " PURPOSE, "2 燃气工作应当坚持统一规划、分级管理。", "3 " DUTY, "4 " PIPES },
    "same 1 = 1\nadded = 2\nmoved 2 = 3\nmoved 3 = 4\n" },
  { "white space, width and the way a number is written are no change of words",
    { "1 违反第23条规定的，处500元罚款。" },
    { "1 违反第二十三条规定的，\n处５００元罚款。" },
    "same 1 = 1\n" },
  { "a number of its own is a change of words, but not of the rule",
    { "1 " DUTY, "2 违反本条例第一条规定，未做检查记录的，责令改正。" },
    { "5 " DUTY, "6 违反本条例第五条规定，未做检查记录的，责令改正。" },
    "moved 1 = 5\nmodified 2 = 6\n" },
  { "a rule that grew is the rule it was",
    { "1 " STOVES },
    { "1 " STOVES "\n软管不得穿墙、暗埋。\n房东应当在出租前检查灶具和软管。" },
    "modified 1 = 1\n" },
  { "a rule whose number another rule took is found by its words",
    { "1 " DUTY, "2 " PIPES, "3 " STOVES },
    { "1 " BOTTLES, "2 " DUTY, "3 " PIPES, "4 " STOVES },
    "added = 1\nmoved 1 = 2\nmoved 2 = 3\nmoved 3 = 4\n" },
  { "two penalties framed alike for different acts are not one",
    { "1 " DUTY, "2 " PIPES, "3 " STOVES, "4 " BOTTLES, "5 违反本条例第三条规定，未更换软管的，" FINE "五百元以下罚款。",
      "6 违反本条例第四条规定，送气工在楼道存放钢瓶的，" FINE "二千元以下罚款。" },
    { "1 " DUTY, "2 " PIPES, "3 " STOVES, "4 " BOTTLES, "5 违反本条例第三条规定，未更换软管的，" FINE "五百元以下罚款。",
      "6 经营者应当公布抢修电话，并安排专人昼夜值守。", "7 违反本条例规定，未公布抢修电话的，" FINE "二万元以下罚款。" },
    "same 1 = 1\nsame 2 = 2\nsame 3 = 3\nsame 4 = 4\nsame 5 = 5\ndeleted 6 =\nadded = 6\nadded = 7\n" },
  { "a rule divided into two is told once",
    { "1 " PURPOSE, "2 " DUTY "\n" PIPES, "3 " STOVES },
    { "1 " PURPOSE, "2 " DUTY, "3 " PIPES, "4 " STOVES },
    "same 1 = 1\nsplit 2 = 2 3\nmoved 3 = 4\n" },
  { "two rules joined into one are told once",
    { "1 " PURPOSE, "2 " DUTY, "3 " PIPES, "4 " STOVES },
    { "1 " PURPOSE, "2 " DUTY "\n" PIPES, "3 " STOVES },
    "same 1 = 1\nmerged 2 3 = 2\nmoved 4 = 3\n" },
  { "a paragraph that goes over to another rule: split here, merged there",
    { "1 " DUTY "\n" PIPES, "2 " STOVES },
    { "1 " DUTY, "2 " PIPES "\n" STOVES },
    "split 1 = 1 2\nmerged 1 2 = 2\n" },
  { "a copy of a rule that stays is a new rule",
    { "1 " DUTY },
    { "1 " DUTY, "2 供热经营者应当每两年入户检查一次用户的供热设施，并做好检查记录。" },
    "same 1 = 1\nadded = 2\n" },
  { "a rule may move against the order when its words leave no doubt",
    { "1 " DUTY, "2 " PIPES, "3 " STOVES, "4 " BOTTLES },
    { "1 " BOTTLES, "2 " DUTY, "3 " PIPES, "4 " STOVES },
    "moved 4 = 1\nmoved 1 = 2\nmoved 2 = 3\nmoved 3 = 4\n" },
  { "a rule that went far and grew is found again",
    { "1 " DUTY, "2 学校应当根据女学生的特点，在教育、管理方面采取措施，保护她们的健康。", "3 " PIPES, "4 " STOVES, "5 " BOTTLES },
    { "1 " DUTY, "3 " PIPES, "4 " STOVES, "5 " BOTTLES,
      "6 学校应当按照女学生的年龄开展卫生教育，在教育、管理方面采取措施，提高她们的防范能力。\n学校不得隐瞒事故，并应当立即报警。\n教育部门每年组织评估，结果向家长公布。" },
    "same 1 = 1\nsame 3 = 3\nsame 4 = 4\nsame 5 = 5\nmodified 2 = 6\n" },
  { "what stands between the same neighbours needs less likeness",
    { "1 " DUTY, "2 县人民政府应当编制燃气发展规划，报市人民政府批准后实施。", "3 " STOVES },
    { "1 " DUTY, "2 燃气发展规划由县燃气主管部门会同自然资源主管部门拟订，经县人民政府审查，报市人民政府备案。", "3 " STOVES },
    "same 1 = 1\nmodified 2 = 2\nsame 3 = 3\n" },
  { "rules of one or no letter", { "1 ", "2 甲" }, { "1 甲", "2 " }, "deleted 1 =\nmoved 2 = 1\nadded = 2\n" },
  { "nothing before", { NULL }, { "1 " DUTY }, "added = 1\n" },
  { "nothing after", { "1 " DUTY }, { NULL }, "deleted 1 =\n" },
  { "nothing at all", { NULL }, { NULL }, "" },
};

/* Splits "N text". The caller's. */
static GPtrArray *
numbers_of (const char *const *lines, QzRule *rules)
{
  GPtrArray *numbers = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < RULES_MAX && lines[i] != NULL; i++) {
    const char *space = strchr (lines[i], ' ');
    g_ptr_array_add (numbers, g_strndup (lines[i], (gsize) (space - lines[i])));
    rules[i] = (QzRule){ numbers->pdata[i], space + 1 };
  }
  return numbers;
}

static void
append_places (GString *out, const GArray *places, const QzRule *rules)
{
  for (guint i = 0; i < places->len; i++)
    g_string_append_printf (out, " %s", rules[g_array_index (places, guint, i)].eid);
}

static void
test_matches (void **state)
{
  g_autoptr (QzLexicon) lexicon = qz_lexicon_open (qz_lexicon_default_dir (), NULL, NULL);

  (void) state;
  assert_non_null (lexicon);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    QzRule old[RULES_MAX], new[RULES_MAX];
    g_autoptr (GPtrArray) old_numbers = numbers_of (cases[i].old, old), new_numbers = numbers_of (cases[i].new, new);
    g_autoptr (GPtrArray) matches = qz_align (old, old_numbers->len, new, new_numbers->len, lexicon);
    g_autoptr (GString) told = g_string_new (NULL);
    for (guint k = 0; k < matches->len; k++) {
      const QzMatch *match = matches->pdata[k];
      g_string_append (told, qz_relation_name (match->relation));
      append_places (told, match->old, old);
      g_string_append (told, " =");
      append_places (told, match->new, new);
      g_string_append_c (told, '\n');
      assert_true (match->similarity >= 0 && match->similarity <= 1);
    }
    if (strcmp (told->str, cases[i].matches) != 0)
      print_error ("%s\n", cases[i].what);
    assert_string_equal (told->str, cases[i].matches);
  }
}

/* Every rule stands in a match, whatever the texts: here a hundred drawn from few words, so that all resemble all. */
static void
test_nothing_lost (void **state)
{
  static const char *const words[] = { "检查", "燃气", "设施", "责令改正", "处罚", "经营者", "不得", "存放", "。", "；" };
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  QzRule rules[200];
  guint seen[2][100] = { { 0 } };

  (void) state;
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++) {
    GString *text = g_string_new (NULL);
    for (gint n = g_rand_int_range (random, 0, 30); n > 0; n--)
      g_string_append (text, words[g_rand_int_range (random, 0, G_N_ELEMENTS (words))]);
    g_ptr_array_add (texts, g_string_free (text, FALSE));
    rules[i] = (QzRule){ "art_1", texts->pdata[i] };
  }
  g_autoptr (GPtrArray) matches = qz_align (rules, 100, rules + 100, 100, NULL);
  for (guint i = 0; i < matches->len; i++) {
    const QzMatch *match = matches->pdata[i];
    assert_true (match->old->len + match->new->len > 0);
    for (guint k = 0; k < match->old->len; k++)
      seen[0][g_array_index (match->old, guint, k)]++;
    for (guint k = 0; k < match->new->len; k++)
      seen[1][g_array_index (match->new, guint, k)]++;
  }
  for (guint side = 0; side < 2; side++)
    for (guint i = 0; i < 100; i++)
      assert_true (seen[side][i] > 0);
}

static void
test_similarity (void **state)
{
  const QzRule old[] = { { "art_1", "甲乙丙丁。" } }, new[] = { { "art_1", "甲乙丙戊。" } };
  g_autoptr (GPtrArray) matches = qz_align (old, 1, new, 1, NULL);

  (void) state;
  assert_int_equal (matches->len, 1);
  /* two of three pairs on either side */
  assert_float_equal (((const QzMatch *) matches->pdata[0])->similarity, 2.0 / 3, 1e-9);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_matches),
    cmocka_unit_test (test_nothing_lost),
    cmocka_unit_test (test_similarity),
  };

  return cmocka_run_group_tests (tests, NULL, NULL);
}
