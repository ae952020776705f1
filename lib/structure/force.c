#include "config.h"

#include <string.h>

#include "lib/structure/force.h"

#define DEPTH_MAX 16
/* A repealing provision names at most so many instruments. */
#define REPEALS_MAX 2000

/* ---- 施行 ---- */

static const char *
skip_space (const char *p)
{
  while (*p == ' ' || g_str_has_prefix (p, "　"))
    p = g_utf8_next_char (p);
  return p;
}

/* Whether the words at P say that something takes effect, before the sentence ends. */
static gboolean
takes_effect (const char *p)
{
  static const char *const verbs[] = { "施行", "实施", "生效", "执行", "实行" };
  const char *stop = strstr (p, "。");
  gsize len = stop != NULL ? (gsize) (stop - p) : strlen (p);

  len = MIN (len, 60);
  for (gsize i = 0; i < G_N_ELEMENTS (verbs); i++)
    if (g_strstr_len (p, (gssize) len, verbs[i]) != NULL)
      return TRUE;
  return FALSE;
}

QzForceKind
qz_force_read_text (const char *text, QzDate *day)
{
  static const char *const publications[] = { "公布之日", "发布之日", "印发之日", "颁布之日", "公告之日", "通过之日", "批准之日",
                                              "公布后", "发布日", "公布日" };
  QzForceKind kind = QZ_FORCE_UNSAID;

  for (const char *p = text; (p = strstr (p, "自")) != NULL;) {
    const char *end;
    QzDate date;
    p = skip_space (p + strlen ("自"));
    if (qz_date_parse_printed (p, &end, &date)) {
      end = skip_space (end);
      if ((g_str_has_prefix (end, "起") || g_str_has_prefix (end, "零时") || g_str_has_prefix (end, "施行")) && takes_effect (end)) {
        *day = date;
        return QZ_FORCE_DAY;
      }
      p = end;
    }
    for (gsize i = 0; kind == QZ_FORCE_UNSAID && i < G_N_ELEMENTS (publications); i++)
      if (g_str_has_prefix (p, publications[i]) && takes_effect (p))
        kind = QZ_FORCE_PUBLICATION;
  }
  return kind;
}

/* The last provision below PROVISION that says it; annexes and quoted changes come before. */
static QzForceKind
read_last (const QzProvision *provision, QzDate *day, guint depth)
{
  QzForceKind kind = QZ_FORCE_UNSAID;

  for (guint i = provision->children->len; depth < DEPTH_MAX && i-- > 0;)
    if ((kind = read_last (provision->children->pdata[i], day, depth + 1)) != QZ_FORCE_UNSAID)
      return kind;
  return qz_force_read_text (provision->text, day);
}

static const char *const own_names[] = { "本法", "本条例", "本规定", "本办法", "本解释", "本决定", "本细则", "本规则", "本实施细则",
                                         "本规范", "本制度", "本通知", "本意见", "本方案", "本守则", "本安排", "本批复", "本修正案",
                                         "本章程", "本标准", "本实施办法", "本暂行", "本试行", "本命令", "本公约", "本议事规则",
                                         "本若干规定", "本程序规定", "本准则", "本目录", "本清单" };

/* Whether TEXT speaks of its own taking effect, not of a treaty's or a scheme's. */
static gboolean
speaks_of_itself (const char *text)
{
  const char *from = strstr (text, "自");

  for (gsize i = 0; from != NULL && i < G_N_ELEMENTS (own_names); i++) {
    const char *name = strstr (text, own_names[i]);
    if (name != NULL && name < from)
      return TRUE;
  }
  return FALSE;
}

/* Paragraphs that speak of themselves, the last one first. */
static QzForceKind
read_own (const QzProvision *provision, QzDate *day, guint depth)
{
  QzForceKind kind;

  for (guint i = provision->children->len; depth < DEPTH_MAX && i-- > 0;)
    if ((kind = read_own (provision->children->pdata[i], day, depth + 1)) != QZ_FORCE_UNSAID)
      return kind;
  QzDate said;
  kind = qz_force_read_text (provision->text, &said);
  if (kind == QZ_FORCE_UNSAID || !speaks_of_itself (provision->text))
    return QZ_FORCE_UNSAID;
  if (kind == QZ_FORCE_DAY)
    *day = said;
  return kind;
}

QzForceKind
qz_force_read (const QzProvision *body, QzDate *day)
{
  QzForceKind kind = read_own (body, day, 0);
  return kind != QZ_FORCE_UNSAID ? kind : read_last (body, day, 0);
}

/* ---- 废止 ---- */

typedef struct {
  const char *own_key;
  GPtrArray  *keys;
  gboolean    listing;    /* under a lead-in that repeals what follows */
} Repeals;

static gboolean
has_key (const Repeals *repeals, const char *key)
{
  for (guint i = 0; i < repeals->keys->len; i++)
    if (strcmp (repeals->keys->pdata[i], key) == 0)
      return TRUE;
  return strcmp (key, repeals->own_key) == 0;
}

static void
add_title (Repeals *repeals, const char *title, gsize len)
{
  g_autofree char *words = g_strndup (title, len);
  g_autofree char *key = qz_title_key (words);

  if (*key != '\0' && repeals->keys->len < REPEALS_MAX && !has_key (repeals, key))
    g_ptr_array_add (repeals->keys, g_steal_pointer (&key));
}

/* Behind a title that is repealed only in part, or not at all. */
static gboolean
is_partial (const char *behind)
{
  static const char *const parts[] = { "第", "中", "的规定", "的有关", "有关", "的相关", "关于", "同时", NULL };

  for (gsize i = 0; parts[i + 1] != NULL; i++)
    if (g_str_has_prefix (behind, parts[i]))
      return TRUE;
  return FALSE;
}

/* The titles in the LEN bytes of TEXT, the outermost brackets only. */
static void
add_titles (Repeals *repeals, const char *text, gsize len)
{
  const char *end = text + len, *open = NULL;
  gint depth = 0;

  for (const char *p = text; p < end; p = g_utf8_next_char (p)) {
    if (g_str_has_prefix (p, "《")) {
      if (depth++ == 0)
        open = p + strlen ("《");
    } else if (g_str_has_prefix (p, "》") && depth > 0 && --depth == 0) {
      const char *behind = p + strlen ("》");
      if (!is_partial (behind))
        add_title (repeals, open, (gsize) (p - open));
    }
  }
}

/* What an instrument is called by. A name without 《》 in a list of what is repealed ends in one of these. */
static const char *const kinds[] = { "法", "条例", "规定", "办法", "细则", "规则", "规程", "规范", "准则", "守则", "制度", "标准", "章程",
                                     "通则", "总则", "决定", "决议", "命令", "通令", "布告", "通知", "通告", "公告", "意见", "批复", "答复",
                                     "解答", "解释", "函", "纪要", "方案", "规划", "安排", "目录", "修正案", NULL };

static gboolean
names_kind (const char *text, gsize len)
{
  for (gsize i = 0; kinds[i] != NULL; i++)
    if (len > strlen (kinds[i]) && memcmp (text + len - strlen (kinds[i]), kinds[i], strlen (kinds[i])) == 0)
      return TRUE;
  return FALSE;
}

/* Without the signs behind it. */
static gsize
drop_signs (const char *text, gsize len)
{
  static const char *const signs[] = { "；", ";", "。", "、", " ", "　", NULL };

  for (gsize i = 0; signs[i] != NULL; i++)
    if (len >= strlen (signs[i]) && memcmp (text + len - strlen (signs[i]), signs[i], strlen (signs[i])) == 0)
      return drop_signs (text, len - strlen (signs[i]));
  return len;
}

/* 办法（2001年5月1日省政府令第9号）: the name ends before its last brackets. */
static gsize
drop_brackets (const char *text, gsize len)
{
  const char *open = g_strrstr_len (text, (gssize) len, "（");

  return open != NULL && open > text && g_strstr_len (text + len - strlen ("）"), (gssize) strlen ("）"), "）") != NULL
           ? (gsize) (open - text) : len;
}

/* A title of a list, in 《》 or bare. */
#define BARE_TITLE_MAX 180   /* bytes */

static void
add_listed (Repeals *repeals, const char *text, gsize len)
{
  guint before = repeals->keys->len;
  const char *inner = g_strstr_len (text, (gssize) len, "《");
  gsize whole = drop_signs (text, len), name = drop_brackets (text, whole);
  gboolean trial = g_strstr_len (text + name, (gssize) (whole - name), "试行") != NULL; /* of the title */

  add_titles (repeals, text, len);
  /* 某省人民政府关于印发《某办法》的通知: with the notice goes what it issued */
  gboolean notice = inner != NULL && inner > text && g_strstr_len (text, inner - text, "关于") != NULL;
  if ((repeals->keys->len > before && !notice) || len > BARE_TITLE_MAX || memchr (text, '\n', len) != NULL
      || (inner != NULL && !notice) || g_strstr_len (text, (gssize) len, "，") != NULL)
    return;
  if (names_kind (text, name))
    add_title (repeals, text, trial ? whole : name);
}

static const char *
find (const char *text, gsize len, const char *word)
{
  return memmem (text, len, word, strlen (word));
}

/* A sentence that repeals names its objects before the verb, or behind 废止. */
static void
read_sentence (Repeals *repeals, const char *text, gsize len)
{
  static const char *const verbs[] = { "同时废止", "予以废止", "即行废止", "相应废止", "随即废止", "一并废止", "自行废止", "即废止",
                                       "同时失效", "予以失效", "宣布失效", "停止执行", "废止" };
  static const char *const harmless[] = { "修改、废止", "修改或者废止", "修改和废止", "制定、修改", "应当废止", "不得废止", "可以废止",
                                          "或者废止", "清理", "废止前", "废止后" };

  for (gsize i = 0; i < G_N_ELEMENTS (harmless); i++)
    if (find (text, len, harmless[i]) != NULL)
      return;
  for (gsize i = 0; i < G_N_ELEMENTS (verbs); i++) {
    const char *verb = find (text, len, verbs[i]);
    if (verb == NULL)
      continue;
    const char *behind = verb + strlen (verbs[i]);
    if (g_str_has_prefix (behind, "《"))
      add_titles (repeals, behind, len - (gsize) (behind - text));
    else
      add_titles (repeals, text, (gsize) (verb - text));
    return;
  }
}

static void
read_text (Repeals *repeals, const char *text)
{
  while (*text != '\0') {
    const char *stop = strstr (text, "。");
    gsize len = stop != NULL ? (gsize) (stop - text) : strlen (text);
    if (repeals->listing)
      add_listed (repeals, text, len);
    else if (find (text, len, "废止") != NULL || find (text, len, "同时失效") != NULL || find (text, len, "宣布失效") != NULL)
      read_sentence (repeals, text, len);
    text += len + (stop != NULL ? strlen ("。") : 0);
  }
}

static gboolean
has_any (const char *text, const char *const *words)
{
  for (; *words != NULL; words++)
    if (strstr (text, *words) != NULL)
      return TRUE;
  return FALSE;
}

static const char *const endings[] = { "废止", "宣布失效", "予以失效", "同时失效", "停止执行", NULL };

/* …予以废止： with the titles listed below; what ends is said to be instruments, not certificates. */
static gboolean
leads_in (const char *text)
{
  static const char *const instruments[] = { "法规", "规章", "文件", "条例", "规定", "办法", "法律", "决定", "通知", "司法解释", NULL };

  return (g_str_has_suffix (text, "：") || g_str_has_suffix (text, ":")) && has_any (text, endings)
         && has_any (text, instruments) && strstr (text, "修改") == NULL;
}

/* 附件1 国务院决定废止的行政法规目录. */
static gboolean
heads_list (const QzProvision *provision)
{
  static const char *const lists[] = { "目录", "清单", "名单", "一览表", NULL };
  const char *heading = provision->heading;

  return heading != NULL && has_any (heading, endings) && strstr (heading, "修改") == NULL
         && (has_any (heading, lists) || strstr (heading, "决定废止的") != NULL || strstr (heading, "予以废止的") != NULL
             || strstr (heading, "宣布失效的") != NULL);
}

static void
read_provision (Repeals *repeals, const QzProvision *provision, guint depth)
{
  gboolean listing = repeals->listing;

  read_text (repeals, provision->text);
  if (listing && provision->heading != NULL) /* items of a document without articles are headings */
    add_listed (repeals, provision->heading, strlen (provision->heading));
  repeals->listing = listing || leads_in (provision->text) || heads_list (provision);
  for (guint i = 0; depth < DEPTH_MAX && i < provision->children->len; i++) {
    const QzProvision *child = provision->children->pdata[i];
    read_provision (repeals, child, depth + 1);
    if (child->level == QZ_LEVEL_PARAGRAPH && (leads_in (child->text) || heads_list (child)))
      repeals->listing = TRUE;   /* items of a document without articles stand beside their lead-in */
  }
  repeals->listing = listing;
}

void
qz_force_repeals (const QzProvision *body, const GPtrArray *annexes, const char *own_key, GPtrArray *keys)
{
  Repeals repeals = { own_key, keys, FALSE };

  read_provision (&repeals, body, 0);
  for (guint i = 0; i < annexes->len; i++)
    read_provision (&repeals, annexes->pdata[i], 0);
}
