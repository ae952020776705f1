/* The check of a document (quanze check): every citation, its version on the day of the act and on that of the
 * decision, the words quoted, the fine, the holder, the form, and what legal review asks for.
 *
 * Errors and warnings follow from texts that the index holds or from the document's own words; what the index does
 * not hold, or what cannot be told, is a note that says so.
 */
#ifndef QZ_CHECK_H
#define QZ_CHECK_H

#include "search/findings/cited.h"
#include "search/check/paper.h"

typedef struct {
  QzDate act, decision; /* from options; 0: read from the document */
} QzCheckDays;

typedef struct {
  QzPaperKind kind;
  char *issuer, *territory; /* NULL: not known */
  QzPaperDay act, decided;
  guint citations;   /* of instruments and provisions looked at */
  guint instruments; /* different ones */
  guint uncovered;   /* of which the index does not hold */
  guint quotes;      /* citations with quoted words */
  guint agreed;      /* of which the words agree */
  guint fines;       /* sums imposed */
} QzCheckSummary;
void qz_check_summary_clear (QzCheckSummary *summary);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (QzCheckSummary, qz_check_summary_clear)

/* The findings in SOURCE, in the order of the text; QzFinding*, the caller's. NULL on an index error. ENGINE's day
 * becomes the day of the decision. */
GPtrArray *qz_check_run (QzEngine *engine, const QzSource *source, const QzCheckDays *days, QzCheckSummary *summary,
                         GError **error);

/* A few lines for people. The caller's. */
char *qz_check_summary_text (const QzCheckSummary *summary);
/* {"paper","issuer","territory","act":{"date","from":"option|text|assumed"},"decision":{…},"summary":{counts}}. New
 * reference. */
json_t *qz_check_summary_json (const QzCheckSummary *summary);

/* ---- between the files of the check ---- */

/* How an instrument stands on a day. */
typedef enum {
  QZ_STANDS_IN_FORCE,
  QZ_STANDS_NOT_YET,    /* VERSION is the first there is */
  QZ_STANDS_ENDED,      /* VERSION is the last there was */
  QZ_STANDS_OLDER_TEXT, /* the index holds later texts alone, VERSION the first of them */
  QZ_STANDS_UNHELD      /* no version in the index */
} QzStand;

typedef struct {
  QzStand stand;
  const QzVersion *version;
  gboolean         presumed;   /* no source states from when VERSION is in force, and the day is close: perhaps its predecessor was */
} QzStanding;

/* An instrument that the document cites. */
typedef struct {
  char *key, *title;
  gboolean procedural; /* the law of the day of decision applies, whatever the day of the act */
  QzStanding act, decided;
  const QzVersion *used;  /* the text that its citations are judged by; NULL: none */
  const QzVersion *other; /* the text in force on the other of the two days; NULL: the same */
  gboolean doubtful;      /* USED is later than the text that is meant */
} QzCheckLaw;

/* A citation of the document. */
typedef struct {
  const QzCitation *citation;
  QzCheckLaw *law;
  GArray *targets; /* QzAddress; empty: the whole instrument */
  char *quote;     /* words quoted behind it; NULL */
  gboolean basis;  /* 依据…; not 违反… */
  gboolean breach;
  gboolean stands; /* its provisions are there and nothing is wrong with them */
} QzCheckCited;

typedef struct {
  QzEngine *engine;
  QzLaws *laws;
  const QzSource *source;
  const QzInstrument *instrument;
  QzPaper *paper;
  GPtrArray *citations; /* QzCitation* */
  GHashTable *by_key;   /* key → QzCheckLaw* */
  GPtrArray *cited;     /* QzCheckCited* in order */
  GPtrArray *findings;
  QzCheckSummary *summary;
} QzCheck;

/* A finding at the bytes START to END of the text, added; the check's. */
QzFinding *qz_check_add (QzCheck *check, QzFindingCode code, gsize start, gsize end);
/* The same at a citation, with the citation in full and the id of what it means. */
QzFinding *qz_check_add_cited (QzCheck *check, QzFindingCode code, const QzCheckCited *cited);

/* Reads CITATIONS into BY_KEY and CITED and settles by which text each is judged. FALSE on an index error, as all
 * below. */
gboolean qz_check_laws (QzCheck *check, GError **error);
gboolean qz_check_citations (QzCheck *check, GError **error); /* existence, versions, territory, words */
gboolean qz_check_fines (QzCheck *check, GError **error);     /* ranges, the lighter text */
gboolean qz_check_holder (QzCheck *check, GError **error);    /* entrusted, recalled */
void     qz_check_draft (QzCheck *check);                         /* what a draft of its rank may not set */
gboolean qz_check_form (QzCheck *check, GError **error);
gboolean qz_check_contents (QzCheck *check, GError **error); /* the checklist */

/* The fines of the unit ADDRESS of ARTICLE, of its 款 or of all of it where the unit itself prints none; QzFine*, the
 * caller's. */
GPtrArray *qz_check_ranges (const QzArticle *article, const QzAddress *address);
/* Whether a fine of YUAN can be within one of FINES: it is, or the document does not state what it is taken of. */
gboolean qz_check_can_be (const QzPaper *paper, const GPtrArray *fines, double yuan);
/* 一千元以上五千元以下罚款；… of FINES. The caller's. */
char *qz_check_ranges_text (const GPtrArray *fines);

#endif
