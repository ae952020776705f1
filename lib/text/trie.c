#include "config.h"

#include "lib/text/trie.h"

#include <string.h>

#define MARK_SHIFT 21   /* a code point needs 21 bits; what is above is the node it leaves from */

typedef struct {
  guint64 step;   /* node << MARK_SHIFT | character, plus 1; 0 = empty */
  guint32 node;   /* where it leads */
  guint32 value;  /* of the key that ends there; 0 = none does */
} Slot;

#define FILTER_BITS 16

struct QzTrie {
  /* Whether some key may start with these two characters, or be this one (in bits, by hash): small
   * enough to stay in the cache, it turns away nine in ten of a text's characters. */
  guint32 filter[1 << (FILTER_BITS - 5)];
  Slot   *slots;
  guint   n_slots, n_used;   /* n_slots is a power of two */
  guint32 n_nodes;           /* node 0 is the root */
};

static inline guint32
filter_bit (gunichar first, gunichar second)
{
  return ((first * 0x9e3779b1u) ^ (second * 0x85ebca6bu)) >> (32 - FILTER_BITS);
}

static inline gboolean
filter_has (const QzTrie *trie, guint32 bit)
{
  return (trie->filter[bit >> 5] >> (bit & 31)) & 1;
}

QzTrie *
qz_trie_new (void)
{
  QzTrie *trie = g_new0 (QzTrie, 1);

  trie->n_slots = 64;
  trie->slots = g_new0 (Slot, trie->n_slots);
  trie->n_nodes = 1;
  return trie;
}

void
qz_trie_free (QzTrie *trie)
{
  if (trie == NULL)
    return;
  g_free (trie->slots);
  g_free (trie);
}

/* The slot of STEP, or the empty one where it belongs. */
static inline Slot *
slot_of (const QzTrie *trie, guint64 step)
{
  guint i = (guint) ((step * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15)) >> 32) & (trie->n_slots - 1);

  while (trie->slots[i].step != 0 && trie->slots[i].step != step)
    i = (i + 1) & (trie->n_slots - 1);
  return &trie->slots[i];
}

static inline guint64
step_from (guint32 node, gunichar c)
{
  return ((guint64) node << MARK_SHIFT | c) + 1;
}

static void
grow (QzTrie *trie)
{
  Slot *old = trie->slots;
  guint n_old = trie->n_slots;

  trie->n_slots *= 2;
  trie->slots = g_new0 (Slot, trie->n_slots);
  for (guint i = 0; i < n_old; i++)
    if (old[i].step != 0)
      *slot_of (trie, old[i].step) = old[i];
  g_free (old);
}

guint32 *
qz_trie_add (QzTrie *trie, const char *key)
{
  guint32 node = 0;
  Slot   *slot = NULL;

  for (const char *p = key; *p != '\0'; p = g_utf8_next_char (p))
    {
      guint64 step = step_from (node, g_utf8_get_char (p));
      slot = slot_of (trie, step);
      if (slot->step == 0)
        {
          if (++trie->n_used * 2 > trie->n_slots)
            {
              grow (trie);
              slot = slot_of (trie, step);
            }
          *slot = (Slot) { step, trie->n_nodes++, 0 };
        }
      node = slot->node;
    }
  g_assert (slot != NULL);
  const char *next = g_utf8_next_char (key);
  guint32 bit = filter_bit (g_utf8_get_char (key), *next != '\0' ? g_utf8_get_char (next) : 0);
  trie->filter[bit >> 5] |= 1u << (bit & 31);
  return &slot->value;
}

/* The character at P and its length; bytes that are no UTF-8 match nothing. */
static inline gsize
char_at (const char *p, gsize room, gunichar *c)
{
  guchar lead = (guchar) *p;
  gsize  n = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;

  if (n > room)
    return 0;
  *c = n == 3 ? (lead & 0xfu) << 12 | ((guchar) p[1] & 0x3fu) << 6 | ((guchar) p[2] & 0x3fu) : g_utf8_get_char (p);
  return n;
}

/* FALSE when no key can start at TEXT. */
static inline gboolean
may_start (const QzTrie *trie, const char *text, gsize len)
{
  gunichar first, second = 0;
  gsize    n = char_at (text, len, &first);

  if (n == 0)
    return FALSE;
  if (filter_has (trie, filter_bit (first, 0)))
    return TRUE;
  return n < len && char_at (text + n, len - n, &second) > 0 && filter_has (trie, filter_bit (first, second));
}

guint32
qz_trie_value (const QzTrie *trie, const char *key)
{
  gsize    len = strlen (key);
  guint32  node = 0, value = 0;
  gunichar c;

  for (gsize at = 0, n; at < len; at += n)
    {
      n = char_at (key + at, len - at, &c);
      const Slot *slot = n > 0 ? slot_of (trie, step_from (node, c)) : NULL;
      if (slot == NULL || slot->step == 0)
        return 0;
      node = slot->node;
      value = slot->value;
    }
  return value;
}

guint
qz_trie_prefixes (const QzTrie *trie, const char *text, gsize len, gsize *lengths, guint max)
{
  guint32  node = 0;
  guint    found = 0;
  gunichar c;

  if (len == 0 || !may_start (trie, text, len))
    return 0;
  for (gsize at = 0, n; at < len && found < max && (n = char_at (text + at, len - at, &c)) > 0;)
    {
      const Slot *slot = slot_of (trie, step_from (node, c));
      if (slot->step == 0)
        break;
      at += n;
      node = slot->node;
      if (slot->value != 0)
        lengths[found++] = at;
    }
  return found;
}

gsize
qz_trie_longest (const QzTrie *trie, const char *text, gsize len)
{
  guint32  node = 0;
  gsize    longest = 0;
  gunichar c;

  if (len == 0 || !may_start (trie, text, len))
    return 0;
  for (gsize at = 0, n; at < len && (n = char_at (text + at, len - at, &c)) > 0;)
    {
      const Slot *slot = slot_of (trie, step_from (node, c));
      if (slot->step == 0)
        break;
      at += n;
      node = slot->node;
      if (slot->value != 0)
        longest = at;
    }
  return longest;
}
