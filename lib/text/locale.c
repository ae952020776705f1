#include "config.h"

#include <locale.h>
#include <string.h>

#include <glib.h>
#include <quanze/locale.h>

/* The language the environment asks for: "en_US" of en_US.UTF-8; NULL for C, POSIX or none. */
static char *
wanted_language (void)
{
  static const char *const variables[] = { "LC_ALL", "LC_MESSAGES", "LANG" };

  for (guint i = 0; i < G_N_ELEMENTS (variables); i++) {
    const char *value = g_getenv (variables[i]);

    if (value == NULL || *value == '\0')
      continue;
    g_autofree char *language = g_strndup (value, strcspn (value, ".@"));
    if (g_str_equal (language, "C") || g_str_equal (language, "POSIX"))
      return NULL;
    return g_steal_pointer (&language);
  }
  return NULL;
}

const char *
qz_locale_dir (void)
{
  static const char probe[] = QZ_LOCALE_INSTALLED "/en/LC_MESSAGES/quanze.mo";
  const char *folder = g_getenv ("QUANZE_LOCALE");

  if (folder != NULL)
    return folder;
  return g_file_test (probe, G_FILE_TEST_EXISTS) ? QZ_LOCALE_INSTALLED : QZ_LOCALE_BUILT;
}

void
qz_locale_init (void)
{
  g_autofree char *language = wanted_language ();
  const char *charset = NULL;
  const char *installed = setlocale (LC_ALL, "");

  if (installed == NULL || !g_get_charset (&charset)) {
    /* A character set that cannot carry Chinese would lose every answer. */
    g_setenv ("LC_ALL", "C.UTF-8", TRUE);
    if (language != NULL && g_getenv ("LANGUAGE") == NULL)
      g_setenv ("LANGUAGE", language, TRUE);
    setlocale (LC_ALL, "C.UTF-8");
  }
  setlocale (LC_NUMERIC, "C");

  bindtextdomain ("quanze", qz_locale_dir ());
  bind_textdomain_codeset ("quanze", "UTF-8");
  textdomain ("quanze");
}
