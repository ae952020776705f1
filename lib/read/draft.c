#include "config.h"

#include <string.h>

#include "lib/read/draft.h"
#include <quanze/text.h>

static void
warning_free (gpointer data)
{
  QzSourceWarning *warning = data;
  g_free (warning->text);
  g_free (warning);
}

QzDraft *
qz_draft_new (void)
{
  QzDraft *draft = g_new0 (QzDraft, 1);
  draft->text = g_string_new (NULL);
  draft->blocks = g_array_new (FALSE, FALSE, sizeof (QzBlock));
  draft->meta = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  draft->warnings = g_ptr_array_new_with_free_func (warning_free);
  return draft;
}

void
qz_draft_free (QzDraft *draft)
{
  if (draft == NULL)
    return;
  if (draft->text != NULL)
    g_string_free (draft->text, TRUE);
  g_clear_pointer (&draft->blocks, g_array_unref);
  g_clear_pointer (&draft->meta, g_hash_table_unref);
  g_clear_pointer (&draft->warnings, g_ptr_array_unref);
  g_free (draft);
}

gsize
qz_line_break_span (const char *text)
{
  const guchar *p = (const guchar *) text;
  switch (p[0])
    {
    case '\r':
      return p[1] == '\n' ? 2 : 1;
    case '\n':
    case '\v':
    case '\f':
      return 1;
    case 0xC2:
      return p[1] == 0x85 ? 2 : 0;
    case 0xE2:
      return p[1] == 0x80 && (p[2] == 0xA8 || p[2] == 0xA9) ? 3 : 0;
    default:
      return 0;
    }
}

void
qz_line_strip (const char *text, gsize *start, gsize *end)
{
  gsize from = *start, last = *start;
  while (from < *end)
    {
      gsize span = qz_text_space_span (text + from);
      if (span == 0)
        break;
      from = MIN (from + span, *end);
    }
  for (gsize at = from; at < *end;)
    {
      gsize span = qz_text_space_span (text + at);
      if (span == 0)
        last = at += g_utf8_skip[(guchar) text[at]];
      else
        at += span;
    }
  *start = from;
  *end = MAX (from, MIN (last, *end));
}

void
qz_draft_mark_lines (QzDraft *draft, gsize at, gsize len, const QzBlock *like)
{
  const char *text = draft->text->str;
  gsize end = at + len;
  while (at < end)
    {
      gsize stop = at, span = 0;
      while (stop < end && (span = qz_line_break_span (text + stop)) == 0)
        stop++;
      QzBlock block = *like;
      block.start = at;
      block.end = stop;
      qz_line_strip (text, &block.start, &block.end);
      if (block.end > block.start)
        g_array_append_val (draft->blocks, block);
      at = stop + MAX (span, 1);
    }
}

void
qz_draft_add (QzDraft *draft, const char *line, gssize len, const QzBlock *like)
{
  gsize start = 0, end = len < 0 ? strlen (line) : (gsize) len;
  qz_line_strip (line, &start, &end);
  if (end == start)
    return;
  if (draft->overflow || end - start > QZ_DRAFT_MAX_BYTES - draft->text->len)
    {
      draft->overflow = TRUE;
      return;
    }
  gsize at = draft->text->len;
  g_string_append_len (draft->text, line + start, end - start);
  qz_draft_mark_lines (draft, at, end - start, like);
  g_string_append_c (draft->text, '\n');
}

void
qz_draft_set_meta (QzDraft *draft, const char *name, const char *value)
{
  if (value == NULL || g_hash_table_contains (draft->meta, name))
    return;
  gsize start = 0, end = strlen (value);
  qz_line_strip (value, &start, &end);
  g_autofree char *clean = g_strndup (value + start, end - start);
  if (*clean != '\0')
    g_hash_table_insert (draft->meta, g_strdup (name), g_steal_pointer (&clean));
}

void
qz_draft_add_source (QzDraft *draft, const QzSource *source)
{
  GHashTableIter each;
  gpointer name, value;
  for (guint i = 0; i < source->blocks->len; i++)
    {
      const QzBlock *block = &g_array_index (source->blocks, QzBlock, i);
      qz_draft_add (draft, source->text + block->start, block->end - block->start, block);
    }
  for (guint i = 0; i < source->warnings->len; i++)
    {
      const QzSourceWarning *warning = g_ptr_array_index (source->warnings, i);
      qz_draft_warn (draft, warning->code, 0, "%s", warning->text);
    }
  g_hash_table_iter_init (&each, source->meta);
  while (g_hash_table_iter_next (&each, &name, &value))
    qz_draft_set_meta (draft, name, value);
}

void
qz_draft_warn (QzDraft *draft, const char *code, gsize at, const char *format, ...)
{
  va_list args;
  QzSourceWarning *warning = g_new0 (QzSourceWarning, 1);
  warning->code = code;
  warning->at = at;
  va_start (args, format);
  warning->text = g_strdup_vprintf (format, args);
  va_end (args);
  g_ptr_array_add (draft->warnings, warning);
}

QzSource *
qz_draft_finish (QzDraft *draft, const char *format, const char *encoding)
{
  QzSource *source = g_new0 (QzSource, 1);
  source->format = format;
  source->encoding = encoding;
  source->text = g_string_free (g_steal_pointer (&draft->text), FALSE);
  source->blocks = g_steal_pointer (&draft->blocks);
  source->meta = g_steal_pointer (&draft->meta);
  source->warnings = g_steal_pointer (&draft->warnings);
  qz_draft_free (draft);
  return source;
}
