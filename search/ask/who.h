/* The places of a question that ask for a body: 由谁组织编制，报谁审批 has two. */
#ifndef QZ_WHO_H
#define QZ_WHO_H

#include <glib.h>
#include <quanze/lexicon.h>

typedef struct {
  GPtrArray  *forms;   /* char*, folded: the act asked for as clauses word it; empty: any act */
  char       *object;  /* the noun that the act is done to, its last two characters, folded (落户条件由谁定: 条件); "" when none */
  char       *spoken;  /* the act as the question words it, folded, where clauses rather word it otherwise (点头: 批准); else NULL */
  char       *around;  /* the word that asks with the words about it that only lead to the act, folded (职责由谁承担, 谁负责对) */
  GPtrArray  *types;   /* const char*, static or the lexicon's: the kinds of power it belongs to (vest_acts) */
  const char *kind;    /* how the body's name may end, | between; "" any; the lexicon's */
  const char *leads;   /* the prepositions of clauses before the body asked for (向谁, 报请谁), a space between; "" when
                          it is the subject; the lexicon's */
  gboolean    either;  /* by LEADS a subject may be asked for too (找谁批), which comes first */
  gboolean    forbidden;  /* it is asked who must not (谁不得…) */
  gboolean    behind;     /* the act stands behind the word (谁来审查), not before it (罚款找谁) */
  gboolean    in_charge;  /* no act is asked for, but who is in charge of what the question says (检测由谁负责) */
  gboolean    plain;   /* the very act asked for is a licence or a penalty, which clauses never word otherwise */
} QzWho;
void qz_who_free (QzWho *who);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzWho, qz_who_free)

/* Every place of FOLDED (a folded question) that asks who, in order; QzWho*, the caller's. Tables: who (the
 * words), asked_acts (spoken verbs), asked_leads (prepositions), vest_acts (kinds of act). Pure. */
GPtrArray *qz_who_find (const QzLexicon *lexicon, const char *folded);

/* Whether NAME ends as WHO wants it. TRUE where it does not say. */
gboolean qz_who_is_kind (const QzWho *who, const char *name);
/* Whether one of a list of NAMES does: 卫生行政部门和工会组织. */
gboolean qz_who_has_kind (const QzWho *who, const char *names);
gboolean qz_who_wants_court (const QzWho *who);

#endif
