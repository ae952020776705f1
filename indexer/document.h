/* One file → its records and what to report of it: read, structure, link. Runs in a worker. */
#ifndef QZ_DOCUMENT_H
#define QZ_DOCUMENT_H

#include <jansson.h>
#include <quanze/store.h>

typedef struct {
  QzSegmenter *segmenter;   /* borrowed */
  const QzLexicon *lexicon;
  void (*emit) (QzRecord *record, gpointer user_data);   /* takes over each record */
  gpointer user_data;
} QzDocumentSink;

/* The outcome of the file at PATH as a JSON object, the caller's:
 *  {"hash","kind","format","encoding","title","key","issuer","territory","rank","version","first","last",
 *   "names","provisions","powers","warnings":[{code,at,text}],"head","error":{code,text}|null}
 * *PART gets the instrument record of a part (see QzNaming), NULL otherwise. */
json_t *qz_document_process (const char *path, const QzNaming *naming, const char *source_term,
                             const QzDocumentSink *sink, QzRecord **part);

/* {"code","text"} of an error of a reader, the caller's. */
json_t *qz_document_error (const GError *error);

#endif
