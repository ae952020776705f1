#include "config.h"

#include <quanze/citation.h>

#include "lib/cite/absolute.h"
#include "lib/cite/address.h"
#include "lib/cite/place.h"

void
qz_target_free (QzTarget *target)
{
  if (target == NULL)
    return;
  g_free (target->title);
  g_free (target->key);
  g_free (target->id);
  g_free (target);
}

void
qz_citation_free (QzCitation *citation)
{
  if (citation == NULL)
    return;
  g_free (citation->from);
  if (citation->targets != NULL)
    g_ptr_array_unref (citation->targets);
  g_free (citation);
}

GPtrArray *
qz_citations_parse (const QzInstrument *instrument, const char *text, const QzLexicon *lexicon)
{
  g_return_val_if_fail (text != NULL, NULL);
  if (!g_utf8_validate (text, -1, NULL))
    return g_ptr_array_new_with_free_func ((GDestroyNotify)qz_citation_free);
  g_autoptr (CiteScope) scope = cite_scope_new (text, lexicon);
  g_autoptr (GPtrArray) mentions = cite_scan (text, scope);
  return cite_absolute (instrument, text, scope, mentions);
}

GPtrArray *
qz_citations_parse_string (const char *text, const QzLexicon *lexicon)
{
  return qz_citations_parse (NULL, text, lexicon);
}

GPtrArray *
qz_short_names_parse (const char *text, const QzLexicon *lexicon)
{
  g_return_val_if_fail (text != NULL, NULL);
  if (!g_utf8_validate (text, -1, NULL))
    return g_ptr_array_new_with_free_func ((GDestroyNotify)qz_short_name_free);
  g_autoptr (CiteScope) scope = cite_scope_new (text, lexicon);
  return cite_scope_steal (scope);
}

void
qz_citations_check (GPtrArray *citations, const QzInstrument *instrument)
{
  g_autoptr (CitePlaces) places = cite_places_new (instrument);
  for (guint i = 0; i < citations->len; i++) {
    QzCitation *citation = citations->pdata[i];
    gboolean self = TRUE, found = TRUE;
    for (guint j = 0; j < citation->targets->len; j++) {
      const QzTarget *target = citation->targets->pdata[j];
      self = self && target->self;
      found = found && (cite_address_empty (&target->address) || cite_places_find (places, &target->address) != NULL);
    }
    if (self)
      citation->status = found ? QZ_CITE_RESOLVED : QZ_CITE_NO_PROVISION;
  }
}

QzDate
qz_citing_day (const QzInstrument *instrument)
{
  return MAX (instrument->effective, instrument->version);
}
