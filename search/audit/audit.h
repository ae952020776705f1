/* The audit of a registry: every item against the law in the index, as of the engine's day.
 *
 * What the index does not hold is coverage, a note, and nothing follows from it. A finding of severity error must
 * follow from texts that the index holds, or from the registry's own words.
 */
#ifndef QZ_AUDIT_H
#define QZ_AUDIT_H

#include "search/audit/deed.h"
#include "search/findings/finding.h"
#include "search/law.h"
#include "search/powers/power_list.h"

typedef struct {
  guint items;         /* looked at */
  guint instruments;   /* named by their basis, one an item */
  guint uncovered;     /* of which the index does not hold */
  guint citations;     /* of provisions in those it holds */
  guint quotes;        /* of which with quoted words */
  guint matched, drifted, renumbered, missing, older, repealed;   /* citations; repealed: of repealed instruments */
} QzAuditSummary;

/* The findings of the items that pass FILTER, in the order of the items; QzFinding*, the caller's. NULL on an index
 * error or a filter that cannot be. */
GPtrArray *qz_audit_run (QzEngine *engine, const QzPowerFilter *filter, QzAuditSummary *summary, GError **error);

/* Its numbers by name. New reference. */
json_t *qz_audit_summary_json (const QzAuditSummary *summary);
/* A few lines for people. The caller's. */
char *qz_audit_summary_text (const QzAuditSummary *summary);

/* ---- between the files of the audit ---- */

typedef struct {
  QzEngine *engine;
  QzLaws *laws;
  QzPowerView *view;
  QzDeeds *deeds;
  GPtrArray *findings;
  QzAuditSummary *summary;
  GPtrArray *items;     /* QzFound*, all of them: what stands in several items is found at the end */
  const QzFound *power; /* at hand */
} QzAudit;

/* A finding about the item at hand, added; the audit's. */
QzFinding *qz_audit_add (QzAudit *audit, QzFindingCode code);
/* A finding about POWER. */
QzFinding *qz_audit_add_to (QzAudit *audit, const QzFound *power, QzFindingCode code);

/* Each looks at the item at hand. FALSE on an index error. */
gboolean qz_audit_basis (QzAudit *audit, GError **error);  /* what it cites and quotes */
gboolean qz_audit_rank (QzAudit *audit, GError **error);   /* whether that may set such a power */
gboolean qz_audit_grant (QzAudit *audit, GError **error);  /* how the holder came by it */
gboolean qz_audit_ended (QzAudit *audit, GError **error);  /* of one that is over: why */
gboolean qz_audit_letter (QzAudit *audit, GError **error); /* what the deed that hands it on says and leaves out */
void qz_audit_procedure (QzAudit *audit);                  /* the terms its duties set */
/* What only several items together show. FALSE on an index error. */
void qz_audit_registry (QzAudit *audit);
gboolean qz_audit_balance (QzAudit *audit, GError **error); /* duties against powers */

/* The item's declared mode, and what grounds it. */
QzMode qz_audit_declared (const QzFound *power);
/* The act that a rule about the mode names for the item: 行政处罚法第二十条; NULL. From the table "modes"; borrowed. */
const char *qz_audit_mode_rule (QzAudit *audit, QzMode mode);

#endif
