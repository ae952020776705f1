#include "config.h"

#include <string.h>

#include <quanze/citation.h>

#include "search/ask/answer.h"
#include "search/locate.h"

/* A paragraph is named only where its article has several. */
static gboolean
sole_paragraph (const QzFound *found)
{
  const json_t *unit;
  size_t i;

  json_array_foreach (json_object_get (found->head, "units"), i, unit) {
    const char *eid = json_string_value (json_object_get (unit, "eid"));
    if (eid != NULL && g_str_has_suffix (eid, "__para_2"))
      return FALSE;
  }
  return TRUE;
}

/* 《全称》第二十四条第一款 for the unit EID of FOUND. The caller's. */
static char *
cite (const QzFound *found, const char *eid)
{
  const char *title = qz_found_string (found, "title");
  QzAddress address = { 0 };

  if (eid == NULL)
    return qz_found_citation (found);
  qz_address_from_eid (eid, &address);
  if (address.item == 0 && sole_paragraph (found))
    address.paragraph = 0;
  return qz_citation_format (title != NULL ? title : "", &address);
}

json_t *
qz_answer_basis (const QzAsking *asking, const QzFound *found, const char *eid, const char *quote)
{
  const QzVersion *version = found->version;
  g_autofree char *citation = cite (found, eid);
  g_autofree char *id = eid != NULL && found->instrument != NULL ? g_strconcat (found->instrument, "#", eid, NULL) : g_strdup (found->id);
  json_t *hit = qz_found_to_json (found, asking->day);
  json_t *basis = json_pack ("{s:s, s:s, s:s, s:s}", "id", id, "citation", citation, "quote", quote, "resolution", "resolved");

  json_object_set_new (basis, "version", version != NULL ? qz_json_date (version->version) : json_null ());
  json_object_set (basis, "status", json_object_get (hit, "status"));
  json_object_set (basis, "effective_from", json_object_get (hit, "effective_from"));
  json_object_set (basis, "effective_to", json_object_get (hit, "effective_to"));
  json_object_set (basis, "territory", json_object_get (hit, "territory"));
  json_object_set (basis, "level", json_object_get (hit, "level"));
  json_decref (hit);
  return basis;
}

/* TEXT as it is cited in full. The caller's. */
static char *
printed (const QzEngine *engine, const char *text)
{
  g_autoptr (GPtrArray) citations = qz_citations_parse_string (text, engine->lexicon);
  const QzCitation *citation = citations->len > 0 ? citations->pdata[0] : NULL;
  const QzTarget *target = citation != NULL && citation->targets->len > 0 ? citation->targets->pdata[0] : NULL;

  return target != NULL && target->title != NULL ? qz_citation_format (target->title, &target->address) : g_strdup (text);
}

json_t *
qz_answer_basis_cited (const QzAsking *asking, const char *text, GError **error)
{
  g_autoptr (QzPlace) place = qz_locate (asking->engine, text, error);

  if (place == NULL)
    return NULL;
  if (place->found != NULL && !g_str_equal (place->found->kind, "power")) {
    g_autofree char *quote = qz_found_string (place->found, "eid") != NULL ? qz_found_quote (place->found, place->eid) : g_strdup ("");
    return qz_answer_basis (asking, place->found, place->eid, quote);
  }
  g_autofree char *citation = printed (asking->engine, text);
  return json_pack ("{s:n, s:s, s:n, s:n, s:s, s:n, s:n, s:n, s:n, s:s}", "id", "citation", citation, "quote", "version", "status", "unknown",
                    "effective_from", "effective_to", "territory", "level", "resolution", "no-such-instrument");
}
