/* How instruments, provisions and powers lie in the index: terms, slots, data.
 *
 * Invariants:
 *  1. A record states only what its own source says: link terms name title key and eid,
 *     never a resolved version; no status is stored.
 *  2. Every record of one source file carries its S term, so that a file's records are
 *     replaced and removed together.
 *  3. Data is one line of JSON, '\n', then the record's official text to the end.
 */
#ifndef QUANZE_STORE_H
#define QUANZE_STORE_H

#include <glib.h>
#include <quanze/citation.h>
#include <quanze/index.h>
#include <quanze/instrument.h>
#include <quanze/power.h>
#include <quanze/segment.h>
#include <quanze/sketch.h>

G_BEGIN_DECLS

/* Term prefixes. Words and grams of the text have none. */
#define QZ_T_ID       "Q"    /* Q<id> */
#define QZ_T_KIND     "K"    /* Kinstrument Kprovision Kpower */
#define QZ_T_KEY      "I"    /* I<title key>: instrument and provisions of that title, all versions */
#define QZ_T_VERSION  "D"    /* D<instrument id>: instrument and provisions of that version */
#define QZ_T_SOURCE   "S"    /* S<sha1 of path> */
#define QZ_T_LINK     "L"    /* L<title key>#<eid to the article>, L<title key>#<deeper eid>, L<title key>: cites it */
#define QZ_T_NUMBER   "N"    /* N<folded 文号> */
#define QZ_T_EXTERNAL "X"    /* X<external_id> */
#define QZ_T_TITLE    "T"    /* T<word> of the instrument's title and the provision's headings */
#define QZ_T_NAME     "P"    /* P<word> of a power's name */
#define QZ_T_HOLDER   "H"    /* H<folded holder>, and H<word> of it */
#define QZ_T_MODE     "M"    /* Mentrusted … as declared */
#define QZ_T_CATEGORY "C"    /* C<folded category> */
#define QZ_T_ISSUER   "U"    /* U<folded issuer> */
#define QZ_T_RANK     "R"    /* Rlaw … */
#define QZ_T_PLACE    "G"    /* G<territory> and each shorter prefix place of it */
#define QZ_T_CODE     "Y"    /* Y<code> of a power */
#define QZ_T_OFFICE   "O"    /* O<folded office> */
#define QZ_T_DEPARTMENT "E"  /* E<folded from_department> */
#define QZ_T_GRANT "J"       /* J<qz_grant_key of an item>: an instrument that hands it on or takes it back */

/* Value slots. Dates are YYYYMMDD, "" unknown. */
enum {
  QZ_SLOT_KEY, QZ_SLOT_VERSION, QZ_SLOT_FROM, QZ_SLOT_KIND, QZ_SLOT_RANK, QZ_SLOT_TERRITORY, QZ_SLOT_ISSUER,
  QZ_SLOT_TIE, QZ_SLOT_HOLDER, QZ_SLOT_MODE, QZ_SLOT_CATEGORY, QZ_SLOT_DEPARTMENT, QZ_SLOT_OFFICE, QZ_SLOT_UNTIL,
  QZ_SLOT_ID,
  QZ_SLOT_TEXT   /* what phrases are looked for in and what the ranking reads; see below */
};

/* QZ_SLOT_TEXT: one line KEY<TAB>EID<TAB>fold of what it stands under (title, path, heading; a power's name), then the
 * record's official text, each line of it folded (QZ_FOLD_NUMERALS) and ended by '\n': a phrase does not run from one
 * paragraph into the next. KEY and EID may be empty. */

/* Keys of the JSON head, by kind ("kind" is in each):
 *  instrument: id title key number issuer rank territory promulgated published version effective effective_inferred
 * dates[] front[] repeals[] counts{} last_article path format grants[] ({mode,from,to,what,condition,since,until,eid}
 * of the items it hands on or takes back) top[] ({eid,num,heading} of parts to sections and top headings) articles[]
 * (eids) defects[] provision:  id eid title key version number(文号) issuer rank territory effective article(printed
 * num) path(「第一章 总则 > 第一节 …」) external_id heading units[] ({eid,num,start,end} of each 款/项/目; byte offsets
 * into the text part) links[] ({key,title,eid,form,start,end}) vestings[] (as quanze.vesting/1 without schema, start
 * and end) power:      every field of QzPower by its C name (dates YYYY-MM-DD), mode_declared by JSON name, registry
 * (title), source{path,sheet,row}, basis[] ({title,key,citations:[{eid,key,citation,quote}],quote}; the outer quote
 * joins the inner ones)
 */

/* What ids a source's records get where others would get the same. All borrowed. */
typedef struct {
  const char        *qualifier;  /* instruments: ids become KEY(QUALIFIER)@VERSION. NULL: none.
                                    Registries and imports: put behind what TAKEN names. */
  const char *const *taken;      /* registry: power ids, imports: title keys that other sources hold; NULL-terminated or NULL */
  gboolean           part;       /* the source is one of several files of one instrument: its instrument
                                    record stands in QzBatch.instrument, to be merged, not in RECORDS */
} QzNaming;

/* What one source file became. */
typedef struct {
  const char *kind;         /* "instrument" "registry" "records": static */
  char       *title, *key;  /* of the instrument or registry; NULL */
  char       *issuer, *territory;  /* NULL unknown */
  QzRank      rank;
  QzDate      version;
  guint       first_article, last_article;   /* numbers of the body's first and last article in order of number; 0 = none */
  QzSketch    sketch;       /* of an instrument's provisions */
  GPtrArray  *records;      /* QzRecord*; empty with QzStoring.emit */
  QzRecord   *instrument;   /* of a part, else NULL */
  char       *head;         /* its JSON head, else NULL */
  GPtrArray  *names;        /* char*: power ids or title keys as they would be without TAKEN; for instruments empty */
  guint       n_provisions, n_powers;
} QzBatch;
QzBatch *qz_batch_new (const char *kind);   /* KIND static */
void qz_batch_free (QzBatch *batch);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzBatch, qz_batch_free)

/* How a source becomes records. All borrowed. */
typedef struct {
  const char      *source_term;  /* the S term */
  const QzNaming  *naming;       /* NULL: plain */
  QzSegmenter     *segmenter;
  const QzLexicon *lexicon;
  void           (*emit) (QzRecord *record, gpointer user_data);   /* takes over each record as it is ready; NULL: into QzBatch.records */
  gpointer         user_data;
} QzStoring;

/* Hands RECORD, which it consumes, to where STORING says. */
void qz_batch_add (QzBatch *batch, const QzStoring *storing, QzRecord *record);

/* Instrument, registry or imported records → records ready to write. Pure but for the segmenter's state. */
QzBatch *qz_store_instrument (const QzInstrument *instrument, const QzSource *source, const QzStoring *storing);
QzBatch *qz_store_registry   (const QzRegistry *registry, const QzSource *source, const QzStoring *storing);
QzBatch *qz_store_imports    (const QzSource *source, const QzStoring *storing);

/* The instrument record of an instrument in several files from those of its parts, in order of their
 * articles. HEADS: char* (QzBatch.head), RECORDS: QzRecord* (QzBatch.instrument). NULL with a GError
 * when a head is not JSON. The caller's. */
QzRecord *qz_store_join_parts (GPtrArray *heads, GPtrArray *records, const char *const *source_terms, GError **error);

/* S<sha1 of PATH>, the caller's. */
char *qz_store_source_term (const char *path);

/* ---- reading back ---- */

#define QZ_STORE_ERROR (qz_store_error_quark ())
GQuark qz_store_error_quark (void);
typedef enum { QZ_STORE_ERROR_HEAD } QzStoreError;

/* A record's data split in two: the head as parsed JSON, the caller's (json_decref); TEXT points into DATA.
 * NULL with QZ_STORE_ERROR_HEAD when DATA does not start with a JSON object and a line end. */
struct json_t;
struct json_t *qz_store_head (const char *data, gsize len, const char **text, GError **error);

/* Title, eid and printed article of an import's name: 循环经济促进法第十八条. *TITLE is the caller's, *ADDRESS all 0
 * and *TITLE the whole name when it names no article. */
void qz_store_split_name (const char *name, char **title, QzAddress *address);

/* When each version of each instrument was in force, computed at the end of an indexing run from the
 * instruments' own dates and repeals and kept in metadata "timeline"; see timeline.h. Other metadata:
 * "catalogue" (see catalogue.h; absent: none),
 * "stats" (JSON, see quanze info), "lexicon" (JSON: hash and tables), "file/<sha1 of path>" (manifest of quanze-index). */

G_END_DECLS

#endif
