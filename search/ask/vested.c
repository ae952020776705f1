#include "config.h"

#include <string.h>

#include <quanze/fold.h>

#include "search/ask/stretch.h"
#include "search/ask/vested.h"

/* What each part of a fit weighs. */
#define W_WORDS  0.40
#define W_ACT    0.28
#define W_TYPE   0.16
#define W_KIND   0.08
#define W_OBJECT 0.10
/* The noun that the act is done to stands within this many bytes of it. */
#define OBJECT_REACH 60
#define W_NEAR   0.16
/* From here on an act is the very word asked for, right behind the holder. */
#define VERY_WORD 0.9
/* A body of another kind than asked for, or a prohibition to it. */
#define FACTOR_OTHER_KIND 0.6
/* A body that only helps, where nobody asks who helps. */
#define FACTOR_HELPS 0.8
/* The nation's body, where what is asked about is a county's or a town's. */
#define FACTOR_ABOVE 0.8
/* Whoever else is concerned (国务院其他有关部门), where another is named. */
#define FACTOR_OTHERS 0.9
/* Who decided before (原发证机关), where the question does not speak of a change. */
#define FACTOR_BEFORE 0.9
/* The body that the question itself names, where it does not ask which of two (市政府还是区政府批). */
#define FACTOR_NAMED 0.6
#define EITHER       "还是"

static const char *
text_of (const json_t *object, const char *key)
{
  return json_string_value (json_object_get (object, key));
}

/* ---- a vesting's own words ---- */

/* Where VESTING's holder stands in TEXT: behind its condition, else where a segment starts with it. NULL when absent. */
static const char *
holder_at (const char *text, const json_t *vesting)
{
  const char *holder = text_of (vesting, "holder"), *condition = text_of (vesting, "condition");
  const char *from = condition != NULL ? strstr (text, condition) : text;

  if (holder == NULL)
    return NULL;
  if (from != NULL && condition != NULL)
    return strstr (from + strlen (condition), holder);
  for (const char *at = strstr (text, holder); at != NULL; at = strstr (at + 1, holder)) {
    gunichar before = at > text ? g_utf8_get_char (g_utf8_prev_char (at)) : '\n';
    if (g_utf8_strchr (QZ_SEGMENT_STOPS, -1, before) != NULL)
      return at;
  }
  return strstr (text, holder);
}

/* Where the holders of the other vestings of the same unit stand, ascending; const char*. */
static GPtrArray *
others (const QzFound *found, const json_t *vesting, const char *text, const char *own)
{
  GPtrArray *list = g_ptr_array_new ();
  const json_t *other;
  size_t i;

  json_array_foreach (json_object_get (found->head, "vestings"), i, other) {
    const char *at = other != vesting && g_strcmp0 (text_of (other, "eid"), text_of (vesting, "eid")) == 0 ? holder_at (text, other) : NULL;
    if (at != NULL && at != own)
      g_ptr_array_add (list, (gpointer) at);
  }
  return list;
}

/* Whether who is named at AT of TEXT approves what another does: 经本级人民政府|批准，可以设立. */
static gboolean
approves (const char *text, const char *at)
{
  static const char *const leads[] = { "经", "报", "报经", "报请", "提请", "未经" };

  /* qz_vested_words() may begin a line with a name */
  at -= at > text && at[-1] == '\n';
  return qz_stretch_word_before (text, at, leads, G_N_ELEMENTS (leads)) != NULL;
}

/* Whether all that who is named at AT does is its segment: X根据需要，经本级人民政府|批准，可以设立. */
static gboolean
approves_between (const char *text, const char *at)
{
  const char *segment = qz_stretch_start (text, at, QZ_SEGMENT_STOPS);

  return segment + strlen ("经") == at && g_str_has_prefix (segment, "经") && g_str_has_prefix (qz_stretch_end (at, QZ_SEGMENT_STOPS), "，可以");
}

char *
qz_vested_words (const QzFound *found, const json_t *vesting)
{
  const char *holder = text_of (vesting, "holder");
  g_autofree char *text = qz_found_quote (found, text_of (vesting, "eid"));
  const char *at = holder_at (text, vesting);

  /* The holder stands in the lead-in or in a central clause: the whole unit is its. */
  if (at == NULL)
    return g_strconcat (holder != NULL ? holder : "", "\n", text, NULL);
  g_autoptr (GPtrArray) rest = others (found, vesting, text, at);
  const char *from = qz_stretch_start (text, at, QZ_SENTENCE_STOPS), *to = qz_stretch_end (at, QZ_SENTENCE_STOPS), *cut = at;
  for (guint i = 0; i < rest->len; i++) {
    const char *one = rest->pdata[i];
    if (one > at && one < to && !approves_between (text, one))
      to = one;
    /* an earlier holder of the same part takes the words from its segment on */
    if (one < at && one >= from)
      cut = MIN (cut, MAX (from, qz_stretch_start (text, one, QZ_SEGMENT_STOPS)));
  }
  /* and gives them back with the segment in which this one is named */
  const char *segment = cut < at ? qz_stretch_start (text, at, QZ_SEGMENT_STOPS) : at;
  g_autofree char *before = g_strndup (from, (gsize) (cut - from));
  g_autofree char *own = g_strndup (segment, (gsize) (to - segment));
  return g_strconcat (before, "\n", own, NULL);
}

char *
qz_vested_holder (const json_t *vesting)
{
  const char *holder = text_of (vesting, "holder"), *condition = text_of (vesting, "condition");
  const char *start = condition != NULL ? qz_stretch_start (condition, condition + strlen (condition), QZ_SEGMENT_STOPS) : NULL;

  if (holder == NULL)
    return NULL;
  if (start == NULL || !g_str_has_suffix (start, "的") || (!g_str_has_prefix (holder, "人民政府") && !g_str_has_prefix (holder, "地方")))
    return g_strdup (holder);
  for (const char *p = start; *p != '\0'; p = g_utf8_next_char (p))
    if (g_utf8_strchr ("乡镇民族县级以上下省市区自治州设旗街道不、和或者及的", -1, g_utf8_get_char (p)) == NULL)
      return g_strdup (holder);
  return g_strconcat (start, holder, NULL);
}

/* What stands behind the holder in its own words: the predicate. *NAME (may be NULL): where the holder stands, NULL when it
 * does not. Borrowed. */
static const char *
predicate (const char *folded_words, const char *holder, const char **name)
{
  g_autofree char *folded = qz_fold_text (holder != NULL ? holder : "", -1, QZ_FOLD_PLAIN);
  const char *at = *folded != '\0' ? strstr (folded_words, folded) : NULL;

  if (name != NULL)
    *name = at;
  return at != NULL ? at + strlen (folded) : folded_words;
}

/* ---- fit ---- */

/* In the unit that covers the question best, above it, or elsewhere in the article: 1 to 0. */
static double
nearness (const char *vested, const char *unit)
{
  if (vested == NULL)
    return 0;
  if (unit == NULL)
    return 0.3;
  return g_str_has_prefix (vested, unit) ? 1 : g_str_has_prefix (unit, vested) ? 0.7 : 0.3;
}

/* Whether what stands at AT of SAID is a rule that something follows: 符合规定条件, 按照本条例规定. */
static gboolean
is_followed (const char *said, const char *at)
{
  static const char *const before[] = { "符合", "按照", "依照", "根据", "依据", "违反", "有关", "国家", "另有", "法律", "法规", "条例", "办法", "本法", "前款", "款", "条", "项" };

  return g_str_has_prefix (at, "规定") && qz_stretch_word_before (said, at, before, G_N_ELEMENTS (before)) != NULL;
}

/* Where FORM stands in SAID as an act: 按照批准的方案 approves nothing. NULL when nowhere. */
static const char *
act_at (const char *said, const char *form)
{
  for (const char *at = strstr (said, form); at != NULL; at = strstr (at + 1, form))
    if (!g_str_has_prefix (at + strlen (form), "的") && !is_followed (said, at))
      return at;
  return NULL;
}

/* How soon the act asked for follows the holder: 1 at once, less further on, 0 not. */
static double
act_fit (const QzWho *who, const json_t *vesting, const char *said)
{
  const json_t *act;
  size_t j;
  double best = 0;

  for (guint i = 0; i < who->forms->len; i++) {
    const char *form = who->forms->pdata[i], *at = act_at (said, form);
    /* the first is the very word asked for, the rest mean about the same, ever less so */
    double worth = MAX (1 - 0.1 * i, 0.5);

    json_array_foreach (json_object_get (vesting, "act"), j, act)
      if (strstr (json_string_value (act), form) != NULL)
        best = MAX (best, worth);
    if (at != NULL)
      best = MAX (best, worth * ((gsize) (at - said) < 60 ? 0.9 : 0.6));
  }
  return best;
}

/* Whether OBJECT stands in [FROM, TO) of WORDS, and not as what the act goes by: 根据发展规划，编制目录. */
static gboolean
says_object (const char *words, const char *from, const char *to, const char *object)
{
  static const char *const rules[] = { "根据", "按照", "依照", "依据" };

  for (const char *at = from; (at = g_strstr_len (at, to - at, object)) != NULL; at++)
    if (!qz_stretch_begins (qz_stretch_start (words, at, QZ_SEGMENT_STOPS), rules, G_N_ELEMENTS (rules)))
      return TRUE;
  return FALSE;
}

/* Whether the noun that the act asked for is done to stands by the act in WORDS. */
static gboolean
does_to_object (const QzWho *who, const char *words)
{
  for (guint i = 0; *who->object != '\0' && i < who->forms->len; i++)
    for (const char *at = act_at (words, who->forms->pdata[i]); at != NULL; at = act_at (at + 1, who->forms->pdata[i])) {
      const char *from = qz_stretch_start (words, at, QZ_SENTENCE_STOPS), *to = qz_stretch_end (at, QZ_SENTENCE_STOPS);

      from = MAX (from, at - MIN ((gsize) (at - words), OBJECT_REACH));
      to = MIN (to, at + OBJECT_REACH);
      if (says_object (words, from, to, who->object))
        return TRUE;
    }
  return FALSE;
}

gboolean
qz_vested_is_type (const json_t *vesting, const char *type)
{
  const json_t *one;
  size_t i;

  json_array_foreach (json_object_get (vesting, "types"), i, one)
    if (g_strcmp0 (json_string_value (one), type) == 0)
      return TRUE;
  return FALSE;
}

static double
type_fit (const QzQuestion *question, const QzWho *who, const json_t *vesting)
{
  if (question->intent == QZ_INTENT_PENALTY)
    return qz_vested_is_type (vesting, "处罚") ? 1 : 0;
  for (guint i = 0; who != NULL && i < who->types->len; i++)
    if (qz_vested_is_type (vesting, who->types->pdata[i]))
      return i == 0 ? 1 : 0.8;
  return who == NULL || who->types->len == 0 ? 0.5 : 0;
}

gboolean
qz_vested_does (const QzWho *who, const QzFound *found, const json_t *vesting)
{
  if (who == NULL || who->forms->len == 0)
    return TRUE;
  for (guint i = 0; i < who->types->len; i++)
    if (qz_vested_is_type (vesting, who->types->pdata[i]))
      return TRUE;
  g_autofree char *words = qz_vested_words (found, vesting);
  g_autofree char *folded = qz_fold_text (words, -1, QZ_FOLD_PLAIN);
  return act_fit (who, vesting, predicate (folded, text_of (vesting, "holder"), NULL)) > 0;
}

/* Whether HOLDER is the body that the question names besides the one it asks for: 检察院决定的，交给谁执行. Another of its
 * branch may well be asked for (两地环保部门谈不拢的，由谁处理: 上级人民政府环保部门). */
static gboolean
is_named (const QzQuestion *question, const char *holder)
{
  const QzSubject *named = question->intent == QZ_INTENT_HOLDER ? question->subject : NULL;

  return named != NULL && holder != NULL && strstr (question->text, EITHER) == NULL
         && (g_str_equal (holder, named->official) || g_str_equal (holder, named->said));
}

/* Whether SAID, what stands behind the holder, is help to another: 协助做好…工作, 应当配合X. */
static gboolean
only_helps (const QzQuestion *question, const char *said)
{
  static const char *const helps[] = { "协助", "配合", "支持" };
  gssize near = qz_stretch_end (said, QZ_SENTENCE_STOPS) - said;

  for (guint i = 0; i < G_N_ELEMENTS (helps); i++)
    if (g_strstr_len (said, near, helps[i]) != NULL && strstr (question->text, helps[i]) == NULL)
      return TRUE;
  return FALSE;
}

/* Whether QUESTION says one of the N WORDS. */
static gboolean
says_any (const QzQuestion *question, const char *const *words, guint n)
{
  for (guint i = 0; i < n; i++)
    if (strstr (question->text, words[i]) != NULL)
      return TRUE;
  return FALSE;
}

/* Whether HOLDER is the nation's where the question speaks of what is in a county, a town or a village: 县里办的幼儿园. */
static gboolean
is_above (const QzQuestion *question, const char *holder)
{
  static const char *const local[] = { "县里", "我们县", "本县", "我县", "镇里", "镇上", "我们镇", "乡里", "乡下", "村里", "区里", "我们区", "市里", "我们市", "我们这", "本地", "当地" };
  static const char *const national[] = { "国务院", "国家", "全国", "中华人民共和国" };

  return holder != NULL && qz_stretch_begins (holder, national, G_N_ELEMENTS (national)) && says_any (question, local, G_N_ELEMENTS (local));
}

/* Whether HOLDER is no more than who else is concerned. */
static gboolean
is_others (const char *holder)
{
  static const char *const others[] = { "其他", "国务院其他", "有关部门", "有关主管部门", "县级以上人民政府其他", "相关部门", "各部门", "各有关部门" };

  return holder != NULL && qz_stretch_begins (holder, others, G_N_ELEMENTS (others));
}

/* Whether HOLDER is who decided before, and QUESTION does not tell that something was decided. */
static gboolean
is_earlier (const QzQuestion *question, const char *holder)
{
  static const char *const changes[] = { "原", "重新", "变更", "改", "换", "补", "延续", "延期", "续", "到期", "吊销", "撤销", "注销", "收回", "恢复", "调整", "丢" };

  return holder != NULL && g_str_has_prefix (holder, "原") && !says_any (question, changes, G_N_ELEMENTS (changes));
}

static double
fit_of (const QzQuestion *question, const QzConcepts *concepts, const QzCandidate *candidate, const QzWho *who, const json_t *vesting)
{
  const char *holder = text_of (vesting, "holder");
  g_autofree char *words = qz_vested_words (candidate->found, vesting);
  g_autofree char *folded = qz_fold_text (words, -1, QZ_FOLD_PLAIN);
  const char *name, *said = predicate (folded, holder, &name);
  /* What follows the segment of who approves is another's: 经本级人民政府|批准，可以设立. */
  g_autofree char *approval = name != NULL && approves (folded, name) ? g_strndup (said, (gsize) (qz_stretch_end (said, QZ_SEGMENT_STOPS) - said)) : NULL;
  double act = who != NULL ? act_fit (who, vesting, approval != NULL ? approval : said) : 0;
  /* The very word asked for is of the right kind, whatever kind that is: 负责 is none. */
  double type = act >= VERY_WORD ? 1 : type_fit (question, who, vesting);
  double fit = W_NEAR * nearness (text_of (vesting, "eid"), candidate->eid) + W_TYPE * type + W_ACT * act;

  /* What is punished stands in the clause that is breached. */
  g_autofree char *matter = candidate->breached_text != NULL ? g_strconcat (folded, "\n", candidate->breached_text, NULL) : NULL;
  if (concepts != NULL)
    fit += W_WORDS * qz_concepts_coverage (concepts, matter != NULL ? matter : folded);
  if (who != NULL && does_to_object (who, folded))
    fit += W_OBJECT;
  if (who != NULL && holder != NULL)
    fit += W_KIND * (qz_who_is_kind (who, holder) ? 1 : 0);
  if (holder == NULL || (who != NULL && !qz_who_is_kind (who, holder)))
    fit *= FACTOR_OTHER_KIND;
  if (only_helps (question, said))
    fit *= FACTOR_HELPS;
  if (is_above (question, holder))
    fit *= FACTOR_ABOVE;
  if (is_others (holder))
    fit *= FACTOR_OTHERS;
  if (is_earlier (question, holder))
    fit *= FACTOR_BEFORE;
  return is_named (question, holder) ? fit * FACTOR_NAMED : fit;
}

const json_t *
qz_vested_best (const QzQuestion *question, const QzConcepts *concepts, const QzCandidate *candidate, const QzWho *who, double *fit)
{
  const json_t *vesting, *best = NULL;
  double best_fit = -1;
  size_t i;

  json_array_foreach (json_object_get (candidate->found->head, "vestings"), i, vesting) {
    /* A prohibition gives nobody the power. */
    if (json_is_true (json_object_get (vesting, "negated")))
      continue;
    double own = fit_of (question, concepts, candidate, who, vesting);
    if (own > best_fit) {
      best_fit = own;
      best = vesting;
    }
  }
  if (fit != NULL)
    *fit = MAX (best_fit, 0);
  return best;
}
