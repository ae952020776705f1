/* Where an instrument applies and what rank it has: from its issuer, its title and, at last, its folder. */
#include "config.h"

#include <string.h>

#include <quanze/instrument.h>

#include "lib/structure/places.h"

/* ---- kinds of issuers ---- */

typedef enum {
  ISSUER_UNKNOWN, ISSUER_NPC, ISSUER_STATE_COUNCIL, ISSUER_SUPERVISION, ISSUER_COURT, ISSUER_DEPARTMENT, ISSUER_PARTY,
  ISSUER_LOCAL_CONGRESS, ISSUER_LOCAL_GOVERNMENT, ISSUER_LOCAL_OTHER
} IssuerKind;

static const struct {
  const char *prefix;
  IssuerKind  kind;
} national[] = {
  { "全国人民代表大会", ISSUER_NPC },     { "全国人大", ISSUER_NPC },          { "国务院办公厅", ISSUER_DEPARTMENT },
  { "国务院", ISSUER_STATE_COUNCIL },     { "中央人民政府", ISSUER_STATE_COUNCIL }, { "政务院", ISSUER_STATE_COUNCIL },
  { "国家监察委员会", ISSUER_SUPERVISION }, { "最高人民法院", ISSUER_COURT },    { "最高人民检察院", ISSUER_COURT },
  { "人民检察院", ISSUER_COURT },         { "人民法院", ISSUER_COURT },        { "中共中央", ISSUER_PARTY },
  { "中国共产党中央", ISSUER_PARTY },     { "中央军", ISSUER_PARTY },
};

/* 中共棠宁县委办公室 → 棠宁县委办公室. */
static const char *
without_party (const char *issuer)
{
  static const char *const heads[] = { "中共", "中国共产党" };

  for (gsize i = 0; i < G_N_ELEMENTS (heads); i++)
    if (g_str_has_prefix (issuer, heads[i]) && !g_str_has_prefix (issuer + strlen (heads[i]), "中央"))
      return issuer + strlen (heads[i]);
  return issuer;
}

static gboolean
has_suffix_of (const char *name, const char *const *suffixes)
{
  for (; *suffixes != NULL; suffixes++)
    if (g_str_has_suffix (name, *suffixes))
      return TRUE;
  return FALSE;
}

/* 市教育局, 区人民政府: of a place that is not named. */
static gboolean
starts_with_unit (const char *issuer)
{
  static const char *const local[] = { "省", "市", "县", "区", "州", "自治区", "镇", "乡", "本市", "本省" };

  for (gsize i = 0; i < G_N_ELEMENTS (local); i++)
    if (g_str_has_prefix (issuer, local[i]))
      return TRUE;
  return FALSE;
}

static IssuerKind
issuer_kind (const char *issuer, gboolean has_place)
{
  static const char *const departments[] = { "部", "委", "委员会", "局", "总局", "署", "总署", "银行", "办公室", "厅", "会", "院", NULL };

  if (issuer == NULL || *issuer == '\0')
    return ISSUER_UNKNOWN;
  for (gsize i = 0; i < G_N_ELEMENTS (national); i++)
    if (g_str_has_prefix (issuer, national[i].prefix) && !(has_place && national[i].kind == ISSUER_PARTY))
      return national[i].kind;
  if (strstr (issuer, "人民代表") != NULL || strstr (issuer, "人大常委会") != NULL)
    return ISSUER_LOCAL_CONGRESS;
  if (g_str_has_suffix (issuer, "人民政府"))
    return ISSUER_LOCAL_GOVERNMENT;
  if (without_party (issuer) != issuer || starts_with_unit (issuer))
    return ISSUER_LOCAL_OTHER;
  if (has_place || strstr (issuer, "人民政府") != NULL)
    return ISSUER_LOCAL_OTHER;
  return has_suffix_of (issuer, departments) ? ISSUER_DEPARTMENT : ISSUER_UNKNOWN;
}

/* ---- kinds of titles ---- */

static const char *const rule_suffixes[] = { "条例", "办法", "规定", "细则", "规则", "规程", "规范", "准则", "守则", "标准", "制度",
                                             "若干规定", "暂行规定", NULL };
static const char *const paper_suffixes[] = { "通知", "意见", "批复", "公告", "方案", "通告", "函", "纪要", "规划", "要点", "清单",
                                              "目录", "指南", "公报", "报告", "计划", "答复", "解读", NULL };

/* The name alone: without marks of version or trial behind it. */
static char *
bare_title (const char *title)
{
  g_autofree char *key = qz_title_key (title);
  char *open = g_strrstr (key, "(");

  if (open != NULL && open > key && g_str_has_suffix (key, ")"))
    *open = '\0';
  return g_steal_pointer (&key);
}

static QzRank
rank_from_title (const char *title, gboolean has_place)
{
  if (g_str_has_prefix (title, "宪法"))
    return g_str_has_prefix (title, "宪法修正案") || strcmp (title, "宪法") == 0 ? QZ_RANK_CONSTITUTION : QZ_RANK_LAW;
  if (has_place)
    return has_suffix_of (title, paper_suffixes) ? QZ_RANK_NORMATIVE
           : g_str_has_suffix (title, "条例")    ? QZ_RANK_LOCAL_REGULATION
                                                 : QZ_RANK_UNKNOWN;
  if ((g_str_has_suffix (title, "法") && !g_str_has_suffix (title, "办法")) || g_str_has_prefix (title, "刑法修正案")
      || g_str_has_suffix (title, "法典"))
    return QZ_RANK_LAW;
  return has_suffix_of (title, paper_suffixes) ? QZ_RANK_NORMATIVE : QZ_RANK_UNKNOWN;
}

static QzRank
rank_from_issuer (IssuerKind kind, const char *issuer, const char *title)
{
  gboolean rule = has_suffix_of (title, rule_suffixes), paper = has_suffix_of (title, paper_suffixes);

  switch (kind) {
  case ISSUER_NPC:
    return rank_from_title (title, FALSE) == QZ_RANK_CONSTITUTION ? QZ_RANK_CONSTITUTION : QZ_RANK_LAW;
  case ISSUER_STATE_COUNCIL:
    return paper ? QZ_RANK_NORMATIVE : QZ_RANK_ADMIN_REGULATION;
  case ISSUER_SUPERVISION:
    return rule ? QZ_RANK_SUPERVISION_REGULATION : QZ_RANK_NORMATIVE;
  case ISSUER_COURT:
    return QZ_RANK_JUDICIAL;
  case ISSUER_DEPARTMENT:
    return rule ? QZ_RANK_DEPARTMENT_RULE : QZ_RANK_NORMATIVE;
  case ISSUER_PARTY:   /* the Centre and the State Council together once made regulations */
    return rule && strstr (issuer, "国务院") != NULL ? QZ_RANK_ADMIN_REGULATION : QZ_RANK_NORMATIVE;
  case ISSUER_LOCAL_CONGRESS:
    return paper ? QZ_RANK_NORMATIVE : QZ_RANK_LOCAL_REGULATION;
  case ISSUER_LOCAL_GOVERNMENT:   /* 立法法93: provinces and cities with districts make rules, counties do not */
    return rule && strstr (issuer, "县") == NULL
               && (strstr (issuer, "区人民政府") == NULL || strstr (issuer, "自治区人民政府") != NULL)
             ? QZ_RANK_LOCAL_RULE : QZ_RANK_NORMATIVE;
  case ISSUER_LOCAL_OTHER:
    return QZ_RANK_NORMATIVE;
  default:
    return QZ_RANK_UNKNOWN;
  }
}

/* ---- folders ---- */

static const struct {
  const char *folder;
  QzRank      rank;
} folders[] = {
  { "行政法规", QZ_RANK_ADMIN_REGULATION },   { "司法解释", QZ_RANK_JUDICIAL },   { "部门规章", QZ_RANK_DEPARTMENT_RULE },
  { "地方性法规", QZ_RANK_LOCAL_REGULATION }, { "地方法规", QZ_RANK_LOCAL_REGULATION },
  { "地方政府规章", QZ_RANK_LOCAL_RULE },     { "监察法规", QZ_RANK_SUPERVISION_REGULATION },
  { "案例", QZ_RANK_CASE },                   { "宪法相关法", QZ_RANK_LAW },      { "宪法", QZ_RANK_CONSTITUTION },
  { "法律", QZ_RANK_LAW },                    { "民法商法", QZ_RANK_LAW },        { "民法典", QZ_RANK_LAW },
  { "行政法", QZ_RANK_LAW },                  { "经济法", QZ_RANK_LAW },          { "社会法", QZ_RANK_LAW },
  { "刑法", QZ_RANK_LAW },                    { "诉讼与非诉讼程序法", QZ_RANK_LAW },
};

/* The innermost folder that names a rank. */
static QzRank
rank_from_path (const char *path)
{
  g_auto (GStrv) parts = g_strsplit (path, G_DIR_SEPARATOR_S, -1);

  for (guint n = g_strv_length (parts); n > 1; n--)   /* the last part is the file's name */
    for (gsize i = 0; i < G_N_ELEMENTS (folders); i++)
      if (strcmp (parts[n - 2], folders[i].folder) == 0)
        return folders[i].rank;
  return QZ_RANK_UNKNOWN;
}

/* 山东 of …/山东地方法规/地方性法规/山东/ */
static char *
territory_from_path (const char *path)
{
  g_auto (GStrv) parts = g_strsplit (path, G_DIR_SEPARATOR_S, -1);

  for (guint n = g_strv_length (parts); n > 1; n--) {
    const char *province = strstr (parts[n - 2], "地方") == NULL ? NULL : qz_province_in (parts[n - 2]);
    if (province != NULL)
      return g_strdup (province);
  }
  return NULL;
}

/* 2016年南京市…方案 → 南京市…方案 */
static const char *
without_year (const char *title)
{
  gsize digits = strspn (title, "0123456789");
  return digits == 4 && g_str_has_prefix (title + digits, "年") ? title + digits + strlen ("年") : title;
}

void
qz_territory_of (const char *title, const char *issuer, const char *path, char **territory, QzRank *rank)
{
  g_autofree char *name = bare_title (title != NULL ? title : "");
  g_autofree char *of_issuer = issuer != NULL ? qz_place_read (without_party (issuer), TRUE, NULL) : NULL;
  const char *titled = without_year (name);
  g_autofree char *of_title = qz_place_read (titled, strstr (titled, "自治县") != NULL, NULL);
  IssuerKind kind = issuer_kind (issuer, of_issuer != NULL);

  /* The national congress makes laws and decisions: a 条例 that a place's name begins is that place's, and who made it is
   * not told by a masthead of another text (清洁生产促进法's above a province's 条例). */
  if (kind == ISSUER_NPC && of_title != NULL && g_str_has_suffix (name, "条例")) {
    kind = ISSUER_UNKNOWN;
    issuer = NULL;
  }
  *rank = rank_from_issuer (kind, issuer, name);
  if (*rank == QZ_RANK_UNKNOWN)
    *rank = rank_from_title (name, of_title != NULL);
  if (*rank == QZ_RANK_UNKNOWN && path != NULL)
    *rank = rank_from_path (path);
  if (kind >= ISSUER_NPC && kind <= ISSUER_PARTY)
    *territory = g_strdup ("全国");
  /* A city's regulation that its province approved applies in the city: the title is the narrower of the two,
   * unless the issuer's own name goes further. Only where there is no issuer may the mere form of a title's words
   * make a place of them. */
  else if (of_title != NULL && (of_issuer == NULL || strstr (of_issuer, of_title) == NULL))
    *territory = g_steal_pointer (&of_title);
  else if (of_issuer != NULL)
    *territory = g_steal_pointer (&of_issuer);
  else if (*rank == QZ_RANK_CONSTITUTION || *rank == QZ_RANK_LAW || *rank == QZ_RANK_ADMIN_REGULATION
           || *rank == QZ_RANK_SUPERVISION_REGULATION || *rank == QZ_RANK_JUDICIAL || *rank == QZ_RANK_DEPARTMENT_RULE)
    *territory = g_strdup ("全国");
  else if (*rank != QZ_RANK_CASE && (*territory = qz_place_read (titled, TRUE, NULL)) != NULL)
    *rank = *rank != QZ_RANK_UNKNOWN ? *rank : rank_from_title (name, TRUE);
  else
    *territory = path != NULL ? territory_from_path (path) : NULL;
}
