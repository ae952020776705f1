/* Replays seeds through a fuzz target in an ordinary test run: each seed whole, cut short at many places, and
 * bent in fixed ways. A sanitizer build makes more of it; clang -fsanitize=fuzzer replaces this file.
 * Arguments: files and folders of seeds; none: the folder that QUANZE_SEEDS names. Prints TAP. */
#include "config.h"

#include "tests/fuzz/target.h"

#include <glib.h>
#include <stdio.h>
#include <string.h>

#define CUTS 64
#define BENT 256

static guint32
next_random (guint32 *state)
{
  *state ^= *state << 13;
  *state ^= *state >> 17;
  *state ^= *state << 5;
  return *state;
}

static void
feed (const guint8 *data, gsize len)
{
  /* a block of its own size, so that reading past it is seen */
  guint8 *copy = g_malloc (len ? len : 1);

  if (len)
    memcpy (copy, data, len);
  LLVMFuzzerTestOneInput (copy, len);
  g_free (copy);
}

static void
feed_bent (const guint8 *data, gsize len, guint32 seed)
{
  static const guint8 ODD[] = { 0x00, 0x01, 0x7F, 0x80, 0xFE, 0xFF, 0x3C, '"', '\n' };
  g_autofree guint8 *copy = g_memdup2 (data, len);
  guint32 state = seed * 2654435761u + 1;

  for (guint n = 1 + next_random (&state) % 6; n > 0 && len > 0; n--)
    copy[next_random (&state) % len] = next_random (&state) & 1 ? ODD[next_random (&state) % sizeof ODD] : (guint8) next_random (&state);
  feed (copy, len);
}

static guint
replay_file (const char *path)
{
  g_autofree char *data = NULL;
  gsize len;

  if (!g_file_get_contents (path, &data, &len, NULL))
    return 0;
  feed ((const guint8 *) data, len);
  for (guint i = 0; i < CUTS; i++)
    feed ((const guint8 *) data, len * i / CUTS);
  for (guint i = 0; i < BENT; i++)
    feed_bent ((const guint8 *) data, len, i);
  return 1;
}

static guint
replay (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;
  guint n = 0;

  if (!dir)
    return replay_file (path);
  while ((name = g_dir_read_name (dir))) {
    g_autofree char *inner = g_build_filename (path, name, NULL);
    n += replay (inner);
  }
  return n;
}

/* libgsf complains of every damaged file with a critical, and goes on; ours stay fatal. */
static void
forgive_libgsf (void)
{
  static const char *const OURS[] = { "quanze", "GLib", "GLib-GObject", "GLib-GIO" };

  g_log_set_always_fatal (G_LOG_LEVEL_ERROR);
  for (guint i = 0; i < G_N_ELEMENTS (OURS); i++)
    g_log_set_fatal_mask (OURS[i], G_LOG_LEVEL_ERROR | G_LOG_LEVEL_CRITICAL);
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = g_build_filename (g_getenv ("QUANZE_SRC") ? g_getenv ("QUANZE_SRC") : ".", "tests", "fuzz", "seeds",
                                              QZ_FUZZ_SEEDS, NULL);
  guint n = 0;

  forgive_libgsf ();
  for (int i = 1; i < argc; i++)
    n += replay (argv[i]);
  if (argc == 1)
    n = replay (folder);
  printf ("1..1\n%s 1 - %u seeds of %s\n", n ? "ok" : "not ok", n, QZ_FUZZ_SEEDS);
  return n ? 0 : 1;
}
