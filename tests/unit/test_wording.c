#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include <quanze/wording.h>

/* Old and new wording, and both in one: [-gone-]{+come+}. */
static const struct {
  const char *old, *new, *told;
} cases[] = {
  { "甲乙丙。", "甲乙丙。", "甲乙丙。" },
  { "处二千元罚款。", "处五千元罚款。", "处[-二-]{+五+}千元罚款。" },
  { "经营者应当检查。", "经营者应当每年检查。", "经营者应当{+每年+}检查。" },
  { "经营者应当每年检查。", "经营者应当检查。", "经营者应当[-每年-]检查。" },
  { "应当检查。\n应当记录。", "应当检查。\n不得收费。\n应当记录。", "应当检查。\n{+不得收费。\n+}应当记录。" },
  /* one character between two changes goes with them */
  { "甲乙丙丁戊己庚", "甲子丙丑戊己庚", "甲[-乙丙丁-]{+子丙丑+}戊己庚" },
  /* what keeps next to nothing is told whole */
  { "用户应当更换软管。", "县政府编制规划；", "[-用户应当更换软管。-]{+县政府编制规划；+}" },
  { "", "甲。", "{+甲。+}" },
  { "甲。", "", "[-甲。-]" },
  { "", "", "" },
};

/* Both wordings in one; asserts that what lies between the changes is equal. */
static char *
tell (const char *old, const char *new, const GArray *changes)
{
  GString *told = g_string_new (NULL);
  gsize at = 0, new_at = 0;

  for (guint i = 0; i <= changes->len; i++) {
    const QzRewording end = { strlen (old), strlen (old), strlen (new), strlen (new) };
    const QzRewording *change = i < changes->len ? &g_array_index (changes, QzRewording, i) : &end;
    assert_true (change->old_start >= at && change->new_start >= new_at);
    assert_int_equal (change->old_start - at, change->new_start - new_at);
    assert_memory_equal (old + at, new + new_at, change->old_start - at);
    g_string_append_len (told, old + at, (gssize) (change->old_start - at));
    if (change->old_end > change->old_start)
      g_string_append_printf (told, "[-%.*s-]", (int) (change->old_end - change->old_start), old + change->old_start);
    if (change->new_end > change->new_start)
      g_string_append_printf (told, "{+%.*s+}", (int) (change->new_end - change->new_start), new + change->new_start);
    at = change->old_end;
    new_at = change->new_end;
  }
  return g_string_free (told, FALSE);
}

static void
test_rewordings (void **state)
{
  (void) state;
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GArray) changes = qz_rewordings (cases[i].old, cases[i].new);
    g_autofree char *told = tell (cases[i].old, cases[i].new, changes);
    assert_string_equal (told, cases[i].told);
  }
}

/* One sentence of ten thousand characters against another is not compared letter by letter. */
static void
test_ceiling (void **state)
{
  g_autoptr (GString) old = g_string_new (NULL), new = g_string_new (NULL);

  (void) state;
  for (guint i = 0; i < 5000; i++) {
    g_string_append (old, "甲乙");
    g_string_append (new, "乙丙");
  }
  g_autoptr (GArray) changes = qz_rewordings (old->str, new->str);
  g_autofree char *told = tell (old->str, new->str, changes);
  assert_int_equal (changes->len, 1);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_rewordings),
    cmocka_unit_test (test_ceiling),
  };

  return cmocka_run_group_tests (tests, NULL, NULL);
}
