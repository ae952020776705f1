#include "config.h"

#include <quanze/store.h>

#include "search/engine.h"

QzEngine *
qz_engine_open (QzContext *context, GError **error)
{
  g_autoptr (QzEngine) engine = g_new0 (QzEngine, 1);

  engine->as_of = context->as_of;
  engine->reader = qz_context_open (context, error);
  if (engine->reader == NULL)
    return NULL;
  engine->timeline = qz_timeline_load (engine->reader, error);
  if (engine->timeline == NULL)
    return NULL;
  engine->lexicon = qz_context_lexicon (context, error);
  if (engine->lexicon == NULL)
    return NULL;
  engine->segmenter = qz_segmenter_new (engine->lexicon);
  return g_steal_pointer (&engine);
}

void
qz_engine_free (QzEngine *engine)
{
  if (engine == NULL)
    return;
  qz_segmenter_free (engine->segmenter);
  qz_lexicon_free (engine->lexicon);
  qz_timeline_free (engine->timeline);
  qz_reader_free (engine->reader);
  g_free (engine);
}

QzQuery *
qz_engine_in_force (QzEngine *engine)
{
  g_autoptr (GPtrArray) ended = qz_timeline_out_of_force (engine->timeline, engine->as_of);
  GPtrArray *terms = g_ptr_array_new ();

  for (guint i = 0; i < ended->len; i++) {
    g_autofree char *name = g_strconcat (QZ_T_VERSION, ended->pdata[i], NULL);
    g_autofree char *term = qz_term_fit (name);

    g_ptr_array_add (terms, qz_query_term (term, -1, 1));
  }
  if (terms->len == 0) {
    g_ptr_array_unref (terms);
    return qz_query_all ();
  }
  return qz_query_pair (QZ_OP_AND_NOT, qz_query_all (), qz_query_join (QZ_OP_OR, terms));
}
