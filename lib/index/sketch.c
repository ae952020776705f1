#include "config.h"

#include <string.h>

#include <quanze/sketch.h>

static gboolean
is_han (gunichar c)
{
  return (c >= 0x4e00 && c <= 0x9fff) || (c >= 0x3400 && c <= 0x4dbf) || c >= 0x20000;
}

/* Finaliser of MurmurHash3: every bit of the run moves every bit of the hash. */
static guint32
mix (guint64 run)
{
  run ^= run >> 33;
  run *= G_GUINT64_CONSTANT (0xff51afd7ed558ccd);
  run ^= run >> 33;
  run *= G_GUINT64_CONSTANT (0xc4ceb9fe1a85ec53);
  return (guint32) (run ^ (run >> 33));
}

/* Most hashes are larger than all that are kept and cost one comparison. */
static void
keep (QzSketch *s, guint32 hash)
{
  guint at = s->n;

  if (s->n == QZ_SKETCH_SIZE && hash >= s->hashes[s->n - 1])
    return;
  while (at > 0 && s->hashes[at - 1] > hash)
    at--;
  if (at > 0 && s->hashes[at - 1] == hash)
    return;
  s->n = MIN (s->n + 1, QZ_SKETCH_SIZE);
  memmove (s->hashes + at + 1, s->hashes + at, (s->n - at - 1) * sizeof s->hashes[0]);
  s->hashes[at] = hash;
}

void
qz_sketch_add (QzSketch *sketch, const char *text)
{
  guint64 run = 0;
  guint   held = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);
    if (!is_han (c))
      continue;
    run = (run << 21 | c) & G_GUINT64_CONSTANT (0x7fffffffffffffff);
    if (++held >= 3)
      keep (sketch, mix (run));
  }
}

/* Of a full sketch only hashes up to its largest say that a run is not there. */
double
qz_sketch_containment (const QzSketch *part, const QzSketch *whole)
{
  guint32 reach = whole->n == QZ_SKETCH_SIZE ? whole->hashes[whole->n - 1] : G_MAXUINT32;
  guint   i = 0, k = 0, both = 0;

  for (; i < part->n && part->hashes[i] <= reach; i++) {
    while (k < whole->n && whole->hashes[k] < part->hashes[i])
      k++;
    both += k < whole->n && whole->hashes[k] == part->hashes[i];
  }
  return i > 0 ? (double) both / i : -1;
}

double
qz_sketch_similarity (const QzSketch *a, const QzSketch *b)
{
  guint i = 0, k = 0, both = 0, seen = 0;

  if (a->n == 0 && b->n == 0)
    return 1;
  /* the smallest of the union, and how many of them are in both */
  while (seen < QZ_SKETCH_SIZE && (i < a->n || k < b->n)) {
    gboolean left = k >= b->n || (i < a->n && a->hashes[i] <= b->hashes[k]);
    gboolean right = i >= a->n || (k < b->n && b->hashes[k] <= a->hashes[i]);
    both += left && right;
    i += left;
    k += right;
    seen++;
  }
  return (double) both / seen;
}

char *
qz_sketch_to_hex (const QzSketch *sketch)
{
  GString *hex = g_string_new (NULL);

  for (guint i = 0; i < sketch->n; i++)
    g_string_append_printf (hex, "%08x", sketch->hashes[i]);
  return g_string_free (hex, FALSE);
}

void
qz_sketch_from_hex (QzSketch *sketch, const char *hex)
{
  *sketch = (QzSketch){ 0 };
  for (gsize left = hex != NULL ? strlen (hex) : 0; left >= 8 && sketch->n < QZ_SKETCH_SIZE; left -= 8, hex += 8) {
    guint32 hash = 0;
    for (guint i = 0; i < 8; i++) {
      if (!g_ascii_isxdigit (hex[i]))
        return;
      hash = hash << 4 | (guint32) g_ascii_xdigit_value (hex[i]);
    }
    sketch->hashes[sketch->n++] = hash;
  }
}
