/* Powers as the clauses themselves vest them: who may do what, on what condition, with what fine.
 *
 * Patterns and cue words lie in tables (corpus/lexicon/vest_*.tsv); one engine reads them.
 */
#ifndef QUANZE_VESTING_H
#define QUANZE_VESTING_H

#include <glib.h>
#include <quanze/instrument.h>
#include <quanze/lexicon.h>
#include <quanze/power.h>

G_BEGIN_DECLS

typedef struct {
  gint64 min, max;        /* yuan for 元 (五万元 is 50000); a multiple for 倍, hundredths not used: 1.5倍 is min_text */
  gboolean has_min, has_max;
  double min_value, max_value;   /* the same with fractions: 0.5 倍, 1.5 % */
  const char *unit;       /* static: 元 倍 % */
  char  *text;            /* as printed: 处五百元以上二千元以下罚款 */
} QzFine;

typedef struct {
  char        *eid;          /* the deepest 款 or 项 that contains start */
  gsize        start, end;   /* bytes in the source text */
  char        *holder;       /* NULL when no holder can be told */
  const char  *holder_from;  /* static: clause lead-in central issuer */
  GPtrArray   *types;        /* const char*, static: 许可 处罚 强制 … of CONTRACT's list */
  GPtrArray   *acts;         /* char*: 责令改正, 罚款, 吊销许可证 */
  char        *condition;    /* NULL */
  GPtrArray   *fines;        /* QzFine* */
  gboolean     negated;
  QzMode       mode;         /* statutory unless the clause hands the power on */
  char        *to;           /* whom it is handed to; NULL */
} QzVesting;

void qz_vesting_free (QzVesting *vesting);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzVesting, qz_vesting_free)

/* Every power that the clauses of INSTRUMENT vest, in order; element type QzVesting*, the caller's. Pure. */
GPtrArray *qz_vestings_parse (const QzInstrument *instrument, const char *text, const QzLexicon *lexicon);

/* Adds the items that INSTRUMENT hands on by list (see grant.h) to VESTINGS, each with its giver, its receiver and its
 * name as the act; VESTINGS stay in order. */
void qz_vestings_add_grants (GPtrArray *vestings, const QzInstrument *instrument, const QzLexicon *lexicon);

G_END_DECLS

#endif
