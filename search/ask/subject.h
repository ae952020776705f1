/* The body that a question names as the one who may act: 工商局能…吗, 乡政府有哪些职权. */
#ifndef QZ_SUBJECT_H
#define QZ_SUBJECT_H

#include <glib.h>
#include <quanze/bodies.h>

typedef struct {
  char   *said;      /* as the question has it, folded: 工商局, 镇政府 */
  char   *official;  /* as clauses name it today: 市场监督管理局, 镇人民政府; the same where nothing is known */
  char   *core;      /* of it, what names its branch: 市场监督管理; NULL for governments */
  guint   levels;    /* QzBodyLevel set; 0 unknown */
  GArray *steps;     /* QzBodyStep: how it came to be called so; empty when it did not change. Borrows from the lexicon */
} QzSubject;
void qz_subject_free (QzSubject *subject);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzSubject, qz_subject_free)

/* The first body of FOLDED that is no receiver (向…, 委托给…); NULL when it names none. The caller's. */
QzSubject *qz_subject_find (const QzLexicon *lexicon, const char *folded);

/* How HOLDER (a clause's) agrees with SUBJECT: 1 the same, 0 cannot be told, -1 another level or branch. */
int qz_subject_agrees (const QzLexicon *lexicon, const QzSubject *subject, const char *holder);

#endif
