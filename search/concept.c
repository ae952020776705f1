#include "config.h"

#include <math.h>
#include <string.h>

#include <quanze/fold.h>

#include "search/concept.h"

#define CONCEPTS_MAX 200

/* A pair that straddles two words tells less than one inside a word: 气设 of 燃气设施. */
#define STRADDLING 0.3
/* A pair the index never holds cannot be covered by any record: it counts, but not in full. */
#define UNHEARD 0.5

typedef struct {
  GPtrArray *forms;    /* char*: any of them covers the concept */
  double     weight;
  gboolean   unheard;  /* no record holds it */
} Concept;

struct QzConcepts {
  QzEngine  *engine;
  GPtrArray *concepts;  /* Concept* */
  double     total;
  double     documents;
  char      *said;      /* the question and its legal terms, folded */
};

static void
concept_free (Concept *concept)
{
  g_ptr_array_unref (concept->forms);
  g_free (concept);
}

void
qz_concepts_free (QzConcepts *concepts)
{
  if (concepts == NULL)
    return;
  g_ptr_array_unref (concepts->concepts);
  g_free (concepts->said);
  g_free (concepts);
}

/* Inverse frequency of a pair of characters. Negative on an index error. */
static double
pair_weight (QzConcepts *concepts, const char *pair, gboolean *unheard, GError **error)
{
  gint64 count = qz_reader_count (concepts->engine->reader, pair, error);

  *unheard = count == 0;

  if (count < 0)
    return -1;
  return log ((concepts->documents + 1) / ((double) count + 0.5)) * (count == 0 ? UNHEARD : 1);
}

/* Bit I: a word of two characters or more starts or ends at byte I of the content, with none across it. */
typedef struct {
  guint8 *cuts;
  gsize   len;
} Cuts;

static void
mark_cut (QzTermKind kind, const char *term, gsize len, gsize start, gsize end, gpointer user_data)
{
  Cuts *cuts = user_data;

  if (kind != QZ_TERM_WORD || g_utf8_strlen (term, (gssize) len) < 2 || end > cuts->len)
    return;
  cuts->cuts[start] = 1;
  cuts->cuts[end] = 1;
}

static gboolean
add_concept (QzConcepts *concepts, GPtrArray *forms, double weight, gboolean unheard)
{
  Concept *concept;

  if (weight < 0 || concepts->concepts->len >= CONCEPTS_MAX) {
    g_ptr_array_unref (forms);
    return weight >= 0;
  }
  concept = g_new (Concept, 1);
  concept->forms = forms;
  concept->weight = weight;
  concept->unheard = unheard;
  concepts->total += weight;
  g_ptr_array_add (concepts->concepts, concept);
  return TRUE;
}

static gboolean
is_content (gunichar c)
{
  return g_unichar_isalnum (c);
}

/* A pair that straddles or equals stop words tells nothing: 的人, 是否. */
static gboolean
is_stopword_at (QzConcepts *concepts, const char *text, gsize len)
{
  g_autofree char *word = g_strndup (text, len);

  return qz_lexicon_lookup (concepts->engine->lexicon, "stopwords", word) != NULL;
}

static gboolean
add_pair (QzConcepts *concepts, const char *start, const char *end, gboolean straddles, GError **error)
{
  g_autofree char *pair = g_strndup (start, (gsize) (end - start));
  const char *second = g_utf8_next_char (pair);
  g_autofree char *first = g_strndup (pair, (gsize) (second - pair));

  /* 时 and 用 alone tell nothing, 临时 and 用地 do. */
  if (is_stopword_at (concepts, pair, strlen (pair))
      || (straddles && (is_stopword_at (concepts, first, strlen (first)) || is_stopword_at (concepts, second, strlen (second)))))
    return TRUE;
  gboolean unheard;
  double weight = pair_weight (concepts, pair, &unheard, error);
  GPtrArray *forms = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (forms, g_steal_pointer (&pair));
  return add_concept (concepts, forms, straddles ? weight * STRADDLING : weight,
                      unheard && !straddles && !is_stopword_at (concepts, first, strlen (first))
                        && !is_stopword_at (concepts, second, strlen (second)));
}

/* The everyday word KEY: itself or any of its legal terms. Weighs as much as its rarest pair and a half. */
static gboolean
add_everyday (QzConcepts *concepts, const char *key, const char *legal, GError **error)
{
  GPtrArray *forms = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) terms = g_strsplit (legal, " ", -1);
  double weight = 0;

  g_ptr_array_add (forms, g_strdup (key));
  for (guint i = 0; terms[i] != NULL; i++) {
    if (*terms[i] == '\0')
      continue;
    g_ptr_array_add (forms, g_strdup (terms[i]));
    const char *second = g_utf8_next_char (terms[i]);
    if (*second == '\0')
      continue;
    g_autofree char *pair = g_strndup (terms[i], (gsize) (g_utf8_next_char (second) - terms[i]));
    gboolean unheard;
    double own = pair_weight (concepts, pair, &unheard, error);
    if (own < 0) {
      g_ptr_array_unref (forms);
      return FALSE;
    }
    weight = MAX (weight, own);
  }
  return add_concept (concepts, forms, weight * 1.5, FALSE);
}

static gboolean
collect (QzConcepts *concepts, const char *folded, GError **error)
{
  const QzLexicon *lexicon = concepts->engine->lexicon;
  gsize size = strlen (folded);
  g_autofree guint8 *marks = g_malloc0 (size + 1);
  Cuts cuts = { marks, size };

  qz_segment_words (concepts->engine->segmenter, folded, (gssize) size, mark_cut, &cuts);
  for (const char *p = folded; *p != '\0';) {
    gsize len = qz_lexicon_longest (lexicon, "everyday", p);
    const char *next = g_utf8_next_char (p);

    if (len > 0) {
      g_autofree char *key = g_strndup (p, len);
      const char *const *cells = qz_lexicon_lookup (lexicon, "everyday", key);
      if (cells != NULL && cells[0] != NULL && !add_everyday (concepts, key, cells[0], error))
        return FALSE;
      p += len;
      continue;
    }
    if (is_content (g_utf8_get_char (p)) && *next != '\0' && is_content (g_utf8_get_char (next))
        && qz_lexicon_longest (lexicon, "everyday", next) == 0
        && !add_pair (concepts, p, g_utf8_next_char (next), marks[next - folded] != 0, error))
      return FALSE;
    p = next;
  }
  return TRUE;
}

QzConcepts *
qz_concepts_new (QzEngine *engine, const QzQuestion *question, GError **error)
{
  g_autoptr (QzConcepts) concepts = g_new0 (QzConcepts, 1);
  gint64 documents = qz_reader_doc_count (engine->reader, error);

  concepts->engine = engine;
  concepts->concepts = g_ptr_array_new_with_free_func ((GDestroyNotify) concept_free);
  concepts->said = g_strconcat (question->content, " ", question->expansion, NULL);
  concepts->documents = (double) MAX (documents, 0);
  if (documents < 0 || !collect (concepts, question->content, error))
    return NULL;
  return g_steal_pointer (&concepts);
}

double
qz_concepts_coverage (const QzConcepts *concepts, const char *folded)
{
  double covered = 0;

  for (guint i = 0; i < concepts->concepts->len; i++) {
    const Concept *concept = concepts->concepts->pdata[i];

    for (guint j = 0; j < concept->forms->len; j++)
      if (strstr (folded, concept->forms->pdata[j]) != NULL) {
        covered += concept->weight;
        break;
      }
  }
  return concepts->total > 0 ? covered / concepts->total : 0;
}

double
qz_concepts_unheard (const QzConcepts *concepts)
{
  double unheard = 0;

  for (guint i = 0; i < concepts->concepts->len; i++) {
    const Concept *concept = concepts->concepts->pdata[i];
    unheard += concept->unheard ? concept->weight : 0;
  }
  return concepts->total > 0 ? unheard / concepts->total : 0;
}

double
qz_concepts_named (const QzConcepts *concepts, const char *folded_name)
{
  guint pairs = 0, held = 0;

  for (const char *p = folded_name; *p != '\0'; p = g_utf8_next_char (p)) {
    const char *next = g_utf8_next_char (p);

    if (*next == '\0' || !is_content (g_utf8_get_char (p)) || !is_content (g_utf8_get_char (next)))
      continue;
    g_autofree char *pair = g_strndup (p, (gsize) (g_utf8_next_char (next) - p));
    pairs++;
    held += strstr (concepts->said, pair) != NULL;
  }
  return pairs > 0 ? (double) held / pairs : 0;
}

char *
qz_concepts_describe (const QzConcepts *concepts)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < concepts->concepts->len; i++) {
    const Concept *concept = concepts->concepts->pdata[i];

    for (guint j = 0; j < concept->forms->len; j++)
      g_string_append_printf (text, "%s%s", j > 0 ? "|" : i > 0 ? "  " : "", (char *) concept->forms->pdata[j]);
    g_string_append_printf (text, ":%.1f%s", concept->weight, concept->unheard ? "?" : "");
  }
  return g_string_free (text, FALSE);
}
