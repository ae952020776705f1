/* Citations: found in a text, made absolute, then resolved against an index.
 *
 * Finding and making absolute are pure: the same text gives the same citations. Addresses
 * are absolute when the text tells them (前款 of 第十条第二款 is 第十条第一款); where it does not,
 * a target has no title and nobody guesses one.
 */
#ifndef QUANZE_CITATION_H
#define QUANZE_CITATION_H

#include <glib.h>
#include <quanze/instrument.h>
#include <quanze/lexicon.h>

G_BEGIN_DECLS

typedef enum { QZ_CITE_TITLE, QZ_CITE_SELF, QZ_CITE_RELATIVE, QZ_CITE_SHORT, QZ_CITE_NAKED, QZ_CITE_NUMBER } QzCitationForm;
typedef enum { QZ_CITE_UNRESOLVED, QZ_CITE_RESOLVED, QZ_CITE_NO_INSTRUMENT, QZ_CITE_NO_PROVISION, QZ_CITE_AMBIGUOUS } QzCitationStatus;

typedef struct {
  char      *title;      /* as cited or declared, official where known; NULL when the text does not tell (amended law unknown) */
  char      *key;        /* qz_title_key of it, or a folded 文号; NULL as title */
  gboolean   self;       /* the citing document itself */
  gboolean   amended;    /* in an amending decision: the law it amends, as it stood before the decision */
  QzAddress  address;    /* all 0: the whole instrument */
  /* filled by qz_citations_resolve: */
  char      *id;         /* TITLE@VERSION#EID; NULL */
  const char *version_status;  /* static; of the version meant: current, amended (superseded since), repealed,
                                  older-version-needed (the index holds later ones only), unknown; NULL before */
} QzTarget;

typedef struct {
  gsize            start, end;   /* bytes in QzSource.text */
  QzCitationForm   form;
  QzCitationStatus status;
  char            *from;         /* eid of the citing provision; NULL in front matter */
  GPtrArray       *targets;      /* QzTarget* */
} QzCitation;

/* Every citation of the document in order; relative ones already absolute. Element
 * type QzCitation*, the caller's (g_ptr_array_unref). Pure. LEXICON gives well-known short names. */
GPtrArray *qz_citations_parse (const QzInstrument *instrument, const char *text, const QzLexicon *lexicon);

/* Citations of a lone string (a registry's basis cell, a query, a command-line argument): no self (本法),
 * no relatives (前款), but 同法第三条 and naked units, which inherit from the citation before them; a naked
 * one with nothing before it has a target without title. Pure. The caller's. */
GPtrArray *qz_citations_parse_string (const char *text, const QzLexicon *lexicon);

/* Settles what CITATIONS say of INSTRUMENT itself against its own tree: status resolved or no-such-provision.
 * The rest stays as it is; qz_citations_resolve (timeline.h) settles it against an index. */
void qz_citations_check (GPtrArray *citations, const QzInstrument *instrument);

/* The day whose law INSTRUMENT means when it cites: its first in force, else its version's; unknown when it tells neither. */
QzDate qz_citing_day (const QzInstrument *instrument);

/* A short name that a text declares: 《中华人民共和国刑法》（以下简称刑法）. */
typedef struct {
  char *name;         /* 刑法 */
  char *title;        /* 中华人民共和国刑法 */
  gsize start, end;   /* bytes of the name in the text; it holds from here to the next declaration of the same name */
} QzShortName;
void qz_short_name_free (QzShortName *name);

/* Declarations in order. Element type QzShortName*, the caller's. Pure. */
GPtrArray *qz_short_names_parse (const char *text, const QzLexicon *lexicon);

void qz_target_free (QzTarget *target);
void qz_citation_free (QzCitation *citation);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzCitation, qz_citation_free)

const char *qz_citation_form_name (QzCitationForm form);         /* static */
const char *qz_citation_status_name (QzCitationStatus status);   /* static */

/* 《中华人民共和国行政处罚法》第二十四条第一款 — ready to paste. The caller's. */
char *qz_citation_format (const char *title, const QzAddress *address);

G_END_DECLS

#endif
