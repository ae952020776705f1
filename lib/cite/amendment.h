/* Amending decisions: 修正案, 关于修改…的决定.
 *
 * In what they quote, 本法, 前款 and bare articles mean the law amended; in their
 * instructions (将第九条修改为…) bare articles mean it as it stood before.
 */
#ifndef QZ_CITE_AMENDMENT_H
#define QZ_CITE_AMENDMENT_H

#include <quanze/provision.h>
#include "lib/cite/scope.h"

typedef struct CiteAmendment CiteAmendment;

/* NULL when a document of that TITLE amends nothing. TEXT and SCOPE are borrowed. */
CiteAmendment *cite_amendment_new (const char *title, const char *text, const CiteScope *scope);
void cite_amendment_free (CiteAmendment *amendment);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CiteAmendment, cite_amendment_free)

/* Reads on to byte AT; calls must come with rising AT. */
void cite_amendment_read (CiteAmendment *amendment, gsize at);

/* Whether the place reached is inside quoted new text. */
gboolean cite_amendment_quoted (const CiteAmendment *amendment);
/* The law amended there, borrowed; NULL when the text has not told. */
const char *cite_amendment_law (const CiteAmendment *amendment);
/* 条 and 款 of the law amended that the place belongs to; 0 where not told. */
void cite_amendment_position (const CiteAmendment *amendment, QzAddress *address);

/* What an instruction cites outside quotes: TITLE (NULL when it names none) becomes the law amended, ADDRESS the
 * provision. */
void cite_amendment_note (CiteAmendment *amendment, const char *title, const QzAddress *address);

/* The law that the title of a document is about: 《X》 or a known name inside it; the caller's, NULL when none. */
char *cite_subject_law (const char *title, const CiteScope *scope);

#endif
