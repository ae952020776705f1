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

/* Value slots. Dates are YYYYMMDD, "" unknown. */
enum {
  QZ_SLOT_KEY, QZ_SLOT_VERSION, QZ_SLOT_FROM, QZ_SLOT_KIND, QZ_SLOT_RANK, QZ_SLOT_TERRITORY, QZ_SLOT_ISSUER,
  QZ_SLOT_TIE, QZ_SLOT_HOLDER, QZ_SLOT_MODE, QZ_SLOT_CATEGORY, QZ_SLOT_DEPARTMENT, QZ_SLOT_OFFICE, QZ_SLOT_UNTIL,
  QZ_SLOT_ID
};

/* Keys of the JSON head, by kind ("kind" is in each):
 *  instrument: id title key number issuer rank territory promulgated version effective dates[] front[] repeals[] counts{} last_article path format
 *              top[] ({eid,num,heading} of parts to sections and top headings) articles[] (eids) defects[]
 *  provision:  id eid title key version number(文号) issuer rank territory effective article(printed num) path(「第一章 总则 > 第一节 …」) external_id
 *              heading units[] ({eid,num,start,end} of each 款/项/目; byte offsets into the text part) links[] ({key,title,eid,form,start,end})
 *  power:      every field of QzPower by its C name (dates YYYY-MM-DD), mode_declared by JSON name, registry (title), source{path,sheet,row},
 *              basis[] ({title,key,citations:[{eid,citation}],quote})
 */

/* What one source file became: records whose ids still lack their final instrument id where titles collide. */
typedef struct {
  char      *kind;          /* "instrument" "registry" "records" "none" */
  char      *title, *key;   /* of the instrument or registry; NULL */
  char      *issuer;
  QzDate     version;
  GPtrArray *records;       /* QzRecord* */
  guint      n_provisions, n_powers;
  GPtrArray *defects;       /* QzDefect* */
} QzBatch;
void qz_batch_free (QzBatch *batch);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzBatch, qz_batch_free)

/* Instrument, registry or imported records → records ready to write. SOURCE_TERM is the S term.
 * Pure but for the segmenter's state. */
QzBatch *qz_store_instrument (const QzInstrument *instrument, const QzSource *source, const char *source_term,
                              QzSegmenter *segmenter, const QzLexicon *lexicon);
QzBatch *qz_store_registry   (const QzRegistry *registry, const QzSource *source, const char *source_term,
                              QzSegmenter *segmenter, const QzLexicon *lexicon);
QzBatch *qz_store_imports    (const QzSource *source, const char *source_term,
                              QzSegmenter *segmenter, const QzLexicon *lexicon);

/* ---- reading back ---- */

/* A record's data split in two: HEAD is parsed JSON (json_t *, opaque here), TEXT points into DATA. */
struct json_t;
struct json_t *qz_store_head (const char *data, gsize len, const char **text, GError **error);

/* When each version of each instrument was in force, computed at the end of an indexing run from the
 * instruments' own dates and repeals and kept in metadata "timeline"; see timeline.h. */

G_END_DECLS

#endif
