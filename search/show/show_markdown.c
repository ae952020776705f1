#include "config.h"

#include <string.h>

#include <quanze/locale.h>

#include "search/show/comparison.h"
#include "search/show/show_render.h"

/* ---- words ---- */

/* TEXT with what Markdown would read as its own marks set apart. */
static void
append_plain (GString *out, const char *text)
{
  for (const char *p = text; *p != '\0'; p++) {
    if (strchr ("\\`*_[]<>#|", *p) != NULL)
      g_string_append_c (out, '\\');
    g_string_append_c (out, *p);
  }
}

/* The words of NODE, each line a paragraph; LEAD is Markdown. */
static void
append_words (GString *out, const char *lead, const QzOutline *node, gboolean tail)
{
  g_autofree char *words = qz_outline_words (node, tail);
  g_auto (GStrv) lines = g_strsplit (words, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++) {
    if (*lines[i] == '\0')
      continue;
    g_string_append (out, i == 0 ? lead : "");
    append_plain (out, lines[i]);
    g_string_append (out, "\n\n");
  }
}

/* ---- the document ---- */

/* Deeper headings look alike. */
#define HEADING_MAX 6u

static void append_node (GString *out, const QzOutline *node, guint depth);

static void
append_children (GString *out, const QzOutline *node, guint depth)
{
  for (guint i = 0; i < node->children->len; i++)
    append_node (out, node->children->pdata[i], depth);
}

static void
append_division (GString *out, const QzOutline *node, guint depth)
{
  for (guint i = 0; i < MIN (depth, HEADING_MAX); i++)
    g_string_append_c (out, '#');
  if (node->num != NULL)
    g_string_append_printf (out, " %s", node->num);
  if (node->heading != NULL) {
    g_string_append_c (out, ' ');
    append_plain (out, node->heading);
  }
  g_string_append (out, "\n\n");
  append_words (out, "", node, FALSE);
  append_children (out, node, depth + 1);
}

/* The number in bold before the first words, which lie in the first paragraph. */
static void
append_article (GString *out, const QzOutline *node, guint depth)
{
  g_autofree char *lead = node->num != NULL ? g_strdup_printf ("**%s**　", node->num) : g_strdup ("");
  const QzOutline *first = node->children->len > 0 ? node->children->pdata[0] : NULL;

  append_words (out, lead, first != NULL ? first : node, FALSE);
  if (first == NULL)
    return;
  append_children (out, first, depth);
  append_words (out, "", first, TRUE);
  for (guint i = 1; i < node->children->len; i++)
    append_node (out, node->children->pdata[i], depth);
}

static void
append_node (GString *out, const QzOutline *node, guint depth)
{
  g_autofree char *lead = node->level == QZ_LEVEL_ITEM    ? g_strconcat ("- ", node->num, NULL)
                          : node->level == QZ_LEVEL_POINT ? g_strconcat ("  - ", node->num, NULL)
                                                          : g_strdup ("");

  if (node->level == QZ_LEVEL_ARTICLE) {
    append_article (out, node, depth);
    return;
  }
  if (node->level <= QZ_LEVEL_SECTION || node->level == QZ_LEVEL_HEADING || node->level == QZ_LEVEL_ANNEX) {
    append_division (out, node, depth);
    return;
  }
  append_words (out, lead, node, FALSE);
  append_children (out, node, depth);
  append_words (out, "", node, TRUE);
}

static void
append_front (GString *out, const json_t *front)
{
  const json_t *line;
  size_t i;

  json_array_foreach (front, i, line)
  {
    append_plain (out, json_string_value (line));
    g_string_append (out, "\n\n");
  }
}

/* ---- links and history ---- */

/* A list under HEADING of the TEXT of ITEMS; with SHOWN only of those that mean the version shown. */
static void
append_list (GString *out, const char *heading, const json_t *items, const char *text, const json_t *shown)
{
  gboolean any = FALSE;
  const json_t *one;
  size_t i;

  json_array_foreach (items, i, one)
  {
    if (shown != NULL && !qz_show_means_this (shown, one))
      continue;
    if (!any)
      g_string_append_printf (out, "### %s\n\n", heading);
    any = TRUE;
    g_string_append (out, "- ");
    append_plain (out, qz_json_text (one, text) != NULL ? qz_json_text (one, text) : "");
    g_string_append_c (out, '\n');
  }
  if (any)
    g_string_append_c (out, '\n');
}

static void
append_row (GString *out, const json_t *version, const char *rules, const char *relation)
{
  const char *id = qz_json_text (version, "version"), *from = qz_json_text (version, "effective_from");
  const char *until = qz_json_text (version, "effective_until");

  g_string_append_printf (out, "| %s | %s | %s | %s | %s | %s |\n", id != NULL ? id : qz_json_text (version, "id"),
                          rules, relation, qz_status_word (qz_json_text (version, "status")), from != NULL ? from : "",
                          until != NULL ? until : "");
}

static void
append_versions (GString *out, const json_t *shown)
{
  const json_t *history = json_object_get (shown, "history"), *versions = json_object_get (shown, "versions"), *one;
  size_t i;

  if (json_array_size (versions) < 2)
    return;
  g_string_append_printf (out, "### %s\n\n", _ ("历史"));
  g_string_append (out, _ ("| 文本 | 条号 | 变化 | 时效 | 施行 | 被取代或者废止 |\n|---|---|---|---|---|---|\n"));
  json_array_foreach (history != NULL ? history : versions, i, one)
  {
    g_autofree char *rules = history != NULL ? qz_show_step_rules (one) : g_strdup ("");
    const char *relation = qz_json_text (one, "relation");
    append_row (out, one, rules, relation != NULL ? qz_relation_word (qz_relation_from_name (relation)) : "");
  }
}

/* ---- the whole ---- */

static void
append_power (GString *out, const json_t *shown)
{
  g_autofree QzShowRow *rows = qz_show_power_rows (shown);

  for (guint i = 0; rows[i].label != NULL; i++) {
    g_string_append_printf (out, "- **%s**", rows[i].label);
    append_plain (out, rows[i].value);
    g_string_append_c (out, '\n');
  }
  g_string_append_c (out, '\n');
}

char *
qz_show_markdown (const json_t *shown, const QzOutline *outline)
{
  const char *kind = qz_json_text (shown, "kind"), *from = qz_json_text (shown, "effective_from"),
             *eid = qz_json_text (shown, "eid");
  gboolean whole = g_str_equal (kind, "instrument") && eid == NULL;
  const QzOutline *asked = outline != NULL && eid != NULL ? qz_outline_find (outline, eid) : NULL;
  GString *out = g_string_new (whole ? "# " : "## ");

  append_plain (out, qz_json_text (shown, "citation"));
  g_string_append_printf (out, "\n\n*%s", qz_status_word (qz_json_text (shown, "status")));
  if (from != NULL && !g_str_equal (kind, "power"))
    g_string_append_printf (out, "%s%s", _ ("，施行于 "), from);
  g_string_append (out, "*\n\n");
  if (g_str_equal (kind, "power"))
    append_power (out, shown);
  if (whole)
    append_front (out, json_object_get (shown, "front"));
  if (whole && outline != NULL)
    append_children (out, outline, 2);
  else if (asked != NULL)
    append_node (out, asked, 3);
  if (!whole)
    append_list (out, _ ("它引用的"), json_object_get (shown, "cites"), "citation", NULL);
  append_list (out, _ ("引用它的"), json_object_get (json_object_get (shown, "cited_by"), "items"), "citation", shown);
  append_list (out, _ ("以它为依据的事项"), json_object_get (json_object_get (shown, "powers"), "items"), "name", NULL);
  append_versions (out, shown);
  return g_string_free (out, FALSE);
}
