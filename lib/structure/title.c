/* The comparison form of titles. */
#include "config.h"

#include <string.h>

#include <quanze/fold.h>
#include <quanze/instrument.h>

/* Words that make a bracket at the end of a title a mark of its version, not part of its name. */
static const char *const version_words[] = { "修订", "修正", "修改", "公布", "发布", "施行", "通过", "年版", "年本", "版)", NULL };

static gboolean
has_digit (const char *p, const char *end)
{
  for (; p < end; p++)
    if (g_ascii_isdigit (*p))
      return TRUE;
  return FALSE;
}

/* Whether [P, END), a bracket's content, tells a version: 2021年修订, 2019-04-23, 修正文本. */
static gboolean
tells_version (const char *p, const char *end)
{
  g_autofree char *words = g_strndup (p, (gsize) (end - p));
  gboolean only_date = end > p && strspn (words, "0123456789-./") == strlen (words) && strlen (words) >= 4;

  if (only_date)
    return TRUE;
  if (strcmp (words, "试行") == 0 || strcmp (words, "暂行") == 0)
    return FALSE;
  for (const char *const *word = version_words; *word != NULL; word++)
    if (strstr (words, *word) != NULL && strstr (words, "试行") == NULL)
      return TRUE;
  return has_digit (p, end) && g_str_has_suffix (words, "年") && strlen (words) == 4 + strlen ("年");
}

/* A title inside a title stands in 《》 in its own document and in 〈〉 where it is cited. */
static void
level_brackets (GString *text)
{
  static const char *const pairs[][2] = { { "〈", "《" }, { "〉", "》" }, { "<", "《" }, { ">", "》" }, { "≪", "《" }, { "≫", "》" } };
  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    g_string_replace (text, pairs[i][0], pairs[i][1], 0);
}

#define STATE "中华人民共和国"

/* 在中华人民共和国境内…, 中华人民共和国和…: there the name is no mere prefix of a law's. */
static gboolean
is_prefix (const char *text, const char *at)
{
  static const char *const before[] = { "在", "驻", "来", "到", "与", NULL };
  static const char *const behind[] = { "和", "与", "政府", "境内", "主席", "成立", NULL };

  for (gsize i = 0; before[i] != NULL; i++)
    if (at - text >= (gssize) strlen (before[i]) && g_str_has_prefix (at - strlen (before[i]), before[i]))
      return FALSE;
  for (gsize i = 0; behind[i] != NULL; i++)
    if (g_str_has_prefix (at + strlen (STATE), behind[i]))
      return FALSE;
  return TRUE;
}

static void
drop_state (GString *text)
{
  gsize from = 0;
  const char *at;

  while ((at = strstr (text->str + from, STATE)) != NULL) {
    from = (gsize) (at - text->str);
    if (is_prefix (text->str, at))
      g_string_erase (text, (gssize) from, (gssize) strlen (STATE));
    else
      from += strlen (STATE);
  }
}

/* Outer brackets of a cited title: 《…》 as a whole. */
static void
drop_outer (GString *text)
{
  if (text->len > 6 && g_str_has_prefix (text->str, "《") && g_str_has_suffix (text->str, "》")
      && strstr (text->str + strlen ("《"), "《") == NULL) {
    g_string_truncate (text, text->len - strlen ("》"));
    g_string_erase (text, 0, strlen ("《"));
  }
}

static gboolean
drop_version_mark (GString *text)
{
  static const char *const numbered_by_year = "修正案(";
  if (text->len < 3 || text->str[text->len - 1] != ')')
    return FALSE;
  const char *open = strrchr (text->str, '(');
  if (open == NULL || open == text->str || !tells_version (open + 1, text->str + text->len - 1))
    return FALSE;
  gsize at = (gsize) (open - text->str), len = strlen (numbered_by_year);
  if (at + 1 >= len && memcmp (text->str + at + 1 - len, numbered_by_year, len) == 0)
    return FALSE;   /* 宪法修正案（2018年） is the name of one */
  g_string_truncate (text, at);
  return TRUE;
}

char *
qz_title_key (const char *title)
{
  g_autofree char *folded = qz_fold_text (title, -1, QZ_FOLD_PLAIN);
  GString *key = g_string_new (folded);

  for (gsize i = 0; i < key->len;)   /* an id holds no white space */
    if (g_ascii_isspace (key->str[i]))
      g_string_erase (key, (gssize) i, 1);
    else
      i++;
  level_brackets (key);
  drop_state (key);
  while (drop_version_mark (key))
    ;
  drop_outer (key);
  return g_string_free (key, FALSE);
}
