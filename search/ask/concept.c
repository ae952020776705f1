#include "config.h"

#include <math.h>
#include <string.h>

#include <quanze/fold.h>

#include "search/ask/concept.h"
#include "search/ask/everyday.h"

#define CONCEPTS_MAX 200

/* A pair that straddles two words tells less than one inside a word: 气设 of 燃气设施. */
#define STRADDLING 0.3
/* What an everyday word weighs beside the most common pair of its legal terms: a verb of one character (填, 挖) says less. */
#define WORD  1.5
#define VERB  1.0
/* What the act asked for weighs where the question words it otherwise than clauses do (谁批: 审批, 批准, 核准). */
#define ACT_WEIGHT 3.0
/* What a legal term for an everyday word covers of it where the word itself does not stand: 油烟 of 烧烤. */
#define LEGAL_TERM 0.95

typedef struct {
  GPtrArray *forms;    /* char*: any of them covers the concept */
  double     weight;
  gboolean   unheard;  /* no record holds it */
  gboolean   foreign;  /* another country: what does not speak of it is no answer */
  gboolean   act;      /* it is what is asked of somebody, not about what */
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
  gint64 count = qz_grams_count (concepts->engine->grams, g_utf8_get_char (pair), g_utf8_get_char (g_utf8_next_char (pair)), error);

  *unheard = count == 0;
  if (count < 0)
    return -1;
  return log ((concepts->documents + 1) / ((double) count + 0.5));
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
  concept->act = concept->foreign = FALSE;
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
add_pair (QzConcepts *concepts, const QzCuts *cuts, const char *start, const char *end, GError **error)
{
  const QzLexicon *lexicon = concepts->engine->lexicon;
  g_autofree char *pair = g_strndup (start, (gsize) (end - start));
  const char *second = g_utf8_next_char (pair);
  g_autofree char *first = g_strndup (pair, (gsize) (second - pair));
  const char *middle = g_utf8_next_char (start);
  gboolean loose = !qz_cuts_inside (cuts, middle), straddles = loose && qz_cuts_at (cuts, middle);

  /* 时 and 用 alone tell nothing, 临时 and 用地 do. */
  if (qz_is_stopword (lexicon, pair, strlen (pair))
      || (loose && (qz_is_stopword (lexicon, first, strlen (first)) || qz_is_stopword (lexicon, second, strlen (second)))))
    return TRUE;
  gboolean unheard;
  double weight = pair_weight (concepts, pair, &unheard, error);
  /* 想把, 占了: a pair with a function word in front, or one that only follows verbs behind, and that no record holds
   * tells nothing either. */
  if (unheard && (qz_is_stopword (lexicon, first, strlen (first)) || g_utf8_strchr ("了着过的得", -1, g_utf8_get_char (second)) != NULL))
    return TRUE;
  /* 偷印: two words side by side that no record holds so tell nothing; 恐龙 is a word, and tells that none speaks of it. */
  if (unheard && loose)
    return TRUE;
  GPtrArray *forms = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (forms, g_steal_pointer (&pair));
  return add_concept (concepts, forms, straddles ? weight * STRADDLING : weight, unheard);
}

/* The everyday word KEY: itself or any of its legal terms. */
static gboolean
add_everyday (QzConcepts *concepts, const char *key, const char *legal, GError **error)
{
  GPtrArray *forms = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) terms = g_strsplit (legal, " ", -1);
  gboolean verb = g_utf8_strlen (key, -1) == 1, heard = FALSE;
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
    heard = heard || !unheard;
    weight = weight > 0 ? MIN (weight, own) : own;
  }
  /* 卖 where no record speaks of selling is no more than a verb */
  if (verb && !heard) {
    g_ptr_array_unref (forms);
    return TRUE;
  }
  return add_concept (concepts, forms, weight * (verb ? VERB : WORD), FALSE);
}

typedef struct {
  const char *core;
  GString    *forms;
} OlderNames;

/* Rows of bodies: older name, newer name, kind. */
static void
add_older (const char *const *cells, gpointer user_data)
{
  OlderNames *names = user_data;

  if (cells[1] != NULL && g_str_equal (cells[1], names->core) && !g_str_equal (cells[0], cells[1]))
    g_string_append_printf (names->forms, " %s", cells[0]);
}

/* The body that the question names, by the name it has today, by those that clauses may still have, and as everyday
 * words say it. */
static gboolean
add_subject (QzConcepts *concepts, const QzSubject *subject, GError **error)
{
  const QzLexicon *lexicon = concepts->engine->lexicon;
  const char *const *cells = qz_lexicon_lookup (lexicon, "everyday", subject->said);
  g_autoptr (GString) forms = g_string_new (subject->core);
  OlderNames names = { subject->core, forms };

  qz_lexicon_each (lexicon, "bodies", add_older, &names);
  if (cells != NULL && cells[0] != NULL)
    g_string_append_printf (forms, " %s", cells[0]);
  return add_everyday (concepts, subject->said, forms->str, error);
}

/* The name of another country of LEN bytes at P: as rare a word as there can be. */
static void
add_foreign (QzConcepts *concepts, const char *p, gsize len)
{
  GPtrArray *forms = g_ptr_array_new_with_free_func (g_free);
  guint before = concepts->concepts->len;

  g_ptr_array_add (forms, g_strndup (p, len));
  if (add_concept (concepts, forms, log (concepts->documents + 1), FALSE) && concepts->concepts->len > before)
    ((Concept *) concepts->concepts->pdata[before])->foreign = TRUE;
}

/* Length of the spoken word for the act asked for that stands at P; 0 when none does. The act is a concept of its own. */
static gsize
spoken_act (const GPtrArray *whos, const char *p)
{
  for (guint i = 0; whos != NULL && i < whos->len; i++) {
    const QzWho *who = whos->pdata[i];
    if (who->spoken != NULL && g_str_has_prefix (p, who->spoken))
      return strlen (who->spoken);
  }
  return 0;
}

static gboolean
collect (QzConcepts *concepts, const QzQuestion *question, GError **error)
{
  const char *folded = question->content;
  const QzSubject *subject = question->subject;
  const QzLexicon *lexicon = concepts->engine->lexicon;
  g_autoptr (QzCuts) cuts = qz_cuts_new (concepts->engine, folded);

  for (const char *p = folded; *p != '\0';) {
    gsize len = qz_everyday_at (concepts->engine, cuts, p), spoken = spoken_act (question->whos, p);
    const char *next = g_utf8_next_char (p);

    if (spoken > 0 && spoken >= len) {
      p += spoken;
      continue;
    }
    if (subject != NULL && subject->core != NULL && subject->steps->len > 0 && g_str_has_prefix (p, subject->said)) {
      if (!add_subject (concepts, subject, error))
        return FALSE;
      p += strlen (subject->said);
      continue;
    }

    gsize foreign = qz_lexicon_longest (lexicon, "foreign", p);
    if (foreign > len) {
      add_foreign (concepts, p, foreign);
      p += foreign;
      continue;
    }
    if (len > 0) {
      g_autofree char *key = g_strndup (p, len);
      const char *const *cells = qz_lexicon_lookup (lexicon, "everyday", key);
      if (cells != NULL && cells[0] != NULL && !add_everyday (concepts, key, cells[0], error))
        return FALSE;
      p += len;
      continue;
    }
    if (is_content (g_utf8_get_char (p)) && *next != '\0' && is_content (g_utf8_get_char (next))
        && qz_everyday_at (concepts->engine, cuts, next) == 0 && spoken_act (question->whos, next) == 0
        && !add_pair (concepts, cuts, p, g_utf8_next_char (next), error))
      return FALSE;
    p = next;
  }
  return TRUE;
}

/* The act that the question asks somebody for, in any of the ways clauses put it. */
static void
add_asked (QzConcepts *concepts, const QzQuestion *question)
{
  for (guint i = 0; question->whos != NULL && i < question->whos->len; i++) {
    const QzWho *who = question->whos->pdata[i];
    GPtrArray *forms;

    if (who->forms->len == 0 || strstr (question->content, who->forms->pdata[0]) != NULL)
      continue;
    forms = g_ptr_array_new_with_free_func (g_free);
    for (guint j = 0; j < who->forms->len; j++)
      g_ptr_array_add (forms, g_strdup (who->forms->pdata[j]));
    add_concept (concepts, forms, ACT_WEIGHT, FALSE);
  }
}

/* Marks what only says the act: 处罚 of 由谁处罚. */
static void
mark_acts (QzConcepts *concepts, const QzQuestion *question)
{
  for (guint i = 0; question->whos != NULL && i < question->whos->len; i++) {
    const QzWho *who = question->whos->pdata[i];

    for (guint j = 0; j < concepts->concepts->len; j++) {
      Concept *concept = concepts->concepts->pdata[j];
      for (guint k = 0; !concept->act && k < concept->forms->len; k++)
        concept->act = g_ptr_array_find_with_equal_func (who->forms, concept->forms->pdata[k], g_str_equal, NULL);
    }
  }
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
  if (documents < 0 || !collect (concepts, question, error))
    return NULL;
  add_asked (concepts, question);
  mark_acts (concepts, question);
  return g_steal_pointer (&concepts);
}

static gboolean
covers (const Concept *concept, const char *folded)
{
  for (guint j = 0; j < concept->forms->len; j++)
    if (strstr (folded, concept->forms->pdata[j]) != NULL)
      return TRUE;
  return FALSE;
}

/* How much of CONCEPT the text covers: the question's own word all of it, a word that means about the same most. */
static double
covered_by (const Concept *concept, const char *folded)
{
  if (!covers (concept, folded))
    return 0;
  return concept->weight * (concept->act || strstr (folded, concept->forms->pdata[0]) != NULL ? 1 : LEGAL_TERM);
}

double
qz_concepts_coverage (const QzConcepts *concepts, const char *folded)
{
  double covered = 0;

  for (guint i = 0; i < concepts->concepts->len; i++)
    covered += covered_by (concepts->concepts->pdata[i], folded);
  return concepts->total > 0 ? covered / concepts->total : 0;
}

gboolean
qz_concepts_abroad (const QzConcepts *concepts, const char *folded)
{
  for (guint i = 0; i < concepts->concepts->len; i++) {
    const Concept *concept = concepts->concepts->pdata[i];
    if (concept->foreign && !covers (concept, folded))
      return TRUE;
  }
  return FALSE;
}

double
qz_concepts_topic (const QzConcepts *concepts, const char *folded)
{
  double covered = 0, total = 0;

  for (guint i = 0; i < concepts->concepts->len; i++) {
    const Concept *concept = concepts->concepts->pdata[i];
    if (concept->act)
      continue;
    total += concept->weight;
    covered += covers (concept, folded) ? concept->weight : 0;
  }
  return total > 0 ? covered / total : 1;
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
