#include "config.h"

#include <string.h>

#include <quanze/citation.h>
#include <quanze/locale.h>

#include "search/show/lineage.h"

/* A title is named instead of what was typed when it is at least this like it. */
#define NEAR_LEAST 0.35

/* ---- one instrument ---- */

/* What stands before '@' in an id. */
static gsize
line_len (const char *id)
{
  return strcspn (id, "@");
}

static gboolean
is_of_line (const QzVersion *version, const char *line, gsize len)
{
  return line_len (version->id) == len && strncmp (version->id, line, len) == 0;
}

GPtrArray *
qz_lineage_of (const QzTimeline *timeline, const QzVersion *version)
{
  GPtrArray *versions = qz_timeline_versions (timeline, version->key);

  for (guint i = versions->len; i > 0; i--)
    if (!is_of_line (versions->pdata[i - 1], version->id, line_len (version->id)))
      g_ptr_array_remove_index (versions, i - 1);
  return versions;
}

gint
qz_lineage_latest (const GPtrArray *versions, QzDate day)
{
  gint found = -1;

  for (guint i = 0; i < versions->len; i++)
    if (((const QzVersion *)versions->pdata[i])->version <= day)
      found = (gint)i;
  return found;
}

/* ---- by name ---- */

/* A version by the part of its id before '@'; NULL. */
static const QzVersion *
version_of_line (const QzTimeline *timeline, const char *text)
{
  const GPtrArray *all = qz_timeline_all (timeline);

  for (guint i = 0; i < all->len; i++)
    if (is_of_line (all->pdata[i], text, line_len (text)))
      return all->pdata[i];
  return NULL;
}

/* The key that TEXT, read as a citation, names: 行诉法; NULL. The caller's. */
static char *
cited_key (QzEngine *engine, const char *text)
{
  g_autoptr (GPtrArray) citations = qz_citations_parse_string (text, engine->lexicon);
  const QzCitation *first = citations->len > 0 ? citations->pdata[0] : NULL;
  const QzTarget *target = first != NULL && first->targets->len > 0 ? first->targets->pdata[0] : NULL;

  return target != NULL ? g_strdup (target->key) : NULL;
}

/* Whether all VERSIONS are of one instrument; else *WHY names the instruments. */
static gboolean
is_one_line (const GPtrArray *versions, char **why)
{
  GString *names = g_string_new (NULL);
  guint lines = 0;

  for (guint i = 0; i < versions->len; i++) {
    const QzVersion *version = versions->pdata[i];
    gboolean seen = FALSE;
    for (guint k = 0; k < i && !seen; k++)
      seen = is_of_line (versions->pdata[k], version->id, line_len (version->id));
    if (!seen)
      g_string_append_printf (names, "%s%.*s", lines++ > 0 ? "、" : "", (int)line_len (version->id), version->id);
  }
  if (lines > 1)
    *why = g_strdup_printf (_ ("有 %u 件同名文件，请写明是哪一件：%s"), lines, names->str);
  g_string_free (names, TRUE);
  return lines <= 1;
}

static GPtrArray *
versions_named (QzEngine *engine, const char *text)
{
  const QzVersion *line = version_of_line (engine->timeline, text);
  g_autofree char *key = qz_title_key (text), *cited = NULL;
  GPtrArray *versions;

  if (line != NULL && g_strcmp0 (line->key, key) != 0)
    return qz_lineage_of (engine->timeline, line);
  versions = qz_timeline_versions (engine->timeline, key);
  if (versions->len > 0 || (cited = cited_key (engine, text)) == NULL)
    return versions;
  g_ptr_array_unref (versions);
  return qz_timeline_versions (engine->timeline, cited);
}

GPtrArray *
qz_lineage_named (QzEngine *engine, const char *text, char **why)
{
  GPtrArray *versions = versions_named (engine, text);
  const char *near;

  if (versions->len > 0) {
    if (!is_one_line (versions, why))
      g_ptr_array_set_size (versions, 0);
    return versions;
  }
  near = qz_lineage_nearest (engine->timeline, text);
  *why = near != NULL ? g_strdup_printf (_ ("索引里没有“%s”；最接近的是《%s》"), text, near)
                      : g_strdup_printf (_ ("索引里没有“%s”"), text);
  return versions;
}

/* ---- the nearest title ---- */

/* How many pairs of neighbouring characters of A stand in B. */
static guint
pairs_in (const char *a, const char *b, guint *n)
{
  guint shared = 0;

  *n = 0;
  for (const char *p = a; *p != '\0' && *g_utf8_next_char (p) != '\0'; p = g_utf8_next_char (p)) {
    const char *end = g_utf8_next_char (g_utf8_next_char (p));
    shared += memmem (b, strlen (b), p, (gsize)(end - p)) != NULL;
    ++*n;
  }
  return shared;
}

const char *
qz_lineage_nearest (const QzTimeline *timeline, const char *text)
{
  const GPtrArray *all = qz_timeline_all (timeline);
  g_autofree char *key = qz_title_key (text);
  const char *near = NULL;
  double best = NEAR_LEAST;

  for (guint i = 0; i < all->len; i++) {
    const QzVersion *version = all->pdata[i];
    guint n_typed, n_title, shared = pairs_in (key, version->key, &n_typed);
    double like;
    pairs_in (version->key, "", &n_title);
    /* what was typed counts for more than what was left out: 人身损害赔偿解释 means the interpretation, long as its
     * title is */
    like = n_typed > 0 ? 0.7 * shared / n_typed + 0.3 * 2 * shared / (n_typed + n_title) : 0;
    if (like > best) {
      best = like;
      near = version->title;
    }
  }
  return near;
}
