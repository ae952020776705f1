#include "config.h"

#include <string.h>

#include <quanze/citation.h>
#include <quanze/locale.h>
#include <quanze/wording.h>

#include "search/show/comparison.h"

/* Unchanged words shown on each side of a change; what lies between is cut out as ……. */
#define AROUND 16u
#define CUT "……"

/* In the order of QzRelation. */
static const char *const RELATIONS[]
  = { N_ ("未变"), N_ ("修改"), N_ ("移动"), N_ ("拆分"), N_ ("合并"), N_ ("新增"), N_ ("删除") };

const char *
qz_relation_word (QzRelation relation)
{
  return gettext (RELATIONS[relation]);
}

char *
qz_rule_name (const char *eid)
{
  QzAddress address = { 0 };

  if (g_strcmp0 (eid, "preamble") == 0)
    return g_strdup (_ ("序言"));
  return qz_address_from_eid (eid, &address) ? qz_address_to_chinese (&address) : g_strdup (eid);
}

/* ---- words ---- */

/* How changed words are marked on each side. */
static const struct {
  const char *plain[2], *color[2];
} MARKS[] = { { { "[-", "-]" }, { "\033[31m", "\033[0m" } }, { { "{+", "+}" }, { "\033[32m", "\033[0m" } } };

/* TEXT on one line. */
static void
append_line (GString *out, const char *text, gsize len)
{
  for (const char *p = text; p < text + len; p = g_utf8_next_char (p))
    if (*p == '\n')
      g_string_append_c (out, ' ');
    else
      g_string_append_len (out, p, g_utf8_next_char (p) - p);
}

/* The unchanged bytes FROM to TO of TEXT; of a long stretch only what stands beside a change. */
static void
append_unchanged (GString *out, const char *text, gsize from, gsize to, gboolean first, gboolean last)
{
  glong n = g_utf8_strlen (text + from, (gssize)(to - from));
  glong head = first ? 0 : AROUND, tail = last ? 0 : AROUND;

  if (n <= head + tail + 2) {
    append_line (out, text + from, to - from);
    return;
  }
  append_line (out, text + from, (gsize)(g_utf8_offset_to_pointer (text + from, head) - (text + from)));
  g_string_append (out, CUT);
  append_line (out, g_utf8_offset_to_pointer (text + from, n - tail),
               (gsize)(text + to - g_utf8_offset_to_pointer (text + from, n - tail)));
}

/* One wording with what changed marked. SIDE 0: the old, 1: the new. */
static void
append_wording (GString *out, const char *text, const GArray *changes, guint side, gboolean color)
{
  const char *const *marks = color ? MARKS[side].color : MARKS[side].plain;
  gsize at = 0;

  g_string_append (out, side == 0 ? _ ("    旧  ") : _ ("    新  "));
  for (guint i = 0; i < changes->len; i++) {
    const QzRewording *change = &g_array_index (changes, QzRewording, i);
    gsize from = side == 0 ? change->old_start : change->new_start, to = side == 0 ? change->old_end : change->new_end;
    append_unchanged (out, text, at, from, i == 0, FALSE);
    if (to > from) {
      g_string_append (out, marks[0]);
      append_line (out, text + from, to - from);
      g_string_append (out, marks[1]);
    }
    at = to;
  }
  append_unchanged (out, text, at, strlen (text), FALSE, TRUE);
  g_string_append_c (out, '\n');
}

/* ---- matches ---- */

static void
append_names (GString *out, const QzComparison *comparison, const GArray *places, guint side)
{
  for (guint i = 0; i < places->len; i++) {
    g_autofree char *name = qz_rule_name (qz_found_string (qz_comparison_rule (comparison, places, side, i), "eid"));
    g_string_append_printf (out, "%s%s", i > 0 ? "、" : "", name);
  }
}

static void
append_match (GString *out, const QzComparison *comparison, const QzMatch *match, gboolean color)
{
  gboolean paired = match->old->len > 0 && match->new->len > 0;
  g_autofree char *old = qz_comparison_words (comparison, match->old, 0), *new = qz_comparison_words (comparison, match->new, 1);
  g_autoptr (GArray) changes = NULL;

  g_string_append_printf (out, "\n%s  ", qz_relation_word (match->relation));
  append_names (out, comparison, match->old, 0);
  if (paired)
    g_string_append (out, " → ");
  append_names (out, comparison, match->new, 1);
  if (paired && match->relation != QZ_RELATION_MOVED)
    g_string_append_printf (out, _ ("  （相似 %.2f）"), match->similarity);
  g_string_append_c (out, '\n');
  if (match->relation == QZ_RELATION_MOVED)
    return;
  changes = qz_rewordings (old, new);
  if (changes->len == 0)
    return;
  if (match->old->len > 0)
    append_wording (out, old, changes, 0, color);
  if (match->new->len > 0)
    append_wording (out, new, changes, 1, color);
}

static void
append_head (GString *out, const QzComparison *comparison)
{
  guint counts[G_N_ELEMENTS (RELATIONS)] = { 0 };

  for (guint i = 0; i < comparison->matches->len; i++)
    counts[((const QzMatch *)comparison->matches->pdata[i])->relation]++;
  g_string_append_printf (out, "《%s》\n", comparison->versions[1]->title);
  g_string_append_printf (out, _ ("旧  %s（%u 条）\n新  %s（%u 条）\n"), comparison->versions[0]->id,
                          comparison->rules[0]->len, comparison->versions[1]->id, comparison->rules[1]->len);
  for (guint i = 0; i < G_N_ELEMENTS (RELATIONS); i++)
    g_string_append_printf (out, "%s%s %u", i > 0 ? "  " : "", qz_relation_word (i), counts[i]);
  g_string_append_c (out, '\n');
}

char *
qz_comparison_to_text (const QzComparison *comparison, const GPtrArray *matches, gboolean color)
{
  GString *out = g_string_new (NULL);

  append_head (out, comparison);
  for (guint i = 0; i < matches->len; i++) {
    const QzMatch *match = matches->pdata[i];
    if (match->relation != QZ_RELATION_SAME)
      append_match (out, comparison, match, color);
  }
  return g_string_free (out, FALSE);
}
