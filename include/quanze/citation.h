/* Citations: found in a text, made absolute, then resolved against an index. */
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
  QzAddress  address;    /* all 0: the whole instrument */
  /* filled by qz_citation_resolve: */
  char      *id;         /* TITLE@VERSION#EID; NULL */
  const char *version_status;  /* static: current older-version-needed repealed unknown */
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

/* Citations of a lone string (a registry's basis cell, a query, a command-line argument): no self, no relatives. */
GPtrArray *qz_citations_parse_string (const char *text, const QzLexicon *lexicon);

void qz_citation_free (QzCitation *citation);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzCitation, qz_citation_free)

const char *qz_citation_form_name (QzCitationForm form);         /* static */
const char *qz_citation_status_name (QzCitationStatus status);   /* static */

/* 《中华人民共和国行政处罚法》第二十四条第一款 — ready to paste. The caller's. */
char *qz_citation_format (const char *title, const QzAddress *address);

G_END_DECLS

#endif
