#include "config.h"

#include <string.h>

#include <unicode/unorm2.h>
#include <quanze/fold.h>

static gboolean
is_wide (gunichar c)
{
  return c >= 0x2e80;
}

static gunichar
variant (gunichar c)
{
  switch (c) {
  case 0x3014: case 0x3010: case 0x3016: case 0xff3b: return '[';
  case 0x3015: case 0x3011: case 0x3017: case 0xff3d: return ']';
  case 0x201c: case 0x201d: case 0x300c: case 0x300d: return '"';
  case 0x2018: case 0x2019: return '\'';
  case 0x2013: case 0x2014: case 0x2015: case 0x2500: case 0x2212: return '-';
  default: return c;
  }
}

QzFold *
qz_fold_new (const char *text, gssize len, QzFoldFlags flags)
{
  UErrorCode code = U_ZERO_ERROR;
  const UNormalizer2 *normalizer = unorm2_getNFKCCasefoldInstance (&code);
  gsize n = len < 0 ? strlen (text) : (gsize) len;
  QzFold *fold = g_new0 (QzFold, 1);
  GString *out = g_string_sized_new (n + 1);
  GArray *from = g_array_sized_new (FALSE, FALSE, sizeof (guint32), (guint) n + 1), *to = g_array_sized_new (FALSE, FALSE, sizeof (guint32), (guint) n + 1);
  gboolean pending = FALSE, last_wide = TRUE;

  for (const char *p = text; p < text + n; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);
    UChar in[2], buf[32];
    int32_t in_len = 0, out_len;
    guint32 a = (guint32) (p - text), b = (guint32) (g_utf8_next_char (p) - text);

    if (g_unichar_isspace (c) || c == 0x200b || c == 0xfeff || c == 0x3000) {
      pending = TRUE;
      continue;
    }
    c = variant (c);
    U16_APPEND_UNSAFE (in, in_len, c);
    code = U_ZERO_ERROR;
    out_len = unorm2_normalize (normalizer, in, in_len, buf, G_N_ELEMENTS (buf), &code);
    if (U_FAILURE (code) || out_len == 0)
      continue;
    for (int32_t i = 0; i < out_len;) {
      gunichar d;
      char utf8[6];
      U16_NEXT (buf, i, out_len, d);
      if (pending && !last_wide && !is_wide (d) && out->len > 0) {
        g_string_append_c (out, ' ');
        g_array_append_val (from, a);
        g_array_append_val (to, a);
      }
      pending = FALSE;
      last_wide = is_wide (d);
      int m = g_unichar_to_utf8 (d, utf8);
      for (int k = 0; k < m; k++) {
        g_string_append_c (out, utf8[k]);
        g_array_append_val (from, a);
        g_array_append_val (to, b);
      }
    }
  }
  guint32 end = (guint32) n;
  g_array_append_val (from, end);
  g_array_append_val (to, end);
  fold->len = out->len;
  fold->text = g_string_free (out, FALSE);
  fold->from = (guint32 *) (void *) g_array_free (from, FALSE);
  fold->to = (guint32 *) (void *) g_array_free (to, FALSE);
  return fold;
}

void
qz_fold_free (QzFold *fold)
{
  if (fold == NULL)
    return;
  g_free (fold->text);
  g_free (fold->from);
  g_free (fold->to);
  g_free (fold);
}

char *
qz_fold_text (const char *text, gssize len, QzFoldFlags flags)
{
  g_autoptr (QzFold) fold = qz_fold_new (text, len, flags);

  return g_steal_pointer (&fold->text);
}
