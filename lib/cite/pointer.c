#include "config.h"

#include "lib/cite/pointer.h"

#include <string.h>

#include "lib/cite/unit.h"

typedef struct {
  const char *word;
  const char *not_before;
} Noun;

static const Noun self_nouns[] = {
  { "法典", "" },   { "法", "院人定律官警医规学" },
  { "条例", "" },   { "办法", "" },
  { "规定", "" },   { "细则", "" },
  { "规则", "" },   { "解释", "" },
  { "决定", "" },   { "安排", "" },
  { "批复", "" },   { "修正案", "" },
  { "准则", "" },   { "章程", "序" },
  { "规程", "" },   { "规范", "" },
  { "守则", "" },   { "公约", "" },
  { "通则", "" },   { "大纲", "" },
  { "指引", "" },   { "指南", "" },
  { "议定书", "" }, { "协定", "" },
  { "意见", "" },   { "通知", "" },
  { "纲要", "" },   { "目录", "" },
  { "标准", "" },   { "制度", "" },
};

/* 本实施细则, 本暂行办法, 本补充规定 */
static const char *const qualifiers[] = { "实施", "暂行", "施行", "试行", "若干", "补充", "试点", "具体" };

/* What before 本 makes another word (基本, 资本, 成本), unless it ends a verb (构成本法第…条, 修正本法). */
static const char *const before_self[] = { "基", "资", "成", "样", "文", "版", "标", "根", "日", "副", "脚",
                                           "课", "书", "刻", "抄", "誊", "蓝", "剧", "账", "正", "译", "刊" };
static const char *const verbs_before_self[]
  = { "造成", "构成", "完成", "形成", "组成", "达成", "促成", "修正", "更正", "纠正", "投资", "翻译" };

static const Noun *
noun_at (const Noun *nouns, gsize n, const char *p)
{
  for (gsize i = 0; i < n; i++)
    if (cite_starts (p, nouns[i].word))
      return cite_char_in (p + strlen (nouns[i].word), nouns[i].not_before) ? NULL : &nouns[i];
  return NULL;
}

static gboolean
preceded_by (const char *text, const char *p, const char *set)
{
  return p > text && cite_char_in (g_utf8_prev_char (p), set);
}

/* Whether the 本 at P begins a word. */
static gboolean
own_word (const char *text, const char *p)
{
  return cite_starts (p, "本")
         && (!cite_ends_with (text, p, before_self, G_N_ELEMENTS (before_self))
             || cite_ends_with (text, p, verbs_before_self, G_N_ELEMENTS (verbs_before_self)));
}

gboolean
cite_self_at (const char *text, const char *p, const char **noun, const char **end)
{
  if (!own_word (text, p))
    return FALSE;
  p += strlen ("本");
  for (gsize i = 0; i < G_N_ELEMENTS (qualifiers); i++)
    if (cite_starts (p, qualifiers[i])) {
      p += strlen (qualifiers[i]);
      break;
    }
  const Noun *found = noun_at (self_nouns, G_N_ELEMENTS (self_nouns), p);
  if (found == NULL)
    return FALSE;
  *noun = found->word;
  *end = p + strlen (found->word);
  return TRUE;
}

typedef struct {
  const char *word;
  QzLevel level;
  const char *not_before;
} Division;

static const Division divisions[] = {
  { "条", QZ_LEVEL_ARTICLE, "件例约款线幅" }, { "款", QZ_LEVEL_PARAGRAPH, "项式" },
  { "项", QZ_LEVEL_ITEM, "目工下" },          { "目", QZ_LEVEL_POINT, "标录的前" },
  { "章", QZ_LEVEL_CHAPTER, "程" },           { "节", QZ_LEVEL_SECTION, "目约能点气水育日课" },
  { "分编", QZ_LEVEL_SUBPART, "" },           { "编", QZ_LEVEL_PART, "制码号写组委辑" },
};

static const Division *
division_at (const char *p)
{
  for (gsize i = 0; i < G_N_ELEMENTS (divisions); i++)
    if (cite_starts (p, divisions[i].word)) {
      const char *after = p + strlen (divisions[i].word);
      return cite_char_in (after, divisions[i].not_before) && !cite_starts (after, "程序") ? NULL : &divisions[i];
    }
  return NULL;
}

/* What shows that 该款 or 本项 is a provision and not money or a project. */
static gboolean
provision_follows (const char *p)
{
  static const char *const cues[]
    = { "第", "规定", "的规定", "之规定", "所列", "所规定", "所称", "所指", "所述", "中的规定", "的情形" };
  for (gsize i = 0; i < G_N_ELEMENTS (cues); i++)
    if (cite_starts (p, cues[i]))
      return TRUE;
  return FALSE;
}

gboolean
cite_own_at (const char *text, const char *p, QzLevel *level, const char **end)
{
  if (!own_word (text, p))
    return FALSE;
  const char *q = p + strlen ("本");
  const Division *found = division_at (q);
  if (found == NULL && cite_starts (q, "附件") && cite_starts (q + strlen ("附件"), "第")) {
    *level = QZ_LEVEL_ANNEX;
    *end = q + strlen ("附件");
    return TRUE;
  }
  if (found == NULL)
    return FALSE;
  q += strlen (found->word);
  if ((found->level == QZ_LEVEL_ITEM || found->level == QZ_LEVEL_POINT) && !provision_follows (q))
    return FALSE;
  *level = found->level;
  *end = q;
  return TRUE;
}

gboolean
cite_preceding_at (const char *text, const char *p, QzLevel *level, guint *count, const char **end)
{
  gboolean above = cite_starts (p, "上");
  if ((!above && !cite_starts (p, "前")) || preceded_by (text, p, above ? "以网地海水路线市之" : "目当日提年月天职岗"))
    return FALSE;
  const char *q = p + strlen ("前");
  guint n = 1;
  gint number;
  if (cite_starts (q, "各") || cite_starts (q, "几") || cite_starts (q, "数"))
    n = 0, q += strlen ("各");
  else if (cite_plain_number_at (q, &number, &q)) {
    if (number > 20)
      return FALSE;
    n = (guint)number;
  }
  const Division *found = division_at (q);
  if (found == NULL)
    return FALSE;
  q += strlen (found->word);
  if ((above || found->level < QZ_LEVEL_ARTICLE) && !provision_follows (q))
    return FALSE;
  *level = found->level;
  *count = n;
  *end = q;
  return TRUE;
}

static const Noun that_nouns[] = {
  { "实施细则", "" }, { "实施办法", "" }, { "实施条例", "" }, { "法典", "" }, { "法", "院人定律官警医规学治" },
  { "条例", "" },     { "办法", "" },     { "规定", "" },     { "细则", "" }, { "规则", "" },
  { "解释", "" },     { "决定", "" },     { "公约", "" },     { "条约", "" }, { "协定", "" },
  { "章程", "" },     { "规程", "" },     { "修正案", "" },   { "通知", "" }, { "意见", "" },
};

gboolean
cite_that_at (const char *text, const char *p, const char **noun, QzLevel *level, const char **end)
{
  static const char *const pointers[] = { "上述", "前述", "上列", "该", "同" };
  for (gsize i = 0; i < G_N_ELEMENTS (pointers); i++) {
    if (!cite_starts (p, pointers[i]))
      continue;
    const char *q = p + strlen (pointers[i]);
    if (cite_starts (p, "同") && preceded_by (text, p, "合不共相等如会协随连陪雷伙胡"))
      return FALSE;
    if (cite_starts (p, "该") && preceded_by (text, p, "应"))
      return FALSE;
    *noun = NULL;
    *level = QZ_LEVEL_ANNEX;
    const Division *division = division_at (q);
    if (division != NULL) {
      *level = division->level;
      *end = q + strlen (division->word);
      return provision_follows (*end);
    }
    const Noun *found = noun_at (that_nouns, G_N_ELEMENTS (that_nouns), q);
    if (found != NULL) {
      *noun = found->word;
      *end = q + strlen (found->word);
      return TRUE;
    }
    *end = q;
    return (cite_starts (p, "上") || cite_starts (p, "前")) && cite_char_in (q, "第（(");
  }
  return FALSE;
}
