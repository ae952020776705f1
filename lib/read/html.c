#include "config.h"

#include <libxml/HTMLparser.h>
#include <string.h>

#include "lib/read/container.h"
#include "lib/read/draft.h"
#include "lib/read/page.h"
#include "lib/read/page_meta.h"
#include "lib/read/read.h"
#include <quanze/locale.h>

/* Pages are small; what is larger is a dump of something. */
#define MAX_PAGE_BYTES ((gsize) 32 << 20)
/* Between the title and the text stand a few lines of particulars, no more. */
#define TITLE_GAP 12
/* A line of particulars is shorter than this; a sentence that begins 名称：… is longer. */
#define PARTICULAR_CHARS 80
/* How deep in the body its title may stand. */
#define TITLE_REACH 24

static xmlDoc *
parse (const char *path, const char *text, gsize len, GError **error)
{
  xmlDoc *doc = NULL;
  if (len > MAX_PAGE_BYTES)
    {
      g_set_error (error, QZ_SOURCE_ERROR, QZ_SOURCE_ERROR_TOO_LARGE, "%s: 网页有 %d MiB，上限 %d MiB", path,
                   (int) (len >> 20), (int) (MAX_PAGE_BYTES >> 20));
      return NULL;
    }
  xmlInitParser ();
  doc = htmlReadMemory (text, len, NULL, "UTF-8",
                        HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET
                          | HTML_PARSE_COMPACT | HTML_PARSE_IGNORE_ENC);
  if (doc == NULL)
    g_set_error (error, QZ_SOURCE_ERROR, QZ_SOURCE_ERROR_DAMAGED, "%s: 网页无法解析", path);
  return doc;
}

static void
emit (QzDraft *draft, const QzPage *page, const QzPageLine *line)
{
  qz_draft_add (draft, page->text->str + line->block.start, line->block.end - line->block.start, &line->block);
}

static const QzPageLine *
line_at (const QzPage *page, guint at)
{
  return &g_array_index (page->lines, QzPageLine, at);
}

/* Particulars stand above the text; FIRST moves behind those that begin the body. */
static void
read_particulars (QzDraft *draft, const QzPage *page, guint *first, guint end)
{
  const char *due = NULL;
  for (guint i = 0; i < *first; i++)
    qz_page_read_particulars (page, line_at (page, i), draft, &due);
  while (*first < end && (due != NULL || line_at (page, *first)->chars < PARTICULAR_CHARS)
         && qz_page_read_particulars (page, line_at (page, *first), draft, &due))
    ++*first;
}

/* Lines from the title to the first sentence, furniture and particulars left out. */
static void
emit_head (QzDraft *draft, const QzPage *page, guint title, guint first, guint sentences)
{
  const char *due = NULL;
  for (guint i = title; i < sentences; i++)
    {
      const QzPageLine *line = line_at (page, i);
      gboolean near = first <= title + TITLE_GAP || i < title + 2 || i >= first;
      gboolean particular = i > title && qz_page_read_particulars (page, line, draft, &due);
      if (i == title || (near && !line->furniture && !particular && (i >= first || line->link_chars * 2 <= line->chars)))
        emit (draft, page, line);
    }
}

/* What comes before the title in the body: a red head (某某市人民政府文件) stays, keywords go. */
static void
emit_above_title (QzDraft *draft, const QzPage *page, guint first, guint title)
{
  for (guint i = first; i < title; i++)
    {
      const QzPageLine *line = line_at (page, i);
      if (line->block.centered || line->block.kind == QZ_BLOCK_HEADING || line->sentence >= PARTICULAR_CHARS)
        emit (draft, page, line);
    }
}

/* The first line of the body that is a sentence and not a particular. */
static guint
find_sentences (QzDraft *draft, const QzPage *page, guint first, guint end)
{
  const char *due = NULL;
  for (guint i = first; i < end; i++)
    {
      const QzPageLine *line = line_at (page, i);
      gboolean particular = line->chars < PARTICULAR_CHARS && qz_page_read_particulars (page, line, draft, &due);
      if (line->sentence > 0 && !particular)
        return i;
    }
  return end;
}

/* *DIRECTORY tells that the page is none of a document. */
static QzDraft *
draft_page (xmlDoc *doc, gboolean *directory)
{
  QzDraft *draft = qz_draft_new ();
  g_autoptr (QzPage) page = qz_page_new (doc);
  guint first, end, head_end, tail;
  int title;
  qz_page_weigh_lines (page);
  qz_page_find_body (page, &first, &end);
  *directory = qz_page_is_directory (page, first, end);
  qz_page_read_tags (doc, draft);
  read_particulars (draft, page, &first, end);
  title = qz_page_find_title (page, doc, first, MIN (end, first + TITLE_REACH), draft);

  head_end = find_sentences (draft, page, first, end);
  for (tail = end; tail > head_end && line_at (page, tail - 1)->sentence == 0;)
    tail--;
  if (title > (int) first && title < (int) head_end + 2)
    {
      emit_above_title (draft, page, first, title);
      first = title;
    }
  head_end = MAX (head_end, first);
  emit_head (draft, page, title >= 0 && title < (int) first ? (guint) title : first, first, head_end);
  for (guint i = head_end; i < end; i++)
    if (i < tail || !line_at (page, i)->furniture)
      emit (draft, page, line_at (page, i));
  return draft;
}

QzSource *
qz_read_html (const char *path, const char *text, GError **error)
{
  g_autoptr (xmlDoc) doc = parse (path, text, strlen (text), error);
  if (doc == NULL)
    return NULL;
  gboolean directory;
  QzDraft *draft = draft_page (doc, &directory);
  g_autoptr (QzSource) source = qz_draft_finish (draft, "html", NULL);
  if (!directory)
    return g_steal_pointer (&source);
  g_set_error (error, QZ_SOURCE_ERROR, QZ_SOURCE_ERROR_UNSUPPORTED, _("%s: 应为法规文本，实为一页链接目录"), path);
  return NULL;
}
