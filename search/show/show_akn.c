/* Akoma Ntoso 3.0 (OASIS LegalDocumentML Version 1.0): https://docs.oasis-open.org/legaldocml/akn-core/v1.0/
 *
 * An instrument is an act with a body of parts to articles; one whose texts are no legislation is a doc. A provision
 * alone is a portion of it. 款 is a paragraph, 项 a point, 目 an indent, 一、 a level; eIds are those of the contract.
 * What is in force from when stands in a proprietary element: FRBR knows no such date.
 *
 * Work /akn/cn/act/DATE/KEY, DATE its first adoption; expression …/zho@VERSION; manifestation ….xml. A work that the
 * index does not hold has no date.
 */
#include "config.h"

#include <string.h>

#include <libxml/xmlwriter.h>
#include <quanze/instrument.h>
#include <quanze/store.h>

#include "search/show/akn_ref.h"
#include "search/show/show_render.h"

#define NAMESPACE "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
#define OWN_NAMESPACE "urn:quanze:akn"
#define UNKNOWN_DATE "0001-01-01"

typedef struct {
  xmlTextWriterPtr xml;
  QzAknRefs *refs;
  const QzOutline *root; /* what is printed; links into it are local */
  const json_t *shown;
  const QzFound *instrument;
  char *work, *expression; /* IRIs */
} Akn;

/* ---- elements ---- */

static void
open_element (const Akn *akn, const char *name, const char *eid)
{
  xmlTextWriterStartElement (akn->xml, BAD_CAST name);
  if (eid != NULL)
    xmlTextWriterWriteAttribute (akn->xml, BAD_CAST "eId", BAD_CAST eid);
}

/* One whose id is EID with PART behind it. */
static void
open_part (const Akn *akn, const char *name, const char *eid, const char *part)
{
  g_autofree char *own = g_strconcat (eid, "__", part, NULL);

  open_element (akn, name, own);
}

static void
attribute (const Akn *akn, const char *name, const char *value)
{
  xmlTextWriterWriteAttribute (akn->xml, BAD_CAST name, BAD_CAST (value != NULL ? value : ""));
}

static void
close_element (const Akn *akn)
{
  xmlTextWriterEndElement (akn->xml);
}

/* A paragraph takes no white space of ours: what stands in it is official text. */
static void
open_paragraph (const Akn *akn)
{
  open_element (akn, "p", NULL);
  xmlTextWriterSetIndent (akn->xml, 0);
}

static void
close_paragraph (const Akn *akn)
{
  close_element (akn);
  xmlTextWriterSetIndent (akn->xml, 1);
  xmlTextWriterWriteRaw (akn->xml, BAD_CAST "\n");
}

/* An empty element with attributes NAME, VALUE, …, NULL. */
static void G_GNUC_NULL_TERMINATED
empty_element (const Akn *akn, const char *element, ...)
{
  va_list pairs;
  const char *name;

  xmlTextWriterStartElement (akn->xml, BAD_CAST element);
  va_start (pairs, element);
  while ((name = va_arg (pairs, const char *)) != NULL)
    attribute (akn, name, va_arg (pairs, const char *));
  va_end (pairs);
  close_element (akn);
}

/* ---- meta ---- */

/* The first adoption, as far as the text tells. */
static const char *
work_date (const QzFound *instrument)
{
  static const char *const keys[] = { "promulgated", "version", "effective" };
  const char *date = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (keys) && date == NULL; i++)
    date = qz_found_string (instrument, keys[i]);
  return date != NULL ? date : UNKNOWN_DATE;
}

/* What the three levels share; SUFFIX behind the component's name, DATE named NAME. */
static void
write_core (const Akn *akn, const char *uri, const char *component, const char *suffix, const char *date,
            const char *name, const char *author)
{
  g_autofree char *this = g_strconcat (uri, "/!", component, suffix, NULL), *own = g_strconcat (uri, suffix, NULL);

  empty_element (akn, "FRBRthis", "value", this, NULL);
  empty_element (akn, "FRBRuri", "value", own, NULL);
  empty_element (akn, "FRBRdate", "date", date, "name", name, NULL);
  empty_element (akn, "FRBRauthor", "href", author, NULL);
}

static void
write_identification (const Akn *akn, const char *component)
{
  const char *number = qz_found_string (akn->instrument, "number"),
             *version = qz_found_string (akn->instrument, "version");
  const char *day = version != NULL ? version : work_date (akn->instrument);

  open_element (akn, "identification", NULL);
  attribute (akn, "source", "#quanze");
  open_element (akn, "FRBRWork", NULL);
  write_core (akn, akn->work, component, "", work_date (akn->instrument), "adoption", "#issuer");
  empty_element (akn, "FRBRcountry", "value", "cn", NULL);
  if (number != NULL)
    empty_element (akn, "FRBRnumber", "value", number, NULL);
  empty_element (akn, "FRBRname", "value", qz_found_string (akn->instrument, "title"), NULL);
  close_element (akn);
  open_element (akn, "FRBRExpression", NULL);
  write_core (akn, akn->expression, component, "", day, "version", "#issuer");
  empty_element (akn, "FRBRlanguage", "language", "zho", NULL);
  close_element (akn);
  open_element (akn, "FRBRManifestation", NULL);
  write_core (akn, akn->expression, component, ".xml", day, "version", "#quanze");
  empty_element (akn, "FRBRformat", "value", "application/akn+xml", NULL);
  close_element (akn);
  close_element (akn);
}

/* Adoption, each amendment, and the repeal. */
static void
write_lifecycle (const Akn *akn)
{
  const QzVersion *version = akn->instrument->version;
  const json_t *dates = json_object_get (akn->instrument->head, "dates"), *date;
  g_autofree char *until = version != NULL && version->repealed_by != NULL ? qz_date_to_iso (version->until) : NULL;
  size_t i;

  if (json_array_size (dates) == 0 && until == NULL)
    return;
  open_element (akn, "lifecycle", NULL);
  attribute (akn, "source", "#quanze");
  json_array_foreach (dates, i, date)
  {
    g_autofree char *eid = g_strdup_printf ("e%u", (guint)i + 1);
    empty_element (akn, "eventRef", "eId", eid, "date", json_string_value (date), "source", "#issuer", "type",
                   i == 0 ? "generation" : "amendment", NULL);
  }
  if (until != NULL)
    empty_element (akn, "eventRef", "eId", "repeal", "date", until, "source", "#quanze", "type", "repeal", NULL);
  close_element (akn);
}

static void
write_references (const Akn *akn)
{
  const char *issuer = qz_found_string (akn->instrument, "issuer"), *title = qz_found_string (akn->instrument, "title");
  g_autofree char *original = g_strconcat (akn->work, "/!main", NULL), *name = NULL, *organization = NULL;

  name = qz_akn_segment (issuer != NULL ? issuer : "unknown");
  organization = g_strconcat ("/akn/ontology/organization/cn/", name, NULL);
  open_element (akn, "references", NULL);
  attribute (akn, "source", "#quanze");
  empty_element (akn, "original", "eId", "original", "href", original, "showAs", title, NULL);
  empty_element (akn, "TLCOrganization", "eId", "issuer", "href", organization, "showAs",
                 issuer != NULL ? issuer : "（未写明）", NULL);
  empty_element (akn, "TLCOrganization", "eId", "quanze", "href", "/akn/ontology/organization/quanze", "showAs",
                 "quanze", NULL);
  close_element (akn);
}

static void
write_force (const Akn *akn)
{
  static const char *const keys[][2]
    = { { "effective_from", "from" }, { "effective_to", "to" }, { "status", "status" }, { "territory", "territory" } };

  open_element (akn, "proprietary", NULL);
  attribute (akn, "source", "#quanze");
  xmlTextWriterStartElementNS (akn->xml, BAD_CAST "q", BAD_CAST "force", BAD_CAST OWN_NAMESPACE);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++) {
    const char *value = qz_json_text (akn->shown, keys[i][0]);
    if (value != NULL)
      attribute (akn, keys[i][1], value);
  }
  close_element (akn);
  close_element (akn);
}

static void
write_meta (const Akn *akn)
{
  const char *published = qz_found_string (akn->instrument, "published");

  open_element (akn, "meta", NULL);
  write_identification (akn, "main");
  if (published != NULL)
    empty_element (akn, "publication", "date", published, "name", "公布", "showAs", "公布", NULL);
  write_lifecycle (akn);
  write_references (akn);
  write_force (akn);
  close_element (akn);
}

/* ---- text ---- */

/* A paragraph a line of the bytes FROM to TO of the text NODE stands in. */
static void
write_lines (const Akn *akn, const QzOutline *node, gsize from, gsize to)
{
  gboolean any = FALSE;

  for (gsize at = from; at < to;) {
    const char *end = memchr (node->holder->text + at, '\n', to - at);
    gsize stop = end != NULL ? (gsize)(end - node->holder->text) : to;
    if (stop > at) {
      open_paragraph (akn);
      qz_akn_refs_write (akn->refs, akn->xml, akn->root, node, at, stop);
      close_paragraph (akn);
      any = TRUE;
    }
    at = stop + 1;
  }
  if (!any)
    empty_element (akn, "p", NULL);
}

static gboolean
has_words (const QzOutline *node, gboolean tail)
{
  g_autofree char *words = qz_outline_words (node, tail);

  return *words != '\0';
}

static void
write_text_element (const Akn *akn, const char *name, const char *text, const char *eid)
{
  if (text == NULL)
    return;
  open_part (akn, name, eid, name);
  xmlTextWriterWriteString (akn->xml, BAD_CAST text);
  close_element (akn);
}

/* ---- hierarchy ---- */

static const char *const ELEMENTS[QZ_N_LEVELS] = {
  [QZ_LEVEL_PART] = "part",       [QZ_LEVEL_SUBPART] = "subpart", [QZ_LEVEL_CHAPTER] = "chapter",
  [QZ_LEVEL_SECTION] = "section", [QZ_LEVEL_ARTICLE] = "article", [QZ_LEVEL_PARAGRAPH] = "paragraph",
  [QZ_LEVEL_ITEM] = "point",      [QZ_LEVEL_POINT] = "indent",    [QZ_LEVEL_HEADING] = "level",
};

static void
write_node (const Akn *akn, const QzOutline *node)
{
  const char *element = ELEMENTS[node->level];

  open_element (akn, element != NULL ? element : "hcontainer", node->eid);
  if (element == NULL)
    attribute (akn, "name", qz_level_name (node->level));
  write_text_element (akn, "num", node->num, node->eid);
  write_text_element (akn, "heading", node->heading, node->eid);
  if (node->children->len == 0) {
    open_part (akn, "content", node->eid, "content");
    write_lines (akn, node, node->start, node->end);
    close_element (akn);
  } else {
    if (has_words (node, FALSE)) {
      open_part (akn, "intro", node->eid, "intro");
      write_lines (akn, node, node->start, node->end);
      close_element (akn);
    }
    for (guint i = 0; i < node->children->len; i++)
      write_node (akn, node->children->pdata[i]);
    if (has_words (node, TRUE)) {
      open_part (akn, "wrapUp", node->eid, "wrapup");
      write_lines (akn, node, node->tail, node->tail_end);
      close_element (akn);
    }
  }
  close_element (akn);
}

/* ---- the whole ---- */

static void
write_preface (const Akn *akn)
{
  const json_t *line;
  size_t i;

  open_element (akn, "preface", "preface");
  open_paragraph (akn);
  xmlTextWriterWriteElement (akn->xml, BAD_CAST "docTitle", BAD_CAST qz_found_string (akn->instrument, "title"));
  close_paragraph (akn);
  json_array_foreach (json_object_get (akn->instrument->head, "front"), i, line)
    xmlTextWriterWriteElement (akn->xml, BAD_CAST "p", BAD_CAST json_string_value (line));
  close_element (akn);
}

static void
write_preamble (const Akn *akn, const QzOutline *node)
{
  open_element (akn, "preamble", "preamble");
  write_lines (akn, node, 0, strlen (node->holder->text));
  close_element (akn);
}

/* The children of ROOT of one class: annexes, or what is neither annex nor the preamble. */
static guint
write_children (const Akn *akn, gboolean annexes)
{
  guint written = 0;

  for (guint i = 0; i < akn->root->children->len; i++) {
    const QzOutline *node = akn->root->children->pdata[i];
    if (node->level == QZ_LEVEL_PREAMBLE || (node->level == QZ_LEVEL_ANNEX) != annexes)
      continue;
    written++;
    if (!annexes) {
      write_node (akn, node);
      continue;
    }
    open_part (akn, "attachment", node->eid, "attachment");
    open_element (akn, "doc", NULL);
    attribute (akn, "name", "annex");
    open_element (akn, "meta", NULL);
    write_identification (akn, node->eid);
    close_element (akn);
    open_element (akn, "mainBody", NULL);
    write_node (akn, node);
    for (guint k = 0; k < 3; k++)
      close_element (akn);
  }
  return written;
}

static gboolean
has_annex (const QzOutline *root)
{
  for (guint i = 0; i < root->children->len; i++)
    if (((const QzOutline *)root->children->pdata[i])->level == QZ_LEVEL_ANNEX)
      return TRUE;
  return FALSE;
}

/* Laws, regulations, rules, interpretations; the rest is a document of some kind. */
static gboolean
is_act (const QzFound *instrument)
{
  QzRank rank
    = qz_rank_from_name (qz_found_string (instrument, "rank") != NULL ? qz_found_string (instrument, "rank") : "");

  return rank != QZ_RANK_UNKNOWN && rank != QZ_RANK_NORMATIVE && rank != QZ_RANK_CASE;
}

static void
write_instrument (const Akn *akn)
{
  gboolean act = is_act (akn->instrument);
  const char *rank = qz_found_string (akn->instrument, "rank");

  open_element (akn, act ? "act" : "doc", NULL);
  attribute (akn, "name", rank != NULL ? rank : "unknown");
  attribute (akn, "contains", "singleVersion");
  write_meta (akn);
  write_preface (akn);
  if (akn->root->children->len > 0 && ((const QzOutline *)akn->root->children->pdata[0])->level == QZ_LEVEL_PREAMBLE)
    write_preamble (akn, akn->root->children->pdata[0]);
  open_element (akn, act ? "body" : "mainBody", NULL);
  if (write_children (akn, FALSE) == 0)
    empty_element (akn, "hcontainer", "eId", "empty", "name", "empty", NULL);
  close_element (akn);
  if (has_annex (akn->root)) {
    open_element (akn, "attachments", NULL);
    write_children (akn, TRUE);
    close_element (akn);
  }
  close_element (akn);
}

static void
write_portion (const Akn *akn, const QzOutline *node)
{
  open_element (akn, "portion", NULL);
  attribute (akn, "includedIn", "#original");
  write_meta (akn);
  open_element (akn, "portionBody", NULL);
  write_node (akn, node);
  close_element (akn);
  close_element (akn);
}

static void
write_document (const Akn *akn)
{
  const char *eid = qz_json_text (akn->shown, "eid");
  const QzOutline *node = eid != NULL ? qz_outline_find (akn->root, eid) : NULL;

  xmlTextWriterSetIndent (akn->xml, 1);
  xmlTextWriterStartDocument (akn->xml, NULL, "UTF-8", NULL);
  open_element (akn, "akomaNtoso", NULL);
  attribute (akn, "xmlns", NAMESPACE);
  if (eid == NULL)
    write_instrument (akn);
  else
    write_portion (akn, node != NULL ? node : akn->root);
  xmlTextWriterEndDocument (akn->xml);
}

char *
qz_show_akn (QzEngine *engine, const json_t *shown, const QzOutline *outline, GError **error)
{
  const char *id = qz_json_text (shown, "id"), *version;
  g_autofree char *instrument_id = g_strndup (id, strcspn (id, "#"));
  g_autoptr (QzFound) instrument = qz_found_get (engine, instrument_id, error);
  g_autoptr (QzAknRefs) refs = NULL;
  xmlBufferPtr buffer;
  char *text;

  if (instrument == NULL) {
    if (error != NULL && *error == NULL)
      g_set_error (error, QZ_STORE_ERROR, QZ_STORE_ERROR_HEAD, "%s: no record of the instrument", instrument_id);
    return NULL;
  }
  refs = qz_akn_refs_new (engine, instrument);
  Akn akn = { .refs = refs, .root = outline, .shown = shown, .instrument = instrument };
  buffer = xmlBufferCreate ();
  akn.xml = xmlNewTextWriterMemory (buffer, 0);
  akn.work = qz_akn_refs_work (refs, qz_found_string (instrument, "key"));
  version = qz_found_string (instrument, "version");
  akn.expression = qz_akn_refs_expression (refs, qz_found_string (instrument, "key"), version != NULL ? version : "");
  write_document (&akn);
  xmlFreeTextWriter (akn.xml);
  text = g_strndup ((const char *)xmlBufferContent (buffer), (gsize)xmlBufferLength (buffer));
  xmlBufferFree (buffer);
  g_free (akn.work);
  g_free (akn.expression);
  return text;
}
