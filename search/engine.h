/* What answering needs, opened once: the index, its timeline, the lexicon, the segmenter. */
#ifndef QZ_ENGINE_H
#define QZ_ENGINE_H

#include <quanze/grams.h>
#include <quanze/received.h>
#include <quanze/segment.h>
#include <quanze/timeline.h>

#include "search/command.h"
#include "search/place_names.h"
#include "search/title_names.h"
#include "search/find/taught.h"

typedef struct {
  QzReader    *reader;
  QzTimeline  *timeline;
  QzPlaceNames *place_names;     /* of the timeline */
  QzTitleNames *title_names;     /* use qz_engine_title_names() */
  QzGrams     *grams;
  QzReceived  *received;
  GString     *names;            /* use qz_engine_names() */
  QzTaught    *taught;           /* use qz_engine_taught() */
  GHashTable  *targets;          /* of search/find/votes.c */
  QzLexicon   *lexicon;
  gboolean     lexicon_shared;   /* not the engine's to free */
  QzSegmenter *segmenter;
  QzDate       as_of;
  guint64      revision;         /* of the index as it was opened or refreshed */
  QzQuery     *ended;            /* what qz_engine_out_of_force() gives for the day ENDED_ON */
  QzDate       ended_on;         /* 0: not made */
} QzEngine;

/* NULL on error. One engine a thread. */
QzEngine *qz_engine_open (QzContext *context, GError **error);
/* The same with a lexicon already read, which must outlive it: threads may share one. */
QzEngine *qz_engine_open_with (QzContext *context, QzLexicon *lexicon, GError **error);
/* Moves on to the index's last commit, if there is a newer one; cheap when there is none. FALSE on error, the engine
 * then is as before. */
gboolean  qz_engine_refresh (QzEngine *engine, GError **error);
void      qz_engine_free (QzEngine *engine);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzEngine, qz_engine_free)

/* The names that may be suggested (metadata "suggest", of all databases one after another), every tab and line end a
 * NUL, read when first asked for; *LEN bytes, the engine's. NULL on an index error. */
const char *qz_engine_names (QzEngine *engine, gsize *len, GError **error);
/* The questions taught, read when first asked for; the engine's. NULL on an index error. */
QzTaught *qz_engine_taught (QzEngine *engine, GError **error);
/* The instruments by their titles, read when first asked for; the engine's. */
const QzTitleNames *qz_engine_title_names (QzEngine *engine);

/* Matches what has ended by engine->as_of or not begun, for AND_NOT; NULL when nothing has. The caller's. */
QzQuery *qz_engine_out_of_force (QzEngine *engine);
/* Matches everything in force on engine->as_of: started by then, and not ended. The caller's. */
QzQuery *qz_engine_in_force (QzEngine *engine);

#endif
