#include "config.h"

#include <quanze/fold.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include <glib.h>

static const struct { const char *text, *fold; } plain_cases[] = {
  { "", "" },
  { "行政处罚法", "行政处罚法" },
  { "ＷＴＯ", "wto" },
  { "１２３", "123" },
  { "Ⅳ级", "iv级" },
  { "①", "1" },
  { "㎡", "m2" },
  { "…", "..." },
  /* 繁 → 简, but not where the mainland uses the character too */
  { "行政處罰法", "行政处罚法" },
  { "鄉鎮人民政府應當於三日內", "乡镇人民政府应当于三日内" },
  { "著作权、颠覆、慰藉、瞭望", "著作权、颠覆、慰藉、瞭望" },
  { "頭髮與發現", "头发与发现" },
  { "⾏政", "行政" },          /* Kangxi radical */
  { "笫五条", "第五条" },
  /* one form of marks */
  { "〔2021〕", "[2021]" }, { "［2021］", "[2021]" }, { "【2021】", "[2021]" }, { "〖2021〗", "[2021]" },
  { "（一）", "(一)" },
  { "“许可”「许可」『许可』＂许可＂", "\"许可\"\"许可\"\"许可\"\"许可\"" },
  { "‘许可’", "'许可'" },
  { "《关于〈办法〉的决定》", "《关于《办法》的决定》" },
  { "三—五", "三-五" }, { "三–五", "三-五" }, { "三－五", "三-五" }, { "三─五", "三-五" },
  { "三～五", "三~五" }, { "三〜五", "三~五" },
  { "阿·布", "阿·布" }, { "阿•布", "阿·布" }, { "阿・布", "阿·布" },
  { "，。；：？！", ",。;:?!" },
  { "、", "、" },
  { "二〇二一", "二零二一" }, { "二○○五", "二零零五" }, { "一百零五", "一百零五" }, { "零售", "零售" },
  /* white space */
  { "第 一 条", "第一条" },
  { "　　第一条\n为了\r\n规范", "第一条为了规范" },
  { "WTO 规则", "wto规则" },
  { "World Trade  Organization", "world trade organization" },
  { "World\nTrade", "world trade" },
  { "a, b", "a,b" },
  { " a ", "a" },
  { "20 21", "20 21" },
  { "为\342\200\213了\302\240规\357\273\277范", "为了规范" },
  { "（ 一 ）", "(一)" },
  { "可以\356\200\204：", "可以:" },   /* private use: a blank of some font */
  { "\302\255", "" },
  /* combining */
  { "e\314\201te\314\201", "été" },
  { "Ångström", "ångström" },
  { "\341\204\222\341\205\241\341\206\253", "한" },
  { "ガ", "ガ" }, { "ｶﾞ", "ガ" },
  { "ß", "ss" },
  { "𝐀𠀀", "a𠀀" },
};

static const struct { const char *text, *fold; } numeral_cases[] = {
  { "第23条", "第二十三条" },
  { "第２３条", "第二十三条" },
  { "第 23 条", "第二十三条" },
  { "第二十三条", "第二十三条" },
  { "第23条第1款第（2）项", "第二十三条第一款第(2)项" },
  { "23条", "二十三条" },
  { "第3次", "第三次" },
  { "第120条之1", "第一百二十条之一" },
  { "第3-5条", "第三-五条" },
  { "第1、2、3项", "第一、2、三项" },
  { "2021年1月22日", "2021年1月22日" },
  { "20日", "20日" },
  { "GB3095条", "gb3095条" },
  { "1.5条", "1.5条" },
  { "第1.5节", "第1.5节" },
  { "a 1条", "a一条" },
  { "第7 a", "第七a" },
  { "第0条", "第0条" },
  { "第12345条", "第12345条" },
  { "第1260条", "第一千二百六十条" },
  { "第105条", "第一百零五条" },
  { "10000元", "10000元" },
  { "第", "第" },
  { "第7", "第七" },
};

static void
folds (void **state)
{
  for (gsize i = 0; i < G_N_ELEMENTS (plain_cases); i++)
    {
      g_autofree char *out = qz_fold_text (plain_cases[i].text, -1, QZ_FOLD_PLAIN);
      assert_string_equal (out, plain_cases[i].fold);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (numeral_cases); i++)
    {
      g_autofree char *out = qz_fold_text (numeral_cases[i].text, -1, QZ_FOLD_NUMERALS);
      assert_string_equal (out, numeral_cases[i].fold);
    }
}

/* What the whole of FOLD's text from folded byte A to B came from. */
static void
expect_source (const char *text, QzFoldFlags flags, const char *folded_part, const char *source_part)
{
  g_autoptr (QzFold) fold = qz_fold_new (text, -1, flags);
  const char *at = strstr (fold->text, folded_part);

  assert_non_null (at);
  gsize start = (gsize) (at - fold->text), end = start + strlen (folded_part);
  g_autofree char *source = g_strndup (text + fold->from[start], fold->to[end - 1] - fold->from[start]);
  assert_string_equal (source, source_part);
}

static void
maps_back (void **state)
{
  expect_source ("对　行 政\n處罰，", QZ_FOLD_PLAIN, "行政处罚", "行 政\n處罰");
  expect_source ("依据第２３条处理", QZ_FOLD_NUMERALS, "二十三", "２３");
  expect_source ("依据第２３条处理", QZ_FOLD_NUMERALS, "三条", "２３条");
  expect_source ("约…等", QZ_FOLD_PLAIN, ".等", "…等");
  expect_source ("a \n b", QZ_FOLD_PLAIN, " ", " \n ");
  expect_source ("e\314\201t", QZ_FOLD_PLAIN, "é", "e\314\201");
  expect_source ("共㎡", QZ_FOLD_PLAIN, "m2", "㎡");
}

static void
takes_lengths (void **state)
{
  g_autoptr (QzFold) fold = qz_fold_new ("一二三", 6, QZ_FOLD_PLAIN);
  assert_string_equal (fold->text, "一二");
  assert_int_equal (fold->len, 6);
  assert_int_equal (fold->from[6], 6);
  g_autoptr (QzFold) empty = qz_fold_new ("", 0, QZ_FOLD_NUMERALS);
  assert_int_equal (empty->len, 0);
  assert_int_equal (empty->from[0], 0);
  qz_fold_free (NULL);
}

static guint32
draw (guint32 *seed, guint32 below)
{
  *seed = *seed * 1664525 + 1013904223;
  return (*seed >> 8) % below;
}

/* A text of N characters out of the ranges that matter, and some of all of Unicode. */
static char *
random_text (guint32 *seed, guint n)
{
  static const char *const pieces[] = { "第", "条", "23", "１", "零", " ", "　", "\n", "a", "É", "\314\201", "（", "〔", "“", "—", "，", "…", "處", "は", "ｶ", "ﾞ", "한" };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    {
      guint32 kind = draw (seed, 4);
      if (kind == 0)
        g_string_append (text, pieces[draw (seed, G_N_ELEMENTS (pieces))]);
      else if (kind == 1)
        g_string_append_unichar (text, 0x4e00 + draw (seed, 0x5200));
      else if (kind == 2)
        g_string_append_unichar (text, 0x20 + draw (seed, 0x3000));
      else
        {
          gunichar c = draw (seed, 0x30000);
          g_string_append_unichar (text, g_unichar_validate (c) && c != 0 ? c : 'x');
        }
    }
  return g_string_free (text, FALSE);
}

static void
fold_of_fold_is_itself (void **state)
{
  guint32 seed = 1;
  for (guint round = 0; round < 20000; round++)
    {
      g_autofree char *text = random_text (&seed, 1 + draw (&seed, 12));
      for (int flags = QZ_FOLD_PLAIN; flags <= QZ_FOLD_NUMERALS; flags++)
        {
          g_autofree char *once = qz_fold_text (text, -1, flags);
          g_autofree char *twice = qz_fold_text (once, -1, flags);
          if (strcmp (once, twice) != 0)
            {
              g_autofree char *shown = g_strescape (text, NULL);
              fail_msg ("%s: %s: %s", shown, once, twice);
            }
        }
    }
}

static void
every_character_folds_to_a_fold (void **state)
{
  for (gunichar c = 1; c < 0x110000; c++)
    {
      char text[8] = { 0 };
      if (!g_unichar_validate (c))
        continue;
      g_unichar_to_utf8 (c, text);
      g_autofree char *once = qz_fold_text (text, -1, QZ_FOLD_PLAIN);
      g_autofree char *twice = qz_fold_text (once, -1, QZ_FOLD_PLAIN);
      if (strcmp (once, twice) != 0)
        fail_msg ("U+%04X: %s: %s", c, once, twice);
      assert_true (g_utf8_validate (once, -1, NULL));
    }
}

static void
map_is_ordered (void **state)
{
  guint32 seed = 2;
  for (guint round = 0; round < 5000; round++)
    {
      g_autofree char *text = random_text (&seed, 1 + draw (&seed, 40));
      g_autoptr (QzFold) fold = qz_fold_new (text, -1, QZ_FOLD_NUMERALS);
      g_autofree char *alone = qz_fold_text (text, -1, QZ_FOLD_NUMERALS);
      assert_string_equal (fold->text, alone);
      assert_int_equal (strlen (fold->text), fold->len);
      for (gsize i = 0; i < fold->len; i++)
        {
          assert_true (fold->from[i] < fold->to[i] && fold->to[i] <= strlen (text));
          assert_true (fold->from[i] <= fold->from[i + 1] && fold->to[i] <= fold->to[i + 1]);
          assert_true (((guchar) text[fold->from[i]] & 0xc0) != 0x80 && ((guchar) text[fold->to[i]] & 0xc0) != 0x80);
        }
    }
}

/* Invalid bytes are not promised to fold well, only to do no harm. */
static void
survives_broken_bytes (void **state)
{
  guint32 seed = 3;
  for (guint round = 0; round < 5000; round++)
    {
      char  bytes[24];
      gsize n = draw (&seed, sizeof bytes);
      g_autofree char *exact = g_malloc (n + 1);
      for (gsize i = 0; i < n; i++)
        exact[i] = (char) (128 + draw (&seed, 128));
      g_autoptr (QzFold) fold = qz_fold_new (exact, (gssize) n, QZ_FOLD_NUMERALS);
      assert_non_null (fold->text);
    }
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (folds),
    cmocka_unit_test (maps_back),
    cmocka_unit_test (takes_lengths),
    cmocka_unit_test (fold_of_fold_is_itself),
    cmocka_unit_test (every_character_folds_to_a_fold),
    cmocka_unit_test (map_is_ordered),
    cmocka_unit_test (survives_broken_bytes),
  };
  return cmocka_run_group_tests_name ("fold", tests, NULL, NULL);
}
