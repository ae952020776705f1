/* One 款 or 项 read for who acts in it: its bodies with the part each plays, and the words that are nobody's act. */
#ifndef QZ_VEST_CLAUSE_H
#define QZ_VEST_CLAUSE_H

#include <quanze/vesting.h>

#include "lib/vest/body.h"

typedef enum { QZ_PART_NONE, QZ_PART_AGENT, QZ_PART_SUBJECT, QZ_PART_APPROVER, QZ_PART_RECEIVER } QzPart;

typedef struct {
  QzBodySpan span;
  QzPart     part;
  gsize      cue;       /* where 由, 经, 报 in front of the name begins; the name's start when there is none */
  gsize      reach;     /* approver, receiver: how far its own words go */
  gboolean   set_up;    /* another sets it up to do what follows: 设立委员会，负责… */
} QzActor;

typedef struct {
  const QzLexicon      *lexicon;
  const QzLexiconTable *acts, *nouns, *after, *decides;
  const char           *text;      /* borrowed */
  gsize                 len;
  guchar               *mask;      /* LEN + 1; not 0: a condition, a title, or another actor's words */
  GArray               *actors;    /* QzActor, in order */
} QzClause;

/* Bits of MASK; QZ_READ_APPROVAL is none: 经X批准后 and 报X批准前 name the approval all the same. */
enum { QZ_MASK_CONDITION = 1, QZ_MASK_OTHER = 2, QZ_READ_APPROVAL = 4 };

void qz_clause_init (QzClause *clause, const QzLexicon *lexicon, const char *text);
void qz_clause_clear (QzClause *clause);

gboolean qz_clause_acts (const QzActor *actor);   /* agent or subject */

/* The name of a body as the clause prints it, without （以下简称…）. The caller's. */
char *qz_clause_name (const QzClause *clause, const QzBodySpan *span);

/* Byte offsets around AT: of its sentence (。), its part (。；), its segment (，。；：). */
gsize qz_sentence_end (const QzClause *clause, gsize at);
gsize qz_part_start (const QzClause *clause, gsize at);
gsize qz_segment_start (const QzClause *clause, gsize at);
gsize qz_segment_end (const QzClause *clause, gsize at);

/* Whether a word ends at AT, begins at AT, stands in [FROM, TO); of the plural ones, whether one of the N WORDS does. */
gboolean qz_clause_ends (const QzClause *clause, gsize at, const char *word);
gboolean qz_clause_ends_any (const QzClause *clause, gsize at, const char *const *words, guint n);
gboolean qz_clause_begins (const QzClause *clause, gsize at, const char *const *words, guint n);
gboolean qz_clause_has (const QzClause *clause, gsize from, gsize to, const char *word);
gboolean qz_clause_has_any (const QzClause *clause, gsize from, gsize to, const char *const *words, guint n);

/* The act of the table at AT: its type (static, "-" for a word that only looks like one) and length; NULL when none. */
const char *qz_act_at (const QzClause *clause, gsize at, gsize *len);

/* Adds types, acts and fines of [FROM, TO) to VESTING; behind STRICT only penalties and orders count.
 * IGNORE: masks that do not hide. Whether any act was found. */
gboolean qz_acts_read (const QzClause *clause, gsize from, gsize to, gsize strict, guint ignore, QzVesting *vesting);

void qz_vesting_add_type (QzVesting *vesting, const char *type);
QzVesting *qz_vesting_new (const char *eid, gsize start, gsize end);

/* Transfers of powers that CLAUSE states, onto OUT; the words they take are masked. BASE: its place in the source. */
void qz_transfers_read (QzClause *clause, const char *eid, gsize base, GPtrArray *out);

#endif
