#include "config.h"

#include <string.h>

#include <quanze/fold.h>
#include <quanze/store.h>

#include "lib/index/store_terms.h"
#include "lib/text/place_unit.h"

static void
add_word (QzTermKind kind, const char *term, gsize len, gsize start, gsize end, gpointer record)
{
  qz_record_add_term (record, term, len, 1);
}

/* TEXT's fold behind OUT. */
static void
append_fold (GString *out, const char *text, gsize len)
{
  g_autofree char *folded = qz_fold_text (text, (gssize) len, QZ_FOLD_NUMERALS);

  g_string_append (out, folded);
}

void
qz_terms_text (QzRecord *record, QzSegmenter *segmenter, const QzHeadline *headline, const char *text)
{
  g_autoptr (GString) value = g_string_sized_new (strlen (text) + 200);

  g_string_append_printf (value, "%s\t%s\t", headline->key != NULL ? headline->key : "", headline->eid != NULL ? headline->eid : "");
  for (guint i = 0; i < G_N_ELEMENTS (headline->under); i++)
    if (headline->under[i] != NULL) {
      append_fold (value, headline->under[i], strlen (headline->under[i]));
      g_string_append_c (value, ' ');
    }
  g_string_append_c (value, '\n');
  for (const char *line = text; *line != '\0';) {
    gsize len = strcspn (line, "\n");
    append_fold (value, line, len);
    g_string_append_c (value, '\n');
    line += line[len] != '\0' ? len + 1 : len;
  }
  qz_record_set_value (record, QZ_SLOT_TEXT, value->str);
  qz_segment_words (segmenter, text, -1, add_word, record);
}

typedef struct {
  QzRecord *record;
  char      term[QZ_TERM_MAX];
  gsize     prefix_len;
} Prefixed;

static void
add_prefixed (QzTermKind kind, const char *term, gsize len, gsize start, gsize end, gpointer user_data)
{
  Prefixed *to = user_data;

  if (to->prefix_len + len > sizeof to->term)
    return;   /* cannot be: terms are at most 60 bytes */
  memcpy (to->term + to->prefix_len, term, len);
  qz_record_add_term (to->record, to->term, to->prefix_len + len, 1);
}

void
qz_terms_prefixed (QzRecord *record, QzSegmenter *segmenter, const char *prefix, const char *text)
{
  Prefixed to = { .record = record, .prefix_len = strlen (prefix) };

  if (text == NULL)
    return;
  g_assert (to.prefix_len < sizeof to.term);
  memcpy (to.term, prefix, to.prefix_len);
  qz_segment_words (segmenter, text, -1, add_prefixed, &to);
}

void
qz_terms_plain (QzRecord *record, const char *prefix, const char *name)
{
  if (name == NULL || *name == '\0')
    return;
  g_autofree char *whole = g_strconcat (prefix, name, NULL);
  g_autofree char *term = qz_term_fit (whole);
  qz_record_add_term (record, term, -1, 0);
}

void
qz_terms_folded (QzRecord *record, const char *prefix, const char *name)
{
  if (name == NULL || *name == '\0')
    return;
  g_autofree char *folded = qz_fold_text (name, -1, QZ_FOLD_PLAIN);
  qz_terms_plain (record, prefix, folded);
}

void
qz_terms_names (QzRecord *record, const char *prefix, const char *names)
{
  static const char *const separators[] = { "、", "，", "；", "\n", " ", "　", "," , ";" };

  if (names == NULL)
    return;
  qz_terms_folded (record, prefix, names);
  const char *start = names;
  for (const char *p = names; *start != '\0';) {
    gsize cut = *p == '\0' ? 1 : 0;
    for (guint i = 0; cut == 0 && i < G_N_ELEMENTS (separators); i++)
      if (g_str_has_prefix (p, separators[i]))
        cut = strlen (separators[i]);
    if (cut == 0) {
      p++;
      continue;
    }
    if (p > start && (start != names || *p != '\0')) {
      g_autofree char *one = g_strndup (start, p - start);
      qz_terms_folded (record, prefix, one);
    }
    start = *p == '\0' ? p : p + cut;
    p = start;
  }
}

/* ---- places ---- */

void
qz_terms_place (QzRecord *record, const char *prefix, const char *territory)
{
  gsize at = 0, len = territory != NULL ? strlen (territory) : 0;

  while (at < len) {
    at += qz_place_first_unit (territory + at);
    g_autofree char *place = g_strndup (territory, at);
    qz_terms_plain (record, prefix, place);
  }
}

void
qz_terms_tie (QzRecord *record, const char *id)
{
  guint32 hash = 2166136261u;   /* FNV-1a */
  char    tie[9];

  for (const guchar *p = (const guchar *) id; *p != '\0'; p++)
    hash = (hash ^ *p) * 16777619u;
  g_snprintf (tie, sizeof tie, "%08x", hash);
  qz_record_set_value (record, QZ_SLOT_TIE, tie);
}

char *
qz_place_complete (const QzLexicon *lexicon, const char *territory)
{
  const char *const *cells = territory != NULL ? qz_lexicon_lookup (lexicon, "places", territory) : NULL;

  return g_strdup (cells != NULL && cells[0] != NULL ? cells[0] : territory);
}
