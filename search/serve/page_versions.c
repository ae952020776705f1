/* The versions of an instrument or of one of its rules, and two of them side by side, rule by rule. */
#include "config.h"

#include <string.h>

#include <quanze/locale.h>
#include <quanze/wording.h>

#include "search/show/comparison.h"
#include "search/serve/page.h"

/* Rules shown of a whole instrument; a revision of a code changes hundreds. */
#define MATCHES_MAX 200

/* ---- the table ---- */

/* The place of SHOWN in the version of instrument INSTRUMENT. The caller's. */
static char *
same_place (const json_t *shown, const char *instrument)
{
  const char *id = qz_json_text (shown, "id"), *eid = id != NULL ? strchr (id, '#') : NULL;

  return g_strconcat (instrument, eid, NULL);
}

static void
write_version (QzPage *page, const json_t *shown, const json_t *version, const char *own)
{
  const char *id = qz_json_text (version, "id"), *from = qz_json_text (version, "effective_from");
  const char *until = qz_json_text (version, "effective_until");
  g_autofree char *place = same_place (shown, id), *path = qz_uri_path ("/provisions/", place);
  g_autofree char *here = qz_uri_path ("/provisions/", qz_json_text (shown, "id"));
  g_autofree char *compare = qz_uri_build (here, "compare", id, NULL);
  gboolean current = strncmp (own, id, strlen (id)) == 0 && strchr ("#", own[strlen (id)]) != NULL;

  qz_html_open (page->html, "tr", NULL);
  qz_html_open (page->html, "th", "scope", "row", NULL);
  if (current)
    qz_html_text (page->html, strrchr (id, '@') != NULL ? strrchr (id, '@') + 1 : id);
  else
    qz_page_anchor (page, path, strrchr (id, '@') != NULL ? strrchr (id, '@') + 1 : id, NULL);
  qz_html_close (page->html);
  qz_html_open (page->html, "td", NULL);
  qz_html_printf (page->html, "%s – %s", from != NULL ? from : "?", until != NULL ? until : "");
  qz_html_close (page->html);
  qz_html_open (page->html, "td", NULL);
  qz_page_status (page, qz_json_text (version, "status"));
  qz_html_close (page->html);
  qz_html_open (page->html, "td", NULL);
  if (current)
    qz_html_text (page->html, qz_page_say (page, N_ ("本页")));
  else
    qz_page_anchor (page, compare, qz_page_say (page, N_ ("与本页对照")), NULL);
  qz_html_close (page->html);
  qz_html_close (page->html);
}

void
qz_page_versions (QzPage *page, const json_t *shown)
{
  static const char *const HEADS[] = { N_ ("版本"), N_ ("施行期间"), N_ ("时效"), N_ ("对照") };
  const json_t *versions = json_object_get (shown, "versions"), *version;
  const char *own = qz_json_text (shown, "id");
  size_t i;

  if (json_array_size (versions) < 2 || own == NULL)
    return;
  qz_html_element (page->html, "h2", qz_page_say (page, N_ ("历次版本")), NULL);
  qz_html_open (page->html, "div", "class", "wide", "tabindex", "0", "role", "region", "aria-label",
                qz_page_say (page, N_ ("历次版本")), NULL);
  qz_html_open (page->html, "table", NULL);
  qz_html_open (page->html, "thead", NULL);
  qz_html_open (page->html, "tr", NULL);
  for (guint h = 0; h < G_N_ELEMENTS (HEADS); h++)
    qz_html_element (page->html, "th", qz_page_say (page, HEADS[h]), "scope", "col", NULL);
  qz_html_close (page->html);
  qz_html_close (page->html);
  qz_html_open (page->html, "tbody", NULL);
  json_array_foreach (versions, i, version) write_version (page, shown, version, own);
  qz_html_close (page->html);
  qz_html_close (page->html);
  qz_html_close (page->html);
}

/* ---- one rule in two versions ---- */

/* TEXT with what changed marked: deleted on side 0, inserted on side 1. */
static void
write_wording (QzPage *page, const char *text, const GArray *changes, guint side)
{
  gsize at = 0;

  qz_html_open (page->html, "p", "class", "wording", NULL);
  for (guint i = 0; changes != NULL && i < changes->len; i++) {
    const QzRewording *change = &g_array_index (changes, QzRewording, i);
    gsize from = side == 0 ? change->old_start : change->new_start, to = side == 0 ? change->old_end : change->new_end;

    qz_html_text_len (page->html, text + at, from - at);
    if (to > from) {
      qz_html_open (page->html, side == 0 ? "del" : "ins", NULL);
      qz_html_text_len (page->html, text + from, to - from);
      qz_html_close (page->html);
    }
    at = to;
  }
  qz_html_text (page->html, text + at);
  qz_html_close (page->html);
}

static void
write_side (QzPage *page, const QzComparison *comparison, const GArray *places, guint side, const char *words,
            const GArray *changes)
{
  const char *version = strrchr (comparison->versions[side]->id, '@');

  qz_html_open (page->html, "section", NULL);
  qz_html_open (page->html, "h4", NULL);
  qz_html_text (page->html, version != NULL ? version + 1 : comparison->versions[side]->id);
  for (guint i = 0; i < places->len; i++) {
    const QzFound *rule = qz_comparison_rule (comparison, places, side, i);
    g_autofree char *name = qz_rule_name (qz_found_string (rule, "eid"));

    qz_html_text (page->html, i == 0 ? " " : "、");
    qz_page_anchor_id (page, NULL, rule->id, name);
  }
  qz_html_close (page->html);
  if (places->len > 0)
    write_wording (page, words, changes, side);
  else
    qz_html_element (page->html, "p", qz_page_say (page, N_ ("这个版本没有这一条。")), NULL);
  qz_html_close (page->html);
}

static void
write_match (QzPage *page, const QzComparison *comparison, const QzMatch *match)
{
  g_autofree char *old = qz_comparison_words (comparison, match->old, 0), *new = qz_comparison_words (comparison, match->new, 1);
  g_autoptr (GArray) changes = match->old->len > 0 && match->new->len > 0 ? qz_rewordings (old, new) : NULL;

  qz_html_open (page->html, "div", "class", "match", NULL);
  qz_html_element (page->html, "h3", qz_page_name (page, qz_relation_name (match->relation)), NULL);
  qz_html_open (page->html, "div", "class", "sides", "lang", "zh-CN", NULL);
  write_side (page, comparison, match->old, 0, old, changes);
  write_side (page, comparison, match->new, 1, new, changes);
  qz_html_close (page->html);
  qz_html_close (page->html);
}

/* ---- the comparison ---- */

/* What became of one rule, or with EID NULL of every rule that changed. */
static void
write_matches (QzPage *page, const QzComparison *comparison, guint side, const char *eid)
{
  g_autoptr (GPtrArray) of_rule = eid != NULL ? qz_comparison_find (comparison, side, eid) : NULL;
  const GPtrArray *matches = of_rule != NULL ? of_rule : comparison->matches;
  guint shown = 0, changed = 0;

  for (guint i = 0; i < matches->len; i++) {
    const QzMatch *match = matches->pdata[i];

    if (eid == NULL && match->relation == QZ_RELATION_SAME)
      continue;
    if (changed++ < MATCHES_MAX) {
      write_match (page, comparison, match);
      shown++;
    }
  }
  if (changed == 0)
    qz_html_element (page->html, "p", qz_page_say (page, N_ ("两个版本没有不同。")), NULL);
  if (shown < changed) {
    qz_html_open (page->html, "p", NULL);
    qz_html_printf (page->html, qz_page_say (page, N_ ("共 %u 处不同，这里列出 %u 处。")), changed, shown);
    qz_html_close (page->html);
  }
}

gboolean
qz_page_comparison (QzPage *page, const json_t *shown, GError **error)
{
  const char *asked = qz_uri_get (page->request->uri, "compare"), *id = qz_json_text (shown, "id"),
             *place = strchr (id, '#');
  g_autofree char *own_id = g_strndup (id, strcspn (id, "#")), *eid = NULL;
  const QzVersion *own = qz_timeline_find (page->engine->timeline, own_id);
  const QzVersion *other = asked != NULL ? qz_timeline_find (page->engine->timeline, asked) : NULL;

  if (own == NULL || other == NULL || own == other || g_strcmp0 (own->key, other->key) != 0)
    return TRUE;
  gboolean later = own->version > other->version;
  g_autoptr (QzLaws) laws = qz_laws_new (page->engine);
  g_autoptr (QzComparison) comparison
    = qz_comparison_new (page->engine, laws, later ? other : own, later ? own : other, error);
  if (comparison == NULL)
    return FALSE;
  if (place != NULL)
    eid = g_strndup (place + 1,
                     strstr (place, "__") != NULL ? (gsize)(strstr (place, "__") - place - 1) : strlen (place + 1));
  qz_html_element (page->html, "h2", qz_page_say (page, N_ ("两个版本对照")), "id", "compare", NULL);
  qz_html_element (page->html, "p",
                   qz_page_say (page, N_ ("按内容对照，不按条号：修改以后，同一条号可能是另一条规定。")), NULL);
  write_matches (page, comparison, later, eid);
  return TRUE;
}
