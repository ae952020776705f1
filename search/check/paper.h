/* What a document that is checked (文书) tells of itself: its kind, who issued it and where, its days, the words it
 * quotes, the fines it imposes.
 *
 * What it does not tell stays unknown; what is assumed instead is marked so. The cues lie in
 * corpus/lexicon/check_papers.tsv and check_cues.tsv.
 */
#ifndef QZ_PAPER_H
#define QZ_PAPER_H

#include <quanze/date.h>
#include <quanze/instrument.h>
#include <quanze/lexicon.h>
#include <quanze/timeline.h>

typedef enum {
  QZ_PAPER_OTHER,    /* citations alone are checked */
  QZ_PAPER_DECISION, /* 行政处罚决定书 */
  QZ_PAPER_SPOT,     /* 当场行政处罚决定书 */
  QZ_PAPER_NOTICE,   /* 行政处罚告知书: the penalty is not yet decided */
  QZ_PAPER_ORDER,    /* 责令改正通知书, 催告书 */
  QZ_PAPER_DRAFT     /* articles: a rule */
} QzPaperKind;
const char *qz_paper_kind_chinese (QzPaperKind kind); /* in the user's language; static */
const char *qz_paper_kind_name (QzPaperKind kind);    /* other decision spot notice order draft; static */

typedef struct {
  gsize start, end; /* bytes in the source text */
} QzSpan;

/* A day of the case. */
typedef struct {
  QzDate day; /* 0: unknown */
  gsize start, end;
  gboolean given;      /* by an option, not read */
  const char *assumed; /* why it was taken though the document does not state it; static, NULL */
} QzPaperDay;

/* A fine as the document imposes it. */
typedef struct {
  gsize start, end; /* from 罚款 or the sum, whichever is first */
  double yuan;
  gboolean unequal; /* 大写 and 小写 differ */
} QzPaperFine;

/* A stated base of a multiple: 违法所得3000元. */
typedef struct {
  const char *name; /* static or the lexicon's: 违法所得 */
  double yuan;
  gsize start, end;
} QzPaperBase;

typedef struct {
  QzPaperKind kind;
  char *issuer;          /* NULL */
  char *territory;       /* from the province down; NULL: it cannot be told */
  gboolean amending;     /* 关于修改…的决定: it quotes texts that were and texts that shall be */
  gboolean organisation; /* the party is a unit, not a person */
  QzPaperDay act, filed, decided;
  GArray *quotes;  /* QzSpan: what stands inside “…” */
  GArray *fines;   /* QzPaperFine */
  GArray *bases;   /* QzPaperBase */
  gsize operative; /* byte where the deciding part begins; G_MAXSIZE: none */
} QzPaper;

/* SOURCE and INSTRUMENT are read, LEXICON must outlive it. TIMELINE completes the place (棠宁县 → 岚川省澜阳市棠宁县).
 */
QzPaper *qz_paper_read (const QzSource *source, const QzInstrument *instrument, const QzLexicon *lexicon,
                        const QzTimeline *timeline);
void qz_paper_free (QzPaper *paper);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzPaper, qz_paper_free)

/* Whether byte AT lies inside quoted words. */
gboolean qz_paper_quoted (const QzPaper *paper, gsize at);
/* The sentence around AT: from behind the last 。；！ or line end to the next. */
QzSpan qz_paper_sentence (const char *text, gsize at);

/* ---- between its files ---- */

/* Whether LEN bytes at TEXT hold a cue of USE; the cue's length in *CUE (may be NULL) and its place, NULL when none. */
const char *qz_paper_cue (const QzLexicon *lexicon, const char *use, const char *text, gsize len, gsize *cue);
void qz_paper_days (QzPaper *paper, const QzSource *source, const QzLexicon *lexicon);
void qz_paper_fines (QzPaper *paper, const char *text, const QzLexicon *lexicon);

#endif
