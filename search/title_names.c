#include "config.h"

#include <string.h>

#include <quanze/fold.h>

#include "search/title_names.h"

/* Shorter titles (刑法, 宪法) stand inside other words. */
#define TITLE_MIN_BYTES (4 * 3)

typedef struct { char *bare; gsize len; const char *key; } TitleName;

struct QzTitleNames { GArray *all; };

static void
clear_name (gpointer name)
{
  g_free (((TitleName *) name)->bare);
}

/* FOLDED text without what one writer of a title puts in and another leaves out. The caller's. */
static char *
bare_of (const char *folded)
{
  static const char *const dropped[] = { "《", "》", "〈", "〉", "<", ">", "中华人民共和国" };
  GString *bare = g_string_new (NULL);

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isspace (g_utf8_get_char (p)))
      g_string_append_unichar (bare, g_utf8_get_char (p));
  for (guint i = 0; i < G_N_ELEMENTS (dropped); i++)
    g_string_replace (bare, dropped[i], "", 0);
  return g_string_free (bare, FALSE);
}

QzTitleNames *
qz_title_names_new (const QzTimeline *timeline)
{
  const GPtrArray *all = qz_timeline_all (timeline);
  QzTitleNames *names = g_new0 (QzTitleNames, 1);
  const char *last = NULL;

  names->all = g_array_sized_new (FALSE, FALSE, sizeof (TitleName), all->len);
  g_array_set_clear_func (names->all, clear_name);
  for (guint i = 0; i < all->len; i++) {
    const QzVersion *version = all->pdata[i];

    if (last != NULL && g_str_equal (last, version->key))
      continue;
    last = version->key;
    TitleName name = { bare_of (version->key), 0, version->key };
    name.len = strlen (name.bare);
    if (name.len >= TITLE_MIN_BYTES)
      g_array_append_val (names->all, name);
    else
      g_free (name.bare);
  }
  return names;
}

void
qz_title_names_free (QzTitleNames *names)
{
  if (names == NULL)
    return;
  g_array_unref (names->all);
  g_free (names);
}

gboolean
qz_title_behind_place (const char *start, const char *end)
{
  return end > start && g_utf8_strchr ("省市区县州盟旗", -1, g_utf8_get_char (g_utf8_prev_char (end))) != NULL;
}

/* Whether BARE holds NAME as a title of its own. */
static gboolean
holds_title (const char *bare, const char *name)
{
  for (const char *p = bare; (p = strstr (p, name)) != NULL; p = g_utf8_next_char (p))
    if (!qz_title_behind_place (bare, p))
      return TRUE;
  return FALSE;
}

const char *
qz_title_names_find (const QzTitleNames *names, const char *text)
{
  g_autofree char *folded = qz_fold_text (text, -1, QZ_FOLD_PLAIN), *bare = bare_of (folded);
  gsize len = strlen (bare);
  const TitleName *best = NULL;

  for (guint i = 0; i < names->all->len; i++) {
    const TitleName *name = &g_array_index (names->all, TitleName, i);
    if (name->len <= len && (best == NULL || name->len > best->len) && holds_title (bare, name->bare))
      best = name;
  }
  return best != NULL ? best->key : NULL;
}

const char *
qz_title_names_same (const QzTitleNames *names, const char *title)
{
  g_autofree char *folded = qz_fold_text (title, -1, QZ_FOLD_PLAIN), *bare = bare_of (folded);
  gsize len = strlen (bare);

  for (guint i = 0; i < names->all->len; i++) {
    const TitleName *name = &g_array_index (names->all, TitleName, i);
    if (name->len == len && memcmp (name->bare, bare, len) == 0)
      return name->key;
  }
  return NULL;
}
