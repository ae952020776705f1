/* One citation of a basis cell, with its words, against one version of the instrument. */
#ifndef QZ_AUDIT_CITED_H
#define QZ_AUDIT_CITED_H

#include "search/audit/audit.h"
#include "search/findings/cited.h"

/* Adds at most one finding. PRINTED: the last day that the cell prints behind the title, 0 none. *CLEAN stays when
 * nothing is wrong, else becomes FALSE. FALSE on an index error. */
gboolean qz_audit_cited (QzAudit *audit, const QzCited *cited, QzDate printed, gboolean *clean, GError **error);

/* Whether the clauses cited point to articles that their own text has not: a finding each. FALSE on an index error. */
gboolean qz_audit_pointers (QzAudit *audit, const QzCited *cited, GError **error);

#endif
