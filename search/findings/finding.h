/* What an audit of a registry or a check of a document finds: quanze.finding/1.
 *
 * One finding says one thing about one place. SAYS is what the registry or document has, FOUND what the index
 * holds against it, SUGGEST what could be pasted in its stead. Coverage (an instrument the index does not
 * hold) is a note: not knowing is never shown as wrong.
 */
#ifndef QZ_FINDING_H
#define QZ_FINDING_H

#include <glib.h>
#include <jansson.h>

typedef enum { QZ_SEVERITY_ERROR, QZ_SEVERITY_WARNING, QZ_SEVERITY_NOTE, QZ_N_SEVERITIES } QzSeverity;
const char *qz_severity_name (QzSeverity severity);      /* error warning note; static */
const char *qz_severity_chinese (QzSeverity severity);   /* in the user's language; static */
gboolean    qz_severity_from_name (const char *name, QzSeverity *severity);   /* either of them */

typedef enum {
  QZ_FINDING_NO_SUCH_INSTRUMENT, QZ_FINDING_NO_SUCH_PROVISION, QZ_FINDING_RENUMBERED, QZ_FINDING_QUOTE_DRIFT,
  QZ_FINDING_REPEALED, QZ_FINDING_NOT_IN_FORCE, QZ_FINDING_OLDER_VERSION, QZ_FINDING_NO_BASIS,
  QZ_FINDING_BASIS_TOO_LOW, QZ_FINDING_COERCION_ENTRUSTED, QZ_FINDING_SUBDELEGATED, QZ_FINDING_GRANT_EXPIRED,
  QZ_FINDING_RECALLED, QZ_FINDING_OUT_OF_TERRITORY, QZ_FINDING_SUPERIOR_CHANGED, QZ_FINDING_MODE_UNSUPPORTED,
  QZ_FINDING_GRANT_WITHOUT_BASIS, QZ_FINDING_GRANT_INCOMPLETE, QZ_FINDING_GRANTOR_NOT_HOLDER, QZ_FINDING_PROCEDURE,
  QZ_FINDING_DUPLICATE_HOLDER, QZ_FINDING_DUTY_WITHOUT_POWER, QZ_FINDING_POWER_WITHOUT_DUTY,
  QZ_FINDING_DANGLING_INTERNAL, QZ_FINDING_FINE_OUT_OF_RANGE, QZ_FINDING_LIGHTER_LAW, QZ_FINDING_CITATION_FORM, QZ_N_FINDINGS
} QzFindingCode;

const char *qz_finding_code_name (QzFindingCode code);       /* no-such-instrument …; static */
gboolean    qz_finding_code_from_name (const char *name, QzFindingCode *code);
QzSeverity  qz_finding_code_severity (QzFindingCode code);   /* unless the case says otherwise */
const char *qz_finding_code_sentence (QzFindingCode code);   /* one line for people, in the user's language; static */

/* All strings are its own and may be NULL. */
typedef struct {
  QzFindingCode code;
  QzSeverity    severity;   /* the code's own unless changed */
  char *power;              /* id of the registry item */
  char *subject;            /* the item as people call it: text output alone */
  struct {
    char    *path;          /* NULL: the finding has no place */
    gboolean span;          /* START and END are known */
    gsize    start, end;    /* code points of the decoded text */
    char    *sheet;         /* of a registry */
    guint    row;           /* from 1 as the spreadsheet shows it; 0: none */
    guint    line;          /* of a document, from 1: text output alone; 0: not known */
    char    *words;         /* what stands at START: text output alone */
  } at;
  char *citation;           /* 《全称》第…条 that it speaks of */
  char *id;                 /* of what the index holds there */
  char *says, *found, *suggest;
} QzFinding;

QzFinding *qz_finding_new (QzFindingCode code);
void       qz_finding_free (QzFinding *finding);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzFinding, qz_finding_free)

/* quanze.finding/1 with every key, null where absent; `at` has "sheet" and "row" where they are known. New reference. */
json_t *qz_finding_to_json (const QzFinding *finding);

/* Worst first, then by code; within a code the order stays. FINDINGS: QzFinding*. */
void qz_findings_sort (GPtrArray *findings);

/* On standard output: one quanze.finding/1 a line, or with HEAD, which it takes over, one object quanze.findings/1 that has what
 * HEAD has besides. */
void qz_findings_print (const GPtrArray *findings, json_t *head);

/* For people: by severity and code, findings that differ only in their item or place folded into one with the
 * items below it, at most MAX_ITEMS of them named (0: all). FINDINGS are sorted. Ends with a line end; "" for
 * none. The caller's. */
char *qz_findings_to_text (const GPtrArray *findings, guint max_items, gboolean color);

#endif
