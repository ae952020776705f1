#include "config.h"

#include <string.h>

#include <quanze/fold.h>

#include "lib/vest/body.h"
#include "search/ask/addressee.h"
#include "search/ask/stretch.h"

/* The act stands within this many bytes behind the body: ten characters. */
#define ACT_REACH 30
/* Words that describe a body have this many bytes at most: sixteen characters. */
#define DESCRIBED_MAX 48
/* Who stands between 由 and the act: 该企业所在国或者所在地区的有关当局. */
#define AGENT_MAX 66
/* The mark of an item at most: （二十三）. */
#define MARK_MAX 15
/* A list of those under a duty has at most this many: 机关、企业事业单位、社会团体和其他组织. */
#define OBLIGED_MAX 96
/* What the act asked for is worth beside the words of its part of the sentence, both as shares. */
#define W_ACT     0.5

/* Whether what stands from AT to BODY only says which body it is: 不动产所在地有管辖权的, 设区的市级. */
static gboolean
describes (const char *at, const char *body)
{
  g_autofree char *between = g_strndup (at, (gsize) (body - at));

  return (gsize) (body - at) <= DESCRIBED_MAX && qz_stretch_end (between, QZ_SEGMENT_STOPS)[0] == '\0'
         && (g_str_has_suffix (between, "的") || g_str_has_suffix (between, "地") || g_str_has_suffix (between, "级"));
}

/* Where the body that begins at AT or holds it ends, or the one that the words at AT describe; NULL when none does, or
 * when the preposition from LEAD on is part of its name: 交 of 交通运输主管部门. */
static const char *
body_end (const GArray *spans, const char *text, const char *lead, const char *at)
{
  for (guint i = 0; i < spans->len; i++) {
    const QzBodySpan *span = &g_array_index (spans, QzBodySpan, i);
    if (text + span->start <= lead && at < text + span->end)
      return NULL;
    if (at < text + span->end && (text + span->start <= at || describes (at, text + span->start)))
      return text + span->end;
    if (text + span->start > at)
      return NULL;
  }
  return NULL;
}

static gboolean
acts (const QzWho *who, const char *end)
{
  g_autofree char *near = g_strndup (end, MIN (strlen (end), ACT_REACH));

  for (guint i = 0; i < who->forms->len; i++)
    if (strstr (near, who->forms->pdata[i]) != NULL)
      return TRUE;
  return who->forms->len == 0;
}

/* How much of what is asked the words around [AT, END) up to STOPS cover. */
static double
covered_around (const QzConcepts *concepts, const char *text, const char *at, const char *end, const char *stops)
{
  const char *start = qz_stretch_start (text, at, stops);
  g_autofree char *part = g_strndup (start, (gsize) (qz_stretch_end (end, stops) - start));
  g_autofree char *folded = qz_fold_text (part, -1, QZ_FOLD_PLAIN);

  return qz_concepts_coverage (concepts, folded);
}

static double
fit_of (const QzConcepts *concepts, const QzWho *who, const char *text, const char *at, const char *end)
{
  double covered = concepts != NULL ? (covered_around (concepts, text, at, end, QZ_SEGMENT_STOPS)
                                       + covered_around (concepts, text, at, end, QZ_SENTENCE_STOPS)) / 2 : 0;

  return covered + (acts (who, end) ? W_ACT : 0);
}

/* The body that fits best so far. */
typedef struct {
  double fit;
  char  *name;
} Best;

/* [START, END) of TEXT, where it fits better and is of the kind wanted. */
static void
keep_better (Best *best, const QzConcepts *concepts, const QzWho *who, const char *text, const char *start, const char *end)
{
  g_autofree char *body = g_strndup (start, (gsize) (end - start));
  double fit = qz_who_has_kind (who, body) ? fit_of (concepts, who, text, start, end) : -1;

  if (fit <= best->fit)
    return;
  best->fit = fit;
  g_free (best->name);
  best->name = g_steal_pointer (&body);
}

char *
qz_addressee_find (const QzLexicon *lexicon, const QzConcepts *concepts, const QzWho *who, const char *text, double *share)
{
  Best best = { -1, NULL };

  if (share != NULL)
    *share = 0;
  if (who == NULL || *who->leads == '\0')
    return NULL;
  g_auto (GStrv) leads = g_strsplit (who->leads, " ", -1);
  g_autoptr (GArray) spans = qz_bodies_find (text, strlen (text), lexicon);
  for (guint i = 0; leads[i] != NULL; i++)
    for (const char *at = strstr (text, leads[i]); *leads[i] != '\0' && at != NULL; at = strstr (at + 1, leads[i])) {
      const char *start = at + strlen (leads[i]), *end = body_end (spans, text, at, start);

      if (end != NULL)
        keep_better (&best, concepts, who, text, start, end);
    }
  if (share != NULL)
    *share = MAX (best.fit, 0) / (1 + W_ACT);
  return best.name;
}

/* How far behind its body the act asked for may begin: 接受X的|监督, X依法|监督. */
static const char *
behind_filler (const char *end)
{
  static const char *const fillers[] = { "的", "依法", "统一", "负责", "进行", "予以" };

  for (guint i = 0; i < G_N_ELEMENTS (fillers); i++)
    if (g_str_has_prefix (end, fillers[i]))
      return end + strlen (fillers[i]);
  return end;
}

char *
qz_doer_find (const QzLexicon *lexicon, const QzConcepts *concepts, const QzWho *who, const char *text)
{
  Best best = { -1, NULL };

  if (who == NULL || who->forms->len == 0)
    return NULL;
  g_autoptr (GArray) spans = qz_bodies_find (text, strlen (text), lexicon);
  for (guint i = 0; i < spans->len; i++) {
    const QzBodySpan *span = &g_array_index (spans, QzBodySpan, i);
    const char *end = text + span->end, *act = behind_filler (end);
    gboolean does = FALSE;

    for (guint j = 0; j < who->forms->len && !does; j++)
      does = g_str_has_prefix (act, who->forms->pdata[j]);
    if (does)
      keep_better (&best, concepts, who, text, text + span->start, end);
  }
  return best.name;
}

/* Whether [START, END) is longer than one of the N WORDS and ends in it. */
static gboolean
ends_in (const char *start, const char *end, const char *const *words, guint n)
{
  return start < end && qz_stretch_word_before (g_utf8_next_char (start), end, words, n) != NULL;
}

/* Whether [START, END) names an organisation, or where PERSONS those of a kind, that a duty can bind: 水工程管理单位, 承包人;
 * not 任何单位, 有关人员. */
static gboolean
is_obliged (const char *start, const char *end, gboolean persons)
{
  static const char *const organisations[] = { "单位", "企业", "公司", "机构", "学校", "医院", "组织", "团体", "大会", "委员会", "馆", "站", "院", "台", "所", "中心", "队", "社", "银行", "大学" };
  static const char *const people[] = { "者", "人", "方", "长", "主席", "公民", "师", "职工", "学生" };
  gsize len = (gsize) (end - start), most = g_strstr_len (start, end - start, "、") != NULL ? OBLIGED_MAX : DESCRIBED_MAX;

  if (len > most || g_str_has_prefix (start, "任何") || (g_str_has_prefix (start, "有关") && len <= strlen ("有关单位和个人")))
    return FALSE;
  return ends_in (start, end, organisations, G_N_ELEMENTS (organisations)) || (persons && ends_in (start, end, people, G_N_ELEMENTS (people)));
}

/* Behind the mark of an item at START: （三）, (3). */
static const char *
behind_mark (const char *start)
{
  static const char *const open[] = { "（", "(" }, *const close[] = { "）", ")" };

  for (guint i = 0; i < G_N_ELEMENTS (open); i++)
    if (g_str_has_prefix (start, open[i])) {
      const char *end = strstr (start, close[i]);
      return end != NULL && end - start <= MARK_MAX ? end + strlen (close[i]) : start;
    }
  return start;
}

/* Behind the last word of [START, END) that names come behind: 由, 委托 … */
static const char *
name_start (const char *start, const char *end)
{
  static const char *const openers[] = { "由", "征得", "取得", "委托", "经", "向", "鼓励", "支持", "引导", "组织", "对", "确定的", "指定的", "认可的" };
  const char *from = behind_mark (start);

  for (guint i = 0; i < G_N_ELEMENTS (openers); i++) {
    const char *at = g_strrstr_len (start, end - start, openers[i]);
    if (at != NULL && at + strlen (openers[i]) < end)
      from = MAX (from, at + strlen (openers[i]));
  }
  return from;
}

/* Before AT, what may stand between who acts and the act passed over: 药品检验机构|进行. */
static const char *
name_end (const char *start, const char *at)
{
  static const char *const passed[] = { "进行", "依法", "负责", "统一", "予以", "具体", "及时", "共同" };

  return qz_stretch_before (start, at, passed, G_N_ELEMENTS (passed));
}

/* Whoever the N MODALS of TEXT bind to the act asked for. A licence or a penalty is any other's too where it does not stand
 * right behind: 用人单位应当|批准其产前假. */
static void
find_bound (Best *best, const QzConcepts *concepts, const QzWho *who, const char *text, const char *const *modals, guint n)
{
  for (guint i = 0; i < n; i++)
    for (const char *at = strstr (text, modals[i]); at != NULL; at = strstr (at + 1, modals[i])) {
      const char *start = qz_stretch_start (text, at, QZ_SEGMENT_STOPS), *end = qz_stretch_end (at, QZ_SENTENCE_STOPS);
      gboolean does = !who->plain && (who->forms->len == 0 || who->in_charge);

      if (who->plain)
        end = MIN (end, at + strlen (modals[i]) + strlen (who->forms->pdata[0]));
      for (guint j = 0; j < who->forms->len && !does; j++)
        does = g_strstr_len (at, end - at, who->forms->pdata[j]) != NULL;
      if (does && is_obliged (start, at, TRUE))
        keep_better (best, concepts, who, text, start, at);
    }
}

/* Whether [START, END) stands behind 由 or 征得 and is short enough for a name: 由承租方任免, 征得驾驶员同意; not behind 以…为由. */
static gboolean
is_agent (const char *segment, const char *start, const char *end)
{
  static const char *const prepositions[] = { "由", "征得", "取得" }, *const reasons[] = { "为由", "理由", "事由", "自由", "缘由", "案由" };

  return start < end && (gsize) (end - start) <= AGENT_MAX
         && qz_stretch_word_before (segment, start, reasons, G_N_ELEMENTS (reasons)) == NULL
         && qz_stretch_word_before (segment, start, prepositions, G_N_ELEMENTS (prepositions)) != NULL;
}

/* Who stands right before the very act asked for: 鼓励保险机构开发, 委托药品检验机构进行鉴定. */
static void
find_before (Best *best, const QzConcepts *concepts, const QzWho *who, const char *text)
{
  static const char *const bodies[] = { "机关", "机构", "部门", "人员", "单位" }, *const objects[] = { "对" };
  const char *act = who->forms->pdata[0];

  for (const char *at = strstr (text, act); at != NULL; at = strstr (at + 1, act)) {
    /* 由原企业|登记机关 */
    if (qz_stretch_begins (at + strlen (act), bodies, G_N_ELEMENTS (bodies)))
      continue;
    const char *segment = qz_stretch_start (text, at, QZ_SEGMENT_STOPS), *end = name_end (segment, at), *start = name_start (segment, end);

    /* 对护塘有功的单位|予以奖励: to whom it is done */
    if (qz_stretch_word_before (segment, start, objects, G_N_ELEMENTS (objects)) != NULL)
      continue;
    if ((!who->plain && is_obliged (start, end, FALSE)) || is_agent (segment, start, end))
      keep_better (best, concepts, who, text, start, end);
  }
}

/* The State or the place itself, where a sentence that does the act asked for begins with it: 国家|建立健全保护制度, 本市|对有功者予以奖励. */
static void
find_state (Best *best, const QzConcepts *concepts, const QzWho *who, const char *text)
{
  static const char *const states[] = { "国家", "本市", "本省", "本自治区" }, *const names[] = { "国家机关", "国家工作人员", "国家所有", "国家标准", "国家有关" };
  static const char *const others[] = { "支持", "鼓励", "引导", "推动" };

  for (const char *at = text; *at != '\0';) {
    const char *end = qz_stretch_end (at, QZ_SENTENCE_STOPS);
    gboolean does = who->in_charge;

    for (guint i = 0; i < who->forms->len && !does; i++)
      does = g_strstr_len (at, end - at, who->forms->pdata[i]) != NULL;
    for (guint i = 0; does && i < G_N_ELEMENTS (states); i++)
      if (g_str_has_prefix (at, states[i]) && !qz_stretch_begins (at, names, G_N_ELEMENTS (names))
          && !qz_stretch_begins (at + strlen (states[i]), others, G_N_ELEMENTS (others)))
        keep_better (best, concepts, who, text, at, at + strlen (states[i]));
    for (at = end; *at != '\0' && g_utf8_strchr (QZ_SENTENCE_STOPS " 　", -1, g_utf8_get_char (at)) != NULL;)
      at = g_utf8_next_char (at);
  }
}

char *
qz_obliged_find (const QzConcepts *concepts, const QzWho *who, const char *text, double *share)
{
  static const char *const duties[] = { "应当", "必须", "负责", "有权", "可以", "享有" }, *const bans[] = { "不得", "禁止" };
  Best best = { -1, NULL };

  if (share != NULL)
    *share = 0;
  if (who == NULL || *who->kind != '\0' || *who->leads != '\0')
    return NULL;
  if (who->forbidden)
    find_bound (&best, concepts, who, text, bans, G_N_ELEMENTS (bans));
  else
    find_bound (&best, concepts, who, text, duties, G_N_ELEMENTS (duties));
  if (!who->forbidden && who->forms->len > 0)
    find_before (&best, concepts, who, text);
  /* it is an answer where a clause was found by other means, and no reason to find one */
  if (share == NULL && !who->forbidden && best.name == NULL && strstr (who->around, "谁") != NULL)
    find_state (&best, concepts, who, text);
  if (share != NULL)
    *share = MAX (best.fit, 0) / (1 + W_ACT);
  return best.name;
}
