/* One version of one instrument (规范性文件) as its own text gives it. */
#ifndef QUANZE_INSTRUMENT_H
#define QUANZE_INSTRUMENT_H

#include <glib.h>
#include <quanze/date.h>
#include <quanze/provision.h>
#include <quanze/source.h>

G_BEGIN_DECLS

/* What is wrong with a document, for the report; never guessed over. */
typedef struct {
  const char *code;   /* static:
                         article-gap article-duplicate article-order
                         starts-late         numbers go on from another file
                         item-gap item-duplicate item-order
                         item-unnumbered     items without numbers; as many as the numbers around them leave out are supplied
                         heading-lost        numbers of chapters or headings jump
                         heading-stray       a heading without number; read as the division that is missing
                         heading-wrapped heading-duplicate heading-order
                         marker-damaged      a wrong character or a space in 第N条, or 第N条 not at the head of a line
                         toc-repeated hard-wrapped
                         truncated           the last sentence or list breaks off
                         force-missing       no provision says from when it is in force: perhaps the end is missing
                         force-inferred      no one says from when the amended text is in force: the amendment's day is taken
                         date-missing date-conflict */
  gsize       at;     /* byte offset in QzSource.text */
  char       *text;   /* one line for people */
} QzDefect;

/* Rank of the instrument, 立法法's order. JSON names in brackets. */
typedef enum {
  QZ_RANK_UNKNOWN,              /* unknown */
  QZ_RANK_CONSTITUTION,         /* constitution 宪法 */
  QZ_RANK_LAW,                  /* law 法律, decisions of NPC and its Standing Committee */
  QZ_RANK_ADMIN_REGULATION,     /* administrative-regulation 行政法规 */
  QZ_RANK_SUPERVISION_REGULATION, /* supervision-regulation 监察法规 */
  QZ_RANK_LOCAL_REGULATION,     /* local-regulation 地方性法规, 自治条例, 单行条例, 经济特区法规 */
  QZ_RANK_DEPARTMENT_RULE,      /* department-rule 部门规章 */
  QZ_RANK_LOCAL_RULE,           /* local-rule 地方政府规章 */
  QZ_RANK_JUDICIAL,             /* judicial-interpretation 司法解释 */
  QZ_RANK_NORMATIVE,            /* normative-document other official documents */
  QZ_RANK_CASE                  /* case 案例 */
} QzRank;
const char *qz_rank_name (QzRank rank);          /* JSON name, static */
QzRank      qz_rank_from_name (const char *name);

typedef struct {
  char      *title;          /* official full title as printed, brackets of version marks outside */
  char      *key;            /* see qz_title_key */
  char      *number;         /* 文号, NULL when none */
  char      *issuer;         /* NULL when the text does not say */
  QzRank     rank;
  char      *territory;      /* "全国", else a place: 北京市, 山东省, 山东省青岛市; NULL unknown */
  QzDate     promulgated;    /* first adoption or promulgation */
  QzDate     version;        /* the latest adoption or amendment date in front matter, else the file name's, else 0: VERSION of the id */
  QzDate     published;      /* this version's publication: front matter, else the file's name; 0 unknown */
  QzDate     effective;      /* this version's first day in force; 0 unknown */
  gboolean   effective_inferred;  /* neither front matter nor text states that day: the amendment's or publication's is taken */
  GArray    *dates;          /* QzDate: all adoption and amendment dates of the front matter, ascending */
  GPtrArray *front;          /* char*: front matter lines as printed */
  GPtrArray *repeals;        /* char*: keys of titles that its text repeals (同时废止) */
  QzProvision *body;         /* root, level PREAMBLE never used for it: a nameless holder; its children are the top level */
  GPtrArray *annexes;        /* QzProvision*, level ANNEX */
  GPtrArray *defects;        /* QzDefect* */
  guint      counts[QZ_N_LEVELS];  /* of the body */
  char      *last_article;   /* as printed, NULL */
} QzInstrument;

/* SOURCE's text → tree. A pure function; SOURCE is borrowed and may go afterwards. */
QzInstrument *qz_instrument_parse (const QzSource *source);
void          qz_instrument_free (QzInstrument *instrument);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzInstrument, qz_instrument_free)

/* The comparison form of a title: folded, without 中华人民共和国, outer 《》, trailing version
 * marks （2021年修订）（试行 stays）, white space. 《中华人民共和国行政处罚法》 → 行政处罚法. The caller's. */
char *qz_title_key (const char *title);

/* TITLE@VERSION without the eid: "行政处罚法@2021-01-22"; VERSION "-" when unknown. The caller's. */
char *qz_instrument_id (const char *key, QzDate version);

/* Territory and rank from issuer and title; either may be NULL. PATH (may be NULL) is the last resort.
 * *TERRITORY is the caller's, NULL when unknown. */
void qz_territory_of (const char *title, const char *issuer, const char *path, char **territory, QzRank *rank);

/* An outline for people: head, counts, defects (a line each, "! code  text"), provisions indented. The caller's. */
char *qz_instrument_to_text (const QzInstrument *instrument);

/* `quanze tree`: the object quanze.tree/1 as JSON text; the caller's. */
char *qz_instrument_to_json (const QzInstrument *instrument, const QzSource *source);

G_END_DECLS

#endif
