#include "config.h"

#include <string.h>

#include "search/show/akn_ref.h"

struct QzAknRefs {
  QzEngine *engine;
  const QzFound *instrument;
  const char *key;   /* the instrument's */
  GHashTable *works; /* key → IRI */
  guint n;           /* references written so far */
};

/* One citation: the links of a record that share their words. */
typedef struct {
  gsize start, end;
  GPtrArray *hrefs; /* char* */
} Span;

QzAknRefs *
qz_akn_refs_new (QzEngine *engine, const QzFound *instrument)
{
  QzAknRefs *refs = g_new0 (QzAknRefs, 1);

  refs->engine = engine;
  refs->instrument = instrument;
  refs->key = qz_found_string (instrument, "key");
  refs->works = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return refs;
}

void
qz_akn_refs_free (QzAknRefs *refs)
{
  if (refs == NULL)
    return;
  g_hash_table_unref (refs->works);
  g_free (refs);
}

/* ---- IRIs ---- */

char *
qz_akn_segment (const char *text)
{
  return g_uri_escape_string (text, "()!*',;:@=+$", TRUE);
}

/* The first adoption of the title KEY as its earliest text tells; NULL. The caller's. */
static char *
first_day (QzEngine *engine, const char *key)
{
  g_autoptr (GPtrArray) versions = qz_timeline_versions (engine->timeline, key);
  const QzVersion *first = versions->len > 0 ? versions->pdata[0] : NULL;
  g_autoptr (QzFound) instrument = first != NULL ? qz_found_get (engine, first->id, NULL) : NULL;
  const char *day = instrument != NULL ? qz_found_string (instrument, "promulgated") : NULL;

  return day != NULL ? g_strdup (day) : first != NULL ? qz_date_to_iso (first->version) : NULL;
}

char *
qz_akn_refs_work (QzAknRefs *refs, const char *key)
{
  char *work = g_hash_table_lookup (refs->works, key);

  if (work == NULL) {
    g_autofree char *day = first_day (refs->engine, key), *name = qz_akn_segment (key);
    work = g_strconcat ("/akn/cn/act/", day != NULL ? day : "", day != NULL ? "/" : "", name, NULL);
    g_hash_table_insert (refs->works, g_strdup (key), work);
  }
  return g_strdup (work);
}

char *
qz_akn_refs_expression (QzAknRefs *refs, const char *key, const char *version)
{
  g_autofree char *work = qz_akn_refs_work (refs, key);

  return g_strconcat (work, version != NULL ? "/zho@" : NULL, version, NULL);
}

/* The version of KEY that the instrument means: of itself its own, of others what was in force on its first day. NULL:
 * unknown. The caller's. */
static char *
version_meant (QzAknRefs *refs, const char *key)
{
  const QzVersion *own = refs->instrument->version, *other;
  QzDate day = own == NULL ? 0 : own->from != 0 ? own->from : own->version;

  if (g_strcmp0 (key, refs->key) == 0)
    return g_strdup (qz_found_string (refs->instrument, "version"));
  other = day != 0 ? qz_timeline_at (refs->engine->timeline, key, day) : NULL;
  return other != NULL ? qz_date_to_iso (other->version) : NULL;
}

static char *
href_of (QzAknRefs *refs, const QzOutline *root, const json_t *link)
{
  const char *key = qz_json_text (link, "key"), *eid = qz_json_text (link, "eid");
  g_autofree char *version = NULL, *document = NULL;

  if (key == NULL)
    return NULL;
  if (eid != NULL && g_strcmp0 (key, refs->key) == 0 && qz_outline_find (root, eid) != NULL)
    return g_strconcat ("#", eid, NULL);
  version = version_meant (refs, key);
  document = qz_akn_refs_expression (refs, key, version);
  return g_strconcat (document, eid != NULL ? "/!main~" : "", eid, NULL);
}

/* ---- citations ---- */

static void
span_clear (gpointer data)
{
  g_ptr_array_unref (((Span *)data)->hrefs);
}

/* The citations of RECORD between FROM and TO that do not overlap, in order. */
static GArray *
spans_of (QzAknRefs *refs, const QzOutline *root, const QzFound *record, gsize from, gsize to)
{
  GArray *spans = g_array_new (FALSE, FALSE, sizeof (Span));
  const json_t *link;
  size_t i;

  g_array_set_clear_func (spans, span_clear);
  json_array_foreach (json_object_get (record->head, "links"), i, link)
  {
    const json_t *start = json_object_get (link, "start");
    Span *last = spans->len > 0 ? &g_array_index (spans, Span, spans->len - 1) : NULL;
    Span span = { (gsize)json_integer_value (start), (gsize)json_integer_value (json_object_get (link, "end")), NULL };
    char *href = json_is_integer (start) && span.start >= from && span.end <= to && span.end > span.start
                   ? href_of (refs, root, link)
                   : NULL;
    if (href == NULL)
      continue;
    if (last == NULL || span.start >= last->end) {
      span.hrefs = g_ptr_array_new_with_free_func (g_free);
      g_ptr_array_add (span.hrefs, href);
      g_array_append_val (spans, span);
    } else if (span.start == last->start && span.end == last->end)
      g_ptr_array_add (last->hrefs, href);
    else
      g_free (href);
  }
  return spans;
}

/* ---- writing ---- */

static void
write_bytes (xmlTextWriterPtr xml, const char *text, gsize len)
{
  g_autofree char *piece = g_strndup (text, len);

  xmlTextWriterWriteString (xml, BAD_CAST piece);
}

/* Opens NAME with an id of its own and up to two attributes. */
static void
open_reference (QzAknRefs *refs, xmlTextWriterPtr xml, const char *name)
{
  g_autofree char *eid = g_strdup_printf ("ref_%u", ++refs->n);

  xmlTextWriterStartElement (xml, BAD_CAST name);
  xmlTextWriterWriteAttribute (xml, BAD_CAST "eId", BAD_CAST eid);
}

static void
write_ref (QzAknRefs *refs, xmlTextWriterPtr xml, const char *href, const char *text, gsize len)
{
  open_reference (refs, xml, "ref");
  xmlTextWriterWriteAttribute (xml, BAD_CAST "href", BAD_CAST href);
  write_bytes (xml, text, len);
  xmlTextWriterEndElement (xml);
}

/* Bytes of what parts two members of a list at TEXT; 0 when nothing does. */
static gsize
separator_len (const char *text)
{
  static const char *const SEPARATORS[] = { "、", "和", "或者", "或", "以及", "及", "与", NULL };

  for (guint i = 0; SEPARATORS[i] != NULL; i++)
    if (g_str_has_prefix (text, SEPARATORS[i]))
      return strlen (SEPARATORS[i]);
  return 0;
}

/* A separator counts where a number stands behind it, so that 《…和…法》 stays whole. */
static gboolean
parts_members (const char *text, gsize len)
{
  return len > 0
         && (g_str_has_prefix (text + len, "第") || g_str_has_prefix (text + len, "《")
             || g_str_has_prefix (text + len, "（")
             || g_utf8_strchr ("一二三四五六七八九十", -1, g_utf8_get_char (text + len)) != NULL);
}

static guint
count_members (const char *text, gsize len)
{
  guint n = 1;

  for (const char *p = text; p < text + len; p = g_utf8_next_char (p))
    n += parts_members (p, separator_len (p));
  return n;
}

/* As many members as targets: each its own ref. */
static void
write_members (QzAknRefs *refs, xmlTextWriterPtr xml, const Span *span, const char *text, gsize len)
{
  const char *start = text;
  guint at = 0;

  open_reference (refs, xml, "mref");
  for (const char *p = text; p < text + len;) {
    gsize separator = separator_len (p);
    if (!parts_members (p, separator)) {
      p = g_utf8_next_char (p);
      continue;
    }
    write_ref (refs, xml, span->hrefs->pdata[at++], start, (gsize)(p - start));
    write_bytes (xml, p, separator);
    start = p += separator;
  }
  write_ref (refs, xml, span->hrefs->pdata[at], start, (gsize)(text + len - start));
  xmlTextWriterEndElement (xml);
}

static void
write_span (QzAknRefs *refs, xmlTextWriterPtr xml, const Span *span, const char *text)
{
  gsize len = span->end - span->start;
  g_autofree char *words = g_strndup (text + span->start, len);

  if (span->hrefs->len == 1)
    write_ref (refs, xml, span->hrefs->pdata[0], words, len);
  else if (count_members (words, len) == span->hrefs->len)
    write_members (refs, xml, span, words, len);
  else {
    /* a range, or a list too mixed to take apart: from the first to the last */
    open_reference (refs, xml, "rref");
    xmlTextWriterWriteAttribute (xml, BAD_CAST "from", BAD_CAST span->hrefs->pdata[0]);
    xmlTextWriterWriteAttribute (xml, BAD_CAST "upTo", BAD_CAST span->hrefs->pdata[span->hrefs->len - 1]);
    write_bytes (xml, words, len);
    xmlTextWriterEndElement (xml);
  }
}

void
qz_akn_refs_write (QzAknRefs *refs, xmlTextWriterPtr xml, const QzOutline *root, const QzOutline *node, gsize from,
                   gsize to)
{
  const char *text = node->holder->text;
  g_autoptr (GArray) spans = spans_of (refs, root, node->holder, from, to);
  gsize at = from;

  for (guint i = 0; i < spans->len; i++) {
    const Span *span = &g_array_index (spans, Span, i);
    write_bytes (xml, text + at, span->start - at);
    write_span (refs, xml, span, text);
    at = span->end;
  }
  write_bytes (xml, text + at, to - at);
}
