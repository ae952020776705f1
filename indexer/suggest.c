#include "config.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/utrans.h>
#include <unicode/ustring.h>

#include <jansson.h>

#include <quanze/fold.h>
#include <quanze/store.h>

#include "indexer/suggest.h"

#define LIST_STEP 500
#define NAME_MAX_CHARS 60     /* longer names are no one's to type */
/* Words offered: of two to eight characters, in so many records at least, the most frequent. */
#define WORD_MIN_RECORDS 5
#define WORD_MAX_CHARS 8
#define WORDS_MAX 4000

typedef struct {
  const char *kind;   /* static */
  char       *name;
  guint       used;
} Name;

typedef struct {
  GArray          *names;     /* Name */
  GHashTable      *powers;    /* name → index in names, 1 more */
  UTransliterator *sounds;
  GHashTable      *syllables; /* character → char* */
} Builder;

static void
name_clear (gpointer name)
{
  g_free (((Name *) name)->name);
}

static void
add_name (Builder *b, const char *kind, const char *text, guint used)
{
  Name name = { kind, g_strdup (text), used };

  g_strdelimit (name.name, "\t\n\r", ' ');
  g_array_append_val (b->names, name);
}

/* ---- what there is ---- */

static gboolean
add_titles (Builder *b, QzWriter *writer, GError **error)
{
  g_autoptr (GPtrArray) keys = qz_writer_terms (writer, QZ_T_KEY, 0, error);

  for (guint i = 0; keys != NULL && i < keys->len; i++) {
    const char *key = ((const QzTermCount *) keys->pdata[i])->term + strlen (QZ_T_KEY);
    g_autofree char *name = g_strconcat (QZ_T_LINK, key, NULL), *link = qz_term_fit (name);
    g_autoptr (GPtrArray) cited = qz_writer_terms (writer, link, 1, error);

    if (cited == NULL)
      return FALSE;
    const QzTermCount *first = cited->len > 0 ? cited->pdata[0] : NULL;
    if (g_utf8_strlen (key, -1) <= NAME_MAX_CHARS)
      add_name (b, "title", key, first != NULL && g_str_equal (first->term, link) ? first->count : 0);
  }
  return keys != NULL;
}

static gboolean
add_power (Builder *b, const char *data, GError **error)
{
  json_t *head = qz_store_head (data, strlen (data), NULL, error);
  const char *name = json_string_value (json_object_get (head, "name"));

  if (name != NULL && *name != '\0' && g_utf8_strlen (name, -1) <= NAME_MAX_CHARS) {
    guint at = GPOINTER_TO_UINT (g_hash_table_lookup (b->powers, name));
    if (at == 0) {
      add_name (b, "power", name, 1);
      g_hash_table_insert (b->powers, g_strdup (name), GUINT_TO_POINTER (b->names->len));
    } else
      g_array_index (b->names, Name, at - 1).used++;
  }
  json_decref (head);
  return head != NULL;
}

static gboolean
add_powers (Builder *b, QzWriter *writer, GError **error)
{
  for (guint offset = 0;; offset += LIST_STEP) {
    g_autoptr (GPtrArray) records = qz_writer_list (writer, QZ_T_KIND "power", offset, LIST_STEP, error);

    if (records == NULL)
      return FALSE;
    for (guint i = 0; i < records->len; i++)
      if (!add_power (b, records->pdata[i], error))
        return FALSE;
    if (records->len < LIST_STEP)
      return TRUE;
  }
}

static int
by_count (const void *a, const void *b)
{
  const QzTermCount *left = *(QzTermCount *const *) a, *right = *(QzTermCount *const *) b;

  return left->count != right->count ? (left->count > right->count ? -1 : 1) : strcmp (left->term, right->term);
}

/* Words of Chinese characters: their terms have no prefix and start with one of six bytes. */
static gboolean
add_words (Builder *b, QzWriter *writer, GError **error)
{
  static const char *const first_bytes[] = { "\xe4", "\xe5", "\xe6", "\xe7", "\xe8", "\xe9" };
  g_autoptr (GPtrArray) kept = g_ptr_array_new (), lists = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);

  for (guint i = 0; i < G_N_ELEMENTS (first_bytes); i++) {
    GPtrArray *words = qz_writer_terms (writer, first_bytes[i], 0, error);
    if (words == NULL)
      return FALSE;
    g_ptr_array_add (lists, words);
    for (guint k = 0; k < words->len; k++) {
      QzTermCount *word = words->pdata[k];
      glong chars = word->count >= WORD_MIN_RECORDS ? g_utf8_strlen (word->term, -1) : 0;
      if (chars >= 2 && chars <= WORD_MAX_CHARS && !g_str_has_prefix (word->term, "第"))
        g_ptr_array_add (kept, word);
    }
  }
  g_ptr_array_sort (kept, by_count);
  for (guint i = 0; i < MIN (kept->len, WORDS_MAX); i++)
    add_name (b, "word", ((const QzTermCount *) kept->pdata[i])->term, ((const QzTermCount *) kept->pdata[i])->count);
  return TRUE;
}

/* ---- how it sounds ---- */

/* The pinyin of C without tones; the character itself where it has none. Borrowed. */
static const char *
syllable_of (Builder *b, gunichar c)
{
  char *syllable = g_hash_table_lookup (b->syllables, GUINT_TO_POINTER (c));
  UErrorCode status = U_ZERO_ERROR;
  UChar text[64];
  char utf8[8] = "", out[64] = "";
  int32_t len = 0, limit;

  if (syllable != NULL)
    return syllable;
  g_unichar_to_utf8 (c, utf8);
  u_strFromUTF8 (text, G_N_ELEMENTS (text), &len, utf8, -1, &status);
  limit = len;
  if (b->sounds != NULL && U_SUCCESS (status))
    utrans_transUChars (b->sounds, text, &len, G_N_ELEMENTS (text), 0, &limit, &status);
  if (U_SUCCESS (status))
    u_strToUTF8 (out, sizeof out, NULL, text, len, &status);
  syllable = g_strdup (U_SUCCESS (status) ? out : utf8);
  g_hash_table_insert (b->syllables, GUINT_TO_POINTER (c), syllable);
  return syllable;
}

static void
append_line (Builder *b, GString *out, const Name *name)
{
  g_autofree char *fold = qz_fold_text (name->name, -1, QZ_FOLD_PLAIN);
  g_autoptr (GString) initials = g_string_new (NULL), sound = g_string_new (NULL);

  for (const char *p = fold; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);
    if (!g_unichar_isalnum (c))
      continue;
    const char *syllable = syllable_of (b, c);
    g_string_append (sound, syllable);
    g_string_append_len (initials, syllable, g_utf8_next_char (syllable) - syllable);
  }
  g_string_append_printf (out, "%s\t%s\t%s\t%s\t%s\n", name->kind, name->name, fold, initials->str, sound->str);
}

static int
by_use (const void *a, const void *b)
{
  const Name *left = a, *right = b;

  if (left->used != right->used)
    return left->used > right->used ? -1 : 1;
  int kind = strcmp (left->kind, right->kind);
  return kind != 0 ? kind : strcmp (left->name, right->name);
}

gboolean
qz_suggest_update (QzWriter *writer, GError **error)
{
  static const UChar id[] = u"Han-Latin; Latin-ASCII; Lower";
  UErrorCode status = U_ZERO_ERROR;
  Builder b = { .names = g_array_new (FALSE, FALSE, sizeof (Name)) };
  g_autoptr (GString) out = g_string_new (NULL);

  g_array_set_clear_func (b.names, name_clear);
  b.powers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  b.syllables = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  b.sounds = utrans_openU (id, -1, UTRANS_FORWARD, NULL, 0, NULL, &status);
  gboolean done = add_titles (&b, writer, error) && add_powers (&b, writer, error) && add_words (&b, writer, error);
  g_array_sort (b.names, by_use);
  for (guint i = 0; done && i < b.names->len; i++)
    append_line (&b, out, &g_array_index (b.names, Name, i));
  done = done && qz_writer_set_metadata (writer, "suggest", out->str, (gssize) out->len, error);
  if (b.sounds != NULL)
    utrans_close (b.sounds);
  g_array_unref (b.names);
  g_hash_table_unref (b.powers);
  g_hash_table_unref (b.syllables);
  return done;
}
