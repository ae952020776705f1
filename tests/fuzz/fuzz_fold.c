/* The fold of any text is valid UTF-8 with an ordered map into it, with the map or without. */
#include "config.h"

#include "tests/fuzz/target.h"

#include <string.h>

#include <glib.h>

#include <quanze/fold.h>

static void
check (const char *text, gsize len, QzFoldFlags flags)
{
  g_autoptr (QzFold) fold = qz_fold_new (text, (gssize) len, flags);
  g_autofree char *alone = qz_fold_text (text, (gssize) len, flags);

  g_assert_cmpstr (fold->text, ==, alone);
  g_assert_true (g_utf8_validate (fold->text, (gssize) fold->len, NULL));
  g_assert_cmpuint (fold->from[fold->len], ==, len);
  for (gsize i = 0; i < fold->len; i++)
    g_assert_true (fold->from[i] < fold->to[i] && fold->to[i] <= len && fold->from[i] <= fold->from[i + 1]
                   && fold->to[i] <= fold->to[i + 1]);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *valid = g_utf8_make_valid ((const char *) data, (gssize) size);

  for (int flags = QZ_FOLD_PLAIN; flags <= QZ_FOLD_NUMERALS; flags++)
    {
      check (valid, strlen (valid), (QzFoldFlags) flags);
      check ((const char *) data, size, (QzFoldFlags) flags);   /* not promised to be valid */
    }
  return 0;
}
