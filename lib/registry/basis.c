#include "config.h"

#include "lib/registry/basis_scan.h"

#include <quanze/instrument.h>
#include <quanze/power.h>
#include <quanze/text.h>
#include <string.h>

typedef struct {
  const char *text;
  const QzLexicon *lexicon;
  GPtrArray *bases;    /* QzBasis* */
  GHashTable *by_key;  /* title key → QzBasis*, borrowed */
} Cell;

void
qz_basis_free (QzBasis *basis)
{
  if (!basis)
    return;
  g_free (basis->title);
  g_free (basis->quote);
  g_ptr_array_unref (basis->citations);
  g_ptr_array_unref (basis->quotes);
  g_free (basis);
}

static QzBasis *
basis_new (const char *title)
{
  QzBasis *basis = g_new0 (QzBasis, 1);

  basis->title = g_strdup (title);
  basis->citations = g_ptr_array_new_with_free_func ((GDestroyNotify) qz_citation_free);
  basis->quotes = g_ptr_array_new_with_free_func (g_free);
  return basis;
}

/* The basis of that title: one an instrument, however often the cell names it. */
static QzBasis *
basis_of (Cell *cell, const char *title, const char *key)
{
  QzBasis *basis = key ? g_hash_table_lookup (cell->by_key, key) : NULL;

  if (basis)
    return basis;
  basis = basis_new (title);
  g_ptr_array_add (cell->bases, basis);
  if (key)
    g_hash_table_insert (cell->by_key, g_strdup (key), basis);
  return basis;
}

/* ---- citations ---- */

/* The words from FROM to TO without what only parts them from the head; NULL when none are left. */
static char *
quoted_words (const char *text, gsize from, gsize to)
{
  static const char *const EDGES[] = { "：", "，", "、", "；", "。", "《", "【", NULL };
  g_autofree char *words = NULL;
  const char *start = text + from;
  gboolean moved = TRUE;

  while (moved && start < text + to) {
    gsize span = qz_text_space_span (start);
    moved = span > 0 || strchr (":;,", *start) != NULL;
    start += span ? span : (gsize) moved;
    for (guint i = 0; !moved && EDGES[i] && i < 5; i++)
      if (g_str_has_prefix (start, EDGES[i])) {
        start += strlen (EDGES[i]);
        moved = TRUE;
      }
  }
  if (start >= text + to)
    return NULL;
  words = qz_text_strip_dup (start, text + to - start);
  return g_utf8_strlen (words, -1) > 2 ? g_steal_pointer (&words) : NULL;
}

/* What 《TITLE》ADDRESS cites, as one citation that stands at START to END of the cell; NULL when the
 * title is none that can be cited. */
static QzCitation *
cite (const Cell *cell, const char *title, const char *address, gsize start, gsize end)
{
  g_autofree char *whole = g_strconcat ("《", title, "》", address, NULL);
  g_autoptr (GPtrArray) found = qz_citations_parse_string (whole, cell->lexicon);
  QzCitation *citation;

  if (!found || !found->len)
    return NULL;
  citation = g_ptr_array_steal_index (found, 0);
  citation->start = start;
  citation->end = end;
  return citation;
}

/* TEXT from FROM to TO without white space. */
static char *
squeezed (const char *text, gsize from, gsize to)
{
  GString *out = g_string_new (NULL);

  for (const char *p = text + from; p < text + to;) {
    gsize span = qz_text_space_span (p);
    const char *next = span ? p + span : g_utf8_next_char (p);
    if (!span)
      g_string_append_len (out, p, next - p);
    p = next;
  }
  return g_string_free (out, FALSE);
}

static void
add_citation (QzBasis *basis, QzCitation *citation, char *quote)
{
  if (citation) {
    g_ptr_array_add (basis->citations, citation);
    g_ptr_array_add (basis->quotes, g_strdup (quote));
  }
  if (quote) {
    char *all = basis->quote ? g_strconcat (basis->quote, "\n", quote, NULL) : g_strdup (quote);
    g_free (basis->quote);
    basis->quote = all;
  }
  g_free (quote);
}

/* ---- a named citation without words, of articles whose words follow ---- */

static gboolean
same_target (const QzTarget *a, const QzTarget *b)
{
  return memcmp (&a->address, &b->address, sizeof a->address) == 0;
}

static gboolean
is_quoted_elsewhere (const QzBasis *basis, const QzTarget *target)
{
  for (guint i = 0; i < basis->citations->len; i++) {
    const QzCitation *other = g_ptr_array_index (basis->citations, i);
    if (!g_ptr_array_index (basis->quotes, i))
      continue;
    for (guint t = 0; t < other->targets->len; t++)
      if (same_target (target, g_ptr_array_index (other->targets, t)))
        return TRUE;
  }
  return FALSE;
}

/* 第六条、第七条, and below it 第六条：words, 第七条：words: the first line only announces. */
static void
drop_announcements (QzBasis *basis)
{
  for (guint i = basis->citations->len; i-- > 0;) {
    const QzCitation *citation = g_ptr_array_index (basis->citations, i);
    gboolean all = citation->targets->len > 0;

    for (guint t = 0; all && t < citation->targets->len; t++)
      all = is_quoted_elsewhere (basis, g_ptr_array_index (citation->targets, t));
    if (all && !g_ptr_array_index (basis->quotes, i)) {
      g_ptr_array_remove_index (basis->citations, i);
      g_ptr_array_remove_index (basis->quotes, i);
    }
  }
}

/* ---- the cell by its heads ---- */

static void
take_heads (Cell *cell, const GArray *heads)
{
  QzBasis *basis = NULL;
  const char *title = NULL;
  g_autofree char *article = NULL;
  gsize len = strlen (cell->text);

  for (guint i = 0; i < heads->len; i++) {
    const QzBasisHead *head = &g_array_index (heads, QzBasisHead, i);
    const QzBasisHead *next = i + 1 < heads->len ? &g_array_index (heads, QzBasisHead, i + 1) : NULL;
    char *words = quoted_words (cell->text, head->words, next ? next->mark : len);

    if (head->kind == QZ_BASIS_INSTRUMENT) {
      g_autofree char *key = qz_title_key (head->title);
      title = head->title;
      g_clear_pointer (&article, g_free);
      basis = basis_of (cell, title, key);
      if (next && next->kind == QZ_BASIS_ARTICLE)
        g_free (words); /* dates and numbers of the title */
      else
        add_citation (basis, cite (cell, title, NULL, head->start, head->end), words);
    } else {
      g_autofree char *own = squeezed (cell->text, head->start, head->end);
      g_autofree char *address = head->bare && article ? g_strconcat (article, own, NULL) : g_strdup (own);
      gsize from = i && g_array_index (heads, QzBasisHead, i - 1).kind == QZ_BASIS_INSTRUMENT
                       ? g_array_index (heads, QzBasisHead, i - 1).start
                       : head->start;
      add_citation (basis, cite (cell, title, address, from, head->end), words);
      if (!head->bare) {
        char *unit = strstr (own, "条");
        g_free (article);
        article = unit ? g_strndup (own, (gsize) (unit - own) + strlen ("条")) : NULL;
      }
    }
  }
}

/* A cell in running prose: what it cites, without words. */
static void
take_citations (Cell *cell)
{
  g_autoptr (GPtrArray) found = qz_citations_parse_string (cell->text, cell->lexicon);

  while (found && found->len) {
    QzCitation *citation = g_ptr_array_steal_index (found, 0);
    const QzTarget *target = citation->targets->len ? g_ptr_array_index (citation->targets, 0) : NULL;

    if (target && target->key)
      add_citation (basis_of (cell, target->title, target->key), citation, NULL);
    else
      qz_citation_free (citation);
  }
}

GPtrArray *
qz_basis_parse (const char *basis_text, const QzLexicon *lexicon)
{
  g_autoptr (GArray) heads = NULL;
  g_autoptr (GHashTable) by_key = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Cell cell = { .text = basis_text, .lexicon = lexicon, .by_key = by_key };

  cell.bases = g_ptr_array_new_with_free_func ((GDestroyNotify) qz_basis_free);
  if (!basis_text || !g_utf8_validate (basis_text, -1, NULL))
    return cell.bases;
  heads = qz_basis_heads (basis_text);
  if (heads->len)
    take_heads (&cell, heads);
  else
    take_citations (&cell);
  for (guint i = 0; i < cell.bases->len; i++)
    drop_announcements (g_ptr_array_index (cell.bases, i));
  return cell.bases;
}
