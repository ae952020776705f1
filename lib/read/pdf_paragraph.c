/* A PDF knows no paragraphs. A line begins one when the line before it stops short of the
 * margin, when it is indented or centered, when it is set in another size, or when it
 * begins as an article or item does behind a full stop. */
#include "config.h"

#include <math.h>
#include <string.h>

#include "lib/read/pdf.h"
#include <quanze/text.h>

/* Lines at the head and foot of a page among which running titles and page numbers are sought. */
#define EDGE_LINES 2

/* ---- furniture of pages ---- */

/* "— 3 —", "第 3 页 共 9 页", "3/9": digits and marks, at least one digit. */
static gboolean
is_page_number (const char *text)
{
  static const char *const marks[] = { "第", "页", "共", "—", "－", "-", "–", "―", "─", "·", "/", "．", ".", "(", ")", "（", "）", "，" };
  guint digits = 0;
  while (*text != '\0')
    {
      gsize span = qz_text_space_span (text);
      if (span == 0 && g_unichar_isdigit (g_utf8_get_char (text)))
        {
          digits++;
          span = g_utf8_next_char (text) - text;
        }
      for (guint i = 0; span == 0 && i < G_N_ELEMENTS (marks); i++)
        if (g_str_has_prefix (text, marks[i]))
          span = strlen (marks[i]);
      if (span == 0)
        return FALSE;
      text += span;
    }
  return digits > 0 && digits <= 8;
}

static gboolean
is_edge (const QzPdfPage *page, guint at)
{
  return at < page->first + EDGE_LINES || at + EDGE_LINES >= page->end;
}

/* TEXT with every digit as 0: "1 of 5" and "2 of 5" are the same foot. */
static char *
without_numbers (const char *text)
{
  char *copy = g_strdup (text);
  for (char *p = copy; *p != '\0'; p++)
    if (g_ascii_isdigit (*p))
      *p = '0';
  return copy;
}

/* On how many pages a line stood at the edge, and the last of them. */
typedef struct {
  guint times, page;
} Seen;

static GHashTable *
count_edges (const QzPdf *pdf)
{
  GHashTable *seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 0; i < pdf->lines->len; i++)
    {
      const QzPdfLine *line = &g_array_index (pdf->lines, QzPdfLine, i);
      g_autofree char *key = without_numbers (line->text);
      if (!is_edge (&g_array_index (pdf->pages, QzPdfPage, line->page), i))
        continue;
      Seen *is = g_hash_table_lookup (seen, key);
      if (is == NULL)
        {
          is = g_new0 (Seen, 1);
          g_hash_table_insert (seen, g_steal_pointer (&key), is);
        }
      is->times += is->times == 0 || is->page != line->page;
      is->page = line->page;
    }
  return seen;
}

/* A line that stands at the edge of most pages is a running title. */
static void
drop_furniture (QzPdf *pdf)
{
  g_autoptr (GHashTable) seen = count_edges (pdf);
  for (guint i = 0; i < pdf->lines->len; i++)
    {
      QzPdfLine *line = &g_array_index (pdf->lines, QzPdfLine, i);
      g_autofree char *key = without_numbers (line->text);
      const Seen *is = g_hash_table_lookup (seen, key);
      if (is != NULL && is_edge (&g_array_index (pdf->pages, QzPdfPage, line->page), i))
        line->dropped = is_page_number (line->text) || (is->times >= 3 && is->times * 2 >= pdf->pages->len);
    }
}

/* ---- from lines to paragraphs ---- */

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double one = *(const double *) a, other = *(const double *) b;
  return one < other ? -1 : one > other;
}

/* Margins of a page: of its longer lines, the leftmost beginning and the end that a tenth reach. */
static void
find_margins (QzPdf *pdf, QzPdfPage *page)
{
  g_autoptr (GArray) lefts = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) rights = g_array_new (FALSE, FALSE, sizeof (double));
  for (guint i = page->first; i < page->end; i++)
    {
      const QzPdfLine *line = &g_array_index (pdf->lines, QzPdfLine, i);
      if (line->text != NULL && !line->dropped && g_utf8_strlen (line->text, -1) >= 12)
        {
          g_array_append_val (lefts, line->left);
          g_array_append_val (rights, line->right);
        }
    }
  page->left = 0;
  page->right = page->width;
  if (lefts->len < 3)
    return;
  g_array_sort (lefts, compare_doubles);
  g_array_sort (rights, compare_doubles);
  page->left = g_array_index (lefts, double, lefts->len / 10);
  page->right = g_array_index (rights, double, rights->len - 1 - rights->len / 10);
}

/* The usual distance between lines of a page: the middle one of all. */
static void
find_gap (QzPdf *pdf, QzPdfPage *page)
{
  g_autoptr (GArray) gaps = g_array_new (FALSE, FALSE, sizeof (double));
  for (guint i = page->first + 1; i < page->end; i++)
    {
      const QzPdfLine *line = &g_array_index (pdf->lines, QzPdfLine, i);
      double gap = line->top - (line - 1)->bottom;
      if (line->text != NULL && !line->dropped && !(line - 1)->dropped && fabs (gap) < 3 * qz_pdf_size (line))
        g_array_append_val (gaps, gap);
    }
  g_array_sort (gaps, compare_doubles);
  page->gap = gaps->len >= 3 ? g_array_index (gaps, double, gaps->len / 2) : page->height;
}

static gboolean
is_centered (const QzPdfLine *line, const QzPdfPage *page)
{
  double before = line->left - page->left, behind = page->right - line->right, size = qz_pdf_size (line);
  return before > 2.5 * size && behind > 2.5 * size && fabs (before - behind) < 2 * size;
}

/* "第…条", "（一）", "一、", "1." at the head of a line. */
static gboolean
begins_provision (const char *text)
{
  static const char digits[] = "零〇一二三四五六七八九十百千0123456789０１２３４５６７８９";
  static const struct {
    const char *open, *closes[6];
  } forms[] = { { "第", { "编", "章", "节", "条", NULL } }, { "（", { "）", NULL } }, { "(", { ")", NULL } }, { "", { "、", "．", ".", NULL } } };
  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      const char *at = text + strlen (forms[i].open);
      const char *start = at;
      if (!g_str_has_prefix (text, forms[i].open))
        continue;
      while (*at != '\0' && g_utf8_strchr (digits, -1, g_utf8_get_char (at)) != NULL)
        at = g_utf8_next_char (at);
      for (guint j = 0; at > start && forms[i].closes[j] != NULL; j++)
        if (g_str_has_prefix (at, forms[i].closes[j]))
          return TRUE;
    }
  return FALSE;
}

static gboolean
ends_sentence (const char *text)
{
  static const char *const stops[] = { "。", "；", "：", "！", "？", "”", "）", ";", ":" };
  for (guint i = 0; i < G_N_ELEMENTS (stops); i++)
    if (g_str_has_suffix (text, stops[i]))
      return TRUE;
  return FALSE;
}

/* A comma or a closing bracket never begins a paragraph. */
static gboolean
begins_amid (const char *text)
{
  static const char marks[] = "。，、；：？！）》〉」』”’,;:)";
  return *text != '\0' && g_utf8_strchr (marks, -1, g_utf8_get_char (text)) != NULL;
}

/* An entry of a table of contents: "第一章 总则........3". */
static const char *
find_leader (const char *text)
{
  static const char *const leaders[] = { ".....", "……", "·····", "．．．．" };
  for (guint i = 0; i < G_N_ELEMENTS (leaders); i++)
    {
      const char *at = strstr (text, leaders[i]);
      if (at != NULL && at[strspn (at, ".…·． 0123456789\t")] == '\0')
        return at;
    }
  return NULL;
}

/* "目 录", which stands alone. */
static gboolean
is_contents_heading (const char *text)
{
  g_autofree char *word = qz_text_strip_dup (text, -1);
  const char *behind = g_str_has_prefix (word, "目") ? word + strlen ("目") : word;
  while (qz_text_space_span (behind) > 0)
    behind += qz_text_space_span (behind);
  return behind > word && (g_str_equal (behind, "录") || g_str_equal (behind, "次"));
}

/* "（2020年…通过）" under a title. */
static gboolean
begins_note (const char *text)
{
  const char *year = g_str_has_prefix (text, "（") ? text + strlen ("（") : *text == '(' ? text + 1 : NULL;
  return year != NULL && strspn (year, "0123456789") == 4 && g_str_has_prefix (year + 4, "年");
}

static gboolean
begins_paragraph (const QzPdf *pdf, const QzPdfLine *before, const QzPdfLine *line)
{
  const QzPdfPage *page = &g_array_index (pdf->pages, QzPdfPage, line->page);
  const QzPdfPage *other = &g_array_index (pdf->pages, QzPdfPage, before->page);
  double size = MIN (qz_pdf_size (line), qz_pdf_size (before));
  double indent = line->left - page->left;
  double indent_before = before->left - other->left;
  gboolean centered = is_centered (line, page);
  if (begins_amid (line->text))
    return FALSE;
  if (is_contents_heading (line->text) || is_contents_heading (before->text) || begins_note (line->text))
    return TRUE;
  if (find_leader (line->text) != NULL || find_leader (before->text) != NULL)
    return TRUE;
  if (fabs (qz_pdf_size (line) - qz_pdf_size (before)) > 0.25 * size)
    return TRUE;
  if (line->page == before->page && line->top - before->bottom > MIN (page->gap + 0.45 * size, 1.6 * size))
    return TRUE;
  if (centered || is_centered (before, other))
    return TRUE;
  if (other->right - before->right > 2.2 * size)
    return TRUE;
  if ((indent > 1.2 * size && indent_before < 0.8 * size) || indent > 5 * size || indent_before > 5 * size)
    return TRUE;
  if (indent > 1.2 * size && indent < 3.5 * size && ends_sentence (before->text))
    return TRUE;
  return begins_provision (line->text) && ends_sentence (before->text);
}

/* Chinese lines join as they are, Latin ones with a space. */
static void
join (GString *text, const char *line)
{
  const char *end = text->str + text->len;
  if (text->len > 0 && !qz_pdf_is_wide (g_utf8_get_char (g_utf8_prev_char (end))) && !qz_pdf_is_wide (g_utf8_get_char (line)))
    g_string_append_c (text, ' ');
  g_string_append (text, line);
}

static void
end_paragraph (GString *text, QzDraft *draft, const QzBlock *like)
{
  const char *leader = find_leader (text->str);
  qz_draft_add (draft, text->str, leader != NULL ? leader - text->str : (gssize) text->len, like);
  g_string_truncate (text, 0);
}

void
qz_pdf_add_paragraphs (QzPdf *pdf, QzDraft *draft)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const QzPdfLine *before = NULL;
  QzBlock like = { .kind = QZ_BLOCK_LINE };
  drop_furniture (pdf);
  for (guint i = 0; i < pdf->pages->len; i++)
    {
      find_margins (pdf, &g_array_index (pdf->pages, QzPdfPage, i));
      find_gap (pdf, &g_array_index (pdf->pages, QzPdfPage, i));
    }
  for (guint i = 0; i < pdf->lines->len; i++)
    {
      const QzPdfLine *line = &g_array_index (pdf->lines, QzPdfLine, i);
      if (line->text == NULL || line->dropped || *line->text == '\0')
        continue;
      if (before == NULL || begins_paragraph (pdf, before, line))
        {
          end_paragraph (text, draft, &like);
          like.centered = is_centered (line, &g_array_index (pdf->pages, QzPdfPage, line->page));
        }
      join (text, line->text);
      before = line;
    }
  end_paragraph (text, draft, &like);
}
