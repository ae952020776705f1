#include "config.h"

#include <quanze/locale.h>

#include "search/citation_note.h"

typedef struct {
  const char *name, *words;
} Word;

static const Word STATUSES[] = {
  { "no-such-instrument", N_ ("未入库") },
  { "no-such-provision", N_ ("无此条款") },
  { "ambiguous", N_ ("所指不明") },
  { "unresolved", N_ ("未核对") },
};

static const Word VERSIONS[] = {
  { "older-version-needed", N_ ("库内只有后来的版本") },
  { "amended", N_ ("已有新版本") },
  { "repealed", N_ ("已废止") },
};

static const char *
word_of (const Word *words, guint n, const char *name)
{
  for (guint i = 0; i < n; i++)
    if (g_strcmp0 (words[i].name, name) == 0)
      return gettext (words[i].words);
  return NULL;
}

char *
qz_citation_note (const char *status, const char *version_status)
{
  const char *note = word_of (STATUSES, G_N_ELEMENTS (STATUSES), status);
  const char *version = word_of (VERSIONS, G_N_ELEMENTS (VERSIONS), version_status);

  if (note == NULL || version == NULL)
    return g_strdup (note != NULL ? note : version);
  return g_strconcat (note, _ ("，"), version, NULL);
}
