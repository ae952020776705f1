#include "config.h"

#include "lib/registry/item.h"

#include "lib/registry/cell_text.h"

#include <string.h>

#define MAX_FIELD ((gsize) 1 << 20)

QzItem *
qz_item_new (guint row)
{
  QzItem *item = g_new0 (QzItem, 1);

  item->row = row;
  return item;
}

void
qz_item_free (QzItem *item)
{
  if (!item)
    return;
  for (guint i = 0; i < QZ_N_FIELDS; i++)
    g_free (item->texts[i]);
  g_free (item);
}

void
qz_item_fill (QzItem *item, QzField field, const char *text)
{
  if (text && !item->texts[field])
    item->texts[field] = g_strdup (text);
}

/* Whether TEXT stands in WHOLE as one or more of its lines. */
static gboolean
has_lines (const char *whole, const char *text)
{
  gsize len = strlen (text);

  for (const char *at = strstr (whole, text); at; at = strstr (at + 1, text))
    if ((at == whole || at[-1] == '\n') && (at[len] == 0 || at[len] == '\n'))
      return TRUE;
  return FALSE;
}

void
qz_item_add (QzItem *item, QzField field, const char *text)
{
  char **slot = &item->texts[field];
  char *joined;

  if (!text)
    return;
  if (!*slot) {
    *slot = g_strdup (text);
    return;
  }
  if (strlen (*slot) + strlen (text) > MAX_FIELD || has_lines (*slot, text))
    return;
  joined = g_strconcat (*slot, "\n", text, NULL);
  g_free (*slot);
  *slot = joined;
}

/* ---- modes ---- */

/* Words of 行使方式; 下放 only tells where nothing nearer stands beside it. */
static const struct {
  const char *word;
  QzMode mode;
} MODE_WORDS[] = {
  { "收回", QZ_MODE_RECALLED },         { "委托", QZ_MODE_ENTRUSTED },   { "授权", QZ_MODE_AUTHORIZED },
  { "相对集中", QZ_MODE_CONCENTRATED }, { "交由", QZ_MODE_CONFERRED },   { "赋权", QZ_MODE_CONFERRED },
  { "法定", QZ_MODE_STATUTORY },        { "固有职权", QZ_MODE_STATUTORY },
};

static QzMode
mode_of (const char *text, gboolean *unclear)
{
  QzMode found = qz_mode_from_text (text);

  if (!text || found != QZ_MODE_UNKNOWN)
    return found;
  for (guint i = 0; i < G_N_ELEMENTS (MODE_WORDS); i++) {
    if (!strstr (text, MODE_WORDS[i].word))
      continue;
    if (found != QZ_MODE_UNKNOWN && found != MODE_WORDS[i].mode) {
      *unclear = TRUE;
      return QZ_MODE_UNKNOWN;
    }
    found = MODE_WORDS[i].mode;
  }
  if (found == QZ_MODE_UNKNOWN && strstr (text, "下放") && !strstr (text, "上级下放"))
    return QZ_MODE_DEVOLVED;
  return found;
}

/* 权力来源 as the national field has it: 法定, 上级授权, 同级委托 tell the mode; 上级下放 alone never does,
 * for it covers 授权, 委托 and 交由 alike. */
static QzMode
mode_of_source (const char *text, gboolean *unclear)
{
  return text && strstr (text, "下放") && !strstr (text, "授权") && !strstr (text, "委托") ? QZ_MODE_UNKNOWN
                                                                                           : mode_of (text, unclear);
}

/* ---- dates ---- */

/* The days that TEXT prints, at most two. */
static guint
find_days (const char *text, QzDate days[2])
{
  guint n = 0;

  for (const char *p = text; p && *p && n < 2;) {
    const char *end;
    if (qz_date_parse_printed (p, &end, &days[n])) {
      n++;
      p = end;
    } else {
      p = g_utf8_next_char (p);
    }
  }
  return n;
}

static void
set_days (QzPower *power, const QzItem *item)
{
  QzDate days[2] = { 0, 0 };
  guint n;

  if (find_days (item->texts[QZ_FIELD_VALID_FROM], days) > 0)
    power->valid_from = days[0];
  n = find_days (item->texts[QZ_FIELD_VALID_TO], days);
  if (n == 1) {
    power->valid_to = days[0];
  } else if (n == 2) {
    power->valid_to = days[1];
    if (!power->valid_from)
      power->valid_from = days[0];
  }
}

/* ---- level and scope ---- */

static const char *const LEVELS[] = { "国家级", "中央级", "省级",   "自治区级", "直辖市级", "副省级", "地州市级", "设区市级", "设区的市级",
                                      "地市级", "市州级", "州市级", "市级",     "县市区级", "区县级", "县区级",   "县级",     "区级",
                                      "旗县级", "乡镇级", "乡级",   "镇级",     "街道级",   "乡镇街道级", "村级", "师级", "团级", NULL };

/* Length of the level that TEXT starts with, then its end or a break; 0. */
static gsize
level_length (const char *text)
{
  for (guint i = 0; LEVELS[i]; i++) {
    gsize len = strlen (LEVELS[i]);
    if (strncmp (text, LEVELS[i], len) != 0)
      continue;
    if (!text[len] || strchr (" \n\t;,:/", text[len]) || g_str_has_prefix (text + len, "；") || g_str_has_prefix (text + len, "：")
        || g_str_has_prefix (text + len, "，") || g_str_has_prefix (text + len, "。") || g_str_has_prefix (text + len, "、"))
      return len;
  }
  return 0;
}

/* The names of the marked columns: 市级、乡级. */
static char *
marked_levels (const QzItem *item)
{
  g_auto (GStrv) names = NULL;

  if (!item->texts[QZ_FIELD_LEVEL_MARK])
    return NULL;
  names = g_strsplit (item->texts[QZ_FIELD_LEVEL_MARK], "\n", -1);
  return g_strjoinv ("、", names);
}

/* Cells under 实施层级及权限 hold a level, or a scope, or 地州市级；scope. */
static void
set_level_and_scope (QzPower *power, const QzItem *item)
{
  const char *both = item->texts[QZ_FIELD_LEVEL_SCOPE];
  g_autofree char *text = qz_cell_block (both);
  g_autoptr (GString) scope = g_string_new (NULL);
  gsize len;

  power->level = item->texts[QZ_FIELD_LEVEL] ? qz_cell_line (item->texts[QZ_FIELD_LEVEL]) : marked_levels (item);
  len = text ? level_length (text) : 0;
  if (len && !power->level)
    power->level = g_strndup (text, len);
  if (text) {
    const char *rest = text + len;
    while (*rest && (strchr (" \n\t;,:/", *rest) || g_str_has_prefix (rest, "；") || g_str_has_prefix (rest, "：")
                     || g_str_has_prefix (rest, "，") || g_str_has_prefix (rest, "。") || g_str_has_prefix (rest, "、")))
      rest = g_utf8_next_char (rest);
    g_string_append (scope, rest);
  }
  if (item->texts[QZ_FIELD_SCOPE]) {
    if (scope->len)
      g_string_append_c (scope, '\n');
    g_string_append (scope, item->texts[QZ_FIELD_SCOPE]);
  }
  power->scope = qz_cell_block (scope->str);
}

/* ---- the power ---- */

QzPower *
qz_item_power (const QzItem *item, const QzCategoryTable *categories, gboolean *unclear)
{
  QzPower *power = qz_power_new ();
  char *const *texts = item->texts;

  power->code = qz_cell_line (texts[QZ_FIELD_CODE]);
  if (!power->code)
    power->code = qz_cell_line (texts[QZ_FIELD_BASE_CODE]);
  power->name = qz_cell_line (texts[QZ_FIELD_NAME]);
  power->subname = qz_cell_line (texts[QZ_FIELD_SUBNAME]);
  power->category = qz_cell_line (texts[QZ_FIELD_CATEGORY]);
  power->holder = qz_cell_bodies (texts[QZ_FIELD_HOLDER]);
  power->office = qz_cell_bodies (texts[QZ_FIELD_OFFICE]);
  power->window = qz_cell_bodies (texts[QZ_FIELD_WINDOW]);
  power->from_department = qz_cell_bodies (texts[QZ_FIELD_FROM_DEPARTMENT]);
  power->limits = qz_cell_block (texts[QZ_FIELD_LIMITS]);
  power->duties = qz_cell_block (texts[QZ_FIELD_DUTIES]);
  power->duty_basis = qz_cell_block (texts[QZ_FIELD_DUTY_BASIS]);
  power->accountability = qz_cell_block (texts[QZ_FIELD_ACCOUNTABILITY]);
  power->remark = qz_cell_block (texts[QZ_FIELD_REMARK]);
  power->grant = qz_cell_line (texts[QZ_FIELD_GRANT]);
  power->status = qz_cell_line (texts[QZ_FIELD_STATUS]);
  power->basis_text = qz_cell_block (texts[QZ_FIELD_BASIS]);
  power->internal = qz_category_is_internal (categories, power->category);
  power->mode_declared = mode_of (texts[QZ_FIELD_MODE], unclear);
  if (power->mode_declared == QZ_MODE_UNKNOWN && !*unclear)
    power->mode_declared = mode_of_source (texts[QZ_FIELD_POWER_SOURCE], unclear);
  set_days (power, item);
  set_level_and_scope (power, item);
  return power;
}
