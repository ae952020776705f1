/* Counting reads each character once: a table with open addressing, 12 bytes a gram, some 400,000 grams in all of
 * the country's law. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include <quanze/grams.h>
#include <quanze/store.h>

#define KEY "grams"
#define ENTRY 6             /* bytes of an entry: the second character (2, 0: none), records (4), low byte first */
#define FIRST_ROOM (1u << 16)
#define BEYOND 0xfffdu      /* stands for every character beyond the first plane */

gboolean
qz_gram_character (gunichar c)
{
  return (c >= 0x4e00 && c <= 0x9fff) || (c < 0x80 ? g_ascii_isalnum (c) != 0 : g_unichar_isalnum (c));
}

static guint32
gram_of (gunichar first, gunichar second)
{
  return (guint32) MIN (first, BEYOND) << 16 | (guint32) MIN (second, BEYOND);
}

/* ---- counting ---- */

typedef struct { guint32 gram, records, last; } Slot;   /* GRAM 0: free; LAST: the record counted last */

typedef struct {
  Slot   *slots;
  guint32 room, used;   /* ROOM is a power of two */
  guint32 record;       /* the one being counted, from 1 */
  guint64 characters;
} Counts;

static Slot *
slot_of (const Counts *counts, guint32 gram)
{
  guint32 at = (gram * 2654435761u) >> 7;

  while (counts->slots[at & (counts->room - 1)].gram != 0 && counts->slots[at & (counts->room - 1)].gram != gram)
    at++;
  return &counts->slots[at & (counts->room - 1)];
}

static void
grow (Counts *counts)
{
  Counts old = *counts;

  counts->room *= 2;
  counts->slots = g_new0 (Slot, counts->room);
  for (guint32 i = 0; i < old.room; i++)
    if (old.slots[i].gram != 0)
      *slot_of (counts, old.slots[i].gram) = old.slots[i];
  g_free (old.slots);
}

static void
count (Counts *counts, guint32 gram)
{
  Slot *slot = slot_of (counts, gram);

  if (slot->gram == 0) {
    slot->gram = gram;
    if (++counts->used > counts->room / 2) {
      grow (counts);
      slot = slot_of (counts, gram);
    }
  }
  slot->records += slot->last != counts->record;
  slot->last = counts->record;
}

static gboolean
count_value (const char *value, gsize len, gpointer user_data)
{
  Counts *counts = user_data;
  const char *text = memchr (value, '\n', len), *end = value + len;
  gunichar before = 0;

  counts->record++;
  for (; text != NULL && text < end; text = g_utf8_next_char (text)) {
    gunichar c = g_utf8_get_char (text);

    if (!qz_gram_character (c))
      c = 0;
    else {
      counts->characters++;
      count (counts, gram_of (c, 0));
      if (before != 0)
        count (counts, gram_of (before, c));
    }
    before = c;
  }
  return TRUE;
}

/* ---- writing ---- */

static int
by_gram (const void *a, const void *b)
{
  guint32 left = ((const Slot *) a)->gram, right = ((const Slot *) b)->gram;

  return left < right ? -1 : left > right;
}

static void
append_entry (GByteArray *value, const Slot *slot)
{
  guint8 entry[ENTRY] = { slot->gram & 0xff, slot->gram >> 8 & 0xff };

  for (guint i = 0; i < 4; i++)
    entry[2 + i] = slot->records >> (8 * i) & 0xff;
  g_byte_array_append (value, entry, ENTRY);
}

static char *
key_of (gunichar first)
{
  char character[8] = "";

  g_unichar_to_utf8 (MIN (first, BEYOND), character);
  return g_strconcat (KEY "/", character, NULL);
}

/* Grams by their first character, in order; keys of characters that are gone go. */
static gboolean
write_grams (QzWriter *writer, Counts *counts, GError **error)
{
  g_autoptr (GPtrArray) old = qz_writer_metadata_keys (writer, KEY "/", error);
  g_autoptr (GHashTable) kept = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n = 0;

  if (old == NULL)
    return FALSE;
  for (guint32 i = 0; i < counts->room; i++)
    if (counts->slots[i].gram != 0)
      counts->slots[n++] = counts->slots[i];
  qsort (counts->slots, n, sizeof *counts->slots, by_gram);
  for (guint i = 0; i < n;) {
    guint32 first = counts->slots[i].gram >> 16;
    g_autoptr (GByteArray) value = g_byte_array_new ();
    char *key = key_of (first);

    for (; i < n && counts->slots[i].gram >> 16 == first; i++)
      append_entry (value, &counts->slots[i]);
    g_hash_table_add (kept, key);
    if (!qz_writer_set_metadata (writer, key, (const char *) value->data, value->len, error))
      return FALSE;
  }
  for (guint i = 0; i < old->len; i++)
    if (!g_hash_table_contains (kept, old->pdata[i]) && !qz_writer_set_metadata (writer, old->pdata[i], NULL, 0, error))
      return FALSE;
  return TRUE;
}

gboolean
qz_grams_update (QzWriter *writer, GError **error)
{
  Counts counts = { .slots = g_new0 (Slot, FIRST_ROOM), .room = FIRST_ROOM };
  gboolean done = qz_writer_each_value (writer, QZ_SLOT_TEXT, count_value, &counts, error)
                  && write_grams (writer, &counts, error);

  g_free (counts.slots);
  if (!done)
    return FALSE;
  g_autofree char *sums = g_strdup_printf ("%u %" G_GUINT64_FORMAT, counts.record, counts.characters);
  return qz_writer_set_metadata (writer, KEY, counts.record > 0 ? sums : NULL, -1, error);
}

/* ---- asking ---- */

struct QzGrams {
  QzReader   *reader;
  GHashTable *lists;   /* first character → GPtrArray of GBytes, one a database */
  guint64     records, characters;
};

QzGrams *
qz_grams_open (QzReader *reader, GError **error)
{
  g_autoptr (GPtrArray) sums = qz_reader_get_metadata_all (reader, KEY, error);

  if (sums == NULL)
    return NULL;
  QzGrams *grams = g_new0 (QzGrams, 1);
  grams->reader = reader;
  grams->lists = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_ptr_array_unref);
  for (guint i = 0; i < sums->len; i++) {
    char *rest;
    grams->records += g_ascii_strtoull (sums->pdata[i], &rest, 10);
    grams->characters += g_ascii_strtoull (rest, NULL, 10);
  }
  return grams;
}

void
qz_grams_free (QzGrams *grams)
{
  if (grams == NULL)
    return;
  g_hash_table_unref (grams->lists);
  g_free (grams);
}

static guint64
find_entry (GBytes *list, guint second)
{
  gsize len, low = 0;
  const guint8 *data = g_bytes_get_data (list, &len);

  for (gsize high = len / ENTRY; low < high;) {
    gsize middle = low + (high - low) / 2;
    const guint8 *entry = data + middle * ENTRY;
    guint here = (guint) (entry[0] | entry[1] << 8);

    if (here == second)
      return (guint64) (entry[2] | entry[3] << 8 | entry[4] << 16) | (guint64) entry[5] << 24;
    if (here < second)
      low = middle + 1;
    else
      high = middle;
  }
  return 0;
}

gint64
qz_grams_count (QzGrams *grams, gunichar first, gunichar second, GError **error)
{
  GPtrArray *lists = g_hash_table_lookup (grams->lists, GUINT_TO_POINTER (first));
  guint64 sum = 0;

  if (lists == NULL) {
    g_autofree char *key = key_of (first);
    lists = qz_reader_get_metadata_bytes (grams->reader, key, error);
    if (lists == NULL)
      return -1;
    g_hash_table_insert (grams->lists, GUINT_TO_POINTER (first), lists);
  }
  for (guint i = 0; i < lists->len; i++)
    sum += find_entry (lists->pdata[i], MIN (second, BEYOND));
  return (gint64) sum;
}

guint64
qz_grams_records (const QzGrams *grams)
{
  return grams->records;
}

double
qz_grams_length (const QzGrams *grams)
{
  return grams->records > 0 ? MAX (1.0, (double) grams->characters / (double) grams->records) : 1;
}
