#include "config.h"

#include <string.h>

#include <jansson.h>

#include <quanze/fold.h>
#include <quanze/locale.h>

#include "search/find/suggest.h"

/* A query shorter than this is not read as one with a character missing. */
#define TOLERANT_FROM 3

/* How a name answers to what was typed, the better the lower. */
typedef enum { STARTS, STARTS_INITIALS, STARTS_SOUND, HOLDS, LACKS_ONE, NOT_AT_ALL } Manner;

void
qz_suggestion_free (QzSuggestion *suggestion)
{
  if (suggestion == NULL)
    return;
  g_free (suggestion->name);
  g_free (suggestion);
}

/* A line of the table; all borrowed, NUL-terminated. */
typedef struct { const char *kind, *name, *fold, *initials, *sound; } Row;

/* Moves *AT past one line of the engine's table, which is cut up by NULs: cells by one, lines by a line end before it. */
static gboolean
next_row (const char **at, const char *end, Row *row)
{
  const char **cells[] = { &row->kind, &row->name, &row->fold, &row->initials, &row->sound };

  if (*at >= end)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (cells); i++) {
    *cells[i] = *at;
    *at += strlen (*at) + 1;
  }
  return *at <= end;
}

/* Whether TYPED is the start of NAME once one character of NAME is left out. */
static gboolean
lacks_one (const char *name, const char *typed)
{
  while (*name != '\0' && *name == *typed) {
    name++;
    typed++;
  }
  /* Back to the start of the character in which they differ. */
  while (((guchar) *name & 0xc0) == 0x80) {
    name--;
    typed--;
  }
  return *name != '\0' && *typed != '\0' && g_str_has_prefix (g_utf8_next_char (name), typed);
}

/* The same from any place in NAME that begins as TYPED does. */
static gboolean
lacks_one_inside (const char *name, const char *typed)
{
  g_autofree char *first = g_strndup (typed, (gsize) (g_utf8_next_char (typed) - typed));

  for (const char *at = strstr (name, first); at != NULL; at = strstr (g_utf8_next_char (at), first))
    if (lacks_one (at, typed))
      return TRUE;
  return FALSE;
}

static Manner
manner_of (const Row *row, const char *typed, gboolean latin, gboolean tolerant)
{
  if (g_str_has_prefix (row->fold, typed))
    return STARTS;
  if (latin && g_str_has_prefix (row->initials, typed))
    return STARTS_INITIALS;
  if (latin && g_str_has_prefix (row->sound, typed))
    return STARTS_SOUND;
  if (strstr (row->fold, typed) != NULL)
    return HOLDS;
  if (tolerant && (lacks_one_inside (row->fold, typed) || (latin && (lacks_one (row->initials, typed) || lacks_one (row->sound, typed)))))
    return LACKS_ONE;
  return NOT_AT_ALL;
}

static gboolean
is_latin (const char *typed)
{
  for (; *typed != '\0'; typed++)
    if (!g_ascii_isalnum (*typed))
      return FALSE;
  return TRUE;
}

static void
add_suggestion (GPtrArray *into, const Row *row)
{
  QzSuggestion *one = g_new0 (QzSuggestion, 1);

  one->kind = row->kind[0] == 't' ? "title" : row->kind[0] == 'p' ? "power" : "word";
  one->name = g_strdup (row->name);
  g_ptr_array_add (into, one);
}

GPtrArray *
qz_suggest (QzEngine *engine, const char *prefix, guint limit, GError **error)
{
  g_autofree char *typed = qz_fold_text (prefix, -1, QZ_FOLD_PLAIN);
  gsize len;
  const char *at = qz_engine_names (engine, &len, error), *end = at != NULL ? at + len : NULL;
  GPtrArray *all = g_ptr_array_new_with_free_func ((GDestroyNotify) qz_suggestion_free);
  GPtrArray *by_manner[NOT_AT_ALL];
  gboolean latin = is_latin (typed), tolerant = g_utf8_strlen (typed, -1) >= TOLERANT_FROM;
  Row row;

  if (at == NULL) {
    g_ptr_array_unref (all);
    return NULL;
  }
  for (guint i = 0; i < NOT_AT_ALL; i++)
    by_manner[i] = g_ptr_array_new_with_free_func ((GDestroyNotify) qz_suggestion_free);
  while (*typed != '\0' && by_manner[STARTS]->len < limit && next_row (&at, end, &row)) {
    Manner manner = manner_of (&row, typed, latin, tolerant);
    if (manner != NOT_AT_ALL && by_manner[manner]->len < limit)
      add_suggestion (by_manner[manner], &row);
  }
  for (guint i = 0; i < NOT_AT_ALL; i++) {
    while (by_manner[i]->len > 0 && all->len < limit)
      g_ptr_array_add (all, g_ptr_array_steal_index (by_manner[i], 0));
    g_ptr_array_unref (by_manner[i]);
  }
  return all;
}

/* ---- did you mean ---- */

/* Whether A and B differ by one character: one more, one less or another. */
static gboolean
differ_by_one (const char *a, const char *b)
{
  while (*a != '\0' && *a == *b) {
    a++;
    b++;
  }
  while (((guchar) *a & 0xc0) == 0x80 || ((guchar) *b & 0xc0) == 0x80) {
    a--;
    b--;
  }
  if (*a == '\0')
    return *b != '\0' && *g_utf8_next_char (b) == '\0';
  if (*b == '\0')
    return *g_utf8_next_char (a) == '\0';
  const char *a_next = g_utf8_next_char (a), *b_next = g_utf8_next_char (b);
  return g_str_equal (a_next, b_next) || g_str_equal (a_next, b) || g_str_equal (a, b_next);
}

char *
qz_suggest_instead (QzEngine *engine, const char *text)
{
  g_autofree char *typed = qz_fold_text (text, -1, QZ_FOLD_PLAIN);
  gsize len;
  const char *at = qz_engine_names (engine, &len, NULL), *end = at != NULL ? at + len : NULL, *nearest = NULL;
  Row row;

  if (at == NULL || g_utf8_strlen (typed, -1) < TOLERANT_FROM)
    return NULL;
  while (next_row (&at, end, &row)) {
    if (g_str_equal (row.fold, typed))
      return NULL;
    if (nearest == NULL && row.kind[0] != 'w' && differ_by_one (row.fold, typed))
      nearest = row.name;
  }
  return g_strdup (nearest);
}

/* ---- OpenSearch ---- */

json_t *
qz_suggest_json (QzEngine *engine, const char *prefix, guint limit, GError **error)
{
  g_autoptr (GPtrArray) found = qz_suggest (engine, prefix, limit, error);
  json_t *names = json_array (), *descriptions = json_array (), *urls = json_array ();

  for (guint i = 0; found != NULL && i < found->len; i++) {
    const QzSuggestion *one = found->pdata[i];
    const char *kind = one->kind[0] == 't' ? _("文件") : one->kind[0] == 'p' ? _("权力事项") : _("词");
    g_autofree char *escaped = g_uri_escape_string (one->name, NULL, FALSE), *url = g_strconcat ("/?q=", escaped, NULL);

    json_array_append_new (names, json_string (one->name));
    json_array_append_new (descriptions, json_string (kind));
    json_array_append_new (urls, json_string (url));
  }
  json_t *all = json_pack ("[s,o,o,o]", prefix, names, descriptions, urls);
  if (found == NULL)
    g_clear_pointer (&all, json_decref);
  return all;
}
