#include "config.h"

#include <string.h>

#include <quanze/citation.h>
#include <quanze/locale.h>

#include "search/found.h"
#include "search/ask/rules.h"

typedef struct {
  QzEngine         *engine;
  const QzRuleCase *power;
} RuleContext;

/* ---- citing a rule ---- */

const char qz_rule_not_held[] = N_ ("（条文未入库）");

char *
qz_rule_cite (QzEngine *engine, const char *rule, GError **error)
{
  g_autoptr (GPtrArray) citations = qz_citations_parse_string (rule, engine->lexicon);
  const QzCitation *citation = citations->len > 0 ? citations->pdata[0] : NULL;
  const QzTarget *target = citation != NULL && citation->targets->len > 0 ? citation->targets->pdata[0] : NULL;

  if (target == NULL || target->key == NULL)
    return g_strdup (rule);
  const QzVersion *version = qz_timeline_at (engine->timeline, target->key, engine->as_of);
  QzAddress top = { .article = target->address.article, .suffix = target->address.suffix };
  g_autofree char *eid = qz_address_to_eid (&top);
  g_autofree char *id = version != NULL && eid != NULL ? g_strconcat (version->id, "#", eid, NULL) : NULL;
  g_autoptr (GError) own = NULL;
  g_autoptr (QzFound) found = id != NULL ? qz_found_get (engine, id, &own) : NULL;

  if (own != NULL) {
    g_propagate_error (error, g_steal_pointer (&own));
    return NULL;
  }
  g_autofree char *printed = qz_citation_format (found != NULL ? qz_found_string (found, "title") : target->title, &target->address);
  return found != NULL ? g_steal_pointer (&printed) : g_strconcat (printed, qz_rule_not_held, NULL);
}

gsize
qz_rule_cited_len (const char *rule)
{
  gsize len = strlen (rule);

  return g_str_has_suffix (rule, qz_rule_not_held) ? len - strlen (qz_rule_not_held) : len;
}

/* Adds each of RULES (space between) to LIST once. */
static gboolean
add_rules (QzEngine *engine, json_t *list, const char *rules, GError **error)
{
  g_auto (GStrv) each = g_strsplit (rules, " ", -1);

  for (guint i = 0; each[i] != NULL; i++) {
    const json_t *old;
    size_t j;
    gboolean had = FALSE;

    if (*each[i] == '\0')
      continue;
    g_autofree char *citation = qz_rule_cite (engine, each[i], error);
    if (citation == NULL)
      return FALSE;
    json_array_foreach (list, j, old)
      had = had || g_str_equal (json_string_value (old), citation);
    if (!had)
      json_array_append_new (list, json_string (citation));
  }
  return TRUE;
}

/* ---- filling in ---- */

/* The cell of MODE:COLUMN, borrowed; NULL when absent or empty. */
static const char *
cell (QzEngine *engine, const char *mode, const char *column)
{
  g_autofree char *key = g_strconcat (mode, ":", column, NULL);
  const char *const *cells = qz_lexicon_lookup (engine->lexicon, "modes", key);

  return cells != NULL && cells[0] != NULL && *cells[0] != '\0' ? cells[0] : NULL;
}

/* TEXT with {holder} and {principal} put in. NULL where a name is missing. The caller's. */
static char *
fill (const RuleContext *context, const char *text)
{
  const char *holder = context->power->holder, *principal = context->power->principal;

  if (text == NULL || (strstr (text, "{principal}") != NULL && principal == NULL)
      || (strstr (text, "{holder}") != NULL && holder == NULL))
    return NULL;
  GString *filled = g_string_new (text);
  g_string_replace (filled, "{holder}", holder != NULL ? holder : "", 0);
  g_string_replace (filled, "{principal}", principal != NULL ? principal : "", 0);
  return g_string_free (filled, FALSE);
}

/* The place a body's name starts with, up to and with its last 省市县区: 甲县农业农村局 → 甲县. Length in bytes. */
static gsize
place_span (const char *body)
{
  static const char *const ends[] = { "省", "市", "县", "区", "州", "旗" };
  gsize best = 0;

  for (const char *p = body; *p != '\0'; p = g_utf8_next_char (p))
    for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
      if (g_str_has_prefix (p, ends[i]) && p > body && !g_str_has_prefix (p, "市场") && !g_str_has_prefix (p, "区域")
          && !g_str_has_prefix (p, "市容") && !g_str_has_prefix (p, "县级") && !g_str_has_prefix (p, "区级") && !g_str_has_prefix (p, "市级"))
        best = (gsize) (p - body) + strlen (ends[i]);
  return best;
}

typedef struct {
  const char *body;
  const char *review, *rules;
} ReviewSearch;

/* 部门: ends so; 国务院*部门: begins and ends so; =行政机关: is called so and no more. */
static gboolean
is_called (const char *body, const char *pattern)
{
  const char *star = strchr (pattern, '*');

  if (*pattern == '=')
    return g_str_equal (body, pattern + 1);
  return g_str_has_suffix (body, star != NULL ? star + 1 : pattern)
         && (star == NULL || strncmp (body, pattern, (gsize) (star - pattern)) == 0);
}

static void
match_review (const char *const *cells, gpointer user_data)
{
  ReviewSearch *search = user_data;
  g_auto (GStrv) patterns = NULL;

  if (search->review != NULL || cells[1] == NULL || cells[2] == NULL)
    return;
  patterns = g_strsplit (cells[0], " ", -1);
  for (guint i = 0; patterns[i] != NULL; i++)
    if (is_called (search->body, patterns[i])) {
      search->review = cells[1];
      search->rules = cells[2];
    }
}

static gboolean
is_county (const char *place)
{
  return g_str_has_suffix (place, "县") || g_str_has_suffix (place, "区") || g_str_has_suffix (place, "市");
}

/* The county a township lies in: of its own name, else the last part of TERRITORY. The caller's. */
static char *
county_of (const char *place, const char *territory)
{
  const char *last = territory;

  if (is_county (place))
    return g_strdup (place);
  for (const char *p = territory; p != NULL && *p != '\0'; p = g_utf8_next_char (p))
    if ((g_str_has_prefix (p, "市") || g_str_has_prefix (p, "省")) && p[strlen ("市")] != '\0')
      last = p + strlen ("市");
  return g_strdup (last != NULL && is_county (last) ? last : "县级");
}

/* What stands for a review body where no act of such a body goes to administrative review or suit. */
#define NO_REVIEW "-"

/* Whether the acts of BODY are administrative ones, as far as the table tells: not those of a homeowners' meeting. */
static gboolean
is_reviewable (QzEngine *engine, const char *body)
{
  ReviewSearch search = { .body = body };

  if (body != NULL)
    qz_lexicon_each (engine->lexicon, "review", match_review, &search);
  return g_strcmp0 (search.review, NO_REVIEW) != 0;
}

/* Who reviews acts of BODY. *RULES is borrowed. The caller's; NULL when the table does not tell. */
static char *
review_body (QzEngine *engine, const char *body, const char *territory, const char **rules)
{
  ReviewSearch search = { .body = body };
  gsize span = place_span (body);
  g_autofree char *place = g_strndup (body, span), *county = county_of (place, territory);

  qz_lexicon_each (engine->lexicon, "review", match_review, &search);
  if (search.review == NULL)
    return NULL;
  *rules = search.rules;
  GString *name = g_string_new (search.review);
  g_string_replace (name, "{place}", span > 0 ? place : "本级", 0);
  g_string_replace (name, "{county}", county, 0);
  return g_string_free (name, FALSE);
}

static void
set_string (json_t *answer, const char *key, const char *text)
{
  json_object_set_new (answer, key, qz_json_string (text));
}

static gboolean
set_review (RuleContext *context, json_t *answer, const char *respondent, json_t *rules, GError **error)
{
  const char *why = NULL;
  g_autofree char *body = respondent != NULL ? review_body (context->engine, respondent, context->power->territory, &why) : NULL;

  set_string (answer, "review_body", body);
  json_object_set_new (answer, "review_first", json_false ());
  return why == NULL || add_rules (context->engine, rules, why, error);
}

static gboolean
set_deadlines (RuleContext *context, json_t *answer, json_t *rules, GError **error)
{
  static const char *const rows[] = { "deadline_review", "deadline_suit" };
  json_t *deadlines = json_array ();

  json_object_set_new (answer, "deadlines", deadlines);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *rule_key = g_strconcat (rows[i], "_rules", NULL);
    const char *text = cell (context->engine, "all", rows[i]), *rule = cell (context->engine, "all", rule_key);
    g_autofree char *citation = rule != NULL ? qz_rule_cite (context->engine, rule, error) : NULL;

    if (text == NULL || rule == NULL)
      continue;
    if (citation == NULL)
      return FALSE;
    json_array_append_new (deadlines, json_pack ("{s:s, s:s}", "text", text, "rule", citation));
    if (!add_rules (context->engine, rules, rule, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
apply_internal (RuleContext *context, json_t *answer, json_t *rules, GError **error)
{
  static const char *const none[] = { "in_whose_name", "respondent", "review_body", "defendant", "compensation" };
  const char *why = cell (context->engine, "internal", "rules");

  for (guint i = 0; i < G_N_ELEMENTS (none); i++)
    set_string (answer, none[i], NULL);
  json_object_set_new (answer, "inferred_name", json_false ());
  json_object_set_new (answer, "review_first", json_false ());
  json_object_set_new (answer, "deadlines", json_array ());
  return why == NULL || add_rules (context->engine, rules, why, error);
}

/* The rules of MODE for every power, and those of the power's own kind. */
static gboolean
add_mode_rules (RuleContext *context, const char *mode, json_t *rules, GError **error)
{
  static const char *const kinds[] = { "处罚", "许可", "强制" };
  const char *common = cell (context->engine, mode, "rules"), *category = context->power->category;

  for (guint i = 0; category != NULL && i < G_N_ELEMENTS (kinds); i++) {
    g_autofree char *column = g_strconcat ("rules_", kinds[i], NULL);
    const char *own = strstr (category, kinds[i]) != NULL ? cell (context->engine, mode, column) : NULL;

    if (own != NULL && !add_rules (context->engine, rules, own, error))
      return FALSE;
  }
  return common == NULL || add_rules (context->engine, rules, common, error);
}

static void
set_roles (RuleContext *context, json_t *answer, const char *mode)
{
  static const struct { const char *key, *column; } roles[] = {
    { "in_whose_name", "name" }, { "respondent", "respondent" }, { "defendant", "defendant" }, { "compensation", "compensation" }
  };

  for (guint i = 0; i < G_N_ELEMENTS (roles); i++) {
    g_autofree char *text = fill (context, cell (context->engine, mode, roles[i].column));
    set_string (answer, roles[i].key, text);
  }
  json_object_set_new (answer, "inferred_name", json_boolean (g_strcmp0 (cell (context->engine, mode, "name_inferred"), "yes") == 0));
}

gboolean
qz_rules_apply (QzEngine *engine, json_t *answer, const QzRuleCase *power, GError **error)
{
  RuleContext context = { engine, power };
  const char *mode = qz_mode_name (power->mode);
  json_t *rules = json_array ();
  g_autoptr (GError) own = NULL;
  gboolean ok;

  json_object_set_new (answer, "rules", rules);
  g_autofree char *respondent = mode != NULL ? fill (&context, cell (engine, mode, "respondent")) : NULL;
  if (power->internal || mode == NULL || !is_reviewable (engine, respondent)) {
    ok = apply_internal (&context, answer, rules, &own);
    if (!power->internal)
      json_array_clear (rules);
  } else {
    set_roles (&context, answer, mode);
    ok = add_mode_rules (&context, mode, rules, &own)
         && set_review (&context, answer, json_string_value (json_object_get (answer, "respondent")), rules, &own)
         && set_deadlines (&context, answer, rules, &own);
  }
  if (!ok && own != NULL)
    g_propagate_error (error, g_steal_pointer (&own));
  return ok;
}
