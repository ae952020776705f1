/* The lines of a document, and what each of them is: the first phase of reading its structure.
 *
 * Invariants, once qz_lines_decide() has gone over a stretch of lines:
 *  1. Every line has one use. Lines in order cover the text; a line that held several
 *     provisions (第三条 … 第四条 … ) has been cut into several.
 *  2. Of all that looks like 第N条, the order of numbers decides what is an article and
 *     what a mention at the start of a wrapped line.
 *  3. Whatever was decided against the print is in the defects.
 */
#ifndef LIB_LINE_H
#define LIB_LINE_H

#include <quanze/instrument.h>

#include "lib/structure/marker.h"

G_BEGIN_DECLS

typedef enum {
  QZ_LINE_TEXT,        /* plain words */
  QZ_LINE_WRAPPED,     /* goes on where the line before broke off */
  QZ_LINE_TABLE,       /* a row of a table */
  QZ_LINE_DIVISION,    /* 第一章 总则 */
  QZ_LINE_GROUP,       /* 一、一般规定 over articles */
  QZ_LINE_CAPTION,     /* a heading without number */
  QZ_LINE_STRAY,       /* a heading that lost its number */
  QZ_LINE_HEADING,     /* goes on with the heading in the line before */
  QZ_LINE_ARTICLE,
  QZ_LINE_LIST,        /* item, point or numbered heading */
  QZ_LINE_ANNEX,       /* 附件1 */
  QZ_LINE_TAIL,        /* signature, date, list of attachments */
  QZ_LINE_IGNORED      /* table of contents, cut into another line */
} QzLineUse;

typedef struct {
  gsize     start, end;    /* bytes in the text */
  QzMarker  marker;
  QzLineUse use;
  guint     level;         /* of a heading as the format marks it, else 0 */
  gboolean  centered;
  gboolean  table;
  gboolean  mention;       /* begins with a marker that was refused: 第二条规定的… */
  gboolean  inner;         /* cut out of the middle of a line; goes back to it when it is no provision after all */
} QzLine;

typedef struct {
  const char *text;
  GArray     *lines;       /* QzLine */
  GPtrArray  *defects;     /* QzDefect*, borrowed */
  gboolean    amending;    /* a decision that quotes the articles it changes */
  gboolean    is_case;     /* found while deciding: the report of a case */
} QzLines;

QzLines *qz_lines_new (const QzSource *source, guint first_block, GPtrArray *defects);
void     qz_lines_free (QzLines *lines);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzLines, qz_lines_free)

static inline QzLine *
qz_line (const QzLines *lines, guint i)
{
  return &g_array_index (lines->lines, QzLine, i);
}

/* The widest numbered line that is a heading alone where there are no articles. */
#define QZ_HEADING_MAX 40

/* How a stretch of lines numbers its provisions. */
typedef enum { QZ_MANNER_ARTICLES, QZ_MANNER_HEADINGS, QZ_MANNER_PLAIN } QzManner;

/* Gives every line of [FROM, TO) its use. */
QzManner qz_lines_decide (QzLines *lines, guint from, guint to);

/* Where the first annex begins: a line of its own (附件1), or a second document. TO when there is none. */
guint qz_lines_find_annex (const QzLines *lines, guint from, guint to);
/* A decision that publishes the amended text anew under the title whose key is KEY: where that text begins, behind its title.
 * The decision itself is [0, *DECISION_END). 0 when there is none. */
guint qz_lines_find_restated (const QzLines *lines, const char *key, guint *decision_end);
/* Whether the line is the head of an annex: 附件1, 附：, 附表 …; its printed number and the words behind it. */
gboolean qz_line_reads_as_annex (const QzLines *lines, guint i, guint *number, gsize *num_len, gsize *text_at);
/* Whether it only names what is attached: 附件：1.…办法. */
gboolean qz_line_lists_annexes (const QzLines *lines, guint i, guint to);

/* ---- passes over a stretch, in this order ---- */

/* order.c: what looks like 第N条 and is an article; returns how many. Drops the markers inside quotations first. */
guint qz_decide_articles (QzLines *lines, guint from, guint to);
/* division.c: 编 章 节, less the table of contents; 一、 over articles; headings that lost their number. */
void qz_decide_divisions (QzLines *lines, guint from, guint to);
void qz_decide_groups (QzLines *lines, guint from, guint to);
void qz_decide_strays (QzLines *lines, guint from, guint to);
void qz_check_divisions (QzLines *lines, guint from, guint to);
/* order.c: items and points within articles; numbered headings where there are no articles. */
void qz_decide_lists (QzLines *lines, guint from, guint to);
void qz_decide_headings (QzLines *lines, guint from, guint to);
/* plain.c: what lines without markers are. */
void qz_decide_attachments (QzLines *lines, guint from, guint to);
void qz_decide_tail (QzLines *lines, guint from, guint to);
void qz_decide_wraps (QzLines *lines, guint from, guint to, gboolean has_articles);
void qz_decide_unnumbered (QzLines *lines, guint from, guint to);
void qz_check_end (QzLines *lines, guint from, guint to);

/* Takes back that line I bears a marker; one cut out of another line goes back there. */
void qz_line_refuse (QzLines *lines, guint i);
/* The line behind I, or before it, that still counts; TO, or G_MAXUINT, when there is none. */
guint qz_line_next (const QzLines *lines, guint i, guint to);
guint qz_line_before (const QzLines *lines, guint i, guint from);

/* ---- properties of a line's words; none allocates ---- */

gboolean qz_line_ends_sentence (const QzLines *lines, guint i);
gboolean qz_line_ends_clause (const QzLines *lines, guint i);     /* with a stop of a sentence, no bracket or quotation mark */
gboolean qz_line_leads_in (const QzLines *lines, guint i);        /* ends with ： */
gboolean qz_line_ends_item (const QzLines *lines, guint i);       /* ends with ； */
guint    qz_line_width (const QzLines *lines, guint i);           /* code points */
gboolean qz_line_is_caption_like (const QzLines *lines, guint i); /* short, no stop in it: 法律责任 */
gboolean qz_line_is_date (const QzLines *lines, guint i);         /* 2021年1月22日 and nothing more */
gboolean qz_line_is_free (const QzLines *lines, guint i);         /* plain text so far, no marker */
gboolean qz_line_has (const QzLines *lines, guint i, const char *word);
char    *qz_line_num_dup (const QzLines *lines, guint i);         /* the printed number; the caller's */

void qz_defect_add (GPtrArray *defects, const char *code, gsize at, const char *format, ...) G_GNUC_PRINTF (4, 5);
void qz_defect_free (QzDefect *defect);

G_END_DECLS

#endif
