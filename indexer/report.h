/* What became of each input: lines of quanze.report/1, complaints and a summary for people. */
#ifndef QZ_REPORT_H
#define QZ_REPORT_H

#include "indexer/manifest.h"

/* Whether FILE can be written, asked before a run that may take long; makes it, and leaves what is in it. */
gboolean qz_report_open (const char *file, GError **error);

/* One line an entry that this run looked at or touched, in order of path. FILE "-" is standard output. */
gboolean qz_report_write (const char *file, const QzManifest *manifest, const GPtrArray *removed, GError **error);

typedef struct {
  guint indexed, unchanged, duplicate, removed, refused;
  guint provisions, powers;   /* of what was indexed now */
} QzTally;

void qz_report_tally (const QzManifest *manifest, const GPtrArray *removed, QzTally *tally);

/* One line an input that was refused, on standard error. */
void qz_report_complain (const QzManifest *manifest);

/* The closing line, on standard error. */
void qz_report_summary (const QzTally *tally, double seconds);

#endif
