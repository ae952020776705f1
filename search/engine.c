#include "config.h"

#include <quanze/store.h>

#include "search/engine.h"
#include "search/find/votes.h"

static void
names_free (GString *names)
{
  g_string_free (names, TRUE);
}

/* Reads the timeline of the state that READER shows; it may move on while it is read. */
static gboolean
load_timeline (QzEngine *engine, GError **error)
{
  for (;;) {
    guint64 revision = qz_reader_revision (engine->reader, NULL);
    g_autoptr (QzTimeline) timeline = qz_timeline_load (engine->reader, error);

    if (timeline == NULL)
      return FALSE;
    if (qz_reader_revision (engine->reader, NULL) != revision)
      continue;
    qz_timeline_free (engine->timeline);
    engine->timeline = g_steal_pointer (&timeline);
    engine->ended_on = 0;
    engine->revision = revision;
    return TRUE;
  }
}

/* What is derived from the whole of the index, of the state that READER shows. */
static gboolean
load_tables (QzEngine *engine, GError **error)
{
  if (!load_timeline (engine, error))
    return FALSE;
  g_clear_pointer (&engine->place_names, qz_place_names_free);
  engine->place_names = qz_place_names_new (engine->timeline, engine->lexicon);
  g_clear_pointer (&engine->title_names, qz_title_names_free);
  g_clear_pointer (&engine->grams, qz_grams_free);
  g_clear_pointer (&engine->received, qz_received_free);
  g_clear_pointer (&engine->taught, qz_taught_free);
  g_clear_pointer (&engine->names, names_free);
  g_clear_pointer (&engine->targets, g_hash_table_unref);
  engine->grams = qz_grams_open (engine->reader, error);
  engine->received = qz_received_open (engine->reader);
  return engine->grams != NULL;
}

QzEngine *
qz_engine_open_with (QzContext *context, QzLexicon *lexicon, GError **error)
{
  g_autoptr (QzEngine) engine = g_new0 (QzEngine, 1);

  engine->as_of = context->as_of;
  engine->lexicon = lexicon;
  engine->lexicon_shared = TRUE;
  engine->reader = qz_context_open (context, error);
  if (engine->reader == NULL || !load_tables (engine, error))
    return NULL;
  engine->segmenter = qz_segmenter_new (lexicon);
  return g_steal_pointer (&engine);
}

QzEngine *
qz_engine_open (QzContext *context, GError **error)
{
  g_autoptr (QzReader) reader = qz_context_open (context, error);
  g_autoptr (QzLexicon) lexicon = reader != NULL ? qz_context_lexicon_of (context, reader, error) : NULL;
  QzEngine *engine;

  if (lexicon == NULL)
    return NULL;
  engine = qz_engine_open_with (context, lexicon, error);
  if (engine == NULL)
    return NULL;
  engine->lexicon_shared = FALSE;
  g_steal_pointer (&lexicon);
  return engine;
}

gboolean
qz_engine_refresh (QzEngine *engine, GError **error)
{
  if (!qz_reader_refresh (engine->reader, error))
    return FALSE;
  if (qz_reader_revision (engine->reader, NULL) == engine->revision)
    return TRUE;
  return load_tables (engine, error);
}

void
qz_engine_free (QzEngine *engine)
{
  if (engine == NULL)
    return;
  qz_segmenter_free (engine->segmenter);
  if (!engine->lexicon_shared)
    qz_lexicon_free (engine->lexicon);
  qz_grams_free (engine->grams);
  qz_received_free (engine->received);
  qz_taught_free (engine->taught);
  g_clear_pointer (&engine->names, names_free);
  g_clear_pointer (&engine->targets, g_hash_table_unref);
  qz_query_free (engine->ended);
  qz_place_names_free (engine->place_names);
  qz_title_names_free (engine->title_names);
  qz_timeline_free (engine->timeline);
  qz_reader_free (engine->reader);
  g_free (engine);
}

const QzTitleNames *
qz_engine_title_names (QzEngine *engine)
{
  if (engine->title_names == NULL)
    engine->title_names = qz_title_names_new (engine->timeline);
  return engine->title_names;
}

const char *
qz_engine_names (QzEngine *engine, gsize *len, GError **error)
{
  if (engine->names == NULL) {
    g_autoptr (GPtrArray) tables = qz_reader_get_metadata_all (engine->reader, "suggest", error);

    if (tables == NULL)
      return NULL;
    engine->names = g_string_new (NULL);
    for (guint i = 0; i < tables->len; i++)
      g_string_append (engine->names, tables->pdata[i]);
    for (gsize i = 0; i < engine->names->len; i++)
      if (engine->names->str[i] == '\t' || engine->names->str[i] == '\n')
        engine->names->str[i] = '\0';
  }
  *len = engine->names->len;
  return engine->names->str;
}

QzTaught *
qz_engine_taught (QzEngine *engine, GError **error)
{
  if (engine->taught == NULL) {
    engine->taught = qz_taught_open (engine->reader, error);
    engine->targets = qz_votes_targets_new ();
  }
  return engine->taught;
}

/* Records of the versions that have ended by DAY or not begun; NULL when there are none. */
static QzQuery *
out_of_force (QzEngine *engine, QzDate day)
{
  g_autoptr (GPtrArray) ended = qz_timeline_out_of_force (engine->timeline, day);
  g_autofree char *name = g_strdup_printf ("out of force on %u at %" G_GUINT64_FORMAT, day, engine->revision);
  GPtrArray *terms = g_ptr_array_new ();

  for (guint i = 0; i < ended->len; i++) {
    g_autofree char *version = g_strconcat (QZ_T_VERSION, ended->pdata[i], NULL);
    g_autofree char *term = qz_term_fit (version);

    g_ptr_array_add (terms, qz_query_term (term, -1, 1));
  }
  if (ended->len > 0)
    return qz_query_kept (name, qz_query_join (QZ_OP_OR, terms));
  g_ptr_array_unref (terms);
  return NULL;
}

QzQuery *
qz_engine_out_of_force (QzEngine *engine)
{
  if (engine->ended_on != engine->as_of) {
    g_clear_pointer (&engine->ended, qz_query_free);
    engine->ended = out_of_force (engine, engine->as_of);
    engine->ended_on = engine->as_of;
  }
  return qz_query_dup (engine->ended);
}

QzQuery *
qz_engine_in_force (QzEngine *engine)
{
  return qz_query_pair (QZ_OP_AND_NOT, qz_query_all (), qz_engine_out_of_force (engine));
}
