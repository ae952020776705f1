#include "config.h"

#include <string.h>

#include "lib/structure/issuer.h"
#include "lib/structure/places.h"

/* ---- who ---- */

char *
qz_issuer_from_title (const char *title)
{
  static const char *const ends[] = { "人民代表大会常务委员会", "人民代表大会", "人民政府", "人民政府办公厅", "人民政府办公室",
                                      "国务院", "国务院办公厅", "最高人民法院", "最高人民检察院", "委员会", "部", "局", "厅", "总局",
                                      "署", "办公厅", "办公室", "中央军委", "监察委员会", "银行" };
  static const char *const acts[] = { "关于", "转发", "批转", "印发", "发布", "对" };
  const char *about = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (acts); i++) {
    const char *act = strstr (title, acts[i]);
    about = act != NULL && (about == NULL || act < about) ? act : about;
  }
  if (about == NULL || about == title)
    return NULL;
  g_autofree char *head = g_strndup (title, (gsize) (about - title));
  g_strstrip (head);
  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++)
    if (g_str_has_suffix (head, ends[i]) && strstr (head, "《") == NULL)
      return g_strdup (g_str_has_prefix (head, "中华人民共和国") ? head + strlen ("中华人民共和国") : head);
  return NULL;
}

/* The body of the first event that has one of ROLES, and of the place PLACE if one is. */
static char *
issuer_from_events (const GPtrArray *events, guint roles, const char *place)
{
  g_autofree char *first = NULL;

  for (guint i = 0; i < events->len; i++) {
    const QzEvent *event = events->pdata[i];
    g_autofree char *body = (event->roles & roles) != 0 ? qz_event_body_dup (event) : NULL;
    g_autofree char *of_body = body != NULL ? qz_place_read (body, FALSE, NULL) : NULL;
    if (body == NULL)
      continue;
    if (place != NULL && g_strcmp0 (of_body, place) == 0)
      return g_steal_pointer (&body);
    if (first == NULL)
      first = g_steal_pointer (&body);
  }
  return g_steal_pointer (&first);
}

/* 省长：王某 under an order: the government it heads, of the place that the title names. */
static char *
issuer_from_head (const QzInstrument *instrument)
{
  static const char *const heads[] = { "省长", "市长", "州长", "县长", "区长", "镇长", "乡长" };
  const QzProvision *preamble = qz_provision_find (instrument->body, "preamble");
  g_autofree char *place = NULL;
  const char *end;

  for (guint i = 0; preamble != NULL && i < preamble->children->len; i++)
    g_ptr_array_add (instrument->front, g_strdup (((QzProvision *) preamble->children->pdata[i])->text));
  for (guint i = 0; place == NULL && i < instrument->front->len; i++)
    for (gsize k = 0; place == NULL && k < G_N_ELEMENTS (heads); k++)
      if (g_str_has_prefix (instrument->front->pdata[i], heads[k]))
        place = qz_place_read (instrument->title, TRUE, &end);
  if (preamble != NULL)
    g_ptr_array_set_size (instrument->front, instrument->front->len - preamble->children->len);
  return place != NULL ? g_strdup_printf ("%.*s人民政府", (int) (end - instrument->title), instrument->title) : NULL;
}

/* What the State Council approved and a ministry published before 立法法 counts as its own regulation. */
static gboolean
approved_by_state_council (const GPtrArray *events)
{
  for (guint i = 0; i < events->len; i++) {
    const QzEvent *event = events->pdata[i];
    if ((event->roles & QZ_EVENT_APPROVED) != 0 && g_str_has_prefix (event->words, "国务院"))
      return TRUE;
  }
  return FALSE;
}

/* 市十四届人大常委会 of 上海市…条例 → 上海市人民代表大会常务委员会. */
char *
qz_issuer_complete (char *body, const char *title)
{
  static const char *const behind[] = { "发布日期", "发布时间", "发文日期", "成文日期", "信息索取号", "索引号", "文号", "字号", "来源", "作者" };
  const char *end = body;
  QzDate day;
  qz_date_parse_printed (body, &end, &day); /* 2012年4月19日某省… of a line that was glued together */
  g_autoptr (GString) name = g_string_new (end);

  g_free (body);
  if (g_str_has_prefix (name->str, "市") || g_str_has_prefix (name->str, "省") || g_str_has_prefix (name->str, "县")
      || g_str_has_prefix (name->str, "自治区")) {
    g_autofree char *place = qz_place_read (title, TRUE, &end);
    g_autofree char *unit = g_strdup (g_str_has_prefix (name->str, "自治区") ? "自治区" : "市");
    if (!g_str_has_prefix (name->str, unit)) {
      g_free (unit);
      unit = g_strndup (name->str, strlen ("市"));
    }
    if (place != NULL && g_str_has_suffix (place, unit)) {
      g_string_erase (name, 0, (gssize) strlen (unit));
      g_string_prepend_len (name, title, end - title);
    }
  }
  const char *colon = strstr (name->str, "："); /* 某市某局发布日期：2009-02-01: what a page prints behind it */
  for (gsize i = 0; colon != NULL && i < G_N_ELEMENTS (behind); i++)
    if (strstr (name->str, behind[i]) != NULL)
      g_string_truncate (name, (gsize) (strstr (name->str, behind[i]) - name->str));
  g_string_replace (name, "中华人民共和国", "", 0);
  g_string_replace (name, "　", " ", 0);
  g_string_replace (name, "  ", " ", 0);
  g_string_replace (name, " ", "、", 0);
  return g_strdup (name->str);
}

void
qz_issuer_read (QzInstrument *instrument, const QzSource *source, const GPtrArray *events)
{
  static const guint order[] = { QZ_EVENT_ADOPTED, QZ_EVENT_PUBLISHED, QZ_EVENT_AMENDED, QZ_EVENT_APPROVED };

  if (instrument->issuer == NULL)
    instrument->issuer = qz_issuer_from_title (instrument->title);
  if (instrument->issuer == NULL && approved_by_state_council (events))
    instrument->issuer = g_strdup ("国务院");
  g_autofree char *place = qz_place_read (instrument->title, FALSE, NULL);
  for (gsize i = 0; instrument->issuer == NULL && i < G_N_ELEMENTS (order); i++)
    instrument->issuer = issuer_from_events (events, order[i], place);
  if (instrument->issuer == NULL)
    instrument->issuer = g_strdup (g_hash_table_lookup (source->meta, "issuer"));
  if (instrument->issuer == NULL)
    instrument->issuer = issuer_from_head (instrument);
  if (instrument->issuer != NULL)
    instrument->issuer = qz_issuer_complete (instrument->issuer, instrument->title);
}

void
qz_issuer_number (QzInstrument *instrument, const QzSource *source, const GPtrArray *events)
{
  const char *stated = g_hash_table_lookup (source->meta, "number");

  if (instrument->number == NULL && stated != NULL && *stated != '\0')
    instrument->number = g_strdup (stated);
  for (guint i = events->len; instrument->number == NULL && i-- > 0;)
    instrument->number = qz_event_order_dup (events->pdata[i]);
}

/* ---- where ---- */

/* The province whose congress or government acted too: it approved a city's regulation. The caller's. */
static char *
province_of_events (const GPtrArray *events)
{
  for (guint i = 0; i < events->len; i++) {
    g_autofree char *body = qz_event_body_dup (events->pdata[i]);
    g_autofree char *place = body != NULL ? qz_place_read (body, TRUE, NULL) : NULL;
    if (place != NULL && (g_str_has_suffix (place, "省") || g_str_has_suffix (place, "自治区")))
      return g_steal_pointer (&place);
  }
  return NULL;
}

/* 国发〔2018〕38号: regulations are issued by order (国务院令), not under such a number. */
static gboolean
is_paper_number (const char *number)
{
  static const char *const series[] = { "国发", "国函", "国办" };

  for (gsize i = 0; number != NULL && i < G_N_ELEMENTS (series); i++)
    if (g_str_has_prefix (number, series[i]))
      return TRUE;
  return FALSE;
}

/* What the number says of the rank: a government's rules come by order (令), its other papers under 〔2010〕61号. */
static void
refine_rank (QzInstrument *instrument)
{
  const char *number = instrument->number;
  gboolean order = number != NULL && strstr (number, "令") != NULL, local = FALSE;

  if (number == NULL)
    return;
  local = instrument->territory != NULL && strcmp (instrument->territory, "全国") != 0;
  if (instrument->rank == QZ_RANK_ADMIN_REGULATION && is_paper_number (number))
    instrument->rank = QZ_RANK_NORMATIVE;
  else if (local && order && instrument->rank == QZ_RANK_UNKNOWN)
    instrument->rank = QZ_RANK_LOCAL_RULE;
  else if (local && !order && (instrument->rank == QZ_RANK_UNKNOWN || instrument->rank == QZ_RANK_LOCAL_RULE))
    instrument->rank = QZ_RANK_NORMATIVE;
}

/* ---- what the text says of itself, where neither issuer nor title does ---- */

/* 本市, 本省 …: words of a local text about its own place. */
static gboolean
is_local (const char *text)
{
  static const char *const own[] = { "本市", "本省", "本自治区", "本自治州", "本自治县", "本县", "本特区", "本经济特区" };

  for (gsize i = 0; i < G_N_ELEMENTS (own); i++)
    if (strstr (text, own[i]) != NULL)
      return TRUE;
  return FALSE;
}

/* 上海港口条例, 中国（上海）自由贸易试验区条例 with 本市 in the text: the place that the title begins with, by its short name. */
static const char *
place_by_short_name (const char *title)
{
  g_autofree char *head = NULL;

  if (g_str_has_prefix (title, "中国（"))
    title += strlen ("中国（");
  head = g_strndup (title, g_utf8_offset_to_pointer (title, MIN (2, g_utf8_strlen (title, -1))) - title);
  return qz_province_in (head);
}

/* Nationwide is a text that gives duties to the State Council's bodies and never speaks of a place of its own. No
 * ministry and no government may call its rules 条例 (行政法规制定程序条例第五条), so a nationwide one is the State Council's;
 * and only the two highest organs of justice interpret how the law is to be applied (立法法第一百一十九条). */
static void
read_text_itself (QzInstrument *instrument, const char *text)
{
  gboolean local = is_local (text);
  const char *title = instrument->title, *place = local ? place_by_short_name (title) : NULL;

  if (g_str_has_suffix (title, "解释") && (strstr (title, "应用法律") != NULL || strstr (title, "适用法律") != NULL)) {
    instrument->territory = g_strdup ("全国");
    instrument->rank = instrument->rank != QZ_RANK_UNKNOWN ? instrument->rank : QZ_RANK_JUDICIAL;
  } else if (place != NULL)
    instrument->territory = g_strdup (place);
  else if (!local && (g_str_has_prefix (title, "中华人民共和国") || strstr (text, "国务院") != NULL)) {
    instrument->territory = g_strdup ("全国");
    if (instrument->rank == QZ_RANK_UNKNOWN && g_str_has_suffix (title, "条例"))
      instrument->rank = QZ_RANK_ADMIN_REGULATION;
  }
}

/* Who interprets a local text made it: 本办法由市人民政府负责解释; and a congress's committee writes its own rules. */
static void
read_local_rank (QzInstrument *instrument, const char *text)
{
  static const struct {
    const char *words;
    QzRank      rank;
  } makers[] = {
    { "人民代表大会常务委员会负责解释", QZ_RANK_LOCAL_REGULATION }, { "人民代表大会常务委员会解释", QZ_RANK_LOCAL_REGULATION },
    { "人大常委会负责解释", QZ_RANK_LOCAL_REGULATION },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (makers); i++)
    if (strstr (text, makers[i].words) != NULL)
      instrument->rank = makers[i].rank;
  if (strstr (instrument->title, "人民代表大会") != NULL && strstr (instrument->title, "关于") == NULL)
    instrument->rank = QZ_RANK_LOCAL_REGULATION;
}

void
qz_issuer_place (QzInstrument *instrument, const QzSource *source, const GPtrArray *events)
{
  qz_territory_of (instrument->title, instrument->issuer, source->path, &instrument->territory, &instrument->rank);
  if (instrument->rank == QZ_RANK_LOCAL_REGULATION && instrument->issuer != NULL && g_str_has_prefix (instrument->issuer, "全国人民代表大会"))
    g_clear_pointer (&instrument->issuer, g_free);
  if (instrument->territory == NULL && instrument->counts[QZ_LEVEL_ARTICLE] > 0)
    read_text_itself (instrument, source->text);
  if (instrument->rank == QZ_RANK_UNKNOWN && instrument->territory != NULL && strcmp (instrument->territory, "全国") != 0)
    read_local_rank (instrument, source->text);
  refine_rank (instrument);
  if (instrument->territory == NULL || strcmp (instrument->territory, "全国") == 0
      || qz_place_has_province (instrument->territory) || strstr (instrument->territory, "省") != NULL
      || strstr (instrument->territory, "自治区") != NULL)
    return;
  g_autofree char *province = province_of_events (events), *place = g_steal_pointer (&instrument->territory);
  instrument->territory = g_strconcat (province != NULL ? province : "", place, NULL);
}
