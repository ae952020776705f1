#include "config.h"

#include <string.h>

#include <quanze/bodies.h>

#include "lib/text/place_unit.h"

#define TABLE "bodies"
/* 劳动 → 劳动和社会保障 → 人力资源和社会保障: no chain of reforms is longer than this. */
#define MAX_STEPS 6
#define NAME_MAX_BYTES 512

/* What may stand between the field of a name and the word it ends with. */
static const char *const qualifiers[] = { "行政", "主管", "监督", "管理", "监管", "执法", "综合", "业务", "职能", "监察", "稽查", NULL };
static const char *const heads[] = { "部门", "机关", "机构", "委员会", "办公室", "总局", "分局", "总队", "支队", "大队", "中队", "局", "厅", "委", "办", "署", "所", "站", NULL };
/* A field begins a name or follows one of these. */
static const char *const before_field[] = { "人民政府", "政府", "国务院", "国家", "中国", "地方", "以上", "各级", "省级", "市级", "县级", "区级", "同级", "上级", "本级", "下级",
                                            "上一级", "省", "自治区", "直辖市", "市", "县", "区", "州", "盟", "旗", "镇", "乡", "街道", "其", "所在地", "当地", "本市", "本省", "本地", "有关", "相关",
                                            "、", "，", "或者", "以及", "及其", "及", "和", "或", "与", "）", ")", "的", "等", NULL };

static gsize
prefix_of (const char *p, const char *const *words)
{
  gsize best = 0;

  for (guint i = 0; words[i] != NULL; i++)
    if (g_str_has_prefix (p, words[i]))
      best = MAX (best, strlen (words[i]));
  return best;
}

static gboolean
suffix_of (const char *text, gsize at, const char *const *words)
{
  for (guint i = 0; words[i] != NULL; i++) {
    gsize len = strlen (words[i]);
    if (at >= len && memcmp (text + at - len, words[i], len) == 0)
      return TRUE;
  }
  return FALSE;
}

/* Length of the tail of a name at P (行政主管部门, 局), 0 when there is none. */
static gsize
tail_at (const char *p)
{
  gsize n = 0, word;

  while (n < 48 && prefix_of (p + n, heads) == 0 && (word = prefix_of (p + n, qualifiers)) > 0)
    n += word;
  word = prefix_of (p + n, heads);
  return word > 0 ? n + word : 0;
}

static gboolean
ends_as_name (const char *key, gsize len)
{
  static const char *const ends[] = { "部", "总局", "局", "署", "委员会", "办公室", NULL };

  return suffix_of (key, len, ends);
}

/* The longest key of the table at TEXT+AT that is a field with its tail, or a whole name; its length, 0 when none. */
static gsize
field_at (const QzLexiconTable *table, const char *text, gsize at)
{
  gsize lengths[16];
  guint n = qz_lexicon_table_prefixes (table, text + at, strlen (text + at), lengths, G_N_ELEMENTS (lengths));

  while (n-- > 0)
    if (tail_at (text + at + lengths[n]) > 0 || ends_as_name (text + at, lengths[n]))
      return lengths[n];
  return 0;
}

static const char *const *
row_of (const QzLexicon *lexicon, const char *field)
{
  const char *const *cells = qz_lexicon_lookup (lexicon, TABLE, field);

  return cells != NULL && g_strv_length ((char **) cells) >= 2 ? cells : NULL;
}

static const char *
cell (const char *const *cells, guint i)
{
  return i < g_strv_length ((char **) cells) ? cells[i] : "";
}

/* FIELD's present words, a strv; the steps taken are added. Each member of a split goes on by itself. */
static void
follow (const QzLexicon *lexicon, const char *field, guint depth, GPtrArray *out, GArray *steps)
{
  const char *const *cells = row_of (lexicon, field);

  if (cells == NULL || depth >= MAX_STEPS || g_str_equal (cells[0], field)) {
    if (!g_ptr_array_find_with_equal_func (out, field, g_str_equal, NULL))
      g_ptr_array_add (out, g_strdup (field));
    return;
  }
  QzBodyStep step = { NULL, cells[0], cells[1], cell (cells, 2), cell (cells, 3) };
  step.from = g_intern_string (field);
  if (steps != NULL)
    g_array_append_val (steps, step);
  g_auto (GStrv) next = g_strsplit (cells[0], "|", 8);
  for (guint i = 0; next[i] != NULL; i++)
    follow (lexicon, next[i], depth + 1, out, steps);
}

/* FIELD itself, as it stands in a name, renamed; with its tail behind each member. */
static gboolean
append_present (const QzLexicon *lexicon, const char *field, const char *tail, GString *out, GArray *steps)
{
  g_autoptr (GPtrArray) now = g_ptr_array_new_with_free_func (g_free);

  follow (lexicon, field, 0, now, steps);
  for (guint i = 0; i < now->len; i++) {
    const char *word = now->pdata[i];
    g_string_append (out, i > 0 ? "、" : "");
    g_string_append (out, word);
    /* 工商行政管理机关 → 市场监督管理部门; 监察委员会 and 海关 need no tail */
    if (!ends_as_name (word, strlen (word)) && !g_str_equal (word, "海关"))
      g_string_append (out, g_str_equal (tail, "机关") ? "部门" : tail);
  }
  return now->len != 1 || !g_str_equal (now->pdata[0], field);
}

char *
qz_body_present (const QzLexicon *lexicon, const char *name, GArray *steps)
{
  const QzLexiconTable *table = qz_lexicon_table (lexicon, TABLE);
  g_autoptr (GString) out = g_string_new (NULL);
  gboolean changed = FALSE;
  gsize len = strlen (name);

  if (len > NAME_MAX_BYTES || !g_utf8_validate (name, -1, NULL))
    return NULL;
  for (gsize at = 0; at < len;) {
    gsize field = at == 0 || suffix_of (name, at, before_field) ? field_at (table, name, at) : 0;

    if (field == 0) {
      gsize n = (gsize) (g_utf8_next_char (name + at) - (name + at));
      g_string_append_len (out, name + at, (gssize) n);
      at += n;
      continue;
    }
    gsize tail = tail_at (name + at + field);
    g_autofree char *word = g_strndup (name + at, field), *rest = g_strndup (name + at + field, tail);
    changed |= append_present (lexicon, word, rest, out, steps);
    at += field + tail;
  }
  return changed ? g_string_free (g_steal_pointer (&out), FALSE) : NULL;
}

/* The present fields that NAME speaks of; element type char*, the caller's. */
static GPtrArray *
fields_of (const QzLexicon *lexicon, const char *name)
{
  const QzLexiconTable *table = qz_lexicon_table (lexicon, TABLE);
  GPtrArray *fields = g_ptr_array_new_with_free_func (g_free);
  gsize len = strlen (name);

  for (gsize at = 0; at < len;) {
    gsize field = at == 0 || suffix_of (name, at, before_field) ? field_at (table, name, at) : 0;

    if (field == 0) {
      at += (gsize) (g_utf8_next_char (name + at) - (name + at));
      continue;
    }
    g_autofree char *word = g_strndup (name + at, field);
    follow (lexicon, word, 0, fields, NULL);
    at += field;
  }
  return fields;
}

/* Behind the words that only say the level: 县级以上人民政府, 省、自治区、直辖市. */
static const char *
without_level (const char *name)
{
  static const char *const government[] = { "人民政府", NULL };
  static const char *const words[] = { "国务院", "县级以上", "设区的市级以上", "地方", "各级", "省级", "市级", "县级", "区级", "省", "自治区", "直辖市", "设区的市", "自治州", "市", "县", "区", "旗", "（市）", "（市、区）", "（区）",
                                       "有关", "当地", "所在地", "本市", "、", "和", "以上", "的", NULL };
  const char *p = name;

  for (gsize n; *p != '\0' && (n = prefix_of (p, words)) > 0;)
    p += n;
  gsize seat = prefix_of (p, government);
  return p[seat] != '\0' ? p + seat : p;
}

/* NAME without level and tail: 公安 of 县级以上人民政府公安机关. The caller's. */
static char *
stem_of (const char *name)
{
  const char *p = without_level (name), *end = p + strlen (p);

  for (const char *q = p; q < end; q = g_utf8_next_char (q)) {
    gsize tail = q > p ? tail_at (q) : 0;
    if (tail > 0 && q + tail == end)
      return g_strndup (p, (gsize) (q - p));
  }
  return g_strdup (p);
}

/* Whether WHOLE is PART with the name of its place before it: 青禾县城市管理 and 城市管理. */
static gboolean
is_placed (const char *whole, const char *part)
{
  gsize len = strlen (whole), tail = strlen (part), at = 0, unit;

  if (tail == 0 || len <= tail || !g_str_has_suffix (whole, part))
    return FALSE;
  while (at < len - tail && (unit = qz_place_first_unit (whole + at)) > 0)
    at += unit;
  return at == len - tail;
}

gboolean
qz_body_same (const QzLexicon *lexicon, const char *a, const char *b)
{
  if (a == NULL || b == NULL || strlen (a) > NAME_MAX_BYTES || strlen (b) > NAME_MAX_BYTES)
    return FALSE;
  if (g_str_equal (a, b))
    return TRUE;
  g_autoptr (GPtrArray) left = fields_of (lexicon, a), right = fields_of (lexicon, b);
  for (guint i = 0; i < left->len; i++)
    if (g_ptr_array_find_with_equal_func (right, left->pdata[i], g_str_equal, NULL))
      return TRUE;
  if (left->len > 0 || right->len > 0)
    return FALSE;
  g_autofree char *x = stem_of (a), *y = stem_of (b);
  return *x != '\0' && (g_str_equal (x, y) || is_placed (x, y) || is_placed (y, x));
}

typedef struct {
  const char *word;
  guint       levels;
} LevelWord;

#define LOCAL_UP (QZ_BODY_PROVINCE | QZ_BODY_CITY | QZ_BODY_COUNTY)

/* Longest words first; each takes its stretch of the name. */
static const LevelWord level_words[] = {
  { "县级以上的地方各级", LOCAL_UP }, { "县级以上地方各级", LOCAL_UP },
  { "县级以上地方", LOCAL_UP }, { "设区的市级以上地方", QZ_BODY_PROVINCE | QZ_BODY_CITY }, { "设区的市级以上", QZ_BODY_NATION | QZ_BODY_PROVINCE | QZ_BODY_CITY },
  { "省级以上", QZ_BODY_NATION | QZ_BODY_PROVINCE }, { "市级以上", QZ_BODY_NATION | QZ_BODY_PROVINCE | QZ_BODY_CITY }, { "县级以上", QZ_BODY_NATION | LOCAL_UP },
  { "县以上", QZ_BODY_NATION | LOCAL_UP }, { "乡级以上", QZ_BODY_NATION | LOCAL_UP | QZ_BODY_TOWN }, { "地方各级", LOCAL_UP | QZ_BODY_TOWN },
  { "各级", QZ_BODY_NATION | LOCAL_UP | QZ_BODY_TOWN }, { "自治县", QZ_BODY_COUNTY }, { "县级", QZ_BODY_COUNTY }, { "县（市、区）", QZ_BODY_COUNTY }, { "县（市）", QZ_BODY_COUNTY },
  { "县(市、区)", QZ_BODY_COUNTY }, { "区（市）", QZ_BODY_COUNTY }, { "设区的市", QZ_BODY_CITY }, { "设区市", QZ_BODY_CITY }, { "自治州", QZ_BODY_CITY }, { "市级", QZ_BODY_CITY }, { "省级", QZ_BODY_PROVINCE },
  { "自治区", QZ_BODY_PROVINCE }, { "直辖市", QZ_BODY_PROVINCE }, { "国务院", QZ_BODY_NATION }, { "国家", QZ_BODY_NATION }, { "乡镇", QZ_BODY_TOWN }, { "乡（镇）", QZ_BODY_TOWN },
  { "街道", QZ_BODY_TOWN }, { "社区", 0 }, { "地区", 0 }, { "园区", 0 }, { "市场", 0 }, { "市政", 0 }, { "市容", 0 }, { "城市管理", 0 }, { "城市", QZ_BODY_CITY | QZ_BODY_COUNTY }, { "市区", QZ_BODY_COUNTY }, { "开发区", 0 }, { "乡村", 0 },
  { "保护区", 0 }, { "城镇", 0 }, { "城乡", 0 }, { "区域", 0 }, { "省", QZ_BODY_PROVINCE }, { "市", QZ_BODY_CITY | QZ_BODY_COUNTY }, { "州", QZ_BODY_CITY }, { "县", QZ_BODY_COUNTY },
  { "区", QZ_BODY_COUNTY }, { "旗", QZ_BODY_COUNTY }, { "乡", QZ_BODY_TOWN }, { "镇", QZ_BODY_TOWN },
};

guint
qz_body_levels (const char *name)
{
  guint levels = 0;

  for (const char *p = name; p != NULL && *p != '\0';) {
    gsize n = 0;

    for (guint i = 0; i < G_N_ELEMENTS (level_words) && n == 0; i++)
      if (g_str_has_prefix (p, level_words[i].word)) {
        n = strlen (level_words[i].word);
        levels |= level_words[i].levels;
      }
    p = n > 0 ? p + n : g_utf8_next_char (p);
  }
  return levels;
}
