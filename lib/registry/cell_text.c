#include "config.h"

#include "lib/registry/cell_text.h"

#include <quanze/fold.h>
#include <quanze/text.h>
#include <string.h>

/* Cells that say there is nothing to say. */
static const char *const NOTHING[] = { "无", "暂无", "/", "\\", "-", "—", "——", "--", "－", "、", ".", "。", "无。", "（无）", "n/a",
                                       "N/A", "空", "*", NULL };

/* Ends of a body's name, behind which a line break parts two bodies. */
static const char *const BODY_ENDS[] = { "科", "室", "处", "股", "局", "队", "中心", "所", "站", "委", "部", "厅", "办", "府", "）",
                                         ")", "会", "院", "镇", "乡", "；", "窗口", NULL };

static char *
stripped (const char *text)
{
  char *copy;

  if (!text)
    return NULL;
  copy = qz_text_strip_dup (text, -1);
  if (!*copy || g_strv_contains (NOTHING, copy))
    g_clear_pointer (&copy, g_free);
  return copy;
}

static gboolean
ends_with_body (const GString *text)
{
  for (guint i = 0; BODY_ENDS[i]; i++)
    if (g_str_has_suffix (text->str, BODY_ENDS[i]))
      return TRUE;
  return FALSE;
}

/* White space between two Latin letters or digits is a space; elsewhere, between Han, it is the column's width. */
static char *
one_line (const char *text, gboolean bodies)
{
  g_autofree char *from = stripped (text);
  GString *out;

  if (!from)
    return NULL;
  out = g_string_sized_new (strlen (from));
  for (const char *p = from; *p;) {
    const char *start = p;
    gboolean line_end = FALSE;
    gsize span;

    while ((span = qz_text_space_span (p))) {
      line_end |= *p == '\n';
      p += span;
    }
    if (p > start) {
      if (bodies && line_end && ends_with_body (out) && !g_str_has_prefix (p, "（") && *p != '(')
        g_string_append (out, g_str_has_suffix (out->str, "；") ? "" : "、");
      else if (out->len && g_ascii_isalnum (out->str[out->len - 1]) && g_ascii_isalnum (*p))
        g_string_append_c (out, ' ');
      continue;
    }
    p = g_utf8_next_char (p);
    g_string_append_len (out, start, p - start);
  }
  return g_string_free (out, FALSE);
}

char *
qz_cell_line (const char *text)
{
  return one_line (text, FALSE);
}

char *
qz_cell_bodies (const char *text)
{
  return one_line (text, TRUE);
}

char *
qz_cell_block (const char *text)
{
  g_autofree char *from = stripped (text);
  g_auto (GStrv) lines = NULL;
  GString *out;

  if (!from)
    return NULL;
  lines = g_strsplit (from, "\n", -1);
  out = g_string_sized_new (strlen (from));
  for (guint i = 0; lines[i]; i++) {
    if (i)
      g_string_append_c (out, '\n');
    g_string_append (out, g_strchomp (lines[i]));
  }
  return g_string_free (out, FALSE);
}

/* Drops from FOLDED every bracketed remark and the marks in DROP, in place. */
static void
drop_remarks (char *folded)
{
  char *to = folded;
  guint depth = 0;

  for (const char *p = folded; *p; p++) {
    if (*p == '(' || *p == '[')
      depth++;
    else if ((*p == ')' || *p == ']') && depth)
      depth--;
    else if (!depth && !strchr ("*: \t\n/.", *p))
      *to++ = *p;
  }
  *to = 0;
}

char *
qz_cell_header (const char *text)
{
  g_autofree char *line = qz_cell_line (text);
  char *folded;

  if (!line)
    return NULL;
  folded = qz_fold_text (line, -1, QZ_FOLD_PLAIN);
  drop_remarks (folded);
  return folded;
}

gboolean
qz_cell_is_mark (const char *text)
{
  static const char *const MARKS[] = { "√", "✓", "✔", "是", "有", "●", "○", "▲", "★", "Y", "y", "1", "1.0", "v", "V", NULL };
  g_autofree char *line = qz_cell_line (text);

  return line && g_strv_contains (MARKS, line);
}

gboolean
qz_cell_is_error (const char *text)
{
  static const char *const ERRORS[] = { "#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", NULL };

  return text && g_strv_contains (ERRORS, text);
}
