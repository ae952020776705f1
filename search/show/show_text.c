#include "config.h"

#include <string.h>

#include <quanze/locale.h>

#include "search/citation_note.h"
#include "search/show/comparison.h"
#include "search/show/show_render.h"

/* As laws are printed: two wide spaces before a paragraph, one behind a number. */
#define INDENT "　　"
#define GAP "　"

/* ---- the document ---- */

static void
append_words (GString *out, const char *lead, const QzOutline *node, gboolean tail)
{
  g_autofree char *words = qz_outline_words (node, tail);
  g_auto (GStrv) lines = g_strsplit (words, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    if (*lines[i] != '\0')
      g_string_append_printf (out, "%s%s\n", i == 0 ? lead : INDENT, lines[i]);
}

static void append_node (GString *out, const QzOutline *node);

/* An article stands on one line with its first words. */
static void
append_article (GString *out, const QzOutline *node)
{
  g_autofree char *lead
    = g_strconcat (INDENT, node->num != NULL ? node->num : "", node->num != NULL ? GAP : "",
                   node->heading != NULL ? node->heading : "", node->heading != NULL ? GAP : "", NULL);
  const QzOutline *first = node->children->len > 0 ? node->children->pdata[0] : NULL;

  if (first == NULL || first->level != QZ_LEVEL_PARAGRAPH) {
    append_words (out, lead, node, FALSE);
    for (guint i = 0; i < node->children->len; i++)
      append_node (out, node->children->pdata[i]);
    return;
  }
  append_words (out, lead, first, FALSE);
  for (guint i = 0; i < first->children->len; i++)
    append_node (out, first->children->pdata[i]);
  append_words (out, INDENT, first, TRUE);
  for (guint i = 1; i < node->children->len; i++)
    append_node (out, node->children->pdata[i]);
}

static void
append_division (GString *out, const QzOutline *node)
{
  g_string_append_printf (out, "\n%s%s%s\n", node->num != NULL ? node->num : "",
                          node->num != NULL && node->heading != NULL ? GAP : "",
                          node->heading != NULL ? node->heading : "");
  append_words (out, INDENT, node, FALSE);
  for (guint i = 0; i < node->children->len; i++)
    append_node (out, node->children->pdata[i]);
}

static void
append_node (GString *out, const QzOutline *node)
{
  g_autofree char *lead = g_strconcat (INDENT, node->num, NULL);

  if (node->level == QZ_LEVEL_ARTICLE) {
    append_article (out, node);
    return;
  }
  if (node->level <= QZ_LEVEL_SECTION || node->level == QZ_LEVEL_HEADING || node->level == QZ_LEVEL_ANNEX) {
    append_division (out, node);
    return;
  }
  append_words (out, lead, node, FALSE);
  for (guint i = 0; i < node->children->len; i++)
    append_node (out, node->children->pdata[i]);
  append_words (out, INDENT, node, TRUE);
}

/* The whole instrument: front matter, then all of it; or the one division of it that is asked for. */
static void
append_instrument (GString *out, const json_t *shown, const QzOutline *outline)
{
  const json_t *line;
  size_t i;

  if (qz_json_text (shown, "eid") != NULL) {
    append_node (out, qz_outline_find (outline, qz_json_text (shown, "eid")));
    return;
  }
  json_array_foreach (json_object_get (shown, "front"), i, line)
    g_string_append_printf (out, "%s\n", json_string_value (line));
  for (guint k = 0; k < outline->children->len; k++)
    append_node (out, outline->children->pdata[k]);
}

/* ---- links and history ---- */

static void
append_cites (GString *out, const json_t *cites)
{
  const json_t *one;
  size_t i;

  if (json_array_size (cites) == 0)
    return;
  g_string_append (out, _ ("\n它引用的：\n"));
  json_array_foreach (cites, i, one)
  {
    g_autofree char *note = qz_citation_note (qz_json_text (one, "status"), qz_json_text (one, "version_status"));

    g_string_append_printf (out, note != NULL ? "  %s  [%s]\n" : "  %s\n", qz_json_text (one, "citation"), note);
  }
}

/* Those that mean the version shown, then how many mean another one. */
static void
append_cited_by (GString *out, const json_t *shown)
{
  const json_t *cited_by = json_object_get (shown, "cited_by"), *items = json_object_get (cited_by, "items"), *one;
  guint others = 0, mine = 0;
  size_t i;

  json_array_foreach (items, i, one) {
    gboolean means_this = qz_show_means_this (shown, one);
    mine += means_this;
    others += !means_this && qz_show_is_text (one);
  }
  if (mine > 0)
    g_string_append_printf (out, _ ("\n引用它的有 %u 处：\n"), mine);
  json_array_foreach (items, i, one) if (qz_show_means_this (shown, one))
    g_string_append_printf (out, "  %s\n", qz_json_text (one, "citation"));
  if (others > 0)
    g_string_append_printf (out, _ ("\n另有 %u 处引用同一条号，指的是别的文本。\n"), others);
  if ((json_int_t)json_array_size (items) < json_integer_value (json_object_get (cited_by, "total")))
    g_string_append_printf (out, _ ("（共 %lld 处，只看了前 %u 处）\n"),
                            (long long)json_integer_value (json_object_get (cited_by, "total")), (guint) json_array_size (items));
}

static void
append_powers (GString *out, const json_t *powers)
{
  const json_t *one;
  size_t i;

  if (json_integer_value (json_object_get (powers, "total")) == 0)
    return;
  g_string_append_printf (out, _ ("\n以它为依据的事项有 %lld 项：\n"),
                          (long long)json_integer_value (json_object_get (powers, "total")));
  json_array_foreach (json_object_get (powers, "items"), i, one)
  {
    const char *code = qz_json_text (one, "code"), *name = qz_json_text (one, "name"),
               *holder = qz_json_text (one, "holder");
    g_string_append_printf (out, "  %s%s%s", code != NULL ? code : "", code != NULL ? " " : "",
                            name != NULL ? name : "");
    g_string_append_printf (out, holder != NULL ? _ ("（%s）\n") : "\n", holder);
  }
}

static void
append_span (GString *out, const json_t *version)
{
  const char *from = qz_json_text (version, "effective_from"), *until = qz_json_text (version, "effective_until");

  g_string_append_printf (out, "  [%s]", qz_status_word (qz_json_text (version, "status")));
  if (from != NULL)
    g_string_append_printf (out, _ ("  %s 起"), from);
  if (until != NULL)
    g_string_append_printf (out, _ ("，%s 前"), until);
  g_string_append_c (out, '\n');
}

static void
append_history (GString *out, const json_t *history)
{
  const json_t *step;
  size_t i;

  g_string_append (out, _ ("\n历史：\n"));
  json_array_foreach (history, i, step)
  {
    g_autofree char *rules = qz_show_step_rules (step);
    const char *relation = qz_json_text (step, "relation");
    const json_t *similarity = json_object_get (step, "similarity");

    g_string_append_printf (out, "  %s  %s", qz_json_text (step, "version"), rules);
    if (relation != NULL)
      g_string_append_printf (out, "  %s", qz_relation_word (qz_relation_from_name (relation)));
    if (json_is_number (similarity) && json_number_value (similarity) < 1)
      g_string_append_printf (out, _ ("（相似 %.2f）"), json_number_value (similarity));
    append_span (out, step);
  }
}

static void
append_versions (GString *out, const json_t *shown)
{
  const json_t *history = json_object_get (shown, "history"), *versions = json_object_get (shown, "versions"), *version;
  size_t i;

  if (json_array_size (versions) < 2)
    return;
  if (history != NULL) {
    append_history (out, history);
    return;
  }
  g_string_append (out, _ ("\n历史：\n"));
  json_array_foreach (versions, i, version)
  {
    g_string_append_printf (out, "  %s", qz_json_text (version, "id"));
    append_span (out, version);
  }
}

/* ---- the whole ---- */

static void
append_power (GString *out, const json_t *shown)
{
  g_autofree QzShowRow *rows = qz_show_power_rows (shown);

  for (guint i = 0; rows[i].label != NULL; i++)
    g_string_append_printf (out, "%s%s\n", rows[i].label, rows[i].value);
}

char *
qz_show_text (const json_t *shown, const QzOutline *outline)
{
  GString *out = g_string_new (qz_json_text (shown, "citation"));
  const char *kind = qz_json_text (shown, "kind"), *from = qz_json_text (shown, "effective_from");

  g_string_append_printf (out, "  [%s", qz_status_word (qz_json_text (shown, "status")));
  if (from != NULL && !g_str_equal (kind, "power"))
    g_string_append_printf (out, "%s%s", _ ("，施行于 "), from);
  g_string_append (out, "]\n\n");
  if (g_str_equal (kind, "power"))
    append_power (out, shown);
  else if (g_str_equal (kind, "instrument") && outline != NULL)
    append_instrument (out, shown, outline);
  else
    g_string_append_printf (out, "%s\n", qz_json_text (shown, "text"));
  if (!g_str_equal (kind, "instrument"))
    append_cites (out, json_object_get (shown, "cites"));
  append_cited_by (out, shown);
  append_powers (out, json_object_get (shown, "powers"));
  append_versions (out, shown);
  return g_string_free (out, FALSE);
}
