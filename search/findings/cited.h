/* A citation, with the words quoted from it, against one version of the instrument. */
#ifndef QZ_CITED_H
#define QZ_CITED_H

#include "search/findings/finding.h"
#include "search/law.h"

/* Letters that a quote needs to be compared: fewer may stand anywhere. */
#define QZ_CITED_QUOTE_MIN 10u

/* All borrowed. */
typedef struct {
  const QzVersion *version; /* to judge by */
  const GArray *targets;    /* QzAddress */
  const char *quote;        /* NULL: none */
} QzCited;

typedef struct {
  gboolean provision; /* an article or heading is cited, not the whole instrument or a chapter alone */
  gboolean words;     /* its quote was compared */
  gboolean clean;     /* nothing to find; what follows is unset */
  QzFindingCode code; /* no-such-provision renumbered older-version quote-drift */
  QzSeverity severity;
  gboolean doubtful;                     /* the text held may be incomplete */
  gboolean agrees;                       /* the words agree with the article */
  char *citation, *id, *found, *suggest; /* as in a finding; ID and SUGGEST may be NULL */
} QzCitedVerdict;
void qz_cited_verdict_clear (QzCitedVerdict *verdict);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (QzCitedVerdict, qz_cited_verdict_clear)

/* Fills VERDICT. FALSE on an index error. */
gboolean qz_cited_judge (QzLaws *laws, const QzCited *cited, QzCitedVerdict *verdict, GError **error);

/* 《…》第三条、第五条第一项 of TARGETS (QzAddress). The caller's. */
char *qz_cited_citation (const char *title, const GArray *targets);

/* Whether ADDRESS is an article, a heading or stands below one. */
gboolean qz_cited_is_provision (const QzAddress *address);

/* 2021年1月22日. The caller's. */
char *qz_day_text (QzDate day);

#endif
