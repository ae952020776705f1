#include "config.h"

#include <stdio.h>
#include <string.h>

#include <jansson.h>
#include <quanze/citation.h>
#include <quanze/locale.h>
#include <quanze/text.h>
#include <quanze/timeline.h>

#include "search/citation_note.h"
#include "search/command.h"

typedef struct {
  QzContext *context;
  QzSource *source;
  QzInstrument *instrument;
  GPtrArray *citations;
  gsize *offsets; /* start and end of each, in code points */
} Cited;

static json_t *
string_or_null (const char *text)
{
  return text != NULL ? json_string (text) : json_null ();
}

static json_t *
target_to_json (const QzTarget *target)
{
  g_autofree char *eid = qz_address_to_eid (&target->address);
  json_t *object = json_object ();
  json_object_set_new (object, "title", string_or_null (target->title));
  json_object_set_new (object, "eid", string_or_null (eid));
  json_object_set_new (object, "id", string_or_null (target->id));
  json_object_set_new (object, "version_status",
                       json_string (target->version_status != NULL ? target->version_status : "unknown"));
  return object;
}

static json_t *
citation_to_json (const Cited *cited, guint i)
{
  const QzCitation *citation = cited->citations->pdata[i];
  json_t *targets = json_array ();
  for (guint j = 0; j < citation->targets->len; j++)
    json_array_append_new (targets, target_to_json (citation->targets->pdata[j]));
  return json_pack ("{s:s, s:I, s:I, s:s%, s:s, s:o, s:s, s:o}", "schema", "quanze.citation/1", "start",
                    (json_int_t)cited->offsets[2 * i], "end", (json_int_t)cited->offsets[2 * i + 1], "text",
                    cited->source->text + citation->start, (size_t)(citation->end - citation->start), "form",
                    qz_citation_form_name (citation->form), "from", string_or_null (citation->from), "status",
                    qz_citation_status_name (citation->status), "targets", targets);
}

/* 第十二条第一款  前款 → 《…法》第十二条第一款  [无此条款] */
static void
print_text (const Cited *cited, guint i)
{
  const QzCitation *citation = cited->citations->pdata[i];
  QzAddress from;
  g_autofree char *place
    = citation->from != NULL && qz_address_from_eid (citation->from, &from) ? qz_address_to_chinese (&from) : NULL;
  const QzTarget *first = citation->targets->pdata[0];
  g_autofree char *note = qz_citation_note (qz_citation_status_name (citation->status), first->version_status);
  g_autofree char *words = g_strndup (cited->source->text + citation->start, citation->end - citation->start);
  printf ("%s  %s →", place != NULL ? place : "", g_strdelimit (words, "\n", ' '));
  for (guint j = 0; j < citation->targets->len; j++) {
    const QzTarget *target = citation->targets->pdata[j];
    g_autofree char *full = target->title == NULL ? g_strdup ("？")
                            : j == 0              ? qz_citation_format (target->title, &target->address)
                                                  : qz_address_to_chinese (&target->address);
    printf ("%s%s", j == 0 ? " " : "、", full);
  }
  if (note != NULL)
    printf ("  [%s]", note);
  putchar ('\n');
}

static void
print_all (const Cited *cited)
{
  guint n = cited->citations->len, from = MIN ((guint)MAX (cited->context->offset, 0), n);
  guint to = cited->context->limit >= 0 ? MIN (n, from + (guint)cited->context->limit) : n;
  if (cited->context->format == QZ_FORMAT_JSON) {
    json_t *items = json_array ();
    for (guint i = from; i < to; i++)
      json_array_append_new (items, citation_to_json (cited, i));
    json_t *list = json_pack ("{s:s, s:I, s:o}", "schema", "quanze.citation/1", "total", (json_int_t)n, "items", items);
    json_dumpf (list, stdout, JSON_COMPACT);
    putchar ('\n');
    json_decref (list);
    return;
  }
  for (guint i = from; i < to; i++)
    if (cited->context->format == QZ_FORMAT_TEXT)
      print_text (cited, i);
    else {
      json_t *object = citation_to_json (cited, i);
      json_dumpf (object, stdout, JSON_COMPACT);
      putchar ('\n');
      json_decref (object);
    }
}

/* Offsets ascend, since citations are in order and do not overlap. */
static void
count_offsets (Cited *cited)
{
  guint n = cited->citations->len;
  cited->offsets = g_new (gsize, 2 * (gsize)n + 1);
  for (guint i = 0; i < n; i++) {
    const QzCitation *citation = cited->citations->pdata[i];
    cited->offsets[2 * i] = citation->start;
    cited->offsets[2 * i + 1] = citation->end;
  }
  qz_text_to_code_points (cited->source->text, cited->offsets, 2 * (gsize)n);
}

static gboolean
resolve (Cited *cited, QzReader *reader, GError **error)
{
  g_autoptr (QzTimeline) timeline = qz_timeline_load (reader, error);
  g_autofree char *self
    = cited->instrument->key != NULL ? qz_instrument_id (cited->instrument->key, cited->instrument->version) : NULL;
  if (timeline == NULL)
    return FALSE;
  qz_citations_check (cited->citations, cited->instrument);
  return qz_citations_resolve (cited->citations, timeline, reader, self, qz_citing_day (cited->instrument),
                               cited->context->as_of, error);
}

int
qz_cmd_cite (QzContext *context, int argc, char **argv, GError **error)
{
  if (!qz_command_parse (context, "cite", NULL, &argc, &argv, error))
    return QZ_EXIT_USAGE;
  if (argc != 1) {
    g_set_error_literal (error, QZ_USAGE_ERROR, 0, _ ("请给一个文件"));
    return QZ_EXIT_USAGE;
  }
  g_autoptr (QzReader) reader = qz_context_open (context, error);
  if (reader == NULL)
    return QZ_EXIT_INDEX;
  g_autoptr (QzSource) source = qz_source_read (argv[0], error);
  g_autoptr (QzLexicon) lexicon = source != NULL ? qz_context_lexicon (context, error) : NULL;
  if (lexicon == NULL)
    return QZ_EXIT_FAILED;
  g_autoptr (QzInstrument) instrument = qz_instrument_parse (source);
  g_autoptr (GPtrArray) citations = qz_citations_parse (instrument, source->text, lexicon);
  Cited cited = { context, source, instrument, citations, NULL };
  if (!resolve (&cited, reader, error))
    return QZ_EXIT_INDEX;
  count_offsets (&cited);
  print_all (&cited);
  g_free (cited.offsets);
  return citations->len > 0 ? QZ_EXIT_OK : QZ_EXIT_NOTHING;
}
