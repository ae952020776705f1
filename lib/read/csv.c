/* Comma- and tab-separated tables (RFC 4180): quoted fields may hold separators, doubled
 * quotes and line breaks. A file is one sheet, named after it. */
#include "config.h"

#include "lib/read/read.h"
#include "lib/registry/sheet_draft.h"

#include <quanze/text.h>
#include <string.h>

/* The separator that most often stands outside quotes in the first records; a comma on a draw. */
static char
find_separator (const char *text)
{
  static const char CANDIDATES[] = { ',', '\t', ';' };
  guint counts[G_N_ELEMENTS (CANDIDATES)] = { 0 };
  gboolean quoted = FALSE;
  guint best = 0, lines = 0;

  for (const char *p = text; *p && lines < 20 && p - text < 65536; p++) {
    if (*p == '"')
      quoted = !quoted;
    else if (!quoted && *p == '\n')
      lines++;
    else if (!quoted)
      for (guint i = 0; i < G_N_ELEMENTS (CANDIDATES); i++)
        counts[i] += *p == CANDIDATES[i];
  }
  for (guint i = 1; i < G_N_ELEMENTS (CANDIDATES); i++)
    if (counts[i] > counts[best])
      best = i;
  return CANDIDATES[best];
}

/* Reads one field into FIELD; returns where it ended: on a separator, a line end or the end of the text.
 * A quote opens only at the field's start; an unclosed one runs to the end, as spreadsheets do. */
static const char *
read_field (const char *p, char separator, GString *field)
{
  g_string_truncate (field, 0);
  if (*p == '"') {
    for (p++; *p; p++) {
      if (*p == '"' && p[1] == '"')
        p++;
      else if (*p == '"') {
        p++;
        break;
      } else if (*p == '\r' && p[1] == '\n')
        continue;
      g_string_append_c (field, *p);
    }
  }
  for (; *p && *p != separator && *p != '\n' && *p != '\r'; p++)
    g_string_append_c (field, *p);
  return p;
}

static const char *
skip_line_end (const char *p)
{
  if (*p == '\r' && p[1] == '\n')
    return p + 2;
  return *p ? p + 1 : p;
}

static char *
sheet_name (const char *path)
{
  char *name = g_path_get_basename (path);
  char *dot = strrchr (name, '.');

  if (dot && dot != name)
    *dot = 0;
  return name;
}

GPtrArray *
qz_read_csv (const char *path, const guint8 *bytes, gsize len, GError **error)
{
  g_autofree char *name = sheet_name (path);
  g_autofree char *text = NULL;
  g_autoptr (QzSheetDraft) draft = qz_sheet_draft_new (name);
  g_autoptr (GString) field = g_string_new (NULL);
  g_autoptr (GPtrArray) sheets = g_ptr_array_new_with_free_func ((GDestroyNotify) qz_sheet_free);
  const char *encoding, *p;
  guint row = 0, column = 0;
  char separator;
  QzSheet *sheet;

  text = qz_text_decode (bytes, len, NULL, &encoding, error);
  if (!text)
    return NULL;
  separator = find_separator (text);
  for (p = text; *p && !qz_sheet_draft_full (draft);) {
    p = read_field (p, separator, field);
    qz_sheet_draft_set (draft, row, column, field->str);
    if (*p == separator) {
      column++;
      p++;
    } else {
      row++;
      column = 0;
      p = skip_line_end (p);
    }
  }
  sheet = qz_sheet_draft_finish (draft, path, error);
  if (!sheet)
    return NULL;
  g_ptr_array_add (sheets, sheet);
  return g_steal_pointer (&sheets);
}
