/* Which ids the records of a file get, and whether it has records at all: what depends on the other files.
 *
 * A pure function of the manifest: whatever the order in which files were added, the same set of files gives
 * the same decisions. The first of several equals, by path, is the one that counts.
 *  - Files of the same content, or of one title, issuer and version: the first is indexed, the rest are duplicates.
 *    A file without a date whose text is that of a dated version is a duplicate of it.
 *  - Of one title, issuer and version, but with articles that do not overlap (民法典 in seven files): parts of one instrument.
 *    A file that holds the whole of a code of which another holds a part repeats it: the first, by path, counts.
 *  - Of one title, issuer and version, but with other texts: the ids of all but the first get a mark.
 *  - Of one title but different issuers: ids get the issuer behind the title.
 *  - Power ids and titles of imported records that another file has already get a mark.
 */
#ifndef QZ_NAMING_H
#define QZ_NAMING_H

#include "indexer/manifest.h"

typedef struct {
  QzEntry   *duplicate_of;  /* NULL: it is indexed; borrowed */
  char      *qualifier;     /* NULL: none */
  gboolean   part;
  GPtrArray *parts;         /* QzEntry*, all parts in order of articles; NULL when it is none */
  GPtrArray *taken;         /* char*, borrowed from the manifest; NULL when none */
  char      *fingerprint;   /* "" for plain naming; equal means the same records come out */
} QzDecision;

/* ENTRY is known and not refused. The caller's. */
QzDecision *qz_naming_decide (const QzManifest *manifest, const QzEntry *entry);
void        qz_decision_free (QzDecision *decision);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzDecision, qz_decision_free)

#endif
