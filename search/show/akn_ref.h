/* References in Akoma Ntoso: IRIs of works, and citations in a text as ref, mref and rref. */
#ifndef QZ_AKN_REF_H
#define QZ_AKN_REF_H

#include <libxml/xmlwriter.h>

#include "search/show/outline.h"

typedef struct QzAknRefs QzAknRefs;

/* TEXT as one segment of an IRI (RFC 3987): what a path may not hold is percent-encoded, 〔1985〕 folded to [1985] for one. The
 * caller's. */
char *qz_akn_segment (const char *text);

/* Of the document INSTRUMENT, which like ENGINE must outlive it. */
QzAknRefs *qz_akn_refs_new (QzEngine *engine, const QzFound *instrument);
void       qz_akn_refs_free (QzAknRefs *refs);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzAknRefs, qz_akn_refs_free)

/* /akn/cn/act/1996-03-17/行政处罚法; without date when the index does not hold it. The caller's. */
char *qz_akn_refs_work (QzAknRefs *refs, const char *key);

/* Its text of the day VERSION (NULL: the work): …/zho@2021-01-22. The caller's. */
char *qz_akn_refs_expression (QzAknRefs *refs, const char *key, const char *version);

/* Writes the bytes FROM to TO of the text that NODE stands in, citations as references. Those of what stands below ROOT are
 * local (#art_5), others absolute (…/!main~art_5), in the version
 * that was in force when the document began, as far as the index holds it. */
void qz_akn_refs_write (QzAknRefs *refs, xmlTextWriterPtr xml, const QzOutline *root, const QzOutline *node, gsize from, gsize to);

#endif
