#include "config.h"

#include <string.h>

#include "lib/read/draft.h"
#include "lib/read/read.h"

/* A Markdown line after the markup of its own kind has been set aside. */
typedef struct {
  QzDraft *draft;
  gsize    comment_end;  /* byte behind an open comment; lines that begin before it are dropped */
} Markdown;

static const QzBlock plain_line = { .kind = QZ_BLOCK_LINE };

/* Whether [start, end) holds nothing but marks: a rule, a setext underline, |---|:--:|. */
static gboolean
is_rule (const char *text, gsize start, gsize end)
{
  gsize marks = 0;
  for (gsize i = start; i < end; i++)
    {
      if (strchr ("-=*_|: ", text[i]) == NULL)
        return FALSE;
      marks += text[i] != ' ';
    }
  return marks >= 3;
}

/* "# 标题", "##标题 ##": leaves the words between the marks. A line of marks alone has none. */
static gboolean
take_heading (const char *text, QzBlock *block)
{
  gsize start = block->start, end = block->end;
  guint level = 0;
  while (start < end && text[start] == '#')
    {
      level++;
      start++;
    }
  if (level == 0 || level > 6)
    return FALSE;
  gsize close = end;
  while (close > start && text[close - 1] == '#')
    close--;
  if (close < end && close > start && text[close - 1] == ' ')
    end = close;
  qz_line_strip (text, &start, &end);
  block->start = start;
  block->end = end;
  block->kind = QZ_BLOCK_HEADING;
  block->level = level;
  return TRUE;
}

/* "**第一章 总则**" → without its marks; "**第一条** 为了…" → without the leading ones. */
static void
take_bold (const char *text, QzBlock *block)
{
  const char *line = text + block->start;
  gsize len = block->end - block->start;
  const char *close;
  if (len < 5 || memcmp (line, "**", 2) != 0 || line[2] == '*')
    return;
  close = g_strstr_len (line + 2, len - 2, "**");
  if (close == NULL || close == line + 2)
    return;
  block->start += 2;
  if (close == line + len - 2)
    block->end -= 2;
  qz_line_strip (text, &block->start, &block->end);
}

/* A comment that begins the line; the one that closes the front matter stays. */
static gboolean
take_comment (Markdown *md, const QzBlock *line)
{
  const char *text = md->draft->text->str;
  const char *at = text + line->start;
  const char *close;
  if (line->end - line->start < 4 || memcmp (at, "<!--", 4) != 0)
    return FALSE;
  close = strstr (at + 4, "-->");
  if (close == NULL)
    return FALSE;

  gsize start = line->start + 4, end = close - text;
  qz_line_strip (text, &start, &end);
  if (end - start == 8 && memcmp (text + start, "INFO END", 8) == 0)
    {
      QzBlock block = { .kind = QZ_BLOCK_META_END, .start = line->start, .end = close + 3 - text };
      g_array_append_val (md->draft->blocks, block);
    }
  md->comment_end = close + 3 - text;
  return TRUE;
}

static void
add_markdown_line (Markdown *md, QzBlock block)
{
  const char *text = md->draft->text->str;
  while (block.start < block.end)
    {
      if (block.start < md->comment_end)
        block.start = MIN (md->comment_end, block.end);
      qz_line_strip (text, &block.start, &block.end);
      if (!take_comment (md, &block))
        break;
    }
  if (block.start >= block.end || is_rule (text, block.start, block.end))
    return;
  if (text[block.start] == '|')
    block.kind = QZ_BLOCK_TABLE_ROW;
  else
    take_heading (text, &block);
  take_bold (text, &block);
  if (block.end > block.start)
    g_array_append_val (md->draft->blocks, block);
}

static void
add_markdown (QzDraft *draft)
{
  Markdown md = { .draft = draft };
  g_autoptr (GArray) lines = g_steal_pointer (&draft->blocks);
  draft->blocks = g_array_new (FALSE, FALSE, sizeof (QzBlock));
  for (guint i = 0; i < lines->len; i++)
    add_markdown_line (&md, g_array_index (lines, QzBlock, i));
}

QzSource *
qz_read_text (char *text, gboolean markdown)
{
  QzDraft *draft = qz_draft_new ();
  g_string_append (draft->text, text);
  g_free (text);
  qz_draft_mark_lines (draft, 0, draft->text->len, &plain_line);
  if (markdown)
    add_markdown (draft);
  return qz_draft_finish (draft, markdown ? "md" : "txt", NULL);
}
