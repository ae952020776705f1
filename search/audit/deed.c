#include "config.h"

#include <string.h>

#include <quanze/grant.h>
#include <quanze/text.h>

#include "search/audit/deed.h"
#include "search/locate.h"

struct QzDeeds {
  QzEngine *engine;
  QzLaws *laws;
  GHashTable *by_name; /* as printed → QzDeed* */
};

static void
deed_free (QzDeed *deed)
{
  qz_found_free (deed->found);
  qz_found_free (deed->preamble);
  g_free (deed->text);
  g_free (deed->letters);
  g_free (deed);
}

QzDeeds *
qz_deeds_new (QzEngine *engine, QzLaws *laws)
{
  QzDeeds *deeds = g_new0 (QzDeeds, 1);

  deeds->engine = engine;
  deeds->laws = laws;
  deeds->by_name = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) deed_free);
  return deeds;
}

void
qz_deeds_free (QzDeeds *deeds)
{
  if (deeds == NULL)
    return;
  g_hash_table_unref (deeds->by_name);
  g_free (deeds);
}

/* ---- words ---- */

gboolean
qz_deed_names (const QzDeed *deed, const char *name)
{
  g_autofree char *letters = qz_grant_key (name);

  return *letters != '\0' && strstr (deed->letters, letters) != NULL;
}

GPtrArray *
qz_sentences (const char *text)
{
  static const char *const ENDS[] = { "。", "；", "！", ";", "\n" };
  GPtrArray *out = g_ptr_array_new_with_free_func (g_free);
  const char *start = text;

  for (const char *p = text;; p = *p != '\0' ? g_utf8_next_char (p) : p) {
    gboolean end = *p == '\0';
    for (guint i = 0; !end && i < G_N_ELEMENTS (ENDS); i++)
      end = g_str_has_prefix (p, ENDS[i]);
    if (!end)
      continue;
    if (p > start)
      g_ptr_array_add (out, g_strndup (start, (gsize) (p - start)));
    if (*p == '\0')
      return out;
    start = g_utf8_next_char (p);
  }
}

/* ---- a deed ---- */

/* The day behind 起至, 有效期至 …, from the term that the deed states; 0: none. */
static QzDate
term_of (const char *text)
{
  static const char *const CUES[] = { "起至", "有效期至", "有效期限至", "期限至", "有效期为至" };

  for (guint i = 0; i < G_N_ELEMENTS (CUES); i++)
    for (const char *at = strstr (text, CUES[i]); at != NULL; at = strstr (at + 1, CUES[i])) {
      const char *end;
      QzDate day;
      if (qz_date_parse_printed (at + strlen (CUES[i]), &end, &day))
        return day;
    }
  return 0;
}

static gboolean
read_preamble (QzDeeds *deeds, QzDeed *deed, GError **error)
{
  g_autofree char *id = g_strconcat (deed->version->id, "#preamble", NULL);
  g_autoptr (GError) own = NULL;

  deed->preamble = qz_found_get (deeds->engine, id, &own);
  if (own == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&own));
  return FALSE;
}

static gboolean
read_text (QzDeeds *deeds, QzDeed *deed, GError **error)
{
  const GPtrArray *articles = NULL;
  GString *text;

  if (deed->version != NULL) {
    if (!read_preamble (deeds, deed, error))
      return FALSE;
    articles = qz_laws_articles (deeds->laws, deed->version, error);
  }
  text = g_string_new (deed->preamble != NULL ? deed->preamble->text : NULL);
  for (guint i = 0; articles != NULL && i < articles->len; i++) {
    const QzFound *found = ((QzArticle *) articles->pdata[i])->found;
    const char *heading = qz_found_string (found, "heading");
    g_string_append_printf (text, "\n%s\n%s", heading != NULL ? heading : "", found->text);
  }
  deed->text = g_string_free (text, FALSE);
  deed->letters = qz_grant_key (deed->text);
  deed->until = term_of (deed->text);
  return deed->version == NULL || articles != NULL;
}

const QzDeed *
qz_deeds_get (QzDeeds *deeds, const char *printed, GError **error)
{
  QzDeed *deed = g_hash_table_lookup (deeds->by_name, printed);
  g_autoptr (QzPlace) place = NULL;

  if (deed != NULL)
    return deed;
  place = qz_locate (deeds->engine, printed, error);
  if (place == NULL)
    return NULL;
  deed = g_new0 (QzDeed, 1);
  if (place->found != NULL && g_strcmp0 (place->found->kind, "power") != 0) {
    deed->found = g_steal_pointer (&place->found);
    deed->version = deed->found->version;
  }
  g_hash_table_insert (deeds->by_name, g_strdup (printed), deed);
  return read_text (deeds, deed, error) ? deed : NULL;
}
