#include "config.h"

#include <math.h>
#include <string.h>

#include <quanze/fold.h>
#include <quanze/store.h>

#include "search/collect.h"
#include "search/found.h"

#define PAGE 2000
/* A word is so many characters at most, a pair of words too. */
#define TERM_CHARS 12
#define PAIR_CHARS 6
/* How far beyond chance a pair must stand side by side: e to this. */
#define PAIR_MUTUAL 5.0

typedef struct {
  QzEngine   *engine;
  guint       least;
  GHashTable *found;              /* char* word → QzCollected* */
  GHashTable *singles, *pairs;    /* char* → count; pairs joined by a tab */
  double      words;              /* in all */
  char       *before;             /* the last word; NULL behind what is none */
  gsize       before_end;
} Collecting;

static void
collected_free (gpointer data)
{
  QzCollected *one = data;

  g_free (one->word);
  g_free (one);
}

/* ---- what is one already ---- */

typedef struct { gsize len; gboolean whole; } Whole;

static void
note_whole (QzTermKind kind, const char *term, gsize len, gsize start, gsize end, gpointer user_data)
{
  Whole *whole = user_data;

  if (kind == QZ_TERM_WORD)
    whole->whole = whole->whole || (start == 0 && end == whole->len);
}

static gboolean
is_word_already (const Collecting *c, const char *word)
{
  Whole whole = { strlen (word), FALSE };

  qz_segment_words (c->engine->segmenter, word, -1, note_whole, &whole);
  return whole.whole;
}

static gboolean
is_plain (const char *word, guint most)
{
  glong n = g_utf8_strlen (word, -1);

  for (const char *p = word; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_get_script (g_utf8_get_char (p)) != G_UNICODE_SCRIPT_HAN)
      return FALSE;
  return n >= 2 && n <= (glong) most;
}

static void
add (Collecting *c, const char *word, const char *kind, guint count)
{
  QzCollected *one = g_hash_table_lookup (c->found, word);

  if (one == NULL) {
    one = g_new0 (QzCollected, 1);
    one->word = g_strdup (word);
    one->kind = kind;
    g_hash_table_insert (c->found, one->word, one);
  }
  one->count += count;
}

/* ---- titles, defined terms, bodies ---- */

static void
collect_titles (Collecting *c)
{
  const GPtrArray *all = qz_timeline_all (c->engine->timeline);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < all->len; i++) {
    const QzVersion *version = all->pdata[i];
    if (is_plain (version->key, 2 * TERM_CHARS) && g_hash_table_add (seen, (gpointer) version->key))
      add (c, version->key, "document", 1);
  }
}

/* What stands at P up to one of ENDS; NULL when none comes within TERM_CHARS. The caller's. */
static char *
up_to (const char *p, const char *const *ends)
{
  const char *at = p;

  for (guint n = 0; n <= TERM_CHARS && *at != '\0'; n++, at = g_utf8_next_char (at))
    for (guint i = 0; ends[i] != NULL; i++)
      if (g_str_has_prefix (at, ends[i]))
        return at > p ? g_strndup (p, (gsize) (at - p)) : NULL;
  return NULL;
}

static void
collect_defined (Collecting *c, const char *folded)
{
  static const char *const openers[] = { "所称的", "所称", "以下简称", "以下统称", "统称为", "简称为" };
  static const char *const ends[] = { ",", "，", "是指", "包括", ")", "）", "。", NULL };

  for (guint i = 0; i < G_N_ELEMENTS (openers); i++)
    for (const char *at = strstr (folded, openers[i]); at != NULL; at = strstr (at + 1, openers[i])) {
      g_autofree char *word = up_to (at + strlen (openers[i]), ends);
      if (word != NULL && is_plain (word, TERM_CHARS))
        add (c, word, "term", 1);
    }
}

/* 水行政主管部门 of 县级以上人民政府水行政主管部门. */
static void
collect_bodies (Collecting *c, const QzFound *found)
{
  static const char *const seats[] = { "人民政府", "国务院", "政府" };
  const json_t *vesting;
  size_t i;

  json_array_foreach (json_object_get (found->head, "vestings"), i, vesting) {
    const char *holder = qz_json_text (vesting, "holder"), *from = holder;
    for (guint j = 0; holder != NULL && j < G_N_ELEMENTS (seats); j++)
      for (const char *at = strstr (from, seats[j]); at != NULL; at = strstr (from, seats[j]))
        from = at + strlen (seats[j]);
    g_autofree char *folded = holder != NULL ? qz_fold_text (from, -1, QZ_FOLD_PLAIN) : NULL;
    if (folded != NULL && is_plain (folded, TERM_CHARS))
      add (c, folded, "body", 1);
  }
}

/* ---- pairs ---- */

static void
count_one (GHashTable *counts, char *key)
{
  gpointer had = g_hash_table_lookup (counts, key);

  /* the key that is there stays */
  if (had != NULL) {
    g_hash_table_insert (counts, key, GUINT_TO_POINTER (GPOINTER_TO_UINT (had) + 1));
    return;
  }
  g_hash_table_insert (counts, key, GUINT_TO_POINTER (1));
}

static void
count_word (QzTermKind kind, const char *term, gsize len, gsize start, gsize end, gpointer user_data)
{
  Collecting *c = user_data;
  g_autofree char *word = kind == QZ_TERM_WORD ? g_strndup (term, len) : NULL;

  if (kind != QZ_TERM_WORD)
    return;
  if (!is_plain (word, PAIR_CHARS) || qz_lexicon_lookup (c->engine->lexicon, "stopwords", word) != NULL) {
    g_clear_pointer (&c->before, g_free);
    return;
  }
  c->words++;
  count_one (c->singles, g_strdup (word));
  if (c->before != NULL && c->before_end == start)
    count_one (c->pairs, g_strconcat (c->before, "\t", word, NULL));
  g_free (c->before);
  c->before = g_steal_pointer (&word);
  c->before_end = end;
}

static void
collect_pairs (Collecting *c)
{
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, c->pairs);
  while (g_hash_table_iter_next (&iter, &key, &value)) {
    const char *tab = strchr (key, '\t');
    g_autofree char *first = g_strndup (key, (gsize) (tab - (const char *) key)), *word = g_strconcat (first, tab + 1, NULL);
    double both = GPOINTER_TO_UINT (value), left = GPOINTER_TO_UINT (g_hash_table_lookup (c->singles, first)),
           right = GPOINTER_TO_UINT (g_hash_table_lookup (c->singles, tab + 1));

    if (both >= c->least && is_plain (word, PAIR_CHARS) && log (both * c->words / (left * right)) >= PAIR_MUTUAL)
      add (c, word, "matter", (guint) both);
  }
}

/* ---- all of it ---- */

static gboolean
read_provisions (Collecting *c, GError **error)
{
  for (guint offset = 0;; offset += PAGE) {
    g_autoptr (GPtrArray) page = qz_reader_list (c->engine->reader, QZ_T_KIND "provision", offset, PAGE, error);

    if (page == NULL)
      return FALSE;
    for (guint i = 0; i < page->len; i++) {
      g_autoptr (QzFound) found = qz_found_new (c->engine, g_strdup (page->pdata[i]), strlen (page->pdata[i]), 0, error);
      if (found == NULL)
        return FALSE;
      g_autofree char *folded = qz_fold_text (found->text != NULL ? found->text : "", -1, QZ_FOLD_PLAIN);
      collect_defined (c, folded);
      collect_bodies (c, found);
      g_clear_pointer (&c->before, g_free);
      qz_segment_words (c->engine->segmenter, folded, -1, count_word, c);
    }
    if (page->len < PAGE)
      return TRUE;
  }
}

static gint
by_kind (gconstpointer a, gconstpointer b)
{
  const QzCollected *left = *(QzCollected *const *) a, *right = *(QzCollected *const *) b;
  int order = strcmp (left->kind, right->kind);

  if (order == 0 && left->count != right->count)
    order = left->count > right->count ? -1 : 1;
  return order != 0 ? order : strcmp (left->word, right->word);
}

GPtrArray *
qz_collect_words (QzEngine *engine, guint least, GError **error)
{
  g_autoptr (GHashTable) found = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) singles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) pairs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (collected_free);
  Collecting c = { engine, MAX (least, 1), found, singles, pairs, 0, NULL, 0 };
  GHashTableIter iter;
  gpointer one;

  collect_titles (&c);
  gboolean done = read_provisions (&c, error);
  g_free (c.before);
  if (done)
    collect_pairs (&c);
  g_hash_table_iter_init (&iter, found);
  while (g_hash_table_iter_next (&iter, NULL, &one))
    g_ptr_array_add (list, one);
  if (!done)
    return NULL;
  for (guint i = list->len; i-- > 0;) {
    const QzCollected *word = list->pdata[i];
    gboolean rare = word->count < c.least && (g_str_equal (word->kind, "body") || g_str_equal (word->kind, "matter"));
    if (rare || is_word_already (&c, word->word))
      g_ptr_array_remove_index_fast (list, i);
  }
  g_ptr_array_sort (list, by_kind);
  return g_steal_pointer (&list);
}
