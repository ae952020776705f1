/* What answering needs, opened once: the index, its timeline, the lexicon, the segmenter. */
#ifndef QZ_ENGINE_H
#define QZ_ENGINE_H

#include <quanze/segment.h>
#include <quanze/timeline.h>

#include "search/command.h"

typedef struct {
  QzReader    *reader;
  QzTimeline  *timeline;
  QzLexicon   *lexicon;
  QzSegmenter *segmenter;
  QzDate       as_of;
} QzEngine;

/* NULL on error. One engine a thread. */
QzEngine *qz_engine_open (QzContext *context, GError **error);
void      qz_engine_free (QzEngine *engine);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzEngine, qz_engine_free)

/* Matches everything in force on engine->as_of: started by then, and not ended. The caller's. */
QzQuery *qz_engine_in_force (QzEngine *engine);

#endif
