/* One run of quanze-index: scan → jobs → outcomes in order of path → settle → close. */
#ifndef QZ_RUN_H
#define QZ_RUN_H

#include "indexer/manifest.h"
#include "indexer/options.h"
#include "indexer/pool.h"
#include "indexer/progress.h"
#include "indexer/write.h"

typedef struct {
  const QzOptions *options;
  QzManifest      *manifest;
  QzPool          *pool;
  QzWrite         *write;
  QzProgress       progress;
  GPtrArray       *inputs;     /* QzFile* */
  GPtrArray       *removed;    /* QzEntry*, owned: what the report says of files that are gone */
  GPtrArray       *drops;      /* QzEntry*: whose records and entries are to go */
  guint64          new_bytes;  /* of files that the index holds nothing of */
  GHashTable      *parts;      /* QzEntry* → QzJob* of a part written in this run, owned */
  char            *fingerprint, *lexicon;
  gboolean         changed;    /* something was written */
} QzRun;

/* A signal asks the run to end; it then writes what is whole and stops. */
extern volatile int qz_run_interrupted;

/* Does everything; an exit code. With ERROR set the run failed. */
int qz_run (const QzOptions *options, GError **error);

/* ---- for run.c and settle.c ---- */

/* Has the files of ENTRIES (QzEntry*, in order of path) read and written as far as their naming is already
 * what it will be; the rest is left to qz_run_settle. */
gboolean qz_run_entries (QzRun *run, GPtrArray *entries, GError **error);

/* Writes what ENTRY has become; DROP removes its records first, FRAMES (may be NULL) are its new ones. */
gboolean qz_run_push (QzRun *run, QzEntry *entry, gboolean drop, GByteArray *frames);

/* Repeats until every file's records are named as the whole of files demands, then joins parts. */
gboolean qz_run_settle (QzRun *run, GError **error);

#endif
