/* Bytes of any kind → valid UTF-8 without NUL, or an error; with each hint the same promise. */
#include "config.h"

#include "tests/fuzz/target.h"

#include <string.h>

#include <glib.h>

#include <quanze/date.h>
#include <quanze/numeral.h>
#include <quanze/text.h>

static void
check_positions (const char *text)
{
  g_autofree char *stripped = qz_text_strip_dup (text, -1);
  gsize offsets[] = { 0, strlen (text) / 2, strlen (text) };
  const char *end;
  gint64 value;
  QzDate date;

  qz_text_to_code_points (text, offsets, G_N_ELEMENTS (offsets));
  g_assert_cmpuint (offsets[2], ==, (gsize) g_utf8_strlen (text, -1));
  g_assert_cmpuint (qz_text_space_span (stripped), ==, 0);
  for (const char *p = text; *p != '\0' && p - text < 4096; p = g_utf8_next_char (p))
    {
      if (qz_numeral_parse (p, &end, &value))
        g_assert_true (end > p && value >= 0);
      if (qz_date_parse_printed (p, &end, &date))
        g_assert_true (end > p && qz_date_valid (date));
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static const char *const hints[] = { NULL, "utf-8", "gb2312" };

  for (gsize i = 0; i < G_N_ELEMENTS (hints); i++)
    {
      g_autoptr (GError) error = NULL;
      const char *encoding = NULL;
      g_autofree char *text = qz_text_decode (data, size, hints[i], &encoding, &error);

      g_assert_true ((text == NULL) == (error != NULL) && (text == NULL) == (encoding == NULL));
      if (text == NULL)
        continue;
      g_assert_true (g_utf8_validate (text, -1, NULL));
      check_positions (text);
    }
  return 0;
}
